/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-scheme.h"

#include "galley-page.h"
#include "galley-portal.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCHEME "galley"
#define SITE SCHEME "://site/"

/* The page stands below so many folders of a name that none can have. What the web view makes of a
 * path in the text tells by them how far up it leads, wherever the issue is. */
#define STEP "%2F/"
#define N_STEPS 40

/**
 * GalleyPageScheme:
 *
 * Serves the preview by an address scheme of its own: the empty page and the files of the issue's
 * site, so that relative addresses and those from the top both mean what they mean when the site
 * is published. Nothing else on the disk can be reached.
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
  GString *uri = g_string_new (SITE);

  for (guint i = 0; i < N_STEPS; i++)
    g_string_append (uri, STEP);
  self->uri = g_string_free_and_steal (uri);
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

typedef struct
{
  GalleyPageOpen open;
  gpointer data;
  GDestroyNotify destroy;
  char *asked;
  char *path;
} Job;

static void
job_free (Job *job)
{
  job->destroy (job->data);
  g_free (job->asked);
  g_free (job->path);
  g_free (job);
}

static void
open_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GInputStream *stream = job->open (job->data, job->asked, &job->path);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _ ("There is no file “%s” in the site"), job->asked);
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

/**
 * galley_page_scheme_send:
 * @request: what the page asks for
 * @asked: the path of a file, as @open knows it
 * @open: opens the file; called on a worker thread
 * @data: (transfer full): for @open
 * @destroy: frees @data
 *
 * Answers with a file, or that there is none.
 */
void
galley_page_scheme_send (WebKitURISchemeRequest *request,
                         const char *asked,
                         GalleyPageOpen open,
                         gpointer data,
                         GDestroyNotify destroy)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_file_opened, g_object_ref (request));
  Job *job = g_new0 (Job, 1);

  job->open = open;
  job->data = data;
  job->destroy = destroy;
  job->asked = g_strdup (asked);
  g_task_set_source_tag (task, galley_page_scheme_send);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, open_file);
}

static GInputStream *
open_target (gpointer data, const char *asked, char **path)
{
  g_autoptr (GalleyTarget) target = data != NULL ? galley_link_targets_resolve (data, asked) : NULL;
  g_autoptr (GFile) file = NULL;

  if (target == NULL || target->path == NULL)
    return NULL;

  *path = g_strdup (target->path);
  file = g_file_new_for_path (*path);

  return G_INPUT_STREAM (g_file_read (file, NULL, NULL));
}

static void
files_free (gpointer files)
{
  g_clear_pointer ((GalleyLinkTargets **) &files, galley_link_targets_unref);
}

/* What the text says, that the web view has made @path of. */
static char *
dup_destination (const char *path)
{
  GString *destination;
  guint n_steps = 0;

  while (g_str_has_prefix (path + 1, STEP))
    {
      path += strlen (STEP);
      n_steps++;
    }
  if (n_steps == 0)
    return g_strdup (path);

  destination = g_string_new ("./");
  for (guint i = n_steps; i < N_STEPS; i++)
    g_string_append (destination, "../");
  return g_string_free (g_string_append (destination, path + 1), FALSE);
}

static void
on_request (WebKitURISchemeRequest *request, gpointer user_data)
{
  g_autoptr (GalleyPageScheme) self = g_weak_ref_get (user_data);
  const char *path = webkit_uri_scheme_request_get_path (request);
  GalleyLinkTargets *files = self != NULL ? self->files : NULL;
  g_autofree char *destination = dup_destination (path != NULL ? path : "/");

  if (self != NULL && g_str_equal (webkit_uri_scheme_request_get_uri (request), self->uri))
    serve_page (self, request);
  else
    galley_page_scheme_send (request, destination, open_target,
                             files != NULL ? galley_link_targets_ref (files) : NULL, files_free);
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
 * Sets what pictures that are missing are said to be.
 */
void
galley_page_scheme_set_file (GalleyPageScheme *self, GFile *file)
{
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  self->has_folder = path != NULL;
  self->lone = galley_portal_is_lone_file (path);
}

/**
 * galley_page_scheme_set_files:
 * @self: a scheme
 * @files: (nullable): what addresses are looked up by
 *
 * Sets which files can be reached.
 *
 * Returns: whether those are others now
 */
gboolean
galley_page_scheme_set_files (GalleyPageScheme *self, GalleyLinkTargets *files)
{
  if (files == self->files)
    return FALSE;

  g_clear_pointer (&self->files, galley_link_targets_unref);
  self->files = files != NULL ? galley_link_targets_ref (files) : NULL;

  return TRUE;
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
