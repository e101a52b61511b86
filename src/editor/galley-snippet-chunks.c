/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-chunks.h"

#include "galley-document.h"
#include "galley-snippet-place.h"
#include "galley-snippet-values.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * galley_snippet_chunks_get_newline:
 * @buffer: a buffer
 *
 * Returns: (transfer none): the line end of its text
 */
const char *
galley_snippet_chunks_get_newline (GtkTextBuffer *buffer)
{
  return GALLEY_IS_DOCUMENT (buffer) ? galley_document_get_newline (GALLEY_DOCUMENT (buffer))
                                     : "\n";
}

static char *
with_newline (const char *text, const char *newline, const char *indent)
{
  GString *result = g_string_new (text);

  if (*newline != '\n' || newline[1] != '\0' || *indent != '\0')
    {
      g_autofree char *end = g_strconcat (newline, indent, NULL);

      g_string_replace (result, "\r\n", "\n", 0);
      g_string_replace (result, "\n", end, 0);
    }
  return g_string_free_and_steal (result);
}

static GtkSourceSnippetChunk *
make_chunk (const GalleySnippetPart *part, const GalleySnippet *snippet, const char *newline)
{
  GtkSourceSnippetChunk *chunk = gtk_source_snippet_chunk_new ();
  gboolean field = part->kind == GALLEY_SNIPPET_FIELD;
  const char *hint = field && snippet != NULL && snippet->hints != NULL
                       ? g_hash_table_lookup (snippet->hints, GUINT_TO_POINTER (part->number))
                       : NULL;

  if (part->source > 0)
    {
      g_autofree char *spec =
        g_strdup_printf ("$%u%s%s", part->source, *part->filters != '\0' ? "|" : "", part->filters);

      gtk_source_snippet_chunk_set_spec (chunk, spec);
    }
  else
    {
      g_autofree char *text = with_newline (part->text, newline, "");

      /* As text and not as a specification, which would read backticks and dollars once more. */
      gtk_source_snippet_chunk_set_text (chunk, text);
      gtk_source_snippet_chunk_set_text_set (chunk, TRUE);
    }
  if (field)
    gtk_source_snippet_chunk_set_focus_position (chunk, (int) part->field);
  else if (part->kind == GALLEY_SNIPPET_END)
    gtk_source_snippet_chunk_set_focus_position (chunk, 0);
  gtk_source_snippet_chunk_set_tooltip_text (chunk, hint);
  return chunk;
}

static char *
find_separator (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  const char *separator;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_iter_get_slice (&start, &end);
  separator = galley_snippet_find_separator (text, strlen (text));
  /* Translators: what stands between the name of an entry and its description */
  return g_strdup (separator != NULL ? separator : C_ ("entry", " : "));
}

/**
 * galley_snippet_chunks_new:
 * @snippet: (nullable): whose hints the fields show
 * @text: the text of the snippet
 * @indent: the blanks before its first line, which the others get, too
 * @buffer: where it is to be inserted
 * @selection: (nullable): the text that was selected
 * @clipboard: (nullable): the text in the clipboard
 *
 * Makes what a view can insert.
 *
 * Returns: (transfer full): the snippet
 */
GtkSourceSnippet *
galley_snippet_chunks_new (const GalleySnippet *snippet,
                           const char *text,
                           const char *indent,
                           GtkTextBuffer *buffer,
                           const char *selection,
                           const char *clipboard)
{
  const char *newline = galley_snippet_chunks_get_newline (buffer);
  g_autofree char *separator =
    strstr (text, "SEPARATOR") != NULL ? find_separator (buffer) : g_strdup ("");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GalleySnippetValues values = {
    .selection = selection,
    .clipboard = clipboard,
    .separator = separator,
    .now = now,
  };
  g_autofree char *indented = with_newline (text, "\n", indent);
  g_autoptr (GArray) parts =
    galley_snippet_text_parse (indented, galley_snippet_values_lookup, &values);
  GtkSourceSnippet *result = gtk_source_snippet_new (NULL, NULL);
  const GalleySnippetPart end = { .kind = GALLEY_SNIPPET_END, .text = (char *) "" };
  gboolean fields = FALSE;
  gboolean ended = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleySnippetPart *part = &g_array_index (parts, GalleySnippetPart, i);

      fields |= part->kind == GALLEY_SNIPPET_FIELD;
      ended |= part->kind == GALLEY_SNIPPET_END;
      gtk_source_snippet_add_chunk (result, make_chunk (part, snippet, newline));
    }
  /* Behind the last field GtkSourceView is lost without a place to go to. */
  if (fields && !ended)
    gtk_source_snippet_add_chunk (result, make_chunk (&end, snippet, newline));
  return result;
}
