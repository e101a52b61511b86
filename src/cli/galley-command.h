/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command-io.h"

G_BEGIN_DECLS

typedef struct _GalleyCommand GalleyCommand;
typedef struct _GalleyCommandLine GalleyCommandLine;

/* What the command exits with. */
#define GALLEY_EXIT_OK 0
#define GALLEY_EXIT_FAILURE 1
#define GALLEY_EXIT_USAGE 2

/**
 * GalleyCommand:
 * @name: what is typed
 * @parameters: (nullable): the arguments in the help, such as "FILE", to be translated
 * @summary: what it does, in one line, to be translated
 * @entries: (nullable): its options, up to one without name; their `arg_data` is %NULL, since the
 *   values are kept in the command line
 * @run: does it and returns the exit status
 * @commands: (nullable): its sub-commands, up to %NULL
 *
 * One command of the program, as data.
 */
struct _GalleyCommand
{
  const char *name;
  const char *parameters;
  const char *summary;
  const GOptionEntry *entries;
  int (*run) (GalleyCommandLine *line);
  const GalleyCommand *const *commands;
};

GalleyCommandLine *
galley_command_parse (const GalleyCommand *root, const char *const *argv, GError **error);
int galley_command_run (const GalleyCommand *root, const char *const *argv);

void galley_command_line_free (GalleyCommandLine *self);
const GalleyCommand *galley_command_line_get_command (GalleyCommandLine *self);
const char *const *galley_command_line_get_arguments (GalleyCommandLine *self);
const char *const *galley_command_line_get_argv (GalleyCommandLine *self);
gboolean galley_command_line_get_flag (GalleyCommandLine *self, const char *option);
const char *galley_command_line_get_string (GalleyCommandLine *self, const char *option);
char *galley_command_line_dup_help (GalleyCommandLine *self);
int galley_command_line_fail_usage (GalleyCommandLine *self, const char *message);

extern const GalleyCommand galley_command_root;
extern const GalleyCommand galley_command_add;
extern const GalleyCommand galley_command_get;
extern const GalleyCommand galley_command_move;
extern const GalleyCommand galley_command_new;
extern const GalleyCommand galley_command_outline;
extern const GalleyCommand galley_command_remove;
extern const GalleyCommand galley_command_render;
extern const GalleyCommand galley_command_renumber;
extern const GalleyCommand galley_command_set;
extern const GalleyCommand galley_command_unset;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommandLine, galley_command_line_free)

G_END_DECLS
