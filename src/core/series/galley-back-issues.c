/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-next-issue.h"

#include "galley-diagnostic.h"
#include "galley-error.h"
#include "galley-file.h"
#include "galley-front-matter.h"
#include "galley-ordinal.h"
#include "galley-site-config.h"

#include <glib/gi18n.h>
#include <string.h>

/* Far beyond any weekly; a folder that is no site ends here. */
#define FILES_MAX 20000
#define DEPTH_MAX 8

/* Front matter longer than this is none that people write. */
#define HEAD_MAX (64 * 1024)

/* A page that has the number of an issue in its title or its name. */
typedef struct
{
  char *path;
  char *title_key;
  char *name_key;
  char *date;
  guint number;
} Candidate;

static void
candidate_free (Candidate *self)
{
  g_free (self->path);
  g_free (self->title_key);
  g_free (self->name_key);
  g_free (self->date);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Candidate, candidate_free)

/* What titles of a series have in common: their letters, with the number left out. */
static char *
make_key (const char *text, guint *number)
{
  GString *key;
  GalleyOrdinal ordinal;

  if (text == NULL || !galley_ordinal_find_issue (text, text + strlen (text), &ordinal))
    return NULL;

  key = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (p == ordinal.start)
        g_string_append_c (key, '#');
      if (p >= ordinal.start && p < ordinal.end)
        continue;
      if (g_unichar_isalpha (c) || g_unichar_ismark (c))
        g_string_append_unichar (key, g_unichar_tolower (c));
    }
  *number = ordinal.value;

  return g_string_free_and_steal (key);
}

/* The start of a file, enough for its front matter. */
static char *
read_head (const char *path)
{
  g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *data = g_malloc (HEAD_MAX + 1);
  gsize length = 0;

  /* A pipe would wait for ever. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, HEAD_MAX, &length, NULL, NULL))
    return NULL;

  return g_utf8_make_valid (data, (gssize) length);
}

static char *
get_page_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);

  name[strcspn (name, ".")] = '\0';
  return g_str_equal (name, "index") ? g_path_get_basename (folder) : g_steal_pointer (&name);
}

static Candidate *
candidate_new (const char *path)
{
  g_autoptr (Candidate) self = g_new0 (Candidate, 1);
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter = NULL;
  g_autofree char *head = read_head (path);
  g_autofree char *name = get_page_name (path);
  guint number = 0;

  if (head == NULL)
    return NULL;

  front_matter = galley_front_matter_new (head, strlen (head), diagnostics);
  self->path = g_strdup (path);
  self->date = g_strdup (galley_front_matter_get_string (front_matter, "date"));
  self->name_key = make_key (name, &self->number);
  self->title_key = make_key (galley_front_matter_get_string (front_matter, "title"), &number);
  if (self->title_key != NULL)
    self->number = number;
  if (self->title_key == NULL && self->name_key == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
is_page (const char *name)
{
  return (g_str_has_suffix (name, ".md") || g_str_has_suffix (name, ".markdown"))
         && !g_str_has_prefix (name, "_index.") && *name != '.';
}

static void
collect (const char *folder,
         guint depth,
         guint *n_files,
         GPtrArray *candidates,
         GCancellable *cancellable)
{
  static const char *const skipped[] = { "public", "resources", "node_modules", "themes",
                                         "static", "layouts",   "assets",       NULL };
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && *n_files < FILES_MAX && !g_cancellable_is_cancelled (cancellable)
         && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      ++*n_files;
      if (is_page (name))
        {
          Candidate *candidate = candidate_new (path);

          if (candidate != NULL)
            g_ptr_array_add (candidates, candidate);
        }
      else if (depth < DEPTH_MAX && *name != '.' && !g_strv_contains (skipped, name)
               && g_file_test (path, G_FILE_TEST_IS_DIR)
               && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          collect (path, depth + 1, n_files, candidates, cancellable);
        }
    }
}

static gboolean
is_same_series (const Candidate *a, const Candidate *b)
{
  if (a->title_key != NULL && b->title_key != NULL)
    return g_str_equal (a->title_key, b->title_key);

  return g_strcmp0 (a->name_key, b->name_key) == 0 && a->name_key != NULL;
}

static gboolean
is_later (const Candidate *a, const Candidate *b)
{
  if (a->number != b->number)
    return a->number > b->number;

  return g_strcmp0 (a->date, b->date) > 0;
}

/* The series with most issues, which a page that has a number by chance is not. */
static const Candidate *
choose_series (GPtrArray *candidates)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const Candidate *best = NULL;
  guint most = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);
      const char *key = candidate->title_key != NULL ? candidate->title_key : candidate->name_key;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

      g_hash_table_insert (counts, (gpointer) key, GUINT_TO_POINTER (n));
    }

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);
      const char *key = candidate->title_key != NULL ? candidate->title_key : candidate->name_key;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      if (n > most || (n == most && best != NULL && g_strcmp0 (candidate->date, best->date) > 0))
        {
          best = candidate;
          most = n;
        }
    }

  return best;
}

/* Where to look: beside a page, or, for a site, in its content. */
static char *
find_base (const char *near, const char *site)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  if (g_file_test (near, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *content = g_build_filename (near, "content", NULL);

      if (g_file_test (content, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&content);
      return g_strdup (near);
    }

  folder = g_path_get_dirname (near);
  name = g_path_get_basename (near);
  if (g_str_has_prefix (name, "index.") && g_strcmp0 (folder, site) != 0)
    return g_path_get_dirname (folder);

  return g_steal_pointer (&folder);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *first = g_canonicalize_filename (a, NULL);
  g_autofree char *second = g_canonicalize_filename (b, NULL);

  return g_str_equal (first, second);
}

/* The latest issue of a series; with @others one before @near. */
static char *
find_latest (const char *near, const char *site, gboolean others, GCancellable *cancellable)
{
  g_autofree char *base = find_base (near, site);
  g_autoptr (GPtrArray) candidates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);
  g_autoptr (Candidate) own = NULL;
  const Candidate *series;
  const Candidate *last = NULL;
  guint n_files = 0;

  if (g_file_test (near, G_FILE_TEST_IS_REGULAR))
    own = candidate_new (near);
  collect (base, 0, &n_files, candidates, cancellable);
  series = own != NULL ? own : choose_series (candidates);
  if (series == NULL || g_cancellable_is_cancelled (cancellable))
    return NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);

      if (others && (is_same_file (candidate->path, near) || (own && is_later (candidate, own))))
        continue;
      if (is_same_series (series, candidate) && (last == NULL || is_later (candidate, last)))
        last = candidate;
    }

  return last != NULL ? g_strdup (last->path) : NULL;
}

/**
 * galley_next_issue_find_last:
 * @near: (type filename): the path of an issue, which need not exist, or of a folder
 * @site: (nullable) (type filename): the folder of the site, when there is one
 * @cancellable: (nullable): a cancellable
 *
 * Finds the latest issue of a series by titles and names: of the one that @near is of, else of the
 * one that has most issues there. Reads many files; call it on a worker thread.
 *
 * Returns: (transfer full) (nullable) (type filename): its path, %NULL when there is none
 */
char *
galley_next_issue_find_last (const char *near, const char *site, GCancellable *cancellable)
{
  return find_latest (near, site, FALSE, cancellable);
}

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

/**
 * galley_next_issue_load_previous:
 * @near: (type filename): the path of an issue
 * @site: (nullable): its site
 * @cancellable: (nullable): a cancellable
 *
 * Reads the issue before another one of the same series, which shows how things are done there.
 * Reads many files; call it on a worker thread.
 *
 * Returns: (transfer full) (nullable): that issue, %NULL when there is none
 */
GalleyIssue *
galley_next_issue_load_previous (const char *near,
                                 GalleySiteConfig *site,
                                 GCancellable *cancellable)
{
  const char *root = site != NULL ? galley_site_config_get_root (site) : NULL;
  g_autofree char *path = find_latest (near, root, TRUE, cancellable);
  gsize length;
  g_autofree char *text = path != NULL ? read_file (path, &length, NULL, NULL) : NULL;

  return text != NULL ? galley_issue_new_for_site (text, length, site) : NULL;
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
      g_autofree char *name = get_page_name (from);

      g_free (make_key (name, &number));
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
  g_autofree char *name = self->path != NULL ? get_page_name (self->path) : NULL;

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
