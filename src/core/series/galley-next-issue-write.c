/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-next-issue.h"

#include "galley-back-issues.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-ordinal.h"
#include "galley-site-config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

static char *
read_file (const char *path, gsize *length, GalleyTextFormat **format, GError **error)
{
  g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  g_autoptr (GBytes) bytes = galley_file_read (file, NULL, error);
  char *text = bytes != NULL ? galley_text_decode (bytes, length, format, error) : NULL;

  if (text == NULL)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_prefix_error (error, "%s: ", name);
    }
  return text;
}

static void
describe (GalleyNextIssue *self)
{
  g_autoptr (GalleyIssue) issue = galley_issue_new_for_text (self->text, self->length);

  self->title = g_strdup (galley_issue_get_title (issue));
  self->date = g_strdup (galley_issue_get_date (issue));
}

static gboolean
make_from_issue (GalleyNextIssue *self,
                 const char *from,
                 GalleySiteConfig *site,
                 GDateTime *now,
                 GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GalleyIssue) last = NULL;
  gsize length;
  guint number = 0;

  text = read_file (from, &length, &self->format, error);
  if (text == NULL)
    return FALSE;

  last = galley_issue_new_for_text (text, length);
  if (!galley_issue_get_number (last, &number))
    {
      g_autofree char *name = galley_back_issue_dup_name (from);
      GalleyOrdinal ordinal;

      if (galley_ordinal_find_issue (name, name + strlen (name), &ordinal))
        number = ordinal.value;
    }
  self->text = galley_next_issue_make_text (text, length, galley_site_config_get_reading (site),
                                            now, &self->number, &self->length);
  if (self->number == 0 && number > 0)
    self->number = number + 1;
  if (self->path == NULL)
    self->path = galley_next_issue_make_path (from, number, self->number, now);
  self->from = g_strdup (from);

  return TRUE;
}

/* The archetype for a page: of its section, else of all. */
static char *
find_archetype (const char *site, const char *path)
{
  g_autofree char *content = g_build_filename (site, "content", NULL);
  const char *below =
    path != NULL && g_str_has_prefix (path, content) ? path + strlen (content) : "";
  g_auto (GStrv) parts = g_strsplit (below, "/", 3);
  const char *const names[] = { g_strv_length (parts) > 2 ? parts[1] : "default", "default" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".md", NULL);
      g_autofree char *page = g_build_filename (site, "archetypes", file, NULL);
      g_autofree char *bundle = g_build_filename (site, "archetypes", names[i], "index.md", NULL);

      if (g_file_test (page, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&page);
      if (g_file_test (bundle, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&bundle);
    }

  return NULL;
}

static gboolean
make_from_template (GalleyNextIssue *self,
                    const char *site,
                    const char *const *languages,
                    GDateTime *now,
                    GError **error)
{
  g_autofree char *archetype = site != NULL ? find_archetype (site, self->path) : NULL;
  g_autofree char *name = self->path != NULL ? galley_back_issue_dup_name (self->path) : NULL;

  if (archetype != NULL)
    {
      gsize length;
      g_autofree char *text = read_file (archetype, &length, &self->format, error);

      if (text == NULL)
        return FALSE;
      self->text = galley_next_issue_fill_archetype (text, name != NULL ? name : "", now);
      self->from = g_steal_pointer (&archetype);
    }
  else
    {
      g_autoptr (GBytes) bytes = galley_next_issue_find_template (languages);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      self->text =
        galley_next_issue_fill_template (text, name != NULL ? name : _ ("New Issue"), now);
      self->format = galley_text_format_new ();
    }
  self->length = strlen (self->text);

  return TRUE;
}

/**
 * galley_next_issue_new:
 * @from: (nullable) (type filename): the last issue; %NULL to start from the archetype of the site,
 *   else from the template
 * @path: (nullable) (type filename): where the new issue shall be; %NULL to have it proposed
 * @site: (nullable) (type filename): the folder of the site, when there is one
 * @languages: what the person reads, best first, as g_get_language_names() has it
 * @now: the time it is
 * @cancellable: (nullable): a cancellable
 * @error: where to put what went wrong
 *
 * Proposes a new issue. Reads files but writes none; call it on a worker thread.
 *
 * Returns: (transfer full): the proposal, or %NULL with @error set; %GALLEY_ERROR_EXISTS when there
 *   is a file where it would be
 */
GalleyNextIssue *
galley_next_issue_new (const char *from,
                       const char *path,
                       const char *site,
                       const char *const *languages,
                       GDateTime *now,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GalleyNextIssue) self = g_new0 (GalleyNextIssue, 1);
  g_autoptr (GalleySiteConfig) config = NULL;
  gboolean made;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  self->path = g_strdup (path);
  if (from != NULL)
    {
      config = galley_site_config_load (from);
      made = make_from_issue (self, from, config, now, error);
    }
  else
    made = make_from_template (self, site, languages, now, error);
  if (!made)
    return NULL;

  if (self->path != NULL && g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_name (self->path);

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_EXISTS,
                   _ ("%s: There is a file already, and it is not overwritten."), name);
      return NULL;
    }
  describe (self);

  return g_steal_pointer (&self);
}

/**
 * galley_next_issue_free:
 * @self: (transfer full): a proposal
 *
 * Frees it.
 */
void
galley_next_issue_free (GalleyNextIssue *self)
{
  g_free (self->path);
  g_free (self->text);
  g_clear_pointer (&self->format, galley_text_format_free);
  g_free (self->title);
  g_free (self->date);
  g_free (self->from);
  g_free (self);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;

  name = g_filename_display_name (folder);
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno), "%s: %s", name,
               g_strerror (errno));
  return FALSE;
}

/* Another one that made the file meanwhile keeps it. */
static gboolean
claim (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileOutputStream) stream =
    g_file_create (file, G_FILE_CREATE_NONE, cancellable, error);

  if (stream == NULL)
    return FALSE;
  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL);
  return TRUE;
}

/**
 * galley_next_issue_write:
 * @self: a proposal with a path
 * @cancellable: (nullable): a cancellable
 * @error: where to put what went wrong
 *
 * Writes the new issue, and makes the folders that it is in. Call it on a worker thread.
 *
 * Returns: whether it was written; %GALLEY_ERROR_EXISTS when there is a file already, which stays
 *   as it is
 */
gboolean
galley_next_issue_write (const GalleyNextIssue *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = NULL;
  gboolean claimed;

  g_return_val_if_fail (self != NULL && self->path != NULL, FALSE);

  file = g_vfs_get_file_for_path (g_vfs_get_local (), self->path);
  name = g_filename_display_name (self->path);
  bytes = galley_text_encode (self->text, self->length, self->format, error);
  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  if (!make_folder (self->path, error))
    return FALSE;

  claimed = claim (file, cancellable, &problem);
  if (claimed && galley_file_write (file, bytes, cancellable, &problem))
    return TRUE;

  if (claimed)
    g_file_delete (file, NULL, NULL);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_EXISTS,
                 _ ("%s: There is a file already, and it is not overwritten."), name);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&problem), "%s: ", name);
  return FALSE;
}
