/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-code-options.h"
#include "galley-diagnostic.h"
#include "galley-link-find.h"
#include "galley-link-report.h"
#include "galley-link-scan.h"

#include "galley-test-util.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_scan (void)
{
  static const struct
  {
    const char *html;
    const char *links;
  } cases[] = {
    { "<p><a href=\"a.md\">x</a> <img src=\"b.png\" alt=\"\"></p>", "a.md|b.png" },
    { "<A HREF='a.md' title=\"href='no'\">", "a.md" },
    { "<img alt=\"<a href='no'>\" src=b.png>", "b.png" },
    { "<a href=\"?a=1&amp;b=&#50;&#x33;&nbsp;&\">", "?a=1&b=23&nbsp;&" },
    { "<!-- <a href=\"no\"> --><a href=\"yes\">", "yes" },
    { "<abbr href=\"no\"><link href=\"no\"><b src=\"no\">", "" },
    { "<a title href=x href=y><video src=\"v.mp4\"/><source src=\"s.ogg\">", "x|v.mp4|s.ogg" },
    { "<a href=\"never closed", "never closed" },
    { "<a href=", "" },
    { "<a", "" },
    { "< a href=\"no\"> a < b <!-- <a href=\"no\">", "" },
    { "<a ===> <a / href = \"z\" >", "z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) links = galley_link_scan (cases[i].html);
      g_autofree char *joined = NULL;

      g_test_message ("%s", cases[i].html);
      g_ptr_array_add (links, NULL);
      joined = g_strjoinv ("|", (char **) links->pdata);
      if (g_str_has_prefix (cases[i].html, "<a href=") && cases[i].html[8] == '\0')
        g_assert_true (joined == NULL || *joined == '\0');
      else
        g_assert_cmpstr (joined, ==, cases[i].links);
    }
}

/* The place is where the bar stands. */
static void
test_find (void)
{
  static const char *const cases[][2] = {
    { "a [te|xt](../x.md) b", "../x.md" },
    { "a [text](../x|.md) b", "../x.md" },
    { "a |[text](x.md)", "x.md" },
    { "a [text](x.md)| b", NULL },
    { "|a [text](x.md)", NULL },
    { "[one](1.md) [tw|o](2.md) [three](3.md)", "2.md" },
    { "[one](1.md) an|d [two](2.md)", NULL },
    { "[a [b] c|](x.md)", "x.md" },
    { "![图片|](<a b.png> \"title\")", "a b.png" },
    { "[x](pa(r)en.m|d 'title')", "pa(r)en.md" },
    { "[r]: gone|.md \"title\"", "gone.md" },
    { "see https://example.org/a|b, then", "https://example.org/ab," },
    { "<https://exam|ple.org>", "https://example.org" },
    { "<a href=\"x.m|d\">", "x.md" },
    { "<img src='p|.png'>", "p.png" },
    { "no lin|k here", NULL },
    { "[never](clo|sed", "closed" },
    { "](|", NULL },
    { "[|]()", NULL },
    { "|", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i][0], "|", 2);
      g_autofree char *text = g_strconcat (parts[0], parts[1], NULL);
      g_autofree char *found = galley_link_find (text, strlen (text), strlen (parts[0]));

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (found, ==, cases[i][1]);
    }
}

static void
test_code_options (void)
{
  static const char *const cases[][2] = {
    { "go {linenos=true hl_lines=[2,\"4-6\"] linenostart=10}",
      " data-numbers=\"10\" data-lines=\"2 4-6\"" },
    { "go{linenos=table,hl_lines=3}", " data-numbers=\"1\" data-lines=\"3\"" },
    { "go {linenos=\"inline\", hl_lines=\"1 8-9\"}", " data-numbers=\"1\" data-lines=\"1 8-9\"" },
    { "go {linenos=false .class #id style=\"hl_lines=[1]\"}", "" },
    { "go {hl_lines=[\"><script>\"]}", "" },
    { "go {hl_lines=[1", " data-lines=\"1\"" },
    { "go {linenos=\"tr", "" },
    { "go {=== , ,= {}", "" },
    { "go", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      galley_code_options_append (out, cases[i][0]);
      g_assert_cmpstr (out->str, ==, cases[i][1]);
    }
}

typedef struct
{
  char *folder;
  GalleyLinkTargets *files;
  GalleyProof *proof;
  GalleyLinkReport *report;
} Fixture;

static void
write_text (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GalleySiteConfig) config = NULL;

  self->folder = galley_test_folder_new ();
  write_text (self, "hugo.toml", "[markup.goldmark.renderer]\nunsafe = true\n");
  write_text (self, "content/one/index.md", "");
  write_text (self, "content/one/there.png", "");
  path = g_build_filename (self->folder, "content", "one", "index.md", NULL);
  config = galley_site_config_load (path);
  self->files = galley_link_targets_new (config, path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->report, galley_link_report_unref);
  g_clear_object (&self->proof);
  galley_link_targets_unref (self->files);
  galley_test_folder_remove (self->folder);
}

static void
check (Fixture *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW };
  GalleyProof *proof = galley_proof_new (bytes, &options, self->proof);
  GalleyLinkReport *report = galley_link_report_new (proof, self->files, self->report);

  g_clear_object (&self->proof);
  g_clear_pointer (&self->report, galley_link_report_unref);
  self->proof = proof;
  self->report = report;
}

static char *
describe (Fixture *self)
{
  GString *text = g_string_new (NULL);
  GPtrArray *diagnostics = galley_link_report_get_diagnostics (self->report);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *d = g_ptr_array_index (diagnostics, i);

      g_assert_cmpint (d->severity, ==, GALLEY_SEVERITY_WARNING);
      g_string_append_printf (text, "%u:%u+%" G_GSIZE_FORMAT " %s\n", d->line, d->column, d->length,
                              d->message);
    }

  return g_string_free (text, FALSE);
}

#define TEXT                                                                                       \
  "---\ntitle: One\ncover: lost.png\n---\n\n"                                                      \
  "![ok](there.png) [bad](../x.md) and 图 [bad](../x.md)\n"                                        \
  "next ![图](图.png) <img src='raw.png'>\n\n"                                                     \
  "- [ref][r] <https://example.org/none.png>\n\n"                                                  \
  "[r]: gone.md\n"

static void
test_report (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *reason = NULL;

  check (self, TEXT);
  text = describe (self);
  g_assert_cmpstr (text, ==,
                   "3:8+8 No such file: lost.png\n"
                   "6:24+7 No such page: ../x.md\n"
                   "6:45+7 No such page: ../x.md\n"
                   "7:11+7 No such file: 图.png\n"
                   "7:28+7 No such file: raw.png\n"
                   "11:6+7 No such page: gone.md\n");
  g_assert_cmpuint (g_variant_n_children (galley_link_report_get_broken (self->report)), ==, 5);
  g_assert_true (g_variant_lookup (galley_link_report_get_broken (self->report), "%E5%9B%BE.png",
                                   "s", &reason));
  g_assert_cmpstr (reason, ==, "No such file: 图.png");
}

/* What is known of the last proof is used for the next, and gives the same. */
static void
test_update (Fixture *self, gconstpointer data)
{
  g_autofree char *fresh = NULL;
  g_autofree char *updated = NULL;

  check (self, "Another.\n\n" TEXT);
  g_clear_pointer (&self->report, galley_link_report_unref);
  g_clear_object (&self->proof);
  check (self, TEXT);
  fresh = describe (self);

  check (self, TEXT "\nMore [words](there.png).\n");
  write_text (self, "content/one/gone.md", "");
  check (self, TEXT);
  updated = describe (self);
  g_assert_cmpstr (updated, ==, fresh);

  galley_link_targets_forget (self->files, g_get_monotonic_time ());
  check (self, TEXT);
  g_free (updated);
  updated = describe (self);
  g_assert_null (strstr (updated, "gone.md"));
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  check (self, "");
  g_assert_cmpuint (galley_link_report_get_diagnostics (self->report)->len, ==, 0);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "[a](none%u.md)%s", i, i % 10 == 9 ? "\n\n" : " ");
  check (self, text->str);
  g_assert_cmpuint (galley_link_report_get_diagnostics (self->report)->len, ==, 1000);
  g_assert_cmpuint (galley_link_report_get_folders (self->report)->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/links/scan", test_scan);
  g_test_add_func ("/links/find", test_find);
  g_test_add_func ("/links/code-options", test_code_options);
  g_test_add ("/links/report", Fixture, NULL, set_up, test_report, tear_down);
  g_test_add ("/links/update", Fixture, NULL, set_up, test_update, tear_down);
  g_test_add ("/links/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/links/many", Fixture, NULL, set_up, test_many, tear_down);

  return g_test_run ();
}
