/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-scheme.h"

#include "galley-page.h"
#include "galley-portal.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCHEME "galley"
#define SITE SCHEME "://site/"

/* What is asked for below it stands in the text as a path from the place of the issue. */
#define SOURCE "-/"

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

  gboolean has_folder;
  gboolean lone;
  char *uri;
  GalleyLinkTargets *files;
  gboolean remote_images;
};

G_DEFINE_FINAL_TYPE (GalleyPageScheme, galley_page_scheme, G_TYPE_OBJECT)

static void
galley_page_scheme_finalize (GObject *object)
{
  GalleyPageScheme *self = GALLEY_PAGE_SCHEME (object);

  g_free (self->uri);
  g_clear_pointer (&self->files, galley_link_targets_unref);

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
  self->uri = g_strdup (SITE SOURCE);
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

/**
 * galley_page_scheme_fail:
 * @request: what the page asks for
 * @path: the path it asks for
 *
 * Answers that there is no such file.
 */
void
galley_page_scheme_fail (WebKitURISchemeRequest *request, const char *path)
{
  g_autoptr (GError) error =
    g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no file “%s” in the site"), path);

  webkit_uri_scheme_request_finish_error (request, error);
}

typedef struct
{
  GalleyLinkTargets *files;
  char *destination;
  char *path;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->files, galley_link_targets_unref);
  g_free (job->destination);
  g_free (job->path);
  g_free (job);
}

static void
open_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GFile) file = NULL;
  GError *error = NULL;
  GFileInputStream *stream;

  if (job->files != NULL)
    {
      g_autoptr (GalleyTarget) target = galley_link_targets_resolve (job->files, job->destination);

      if (target->path == NULL)
        {
          g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                           target->reason != NULL ? target->reason
                                                                  : job->destination);
          return;
        }
      job->path = g_strdup (target->path);
    }

  file = g_file_new_for_path (job->path);
  stream = g_file_read (file, NULL, &error);
  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_file_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WebKitURISchemeRequest) request = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *content_type = NULL;
  g_autofree char *mime_type = NULL;

  if (stream == NULL)
    {
      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }

  content_type = g_content_type_guess (job->path, NULL, 0, NULL);
  mime_type = g_content_type_get_mime_type (content_type);
  webkit_uri_scheme_request_finish (request, stream, -1,
                                    mime_type != NULL ? mime_type : "application/octet-stream");
}

static void
send_file (WebKitURISchemeRequest *request, Job *job)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_file_opened, g_object_ref (request));

  g_task_set_source_tag (task, send_file);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, open_file);
}

/**
 * galley_page_scheme_send_file:
 * @request: what the page asks for
 * @local: (type filename): the path of a file
 *
 * Answers with a file.
 */
void
galley_page_scheme_send_file (WebKitURISchemeRequest *request, const char *local)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (local);
  send_file (request, job);
}

/* What the text says, that the web view has made @path of. */
static char *
dup_destination (GalleyPageScheme *self, const char *path)
{
  const char *place = galley_link_targets_get_place (self->files);
  g_autofree char *escaped = NULL;
  GString *destination;

  if (!g_str_has_prefix (path, "/" SOURCE) || place == NULL)
    return g_strdup (path);

  /* Up to the top of the site and down again: the same file, whatever way the text names. But
   * what is below the issue may also be beside its page. */
  path += strlen ("/" SOURCE);
  escaped = g_uri_escape_string (place, "/", FALSE);
  destination = g_string_new ("./");
  if (g_str_has_prefix (path, escaped) && path[strlen (escaped)] == '/')
    return g_string_free (g_string_append (destination, path + strlen (escaped) + 1), FALSE);

  for (const char *p = place; *p != '\0'; p++)
    if (p == place || p[-1] == '/')
      g_string_append (destination, "../");
  return g_string_free (g_string_append (destination, path), FALSE);
}

static void
on_request (WebKitURISchemeRequest *request, gpointer user_data)
{
  g_autoptr (GalleyPageScheme) self = g_weak_ref_get (user_data);
  const char *path = webkit_uri_scheme_request_get_path (request);
  Job *job;

  if (self != NULL && g_str_equal (webkit_uri_scheme_request_get_uri (request), self->uri))
    {
      serve_page (self, request);
      return;
    }
  if (self == NULL || self->files == NULL || path == NULL)
    {
      galley_page_scheme_fail (request, path != NULL ? path : "");
      return;
    }

  job = g_new0 (Job, 1);
  job->files = galley_link_targets_ref (self->files);
  job->destination = dup_destination (self, path);
  send_file (request, job);
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
 * Sets the address of the page: its place in the site that @file belongs to.
 */
void
galley_page_scheme_set_file (GalleyPageScheme *self, GFile *file)
{
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *root = NULL;
  g_autofree char *real = NULL;
  g_autofree char *escaped = NULL;
  const char *place;

  self->has_folder = path != NULL;
  self->lone = path != NULL && galley_portal_is_lone_file (path);
  g_set_str (&self->uri, SITE SOURCE);
  if (path == NULL)
    return;

  folder = g_path_get_dirname (path);
  root = galley_link_targets_find_root (folder);
  real = realpath (folder, NULL);
  if (real == NULL || !g_str_has_prefix (real, root))
    return;

  place = real + strlen (root);
  place += strspn (place, "/");
  escaped = g_uri_escape_string (place, "/", FALSE);
  g_free (self->uri);
  self->uri = g_strconcat (SITE SOURCE, escaped, *escaped != '\0' ? "/" : "", NULL);
}

/**
 * galley_page_scheme_set_files:
 * @self: a scheme
 * @files: (nullable): what addresses are looked up by
 *
 * Sets which files can be reached.
 */
void
galley_page_scheme_set_files (GalleyPageScheme *self, GalleyLinkTargets *files)
{
  if (files == self->files)
    return;

  g_clear_pointer (&self->files, galley_link_targets_unref);
  self->files = files != NULL ? galley_link_targets_ref (files) : NULL;
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
 * galley_page_scheme_describe_missing:
 * @self: a scheme
 *
 * Returns: what is to stand before the address of a picture that cannot be reached
 */
const char *
galley_page_scheme_describe_missing (GalleyPageScheme *self)
{
  if (self->lone)
    return _ ("Galley was not given this picture:");
  if (self->has_folder)
    return _ ("Picture not found in this site:");
  return _ ("Save the issue to see pictures beside it:");
}
