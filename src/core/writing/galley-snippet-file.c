/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet.h"

#include "galley-edit.h"
#include "galley-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* The `.snippets` files of GtkSourceView. Its manager does not tell which file a snippet is from or
 * where a file is wrong, which of two snippets of a trigger wins is open, and it reads files once;
 * so they are read here. Where a snippet applies is what the format has for it, the languages of
 * its text: Markdown, or that of the front matter. */

#define MAX_SNIPPETS 2000
#define MAX_TRIGGER 64
#define MAX_FIELDS 100

typedef struct
{
  GPtrArray *snippets;
  GalleySnippet *snippet;
  GString *text;
  char *languages;
  guint depth;
} Reader;

static const char *const elements[] = { "snippets", "snippet", "text", "tooltip" };

/* The line of the tag that was read. It is read with the character behind it. */
static guint
get_line (GMarkupParseContext *context)
{
  int line, character;

  g_markup_parse_context_get_position (context, &line, &character);
  return (guint) MAX (character == 1 ? line - 1 : line, 1);
}

static const char *
get_attribute (const char **names, const char **values, const char *name)
{
  /* With an underscore it is one to be translated. */
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i] + (names[i][0] == '_'), name))
      return values[i];
  return NULL;
}

static gboolean
is_trigger (const char *word)
{
  if (*word == '\0' || g_utf8_strlen (word, -1) > MAX_TRIGGER)
    return FALSE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && c != '_' && c != '-')
        return FALSE;
    }
  return TRUE;
}

static void
start_snippet (Reader *self,
               GMarkupParseContext *context,
               const char **names,
               const char **values,
               GError **error)
{
  const char *trigger = get_attribute (names, values, "trigger");

  if (trigger == NULL || !is_trigger (trigger))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX,
                   _ ("A snippet needs a trigger: one word of letters, digits, “-” and “_”, such "
                      "as trigger=\"%s\"."),
                   "project");
      return;
    }
  if (self->snippets->len >= MAX_SNIPPETS)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_TOO_LARGE,
                   _ ("There are more than %d snippets; put them in several files."), MAX_SNIPPETS);
      return;
    }

  self->snippet = g_new0 (GalleySnippet, 1);
  g_atomic_ref_count_init (&self->snippet->ref_count);
  self->snippet->trigger = g_strdup (trigger);
  self->snippet->name = g_strdup (get_attribute (names, values, "name"));
  self->snippet->description = g_strdup (get_attribute (names, values, "description"));
  self->snippet->line = get_line (context);
}

static void
add_hint (Reader *self, const char **names, const char **values)
{
  const char *position = get_attribute (names, values, "position");
  const char *text = get_attribute (names, values, "text");
  guint64 number;

  if (position == NULL || text == NULL || *text == '\0'
      || !g_ascii_string_to_unsigned (position, 10, 0, MAX_FIELDS - 1, &number, NULL))
    return;
  if (self->snippet->hints == NULL)
    self->snippet->hints = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->snippet->hints, GUINT_TO_POINTER (number), g_strdup (text));
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Reader *self = user_data;
  gboolean leaf = g_str_equal (element, "tooltip");
  const char *expected = elements[MIN (self->depth, 2)];

  if (!g_str_equal (element, expected) && !(leaf && self->depth == 2))
    {
      /* Translators: elements of an XML file */
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX, _ ("“%s” stands where “%s” belongs."),
                   element, expected);
      return;
    }
  if (self->depth > 2)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX,
                   _ ("“%s” is in a text; write the text as <![CDATA[…]]>."), element);
      return;
    }

  if (self->depth == 1)
    {
      start_snippet (self, context, names, values, error);
    }
  else if (leaf)
    {
      add_hint (self, names, values);
    }
  else if (self->depth == 2)
    {
      g_string_truncate (self->text, 0);
      g_set_str (&self->languages, get_attribute (names, values, "languages"));
    }
  self->depth++;
}

static GalleyScope
read_language (const char *language)
{
  if (g_str_equal (language, "yaml"))
    return GALLEY_SCOPE_YAML;
  if (g_str_equal (language, "toml"))
    return GALLEY_SCOPE_TOML;
  if (g_str_equal (language, "json"))
    return GALLEY_SCOPE_JSON;
  if (g_str_equal (language, "markdown") || g_str_equal (language, "galley-markdown")
      || *language == '\0')
    return GALLEY_SCOPE_BODY;
  return GALLEY_SCOPE_NOWHERE;
}

static void
end_text (Reader *self)
{
  g_auto (GStrv) languages =
    g_strsplit (self->languages != NULL ? self->languages : "markdown", ";", 0);

  for (guint i = 0; languages[i] != NULL; i++)
    {
      GalleyScope scope = read_language (g_strstrip (languages[i]));

      if (scope != GALLEY_SCOPE_NOWHERE)
        g_set_str (&self->snippet->texts[scope], self->text->str);
    }
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reader *self = user_data;
  gboolean applies = FALSE;

  self->depth--;
  if (self->depth == 2 && g_str_equal (element, "text"))
    end_text (self);
  if (self->depth != 1)
    return;

  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    applies |= self->snippet->texts[i] != NULL;
  /* One for a programming language is right, but nothing for an issue. */
  if (applies)
    g_ptr_array_add (self->snippets, g_steal_pointer (&self->snippet));
  g_clear_pointer (&self->snippet, galley_snippet_unref);
}

static void
read_text (GMarkupParseContext *context,
           const char *text,
           gsize length,
           gpointer user_data,
           GError **error)
{
  Reader *self = user_data;

  if (self->depth == 3)
    g_string_append_len (self->text, text, (gssize) length);
}

/* Returns the line of the mistake, 0 if there is none. */
static guint
parse_xml (Reader *self, const char *text, gsize length, GError **error)
{
  static const GMarkupParser parser = { .start_element = start_element,
                                        .end_element = end_element,
                                        .text = read_text };
  g_autoptr (GMarkupParseContext) context = NULL;
  const char *valid;
  guint line = 1;

  /* Of bytes that are no text the XML parser would complain more than once. */
  if (!g_utf8_validate_len (text, length, &valid))
    {
      for (const char *p = text; p < valid; p++)
        line += *p == '\n';
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_TEXT, _ ("This is not text in UTF-8."));
      return line;
    }

  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  if (g_markup_parse_context_parse (context, text, (gssize) length, error)
      && g_markup_parse_context_end_parse (context, error))
    return 0;
  return get_line (context);
}

/**
 * galley_snippet_file_parse:
 * @text: the content of a `.snippets` file
 * @length: its length in bytes
 * @line: (out) (optional): where the file is wrong, from 1; 0 if it is not
 * @error: (nullable): return location for what is wrong, with the place in words
 *
 * Reads snippets. Those before a mistake are good.
 *
 * Returns: (transfer full) (element-type GalleySnippet): the snippets, also if there is an @error
 */
GPtrArray *
galley_snippet_file_parse (const char *text, gsize length, guint *line, GError **error)
{
  Reader reader = {
    .snippets = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_snippet_unref),
    .text = g_string_new (NULL),
  };
  g_autoptr (GError) local_error = NULL;
  guint at = parse_xml (&reader, text, length, &local_error);

  if (line != NULL)
    *line = at;
  /* Those of the XML itself say so already. */
  if (local_error != NULL && local_error->domain == GALLEY_ERROR)
    g_prefix_error (&local_error, _ ("Line %u: "), at);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  g_clear_pointer (&reader.snippet, galley_snippet_unref);
  g_string_free (reader.text, TRUE);
  g_free (reader.languages);
  return reader.snippets;
}

static void
append_attribute (GString *xml, const char *name, const char *value)
{
  g_autofree char *escaped = value != NULL ? g_markup_escape_text (value, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (xml, " %s=\"%s\"", name, escaped);
}

static void
append_text (GString *xml, GalleyScope scope, const char *text)
{
  static const char *const languages[] = { "markdown", "yaml", "toml", "json" };

  g_string_append_printf (xml, "    <text languages=\"%s\">", languages[scope]);
  if (strstr (text, "]]>") == NULL)
    {
      g_string_append_printf (xml, "<![CDATA[%s]]>", text);
    }
  else
    {
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      g_string_append (xml, escaped);
    }
  g_string_append (xml, "</text>\n");
}

static char *
write_snippet (const GalleySnippet *snippet)
{
  GString *xml = g_string_new ("  <snippet");

  append_attribute (xml, "trigger", snippet->trigger);
  append_attribute (xml, "_name", snippet->name);
  append_attribute (xml, "_description", snippet->description);
  g_string_append (xml, ">\n");
  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    if (snippet->texts[i] != NULL)
      append_text (xml, i, snippet->texts[i]);
  if (snippet->hints != NULL)
    for (guint i = 0; i < MAX_FIELDS; i++)
      {
        const char *hint = g_hash_table_lookup (snippet->hints, GUINT_TO_POINTER (i));
        g_autofree char *position = g_strdup_printf ("%u", i);

        if (hint == NULL)
          continue;
        g_string_append (xml, "    <tooltip");
        append_attribute (xml, "position", position);
        append_attribute (xml, "text", hint);
        g_string_append (xml, "/>\n");
      }
  g_string_append (xml, "  </snippet>\n");
  return g_string_free_and_steal (xml);
}

/**
 * galley_snippet_file_add:
 * @text: the content of a `.snippets` file; empty for a new one
 * @length: its length in bytes
 * @snippet: what to add
 * @error: return location for an error
 *
 * Adds a snippet as the last of a file; everything else in the file stays as it is.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyEdit): the edits; %NULL if the file is
 *   wrong
 */
GArray *
galley_snippet_file_add (const char *text,
                         gsize length,
                         const GalleySnippet *snippet,
                         GError **error)
{
  g_autofree char *xml = write_snippet (snippet);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GArray) edits = galley_edit_list_new ();
  g_autoptr (GError) local_error = NULL;
  const char *end;

  if (length == 0)
    {
      g_autofree char *file =
        g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<snippets>\n", xml,
                     "</snippets>\n", NULL);

      galley_edit_list_add (edits, 0, 0, file);
      return g_steal_pointer (&edits);
    }

  read = galley_snippet_file_parse (text, length, NULL, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  end = g_strrstr_len (text, (gssize) length, "</snippets");
  if (end == NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX, _ ("There is no “%s” at its end."),
                   "</snippets>");
      return NULL;
    }
  /* On a line of its own, it is the line that the snippet goes before. */
  while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  if (end > text && end[-1] != '\n')
    {
      g_autofree char *line = g_strconcat ("\n", xml, NULL);

      galley_edit_list_add (edits, (gsize) (end - text), 0, line);
    }
  else
    {
      galley_edit_list_add (edits, (gsize) (end - text), 0, xml);
    }
  return g_steal_pointer (&edits);
}
