/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-words.h"

#include <glib/gi18n.h>

/* In the order in which a form proposes them. */
static const char *const names[] = {
  "title",      "subtitle", "description", "summary", "date",    "publishDate",
  "expiryDate", "lastmod",  "draft",       "author",  "authors", "tags",
  "categories", "keywords", "series",      "slug",    "url",     "aliases",
  "image",      "images",   "cover",       "weight",  "toc",     NULL,
};

static const char *const words[] = {
  N_ ("Title"),        N_ ("Subtitle"),    N_ ("Description"),       N_ ("Summary"),  N_ ("Date"),
  N_ ("Publish Date"), N_ ("Expiry Date"), N_ ("Last Changed"),      N_ ("Draft"),    N_ ("Author"),
  N_ ("Authors"),      N_ ("Tags"),        N_ ("Categories"),        N_ ("Keywords"), N_ ("Series"),
  N_ ("Slug"),         N_ ("Address"),     N_ ("Aliases"),           N_ ("Image"),    N_ ("Images"),
  N_ ("Cover"),        N_ ("Weight"),      N_ ("Table of Contents"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) + 1 == G_N_ELEMENTS (names));

/**
 * galley_field_words_get:
 * @name: the name of a field
 *
 * Returns: (transfer none): what people call it; @name when there is no word for it
 */
const char *
galley_field_words_get (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      return _ (words[i]);

  return name;
}

/**
 * galley_field_words_list_names:
 *
 * Returns: (transfer none): the names of the fields that issues of most sites can have
 */
const char *const *
galley_field_words_list_names (void)
{
  return names;
}
