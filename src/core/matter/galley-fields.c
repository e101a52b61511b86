/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-fields.h"

#include "galley-date.h"
#include "galley-yaml.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GalleyFields
{
  GPtrArray *fields;
};

/* The names that people write in a declaration. */
static const struct
{
  const char *name;
  GalleyFieldType type;
} type_names[] = {
  { "any", GALLEY_FIELD_ANY },         { "text", GALLEY_FIELD_TEXT },
  { "string", GALLEY_FIELD_TEXT },     { "longtext", GALLEY_FIELD_LONG_TEXT },
  { "date", GALLEY_FIELD_DATE },       { "datetime", GALLEY_FIELD_DATE },
  { "boolean", GALLEY_FIELD_BOOLEAN }, { "bool", GALLEY_FIELD_BOOLEAN },
  { "number", GALLEY_FIELD_NUMBER },   { "list", GALLEY_FIELD_LIST },
  { "tags", GALLEY_FIELD_LIST },       { "choice", GALLEY_FIELD_CHOICE },
  { "image", GALLEY_FIELD_IMAGE },     { "map", GALLEY_FIELD_MAP },
};

/* What Hugo and themes mean by a name. */
static const struct
{
  const char *name;
  GalleyFieldType type;
} known[] = {
  { "title", GALLEY_FIELD_TEXT },
  { "linkTitle", GALLEY_FIELD_TEXT },
  { "subtitle", GALLEY_FIELD_TEXT },
  { "description", GALLEY_FIELD_LONG_TEXT },
  { "summary", GALLEY_FIELD_LONG_TEXT },
  { "date", GALLEY_FIELD_DATE },
  { "publishDate", GALLEY_FIELD_DATE },
  { "expiryDate", GALLEY_FIELD_DATE },
  { "lastmod", GALLEY_FIELD_DATE },
  { "draft", GALLEY_FIELD_BOOLEAN },
  { "headless", GALLEY_FIELD_BOOLEAN },
  { "isCJKLanguage", GALLEY_FIELD_BOOLEAN },
  { "toc", GALLEY_FIELD_BOOLEAN },
  { "slug", GALLEY_FIELD_TEXT },
  { "url", GALLEY_FIELD_TEXT },
  { "layout", GALLEY_FIELD_TEXT },
  { "type", GALLEY_FIELD_TEXT },
  { "markup", GALLEY_FIELD_TEXT },
  { "translationKey", GALLEY_FIELD_TEXT },
  { "weight", GALLEY_FIELD_NUMBER },
  { "tags", GALLEY_FIELD_LIST },
  { "categories", GALLEY_FIELD_LIST },
  { "keywords", GALLEY_FIELD_LIST },
  { "series", GALLEY_FIELD_LIST },
  { "authors", GALLEY_FIELD_LIST },
  { "aliases", GALLEY_FIELD_LIST },
  { "outputs", GALLEY_FIELD_LIST },
  { "author", GALLEY_FIELD_ANY },
  { "img", GALLEY_FIELD_IMAGE },
  { "image", GALLEY_FIELD_IMAGE },
  { "images", GALLEY_FIELD_IMAGE },
  { "cover", GALLEY_FIELD_IMAGE },
  { "bigimg", GALLEY_FIELD_IMAGE },
  { "thumbnail", GALLEY_FIELD_IMAGE },
  { "banner", GALLEY_FIELD_IMAGE },
  { "featured_image", GALLEY_FIELD_IMAGE },
  { "featuredImage", GALLEY_FIELD_IMAGE },
  { "featureimage", GALLEY_FIELD_IMAGE },
  { "meta_image", GALLEY_FIELD_IMAGE },
  { "build", GALLEY_FIELD_MAP },
  { "cascade", GALLEY_FIELD_ANY },
  { "params", GALLEY_FIELD_MAP },
  { "sitemap", GALLEY_FIELD_MAP },
};

/* Other names of Hugo's for the same. */
static const char *const synonyms[][2] = {
  { "modified", "lastmod" },
  { "pubdate", "publishDate" },
  { "published", "publishDate" },
  { "unpublishdate", "expiryDate" },
};

static void
field_free (gpointer data)
{
  GalleyField *field = data;

  g_free (field->name);
  g_free (field->label);
  g_strfreev (field->choices);
  g_free (field);
}

static gboolean
find_type (const char *name, GalleyFieldType *type)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  /* “long text”, “long-text” and “longText” are one. */
  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (plain, g_ascii_tolower (*p));

  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_str_equal (type_names[i].name, plain->str))
      {
        *type = type_names[i].type;
        return TRUE;
      }

  return FALSE;
}

static void
report (GPtrArray *diagnostics, const GalleyValue *value, const char *message)
{
  g_ptr_array_add (diagnostics,
                   galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "fields", value->offset,
                                          value->length, g_strdup (message)));
}

static void
read_type (GalleyField *field, const GalleyValue *value, GPtrArray *diagnostics)
{
  const char *name = galley_value_get_string (value);

  if (field->choices != NULL)
    field->type = GALLEY_FIELD_CHOICE;
  if (name == NULL)
    return;
  if (!find_type (name, &field->type))
    report (diagnostics, value,
            _ ("This type is unknown: it is one of text, long text, date, boolean, number, list, "
               "choice, image, map, any"));
}

static void
read_field (GalleyFields *self, const char *name, const GalleyValue *value, GPtrArray *diagnostics)
{
  const GalleyValue *choices = galley_value_get (value, "choices");
  const GalleyValue *required = galley_value_get (value, "required");
  GalleyField *field;

  if (galley_fields_find (self, name) != NULL)
    {
      report (diagnostics, value, _ ("This field is declared already; only the first counts"));
      return;
    }

  field = g_new0 (GalleyField, 1);
  g_ptr_array_add (self->fields, field);
  field->name = g_strdup (name);
  field->label = g_strdup (galley_value_get_string (galley_value_get (value, "label")));
  field->type = galley_field_type_of (name, NULL);
  if (choices != NULL)
    field->choices = galley_value_dup_strings (choices);
  field->required =
    required != NULL && required->text != NULL && g_ascii_strcasecmp (required->text, "true") == 0;

  /* “name: date” is short for “name: {type: date}”. */
  if (value->kind == GALLEY_VALUE_STRING && value->text != name)
    read_type (field, value, diagnostics);
  else
    read_type (field, galley_value_get (value, "type"), diagnostics);
}

/**
 * galley_fields_parse:
 * @text: the text of `.galley/fields.yaml`, valid UTF-8
 * @length: its length in bytes
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong
 *
 * Reads which fields a site declares: a list of maps with `name`, `label`, `type`, `choices`,
 * `required`, or a map from names to such, either of them also under `fields`. What is wrong is
 * left out.
 *
 * Returns: (transfer full): the fields, in their order
 */
GalleyFields *
galley_fields_parse (const char *text, gsize length, GPtrArray *diagnostics)
{
  GalleyFields *self = g_new0 (GalleyFields, 1);
  g_autoptr (GalleyValue) root = galley_yaml_parse (text, length, 0, diagnostics);
  const GalleyValue *list = root;

  self->fields = g_ptr_array_new_with_free_func (field_free);
  if (galley_value_get (root, "fields") != NULL)
    list = galley_value_get (root, "fields");

  if (list != NULL && list->items == NULL && list->kind != GALLEY_VALUE_NULL)
    report (diagnostics, list, _ ("Fields are declared as a list: “- name: …”"));
  for (guint i = 0; list != NULL && list->items != NULL && i < list->items->len; i++)
    {
      const GalleyValue *value = g_ptr_array_index (list->items, i);
      const GalleyValue *name = list->keys != NULL ? g_ptr_array_index (list->keys, i) : NULL;

      if (list->keys == NULL)
        name = value->kind == GALLEY_VALUE_STRING ? value : galley_value_get (value, "name");
      if (name == NULL || name->text == NULL || *name->text == '\0')
        report (diagnostics, value, _ ("A field needs a name: “- name: …”"));
      else
        read_field (self, name->text, value, diagnostics);
    }

  return self;
}

void
galley_fields_free (GalleyFields *self)
{
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/**
 * galley_fields_get_n_fields:
 * @self: fields
 *
 * Returns: how many there are
 */
guint
galley_fields_get_n_fields (const GalleyFields *self)
{
  return self->fields->len;
}

/**
 * galley_fields_get_field:
 * @self: fields
 * @index: which one, from 0
 *
 * Returns: (transfer none): the field
 */
const GalleyField *
galley_fields_get_field (const GalleyFields *self, guint index)
{
  return g_ptr_array_index (self->fields, index);
}

/**
 * galley_fields_find:
 * @self: fields
 * @name: a name; case does not count
 *
 * Returns: (transfer none) (nullable): the field of that name
 */
const GalleyField *
galley_fields_find (const GalleyFields *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const GalleyField *field = g_ptr_array_index (self->fields, i);

      if (g_ascii_strcasecmp (field->name, name) == 0)
        return field;
    }

  return NULL;
}

/**
 * galley_field_canonical_name:
 * @name: a name
 *
 * Finds the name that Hugo's documentation uses: case does not count, and some fields have other
 * names as well.
 *
 * Returns: that name, or @name when it is not one of Hugo's
 */
const char *
galley_field_canonical_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (g_ascii_strcasecmp (synonyms[i][0], name) == 0)
      return synonyms[i][1];
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (known[i].name, name) == 0)
      return known[i].name;

  return name;
}

static GalleyFieldType
guess_type (const GalleyValue *value)
{
  GalleyDate date;

  switch (value->kind)
    {
    case GALLEY_VALUE_BOOLEAN:
      return GALLEY_FIELD_BOOLEAN;
    case GALLEY_VALUE_NUMBER:
      return GALLEY_FIELD_NUMBER;
    case GALLEY_VALUE_MAP:
      return GALLEY_FIELD_MAP;
    case GALLEY_VALUE_LIST:
      for (guint i = 0; i < value->items->len; i++)
        if (((const GalleyValue *) g_ptr_array_index (value->items, i))->items != NULL)
          return GALLEY_FIELD_ANY;
      return GALLEY_FIELD_LIST;
    case GALLEY_VALUE_STRING:
      if (galley_date_parse (value->text, &date))
        return GALLEY_FIELD_DATE;
      return strchr (value->text, '\n') != NULL ? GALLEY_FIELD_LONG_TEXT : GALLEY_FIELD_TEXT;
    default:
      return GALLEY_FIELD_ANY;
    }
}

/**
 * galley_field_type_of:
 * @name: the name of a field at the top of the front matter
 * @value: (nullable): its value
 *
 * Tells what a field holds that nothing declares: what Hugo means by its name, else what its value
 * is.
 *
 * Returns: the type
 */
GalleyFieldType
galley_field_type_of (const char *name, const GalleyValue *value)
{
  const char *canonical = galley_field_canonical_name (name);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].name, canonical))
      return known[i].type;

  return value != NULL ? guess_type (value) : GALLEY_FIELD_ANY;
}
