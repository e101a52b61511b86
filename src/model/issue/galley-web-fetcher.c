/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-web-fetcher.h"

#include "galley-checked-address.h"
#include "galley-web-page.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define BYTES_MAX (1024 * 1024)
#define BYTES_AT_ONCE (64 * 1024)
#define REDIRECTIONS_MAX 5

typedef struct
{
  char *link;
  char *url;
  guint n_redirections;
  SoupSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *bytes;
  GCancellable *cancellable;
  GCancellable *outer;
  gulong outer_handler;
  GSource *timeout;
  gboolean timed_out;
} Fetch;

static void start (GTask *task);

static void
fetch_free (Fetch *self)
{
  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_object (&self->outer);
  g_source_destroy (self->timeout);
  g_source_unref (self->timeout);
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_object_unref (self->cancellable);
  g_byte_array_unref (self->bytes);
  g_free (self->url);
  g_free (self->link);
  g_free (self);
}

static void
fail (GTask *task, GError *error)
{
  Fetch *self = g_task_get_task_data (task);

  if (self->timed_out)
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s did not answer."),
                               self->link);
    }
  else
    g_task_return_error (task, error);
}

static void
finish (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));

  self->bytes = g_byte_array_new ();
  g_task_return_pointer (task,
                         galley_web_page_new (bytes,
                                              soup_message_headers_get_one (headers,
                                                                            "Content-Type"),
                                              self->url),
                         (GDestroyNotify) galley_web_page_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;

  if (bytes == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  size = g_bytes_get_size (bytes);
  g_byte_array_append (self->bytes, g_bytes_get_data (bytes, NULL), (guint) size);
  /* What a page says of itself stands at its start: the rest is not waited for. */
  if (size == 0 || self->bytes->len >= BYTES_MAX)
    {
      finish (task);
      return;
    }
  g_input_stream_read_bytes_async (self->stream, MIN (BYTES_AT_ONCE, BYTES_MAX - self->bytes->len),
                                   G_PRIORITY_DEFAULT, self->cancellable, read_cb,
                                   g_object_ref (task));
}

static void
redirect (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autofree char *url = NULL;

  if (++self->n_redirections > REDIRECTIONS_MAX)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _ ("%s leads from page to page without an end."), self->link);
      return;
    }

  if (location != NULL)
    url = g_uri_resolve_relative (self->url, location,
                                  G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  g_free (self->url);
  self->url = url != NULL ? g_steal_pointer (&url) : g_strdup ("");
  start (task);
}

static gboolean
is_page (SoupMessage *message)
{
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return type == NULL || g_ascii_strcasecmp (type, "text/html") == 0
         || g_ascii_strcasecmp (type, "application/xhtml+xml") == 0;
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SoupStatus status;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  status = soup_message_get_status (self->message);
  if (self->stream == NULL)
    fail (task, g_steal_pointer (&error));
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    redirect (task);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s answers: %u %s"),
                             self->link, (guint) status, soup_status_get_phrase (status));
  else if (!is_page (self->message))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("%s is not a page."),
                             self->link);
  else
    g_input_stream_read_bytes_async (self->stream, BYTES_AT_ONCE, G_PRIORITY_DEFAULT,
                                     self->cancellable, read_cb, g_object_ref (task));
}

/* A session for each host, since it connects to one only; nothing is kept between them. */
static SoupSession *
make_session (Fetch *self, GUri *uri)
{
  gboolean https = g_str_equal (g_uri_get_scheme (uri), "https");
  int port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : https ? 443 : 80;
  g_autoptr (GSocketConnectable) address =
    galley_checked_address_new (g_uri_get_host (uri), (guint16) port, self->link);
  SoupSession *session =
    soup_session_new_with_options ("remote-connectable", address, "proxy-resolver", NULL,
                                   "user-agent", "Galley/" PACKAGE_VERSION, "accept-language-auto",
                                   TRUE, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
start (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GUri) uri = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  if (host == NULL || *host == '\0'
      || !(g_str_equal (g_uri_get_scheme (uri), "http")
           || g_str_equal (g_uri_get_scheme (uri), "https")))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                               _ ("%s does not lead to a page."), self->link);
      return;
    }

  self->session = make_session (self, uri);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  soup_message_set_flags (self->message,
                          SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           send_cb, g_object_ref (task));
}

static gboolean
timeout_cb (gpointer user_data)
{
  Fetch *self = user_data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/**
 * galley_web_fetcher_fetch_async:
 * @link: an http or https address that a person gave
 * @limit: after how many milliseconds it has taken too long
 * @cancellable: (nullable): a cancellable
 * @callback: what to call then
 * @user_data: data for @callback
 *
 * Asks a page what it says of itself. Reads its first megabyte at the most; sends nothing but the
 * address, keeps nothing, and connects to public addresses only, unless @link is to another.
 */
void
galley_web_fetcher_fetch_async (const char *link,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *self;

  g_return_if_fail (link != NULL);

  self = g_new0 (Fetch, 1);
  self->link = g_strdup (link);
  self->url = g_strdup (link);
  self->bytes = g_byte_array_new ();
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_source_new (limit);
  g_source_set_callback (self->timeout, timeout_cb, self, NULL);
  g_source_attach (self->timeout, g_main_context_get_thread_default ());

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_web_fetcher_fetch_async);
  g_task_set_task_data (task, self, (GDestroyNotify) fetch_free);
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                               g_object_ref (self->cancellable), g_object_unref);
    }
  start (task);
}

/**
 * galley_web_fetcher_fetch_finish:
 * @result: what the callback got
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): what the page says, or %NULL with @error set
 */
GalleyWebPage *
galley_web_fetcher_fetch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
