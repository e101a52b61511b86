/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-new-issue.h"

#include <glib/gi18n.h>

#define TEMPLATES "/io/github/galleyeditor/Galley/templates/"

static GBytes *
find_template (const char *const *languages)
{
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (TEMPLATES "new-issue.%s.md", languages[i]);
      GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (bytes != NULL)
        return bytes;
      /* The English text is the one without a language. */
      if (g_str_has_prefix (languages[i], "en"))
        break;
    }

  return g_resources_lookup_data (TEMPLATES "new-issue.md", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * galley_new_issue_text:
 * @languages: what the person reads, best first, as g_get_language_names() has it
 * @date: the date and time of the issue, in the zone it is written in
 *
 * Returns: (transfer full): the text a new issue starts with.
 */
char *
galley_new_issue_text (const char *const *languages, GDateTime *date)
{
  g_autoptr (GBytes) bytes = find_template (languages);
  g_autofree char *now = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z");
  g_autoptr (GString) text = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (bytes != NULL, g_strdup (""));

  data = g_bytes_get_data (bytes, &length);
  text = g_string_new_len (data, (gssize) length);
  g_string_replace (text, "{{date}}", now, 0);
  g_string_replace (text, "{{title}}", _ ("New Issue"), 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
