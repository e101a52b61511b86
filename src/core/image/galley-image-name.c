/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-name.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a new picture is called: the day, as the pictures beside it have it in their names, or the
 * next number, if they are numbered. */

/* Of a file, in bytes; most file systems take 255. */
#define NAME_MAX_BYTES 200
/* What of a file's own name goes into the proposal, in bytes. */
#define WORDS_MAX_BYTES 80

static const char *
find_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? dot : name + strlen (name);
}

/**
 * galley_image_name_is_image:
 * @name: the name of a file, or an address without query
 *
 * Returns: whether it is named as a picture that a browser shows
 */
gboolean
galley_image_name_is_image (const char *name)
{
  static const char *const extensions[] = { ".apng", ".avif", ".bmp",  ".gif", ".ico", ".jpeg",
                                            ".jpg",  ".png",  ".jfif", ".svg", ".webp" };
  const char *extension = find_extension (name);

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (extension, extensions[i]) == 0)
      return TRUE;

  return FALSE;
}

/* The words of a file's name without signs that mean something in an address or in Markdown. */
static char *
make_words (const char *own)
{
  g_autofree char *valid = own != NULL ? g_utf8_make_valid (own, -1) : g_strdup ("");
  GString *words = g_string_new (NULL);
  const char *end = find_extension (valid);

  for (const char *p = valid; p < end && words->len < WORDS_MAX_BYTES; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean kept = c < 0x80 ? g_ascii_isalnum (c) || c == '_' || c == '.'
                               : g_unichar_isalnum (c) || g_unichar_ismark (c);

      if (kept)
        g_string_append_unichar (words, c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : c);
      else if (words->len > 0 && words->str[words->len - 1] != '-')
        g_string_append_c (words, '-');
    }
  while (words->len > 0 && strchr ("-._", words->str[words->len - 1]) != NULL)
    g_string_truncate (words, words->len - 1);

  return g_string_free (words, FALSE);
}

static gboolean
is_taken (GHashTable *taken, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return taken != NULL && g_hash_table_contains (taken, folded);
}

static char *
make_unique (const char *stem, const char *extension, GHashTable *taken)
{
  char *name = g_strconcat (stem, extension, NULL);

  for (guint i = 2; is_taken (taken, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", stem, i, extension);
    }

  return name;
}

/* The day as @other writes it, if its name begins with one. */
static char *
follow_date (const char *other, const char *words, GDateTime *now)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(?:19|20)\\d\\d([-_.]?)(?:0[1-9]|1[0-2])\\1"
                                          "(?:0[1-9]|[12]\\d|3[01])"
                                          "(?:([-_T]?)(?:[01]\\d|2[0-3])[0-5]\\d([0-5]\\d)?"
                                          "(?!\\d))?(?!\\d)(.?)",
                                          G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *separator = NULL;
  g_autofree char *before_time = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *after = NULL;
  g_autofree char *format = NULL;
  g_autofree char *date = NULL;
  int start;

  if (!g_regex_match (regex, other, G_REGEX_MATCH_DEFAULT, &match))
    return NULL;

  separator = g_match_info_fetch (match, 1);
  before_time = g_match_info_fetch (match, 2);
  seconds = g_match_info_fetch (match, 3);
  after = g_match_info_fetch (match, 4);
  if (!g_match_info_fetch_pos (match, 2, &start, NULL))
    start = -1;
  format =
    g_strconcat ("%Y", separator, "%m", separator, "%d", start >= 0 ? before_time : "",
                 start >= 0 ? "%H%M" : "", seconds != NULL && *seconds != '\0' ? "%S" : "", NULL);
  date = g_date_time_format (now, format);

  if (*words == '\0' || after == NULL || strchr ("-_", *after) == NULL || *after == '\0')
    return g_steal_pointer (&date);
  return g_strconcat (date, after, words, NULL);
}

/* How many digits @name ends in before its extension, and where they start. */
static guint
find_number (const char *name, gsize *start)
{
  gsize end = (gsize) (find_extension (name) - name);

  *start = end;
  while (*start > 0 && g_ascii_isdigit (name[*start - 1]))
    (*start)--;
  return (guint) (end - *start);
}

/* Whether another one has the same start and a number, too; a name that is only a number needs
 * none. */
static gboolean
is_numbered (const char *const *others, guint index, gsize start)
{
  if (start == 0)
    return TRUE;

  for (guint i = 0; i < index; i++)
    {
      gsize other_start;

      if (find_number (others[i], &other_start) > 0 && other_start == start
          && strncmp (others[i], others[index], start) == 0
          && !g_str_equal (others[i], others[index]))
        return TRUE;
    }

  return FALSE;
}

static char *
follow_number (const char *const *others, guint index, const char *extension, GHashTable *taken)
{
  const char *other = others[index];
  gsize start;
  guint digits = find_number (other, &start);
  int width = digits > 1 && other[start] == '0' ? (int) digits : 1;
  g_autofree char *stem = NULL;
  char *name = NULL;

  if (digits == 0 || digits > 4 || !is_numbered (others, index, start))
    return NULL;

  stem = g_strndup (other, start);
  for (guint i = 1; name == NULL || is_taken (taken, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%0*u%s", stem, width, i, extension);
    }

  return name;
}

/**
 * galley_image_name_propose:
 * @others: what other pictures are called, the one that counts most last
 * @own: (nullable): what the picture is called where it comes from
 * @extension: the extension for it, with its dot
 * @now: the time
 * @taken: (nullable) (element-type utf8): the names that are taken, folded by g_utf8_casefold()
 *
 * Proposes a name as the others have: with the day before the words, with the next number, or with
 * words alone. Where there are no others it is the day, and the words that the picture has.
 *
 * Returns: (transfer full): a name that is not taken
 */
char *
galley_image_name_propose (const char *const *others,
                           const char *own,
                           const char *extension,
                           GDateTime *now,
                           GHashTable *taken)
{
  g_autofree char *words = make_words (own);
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *stem = NULL;
  guint n = others != NULL ? g_strv_length ((char **) others) : 0;

  for (guint i = n; i > 0 && stem == NULL; i--)
    {
      char *numbered;

      stem = follow_date (others[i - 1], words, now);
      numbered = stem == NULL ? follow_number (others, i - 1, extension, taken) : NULL;
      if (numbered != NULL)
        return numbered;
    }
  if (stem == NULL && *words == '\0')
    stem = g_steal_pointer (&date);
  else if (stem == NULL)
    stem = n > 0 ? g_strdup (words) : g_strconcat (date, "-", words, NULL);

  return make_unique (stem, extension, taken);
}

/**
 * galley_image_name_complete:
 * @name: what somebody typed
 * @extension: the extension that belongs to the picture, with its dot
 *
 * Returns: (transfer full): the name without spaces around, with the extension
 */
char *
galley_image_name_complete (const char *name, const char *extension)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped == '\0' || g_ascii_strcasecmp (find_extension (stripped), extension) == 0)
    return g_steal_pointer (&stripped);

  return g_strconcat (stripped, extension, NULL);
}

/**
 * galley_image_name_check:
 * @name: a name
 * @taken: (nullable) (element-type utf8): the names that are taken, folded by g_utf8_casefold()
 *
 * Returns: (transfer none) (nullable): why the name cannot be had, for people; %NULL if it can
 */
const char *
galley_image_name_check (const char *name, GHashTable *taken)
{
  if (*name == '\0' || *find_extension (name) == '\0')
    return _ ("Give the image a name.");
  if (*name == '.')
    return _ ("The name must not begin with a dot.");
  if (strpbrk (name, "/\\") != NULL)
    return _ ("The name must not have slashes.");
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return _ ("The name must be a single line.");
  if (strlen (name) > NAME_MAX_BYTES)
    return _ ("The name is too long.");
  if (is_taken (taken, name))
    return _ ("There is a file with this name already.");

  return NULL;
}
