/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "document-fixture.h"
#include "page-server.h"

#include "galley-entry-maker.h"

#include <string.h>

#define BLOGS "## Blogs\n\n[A](a) : x\n"

typedef struct
{
  DocumentFixture base;
  PageServer server;
  GalleyEntryMaker *maker;
  char *link;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  document_fixture_set_up (&self->base, NULL);
  page_server_start (&self->server);
  self->maker = galley_entry_maker_new (self->base.document);
  self->link = page_server_get_link (&self->server, "/page");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->maker);
  page_server_stop (&self->server);
  g_free (self->link);
  document_fixture_tear_down (&self->base, NULL);
}

/* The document is @before, and the link behind it becomes an entry. */
static void
paste (Fixture *self, const char *before)
{
  galley_document_set_template (self->base.document, before);
  document_insert (self->base.document, strlen (before), self->link);
  g_assert_true (galley_entry_maker_paste (self->maker, self->link, strlen (before)));
}

static gboolean
is_filled_cb (gpointer data)
{
  Fixture *self = data;
  g_autofree char *text = document_dup_text (self->base.document);

  return strstr (text, "[A title](") != NULL;
}

static gboolean
is_asked_cb (gpointer data)
{
  return ((Fixture *) data)->server.n_requests > 0;
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->base.document);
  g_autofree char *entry = g_strdup_printf (BLOGS "\n[](%s) : ", self->link);
  g_autofree char *plain = g_strdup_printf (BLOGS "\n%s", self->link);

  paste (self, BLOGS "\n");
  document_assert_text (self->base.document, entry);
  g_assert_cmpuint (document_get_cursor (self->base.document), ==, strlen (BLOGS "\n["));
  g_assert_true (galley_entry_maker_get_waiting (self->maker));
  g_assert_cmpuint (self->server.n_requests, ==, 0);

  gtk_text_buffer_undo (buffer);
  document_assert_text (self->base.document, plain);
  gtk_text_buffer_undo (buffer);
  document_assert_text (self->base.document, BLOGS "\n");
  gtk_text_buffer_redo (buffer);
  gtk_text_buffer_redo (buffer);
  document_assert_text (self->base.document, entry);
}

static void
test_fill (Fixture *self, gconstpointer data)
{
  g_autofree char *picture = page_server_get_link (&self->server, "/picture.png");
  g_autofree char *filled =
    g_strdup_printf (BLOGS "\n[A title](%s) : What it is \\*about\\*\n\n![](%s)", self->link,
                     picture);
  g_autofree char *placeholders = g_strdup_printf (BLOGS "\n[](%s) : ", self->link);

  paste (self, BLOGS "\n");
  galley_entry_maker_set_may_fetch (self->maker, TRUE);
  g_assert_false (galley_entry_maker_get_waiting (self->maker));
  galley_test_wait_until (is_filled_cb, self);
  document_assert_text (self->base.document, filled);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, placeholders);
}

/* Text elsewhere moves the entry; text in it keeps it as it is. */
static void
test_meanwhile (Fixture *self, gconstpointer data)
{
  g_autofree char *mine = g_strdup_printf ("Hi\n\n" BLOGS "\n[Mine](%s) : ", self->link);

  galley_entry_maker_set_may_fetch (self->maker, TRUE);
  paste (self, BLOGS "\n");
  document_insert (self->base.document, 0, "Hi\n\n");
  galley_test_wait_until (is_filled_cb, self);

  self->server.n_requests = 0;
  paste (self, BLOGS "\n");
  document_insert (self->base.document, 0, "Hi\n\n");
  document_insert (self->base.document, strlen ("Hi\n\n" BLOGS "\n["), "Mine");
  galley_test_wait_until (is_asked_cb, self);
  galley_test_settle ();
  document_assert_text (self->base.document, mine);
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  galley_entry_maker_set_may_fetch (self->maker, TRUE);
  paste (self, BLOGS "\n");
  galley_document_set_template (self->base.document, "another\n");
  galley_test_wait_until (is_asked_cb, self);
  galley_test_settle ();
  document_assert_text (self->base.document, "another\n");

  /* What is under way ends with the maker, whatever is there then. */
  paste (self, BLOGS "\n");
}

static void
test_add (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  galley_document_set_template (self->base.document, "# T\n\n" BLOGS "\n## More\n\nz\n");
  g_assert_true (galley_entry_maker_add (self->maker, "https://codeberg.org/someone/pear", &error));
  g_assert_no_error (error);
  document_assert_text (
    self->base.document,
    "# T\n\n## Projects\n\n[pear](https://codeberg.org/someone/pear) : \n\n" BLOGS
    "\n## More\n\nz\n");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, "# T\n\n" BLOGS "\n## More\n\nz\n");

  g_assert_true (galley_entry_maker_add (self->maker, "blog", &error));
  document_assert_text (self->base.document, "# T\n\n" BLOGS "\n[]() : \n\n## More\n\nz\n");
  g_assert_false (galley_entry_maker_add (self->maker, "pear", &error));
  g_assert_nonnull (error);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/entry-maker/undo", test_undo);
  ADD ("/entry-maker/fill", test_fill);
  ADD ("/entry-maker/meanwhile", test_meanwhile);
  ADD ("/entry-maker/gone", test_gone);
  ADD ("/entry-maker/add", test_add);

  return g_test_run ();
}
