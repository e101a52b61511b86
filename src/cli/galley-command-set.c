/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command-matter.h"

#include "galley-error.h"

#include <glib/gi18n.h>

/* Splits “PATH=TEXT” or “PATH:=YAML” at its first “=” outside of quotes. */
static char *
split (const char *assignment, gboolean *is_yaml, const char **value)
{
  gboolean quoted = FALSE;
  const char *p = assignment;

  for (; *p != '\0' && (quoted || *p != '='); p++)
    if (*p == '\\' && quoted && p[1] != '\0')
      p++;
    else if (*p == '"')
      quoted = !quoted;
  if (*p == '\0' || p == assignment)
    return NULL;

  *value = p + 1;
  *is_yaml = p[-1] == ':';
  return g_strndup (assignment, p - assignment - (*is_yaml ? 1 : 0));
}

/* What is wrong with the arguments is told apart from what is wrong with the file. */
static int
fail (GalleyCommandLine *line, GalleyCommandMatter *matter, const GError *error)
{
  if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_SYNTAX))
    return galley_command_line_fail_usage (line, error->message);
  return galley_command_matter_fail (matter, error);
}

static gboolean
assign (GalleyFrontMatterEdit *edit, const char *assignment, GError **error)
{
  gboolean is_yaml;
  const char *value = NULL;
  g_autofree char *path = split (assignment, &is_yaml, &value);

  if (is_yaml)
    return galley_front_matter_edit_set_yaml (edit, path, value, error);
  return galley_front_matter_edit_set_text (edit, path, value, error);
}

static int
run_set (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandMatter) matter = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length ((GStrv) arguments) < 2)
    return galley_command_line_fail_usage (line, _ ("Give a file, and what to set in it."));
  for (gsize i = 1; arguments[i] != NULL; i++)
    {
      gboolean is_yaml;
      const char *value;
      g_autofree char *path = split (arguments[i], &is_yaml, &value);

      if (path == NULL || !g_utf8_validate (arguments[i], -1, NULL))
        return galley_command_line_fail_usage (line, _ ("Write “FIELD=TEXT” or “FIELD:=YAML”."));
    }

  matter = galley_command_matter_open (arguments[0]);
  if (matter == NULL)
    return GALLEY_EXIT_FAILURE;
  for (gsize i = 1; arguments[i] != NULL; i++)
    if (!assign (galley_command_matter_get_edit (matter), arguments[i], &error))
      return fail (line, matter, error);

  return galley_command_matter_save (matter);
}

static int
run_unset (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandMatter) matter = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length ((GStrv) arguments) < 2)
    return galley_command_line_fail_usage (line, _ ("Give a file, and the fields to remove."));
  for (gsize i = 1; arguments[i] != NULL; i++)
    if (!g_utf8_validate (arguments[i], -1, NULL))
      return galley_command_line_fail_usage (line, _ ("The name of a field is not valid text."));

  matter = galley_command_matter_open (arguments[0]);
  if (matter == NULL)
    return GALLEY_EXIT_FAILURE;
  for (gsize i = 1; arguments[i] != NULL; i++)
    if (!galley_front_matter_edit_unset (galley_command_matter_get_edit (matter), arguments[i],
                                         &error))
      return fail (line, matter, error);

  return galley_command_matter_save (matter);
}

const GalleyCommand galley_command_set = {
  .name = "set",
  .parameters = N_ ("FILE|- FIELD=TEXT|FIELD:=YAML…"),
  .summary = N_ ("Set fields of the front matter, and touch nothing else"),
  .run = run_set,
};

const GalleyCommand galley_command_unset = {
  .name = "unset",
  .parameters = N_ ("FILE|- FIELD…"),
  .summary = N_ ("Remove fields from the front matter"),
  .run = run_unset,
};
