/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-text.h"

#include <string.h>

/* The text of a snippet as GtkSourceView writes it: `${1:name}` is a field, `$1` what is in it,
 * `$0` the end, `$NAME` a variable, `${2:$1|lower}` a field that starts with another one. Beyond
 * it,
 * `${1:$NAME|text}` is the text where the variable is empty, the first `$1` is a field if there is
 * no other, and a backtick is a backtick, which Markdown has many of. */

#define MAX_NUMBER 999

typedef struct
{
  GArray *parts;
  GString *text;
  GalleySnippetLookup lookup;
  gpointer user_data;
} Parser;

static void
clear_part (gpointer data)
{
  GalleySnippetPart *part = data;

  g_free (part->text);
  g_free (part->filters);
}

static GalleySnippetPart *
add_part (Parser *self, GalleySnippetPartKind kind, guint number, const char *text)
{
  GalleySnippetPart part = { .kind = kind, .number = number, .text = g_strdup (text) };

  g_array_append_val (self->parts, part);
  return &g_array_index (self->parts, GalleySnippetPart, self->parts->len - 1);
}

static void
flush_text (Parser *self)
{
  if (self->text->len == 0)
    return;
  add_part (self, GALLEY_SNIPPET_TEXT, 0, self->text->str);
  g_string_truncate (self->text, 0);
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

static const char *
skip_name (const char *p)
{
  while (g_ascii_isalnum (*p) || *p == '_')
    p++;
  return p;
}

static const char *
skip_number (const char *p, guint *number)
{
  guint value = 0;

  for (; g_ascii_isdigit (*p); p++)
    value = MIN (value * 10 + (guint) (*p - '0'), MAX_NUMBER + 1);
  *number = value;
  return p;
}

/* The brace that closes the one before @p. */
static const char *
find_close (const char *p)
{
  guint depth = 1;

  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '{')
        depth++;
      else if (*p == '}' && --depth == 0)
        return p;
    }
  return NULL;
}

static gboolean
is_filter (const char *word)
{
  static const char *const filters[] = { "lower",         "upper",        "capitalize",
                                         "uncapitalize",  "html",         "camelize",
                                         "functify",      "namespace",    "class",
                                         "space",         "instance",     "stripsuffix",
                                         "slash_to_dots", "descend_path", NULL };

  return g_strv_contains (filters, word);
}

static char *
unescape (const char *text, gsize length)
{
  GString *result = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\' && i + 1 < length && strchr ("$`\\{}|", text[i + 1]) != NULL)
        i++;
      g_string_append_c (result, text[i]);
    }
  return g_string_free_and_steal (result);
}

/* `NAME` or `NAME|text`, from behind its dollar. %NULL if there is no such variable. */
static char *
expand_variable (Parser *self, const char *inner)
{
  g_auto (GStrv) pieces = g_strsplit (inner, "|", 2);
  char *value = self->lookup != NULL ? self->lookup (pieces[0], self->user_data) : NULL;

  if (value == NULL || *value != '\0' || pieces[1] == NULL || is_filter (pieces[1]))
    return value;
  g_free (value);
  return unescape (pieces[1], strlen (pieces[1]));
}

static void
add_inner (Parser *self, guint number, const char *inner, gsize length)
{
  g_autofree char *copy = g_strndup (inner, length);
  GalleySnippetPart *part;

  flush_text (self);
  if (*copy == '$' && g_ascii_isdigit (copy[1]))
    {
      guint source;
      const char *rest = skip_number (copy + 1, &source);

      part = add_part (self, GALLEY_SNIPPET_FIELD, number, "");
      part->source = source;
      part->filters = g_strdup (*rest == '|' ? rest + 1 : "");
    }
  else
    {
      g_autofree char *value =
        *copy == '$' && is_name_start (copy[1]) ? expand_variable (self, copy + 1) : NULL;
      g_autofree char *plain = value == NULL ? unescape (copy, length) : NULL;

      add_part (self, GALLEY_SNIPPET_FIELD, number, value != NULL ? value : plain);
    }
}

/* `${…}`; returns its end, %NULL if it is only text. */
static const char *
parse_braces (Parser *self, const char *p)
{
  const char *inner = p + 2;
  const char *close = find_close (inner);
  guint number;

  if (close == NULL)
    return NULL;

  if (g_ascii_isdigit (*inner))
    {
      inner = skip_number (inner, &number);
      if (number > MAX_NUMBER || (inner != close && *inner != ':'))
        return NULL;
      if (*inner == ':')
        inner++;
      add_inner (self, number, inner, (gsize) (close - inner));
      return close + 1;
    }

  if (is_name_start (*inner))
    {
      g_autofree char *name = g_strndup (inner, (gsize) (close - inner));
      g_autofree char *value = NULL;
      char *colon = strchr (name, ':');

      if (colon != NULL)
        *colon = '|';
      value = expand_variable (self, name);
      if (value == NULL)
        return NULL;
      g_string_append (self->text, value);
      return close + 1;
    }

  return NULL;
}

static const char *
parse_dollar (Parser *self, const char *p)
{
  const char *end;
  guint number;

  if (p[1] == '{')
    return parse_braces (self, p);

  if (g_ascii_isdigit (p[1]))
    {
      end = skip_number (p + 1, &number);
      if (number > MAX_NUMBER)
        return NULL;
      flush_text (self);
      add_part (self, GALLEY_SNIPPET_LINK, number, "");
      return end;
    }

  if (is_name_start (p[1]))
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      end = skip_name (p + 1);
      name = g_strndup (p + 1, (gsize) (end - p - 1));
      value = expand_variable (self, name);
      if (value == NULL)
        return NULL;
      g_string_append (self->text, value);
      return end;
    }

  return NULL;
}

static void
parse_parts (Parser *self, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      const char *end = NULL;

      if (*p == '$')
        end = parse_dollar (self, p);
      if (end != NULL)
        {
          p = end;
          continue;
        }
      if (*p == '\\' && p[1] != '\0' && strchr ("$`\\{}", p[1]) != NULL)
        p++;
      g_string_append_c (self->text, *p++);
    }
  flush_text (self);
}

/* The numbers that are fields, each from the first place that can be it. */
static void
choose_fields (GArray *parts, guint *fields)
{
  gboolean taken[MAX_NUMBER + 1] = { FALSE };

  for (guint i = 0; i < parts->len; i++)
    {
      GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      if (part->kind != GALLEY_SNIPPET_FIELD)
        continue;
      if (part->number == 0)
        part->kind = GALLEY_SNIPPET_LINK;
      else if (taken[part->number])
        part->kind = GALLEY_SNIPPET_LINK;
      taken[part->number] = TRUE;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      if (part->kind == GALLEY_SNIPPET_LINK && part->number > 0 && !taken[part->number])
        {
          part->kind = GALLEY_SNIPPET_FIELD;
          taken[part->number] = TRUE;
        }
    }

  for (guint number = 1, field = 1; number <= MAX_NUMBER; number++)
    fields[number] = taken[number] ? field++ : 0;
}

static void
number_fields (GArray *parts)
{
  guint fields[MAX_NUMBER + 1] = { 0 };
  gboolean ended = FALSE;

  choose_fields (parts, fields);
  for (guint i = 0; i < parts->len; i++)
    {
      GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      part->field = fields[part->number];
      if (part->filters != NULL)
        part->source = part->source <= MAX_NUMBER ? fields[part->source] : 0;
      if (part->source == part->field)
        part->source = 0;
      if (part->kind == GALLEY_SNIPPET_LINK && part->number == 0)
        {
          part->kind = ended ? GALLEY_SNIPPET_TEXT : GALLEY_SNIPPET_END;
          ended = TRUE;
        }
      if (part->kind == GALLEY_SNIPPET_LINK)
        {
          part->source = part->field;
          if (part->filters == NULL)
            part->filters = g_strdup ("");
        }
    }
}

/**
 * galley_snippet_text_parse:
 * @text: the text of a snippet
 * @lookup: (nullable) (scope call): finds the values of variables
 * @user_data: for @lookup
 *
 * Takes the text of a snippet apart. What cannot be read is text.
 *
 * Returns: (transfer full) (element-type GalleySnippetPart): its parts
 */
GArray *
galley_snippet_text_parse (const char *text, GalleySnippetLookup lookup, gpointer user_data)
{
  Parser parser = {
    .parts = g_array_new (FALSE, FALSE, sizeof (GalleySnippetPart)),
    .text = g_string_new (NULL),
    .lookup = lookup,
    .user_data = user_data,
  };

  g_array_set_clear_func (parser.parts, clear_part);
  parse_parts (&parser, text);
  number_fields (parser.parts);
  g_string_free (parser.text, TRUE);
  return parser.parts;
}

static char *
lookup_nothing (const char *name, gpointer user_data)
{
  return g_strdup ("");
}

/**
 * galley_snippet_text_preview:
 * @text: the text of a snippet
 *
 * Returns: (transfer full): what it inserts when nothing is filled in
 */
char *
galley_snippet_text_preview (const char *text)
{
  g_autoptr (GArray) parts = galley_snippet_text_parse (text, lookup_nothing, NULL);
  GString *preview = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      /* Every other place of a field shows what the field has. */
      for (guint k = 0; part->source > 0 && k < MIN (parts->len, MAX_NUMBER); k++)
        {
          const GalleySnippetPart *other = &g_array_index (parts, GalleySnippetPart, k);

          if (other->kind == GALLEY_SNIPPET_FIELD && other->field == part->source)
            {
              g_string_append (preview, other->text);
              break;
            }
        }
      g_string_append (preview, part->text);
    }
  return g_string_free_and_steal (preview);
}

/**
 * galley_snippet_text_uses:
 * @text: the text of a snippet
 * @names: (array zero-terminated=1): names of variables
 *
 * Returns: whether one of them may be used in the text
 */
gboolean
galley_snippet_text_uses (const char *text, const char *const *names)
{
  for (; *names != NULL; names++)
    if (strstr (text, *names) != NULL)
      return TRUE;
  return FALSE;
}
