/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-published-page.h"

#include "galley-page-scheme.h"
#include "galley-preview-private.h"

#include "galley-site-root.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <webkit/webkit.h>

#define SCHEME "galley"
#define SITE SCHEME "://site/"
#define PAGE_SIZE_MAX (64 * 1024 * 1024)

/* Nothing but what was published: no script, no frame, and nothing from the network. */
#define POLICY                                                                                     \
  "default-src 'none'; img-src " SCHEME ": data:; media-src " SCHEME ":; font-src " SCHEME         \
  ": data:; style-src " SCHEME ": 'unsafe-inline'; form-action 'none'; base-uri 'none'"

/**
 * GalleyPublishedPage:
 *
 * Shows a page of a site as it is published in a folder, in its theme. It can only be looked at:
 * no script runs, nothing is fetched from the network, and no link leads anywhere.
 */
struct _GalleyPublishedPage
{
  GtkWidget parent_instance;

  WebKitWebView *view;
};

/* What the scheme serves; it belongs to the web context. */
typedef struct
{
  char *folder;
  char *page;
  char *base_address;
  char *base_path;
  GalleyLinkTargets *files;
} Served;

G_DEFINE_FINAL_TYPE (GalleyPublishedPage, galley_published_page, GTK_TYPE_WIDGET)

static void
served_clear (gpointer data)
{
  Served *self = data;

  g_free (self->folder);
  g_free (self->page);
  g_free (self->base_address);
  g_free (self->base_path);
  galley_link_targets_unref (self->files);
}

static void
served_free (gpointer data)
{
  g_atomic_rc_box_release_full (data, served_clear);
}

/* Addresses with the site's own name in them would lead to the network. */
static GInputStream *
open_page (Served *self, const char *path)
{
  g_autofree char *html = NULL;
  gsize length;
  GString *local;

  if (!g_file_get_contents (path, &html, &length, NULL) || length > PAGE_SIZE_MAX)
    return NULL;

  local = g_string_new_len (html, length);
  if (self->base_address != NULL)
    g_string_replace (local, self->base_address, SITE, 0);
  length = local->len;

  return g_memory_input_stream_new_from_data (g_string_free (local, FALSE), length, g_free);
}

/* Symbolic links may not lead out of @folder. */
static char *
find_below (const char *folder, const char *path)
{
  g_autofree char *joined = g_build_filename (folder, path, NULL);
  g_autofree char *real = realpath (joined, NULL);
  g_autofree char *real_folder = realpath (folder, NULL);

  if (real == NULL || real_folder == NULL || !galley_site_root_has (real_folder, real)
      || !g_file_test (real, G_FILE_TEST_IS_REGULAR))
    return NULL;

  return g_strdup (real);
}

/* The static files of the site, which are not published again for one look. */
static char *
find_static (Served *self, const char *address)
{
  g_autoptr (GalleyTarget) target = galley_link_targets_resolve (self->files, address);

  return target->kind == GALLEY_TARGET_STATIC ? g_strdup (target->path) : NULL;
}

/* `/blog/css/a.css` is the file `css/a.css` of a site that is published at `/blog/`. */
static char *
find_file (Served *self, const char *path)
{
  gsize length = self->base_path != NULL ? strlen (self->base_path) : 0;
  char *found = NULL;

  if (length > 1 && strncmp (path, self->base_path, length) == 0)
    found = find_below (self->folder, path + length - 1);

  return found != NULL ? found : find_below (self->folder, path);
}

static GInputStream *
open_file (gpointer data, const char *asked, char **path)
{
  Served *self = data;
  g_autofree char *unescaped = g_uri_unescape_string (asked, NULL);
  g_autofree char *page = realpath (self->page, NULL);
  g_autoptr (GFile) file = NULL;

  *path = unescaped != NULL ? find_file (self, unescaped) : NULL;
  if (*path == NULL)
    *path = find_static (self, asked);
  if (*path == NULL)
    return NULL;
  if (g_strcmp0 (*path, page) == 0)
    return open_page (self, *path);

  file = g_file_new_for_path (*path);

  return G_INPUT_STREAM (g_file_read (file, NULL, NULL));
}

static void
on_request (WebKitURISchemeRequest *request, gpointer user_data)
{
  galley_page_scheme_send (request, webkit_uri_scheme_request_get_path (request), open_file,
                           g_atomic_rc_box_acquire (user_data), served_free);
}

static void
galley_published_page_dispose (GObject *object)
{
  GalleyPublishedPage *self = GALLEY_PUBLISHED_PAGE (object);

  if (self->view != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->view)));

  G_OBJECT_CLASS (galley_published_page_parent_class)->dispose (object);
}

static void
galley_published_page_class_init (GalleyPublishedPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_published_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
galley_published_page_init (GalleyPublishedPage *self)
{
}

static Served *
served_new (const char *folder,
            const char *page,
            const char *base_address,
            GalleyLinkTargets *files)
{
  Served *self = g_atomic_rc_box_new0 (Served);
  g_autoptr (GUri) uri =
    base_address != NULL ? g_uri_parse (base_address, G_URI_FLAGS_NONE, NULL) : NULL;

  self->folder = g_strdup (folder);
  self->page = g_strdup (page);
  self->files = galley_link_targets_ref (files);
  if (uri != NULL && g_uri_get_host (uri) != NULL)
    {
      const char *port = strchr (strstr (base_address, "://") + 3, '/');
      gsize length = port != NULL ? (gsize) (port - base_address) : strlen (base_address);
      g_autofree char *origin = g_strndup (base_address, length);

      self->base_address = g_strconcat (origin, "/", NULL);
      self->base_path = g_str_has_suffix (g_uri_get_path (uri), "/")
                          ? g_strdup (g_uri_get_path (uri))
                          : g_strconcat (g_uri_get_path (uri), "/", NULL);
    }

  return self;
}

/**
 * galley_published_page_new:
 * @folder: (type filename): the path of a folder with a published site
 * @page: (type filename): the path of a page in it
 * @base_address: (nullable): the address that the site is published at
 * @files: the files of the site; static ones need not be in @folder
 *
 * Returns: (transfer floating): a widget that shows the page
 */
GtkWidget *
galley_published_page_new (const char *folder,
                           const char *page,
                           const char *base_address,
                           GalleyLinkTargets *files)
{
  GalleyPublishedPage *self = g_object_new (GALLEY_TYPE_PUBLISHED_PAGE, NULL);
  g_autoptr (WebKitWebContext) context = g_object_new (WEBKIT_TYPE_WEB_CONTEXT, NULL);
  Served *served = served_new (folder, page, base_address, files);
  g_autofree char *escaped = NULL;
  g_autofree char *address = NULL;

  if (galley_site_root_has (folder, page))
    escaped = g_uri_escape_string (page + strlen (folder) + 1, "/", FALSE);
  /* At the place where it is on the web, so that relative addresses mean what they mean there. */
  address = g_strconcat (SITE, served->base_path != NULL ? served->base_path + 1 : "",
                         escaped != NULL ? escaped : "", NULL);
  webkit_web_context_register_uri_scheme (context, SCHEME, on_request, served, served_free);

  self->view = galley_preview_new_still_view (context, POLICY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Published Page"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  webkit_web_view_load_uri (self->view, address);

  return GTK_WIDGET (self);
}
