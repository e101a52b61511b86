/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-highlighting.h"

#include "galley-test-util.h"
#include "ui-fixture.h"

#include <string.h>

/* Each file of fixtures/highlight/ is highlighted; the spans are compared with the file of the
 * same name that ends in ".spans": "style +class…<tab>text" a line, without plain text. With
 * GALLEY_UPDATE_FIXTURES=1 those files are written instead, to be read before they are believed. */

/* A scheme in which the colour of each style is its index tells the styles apart. */
static GtkSourceStyleScheme *
create_scheme (const char *folder, char **styles)
{
  g_autoptr (GtkSourceStyleSchemeManager) manager = gtk_source_style_scheme_manager_new ();
  const char *path[] = { folder, NULL };
  GString *xml = g_string_new ("<style-scheme id='test' name='Test' version='1.0'>\n");
  g_autofree char *file = g_build_filename (folder, "test.xml", NULL);

  for (guint i = 0; styles[i] != NULL; i++)
    g_string_append_printf (xml, "<style name='%s' foreground='#%06x'/>\n", styles[i], i + 1);
  g_string_append (xml, "</style-scheme>\n");
  galley_test_file_write (file, xml->str, (gssize) xml->len);
  g_string_free (xml, TRUE);
  gtk_source_style_scheme_manager_set_search_path (manager, path);
  return g_object_ref (gtk_source_style_scheme_manager_get_scheme (manager, "test"));
}

static const char *
get_style (GtkTextTag *tag, char **styles)
{
  g_autoptr (GdkRGBA) color = NULL;
  gboolean set;
  guint index;

  g_object_get (tag, "foreground-rgba", &color, "foreground-set", &set, NULL);
  if (!set || color == NULL)
    return NULL;
  index = (guint) (color->green * 255 + 0.5) * 256 + (guint) (color->blue * 255 + 0.5);
  g_assert_cmpuint (index, >, 0);
  g_assert_cmpuint (index, <=, g_strv_length (styles));
  return strchr (styles[index - 1], ':') + 1;
}

static char *
describe (const GtkTextIter *iter, char **styles)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);
  const char *style = "";
  GString *classes = g_string_new (NULL);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_object_get (l->data, "name", &name, NULL);
      if (name != NULL && g_str_has_prefix (name, "gtksourceview:context-classes:"))
        g_string_append_printf (classes, " +%s", strrchr (name, ':') + 1);
      else if (get_style (l->data, styles) != NULL)
        style = get_style (l->data, styles);
    }
  g_string_prepend (classes, style);
  return g_strstrip (g_string_free (classes, FALSE));
}

static char *
list_spans (GtkTextBuffer *buffer, char **styles)
{
  GString *spans = g_string_new (NULL);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  while (!gtk_text_iter_is_end (&start))
    {
      g_autofree char *description = describe (&start, styles);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      end = start;
      gtk_text_iter_forward_to_tag_toggle (&end, NULL);
      text = gtk_text_iter_get_text (&start, &end);
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] != NULL && *description != '\0'; i++)
        {
          if (*lines[i] != '\0')
            g_string_append_printf (spans, "%s\t%s\n", description, lines[i]);
        }
      start = end;
    }
  return g_string_free (spans, FALSE);
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  GtkSourceLanguage *language = galley_highlighting_get_language ();
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);
  g_auto (GStrv) styles = gtk_source_language_get_style_ids (language);
  char *folder = galley_test_folder_new ();
  g_autoptr (GtkSourceStyleScheme) scheme = create_scheme (folder, styles);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *spans = NULL;
  g_autofree char *spans_path = g_strconcat (path, ".spans", NULL);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  gtk_source_buffer_set_style_scheme (buffer, scheme);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text, -1);
  gtk_source_buffer_set_language (buffer, language);
  ui_test_highlight (GTK_TEXT_BUFFER (buffer));
  spans = list_spans (GTK_TEXT_BUFFER (buffer), styles);

  if (g_getenv ("GALLEY_UPDATE_FIXTURES") != NULL)
    galley_test_file_write (spans_path, spans, -1);
  g_file_get_contents (spans_path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (spans, ==, expected);
  galley_test_folder_remove (folder);
}

/* Every style must have a place in every scheme, or fall back to one that has. */
static void
test_schemes (void)
{
  g_auto (GStrv) styles = gtk_source_language_get_style_ids (galley_highlighting_get_language ());

  for (guint i = 0; i < 4; i++)
    {
      GtkSourceStyleScheme *scheme = galley_highlighting_get_scheme (i & 1, i & 2);

      g_assert_nonnull (scheme);
      g_assert_cmpstr (gtk_source_style_scheme_get_metadata (scheme, "variant"), ==,
                       i & 1 ? "dark" : "light");
      for (guint j = 0; styles[j] != NULL; j++)
        {
          const char *id = styles[j];

          while (id != NULL && gtk_source_style_scheme_get_style (scheme, id) == NULL)
            id = gtk_source_language_get_style_fallback (galley_highlighting_get_language (), id);
          if (id == NULL && !g_str_equal (styles[j], "galley-markdown:front-matter"))
            g_error ("%s is not in %s", styles[j], gtk_source_style_scheme_get_id (scheme));
        }
    }
}

/* What takes too long switches the highlighting off with a critical message: a line of a megabyte,
 * and lines of marks that never close. */
static void
test_hostile (void)
{
  const char *pieces[] = { "a",    "**a ", "*a ", "_a ", "`a ", "[a](", "[",      "![",  "<a ",
                           "{{< ", "\\",   "中 ", "| a", "~~a", ":-|",  "[[a](b", "***", "\"" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GtkSourceBuffer) buffer =
        gtk_source_buffer_new_with_language (galley_highlighting_get_language ());
      GString *text = g_string_new (NULL);

      while (text->len < 3900)
        g_string_append (text, pieces[i]);
      g_string_append (text, "\n");
      while (i == 0 && text->len < 1000000)
        g_string_append (text, "word **b** [x](y) ");
      gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), text->str, (int) text->len);
      ui_test_highlight (GTK_TEXT_BUFFER (buffer));
      g_string_free (text, TRUE);
    }
}

static void
add_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "highlight", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/language/", name, NULL);

      if (g_str_has_suffix (name, ".md"))
        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_file, g_free);
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/language/schemes", test_schemes);
  g_test_add_func ("/language/hostile", test_hostile);
  add_files ();
  return g_test_run ();
}
