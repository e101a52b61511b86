/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-environment.h"

#include "galley-diagnostic.h"
#include "galley-yaml.h"

#include <string.h>

#define PREFIX "HUGO"
#define NAMES_MAX 32
#define VALUE_LENGTH_MAX (64 * 1024)

/**
 * galley_site_environment_get_name:
 * @variables: (array zero-terminated=1): the environment, each as `NAME=value`
 *
 * Returns: which of Hugo's environments, folders of `config/`, `hugo` would publish for
 */
const char *
galley_site_environment_get_name (const char *const *variables)
{
  static const char *const names[] = { "HUGO_ENVIRONMENT", "HUGO_ENV" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = g_environ_getenv ((char **) variables, names[i]);

      if (name != NULL && *name != '\0' && strchr (name, '/') == NULL)
        return name;
    }

  return "production";
}

/* `HUGO_MARKUP_GOLDMARK_RENDERER_UNSAFE`: what follows `HUGO` stands between the names, so that
 * `HUGOxPARAMSxMY_NAME` can have an underscore in one. */
static GStrv
split_name (const char *variable)
{
  const char delimiter[] = { variable[0], '\0' };
  g_autofree char *lower = NULL;
  g_auto (GStrv) names = NULL;

  if (variable[0] == '\0' || variable[1] == '\0')
    return NULL;

  names = g_strsplit (variable + 1, delimiter, NAMES_MAX);
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *name = g_ascii_strdown (names[i], -1);

      g_free (names[i]);
      names[i] = name;
      if (*name == '\0')
        return NULL;
    }

  return g_steal_pointer (&names);
}

static const GalleyValue *
find (const GalleySiteTree *tree, const char *const *names)
{
  const GalleyValue *value = tree->root;

  for (; *names != NULL && value != NULL; names++)
    value = galley_value_get (value, *names);

  return value;
}

/* A list or a map is written as one, where there is one to be replaced. */
static GalleyValue *
parse (const char *text, GalleyValueKind kind)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  GalleyValue *value;

  if (kind == GALLEY_VALUE_LIST || kind == GALLEY_VALUE_MAP)
    {
      g_autoptr (GalleyValue) parsed = galley_yaml_parse (text, strlen (text), 0, problems);

      if (parsed != NULL && parsed->kind == kind)
        return g_steal_pointer (&parsed);
    }

  value = galley_value_new (GALLEY_VALUE_STRING, 0, 0);
  value->text = g_strdup (text);

  return value;
}

/**
 * galley_site_environment_apply:
 * @variables: (array zero-terminated=1): the environment, each as `NAME=value`
 * @reader: the reader of the site
 * @tree: the settings of the site's own files
 *
 * Lays the settings that the environment has, `HUGO_…`, over those of the site.
 */
void
galley_site_environment_apply (const char *const *variables,
                               GalleySiteReader *reader,
                               GalleySiteTree *tree)
{
  for (; *variables != NULL; variables++)
    {
      const char *equals = strchr (*variables, '=');
      g_autofree char *variable = NULL;
      g_auto (GStrv) names = NULL;
      g_autoptr (GalleyValue) value = NULL;
      const GalleyValue *existing;
      GalleyValueKind kind = GALLEY_VALUE_STRING;

      if (!g_str_has_prefix (*variables, PREFIX) || equals == NULL
          || strlen (equals) > VALUE_LENGTH_MAX || !g_utf8_validate (*variables, -1, NULL))
        continue;

      variable = g_strndup (*variables, equals - *variables);
      names = split_name (variable + strlen (PREFIX));
      if (names == NULL)
        continue;

      existing = find (tree, (const char *const *) names);
      if (existing != NULL)
        kind = existing->kind;
      else if (names[1] == NULL && equals[1] == '{')
        kind = GALLEY_VALUE_MAP;

      value = parse (equals + 1, kind);
      galley_site_tree_put (tree, (const char *const *) names, value,
                            galley_site_reader_add_variable (reader, variable));
    }
}
