/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command-matter.h"

#include "galley-field-path.h"
#include "galley-json-write.h"
#include "galley-proof.h"

#include <glib/gi18n.h>
#include <string.h>

/* One text is printed as it is, all else as JSON. */
static gboolean
print_value (const char *argument, const GalleyValue *value, gboolean json)
{
  g_autofree char *name = g_filename_display_name (argument);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (value->items == NULL && !json)
    text = g_strdup (value->kind == GALLEY_VALUE_NULL ? "" : value->text);
  else
    text = galley_json_dup_value (value);
  if (text == NULL)
    {
      g_printerr ("%s: %s\n", name, _ ("The front matter is too large to be printed."));
      return FALSE;
    }

  line = g_strconcat (text, "\n", NULL);
  return galley_command_print (line, strlen (line));
}

static int
print_fields (GalleyCommandLine *line, const GalleyFrontMatter *front_matter)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyValue) none = galley_value_new (GALLEY_VALUE_MAP, 0, 0);
  const GalleyValue *value = front_matter->root != NULL ? front_matter->root : none;
  g_autofree char *name = g_filename_display_name (arguments[0]);

  if (arguments[1] != NULL)
    value = galley_field_path_find (value, arguments[1]);
  if (value == NULL)
    {
      g_printerr ("%s: ", name);
      g_printerr (_ ("There is no “%s”."), arguments[1]);
      g_printerr ("\n");
      return GALLEY_EXIT_FAILURE;
    }

  return print_value (arguments[0], value, galley_command_line_get_flag (line, "json"))
           ? GALLEY_EXIT_OK
           : GALLEY_EXIT_FAILURE;
}

/* Only the proof knows lines and columns; it is not made where there is nothing to tell. */
static gboolean
report (const char *argument, const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, NULL, NULL);

  return galley_command_report (argument, galley_proof_get_diagnostics (proof));
}

static int
run (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  guint n_arguments = g_strv_length ((GStrv) arguments);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (n_arguments < 1 || n_arguments > 2)
    return galley_command_line_fail_usage (line, _ ("Give a file, and maybe a field."));
  if (n_arguments == 2)
    {
      steps = galley_field_path_parse (arguments[1], &error);
      if (steps == NULL)
        return galley_command_line_fail_usage (line, error->message);
    }

  text = galley_command_read_text (arguments[0], &length, NULL);
  if (text == NULL)
    return GALLEY_EXIT_FAILURE;

  front_matter = galley_front_matter_new (text, length, diagnostics);
  if (front_matter->root == NULL && diagnostics->len > 0 && !report (arguments[0], text, length))
    return GALLEY_EXIT_FAILURE;

  return print_fields (line, front_matter);
}

static const GOptionEntry entries[] = { { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
                                          N_ ("Print a single text as JSON, too"), NULL },
                                        { NULL } };

const GalleyCommand galley_command_get = {
  .name = "get",
  .parameters = N_ ("FILE|- [FIELD]"),
  .summary = N_ ("Print the front matter, or one field of it"),
  .entries = entries,
  .run = run,
};
