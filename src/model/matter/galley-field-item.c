/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-item.h"

#include "galley-value-data.h"

#include <string.h>

/**
 * GalleyFieldItem:
 *
 * A field of the front matter, or an item of a list, as a form shows it. It stays the same while
 * its path and its shape do, whatever its value becomes.
 */
struct _GalleyFieldItem
{
  GObject parent_instance;

  char *path;
  char *name;
  GalleyFieldShape shape;
  GListModel *children;

  GalleyValue *key;
  GalleyValue *value;

  char *label;
  GStrv choices;
  gboolean repeated;

  GalleySeverity severity;
  char *problem;
  char *refusal;
};

enum
{
  PROP_LABEL = 1,
  PROP_PROBLEM,
  PROP_REPEATED,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyFieldItem, galley_field_item, G_TYPE_OBJECT)

static void
galley_field_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyFieldItem *self = GALLEY_FIELD_ITEM (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, galley_field_item_get_problem (self));
      break;
    case PROP_REPEATED:
      g_value_set_boolean (value, self->repeated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_field_item_finalize (GObject *object)
{
  GalleyFieldItem *self = GALLEY_FIELD_ITEM (object);

  g_free (self->path);
  g_free (self->name);
  g_clear_object (&self->children);
  g_clear_pointer (&self->key, galley_value_unref);
  g_clear_pointer (&self->value, galley_value_unref);
  g_free (self->label);
  g_strfreev (self->choices);
  g_free (self->problem);
  g_free (self->refusal);

  G_OBJECT_CLASS (galley_field_item_parent_class)->finalize (object);
}

static void
galley_field_item_class_init (GalleyFieldItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = galley_field_item_finalize;
  object_class->get_property = galley_field_item_get_property;

  /**
   * GalleyFieldItem:label:
   *
   * What the site calls it; %NULL when it does not say.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);

  /**
   * GalleyFieldItem:problem:
   *
   * What is wrong with it, for people; %NULL when nothing is.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);

  /**
   * GalleyFieldItem:repeated:
   *
   * Whether a field above has the same name, so that this one cannot be told from it.
   */
  properties[PROP_REPEATED] = g_param_spec_boolean ("repeated", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GalleyFieldItem::changed:
   *
   * The value is another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_field_item_init (GalleyFieldItem *self)
{
}

/**
 * galley_field_item_new:
 * @path: its path, see galley_field_path_parse()
 * @name: its name, or which item of a list it is
 * @shape: how it is shown
 * @children: (nullable) (transfer none): what is below it, when it is a group
 *
 * Returns: (transfer full): a field without a value
 */
GalleyFieldItem *
galley_field_item_new (const char *path,
                       const char *name,
                       GalleyFieldShape shape,
                       GListModel *children)
{
  GalleyFieldItem *self = g_object_new (GALLEY_TYPE_FIELD_ITEM, NULL);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->shape = shape;
  self->children = children != NULL ? g_object_ref (children) : NULL;
  return self;
}

/**
 * galley_field_item_get_path:
 * @self: a field
 *
 * Returns: (transfer none): its path
 */
const char *
galley_field_item_get_path (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return self->path;
}

/**
 * galley_field_item_get_name:
 * @self: a field
 *
 * Returns: (transfer none): its name as it is written, or the number of the item, from 1
 */
const char *
galley_field_item_get_name (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return self->name;
}

/**
 * galley_field_item_get_shape:
 * @self: a field
 *
 * Returns: how it is shown
 */
GalleyFieldShape
galley_field_item_get_shape (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), GALLEY_FIELD_SHAPE_TEXT);

  return self->shape;
}

/**
 * galley_field_item_get_children:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the #GalleyFieldItem below it, when it is a group
 */
GListModel *
galley_field_item_get_children (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return self->children;
}

/**
 * galley_field_item_get_value:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): its value; %NULL when the text does not have the field
 */
const GalleyValue *
galley_field_item_get_value (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return self->value;
}

/**
 * galley_field_item_get_text:
 * @self: a field
 *
 * Returns: (transfer none): the text of its value; empty when that is none, a list or a group
 */
const char *
galley_field_item_get_text (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), "");

  if (self->value == NULL || self->value->items != NULL || self->value->text == NULL
      || self->value->kind == GALLEY_VALUE_NULL)
    return "";
  return self->value->text;
}

/**
 * galley_field_item_set_value:
 * @self: a field
 * @key: (nullable): its name in the text
 * @value: (nullable): its value; %NULL when the text does not have the field
 *
 * Takes the value that the text has now.
 */
void
galley_field_item_set_value (GalleyFieldItem *self, GalleyValue *key, GalleyValue *value)
{
  GalleyValue *old_key = self->key;
  GalleyValue *old = self->value;
  gboolean same;

  g_return_if_fail (GALLEY_IS_FIELD_ITEM (self));

  same = old == value || (old != NULL && value != NULL && galley_value_equal (old, value));
  self->key = key != NULL ? galley_value_ref (key) : NULL;
  self->value = value != NULL ? galley_value_ref (value) : NULL;
  g_clear_pointer (&old_key, galley_value_unref);
  g_clear_pointer (&old, galley_value_unref);
  if (same)
    return;

  galley_field_item_refuse (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
covers (const GalleyValue *value, gsize offset)
{
  return value != NULL && offset >= value->offset
         && (offset < value->offset + value->length || offset == value->offset);
}

/**
 * galley_field_item_covers:
 * @self: a field
 * @offset: a place of the text, in bytes
 *
 * Returns: whether the field's name or its value are there
 */
gboolean
galley_field_item_covers (GalleyFieldItem *self, gsize offset)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), FALSE);

  return covers (self->key, offset) || covers (self->value, offset);
}

/**
 * galley_field_item_get_label:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): see #GalleyFieldItem:label
 */
const char *
galley_field_item_get_label (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return self->label;
}

/**
 * galley_field_item_get_choices:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the texts that it, or an item of it, may be
 */
const char *const *
galley_field_item_get_choices (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return (const char *const *) self->choices;
}

/**
 * galley_field_item_set_declared:
 * @self: a field
 * @field: (nullable): how the site declares it
 *
 * Takes label and choices.
 */
void
galley_field_item_set_declared (GalleyFieldItem *self, const GalleyField *field)
{
  GStrv choices = field != NULL ? field->choices : NULL;

  g_return_if_fail (GALLEY_IS_FIELD_ITEM (self));

  if (g_set_str (&self->label, field != NULL ? field->label : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  if (self->choices == choices
      || (self->choices != NULL && choices != NULL
          && g_strv_equal ((const char *const *) self->choices, (const char *const *) choices)))
    return;

  g_strfreev (self->choices);
  self->choices = g_strdupv (choices);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * galley_field_item_get_repeated:
 * @self: a field
 *
 * Returns: see #GalleyFieldItem:repeated
 */
gboolean
galley_field_item_get_repeated (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), FALSE);

  return self->repeated;
}

/**
 * galley_field_item_set_repeated:
 * @self: a field
 * @repeated: whether a field above has the same name
 */
void
galley_field_item_set_repeated (GalleyFieldItem *self, gboolean repeated)
{
  g_return_if_fail (GALLEY_IS_FIELD_ITEM (self));

  if (self->repeated == repeated)
    return;
  self->repeated = repeated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPEATED]);
}

/**
 * galley_field_item_get_problem:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): see #GalleyFieldItem:problem
 */
const char *
galley_field_item_get_problem (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), NULL);

  return self->refusal != NULL ? self->refusal : self->problem;
}

/**
 * galley_field_item_get_severity:
 * @self: a field
 *
 * Returns: how bad its problem is
 */
GalleySeverity
galley_field_item_get_severity (GalleyFieldItem *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (self), GALLEY_SEVERITY_WARNING);

  return self->refusal != NULL ? GALLEY_SEVERITY_ERROR : self->severity;
}

/**
 * galley_field_item_set_problem:
 * @self: a field
 * @severity: how bad it is
 * @problem: (nullable): what is wrong with the value that it has
 */
void
galley_field_item_set_problem (GalleyFieldItem *self, GalleySeverity severity, const char *problem)
{
  gboolean other;

  g_return_if_fail (GALLEY_IS_FIELD_ITEM (self));

  other = self->severity != severity;
  self->severity = severity;
  if (g_set_str (&self->problem, problem) || (other && problem != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * galley_field_item_refuse:
 * @self: a field
 * @reason: (nullable): why it cannot be changed as it was asked for; %NULL when that is past
 *
 * Says, in the place of what is wrong with the value, why an edit was refused.
 */
void
galley_field_item_refuse (GalleyFieldItem *self, const char *reason)
{
  g_return_if_fail (GALLEY_IS_FIELD_ITEM (self));

  if (g_set_str (&self->refusal, reason))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static gboolean
is_texts (const GalleyValue *list)
{
  for (guint i = 0; i < list->items->len; i++)
    if (((const GalleyValue *) g_ptr_array_index (list->items, i))->items != NULL)
      return FALSE;

  return TRUE;
}

static GalleyFieldShape
get_shape_of_text (GalleyFieldType type, const GalleyValue *value, GalleyFieldItem *before)
{
  gboolean long_before = before != NULL && before->shape == GALLEY_FIELD_SHAPE_LONG_TEXT;
  gboolean text_before = before != NULL && before->shape == GALLEY_FIELD_SHAPE_TEXT;
  GalleyFieldType guess = galley_field_type_of ("", value);

  if (value != NULL && value->text != NULL && strpbrk (value->text, "\n\r") != NULL)
    return GALLEY_FIELD_SHAPE_LONG_TEXT;
  if (type == GALLEY_FIELD_LONG_TEXT || long_before)
    return GALLEY_FIELD_SHAPE_LONG_TEXT;
  /* What is typed into a text does not become another widget under the fingers. */
  if (type == GALLEY_FIELD_TEXT || text_before)
    return GALLEY_FIELD_SHAPE_TEXT;

  switch (guess)
    {
    case GALLEY_FIELD_DATE:
      return GALLEY_FIELD_SHAPE_DATE;
    case GALLEY_FIELD_BOOLEAN:
      return GALLEY_FIELD_SHAPE_SWITCH;
    case GALLEY_FIELD_NUMBER:
      return GALLEY_FIELD_SHAPE_NUMBER;
    default:
      return GALLEY_FIELD_SHAPE_TEXT;
    }
}

/**
 * galley_field_shape_of:
 * @type: what a field should hold
 * @value: (nullable): what it does hold
 * @before: (nullable): the field as it was
 *
 * Tells how to show a field, so that whatever it holds can be seen and changed.
 *
 * Returns: the shape
 */
GalleyFieldShape
galley_field_shape_of (GalleyFieldType type, const GalleyValue *value, GalleyFieldItem *before)
{
  gboolean empty = value == NULL || value->kind == GALLEY_VALUE_NULL;

  if (!empty && value->items != NULL)
    {
      if (value->kind == GALLEY_VALUE_MAP || !is_texts (value) || type == GALLEY_FIELD_IMAGE)
        return GALLEY_FIELD_SHAPE_GROUP;
      return GALLEY_FIELD_SHAPE_CHIPS;
    }

  switch (type)
    {
    case GALLEY_FIELD_LIST:
      return GALLEY_FIELD_SHAPE_CHIPS;
    case GALLEY_FIELD_IMAGE:
      return GALLEY_FIELD_SHAPE_IMAGE;
    case GALLEY_FIELD_CHOICE:
      return GALLEY_FIELD_SHAPE_CHOICE;
    case GALLEY_FIELD_DATE:
      return GALLEY_FIELD_SHAPE_DATE;
    case GALLEY_FIELD_NUMBER:
      return GALLEY_FIELD_SHAPE_NUMBER;
    case GALLEY_FIELD_BOOLEAN:
      if (empty || value->kind == GALLEY_VALUE_BOOLEAN
          || g_ascii_strcasecmp (value->text, "true") == 0
          || g_ascii_strcasecmp (value->text, "false") == 0)
        return GALLEY_FIELD_SHAPE_SWITCH;
      return GALLEY_FIELD_SHAPE_TEXT;
    default:
      return get_shape_of_text (type, value, before);
    }
}
