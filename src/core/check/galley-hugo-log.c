/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hugo-log.h"

#include "galley-diagnostic.h"

#include <string.h>

#define MESSAGES_MAX 50
#define LENGTH_MAX 4000

/* It is the overlay that has this, for the sake of older ones. */
#define OUR_OWN "deprecated: module.mounts.lang "

/* Colours are for terminals. */
static char *
dup_plain (const char *line, gsize length)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (gsize i = 0; i < MIN (length, LENGTH_MAX); i++)
    if (line[i] == '\033')
      while (i < length && !g_ascii_isalpha (line[i]))
        i++;
    else if (line[i] == '\t' || (guchar) line[i] >= ' ')
      g_string_append_c (plain, line[i]);

  return g_utf8_make_valid (plain->str, plain->len);
}

static const char *
skip_level (const char *line, GalleySeverity *severity)
{
  static const struct
  {
    const char *word;
    GalleySeverity severity;
  } levels[] = {
    { "ERROR", GALLEY_SEVERITY_ERROR },
    { "Error:", GALLEY_SEVERITY_ERROR },
    { "WARN", GALLEY_SEVERITY_WARNING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strncmp (line, levels[i].word, strlen (levels[i].word)) == 0)
      {
        *severity = levels[i].severity;
        line += strlen (levels[i].word);
        return line + strspn (line, " \t");
      }

  return NULL;
}

/* Reads `:12:3` at @p. */
static const char *
read_place (const char *p, GalleyDiagnostic *diagnostic)
{
  guint *const numbers[] = { &diagnostic->line, &diagnostic->column };

  for (guint i = 0; i < G_N_ELEMENTS (numbers) && *p == ':' && g_ascii_isdigit (p[1]); i++)
    {
      char *end;

      *numbers[i] = (guint) MIN (g_ascii_strtoull (p + 1, &end, 10), G_MAXINT);
      p = end;
    }

  return p;
}

static void
replace (GalleyDiagnostic *self, const char *what, const char *with)
{
  GString *message = g_string_new (self->message);

  g_string_replace (message, what, with, 0);
  g_free (self->message);
  self->message = g_string_free (message, FALSE);
}

/* The page has a name that its writer knows; the place of a copy is of no interest. */
static void
find_place (GalleyDiagnostic *self, const char *page_path, const char *page_name)
{
  const char *found = strstr (self->message, page_path);

  if (found == NULL)
    return;

  read_place (found + strlen (page_path), self);
  replace (self, page_path, page_name);
}

/**
 * galley_hugo_log_parse:
 * @output: what `hugo` wrote
 * @root: the path of the site; it is left out of the names of its files
 * @overlay: the path of the folder with copies of some of them; it is, too
 * @page_path: the path of the page in what it read
 * @page_name: what to call that page
 *
 * Finds what `hugo` complains of. Those that are about the page have its line.
 *
 * Returns: (transfer full) (element-type GalleyDiagnostic): the complaints, in order
 */
GPtrArray *
galley_hugo_log_parse (const char *output,
                       const char *root,
                       const char *overlay,
                       const char *page_path,
                       const char *page_name)
{
  g_autofree char *prefix = g_strconcat (root, "/", NULL);
  g_autofree char *copy_prefix = g_strconcat (overlay, "/", NULL);
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);

  while (*output != '\0' && messages->len < MESSAGES_MAX)
    {
      gsize length = strcspn (output, "\n");
      g_autofree char *line = dup_plain (output, length);
      GalleySeverity severity;
      const char *message = skip_level (line, &severity);

      if (message != NULL && *message != '\0' && !g_str_has_prefix (message, OUR_OWN))
        {
          GalleyDiagnostic *diagnostic =
            galley_diagnostic_new (severity, "hugo", 0, 0, g_strdup (message));

          find_place (diagnostic, page_path, page_name);
          replace (diagnostic, copy_prefix, "");
          replace (diagnostic, prefix, "");
          g_ptr_array_add (messages, diagnostic);
        }
      output += length + (output[length] == '\n');
    }

  return messages;
}
