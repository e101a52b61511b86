/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-hunk-row.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * GalleyHunkRow:
 *
 * Lines of two texts side by side, of which one is taken.
 */
struct _GalleyHunkRow
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkBox *sides;
  GtkToggleButton *mine_button;
  GtkLabel *mine_label;
  GtkToggleButton *theirs_button;
  GtkLabel *theirs_label;
};

G_DEFINE_FINAL_TYPE (GalleyHunkRow, galley_hunk_row, GTK_TYPE_WIDGET)

/* Nobody reads more, and a label takes its time for each line. */
#define SHOWN_LINES 100
#define SHOWN_LENGTH 10000

static char *
abridge (const char *text, gsize length)
{
  GString *shown;
  gsize end = 0;

  for (guint lines = 0; end < MIN (length, SHOWN_LENGTH) && lines < SHOWN_LINES; end++)
    if (text[end] == '\n')
      lines++;

  while (end > 0 && end < length && ((guchar) text[end] & 0xc0) == 0x80)
    end--;

  shown = g_string_new_len (text, end);
  while (shown->len > 0
         && (g_str_has_suffix (shown->str, "\n") || g_str_has_suffix (shown->str, "\r")))
    g_string_truncate (shown, shown->len - 1);
  if (end < length)
    g_string_append (shown, "\n…");

  return g_string_free_and_steal (shown);
}

static void
fill (GtkLabel *label, GtkToggleButton *button, const char *text, gsize length, const char *name)
{
  g_autofree char *shown = abridge (text, length);
  g_autofree char *description = NULL;

  if (length == 0)
    {
      gtk_label_set_text (label, _ ("(nothing)"));
      gtk_widget_remove_css_class (GTK_WIDGET (label), "monospace");
    }
  else if (*shown == '\0')
    {
      gtk_label_set_text (label, _ ("(empty lines)"));
      gtk_widget_remove_css_class (GTK_WIDGET (label), "monospace");
    }
  else
    {
      gtk_label_set_text (label, shown);
    }

  description = g_strdup_printf ("%s: %s", name, gtk_label_get_text (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);
}

static void
galley_hunk_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_HUNK_ROW);

  G_OBJECT_CLASS (galley_hunk_row_parent_class)->dispose (object);
}

static void
galley_hunk_row_class_init (GalleyHunkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_hunk_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/hunk-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyHunkRow, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyHunkRow, sides);
  gtk_widget_class_bind_template_child (widget_class, GalleyHunkRow, mine_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyHunkRow, mine_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyHunkRow, theirs_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyHunkRow, theirs_label);
}

static void
galley_hunk_row_init (GalleyHunkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_hunk_row_new:
 * @title: where the lines are
 * @mine: the lines of the window
 * @n_mine: their length in bytes
 * @theirs: the lines of the file
 * @n_theirs: their length in bytes
 *
 * Returns: (transfer floating): a row in which the window's lines are taken
 */
GtkWidget *
galley_hunk_row_new (const char *title,
                     const char *mine,
                     gsize n_mine,
                     const char *theirs,
                     gsize n_theirs)
{
  GalleyHunkRow *self = g_object_new (GALLEY_TYPE_HUNK_ROW, NULL);

  gtk_label_set_text (self->title, title);
  fill (self->mine_label, self->mine_button, mine, n_mine, _ ("Mine"));
  fill (self->theirs_label, self->theirs_button, theirs, n_theirs, _ ("Theirs"));
  galley_hunk_row_set_taken (self, FALSE);

  return GTK_WIDGET (self);
}

/**
 * galley_hunk_row_get_taken:
 * @self: a row
 *
 * Returns: whether the file's lines are taken
 */
gboolean
galley_hunk_row_get_taken (GalleyHunkRow *self)
{
  g_return_val_if_fail (GALLEY_IS_HUNK_ROW (self), FALSE);

  return gtk_toggle_button_get_active (self->theirs_button);
}

/**
 * galley_hunk_row_set_taken:
 * @self: a row
 * @taken: whether the file's lines are taken
 *
 * Chooses one of the two.
 */
void
galley_hunk_row_set_taken (GalleyHunkRow *self, gboolean taken)
{
  g_return_if_fail (GALLEY_IS_HUNK_ROW (self));

  gtk_toggle_button_set_active (taken ? self->theirs_button : self->mine_button, TRUE);
}
