/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-record.h"

#include "galley-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* A record is a file that says itself whether it is whole, and that people can read without
 * Galley: a line with what it is and the checksum of all that follows, a few lines “Name: value”,
 * an empty line, and the content as it is. */

#define CHECKSUM_LENGTH 64
#define FIELDS_MAX 32

/**
 * galley_file_record_format:
 * @kind: what it is, such as “Galley draft 1”
 * @fields: (array zero-terminated=1): names and values in turn; those with an empty value are left
 *   out; no line ends in them
 * @body: the content
 *
 * Makes a record.
 *
 * Returns: (transfer full): the bytes to write
 */
GBytes *
galley_file_record_format (const char *kind, const char *const *fields, GBytes *body)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) head = g_string_new (NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);
  GByteArray *array;

  for (; fields[0] != NULL; fields += 2)
    if (fields[1][0] != '\0')
      g_string_append_printf (head, "%s: %s\n", fields[0], fields[1]);
  g_string_append_c (head, '\n');

  g_checksum_update (checksum, (const guint8 *) head->str, head->len);
  if (size > 0)
    g_checksum_update (checksum, data, size);
  g_string_prepend (head, "\n");
  g_string_prepend (head, g_checksum_get_string (checksum));
  g_string_prepend (head, " ");
  g_string_prepend (head, kind);

  array = g_byte_array_sized_new (head->len + size);
  g_byte_array_append (array, (const guint8 *) head->str, head->len);
  if (size > 0)
    g_byte_array_append (array, data, size);

  return g_byte_array_free_to_bytes (array);
}

static gboolean
is_whole (const char *checksum, const char *data, gsize length)
{
  g_autofree char *actual =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);

  return memcmp (actual, checksum, CHECKSUM_LENGTH) == 0;
}

/* Returns where the content begins, or %NULL. */
static const char *
parse_fields (const char *from, const char *end, GHashTable *fields)
{
  for (guint i = 0; i <= FIELDS_MAX; i++)
    {
      const char *line_end = memchr (from, '\n', end - from);
      const char *colon;

      if (line_end == NULL)
        return NULL;
      if (line_end == from)
        return from + 1;

      colon = memchr (from, ':', line_end - from);
      if (colon == NULL || line_end - colon < 2 || colon[1] != ' ')
        return NULL;

      g_hash_table_replace (fields, g_strndup (from, colon - from),
                            g_strndup (colon + 2, line_end - colon - 2));
      from = line_end + 1;
    }

  return NULL;
}

/**
 * galley_file_record_parse:
 * @bytes: what was read
 * @kind: what it should be
 * @fields: (out) (transfer full): the values by name
 * @error: where to put what is wrong: %GALLEY_ERROR_SYNTAX
 *
 * Reads a record and checks that it is whole.
 *
 * Returns: (transfer full): the content, or %NULL with @error set
 */
GBytes *
galley_file_record_parse (GBytes *bytes, const char *kind, GHashTable **fields, GError **error)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize size, kind_length = strlen (kind);
  gsize head_length = kind_length + 1 + CHECKSUM_LENGTH + 1;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *body = NULL;

  if (size > head_length && memcmp (data, kind, kind_length) == 0 && data[kind_length] == ' '
      && data[head_length - 1] == '\n'
      && is_whole (data + kind_length + 1, data + head_length, size - head_length))
    body = parse_fields (data + head_length, data + size, table);

  if (body == NULL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX,
                           _ ("The file is damaged: its checksum does not match its content."));
      return NULL;
    }

  *fields = g_steal_pointer (&table);

  return g_bytes_new_from_bytes (bytes, body - data, size - (body - data));
}
