/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-url.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-site-reader.h"

#include <string.h>

/**
 * GalleySiteUrl:
 *
 * How a site makes the addresses of its pages.
 */
struct _GalleySiteUrl
{
  char *origin;
  char *base_path;
  char *language;
  gboolean language_in_folder;
  gboolean ugly;
  gboolean keep_case;
  GalleyValue *permalinks;
};

static gboolean
is_true (const GalleySiteTree *tree, const char *path)
{
  const char *text = galley_value_get_string (galley_site_tree_lookup (tree, path));

  return text != NULL && g_ascii_strcasecmp (text, "true") == 0;
}

static void
read_base (GalleySiteUrl *self, const char *base)
{
  const char *host = base != NULL ? strstr (base, "://") : NULL;
  const char *path = host != NULL ? strchr (host + 3, '/') : NULL;

  self->origin = g_strndup (base != NULL ? base : "", path != NULL   ? (gsize) (path - base)
                                                      : host != NULL ? strlen (base)
                                                                     : 0);
  self->base_path = g_strdup (path != NULL ? path : "");
  if (g_str_has_suffix (self->base_path, "/"))
    self->base_path[strlen (self->base_path) - 1] = '\0';
}

/**
 * galley_site_url_new:
 * @tree: the settings of a site, which are not needed afterwards
 *
 * Returns: (transfer full): how it makes addresses
 */
GalleySiteUrl *
galley_site_url_new (const GalleySiteTree *tree)
{
  GalleySiteUrl *self = g_new0 (GalleySiteUrl, 1);
  const char *language =
    galley_value_get_string (galley_site_tree_lookup (tree, "defaultContentLanguage"));
  const GalleyValue *permalinks = galley_site_tree_lookup (tree, "permalinks");

  read_base (self, galley_value_get_string (galley_site_tree_lookup (tree, "baseURL")));
  self->language = g_ascii_strdown (language != NULL ? language : "en", -1);
  self->language_in_folder = is_true (tree, "defaultContentLanguageInSubdir");
  self->ugly = is_true (tree, "uglyURLs");
  self->keep_case = is_true (tree, "disablePathToLower");
  if (permalinks != NULL)
    self->permalinks = galley_value_ref ((GalleyValue *) permalinks);

  return self;
}

/**
 * galley_site_url_free:
 * @self: (transfer full): how a site makes addresses
 *
 * Frees it.
 */
void
galley_site_url_free (GalleySiteUrl *self)
{
  g_free (self->origin);
  g_free (self->base_path);
  g_free (self->language);
  g_clear_pointer (&self->permalinks, galley_value_unref);
  g_free (self);
}

/**
 * galley_site_url_get_origin:
 * @self: how a site makes addresses
 *
 * Returns: what stands before an address of the site to make it complete; may be empty
 */
const char *
galley_site_url_get_origin (const GalleySiteUrl *self)
{
  return self->origin;
}

/**
 * galley_site_url_get_language:
 * @self: how a site makes addresses
 *
 * Returns: the language of what names none, in lower case
 */
const char *
galley_site_url_get_language (const GalleySiteUrl *self)
{
  return self->language;
}

/* What Hugo leaves of a text in an address. */
static void
append_sanitized (GString *out, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != '-')
            g_string_append_c (out, '-');
        }
      else if (g_unichar_isalnum (c) || g_unichar_ismark (c)
               || (c < 0x80 && strchr ("./\\_#+~-@", (char) c) != NULL))
        g_string_append_unichar (out, c);
    }
}

static GalleyFrontMatter *
read_front_matter (const char *path)
{
  const char *problem;
  g_autoptr (GBytes) bytes =
    path != NULL ? galley_site_reader_read_bytes (path, &problem) : g_bytes_new_static ("", 0);
  g_autoptr (GPtrArray) ignored =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);

  return galley_front_matter_new (text != NULL ? text : "", length, ignored);
}

/* The pattern that a section's pages follow; older sites have no `page` in between. */
static const char *
find_pattern (const GalleySiteUrl *self, const char *logical, gboolean is_section)
{
  g_autofree char *section =
    *logical == '/' ? g_strndup (logical + 1, strcspn (logical + 1, "/")) : g_strdup ("");
  const GalleyValue *kind = galley_value_get (self->permalinks, is_section ? "section" : "page");
  const char *pattern = galley_value_get_string (galley_value_get (kind, section));

  /* What stands at the top is in no section. */
  if (!is_section && strchr (logical + (*logical == '/'), '/') == NULL)
    return NULL;
  if (pattern == NULL && !is_section)
    pattern = galley_value_get_string (galley_value_get (self->permalinks, section));

  return pattern;
}

static gboolean
append_token (GString *out,
              const char *token,
              const char *logical,
              const GalleyFrontMatter *front_matter)
{
  const char *name = strrchr (logical, '/') != NULL ? strrchr (logical, '/') + 1 : logical;
  const char *title = galley_front_matter_get_string (front_matter, "title");
  const char *slug = galley_front_matter_get_string (front_matter, "slug");
  const char *date = galley_front_matter_get_string (front_matter, "date");
  gboolean has_date = date != NULL && strlen (date) >= 10 && date[4] == '-' && date[7] == '-';

  if (g_str_equal (token, "section"))
    g_string_append_len (out, logical + 1, strcspn (logical + 1, "/"));
  else if (g_str_equal (token, "sections"))
    g_string_append_len (out, logical + 1, MAX (name - logical - 2, 0));
  else if (g_str_equal (token, "filename") || g_str_equal (token, "contentbasename"))
    append_sanitized (out, name);
  else if (g_str_equal (token, "slug") && (slug != NULL || title != NULL))
    append_sanitized (out, slug != NULL ? slug : title);
  else if (g_str_equal (token, "title") && title != NULL)
    append_sanitized (out, title);
  else if (g_str_equal (token, "slugorfilename") || g_str_equal (token, "slugorcontentbasename"))
    append_sanitized (out, slug != NULL ? slug : name);
  else if (g_str_equal (token, "year") && has_date)
    g_string_append_len (out, date, 4);
  else if (g_str_equal (token, "month") && has_date)
    g_string_append_len (out, date + 5, 2);
  else if (g_str_equal (token, "day") && has_date)
    g_string_append_len (out, date + 8, 2);
  else
    return FALSE;

  return TRUE;
}

static char *
expand_pattern (const char *pattern, const char *logical, const GalleyFrontMatter *front_matter)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = pattern; *p != '\0';)
    {
      gsize length = *p == ':' ? strspn (p + 1, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS) : 0;
      g_autofree char *token = g_ascii_strdown (p + (length > 0), length);

      if (length == 0)
        g_string_append_c (out, *p++);
      else if (append_token (out, token, logical, front_matter))
        p += length + 1;
      else
        return NULL;
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* The address below the language, or %NULL when it follows a rule that is not known. */
static char *
dup_path (const GalleySiteUrl *self,
          const char *logical,
          const GalleyFrontMatter *front_matter,
          gboolean is_section)
{
  const char *pattern = find_pattern (self, logical, is_section);
  const char *slug = galley_front_matter_get_string (front_matter, "slug");
  GString *out;

  if (pattern != NULL)
    return expand_pattern (pattern, logical, front_matter);

  out = g_string_new (NULL);
  append_sanitized (out, logical);
  if (slug != NULL && !is_section && strrchr (out->str, '/') != NULL)
    {
      g_string_truncate (out, strrchr (out->str, '/') + 1 - out->str);
      append_sanitized (out, slug);
    }

  return g_string_free (out, FALSE);
}

static char *
escape (const char *path)
{
  return g_uri_escape_string (path, "!$&'()*+,;=:@/", FALSE);
}

/**
 * galley_site_url_dup:
 * @self: how a site makes addresses
 * @file_path: (nullable): the path of a page, whose front matter is read
 * @logical: where it is in the content, such as `/posts/one`, in lower case
 * @language: the language it is in
 * @is_section: whether it is the page of a section, or the home page
 *
 * Returns: (transfer full) (nullable): the published address of a page from the root of the server
 *   on; %NULL when it follows a rule that is not known here
 */
char *
galley_site_url_dup (const GalleySiteUrl *self,
                     const char *file_path,
                     const char *logical,
                     const char *language,
                     gboolean is_section)
{
  g_autoptr (GalleyFrontMatter) front_matter = read_front_matter (file_path);
  const char *own;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  GString *url;

  if (front_matter == NULL || self->keep_case)
    return NULL;

  url = g_string_new (self->base_path);
  if (self->language_in_folder || !g_str_equal (language, self->language))
    g_string_append_printf (url, "/%s", language);

  own = galley_front_matter_get_string (front_matter, "url");
  path = own != NULL ? g_strdup (own) : dup_path (self, logical, front_matter, is_section);
  if (path == NULL)
    {
      g_string_free (url, TRUE);
      return NULL;
    }

  escaped = escape (path);
  if (*escaped != '/')
    g_string_append_c (url, '/');
  g_string_append (url, escaped);
  if (own == NULL && self->ugly && !is_section)
    {
      while (url->len > 1 && url->str[url->len - 1] == '/')
        g_string_truncate (url, url->len - 1);
      g_string_append (url, ".html");
    }
  else if (url->str[url->len - 1] != '/' && (own == NULL || strrchr (own, '.') == NULL))
    g_string_append_c (url, '/');

  return g_string_free (url, FALSE);
}
