/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"
#include "galley-edit.h"
#include "proof-check.h"

#include <string.h>

static GalleyProof *
prove (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return galley_proof_new (bytes, NULL, NULL);
}

/* What a text becomes when all that is found is mended; nothing must be left then. */
static void
assert_mended (const char *text, guint n_found, const char *expected)
{
  g_autoptr (GalleyProof) proof = prove (text);
  GPtrArray *diagnostics = galley_proof_get_diagnostics (proof);
  g_autoptr (GString) mended = g_string_new (text);
  g_autoptr (GalleyProof) after = NULL;

  g_assert_cmpuint (diagnostics->len, ==, n_found);
  for (guint i = diagnostics->len; i-- > 0;)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autofree char *result = NULL;
      gsize length;

      g_assert_cmpint (diagnostic->severity, ==, GALLEY_SEVERITY_WARNING);
      g_assert_cmpstr (diagnostic->rule, ==, "emphasis");
      result = galley_edit_list_apply (diagnostic->fix, mended->str, mended->len, &length);
      g_string_truncate (mended, 0);
      g_string_append_len (mended, result, length);
    }

  g_assert_cmpstr (mended->str, ==, expected);
  after = prove (mended->str);
  g_assert_cmpuint (galley_proof_get_diagnostics (after)->len, ==, 0);
}

static void
test_mended (void)
{
  assert_mended ("**重要，**然后\n", 1, "**重要**，然后\n");
  assert_mended ("**“x”**y\n", 1, "“**x**”y\n");
  assert_mended ("中**「x」**\n", 1, "中「**x**」\n");
  assert_mended ("a 中**“x”**y 中**「a」**b\n", 2, "a 中“**x**”y 中「**a**」b\n");
  assert_mended ("1. **参见《手册》**然后\n", 1, "1. **参见《手册》** 然后\n");
  assert_mended ("中**“x”说**的\n", 1, "中 **“x”说**的\n");
  assert_mended ("> **好。**的 **ok**\n", 1, "> **好**。的 **ok**\n");
  assert_mended ("---\ntitle: a\n---\n\n字\n**什么？！**呢\n", 1,
                 "---\ntitle: a\n---\n\n字\n**什么？！** 呢\n");
}

/* What is as it should be, is no text, or may be meant so. */
static void
test_fine (void)
{
  static const char *const texts[] = {
    "**重要，** 然后\n",
    "**重要**，然后\n",
    "“**x**”y\n",
    "`**重要，**然后`\n",
    "    **重要，**然后\n",
    "```\n**重要，**然后\n```\n",
    "<div>\n**重要，**然后\n</div>\n",
    "{{< x \"**重要，**然后\" >}}\n",
    "2**3 和 4**5\n",
    "**f(x)**a\n",
    "\\*\\*重要，\\*\\*然后\n",
    "** 重要，**然后\n",
    "**重要，\n\n**然后\n",
    "****\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      assert_mended (texts[i], 0, texts[i]);
    }
}

static void
test_place (void)
{
  g_autoptr (GalleyProof) proof = prove ("一\n\n二**重要，**然后\n");
  const GalleyDiagnostic *diagnostic = g_ptr_array_index (galley_proof_get_diagnostics (proof), 0);

  g_assert_cmpuint (diagnostic->line, ==, 3);
  g_assert_cmpuint (diagnostic->column, ==, 7);
  g_assert_cmpuint (diagnostic->length, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/emphasis-check/mended", test_mended);
  g_test_add_func ("/emphasis-check/fine", test_fine);
  g_test_add_func ("/emphasis-check/place", test_place);

  return g_test_run ();
}
