/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-dialect-settings.h"

#include <glib/gi18n.h>
#include <stddef.h>

#define PAIRS_MAX 64
#define HEADING_LEVEL_MAX 6

typedef enum
{
  KIND_BOOLEAN,
  KIND_INVERTED,
  KIND_NUMBER,
  KIND_TEXT,
  KIND_PAIRS,
  KIND_HEADING_IDS,
  KIND_LINE_BREAKS,
  KIND_LINE_BREAKS_STYLE,
  KIND_LINK_HOOK,
} Kind;

typedef struct
{
  const char *key;
  Kind kind;
  gsize offset;
  /* Hugo took a boolean here before it took a map; it still does. */
  const char *formerly;
} Row;

#define FIELD(name) offsetof (GalleyDialect, name)
#define GOLDMARK "markup.goldmark."
#define EXTENSIONS GOLDMARK "extensions."
#define TYPOGRAPHER EXTENSIONS "typographer"
#define MARK(name, index)                                                                          \
  { TYPOGRAPHER "." name, KIND_TEXT,                                                               \
    FIELD (typographics) + sizeof (char *) * GALLEY_TYPOGRAPHIC_##index, NULL }

static const Row rows[] = {
  { GOLDMARK "renderer.unsafe", KIND_BOOLEAN, FIELD (unsafe), NULL },
  { GOLDMARK "renderer.hardWraps", KIND_BOOLEAN, FIELD (hard_wraps), NULL },
  { GOLDMARK "renderer.xHTML", KIND_BOOLEAN, FIELD (xhtml), NULL },
  { GOLDMARK "parser.autoHeadingID", KIND_BOOLEAN, FIELD (auto_heading_id), NULL },
  { GOLDMARK "parser.autoDefinitionTermID", KIND_BOOLEAN, FIELD (auto_definition_term_id), NULL },
  { GOLDMARK "parser.autoIDType", KIND_HEADING_IDS, FIELD (heading_ids), NULL },
  { GOLDMARK "parser.attribute.title", KIND_BOOLEAN, FIELD (attribute_title),
    GOLDMARK "parser.attribute" },
  { GOLDMARK "parser.attribute.block", KIND_BOOLEAN, FIELD (attribute_block), NULL },
  { GOLDMARK "parser.wrapStandAloneImageWithinParagraph", KIND_BOOLEAN, FIELD (wrap_lone_image),
    NULL },
  { EXTENSIONS "table", KIND_BOOLEAN, FIELD (table), NULL },
  { EXTENSIONS "strikethrough", KIND_BOOLEAN, FIELD (strikethrough), NULL },
  { EXTENSIONS "taskList", KIND_BOOLEAN, FIELD (task_list), NULL },
  { EXTENSIONS "definitionList", KIND_BOOLEAN, FIELD (definition_list), NULL },
  { EXTENSIONS "footnote.enable", KIND_BOOLEAN, FIELD (footnote), EXTENSIONS "footnote" },
  { EXTENSIONS "footnote.enableAutoIDPrefix", KIND_BOOLEAN, FIELD (footnote_auto_id_prefix), NULL },
  { EXTENSIONS "footnote.backlinkHTML", KIND_TEXT, FIELD (footnote_backlink_html), NULL },
  { EXTENSIONS "linkify", KIND_BOOLEAN, FIELD (linkify), NULL },
  { EXTENSIONS "linkifyProtocol", KIND_TEXT, FIELD (linkify_protocol), NULL },
  { TYPOGRAPHER ".disable", KIND_INVERTED, FIELD (typographer), TYPOGRAPHER },
  MARK ("leftSingleQuote", LEFT_SINGLE_QUOTE),
  MARK ("rightSingleQuote", RIGHT_SINGLE_QUOTE),
  MARK ("leftDoubleQuote", LEFT_DOUBLE_QUOTE),
  MARK ("rightDoubleQuote", RIGHT_DOUBLE_QUOTE),
  MARK ("enDash", EN_DASH),
  MARK ("emDash", EM_DASH),
  MARK ("ellipsis", ELLIPSIS),
  MARK ("leftAngleQuote", LEFT_ANGLE_QUOTE),
  MARK ("rightAngleQuote", RIGHT_ANGLE_QUOTE),
  MARK ("apostrophe", APOSTROPHE),
  { EXTENSIONS "extras.delete.enable", KIND_BOOLEAN, FIELD (extra_delete), NULL },
  { EXTENSIONS "extras.insert.enable", KIND_BOOLEAN, FIELD (extra_insert), NULL },
  { EXTENSIONS "extras.mark.enable", KIND_BOOLEAN, FIELD (extra_mark), NULL },
  { EXTENSIONS "extras.subscript.enable", KIND_BOOLEAN, FIELD (extra_subscript), NULL },
  { EXTENSIONS "extras.superscript.enable", KIND_BOOLEAN, FIELD (extra_superscript), NULL },
  { EXTENSIONS "passthrough.enable", KIND_BOOLEAN, FIELD (passthrough), NULL },
  { EXTENSIONS "passthrough.delimiters.inline", KIND_PAIRS, FIELD (passthrough_inline), NULL },
  { EXTENSIONS "passthrough.delimiters.block", KIND_PAIRS, FIELD (passthrough_block), NULL },
  { EXTENSIONS "cjk.enable", KIND_BOOLEAN, FIELD (cjk), NULL },
  { EXTENSIONS "cjk.eastAsianLineBreaks", KIND_LINE_BREAKS, FIELD (east_asian_line_breaks), NULL },
  { EXTENSIONS "cjk.eastAsianLineBreaksStyle", KIND_LINE_BREAKS_STYLE,
    FIELD (east_asian_line_breaks), NULL },
  { EXTENSIONS "cjk.escapedSpace", KIND_BOOLEAN, FIELD (cjk_escaped_space), NULL },
  { GOLDMARK "renderHooks.link.useEmbedded", KIND_LINK_HOOK, FIELD (link_hook), NULL },
  { "markup.tableOfContents.startLevel", KIND_NUMBER, FIELD (toc_start_level), NULL },
  { "markup.tableOfContents.endLevel", KIND_NUMBER, FIELD (toc_end_level), NULL },
  { "enableEmoji", KIND_BOOLEAN, FIELD (emoji), NULL },
  { "hasCJKLanguage", KIND_BOOLEAN, FIELD (has_cjk_language), NULL },
  { "summaryLength", KIND_NUMBER, FIELD (summary_length), NULL },
  { "timeZone", KIND_TEXT, FIELD (time_zone), NULL },
};

typedef struct
{
  GalleyDialect *dialect;
  GalleySiteReader *reader;
  const GalleySiteTree *tree;
} Decoder;

static const char *const heading_id_names[] = { "github", "github-ascii", "blackfriday" };
static const char *const link_hook_names[] = { "auto", "never", "fallback", "always" };
static const char *const line_break_names[] = { "simple", "simple", "css3draft" };

G_GNUC_PRINTF (3, 4)
static void
report (Decoder *self, const GalleyValue *value, const char *format, ...)
{
  const GalleySiteFile *file = g_hash_table_lookup (self->tree->origins, value);
  g_autofree char *message = NULL;
  va_list args;

  if (file == NULL)
    return;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  galley_site_reader_report (self->reader, file, value->offset, value->length, message);
}

/* As lenient as Hugo: the words that Go takes for booleans, and numbers. */
static gboolean
decode_boolean (Decoder *self, const Row *row, const GalleyValue *value, gboolean *result)
{
  static const char *const trues[] = { "1", "t", "T", "true", "True", "TRUE", NULL };
  static const char *const falses[] = { "", "0", "f", "F", "false", "False", "FALSE", NULL };
  const char *text = value->text;

  if (text != NULL && g_strv_contains (trues, text))
    *result = TRUE;
  else if (text != NULL && g_strv_contains (falses, text))
    *result = FALSE;
  else if (value->kind == GALLEY_VALUE_NUMBER)
    *result = g_ascii_strtod (text, NULL) != 0;
  else
    {
      report (self, value, _ ("“%s” is either true or false"), row->key);
      return FALSE;
    }

  return TRUE;
}

static gboolean
decode_number (Decoder *self, const Row *row, const GalleyValue *value, guint *result)
{
  gint64 number = 0;
  char *end = NULL;

  if (value->text != NULL)
    number = g_ascii_strtoll (value->text, &end, 10);
  if (end == NULL || end == value->text || (*end != '\0' && *end != '.'))
    {
      report (self, value, _ ("“%s” is a number"), row->key);
      return FALSE;
    }

  /* Below zero is “all” for the last level of a table of contents. */
  if (row->offset == FIELD (toc_end_level) && number < 0)
    number = HEADING_LEVEL_MAX;
  *result = (guint) CLAMP (number, 0, G_MAXINT);

  return TRUE;
}

static const char *
get_text (const GalleyValue *list, guint i)
{
  const GalleyValue *value = g_ptr_array_index (list->items, i);

  return value->text != NULL && *value->text != '\0' ? value->text : NULL;
}

static gboolean
decode_pairs (Decoder *self, const Row *row, const GalleyValue *value, GStrv *result)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (value->kind != GALLEY_VALUE_LIST)
    {
      report (self, value, _ ("“%s” is a list of pairs of delimiters"), row->key);
      return FALSE;
    }

  for (guint i = 0; i < MIN (value->items->len, PAIRS_MAX); i++)
    {
      const GalleyValue *pair = g_ptr_array_index (value->items, i);

      if (pair->kind == GALLEY_VALUE_LIST && pair->items->len == 2 && get_text (pair, 0) != NULL
          && get_text (pair, 1) != NULL)
        g_strv_builder_add_many (builder, get_text (pair, 0), get_text (pair, 1), NULL);
      else
        report (self, value, _ ("“%s” is a list of pairs of delimiters"), row->key);
    }

  g_strfreev (*result);
  *result = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
decode_text (Decoder *self, const Row *row, const GalleyValue *value, char **result)
{
  if (value->text == NULL)
    {
      report (self, value, _ ("“%s” is a text"), row->key);
      return FALSE;
    }

  g_set_str (result, value->text);
  return TRUE;
}

static void
decode_heading_ids (const GalleyValue *value, GalleyHeadingIds *result)
{
  /* Hugo takes what it does not know for the first. */
  *result = GALLEY_HEADING_IDS_GITHUB;
  for (guint i = 0; i < G_N_ELEMENTS (heading_id_names); i++)
    if (g_strcmp0 (value->text, heading_id_names[i]) == 0)
      *result = (GalleyHeadingIds) i;
}

static void
decode_link_hook (const GalleyValue *value, GalleyLinkHook *result)
{
  for (guint i = 0; i < G_N_ELEMENTS (link_hook_names); i++)
    if (g_strcmp0 (value->text, link_hook_names[i]) == 0)
      *result = (GalleyLinkHook) i;
}

static gboolean
decode_line_breaks (Decoder *self,
                    const Row *row,
                    const GalleyValue *value,
                    GalleyLineBreaks *result)
{
  gboolean enabled;

  if (row->kind == KIND_LINE_BREAKS)
    {
      if (!decode_boolean (self, row, value, &enabled))
        return FALSE;
      *result = enabled ? GALLEY_LINE_BREAKS_SIMPLE : GALLEY_LINE_BREAKS_ALL;
    }
  /* The style alone does not switch it on. */
  else if (*result != GALLEY_LINE_BREAKS_ALL && g_strcmp0 (value->text, "css3draft") == 0)
    *result = GALLEY_LINE_BREAKS_CSS3_DRAFT;

  return TRUE;
}

static gboolean
decode (Decoder *self, const Row *row, const GalleyValue *value)
{
  gpointer field = G_STRUCT_MEMBER_P (self->dialect, row->offset);
  gboolean disabled;

  switch (row->kind)
    {
    case KIND_BOOLEAN:
      return decode_boolean (self, row, value, field);
    case KIND_INVERTED:
      if (!decode_boolean (self, row, value, &disabled))
        return FALSE;
      *(gboolean *) field = !disabled;
      return TRUE;
    case KIND_NUMBER:
      return decode_number (self, row, value, field);
    case KIND_TEXT:
      return decode_text (self, row, value, field);
    case KIND_PAIRS:
      return decode_pairs (self, row, value, field);
    case KIND_HEADING_IDS:
      decode_heading_ids (value, field);
      return TRUE;
    case KIND_LINE_BREAKS:
    case KIND_LINE_BREAKS_STYLE:
      return decode_line_breaks (self, row, value, field);
    case KIND_LINK_HOOK:
      decode_link_hook (value, field);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Returns the value that decided, if the site has one. */
static const GalleyValue *
apply_row (Decoder *self, const Row *row)
{
  const GalleyValue *value = galley_site_tree_lookup (self->tree, row->key);
  Row plain = *row;

  /* The former name counts more than the newer one, in Hugo. */
  if (row->kind == KIND_HEADING_IDS)
    {
      const GalleyValue *former =
        galley_site_tree_lookup (self->tree, GOLDMARK "parser.autoHeadingIDType");

      if (galley_value_get_string (former) != NULL)
        value = former;
    }
  if (value == NULL && row->formerly != NULL)
    {
      value = galley_site_tree_lookup (self->tree, row->formerly);
      if (value != NULL && value->kind != GALLEY_VALUE_BOOLEAN)
        value = NULL;
      if (row->kind == KIND_INVERTED)
        plain.kind = KIND_BOOLEAN;
    }

  if (value == NULL || value->kind == GALLEY_VALUE_NULL || !decode (self, &plain, value))
    return NULL;

  return value;
}

static char *
format_pairs (const char *const *pairs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : i % 2 == 0 ? ", " : " ", pairs[i]);

  return g_string_free (text, FALSE);
}

static const char *
format_boolean (gboolean value)
{
  return value ? "true" : "false";
}

static char *
format (const GalleyDialect *dialect, const Row *row)
{
  gconstpointer field = G_STRUCT_MEMBER_P (dialect, row->offset);

  switch (row->kind)
    {
    case KIND_BOOLEAN:
      return g_strdup (format_boolean (*(const gboolean *) field));
    case KIND_INVERTED:
      return g_strdup (format_boolean (!*(const gboolean *) field));
    case KIND_NUMBER:
      return g_strdup_printf ("%u", *(const guint *) field);
    case KIND_TEXT:
      return g_strdup (*(char *const *) field != NULL ? *(char *const *) field : "");
    case KIND_PAIRS:
      return format_pairs (*(const char *const *const *) field);
    case KIND_HEADING_IDS:
      return g_strdup (heading_id_names[*(const GalleyHeadingIds *) field]);
    case KIND_LINE_BREAKS:
      return g_strdup (format_boolean (*(const GalleyLineBreaks *) field
                                       != GALLEY_LINE_BREAKS_ALL));
    case KIND_LINE_BREAKS_STYLE:
      return g_strdup (line_break_names[*(const GalleyLineBreaks *) field]);
    case KIND_LINK_HOOK:
      return g_strdup (link_hook_names[*(const GalleyLinkHook *) field]);
    default:
      g_return_val_if_reached (NULL);
    }
}

static GalleySetting *
make_setting (const Decoder *self, const Row *row, const GalleyValue *value)
{
  GalleySetting *setting = g_new0 (GalleySetting, 1);
  const GalleySiteFile *file =
    value != NULL ? g_hash_table_lookup (self->tree->origins, value) : NULL;

  setting->key = row->key;
  setting->value = format (self->dialect, row);
  if (file != NULL)
    galley_setting_set_origin (setting, file, value->offset);

  return setting;
}

/* A language with an address, or with files, of its own is a site of its own. */
static gboolean
is_multilingual (const GalleySiteTree *tree)
{
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");
  const GalleyValue *copies = galley_site_tree_lookup (tree, GOLDMARK "duplicateResourceFiles");

  if (g_strcmp0 (galley_value_get_string (copies), "true") == 0)
    return FALSE;
  if (languages == NULL || languages->kind != GALLEY_VALUE_MAP || languages->items->len == 0)
    return FALSE;

  for (guint i = 0; i < languages->items->len; i++)
    if (galley_value_get (g_ptr_array_index (languages->items, i), "baseURL") != NULL)
      return FALSE;

  return TRUE;
}

/**
 * galley_dialect_settings_apply:
 * @dialect: a dialect with Hugo's defaults, not shared yet
 * @reader: the reader of the site; it takes what is wrong
 * @tree: the settings of the site, for one language
 * @settings: (element-type GalleySetting): takes all settings that count, in effect
 *
 * Sets the dialect as the site says. What has a value that it cannot have keeps its default.
 */
void
galley_dialect_settings_apply (GalleyDialect *dialect,
                               GalleySiteReader *reader,
                               const GalleySiteTree *tree,
                               GPtrArray *settings)
{
  Decoder decoder = { .dialect = dialect, .reader = reader, .tree = tree };
  const GalleyValue *values[G_N_ELEMENTS (rows)];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    values[i] = apply_row (&decoder, &rows[i]);
  dialect->multilingual = is_multilingual (tree);
  if (!dialect->definition_list)
    dialect->auto_definition_term_id = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (settings, make_setting (&decoder, &rows[i], values[i]));

  /* Without the extension its options are only words. */
  if (!dialect->cjk)
    {
      dialect->east_asian_line_breaks = GALLEY_LINE_BREAKS_ALL;
      dialect->cjk_escaped_space = FALSE;
    }
}
