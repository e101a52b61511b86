/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-scheme.h"

#include "galley-assets.h"
#include "galley-page.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCHEME "galley"
#define SITE SCHEME "://site/"

/**
 * GalleyPageScheme:
 *
 * Serves the preview by an address scheme of its own: the empty page, at the place of the issue
 * in its site, and the files of that site, so that relative addresses and those from the top
 * both mean what they mean when the site is published. Nothing else on the disk can be reached.
 */
struct _GalleyPageScheme
{
  GObject parent_instance;

  char *root;
  char *uri;
  gboolean remote_images;
};

G_DEFINE_FINAL_TYPE (GalleyPageScheme, galley_page_scheme, G_TYPE_OBJECT)

static void
galley_page_scheme_finalize (GObject *object)
{
  GalleyPageScheme *self = GALLEY_PAGE_SCHEME (object);

  g_free (self->root);
  g_free (self->uri);

  G_OBJECT_CLASS (galley_page_scheme_parent_class)->finalize (object);
}

static void
galley_page_scheme_class_init (GalleyPageSchemeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_page_scheme_finalize;
}

static void
galley_page_scheme_init (GalleyPageScheme *self)
{
  self->uri = g_strdup (SITE);
  self->remote_images = TRUE;
}

static void
serve_page (GalleyPageScheme *self, WebKitURISchemeRequest *request)
{
  GalleyPageOptions options = {
    .image_sources = self->remote_images ? SCHEME ": https: http: data:" : SCHEME ": data:",
  };
  char *page = galley_page_new (NULL, &options);
  gsize length = strlen (page);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (page, length, g_free);

  webkit_uri_scheme_request_finish (request, stream, length, "text/html");
}

static void
fail (WebKitURISchemeRequest *request, const char *path)
{
  g_autoptr (GError) error =
    g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no file “%s” in the site"), path);

  webkit_uri_scheme_request_finish_error (request, error);
}

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WebKitURISchemeRequest) request = user_data;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, NULL);
  g_autofree char *path = g_file_get_path (G_FILE (source));
  g_autofree char *content_type = NULL;
  g_autofree char *mime_type = NULL;

  if (stream == NULL)
    {
      fail (request, path);
      return;
    }

  content_type = g_content_type_guess (path, NULL, 0, NULL);
  mime_type = g_content_type_get_mime_type (content_type);
  webkit_uri_scheme_request_finish (request, G_INPUT_STREAM (stream), -1,
                                    mime_type != NULL ? mime_type : "application/octet-stream");
}

static void
on_request (WebKitURISchemeRequest *request, gpointer user_data)
{
  g_autoptr (GalleyPageScheme) self = g_weak_ref_get (user_data);
  g_autofree char *path = NULL;
  g_autofree char *local = NULL;
  g_autoptr (GFile) file = NULL;

  if (self != NULL && g_str_equal (webkit_uri_scheme_request_get_uri (request), self->uri))
    {
      serve_page (self, request);
      return;
    }

  path = g_uri_unescape_string (webkit_uri_scheme_request_get_path (request), NULL);
  if (self != NULL && self->root != NULL && path != NULL)
    local = galley_assets_resolve (self->root, path);
  if (local == NULL)
    {
      fail (request, path != NULL ? path : "");
      return;
    }

  file = g_file_new_for_path (local);
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, on_file_opened, g_object_ref (request));
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * galley_page_scheme_new:
 * @context: a web context of this preview alone
 *
 * Returns: (transfer full): a scheme that serves the empty page, and no files yet
 */
GalleyPageScheme *
galley_page_scheme_new (WebKitWebContext *context)
{
  GalleyPageScheme *self = g_object_new (GALLEY_TYPE_PAGE_SCHEME, NULL);
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  webkit_web_context_register_uri_scheme (context, SCHEME, on_request, weak, weak_ref_free);
  return self;
}

/**
 * galley_page_scheme_set_file:
 * @self: a scheme
 * @file: (nullable): the file of the issue, %NULL while it has none
 *
 * Sets which files can be reached: those of the site that @file belongs to, or of its folder.
 */
void
galley_page_scheme_set_file (GalleyPageScheme *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *real = NULL;
  g_autofree char *escaped = NULL;

  g_clear_pointer (&self->root, g_free);
  g_set_str (&self->uri, SITE);
  if (path == NULL)
    return;

  folder = g_path_get_dirname (path);
  self->root = galley_assets_find_root (folder);
  real = realpath (folder, NULL);
  if (real == NULL || !g_str_has_prefix (real, self->root) || strlen (real) == strlen (self->root))
    return;

  escaped =
    g_uri_escape_string (real + strlen (self->root) + (g_str_has_suffix (self->root, "/") ? 0 : 1),
                         "/", FALSE);
  g_free (self->uri);
  self->uri = g_strconcat (SITE, escaped, "/", NULL);
}

/**
 * galley_page_scheme_set_remote_images:
 * @self: a scheme
 * @remote_images: whether the page may load images from the network
 *
 * Takes effect when the page is loaded the next time.
 */
void
galley_page_scheme_set_remote_images (GalleyPageScheme *self, gboolean remote_images)
{
  self->remote_images = remote_images;
}

/**
 * galley_page_scheme_get_uri:
 * @self: a scheme
 *
 * Returns: (transfer none): the address of the page
 */
const char *
galley_page_scheme_get_uri (GalleyPageScheme *self)
{
  return self->uri;
}

/**
 * galley_page_scheme_has_folder:
 * @self: a scheme
 *
 * Returns: whether files can be reached at all
 */
gboolean
galley_page_scheme_has_folder (GalleyPageScheme *self)
{
  return self->root != NULL;
}
