/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-editor.h"
#include "galley-source-view.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWindow *window;
  GalleyDocument *document;
  GalleyEditor *editor;
  GtkTextView *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->document = galley_document_new ();
  fixture->editor = g_object_new (GALLEY_TYPE_EDITOR, "document", fixture->document, NULL);
  fixture->view = ui_test_find (GTK_WIDGET (fixture->editor), GALLEY_TYPE_SOURCE_VIEW);
  fixture->window = ui_test_present (GTK_WIDGET (fixture->editor), 500, 400);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer editor = fixture->editor;

  g_object_add_weak_pointer (G_OBJECT (fixture->editor), &editor);
  ui_test_close (fixture->window);
  g_assert_null (editor);
  ui_test_release (fixture->document);
}

typedef struct
{
  GtkWidget *view;
  const char *family;
  int size;
} Font;

static gboolean
has_font (gpointer data)
{
  Font *font = data;
  const PangoFontDescription *description =
    pango_context_get_font_description (gtk_widget_get_pango_context (font->view));

  return g_str_has_prefix (pango_font_description_get_family (description), font->family)
         && (font->size == 0
             || ABS (pango_font_description_get_size (description) - font->size) < PANGO_SCALE / 8);
}

static int
get_font_size (Fixture *fixture)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (fixture->view));

  return pango_font_description_get_size (pango_context_get_font_description (context));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyDocument) got = NULL;

  g_object_get (fixture->editor, "document", &got, NULL);
  g_assert_true (got == fixture->document);
  g_assert_true (gtk_text_view_get_buffer (fixture->view) == GTK_TEXT_BUFFER (got));
  g_assert_nonnull (gtk_source_buffer_get_language (GTK_SOURCE_BUFFER (got)));
  g_assert_nonnull (gtk_source_buffer_get_style_scheme (GTK_SOURCE_BUFFER (got)));
  g_object_set (fixture->editor, "document", NULL, NULL);
  g_assert_true (gtk_text_view_get_buffer (fixture->view) != GTK_TEXT_BUFFER (got));
}

static void
test_font (Fixture *fixture, gconstpointer data)
{
  Font font = { GTK_WIDGET (fixture->view), "DejaVu Sans Mono", 0 };
  double zoom;

  g_object_set (fixture->editor, "font", "DejaVu Sans Mono Bold 20", NULL);
  galley_test_wait_until (has_font, &font);
  font.size = 2 * get_font_size (fixture);
  g_object_set (fixture->editor, "zoom", 2.0, NULL);
  galley_test_wait_until (has_font, &font);
  font.size /= 4;
  g_object_set (fixture->editor, "font", "DejaVu Sans Mono 5", NULL);
  galley_test_wait_until (has_font, &font);

  g_object_set (fixture->editor, "zoom", 10.0, NULL);
  g_object_get (fixture->editor, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, <=, 5);
}

/* GTK warns of a style sheet that does not parse, and a warning ends the test. */
static void
test_odd_fonts (Fixture *fixture, gconstpointer data)
{
  const char *names[] = {
    "No \"such\\ font; } * { color: red 12", "14", "", "  ", ",", "思源 黑体"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_set (fixture->editor, "font", names[i], NULL);
}

static void
test_switches (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "wrap", "line-numbers", "show-spaces", "spell-check" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gboolean before, after;

      g_object_get (fixture->editor, names[i], &before, NULL);
      g_object_set (fixture->editor, names[i], !before, NULL);
      g_object_get (fixture->editor, names[i], &after, NULL);
      g_assert_cmpint (before, !=, after);
    }
  g_assert_true (gtk_text_view_get_wrap_mode (fixture->view) == GTK_WRAP_NONE);
}

static void
test_cursor_line (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  GtkTextIter iter;
  guint count = 0, line;

  ui_test_set_text (buffer, "¦one\ntwo\nthree\n");
  g_signal_connect_swapped (fixture->editor, "notify::cursor-line", G_CALLBACK (count_cb), &count);
  g_object_get (fixture->editor, "cursor-line", &line, NULL);
  g_assert_cmpuint (line, ==, 1);

  gtk_text_buffer_insert_at_cursor (buffer, "abc", -1);
  g_assert_cmpuint (count, ==, 0);
  gtk_text_buffer_get_iter_at_line (buffer, &iter, 2);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_assert_cmpuint (count, ==, 1);
  gtk_text_buffer_insert_at_cursor (buffer, "x\ny", -1);
  g_assert_cmpuint (count, ==, 2);
  g_object_get (fixture->editor, "cursor-line", &line, NULL);
  g_assert_cmpuint (line, ==, 4);

  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, "\n\n", -1);
  g_object_get (fixture->editor, "cursor-line", &line, NULL);
  g_assert_cmpuint (line, ==, 6);
}

static void
test_go_to_line (Fixture *fixture, gconstpointer data)
{
  guint line;

  ui_test_set_text (GTK_TEXT_BUFFER (fixture->document), "¦one\ntwo\nthree\n");
  galley_editor_go_to_line (fixture->editor, 2);
  ui_test_assert_text (GTK_TEXT_BUFFER (fixture->document), "one\n¦two\nthree\n");
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (fixture->view)));
  galley_editor_go_to_line (fixture->editor, 99);
  g_object_get (fixture->editor, "cursor-line", &line, NULL);
  g_assert_cmpuint (line, ==, 4);
  galley_editor_go_to_line (fixture->editor, 0);
  g_object_get (fixture->editor, "cursor-line", &line, NULL);
  g_assert_cmpuint (line, ==, 1);
}

static void
test_styles_follow_the_theme (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (fixture->document);

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpstr (gtk_source_style_scheme_get_id (gtk_source_buffer_get_style_scheme (buffer)), ==,
                   "galley-dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpstr (gtk_source_style_scheme_get_id (gtk_source_buffer_get_style_scheme (buffer)), ==,
                   "galley");
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  add ("/editor/document", test_document);
  add ("/editor/font", test_font);
  add ("/editor/odd-fonts", test_odd_fonts);
  add ("/editor/switches", test_switches);
  add ("/editor/cursor-line", test_cursor_line);
  add ("/editor/go-to-line", test_go_to_line);
  add ("/editor/styles-follow-the-theme", test_styles_follow_the_theme);
  return g_test_run ();
}
