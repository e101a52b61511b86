/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hugo-mounts.h"

#include "galley-json-write.h"

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
append_over (GString *json, const GalleySiteFolder *place, const char *source, const char *target)
{
  static const char *const own[] = { "source", "target", "files", "includefiles", "excludefiles" };
  const GalleyValue *mount = place->origin;

  append_mount (json, source, target, mount == NULL ? place->language : NULL);
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

/* A folder of the site that lies under ours. What Hugo mounts for itself when the site says nothing
 * must be said when anything is. */
static void
append_under (GString *json, const GalleySiteFolder *folder)
{
  if (folder->in_theme || folder->component == GALLEY_SITE_STATIC)
    return;

  if (folder->origin != NULL)
    {
      g_string_append_c (json, ',');
      galley_json_append_value (json, folder->origin);
    }
  else if (folder->component == GALLEY_SITE_CONTENT)
    append_mount (json, folder->path, "content", folder->language);
  else if (folder->component == GALLEY_SITE_LAYOUTS)
    append_mount (json, folder->path, "layouts", NULL);
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
                           const GalleySiteFolder *place,
                           const char *folder)
{
  const GalleySiteMap *map = galley_site_config_get_map (config);
  g_autofree char *target = g_build_filename ("content", place->target, NULL);
  g_autofree char *page = g_build_filename (folder, "page", NULL);
  g_autofree char *check = g_build_filename (folder, "check", NULL);
  g_autofree char *layouts = g_build_filename (folder, "layouts", NULL);
  g_autofree char *files = g_build_filename (folder, "static", NULL);

  g_string_append_c (json, '[');
  append_over (json, place, page, target);
  append_over (json, place, check, "content");
  append_mount (json, layouts, "layouts", NULL);
  append_mount (json, files, "static", NULL);
  for (guint i = 0; i < map->folders->len; i++)
    append_under (json, map->folders->pdata[i]);
  g_string_append_c (json, ']');
}
