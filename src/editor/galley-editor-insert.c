/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-editor-private.h"

/* What is put into the text from elsewhere: links, pictures, snippets. */

/**
 * galley_editor_drop_link:
 * @self: an editor
 * @link: an http or https address
 * @x: where it is let go, in the coordinates of the editor
 * @y: the same
 *
 * Puts a link into the text.
 */
void
galley_editor_drop_link (GalleyEditor *self, const char *link, double x, double y)
{
  graphene_point_t point;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  if (gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->view),
                                &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    galley_source_view_drop_link (self->view, link, point.x, point.y);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * galley_editor_drop_images:
 * @self: an editor
 * @files: (element-type GFile): what is dropped
 * @x: where it is let go, in the coordinates of the editor
 * @y: the same
 *
 * Puts pictures into the text, and into the folder where pictures are.
 *
 * Returns: whether all of @files are pictures; if not, nothing is done
 */
gboolean
galley_editor_drop_images (GalleyEditor *self, GSList *files, double x, double y)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR (self), FALSE);

  return galley_image_inserter_drop (self->images, files, x, y);
}

/**
 * galley_editor_set_snippets:
 * @self: an editor
 * @snippets: (nullable): what Tab and completion can insert
 */
void
galley_editor_set_snippets (GalleyEditor *self, GalleySnippets *snippets)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self));

  galley_snippet_inserter_set_snippets (galley_source_view_get_inserter (self->view), snippets);
}

/**
 * galley_editor_insert_snippet:
 * @self: an editor
 * @trigger: which one
 *
 * Inserts a snippet where it belongs near the cursor, and gives the text the focus.
 *
 * Returns: whether there is such a snippet for this place
 */
gboolean
galley_editor_insert_snippet (GalleyEditor *self, const char *trigger)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR (self), FALSE);

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return galley_snippet_inserter_insert (galley_source_view_get_inserter (self->view), trigger);
}
