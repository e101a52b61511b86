/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-reader.h"

#include "galley-diagnostic.h"
#include "galley-site-root.h"
#include "galley-toml.h"
#include "galley-yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Real sites have some ten files of some kilobytes. */
#define FILE_SIZE_MAX (1024 * 1024)
#define BYTES_MAX (4 * 1024 * 1024)
#define FILES_MAX 200
#define NAMES_MAX 1000
#define DEPTH_MAX 8

static void
file_free (GalleySiteFile *self)
{
  g_free (self->path);
  g_free (self->name);
  g_clear_pointer (&self->lines, galley_line_index_free);
  g_free (self);
}

/**
 * galley_site_reader_new:
 * @root: the path of a site; it must outlive the reader
 *
 * Returns: (transfer full): a reader that has read nothing
 */
GalleySiteReader *
galley_site_reader_new (const char *root)
{
  GalleySiteReader *self = g_new0 (GalleySiteReader, 1);

  self->root = root;
  self->environment = "production";
  self->digest = g_checksum_new (G_CHECKSUM_SHA256);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  self->variables = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);
  self->themes = g_ptr_array_new_with_free_func (g_free);
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);

  return self;
}

void
galley_site_reader_free (GalleySiteReader *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->variables);
  g_checksum_free (self->digest);
  g_ptr_array_unref (self->folders);
  g_ptr_array_unref (self->themes);
  g_ptr_array_unref (self->diagnostics);
  g_free (self);
}

/**
 * galley_site_reader_report:
 * @self: a reader
 * @file: the file that something is wrong with
 * @offset: where, in bytes from its start
 * @length: how long the place is, in bytes
 * @message: what is wrong
 *
 * Adds a diagnostic whose message names the file and the line.
 */
void
galley_site_reader_report (GalleySiteReader *self,
                           const GalleySiteFile *file,
                           gsize offset,
                           gsize length,
                           const char *message)
{
  guint line = file->lines != NULL ? galley_line_index_get_line (file->lines, offset) : 1;
  GalleyDiagnostic *diagnostic =
    galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "site", offset, length,
                           file->lines != NULL
                             /* Translators: the name of a file, a line in it, and what is wrong
                                there. */
                             ? g_strdup_printf (_ ("%s, line %u: %s"), file->name, line, message)
                             /* Translators: the name of a file, and what is wrong with it. */
                             : g_strdup_printf (_ ("%s: %s"), file->name, message));

  diagnostic->line = line;
  diagnostic->column = 1;
  diagnostic->file = g_strdup (file->path);
  g_ptr_array_add (self->diagnostics, diagnostic);
}

/**
 * galley_site_reader_read_bytes:
 * @path: the path of a file
 * @problem: (out): why it cannot be used, for people
 *
 * Reads a file of a site, if it is one: not a pipe, not too long, in UTF-8.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
galley_site_reader_read_bytes (const char *path, const char **problem)
{
  struct stat status;
  g_autofree char *data = NULL;
  gsize length = 0;
  /* Nothing of a site may make this wait, as opening a pipe would. */
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 || fstat (fd, &status) != 0)
    {
      *problem = g_strerror (errno);
      return NULL;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > FILE_SIZE_MAX)
    {
      *problem =
        S_ISREG (status.st_mode) ? _ ("it is too long to be read") : _ ("it is no ordinary file");
      return NULL;
    }

  data = g_malloc (status.st_size + 1);
  while (length < (gsize) status.st_size)
    {
      gssize n = read (fd, data + length, status.st_size - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      length += n;
    }
  if (!g_utf8_validate_len (data, length, NULL))
    {
      *problem = _ ("it is not text in UTF-8");
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static GalleySiteFile *
add_file (GalleySiteReader *self, const char *path)
{
  GalleySiteFile *file = g_new0 (GalleySiteFile, 1);
  gsize length = strlen (self->root);
  gboolean is_below =
    g_str_has_prefix (path, self->root) && path[length] == '/' && path[length + 1] != '\0';

  file->path = g_strdup (path);
  file->name = g_filename_display_name (is_below ? path + length + 1 : path);
  g_ptr_array_add (self->files, file);

  return file;
}

static void
name_file (GalleySiteReader *self, const GalleySiteFile *file, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const GalleyDiagnostic *problem = g_ptr_array_index (problems, i);

      galley_site_reader_report (self, file, problem->offset, problem->length, problem->message);
    }
}

/**
 * galley_site_reader_read:
 * @self: a reader
 * @path: the path of a file in TOML, YAML or JSON, told by its name
 * @file: (out) (optional) (transfer none): the file, for galley_site_reader_report()
 *
 * Reads and parses a file. What is wrong with it is a diagnostic.
 *
 * Returns: (transfer full) (nullable): what is in it, a map; %NULL when it cannot be used
 */
GalleyValue *
galley_site_reader_read (GalleySiteReader *self, const char *path, const GalleySiteFile **file)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleyValue) values = NULL;
  GalleySiteFile *added;
  const char *problem = NULL;
  const char *text;
  gsize length;

  if (self->files->len >= FILES_MAX || self->n_bytes > BYTES_MAX)
    {
      self->full = TRUE;
      return NULL;
    }

  added = add_file (self, path);
  if (file != NULL)
    *file = added;
  bytes = galley_site_reader_read_bytes (path, &problem);
  if (bytes == NULL)
    {
      self->n_broken++;
      galley_site_reader_report (self, added, 0, 0, problem);
      return NULL;
    }

  text = g_bytes_get_data (bytes, &length);
  g_checksum_update (self->digest, (const guchar *) path, strlen (path) + 1);
  g_checksum_update (self->digest, (const guchar *) text, length);
  self->n_bytes += length;
  added->lines = galley_line_index_new (text, length);
  if (g_str_has_suffix (path, ".toml"))
    values = galley_toml_parse (text, length, 0, problems);
  else
    values = galley_yaml_parse (text, length, 0, problems);
  name_file (self, added, problems);
  if (values == NULL)
    self->n_broken++;

  if (values != NULL && values->kind != GALLEY_VALUE_MAP && values->kind != GALLEY_VALUE_NULL)
    galley_site_reader_report (self, added, 0, 0, _ ("there are no settings in it"));

  return values != NULL && values->kind == GALLEY_VALUE_MAP ? g_steal_pointer (&values) : NULL;
}

/**
 * galley_site_reader_add_variable:
 * @self: a reader
 * @name: the name of a variable of the environment
 *
 * Returns: (transfer none): what stands for the variable, as a file does for its settings
 */
GalleySiteFile *
galley_site_reader_add_variable (GalleySiteReader *self, const char *name)
{
  GalleySiteFile *variable = g_new0 (GalleySiteFile, 1);

  variable->name = g_filename_display_name (name);
  g_ptr_array_add (self->variables, variable);

  return variable;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_site_reader_list:
 * @self: a reader
 * @folder: the path of a folder
 *
 * Returns: (transfer full) (element-type filename): the names of what is in it, sorted; none when
 *   there is no such folder
 */
GPtrArray *
galley_site_reader_list (GalleySiteReader *self, const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    return names;

  g_ptr_array_add (self->folders, g_strdup (folder));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (names->len >= NAMES_MAX)
        {
          self->full = TRUE;
          break;
        }
      g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}

static gboolean
is_configuration (const char *name)
{
  return g_str_has_suffix (name, ".toml") || g_str_has_suffix (name, ".yaml")
         || g_str_has_suffix (name, ".yml") || g_str_has_suffix (name, ".json");
}

static GalleyValue *
wrap (const char *name, GalleyValue *values)
{
  GalleyValue *map = galley_value_new (GALLEY_VALUE_MAP, values->offset, values->length);
  GalleyValue *key = galley_value_new (GALLEY_VALUE_STRING, values->offset, 0);

  key->text = g_strdup (name);
  g_ptr_array_add (map->keys, key);
  g_ptr_array_add (map->items, values);

  return map;
}

/* The name of a file in the configuration folder says which settings it has: `params.toml`,
 * `languages.de.toml`, `params.de.toml`, and `hugo.toml` for all. */
static GalleyValue *
place_by_name (GalleyValue *values, const char *file_name)
{
  g_autofree char *name = g_strndup (file_name, strrchr (file_name, '.') - file_name);
  char *language;

  if (g_str_equal (name, "hugo") || g_str_equal (name, "config"))
    return values;

  language = strrchr (name, '.');
  if (language == NULL)
    return wrap (name, values);

  *language++ = '\0';
  if (g_ascii_strcasecmp (name, "params") == 0)
    values = wrap ("params", values);
  else if (g_ascii_strcasecmp (name, "menus") == 0 || g_ascii_strcasecmp (name, "menu") == 0)
    values = wrap ("menus", values);

  return wrap ("languages", wrap (language, values));
}

static void
read_folder (GalleySiteReader *self, const char *folder, GalleySiteTree *tree, guint depth)
{
  g_autoptr (GPtrArray) names = NULL;

  if (depth > DEPTH_MAX || self->folders->len > FILES_MAX)
    {
      self->full = TRUE;
      return;
    }

  names = galley_site_reader_list (self, folder);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GalleyValue) values = NULL;
      const GalleySiteFile *file;

      /* As Hugo does, and so that no link leads in a circle. */
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
            read_folder (self, path, tree, depth + 1);
          continue;
        }
      if (!is_configuration (name))
        continue;

      values = galley_site_reader_read (self, path, &file);
      if (values != NULL)
        {
          values = place_by_name (g_steal_pointer (&values), name);
          galley_site_tree_set (tree, values, (gpointer) file);
        }
    }
}

/**
 * galley_site_reader_read_site:
 * @self: a reader
 * @folder: the path of a site or of a theme
 * @tree: takes the settings; their origins are #GalleySiteFile
 *
 * Reads the configuration at the top of a site and in its folder `config`, for the environment
 * of the reader.
 */
void
galley_site_reader_read_site (GalleySiteReader *self, const char *folder, GalleySiteTree *tree)
{
  const char *const folders[] = { "_default", self->environment };
  g_autofree char *path = galley_site_root_find_file (folder);

  if (path != NULL)
    {
      const GalleySiteFile *file;
      g_autoptr (GalleyValue) values = galley_site_reader_read (self, path, &file);

      if (values != NULL)
        galley_site_tree_set (tree, values, (gpointer) file);
    }

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *config = g_build_filename (folder, "config", folders[i], NULL);

      read_folder (self, config, tree, 0);
    }
}
