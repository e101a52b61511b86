/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hugo-overlay.h"

#include "galley-hugo-files.h"
#include "galley-hugo-mounts.h"
#include "galley-json-write.h"
#include "galley-page-name.h"
#include "galley-site-root.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Pictures that Hugo has made smaller before; without them it makes them again. */
#define RESOURCES_SIZE_MAX (256 * 1024 * 1024)
#define CONFIG_SIZE_MAX (8 * 1024 * 1024)
#define CONTENT_SIZE_MAX (64 * 1024 * 1024)

/* Prints where the page is published and its content, as a page of its own: so it works whatever
 * templates the theme has. */
#define CHECK_LAYOUT                                                                               \
  "{{ with site.GetPage .Params.galley_page }}{{ .RelPermalink | safeHTML }}\n{{ .Content }}"      \
  "{{ end }}"

typedef struct
{
  GalleySiteConfig *config;
  GalleyHugoOverlay *overlay;
  const GalleySiteFolder *place;
  const char *root;
  /* The path of the page below its place, and to Hugo. */
  const char *name;
  char *page;
} Maker;

static char *
in_folder (const GalleyHugoOverlay *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static const char *
get_string (Maker *self, const char *key)
{
  return galley_value_get_string (galley_site_config_get_value (self->config, key));
}

static gboolean
is_in_site (Maker *self, const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, self->root);

  return galley_site_root_has (self->root, full);
}

/* Only these two pages are published, which takes a fraction of the time. */
static void
append_segment (GString *json, Maker *self)
{
  g_autofree char *path = g_build_filename (self->place->path, self->name, NULL);
  g_autoptr (GalleyContentPage) page =
    galley_content_page_new (galley_site_config_get_map (self->config), self->place, path);
  g_autofree char *pattern = NULL;

  if (page == NULL || strpbrk (page->logical, "{}[]*?!,\\.") != NULL || *page->logical == '\0')
    return;

  pattern = g_strdup_printf ("{%s,/%.*s}", page->logical,
                             (int) (strlen (self->overlay->check_name) - strlen (".html")),
                             self->overlay->check_name);
  g_string_append (json, "\"renderSegments\":[\"galley\"],\"segments\":{\"galley\":{\"includes\":"
                         "[{\"path\":");
  galley_json_append_string (json, pattern);
  g_string_append (json, "}]}},");
}

/* Caches that the site wants to have in its own folder. */
static void
append_caches (GString *json, Maker *self)
{
  const GalleyValue *caches = galley_site_config_get_value (self->config, "caches");

  g_string_append (json, "\"caches\":{");
  for (guint i = 0; caches != NULL && caches->kind == GALLEY_VALUE_MAP && i < caches->keys->len;
       i++)
    {
      const char *name = ((const GalleyValue *) caches->keys->pdata[i])->text;
      const char *folder =
        galley_value_get_string (galley_value_get (caches->items->pdata[i], "dir"));
      g_autofree char *own = NULL;

      if (name == NULL || folder == NULL || *folder == ':' || !is_in_site (self, folder))
        continue;
      own = g_build_filename (self->overlay->folder, "caches", name, NULL);
      if (json->str[json->len - 1] != '{')
        g_string_append_c (json, ',');
      galley_json_append_string (json, name);
      g_string_append (json, ":{\"dir\":");
      galley_json_append_string (json, own);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "},");
}

/* The site's own settings with ours over them. The folder is read after the file at the top, the
 * environment's after the default one, and ours is the last in that. */
static gboolean
write_config (Maker *self, GError **error)
{
  const char *environment = galley_site_config_get_environment (self->config);
  g_autofree char *from = g_build_filename (self->root, "config", NULL);
  g_autofree char *to = in_folder (self->overlay, "config");
  g_autofree char *path = g_build_filename (to, environment, "zzzz-galley", "config.json", NULL);
  g_autoptr (GString) json = g_string_new ("{");

  if (g_file_test (from, G_FILE_TEST_IS_DIR) && !galley_hugo_files_copy (from, to, CONFIG_SIZE_MAX))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” cannot be copied"), from);
      return FALSE;
    }

  append_segment (json, self);
  append_caches (json, self);
  g_string_append (json, "\"build\":{\"writeStats\":false,\"noJSConfigInAssets\":true,"
                         "\"buildStats\":{\"enable\":false}},"
                         "\"minify\":{\"minifyOutput\":false},\"module\":{\"mounts\":");
  galley_hugo_mounts_append (json, self->config, self->place, self->overlay->folder);
  g_string_append (json, "}}\n");

  return galley_hugo_files_write (path, json->str, json->len, error);
}

/* The page that prints the other one's content; in the same language. */
static gboolean
write_check (Maker *self, GError **error)
{
  g_autofree char *base = g_path_get_basename (self->name);
  const char *suffix = strchr (base, '.');
  g_autofree char *name =
    g_strndup (self->overlay->check_name, strlen (self->overlay->check_name) - strlen (".html"));
  g_autofree char *file_name = g_strconcat (name, suffix != NULL ? suffix : ".md", NULL);
  g_autofree char *path = g_build_filename (self->overlay->folder, "check", file_name, NULL);
  g_autofree char *layout =
    g_build_filename (self->overlay->folder, "layouts", "galley-check", "single.html", NULL);
  g_autoptr (GString) json = g_string_new ("{\"title\":\"Galley\",\"type\":\"galley-check\","
                                           "\"layout\":\"single\",\"outputs\":[\"html\"],"
                                           "\"build\":{\"list\":\"never\"},\"url\":\"/");

  g_string_append_printf (json, "%s\",\"galley_page\":", self->overlay->check_name);
  galley_json_append_string (json, self->page);
  g_string_append (json, "}\n");

  return galley_hugo_files_write (path, json->str, json->len, error)
         && galley_hugo_files_write (layout, CHECK_LAYOUT, -1, error);
}

static gboolean
write_page (Maker *self, GBytes *text, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return galley_hugo_files_write (self->overlay->page_path, data != NULL ? data : "", length,
                                  error);
}

static void
copy_resources (Maker *self)
{
  const char *folder = get_string (self, "resourceDir");
  g_autofree char *root =
    g_canonicalize_filename (folder != NULL ? folder : "resources", self->root);
  g_autofree char *from = g_build_filename (root, "_gen", NULL);
  g_autofree char *to = g_build_filename (self->overlay->folder, "resources", "_gen", NULL);

  if (g_file_test (from, G_FILE_TEST_IS_DIR))
    galley_hugo_files_copy (from, to, RESOURCES_SIZE_MAX);
}

/* What the environment says counts more than any file. */
static GStrv
make_environment (Maker *self)
{
  static const char *const prefixes[] = { "HUGO_MODULE", "HUGO_SEGMENTS", "HUGO_RENDERSEGMENTS",
                                          "HUGO_BUILD_", "HUGO_MINIFY",   "HUGO_PUBLISHDIR" };
  GStrv environment = g_get_environ ();
  g_auto (GStrv) names = g_listenv ();
  g_autofree char *resources = in_folder (self->overlay, "resources");
  const char *cache = get_string (self, "cacheDir");

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (prefixes); j++)
      if (g_str_has_prefix (names[i], prefixes[j]))
        environment = g_environ_unsetenv (environment, names[i]);

  environment = g_environ_setenv (environment, "HUGO_RESOURCEDIR", resources, TRUE);
  if (cache != NULL && is_in_site (self, cache))
    {
      g_autofree char *own = in_folder (self->overlay, "cache");

      environment = g_environ_setenv (environment, "HUGO_CACHEDIR", own, TRUE);
    }

  return environment;
}

static GStrv
make_arguments (Maker *self, const char *hugo)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, hugo, "--source", self->root, "--configDir", NULL);
  g_strv_builder_take (builder, in_folder (self->overlay, "config"));
  g_strv_builder_add_many (builder, "--destination", self->overlay->public_folder, "--noBuildLock",
                           "--buildDrafts", "--buildFuture", "--buildExpired", NULL);

  return g_strv_builder_end (builder);
}

/* In the cache and not in /tmp: that may be memory, and a published site is large. */
static char *
make_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "galley", NULL);
  g_autofree char *folder = g_build_filename (parent, "check-XXXXXX", NULL);

  g_mkdir_with_parents (parent, 0700);
  galley_hugo_files_remove_old (parent, "check-");
  if (g_mkdtemp (folder) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("No folder can be made in “%s”"),
                   parent);
      return NULL;
    }

  return g_steal_pointer (&folder);
}

static gboolean
fill (Maker *self, GBytes *text, const char *hugo, GError **error)
{
  GalleyHugoOverlay *overlay = self->overlay;
  g_autofree char *suffix = NULL;
  g_autofree char *files = NULL;

  overlay->folder = make_folder (error);
  if (overlay->folder == NULL)
    return FALSE;

  /* One that does not exist would count for nothing. */
  files = in_folder (overlay, "static");
  g_mkdir (files, 0700);

  suffix = g_ascii_strdown (strrchr (overlay->folder, '-') + 1, -1);
  overlay->check_name = g_strdup_printf ("galley-check-%s.html", suffix);
  overlay->public_folder = in_folder (overlay, "public");
  overlay->page_path = g_build_filename (overlay->folder, "page", self->name, NULL);
  if (!write_config (self, error) || !write_check (self, error) || !write_page (self, text, error))
    return FALSE;

  copy_resources (self);
  overlay->environment = make_environment (self);
  overlay->arguments = make_arguments (self, hugo);

  return TRUE;
}

/**
 * galley_hugo_overlay_new:
 * @config: the configuration of the site
 * @path: the path of a page of the site
 * @text: its text, instead of what is in the file
 * @hugo: the path of the program
 * @error: return location for an error
 *
 * Makes all ready to publish a page of a site with another text. What `hugo` writes beside the
 * published pages, such as resized pictures, a lock and statistics, is led out of the site, too.
 * Writes files; call it on a worker thread.
 *
 * Returns: (transfer full) (nullable): what to run, %NULL on error
 */
GalleyHugoOverlay *
galley_hugo_overlay_new (GalleySiteConfig *config,
                         const char *path,
                         GBytes *text,
                         const char *hugo,
                         GError **error)
{
  g_autoptr (GalleyHugoOverlay) overlay = g_new0 (GalleyHugoOverlay, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *real_folder = realpath (folder, NULL);
  g_autofree char *real = g_build_filename (real_folder != NULL ? real_folder : folder, base, NULL);
  Maker maker = { .config = config, .overlay = overlay };
  gboolean filled = FALSE;

  maker.root = galley_site_config_get_root (config);
  maker.place =
    galley_site_map_find (galley_site_config_get_map (config), GALLEY_SITE_CONTENT, real);
  if (maker.place == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("“%s” is in no folder of pages of a Hugo site"), base);
      return NULL;
    }

  maker.name = real + strlen (maker.place->path) + 1;
  maker.page = g_build_filename ("/", maker.place->target, maker.name, NULL);
  if (g_utf8_validate (maker.page, -1, NULL))
    filled = fill (&maker, text, hugo, error);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                 _ ("The name of the file is not in UTF-8"));
  g_free (maker.page);

  return filled ? g_steal_pointer (&overlay) : NULL;
}

/**
 * galley_hugo_overlay_free:
 * @self: (transfer full): an overlay
 *
 * Removes the temporary folder and frees the rest.
 */
void
galley_hugo_overlay_free (GalleyHugoOverlay *self)
{
  if (self->folder != NULL)
    galley_hugo_files_remove (self->folder);
  g_free (self->folder);
  g_free (self->public_folder);
  g_free (self->page_path);
  g_free (self->check_name);
  g_strfreev (self->arguments);
  g_strfreev (self->environment);
  g_free (self);
}

/* Where a page is published: its address, without what the whole site has before it. */
static char *
find_page (GalleyHugoOverlay *self, const char *check_path, const char *address)
{
  g_autofree char *path = g_uri_unescape_string (address, "/");
  g_autofree char *folder = g_path_get_dirname (check_path);
  const char *name = path;

  for (; name != NULL && *name == '/'; name = strchr (name + 1, '/'))
    {
      const char *const folders[] = { self->public_folder, folder };

      for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
        {
          g_autofree char *file = g_build_filename (folders[i], name, NULL);
          g_autofree char *index = g_build_filename (file, "index.html", NULL);

          if (g_file_test (index, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer (&index);
          if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer (&file);
        }
    }

  return NULL;
}

/**
 * galley_hugo_overlay_read:
 * @self: an overlay that was published
 * @page: (out) (nullable): takes the path of the page as it is published, %NULL when it is not
 * @error: return location for an error
 *
 * Reads what `hugo` made of the page.
 *
 * Returns: (transfer full) (nullable): its content as HTML, %NULL on error
 */
char *
galley_hugo_overlay_read (GalleyHugoOverlay *self, char **page, GError **error)
{
  g_autofree char *path = galley_hugo_files_find (self->public_folder, self->check_name);
  g_autofree char *text = NULL;
  gsize length = 0;
  char *line_end;

  *page = NULL;
  if (path == NULL || !g_file_get_contents (path, &text, &length, NULL) || length > CONTENT_SIZE_MAX
      || (line_end = strchr (text, '\n')) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("Hugo did not publish the page"));
      return NULL;
    }

  *line_end = '\0';
  *page = find_page (self, path, text);

  return g_utf8_make_valid (line_end + 1, -1);
}
