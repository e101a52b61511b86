/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-edit.h"
#include "galley-front-matter-edit.h"

#include <stdio.h>
#include <string.h>

/* edit-front-matter OPERATION…: edits the front matter of stdin and prints the text. What is
 * refused is told on stderr as LINE:COLUMN: MESSAGE with status 1, and nothing is printed.
 *
 *   set PATH TEXT   yaml PATH YAML   unset PATH   rename PATH NAME   strings PATH A,B
 *   insert PATH INDEX TEXT   insert-yaml PATH INDEX YAML
 *   style block|indented|flow   add yaml|toml|json
 */

static guint
get_choice (const char *word, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;

  g_error ("%s?", word);
}

static guint
get_number (const char *word)
{
  return (guint) g_ascii_strtoull (word, NULL, 10);
}

/* Returns how many arguments the operation took, 0 when it was refused. */
static int
operate (GalleyFrontMatterEdit *edit, char **argv, GError **error)
{
  static const char *const styles[] = { "auto", "block", "indented", "flow", NULL };
  static const char *const kinds[] = { "none", "yaml", "toml", "json", NULL };
  const char *name = argv[0];
  const char *path = argv[1];

  if (g_str_equal (name, "set"))
    return galley_front_matter_edit_set_text (edit, path, argv[2], error) ? 3 : 0;
  if (g_str_equal (name, "yaml"))
    return galley_front_matter_edit_set_yaml (edit, path, argv[2], error) ? 3 : 0;
  if (g_str_equal (name, "unset"))
    return galley_front_matter_edit_unset (edit, path, error) ? 2 : 0;
  if (g_str_equal (name, "rename"))
    return galley_front_matter_edit_rename (edit, path, argv[2], error) ? 3 : 0;
  if (g_str_equal (name, "strings"))
    {
      g_auto (GStrv) strings = g_strsplit (argv[2], ",", 0);

      return galley_front_matter_edit_set_strings (edit, path, (const char *const *) strings, error)
               ? 3
               : 0;
    }
  if (g_str_equal (name, "insert"))
    return galley_front_matter_edit_insert_text (edit, path, get_number (argv[2]), argv[3], error)
             ? 4
             : 0;
  if (g_str_equal (name, "insert-yaml"))
    return galley_front_matter_edit_insert_yaml (edit, path, get_number (argv[2]), argv[3], error)
             ? 4
             : 0;
  if (g_str_equal (name, "style"))
    {
      galley_front_matter_edit_set_list_style (edit, get_choice (path, styles));
      return 2;
    }
  if (g_str_equal (name, "add"))
    return galley_front_matter_edit_add_front_matter (edit, get_choice (path, kinds), error) ? 2
                                                                                             : 0;
  g_error ("%s?", name);
}

/* The edits and the text must tell the same. */
static void
check_edits (GalleyFrontMatterEdit *edit, GString *before)
{
  g_autoptr (GArray) edits = galley_front_matter_edit_dup_edits (edit);
  gsize length, applied_length;
  const char *text = galley_front_matter_edit_get_text (edit, &length);
  g_autofree char *applied =
    galley_edit_list_apply (edits, before->str, before->len, &applied_length);

  g_assert_cmpmem (applied, applied_length, text, length);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_autoptr (GalleyFrontMatterEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  char buffer[4096];
  const char *text;
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (input, buffer, (gssize) n);
  edit = galley_front_matter_edit_new (input->str, input->len);

  for (int i = 1; i < argc;)
    {
      const GalleyDiagnostic *failure;
      int taken = operate (edit, argv + i, &error);

      i += taken;
      if (taken > 0)
        continue;
      failure = galley_front_matter_edit_get_failure (edit);
      fprintf (stderr, "%u:%u: %s\n", failure != NULL ? failure->line : 0,
               failure != NULL ? failure->column : 0, error->message);
      return 1;
    }

  check_edits (edit, input);
  text = galley_front_matter_edit_get_text (edit, &n);
  fwrite (text, 1, n, stdout);
  return 0;
}
