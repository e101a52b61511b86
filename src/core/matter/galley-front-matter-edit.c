/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-front-matter-edit-private.h"

#include "galley-error.h"
#include "galley-field-order.h"
#include "galley-line.h"
#include "galley-value-data.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
read_front_matter (GalleyFrontMatterEdit *self)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);

  g_clear_pointer (&self->front_matter, galley_front_matter_free);
  g_clear_pointer (&self->obstacle, galley_diagnostic_free);
  self->front_matter = galley_front_matter_new (self->text, self->length, diagnostics);

  for (guint i = 0; i < diagnostics->len && self->obstacle == NULL; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == GALLEY_SEVERITY_ERROR)
        self->obstacle = g_ptr_array_steal_index (diagnostics, i);
    }

  return self->obstacle == NULL;
}

/* With a NUL after it, whatever is in it. */
static char *
dup_text (const char *text, gsize length)
{
  char *copy = g_malloc (length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

/**
 * galley_front_matter_edit_new:
 * @text: the whole file, valid UTF-8
 * @length: its length in bytes
 *
 * Begins to edit the front matter of a text. What is wrong with it is told by the first change.
 *
 * Returns: (transfer full): the edit
 */
GalleyFrontMatterEdit *
galley_front_matter_edit_new (const char *text, gsize length)
{
  GalleyFrontMatterEdit *self = g_new0 (GalleyFrontMatterEdit, 1);

  self->original = dup_text (text, length);
  self->text = dup_text (text, length);
  self->length = self->original_length = length;
  self->edits = galley_edit_list_new ();
  read_front_matter (self);

  return self;
}

void
galley_front_matter_edit_free (GalleyFrontMatterEdit *self)
{
  if (self == NULL)
    return;

  g_free (self->original);
  g_free (self->text);
  g_clear_pointer (&self->front_matter, galley_front_matter_free);
  galley_diagnostic_free (self->obstacle);
  galley_diagnostic_free (self->failure);
  g_clear_pointer (&self->edits, g_array_unref);
  g_free (self);
}

/**
 * galley_front_matter_edit_set_list_style:
 * @self: an edit
 * @style: how new lists are written, such as galley_field_usage_get_list_style() tells
 *
 * Sets the style of lists that were not there before, for front matter that has no list yet; else
 * its own lists show how.
 */
void
galley_front_matter_edit_set_list_style (GalleyFrontMatterEdit *self, GalleyListStyle style)
{
  self->list_style = style;
}

/**
 * galley_front_matter_edit_has_list_style:
 * @self: an edit
 *
 * Returns: whether the lists of this front matter show how another one is to be written
 */
gboolean
galley_front_matter_edit_has_list_style (GalleyFrontMatterEdit *self)
{
  return galley_field_order_get_list_style (self->text, self->front_matter->written)
         != GALLEY_LIST_STYLE_AUTO;
}

/* Where a place of the text as it is now was in the text as it was given. */
static gsize
get_original_offset (GalleyFrontMatterEdit *self, gsize offset)
{
  gsize shift_out = 0;
  gsize shift_in = 0;

  for (guint i = 0; i < self->edits->len; i++)
    {
      const GalleyEdit *edit = &g_array_index (self->edits, GalleyEdit, i);
      gsize added = strlen (edit->replacement);

      if (offset + shift_out < edit->offset + shift_in)
        break;
      if (offset + shift_out < edit->offset + shift_in + added)
        return edit->offset;
      shift_out += edit->length;
      shift_in += added;
    }

  return offset + shift_out - shift_in;
}

/**
 * galley_front_matter_edit_get_writer:
 * @self: an edit
 *
 * Returns: how the language of the front matter is edited
 */
const GalleyFieldWriter *
galley_front_matter_edit_get_writer (GalleyFrontMatterEdit *self)
{
  switch (self->front_matter->kind)
    {
    case GALLEY_FRONT_MATTER_TOML:
      return &galley_toml_writer;
    case GALLEY_FRONT_MATTER_JSON:
      return &galley_json_writer;
    default:
      return &galley_yaml_writer;
    }
}

static void
change_init (GalleyFieldChange *change, GalleyFrontMatterEdit *self)
{
  const GalleyFrontMatter *front_matter = self->front_matter;
  gsize end = front_matter->offset + front_matter->length;

  *change = (GalleyFieldChange) {
    .text = self->text,
    .length = self->length,
    .start = front_matter->offset,
    .end = end,
    .newline = galley_field_order_get_newline (self->text, front_matter->body_offset),
    .list_style = galley_field_order_get_list_style (self->text, front_matter->written),
    .quotes = galley_field_order_get_quotes (front_matter->written),
    .edits = galley_edit_list_new (),
  };
  if (front_matter->written != NULL)
    {
      change->root = galley_value_ref (front_matter->written);
      change->merged = galley_value_ref (front_matter->root);
    }
  else
    {
      change->root = galley_value_new (GALLEY_VALUE_MAP, end, 0);
      change->root->style = GALLEY_VALUE_STYLE_BLOCK;
      change->merged = galley_value_ref (change->root);
    }
  if (change->list_style == GALLEY_LIST_STYLE_AUTO)
    change->list_style = self->list_style;
  if (change->list_style == GALLEY_LIST_STYLE_AUTO)
    change->list_style = GALLEY_LIST_STYLE_BLOCK;
}

void
galley_front_matter_edit_change_clear (GalleyFieldChange *change)
{
  g_clear_pointer (&change->root, galley_value_unref);
  g_clear_pointer (&change->merged, galley_value_unref);
  g_clear_pointer (&change->edits, g_array_unref);
  g_clear_pointer (&change->failure, galley_diagnostic_free);
}

/**
 * galley_front_matter_edit_fail:
 * @self: an edit
 * @change: the change that is refused
 * @error: where to say why
 *
 * Takes the reason from the change.
 *
 * Returns: %FALSE
 */
gboolean
galley_front_matter_edit_fail (GalleyFrontMatterEdit *self,
                               GalleyFieldChange *change,
                               GError **error)
{
  GalleyDiagnostic *failure;
  const char *place;

  if (change->failure == NULL)
    galley_field_change_refuse (change, change->start,
                                _ ("this cannot be changed without changing more: do it in the "
                                   "text"));

  failure = g_steal_pointer (&change->failure);
  failure->offset = get_original_offset (self, failure->offset);
  place = self->original + MIN (failure->offset, self->original_length);
  failure->line = 1 + galley_line_count_ends (self->original, place);
  failure->column = 1
                    + g_utf8_strlen (galley_line_find_start (self->original, place),
                                     place - galley_line_find_start (self->original, place));

  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_EDITABLE, _ ("Line %u: %s"), failure->line,
               failure->message);
  galley_diagnostic_free (self->failure);
  self->failure = failure;
  return FALSE;
}

/**
 * galley_front_matter_edit_take:
 * @self: an edit
 * @next: what follows from it; it gives away its text and front matter
 * @edits: (element-type GalleyEdit): what leads from the text of @self to that of @next
 *
 * Goes on to the next text.
 */
void
galley_front_matter_edit_take (GalleyFrontMatterEdit *self,
                               GalleyFrontMatterEdit *next,
                               GArray *edits)
{
  GArray *composed = galley_edit_list_compose (self->edits, edits, self->original_length);

  g_array_unref (self->edits);
  self->edits = composed;
  g_free (self->text);
  self->text = g_steal_pointer (&next->text);
  self->length = next->length;
  g_clear_pointer (&self->front_matter, galley_front_matter_free);
  self->front_matter = g_steal_pointer (&next->front_matter);
}

/**
 * galley_front_matter_edit_commit:
 * @self: an edit
 * @change: a change with its edits
 * @expected: what the fields are to say afterwards
 * @offset: the place to speak of, in bytes
 * @error: where to say why it cannot be
 *
 * Makes the edits, unless the text would then say anything but what it should.
 *
 * Returns: whether they are made
 */
gboolean
galley_front_matter_edit_commit (GalleyFrontMatterEdit *self,
                                 GalleyFieldChange *change,
                                 const GalleyValue *expected,
                                 gsize offset,
                                 GError **error)
{
  g_autoptr (GalleyFrontMatterEdit) next = g_new0 (GalleyFrontMatterEdit, 1);
  gboolean same;

  galley_field_change_sort (change);
  next->text = galley_edit_list_apply (change->edits, self->text, self->length, &next->length);

  same = read_front_matter (next) && next->front_matter->kind == self->front_matter->kind
         && next->front_matter->offset == self->front_matter->offset
         && next->length - next->front_matter->body_offset
              == self->length - self->front_matter->body_offset;
  if (same && next->front_matter->written != NULL)
    same = galley_value_equal (expected, next->front_matter->written);
  else if (same)
    same = expected->items->len == 0;
  if (!same)
    {
      galley_field_change_refuse (change, offset,
                                  _ ("this cannot be changed without changing more: do it in the "
                                     "text"));
      return galley_front_matter_edit_fail (self, change, error);
    }

  galley_front_matter_edit_take (self, next, change->edits);
  return TRUE;
}

/**
 * galley_front_matter_edit_prepare:
 * @self: an edit
 * @change: (out caller-allocates): a change
 * @error: where to say why there can be none
 *
 * Begins a change.
 *
 * Returns: whether the front matter can be changed
 */
gboolean
galley_front_matter_edit_prepare (GalleyFrontMatterEdit *self,
                                  GalleyFieldChange *change,
                                  GError **error)
{
  gsize more;

  change_init (change, self);
  if (self->obstacle != NULL)
    {
      galley_field_change_refuse (change, self->obstacle->offset, "%s", self->obstacle->message);
      return galley_front_matter_edit_fail (self, change, error);
    }

  more = galley_field_order_find_second_document (change, self->front_matter->kind);
  if (more == 0)
    return TRUE;

  galley_field_change_refuse (change, more,
                              _ ("the fields end above this line: what follows must go first"));
  return galley_front_matter_edit_fail (self, change, error);
}

/**
 * galley_front_matter_edit_add_front_matter:
 * @self: an edit
 * @kind: the language
 * @error: where to say why it cannot be
 *
 * Puts empty front matter before the text, if there is none.
 *
 * Returns: whether there is front matter now
 */
gboolean
galley_front_matter_edit_add_front_matter (GalleyFrontMatterEdit *self,
                                           GalleyFrontMatterKind kind,
                                           GError **error)
{
  g_autoptr (GArray) edits = galley_edit_list_new ();
  const char *newline = galley_field_order_get_newline (self->text, self->length);
  g_autofree char *marks = NULL;
  g_autoptr (GalleyFrontMatterEdit) next = g_new0 (GalleyFrontMatterEdit, 1);

  if (self->obstacle != NULL)
    {
      g_auto (GalleyFieldChange) change = { 0 };

      return galley_front_matter_edit_prepare (self, &change, error);
    }
  if (self->front_matter->kind != GALLEY_FRONT_MATTER_NONE || kind == GALLEY_FRONT_MATTER_NONE)
    return TRUE;

  if (kind == GALLEY_FRONT_MATTER_YAML)
    marks = g_strconcat ("---", newline, "---", newline, NULL);
  else if (kind == GALLEY_FRONT_MATTER_TOML)
    marks = g_strconcat ("+++", newline, "+++", newline, NULL);
  else
    marks = g_strconcat ("{", newline, "}", newline, NULL);

  galley_edit_list_add (edits, self->front_matter->body_offset, 0, marks);
  next->text = galley_edit_list_apply (edits, self->text, self->length, &next->length);
  read_front_matter (next);
  galley_front_matter_edit_take (self, next, edits);

  return TRUE;
}

/**
 * galley_front_matter_edit_get_front_matter:
 * @self: an edit
 *
 * Returns: (transfer none): the front matter as it is after the changes so far
 */
const GalleyFrontMatter *
galley_front_matter_edit_get_front_matter (GalleyFrontMatterEdit *self)
{
  return self->front_matter;
}

/**
 * galley_front_matter_edit_get_text:
 * @self: an edit
 * @length: (out) (optional): its length in bytes
 *
 * Returns: (transfer none): the whole text as it is after the changes so far
 */
const char *
galley_front_matter_edit_get_text (GalleyFrontMatterEdit *self, gsize *length)
{
  if (length != NULL)
    *length = self->length;

  return self->text;
}

/**
 * galley_front_matter_edit_dup_edits:
 * @self: an edit
 *
 * Gets all changes so far as edits of the text that was given.
 *
 * Returns: (transfer full) (element-type GalleyEdit): the edits
 */
GArray *
galley_front_matter_edit_dup_edits (GalleyFrontMatterEdit *self)
{
  g_autoptr (GArray) none = galley_edit_list_new ();

  return galley_edit_list_compose (self->edits, none, self->original_length);
}

/**
 * galley_front_matter_edit_get_failure:
 * @self: an edit
 *
 * Gets why the last change that was refused was, with line and column in the text that was given.
 *
 * Returns: (transfer none) (nullable): the reason
 */
const GalleyDiagnostic *
galley_front_matter_edit_get_failure (GalleyFrontMatterEdit *self)
{
  return self->failure;
}
