/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-permalinks.h"

#include <string.h>

#define RULES_MAX 1000

typedef struct
{
  GRegex *kind;
  GRegex *path;
  GRegex *language;
  char *pattern;
  gsize length;
} Rule;

/**
 * GalleyPermalinks:
 *
 * Which pages of a site have addresses by a pattern of the site's.
 */
struct _GalleyPermalinks
{
  GPtrArray *rules;
};

static void
rule_free (Rule *self)
{
  g_clear_pointer (&self->kind, g_regex_unref);
  g_clear_pointer (&self->path, g_regex_unref);
  g_clear_pointer (&self->language, g_regex_unref);
  g_free (self->pattern);
  g_free (self);
}

#define NOTHING "(?!)"

/* Stars do not go past a slash unless there are two; in braces are choices. What is no glob is that
 * of nothing. */
static GRegex *
compile (const char *glob)
{
  g_autoptr (GString) regex = g_string_new ("^");
  guint depth = 0;

  for (const char *p = glob; *p != '\0'; p++)
    if (*p == '*' && p[1] == '*')
      {
        g_string_append (regex, ".*");
        p++;
      }
    else if (*p == '*' || *p == '?')
      {
        g_string_append (regex, *p == '*' ? "[^/]*" : "[^/]");
      }
    else if (*p == '{' || (*p == '}' && depth > 0))
      {
        depth += *p == '{' ? 1 : -1;
        g_string_append (regex, *p == '{' ? "(?:" : ")");
      }
    else if (*p == ',' && depth > 0)
      {
        g_string_append_c (regex, '|');
      }
    else
      {
        if (g_ascii_ispunct (*p))
          g_string_append_c (regex, '\\');
        g_string_append_c (regex, *p);
      }
  g_string_append_c (regex, '$');
  if (depth > 0)
    g_string_assign (regex, NOTHING);

  return g_regex_new (regex->str, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
}

static void
add_rule (GalleyPermalinks *self, const char *kind, const char *section, const GalleyValue *pattern)
{
  const char *text = pattern->kind == GALLEY_VALUE_STRING ? pattern->text : NULL;
  g_autofree char *lower = g_utf8_strdown (section, -1);
  g_autofree char *glob = NULL;
  const char *start = lower + strspn (lower, " /");
  gsize length = strlen (start);
  Rule *rule;

  while (length > 0 && strchr (" /", start[length - 1]) != NULL)
    length--;
  if (text == NULL || self->rules->len >= RULES_MAX)
    return;

  glob = length > 0 ? g_strdup_printf ("/{%.*s,%.*s/**}", (int) length, start, (int) length, start)
                    : g_strdup ("/*");
  rule = g_new0 (Rule, 1);
  rule->kind = compile (kind);
  rule->path = compile (glob);
  rule->pattern = g_strdup (text);
  rule->length = length;
  g_ptr_array_add (self->rules, rule);
}

static void
add_map (GalleyPermalinks *self, const GalleyValue *map, const char *kind)
{
  for (guint i = 0; i < map->keys->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (map->keys, i);
      const GalleyValue *value = g_ptr_array_index (map->items, i);
      g_autofree char *name = g_ascii_strdown (key->text != NULL ? key->text : "", -1);

      if (value->kind == GALLEY_VALUE_MAP && kind == NULL)
        add_map (self, value, name);
      else
        add_rule (self, kind != NULL ? kind : "page", name, value);
    }
}

/* A rule that asks for what is not known here takes all, and has no pattern. */
static void
read_target (Rule *rule, const GalleyValue *target)
{
  for (guint i = 0; target != NULL && target->kind == GALLEY_VALUE_MAP && i < target->keys->len;
       i++)
    {
      const char *key = galley_value_get_string (g_ptr_array_index (target->keys, i));
      const char *text = galley_value_get_string (g_ptr_array_index (target->items, i));
      g_autofree char *lower = g_utf8_strdown (text != NULL ? text : "", -1);
      GRegex **regex = key == NULL                             ? NULL
                       : g_ascii_strcasecmp (key, "kind") == 0 ? &rule->kind
                       : g_ascii_strcasecmp (key, "path") == 0 ? &rule->path
                       : g_ascii_strcasecmp (key, "lang") == 0 ? &rule->language
                                                               : NULL;

      if (regex == NULL || text == NULL)
        g_clear_pointer (&rule->pattern, g_free);
      else if (*lower != '\0' && *regex == NULL)
        *regex = compile (lower);
    }
}

static void
add_list (GalleyPermalinks *self, const GalleyValue *list)
{
  for (guint i = 0; i < MIN (list->items->len, RULES_MAX); i++)
    {
      const GalleyValue *item = g_ptr_array_index (list->items, i);
      Rule *rule = g_new0 (Rule, 1);

      rule->pattern = g_strdup (galley_value_get_string (galley_value_get (item, "pattern")));
      read_target (rule, galley_value_get (item, "target"));
      g_ptr_array_add (self->rules, rule);
    }
}

/* Of the sections in a map the nearest counts. */
static int
compare_rules (gconstpointer a, gconstpointer b)
{
  gsize left = ((const Rule *) a)->length;
  gsize right = ((const Rule *) b)->length;

  return (left < right) - (left > right);
}

/**
 * galley_permalinks_new:
 * @settings: (nullable): the site's `permalinks`, not needed afterwards
 *
 * Returns: (transfer full): which pages have addresses by a pattern
 */
GalleyPermalinks *
galley_permalinks_new (const GalleyValue *settings)
{
  GalleyPermalinks *self = g_new0 (GalleyPermalinks, 1);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  if (settings != NULL && settings->kind == GALLEY_VALUE_MAP)
    {
      add_map (self, settings, NULL);
      g_ptr_array_sort_values (self->rules, compare_rules);
    }
  else if (settings != NULL && settings->kind == GALLEY_VALUE_LIST)
    {
      add_list (self, settings);
    }

  return self;
}

void
galley_permalinks_free (GalleyPermalinks *self)
{
  g_ptr_array_unref (self->rules);
  g_free (self);
}

static gboolean
matches (GRegex *regex, const char *text)
{
  return regex == NULL || g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, NULL);
}

/**
 * galley_permalinks_find:
 * @self: which pages have addresses by a pattern
 * @path: where a page is in the content, such as `/posts/one`, in lower case
 * @language: the language it is in
 * @is_section: whether it is the page of a section
 * @pattern: (out) (nullable): the pattern; %NULL when it follows none
 *
 * Returns: whether that can be told
 */
gboolean
galley_permalinks_find (const GalleyPermalinks *self,
                        const char *path,
                        const char *language,
                        gboolean is_section,
                        const char **pattern)
{
  *pattern = NULL;
  for (guint i = 0; i < self->rules->len && *pattern == NULL; i++)
    {
      const Rule *rule = g_ptr_array_index (self->rules, i);

      if (!matches (rule->kind, is_section ? "section" : "page") || !matches (rule->path, path)
          || !matches (rule->language, language))
        continue;
      if (rule->pattern == NULL)
        return FALSE;
      *pattern = rule->pattern;
    }

  return TRUE;
}
