/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-inserter.h"

#include "galley-snippet-place.h"

#include <string.h>

/* Looked at when a key is pressed, so no further than this. */
#define MAX_WORD 64

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_' || c == '-';
}

void
galley_snippet_word_clear (GalleySnippetWord *word)
{
  g_clear_pointer (&word->text, g_free);
}

static gboolean
is_blank_to_end (const GtkTextIter *iter)
{
  GtkTextIter at = *iter;

  for (guint i = 0; i < MAX_WORD && !gtk_text_iter_ends_line (&at); i++)
    {
      if (!g_unichar_isspace (gtk_text_iter_get_char (&at)))
        return FALSE;
      gtk_text_iter_forward_char (&at);
    }
  return gtk_text_iter_ends_line (&at);
}

/* Where the word before the cursor starts; the character before it is left in @before, 0 for the
 * start of the line. */
static gboolean
find_start (GtkTextIter *start, gboolean path, gunichar *before)
{
  for (guint i = 0; i < MAX_WORD; i++)
    {
      GtkTextIter previous = *start;

      *before = 0;
      if (gtk_text_iter_starts_line (start) || !gtk_text_iter_backward_char (&previous))
        return TRUE;
      *before = gtk_text_iter_get_char (&previous);
      if (!is_word_char (*before) && !(path && *before == '/'))
        return TRUE;
      *start = previous;
    }
  return FALSE;
}

static gboolean
is_indent (const GtkTextIter *start)
{
  GtkTextIter at = *start;

  if (gtk_text_iter_get_line_offset (start) > MAX_WORD)
    return FALSE;
  while (!gtk_text_iter_starts_line (&at))
    {
      gtk_text_iter_backward_char (&at);
      if (gtk_text_iter_get_char (&at) != ' ' && gtk_text_iter_get_char (&at) != '\t')
        return FALSE;
    }
  return TRUE;
}

/* Whether it follows `{{<` or `{{%`, with spaces or without. */
static gboolean
follows_shortcode_mark (const GtkTextIter *start, const char *typed, char *mark)
{
  GtkTextIter at = *start;
  g_autofree char *slice = NULL;
  g_autofree char *before = NULL;

  gtk_text_iter_backward_chars (&at, MIN (8, gtk_text_iter_get_line_offset (&at)));
  slice = gtk_text_iter_get_slice (&at, start);
  before = g_strchomp (g_strconcat (slice, typed, NULL));
  if (!g_str_has_suffix (before, "{{<") && !g_str_has_suffix (before, "{{%"))
    return FALSE;
  *mark = before[strlen (before) - 1];
  return TRUE;
}

static GalleyScope
find_scope_at (const GtkTextIter *iter)
{
  GtkTextIter start, end = *iter;
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_start_iter (gtk_text_iter_get_buffer (iter), &start);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  before = gtk_text_iter_get_slice (&start, iter);
  text = gtk_text_iter_get_slice (&start, &end);
  return galley_scope_at (text, strlen (text), strlen (before));
}

/**
 * galley_snippet_inserter_get_word:
 * @self: an inserter
 * @cursor: a place in the text
 * @typed: text that is about to be inserted there, may be empty
 * @find_scope: whether to tell what the place is, for which the text up to it is read; otherwise
 *   no more than the line is looked at
 * @word: (out caller-allocates): the word; to be cleared if there is one
 *
 * Finds the word that ends at a place, if it is one that may stand for something: alone on its
 * line, or the name of a shortcode.
 *
 * Returns: whether there is one
 */
gboolean
galley_snippet_inserter_get_word (GalleySnippetInserter *self,
                                  const GtkTextIter *cursor,
                                  const char *typed,
                                  gboolean find_scope,
                                  GalleySnippetWord *word)
{
  const char *rest = typed + strlen (typed);
  g_autofree char *slice = NULL;
  g_autofree char *other = NULL;
  gunichar before;

  *word = (GalleySnippetWord) { .start = *cursor, .end = *cursor };
  while (rest > typed)
    {
      const char *previous = g_utf8_find_prev_char (typed, rest);

      if (!is_word_char (g_utf8_get_char (previous)) && *previous != '/')
        break;
      rest = previous;
    }
  other = g_strndup (typed, (gsize) (rest - typed));
  if (rest == typed && !find_start (&word->start, TRUE, &before))
    return FALSE;

  word->shortcode = follows_shortcode_mark (&word->start, other, &word->mark);
  if (!word->shortcode && (rest > typed || !is_indent (&word->start) || !is_blank_to_end (cursor)))
    return FALSE;

  slice = gtk_text_iter_get_slice (&word->start, cursor);
  word->text = g_strconcat (rest == typed ? slice : "", rest, NULL);
  if (!word->shortcode && strchr (word->text, '/') != NULL)
    {
      galley_snippet_word_clear (word);
      return FALSE;
    }
  word->scope = find_scope ? find_scope_at (&word->start) : GALLEY_SCOPE_NOWHERE;
  return TRUE;
}
