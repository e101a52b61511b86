/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-edit.h"

#include <string.h>

static void
edit_clear (gpointer data)
{
  GalleyEdit *edit = data;

  g_clear_pointer (&edit->replacement, g_free);
}

/**
 * galley_edit_list_new:
 *
 * Makes an empty edit list, which frees its replacements with itself.
 *
 * Returns: (transfer full) (element-type GalleyEdit): the list; free it with g_array_unref()
 */
GArray *
galley_edit_list_new (void)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (GalleyEdit));

  g_array_set_clear_func (edits, edit_clear);

  return edits;
}

/**
 * galley_edit_list_add:
 * @edits: (element-type GalleyEdit): an edit list
 * @offset: where the replaced text starts, in bytes of the text before the first edit; not before
 *   the end of the last edit of the list
 * @length: how many bytes are replaced; 0 inserts
 * @replacement: the new text
 *
 * Adds a replacement after all others of the list.
 */
void
galley_edit_list_add (GArray *edits, gsize offset, gsize length, const char *replacement)
{
  GalleyEdit edit = { offset, length, NULL };

  if (edits->len > 0)
    {
      const GalleyEdit *last = &g_array_index (edits, GalleyEdit, edits->len - 1);

      g_return_if_fail (offset >= last->offset + last->length);
    }

  edit.replacement = g_strdup (replacement);
  g_array_append_val (edits, edit);
}

/**
 * galley_edit_list_apply:
 * @edits: (element-type GalleyEdit): an edit list that was made for @text
 * @text: the text before the edits
 * @length: its length in bytes
 * @new_length: (out) (optional): the length of the result in bytes
 *
 * Does the edits on a copy of the text.
 *
 * Returns: (transfer full): the text after the edits, with a final NUL
 */
char *
galley_edit_list_apply (GArray *edits, const char *text, gsize length, gsize *new_length)
{
  GString *result = g_string_sized_new (length + 64);
  gsize done = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, i);

      if (edit->offset < done || edit->offset > length || edit->length > length - edit->offset)
        {
          g_critical ("Edit %u lies outside the text or overlaps the one before", i);
          continue;
        }

      g_string_append_len (result, text + done, edit->offset - done);
      g_string_append (result, edit->replacement);
      done = edit->offset + edit->length;
    }

  g_string_append_len (result, text + done, length - done);

  if (new_length != NULL)
    *new_length = result->len;

  return g_string_free_and_steal (result);
}

/* A part of a text that was edited: kept from @offset on, or put in. */
typedef struct
{
  const char *added;
  gsize offset;
  gsize length;
} Part;

static void
add_part (GArray *parts, const char *added, gsize offset, gsize length)
{
  Part part = { added, offset, length };

  if (length > 0)
    g_array_append_val (parts, part);
}

/* Copies what @parts have from @start to @end, which count bytes of the text they make; @at and
 * @position are where the search goes on. */
static void
copy_parts (GArray *parts, GArray *into, gsize start, gsize end, guint *at, gsize *position)
{
  for (; *at < parts->len && *position < end; (*at)++)
    {
      const Part *part = &g_array_index (parts, Part, *at);
      gsize from = start > *position ? MIN (start - *position, part->length) : 0;
      gsize to = MIN (end - *position, part->length);

      if (to > from)
        add_part (into, part->added != NULL ? part->added + from : NULL, part->offset + from,
                  to - from);
      if (to < part->length)
        return;
      *position += part->length;
    }
}

static GArray *
edit_parts (GArray *parts, GArray *edits, gsize length)
{
  GArray *result = g_array_new (FALSE, FALSE, sizeof (Part));
  gsize start = 0;
  gsize position = 0;
  guint at = 0;

  for (guint i = 0; i < edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (edits, GalleyEdit, i);

      copy_parts (parts, result, start, edit->offset, &at, &position);
      add_part (result, edit->replacement, 0, strlen (edit->replacement));
      start = edit->offset + edit->length;
    }
  copy_parts (parts, result, start, length, &at, &position);

  return result;
}

/**
 * galley_edit_list_compose:
 * @first: (element-type GalleyEdit): edits of a text
 * @second: (element-type GalleyEdit): edits of the text that they make
 * @length: the length of the text before @first, in bytes
 *
 * Joins two steps into one.
 *
 * Returns: (transfer full) (element-type GalleyEdit): edits that do both
 */
GArray *
galley_edit_list_compose (GArray *first, GArray *second, gsize length)
{
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) middle = NULL;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GString) added = g_string_new (NULL);
  GArray *edits = galley_edit_list_new ();
  gsize done = 0;

  add_part (whole, NULL, 0, length);
  middle = edit_parts (whole, first, length);
  parts = edit_parts (middle, second, G_MAXSIZE);

  add_part (parts, NULL, length, 1);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->added != NULL)
        {
          g_string_append_len (added, part->added, part->length);
          continue;
        }
      if (part->offset > done || added->len > 0)
        galley_edit_list_add (edits, done, part->offset - done, added->str);
      g_string_truncate (added, 0);
      done = part->offset + part->length;
    }

  return edits;
}

static gsize
common_prefix (const char *a, const char *b, gsize max)
{
  gsize n = 0;

  while (n + sizeof (guint64) <= max && memcmp (a + n, b + n, sizeof (guint64)) == 0)
    n += sizeof (guint64);

  while (n < max && a[n] == b[n])
    n++;

  return n;
}

static gsize
common_suffix (const char *a_end, const char *b_end, gsize max)
{
  gsize n = 0;

  while (n + sizeof (guint64) <= max
         && memcmp (a_end - n - sizeof (guint64), b_end - n - sizeof (guint64), sizeof (guint64))
              == 0)
    n += sizeof (guint64);

  while (n < max && a_end[-1 - (gssize) n] == b_end[-1 - (gssize) n])
    n++;

  return n;
}

/* Whether a text may be cut here: not inside a UTF-8 sequence and not between CR and LF. */
static gboolean
is_boundary (const char *text, gsize length, gsize offset)
{
  if (offset == 0 || offset >= length)
    return TRUE;

  if (((guchar) text[offset] & 0xc0) == 0x80)
    return FALSE;

  return !(text[offset] == '\n' && text[offset - 1] == '\r');
}

/**
 * galley_edit_list_from_difference:
 * @before: a text
 * @before_length: its length in bytes
 * @after: another text; without NUL bytes
 * @after_length: its length in bytes
 *
 * Finds the smallest single edit that turns one text into the other: what lies between their
 * common start and their common end. The edit never splits a UTF-8 sequence or a CR LF pair.
 *
 * Returns: (transfer full) (element-type GalleyEdit): a list with one edit, or an empty list if
 *   the texts are the same
 */
GArray *
galley_edit_list_from_difference (const char *before,
                                  gsize before_length,
                                  const char *after,
                                  gsize after_length)
{
  GArray *edits = galley_edit_list_new ();
  g_autofree char *replacement = NULL;
  gsize prefix, suffix;

  prefix = common_prefix (before, after, MIN (before_length, after_length));
  if (prefix == before_length && prefix == after_length)
    return edits;

  while (!is_boundary (before, before_length, prefix) || !is_boundary (after, after_length, prefix))
    prefix--;

  suffix = common_suffix (before + before_length, after + after_length,
                          MIN (before_length, after_length) - prefix);
  while (suffix > 0
         && (!is_boundary (before, before_length, before_length - suffix)
             || !is_boundary (after, after_length, after_length - suffix)))
    suffix--;

  replacement = g_strndup (after + prefix, after_length - prefix - suffix);
  galley_edit_list_add (edits, prefix, before_length - prefix - suffix, replacement);

  return edits;
}
