/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"

#include "galley-diagnostic.h"
#include "galley-page.h"
#include "galley-proof.h"
#include "galley-site-config.h"

#include <glib/gi18n.h>

/* The blocks alone: what the site puts into its own page. */
static gboolean
print_body (GalleyProof *proof)
{
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    if (!galley_command_put (blocks[i].html, g_ref_string_length (blocks[i].html)))
      return FALSE;

  return galley_command_flush ();
}

static gboolean
print_page (GalleyProof *proof)
{
  const GalleyPageOptions options = { 0 };
  g_autofree char *html = galley_page_new (proof, &options);

  return galley_command_print (html, strlen (html));
}

/* For standard input there is no site. */
static char *
dup_path (const char *file)
{
  g_autoptr (GFile) location = g_file_new_for_commandline_arg (file);

  return g_str_equal (file, "-") ? NULL : g_file_get_path (location);
}

/* What is a mistake to Hugo only, or likely one, does not keep the page from being printed. */
static void
warn (const char *argument, GPtrArray *diagnostics)
{
  g_autofree char *name = g_filename_display_name (argument);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == GALLEY_SEVERITY_WARNING)
        /* Translators: a file, a line, a column and what is wrong there */
        g_printerr (_ ("%s:%u:%u: warning: %s\n"), name, diagnostic->line, diagnostic->column,
                    diagnostic->message);
    }
}

static int
run (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  GalleyProofOptions options = { .resolve_links = TRUE };
  g_autoptr (GalleySiteConfig) site = NULL;
  g_autoptr (GalleyProof) proof = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  char *text;
  gsize length;
  gboolean printed;

  if (g_strv_length ((GStrv) arguments) != 1)
    return galley_command_line_fail_usage (line, _ ("Give one file, or “-” for standard input."));

  text = galley_command_read_text (arguments[0], &length, NULL);
  if (text == NULL)
    return GALLEY_EXIT_FAILURE;

  bytes = g_bytes_new_take (text, length);
  path = dup_path (arguments[0]);
  site = galley_site_config_load (path);
  options.reading = galley_site_config_get_reading (site);
  proof = galley_proof_new (bytes, &options, NULL);

  printed = galley_command_line_get_flag (line, "page") ? print_page (proof) : print_body (proof);
  warn (arguments[0], galley_proof_get_diagnostics (proof));
  if (!galley_command_report (arguments[0], galley_proof_get_diagnostics (proof)) || !printed)
    return GALLEY_EXIT_FAILURE;

  return GALLEY_EXIT_OK;
}

static const GOptionEntry entries[] = { { "page", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
                                          N_ ("Print a whole page, with title and style"), NULL },
                                        { NULL } };

const GalleyCommand galley_command_render = {
  .name = "render",
  .parameters = N_ ("FILE|-"),
  .summary = N_ ("Print the HTML of an issue"),
  .entries = entries,
  .run = run,
};
