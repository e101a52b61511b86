/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet.h"

#include <string.h>

/* The same things in Chinese. People's own snippets are found by their names as well. */
static const struct
{
  const char *word;
  const char *trigger;
} words[] = {
  { "项目", "project" },    { "开源", "project" },    { "工具", "project" },
  { "博客", "blog" },       { "文章", "blog" },       { "视频", "video" },
  { "演讲", "video" },      { "栏目", "section" },    { "图片", "image" },
  { "代码", "code" },       { "摘要", "more" },       { "短代码", "shortcode" },
  { "标题", "title" },      { "日期", "date" },       { "草稿", "draft" },
  { "标签", "tags" },       { "分类", "categories" }, { "作者", "author" },
  { "关键词", "keywords" },
};

GalleySnippet *
galley_snippet_ref (GalleySnippet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_snippet_unref (GalleySnippet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->trigger);
  g_free (self->name);
  g_free (self->description);
  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->hints, g_hash_table_unref);
  g_free (self);
}

/**
 * galley_snippet_has_scope:
 * @self: a snippet
 * @scope: a scope
 *
 * Returns: whether the snippet applies there
 */
gboolean
galley_snippet_has_scope (const GalleySnippet *self, GalleyScope scope)
{
  return scope < GALLEY_N_SCOPES && self->texts[scope] != NULL;
}

/**
 * galley_snippet_find_trigger:
 * @word: what somebody wrote
 *
 * Finds the trigger that a word in another language means.
 *
 * Returns: (nullable): the trigger
 */
const char *
galley_snippet_find_trigger (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return words[i].trigger;
  return NULL;
}

/**
 * galley_snippet_match:
 * @self: a snippet
 * @prefix: the start of a word
 *
 * Tells whether somebody who writes @prefix may mean the snippet: it starts its trigger, its name,
 * or one of the words for it. Triggers are compared with their case: a sentence that starts with
 * “More” means none.
 *
 * Returns: (transfer none) (nullable): the word that starts so
 */
const char *
galley_snippet_match (const GalleySnippet *self, const char *prefix)
{
  if (g_str_has_prefix (self->trigger, prefix))
    return self->trigger;
  /* A name in Latin letters is a heading in the list, not a word that is written. */
  if (self->name != NULL && (guchar) *prefix >= 0x80 && g_str_has_prefix (self->name, prefix))
    return self->name;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (words[i].word, prefix) && g_str_equal (words[i].trigger, self->trigger))
      return words[i].word;
  return NULL;
}
