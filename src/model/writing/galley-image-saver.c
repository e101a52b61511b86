/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-saver.h"

#include "galley-error.h"
#include "galley-front-matter.h"
#include "galley-image-name.h"

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/**
 * GalleyImageSaver:
 *
 * Puts one picture into a document: finds its place, writes its file, and writes the link to it. A
 * file that is there is never overwritten.
 */
struct _GalleyImageSaver
{
  GObject parent_instance;

  GalleyDocument *document;
  /* A GFile or a GdkTexture. */
  GObject *image;
  GalleyImagePlace *place;
  char *address;
};

G_DEFINE_FINAL_TYPE (GalleyImageSaver, galley_image_saver, G_TYPE_OBJECT)

typedef struct
{
  GalleySiteConfig *config;
  char *path;
  char *text;
  char *picture;
  char *extension;
} Question;

typedef struct
{
  GObject *image;
  GFile *target;
} Job;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->config, galley_site_config_unref);
  g_free (self->path);
  g_free (self->text);
  g_free (self->picture);
  g_free (self->extension);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->image);
  g_object_unref (self->target);
  g_free (self);
}

/**
 * galley_image_saver_is_image:
 * @file: a file
 *
 * Returns: whether it is named as a picture that a page can show. The file is not looked at
 */
gboolean
galley_image_saver_is_image (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *scheme = g_file_get_uri_scheme (file);

  return name != NULL && scheme != NULL && !g_str_equal (scheme, "http")
         && !g_str_equal (scheme, "https") && galley_image_name_is_image (name);
}

/**
 * galley_image_saver_new:
 * @document: the document to put a picture into
 * @image: the picture: a #GFile or a #GdkTexture
 *
 * Returns: (transfer full): what saves the picture
 */
GalleyImageSaver *
galley_image_saver_new (GalleyDocument *document, GObject *image)
{
  GalleyImageSaver *self = g_object_new (GALLEY_TYPE_IMAGE_SAVER, NULL);

  self->document = g_object_ref (document);
  self->image = g_object_ref (image);
  return self;
}

/**
 * galley_image_saver_get_place:
 * @self: a saver
 *
 * Returns: (transfer none) (nullable): where the picture goes; %NULL as long as that is not known
 */
const GalleyImagePlace *
galley_image_saver_get_place (GalleyImageSaver *self)
{
  g_return_val_if_fail (GALLEY_IS_IMAGE_SAVER (self), NULL);

  return self->place;
}

static char *
dup_extension (GObject *image)
{
  g_autofree char *name = G_IS_FILE (image) ? g_file_get_basename (G_FILE (image)) : NULL;
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL ? g_ascii_strdown (dot, -1) : g_strdup (".png");
}

static void
find_place (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_task_return_pointer (task,
                         galley_image_place_new (question->config, question->path, question->text,
                                                 strlen (question->text), question->picture,
                                                 question->extension, now),
                         (GDestroyNotify) galley_image_place_free);
}

static void
place_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GalleyImagePlace *place = g_task_propagate_pointer (G_TASK (result), &error);

  if (place != NULL)
    g_task_return_pointer (task, place, (GDestroyNotify) galley_image_place_free);
  else
    g_task_return_error (task, error);
}

static char *
dup_text (GalleyDocument *document)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (document), &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

/**
 * galley_image_saver_find_place_async:
 * @self: a saver
 * @cancellable: (nullable): a cancellable
 * @callback: called when the place is known
 * @user_data: for @callback
 *
 * Finds where the picture goes. Fails with %GALLEY_ERROR_NOT_FOUND if the document has no file yet,
 * and so no place.
 */
void
galley_image_saver_find_place_async (GalleyImageSaver *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GFile *file = galley_document_get_file (self->document);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  GalleySiteConfig *config = galley_site_get_config (galley_document_get_site (self->document));
  g_autoptr (GTask) inner = NULL;
  Question *question;

  g_task_set_source_tag (task, galley_image_saver_find_place_async);
  if (path == NULL)
    {
      g_task_return_new_error_literal (
        task, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
        file == NULL ? _ ("Images are saved beside the issue: save the issue first.")
                     : _ ("Images can only be saved beside an issue on this computer."));
      return;
    }

  question = g_new0 (Question, 1);
  question->config = config != NULL ? galley_site_config_ref (config) : NULL;
  question->path = g_steal_pointer (&path);
  question->text = dup_text (self->document);
  question->picture = G_IS_FILE (self->image) ? g_file_get_path (G_FILE (self->image)) : NULL;
  question->extension = dup_extension (self->image);
  /* No source object: the thread may be the last to let go of the task and what it holds. */
  inner = g_task_new (NULL, cancellable, place_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, find_place);
  g_task_set_task_data (inner, question, question_free);
  g_task_run_in_thread (inner, find_place);
}

/**
 * galley_image_saver_find_place_finish:
 * @self: a saver
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether there is a place
 */
gboolean
galley_image_saver_find_place_finish (GalleyImageSaver *self, GAsyncResult *result, GError **error)
{
  GalleyImagePlace *place = g_task_propagate_pointer (G_TASK (result), error);

  if (place == NULL)
    return FALSE;

  g_clear_pointer (&self->place, galley_image_place_free);
  self->place = place;
  g_set_str (&self->address, place->link);
  return TRUE;
}

static GInputStream *
open_image (GObject *image, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (G_IS_FILE (image))
    return G_INPUT_STREAM (g_file_read (G_FILE (image), cancellable, error));

  bytes = gdk_texture_save_to_png_bytes (GDK_TEXTURE (image));
  return g_memory_input_stream_new_from_bytes (bytes);
}

static gboolean
make_folder (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GError) problem = NULL;

  if (g_file_make_directory_with_parents (folder, cancellable, &problem)
      || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
write_to_disk (GFileOutputStream *output,
               GInputStream *input,
               GCancellable *cancellable,
               GError **error)
{
  if (g_output_stream_splice (G_OUTPUT_STREAM (output), input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE,
                              cancellable, error)
      < 0)
    return FALSE;

  if (G_IS_FILE_DESCRIPTOR_BASED (output)
      && fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (output))) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  return g_output_stream_close (G_OUTPUT_STREAM (output), cancellable, error);
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GFileOutputStream) output = NULL;
  GError *error = NULL;

  input = open_image (job->image, cancellable, &error);
  if (input != NULL && make_folder (job->target, cancellable, &error))
    output = g_file_create (job->target, G_FILE_CREATE_NONE, cancellable, &error);
  if (output != NULL && write_to_disk (output, input, cancellable, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Half a picture is none; it is this one's own file. */
  if (output != NULL)
    g_file_delete (job->target, NULL, NULL);
  g_task_return_error (task, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_file_delete_finish (G_FILE (source), result, NULL);
  g_task_return_error_if_cancelled (task);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    /* Too late to stop it, but nobody will link to it any more. */
    g_file_delete_async (job->target, G_PRIORITY_DEFAULT, NULL, removed_cb,
                         g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * galley_image_saver_save_async:
 * @self: a saver that knows its place
 * @name: the name of the new file
 * @cancellable: (nullable): a cancellable
 * @callback: called when the file is written
 * @user_data: for @callback
 *
 * Writes the picture, and onto the disk. Fails with %G_IO_ERROR_EXISTS when there is such a file;
 * when it fails or is cancelled there is none.
 */
void
galley_image_saver_save_async (GalleyImageSaver *self,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) inner = NULL;
  g_autofree char *path = NULL;
  Job *job;

  g_return_if_fail (self->place != NULL);

  path = g_build_filename (self->place->folder, name, NULL);
  g_free (self->address);
  self->address = galley_image_place_dup_address (self->place, name);

  job = g_new0 (Job, 1);
  job->image = g_object_ref (self->image);
  job->target = g_file_new_for_path (path);
  g_task_set_source_tag (task, galley_image_saver_save_async);
  inner = g_task_new (NULL, cancellable, save_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, save);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, job, job_free);
  g_task_run_in_thread (inner, save);
}

/**
 * galley_image_saver_save_finish:
 * @self: a saver
 * @result: the result
 * @error: return location for an error
 *
 * Returns: whether the file is written
 */
gboolean
galley_image_saver_save_finish (GalleyImageSaver *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
is_in_front_matter (GalleyImageSaver *self, const GtkTextIter *iter)
{
  GalleyProof *proof = galley_document_get_proof (self->document);
  const GalleyFrontMatter *front_matter =
    proof != NULL ? galley_proof_get_front_matter (proof) : NULL;

  return front_matter != NULL
         && galley_document_get_offset (self->document, iter) < front_matter->body_offset;
}

/* What is selected tells what the picture shows, as far as it can be in brackets. */
static char *
dup_words (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *words = NULL;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return g_strdup ("");

  words = gtk_text_iter_get_slice (&start, &end);
  return strpbrk (words, "[]\\\n\r") == NULL ? g_steal_pointer (&words) : g_strdup ("");
}

/**
 * galley_image_saver_insert:
 * @self: a saver of a picture that is in its place
 *
 * Writes the link to the picture in place of the selection, as one step of undo, and puts the
 * cursor where it is said what the picture shows. In front matter only the address is written.
 */
void
galley_image_saver_insert (GalleyImageSaver *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *words = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GArray) edits = galley_edit_list_new ();
  gsize offset;
  gsize end_offset;

  g_return_if_fail (GALLEY_IS_IMAGE_SAVER (self));
  g_return_if_fail (self->address != NULL);

  buffer = GTK_TEXT_BUFFER (self->document);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  words = is_in_front_matter (self, &start) ? NULL : dup_words (buffer);
  link = galley_image_make_link (self->address, words);
  offset = galley_document_get_offset (self->document, &start);
  end_offset = galley_document_get_offset (self->document, &end);

  galley_edit_list_add (edits, offset, end_offset - offset, link);
  galley_document_apply (self->document, edits);
  galley_document_get_iter (self->document, &start,
                            offset
                              + (words != NULL ? strlen ("![") + strlen (words) : strlen (link)));
  gtk_text_buffer_place_cursor (buffer, &start);
}

static void
galley_image_saver_finalize (GObject *object)
{
  GalleyImageSaver *self = GALLEY_IMAGE_SAVER (object);

  g_clear_object (&self->document);
  g_clear_object (&self->image);
  g_clear_pointer (&self->place, galley_image_place_free);
  g_free (self->address);

  G_OBJECT_CLASS (galley_image_saver_parent_class)->finalize (object);
}

static void
galley_image_saver_class_init (GalleyImageSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_image_saver_finalize;
}

static void
galley_image_saver_init (GalleyImageSaver *self)
{
}
