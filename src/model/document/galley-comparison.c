/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-comparison.h"

#include "galley-document-private.h"
#include "galley-file.h"

#include <glib/gi18n.h>

typedef struct
{
  GFile *file;
  GalleyComparison *comparison;
} Compare;

static void
compare_free (Compare *compare)
{
  g_clear_object (&compare->file);
  g_clear_pointer (&compare->comparison, galley_comparison_free);
  g_free (compare);
}

void
galley_comparison_free (GalleyComparison *self)
{
  g_clear_pointer (&self->mine, g_bytes_unref);
  g_clear_pointer (&self->theirs, g_bytes_unref);
  g_clear_pointer (&self->hunks, g_array_unref);
  g_clear_pointer (&self->format, galley_text_format_free);
  g_clear_pointer (&self->digest, g_free);
  g_free (self);
}

/* The data of bytes, which has none if it is empty. */
static const char *
get_text (GBytes *bytes, gsize *length)
{
  const char *data = g_bytes_get_data (bytes, length);

  return data != NULL ? data : "";
}

/* Much more than people look at. */
#define DIFF_SIZE_MAX (2 * 1024 * 1024)
#define DIFF_HUNKS_MAX 1000

/* The one edit that makes @after of @before. */
GArray *
_galley_document_find_edit (GBytes *before, GBytes *after)
{
  gsize before_length, after_length;
  const char *before_text = get_text (before, &before_length);
  const char *after_text = get_text (after, &after_length);

  return galley_edit_list_from_difference (before_text, before_length, after_text, after_length);
}

/* The edits that make @after of @before. They leave lines alone that both have, so that cursor and
 * marks in them stay where they are, unless there are so many that the buffer would take long. Not
 * for the main thread. */
GArray *
_galley_document_find_edits (GBytes *before, GBytes *after)
{
  gsize before_length, after_length;
  const char *before_text = get_text (before, &before_length);
  const char *after_text = get_text (after, &after_length);

  if (MAX (before_length, after_length) <= DIFF_SIZE_MAX)
    {
      g_autoptr (GArray) hunks =
        galley_diff_lines (before_text, before_length, after_text, after_length);

      if (hunks->len <= DIFF_HUNKS_MAX)
        return galley_diff_get_edits (hunks, before_text, after_text, NULL);
    }

  return _galley_document_find_edit (before, after);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Compare *compare = data;
  GalleyComparison *comparison = compare->comparison;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_file_read (compare->file, cancellable, &error);
  const char *mine;
  char *text = NULL;
  gsize length, mine_length;

  if (bytes != NULL)
    text = galley_text_decode (bytes, &length, &comparison->format, &error);

  if (text == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  mine = get_text (comparison->mine, &mine_length);
  comparison->digest = _galley_document_digest (bytes);
  comparison->hunks = galley_diff_lines (mine, mine_length, text, length);
  comparison->theirs = g_bytes_new_take (text, length);
  g_task_return_boolean (task, TRUE);
}

static void
compare_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Compare *compare = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_steal_pointer (&compare->comparison),
                           (GDestroyNotify) galley_comparison_free);
  else
    g_task_return_error (task, error);
}

/**
 * galley_document_compare_async:
 * @self: a document with a file
 * @cancellable: (nullable): a cancellable
 * @callback: called with the comparison
 * @user_data: for @callback
 *
 * Compares the text with what the file has now.
 */
void
galley_document_compare_async (GalleyDocument *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *task;
  Compare *compare;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));
  g_return_if_fail (self->file != NULL);

  compare = g_new0 (Compare, 1);
  compare->file = g_object_ref (self->file);
  compare->comparison = g_new0 (GalleyComparison, 1);
  compare->comparison->mine = _galley_document_dup_text (self);
  compare->comparison->revision = self->revision;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_document_compare_async);

  /* No source object: the thread may be the last to let go of the task and what it holds, and a
   * document belongs to the main thread. */
  inner = g_task_new (NULL, cancellable, compare_cb, task);
  g_task_set_source_tag (inner, compare_thread);
  g_task_set_task_data (inner, compare, (GDestroyNotify) compare_free);
  g_task_run_in_thread (inner, compare_thread);
}

/**
 * galley_document_compare_finish:
 * @self: a document
 * @result: what the callback was given
 * @error: where to put what went wrong, with a message for people that does not repeat the name
 *
 * Ends galley_document_compare_async().
 *
 * Returns: (transfer full): the comparison, or %NULL with @error set
 */
GalleyComparison *
galley_document_compare_finish (GalleyDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_document_merge:
 * @self: a document
 * @comparison: its comparison with its file
 * @taken: (array): for each hunk whether what the file has is taken
 *
 * Takes some of the file's text, as one step of the undo history. This settles the conflict: the
 * next save writes over what was compared.
 *
 * Returns: whether it was done; %FALSE if the text has changed since it was compared
 */
gboolean
galley_document_merge (GalleyDocument *self,
                       const GalleyComparison *comparison,
                       const gboolean *taken)
{
  g_autoptr (GArray) edits = NULL;
  gsize length;
  gboolean all = TRUE;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (comparison != NULL, FALSE);

  if (self->revision != comparison->revision || self->closed)
    return FALSE;

  for (guint i = 0; i < comparison->hunks->len; i++)
    all = all && taken[i];

  if (all)
    {
      galley_text_format_free (self->format);
      self->format = galley_text_format_copy (comparison->format);
    }

  edits = galley_diff_get_edits (comparison->hunks, get_text (comparison->mine, &length),
                                 get_text (comparison->theirs, &length), taken);
  _galley_document_hold (self);
  galley_document_apply (self, edits);
  _galley_document_in_step (self, g_strdup (comparison->digest));
  _galley_document_set_saved (self, comparison->theirs, !all);
  _galley_document_release (self);

  return TRUE;
}
