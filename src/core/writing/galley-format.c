/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-format.h"
#include "galley-format-private.h"
#include "galley-line.h"

#include <string.h>

GalleyFormatChange *
galley_format_change_new (gsize selection_start, gsize selection_end)
{
  GalleyFormatChange *self = g_new0 (GalleyFormatChange, 1);

  self->edits = galley_edit_list_new ();
  self->selection_start = selection_start;
  self->selection_end = selection_end;

  return self;
}

void
galley_format_change_free (GalleyFormatChange *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->edits);
  g_free (self);
}

/* Takes white space off both ends of a range. */
void
galley_format_trim (const char *text, gsize *start, gsize *end)
{
  while (*start < *end && galley_char_is_space (g_utf8_get_char (text + *start)))
    *start = g_utf8_next_char (text + *start) - text;

  while (*start < *end && galley_char_is_space (galley_char_before (text, *end)))
    *end = g_utf8_prev_char (text + *end) - text;
}

/* Chinese, and Japanese but for Katakana, are written without word bounds. */
static gboolean
is_word_character (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA)
    return FALSE;

  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

static gboolean
joins_words (gunichar c, gunichar before, gunichar after)
{
  return (c == '\'' || c == 0x2019) && g_unichar_isalpha (before) && g_unichar_isalpha (after)
         && is_word_character (before) && is_word_character (after);
}

/* Widens an empty range to the word that it touches. */
gboolean
galley_format_find_word (const char *text, gsize length, gsize *start, gsize *end)
{
  gsize first = *start;
  gsize last = *start;

  while (first > 0)
    {
      gsize before = g_utf8_prev_char (text + first) - text;
      gunichar c = galley_char_at (text, length, before);

      if (!is_word_character (c)
          && !joins_words (c, galley_char_before (text, before),
                           galley_char_at (text, length, first)))
        break;

      first = before;
    }

  while (last < length)
    {
      gsize after = g_utf8_next_char (text + last) - text;
      gunichar c = galley_char_at (text, length, last);

      if (!is_word_character (c)
          && !joins_words (c, galley_char_before (text, last),
                           galley_char_at (text, length, after)))
        break;

      last = after;
    }

  *start = first;
  *end = last;

  return first < last;
}

/**
 * galley_format_is_url:
 * @text: a text
 * @length: its length in bytes
 *
 * Looks whether a text is an absolute address, such as "https://example.org/", and nothing else.
 *
 * Returns: whether it is
 */
gboolean
galley_format_is_url (const char *text, gsize length)
{
  gsize scheme = 0;

  while (scheme < length
         && (g_ascii_isalpha (text[scheme])
             || (scheme > 0 && (g_ascii_isdigit (text[scheme]) || strchr ("+.-", text[scheme])))))
    scheme++;

  if (scheme < 2 || scheme > 32 || scheme == length || text[scheme] != ':')
    return FALSE;

  if (scheme == 6 && g_ascii_strncasecmp (text, "mailto", 6) == 0)
    {
      if (memchr (text, '@', length) == NULL)
        return FALSE;
    }
  else if (length - scheme < 4 || strncmp (text + scheme, "://", 3) != 0)
    {
      return FALSE;
    }

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (galley_char_is_space (c) || g_unichar_iscntrl (c) || c == '<' || c == '>')
        return FALSE;
    }

  return TRUE;
}

/* Whether every opening mark has its closing one, so that the text may stand between them. */
static gboolean
is_balanced (const char *text, gsize length, char open, char close)
{
  gsize depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\' && i + 1 < length)
        i++;
      else if (text[i] == open)
        depth++;
      else if (text[i] == close && depth-- == 0)
        return FALSE;
    }

  return depth == 0;
}

static void
append_destination (GString *link, const char *url, gsize length)
{
  gboolean plain = is_balanced (url, length, '(', ')');

  g_string_append (link, plain ? "(" : "(<");
  g_string_append_len (link, url, length);
  g_string_append (link, plain ? ")" : ">)");
}

static void
append_label (GString *link, const char *text, gsize length)
{
  gboolean plain = is_balanced (text, length, '[', ']');

  g_string_append_c (link, '[');
  for (gsize i = 0; i < length; i++)
    {
      if (!plain && text[i] == '\\' && i + 1 < length)
        g_string_append_c (link, text[i++]);
      else if (!plain && (text[i] == '[' || text[i] == ']'))
        g_string_append_c (link, '\\');
      g_string_append_c (link, text[i]);
    }
  g_string_append_c (link, ']');
}

/* Puts the range into the text and the selection to where it lies in it. */
static GalleyFormatChange *
replace (gsize start, gsize end, const GString *replacement, gsize cursor)
{
  GalleyFormatChange *change = galley_format_change_new (start + cursor, start + cursor);

  galley_edit_list_add (change->edits, start, end - start, replacement->str);

  return change;
}

/**
 * galley_format_link:
 * @text: the lines that the selection touches
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 *
 * Makes a link of the selection or of the word under the cursor, with the cursor where the address
 * goes; of an address, with the cursor where the text goes.
 *
 * Returns: (transfer full): what to change
 */
GalleyFormatChange *
galley_format_link (const char *text, gsize length, gsize selection_start, gsize selection_end)
{
  gsize end = MIN (MAX (selection_start, selection_end), length);
  gsize start = MIN (MIN (selection_start, selection_end), end);
  g_autoptr (GString) link = g_string_new (NULL);

  if (start == end)
    galley_format_find_word (text, length, &start, &end);
  else
    galley_format_trim (text, &start, &end);

  if (start == end)
    {
      g_string_append (link, "[]()");
      return replace (start, end, link, 1);
    }

  if (galley_format_is_url (text + start, end - start))
    {
      g_string_append (link, "[]");
      append_destination (link, text + start, end - start);
      return replace (start, end, link, 1);
    }

  append_label (link, text + start, end - start);
  g_string_append (link, "()");

  return replace (start, end, link, link->len - 1);
}

static gboolean
has_blank_line (const char *text, gsize start, gsize end)
{
  for (gsize line = galley_line_next_at (text, end, start); line < end;
       line = galley_line_next_at (text, end, line))
    {
      gsize first = line;
      gsize last = galley_line_end_at (text, end, line);

      galley_format_trim (text, &first, &last);
      if (first == last)
        return TRUE;
    }

  return FALSE;
}

/**
 * galley_format_paste:
 * @text: the lines that the selection touches
 * @length: their length in bytes
 * @selection_start: where the selection starts
 * @selection_end: where it ends
 * @pasted: what is pasted
 *
 * Makes a link of the selection if what is pasted over it is an address.
 *
 * Returns: (transfer full) (nullable): what to change, or %NULL for a plain paste
 */
GalleyFormatChange *
galley_format_paste (const char *text,
                     gsize length,
                     gsize selection_start,
                     gsize selection_end,
                     const char *pasted)
{
  gsize end = MIN (MAX (selection_start, selection_end), length);
  gsize start = MIN (MIN (selection_start, selection_end), end);
  gsize url_start = 0;
  gsize url_end = strlen (pasted);
  g_autoptr (GString) link = g_string_new (NULL);

  galley_format_trim (text, &start, &end);
  galley_format_trim (pasted, &url_start, &url_end);

  if (start == end || !galley_format_is_url (pasted + url_start, url_end - url_start)
      || galley_format_is_url (text + start, end - start) || has_blank_line (text, start, end))
    return NULL;

  /* An address over what already is the address of a link, or in quotes in HTML, replaces it. */
  if (start > 0 && strchr ("(<\"'=`", text[start - 1]) != NULL)
    {
      if (text[start - 1] != '(' || (start > 1 && text[start - 2] == ']'))
        return NULL;
    }

  append_label (link, text + start, end - start);
  append_destination (link, pasted + url_start, url_end - url_start);

  return replace (start, end, link, link->len);
}
