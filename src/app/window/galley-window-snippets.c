/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n.h>

/* The snippets of the window's document, and the action that inserts one. */

static void
insert_snippet_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GalleyWindow *self = user_data;
  const char *trigger = g_variant_get_string (parameter, NULL);
  g_autofree char *text = NULL;

  galley_window_show_source (self);
  if (galley_editor_insert_snippet (self->editor, trigger))
    return;

  /* Translators: the trigger of a snippet */
  text = g_strdup_printf (_ ("No snippet “%s” for this place"), trigger);
  galley_window_toast (self, text);
}

/**
 * galley_window_get_snippets:
 * @self: a window
 *
 * Returns: (transfer none): the snippets for its document
 */
GalleySnippets *
galley_window_get_snippets (GalleyWindow *self)
{
  g_return_val_if_fail (GALLEY_IS_WINDOW (self), NULL);

  return self->snippets;
}

void
galley_window_init_snippets (GalleyWindow *self)
{
  static const GActionEntry entries[] = {
    { "insert-snippet", insert_snippet_activated, "s" },
  };

  self->snippets = galley_snippets_new (NULL);
  galley_snippets_set_document (self->snippets, self->document);
  galley_editor_set_snippets (self->editor, self->snippets);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
