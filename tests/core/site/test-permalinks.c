/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-permalinks.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-page-date.h"

#include <string.h>

static const GalleyUrlText style = { FALSE, FALSE };

/* Rules are shown to Hugo in fixtures/dialect; here are those that a site should not have. */
static GalleyFrontMatter *
parse (const char *settings)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autofree char *text = g_strconcat ("---\n", settings, "---\n", NULL);

  return galley_front_matter_new (text, strlen (text), problems);
}

static const char *
find (const char *settings, const char *path, gboolean is_section)
{
  g_autoptr (GalleyFrontMatter) front_matter = parse (settings);
  g_autoptr (GalleyPermalinks) permalinks =
    galley_permalinks_new (galley_value_get (front_matter->root, "permalinks"));
  const char *pattern;

  if (!galley_permalinks_find (permalinks, path, "en", is_section, &pattern))
    return "unknown";

  return pattern != NULL ? g_intern_string (pattern) : "none";
}

static void
test_find (void)
{
  static const struct
  {
    const char *settings;
    const char *path;
    gboolean is_section;
    const char *pattern;
  } cases[] = {
    { "a: b\n", "/posts/x", FALSE, "none" },
    { "permalinks: text\n", "/posts/x", FALSE, "none" },
    { "permalinks: {posts: /p/}\n", "/posts/x", FALSE, "/p/" },
    { "permalinks: {posts: /p/}\n", "/posts", TRUE, "none" },
    { "permalinks: {posts: /p/}\n", "/postscript/x", FALSE, "none" },
    { "permalinks: {page: {Posts: /p/}}\n", "/posts/a/b/x", FALSE, "/p/" },
    { "permalinks: {posts: [a], page: {posts: {x: y}}}\n", "/posts/x", FALSE, "none" },
    { "permalinks: {section: {posts: /s/}}\n", "/posts", TRUE, "/s/" },
    { "permalinks: {page: {posts: /p/, posts/sub: /q/}}\n", "/posts/sub/x", FALSE, "/q/" },
    { "permalinks: {page: {/: /t/}}\n", "/x", FALSE, "/t/" },
    { "permalinks: {page: {/: /t/}}\n", "/posts/x", FALSE, "none" },
    { "permalinks: {page: {\"po{sts\": /p/}}\n", "/posts/x", FALSE, "none" },
    { "permalinks: [{pattern: /a/}]\n", "/posts/x", FALSE, "/a/" },
    { "permalinks: [{target: {path: /b/*}, pattern: /b/}, {pattern: /a/}]\n", "/b/x", FALSE,
      "/b/" },
    { "permalinks: [{target: {path: /b/*}, pattern: /b/}, {pattern: /a/}]\n", "/b/x/y", FALSE,
      "/a/" },
    { "permalinks: [{target: {path: \"/{b,c}/?\"}, pattern: /b/}]\n", "/c/x", FALSE, "/b/" },
    { "permalinks: [{target: {path: \"/a[.](\"}, pattern: /b/}]\n", "/a[.](", FALSE, "/b/" },
    { "permalinks: [{target: {lang: de}, pattern: /d/}]\n", "/x/y", FALSE, "none" },
    { "permalinks: [{target: {kind: Section}, pattern: /s/}]\n", "/x", TRUE, "/s/" },
    { "permalinks: [{target: {environment: x}, pattern: /e/}]\n", "/x", FALSE, "unknown" },
    { "permalinks: [{target: 3}, 4, null]\n", "/x", FALSE, "unknown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (find (cases[i].settings, cases[i].path, cases[i].is_section), ==,
                     cases[i].pattern);
}

static void
test_expand (void)
{
  static const struct
  {
    const char *pattern;
    const char *path;
  } cases[] = {
    { "/:year/:month/:day/:slug/", "/2024/03/05/the-title/" },
    { "/:sections/:section/", "/a/b/c/a/" },
    { "/:sections[1:]/:sections[:1]/:sections[last]/", "/b/c/a/c/" },
    { "/:sections[7]/:sections[7:]/:sections[2:1]/:sections[:99]/", "////a/b/c/" },
    { "/:sections[x]/:sections[-1]/", "/a/a/" },
    { ":", ":" },
    { "a:", "a:" },
    { ":::year", "::2024" },
    { "/\\:year/", "/:year/" },
    { "/:unknown/", NULL },
    { "/:title[1]/", NULL },
    { "/:sectionslug/", NULL },
    { "/100%/", NULL },
    { "/%41+b/", "/A b/" },
    { "/:yearday-:weekday-:weekdayname-:monthname/", "/65-2-Tuesday-March/" },
    { "/:filename/:contentbasename/:slugorfilename/", "/name/name/name/" },
    { "/:2006/:06/:Jan/", "/2024/24/Mar/" },
  };
  char *sections[] = { (char *) "a", (char *) "b", (char *) "c", NULL };
  g_autoptr (GDateTime) date = g_date_time_new_utc (2024, 3, 5, 6, 7, 8);
  const GalleyPermalinkPage page = {
    .name = "Name",
    .title = "The/Title",
    .date = date,
    .sections = sections,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = galley_permalink_expand (cases[i].pattern, &page, &style);

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

/* Nothing is claimed of what is not known. */
static void
test_unknown (void)
{
  char *none[] = { NULL };
  const GalleyPermalinkPage page = { .name = "x", .is_section = TRUE, .sections = none };

  g_assert_null (galley_permalink_expand ("/:year/", &page, &style));
  g_assert_null (galley_permalink_expand ("/:title/", &page, &style));
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    ":", "sections", "[",  "]",    "1",    "last",  "title", "\\", "%", "41",          "+",
    "/", "..",       "云", "2006", "slug", ":slug", "[:",    "99", "x", "sectionslugs"
  };
  char *sections[] = { (char *) "a", (char *) "b", NULL };
  const GalleyPermalinkPage page = {
    .name = "n", .slug = "s", .sections = sections, .section_slugs = sections
  };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) pattern = g_string_new (NULL);
      g_autofree char *path = NULL;

      for (int n = g_test_rand_int_range (0, 10); n > 0; n--)
        g_string_append (pattern, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      path = galley_permalink_expand (pattern->str, &page, &style);
      g_assert_true (path == NULL || g_utf8_validate (path, -1, NULL));
    }
}

static void
test_date (void)
{
  static const struct
  {
    const char *sources;
    const char *fields;
    const char *name;
    const char *date;
    const char *slug;
  } cases[] = {
    { NULL, "lastmod: 2020-01-02\ndate: 2021-02-03\n", "x", "2021-02-03", NULL },
    { NULL, "modified: 2020-01-02\n", "2019-01-01-x", "2020-01-02", NULL },
    { NULL, "date: soon\npublishDate: 2020-01-02\n", "x", "2020-01-02", NULL },
    { NULL, "title: x\n", "2019-01-01-x", "none", NULL },
    { "[\":filename\", \":default\"]", "date: 2021-02-03\n", "2019-01-01-a b-", "2019-01-01",
      "a b" },
    { "[\":filename\", \":default\"]", "date: 2021-02-03\n", "2019-02-30-a", "2021-02-03", NULL },
    { "[\":filename\"]", "date: 2021-02-03\n", "2019-01-01", "2019-01-01", "" },
    { "[day]", "date: 2021-02-03\nday: 2022-03-04\n", "x", "2022-03-04", NULL },
    { "[day, \":git\"]", "date: 2021-02-03\n", "x", "unknown", NULL },
    { "[day, \":git\"]", "day: 2022-03-04\n", "x", "2022-03-04", NULL },
    { "[]", "date: 2021-02-03\n", "x", "2021-02-03", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleySiteTree) tree = galley_site_tree_new ();
      g_autofree char *settings =
        g_strdup_printf ("frontmatter: {date: %s}\n",
                         cases[i].sources != NULL ? cases[i].sources : "null");
      g_autoptr (GalleyFrontMatter) configuration = parse (settings);
      g_autoptr (GalleyFrontMatter) front_matter = parse (cases[i].fields);
      g_autoptr (GalleyPageDate) dates = NULL;
      g_autoptr (GDateTime) date = NULL;
      g_autofree char *slug = NULL;
      g_autofree char *text = NULL;
      gboolean is_known;

      galley_site_tree_set (tree, configuration->root, NULL);
      dates = galley_page_date_new (tree);
      is_known = galley_page_date_find (dates, front_matter, cases[i].name, &date, &slug);
      text = date != NULL ? g_date_time_format (date, "%Y-%m-%d")
                          : g_strdup (is_known ? "none" : "unknown");
      g_assert_cmpstr (text, ==, cases[i].date);
      g_assert_cmpstr (slug, ==, cases[i].slug);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permalinks/find", test_find);
  g_test_add_func ("/permalinks/expand", test_expand);
  g_test_add_func ("/permalinks/unknown", test_unknown);
  g_test_add_func ("/permalinks/random", test_random);
  g_test_add_func ("/permalinks/date", test_date);

  return g_test_run ();
}
