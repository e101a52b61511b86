/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-next-issue.h"

#include "galley-core-resources.h"
#include "galley-go-date.h"

#include <string.h>

#define ACTION_MAX 400

/* What an action of a template is computed from. */
typedef struct
{
  const char *name;
  GDateTime *now;
} Context;

static char *
make_title (const char *text)
{
  GString *title = g_string_new (NULL);
  gboolean start = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (title, start ? g_unichar_totitle (c) : c);
      start = g_unichar_isspace (c);
    }

  return g_string_free_and_steal (title);
}

/* The words of a call; a quoted one starts with its quotation mark. */
static GStrv
split_words (const char *call)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *p = call;

  while (*p != '\0')
    {
      const char *start = p;

      if (strchr (" \t\r\n()", *p) != NULL)
        {
          p++;
          continue;
        }
      if (*p == '"' || *p == '`')
        {
          const char *close = strchr (p + 1, *p);

          p = close != NULL ? close : p + strlen (p);
          g_strv_builder_take (words, g_strndup (start, p - start));
          p += *p != '\0';
          continue;
        }
      p += strcspn (p, " \t\r\n()");
      g_strv_builder_take (words, g_strndup (start, p - start));
    }

  return g_strv_builder_end (words);
}

static char *
get_value (const Context *self, const char *word)
{
  static const char *const names[] = { ".Name", ".File.ContentBaseName", ".File.BaseFileName",
                                       ".File.TranslationBaseName", ".TranslationBaseName" };

  if (*word == '"' || *word == '`')
    return g_strdup (word + 1);
  if (g_str_equal (word, ".Date") || g_str_equal (word, "now"))
    return g_date_time_format (self->now, "%Y-%m-%dT%H:%M:%S%:z");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (word, names[i]))
      return g_strdup (self->name);

  return NULL;
}

static gboolean
is_function (const char *word, const char *name)
{
  g_autofree char *qualified = g_strconcat ("strings.", name, NULL);

  return g_ascii_strcasecmp (word, name) == 0 || g_ascii_strcasecmp (word, qualified) == 0;
}

/* One call of a pipeline, with what comes out of the one before it. */
static char *
call (const Context *self, const char *text, const char *input)
{
  g_auto (GStrv) words = split_words (text);
  guint n = g_strv_length (words);
  g_autofree char *value = NULL;

  if (n == 0)
    return NULL;
  if (n == 1 && input == NULL)
    return get_value (self, words[0]);
  if (n == 2 && (g_str_equal (words[0], "now.Format") || g_str_equal (words[0], ".Date.Format"))
      && (*words[1] == '"' || *words[1] == '`'))
    return galley_go_date_format (self->now, words[1] + 1);
  if (is_function (words[0], "replace") && n == (input != NULL ? 3 : 4))
    {
      g_autoptr (GString) result = NULL;
      guint first = input != NULL ? 1 : 2;

      value = input != NULL ? g_strdup (input) : get_value (self, words[1]);
      if (value == NULL || strchr ("\"`", *words[first]) == NULL
          || strchr ("\"`", *words[first + 1]) == NULL)
        return NULL;
      result = g_string_new (value);
      if (words[first][1] != '\0')
        g_string_replace (result, words[first] + 1, words[first + 1] + 1, 0);
      return g_strdup (result->str);
    }

  if (n != (input != NULL ? 1 : 2))
    return NULL;
  value = input != NULL ? g_strdup (input) : get_value (self, words[1]);
  if (value == NULL)
    return NULL;
  if (is_function (words[0], "title") || is_function (words[0], "humanize"))
    {
      if (is_function (words[0], "humanize"))
        g_strdelimit (value, "-_", ' ');
      return make_title (value);
    }
  if (is_function (words[0], "lower") || is_function (words[0], "toLower"))
    return g_utf8_strdown (value, -1);
  if (is_function (words[0], "upper") || is_function (words[0], "toUpper"))
    return g_utf8_strup (value, -1);

  return NULL;
}

static char *
evaluate (const Context *self, const char *action, gsize length)
{
  g_autofree char *text = g_strndup (action, length);
  g_auto (GStrv) calls = g_strsplit (text, "|", 8);
  g_autofree char *value = NULL;

  for (guint i = 0; calls[i] != NULL; i++)
    {
      char *result = call (self, calls[i], value);

      g_free (value);
      value = result;
      if (value == NULL)
        return NULL;
    }

  return g_steal_pointer (&value);
}

/**
 * galley_next_issue_fill_archetype:
 * @text: an archetype of Hugo
 * @name: the name of the new page, as it stands in its path
 * @now: the time it is
 *
 * Fills in the simple actions of an archetype: dates, the name, and how it is changed for a title.
 * Other actions are left as they are, for people to see.
 *
 * Returns: (transfer full): the text of the new page
 */
char *
galley_next_issue_fill_archetype (const char *text, const char *name, GDateTime *now)
{
  const Context context = { name, now };
  GString *out = g_string_new (NULL);
  const char *p = text;
  const char *open;

  while ((open = strstr (p, "{{")) != NULL)
    {
      const char *start = open + 2;
      const char *close = g_strstr_len (start, ACTION_MAX, "}}");
      const char *end = close;
      g_autofree char *value = NULL;

      g_string_append_len (out, p, open - p);
      p = start;
      if (close != NULL && *start == '-')
        start++;
      if (close != NULL && end > start && end[-1] == '-')
        end--;
      if (close != NULL && *start != '<' && *start != '%')
        value = evaluate (&context, start, end - start);
      g_string_append (out, value != NULL ? value : "{{");
      if (value != NULL)
        p = close + 2;
    }
  g_string_append (out, p);

  return g_string_free_and_steal (out);
}

#define TEMPLATES "/io/github/galleyeditor/Galley/templates/"

static GBytes *
look_up (const char *path)
{
  return g_resource_lookup_data (galley_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

/**
 * galley_next_issue_find_template:
 * @languages: what the person reads, best first, as g_get_language_names() has it
 *
 * Finds the template for a new issue: the file `galley/new-issue.md` in the person's data folder,
 * else the one that comes with Galley. It has `{{title}}` and `{{date}}` where these shall stand.
 *
 * Returns: (transfer full): the template
 */
GBytes *
galley_next_issue_find_template (const char *const *languages)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "galley", "new-issue.md", NULL);
  char *text;
  gsize length;

  if (g_file_get_contents (own, &text, &length, NULL))
    {
      if (g_utf8_validate_len (text, length, NULL))
        return g_bytes_new_take (text, length);
      g_free (text);
    }

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (TEMPLATES "new-issue.%s.md", languages[i]);
      GBytes *bytes = look_up (path);

      if (bytes != NULL)
        return bytes;
      /* The English text is the one without a language. */
      if (g_str_has_prefix (languages[i], "en"))
        break;
    }

  return look_up (TEMPLATES "new-issue.md");
}

/**
 * galley_next_issue_fill_template:
 * @text: a template, as galley_next_issue_find_template() gives it
 * @title: the title of the issue
 * @now: the date and time of the issue, in the zone it is written in
 *
 * Returns: (transfer full): the text a new issue starts with
 */
char *
galley_next_issue_fill_template (const char *text, const char *title, GDateTime *now)
{
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
  g_autoptr (GString) filled = g_string_new (text);
  g_autoptr (GString) quoted = g_string_new (title);

  /* It stands in quotation marks. */
  g_string_replace (quoted, "\\", "\\\\", 0);
  g_string_replace (quoted, "\"", "\\\"", 0);
  g_string_replace (filled, "{{date}}", date, 0);
  g_string_replace (filled, "{{title}}", quoted->str, 0);

  return g_strdup (filled->str);
}
