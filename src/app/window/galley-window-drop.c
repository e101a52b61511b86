/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-window-private.h"

/* What is let go over the window: pictures go into the text, links too, other files are opened. */

static gboolean
get_editor_point (GalleyWindow *self,
                  GtkWidget *widget,
                  double x,
                  double y,
                  graphene_point_t *point)
{
  return gtk_widget_compute_point (widget, GTK_WIDGET (self->editor),
                                   &GRAPHENE_POINT_INIT ((float) x, (float) y), point);
}

/* What a browser lets go of is a list of files, too. */
static gboolean
drop_link (GalleyWindow *self, GSList *files, const graphene_point_t *point)
{
  g_autofree char *link = NULL;

  if (files->next != NULL
      || !(g_file_has_uri_scheme (files->data, "http")
           || g_file_has_uri_scheme (files->data, "https")))
    return FALSE;

  link = g_file_get_uri (files->data);
  galley_editor_drop_link (self->editor, link, point->x, point->y);
  return TRUE;
}

static void
open_files (GalleyWindow *self, GSList *files)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (GSList *l = files; l != NULL; l = l->next)
    g_ptr_array_add (array, l->data);
  g_application_open (application, (GFile **) array->pdata, (int) array->len, "");
}

static gboolean
drop_cb (GalleyWindow *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GSList *files = g_value_get_boxed (value);
  graphene_point_t point;

  if (files == NULL || !get_editor_point (self, widget, x, y, &point))
    return FALSE;

  if (widget == GTK_WIDGET (self->editor)
      && galley_editor_drop_images (self->editor, files, point.x, point.y))
    return TRUE;
  if (!drop_link (self, files, &point))
    open_files (self, files);
  return TRUE;
}

static void
add_target (GalleyWindow *self, gpointer widget, GtkPropagationPhase phase)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), phase);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
image_failed_cb (GalleyWindow *self, const char *message, gboolean unsaved)
{
  galley_window_show_error (self, message, unsaved ? GALLEY_REMEDY_SAVE : GALLEY_REMEDY_NONE);
}

void
galley_window_init_drop (GalleyWindow *self)
{
  /* Before the text, which would take the address of a file as text, and before the page. What the
   * sidebar does not take is for the window. */
  add_target (self, self->editor, GTK_PHASE_CAPTURE);
  add_target (self, self->preview, GTK_PHASE_CAPTURE);
  add_target (self, self, GTK_PHASE_BUBBLE);
  g_signal_connect_object (self->editor, "image-failed", G_CALLBACK (image_failed_cb), self,
                           G_CONNECT_SWAPPED);
}
