/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include "galley-outline-edit.h"

/* What can be done to the entry or the section that the cursor is in, wherever the focus is. */

static void
step (GalleyWindow *self, int direction)
{
  g_autoptr (GError) error = NULL;

  if (!galley_outline_edit_step_cursor (self->document, direction, &error))
    galley_window_toast (self, error->message);
}

static void
move_up_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, -1);
}

static void
move_down_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step (user_data, 1);
}

static void
renumber_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  galley_outline_edit_renumber (GALLEY_WINDOW (user_data)->document);
}

static const GActionEntry entries[] = {
  { "move-up", move_up_activated },
  { "move-down", move_down_activated },
  { "renumber", renumber_activated },
};

void
galley_window_init_outline (GalleyWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
