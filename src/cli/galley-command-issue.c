/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command-issue.h"

#include "galley-diagnostic.h"
#include "galley-file.h"
#include "galley-site-config.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
dup_path (const char *argument)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (argument, "-"))
    return NULL;

  file = g_file_new_for_commandline_arg (argument);
  return g_file_get_path (file);
}

static void
print_problems (GalleySiteConfig *site)
{
  GPtrArray *problems = galley_site_config_list_diagnostics (site);

  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s\n", ((const GalleyDiagnostic *) g_ptr_array_index (problems, i))->message);
}

/**
 * galley_command_issue_open:
 * @argument: a path, a URI, or "-" for stdin
 *
 * Reads the issue that an argument names, with what its site says about it. What goes wrong is told
 * on stderr.
 *
 * Returns: (transfer full) (nullable): the issue, or %NULL
 */
GalleyCommandIssue *
galley_command_issue_open (const char *argument)
{
  g_autoptr (GalleyCommandIssue) self = g_new0 (GalleyCommandIssue, 1);
  g_autofree char *path = dup_path (argument);
  g_autoptr (GalleySiteConfig) site = NULL;
  g_autoptr (GalleyProof) proof = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GalleyProofOptions options = { 0 };
  gsize length;
  char *text = galley_command_read_text (argument, &length, &self->format);

  if (text == NULL)
    return NULL;
  bytes = g_bytes_new_take (text, length);

  site = galley_site_config_load (path);
  self->argument = g_strdup (argument);
  options.reading = galley_site_config_get_reading (site);
  /* Without its own words an entry could come into another section. */
  if (options.reading->words == NULL && galley_site_config_get_root (site) != NULL)
    {
      print_problems (site);
      return NULL;
    }
  proof = galley_proof_new (bytes, &options, NULL);
  self->issue = galley_issue_new (proof, NULL);

  return g_steal_pointer (&self);
}

void
galley_command_issue_free (GalleyCommandIssue *self)
{
  g_free (self->argument);
  g_clear_pointer (&self->format, galley_text_format_free);
  g_clear_pointer (&self->issue, galley_issue_unref);
  g_free (self);
}

/**
 * galley_command_issue_fail:
 * @self: an issue of a command
 * @error: what went wrong
 *
 * Tells on stderr what went wrong, with the file before it.
 *
 * Returns: the exit status, %GALLEY_EXIT_FAILURE
 */
int
galley_command_issue_fail (GalleyCommandIssue *self, const GError *error)
{
  g_autofree char *name = g_filename_display_name (self->argument);

  g_printerr ("%s: %s\n", name, error->message);
  return GALLEY_EXIT_FAILURE;
}

/**
 * galley_command_issue_save:
 * @self: an issue of a command
 * @edits: (element-type GalleyEdit): what changes in its text
 *
 * Does the edits in the file, written in the encoding that it has; what was read from standard
 * input goes to standard output. If that fails, the file is as it was, and stderr says why.
 *
 * Returns: whether it was done
 */
gboolean
galley_command_issue_save (GalleyCommandIssue *self, GArray *edits)
{
  GBytes *before = galley_issue_get_text (self->issue);
  gsize length;
  gsize before_length = g_bytes_get_size (before);
  const char *data = before_length > 0 ? g_bytes_get_data (before, NULL) : "";
  g_autofree char *text = galley_edit_list_apply (edits, data, before_length, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (self->argument, "-"))
    return galley_command_print (text, length);
  if (edits->len == 0)
    return TRUE;

  bytes = galley_text_encode (text, length, self->format, &error);
  file = g_file_new_for_commandline_arg (self->argument);
  if (bytes == NULL || !galley_file_write (file, bytes, NULL, &error))
    {
      galley_command_issue_fail (self, error);
      return FALSE;
    }

  return TRUE;
}

/* The lines of a text that are not blank. */
static GPtrArray *
split_lines (const char *start, const char *end)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  while (start < end)
    {
      const char *line_end = start;

      while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;
      if (line_end > start)
        g_ptr_array_add (lines, g_strndup (start, line_end - start));
      start = line_end < end ? line_end + 1 : end;
    }

  return lines;
}

static void
append_lines (GString *out, char sign, GPtrArray *lines, guint from, guint n)
{
  for (guint i = from; i < from + n; i++)
    g_string_append_printf (out, "%c %s\n", sign, (const char *) g_ptr_array_index (lines, i));
}

/* Lines that are the same at both ends have not changed. */
static void
append_difference (GString *out, GPtrArray *before, GPtrArray *after)
{
  guint n = MIN (before->len, after->len);
  guint prefix = 0;
  guint suffix = 0;

  while (prefix < n
         && g_str_equal (g_ptr_array_index (before, prefix), g_ptr_array_index (after, prefix)))
    prefix++;
  while (suffix < n - prefix
         && g_str_equal (g_ptr_array_index (before, before->len - suffix - 1),
                         g_ptr_array_index (after, after->len - suffix - 1)))
    suffix++;
  append_lines (out, '-', before, prefix, before->len - prefix - suffix);
  append_lines (out, '+', after, prefix, after->len - prefix - suffix);
}

static const char *
find_line_start (const char *text, gsize offset)
{
  while (offset > 0 && text[offset - 1] != '\n' && text[offset - 1] != '\r')
    offset--;

  return text + offset;
}

static const char *
find_line_end (const char *text, gsize length, gsize offset)
{
  /* A cut that ends at a line start ends with the line before. */
  if (offset > 0 && (text[offset - 1] == '\n' || text[offset - 1] == '\r'))
    return text + offset;
  while (offset < length && text[offset] != '\n' && text[offset] != '\r')
    offset++;

  return text + offset;
}

/* An edit as the lines that it changes, whole. */
static void
append_edit (GString *out, const char *text, gsize length, const GalleyEdit *edit)
{
  const char *start = find_line_start (text, edit->offset);
  const char *end = find_line_end (text, length, edit->offset + edit->length);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GPtrArray) lines_before = NULL;
  g_autoptr (GPtrArray) lines_after = NULL;
  gboolean inserts = edit->length == 0 && start == text + edit->offset;

  if (inserts)
    end = start;
  else if (end < start)
    end = start;
  g_string_append_len (after, start, text + edit->offset - start);
  g_string_append (after, edit->replacement);
  if (end > text + edit->offset + edit->length)
    g_string_append_len (after, text + edit->offset + edit->length,
                         end - (text + edit->offset + edit->length));
  lines_before = split_lines (start, end);
  lines_after = split_lines (after->str, after->str + after->len);
  append_difference (out, lines_before, lines_after);
}

/**
 * galley_command_issue_print_change:
 * @self: an issue of a command
 * @edits: (element-type GalleyEdit): what changed in its text
 *
 * Prints the lines that changed: those that are gone with a minus, those that came with a plus.
 * Nothing is printed for standard input, whose text is the output.
 *
 * Returns: whether it could be printed
 */
gboolean
galley_command_issue_print_change (GalleyCommandIssue *self, GArray *edits)
{
  GBytes *bytes = galley_issue_get_text (self->issue);
  gsize length = g_bytes_get_size (bytes);
  const char *text = length > 0 ? g_bytes_get_data (bytes, NULL) : "";
  g_autoptr (GString) out = g_string_new (NULL);

  if (g_str_equal (self->argument, "-"))
    return TRUE;

  for (guint i = 0; i < edits->len; i++)
    append_edit (out, text, length, &g_array_index (edits, GalleyEdit, i));
  if (edits->len == 0)
    g_string_append_printf (out, "%s\n", _ ("Nothing to change."));

  return galley_command_print (out->str, out->len);
}
