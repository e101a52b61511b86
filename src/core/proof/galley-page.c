/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page.h"

#include "galley-core-resources.h"
#include "galley-html.h"
#include "galley-proof.h"

#define RESOURCE "/io/github/galleyeditor/Galley/preview/"

/**
 * galley_page_dup_resource:
 * @name: the name of a file of `data/preview`
 *
 * Returns: (transfer full): a file that the page is made with, nul-terminated
 */
GBytes *
galley_page_dup_resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCE, name, NULL);

  /* Asked for by name: a static library's resources do not register themselves. */
  return g_resource_lookup_data (galley_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

/**
 * galley_page_new:
 * @proof: (nullable): the issue, or %NULL for a page that is filled later
 * @options: (nullable): how the page is built
 *
 * Builds a complete page with the style of the preview. Its content security policy lets
 * nothing of the text run, frame, submit or fetch, but images and media.
 *
 * Returns: (transfer full): the HTML
 */
char *
galley_page_new (GalleyProof *proof, const GalleyPageOptions *options)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
  const char *sources = options != NULL ? options->image_sources : NULL;
  const char *title = proof != NULL ? galley_proof_get_title (proof) : NULL;
  g_autoptr (GBytes) style = galley_page_dup_resource ("preview.css");
  gsize n_blocks = 0;
  const GalleyBlock *blocks = proof != NULL ? galley_proof_get_blocks (proof, &n_blocks) : NULL;

  if (sources == NULL)
    sources = "'self' file: https: http: data:";
  g_string_append_printf (out,
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                          "'none'; img-src %s; media-src %s; style-src 'unsafe-inline'; "
                          "form-action 'none'; base-uri 'none'\">\n",
                          sources, sources);
  g_string_append (out, "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  galley_html_append_text (out, title != NULL ? title : "", -1);
  g_string_append (out, "</title>\n<style>\n");
  g_string_append_len (out, g_bytes_get_data (style, NULL), g_bytes_get_size (style));
  g_string_append (out, "</style>\n</head>\n<body>\n<header id=\"galley-head\">");
  if (proof != NULL)
    g_string_append (out, galley_proof_get_title_html (proof));
  g_string_append (out, "</header>\n<main id=\"galley-body\">\n");
  for (gsize i = 0; i < n_blocks; i++)
    g_string_append (out, blocks[i].html);
  g_string_append (out, "</main>\n</body>\n</html>\n");

  return g_string_free (out, FALSE);
}
