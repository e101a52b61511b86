/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-inserter.h"

#include "galley-error.h"
#include "galley-image-popover.h"
#include "galley-image-saver.h"

#include <glib/gi18n.h>

/**
 * GalleyImageInserter:
 *
 * Puts pictures into the text that are pasted or dropped: each is saved in its place, under a name
 * that is asked for at the cursor, and linked to. One is asked about at a time.
 */
struct _GalleyImageInserter
{
  GObject parent_instance;

  /* Both own self. */
  GtkTextView *view;
  GtkWidget *parent;

  GCancellable *cancellable;
  GQueue images;
  GalleyImageSaver *saver;
  GalleyImagePopover *popover;
  /* A picture was put in just before, and the next goes below it. */
  gboolean following;
  /* What is pasted is for the text view. */
  gboolean passing;
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyImageInserter, galley_image_inserter, G_TYPE_OBJECT)

static void start_next (GalleyImageInserter *self);

static void
stop (GalleyImageInserter *self)
{
  g_clear_object (&self->saver);
  g_queue_clear_full (&self->images, g_object_unref);
  self->following = FALSE;
}

static void
fail (GalleyImageInserter *self, const GError *error)
{
  gboolean unsaved = g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  /* Translators: why an image was not put into the text */
  g_autofree char *message =
    unsaved ? g_strdup (error->message)
            : g_strdup_printf (_ ("The image was not saved. %s"), error->message);

  stop (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[FAILED], 0, message, unsaved);
}

static void
insert (GalleyImageInserter *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GalleyImageSaver) saver = g_steal_pointer (&self->saver);
  GtkTextIter cursor;

  gtk_text_buffer_begin_user_action (buffer);
  if (self->following)
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
      if (!gtk_text_iter_ends_line (&cursor))
        gtk_text_iter_forward_to_line_end (&cursor);
      gtk_text_buffer_insert (buffer, &cursor, "\n", -1);
      gtk_text_buffer_place_cursor (buffer, &cursor);
    }
  galley_image_saver_insert (saver);
  gtk_text_buffer_end_user_action (buffer);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->following = TRUE;
  start_next (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImageInserter) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = galley_image_saver_save_finish (GALLEY_IMAGE_SAVER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->parent == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->popover), TRUE);
  if (saved)
    insert (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    galley_image_popover_refuse (self->popover, _ ("There is a file with this name already."));
  else
    fail (self, error);
}

static void
chosen_cb (GalleyImageInserter *self, const char *name)
{
  if (self->saver == NULL)
    return;
  /* Not twice, and not another one meanwhile. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->popover), FALSE);
  galley_image_saver_save_async (self->saver, name, self->cancellable, saved_cb,
                                 g_object_ref (self));
}

static void
closed_cb (GalleyImageInserter *self)
{
  /* Without a name nothing happens; what is being written is finished. */
  if (self->saver != NULL && gtk_widget_get_sensitive (GTK_WIDGET (self->popover)))
    stop (self);
}

static void
ask (GalleyImageInserter *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextMark *insert = gtk_text_buffer_get_insert (buffer);
  GdkRectangle location;
  GtkTextIter cursor;
  graphene_point_t point;
  int x, y;

  gtk_text_view_scroll_mark_onscreen (self->view, insert);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, insert);
  gtk_text_view_get_iter_location (self->view, &cursor, &location);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, location.x, location.y,
                                         &x, &y);
  if (gtk_widget_compute_point (GTK_WIDGET (self->view), self->parent,
                                &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                                 &(GdkRectangle) { (int) point.x, (int) point.y,
                                                   MAX (location.width, 1), location.height });
  galley_image_popover_ask (self->popover, galley_image_saver_get_place (self->saver));
}

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImageInserter) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean placed =
    galley_image_saver_find_place_finish (GALLEY_IMAGE_SAVER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->parent == NULL)
    return;
  if (!placed)
    fail (self, error);
  else if (galley_image_saver_get_place (self->saver)->link != NULL)
    insert (self);
  else
    ask (self);
}

static void
start_next (GalleyImageInserter *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GObject) image = NULL;

  if (self->saver != NULL || !GALLEY_IS_DOCUMENT (buffer))
    return;
  image = g_queue_pop_head (&self->images);
  if (image == NULL)
    {
      self->following = FALSE;
      return;
    }

  self->saver = galley_image_saver_new (GALLEY_DOCUMENT (buffer), image);
  galley_image_saver_find_place_async (self->saver, self->cancellable, placed_cb,
                                       g_object_ref (self));
}

static void
pass_paste (GalleyImageInserter *self)
{
  self->passing = TRUE;
  g_signal_emit_by_name (self->view, "paste-clipboard");
  self->passing = FALSE;
}

static gboolean
are_images (GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    if (!galley_image_saver_is_image (l->data))
      return FALSE;

  return files != NULL;
}

static void
add_files (GalleyImageInserter *self, GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    g_queue_push_tail (&self->images, g_object_ref (l->data));
  start_next (self);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImageInserter) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->parent == NULL)
    return;
  if (are_images (files))
    add_files (self, files);
  else
    pass_paste (self);
}

static void
texture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyImageInserter) self = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->parent == NULL)
    {
      g_clear_object (&texture);
      return;
    }
  if (texture == NULL)
    {
      fail (self, error);
      return;
    }
  g_queue_push_tail (&self->images, texture);
  start_next (self);
}

/* Files first: a file manager offers their names as text, too. A picture comes after text: office
 * programs offer one of each text. */
static void
paste_cb (GalleyImageInserter *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->view));
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_deserialize_gtypes (
    gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));

  if (self->passing || !gtk_text_view_get_editable (self->view))
    return;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    self->cancellable, files_read_cb, g_object_ref (self));
  else if (!gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
           && gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    gdk_clipboard_read_texture_async (clipboard, self->cancellable, texture_read_cb,
                                      g_object_ref (self));
  else
    return;
  g_signal_stop_emission_by_name (self->view, "paste-clipboard");
}

static void
galley_image_inserter_dispose (GObject *object)
{
  GalleyImageInserter *self = GALLEY_IMAGE_INSERTER (object);

  g_cancellable_cancel (self->cancellable);
  stop (self);
  self->parent = NULL;
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;

  G_OBJECT_CLASS (galley_image_inserter_parent_class)->dispose (object);
}

static void
galley_image_inserter_finalize (GObject *object)
{
  g_clear_object (&GALLEY_IMAGE_INSERTER (object)->cancellable);

  G_OBJECT_CLASS (galley_image_inserter_parent_class)->finalize (object);
}

static void
galley_image_inserter_class_init (GalleyImageInserterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_image_inserter_dispose;
  object_class->finalize = galley_image_inserter_finalize;

  /**
   * GalleyImageInserter::failed:
   * @message: what went wrong, for people
   * @unsaved: whether it is that the issue has no file yet
   *
   * A picture was not put into the text.
   */
  signals[FAILED] = g_signal_new ("failed", GALLEY_TYPE_IMAGE_INSERTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
galley_image_inserter_init (GalleyImageInserter *self)
{
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->images);
}

/**
 * galley_image_inserter_new:
 * @view: the view of the text of a document
 * @parent: the widget that the question for the name belongs to
 *
 * Takes over what is pasted into @view when it is a picture.
 *
 * Returns: (transfer full): an inserter, which does nothing any more when @parent is gone
 */
GalleyImageInserter *
galley_image_inserter_new (GtkTextView *view, GtkWidget *parent)
{
  GalleyImageInserter *self = g_object_new (GALLEY_TYPE_IMAGE_INSERTER, NULL);

  self->view = view;
  self->parent = parent;
  self->popover = galley_image_popover_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->popover), parent);
  g_signal_connect_object (self->popover, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  /* What is under way may keep self longer. */
  g_signal_connect_object (parent, "destroy", G_CALLBACK (g_object_run_dispose), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "paste-clipboard", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * galley_image_inserter_drop:
 * @self: an inserter
 * @files: (element-type GFile): what is dropped
 * @x: where it is let go, in the coordinates of the parent
 * @y: the same
 *
 * Puts pictures into the text.
 *
 * Returns: whether all of @files are pictures; if not, nothing is done
 */
gboolean
galley_image_inserter_drop (GalleyImageInserter *self, GSList *files, double x, double y)
{
  graphene_point_t point;
  GtkTextIter iter;
  int buffer_x, buffer_y;

  g_return_val_if_fail (GALLEY_IS_IMAGE_INSERTER (self), FALSE);

  if (!are_images (files) || !gtk_text_view_get_editable (self->view))
    return FALSE;

  if (gtk_widget_compute_point (self->parent, GTK_WIDGET (self->view),
                                &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    {
      gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) point.x,
                                             (int) point.y, &buffer_x, &buffer_y);
      gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
      gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (self->view), &iter);
    }
  add_files (self, files);
  return TRUE;
}
