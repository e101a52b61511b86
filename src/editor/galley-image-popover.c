/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-image-popover.h"

#include "galley-image-name.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * GalleyImagePopover:
 *
 * Asks what a picture is to be called that is put into the text, and says where it will be.
 */
struct _GalleyImagePopover
{
  GtkPopover parent_instance;

  GtkEntry *name_entry;
  GtkLabel *problem_label;
  GtkLabel *folder_label;
  GtkWidget *insert_button;

  char *extension;
  GHashTable *taken;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyImagePopover, galley_image_popover, GTK_TYPE_POPOVER)

static char *
dup_name (GalleyImagePopover *self)
{
  return galley_image_name_complete (gtk_editable_get_text (GTK_EDITABLE (self->name_entry)),
                                     self->extension);
}

static void
show_problem (GalleyImagePopover *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_set_sensitive (self->insert_button, problem == NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_entry), "error");
}

static void
changed (GalleyImagePopover *self)
{
  g_autofree char *name = NULL;

  if (self->extension == NULL)
    return;
  name = dup_name (self);
  show_problem (self, galley_image_name_check (name, self->taken));
}

static void
accept (GalleyImagePopover *self)
{
  g_autofree char *name = dup_name (self);

  if (galley_image_name_check (name, self->taken) == NULL)
    g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
galley_image_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_IMAGE_POPOVER);

  G_OBJECT_CLASS (galley_image_popover_parent_class)->dispose (object);
}

static void
galley_image_popover_finalize (GObject *object)
{
  GalleyImagePopover *self = GALLEY_IMAGE_POPOVER (object);

  g_free (self->extension);
  g_clear_pointer (&self->taken, g_hash_table_unref);

  G_OBJECT_CLASS (galley_image_popover_parent_class)->finalize (object);
}

static void
galley_image_popover_class_init (GalleyImagePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_image_popover_dispose;
  object_class->finalize = galley_image_popover_finalize;

  /**
   * GalleyImagePopover::chosen:
   * @name: the name of a file, which is not taken as far as is known
   *
   * The picture is to be saved.
   */
  signals[CHOSEN] = g_signal_new ("chosen", GALLEY_TYPE_IMAGE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/image-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyImagePopover, name_entry);
  gtk_widget_class_bind_template_child (widget_class, GalleyImagePopover, problem_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyImagePopover, folder_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyImagePopover, insert_button);
  gtk_widget_class_bind_template_callback (widget_class, changed);
  gtk_widget_class_bind_template_callback (widget_class, accept);
}

static void
galley_image_popover_init (GalleyImagePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_image_popover_new:
 *
 * Returns: (transfer floating): a popover
 */
GalleyImagePopover *
galley_image_popover_new (void)
{
  return g_object_new (GALLEY_TYPE_IMAGE_POPOVER, NULL);
}

/**
 * galley_image_popover_ask:
 * @self: a popover
 * @place: where the picture goes
 *
 * Opens with the name that is proposed; what comes before its extension is selected.
 */
void
galley_image_popover_ask (GalleyImagePopover *self, const GalleyImagePlace *place)
{
  const char *dot = strrchr (place->name, '.');
  /* Translators: the folder that an image is saved in */
  g_autofree char *folder = g_strdup_printf (_ ("In “%s”"), place->shown_folder);

  g_set_str (&self->extension, place->extension);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  self->taken = g_hash_table_ref (place->taken);
  gtk_label_set_label (self->folder_label, folder);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder_label), folder);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), place->name);
  changed (self);

  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->name_entry), 0,
                              dot != NULL ? (int) g_utf8_strlen (place->name, dot - place->name)
                                          : -1);
}

/**
 * galley_image_popover_refuse:
 * @self: a popover that asks
 * @problem: why the name cannot be had after all
 *
 * Asks for another name.
 */
void
galley_image_popover_refuse (GalleyImagePopover *self, const char *problem)
{
  g_autofree char *name = dup_name (self);

  g_hash_table_add (self->taken, g_utf8_casefold (name, -1));
  show_problem (self, problem);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}
