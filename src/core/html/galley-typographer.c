/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-typographer.h"

#include <string.h>

/* The rules are goldmark's, whose oddities are on the published page, too. */

/* Longer rows of quotes are none, and looking for their ends would cost a square. */
#define REPEATED_MAX 64

typedef struct
{
  const char *line;
  gsize length;
  gunichar before;
  gunichar after;
  gboolean can_open;
  gboolean can_close;
} Quote;

static gboolean
is_mark (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_letter (gunichar c)
{
  /* A shortcode's placeholder stands for a word. */
  return g_unichar_isalpha (c) || c == 0xFDD0 || c == 0xFDD1;
}

static gboolean
ends_word (const Quote *quote, gsize at)
{
  return quote->length <= at || g_ascii_ispunct (quote->line[at])
         || g_ascii_isspace (quote->line[at]);
}

static void
quote_init (Quote *self, const GalleyInlineText *run, gsize offset)
{
  const char *text = run->text->str;
  gsize end = 1;
  gunichar after;
  gboolean space_before;
  gboolean space_after;
  gboolean mark_before;
  gboolean mark_after;

  self->line = text + offset;
  self->length = run->text->len - offset;
  self->before = offset > 0 ? g_utf8_get_char (g_utf8_prev_char (text + offset)) : run->before;
  self->after = self->length > 1 ? g_utf8_get_char (self->line + 1) : ' ';

  /* Several of the same stand as one beside what follows them. */
  while (end < self->length && self->line[end] == *self->line && end < REPEATED_MAX
         && !galley_inline_text_is_escaped (run, offset + end))
    end++;
  after = end < self->length ? g_utf8_get_char (self->line + end) : ' ';

  space_before = g_unichar_isspace (self->before);
  space_after = g_unichar_isspace (after);
  mark_before = g_unichar_ispunct (self->before);
  mark_after = g_unichar_ispunct (after);
  self->can_open = !space_after && (!mark_after || space_before || mark_before);
  self->can_close = !space_before && (!mark_before || space_after || mark_after);
}

/* `'90s`, `'tis`, `it's` */
static gboolean
is_apostrophe (const Quote *self)
{
  const char *line = self->line;

  if (self->can_open && !self->can_close && self->length > 3 && g_ascii_isdigit (line[1])
      && g_ascii_isdigit (line[2]) && line[3] == 's')
    {
      gunichar next = self->length > 4 ? g_utf8_get_char (line + 4) : ' ';

      if (g_unichar_isspace (next) || g_unichar_ispunct (next))
        return TRUE;
    }
  if (self->length > 1 && (is_mark (self->before) || g_unichar_isspace (self->before))
      && strchr ("tenl", line[1]) != NULL)
    return TRUE;

  return self->length > 1 && (g_unichar_isdigit (self->before) || is_letter (self->before))
         && is_letter (self->after);
}

/* `I've` and its like, where what stands before is no letter. */
static gboolean
is_contraction (const Quote *self)
{
  const char *line = self->line;

  if (self->length > 1 && strchr ("smtd", line[1]) != NULL && ends_word (self, 2))
    return TRUE;

  return self->length > 2
         && (strncmp (line + 1, "ve", 2) == 0 || strncmp (line + 1, "ll", 2) == 0
             || strncmp (line + 1, "re", 2) == 0)
         && ends_word (self, 3);
}

static gboolean
closes (const Quote *self)
{
  if (!self->can_close)
    return FALSE;
  if (!self->can_open)
    return TRUE;

  return self->length > 1 && is_mark (self->after)
         && (self->length == 2 || g_ascii_ispunct (self->line[2])
             || g_ascii_isspace (self->line[2]));
}

static int
match_single (GalleyTypographer *self, char *const *marks, const Quote *quote)
{
  if (marks[GALLEY_TYPOGRAPHIC_APOSTROPHE] != NULL && is_apostrophe (quote))
    return GALLEY_TYPOGRAPHIC_APOSTROPHE;

  if (marks[GALLEY_TYPOGRAPHIC_LEFT_SINGLE_QUOTE] != NULL && quote->can_open && !quote->can_close)
    {
      if (is_contraction (quote))
        return GALLEY_TYPOGRAPHIC_RIGHT_SINGLE_QUOTE;
      self->single++;
      return GALLEY_TYPOGRAPHIC_LEFT_SINGLE_QUOTE;
    }

  if (marks[GALLEY_TYPOGRAPHIC_RIGHT_SINGLE_QUOTE] == NULL)
    return -1;
  if (quote->length > 2 && !g_unichar_isdigit (quote->after))
    return GALLEY_TYPOGRAPHIC_RIGHT_SINGLE_QUOTE;
  if (self->single > 0 && closes (quote))
    {
      self->single--;
      return GALLEY_TYPOGRAPHIC_RIGHT_SINGLE_QUOTE;
    }

  return -1;
}

static int
match_double (GalleyTypographer *self, char *const *marks, const Quote *quote)
{
  if (marks[GALLEY_TYPOGRAPHIC_LEFT_DOUBLE_QUOTE] != NULL && quote->can_open && !quote->can_close)
    {
      self->twofold++;
      return GALLEY_TYPOGRAPHIC_LEFT_DOUBLE_QUOTE;
    }

  if (marks[GALLEY_TYPOGRAPHIC_RIGHT_DOUBLE_QUOTE] == NULL || self->twofold == 0 || !closes (quote))
    return -1;
  /* The inches of a screen, in quotes. */
  if (quote->length > 1 && quote->line[1] == '"' && g_unichar_isdigit (quote->before))
    return -1;

  self->twofold--;
  return GALLEY_TYPOGRAPHIC_RIGHT_DOUBLE_QUOTE;
}

static int
match_quote (GalleyTypographer *self,
             const GalleyDialect *dialect,
             const GalleyInlineText *run,
             gsize offset)
{
  Quote quote;

  quote_init (&quote, run, offset);
  return quote.line[0] == '"' ? match_double (self, dialect->typographics, &quote)
                              : match_single (self, dialect->typographics, &quote);
}

/* What follows the run is only looked at, and an escaped sign is none. */
static gboolean
has_signs (const GalleyInlineText *run, gsize offset, const char *signs, gsize length)
{
  if (offset + length > run->length || strncmp (run->text->str + offset, signs, length) != 0)
    return FALSE;

  for (gsize i = 1; i < length; i++)
    if (galley_inline_text_is_escaped (run, offset + i))
      return FALSE;

  return TRUE;
}

static int
match_repeated (const GalleyDialect *dialect,
                const GalleyInlineText *run,
                gsize offset,
                gsize *length)
{
  static const struct
  {
    const char *signs;
    GalleyTypographic typographic;
  } table[] = {
    { "---", GALLEY_TYPOGRAPHIC_EM_DASH },          { "--", GALLEY_TYPOGRAPHIC_EN_DASH },
    { "...", GALLEY_TYPOGRAPHIC_ELLIPSIS },         { "<<", GALLEY_TYPOGRAPHIC_LEFT_ANGLE_QUOTE },
    { ">>", GALLEY_TYPOGRAPHIC_RIGHT_ANGLE_QUOTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (dialect->typographics[table[i].typographic] != NULL
        && has_signs (run, offset, table[i].signs, strlen (table[i].signs)))
      {
        *length = strlen (table[i].signs);
        return table[i].typographic;
      }

  return -1;
}

/**
 * galley_typographer_match:
 * @self: what was open before
 * @dialect: what each mark becomes
 * @run: a text
 * @offset: a place in it, in bytes
 * @length: (out): how many bytes the mark replaces
 *
 * Returns: (nullable): the HTML of the mark that stands at @offset, %NULL when there is none
 */
const char *
galley_typographer_match (GalleyTypographer *self,
                          const GalleyDialect *dialect,
                          const GalleyInlineText *run,
                          gsize offset,
                          gsize *length)
{
  const char *line = run->text->str + offset;
  int typographic;

  if (!dialect->typographer || strchr ("'\"-.<>", *line) == NULL || *line == '\0'
      || galley_inline_text_is_escaped (run, offset))
    return NULL;

  *length = 1;
  if (*line == '"' || *line == '\'')
    typographic = match_quote (self, dialect, run, offset);
  else
    typographic = match_repeated (dialect, run, offset, length);

  return typographic >= 0 ? dialect->typographics[typographic] : NULL;
}
