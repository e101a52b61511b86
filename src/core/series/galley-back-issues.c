/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-back-issues.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-ordinal.h"
#include "galley-page-name.h"
#include "galley-text-format.h"

#include <glib/gstdio.h>
#include <string.h>

/* Far beyond any weekly; a folder that is no site ends here. */
#define FILES_MAX 20000
#define DEPTH_MAX 8

/* Older ones may be of another time. */
#define SURVEY_MAX 20
#define ISSUE_MAX (64 * 1024 * 1024)

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

typedef struct
{
  char *path;
  char *key;
} Sibling;

static void
sibling_free (Sibling *self)
{
  g_free (self->path);
  g_free (self->key);
  g_free (self);
}

static gboolean
is_issue (const char *name)
{
  return galley_page_name_is_page (name) && !galley_page_name_is_section (name) && *name != '.';
}

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

static int
compare_siblings (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Sibling *) a)->key, ((const Sibling *) b)->key);
}

static char *
make_sort_key (const char *path)
{
  g_autofree char *valid = g_utf8_make_valid (path, -1);

  return g_utf8_collate_key_for_filename (valid, -1);
}

/* The pages beside one, in the order of their names. */
static GPtrArray *
list_siblings (const char *path)
{
  gboolean bundle = galley_page_name_is_bundle (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = bundle ? g_path_get_dirname (folder) : g_strdup (folder);
  g_autofree char *own = g_path_get_basename (path);
  g_autoptr (GDir) dir = g_dir_open (above, 0, NULL);
  GPtrArray *siblings = g_ptr_array_new_with_free_func ((GDestroyNotify) sibling_free);
  const char *name;

  while (dir != NULL && siblings->len < FILES_MAX && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *other = g_build_filename (above, name, bundle ? own : NULL, NULL);
      Sibling *sibling;

      if (g_str_equal (other, path) || (!bundle && !is_issue (name)))
        continue;
      sibling = g_new0 (Sibling, 1);
      sibling->key = make_sort_key (other);
      sibling->path = g_steal_pointer (&other);
      g_ptr_array_add (siblings, sibling);
    }
  g_ptr_array_sort_values (siblings, compare_siblings);

  return siblings;
}

/**
 * galley_back_issues_list:
 * @near: (type filename): the path of an issue, which need not exist
 * @n: how many are wanted
 *
 * Lists the issues beside @near, files of the same folder or of the folders beside a bundle's, by
 * their names: those just before it; where there are not so many, those after it, too.
 *
 * Returns: (transfer full) (element-type filename): their paths, the nearest last
 */
GPtrArray *
galley_back_issues_list (const char *near, guint n)
{
  g_autoptr (GPtrArray) siblings = list_siblings (near);
  g_autofree char *key = make_sort_key (near);
  GPtrArray *issues = g_ptr_array_new_with_free_func (g_free);
  guint before = 0;

  while (before < siblings->len && strcmp (((Sibling *) siblings->pdata[before])->key, key) < 0)
    before++;
  for (guint i = 0; i < siblings->len && issues->len < n; i++)
    {
      Sibling *sibling = siblings->pdata[i < before ? before - 1 - i : i];

      if (g_file_test (sibling->path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_insert (issues, 0, g_steal_pointer (&sibling->path));
    }

  return issues;
}

/**
 * galley_back_issue_read:
 * @path: (type filename): the path of an issue
 * @max: how much of it is wanted, in bytes, such as %GALLEY_BACK_ISSUE_HEAD
 * @length: (out): the length of the text in bytes
 *
 * Returns: (transfer full) (nullable): the start of its text, as UTF-8; %NULL when it cannot be
 *   read or is none
 */
char *
galley_back_issue_read (const char *path, gsize max, gsize *length)
{
  g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *data = NULL;
  const char *end;
  GStatBuf info;
  gsize size = 0;

  /* A pipe would wait for ever. */
  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  stream = g_file_read (file, NULL, NULL);
  max = MIN (max, (guint64) info.st_size);
  data = g_malloc (max + 1);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, max, &size, NULL, NULL))
    return NULL;

  /* The last character may be cut. */
  if (size < (guint64) info.st_size && !g_utf8_validate_len (data, size, &end)
      && data + size - end < 4)
    size = (gsize) (end - data);
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  return galley_text_decode (bytes, length, NULL, NULL);
}

/**
 * galley_back_issues_survey_fields:
 * @path: (type filename): the path of an issue, which need not exist
 *
 * Looks at the front matter of the issues beside this one. Reads files; call it on a worker thread
 * where somebody waits.
 *
 * Returns: (transfer full): what is known of them
 */
GalleyFieldUsage *
galley_back_issues_survey_fields (const char *path)
{
  GalleyFieldUsage *survey = galley_field_usage_new ();
  g_autoptr (GPtrArray) issues = galley_back_issues_list (path, SURVEY_MAX);

  for (guint i = issues->len; i > 0; i--)
    {
      gsize length;
      g_autofree char *head =
        galley_back_issue_read (issues->pdata[i - 1], GALLEY_BACK_ISSUE_HEAD, &length);

      if (head != NULL)
        galley_field_usage_add (survey, head, length);
    }

  return survey;
}

/**
 * galley_back_issue_dup_name:
 * @path: (type filename): the path of an issue
 *
 * Returns: (transfer full): what it is called: the name of its folder when that is the page, else
 *   its own up to the first point
 */
char *
galley_back_issue_dup_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);

  if (galley_page_name_is_bundle (path))
    return g_path_get_basename (folder);

  name[strcspn (name, ".")] = '\0';
  return g_steal_pointer (&name);
}

static Candidate *
candidate_new (const char *path)
{
  g_autoptr (Candidate) self = g_new0 (Candidate, 1);
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter = NULL;
  gsize length;
  g_autofree char *head = galley_back_issue_read (path, GALLEY_BACK_ISSUE_HEAD, &length);
  g_autofree char *name = galley_back_issue_dup_name (path);
  guint number = 0;

  if (head == NULL)
    return NULL;

  front_matter = galley_front_matter_new (head, length, diagnostics);
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
      if (is_issue (name))
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

  if (g_file_test (near, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *content = g_build_filename (near, "content", NULL);

      if (g_file_test (content, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&content);
      return g_strdup (near);
    }

  folder = g_path_get_dirname (near);
  if (galley_page_name_is_bundle (near) && g_strcmp0 (folder, site) != 0)
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
 * galley_back_issues_find_last:
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
galley_back_issues_find_last (const char *near, const char *site, GCancellable *cancellable)
{
  return find_latest (near, site, FALSE, cancellable);
}

/**
 * galley_back_issues_load_previous:
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
galley_back_issues_load_previous (const char *near,
                                  GalleySiteConfig *site,
                                  GCancellable *cancellable)
{
  const char *root = site != NULL ? galley_site_config_get_root (site) : NULL;
  g_autofree char *path = find_latest (near, root, TRUE, cancellable);
  gsize length;
  g_autofree char *text = path != NULL ? galley_back_issue_read (path, ISSUE_MAX, &length) : NULL;

  return text != NULL ? galley_issue_new_for_site (text, length, site) : NULL;
}
