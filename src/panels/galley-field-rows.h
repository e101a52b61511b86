/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *galley_field_rows_new_row (GalleyFieldForm *form, GalleyFieldItem *item);

G_END_DECLS
