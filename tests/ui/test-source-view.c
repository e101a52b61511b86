/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document.h"
#include "galley-highlighting.h"
#include "galley-source-view.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *view;
  GtkTextBuffer *buffer;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->buffer = GTK_TEXT_BUFFER (galley_document_new ());
  fixture->view = galley_source_view_new ();
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (fixture->view), fixture->buffer);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (fixture->buffer),
                                  galley_highlighting_get_language ());
  fixture->window = ui_test_present (fixture->view, 400, 300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_close (fixture->window);
  g_object_unref (fixture->buffer);
}

static gboolean
press (Fixture *fixture, guint keyval, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (ui_test_find_controller (fixture->view, "galley-keys"), "key-pressed",
                         keyval, 0, state, &handled);
  return handled;
}

static void
test_enter (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "- one¦");
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  ui_test_assert_text (fixture->buffer, "- one\n- ¦");
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  ui_test_assert_text (fixture->buffer, "- one\n\n¦");

  ui_test_set_text (fixture->buffer, "1. 云原生¦周报\n\nend");
  g_assert_true (press (fixture, GDK_KEY_KP_Enter, 0));
  ui_test_assert_text (fixture->buffer, "1. 云原生\n2. ¦周报\n\nend");

  ui_test_set_text (fixture->buffer, "- one¦");
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  ui_test_set_text (fixture->buffer, "plain¦");
  g_assert_false (press (fixture, GDK_KEY_Return, 0));
  ui_test_assert_text (fixture->buffer, "plain¦");
}

static void
test_enter_in_code (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "```\n- one¦\n```\n");
  ui_test_highlight (fixture->buffer);
  press (fixture, GDK_KEY_Return, 0);
  ui_test_assert_text (fixture->buffer, "```\n- one¦\n```\n");
}

static void
test_enter_is_one_undo_step (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "> - [x] one¦");
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  ui_test_assert_text (fixture->buffer, "> - [x] one\n> - [ ] ¦");
  gtk_text_buffer_undo (fixture->buffer);
  ui_test_assert_text (fixture->buffer, "> - [x] one¦");
}

static void
test_tab (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "- one\n- two¦");
  g_assert_true (press (fixture, GDK_KEY_Tab, 0));
  ui_test_assert_text (fixture->buffer, "- one\n  - two¦");
  g_assert_true (press (fixture, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  ui_test_assert_text (fixture->buffer, "- one\n- two¦");

  ui_test_set_text (fixture->buffer, "plain¦");
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
}

static void
test_format (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "a «word» b");
  g_assert_true (gtk_widget_activate_action (fixture->view, "format.bold", NULL));
  ui_test_assert_text (fixture->buffer, "a **«word»** b");
  g_assert_true (gtk_widget_activate_action (fixture->view, "format.bold", NULL));
  ui_test_assert_text (fixture->buffer, "a «word» b");

  ui_test_set_text (fixture->buffer, "这是«云原生»周报");
  g_assert_true (gtk_widget_activate_action (fixture->view, "format.italic", NULL));
  ui_test_assert_text (fixture->buffer, "这是*«云原生»*周报");

  ui_test_set_text (fixture->buffer, "before\n\na «word» b\n\nafter");
  g_assert_true (gtk_widget_activate_action (fixture->view, "format.link", NULL));
  ui_test_assert_text (fixture->buffer, "before\n\na [word](¦) b\n\nafter");
}

static void
test_line_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  gtk_text_view_set_buffer (GTK_TEXT_VIEW (fixture->view), GTK_TEXT_BUFFER (buffer));
  ui_test_set_text (GTK_TEXT_BUFFER (buffer), "x\r\n\r\n- a\r\n- «one»\r\n\r\nend");
  gtk_widget_activate_action (fixture->view, "format.bold", NULL);
  ui_test_assert_text (GTK_TEXT_BUFFER (buffer), "x\r\n\r\n- a\r\n- **«one»**\r\n\r\nend");

  ui_test_set_text (GTK_TEXT_BUFFER (buffer), "a\u2029b «one» c\n");
  gtk_widget_activate_action (fixture->view, "format.bold", NULL);
  ui_test_assert_text (GTK_TEXT_BUFFER (buffer), "a\u2029b **«one»** c\n");
}

static void
test_preedit (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "- one¦");
  g_signal_emit_by_name (fixture->view, "preedit-changed", "yun");
  g_assert_false (press (fixture, GDK_KEY_Return, 0));
  g_assert_false (press (fixture, GDK_KEY_Tab, 0));
  gtk_widget_activate_action (fixture->view, "format.bold", NULL);
  ui_test_assert_text (fixture->buffer, "- one¦");

  g_signal_emit_by_name (fixture->view, "preedit-changed", "");
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  ui_test_set_text (fixture->buffer, "- «one»");
  gtk_text_view_set_editable (GTK_TEXT_VIEW (fixture->view), FALSE);
  g_assert_false (press (fixture, GDK_KEY_Return, 0));
  gtk_widget_activate_action (fixture->view, "format.bold", NULL);
  ui_test_assert_text (fixture->buffer, "- «one»");
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
set_cb (gboolean *flag)
{
  *flag = TRUE;
}

/* Without the clipboard of what is selected: it unselects the text when the display tells, late,
 * that it has lost the selection of before. */
static void
paste (Fixture *fixture, const char *marked, const char *pasted, const char *expected)
{
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (fixture->view);
  gboolean done = FALSE;
  gulong handler;

  gtk_text_buffer_remove_selection_clipboard (fixture->buffer, primary);
  ui_test_set_text (fixture->buffer, marked);
  handler = g_signal_connect_data (fixture->buffer, "end-user-action", G_CALLBACK (set_cb), &done,
                                   NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->view), pasted);
  g_signal_emit_by_name (fixture->view, "paste-clipboard");
  galley_test_wait_until (is_set, &done);
  g_signal_handler_disconnect (fixture->buffer, handler);
  gtk_text_buffer_add_selection_clipboard (fixture->buffer, primary);
  ui_test_assert_text (fixture->buffer, expected);
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  paste (fixture, "a «word» b", "https://example.org/x", "a [word](https://example.org/x)¦ b");
  paste (fixture, "a «word» b", "https://example.org/ and more",
         "a https://example.org/ and more¦ b");
  paste (fixture, "a ¦b", "https://example.org/", "a https://example.org/¦b");
}

static void
link_pasted_cb (GtkWidget *view, const char *link, GString *links)
{
  g_string_append_printf (links, "<%s>", link);
}

/* On an empty line a link is told about, with it before the cursor. */
static void
test_paste_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) links = g_string_new (NULL);

  g_signal_connect (fixture->view, "link-pasted", G_CALLBACK (link_pasted_cb), links);
  paste (fixture, "a\n¦\nb", " https://example.org/x\n", "a\nhttps://example.org/x¦\nb");
  g_assert_cmpstr (links->str, ==, "<https://example.org/x>");
  paste (fixture, "- ¦", "https://example.org/y", "- https://example.org/y¦");
  g_assert_cmpstr (links->str, ==, "<https://example.org/x><https://example.org/y>");

  g_string_truncate (links, 0);
  paste (fixture, "a\n¦", "words", "a\nwords¦");
  paste (fixture, "a ¦", "https://example.org/x", "a https://example.org/x¦");
  paste (fixture, "«word»", "https://example.org/x", "[word](https://example.org/x)¦");
  g_assert_cmpstr (links->str, ==, "");
}

static void
drop (Fixture *fixture, guint line)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GtkTextIter iter;
  GdkRectangle place;
  int x, y;

  gtk_text_buffer_get_iter_at_line (fixture->buffer, &iter, (int) line);
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x,
                                         place.y + place.height / 2, &x, &y);
  galley_source_view_drop_link (GALLEY_SOURCE_VIEW (view), "https://example.org/x", x, y);
}

static void
test_drop_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) links = g_string_new (NULL);

  g_signal_connect (fixture->view, "link-pasted", G_CALLBACK (link_pasted_cb), links);
  ui_test_set_text (fixture->buffer, "¦a\n\nb");
  galley_test_settle ();
  drop (fixture, 1);
  ui_test_assert_text (fixture->buffer, "a\nhttps://example.org/x¦\nb");
  g_assert_cmpstr (links->str, ==, "<https://example.org/x>");
  drop (fixture, 2);
  ui_test_assert_text (fixture->buffer, "a\nhttps://example.org/x\nhttps://example.org/x¦b");
  g_assert_cmpstr (links->str, ==, "<https://example.org/x>");
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (fixture->view)), ==,
                   GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->view),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, "Source"));
}

static void
link_activated_cb (GtkWidget *view, const char *destination, char **activated)
{
  g_free (*activated);
  *activated = g_strdup (destination);
}

static void
test_open_link (Fixture *fixture, gconstpointer data)
{
  GMenuModel *menu = gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (fixture->view));
  g_autoptr (GMenuModel) section = NULL;
  g_autofree char *action = NULL;
  g_autofree char *activated = NULL;

  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (link_activated_cb), &activated);
  section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_assert_true (g_menu_model_get_item_attribute (section, 0, "action", "s", &action));
  g_assert_cmpstr (action, ==, "link.open");

  /* The menu offers it only where there is a link. */
  ui_test_set_text (fixture->buffer, "Some 图 [wo¦rd](x.md) here");
  press (fixture, GDK_KEY_Menu, 0);
  g_assert_true (gtk_widget_activate_action (fixture->view, "link.open", NULL));
  g_assert_cmpstr (activated, ==, "x.md");
  ui_test_set_text (fixture->buffer, "Some¦ 图 [word](x.md) here");
  press (fixture, GDK_KEY_F10, GDK_SHIFT_MASK);
  g_clear_pointer (&activated, g_free);
  gtk_widget_activate_action (fixture->view, "link.open", NULL);
  g_assert_null (activated);

  /* Nor is it a key that writes. */
  ui_test_set_text (fixture->buffer, "Some 图 [word](x¦.md) here");
  g_assert_true (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_cmpstr (activated, ==, "x.md");
  ui_test_assert_text (fixture->buffer, "Some 图 [word](x¦.md) here");
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
  add ("/source-view/enter", test_enter);
  add ("/source-view/enter-in-code", test_enter_in_code);
  add ("/source-view/enter-is-one-undo-step", test_enter_is_one_undo_step);
  add ("/source-view/tab", test_tab);
  add ("/source-view/format", test_format);
  add ("/source-view/line-ends", test_line_ends);
  add ("/source-view/preedit", test_preedit);
  add ("/source-view/read-only", test_read_only);
  add ("/source-view/paste", test_paste);
  add ("/source-view/paste-link", test_paste_link);
  add ("/source-view/drop-link", test_drop_link);
  add ("/source-view/open-link", test_open_link);
  add ("/source-view/accessible", test_accessible);
  return g_test_run ();
}
