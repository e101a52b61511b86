/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-checked-address.h"
#include "galley-web-fetcher.h"

#include "galley-test-util.h"
#include "page-server.h"

typedef struct
{
  gboolean done;
  GalleyWebPage *page;
  GError *error;
} Outcome;

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->page = galley_web_fetcher_fetch_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done_cb (gpointer data)
{
  return ((Outcome *) data)->done;
}

static GalleyWebPage *
fetch (PageServer *server, const char *path, guint limit, GError **error)
{
  g_autofree char *link = page_server_get_link (server, path);
  Outcome outcome = { 0 };

  galley_web_fetcher_fetch_async (link, limit, NULL, fetched_cb, &outcome);
  galley_test_wait_until (is_done_cb, &outcome);
  if (outcome.error != NULL)
    g_propagate_error (error, outcome.error);
  return outcome.page;
}

static void
assert_title (PageServer *server, const char *path, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyWebPage) page = fetch (server, path, 60000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (page->title, ==, title);
}

static void
assert_fails (PageServer *server, const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (server, path, 60000, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_page (PageServer *self, gconstpointer data)
{
  g_autofree char *picture = page_server_get_link (self, "/picture.png");
  g_autoptr (GalleyWebPage) page = fetch (self, "/page", 60000, NULL);

  g_assert_cmpstr (page->title, ==, "A title");
  g_assert_cmpstr (page->description, ==, "What it is *about*");
  g_assert_cmpstr (page->image, ==, picture);
  assert_title (self, "/gbk", "中文");
  assert_title (self, "/moved", "A title");
}

static void
test_refused (PageServer *self, gconstpointer data)
{
  assert_fails (self, "/elsewhere", G_IO_ERROR_PERMISSION_DENIED);
  /* It was asked for the redirection and for nothing else. */
  g_assert_cmpuint (self->n_requests, ==, 1);
  assert_fails (self, "/file", G_IO_ERROR_NOT_SUPPORTED);
  assert_fails (self, "/loop", G_IO_ERROR_FAILED);
  assert_fails (self, "/picture", G_IO_ERROR_NOT_SUPPORTED);
  assert_fails (self, "/none", G_IO_ERROR_FAILED);
}

static void
test_long (PageServer *self, gconstpointer data)
{
  assert_title (self, "/long", "First");
}

static void
test_slow (PageServer *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (self, "/slow", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static gboolean
is_asked_cb (gpointer data)
{
  return ((PageServer *) data)->n_requests > 0;
}

static void
test_cancel (PageServer *self, gconstpointer data)
{
  g_autofree char *link = page_server_get_link (self, "/slow");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  galley_web_fetcher_fetch_async (link, 60000, cancellable, fetched_cb, &outcome);
  galley_test_wait_until (is_asked_cb, self);
  g_cancellable_cancel (cancellable);
  galley_test_wait_until (is_done_cb, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (outcome.error);
}

/* A name that means this machine, which the link does not name. */
static void
test_names (void)
{
  g_autoptr (GSocketConnectable) address =
    galley_checked_address_new ("localhost", 80, "https://example.org/");
  g_autoptr (GSocketConnectable) own =
    galley_checked_address_new ("localhost", 80, "http://localhost/");
  g_autoptr (GSocketAddressEnumerator) refused = g_socket_connectable_enumerate (address);
  g_autoptr (GSocketAddressEnumerator) through_proxy =
    g_socket_connectable_proxy_enumerate (address);
  g_autoptr (GSocketAddressEnumerator) allowed = g_socket_connectable_enumerate (own);
  g_autoptr (GSocketAddress) found = g_socket_address_enumerator_next (allowed, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (found);
  g_assert_null (g_socket_address_enumerator_next (refused, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_null (g_socket_address_enumerator_next (through_proxy, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
set_up (PageServer *self, gconstpointer data)
{
  page_server_start (self);
}

static void
tear_down (PageServer *self, gconstpointer data)
{
  page_server_stop (self);
}

#define ADD(path, function) g_test_add (path, PageServer, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/page-fetcher/page", test_page);
  ADD ("/page-fetcher/refused", test_refused);
  ADD ("/page-fetcher/long", test_long);
  ADD ("/page-fetcher/slow", test_slow);
  ADD ("/page-fetcher/cancel", test_cancel);
  g_test_add_func ("/page-fetcher/names", test_names);

  return g_test_run ();
}
