/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-yaml-scalar.h"

#include "galley-json-write.h"

#include <string.h>

static const char *
skip (const char *p, const char *set)
{
  return p + strspn (p, set);
}

static gboolean
is_special_word (const char *text)
{
  static const char *const words[] = { "",     "~",    "null",  "Null",  "NULL",  "=",
                                       "<<",   "y",    "Y",     "yes",   "Yes",   "YES",
                                       "n",    "N",    "no",    "No",    "NO",    "true",
                                       "True", "TRUE", "false", "False", "FALSE", "on",
                                       "On",   "ON",   "off",   "Off",   "OFF",   NULL };
  static const char *const numbers[] = { "inf",  "Inf",  "INF",  "nan",  "NaN",  "NAN",      ".inf",
                                         ".Inf", ".INF", ".nan", ".NaN", ".NAN", "infinity", NULL };

  return strlen (text) <= 10
         && (g_strv_contains (words, text)
             || g_strv_contains (numbers, text + (*text == '-' || *text == '+')));
}

/* Decimal with or without fraction and exponent, to other bases, and to base 60. */
static gboolean
is_special_number (const char *text)
{
  const char *p = text + (*text == '-' || *text == '+');

  if (p[0] == '0' && p[1] != '\0' && strchr ("bBoOxX", p[1]) != NULL)
    return *skip (p + 2, "0123456789abcdefABCDEF_") == '\0';

  p = skip (p, "0123456789_");
  if (p > text && *p == ':')
    return *skip (p, "0123456789_:.") == '\0';
  if (*p == '.')
    p = skip (p + 1, "0123456789_");
  if (p > text && (*p == 'e' || *p == 'E'))
    {
      p += p[1] == '-' || p[1] == '+' ? 2 : 1;
      p = skip (p, "0123456789_");
    }

  return *p == '\0';
}

static gboolean
is_special_date (const char *text)
{
  const char *month = skip (text, "0123456789");
  const char *day, *end;

  if (month - text != 4 || *month != '-')
    return FALSE;
  day = skip (month + 1, "0123456789");
  if (day - month < 2 || day - month > 3 || *day != '-')
    return FALSE;
  end = skip (day + 1, "0123456789");

  return end - day >= 2 && end - day <= 3 && strchr ("Tt \t", *end) != NULL;
}

/**
 * galley_yaml_plain_is_special:
 * @text: the text of a scalar
 *
 * Looks whether a scalar of this text must be quoted to be a string to every reader. Those of YAML
 * 1.1 and 1.2 do not agree, so it is whatever any of them takes for something else.
 *
 * Returns: whether some reader takes it for a number, a date, a boolean or nothing
 */
gboolean
galley_yaml_plain_is_special (const char *text)
{
  return is_special_word (text) || is_special_number (text) || is_special_date (text);
}

/* What may stand in a YAML file as it is, and is no line end to any reader. */
static gboolean
is_printable (gunichar c)
{
  return (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
         || (c >= 0xe000 && c < 0xfffe && c != 0xfeff) || (c >= 0x10000 && c <= 0x10ffff);
}

static gboolean
is_all_printable (const char *text, const char *also)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_printable (g_utf8_get_char (p)) && strchr (also, *p) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
can_be_plain (const char *text, gboolean flow)
{
  gsize length = strlen (text);

  if (length == 0 || text[0] == ' ' || text[length - 1] == ' ' || text[length - 1] == ':')
    return FALSE;
  if (strchr (",[]{}#&*!|>'\"%@`", text[0]) != NULL)
    return FALSE;
  if (strchr ("-?:", text[0]) != NULL && (text[1] == ' ' || text[1] == '\0' || flow))
    return FALSE;
  if (g_str_has_prefix (text, "---") || g_str_has_prefix (text, "..."))
    return FALSE;
  if (strstr (text, ": ") != NULL || strstr (text, " #") != NULL)
    return FALSE;
  if (flow && strpbrk (text, ",[]{}?") != NULL)
    return FALSE;

  return is_all_printable (text, "") && !galley_yaml_plain_is_special (text);
}

static void
append_escaped (GString *out, gunichar c)
{
  if (!galley_json_append_escape (out, c))
    g_string_append_printf (out, c <= 0xff ? "\\x%02X" : "\\u%04X", c);
}

static char *
dup_double (const char *text)
{
  GString *out = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\' || !is_printable (c))
        append_escaped (out, c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');

  return g_string_free_and_steal (out);
}

static char *
dup_single (const char *text)
{
  GString *out = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append_c (out, '\'');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\'');

  return g_string_free_and_steal (out);
}

/* Whether the lines can stand in a block as they are. Lines of blanks alone can, to some readers
 * only. */
static gboolean
can_be_block (const char *text, gboolean folded)
{
  gboolean is_start = TRUE;

  if (*text == '\0' || strchr (" \t\n", *text) != NULL || !is_all_printable (text, "\n\t"))
    return FALSE;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      if (!is_start)
        line++;
      is_start = FALSE;
      if ((folded && (*line == ' ' || *line == '\t'))
          || (*line != '\0' && *line != '\n' && strspn (line, " \t") == strcspn (line, "\n")))
        return FALSE;
    }

  return TRUE;
}

/* Where a folded line may be broken: at a single blank between words. */
static gboolean
is_break (const char *start, const char *p, const char *end)
{
  return *p == ' ' && p > start && p[-1] != ' ' && p[-1] != '\t' && p + 1 < end && p[1] != ' '
         && p[1] != '\t';
}

static void
append_folded (GString *out, const char *line, gsize length, const GalleyYamlPlace *place)
{
  const char *end = line + length;
  const char *start = line;
  const char *last = NULL;
  guint column = 0;

  for (const char *p = line; p < end; p = g_utf8_next_char (p))
    {
      if (is_break (line, p, end))
        {
          if (place->width > 0 && column > place->width && last != NULL)
            {
              g_string_append_len (out, start, last - start);
              g_string_append (out, place->newline);
              g_string_append (out, place->indent);
              start = last + 1;
              column = (guint) g_utf8_strlen (start, p - start);
            }
          last = p;
        }
      column++;
    }
  if (place->width > 0 && column > place->width && last != NULL && last > start)
    {
      g_string_append_len (out, start, last - start);
      g_string_append (out, place->newline);
      g_string_append (out, place->indent);
      start = last + 1;
    }
  g_string_append_len (out, start, end - start);
}

static char *
dup_block (const char *text, const GalleyYamlPlace *place)
{
  gboolean folded = place->style == GALLEY_VALUE_STYLE_FOLDED;
  GString *out = g_string_new (NULL);
  const char *line = text;

  for (;;)
    {
      gsize length = strcspn (line, "\n");

      if (length > 0)
        {
          g_string_append (out, place->indent);
          if (folded)
            append_folded (out, line, length, place);
          else
            g_string_append_len (out, line, length);
        }
      line += length;
      if (*line == '\0')
        break;
      line++;
      g_string_append (out, place->newline);
      /* One line end between lines is a blank in a folded block: there it takes two. */
      if (folded && length > 0 && line[strspn (line, "\n")] != '\0')
        g_string_append (out, place->newline);
    }
  if (out->len > 0 && !g_str_has_suffix (text, "\n"))
    g_string_append (out, place->newline);

  return g_string_free_and_steal (out);
}

static const char *
get_chomping (const char *text)
{
  if (!g_str_has_suffix (text, "\n"))
    return "-";
  return g_str_has_suffix (text, "\n\n") ? "+" : "";
}

/**
 * galley_yaml_scalar_dup:
 * @text: a text
 * @place: where and how it is written
 * @lines: (out): the lines of a block that follow the line it begins on, each with its line end;
 *   %NULL for what is no block
 *
 * Writes a string so that every reader reads exactly @text: in the style that is wanted, or, if
 * that cannot hold it, in quotes.
 *
 * Returns: (transfer full): the scalar, or the head of a block such as `|-`
 */
char *
galley_yaml_scalar_dup (const char *text, const GalleyYamlPlace *place, char **lines)
{
  gboolean single = is_all_printable (text, "");
  gboolean folded = place->style == GALLEY_VALUE_STYLE_FOLDED;

  *lines = NULL;
  if ((folded || place->style == GALLEY_VALUE_STYLE_LITERAL) && place->indent != NULL)
    {
      GalleyYamlPlace block = *place;

      folded = folded && can_be_block (text, TRUE);
      block.style = folded ? GALLEY_VALUE_STYLE_FOLDED : GALLEY_VALUE_STYLE_LITERAL;
      if (can_be_block (text, folded))
        {
          *lines = dup_block (text, &block);
          return g_strconcat (folded ? ">" : "|", get_chomping (text), NULL);
        }
    }

  if (place->style == GALLEY_VALUE_STYLE_PLAIN && can_be_plain (text, place->flow))
    return g_strdup (text);
  if (place->style == GALLEY_VALUE_STYLE_SINGLE && single)
    return dup_single (text);
  if (place->style != GALLEY_VALUE_STYLE_DOUBLE && place->quotes == GALLEY_VALUE_STYLE_SINGLE
      && single)
    return dup_single (text);
  return dup_double (text);
}
