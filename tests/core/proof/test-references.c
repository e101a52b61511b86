/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-test-util.h"

#include "galley-diagnostic.h"
#include "galley-proof.h"
#include "galley-site-config.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *page;
} Fixture;

static void
add_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  galley_test_file_write (path, text, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *level = data;
  g_autofree char *config =
    g_strconcat ("title = 'Site'\n", level, "[params]\nowner = 'me'\n", NULL);

  self->folder = galley_test_folder_new ();
  self->page = g_build_filename (self->folder, "content/posts/one.md", NULL);
  add_file (self, "hugo.toml", config);
  add_file (self, "content/posts/one.md", "");
  add_file (self, "content/posts/two/index.md", "---\ntitle: Two\n---\n");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->page);
  galley_test_folder_remove (self->folder);
}

static GalleyProof *
prove (GalleySiteConfig *site, const char *text, GalleyProof *previous)
{
  GalleyProofOptions options = { .reading = galley_site_config_get_reading (site) };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_proof_new (bytes, &options, previous);
}

static char *
dup_html (GalleyProof *proof)
{
  GString *html = g_string_new (NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (html, blocks[i].html);

  return g_string_free (html, FALSE);
}

/* The problems of a text as `LINE:COLUMN name`, by what they quote. */
static char *
dup_problems (GalleyProof *proof)
{
  GPtrArray *diagnostics = galley_proof_get_diagnostics (proof);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      const char *start = strstr (diagnostic->message, "“") + strlen ("“");

      g_assert_cmpstr (diagnostic->rule, ==, "reference");
      g_assert_cmpint (diagnostic->severity, ==, GALLEY_SEVERITY_WARNING);
      g_string_append_printf (found, "%u:%u %.*s;", diagnostic->line, diagnostic->column,
                              (int) (strstr (start, "”") - start), start);
    }

  return g_string_free (found, FALSE);
}

/* What Hugo 0.167 has an error or a warning for. */
static const struct
{
  const char *text;
  const char *problems;
} cases[] = {
  { "{{< relref \"two\" >}} {{< ref \"/posts/two\" >}} {{< ref \"two/index.md\" >}}", "" },
  { "{{< ref \"#here\" >}} {{< ref \"/\" >}} {{< ref \"posts\" >}}", "" },
  { "a {{< relref \"nope.md\" >}}\n\n[b]({{% ref \"/posts/x#y\" %}})",
    "1:3 nope.md;3:5 /posts/x#y;" },
  { "{{< ref path=\"nope\" >}}", "1:1 nope;" },
  { "{{</* ref \"nope\" */>}}", "" },
  { "{{< details >}}\n{{< ref \"deep\" >}}\n{{< /details >}}", "2:1 deep;" },
  { "---\na: {b: x}\nc: 0\n---\n{{< param owner >}}{{< param a.b >}}{{< param date >}}", "" },
  { "---\na: {b: x}\nc: 0\n---\n{{< param c >}} {{< param a.x >}}", "5:1 c;5:17 a.x;" },
};

static void
test_problems (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) site = galley_site_config_load (self->page);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyProof) proof = prove (site, cases[i].text, NULL);
      g_autofree char *problems = dup_problems (proof);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (problems, ==, cases[i].problems);
    }
}

static void
test_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) site = galley_site_config_load (self->page);
  g_autoptr (GalleyProof) proof = prove (site, "a {{< ref \"nope\" >}} b\n", NULL);
  g_autofree char *html = dup_html (proof);

  g_assert_nonnull (strstr (html, "galley-wrong"));
  g_assert_nonnull (strstr (html, "nope"));
}

/* Told to go on, Hugo writes the address that it is given. */
static void
test_fallback (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) site = galley_site_config_load (self->page);
  g_autoptr (GalleyProof) proof =
    prove (site, "a {{< ref \"nope\" >}} [b]({{< relref \"nope\" >}})\n", NULL);
  g_autofree char *html = dup_html (proof);
  g_autofree char *problems = dup_problems (proof);

  g_assert_cmpstr (html, ==, "<p>a /404&amp; <a href=\"/404&amp;\">b</a></p>\n");
  g_assert_cmpstr (problems, ==, "1:3 nope;1:26 nope;");
}

/* A page that is made while the site is known is there at the next proof. */
static void
test_new_page (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) site = galley_site_config_load (self->page);
  g_autoptr (GalleyProof) before = prove (site, "{{< ref \"new\" >}}\n", NULL);
  g_autoptr (GalleyProof) after = NULL;

  g_assert_cmpuint (galley_proof_get_diagnostics (before)->len, ==, 1);
  add_file (self, "content/posts/new.md", "");
  after = prove (site, "{{< ref \"new\" >}}\n\nText\n", before);
  g_assert_cmpuint (galley_proof_get_diagnostics (after)->len, ==, 0);
}

/* What a theme has beside its templates is published, too. */
static void
test_theme (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySiteConfig) site = NULL;
  g_autoptr (GalleyProof) proof = NULL;
  g_autofree char *html = NULL;

  add_file (self, "themes/plain/content/posts/theirs.md", "---\ntitle: Theirs\n---\n");
  add_file (self, "themes/plain/content/posts/two.md", "---\nurl: /no/\n---\n");
  site = galley_site_config_load (self->page);
  proof = prove (site, "{{< relref \"theirs\" >}} {{< relref \"/posts/two\" >}}", NULL);
  html = dup_html (proof);

  g_assert_nonnull (strstr (html, "/posts/theirs/ /posts/two/"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/references/problems", Fixture, "", set_up, test_problems, tear_down);
  g_test_add ("/references/page", Fixture, "", set_up, test_page, tear_down);
  g_test_add ("/references/fallback", Fixture,
              "refLinksErrorLevel = 'warning'\nrefLinksNotFoundURL = '/404&'\n", set_up,
              test_fallback, tear_down);
  g_test_add ("/references/theme", Fixture, "theme = 'plain'\n", set_up, test_theme, tear_down);
  g_test_add ("/references/new-page", Fixture, "", set_up, test_new_page, tear_down);

  return g_test_run ();
}
