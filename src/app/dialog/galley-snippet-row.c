/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-row.h"

#include "galley-snippet-text.h"

#include <glib/gi18n.h>

/**
 * GalleySnippetRow:
 *
 * A snippet in the preferences: its trigger, what it is for, where it is from, and inside, what it
 * inserts.
 */
struct _GalleySnippetRow
{
  AdwExpanderRow parent_instance;

  GalleySnippetItem *item;
  GtkLabel *trigger_label;
  GtkLabel *origin_label;
  GtkLabel *preview_label;
};

enum
{
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySnippetRow, galley_snippet_row, ADW_TYPE_EXPANDER_ROW)

static void
edit_activated (GalleySnippetRow *self)
{
  g_signal_emit (self, signals[EDIT], 0, self->item);
}

static const char *
describe_origin (GalleySnippetOrigin origin)
{
  switch (origin)
    {
    case GALLEY_SNIPPET_USER:
      return _ ("Yours");
    case GALLEY_SNIPPET_SITE:
      return _ ("This site");
    case GALLEY_SNIPPET_SHIPPED:
    default:
      return _ ("Galley");
    }
}

/* What it inserts in the body, or else in the first kind of front matter it is for. */
static const char *
get_text (const GalleySnippet *snippet)
{
  for (guint i = 0; i < GALLEY_N_SCOPES; i++)
    if (snippet->texts[i] != NULL)
      return snippet->texts[i];
  return "";
}

static void
show_item (GalleySnippetRow *self)
{
  const GalleySnippet *snippet = galley_snippet_item_get_snippet (self->item);
  g_autofree char *preview = galley_snippet_text_preview (get_text (snippet));
  AdwPreferencesRow *row = ADW_PREFERENCES_ROW (self);

  adw_preferences_row_set_use_markup (row, FALSE);
  adw_preferences_row_set_title (row, snippet->name != NULL ? snippet->name : snippet->trigger);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 snippet->description != NULL ? snippet->description : "");
  gtk_label_set_label (self->trigger_label, snippet->trigger);
  gtk_label_set_label (self->origin_label,
                       describe_origin (galley_snippet_item_get_origin (self->item)));
  gtk_label_set_label (self->preview_label, preview);
}

static void
galley_snippet_row_dispose (GObject *object)
{
  GalleySnippetRow *self = GALLEY_SNIPPET_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_SNIPPET_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (galley_snippet_row_parent_class)->dispose (object);
}

static void
galley_snippet_row_class_init (GalleySnippetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_snippet_row_dispose;

  /**
   * GalleySnippetRow::edit:
   * @self: the row
   * @item: its snippet
   *
   * The person wants to edit the snippet.
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, GALLEY_TYPE_SNIPPET_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/snippet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetRow, trigger_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetRow, origin_label);
  gtk_widget_class_bind_template_child (widget_class, GalleySnippetRow, preview_label);
  gtk_widget_class_bind_template_callback (widget_class, edit_activated);
}

static void
galley_snippet_row_init (GalleySnippetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_snippet_row_new:
 * @item: a snippet
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
galley_snippet_row_new (GalleySnippetItem *item)
{
  GalleySnippetRow *self = g_object_new (GALLEY_TYPE_SNIPPET_ROW, NULL);

  g_set_object (&self->item, item);
  show_item (self);
  return GTK_WIDGET (self);
}
