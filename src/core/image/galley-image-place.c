/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-place.h"

#include "galley-image-examples.h"
#include "galley-image-name.h"
#include "galley-page-name.h"
#include "galley-site-mounts.h"
#include "galley-site-root.h"

#include <stdlib.h>
#include <string.h>

/* Where a new picture goes: to the folder of the page, or to what the site publishes as it is. The
 * pictures that the issue and those before it have say which, and in which folder there. */

typedef struct
{
  GalleySiteMounts *mounts;
  char *folder;
  const char *path;
  GDateTime *now;
  /* The pictures may lie beside the issue. */
  gboolean beside;
} Search;

static void
search_clear (Search *self)
{
  galley_site_mounts_free (self->mounts);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
search_init (Search *self, GalleySiteConfig *config, const char *path, GDateTime *now)
{
  const char *root = config != NULL ? galley_site_config_get_root (config) : NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *real = realpath (folder, NULL);

  self->folder = g_strdup (real != NULL ? real : folder);
  self->mounts =
    galley_site_mounts_new (root != NULL ? config : NULL, root != NULL ? root : self->folder);
  self->path = path;
  self->now = now;
  self->beside = galley_page_name_is_bundle (path) || !self->mounts->is_site;
}

/* What of @address is below the top of the site. */
static const char *
skip_base (const Search *self, const char *address, gboolean *has_base)
{
  const char *base = self->mounts->base_path;
  gsize length = base != NULL ? strlen (base) : 0;

  address += strspn (address, "/");
  *has_base = length > 0 && strncmp (address, base, length) == 0 && address[length] == '/';
  return *has_base ? address + length + 1 : address;
}

static char *
make_address (const Search *self, const char *below, gboolean has_base)
{
  return g_strconcat ("/", has_base ? self->mounts->base_path : "", has_base ? "/" : "", below,
                      NULL);
}

static gboolean
leads_out (const char *folder)
{
  g_auto (GStrv) names = g_strsplit (folder, "/", -1);

  return g_strv_contains ((const char *const *) names, "..");
}

/* The folder of an address: empty, or with a slash behind it. */
static char *
dup_folder (const char *address)
{
  const char *slash = strrchr (address, '/');

  while (g_str_has_prefix (address, "./"))
    address += 2;
  return slash != NULL && slash >= address ? g_strndup (address, (gsize) (slash + 1 - address))
                                           : g_strdup ("");
}

static void
trim_slash (char *folder)
{
  gsize length = strlen (folder);

  if (length > 1 && folder[length - 1] == '/')
    folder[length - 1] = '\0';
}

/* Goes where @example is, if such a place can be had. */
static void
follow (GalleyImagePlace *place, const Search *search, const GalleyImageExample *example)
{
  gboolean is_static = *example->address == '/';
  gboolean has_base = FALSE;
  const char *below =
    is_static ? skip_base (search, example->address, &has_base) : example->address;
  g_autofree char *own_folder = dup_folder (below);
  g_autofree char *folder =
    galley_image_example_adapt_folder (example, own_folder, search->path, search->now);

  if (leads_out (folder) || (is_static ? !search->mounts->is_site : !search->beside))
    return;

  if (is_static)
    {
      g_autofree char *own = galley_site_mounts_dup_static_path (search->mounts, below);

      /* The address of a page's picture, seen from the top of the site, is no place for others. */
      if (own == NULL || !g_file_test (own, G_FILE_TEST_EXISTS))
        return;
      place->folder = galley_site_mounts_dup_static_path (search->mounts, folder);
      if (place->folder != NULL)
        place->address = make_address (search, folder, has_base);
    }
  else
    {
      g_autofree char *issue_folder = g_path_get_dirname (example->issue);
      g_autofree char *own = g_build_filename (issue_folder, below, NULL);

      if (!g_file_test (own, G_FILE_TEST_EXISTS))
        return;
      place->folder = g_build_filename (search->folder, folder, NULL);
      place->address = g_strdup (folder);
    }
}

/* The folder that most sites have their pictures in, of those that are there. */
static const char *
find_usual_folder (const Search *self)
{
  static const char *const folders[] = { "images",        "img",     "image", "pictures",
                                         "assets/images", "uploads", "media" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = galley_site_mounts_dup_static_path (self->mounts, folders[i]);

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        return folders[i];
    }

  return folders[0];
}

static void
go_the_usual_way (GalleyImagePlace *place, const Search *search)
{
  g_autofree char *folder = NULL;

  if (!search->beside)
    {
      folder = g_strconcat (find_usual_folder (search), "/", NULL);
      place->folder = galley_site_mounts_dup_static_path (search->mounts, folder);
    }
  if (place->folder != NULL)
    {
      place->address = make_address (search, folder, *search->mounts->base_path != '\0');
    }
  else
    {
      place->folder = g_strdup (search->folder);
      place->address = g_strdup ("");
    }
}

/* The address of a picture that is where pictures are. */
static char *
find_link (const Search *self, const char *picture, gboolean has_base)
{
  g_autofree char *real = realpath (picture, NULL);
  g_autofree char *below = NULL;

  if (real == NULL)
    return NULL;
  if (self->beside && galley_site_root_has (self->folder, real))
    {
      const char *rest = real + strlen (self->folder);

      return g_strdup (rest + strspn (rest, "/"));
    }
  if (!self->mounts->is_site || !galley_site_root_has (self->mounts->root, real))
    return NULL;

  below = galley_site_mounts_dup_static_address (self->mounts, real);
  return below != NULL ? make_address (self, below, has_base) : NULL;
}

/* Whether addresses from the top of the site begin with what its own address has there. */
static gboolean
uses_base (const Search *self, GPtrArray *examples)
{
  for (guint i = examples->len; i > 0; i--)
    {
      const GalleyImageExample *example = g_ptr_array_index (examples, i - 1);
      gboolean has_base;

      if (*example->address != '/')
        continue;
      skip_base (self, example->address, &has_base);
      return has_base;
    }

  return self->mounts->base_path != NULL && *self->mounts->base_path != '\0';
}

static void
find_taken (GalleyImagePlace *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  place->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (name, -1);

      g_hash_table_add (place->taken, g_utf8_casefold (valid, -1));
    }
}

static void
propose_name (GalleyImagePlace *place, GPtrArray *examples, const char *picture, GDateTime *now)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *own = picture != NULL ? g_path_get_basename (picture) : NULL;
  g_auto (GStrv) others = NULL;

  for (guint i = 0; i < examples->len; i++)
    {
      const GalleyImageExample *example = g_ptr_array_index (examples, i);
      const char *slash = strrchr (example->address, '/');

      g_strv_builder_add (builder, slash != NULL ? slash + 1 : example->address);
    }
  others = g_strv_builder_end (builder);
  place->name = galley_image_name_propose ((const char *const *) others, own, place->extension, now,
                                           place->taken);
}

static void
show_folder (GalleyImagePlace *place, const Search *search)
{
  const char *root = search->mounts->root;
  const char *below =
    galley_site_root_has (root, place->folder) ? place->folder + strlen (root) : NULL;
  g_autofree char *name = g_path_get_basename (place->folder);

  below = below != NULL ? below + strspn (below, "/") : "";
  place->shown_folder = g_filename_display_name (*below != '\0' ? below : name);
}

/**
 * galley_image_place_new:
 * @config: (nullable): the configuration of the site, as far as one is known
 * @path: (type filename): the absolute path of the issue
 * @text: the text of the issue
 * @length: the length of @text in bytes
 * @picture: (nullable) (type filename): the absolute path of the picture, if it is a file
 * @extension: the extension for a new picture, with its dot
 * @now: the time
 *
 * Decides where a picture goes that is put into an issue. Reads folders and some issues; call it
 * on a worker thread.
 *
 * Returns: (transfer full): the place
 */
GalleyImagePlace *
galley_image_place_new (GalleySiteConfig *config,
                        const char *path,
                        const char *text,
                        gsize length,
                        const char *picture,
                        const char *extension,
                        GDateTime *now)
{
  GalleyImagePlace *self = g_new0 (GalleyImagePlace, 1);
  g_auto (Search) search = { NULL };
  g_autoptr (GPtrArray) examples = galley_image_examples_find (path, text, length);

  search_init (&search, config, path, now);
  for (guint i = examples->len; i > 0 && self->folder == NULL; i--)
    follow (self, &search, g_ptr_array_index (examples, i - 1));
  if (self->folder == NULL)
    go_the_usual_way (self, &search);
  trim_slash (self->folder);
  if (picture != NULL)
    self->link = find_link (&search, picture, uses_base (&search, examples));

  self->extension = g_strdup (extension);
  find_taken (self);
  propose_name (self, examples, picture, now);
  show_folder (self, &search);

  return self;
}

void
galley_image_place_free (GalleyImagePlace *self)
{
  g_free (self->folder);
  g_free (self->shown_folder);
  g_free (self->address);
  g_free (self->name);
  g_free (self->extension);
  g_free (self->link);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_free (self);
}

/**
 * galley_image_place_dup_address:
 * @self: a place
 * @name: the name of a picture there
 *
 * Returns: (transfer full): its address, not escaped
 */
char *
galley_image_place_dup_address (const GalleyImagePlace *self, const char *name)
{
  return g_strconcat (self->address, name, NULL);
}

/* What would end an address in Markdown, or is an escape there. */
static char *
escape (const char *address)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = address; *p != '\0'; p++)
    if (strchr (" <>()[]\\%?#\"'`*", *p) != NULL || g_ascii_iscntrl (*p))
      g_string_append_printf (escaped, "%%%02X", (guchar) *p);
    else
      g_string_append_c (escaped, *p);

  return g_string_free (escaped, FALSE);
}

/**
 * galley_image_make_link:
 * @address: the address of a picture, not escaped
 * @words: (nullable): what it shows, as it is written in Markdown; %NULL where only the address is
 *   wanted
 *
 * Returns: (transfer full): what is written to show the picture
 */
char *
galley_image_make_link (const char *address, const char *words)
{
  g_autofree char *escaped = words != NULL ? escape (address) : NULL;

  return words != NULL ? g_strconcat ("![", words, "](", escaped, ")", NULL) : g_strdup (address);
}
