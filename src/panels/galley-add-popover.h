/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_ADD_POPOVER (galley_add_popover_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAddPopover, galley_add_popover, GALLEY, ADD_POPOVER, GtkPopover)

void galley_add_popover_set_form (GalleyAddPopover *self, GalleyFieldForm *form);

G_END_DECLS
