/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

void galley_image_choice_set_up (AdwEntryRow *row, GalleyFieldForm *form, GalleyFieldItem *item);

G_END_DECLS
