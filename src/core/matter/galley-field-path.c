/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-path.h"

#include "galley-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a path may hold; the parsers' own limit on depth is the same. */
#define STEPS_MAX 64

static void
step_clear (gpointer data)
{
  GalleyFieldStep *step = data;

  g_free (step->key);
}

static gboolean
is_bare (const char *key)
{
  return *key != '\0' && strpbrk (key, ".[]\"\\=: ") == NULL;
}

/* Reads “"…"”; a backslash makes the next character an ordinary one. */
static char *
read_quoted (const char **p)
{
  GString *key = g_string_new (NULL);
  const char *at = *p + 1;

  while (*at != '\0' && *at != '"')
    {
      if (*at == '\\' && at[1] != '\0')
        at++;
      g_string_append_c (key, *at++);
    }

  *p = *at == '"' ? at + 1 : at;
  if (*at == '"')
    return g_string_free_and_steal (key);

  g_string_free (key, TRUE);
  return NULL;
}

static gboolean
read_key (const char **p, GalleyFieldStep *step)
{
  gsize length;

  if (**p == '"')
    return (step->key = read_quoted (p)) != NULL;

  length = strcspn (*p, ".[]");
  if (length == 0)
    return FALSE;

  step->key = g_strndup (*p, length);
  *p += length;
  return TRUE;
}

static gboolean
read_index (const char **p, GalleyFieldStep *step)
{
  guint64 index = 0;
  const char *at = *p + 1;

  if (!g_ascii_isdigit (*at))
    return FALSE;
  for (; g_ascii_isdigit (*at); at++)
    if ((index = index * 10 + (guint) (*at - '0')) > G_MAXINT)
      return FALSE;
  if (*at != ']')
    return FALSE;

  step->index = (guint) index;
  *p = at + 1;
  return TRUE;
}

/**
 * galley_field_path_parse:
 * @path: a path such as `title`, `bigimg[0].src` or `params."a.b"`: names are put in double
 *   quotes when they hold one of `.[]"`, with `\` before a quote or backslash; items count from 0
 * @error: where to say what is wrong, of #GalleyError
 *
 * Returns: (transfer full) (nullable) (element-type GalleyFieldStep): at least one step
 */
GArray *
galley_field_path_parse (const char *path, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (GalleyFieldStep));
  const char *p = path;
  gboolean good = TRUE;

  g_array_set_clear_func (steps, step_clear);
  do
    {
      GalleyFieldStep step = { NULL, 0 };

      if (*p == '[' && steps->len > 0)
        good = read_index (&p, &step);
      else
        {
          if (*p == '.' && steps->len > 0)
            p++;
          good = read_key (&p, &step);
        }
      if (good)
        g_array_append_val (steps, step);
      good = good && steps->len <= STEPS_MAX && (*p == '\0' || *p == '.' || *p == '[');
    }
  while (good && *p != '\0');

  if (good)
    return g_steal_pointer (&steps);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX,
               _ ("“%s” names no field: write it like “title”, “images[0].src” or “\"a.b\".c”"),
               path);
  return NULL;
}

/**
 * galley_field_path_join:
 * @parent: (nullable): the path of a map; %NULL for the front matter itself
 * @key: the name of a field in it
 *
 * Returns: (transfer full): the path of the field
 */
char *
galley_field_path_join (const char *parent, const char *key)
{
  GString *path = g_string_new (parent);

  if (path->len > 0)
    g_string_append_c (path, '.');
  if (is_bare (key))
    g_string_append (path, key);
  else
    {
      g_string_append_c (path, '"');
      for (const char *p = key; *p != '\0'; p++)
        {
          if (*p == '"' || *p == '\\')
            g_string_append_c (path, '\\');
          g_string_append_c (path, *p);
        }
      g_string_append_c (path, '"');
    }

  return g_string_free_and_steal (path);
}

/**
 * galley_field_path_join_index:
 * @parent: the path of a list
 * @index: an item of it, from 0
 *
 * Returns: (transfer full): the path of the item
 */
char *
galley_field_path_join_index (const char *parent, guint index)
{
  return g_strdup_printf ("%s[%u]", parent, index);
}

/**
 * galley_field_path_find:
 * @root: (nullable): the fields of the front matter
 * @path: a path
 *
 * Looks a field up; an exact name goes before one that differs in case only.
 *
 * Returns: (nullable): its value, or %NULL when there is none or @path is no path
 */
const GalleyValue *
galley_field_path_find (const GalleyValue *root, const char *path)
{
  g_autoptr (GArray) steps = galley_field_path_parse (path, NULL);
  const GalleyValue *value = steps != NULL ? root : NULL;

  for (guint i = 0; value != NULL && i < steps->len; i++)
    {
      const GalleyFieldStep *step = &g_array_index (steps, GalleyFieldStep, i);

      if (step->key != NULL)
        {
          gint found = galley_value_find_key (value, step->key, NULL);

          value = found >= 0 ? g_ptr_array_index (value->items, found) : NULL;
        }
      else if (value->kind == GALLEY_VALUE_LIST && step->index < value->items->len)
        value = g_ptr_array_index (value->items, step->index);
      else
        value = NULL;
    }

  return value;
}
