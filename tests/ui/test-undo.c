/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "snippets-fixture.h"

#include "galley-document.h"
#include "galley-field-form.h"
#include "galley-outline-edit.h"

#include "galley-test-util.h"

#include <string.h>

#define FIELDS                                                                                     \
  "---\ntitle: One   # kept\ntags: [a, b]\ndraft: true\ncover:\n  image: a.png\n---\n\n"

static const char *const TEXTS[] = {
  "",
  "A.\n\n",
  FIELDS
  "Hello.\n\n## 1. Projects\n\n[Apple](https://a.example) : red.\n\n[Pear](https://p.example)"
  " : green.\n\n## 2. Videos\n\n- [Digging](https://dig.example) for worms\n- **Two**\n\n",
  "## Ä\r\n\r\n[Ö](https://o.example) : 一\r\n\r\n[Ü](https://u.example) : 二\r\n\r\n- drei\r\n",
  "## A\n\n[B](https://b.example) : x\u2029y\fz\u2028\n\n[C](https://c.example) : \xc2\x85\v\r\n\n",
};

static const char *const KEYS[] = {
  "a",
  "b",
  "i",
  "m",
  "space",
  "g",
  "bracketleft",
  "minus",
  "Tab",
  "Tab",
  "Tab",
  "shift+Tab",
  "Return",
  "Left",
  "Right",
  "Up",
  "Down",
  "Home",
  "End",
  "BackSpace",
  "Delete",
  "s",
  "ctrl+z",
  "ctrl+z",
  "ctrl+shift+z",
  "ctrl+b",
  "ctrl+k",
  "shift+Left",
  "ctrl+BackSpace",
  "ctrl+x",
  "ctrl+v",
  "Escape",
};

static char *
dup_text (SnippetsFixture *fixture)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gboolean *seen)
{
  *seen |= keyval == GDK_KEY_F12;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
is_focused (gpointer data)
{
  return gtk_widget_has_focus (data)
         && gtk_window_is_active (GTK_WINDOW (gtk_widget_get_root (data)));
}

/* Presses keys on the keyboard, and waits until all have come. */
static void
press (SnippetsFixture *fixture, GPtrArray *keys)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean seen = FALSE;
  int status;

  gtk_widget_grab_focus (fixture->view);
  galley_test_wait_until (is_focused, fixture->view);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), &seen);
  gtk_widget_add_controller (GTK_WIDGET (fixture->window), controller);
  g_ptr_array_add (argv, (char *) "xdotool");
  g_ptr_array_add (argv, (char *) "key");
  g_ptr_array_add (argv, (char *) "--delay");
  g_ptr_array_add (argv, (char *) "0");
  g_ptr_array_extend (argv, keys, NULL, NULL);
  g_ptr_array_add (argv, (char *) "F12");
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  galley_test_wait_until (is_true, &seen);
  gtk_widget_remove_controller (GTK_WIDGET (fixture->window), controller);
}

static void
press_line (SnippetsFixture *fixture, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (keys, words[i]);
  press (fixture, keys);
}

/* To the first step and to the last one and back: each text comes again, and those of both ends. */
static void
assert_history (SnippetsFixture *fixture, const char *before, const char *after)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

      for (g_ptr_array_add (texts, dup_text (fixture));
           gtk_text_buffer_get_can_undo (fixture->buffer);
           g_ptr_array_add (texts, dup_text (fixture)))
        gtk_widget_activate_action (fixture->view, "text.undo", NULL);
      g_assert_cmpstr (texts->pdata[0], ==, after);
      g_assert_cmpstr (texts->pdata[texts->len - 1], ==, before);
      for (guint i = texts->len - 1; i > 0; i--)
        {
          g_autofree char *text = NULL;

          g_assert_true (gtk_text_buffer_get_can_redo (fixture->buffer));
          gtk_widget_activate_action (fixture->view, "text.redo", NULL);
          text = dup_text (fixture);
          g_assert_cmpstr (text, ==, texts->pdata[i - 1]);
        }
      g_assert_false (gtk_text_buffer_get_can_redo (fixture->buffer));
    }
}

static void
open_text (SnippetsFixture *fixture, const char *text)
{
  GtkTextIter end;

  snippets_fixture_write (fixture, "text.md", text);
  snippets_fixture_load (fixture, "text.md");
  gtk_text_buffer_get_end_iter (fixture->buffer, &end);
  gtk_text_buffer_place_cursor (fixture->buffer, &end);
  galley_test_settle ();
}

/* Undone by the keyboard alone, in the middle of the snippet. */
static void
test_fields (SnippetsFixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    "p r o j e c t Tab G a l l e y Tab h t t p s colon slash slash g period o r g",
    "p r o j e c t Tab G a l l e y Tab x Tab y Tab z",
    "i m a g e Tab c a t Tab d",
    "v i d e o Tab a Tab b Tab c Tab d",
    "c o d e Tab c Tab d BackSpace BackSpace shift+Tab e",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *after = NULL;
      g_autofree char *before = NULL;

      open_text (fixture, "A.\n\n");
      press_line (fixture, cases[i]);
      after = dup_text (fixture);
      for (guint n = 0; gtk_text_buffer_get_can_undo (fixture->buffer) && n < 100; n++)
        press_line (fixture, "ctrl+z");
      before = dup_text (fixture);
      g_assert_cmpstr (before, ==, "A.\n\n");
      for (guint n = 0; gtk_text_buffer_get_can_redo (fixture->buffer) && n < 100; n++)
        press_line (fixture, "ctrl+shift+z");
      assert_history (fixture, before, after);
    }
}

/* Never into a line end of two characters. */
static void
pick_place (SnippetsFixture *fixture, GtkTextIter *iter)
{
  int length = gtk_text_buffer_get_char_count (fixture->buffer);

  gtk_text_buffer_get_iter_at_offset (fixture->buffer, iter, g_test_rand_int_range (0, length + 1));
  if (gtk_text_iter_get_char (iter) == '\n' && gtk_text_iter_backward_char (iter)
      && gtk_text_iter_get_char (iter) != '\r')
    gtk_text_iter_forward_char (iter);
}

static void
place_cursor (SnippetsFixture *fixture)
{
  GtkTextIter insert, bound;

  pick_place (fixture, &insert);
  bound = insert;
  if (g_test_rand_bit ())
    pick_place (fixture, &bound);
  gtk_text_buffer_select_range (fixture->buffer, &insert, &bound);
}

static void
press_any (SnippetsFixture *fixture, const char *word)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  if (word != NULL)
    {
      g_ptr_array_add (keys, g_strdup ("Return"));
      g_ptr_array_add (keys, g_strdup ("Return"));
      for (const char *p = word; *p != '\0'; p++)
        g_ptr_array_add (keys, g_strndup (p, 1));
      g_ptr_array_add (keys, g_strdup ("Tab"));
    }
  for (int n = g_test_rand_int_range (1, 20); n > 0; n--)
    g_ptr_array_add (keys, g_strdup (KEYS[g_test_rand_int_range (0, G_N_ELEMENTS (KEYS))]));
  press (fixture, keys);
}

static GalleySnippetItem *
pick_snippet (SnippetsFixture *fixture)
{
  GListModel *items = galley_snippets_get_items (fixture->snippets);
  guint n = (guint) g_test_rand_int_range (0, (int) g_list_model_get_n_items (items));
  g_autoptr (GalleySnippetItem) item = g_list_model_get_item (items, n);

  return item;
}

static void
complete (SnippetsFixture *fixture)
{
  const char *start = g_test_rand_bit () ? "\npro" : "\n{{< you";

  gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, start, -1, TRUE);
  galley_snippet_inserter_complete (fixture->inserter, snippets_fixture_find (fixture, "project"),
                                    "youtube");
}

static void
paste_link (SnippetsFixture *fixture)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->view), "https://www.example.org/ä");
  g_signal_emit_by_name (fixture->view, "paste-clipboard");
  galley_test_settle ();
}

static void
edit_outline (SnippetsFixture *fixture)
{
  GalleyDocument *document = GALLEY_DOCUMENT (fixture->buffer);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      galley_outline_edit_renumber (document);
      break;
    case 1:
      galley_outline_edit_paste (document, 0, "## New\n\n[N](https://n.example) : new\n", NULL);
      break;
    default:
      galley_outline_edit_step_cursor (document, g_test_rand_bit () ? 1 : -1, NULL);
    }
}

static void
edit_fields (SnippetsFixture *fixture)
{
  static const char *const texts[] = { "T", "Tw", "Two: \"x\"", "Twö", "", "#" };
  GalleyFieldForm *form = galley_field_form_of (GALLEY_DOCUMENT (fixture->buffer));
  GalleyFieldItems *fields;
  GalleyFieldItem *item;

  galley_field_form_reload (form);
  fields = galley_field_form_get_fields (form);
  if (galley_field_form_get_state (form) == GALLEY_FIELD_FORM_NONE)
    galley_field_form_add_front_matter (form, NULL);
  item = galley_field_items_find (fields, g_test_rand_bit () ? "title" : "cover.image");
  for (int n = g_test_rand_int_range (0, 4); n > 0 && item != NULL; n--)
    galley_field_form_set_text (form, item, texts[g_test_rand_int_range (0, 6)]);
  item = galley_field_items_find (fields, "tags");
  if (g_test_rand_bit () && item != NULL)
    galley_field_form_add_text (form, item, "c");
  if (g_test_rand_bit ())
    galley_field_form_end_edit (form);
}

static void
apply_edits (SnippetsFixture *fixture)
{
  g_autoptr (GArray) edits = galley_edit_list_new ();
  g_autofree char *text = dup_text (fixture);
  gsize length = strlen (text);

  for (gsize at = 0; at < length; at += (gsize) g_test_rand_int_range (1, 60))
    if ((guchar) text[at] < 0x80 && text[at] > ' ')
      galley_edit_list_add (edits, at, 1, g_test_rand_bit () ? "«" : "");
  galley_document_apply (GALLEY_DOCUMENT (fixture->buffer), edits);
}

static void
do_anything (SnippetsFixture *fixture)
{
  GalleySnippetItem *item = pick_snippet (fixture);
  const char *trigger = galley_snippet_item_get_snippet (item)->trigger;

  switch (g_test_rand_int_range (0, 12))
    {
    case 0:
      place_cursor (fixture);
      break;
    case 1:
      complete (fixture);
      break;
    case 2:
      paste_link (fixture);
      break;
    case 3:
      edit_outline (fixture);
      break;
    case 4:
      edit_fields (fixture);
      break;
    case 5:
      apply_edits (fixture);
      break;
    case 6:
    case 7:
      galley_snippet_inserter_insert (fixture->inserter, trigger);
      press_any (fixture, NULL);
      break;
    case 8:
    case 9:
      press_any (fixture, g_str_is_ascii (trigger) ? trigger : NULL);
      break;
    default:
      press_any (fixture, NULL);
    }
}

static void
test_anything (SnippetsFixture *fixture, gconstpointer data)
{
  guint n_rounds = g_test_slow () ? 1000 : 15;

  snippets_fixture_write (fixture, "data/snippets/a.snippets",
                          ONE ("own", "${1:a}$1 `$1` $2\n${2:$1|upper}$3${3:} $0 $1."));
  snippets_fixture_wait_from (fixture, "own", GALLEY_SNIPPET_USER);
  for (guint round = 0; round < n_rounds; round++)
    {
      const char *before = TEXTS[round % G_N_ELEMENTS (TEXTS)];
      g_autoptr (GalleyIssue) issue = NULL;
      g_autofree char *after = NULL;

      open_text (fixture, before);
      for (guint i = 0; i < 12; i++)
        do_anything (fixture);
      gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, "x", -1, TRUE);
      galley_test_settle ();
      after = dup_text (fixture);
      assert_history (fixture, before, after);
      issue = galley_document_dup_issue (GALLEY_DOCUMENT (fixture->buffer));
      g_assert_cmpstr (g_bytes_get_data (galley_issue_get_text (issue), NULL), ==, after);
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  ADD_SNIPPETS_TEST ("/undo/fields", test_fields);
  ADD_SNIPPETS_TEST ("/undo/anything", test_anything);
  return g_test_run ();
}
