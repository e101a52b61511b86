/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-emphasis.h"

#include "galley-line-prefix.h"
#include "galley-line.h"

#include <string.h>

/* A run of the same delimiters. Opening marks are taken from its end and closing marks from its
 * start, so that both ends move. */
typedef struct
{
  gsize offset;
  gsize start;
  gsize end;
  guint original;
  char sign;
  gboolean can_open;
  gboolean can_close;
  gint previous;
} Run;

typedef struct
{
  const char *text;
  gsize length;
  GArray *found;
  GArray *marks;
  /* The runs of this block; those that may still open are linked by Run.previous. */
  GArray *runs;
  /* Up to where no “>” and no “)” is left in the line: what is missing is looked for once. */
  gsize barren[2];
} Finder;

static Run *
get_run (Finder *self, gint i)
{
  return &g_array_index (self->runs, Run, i);
}

static void
add_run (Finder *self, gsize start, gsize end)
{
  gunichar before = galley_char_before (self->text, start);
  gunichar after = galley_char_at (self->text, self->length, end);
  gboolean space_before = galley_char_is_space (before);
  gboolean space_after = galley_char_is_space (after);
  gboolean sign_before = galley_char_is_punctuation (before);
  gboolean sign_after = galley_char_is_punctuation (after);
  gboolean left = !space_after && (!sign_after || space_before || sign_before);
  gboolean right = !space_before && (!sign_before || space_after || sign_after);
  Run run = { start, start, end, end - start, self->text[start], left, right, -1 };

  if (run.sign == '_')
    {
      run.can_open = left && (!right || sign_before);
      run.can_close = right && (!left || sign_after);
    }

  g_array_append_val (self->runs, run);
}

static gboolean
match (const Run *opener, const Run *closer)
{
  if (opener->sign != closer->sign || !opener->can_open)
    return FALSE;

  /* The “rule of three” of CommonMark. */
  return !((opener->can_close || closer->can_open) && (opener->original + closer->original) % 3 == 0
           && (opener->original % 3 != 0 || closer->original % 3 != 0));
}

/* Pairs the runs of a block, as CommonMark does. */
static void
pair_runs (Finder *self)
{
  /* Below these no opener is found again, which keeps this linear. That they do not depend on
   * whether the closer may open, too, is a flaw of cmark that has to be shared. */
  gint bottom[2][3] = { { -1, -1, -1 }, { -1, -1, -1 } };
  gint top = -1;

  for (gint i = 0; i < (gint) self->runs->len; i++)
    {
      Run *closer = get_run (self, i);
      gint *limit = &bottom[closer->sign == '_'][closer->original % 3];

      while (closer->can_close && closer->start < closer->end)
        {
          gint j = top;

          while (j > *limit && !match (get_run (self, j), closer))
            j = get_run (self, j)->previous;

          if (j <= *limit)
            {
              *limit = top;
              break;
            }

          Run *opener = get_run (self, j);
          guint width =
            closer->end - closer->start >= 2 && opener->end - opener->start >= 2 ? 2 : 1;
          GalleyEmphasis emphasis = { opener->end - width, closer->start, width };

          g_array_append_val (self->found, emphasis);
          opener->end -= width;
          closer->start += width;
          top = opener->start < opener->end ? j : opener->previous;
        }

      if (closer->can_open && closer->start < closer->end)
        {
          closer->previous = top;
          top = i;
        }
    }

  for (guint i = 0; self->marks != NULL && i < self->runs->len; i++)
    {
      const Run *run = get_run (self, i);
      GalleyEmphasisMark mark = { run->offset, run->original, run->sign, run->start < run->end };

      g_array_append_val (self->marks, mark);
    }
  g_array_set_size (self->runs, 0);
}

/* Past the code span that starts here, or past its opening mark if it has no end. */
static gsize
skip_code (Finder *self, gsize offset, gsize end)
{
  gsize after = offset;
  gsize width;

  while (after < end && self->text[after] == '`')
    after++;
  width = after - offset;

  for (gsize p = after; p < end;)
    {
      gsize run = p;

      while (p < end && self->text[p] == '`')
        p++;
      if (p - run == width)
        return p;
      p = MAX (p, run + 1);
    }

  return after;
}

/* Past an HTML tag, an address in angle brackets or the address of a link, in which marks mean
 * nothing; else past its first character. */
static gsize
skip_quoted (Finder *self, gsize offset, gsize end)
{
  char close = self->text[offset] == '<' ? '>' : ')';
  gsize *barren = &self->barren[close == ')'];
  gsize p = offset + 1;

  if (close == '>'
      && (p == end || !(g_ascii_isalpha (self->text[p]) || strchr ("/!?", self->text[p]))))
    return p;

  if (close == ')' && (offset == 0 || self->text[offset - 1] != ']'))
    return p;

  if (p < *barren)
    return p;

  while (p < end && self->text[p] != close && !galley_is_line_end (self->text[p]))
    p++;

  if (p < end && self->text[p] == close)
    return p + 1;

  *barren = p;

  return offset + 1;
}

static void
scan_block (Finder *self, gsize start, gsize end)
{
  for (gsize p = start; p < end;)
    {
      gsize from = p;

      switch (self->text[p])
        {
        case '\\':
          p = MIN (p + 2, end);
          break;
        case '`':
          p = skip_code (self, p, end);
          break;
        case '<':
        case '(':
          p = skip_quoted (self, p, end);
          break;
        case '*':
        case '_':
          while (p < end && self->text[p] == self->text[from])
            p++;
          add_run (self, from, p);
          break;
        default:
          p++;
        }
    }

  pair_runs (self);
}

/* Emphasis does not go over from one block to the next. */
static gboolean
starts_block (const char *text, gsize start, gsize end)
{
  GalleyLinePrefix prefix;
  gsize content;

  galley_line_prefix_parse (&prefix, text, start, end);
  content = galley_skip_blanks_at (text, end, prefix.content);

  return galley_line_prefix_is_item (&prefix) || content == end || text[content] == '#';
}

static void
scan (const char *text, gsize length, GArray *found, GArray *marks)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  Finder self = { text, length, found, marks, runs, { 0, 0 } };
  gsize block = 0;

  for (gsize line = 0; line < length;)
    {
      gsize end = galley_line_end_at (text, length, line);
      gsize next = galley_line_next_at (text, length, line);

      if (line > block && starts_block (text, line, end))
        {
          scan_block (&self, block, line);
          block = line;
        }

      line = next;
    }

  scan_block (&self, block, length);
}

/**
 * galley_emphasis_find:
 * @text: lines of Markdown
 * @length: their length in bytes
 *
 * Finds what is emphasised in a text, by the rules of CommonMark for delimiter runs.
 *
 * Returns: (transfer full) (element-type GalleyEmphasis): what was found, in the order of the
 *   closing marks, so that inner ones come before those around them
 */
GArray *
galley_emphasis_find (const char *text, gsize length)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GalleyEmphasis));

  scan (text, length, found, NULL);
  return found;
}

/**
 * galley_emphasis_find_marks:
 * @text: lines of Markdown
 * @length: their length in bytes
 *
 * Returns: (transfer full) (element-type GalleyEmphasisMark): all that could be marks, in the
 *   order of the text
 */
GArray *
galley_emphasis_find_marks (const char *text, gsize length)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GalleyEmphasis));
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (GalleyEmphasisMark));

  scan (text, length, found, marks);
  return marks;
}
