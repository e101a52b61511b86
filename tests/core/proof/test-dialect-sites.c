/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"
#include "galley-site-config.h"

#include <string.h>

/* Each folder of fixtures/dialect is a site that switches something on, with what Galley makes of
 * its pages in “expected”; ./dev conformance compares them with Hugo. After a change that is
 * meant, run this test with GALLEY_WRITE_FIXTURES=1 and look at the difference. */

typedef struct
{
  char *page;
  char *expected;
} Fixture;

static void
fixture_free (gpointer data)
{
  Fixture *self = data;

  g_free (self->page);
  g_free (self->expected);
  g_free (self);
}

static char *
render (const char *path)
{
  g_autoptr (GalleySiteConfig) site = galley_site_config_load (path);
  GalleyProofOptions options = {
    .reading = galley_site_config_get_reading (site),
    .resolve_links = TRUE,
  };
  g_autoptr (GalleyProof) proof = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  const GalleyBlock *blocks;
  gsize n_blocks;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  text = g_bytes_new_take (content, length);
  proof = galley_proof_new (text, &options, NULL);
  blocks = galley_proof_get_blocks (proof, &n_blocks);
  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (out, blocks[i].html);

  return g_string_free_and_steal (out);
}

static void
test_page (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *html = render (fixture->page);
  g_autofree char *expected = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->expected);
  g_autoptr (GError) error = NULL;

  if (g_getenv ("GALLEY_WRITE_FIXTURES") != NULL)
    {
      g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
      g_file_set_contents (fixture->expected, html, -1, &error);
    }
  else
    {
      g_file_get_contents (fixture->expected, &expected, NULL, &error);
    }
  g_assert_no_error (error);
  if (expected != NULL)
    g_assert_cmpstr (html, ==, expected);
}

static void
add_pages (const char *site, const char *folder, const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (below, name, NULL);
      Fixture *fixture;
      g_autofree char *html = NULL;
      g_autofree char *test = NULL;

      if (!g_str_has_suffix (name, ".md"))
        {
          add_pages (site, folder, inner);
          continue;
        }

      html = g_strndup (inner, strlen (inner) - strlen (".md"));
      test = g_strdup_printf ("/dialect-sites/%s/%s", site, html);
      g_strdelimit (test, " ", '-');
      fixture = g_new0 (Fixture, 1);
      fixture->page = g_build_filename (folder, inner, NULL);
      fixture->expected = g_strdup_printf ("%s/expected/%s.html", folder, html);
      g_test_add_data_func_full (test, fixture, test_page, fixture_free);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "fixtures", "dialect", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *site = g_build_filename (folder, name, NULL);

      add_pages (name, site, "content");
      add_pages (name, site, "content-zh");
    }

  return g_test_run ();
}
