/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include "galley-error.h"
#include "galley-file.h"

#include <glib/gi18n.h>

/* What happens when another program changes the file. It is read on a worker thread and compared
 * by digest with what we know, so that our own saves, and writes that change nothing, never count.
 * One look at a time: what happens during one leads to one more. */

/* Who writes a file anew often deletes or empties it first, as git does: only what is still so
 * after this time is taken for what was meant. In milliseconds. */
#define SETTLE_TIME 250

typedef struct
{
  GFile *file;
  char *known;
  /* The text is taken whatever the document has: the user wants it. */
  gboolean reload;
  guint serial;

  /* The text of the document, if it is known without work, and which it is. */
  GBytes *before;
  guint64 revision;

  /* What was found: a digest if it could be read, a text if it is one and a new one, and what makes
   * it of @before. */
  char *digest;
  GBytes *text;
  GArray *edits;
  GalleyTextFormat *format;
  GError *error;
} Check;

static void
check_free (Check *check)
{
  g_clear_object (&check->file);
  g_clear_pointer (&check->known, g_free);
  g_clear_pointer (&check->digest, g_free);
  g_clear_pointer (&check->before, g_bytes_unref);
  g_clear_pointer (&check->text, g_bytes_unref);
  g_clear_pointer (&check->edits, g_array_unref);
  g_clear_pointer (&check->format, galley_text_format_free);
  g_clear_error (&check->error);
  g_free (check);
}

/* Identifies the content of a file. */
char *
_galley_document_digest (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* The editor does not show all of a line that is long; this long, even a key in it would take
 * seconds. In bytes. */
#define LINE_MAX_LENGTH (16 * 1024 * 1024)

/* Reads a file as text that can be edited. */
char *
_galley_document_decode (GBytes *bytes, gsize *length, GalleyTextFormat **format, GError **error)
{
  g_autofree char *text = galley_text_decode (bytes, length, format, error);
  const char *line = text;
  guint number = 1;

  for (const char *p = text; text != NULL && p < text + *length; p++)
    {
      if (p - line > LINE_MAX_LENGTH)
        {
          g_clear_pointer (format, galley_text_format_free);
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE,
                       /* Translators: the number of a line */
                       _ ("Line %u is too long to be edited. Break it into several lines with "
                          "another program first."),
                       number);
          return NULL;
        }

      if (*p == '\n' || *p == '\r')
        {
          number += *p == '\n' || p[1] != '\n';
          line = p + 1;
        }
    }

  return g_steal_pointer (&text);
}

/* The file now has what the document took from it or put there. */
void
_galley_document_in_step (GalleyDocument *self, char *digest)
{
  g_free (self->digest);
  self->digest = digest;
  g_clear_pointer (&self->digest_on_disk, g_free);
  g_clear_pointer (&self->found, g_free);
  self->lost = FALSE;
  self->disk_serial++;
  _galley_document_set_changed_on_disk (self, FALSE);
  _galley_document_take_error (self, NULL);
}

static void
take_text (GalleyDocument *self, Check *check)
{
  g_autoptr (GArray) edits = NULL;

  if (check->edits != NULL && check->revision == self->revision)
    {
      edits = g_steal_pointer (&check->edits);
    }
  else
    {
      g_autoptr (GBytes) before = _galley_document_dup_text (self);

      edits = _galley_document_find_edit (before, check->text);
    }

  g_clear_pointer (&self->format, galley_text_format_free);
  self->format = g_steal_pointer (&check->format);
  self->reload_wanted = FALSE;
  galley_document_apply (self, edits);
  _galley_document_in_step (self, g_steal_pointer (&check->digest));
  _galley_document_set_saved (self, check->text, FALSE);
}

static gboolean
is_clean (GalleyDocument *self)
{
  if (!gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self)))
    return TRUE;

  return self->lost && self->revision == self->lost_revision;
}

static void
found_other (GalleyDocument *self, Check *check)
{
  if (check->reload || is_clean (self) || _galley_document_has_text (self, check->text))
    {
      take_text (self, check);
      return;
    }

  if (self->lost)
    _galley_document_take_error (self, NULL);

  self->lost = FALSE;
  g_set_str (&self->digest_on_disk, check->digest);
  _galley_document_set_changed_on_disk (self, TRUE);
}

static void
found_same (GalleyDocument *self)
{
  gboolean was_lost = self->lost;
  gboolean was_clean = is_clean (self);

  if (!was_lost && !self->changed_on_disk)
    return;

  self->lost = FALSE;
  g_clear_pointer (&self->digest_on_disk, g_free);
  _galley_document_set_changed_on_disk (self, FALSE);

  if (was_lost)
    _galley_document_take_error (self, NULL);
  if (was_lost && was_clean)
    _galley_document_set_saved (self, self->saved_text, FALSE);
}

static void
found_nothing (GalleyDocument *self)
{
  g_autofree char *name = _galley_document_dup_name (self->file);

  if (self->lost)
    return;

  self->lost_revision = is_clean (self) ? self->revision : 0;
  self->lost = TRUE;
  g_clear_pointer (&self->digest_on_disk, g_free);
  _galley_document_set_changed_on_disk (self, FALSE);
  _galley_document_set_saved (self, self->saved_text, TRUE);
  _galley_document_take_error (
    self,
    /* Translators: the name of a file */
    g_strdup_printf (_ ("“%s” was deleted or moved by another program. Your text is still here; "
                        "save it to write the file again."),
                     name));
}

static void
found_no_text (GalleyDocument *self, Check *check)
{
  g_autofree char *name = _galley_document_dup_name (self->file);

  g_set_str (&self->digest_on_disk, check->digest);
  self->lost = FALSE;
  _galley_document_set_saved (self, NULL, TRUE);
  _galley_document_set_changed_on_disk (self, TRUE);
  _galley_document_take_error (
    self,
    /* Translators: the name of a file, and why it cannot be loaded */
    g_strdup_printf (_ ("“%s” was changed by another program and cannot be loaded any more. %s "
                        "Your text is still here."),
                     name, check->error->message));
}

static void
cannot_read (GalleyDocument *self, Check *check)
{
  g_autofree char *name = _galley_document_dup_name (self->file);

  if (g_error_matches (check->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (check->error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    {
      found_nothing (self);
      return;
    }

  _galley_document_take_error (
    self,
    /* Translators: the name of a file, and why it cannot be read */
    g_strdup_printf (_ ("“%s” cannot be read any more. %s Your text is still here."), name,
                     check->error->message));
}

static gboolean
look_again_cb (gpointer user_data)
{
  GalleyDocument *self = user_data;

  self->look_source = 0;
  galley_document_check (self);

  return G_SOURCE_REMOVE;
}

/* Whether what was found is there for long enough; else it is looked at once more. */
static gboolean
has_settled (GalleyDocument *self, Check *check)
{
  gint64 now = g_get_monotonic_time ();
  guint time = self->settle_time > 0 ? self->settle_time : SETTLE_TIME;

  if (check->reload || (check->text == NULL && check->error == NULL))
    {
      g_clear_pointer (&self->found, g_free);
      return TRUE;
    }

  if (g_set_str (&self->found, check->digest != NULL ? check->digest : check->error->message))
    self->found_at = now;
  else if (now - self->found_at >= (gint64) time * 1000)
    return TRUE;

  if (self->look_source == 0)
    self->look_source = g_timeout_add (time, look_again_cb, self);

  return FALSE;
}

static void
take_result (GalleyDocument *self, Check *check)
{
  if (check->reload)
    self->reload_wanted = FALSE;

  _galley_document_hold (self);
  if (check->digest == NULL)
    cannot_read (self, check);
  else if (check->error != NULL)
    found_no_text (self, check);
  else if (check->text != NULL)
    found_other (self, check);
  else
    found_same (self);
  _galley_document_release (self);
}

static void
check_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyDocument) self = user_data;
  Check *check = g_task_get_task_data (G_TASK (result));

  self->checking = FALSE;

  if (check->serial != self->disk_serial)
    self->check_again = TRUE;
  else if (!self->closed && has_settled (self, check))
    take_result (self, check);

  if (self->check_again || self->reload_wanted)
    galley_document_check (self);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Check *check = data;
  g_autoptr (GBytes) bytes = galley_file_read (check->file, cancellable, &check->error);

  if (bytes != NULL)
    check->digest = _galley_document_digest (bytes);

  if (bytes != NULL && (check->reload || g_strcmp0 (check->digest, check->known) != 0))
    {
      gsize length;
      char *text = _galley_document_decode (bytes, &length, &check->format, &check->error);

      if (text != NULL)
        check->text = g_bytes_new_take (text, length);
      if (text != NULL && check->before != NULL)
        check->edits = _galley_document_find_edits (check->before, check->text);
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * galley_document_set_settle_time:
 * @self: a document
 * @time: a time in ms, 0 for the usual one
 *
 * Sets for how long what another program has written must be the same until it is taken for what
 * that program meant.
 */
void
galley_document_set_settle_time (GalleyDocument *self, guint time)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  self->settle_time = time;
}

/**
 * galley_document_check:
 * @self: a document
 *
 * Looks whether another program has changed the file, and if so takes its text or, if there is
 * unsaved text, sets #GalleyDocument:changed-on-disk. The document does this by itself where the
 * file system tells of changes; for others it is good to call it when the user comes back.
 */
void
galley_document_check (GalleyDocument *self)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  if (self->file == NULL || self->closed)
    return;

  if (self->checking || self->saving)
    {
      self->check_again = TRUE;
      return;
    }

  self->checking = TRUE;
  self->check_again = FALSE;

  check = g_new0 (Check, 1);
  check->file = g_object_ref (self->file);
  check->known = g_strdup (self->digest);
  check->reload = self->reload_wanted;
  check->serial = self->disk_serial;
  check->revision = self->revision;
  if (galley_document_is_proofed (self))
    check->before = _galley_document_dup_text (self);

  /* No source object: the thread may be the last to let go of the task and what it holds, and a
   * document belongs to the main thread. */
  task = g_task_new (NULL, NULL, check_cb, g_object_ref (self));
  g_task_set_source_tag (task, galley_document_check);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * galley_document_reload:
 * @self: a document with a file
 *
 * Takes the text that the file has now, as one step of the undo history. If it cannot be read,
 * #GalleyDocument:error-message says why and the text stays.
 */
void
galley_document_reload (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  if (self->file == NULL)
    return;

  self->reload_wanted = TRUE;
  galley_document_check (self);
}

/**
 * galley_document_keep_mine:
 * @self: a document
 *
 * Answers #GalleyDocument:changed-on-disk: the next save writes over what the other program
 * wrote. If it writes once more before that, the question comes again.
 */
void
galley_document_keep_mine (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  if (!self->changed_on_disk)
    return;

  _galley_document_hold (self);
  _galley_document_in_step (self, g_steal_pointer (&self->digest_on_disk));
  _galley_document_set_saved (self, NULL, TRUE);
  _galley_document_release (self);
}
