/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proof-check.h"

#include <string.h>

/* What only the preview has: the printed HTML leaves it to the site. */

static char *
render (const char *text, GalleyOutput output)
{
  g_autoptr (GalleyDialect) dialect = proof_check_new_dialect ();
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, NULL);
  GalleyProofOptions options = { .output = output, .reading = reading };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, &options, NULL);
  GString *out = g_string_new (NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (out, blocks[i].html);

  return g_string_free_and_steal (out);
}

static void
assert_both (const char *text, const char *shown, const char *printed)
{
  g_autofree char *preview = render (text, GALLEY_OUTPUT_PREVIEW);
  g_autofree char *page = render (text, GALLEY_OUTPUT_PUBLISHED);

  g_assert_cmpstr (preview, ==, shown);
  g_assert_cmpstr (page, ==, printed);
}

static void
test_alerts (void)
{
  assert_both (
    "> [!NOTE]\n> *text*\n",
    "<div class=\"galley-alert galley-note\">\n<p class=\"galley-alert-title\">Note</p>\n"
    "<p><em>text</em></p>\n</div>\n",
    "<blockquote>\n<p>[!NOTE]<br />\n<em>text</em></p>\n</blockquote>\n");
  assert_both ("> [!warning]\n",
               "<div class=\"galley-alert galley-warning\">\n<p class=\"galley-alert-title\">"
               "Warning</p>\n</div>\n",
               "<blockquote>\n<p>[!warning]</p>\n</blockquote>\n");
  assert_both ("> [!TIP]- A <title>\n>\n> text\n",
               "<div class=\"galley-alert galley-tip\">\n<p class=\"galley-alert-title\">Tip</p>\n"
               "<p>A <title></p>\n<p data-l=\"2\">text</p>\n</div>\n",
               "<blockquote>\n<p>[!TIP]- A <title></p>\n<p>text</p>\n</blockquote>\n");
  assert_both ("> [!CAUTION] Hot & cold\n> text\n",
               "<div class=\"galley-alert galley-caution\">\n<p class=\"galley-alert-title\">"
               "Hot &amp; cold</p>\n<p>text</p>\n</div>\n",
               "<blockquote>\n<p>[!CAUTION] Hot &amp; cold<br />\ntext</p>\n</blockquote>\n");
  assert_both ("> [!OTHER]\n> text\n", "<blockquote>\n<p>[!OTHER]<br />\ntext</p>\n</blockquote>\n",
               "<blockquote>\n<p>[!OTHER]<br />\ntext</p>\n</blockquote>\n");
}

static void
test_diagrams (void)
{
  assert_both (
    "```mermaid\na<b\n```\n",
    "<figure class=\"galley-diagram\"><figcaption>Mermaid diagram</figcaption><pre><code "
    "class=\"language-mermaid\" data-lang=\"mermaid\">a&lt;b\n</code></pre></figure>\n",
    "<pre><code class=\"language-mermaid\" data-lang=\"mermaid\">a&lt;b\n"
    "</code></pre>\n");
}

static void
test_formulas (void)
{
  assert_both ("a \\(x<y\\)\n", "<p>a <code class=\"galley-formula\">\\(x&lt;y\\)</code></p>\n",
               "<p>a \\(x<y\\)</p>\n");
  assert_both ("$$\nx\n$$\n",
               "<figure class=\"galley-diagram\"><figcaption>Formula</figcaption><pre><code>$$\nx\n"
               "$$</code></pre></figure>\n",
               "$$\nx\n$$");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preview-html/alerts", test_alerts);
  g_test_add_func ("/preview-html/diagrams", test_diagrams);
  g_test_add_func ("/preview-html/formulas", test_formulas);

  return g_test_run ();
}
