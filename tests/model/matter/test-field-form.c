/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-form.h"

#include "document-fixture.h"

#include <string.h>

static const char TEXT[] = "---\n"
                           "title: One   # kept\n"
                           "tags: [a, b]\n"
                           "draft: true\n"
                           "cover:\n"
                           "  image: a.png\n"
                           "---\n"
                           "Body.\n";

/* The form follows when the proof has been shown. */
static void
wait_for_form (DocumentFixture *self)
{
  galley_test_wait_until (document_is_proofed_cb, self->document);
  galley_test_settle ();
}

static GalleyFieldForm *
open_text (DocumentFixture *self, const char *text)
{
  galley_document_set_template (self->document, text);
  wait_for_form (self);
  return galley_field_form_of (self->document);
}

static GalleyFieldItem *
find (GalleyFieldForm *form, const char *path)
{
  GalleyFieldItem *item = galley_field_items_find (galley_field_form_get_fields (form), path);

  g_assert_nonnull (item);
  return item;
}

static void
assert_shape (GalleyFieldForm *form, const char *path, GalleyFieldShape shape)
{
  g_assert_cmpint (galley_field_item_get_shape (find (form, path)), ==, shape);
}

static gboolean
is_one_cb (gpointer item)
{
  return g_str_equal (galley_field_item_get_text (item), "One");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_follows (DocumentFixture *self, gconstpointer data)
{
  GalleyFieldForm *form = open_text (self, TEXT);
  GalleyFieldItem *title = find (form, "title");
  GalleyFieldItem *image = find (form, "cover.image");
  guint n_items_changed = 0;
  guint n_changed = 0;

  g_assert_cmpint (galley_field_form_get_state (form), ==, GALLEY_FIELD_FORM_READY);
  assert_shape (form, "title", GALLEY_FIELD_SHAPE_TEXT);
  assert_shape (form, "tags", GALLEY_FIELD_SHAPE_CHIPS);
  assert_shape (form, "draft", GALLEY_FIELD_SHAPE_SWITCH);
  assert_shape (form, "cover", GALLEY_FIELD_SHAPE_GROUP);
  assert_shape (form, "cover.image", GALLEY_FIELD_SHAPE_IMAGE);
  g_assert_cmpstr (galley_field_item_get_text (title), ==, "One");
  g_assert_nonnull (galley_field_item_get_problem (find (form, "draft")));

  /* Typing into a value leaves all fields what they are. */
  g_signal_connect_swapped (galley_field_form_get_fields (form), "items-changed",
                            G_CALLBACK (count_cb), &n_items_changed);
  g_signal_connect_swapped (title, "changed", G_CALLBACK (count_cb), &n_changed);
  document_insert (self->document, strlen ("---\ntitle: One"), "s");
  wait_for_form (self);
  g_assert_cmpuint (n_items_changed, ==, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (find (form, "title") == title);
  g_assert_true (find (form, "cover.image") == image);
  g_assert_cmpstr (galley_field_item_get_text (title), ==, "Ones");

  /* A new field comes beside them. */
  document_insert (self->document, strlen ("---\n"), "slug: x\n");
  wait_for_form (self);
  g_assert_cmpuint (n_items_changed, ==, 1);
  g_assert_true (find (form, "title") == title);
  g_assert_cmpstr (galley_field_item_get_text (find (form, "slug")), ==, "x");
}

static void
test_one_step (DocumentFixture *self, gconstpointer data)
{
  GalleyFieldForm *form = open_text (self, TEXT);
  GalleyFieldItem *title = find (form, "title");
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  g_autofree char *typed = NULL;

  document_set_cursor (self->document, strlen (TEXT));
  g_assert_true (galley_field_form_set_text (form, title, "T"));
  g_assert_true (galley_field_form_set_text (form, title, "Tw"));
  g_assert_true (galley_field_form_set_text (form, title, "Two: 2"));
  g_assert_cmpstr (galley_field_item_get_text (title), ==, "Two: 2");
  typed = document_dup_text (self->document);
  g_assert_true (g_str_has_prefix (typed, "---\ntitle: \"Two: 2\"   # kept\ntags: [a, b]\n"));
  g_assert_cmpuint (document_get_cursor (self->document), ==, strlen (typed));
  galley_field_form_end_edit (form);
  g_assert_true (galley_field_form_set_text (form, title, "Three"));

  gtk_text_buffer_undo (buffer);
  document_assert_text (self->document, typed);
  gtk_text_buffer_undo (buffer);
  document_assert_text (self->document, TEXT);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  galley_test_wait_until (is_one_cb, title);
  g_assert_true (find (form, "title") == title);
  self->selected = TRUE;
}

/* What somebody else types between two edits of a field is a step of its own. */
static void
test_interrupted (DocumentFixture *self, gconstpointer data)
{
  GalleyFieldForm *form = open_text (self, "---\ntitle: One\n---\nBody.\n");
  GalleyFieldItem *title = find (form, "title");
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

  g_assert_true (galley_field_form_set_text (form, title, "A"));
  document_insert (self->document, strlen ("---\ntitle: A\n---\n"), "!");
  g_assert_true (galley_field_form_set_text (form, title, "AB"));
  document_assert_text (self->document, "---\ntitle: AB\n---\n!Body.\n");
  gtk_text_buffer_undo (buffer);
  document_assert_text (self->document, "---\ntitle: A\n---\n!Body.\n");
  gtk_text_buffer_undo (buffer);
  gtk_text_buffer_undo (buffer);
  document_assert_text (self->document, "---\ntitle: One\n---\nBody.\n");
  self->selected = TRUE;
}

static void
test_lists (DocumentFixture *self, gconstpointer data)
{
  GalleyFieldForm *form = open_text (self, "---\ntitle: T\ntags: [a, b]\nseries: s\n---\n");
  GalleyFieldItem *tags = find (form, "tags");

  g_assert_true (galley_field_form_add_text (form, tags, "c: d"));
  g_assert_true (galley_field_form_remove_text (form, tags, 0));
  document_assert_text (self->document, "---\ntitle: T\ntags: [b, \"c: d\"]\nseries: s\n---\n");
  g_assert_true (galley_field_form_add_text (form, find (form, "series"), "t"));
  document_assert_text (self->document,
                        "---\ntitle: T\ntags: [b, \"c: d\"]\nseries: [s, t]\n---\n");
  self->selected = TRUE;
}

static void
test_fields (DocumentFixture *self, gconstpointer data)
{
  GalleyFieldForm *form = open_text (self, "---\ntitle: T\n---\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_field_form_add_field (form, NULL, "draft", &error));
  g_assert_no_error (error);
  g_assert_true (galley_field_form_set_yaml (form, find (form, "draft"), "true"));
  document_assert_text (self->document, "---\ntitle: T\ndraft: true\n---\n");
  g_assert_false (galley_field_form_add_field (form, NULL, "Draft", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (galley_field_form_add_field (form, NULL, "title", &error));
  g_assert_nonnull (error);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document));
  wait_for_form (self);
  g_assert_true (galley_field_form_remove (form, find (form, "title")));
  /* A title is asked for where there is none. */
  g_assert_null (galley_field_item_get_value (find (form, "title")));
  g_assert_nonnull (galley_field_item_get_problem (find (form, "title")));
  g_assert_true (galley_field_form_set_text (form, find (form, "title"), "New"));
  g_assert_cmpstr (galley_field_item_get_text (find (form, "title")), ==, "New");
  self->selected = TRUE;
}

static void
test_broken (DocumentFixture *self, gconstpointer data)
{
  const char *broken = "---\ntitle: T\ntags: [a\n---\nBody.\n";
  GalleyFieldForm *form = open_text (self, "---\ntitle: T\ntags: [a]\n---\nBody.\n");

  document_delete (self->document, strlen ("---\ntitle: T\ntags: [a"), 1);
  wait_for_form (self);
  g_assert_cmpint (galley_field_form_get_state (form), ==, GALLEY_FIELD_FORM_BROKEN);
  g_assert_nonnull (galley_field_form_get_failure (form));
  g_assert_cmpuint (galley_field_form_get_failure (form)->line, >=, 3);
  g_assert_false (galley_field_form_set_text (form, find (form, "title"), "X"));
  g_assert_nonnull (galley_field_item_get_problem (find (form, "title")));
  document_assert_text (self->document, broken);

  document_insert (self->document, strlen ("---\ntitle: T\ntags: [a"), "]");
  wait_for_form (self);
  g_assert_cmpint (galley_field_form_get_state (form), ==, GALLEY_FIELD_FORM_READY);
  g_assert_null (galley_field_form_get_failure (form));
}

static void
test_without (DocumentFixture *self, gconstpointer data)
{
  GalleyFieldForm *form = open_text (self, "Body.\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (galley_field_form_get_state (form), ==, GALLEY_FIELD_FORM_NONE);
  g_assert_true (galley_field_form_add_front_matter (form, &error));
  g_assert_no_error (error);
  document_assert_text (self->document, "---\ntitle: \"\"\n---\nBody.\n");
  g_assert_cmpint (galley_field_form_get_state (form), ==, GALLEY_FIELD_FORM_READY);
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (self->document));
  document_assert_text (self->document, "Body.\n");
  self->selected = TRUE;
}

/* Aliases of aliases would be more fields than there is memory for. */
static void
test_hostile (DocumentFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("---\ntitle: T\na0: &a0 [x, x]\n");
  GalleyFieldForm *form;

  for (int i = 1; i < 8; i++)
    g_string_append_printf (text, "a%d: &a%d {x: *a%d, y: *a%d}\n", i, i, i - 1, i - 1);
  for (int i = 0; i < 3000; i++)
    g_string_append_printf (text, "k%d: v\n", i);
  g_string_append (text, "---\n");
  form = open_text (self, text->str);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (galley_field_form_get_fields (form))),
                    <=, 1001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD_DOCUMENT_TEST ("/field-form/follows", test_follows);
  ADD_DOCUMENT_TEST ("/field-form/one-step", test_one_step);
  ADD_DOCUMENT_TEST ("/field-form/interrupted", test_interrupted);
  ADD_DOCUMENT_TEST ("/field-form/lists", test_lists);
  ADD_DOCUMENT_TEST ("/field-form/fields", test_fields);
  ADD_DOCUMENT_TEST ("/field-form/broken", test_broken);
  ADD_DOCUMENT_TEST ("/field-form/without", test_without);
  ADD_DOCUMENT_TEST ("/field-form/hostile", test_hostile);

  return g_test_run ();
}
