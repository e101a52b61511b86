/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-site-config.h"
#include "galley-test-util.h"

#include <string.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = galley_test_folder_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  galley_test_folder_remove (self->folder);
}

static GalleySiteConfig *
load (Fixture *self, const char *yaml)
{
  g_autofree char *path = g_build_filename (self->folder, "hugo.yaml", NULL);
  g_autofree char *page = g_build_filename (self->folder, "content", "page.md", NULL);

  galley_test_file_write (path, yaml, -1);
  return galley_site_config_load (page);
}

static void
test_defaults (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyDialect) ours = galley_dialect_new ();
  g_autoptr (GalleySiteConfig) config = load (self, "title: x\n");
  const GalleyDialect *site = galley_site_config_get_dialect (config);

  g_assert_true (ours->unsafe);
  g_assert_false (site->unsafe);

  g_assert_false (site->hard_wraps);
  g_assert_true (site->typographer);
  g_assert_cmpstr (site->typographics[GALLEY_TYPOGRAPHIC_EM_DASH], ==, "&mdash;");
  g_assert_cmpstr (site->linkify_protocol, ==, "https");
  g_assert_true (site->strikethrough_single);
  g_assert_false (site->heading_id_source);
  g_assert_cmpint (site->heading_ids, ==, GALLEY_HEADING_IDS_GITHUB);
  g_assert_cmpint (site->east_asian_line_breaks, ==, GALLEY_LINE_BREAKS_ALL);
  g_assert_cmpuint (site->summary_length, ==, 70);
  g_assert_cmpuint (site->toc_end_level, ==, 3);
  g_assert_null (site->time_zone);
  g_assert_cmpuint (galley_site_config_list_diagnostics (config)->len, ==, 0);
}

static const struct
{
  const char *path;
  gsize offset;
  gboolean on_by_default;
} switches[] = {
#define SWITCH(path, field, on) { path, G_STRUCT_OFFSET (GalleyDialect, field), on }
  SWITCH ("renderer.unsafe", unsafe, FALSE),
  SWITCH ("renderer.hardWraps", hard_wraps, FALSE),
  SWITCH ("renderer.xHTML", xhtml, FALSE),
  SWITCH ("parser.autoHeadingID", auto_heading_id, TRUE),
  SWITCH ("parser.autoDefinitionTermID", auto_definition_term_id, FALSE),
  SWITCH ("parser.attribute.title", attribute_title, TRUE),
  SWITCH ("parser.attribute.block", attribute_block, FALSE),
  SWITCH ("parser.wrapStandAloneImageWithinParagraph", wrap_lone_image, TRUE),
  SWITCH ("extensions.table", table, TRUE),
  SWITCH ("extensions.strikethrough", strikethrough, TRUE),
  SWITCH ("extensions.taskList", task_list, TRUE),
  SWITCH ("extensions.definitionList", definition_list, TRUE),
  SWITCH ("extensions.footnote.enable", footnote, TRUE),
  SWITCH ("extensions.footnote.enableAutoIDPrefix", footnote_auto_id_prefix, FALSE),
  SWITCH ("extensions.linkify", linkify, TRUE),
  SWITCH ("extensions.extras.delete.enable", extra_delete, FALSE),
  SWITCH ("extensions.extras.insert.enable", extra_insert, FALSE),
  SWITCH ("extensions.extras.mark.enable", extra_mark, FALSE),
  SWITCH ("extensions.extras.subscript.enable", extra_subscript, FALSE),
  SWITCH ("extensions.extras.superscript.enable", extra_superscript, FALSE),
  SWITCH ("extensions.passthrough.enable", passthrough, FALSE),
  SWITCH ("extensions.cjk.enable", cjk, FALSE),
#undef SWITCH
};

static gboolean
get_switch (const GalleyDialect *dialect, guint i)
{
  return *(const gboolean *) G_STRUCT_MEMBER_P (dialect, switches[i].offset);
}

/* Each setting reaches its own field, and no other. */
static void
test_switches (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      g_auto (GStrv) names = g_strsplit (switches[i].path, ".", -1);
      g_autoptr (GString) yaml = g_string_new ("Markup:\n GoldMark:\n");
      g_autoptr (GalleySiteConfig) config = NULL;
      GalleyDialect *dialect;

      for (guint j = 0; names[j] != NULL; j++)
        g_string_append_printf (yaml, "%*s%s:%s", (int) j + 2, "", names[j],
                                names[j + 1] != NULL ? "\n" : " ");
      g_string_append (yaml, switches[i].on_by_default ? "false\n" : "true\n");

      config = load (self, yaml->str);
      dialect = galley_site_config_get_dialect (config);
      for (guint j = 0; j < G_N_ELEMENTS (switches); j++)
        g_assert_cmpint (get_switch (dialect, j), ==, switches[j].on_by_default != (i == j));
    }
}

static void
test_words (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config =
    load (self, "enableEmoji: \"true\"\n"
                "hasCJKLanguage: 1\n"
                "summaryLength: \"12\"\n"
                "timeZone: Asia/Shanghai\n"
                "markup:\n"
                "  tableOfContents: {startLevel: 1, endLevel: -1}\n"
                "  goldmark:\n"
                "    parser: {autoHeadingIDType: blackfriday, autoIDType: github-ascii}\n"
                "    extensions:\n"
                "      linkifyProtocol: http\n"
                "      footnote: {backlinkHTML: ^}\n"
                "      typographer: {leftDoubleQuote: „, apostrophe: \"\", enDash: null}\n"
                "      cjk: {enable: true, eastAsianLineBreaks: true, escapedSpace: true,\n"
                "            eastAsianLineBreaksStyle: css3draft}\n");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);

  g_assert_true (dialect->emoji);
  g_assert_true (dialect->has_cjk_language);
  g_assert_cmpuint (dialect->summary_length, ==, 12);
  g_assert_cmpstr (dialect->time_zone, ==, "Asia/Shanghai");
  g_assert_cmpuint (dialect->toc_start_level, ==, 1);
  g_assert_cmpuint (dialect->toc_end_level, ==, 6);
  g_assert_cmpint (dialect->heading_ids, ==, GALLEY_HEADING_IDS_BLACKFRIDAY);
  g_assert_cmpstr (dialect->linkify_protocol, ==, "http");
  g_assert_cmpstr (dialect->footnote_backlink_html, ==, "^");
  g_assert_cmpstr (dialect->typographics[GALLEY_TYPOGRAPHIC_LEFT_DOUBLE_QUOTE], ==, "„");
  g_assert_cmpstr (dialect->typographics[GALLEY_TYPOGRAPHIC_APOSTROPHE], ==, "");
  g_assert_cmpstr (dialect->typographics[GALLEY_TYPOGRAPHIC_EN_DASH], ==, "&ndash;");
  g_assert_cmpint (dialect->east_asian_line_breaks, ==, GALLEY_LINE_BREAKS_CSS3_DRAFT);
  g_assert_true (dialect->cjk_escaped_space);
  g_assert_cmpuint (galley_site_config_list_diagnostics (config)->len, ==, 0);
}

static void
test_dependent (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config =
    load (self, "markup:\n"
                "  goldmark:\n"
                "    parser: {autoDefinitionTermID: true, attribute: false}\n"
                "    extensions:\n"
                "      definitionList: false\n"
                "      footnote: false\n"
                "      typographer: false\n"
                "      cjk: {eastAsianLineBreaks: true, escapedSpace: true}\n");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);

  g_assert_false (dialect->auto_definition_term_id);
  g_assert_false (dialect->attribute_title);
  g_assert_false (dialect->footnote);
  g_assert_false (dialect->typographer);
  g_assert_cmpint (dialect->east_asian_line_breaks, ==, GALLEY_LINE_BREAKS_ALL);
  g_assert_false (dialect->cjk_escaped_space);
}

/* What makes no sense is told, and keeps its default. */
static void
test_nonsense (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) config =
    load (self, "summaryLength: many\n"
                "enableEmoji: [true]\n"
                "markup:\n"
                "  tableOfContents: 3\n"
                "  goldmark:\n"
                "    renderer: {unsafe: yes, hardWraps: true, xHTML: {}}\n"
                "    extensions:\n"
                "      linkifyProtocol: [http]\n"
                "      passthrough: {enable: true, delimiters: {inline: $, block: [[$$], 3]}}\n");
  const GalleyDialect *dialect = galley_site_config_get_dialect (config);
  GPtrArray *diagnostics = galley_site_config_list_diagnostics (config);
  const GalleyDiagnostic *first;

  g_assert_cmpuint (dialect->summary_length, ==, 70);
  g_assert_false (dialect->emoji);
  g_assert_false (dialect->unsafe);
  g_assert_true (dialect->hard_wraps);
  g_assert_cmpstr (dialect->linkify_protocol, ==, "https");
  g_assert_cmpuint (diagnostics->len, ==, 7);
  first = diagnostics->pdata[0];
  g_assert_cmpstr (first->rule, ==, "site");
  g_assert_cmpuint (first->line, ==, 6);
  g_assert_true (g_str_has_prefix (first->message, "hugo.yaml, line 6: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/dialect/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("defaults", test_defaults);
  ADD ("switches", test_switches);
  ADD ("words", test_words);
  ADD ("dependent", test_dependent);
  ADD ("nonsense", test_nonsense);

  return g_test_run ();
}
