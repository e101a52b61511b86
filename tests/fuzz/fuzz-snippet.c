/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-edit.h"
#include "galley-snippet-place.h"
#include "galley-snippet-text.h"
#include "galley-snippet.h"

#include <string.h>

static char *
lookup (const char *name, gpointer user_data)
{
  return strlen (name) % 2 == 0 ? g_strdup ("$1 `value` }") : NULL;
}

/* Fields are numbered without a gap, and what shows another one has it. */
static void
try_text (const char *text)
{
  g_autoptr (GArray) parts = galley_snippet_text_parse (text, lookup, NULL);
  g_autofree char *preview = galley_snippet_text_preview (text);
  guint n_fields = 0;
  guint highest = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      n_fields += part->kind == GALLEY_SNIPPET_FIELD;
      highest = MAX (highest, part->field);
      g_assert_nonnull (part->text);
    }
  g_assert_cmpuint (n_fields, ==, highest);
  g_assert_nonnull (preview);
}

/* A file that is right takes one more, and keeps those it has. */
static void
try_file (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = galley_snippet_file_parse (text, length, NULL, &error);
  GalleySnippet added = { .trigger = (char *) "added", .texts = { (char *) "]]> & text" } };
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GArray) edits = NULL;
  g_autofree char *changed = NULL;
  gsize changed_length;

  for (guint i = 0; i < before->len; i++)
    {
      const GalleySnippet *snippet = g_ptr_array_index (before, i);

      for (guint k = 0; k < GALLEY_N_SCOPES; k++)
        if (snippet->texts[k] != NULL)
          try_text (snippet->texts[k]);
    }
  if (error != NULL)
    return;

  edits = galley_snippet_file_add (text, length, &added, NULL);
  if (edits == NULL)
    return;
  changed = galley_edit_list_apply (edits, text, length, &changed_length);
  after = galley_snippet_file_parse (changed, changed_length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, before->len + 1);
}

/* The input is a file of snippets, the text of one, and an issue. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  gsize length = strlen (text);
  gsize step = MAX (length / 16, 1);

  try_file ((const char *) data, size);
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  try_text (text);
  galley_snippet_find_separator (text, length);
  for (gsize i = 0; i <= length; i += step)
    {
      GalleySnippetPlace place;

      galley_scope_at (text, length, i);
      galley_snippet_place_block (text, length, i, MIN (i + step / 2, length), &place);
      g_assert_cmpuint (place.offset + place.length, <=, length);
      g_assert_cmpuint (place.n_before, <=, 2);
      g_assert_cmpuint (place.n_after, <=, 2);
    }
  return 0;
}
