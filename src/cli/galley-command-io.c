/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command-io.h"

#include "galley-diagnostic.h"
#include "galley-file.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static GBytes *
read_argument (const char *argument, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (argument, "-"))
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      return galley_file_read_stream (stream, 0, NULL, error);
    }

  /* The local file system is asked for by name because the default one loads modules and talks to
   * the session bus, which takes longer than all the rest. */
  if (g_uri_peek_scheme (argument) == NULL)
    file = g_vfs_get_file_for_path (g_vfs_get_local (), argument);
  else
    file = g_file_new_for_commandline_arg (argument);

  return galley_file_read (file, NULL, error);
}

/**
 * galley_command_read_text:
 * @argument: a path, a URI, or "-" for stdin
 * @length: (out): the length of the text in bytes
 * @format: (out) (optional) (transfer full): how to write the text back
 *
 * Reads the text that an argument names. What goes wrong is told on stderr.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL
 */
char *
galley_command_read_text (const char *argument, gsize *length, GalleyTextFormat **format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = read_argument (argument, &error);
  g_autoptr (GalleyTextFormat) found = NULL;
  char *text = NULL;

  if (bytes != NULL)
    text = galley_text_decode (bytes, length, &found, &error);

  if (text == NULL)
    {
      g_autofree char *name = g_filename_display_name (argument);

      g_printerr ("%s: %s\n", name, error->message);
      return NULL;
    }

  if (format != NULL)
    *format = g_steal_pointer (&found);

  return text;
}

static gboolean
report_output (gboolean written)
{
  int number = errno;

  if (written)
    return TRUE;

  g_printerr ("galley: ");
  g_printerr (_ ("The output could not be written: %s"), g_strerror (number));
  g_printerr ("\n");
  return FALSE;
}

/**
 * galley_command_put:
 * @text: a part of what to print
 * @length: its length in bytes
 *
 * Writes to stdout, as galley_command_print() does; galley_command_flush() must follow.
 *
 * Returns: whether all was written
 */
gboolean
galley_command_put (const char *text, gsize length)
{
  return report_output (fwrite (text, 1, length, stdout) == length);
}

/**
 * galley_command_flush:
 *
 * Ends the output that galley_command_put() began.
 *
 * Returns: whether all was written
 */
gboolean
galley_command_flush (void)
{
  return report_output (fflush (stdout) == 0);
}

/**
 * galley_command_print:
 * @text: what to print
 * @length: its length in bytes
 *
 * Writes to stdout. If that fails, since the disk is full or nobody reads it, says so on stderr.
 *
 * Returns: whether all was written
 */
gboolean
galley_command_print (const char *text, gsize length)
{
  return galley_command_put (text, length) && galley_command_flush ();
}

/**
 * galley_command_report:
 * @argument: the argument that names the file
 * @diagnostics: (element-type GalleyDiagnostic): what was found in it
 *
 * Tells the errors among the diagnostics on stderr, one a line, as FILE:LINE:COL: message.
 *
 * Returns: whether there were none
 */
gboolean
galley_command_report (const char *argument, GPtrArray *diagnostics)
{
  g_autofree char *name = g_filename_display_name (argument);
  gboolean good = TRUE;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity != GALLEY_SEVERITY_ERROR)
        continue;

      g_printerr ("%s:%u:%u: %s\n", name, diagnostic->line, diagnostic->column,
                  diagnostic->message);
      good = FALSE;
    }

  return good;
}
