/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-server.h"

#include <string.h>

#define PAGE(title)                                                                                \
  "<!doctype html><html><head><title>" title "</title>"                                            \
  "<meta name=description content='What it is *about*'>"                                           \
  "<meta property=og:image content=/picture.png></head><body>x</body></html>"

static void
answer (SoupServerMessage *message, const char *type, const char *text, gsize length)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, length);
}

static void
answer_long (SoupServerMessage *message)
{
  g_autoptr (GString) text = g_string_new ("<title>First</title><p>");

  while (text->len < 3 * 1024 * 1024)
    g_string_append (text, "word word word word ");
  g_string_append (text, "<meta property=og:title content=Last>");
  answer (message, "text/html", text->str, text->len);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  PageServer *self = user_data;
  g_autofree char *elsewhere = g_strdup_printf ("http://127.0.0.2:%u/page", self->port);

  self->n_requests++;
  if (g_str_equal (path, "/page"))
    answer (message, "text/html; charset=utf-8", PAGE ("A title"), strlen (PAGE ("A title")));
  else if (g_str_equal (path, "/gbk"))
    answer (message, "text/html; charset=gbk", PAGE ("\xd6\xd0\xce\xc4"),
            strlen (PAGE ("\xd6\xd0\xce\xc4")));
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/page");
  else if (g_str_equal (path, "/elsewhere"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, elsewhere);
  else if (g_str_equal (path, "/file"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "file:///etc/passwd");
  else if (g_str_equal (path, "/loop"))
    soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, "/loop");
  else if (g_str_equal (path, "/long"))
    answer_long (message);
  else if (g_str_equal (path, "/picture"))
    answer (message, "image/png", "x", 1);
  else if (g_str_equal (path, "/slow"))
    soup_server_message_pause (message);
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

void
page_server_start (PageServer *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  self->n_requests = 0;
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_all (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

void
page_server_stop (PageServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

char *
page_server_get_link (PageServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}
