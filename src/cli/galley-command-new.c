/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"

#include "galley-back-issues.h"
#include "galley-next-issue.h"
#include "galley-page-name.h"
#include "galley-site-root.h"

#include <glib/gi18n.h>

static char *
dup_path (const char *argument)
{
  g_autoptr (GFile) file = argument != NULL ? g_file_new_for_commandline_arg (argument) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static int
fail (const char *path, const char *message)
{
  if (path != NULL)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_printerr ("%s: %s\n", name, message);
    }
  else
    g_printerr ("%s\n", message);

  return GALLEY_EXIT_FAILURE;
}

/* A folder as the place means: there, with the name that is proposed. */
static gboolean
move_into (GalleyNextIssue *next, const char *folder, const char *last)
{
  g_autofree char *name = g_path_get_basename (next->path);
  g_autofree char *parent = g_path_get_dirname (next->path);
  g_autofree char *bundle = g_path_get_basename (parent);
  char *path = galley_page_name_is_bundle (name) ? g_build_filename (folder, bundle, name, NULL)
                                                 : g_build_filename (folder, name, NULL);

  g_free (next->path);
  next->path = path;
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

static int
finish (GalleyCommandLine *line, GalleyNextIssue *next)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (galley_command_line_get_flag (line, "dry-run"))
    {
      g_autofree char *name = g_filename_display_name (next->path);

      g_string_printf (out, "%s\n\n", name);
      g_string_append_len (out, next->text, (gssize) next->length);
      return galley_command_print (out->str, out->len) ? GALLEY_EXIT_OK : GALLEY_EXIT_FAILURE;
    }

  if (!galley_next_issue_write (next, NULL, &error))
    return fail (NULL, error->message);
  g_string_printf (out, "%s\n", next->path);
  return galley_command_print (out->str, out->len) ? GALLEY_EXIT_OK : GALLEY_EXIT_FAILURE;
}

static int
run (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autofree char *from = dup_path (galley_command_line_get_string (line, "from"));
  g_autofree char *path = dup_path (arguments[0]);
  g_autofree char *near = path != NULL ? g_strdup (path) : g_get_current_dir ();
  gboolean in_folder = path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = in_folder || path == NULL ? g_strdup (near) : g_path_get_dirname (near);
  g_autofree char *site = galley_site_root_find (folder);
  g_autoptr (GalleyNextIssue) next = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GError) error = NULL;

  if (g_strv_length ((GStrv) arguments) > 1)
    return galley_command_line_fail_usage (line, _ ("Give one path at the most."));

  if (from == NULL)
    from = galley_back_issues_find_last (in_folder || path == NULL ? near : folder, site, NULL);
  next = galley_next_issue_new (from, in_folder ? NULL : path, site, g_get_language_names (), now,
                                NULL, &error);
  if (next == NULL)
    return fail (NULL, error->message);
  if (next->path == NULL)
    return fail (from != NULL ? from : folder,
                 _ ("Nothing here tells where the next issue goes: give its path."));
  if (in_folder && galley_command_line_get_string (line, "from") != NULL
      && !move_into (next, path, from))
    return fail (next->path, _ ("There is a file already, and it is not overwritten."));

  return finish (line, next);
}

static const GOptionEntry entries[] = {
  { "from", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL,
    N_ ("The issue to make the next of, else the latest one"), N_ ("FILE") },
  { "dry-run", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
    N_ ("Print the new issue, and write nothing"), NULL },
  { NULL }
};

const GalleyCommand galley_command_new = {
  .name = "new",
  .parameters = N_ ("[PATH]"),
  .summary = N_ ("Make the next issue from the last one"),
  .entries = entries,
  .run = run,
};
