/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-url.h"

#include "galley-diagnostic.h"
#include "galley-page-date.h"
#include "galley-permalinks.h"
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
  /* The language whose pages are in no folder of its name. */
  char *top_language;
  /* The language that the settings are of; another one has its own. */
  char *language;
  gboolean is_split;
  gboolean is_ugly;
  GalleyValue *ugly_sections;
  GalleyUrlText style;
  GalleyPermalinks *permalinks;
  GalleyPageDate *dates;
};

static gboolean
is_true (const GalleyValue *value)
{
  const char *text = galley_value_get_string (value);

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

/* Whether a language has settings of its own that addresses are made by. */
static gboolean
has_own (const GalleyValue *languages, const char *const *names)
{
  for (guint i = 0;
       languages != NULL && languages->kind == GALLEY_VALUE_MAP && i < languages->items->len; i++)
    for (guint j = 0; names[j] != NULL; j++)
      if (galley_value_get (g_ptr_array_index (languages->items, i), names[j]) != NULL)
        return TRUE;

  return FALSE;
}

static void
read_languages (GalleySiteUrl *self, const GalleySiteTree *tree, const char *language)
{
  static const char *const hosts[] = { "baseURL", NULL };
  static const char *const all[] = { "baseURL",  "permalinks",  "uglyURLs", "disablePathToLower",
                                     "timeZone", "frontmatter", NULL };
  const GalleyValue *languages = galley_site_tree_lookup (tree, "languages");
  const char *first =
    galley_value_get_string (galley_site_tree_lookup (tree, "defaultContentLanguage"));

  self->language = g_ascii_strdown (language, -1);
  self->is_split = has_own (languages, all);
  if (has_own (languages, hosts))
    self->top_language = g_strdup (self->language);
  else if (!is_true (galley_site_tree_lookup (tree, "defaultContentLanguageInSubdir")))
    self->top_language = g_ascii_strdown (first != NULL ? first : "en", -1);
}

/**
 * galley_site_url_new:
 * @tree: the settings of a site, which are not needed afterwards
 * @language: the language that they are for
 *
 * Returns: (transfer full): how it makes addresses
 */
GalleySiteUrl *
galley_site_url_new (const GalleySiteTree *tree, const char *language)
{
  GalleySiteUrl *self = g_new0 (GalleySiteUrl, 1);
  const GalleyValue *ugly = galley_site_tree_lookup (tree, "uglyURLs");

  read_base (self, galley_value_get_string (galley_site_tree_lookup (tree, "baseURL")));
  read_languages (self, tree, language);
  self->is_ugly = is_true (ugly);
  if (ugly != NULL && ugly->kind == GALLEY_VALUE_MAP)
    self->ugly_sections = galley_value_ref ((GalleyValue *) ugly);
  self->style.keep_case = is_true (galley_site_tree_lookup (tree, "disablePathToLower"));
  self->style.drop_accents = is_true (galley_site_tree_lookup (tree, "removePathAccents"));
  self->permalinks = galley_permalinks_new (galley_site_tree_lookup (tree, "permalinks"));
  self->dates = galley_page_date_new (tree);

  return self;
}

void
galley_site_url_free (GalleySiteUrl *self)
{
  g_free (self->origin);
  g_free (self->base_path);
  g_free (self->top_language);
  g_free (self->language);
  g_clear_pointer (&self->ugly_sections, galley_value_unref);
  galley_permalinks_free (self->permalinks);
  galley_page_date_free (self->dates);
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
 * galley_site_url_read_front_matter:
 * @path: (nullable): the path of a page, %NULL for one without a file
 *
 * Returns: (transfer full) (nullable): its front matter, %NULL when it cannot be read
 */
GalleyFrontMatter *
galley_site_url_read_front_matter (const char *path)
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

/* A slug neither begins nor ends with a hyphen. */
static char *
dup_slug (const GalleyFrontMatter *front_matter)
{
  const char *slug = galley_front_matter_get_string (front_matter, "slug");
  gsize length;

  if (slug == NULL)
    return NULL;

  slug += strspn (slug, "-");
  length = strlen (slug);
  while (length > 0 && slug[length - 1] == '-')
    length--;

  return length > 0 ? g_strndup (slug, length) : NULL;
}

/* What sections are called in addresses. */
static GStrv
dup_slugs (const GalleySiteUrl *self, GPtrArray *sections)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleyContentPage *section = g_ptr_array_index (sections, i);
      g_autoptr (GalleyFrontMatter) front_matter =
        galley_site_url_read_front_matter (section->path);
      g_autofree char *own = front_matter != NULL ? dup_slug (front_matter) : NULL;
      GalleyPermalinkPage parts = { .is_section = TRUE, .slug = own };
      char *slug;

      if (front_matter == NULL)
        return NULL;
      parts.title = galley_front_matter_get_string (front_matter, "title");
      slug = galley_permalink_expand (":slug", &parts, &self->style);
      if (slug == NULL)
        return NULL;
      g_strv_builder_take (builder, slug);
    }

  return g_strv_builder_end (builder);
}

static GStrv
dup_names (const GalleySiteUrl *self, GPtrArray *sections)
{
  const GalleyContentPage *last =
    sections->len > 0 ? g_ptr_array_index (sections, sections->len - 1) : NULL;
  const char *path =
    last == NULL ? "" : (self->style.keep_case ? last->place : last->logical) + strlen ("/");

  return g_strsplit (path, "/", *path != '\0' ? -1 : 0);
}

static const char *
get_name (const GalleyContentPage *page)
{
  const char *slash = strrchr (page->place, '/');

  return slash != NULL ? slash + 1 : page->place;
}

static char *
expand (const GalleySiteUrl *self,
        const char *pattern,
        const GalleyContentPage *page,
        GPtrArray *sections,
        const GalleyFrontMatter *front_matter)
{
  const char *name = get_name (page);
  g_autofree char *slug = dup_slug (front_matter);
  g_autofree char *name_slug = NULL;
  g_autoptr (GDateTime) date = NULL;
  g_auto (GStrv) names = dup_names (self, sections);
  g_auto (GStrv) slugs =
    strstr (pattern, ":sectionslug") != NULL ? dup_slugs (self, sections) : NULL;
  GalleyPermalinkPage parts = {
    .name = name,
    .is_section = page->is_section,
    .title = galley_front_matter_get_string (front_matter, "title"),
    .slug = slug,
    .sections = names,
    .section_slugs = slugs,
  };

  if (galley_page_date_find (self->dates, front_matter, name, &date, &name_slug) && date == NULL)
    date = g_date_time_new_utc (1, 1, 1, 0, 0, 0);
  parts.date = date;
  if (parts.slug == NULL && name_slug != NULL && *name_slug != '\0')
    parts.slug = name_slug;

  return galley_permalink_expand (pattern, &parts, &self->style);
}

static void
set_name (const GalleySiteUrl *self, GStrv names, const char *place, const char *slug)
{
  guint depth = 0;

  for (const char *p = place; *p != '\0'; p++)
    depth += *p == '/';
  if (slug == NULL || *slug == '\0' || depth == 0)
    return;

  g_free (names[depth]);
  names[depth] = galley_url_text_dup (&self->style, slug);
}

/* The place of the page, where slugs stand for names: its own, and those of its sections. */
static char *
dup_usual (const GalleySiteUrl *self,
           const GalleyContentPage *page,
           GPtrArray *sections,
           const GalleyFrontMatter *front_matter)
{
  g_auto (GStrv) names = g_strsplit (self->style.keep_case ? page->place : page->logical, "/", -1);
  g_autofree char *slug = dup_slug (front_matter);
  g_autofree char *name_slug = NULL;
  g_autoptr (GDateTime) date = NULL;

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleyContentPage *section = g_ptr_array_index (sections, i);
      g_autoptr (GalleyFrontMatter) own =
        section->path != NULL ? galley_site_url_read_front_matter (section->path) : NULL;
      g_autofree char *section_slug = own != NULL ? dup_slug (own) : NULL;

      set_name (self, names, section->place, section_slug);
    }

  if (!page->is_section)
    galley_page_date_find (self->dates, front_matter, get_name (page), &date, &name_slug);
  set_name (self, names, page->place, slug != NULL ? slug : name_slug);

  return g_strjoinv ("/", names);
}

/* Without steps upwards and empty parts; a slash at the end stays. */
static char *
clean (const char *path)
{
  g_autofree char *top = g_strconcat ("/", path, NULL);
  g_autofree char *plain = g_canonicalize_filename (top, "/");
  const char *start = plain + strspn (plain, "/");

  return g_strconcat ("/", start, *start != '\0' && g_str_has_suffix (path, "/") ? "/" : "", NULL);
}

/* What front matter says; a file when it is called as one. */
static char *
dup_own (const GalleySiteUrl *self,
         const char *url,
         const GalleyContentPage *page,
         GPtrArray *sections,
         const GalleyFrontMatter *front_matter)
{
  g_autofree char *expanded =
    strchr (url, ':') != NULL ? expand (self, url, page, sections, front_matter) : g_strdup (url);
  g_autofree char *path = expanded != NULL ? clean (expanded) : NULL;

  if (path == NULL || g_str_has_suffix (path, "/"))
    return g_steal_pointer (&path);
  if (g_str_has_suffix (path, "/index.html"))
    return g_strndup (path, strlen (path) - strlen ("index.html"));

  return g_strconcat (path, strchr (path, '.') != NULL ? "" : "/", NULL);
}

static gboolean
is_ugly (const GalleySiteUrl *self, const GalleyContentPage *page)
{
  const char *section = page->logical + strspn (page->logical, "/");
  g_autofree char *first = g_strndup (section, strcspn (section, "/"));

  return self->is_ugly || is_true (galley_value_get (self->ugly_sections, first));
}

/* What follows from where the page is. */
static char *
dup_made (const GalleySiteUrl *self,
          const GalleyContentPage *page,
          GPtrArray *sections,
          const GalleyFrontMatter *front_matter)
{
  const char *pattern;
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *cleaned = NULL;
  const char *end;

  if (!galley_permalinks_find (self->permalinks, page->logical, page->language, page->is_section,
                               &pattern))
    return NULL;

  path = pattern != NULL ? expand (self, pattern, page, sections, front_matter)
                         : dup_usual (self, page, sections, front_matter);
  if (path == NULL)
    return NULL;

  plain = galley_url_text_dup (&self->style, path);
  cleaned = clean (plain);
  end = !is_ugly (self, page) ? "/" : page->is_section ? "/index.html" : ".html";
  if (g_str_has_suffix (cleaned, "/"))
    cleaned[strlen (cleaned) - 1] = '\0';

  return g_strconcat (cleaned, end, NULL);
}

/**
 * galley_site_url_dup:
 * @self: how a site makes addresses
 * @page: a page
 * @sections: (element-type GalleyContentPage): the sections that it is in, from the top; a section
 *   is in itself
 * @front_matter: its front matter
 *
 * Returns: (transfer full) (nullable): the published address of a page from the root of the server
 *   on; %NULL when it follows a rule that is not known here
 */
char *
galley_site_url_dup (const GalleySiteUrl *self,
                     const GalleyContentPage *page,
                     GPtrArray *sections,
                     const GalleyFrontMatter *front_matter)
{
  const char *own =
    *page->logical != '\0' ? galley_front_matter_get_string (front_matter, "url") : NULL;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  gboolean in_folder = g_strcmp0 (page->language, self->top_language) != 0;

  if (self->is_split && !g_str_equal (page->language, self->language))
    return NULL;

  path = own != NULL ? dup_own (self, own, page, sections, front_matter)
                     : dup_made (self, page, sections, front_matter);
  if (path == NULL)
    return NULL;

  escaped = galley_url_text_escape (path);
  /* What front matter says from the top is from the top. */
  in_folder = in_folder && (own == NULL || *own != '/');

  return g_strconcat (self->base_path, in_folder ? "/" : "", in_folder ? page->language : "",
                      escaped, NULL);
}
