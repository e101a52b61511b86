/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_MESSAGE_BAR (galley_message_bar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyMessageBar, galley_message_bar, GALLEY, MESSAGE_BAR, GtkWidget)

void galley_message_bar_show (GalleyMessageBar *self, const char *title);
void galley_message_bar_hide (GalleyMessageBar *self);
gboolean galley_message_bar_get_revealed (GalleyMessageBar *self);

G_END_DECLS
