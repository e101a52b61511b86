/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command-matter.h"

#include "galley-back-issues.h"
#include "galley-edit.h"
#include "galley-field-usage.h"
#include "galley-file.h"

struct _GalleyCommandMatter
{
  char *argument;
  GalleyTextFormat *format;
  GalleyFrontMatterEdit *edit;
};

static GFile *
get_file (const char *argument)
{
  if (g_uri_peek_scheme (argument) == NULL)
    return g_vfs_get_file_for_path (g_vfs_get_local (), argument);
  return g_file_new_for_commandline_arg (argument);
}

static GalleyListStyle
find_list_style (const char *path)
{
  g_autoptr (GalleyFieldUsage) survey = galley_back_issues_survey_fields (path);

  return galley_field_usage_get_list_style (survey);
}

/**
 * galley_command_matter_open:
 * @argument: a path, a URI, or "-" for stdin
 *
 * Reads a file whose front matter is edited. New lists will be written as its other lists are, or
 * those of the issues beside it. What goes wrong is told on stderr.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL
 */
GalleyCommandMatter *
galley_command_matter_open (const char *argument)
{
  g_autoptr (GalleyTextFormat) format = NULL;
  GalleyCommandMatter *self;
  gsize length;
  g_autofree char *text = galley_command_read_text (argument, &length, &format);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (text == NULL)
    return NULL;

  self = g_new0 (GalleyCommandMatter, 1);
  self->argument = g_strdup (argument);
  self->format = g_steal_pointer (&format);
  self->edit = galley_front_matter_edit_new (text, length);

  if (!g_str_equal (argument, "-") && !galley_front_matter_edit_has_list_style (self->edit))
    {
      file = get_file (argument);
      path = g_file_get_path (file);
      if (path != NULL)
        galley_front_matter_edit_set_list_style (self->edit, find_list_style (path));
    }

  return self;
}

/**
 * galley_command_matter_free:
 * @self: (transfer full) (nullable): a file
 *
 * Frees it, without saving.
 */
void
galley_command_matter_free (GalleyCommandMatter *self)
{
  if (self == NULL)
    return;

  g_free (self->argument);
  galley_text_format_free (self->format);
  galley_front_matter_edit_free (self->edit);
  g_free (self);
}

/**
 * galley_command_matter_get_edit:
 * @self: a file
 *
 * Returns: (transfer none): the edit of its front matter
 */
GalleyFrontMatterEdit *
galley_command_matter_get_edit (GalleyCommandMatter *self)
{
  return self->edit;
}

/**
 * galley_command_matter_fail:
 * @self: a file
 * @error: why a change of it is refused
 *
 * Tells it on stderr, with the place. The file stays as it is.
 *
 * Returns: the exit status
 */
int
galley_command_matter_fail (GalleyCommandMatter *self, const GError *error)
{
  const GalleyDiagnostic *failure = galley_front_matter_edit_get_failure (self->edit);
  g_autofree char *name = g_filename_display_name (self->argument);

  if (failure != NULL)
    g_printerr ("%s:%u:%u: %s\n", name, failure->line, failure->column, failure->message);
  else
    g_printerr ("%s: %s\n", name, error->message);

  return GALLEY_EXIT_FAILURE;
}

static gboolean
write_text (GalleyCommandMatter *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = galley_text_encode (text, length, self->format, error);
  g_autoptr (GFile) file = NULL;

  if (bytes == NULL)
    return FALSE;

  file = get_file (self->argument);
  return galley_file_write (file, bytes, NULL, error);
}

/**
 * galley_command_matter_save:
 * @self: a file
 *
 * Writes all changes to the file, at once; stdin goes to stdout. What goes wrong is told on stderr.
 * A file that does not change is not written.
 *
 * Returns: the exit status
 */
int
galley_command_matter_save (GalleyCommandMatter *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) edits = galley_front_matter_edit_dup_edits (self->edit);
  gsize length;
  const char *text = galley_front_matter_edit_get_text (self->edit, &length);

  if (g_str_equal (self->argument, "-"))
    {
      g_autoptr (GBytes) bytes = galley_text_encode (text, length, self->format, &error);

      if (bytes == NULL)
        return galley_command_matter_fail (self, error);
      return galley_command_print (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
               ? GALLEY_EXIT_OK
               : GALLEY_EXIT_FAILURE;
    }

  if (edits->len == 0 || write_text (self, text, length, &error))
    return GALLEY_EXIT_OK;
  return galley_command_matter_fail (self, error);
}
