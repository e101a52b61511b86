/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-front-matter-check.h"

#include "galley-date.h"

#include <glib/gi18n.h>

typedef struct
{
  const GalleyFrontMatter *front_matter;
  const GalleyFrontMatterRules *rules;
  GPtrArray *diagnostics;
} Check;

G_GNUC_PRINTF (3, 4)
static void
report (Check *self, const GalleyValue *place, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->diagnostics,
                   galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "front-matter", place->offset,
                                          place->length, g_strdup_vprintf (format, args)));
  va_end (args);
}

/* What is missing is told of where the front matter starts. */
static void
report_missing (Check *self, const char *label)
{
  const GalleyFrontMatter *front_matter = self->front_matter;
  gsize start = front_matter->kind == GALLEY_FRONT_MATTER_JSON ? front_matter->offset : 0;

  g_ptr_array_add (self->diagnostics,
                   galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "front-matter", start, 3,
                                          g_strdup_printf (_ ("The field “%s” is missing"),
                                                           label)));
}

static const GalleyField *
find_declared (Check *self, const char *name)
{
  GalleyFields *fields = self->rules != NULL ? self->rules->fields : NULL;

  return fields != NULL ? galley_fields_find (fields, name) : NULL;
}

static void
check_time (Check *self, const char *name, const GalleyValue *value, const GalleyDate *date)
{
  g_autoptr (GDateTime) time = NULL;
  gboolean later;

  if (self->rules == NULL || self->rules->now == NULL)
    return;

  time = galley_date_to_date_time (date, self->rules->zone);
  if (time == NULL)
    return;
  later = g_date_time_compare (time, self->rules->now) > 0;
  if (g_str_equal (name, "expiryDate") && !later)
    report (self, value, _ ("This date is past: Hugo does not publish the issue any more"));
  else if (g_str_equal (name, "publishDate") && later)
    report (self, value, _ ("This date is in the future: Hugo does not publish the issue before"));
  else if (g_str_equal (name, "date") && later
           && galley_value_get (self->front_matter->root, "publishDate") == NULL)
    report (self, value, _ ("This date is in the future: Hugo does not publish the issue before"));
}

static void
check_date (Check *self, const char *name, const GalleyValue *value)
{
  GalleyDate date;

  if (value->kind == GALLEY_VALUE_STRING && *value->text != '\0')
    {
      if (galley_date_parse (value->text, &date))
        check_time (self, name, value, &date);
      else
        report (self, value,
                _ ("“%s” is no date that Hugo reads: write it like 2026-01-31 or "
                   "2026-01-31T10:00:00+08:00"),
                value->text);
    }
  /* A number is seconds since 1970. */
  else if (value->items != NULL || value->kind == GALLEY_VALUE_BOOLEAN)
    report (self, value, _ ("A date is wanted here, such as 2026-01-31"));
}

static gboolean
is_list_of_texts (const GalleyValue *value)
{
  if (value->kind != GALLEY_VALUE_LIST)
    return value->kind != GALLEY_VALUE_MAP;
  for (guint i = 0; i < value->items->len; i++)
    if (((const GalleyValue *) g_ptr_array_index (value->items, i))->items != NULL)
      return FALSE;

  return TRUE;
}

static void
check_boolean (Check *self, const char *name, const GalleyValue *value)
{
  const char *text = value->text != NULL ? value->text : "";
  gboolean word = g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0;

  if (value->kind != GALLEY_VALUE_BOOLEAN && !word)
    report (self, value, _ ("Only “true” or “false” counts here"));
  else if (g_str_equal (name, "draft") && g_ascii_strcasecmp (text, "true") == 0)
    report (self, value, _ ("This is a draft: Hugo does not publish it"));
}

static void
check_type (Check *self, const char *name, GalleyFieldType type, const GalleyValue *value)
{
  if (value->kind == GALLEY_VALUE_NULL)
    return;

  switch (type)
    {
    case GALLEY_FIELD_DATE:
      check_date (self, name, value);
      break;
    case GALLEY_FIELD_BOOLEAN:
      check_boolean (self, name, value);
      break;
    case GALLEY_FIELD_TEXT:
    case GALLEY_FIELD_LONG_TEXT:
    case GALLEY_FIELD_CHOICE:
      if (value->items != NULL)
        report (self, value, _ ("One text is wanted here, not a list or a group"));
      break;
    case GALLEY_FIELD_NUMBER:
      if (value->kind != GALLEY_VALUE_NUMBER)
        report (self, value, _ ("A number is wanted here"));
      break;
    case GALLEY_FIELD_LIST:
      if (!is_list_of_texts (value))
        report (self, value, _ ("A list of texts is wanted here"));
      break;
    case GALLEY_FIELD_MAP:
      if (value->kind != GALLEY_VALUE_MAP)
        report (self, value, _ ("Fields are wanted here, “name: value”, one a line"));
      break;
    default:
      break;
    }
}

static void
check_choices (Check *self, const GalleyField *field, const GalleyValue *value)
{
  g_auto (GStrv) texts = galley_value_dup_strings (value);
  g_autofree char *choices = g_strjoinv (", ", field->choices);

  for (gsize i = 0; texts[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) field->choices, texts[i]))
      report (self, value, _ ("“%s” is not among what the site wants here: %s"), texts[i], choices);
}

/* Hugo does not tell upper from lower case, so that two names can be one field. */
static void
check_case (Check *self, guint index)
{
  const GalleyValue *root = self->front_matter->root;
  const GalleyValue *key = g_ptr_array_index (root->keys, index);

  for (guint i = 0; i < index; i++)
    {
      const GalleyValue *other = g_ptr_array_index (root->keys, i);

      if (other->text != NULL && g_ascii_strcasecmp (other->text, key->text) == 0
          && !g_str_equal (other->text, key->text))
        {
          report (self, key, _ ("“%s” and “%s” are one field to Hugo; only one can count"),
                  other->text, key->text);
          return;
        }
    }
}

static void
check_field (Check *self, guint index)
{
  const GalleyValue *root = self->front_matter->root;
  const GalleyValue *key = g_ptr_array_index (root->keys, index);
  const GalleyValue *value = g_ptr_array_index (root->items, index);
  const GalleyField *declared;
  const char *name;

  if (key->text == NULL)
    return;

  name = galley_field_canonical_name (key->text);
  declared = find_declared (self, key->text);
  /* Nobody writes so many by hand; the comparison of all with all stays short. */
  if (index < 1000)
    check_case (self, index);
  check_type (self, name, declared != NULL ? declared->type : galley_field_type_of (name, NULL),
              value);
  if (declared != NULL && declared->choices != NULL)
    check_choices (self, declared, value);
}

static gboolean
is_given (const GalleyValue *value)
{
  if (value == NULL || value->kind == GALLEY_VALUE_NULL)
    return FALSE;
  if (value->items != NULL)
    return value->items->len > 0;
  return *value->text != '\0';
}

static void
check_required (Check *self)
{
  GalleyFields *fields = self->rules != NULL ? self->rules->fields : NULL;
  const GalleyValue *root = self->front_matter->root;
  const GalleyField *title = find_declared (self, "title");

  if ((title == NULL || !title->required) && !is_given (galley_value_get (root, "title")))
    report_missing (self, "title");
  for (guint i = 0; fields != NULL && i < galley_fields_get_n_fields (fields); i++)
    {
      const GalleyField *field = galley_fields_get_field (fields, i);

      if (field->required && !is_given (galley_value_get (root, field->name)))
        report_missing (self, field->label != NULL ? field->label : field->name);
    }
}

/**
 * galley_front_matter_check:
 * @front_matter: front matter that parses
 * @rules: (nullable): what to check it by
 * @diagnostics: (element-type GalleyDiagnostic): takes what is found
 *
 * Looks at what the fields say as Hugo will: what keeps an issue from being published, what it
 * passes over without a word, and what the site wants. What does not parse, and names that stand
 * twice, are told when the front matter is read.
 */
void
galley_front_matter_check (const GalleyFrontMatter *front_matter,
                           const GalleyFrontMatterRules *rules,
                           GPtrArray *diagnostics)
{
  Check self = { front_matter, rules, diagnostics };

  if (front_matter->kind == GALLEY_FRONT_MATTER_NONE)
    return;
  /* That it does not parse was told when it was read. */
  if (front_matter->root == NULL && front_matter->length > 0)
    return;

  for (guint i = 0; front_matter->root != NULL && i < front_matter->root->keys->len; i++)
    check_field (&self, i);
  check_required (&self);
}
