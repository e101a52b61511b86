/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"

#include "galley-command-issue.h"
#include "galley-json-write.h"

#include <glib/gi18n.h>
#include <string.h>

static void
append_member (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "\"%s\": ", name);
  if (text != NULL)
    galley_json_append_string (out, text);
  else
    g_string_append (out, "null");
  g_string_append (out, ", ");
}

static void
append_entry (GString *out, const GalleyEntry *entry)
{
  g_string_append (out, "        {");
  append_member (out, "title", entry->title);
  append_member (out, "url", entry->url);
  append_member (out, "description", *entry->description != '\0' ? entry->description : NULL);
  append_member (out, "image", entry->images[0]);
  append_member (out, "video", entry->video);
  g_string_append_printf (out, "\"line\": %u, \"end_line\": %u}", entry->line, entry->end_line);
}

static void
append_section (GString *out, const GalleySection *section)
{
  g_string_append (out, "    {");
  append_member (out, "name", section->name);
  append_member (out, "kind", galley_entry_kinds[section->kind].name);
  g_string_append_printf (out, "\"line\": %u, \"entries\": [", section->line);
  for (guint i = 0; i < section->entries->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_entry (out, g_ptr_array_index (section->entries, i));
    }
  g_string_append (out, section->entries->len > 0 ? "\n      ]}" : "]}");
}

static char *
make_json (GalleyIssue *issue)
{
  GString *out = g_string_new ("{\n  ");
  GPtrArray *sections = galley_issue_get_sections (issue);
  guint number;

  append_member (out, "title", galley_issue_get_title (issue));
  if (galley_issue_get_number (issue, &number))
    g_string_append_printf (out, "\"number\": %u, ", number);
  else
    g_string_append (out, "\"number\": null, ");
  append_member (out, "date", galley_issue_get_date (issue));
  g_string_append (out, "\n  \"sections\": [");
  for (guint i = 0; i < sections->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_section (out, g_ptr_array_index (sections, i));
    }
  g_string_append (out, sections->len > 0 ? "\n  ]\n}\n" : "]\n}\n");

  return g_string_free_and_steal (out);
}

static char *
make_text (GalleyIssue *issue)
{
  GString *out = g_string_new (NULL);
  GPtrArray *sections = galley_issue_get_sections (issue);

  if (galley_issue_get_title (issue) != NULL)
    g_string_append_printf (out, "%s\n", galley_issue_get_title (issue));
  for (guint i = 0; i < sections->len; i++)
    {
      const GalleySection *section = g_ptr_array_index (sections, i);

      g_string_append_printf (out, "%u. %s (%s, %u)\n", i + 1, section->name,
                              galley_entry_kinds[section->kind].name, section->entries->len);
      for (guint j = 0; j < section->entries->len; j++)
        {
          const GalleyEntry *entry = g_ptr_array_index (section->entries, j);

          g_string_append_printf (out, "  %u.%u  %s", i + 1, j + 1, entry->title);
          if (entry->url != NULL)
            g_string_append_printf (out, "  %s", entry->url);
          g_string_append_printf (out, "  :%u\n", entry->line);
        }
    }

  return g_string_free_and_steal (out);
}

static int
run (GalleyCommandLine *line)
{
  const char *const *arguments = galley_command_line_get_arguments (line);
  g_autoptr (GalleyCommandIssue) file = NULL;
  g_autofree char *out = NULL;

  if (g_strv_length ((GStrv) arguments) != 1)
    return galley_command_line_fail_usage (line, _ ("Give one file, or “-” for standard input."));

  file = galley_command_issue_open (arguments[0]);
  if (file == NULL)
    return GALLEY_EXIT_FAILURE;

  out =
    galley_command_line_get_flag (line, "json") ? make_json (file->issue) : make_text (file->issue);
  return galley_command_print (out, strlen (out)) ? GALLEY_EXIT_OK : GALLEY_EXIT_FAILURE;
}

static const GOptionEntry entries[] = { { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL,
                                          N_ ("Print JSON, for programs"), NULL },
                                        { NULL } };

const GalleyCommand galley_command_outline = {
  .name = "outline",
  .parameters = N_ ("FILE|-"),
  .summary = N_ ("Print the sections and entries of an issue"),
  .entries = entries,
  .run = run,
};
