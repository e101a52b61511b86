/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page.h"
#include "galley-proof.h"

#include <string.h>

static char *
make_page (const char *text, const GalleyPageOptions *options)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, NULL, NULL);

  return galley_page_new (proof, options);
}

static void
assert_in_order (const char *page, const char *const *parts)
{
  for (; *parts != NULL; parts++)
    {
      const char *found = strstr (page, *parts);

      if (found == NULL)
        g_error ("“%s” is missing in: %s", *parts, page);
      page = found + strlen (*parts);
    }
}

static void
test_page (void)
{
  g_autofree char *page = make_page ("---\ntitle: 周 <b> & \"c\"\n---\n*one*\n\n二\n", NULL);

  assert_in_order (page, (const char *[]) {
                           "<!DOCTYPE html>", "<meta charset=\"utf-8\">", "Content-Security-Policy",
                           "<title>周 &lt;b&gt; &amp; &quot;c&quot;</title>", "<style>", "</style>",
                           "<header id=\"galley-head\">", "周 &lt;b&gt;", "</header>",
                           "<main id=\"galley-body\">", "<em>one</em>", "<p>二</p>", "</main>",
                           "</html>", NULL });
}

static void
test_empty (void)
{
  g_autofree char *empty = galley_page_new (NULL, NULL);
  g_autofree char *blank = make_page ("", NULL);

  assert_in_order (empty, (const char *[]) { "<title></title>", "</header>", "</html>", NULL });
  assert_in_order (blank, (const char *[]) { "<title></title>", "</header>", "</html>", NULL });
}

/* The policy stands before anything that the text could make the browser do. */
static void
test_policy (void)
{
  GalleyPageOptions options = { .image_sources = "galley:" };
  g_autofree char *page = make_page ("---\ntitle: </title><script>\n---\n", NULL);
  g_autofree char *closed = make_page ("text", &options);
  g_auto (GStrv) policy = NULL;

  assert_in_order (page,
                   (const char *[]) { "default-src 'none'", "form-action 'none'", "base-uri 'none'",
                                      "<title>&lt;/title&gt;&lt;script", "<body>", NULL });
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "script-src"));

  policy = g_strsplit (strstr (closed, "default-src"), "\">", 2);
  g_assert_nonnull (strstr (policy[0], "img-src galley:;"));
  g_assert_nonnull (strstr (policy[0], "media-src galley:;"));
  g_assert_null (strstr (policy[0], "http"));
}

static void
test_resources (void)
{
  static const char *const names[] = { "preview.css", "preview.js" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = galley_page_dup_resource (names[i]);

      g_assert_nonnull (bytes);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page/page", test_page);
  g_test_add_func ("/page/empty", test_empty);
  g_test_add_func ("/page/policy", test_policy);
  g_test_add_func ("/page/resources", test_resources);

  return g_test_run ();
}
