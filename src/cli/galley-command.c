/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"

#include <glib/gi18n.h>

struct _GalleyCommandLine
{
  const GalleyCommand *command;
  /* The words that chose the command, such as “galley render”. */
  char *path;
  GStrv argv;
  GStrv arguments;
  GHashTable *values;
};

static const GOptionEntry help_entry = {
  "help", 'h', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Show this help"), NULL
};

static const GalleyCommand *
find_command (const GalleyCommand *command, const char *name)
{
  for (gsize i = 0; command->commands != NULL && command->commands[i] != NULL; i++)
    if (g_str_equal (command->commands[i]->name, name))
      return command->commands[i];

  return NULL;
}

/* The value of an option while it is parsed. */
typedef union
{
  gboolean flag;
  char *string;
} Value;

static void
keep_value (GalleyCommandLine *self, const GOptionEntry *entry, Value value)
{
  if (entry->arg == G_OPTION_ARG_NONE && value.flag)
    g_hash_table_insert (self->values, (gpointer) entry->long_name, g_strdup (""));
  else if (entry->arg != G_OPTION_ARG_NONE && value.string != NULL)
    g_hash_table_insert (self->values, (gpointer) entry->long_name, value.string);
}

/* GOption leaves the first word, the name of the program, and a “--”. */
static void
drop_argument (GStrv arguments)
{
  g_free (arguments[0]);
  for (gsize i = 0; arguments[i] != NULL; i++)
    arguments[i] = arguments[i + 1];
}

static gboolean
parse_options (GalleyCommandLine *self, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autofree Value *values = NULL;
  gboolean parsed;

  g_array_append_val (entries, help_entry);
  for (gsize i = 0; self->command->entries != NULL && self->command->entries[i].long_name; i++)
    g_array_append_val (entries, self->command->entries[i]);

  values = g_new0 (Value, entries->len);
  for (guint i = 0; i < entries->len; i++)
    g_array_index (entries, GOptionEntry, i).arg_data = &values[i];

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, (GOptionEntry *) entries->data, NULL);
  parsed = g_option_context_parse_strv (context, &self->arguments, error);

  for (guint i = 0; parsed && i < entries->len; i++)
    keep_value (self, &g_array_index (entries, GOptionEntry, i), values[i]);

  if (self->arguments[0] != NULL)
    drop_argument (self->arguments);
  if (self->arguments[0] != NULL && g_str_equal (self->arguments[0], "--"))
    drop_argument (self->arguments);

  return parsed;
}

/* Finds the command; the options are still to be read. */
static GalleyCommandLine *
command_line_new (const GalleyCommand *root, const char *const *argv)
{
  GalleyCommandLine *self = g_new0 (GalleyCommandLine, 1);
  GString *path = g_string_new (root->name);
  const GalleyCommand *child;

  self->command = root;
  self->argv = g_strdupv ((char **) argv);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  while (argv[0] != NULL && argv[1] != NULL
         && (child = find_command (self->command, argv[1])) != NULL)
    {
      g_string_append_printf (path, " %s", child->name);
      self->command = child;
      argv++;
    }

  self->path = g_string_free_and_steal (path);
  self->arguments = g_strdupv ((char **) argv);

  return self;
}

/**
 * galley_command_parse:
 * @root: the program
 * @argv: its arguments, the name of the program first
 * @error: where to put what is wrong with them, of #GOptionError
 *
 * Finds the command that is meant and reads its options. A word that is both the name of a command
 * and of a file is the command.
 *
 * Returns: (transfer full): what to do, or %NULL with @error set
 */
GalleyCommandLine *
galley_command_parse (const GalleyCommand *root, const char *const *argv, GError **error)
{
  g_autoptr (GalleyCommandLine) self = command_line_new (root, argv);

  return parse_options (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * galley_command_run:
 * @root: the program
 * @argv: its arguments, the name of the program first
 *
 * Does what the arguments say. Wrong arguments are told on stderr with a hint where help is.
 *
 * Returns: the exit status
 */
int
galley_command_run (const GalleyCommand *root, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyCommandLine) line = command_line_new (root, argv);

  if (!parse_options (line, &error))
    return galley_command_line_fail_usage (line, error->message);

  if (galley_command_line_get_flag (line, "help"))
    {
      g_autofree char *help = galley_command_line_dup_help (line);

      return galley_command_print (help, strlen (help)) ? GALLEY_EXIT_OK : GALLEY_EXIT_FAILURE;
    }

  return line->command->run (line);
}

void
galley_command_line_free (GalleyCommandLine *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_strfreev (self->argv);
  g_strfreev (self->arguments);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

/**
 * galley_command_line_get_command:
 * @self: a command line
 *
 * Gets the command that is meant.
 *
 * Returns: (transfer none): the command
 */
const GalleyCommand *
galley_command_line_get_command (GalleyCommandLine *self)
{
  return self->command;
}

/**
 * galley_command_line_get_arguments:
 * @self: a command line
 *
 * Gets the arguments that are not options, in the encoding of file names.
 *
 * Returns: (transfer none): the arguments of the command, up to %NULL
 */
const char *const *
galley_command_line_get_arguments (GalleyCommandLine *self)
{
  return (const char *const *) self->arguments;
}

/**
 * galley_command_line_get_argv:
 * @self: a command line
 *
 * Gets all arguments of the program as they were, its name first.
 *
 * Returns: (transfer none): the arguments, up to %NULL
 */
const char *const *
galley_command_line_get_argv (GalleyCommandLine *self)
{
  return (const char *const *) self->argv;
}

/**
 * galley_command_line_get_flag:
 * @self: a command line
 * @option: the long name of an option without value
 *
 * Looks whether an option was given.
 *
 * Returns: whether it was
 */
gboolean
galley_command_line_get_flag (GalleyCommandLine *self, const char *option)
{
  return g_hash_table_contains (self->values, option);
}

/**
 * galley_command_line_get_string:
 * @self: a command line
 * @option: the long name of an option of type %G_OPTION_ARG_STRING or %G_OPTION_ARG_FILENAME
 *
 * Gets the value of an option.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL if the option was not given
 */
const char *
galley_command_line_get_string (GalleyCommandLine *self, const char *option)
{
  return g_hash_table_lookup (self->values, option);
}

static void
append_option_help (GString *help, const GOptionEntry *entry)
{
  g_autoptr (GString) option = g_string_new (NULL);

  if (entry->flags & G_OPTION_FLAG_HIDDEN)
    return;

  if (entry->short_name != 0)
    g_string_append_printf (option, "-%c, ", entry->short_name);
  g_string_append_printf (option, "--%s", entry->long_name);
  if (entry->arg_description != NULL)
    g_string_append_printf (option, "=%s", _ (entry->arg_description));

  g_string_append_printf (help, "  %-18s  %s\n", option->str, _ (entry->description));
}

/**
 * galley_command_line_dup_help:
 * @self: a command line
 *
 * Writes the help of the command: usage, sub-commands, options.
 *
 * Returns: (transfer full): the help
 */
char *
galley_command_line_dup_help (GalleyCommandLine *self)
{
  const GalleyCommand *command = self->command;
  GString *help = g_string_new (_ ("Usage:"));

  g_string_append_printf (help, "\n  %s %s %s\n", self->path, _ ("[OPTION…]"),
                          command->parameters != NULL ? _ (command->parameters) : "");
  if (command->commands != NULL)
    g_string_append_printf (help, "  %s %s\n", self->path, _ ("COMMAND [OPTION…] [ARGUMENT…]"));

  g_string_append_printf (help, "\n%s\n", _ (command->summary));

  if (command->commands != NULL)
    {
      g_string_append_printf (help, "\n%s\n", _ ("Commands:"));
      for (gsize i = 0; command->commands[i] != NULL; i++)
        g_string_append_printf (help, "  %-18s  %s\n", command->commands[i]->name,
                                _ (command->commands[i]->summary));
    }

  g_string_append_printf (help, "\n%s\n", _ ("Options:"));
  append_option_help (help, &help_entry);
  for (gsize i = 0; command->entries != NULL && command->entries[i].long_name != NULL; i++)
    append_option_help (help, &command->entries[i]);

  return g_string_free_and_steal (help);
}

/**
 * galley_command_line_fail_usage:
 * @self: a command line
 * @message: what is wrong with the arguments
 *
 * Tells on stderr that the command cannot be run with these arguments, and where help is.
 *
 * Returns: the exit status, %GALLEY_EXIT_USAGE
 */
int
galley_command_line_fail_usage (GalleyCommandLine *self, const char *message)
{
  g_printerr ("%s: %s\n", self->path, message);
  g_printerr (_ ("Try “%s --help”."), self->path);
  g_printerr ("\n");

  return GALLEY_EXIT_USAGE;
}
