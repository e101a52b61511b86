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

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gboolean
is_set_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
accept (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean accepted;

  galley_entry_maker_accept_async (self->maker, NULL, result_cb, &result);
  galley_test_wait_until (is_set_cb, &result);
  accepted = galley_entry_maker_accept_finish (self->maker, result, &error);
  g_assert_no_error (error);
  return accepted;
}

static void
add (Fixture *self, GalleyEntryKind kind, const GalleyEntryDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_entry_maker_add_async (self->maker, kind, draft, NULL, result_cb, &result);
  galley_test_wait_until (is_set_cb, &result);
  g_assert_true (galley_entry_maker_add_finish (self->maker, result, &error));
  g_assert_no_error (error);
}

/* The document is @before, and the link behind it becomes an entry. */
static void
paste (Fixture *self, const char *before)
{
  galley_document_set_template (self->base.document, before);
  document_insert (self->base.document, strlen (before), self->link);
  g_assert_true (galley_entry_maker_offer (self->maker, self->link, strlen (before)));
  g_assert_true (accept (self));
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
  const GalleyEntryDraft pear = { .url = "https://codeberg.org/someone/pear" };
  const GalleyEntryDraft nothing = { 0 };

  galley_document_set_template (self->base.document, "# T\n\n" BLOGS "\n## More\n\nz\n");
  add (self, GALLEY_ENTRY_PROJECT, &pear);
  document_assert_text (
    self->base.document,
    "# T\n\n## Projects\n\n[pear](https://codeberg.org/someone/pear) : \n\n" BLOGS
    "\n## More\n\nz\n");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  document_assert_text (self->base.document, "# T\n\n" BLOGS "\n## More\n\nz\n");

  add (self, GALLEY_ENTRY_BLOG, &nothing);
  document_assert_text (self->base.document, "# T\n\n" BLOGS "\n[]() : \n\n## More\n\nz\n");
}

/* What people say comes before what the link tells. */
static void
test_fields (Fixture *self, gconstpointer data)
{
  const GalleyEntryDraft post = { .title = "Mine",
                                  .url = "https://www.youtube.com/watch?v=aaaaaaaaaaa",
                                  .text = "words" };
  const GalleyEntryDraft clip = { .title = "C", .video = "https://vimeo.com/12345", .image = "i" };

  galley_document_set_template (self->base.document, BLOGS);
  add (self, GALLEY_ENTRY_BLOG, &post);
  document_assert_text (self->base.document,
                        BLOGS "\n[Mine](https://www.youtube.com/watch?v=aaaaaaaaaaa) : words\n");
  galley_document_set_template (self->base.document, BLOGS);
  add (self, GALLEY_ENTRY_VIDEO, &clip);
  document_assert_text (self->base.document,
                        BLOGS "\n## Videos\n\n**C** : \n\n![](i)\n\n{{< vimeo 12345 >}}\n");
}

/* What is offered is found again, as long as it is there. */
static void
test_offer (Fixture *self, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->base.document);
  g_autofree char *entry = g_strdup_printf ("Hi\n\n" BLOGS "\n[](%s) : \n", self->link);
  GtkTextIter start, end;

  galley_document_set_template (self->base.document, BLOGS "\n\n");
  g_assert_false (galley_entry_maker_offer (self->maker, self->link, 3));
  g_assert_false (accept (self));
  document_insert (self->base.document, strlen (BLOGS "\n"), self->link);
  g_assert_true (galley_entry_maker_offer (self->maker, self->link, strlen (BLOGS "\n")));
  document_insert (self->base.document, 0, "Hi\n\n");
  g_assert_true (accept (self));
  document_assert_text (self->base.document, entry);
  g_assert_false (accept (self));

  gtk_text_buffer_undo (buffer);
  g_assert_true (galley_entry_maker_offer (self->maker, self->link, strlen ("Hi\n\n" BLOGS "\n")));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  g_assert_false (accept (self));
}

static GFile *
write_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->base.folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static gboolean
has_site_cb (gpointer data)
{
  return galley_site_get_config (galley_document_get_site (data)) != NULL;
}

/* The issue before shows how things are called and written, and the site what they are. */
static void
test_last (Fixture *self, gconstpointer data)
{
  static const char text[] = "---\ntitle: Orchard 2\n---\n\n## Fruit\n\n## Notes\n";
  const GalleyEntryDraft pear = { .title = "Pear", .url = "/pear", .text = "green" };
  const GalleyEntryDraft talk = { .title = "Talk", .url = "/talk", .text = "old" };
  g_autoptr (GFile) config = write_file (self, "site/hugo.toml", "");
  g_autoptr (GFile) words =
    write_file (self, "site/.galley/sections.yaml", "project: Fruit\nvideo: Talks\n");
  g_autoptr (GFile) last =
    write_file (self, "site/content/1.md",
                "---\ntitle: Orchard 1\n---\n\n## Fruit\n\n1、[Apple](/apple)\n\nred"
                "\n\n## Talks\n\n- [Old](/old) - dull\n");
  g_autoptr (GFile) file = write_file (self, "site/content/2.md", text);

  g_assert_true (document_load (self->base.document, file, NULL));
  galley_test_wait_until (has_site_cb, self->base.document);
  add (self, GALLEY_ENTRY_PROJECT, &pear);
  document_assert_text (self->base.document,
                        "---\ntitle: Orchard 2\n---\n\n## Fruit\n\n1、[Pear](/pear)\n\ngreen\n\n"
                        "## Notes\n");
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->base.document));
  add (self, GALLEY_ENTRY_VIDEO, &talk);
  document_assert_text (
    self->base.document,
    "---\ntitle: Orchard 2\n---\n\n## Fruit\n\n## Talks\n\n- [Talk](/talk) - old\n"
    "\n## Notes\n");
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
  ADD ("/entry-maker/fields", test_fields);
  ADD ("/entry-maker/offer", test_offer);
  ADD ("/entry-maker/last", test_last);

  return g_test_run ();
}
