/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-add-entry-dialog.h"

#include "galley-entry-source.h"

#include <glib/gi18n.h>

/**
 * GalleyAddEntryDialog:
 *
 * Asks what a new entry says. One thing is enough; the rest is told by the link, or is written in
 * the text.
 */
struct _GalleyAddEntryDialog
{
  AdwDialog parent_instance;

  AdwToggleGroup *kind_group;
  GtkEditable *title_row;
  GtkEditable *link_row;
  GtkEditable *text_row;
  GtkEditable *image_row;
  GtkEditable *video_row;
  GtkWidget *add_button;

  GCancellable *cancellable;
  gboolean has_started;
};

enum
{
  ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyAddEntryDialog, galley_add_entry_dialog, ADW_TYPE_DIALOG)

/* What was typed, without spaces around it; %NULL for nothing. */
static char *
dup_text (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
field_changed (GalleyAddEntryDialog *self)
{
  GtkEditable *const rows[] = { self->title_row, self->link_row, self->text_row, self->image_row,
                                self->video_row };
  gboolean filled = FALSE;

  for (guint i = 0; !filled && i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dup_text (rows[i]);

      filled = text != NULL;
    }
  gtk_widget_set_sensitive (self->add_button, filled);
}

static void
cancel (GalleyAddEntryDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add (GalleyAddEntryDialog *self)
{
  g_autofree char *title = dup_text (self->title_row);
  g_autofree char *url = dup_text (self->link_row);
  g_autofree char *text = dup_text (self->text_row);
  g_autofree char *image = dup_text (self->image_row);
  g_autofree char *video = dup_text (self->video_row);
  const GalleyEntryDraft draft = { title, url, text, image, video, NULL };
  GalleyEntryKind kind = GALLEY_ENTRY_PROJECT;

  galley_entry_kind_from_string (adw_toggle_group_get_active_name (self->kind_group), &kind);
  /* Closed first, so that the focus is free to go to the text. */
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[ADD], 0, kind, &draft);
}

/* Whoever has copied a link means that one. */
static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyAddEntryDialog) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GalleyEntrySource) link = text != NULL ? galley_entry_source_new (text) : NULL;

  if (link != NULL && self->link_row != NULL && *gtk_editable_get_text (self->link_row) == '\0')
    gtk_editable_set_text (self->link_row, link->url);
}

static void
galley_add_entry_dialog_realize (GtkWidget *widget)
{
  GalleyAddEntryDialog *self = GALLEY_ADD_ENTRY_DIALOG (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  GTK_WIDGET_CLASS (galley_add_entry_dialog_parent_class)->realize (widget);
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    gdk_clipboard_read_text_async (clipboard, self->cancellable, clipboard_cb, g_object_ref (self));
}

/* A dialog at the bottom of a narrow window moves the focus on while it opens. */
static gboolean
galley_add_entry_dialog_grab_focus (GtkWidget *widget)
{
  GalleyAddEntryDialog *self = GALLEY_ADD_ENTRY_DIALOG (widget);

  if (self->has_started)
    return GTK_WIDGET_CLASS (galley_add_entry_dialog_parent_class)->grab_focus (widget);

  self->has_started = TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
}

static void
galley_add_entry_dialog_dispose (GObject *object)
{
  GalleyAddEntryDialog *self = GALLEY_ADD_ENTRY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_ADD_ENTRY_DIALOG);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (galley_add_entry_dialog_parent_class)->dispose (object);
}

static void
galley_add_entry_dialog_class_init (GalleyAddEntryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_add_entry_dialog_dispose;
  widget_class->realize = galley_add_entry_dialog_realize;
  widget_class->grab_focus = galley_add_entry_dialog_grab_focus;

  /**
   * GalleyAddEntryDialog::add:
   * @kind: the #GalleyEntryKind
   * @draft: (type gpointer): the #GalleyEntryDraft, with at least one thing said
   *
   * An entry shall be added.
   */
  signals[ADD] = g_signal_new ("add", GALLEY_TYPE_ADD_ENTRY_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/add-entry-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, kind_group);
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, link_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, text_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, image_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, video_row);
  gtk_widget_class_bind_template_child (widget_class, GalleyAddEntryDialog, add_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
  gtk_widget_class_bind_template_callback (widget_class, add);
  gtk_widget_class_bind_template_callback (widget_class, field_changed);
}

static void
galley_add_entry_dialog_init (GalleyAddEntryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GALLEY_N_ENTRY_KINDS; i++)
    if (galley_entry_kinds[i].label != NULL)
      adw_toggle_group_add (self->kind_group,
                            g_object_new (ADW_TYPE_TOGGLE, "name", galley_entry_kinds[i].name,
                                          "label", _ (galley_entry_kinds[i].label), "use-underline",
                                          TRUE, NULL));
}

/**
 * galley_add_entry_dialog_new:
 * @kind: what the entry is about, until people choose something else
 *
 * Returns: (transfer floating): a form for a new entry
 */
GalleyAddEntryDialog *
galley_add_entry_dialog_new (GalleyEntryKind kind)
{
  GalleyAddEntryDialog *self = g_object_new (GALLEY_TYPE_ADD_ENTRY_DIALOG, NULL);

  adw_toggle_group_set_active_name (self->kind_group, galley_entry_kinds[kind].name);
  return self;
}
