/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-head.h"

#include "galley-line.h"
#include "galley-markdown.h"
#include "galley-node.h"

#include <string.h>

#define WIDE_COLON "："

/* The longest text of a link, in bytes: beyond, it is not what people write. */
#define LABEL_MAX 1024

/* The end of a code span that starts at @p; @p itself when it is never closed. */
static const char *
skip_code (const char *p, const char *end)
{
  const char *open = p;
  gsize length;

  while (p < end && *p == '`')
    p++;
  length = p - open;

  while (p < end)
    {
      const char *run = memchr (p, '`', end - p);

      if (run == NULL)
        break;
      for (p = run; p < end && *p == '`'; p++)
        ;
      if ((gsize) (p - run) == length)
        return p;
    }

  return open;
}

/* Where the bracket at @p is closed, %NULL when it is not. */
static const char *
find_bracket_end (const char *p, const char *end)
{
  guint depth = 0;

  end = p + MIN (end - p, LABEL_MAX);
  while (p < end)
    {
      const char *next = *p == '`' ? skip_code (p, end) : p;

      if (next > p)
        {
          p = next;
          continue;
        }
      /* Unclosed, and all its ticks are text. */
      if (*p == '`')
        {
          while (p < end && *p == '`')
            p++;
          continue;
        }
      if (*p == '\\' && p + 1 < end)
        p++;
      else if (*p == '[')
        depth++;
      else if (*p == ']' && --depth == 0)
        return p;
      p++;
    }

  return NULL;
}

/* The title of a link, `"…"`, up to its closing parenthesis. */
static const char *
find_link_end (const char *p, const char *end)
{
  char quote;

  p = galley_skip_blanks (p, end);
  if (p < end && *p == ')')
    return p;
  if (p >= end || strchr ("\"'(", *p) == NULL)
    return NULL;

  quote = *p == '(' ? ')' : *p;
  for (p++; p < end && *p != quote; p++)
    if (*p == '\\' && p + 1 < end)
      p++;
  p = p < end ? galley_skip_blanks (p + 1, end) : end;

  return p < end && *p == ')' ? p : NULL;
}

static const char *
read_destination (const char *p, const char *end, GalleySlice *url)
{
  guint depth = 0;

  p = galley_skip_blanks (p, end);
  if (p < end && *p == '<')
    {
      url->start = ++p;
      while (p < end && *p != '>' && *p != '<')
        p++;
      url->end = p;
      return p < end && *p == '>' ? p + 1 : NULL;
    }

  url->start = p;
  for (; p < end && *p != ' ' && *p != '\t' && !g_ascii_iscntrl (*p); p++)
    if (*p == '\\' && p + 1 < end && g_ascii_ispunct (p[1]))
      p++;
    else if (*p == '(')
      depth++;
    else if (*p == ')' && depth-- == 0)
      break;
  url->end = p;

  return p;
}

/**
 * galley_entry_head_read_link:
 * @text: where a link starts, at its bracket
 * @end: where the line ends
 * @head: takes @title, @label, and @url or @reference
 *
 * Returns: (nullable): where the link ends, %NULL when there is none
 */
const char *
galley_entry_head_read_link (const char *text, const char *end, GalleyEntryHead *head)
{
  const char *close = text < end && *text == '[' ? find_bracket_end (text, end) : NULL;
  const char *p;

  if (close == NULL)
    return NULL;

  head->label = (GalleySlice) { text + 1, close };
  head->url = (GalleySlice) { close, close };
  head->reference = head->label;
  p = close + 1;

  if (p < end && *p == '(')
    {
      p = read_destination (p + 1, end, &head->url);
      p = p != NULL ? find_link_end (p, end) : NULL;
      if (p == NULL)
        return NULL;
      head->reference = (GalleySlice) { close, close };
      p++;
    }
  else if (p < end && *p == '[')
    {
      const char *reference = memchr (p, ']', end - p);

      if (reference == NULL)
        return NULL;
      if (reference > p + 1)
        head->reference = (GalleySlice) { p + 1, reference };
      p = reference + 1;
    }

  head->title = (GalleySlice) { text, p };
  return p;
}

static const char *
read_bold (const char *text, const char *end, GalleyEntryHead *head)
{
  const char *const mark = galley_starts_with (text, end, "**")   ? "**"
                           : galley_starts_with (text, end, "__") ? "__"
                                                                  : NULL;
  const char *inner = text + 2;
  const char *close;

  if (mark == NULL || inner >= end || strchr (" \t*_", *inner) != NULL)
    return NULL;
  close = memmem (inner, end - inner, mark, 2);
  if (close == NULL || close == inner)
    return NULL;

  if (*inner != '[' || galley_entry_head_read_link (inner, close, head) != close)
    {
      head->label = (GalleySlice) { inner, close };
      head->url = (GalleySlice) { close, close };
      head->reference = (GalleySlice) { close, close };
    }
  head->title = (GalleySlice) { text, close + 2 };

  return close + 2;
}

/* `<https://…>`, or an address as it is, which is its own title. */
static const char *
read_address (const char *text, const char *end, GalleyEntryHead *head)
{
  const gboolean angle = text < end && *text == '<';
  const char *start = text + angle;
  const char *p = start;

  if (!galley_starts_with (start, end, "https://") && !galley_starts_with (start, end, "http://"))
    return NULL;

  while (p < end && *p != ' ' && *p != '\t' && *p != '<' && *p != '>'
         && !(!angle && galley_starts_with (p, end, WIDE_COLON)))
    p++;
  if (angle && (p == end || *p != '>'))
    return NULL;
  while (!angle && strchr (".,:;!?", p[-1]) != NULL)
    p--;
  /* Nothing but a scheme. */
  if (p - start <= (gssize) strlen ("http://") || (p[-1] == '/' && p[-2] == '/'))
    return NULL;

  head->label = head->url = (GalleySlice) { start, p };
  head->reference = (GalleySlice) { p, p };
  head->title = (GalleySlice) { text, p + angle };
  return p + angle;
}

/* The separator after a title, with the spaces around it; its end, or @p when there is none. */
static const char *
skip_separator (const char *p, const char *end)
{
  static const char *const dashes[] = { "-", "–", "—", "--" };
  const char *mark = galley_skip_blanks (p, end);

  if (mark < end && *mark == ':')
    return galley_skip_blanks (mark + 1, end);
  if (galley_starts_with (mark, end, WIDE_COLON))
    return galley_skip_blanks (mark + strlen (WIDE_COLON), end);
  if (galley_starts_with (mark, end, "——"))
    return galley_skip_blanks (mark + strlen ("——"), end);

  for (guint i = 0; mark > p && i < G_N_ELEMENTS (dashes); i++)
    if (galley_starts_with (mark, end, dashes[i]))
      {
        const char *after = mark + strlen (dashes[i]);

        if (after == end || *after == ' ' || *after == '\t')
          return galley_skip_blanks (after, end);
      }

  return p;
}

static void
read_rest (const char *p, const char *end, GalleyEntryHead *head)
{
  const char *after = skip_separator (p, end);

  head->separator = (GalleySlice) { p, after };
  if (after == p)
    after = galley_skip_blanks (p, end);
  head->text = (GalleySlice) { after, galley_trim_blanks (after, end) };
}

/**
 * galley_entry_head_read:
 * @text: where the first line of a paragraph or of a list item starts
 * @end: where the line ends
 * @head: (out caller-allocates): the head
 *
 * Reads a title that is a link, bold, or both; an address alone is one, too.
 *
 * Returns: whether there is one
 */
gboolean
galley_entry_head_read (const char *text, const char *end, GalleyEntryHead *head)
{
  const char *p = galley_entry_head_read_link (text, end, head);

  if (p == NULL)
    p = read_bold (text, end, head);
  if (p == NULL)
    p = read_address (text, end, head);
  if (p == NULL)
    return FALSE;

  read_rest (p, end, head);
  return TRUE;
}

/**
 * galley_entry_head_read_plain:
 * @text: where the text of a heading or of a numbered paragraph starts
 * @end: where it ends
 * @head: (out caller-allocates): the head
 *
 * Reads a title that may be plain: without link and bold text, all of it is the title.
 */
void
galley_entry_head_read_plain (const char *text, const char *end, GalleyEntryHead *head)
{
  if (galley_entry_head_read (text, end, head))
    return;

  end = galley_trim_blanks (text, end);
  head->title = head->label = (GalleySlice) { text, end };
  head->url = head->reference = head->separator = head->text = (GalleySlice) { end, end };
}

/**
 * galley_entry_head_has_separator:
 * @head: a head
 *
 * Returns: whether something separates the title from the text
 */
gboolean
galley_entry_head_has_separator (const GalleyEntryHead *head)
{
  return head->separator.end > head->separator.start;
}

/**
 * galley_list_marker_read:
 * @text: where a line starts
 * @end: where it ends
 * @marker: (out caller-allocates): the marker
 *
 * Reads what a list item starts with, as CommonMark does.
 *
 * Returns: whether there is one
 */
gboolean
galley_list_marker_read (const char *text, const char *end, GalleyListMarker *marker)
{
  const char *p = text;
  const char *mark;
  guint spaces = 0;

  while (p < end && *p == ' ')
    p++;
  marker->indent = p - text;
  if (marker->indent > 3 || p >= end)
    return FALSE;

  marker->number = (GalleySlice) { p, p };
  for (mark = p; p < end && g_ascii_isdigit (*p); p++)
    ;
  if (p - mark > 9 || p >= end || strchr (p > mark ? ".)" : "-*+", *p) == NULL)
    return FALSE;
  marker->number.end = p++;
  if (p < end && *p != ' ' && *p != '\t')
    return FALSE;

  marker->content = p - text + 1;
  for (marker->after = p; p < end && *p == ' '; p++)
    spaces++;
  if (p < end && spaces >= 1 && spaces <= 4)
    marker->content = p - text;
  marker->after = p < end || spaces == 0 ? p : marker->after + 1;
  if (p < end && *p == '\t')
    marker->after = p + 1;

  return TRUE;
}

static gboolean
needs_parser (const char *text, const char *end)
{
  for (const char *p = text; p < end; p++)
    if (strchr ("*_`[]<>&\\~!\n\r{}", *p) != NULL)
      return TRUE;

  return FALSE;
}

/* The parser leaves the backslash of some escapes to the typographer. */
static void
append_text (GString *plain, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\\' && galley_node_escapes_nothing (p))
      {
        g_string_append_c (plain, '\\');
        p += strlen (GALLEY_MARKDOWN_ESCAPES_NOTHING);
      }
    else if (*p != '\\' || p[1] == '\0' || strchr (GALLEY_MARKDOWN_KEPT_ESCAPES, p[1]) == NULL)
      g_string_append_c (plain, *p);
}

static void
append_node (GString *plain, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      append_text (plain, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_CODE:
      g_string_append (plain, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (plain, ' ');
      break;

    default:
      break;
    }
}

/**
 * galley_inline_dup_plain:
 * @text: where inline Markdown of one line starts
 * @end: where it ends
 * @dialect: how it is written
 *
 * Returns: (transfer full): how it reads, without marks and raw HTML
 */
char *
galley_inline_dup_plain (const char *text, const char *end, GalleyDialect *dialect)
{
  g_autoptr (GString) heading = NULL;
  g_autoptr (GalleyMarkdown) markdown = NULL;
  g_autoptr (GString) plain = NULL;
  cmark_iter *iter;
  cmark_event_type event;

  if (!needs_parser (text, end))
    {
      g_autofree char *copy = g_strndup (text, end - text);

      return g_strdup (g_strstrip (copy));
    }

  /* In a heading nothing but inline Markdown is read, whatever it starts with. */
  heading = g_string_new ("# ");
  g_string_append_len (heading, text, end - text);
  g_strdelimit (heading->str, "\r\n", ' ');
  markdown = galley_markdown_new (heading->str, heading->len, dialect);
  plain = g_string_new (NULL);

  iter = cmark_iter_new (markdown->document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER)
      append_node (plain, cmark_iter_get_node (iter));
  cmark_iter_free (iter);
  g_strstrip (plain->str);

  return g_strdup (plain->str);
}
