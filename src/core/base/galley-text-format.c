/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-format.h"

#include "galley-bytes.h"
#include "galley-charset.h"
#include "galley-error.h"
#include "galley-line-index.h"

#include <glib/gi18n.h>

#include <string.h>

/* UTF-32 before UTF-16, whose little-endian mark is the start of the other's. */
static const struct
{
  const char *charset;
  const char *mark;
  gsize size;
} byte_order_marks[] = {
  { NULL, "\xef\xbb\xbf", 3 },       { "UTF-32LE", "\xff\xfe\0\0", 4 },
  { "UTF-32BE", "\0\0\xfe\xff", 4 }, { "UTF-16LE", "\xff\xfe", 2 },
  { "UTF-16BE", "\xfe\xff", 2 },     { "GB18030", "\x84\x31\x95\x33", 4 },
};

/**
 * galley_text_format_new:
 *
 * Makes the format of a new file: UTF-8 without byte order mark, lines that end with LF.
 *
 * Returns: (transfer full): the format
 */
GalleyTextFormat *
galley_text_format_new (void)
{
  GalleyTextFormat *self = g_new0 (GalleyTextFormat, 1);

  self->newline = "\n";

  return self;
}

/**
 * galley_text_format_copy:
 * @self: a format
 *
 * Copies the format.
 *
 * Returns: (transfer full): the copy
 */
GalleyTextFormat *
galley_text_format_copy (const GalleyTextFormat *self)
{
  GalleyTextFormat *copy = g_memdup2 (self, sizeof *self);

  copy->charset = g_strdup (self->charset);

  return copy;
}

void
galley_text_format_free (GalleyTextFormat *self)
{
  if (self == NULL)
    return;

  g_free (self->charset);
  g_free (self);
}

/* Whether one of eight bytes may be a control; there is none when it says so. */
static gboolean
may_have_control (const char *text)
{
  guint64 word = galley_bytes_load (text);
  guint64 deletes = word ^ GALLEY_BYTES_EACH (0x7f);

  return ((((word - GALLEY_BYTES_EACH (' ')) & ~word)
           | ((deletes - GALLEY_BYTES_EACH (1)) & ~deletes))
          & GALLEY_BYTES_EACH (0x80))
         != 0;
}

/* One pass over the text finds the line end that it uses and how much of it nobody typed. */
static void
examine (const char *text, gsize length, const char **newline, gboolean *garbage)
{
  gsize n_lf = 0;
  gsize n_cr = 0;
  gsize n_crlf = 0;
  gsize n_controls = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c;

      if (i % sizeof (guint64) == 0)
        while (length - i > sizeof (guint64) && !may_have_control (text + i))
          i += sizeof (guint64);
      c = text[i];
      if (c >= ' ' && c != 0x7f)
        continue;

      if (c == '\n' && i > 0 && text[i - 1] == '\r')
        n_crlf++;
      else if (c == '\n')
        n_lf++;
      else if (c == '\r')
        n_cr++;
      else if (c != '\t' && c != '\f' && c != '\v')
        n_controls++;
    }

  n_cr -= n_crlf;

  if (n_lf >= n_crlf && n_lf >= n_cr)
    *newline = "\n";
  else
    *newline = n_crlf >= n_cr ? "\r\n" : "\r";

  /* A few stray ones are found in many a page that was pasted together. */
  *garbage = n_controls > 2 && n_controls > length / 20;
}

static void
set_not_text (GError **error, const char *reason)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_TEXT, C_ ("sentences", "%s %s"),
               _ ("This is not a text file that Galley can open."), reason);
}

/* Whether nearly all that is not ASCII is UTF-8: then the rest is damage, and to read the file in
 * another encoding, which is mostly possible, would show nonsense. */
static gboolean
is_damaged_utf8 (const char *data, gsize size)
{
  const char *end = data + size;
  gsize n_good = 0;
  gsize n_bad = 0;

  for (const char *p = data; p < end;)
    {
      gunichar c = (guchar) *p < 0x80 ? 0 : g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          n_bad++;
          p++;
        }
      else
        {
          n_good += (guchar) *p >= 0x80;
          p = g_utf8_next_char (p);
        }
    }

  return n_good >= 4 && n_good / 4 >= n_bad;
}

static void
set_no_encoding (GError **error, const char *data, gsize size, gboolean damaged)
{
  g_autoptr (GalleyLineIndex) lines = galley_line_index_new (data, size);
  g_autofree char *reason = NULL;
  const char *end;
  guint line;

  g_utf8_validate_len (data, size, &end);
  line = galley_line_index_get_line (lines, end - data);
  reason = g_strdup_printf (
    damaged
      ? _ ("Line %u has bytes that are not UTF-8, as the rest of the file is.")
      : _ ("Line %u has bytes that are not UTF-8, and no other encoding fits the whole file."),
    line);
  set_not_text (error, reason);
}

/* A file that starts with a byte order mark says what it is; if it is not, it is damaged, and no
 * other encoding is looked for. */
static char *
decode_marked (const char *data,
               gsize size,
               gsize *length,
               GalleyTextFormat *format,
               gboolean *marked,
               GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (byte_order_marks); i++)
    {
      const char *charset = byte_order_marks[i].charset;
      gsize mark = byte_order_marks[i].size;
      char *text = NULL;

      if (size < mark || memcmp (data, byte_order_marks[i].mark, mark) != 0)
        continue;

      *marked = TRUE;

      if (charset != NULL)
        {
          text = galley_charset_decode (charset, data + mark, size - mark, length);
        }
      else if (g_utf8_validate_len (data + mark, size - mark, NULL))
        {
          *length = size - mark;
          text = g_strndup (data + mark, size - mark);
        }

      if (text != NULL)
        {
          format->charset = g_strdup (charset);
          format->bom = TRUE;
          return text;
        }
    }

  if (*marked)
    set_not_text (error, _ ("It starts with a byte order mark, but what follows is damaged."));

  return NULL;
}

static char *
decode_unmarked (const char *data,
                 gsize size,
                 gsize *length,
                 GalleyTextFormat *format,
                 GError **error)
{
  const char *nul = memchr (data, '\0', size);
  const char *charset = NULL;
  char *text;

  if (nul == NULL && g_utf8_validate_len (data, size, NULL))
    {
      *length = size;
      return g_strndup (data, size);
    }

  if (nul == NULL && is_damaged_utf8 (data, size))
    {
      set_no_encoding (error, data, size, TRUE);
      return NULL;
    }

  text = nul != NULL ? galley_charset_guess_wide (data, size, length, &charset)
                     : galley_charset_guess (data, size, length, &charset);

  if (text == NULL && nul != NULL)
    {
      g_autofree char *reason =
        g_strdup_printf (_ ("It has NUL bytes, which no text has; the first is byte %lu."),
                         (gulong) (nul - data + 1));
      set_not_text (error, reason);
    }
  else if (text == NULL)
    {
      set_no_encoding (error, data, size, FALSE);
    }

  format->charset = g_strdup (charset);

  return text;
}

/**
 * galley_text_decode:
 * @bytes: the content of a file
 * @length: (out): the length of the text in bytes
 * @format: (out) (optional) (transfer full): how to write the text back
 * @error: where to put what went wrong
 *
 * Reads bytes as text. The encoding is told by a byte order mark, else UTF-8 if the bytes are
 * that, else by how plausible the text is, the user's language first. Line ends stay as they are.
 * galley_text_encode() of the text with @format gives exactly @bytes; what cannot be written back
 * the same, or is no text, is refused with %GALLEY_ERROR_NOT_TEXT. Takes long for large files in
 * old encodings: call it on a worker thread.
 *
 * Returns: (transfer full): UTF-8 text without byte order mark and without NUL characters, or
 *   %NULL with @error set
 */
char *
galley_text_decode (GBytes *bytes, gsize *length, GalleyTextFormat **format, GError **error)
{
  g_autoptr (GalleyTextFormat) found = galley_text_format_new ();
  g_autofree char *text = NULL;
  gboolean marked = FALSE;
  gboolean garbage;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    data = "";

  text = decode_marked (data, size, length, found, &marked, error);
  if (!marked)
    text = decode_unmarked (data, size, length, found, error);
  if (text == NULL)
    return NULL;

  examine (text, *length, &found->newline, &garbage);
  if (garbage)
    {
      set_not_text (error, _ ("It is full of control characters."));
      return NULL;
    }

  if (format != NULL)
    *format = g_steal_pointer (&found);

  return g_steal_pointer (&text);
}

static void
set_not_representable (GError **error,
                       const char *charset,
                       const char *text,
                       gsize length,
                       gsize offset)
{
  g_autoptr (GalleyLineIndex) lines = galley_line_index_new (text, length);
  guint line = galley_line_index_get_line (lines, offset);
  const char *start = text + galley_line_index_get_offset (lines, line);
  char character[8] = "";

  if (offset < length)
    g_unichar_to_utf8 (g_utf8_get_char (text + offset), character);

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REPRESENTABLE,
               /* Translators: a character, its line, its column, and the name of an encoding */
               _ ("The character “%s” in line %u, column %u cannot be written in the encoding of "
                  "the file, %s. Remove it, or save as UTF-8."),
               character, line, (guint) g_utf8_strlen (start, text + offset - start) + 1, charset);
}

/**
 * galley_text_encode:
 * @text: UTF-8 text
 * @length: its length in bytes
 * @format: how to write it
 * @error: where to put what went wrong
 *
 * Writes text as the bytes of a file. If the encoding lacks a character of the text,
 * %GALLEY_ERROR_NOT_REPRESENTABLE says which and where. Takes long for large files in old
 * encodings: call it on a worker thread.
 *
 * Returns: (transfer full): the bytes, or %NULL with @error set
 */
GBytes *
galley_text_encode (const char *text, gsize length, const GalleyTextFormat *format, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (GByteArray) array = NULL;
  gsize size = length;
  gsize n_encoded = 0;

  if (format->charset != NULL)
    {
      data = galley_charset_encode (format->charset, text, length, &size, &n_encoded);
      if (data == NULL)
        {
          set_not_representable (error, format->charset, text, length, n_encoded);
          return NULL;
        }
    }

  if (!format->bom)
    return data != NULL ? g_bytes_new_take (g_steal_pointer (&data), size)
                        : g_bytes_new (text, length);

  array = g_byte_array_sized_new (size + 4);
  for (gsize i = 0; i < G_N_ELEMENTS (byte_order_marks); i++)
    if (g_strcmp0 (byte_order_marks[i].charset, format->charset) == 0)
      g_byte_array_append (array, (const guint8 *) byte_order_marks[i].mark,
                           byte_order_marks[i].size);
  g_byte_array_append (array, (const guint8 *) (data != NULL ? data : text), size);

  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}
