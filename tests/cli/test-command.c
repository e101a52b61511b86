/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"
#include "galley-entry-kind.h"

#include <string.h>

static int
run_root (GalleyCommandLine *line)
{
  return 10;
}

static int
run_leaf (GalleyCommandLine *line)
{
  if (galley_command_line_get_arguments (line)[0] == NULL)
    return galley_command_line_fail_usage (line, "no argument");

  return galley_command_line_get_flag (line, "loud") ? 21 : 20;
}

static const GOptionEntry leaf_entries[] = {
  { "loud", 'l', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, "Be loud", NULL },
  { "name", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, "Its name", "NAME" },
  { "secret", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, "Not in the help", NULL },
  { NULL }
};

static const GalleyCommand leaf = { .name = "leaf",
                                    .parameters = "FILE",
                                    .summary = "A leaf",
                                    .entries = leaf_entries,
                                    .run = run_leaf };
static const GalleyCommand *const branch_commands[] = { &leaf, NULL };
static const GalleyCommand branch = { .name = "branch",
                                      .summary = "A branch",
                                      .run = run_root,
                                      .commands = branch_commands };
static const GalleyCommand *const root_commands[] = { &branch, &leaf, NULL };
static const GalleyCommand root = { .name = "tree",
                                    .summary = "A tree",
                                    .run = run_root,
                                    .commands = root_commands };

#define ARGV(...) ((const char *const[]) { "/usr/bin/tree", __VA_ARGS__, NULL })

static void
test_find (void)
{
  static const struct
  {
    const char *argv[6];
    const GalleyCommand *command;
    const char *first;
  } samples[] = {
    { { "tree" }, &root, NULL },
    { { "tree", "file" }, &root, "file" },
    { { "tree", "leaf" }, &leaf, NULL },
    { { "tree", "./leaf" }, &root, "./leaf" },
    { { "tree", "leaf", "leaf" }, &leaf, "leaf" },
    { { "tree", "branch", "leaf", "a" }, &leaf, "a" },
    { { "tree", "branch", "other" }, &branch, "other" },
    { { "tree", "file", "leaf" }, &root, "file" },
    { { "tree", "--", "leaf" }, &root, "leaf" },
    { { "tree", "leaf", "-" }, &leaf, "-" },
    { { "tree", "leaf", "--", "--loud" }, &leaf, "--loud" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyCommandLine) line = galley_command_parse (&root, samples[i].argv, &error);

      g_assert_no_error (error);
      g_assert_true (galley_command_line_get_command (line) == samples[i].command);
      g_assert_cmpstr (galley_command_line_get_arguments (line)[0], ==, samples[i].first);
      g_assert_cmpstrv (galley_command_line_get_argv (line), samples[i].argv);
    }
}

static void
test_options (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyCommandLine) none = galley_command_parse (&root, ARGV ("leaf", "a"), NULL);
  g_autoptr (GalleyCommandLine) all =
    galley_command_parse (&root, ARGV ("leaf", "-n", "x", "a", "--loud", "b"), NULL);
  g_autoptr (GalleyCommandLine) wrong = NULL;

  g_assert_false (galley_command_line_get_flag (none, "loud"));
  g_assert_null (galley_command_line_get_string (none, "name"));

  g_assert_true (galley_command_line_get_flag (all, "loud"));
  g_assert_cmpstr (galley_command_line_get_string (all, "name"), ==, "x");
  g_assert_cmpstr (galley_command_line_get_arguments (all)[0], ==, "a");
  g_assert_cmpstr (galley_command_line_get_arguments (all)[1], ==, "b");
  g_assert_null (galley_command_line_get_arguments (all)[2]);

  wrong = galley_command_parse (&root, ARGV ("--loud"), &error);
  g_assert_null (wrong);
  g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION);
}

static void
test_run (void)
{
  g_assert_cmpint (galley_command_run (&root, ARGV ("file")), ==, 10);
  g_assert_cmpint (galley_command_run (&root, ARGV ("leaf", "a")), ==, 20);
  g_assert_cmpint (galley_command_run (&root, ARGV ("leaf", "a", "-l")), ==, 21);
  g_assert_cmpint (galley_command_run (&root, ARGV ("leaf")), ==, GALLEY_EXIT_USAGE);
  g_assert_cmpint (galley_command_run (&root, ARGV ("leaf", "--no")), ==, GALLEY_EXIT_USAGE);
  g_assert_cmpint (galley_command_run (&root, ARGV ("leaf", "--name")), ==, GALLEY_EXIT_USAGE);
}

static void
test_help (void)
{
  g_autoptr (GalleyCommandLine) line = galley_command_parse (&root, ARGV ("leaf", "-h"), NULL);
  g_autoptr (GalleyCommandLine) top = galley_command_parse (&root, ARGV ("--help"), NULL);
  g_autofree char *help = galley_command_line_dup_help (line);
  g_autofree char *top_help = galley_command_line_dup_help (top);

  g_assert_true (galley_command_line_get_flag (line, "help"));
  g_assert_nonnull (strstr (help, "tree leaf"));
  g_assert_nonnull (strstr (help, "FILE"));
  g_assert_nonnull (strstr (help, "-l, --loud"));
  g_assert_nonnull (strstr (help, "--name=NAME"));
  g_assert_null (strstr (help, "secret"));
  g_assert_nonnull (strstr (top_help, "A branch"));
}

/* Options and names that a command could not tell apart. */
static void
check_command (const GalleyCommand *command)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_nonnull (command->name);
  g_assert_nonnull (command->summary);
  g_assert_nonnull (command->run);

  for (gsize i = 0; command->entries != NULL && command->entries[i].long_name != NULL; i++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) command->entries[i].long_name));
      g_assert_null (command->entries[i].arg_data);
      g_assert_cmpstr (command->entries[i].long_name, !=, "help");
    }

  g_hash_table_remove_all (names);
  for (gsize i = 0; command->commands != NULL && command->commands[i] != NULL; i++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) command->commands[i]->name));
      check_command (command->commands[i]);
    }
}

/* A new kind of entry is also said to people. */
static void
test_kinds (void)
{
  for (guint i = 0; i < GALLEY_N_ENTRY_KINDS; i++)
    g_assert_true ((strstr (galley_command_add.parameters, galley_entry_kinds[i].name) != NULL)
                   == (galley_entry_kinds[i].label != NULL));
}

static void
test_tree (void)
{
  check_command (&galley_command_root);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/command/find", test_find);
  g_test_add_func ("/command/options", test_options);
  g_test_add_func ("/command/run", test_run);
  g_test_add_func ("/command/help", test_help);
  g_test_add_func ("/command/tree", test_tree);
  g_test_add_func ("/command/kinds", test_kinds);

  return g_test_run ();
}
