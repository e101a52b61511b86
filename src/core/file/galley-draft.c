/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-draft.h"

#include "galley-error.h"
#include "galley-file-record.h"

#include <glib/gi18n.h>

#define KIND "Galley draft 1"

/* Line ends by the names that people know them by. */
static const struct
{
  const char *name;
  const char *newline;
} newlines[] = {
  { "LF", "\n" },
  { "CRLF", "\r\n" },
  { "CR", "\r" },
};

/**
 * galley_draft_new:
 * @text: UTF-8 text
 *
 * Makes a draft of a text that has no file.
 *
 * Returns: (transfer full): the draft
 */
GalleyDraft *
galley_draft_new (GBytes *text)
{
  GalleyDraft *self = g_new0 (GalleyDraft, 1);

  self->text = g_bytes_ref (text);
  self->format = galley_text_format_new ();

  return self;
}

/**
 * galley_draft_copy:
 * @self: a draft
 *
 * Copies a draft; the text is shared.
 *
 * Returns: (transfer full): the copy
 */
GalleyDraft *
galley_draft_copy (const GalleyDraft *self)
{
  GalleyDraft *copy = g_new0 (GalleyDraft, 1);

  copy->uri = g_strdup (self->uri);
  copy->digest = g_strdup (self->digest);
  copy->cursor = self->cursor;
  copy->format = galley_text_format_copy (self->format);
  copy->text = g_bytes_ref (self->text);
  copy->path = g_strdup (self->path);

  return copy;
}

/**
 * galley_draft_free:
 * @self: (transfer full): a draft
 *
 * Frees the draft, not the file it was read from.
 */
void
galley_draft_free (GalleyDraft *self)
{
  g_free (self->uri);
  g_free (self->digest);
  galley_text_format_free (self->format);
  g_bytes_unref (self->text);
  g_free (self->path);
  g_free (self);
}

static const char *
newline_to_name (const char *newline)
{
  for (guint i = 0; i < G_N_ELEMENTS (newlines); i++)
    if (g_str_equal (newlines[i].newline, newline))
      return newlines[i].name;

  return newlines[0].name;
}

static const char *
newline_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (newlines); i++)
    if (g_strcmp0 (newlines[i].name, name) == 0)
      return newlines[i].newline;

  return newlines[0].newline;
}

/**
 * galley_draft_to_bytes:
 * @self: a draft
 *
 * Writes the draft as a file that can also be read by people: a few lines about it, an empty
 * line, and the text as it is. A checksum in its first line covers all of it.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
galley_draft_to_bytes (const GalleyDraft *self)
{
  g_autofree char *cursor = g_strdup_printf ("%" G_GSIZE_FORMAT, self->cursor);
  const char *fields[] = {
    "File",
    self->uri != NULL ? self->uri : "",
    "Based on",
    self->digest != NULL ? self->digest : "",
    "Cursor",
    cursor,
    "Encoding",
    self->format->charset != NULL ? self->format->charset : "UTF-8",
    "Byte order mark",
    self->format->bom ? "yes" : "",
    "Line end",
    newline_to_name (self->format->newline),
    NULL,
  };

  return galley_file_record_format (KIND, fields, self->text);
}

/**
 * galley_draft_from_bytes:
 * @bytes: what galley_draft_to_bytes() made
 * @error: where to put what is wrong: %GALLEY_ERROR_SYNTAX
 *
 * Reads a draft.
 *
 * Returns: (transfer full): the draft, or %NULL with @error set if it is not whole
 */
GalleyDraft *
galley_draft_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (GHashTable) fields = NULL;
  g_autoptr (GBytes) text = galley_file_record_parse (bytes, KIND, &fields, error);
  const char *cursor, *charset;
  GalleyDraft *self;
  gsize length;
  const char *data;

  if (text == NULL)
    return NULL;

  data = g_bytes_get_data (text, &length);
  if (length > 0 && !g_utf8_validate_len (data, length, NULL))
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX,
                           _ ("The draft is damaged: its text is not UTF-8."));
      return NULL;
    }

  self = galley_draft_new (text);
  self->uri = g_strdup (g_hash_table_lookup (fields, "File"));
  self->digest = g_strdup (g_hash_table_lookup (fields, "Based on"));
  cursor = g_hash_table_lookup (fields, "Cursor");
  if (cursor != NULL)
    self->cursor = MIN (g_ascii_strtoull (cursor, NULL, 10), length);
  charset = g_hash_table_lookup (fields, "Encoding");
  if (charset != NULL && !g_str_equal (charset, "UTF-8"))
    self->format->charset = g_strdup (charset);
  self->format->bom = g_hash_table_contains (fields, "Byte order mark");
  self->format->newline = newline_from_name (g_hash_table_lookup (fields, "Line end"));

  return self;
}
