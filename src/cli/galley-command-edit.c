/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"

#include "galley-back-issues.h"
#include "galley-command-issue.h"
#include "galley-entry-source.h"
#include "galley-issue-add.h"
#include "galley-next-issue.h"
#include "galley-site-config.h"

#include <glib/gi18n.h>

#define PLACE_MAX 1000000

/* `2.3` as numbers from 0; `2` alone is a section. */
static gboolean
read_place (const char *text, guint *section, guint *entry)
{
  guint64 numbers[2] = { 0, 0 };
  g_auto (GStrv) parts = g_strsplit (text, ".", 3);
  guint n = g_strv_length (parts);

  if (n < 1 || n > 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 1, PLACE_MAX, &numbers[i], NULL))
      return FALSE;

  *section = (guint) numbers[0] - 1;
  *entry = n == 2 ? (guint) numbers[1] - 1 : GALLEY_ENTRY_LAST;
  return TRUE;
}

static int
fail_place (GalleyCommandLine *line, const char *place)
{
  g_autofree char *message = g_strdup_printf (
    /* Translators: %s is what was typed */
    _ ("“%s” is no entry: write SECTION.ENTRY, such as 1.2, or SECTION alone."), place);

  return galley_command_line_fail_usage (line, message);
}

static int
finish (GalleyCommandIssue *file, GalleyIssueChange *change, const GError *error)
{
  if (change == NULL)
    return galley_command_issue_fail (file, error);
  if (!galley_command_issue_save (file, change->edits)
      || !galley_command_issue_print_change (file, change->edits))
    return GALLEY_EXIT_FAILURE;

  return GALLEY_EXIT_OK;
}

static int
run_move (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandIssue) file = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autoptr (GError) error = NULL;
  guint section, entry, to_section, to_entry;

  if (g_strv_length ((GStrv) arguments) != 3)
    return galley_command_line_fail_usage (
      line, _ ("Give a file, the entry to move, and the place where it will stand."));
  if (!read_place (arguments[1], &section, &entry))
    return fail_place (line, arguments[1]);
  if (!read_place (arguments[2], &to_section, &to_entry))
    return fail_place (line, arguments[2]);
  if (entry == GALLEY_ENTRY_LAST && to_entry != GALLEY_ENTRY_LAST)
    return galley_command_line_fail_usage (
      line, _ ("A section can only be moved to the place of a section."));

  file = galley_command_issue_open (arguments[0]);
  if (file == NULL)
    return GALLEY_EXIT_FAILURE;

  if (entry == GALLEY_ENTRY_LAST)
    change = galley_issue_move_section (file->issue, section, to_section, &error);
  else
    change = galley_issue_move_entry (file->issue, section, entry, to_section, to_entry, &error);

  return finish (file, change, error);
}

static int
run_remove (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandIssue) file = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autoptr (GError) error = NULL;
  guint section, entry;

  if (g_strv_length ((GStrv) arguments) != 2)
    return galley_command_line_fail_usage (line, _ ("Give a file and the entry to remove."));
  if (!read_place (arguments[1], &section, &entry))
    return fail_place (line, arguments[1]);

  file = galley_command_issue_open (arguments[0]);
  if (file == NULL)
    return GALLEY_EXIT_FAILURE;

  if (entry == GALLEY_ENTRY_LAST)
    change = galley_issue_remove_section (file->issue, section, &error);
  else
    change = galley_issue_remove_entry (file->issue, section, entry, &error);

  return finish (file, change, error);
}

static int
run_renumber (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandIssue) file = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;

  if (g_strv_length ((GStrv) arguments) != 1)
    return galley_command_line_fail_usage (line, _ ("Give one file, or “-” for standard input."));

  file = galley_command_issue_open (arguments[0]);
  if (file == NULL)
    return GALLEY_EXIT_FAILURE;

  change = galley_issue_renumber (file->issue);
  return finish (file, change, NULL);
}

/* A link to a video has its id in it. */
static void
complete_draft (GalleyEntryKind kind, GalleyEntryDraft *draft, const GalleyEntrySource *source)
{
  if (source == NULL)
    return;
  if (galley_entry_kinds[kind].link == GALLEY_ENTRY_LINK_VIDEO && draft->video == NULL)
    {
      draft->video = source->video;
      draft->video_host = source->video_host;
    }
  if (draft->title == NULL)
    draft->title = source->title;
}

static int
fail_kind (GalleyCommandLine *line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;
  g_autofree char *message = NULL;

  for (guint i = 0; i < GALLEY_N_ENTRY_KINDS; i++)
    if (galley_entry_kinds[i].label != NULL)
      g_strv_builder_add (builder, galley_entry_kinds[i].name);
  names = g_strv_builder_end (builder);
  list = g_strjoinv (", ", names);
  message = g_strdup_printf (/* Translators: %s is a list of what is typed, not to be translated */
                             _ ("Give a file and what the entry is, one of %s."), list);

  return galley_command_line_fail_usage (line, message);
}

/* Only a section without entries needs the issue before, to be written as there. */
static GalleyIssue *
load_last (const char *argument)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (argument);
  g_autofree char *path = g_str_equal (argument, "-") ? NULL : g_file_get_path (file);
  g_autoptr (GalleySiteConfig) site = path != NULL ? galley_site_config_load (path) : NULL;

  return path != NULL ? galley_back_issues_load_previous (path, site, NULL) : NULL;
}

static int
run_add (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandIssue) file = NULL;
  g_autoptr (GalleyIssueChange) change = NULL;
  g_autoptr (GalleyEntrySource) source = NULL;
  g_autoptr (GalleyIssue) last = NULL;
  g_autoptr (GError) error = NULL;
  GalleyEntryKind kind;
  GalleyEntryDraft draft = {
    .title = galley_command_line_get_string (line, "title"),
    .url = galley_command_line_get_string (line, "url"),
    .text = galley_command_line_get_string (line, "text"),
    .image = galley_command_line_get_string (line, "image"),
    .video = galley_command_line_get_string (line, "video"),
  };

  if (g_strv_length ((GStrv) arguments) != 2 || !galley_entry_kind_from_string (arguments[1], &kind)
      || galley_entry_kinds[kind].label == NULL)
    return fail_kind (line);
  if (draft.title == NULL && draft.url == NULL && draft.text == NULL && draft.image == NULL
      && draft.video == NULL)
    return galley_command_line_fail_usage (
      line, _ ("Say something about the entry, at least --title or --url."));

  file = galley_command_issue_open (arguments[0]);
  if (file == NULL)
    return GALLEY_EXIT_FAILURE;

  source = draft.url != NULL ? galley_entry_source_new (draft.url) : NULL;
  complete_draft (kind, &draft, source);
  if (!galley_issue_shows_style (file->issue, kind))
    last = load_last (arguments[0]);
  change = galley_issue_add_entry (file->issue, kind, &draft, last, &error);
  return finish (file, change, error);
}

static const GOptionEntry add_entries[] = {
  { "title", 't', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("Its title"), N_ ("TITLE") },
  { "url", 'u', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("Where it is"), N_ ("ADDRESS") },
  { "text", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("What there is to say about it"),
    N_ ("TEXT") },
  { "image", 'i', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("The address of a picture"),
    N_ ("ADDRESS") },
  { "video", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("The id of the video"),
    N_ ("ID") },
  { NULL }
};

const GalleyCommand galley_command_add = {
  .name = "add",
  .parameters = N_ ("FILE project|blog|video"),
  .summary = N_ ("Add an entry to an issue"),
  .entries = add_entries,
  .run = run_add,
};

const GalleyCommand galley_command_move = {
  .name = "move",
  .parameters = N_ ("FILE ENTRY PLACE"),
  .summary = N_ ("Move an entry or a section, as 1.2 or 1"),
  .run = run_move,
};

const GalleyCommand galley_command_remove = {
  .name = "remove",
  .parameters = N_ ("FILE ENTRY"),
  .summary = N_ ("Remove an entry or a section"),
  .run = run_remove,
};

const GalleyCommand galley_command_renumber = {
  .name = "renumber",
  .parameters = N_ ("FILE"),
  .summary = N_ ("Count sections and entries anew"),
  .run = run_renumber,
};
