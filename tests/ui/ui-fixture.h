/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

void ui_test_init (int *argc, char ***argv);

GtkWindow *ui_test_present (GtkWidget *widget, int width, int height);
void ui_test_close (GtkWindow *window);
void ui_test_release (gpointer object);
gpointer ui_test_find (GtkWidget *widget, GType type);
GtkEventController *ui_test_find_controller (GtkWidget *widget, const char *name);

void ui_test_set_text (GtkTextBuffer *buffer, const char *marked);
void ui_test_assert_text (GtkTextBuffer *buffer, const char *marked);
void ui_test_highlight (GtkTextBuffer *buffer);

G_END_DECLS
