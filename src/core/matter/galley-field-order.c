/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-order.h"

#include "galley-line.h"
#include "galley-yaml-replace.h"

#include <string.h>

/* Fields that writers keep together. */
static const char *const kin[][12] = {
  { "title", "linkTitle", "subtitle" },
  { "subtitle", "description", "summary" },
  { "date", "publishDate", "pubdate", "published", "lastmod", "modified", "expiryDate",
    "unpublishdate", "draft" },
  { "tags", "categories", "keywords", "series" },
  { "author", "authors" },
  { "slug", "url", "aliases" },
  { "img", "image", "images", "cover", "bigimg", "thumbnail", "banner", "featured_image",
    "featuredImage", "meta_image" },
};

static gboolean
is_among (const char *const *names, gsize n_names, const char *name)
{
  for (gsize i = 0; i < n_names && names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return TRUE;

  return FALSE;
}

/**
 * galley_field_order_get_newline:
 * @text: a text
 * @length: how much of it counts, in bytes
 *
 * Returns: (transfer none): the line end that its first line has; `\n` when it has none
 */
const char *
galley_field_order_get_newline (const char *text, gsize length)
{
  const char *end = galley_line_find_end (text, text + length);

  if (end == text + length || *end == '\n')
    return "\n";

  return galley_line_skip_end (end, text + length) - end == 2 ? "\r\n" : "\r";
}

static void
count_quotes (const GalleyValue *value, gint *balance)
{
  if (value->style == GALLEY_VALUE_STYLE_SINGLE)
    (*balance)++;
  else if (value->style == GALLEY_VALUE_STYLE_DOUBLE)
    (*balance)--;
}

/**
 * galley_field_order_get_quotes:
 * @root: (nullable): the fields of front matter
 *
 * Returns: which quotes most of its strings have; double ones when none has
 */
GalleyValueStyle
galley_field_order_get_quotes (const GalleyValue *root)
{
  gint balance = 0;

  for (guint i = 0; root != NULL && i < root->items->len; i++)
    {
      const GalleyValue *value = g_ptr_array_index (root->items, i);

      count_quotes (value, &balance);
      if (value->kind == GALLEY_VALUE_LIST)
        for (guint j = 0; j < value->items->len; j++)
          count_quotes (g_ptr_array_index (value->items, j), &balance);
    }

  return balance > 0 ? GALLEY_VALUE_STYLE_SINGLE : GALLEY_VALUE_STYLE_DOUBLE;
}

static gsize
get_column (const char *text, gsize offset)
{
  return offset - galley_line_start_at (text, offset);
}

/**
 * galley_field_order_get_list_style:
 * @text: the file
 * @root: (nullable): the fields of its front matter
 *
 * Returns: how most of its lists are written, or %GALLEY_LIST_STYLE_AUTO when it has none
 */
GalleyListStyle
galley_field_order_get_list_style (const char *text, const GalleyValue *root)
{
  guint counts[GALLEY_LIST_STYLE_FLOW + 1] = { 0 };
  GalleyListStyle best = GALLEY_LIST_STYLE_AUTO;

  for (guint i = 0; root != NULL && root->keys != NULL && i < root->items->len; i++)
    {
      const GalleyValue *value = g_ptr_array_index (root->items, i);
      const GalleyValue *key = g_ptr_array_index (root->keys, i);

      if (value->kind != GALLEY_VALUE_LIST || value->target != NULL || value->items->len == 0)
        continue;
      if (value->style == GALLEY_VALUE_STYLE_FLOW)
        counts[GALLEY_LIST_STYLE_FLOW]++;
      else if (value->style == GALLEY_VALUE_STYLE_BLOCK && value->properties == 0)
        counts[get_column (text, value->offset) > get_column (text, key->offset)
                 ? GALLEY_LIST_STYLE_INDENTED
                 : GALLEY_LIST_STYLE_BLOCK]++;
    }

  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return best;
}

/**
 * galley_field_order_find_second_document:
 * @change: a change
 * @kind: the language
 *
 * Looks for what the parser did not read, since the fields end before.
 *
 * Returns: where it starts, in bytes, or 0
 */
gsize
galley_field_order_find_second_document (const GalleyFieldChange *change,
                                         GalleyFrontMatterKind kind)
{
  const GalleyValue *root = change->root;
  gsize at = change->start;

  if (kind != GALLEY_FRONT_MATTER_YAML)
    return 0;

  if (root->style == GALLEY_VALUE_STYLE_FLOW)
    at = root->offset + root->length;
  else if (root->items->len > 0)
    at = galley_yaml_get_entry_end (change, root, root->items->len - 1);
  at = galley_field_change_skip_comments (change, at);
  if (change->end - at >= 3 && memcmp (change->text + at, "...", 3) == 0 && root->items->len > 0)
    at = galley_field_change_skip_comments (change, at + 3);

  return at < change->end ? at : 0;
}

/**
 * galley_field_order_get_position:
 * @map: the fields of front matter
 * @key: the name of a new one
 *
 * Finds where writers expect a field: beside its kin, a title first, all else last.
 *
 * Returns: which place of the map, from 0
 */
guint
galley_field_order_get_position (const GalleyValue *map, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (kin); i++)
    {
      if (!is_among (kin[i], G_N_ELEMENTS (kin[i]), key))
        continue;
      for (guint j = map->keys->len; j > 0; j--)
        {
          const GalleyValue *name = g_ptr_array_index (map->keys, j - 1);

          if (name->text != NULL && is_among (kin[i], G_N_ELEMENTS (kin[i]), name->text))
            return j;
        }
    }

  return g_ascii_strcasecmp (key, "title") == 0 ? 0 : map->items->len;
}
