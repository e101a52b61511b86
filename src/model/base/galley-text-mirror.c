/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-text-mirror.h"

#include <string.h>

/* Asking GtkTextBuffer for its whole text costs the main thread 3 ms a megabyte at every key. So
 * the main thread only writes down what changed, and the worker thread keeps a copy of the text of
 * its own, with a gap where the last change was, and does the changes there. */
#define GAP_SIZE (64 * 1024)

typedef struct
{
  gsize offset;
  gsize n_deleted;
  GString *inserted;
} Change;

struct _GalleyTextMirror
{
  /* The text of now, or %NULL if changes were done since it was asked for. */
  GBytes *text;
  char *data;
  gsize size;
  gsize gap_start;
  gsize gap_end;
};

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_string_free (g_steal_pointer (&change->inserted), TRUE);
}

/**
 * galley_text_changes_new:
 *
 * Makes an empty list of changes, to be done one after the other.
 *
 * Returns: (transfer full): the list
 */
GArray *
galley_text_changes_new (void)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));

  g_array_set_clear_func (changes, change_clear);

  return changes;
}

/**
 * galley_text_changes_add:
 * @changes: a list of changes
 * @offset: where the text changes, in bytes, after all changes before
 * @n_deleted: how many bytes are deleted
 * @inserted: (nullable): what is inserted in their place
 * @n_inserted: its length in bytes
 *
 * Adds a change to the end of the list.
 */
void
galley_text_changes_add (GArray *changes,
                         gsize offset,
                         gsize n_deleted,
                         const char *inserted,
                         gsize n_inserted)
{
  Change change = { offset, n_deleted, NULL };

  if (changes->len > 0 && n_deleted == 0)
    {
      Change *last = &g_array_index (changes, Change, changes->len - 1);

      if (offset == last->offset + last->inserted->len)
        {
          g_string_append_len (last->inserted, inserted, n_inserted);
          return;
        }
    }

  change.inserted = g_string_new_len (inserted != NULL ? inserted : "", n_inserted);
  g_array_append_val (changes, change);
}

/**
 * galley_text_mirror_new:
 * @text: (nullable): the text, %NULL for an empty one
 *
 * Makes a copy of a text that follows its changes. It may be used on any one thread at a time.
 *
 * Returns: (transfer full): the mirror
 */
GalleyTextMirror *
galley_text_mirror_new (GBytes *text)
{
  GalleyTextMirror *self = g_new0 (GalleyTextMirror, 1);

  self->text = text != NULL ? g_bytes_ref (text) : g_bytes_new_static ("", 0);

  return self;
}

void
galley_text_mirror_free (GalleyTextMirror *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->data);
  g_free (self);
}

static gsize
get_length (GalleyTextMirror *self)
{
  if (self->data == NULL)
    return g_bytes_get_size (self->text);

  return self->size - (self->gap_end - self->gap_start);
}

/* Copies the text to a new place with a gap of at least @gap bytes at @offset. */
static void
reallocate (GalleyTextMirror *self, gsize offset, gsize gap)
{
  gsize length = get_length (self);
  gsize size = length + gap + GAP_SIZE + length / 16;
  gsize gap_end = size - (length - offset);
  char *data = g_malloc (size);

  if (self->data == NULL)
    {
      const char *text = g_bytes_get_data (self->text, NULL);

      if (offset > 0)
        memcpy (data, text, offset);
      if (offset < length)
        memcpy (data + gap_end, text + offset, length - offset);
    }
  else
    {
      gsize before = MIN (offset, self->gap_start);
      gsize after = length - MAX (offset, self->gap_start);

      memcpy (data, self->data, before);
      memcpy (data + size - after, self->data + self->size - after, after);
      /* What lies between the old gap and the new one. */
      if (offset > before)
        memcpy (data + before, self->data + self->gap_end, offset - before);
      else
        memcpy (data + gap_end, self->data + offset, self->gap_start - offset);
    }

  g_free (self->data);
  self->data = data;
  self->size = size;
  self->gap_start = offset;
  self->gap_end = gap_end;
}

static void
move_gap (GalleyTextMirror *self, gsize offset)
{
  if (offset < self->gap_start)
    {
      gsize n = self->gap_start - offset;

      memmove (self->data + self->gap_end - n, self->data + offset, n);
      self->gap_start -= n;
      self->gap_end -= n;
    }
  else if (offset > self->gap_start)
    {
      gsize n = offset - self->gap_start;

      memmove (self->data + self->gap_start, self->data + self->gap_end, n);
      self->gap_start += n;
      self->gap_end += n;
    }
}

static void
apply_change (GalleyTextMirror *self, const Change *change)
{
  gsize length = get_length (self);

  g_return_if_fail (change->offset <= length && change->n_deleted <= length - change->offset);

  if (self->data == NULL || self->gap_end - self->gap_start < change->inserted->len)
    reallocate (self, change->offset, change->inserted->len);
  else
    move_gap (self, change->offset);

  self->gap_end += change->n_deleted;
  memcpy (self->data + self->gap_start, change->inserted->str, change->inserted->len);
  self->gap_start += change->inserted->len;
  g_clear_pointer (&self->text, g_bytes_unref);
}

/**
 * galley_text_mirror_apply:
 * @self: a mirror
 * @changes: a list of changes
 *
 * Does the changes.
 */
void
galley_text_mirror_apply (GalleyTextMirror *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    apply_change (self, &g_array_index (changes, Change, i));
}

/**
 * galley_text_mirror_dup_text:
 * @self: a mirror
 *
 * Gets the text as it is now. It is copied only if it has changed since the last time.
 *
 * Returns: (transfer full): the text; a NUL that is not counted follows it, if the mirror made it
 */
GBytes *
galley_text_mirror_dup_text (GalleyTextMirror *self)
{
  if (self->text == NULL)
    {
      gsize length = get_length (self);
      char *text = g_malloc (length + 1);

      memcpy (text, self->data, self->gap_start);
      memcpy (text + self->gap_start, self->data + self->gap_end, self->size - self->gap_end);
      text[length] = '\0';
      self->text = g_bytes_new_take (text, length);
    }

  return g_bytes_ref (self->text);
}
