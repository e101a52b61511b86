/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-highlighting.h"
#include "galley-spelling.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <dlfcn.h>
#include <libspelling.h>

static int n_loads;

/* In front of the library's. */
SpellingDictionary *
spelling_provider_load_dictionary (SpellingProvider *provider, const char *language)
{
  SpellingDictionary *(*real) (SpellingProvider *, const char *) =
    (SpellingDictionary * (*) (SpellingProvider *, const char *) ) dlsym (RTLD_NEXT, __func__);

  g_atomic_int_inc (&n_loads);
  return real (provider, language);
}

static gboolean
is_checking (gpointer spelling)
{
  return galley_spelling_get_checking (spelling);
}

static gboolean
is_underlined (GalleySpelling *spelling, GtkTextBuffer *buffer, const char *word)
{
  GtkTextIter start, iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  g_assert_true (gtk_text_iter_forward_search (&iter, word, 0, &start, NULL, NULL));
  return gtk_text_iter_has_tag (&start, galley_spelling_get_tag (spelling));
}

typedef struct
{
  GalleySpelling *spelling;
  GtkTextBuffer *buffer;
  const char *word;
} Word;

static gboolean
word_is_underlined (gpointer data)
{
  Word *word = data;

  return is_underlined (word->spelling, word->buffer, word->word);
}

static gboolean
word_is_plain (gpointer data)
{
  return !word_is_underlined (data);
}

/* Besides the section for links. */
static gboolean
has_menu (GtkWidget *view)
{
  GMenuModel *menu = gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (view));

  return menu != NULL && g_menu_model_get_n_items (menu) > 1;
}

static void
test_what_is_checked (void)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWindow *window = ui_test_present (view, 600, 400);
  GalleySpelling *spelling = galley_spelling_new (GTK_TEXT_VIEW (view));
  const char *skipped[] = { "frontt", "codde",    "fencce", "exampple", "parramm", "attribb",
                            "云原生", "カタカナ", "한국어", "“引用”",   "emojii",  "labbel" };

  ui_test_set_text (buffer,
                    "---\nkey: frontt\n---\n"
                    "A `codde` [linkk](https://exampple.org/) and {{< figure parramm=\"x\" >}}\n"
                    "这是云原生周报第 2 期，“引用”，使用 wrogn 工具。カタカナ 한국어 **云原生**\n"
                    "<span attribb=\"x\">textt there</span> https://emojii.com/x [a][labbel]\n"
                    "```\nfencce\n```\nThe lasst line here ends it.\n¦");
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (buffer), galley_highlighting_get_language ());
  galley_spelling_set_enabled (spelling, TRUE);
  galley_test_wait_until (is_checking, spelling);
  galley_test_wait_until (word_is_underlined, &(Word) { spelling, buffer, "lasst" });
  galley_test_wait_until (word_is_underlined, &(Word) { spelling, buffer, "linkk" });
  galley_test_wait_until (word_is_underlined, &(Word) { spelling, buffer, "textt" });
  galley_test_wait_until (word_is_underlined, &(Word) { spelling, buffer, "wrogn" });
  g_assert_false (is_underlined (spelling, buffer, "line"));
  for (guint i = 0; i < G_N_ELEMENTS (skipped); i++)
    {
      if (is_underlined (spelling, buffer, skipped[i]))
        g_error ("“%s” is underlined", skipped[i]);
    }
  g_assert_true (has_menu (view));

  galley_spelling_set_enabled (spelling, FALSE);
  galley_test_wait_until (word_is_plain, &(Word) { spelling, buffer, "lasst" });
  g_assert_finalize_object (spelling);
  g_assert_false (has_menu (view));
  ui_test_close (window);
}

static void
test_typed (void)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWindow *window = ui_test_present (view, 600, 400);
  GalleySpelling *spelling = galley_spelling_new (GTK_TEXT_VIEW (view));

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (buffer), galley_highlighting_get_language ());
  galley_spelling_set_enabled (spelling, TRUE);
  galley_test_wait_until (is_checking, spelling);
  gtk_text_buffer_insert_at_cursor (buffer, "A wrogn word, 中文 ", -1);
  galley_test_wait_until (word_is_underlined, &(Word) { spelling, buffer, "wrogn" });
  g_assert_false (is_underlined (spelling, buffer, "中文"));
  g_assert_finalize_object (spelling);
  ui_test_close (window);
}

static gboolean
has_corrections (gpointer data)
{
  GMenuModel *menu = data;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *action = NULL;
      const char *links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

      if (g_menu_model_get_item_attribute (menu, i, "action", "s", &action)
          && g_str_equal (action, "spelling.correct"))
        return TRUE;
      for (guint link = 0; link < G_N_ELEMENTS (links); link++)
        {
          g_autoptr (GMenuModel) sub = g_menu_model_get_item_link (menu, i, links[link]);

          if (sub != NULL && has_corrections (sub))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
true_after_timeout (gpointer data)
{
  return g_source_is_destroyed (data);
}

static gboolean
nothing_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Looking for corrections takes long, so it is not done for a word that is still being typed. */
static void
test_corrections (void)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkWindow *window = ui_test_present (view, 600, 400);
  GalleySpelling *spelling = galley_spelling_new (GTK_TEXT_VIEW (view));
  g_autoptr (GSource) later = g_timeout_source_new (300);
  GMenuModel *menu;
  GtkTextIter iter;

  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (buffer), galley_highlighting_get_language ());
  galley_spelling_set_enabled (spelling, TRUE);
  galley_test_wait_until (is_checking, spelling);
  gtk_text_buffer_insert_at_cursor (buffer, "A wrogn word, wrogn", -1);
  galley_test_wait_until (word_is_underlined, &(Word) { spelling, buffer, "wrogn" });
  /* The adapter would have done it after 100 ms. */
  g_source_set_callback (later, nothing_cb, NULL, NULL);
  g_source_set_priority (later, G_PRIORITY_LOW);
  g_source_attach (later, NULL);
  galley_test_wait_until (true_after_timeout, later);
  menu = gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (view));
  g_assert_false (has_corrections (menu));

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 4);
  gtk_text_buffer_place_cursor (buffer, &iter);
  galley_test_wait_until (has_corrections, menu);
  g_assert_finalize_object (spelling);
  ui_test_close (window);
}

static void
test_too_large (void)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GalleySpelling *spelling = galley_spelling_new (GTK_TEXT_VIEW (g_object_ref_sink (view)));
  g_autofree char *text = g_strnfill (4 * 1024 * 1024, 'x');
  GtkTextIter start, end;

  galley_spelling_set_enabled (spelling, TRUE);
  galley_test_wait_until (is_checking, spelling);
  for (char *p = text + 79; p < text + 4 * 1024 * 1024; p += 80)
    *p = '\n';
  gtk_text_buffer_set_text (buffer, text, 4 * 1024 * 1024);
  g_assert_true (galley_spelling_get_enabled (spelling));
  g_assert_false (galley_spelling_get_checking (spelling));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  g_assert_true (galley_spelling_get_checking (spelling));
  g_assert_finalize_object (spelling);
  g_object_unref (view);
}

/* The provider knows nothing of threads: however many windows open, one thread asks it, once. */
static void
test_one_thread (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GalleySpelling *spellings[4];
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      GtkWidget *view = gtk_source_view_new ();

      gtk_box_append (GTK_BOX (box), view);
      spellings[i] = galley_spelling_new (GTK_TEXT_VIEW (view));
      if (i < 3)
        galley_spelling_set_enabled (spellings[i], TRUE);
    }
  window = ui_test_present (box, 600, 400);
  for (guint i = 0; i < 3; i++)
    galley_test_wait_until (is_checking, spellings[i]);
  galley_spelling_set_enabled (spellings[3], TRUE);
  galley_test_wait_until (is_checking, spellings[3]);
  g_assert_cmpint (n_loads, ==, 1);

  ui_test_close (window);
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    ui_test_release (spellings[i]);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  if (!spelling_provider_supports_language (spelling_provider_get_default (), "en_US"))
    {
      g_print ("1..0 # SKIP no dictionary\n");
      return 77;
    }
  spelling_checker_set_language (spelling_checker_get_default (), "en_US");
  g_test_add_func ("/spelling/one-thread", test_one_thread);
  g_test_add_func ("/spelling/what-is-checked", test_what_is_checked);
  g_test_add_func ("/spelling/typed", test_typed);
  g_test_add_func ("/spelling/corrections", test_corrections);
  g_test_add_func ("/spelling/too-large", test_too_large);
  return g_test_run ();
}
