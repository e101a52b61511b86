/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-form-private.h"

#include "galley-date.h"
#include "galley-document-private.h"
#include "galley-error.h"
#include "galley-field-path.h"
#include "galley-json-write.h"

#include <glib/gi18n.h>

typedef enum
{
  CHANGE_TEXT,
  CHANGE_YAML,
  CHANGE_STRINGS,
  CHANGE_INSERT_TEXT,
  CHANGE_INSERT_YAML,
  CHANGE_UNSET,
  CHANGE_RENAME,
  CHANGE_FRONT_MATTER,
} ChangeKind;

/* One edit of the front matter. */
typedef struct
{
  ChangeKind kind;
  const char *path;
  const char *text;
  const char *const *strings;
  guint index;
} Change;

static gboolean
do_change (GalleyFrontMatterEdit *edit, const Change *change, GError **error)
{
  switch (change->kind)
    {
    case CHANGE_TEXT:
      return galley_front_matter_edit_set_text (edit, change->path, change->text, error);
    case CHANGE_YAML:
      return galley_front_matter_edit_set_yaml (edit, change->path, change->text, error);
    case CHANGE_STRINGS:
      return galley_front_matter_edit_set_strings (edit, change->path, change->strings, error);
    case CHANGE_INSERT_TEXT:
      return galley_front_matter_edit_insert_text (edit, change->path, change->index, change->text,
                                                   error);
    case CHANGE_INSERT_YAML:
      return galley_front_matter_edit_insert_yaml (edit, change->path, change->index, change->text,
                                                   error);
    case CHANGE_UNSET:
      return galley_front_matter_edit_unset (edit, change->path, error);
    case CHANGE_RENAME:
      return galley_front_matter_edit_rename (edit, change->path, change->text, error);
    case CHANGE_FRONT_MATTER:
    default:
      return galley_front_matter_edit_add_front_matter (edit, change->index, error);
    }
}

static void
take_back_step (GalleyFieldForm *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autoptr (GArray) edits = NULL;
  g_autoptr (GBytes) now = NULL;

  if (!self->stepped)
    return;
  self->stepped = FALSE;
  gtk_text_buffer_undo (buffer);
  if (_galley_document_has_text (self->document, self->before))
    return;

  now = _galley_document_dup_text (self->document);
  edits = _galley_document_find_edit (now, self->before);
  galley_document_apply (self->document, edits);
}

/* Puts the edits in the place of those of the same field before them, if there are such, so that
 * all of them are one step of the undo history. History moves the cursor, which is where somebody
 * writes. */
static void
apply (GalleyFieldForm *self, GArray *edits)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GtkTextMark *marks[2];
  GtkTextIter insert, bound;

  gtk_text_buffer_get_iter_at_mark (buffer, &insert, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &bound, gtk_text_buffer_get_selection_bound (buffer));
  marks[0] = gtk_text_buffer_create_mark (buffer, NULL, &insert, TRUE);
  marks[1] = gtk_text_buffer_create_mark (buffer, NULL, &bound, TRUE);

  self->applying = TRUE;
  _galley_document_hold (self->document);
  take_back_step (self);
  galley_document_apply (self->document, edits);
  self->stepped = edits->len > 0;

  gtk_text_buffer_get_iter_at_mark (buffer, &insert, marks[0]);
  gtk_text_buffer_get_iter_at_mark (buffer, &bound, marks[1]);
  gtk_text_buffer_select_range (buffer, &insert, &bound);
  gtk_text_buffer_delete_mark (buffer, marks[0]);
  gtk_text_buffer_delete_mark (buffer, marks[1]);
  _galley_document_release (self->document);
  self->applying = FALSE;
}

/* @field: (nullable): the field whose edits are one step */
static gboolean
run (GalleyFieldForm *self, const char *field, const Change *changes, guint n, GError **error)
{
  const GalleyFieldUsage *survey = galley_site_fields_get_survey (self->site_fields);
  g_autoptr (GalleyFrontMatterEdit) edit = NULL;
  g_autoptr (GArray) edits = NULL;
  gsize length;
  const char *text;

  if (self->document == NULL)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_EDITABLE,
                           _ ("The document is closed"));
      return FALSE;
    }

  if (field == NULL || g_strcmp0 (self->edited, field) != 0)
    {
      galley_field_form_end_edit (self);
      self->edited = g_strdup (field);
      self->before = _galley_document_dup_text (self->document);
    }
  text = g_bytes_get_data (self->before, &length);
  edit = galley_front_matter_edit_new (text != NULL ? text : "", length);
  if (survey != NULL)
    galley_front_matter_edit_set_list_style (edit, galley_field_usage_get_list_style (survey));
  for (guint i = 0; i < n; i++)
    if (!do_change (edit, &changes[i], error))
      return FALSE;

  edits = galley_front_matter_edit_dup_edits (edit);
  apply (self, edits);
  if (field == NULL)
    galley_field_form_end_edit (self);
  text = galley_front_matter_edit_get_text (edit, &length);
  _galley_field_form_take (self, galley_front_matter_edit_get_front_matter (edit), text, length);
  return TRUE;
}

/* An edit of one field; why it cannot be is said there. */
static gboolean
run_for (GalleyFieldForm *self, GalleyFieldItem *item, gboolean merge, const Change *change)
{
  /* The edit may be its end. */
  g_autoptr (GalleyFieldItem) kept = g_object_ref (item);
  g_autoptr (GError) error = NULL;
  const char *path = galley_field_item_get_path (item);

  if (run (self, merge ? path : NULL, change, 1, &error))
    {
      galley_field_item_refuse (item, NULL);
      return TRUE;
    }
  galley_field_item_refuse (item, error->message);
  return FALSE;
}

/**
 * galley_field_form_set_text:
 * @self: a form
 * @item: a field
 * @text: its text
 *
 * Makes the field a string of exactly this text. What follows for the same field before
 * galley_field_form_end_edit() is one step of the undo history with it. If it cannot be done, the
 * field says why.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_set_text (GalleyFieldForm *self, GalleyFieldItem *item, const char *text)
{
  Change change = { .kind = CHANGE_TEXT, .text = text };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  change.path = galley_field_item_get_path (item);
  return run_for (self, item, TRUE, &change);
}

/**
 * galley_field_form_set_yaml:
 * @self: a form
 * @item: a field
 * @yaml: its value as YAML
 *
 * Like galley_field_form_set_text(), for a value of any type.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_set_yaml (GalleyFieldForm *self, GalleyFieldItem *item, const char *yaml)
{
  Change change = { .kind = CHANGE_YAML, .text = yaml };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  change.path = galley_field_item_get_path (item);
  return run_for (self, item, TRUE, &change);
}

/**
 * galley_field_form_set_date:
 * @self: a form
 * @item: a field
 * @date: a date, as galley_date_format() writes it
 *
 * Like galley_field_form_set_text(): a date that is in quotes stays so, any other is written
 * without.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_set_date (GalleyFieldForm *self, GalleyFieldItem *item, const char *date)
{
  const GalleyValue *value;

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  value = galley_field_item_get_value (item);
  if (value != NULL && value->kind == GALLEY_VALUE_STRING
      && value->style != GALLEY_VALUE_STYLE_PLAIN)
    return galley_field_form_set_text (self, item, date);
  return galley_field_form_set_yaml (self, item, date);
}

/**
 * galley_field_form_add_text:
 * @self: a form
 * @item: a field that is a list of texts, or could be one
 * @text: a text
 *
 * Adds a text to the list.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_add_text (GalleyFieldForm *self, GalleyFieldItem *item, const char *text)
{
  const GalleyValue *value;
  const char *strings[3] = { NULL };
  guint n = 0;
  Change change = { .kind = CHANGE_STRINGS, .strings = strings, .text = text };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  value = galley_field_item_get_value (item);
  change.path = galley_field_item_get_path (item);
  if (value != NULL && value->kind == GALLEY_VALUE_LIST)
    {
      change.kind = CHANGE_INSERT_TEXT;
      change.index = value->items->len;
    }
  else if (*galley_field_item_get_text (item) != '\0')
    strings[n++] = galley_field_item_get_text (item);
  strings[n] = text;

  return run_for (self, item, FALSE, &change);
}

/**
 * galley_field_form_remove_text:
 * @self: a form
 * @item: a field that is a list of texts, or could be one
 * @index: which one of them, from 0
 *
 * Removes a text from the list.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_remove_text (GalleyFieldForm *self, GalleyFieldItem *item, guint index)
{
  static const char *const none[] = { NULL };
  const GalleyValue *value;
  g_autofree char *path = NULL;
  Change change = { .kind = CHANGE_UNSET };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  value = galley_field_item_get_value (item);
  change.path = path = galley_field_path_join_index (galley_field_item_get_path (item), index);
  if (value == NULL || value->kind != GALLEY_VALUE_LIST)
    {
      change.kind = CHANGE_STRINGS;
      change.path = galley_field_item_get_path (item);
      change.strings = none;
    }

  return run_for (self, item, FALSE, &change);
}

/* An item like the last: a map with the same first name, or a text. */
static char *
make_item (const GalleyValue *list)
{
  const GalleyValue *last =
    list->items->len > 0 ? g_ptr_array_index (list->items, list->items->len - 1) : NULL;
  const GalleyValue *key = last != NULL && last->keys != NULL && last->keys->len > 0
                             ? g_ptr_array_index (last->keys, 0)
                             : NULL;
  GString *yaml;

  if (key == NULL || key->text == NULL)
    return g_strdup ("\"\"");

  yaml = g_string_new ("{");
  galley_json_append_string (yaml, key->text);
  g_string_append (yaml, ": \"\"}");
  return g_string_free_and_steal (yaml);
}

/**
 * galley_field_form_add_item:
 * @self: a form
 * @item: a field that is a list
 *
 * Adds an empty item to the list, of the kind that its last one is.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_add_item (GalleyFieldForm *self, GalleyFieldItem *item)
{
  const GalleyValue *value;
  g_autofree char *yaml = NULL;
  Change change = { .kind = CHANGE_INSERT_YAML };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  value = galley_field_item_get_value (item);
  g_return_val_if_fail (value != NULL && value->kind == GALLEY_VALUE_LIST, FALSE);

  change.path = galley_field_item_get_path (item);
  change.index = value->items->len;
  change.text = yaml = make_item (value);
  return run_for (self, item, FALSE, &change);
}

/**
 * galley_field_form_remove:
 * @self: a form
 * @item: a field, or an item of a list
 *
 * Takes it out of the text.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_remove (GalleyFieldForm *self, GalleyFieldItem *item)
{
  Change change = { .kind = CHANGE_UNSET };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  change.path = galley_field_item_get_path (item);
  return run_for (self, item, FALSE, &change);
}

/**
 * galley_field_form_rename:
 * @self: a form
 * @item: a field
 * @name: its new name
 *
 * Gives the field another name.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_rename (GalleyFieldForm *self, GalleyFieldItem *item, const char *name)
{
  Change change = { .kind = CHANGE_RENAME, .text = name };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), FALSE);

  change.path = galley_field_item_get_path (item);
  return run_for (self, item, FALSE, &change);
}

/* What a new field holds, until somebody says. */
static char *
make_value (GalleyFieldForm *self, const char *name)
{
  GalleyFields *fields = galley_site_fields_get_fields (self->site_fields);
  const GalleyField *field = fields != NULL ? galley_fields_find (fields, name) : NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) now = NULL;
  GalleyDate date;

  switch (field != NULL ? field->type : galley_field_type_of (name, NULL))
    {
    case GALLEY_FIELD_DATE:
      zone = galley_field_form_dup_time_zone (self);
      now = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_local ();
      galley_date_init (&date, now);
      date.nanosecond = 0;
      return galley_date_format (&date);
    case GALLEY_FIELD_BOOLEAN:
      return g_strdup ("false");
    case GALLEY_FIELD_NUMBER:
      return g_strdup ("0");
    case GALLEY_FIELD_LIST:
      return g_strdup ("[]");
    case GALLEY_FIELD_MAP:
      return g_strdup ("{}");
    default:
      return g_strdup ("\"\"");
    }
}

/* To Hugo upper and lower case are the same. */
static gboolean
has_field (GalleyFieldForm *self, GalleyFieldItem *parent, const char *name)
{
  GListModel *fields =
    parent != NULL ? galley_field_item_get_children (parent) : G_LIST_MODEL (self->fields);

  for (guint i = 0; fields != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (GalleyFieldItem) item = g_list_model_get_item (fields, i);

      if (galley_field_item_get_value (item) != NULL
          && g_ascii_strcasecmp (galley_field_item_get_name (item), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * galley_field_form_add_field:
 * @self: a form
 * @parent: (nullable): a field that is a map; %NULL for the front matter itself
 * @name: the name of a field that is not there
 * @error: where to say why it cannot be
 *
 * Adds a field, beside its kin, with an empty value of the type that goes with its name.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_add_field (GalleyFieldForm *self,
                             GalleyFieldItem *parent,
                             const char *name,
                             GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *yaml = NULL;
  Change change = { .kind = CHANGE_YAML };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);
  g_return_val_if_fail (name != NULL && *name != '\0', FALSE);

  path = galley_field_path_join (parent != NULL ? galley_field_item_get_path (parent) : NULL, name);
  if (has_field (self, parent, name))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_EXISTS, _ ("There is a field “%s” already"),
                   name);
      return FALSE;
    }
  change.path = path;
  change.text = yaml = make_value (self, name);
  return run (self, NULL, &change, 1, error);
}

/**
 * galley_field_form_add_front_matter:
 * @self: a form
 * @error: where to say why it cannot be
 *
 * Puts front matter with an empty title before the text, in the language that the site's other
 * issues have it in.
 *
 * Returns: whether it was done
 */
gboolean
galley_field_form_add_front_matter (GalleyFieldForm *self, GError **error)
{
  const GalleyFieldUsage *survey;
  Change changes[] = { { .kind = CHANGE_FRONT_MATTER, .index = GALLEY_FRONT_MATTER_YAML },
                       { .kind = CHANGE_TEXT, .path = "title", .text = "" } };

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), FALSE);

  survey = galley_site_fields_get_survey (self->site_fields);
  if (survey != NULL)
    changes[0].index = galley_field_usage_get_kind (survey);
  return run (self, NULL, changes, G_N_ELEMENTS (changes), error);
}

/**
 * galley_field_form_end_edit:
 * @self: a form
 *
 * What is changed from now on is another step of the undo history.
 */
void
galley_field_form_end_edit (GalleyFieldForm *self)
{
  g_return_if_fail (GALLEY_IS_FIELD_FORM (self));

  g_clear_pointer (&self->edited, g_free);
  g_clear_pointer (&self->before, g_bytes_unref);
  self->stepped = FALSE;
}
