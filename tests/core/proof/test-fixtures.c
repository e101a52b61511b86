/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"

#include <string.h>

/* Each fixture is a text, NAME.md, and the HTML of its body, NAME.html. After a change of what is
 * rendered that is meant, run this test with GALLEY_WRITE_FIXTURES=1 and look at the difference. */

static char *
render (GBytes *text)
{
  g_autoptr (GalleyProof) proof = galley_proof_new (text, NULL, NULL);
  GString *out = g_string_new (NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (out, blocks[i].html);

  return g_string_free (out, FALSE);
}

static void
test_fixture (gconstpointer data)
{
  const char *path = data;
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".md"));
  g_autofree char *html_path = g_strconcat (stem, ".html", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autofree char *content = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *html = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  text = g_bytes_new (content, length);
  html = render (text);

  if (g_getenv ("GALLEY_WRITE_FIXTURES") != NULL)
    g_file_set_contents (html_path, html, -1, &error);
  else
    g_file_get_contents (html_path, &expected, NULL, &error);
  g_assert_no_error (error);
  if (expected != NULL)
    g_assert_cmpstr (html, ==, expected);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "fixtures", "render", NULL);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".md"))
      {
        g_autofree char *path = g_strconcat ("/fixtures/", name, NULL);

        g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_fixture,
                                   g_free);
      }

  return g_test_run ();
}
