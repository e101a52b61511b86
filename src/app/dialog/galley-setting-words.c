/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-setting-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define GOLDMARK "markup.goldmark."
#define PARSER GOLDMARK "parser."
#define EXTENSIONS GOLDMARK "extensions."
#define TYPOGRAPHER EXTENSIONS "typographer."
#define CJK EXTENSIONS "cjk."

typedef struct
{
  const char *key;
  GalleySettingGroup group;
  const char *title;
} Words;

/* In the order of the page. */
static const Words words[] = {
#define MARKDOWN GALLEY_SETTING_GROUP_MARKDOWN
  { GOLDMARK "renderer.unsafe", MARKDOWN, N_ ("Raw HTML Is Kept") },
  { GOLDMARK "renderer.hardWraps", MARKDOWN, N_ ("Line Breaks as in the Source") },
  { GOLDMARK "renderer.xHTML", MARKDOWN, N_ ("XHTML Tags") },
  { EXTENSIONS "table", MARKDOWN, N_ ("Tables") },
  { EXTENSIONS "taskList", MARKDOWN, N_ ("Task Lists") },
  { EXTENSIONS "definitionList", MARKDOWN, N_ ("Definition Lists") },
  { EXTENSIONS "strikethrough", MARKDOWN, N_ ("Strikethrough") },
  { EXTENSIONS "footnote.enable", MARKDOWN, N_ ("Footnotes") },
  { EXTENSIONS "footnote.enableAutoIDPrefix", MARKDOWN, N_ ("Footnotes Numbered per Page") },
  { EXTENSIONS "footnote.backlinkHTML", MARKDOWN, N_ ("Sign of the Way Back from a Footnote") },
  { PARSER "attribute.block", MARKDOWN, N_ ("Attributes of Blocks") },
  { PARSER "wrapStandAloneImageWithinParagraph", MARKDOWN,
    N_ ("A Picture Alone Is in a Paragraph") },
  { EXTENSIONS "extras.delete.enable", MARKDOWN, N_ ("Deleted Text") },
  { EXTENSIONS "extras.insert.enable", MARKDOWN, N_ ("Inserted Text") },
  { EXTENSIONS "extras.mark.enable", MARKDOWN, N_ ("Marked Text") },
  { EXTENSIONS "extras.subscript.enable", MARKDOWN, N_ ("Subscript") },
  { EXTENSIONS "extras.superscript.enable", MARKDOWN, N_ ("Superscript") },
  { "enableEmoji", MARKDOWN, N_ ("Emoji by Name") },

#define HEADINGS GALLEY_SETTING_GROUP_HEADINGS
  { PARSER "autoHeadingID", HEADINGS, N_ ("Headings Get an Id") },
  { PARSER "autoIDType", HEADINGS, N_ ("How Ids Are Made") },
  { PARSER "autoDefinitionTermID", HEADINGS, N_ ("Defined Terms Get an Id") },
  { PARSER "attribute.title", HEADINGS, N_ ("Attributes of Headings") },
  { "markup.tableOfContents.startLevel", HEADINGS, N_ ("First Level in the Table of Contents") },
  { "markup.tableOfContents.endLevel", HEADINGS, N_ ("Last Level in the Table of Contents") },

#define TYPOGRAPHY GALLEY_SETTING_GROUP_TYPOGRAPHER
  { TYPOGRAPHER "disable", TYPOGRAPHY, N_ ("Typographic Marks") },
  { TYPOGRAPHER "leftDoubleQuote", TYPOGRAPHY, N_ ("Opening Quote") },
  { TYPOGRAPHER "rightDoubleQuote", TYPOGRAPHY, N_ ("Closing Quote") },
  { TYPOGRAPHER "leftSingleQuote", TYPOGRAPHY, N_ ("Opening Single Quote") },
  { TYPOGRAPHER "rightSingleQuote", TYPOGRAPHY, N_ ("Closing Single Quote") },
  { TYPOGRAPHER "leftAngleQuote", TYPOGRAPHY, N_ ("Opening Angle Quote") },
  { TYPOGRAPHER "rightAngleQuote", TYPOGRAPHY, N_ ("Closing Angle Quote") },
  { TYPOGRAPHER "apostrophe", TYPOGRAPHY, N_ ("Apostrophe") },
  { TYPOGRAPHER "enDash", TYPOGRAPHY, N_ ("Short Dash") },
  { TYPOGRAPHER "emDash", TYPOGRAPHY, N_ ("Long Dash") },
  { TYPOGRAPHER "ellipsis", TYPOGRAPHY, N_ ("Three Dots") },

#define LINKS GALLEY_SETTING_GROUP_LINKS
  { EXTENSIONS "linkify", LINKS, N_ ("Bare Addresses Become Links") },
  { EXTENSIONS "linkifyProtocol", LINKS, N_ ("Protocol of Addresses in www") },

#define FORMULAS GALLEY_SETTING_GROUP_FORMULAS
  { EXTENSIONS "passthrough.enable", FORMULAS, N_ ("Formulas") },
  { EXTENSIONS "passthrough.delimiters.inline", FORMULAS, N_ ("Around a Formula in the Text") },
  { EXTENSIONS "passthrough.delimiters.block", FORMULAS, N_ ("Around a Formula of Its Own") },

#define LANGUAGES GALLEY_SETTING_GROUP_LANGUAGES
  { "hasCJKLanguage", LANGUAGES, N_ ("Words Counted as in Chinese and Japanese") },
  { CJK "enable", LANGUAGES, N_ ("Rules for Chinese, Japanese and Korean") },
  { CJK "eastAsianLineBreaks", LANGUAGES, N_ ("No Space from a Line Break in Chinese") },
  { CJK "eastAsianLineBreaksStyle", LANGUAGES, N_ ("Where Such a Line Break Goes") },
  { CJK "escapedSpace", LANGUAGES, N_ ("Escaped Spaces Vanish") },
  { "summaryLength", LANGUAGES, N_ ("Words in a Summary") },
  { "timeZone", LANGUAGES, N_ ("Time Zone") },
};

static const Words *
find_words (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].key, key))
      return &words[i];

  return NULL;
}

/**
 * galley_setting_group_get_title:
 * @group: what settings are about
 *
 * Returns: what to call it
 */
const char *
galley_setting_group_get_title (GalleySettingGroup group)
{
  static const char *const titles[] = {
    N_ ("Markdown"), N_ ("Headings"),  N_ ("Typographer"), N_ ("Links"),
    N_ ("Formulas"), N_ ("Languages"), N_ ("More"),
  };

  g_return_val_if_fail (group < G_N_ELEMENTS (titles), NULL);

  return _ (titles[group]);
}

/**
 * galley_setting_get_group:
 * @setting: a setting
 *
 * Returns: what it is about
 */
GalleySettingGroup
galley_setting_get_group (const GalleySetting *setting)
{
  const Words *found = find_words (setting->key);

  return found != NULL ? found->group : GALLEY_SETTING_GROUP_OTHER;
}

/**
 * galley_setting_get_title:
 * @setting: a setting
 *
 * Returns: what to call it
 */
const char *
galley_setting_get_title (const GalleySetting *setting)
{
  const Words *found = find_words (setting->key);

  return found != NULL ? _ (found->title) : setting->key;
}

/**
 * galley_setting_dup_words:
 * @setting: a setting
 *
 * Returns: (transfer full): its value in words
 */
char *
galley_setting_dup_words (const GalleySetting *setting)
{
  gboolean inverted = g_str_has_suffix (setting->key, ".disable");

  if (g_str_equal (setting->value, "true"))
    return g_strdup (inverted ? _ ("Off") : _ ("On"));
  if (g_str_equal (setting->value, "false"))
    return g_strdup (inverted ? _ ("On") : _ ("Off"));
  if (*setting->value == '\0')
    return g_strdup (_ ("None"));

  return g_strdup (setting->value);
}

/**
 * galley_setting_dup_origin:
 * @setting: a setting
 * @root: (nullable) (type filename): the path of the site
 *
 * Returns: (transfer full): where its value comes from, in words
 */
char *
galley_setting_dup_origin (const GalleySetting *setting, const char *root)
{
  g_autofree char *name = NULL;
  gsize length = root != NULL ? strlen (root) : 0;

  switch (setting->source)
    {
    case GALLEY_SETTING_SOURCE_FILE:
      name = g_filename_display_name (length > 0 && g_str_has_prefix (setting->file, root)
                                          && setting->file[length] == '/'
                                        ? setting->file + length + 1
                                        : setting->file);
      /* Translators: the name of a file, and a line in it */
      return g_strdup_printf (_ ("%s, line %u"), name, setting->line);
    case GALLEY_SETTING_SOURCE_ENVIRONMENT:
      /* Translators: the name of a variable of the environment */
      return g_strdup_printf (_ ("variable %s"), setting->file);
    case GALLEY_SETTING_SOURCE_GALLEY:
      return g_strdup (_ ("Galley’s choice without a site"));
    case GALLEY_SETTING_SOURCE_HUGO:
    default:
      return g_strdup (_ ("Hugo’s default"));
    }
}
