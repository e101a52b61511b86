/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"

#include <glib/gi18n.h>

#include <errno.h>
#include <unistd.h>

/* Becomes the desktop program, which gets all arguments as they are. */
static int
open_editor (const char *const *argv)
{
  const char *program = g_getenv ("GALLEY_DESKTOP_PROGRAM");
  g_auto (GStrv) arguments = g_strdupv ((char **) argv);
  int number;

  if (program == NULL || program[0] == '\0')
    program = DESKTOP_PROGRAM;

  g_free (arguments[0]);
  arguments[0] = g_strdup (program);
  execv (program, arguments);
  number = errno;

  g_printerr ("galley: ");
  if (number == ENOENT)
    g_printerr (_ ("The editor is not installed: there is no “%s”."), program);
  else
    g_printerr (_ ("The editor “%s” could not be started: %s"), program, g_strerror (number));
  g_printerr ("\n");

  return GALLEY_EXIT_FAILURE;
}

static int
run (GalleyCommandLine *line)
{
  static const char version[] = "galley " PACKAGE_VERSION "\n";

  if (galley_command_line_get_flag (line, "version"))
    return galley_command_print (version, sizeof version - 1) ? GALLEY_EXIT_OK
                                                              : GALLEY_EXIT_FAILURE;

  return open_editor (galley_command_line_get_argv (line));
}

/* But for the version, these are for the editor. */
static const GOptionEntry entries[] = {
  { "new", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Start a new issue"), NULL },
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
  { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, "", NULL },
  { NULL }
};

static const GalleyCommand *const commands[] = {
  &galley_command_render,
  &galley_command_outline,
  &galley_command_add,
  &galley_command_move,
  &galley_command_remove,
  &galley_command_renumber,
  &galley_command_new,
  &galley_command_get,
  &galley_command_set,
  &galley_command_unset,
  NULL,
};

const GalleyCommand galley_command_root = {
  .name = "galley",
  .parameters = N_ ("[FILE…]"),
  .summary = N_ ("Write an issue and watch the page: without a command, opens the editor."),
  .entries = entries,
  .run = run,
  .commands = commands,
};
