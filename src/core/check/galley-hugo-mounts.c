/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hugo-mounts.h"

#include "galley-json-write.h"

#include <string.h>

static const GalleyValue *
get_mounts (GalleySiteConfig *config)
{
  const GalleyValue *mounts = galley_site_config_get_value (config, "module.mounts");

  return mounts != NULL && mounts->kind == GALLEY_VALUE_LIST ? mounts : NULL;
}

static gboolean
is_in (const char *target, const char *component)
{
  gsize length = strlen (component);

  return target != NULL && strncmp (target, component, length) == 0
         && (target[length] == '\0' || target[length] == '/');
}

static const char *
get_target (const GalleyValue *mount)
{
  return galley_value_get_string (galley_value_get (mount, "target"));
}

static gboolean
has_mount (GalleySiteConfig *config, const char *component)
{
  const GalleyValue *mounts = get_mounts (config);

  for (guint i = 0; mounts != NULL && i < mounts->items->len; i++)
    if (is_in (get_target (mounts->items->pdata[i]), component))
      return TRUE;

  return FALSE;
}

/* Takes the folder if the page is in it, and in no folder below it that was found before. */
static void
consider (GalleyHugoPlace *self,
          GalleySiteConfig *config,
          const char *path,
          const char *folder,
          const char *target,
          const char *language,
          const GalleyValue *mount)
{
  g_autofree char *source = g_canonicalize_filename (folder, galley_site_config_get_root (config));
  gsize length = strlen (source);

  if (strncmp (path, source, length) != 0 || path[length] != '/'
      || (self->source != NULL && strlen (self->source) >= length))
    return;

  g_set_str (&self->source, source);
  g_set_str (&self->target, target);
  self->language = language;
  self->mount = mount;
}

static void
consider_mounts (GalleyHugoPlace *self, GalleySiteConfig *config, const char *path)
{
  const GalleyValue *mounts = get_mounts (config);

  for (guint i = 0; i < mounts->items->len; i++)
    {
      const GalleyValue *mount = g_ptr_array_index (mounts->items, i);
      const char *source = galley_value_get_string (galley_value_get (mount, "source"));
      const char *target = get_target (mount);

      if (source != NULL && is_in (target, "content"))
        consider (self, config, path, source, target,
                  galley_value_get_string (galley_value_get (mount, "lang")), mount);
    }
}

static const char *
get_content_folder (GalleySiteConfig *config)
{
  const char *folder =
    galley_value_get_string (galley_site_config_get_value (config, "contentDir"));

  return folder != NULL ? folder : "content";
}

static const char *
get_language_folder (const GalleyValue *language)
{
  return galley_value_get_string (galley_value_get (language, "contentDir"));
}

static const GalleyValue *
get_languages (GalleySiteConfig *config)
{
  const GalleyValue *languages = galley_site_config_get_value (config, "languages");

  if (languages == NULL || languages->kind != GALLEY_VALUE_MAP)
    return NULL;
  for (guint i = 0; i < languages->items->len; i++)
    if (get_language_folder (languages->items->pdata[i]) != NULL)
      return languages;

  return NULL;
}

static const char *
get_language_name (const GalleyValue *languages, guint i)
{
  return ((const GalleyValue *) languages->keys->pdata[i])->text;
}

/**
 * galley_hugo_place_find:
 * @self: (out caller-allocates): takes the place
 * @config: the configuration of a site
 * @path: the path of a page in it, without symbolic links
 *
 * Finds out where a page is in the content of a site.
 *
 * Returns: whether it is there at all
 */
gboolean
galley_hugo_place_find (GalleyHugoPlace *self, GalleySiteConfig *config, const char *path)
{
  const GalleyValue *languages = get_languages (config);

  *self = (GalleyHugoPlace) { 0 };
  if (has_mount (config, "content"))
    {
      consider_mounts (self, config, path);
      return self->source != NULL;
    }

  for (guint i = 0; languages != NULL && i < languages->items->len; i++)
    {
      const char *folder = get_language_folder (languages->items->pdata[i]);

      if (folder != NULL)
        consider (self, config, path, folder, "content", get_language_name (languages, i), NULL);
    }
  consider (self, config, path, get_content_folder (config), "content", NULL, NULL);

  return self->source != NULL;
}

void
galley_hugo_place_clear (GalleyHugoPlace *self)
{
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->target, g_free);
}

static void
append_mount (GString *json, const char *source, const char *target, const char *language)
{
  g_string_append (json, json->str[json->len - 1] == '[' ? "{\"source\":" : ",{\"source\":");
  galley_json_append_string (json, source);
  g_string_append (json, ",\"target\":");
  galley_json_append_string (json, target);
  if (language != NULL)
    {
      g_string_append (json, ",\"lang\":");
      galley_json_append_string (json, language);
    }
  g_string_append_c (json, '}');
}

/* A folder in place of the page's own: for the same languages, versions and so on. */
static void
append_over (GString *json, const GalleyHugoPlace *place, const char *source, const char *target)
{
  static const char *const own[] = { "source", "target",       "files",
                                     "lang",   "includefiles", "excludefiles" };
  const GalleyValue *mount = place->mount;

  append_mount (json, source, target, place->language);
  for (guint i = 0; mount != NULL && i < mount->keys->len; i++)
    {
      const char *key = ((const GalleyValue *) mount->keys->pdata[i])->text;
      gboolean is_own = key == NULL;

      for (guint j = 0; j < G_N_ELEMENTS (own) && !is_own; j++)
        is_own = g_ascii_strcasecmp (key, own[j]) == 0;
      if (is_own)
        continue;

      g_string_truncate (json, json->len - 1);
      g_string_append_c (json, ',');
      galley_json_append_string (json, key);
      g_string_append_c (json, ':');
      galley_json_append_value (json, mount->items->pdata[i]);
      g_string_append_c (json, '}');
    }
}

/* What Hugo mounts for itself when the site says nothing: it must be said when anything is. */
static void
append_defaults (GString *json, GalleySiteConfig *config)
{
  const char *root = galley_site_config_get_root (config);
  const char *layouts =
    galley_value_get_string (galley_site_config_get_value (config, "layoutDir"));
  const GalleyValue *languages = get_languages (config);
  g_autofree char *layouts_path =
    g_canonicalize_filename (layouts != NULL ? layouts : "layouts", root);

  if (!has_mount (config, "content"))
    {
      for (guint i = 0; languages != NULL && i < languages->items->len; i++)
        {
          const char *folder = get_language_folder (languages->items->pdata[i]);

          append_mount (json, folder != NULL ? folder : "content", "content",
                        get_language_name (languages, i));
        }
      if (languages == NULL)
        append_mount (json, get_content_folder (config), "content", NULL);
    }
  if (!has_mount (config, "layouts") && g_file_test (layouts_path, G_FILE_TEST_IS_DIR))
    append_mount (json, layouts_path, "layouts", NULL);
}

/**
 * galley_hugo_mounts_append:
 * @json: where to
 * @config: the configuration of a site
 * @place: where the page is
 * @folder: the path of a folder with `page`, whose files lie over those of @place, `check`, a page
 *   of its own, `layouts`, and `static`, which is empty
 *
 * Writes the list of mounts for the site with @folder laid over it. Its static files, which can be
 * many and are not looked into, are left out.
 */
void
galley_hugo_mounts_append (GString *json,
                           GalleySiteConfig *config,
                           const GalleyHugoPlace *place,
                           const char *folder)
{
  const GalleyValue *mounts = get_mounts (config);
  g_autofree char *page = g_build_filename (folder, "page", NULL);
  g_autofree char *check = g_build_filename (folder, "check", NULL);
  g_autofree char *layouts = g_build_filename (folder, "layouts", NULL);
  g_autofree char *files = g_build_filename (folder, "static", NULL);

  g_string_append_c (json, '[');
  append_over (json, place, page, place->target);
  append_over (json, place, check, "content");
  append_mount (json, layouts, "layouts", NULL);
  append_mount (json, files, "static", NULL);
  append_defaults (json, config);
  for (guint i = 0; mounts != NULL && i < mounts->items->len; i++)
    {
      if (is_in (get_target (mounts->items->pdata[i]), "static"))
        continue;
      g_string_append_c (json, ',');
      galley_json_append_value (json, mounts->items->pdata[i]);
    }
  g_string_append_c (json, ']');
}
