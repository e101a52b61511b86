/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-drag.h"

#include "galley-outline-row.h"

/**
 * GalleyOutlineDrag:
 *
 * Lets the rows of an outline be dragged to another place. A line shows where what is dragged would
 * go.
 */
struct _GalleyOutlineDrag
{
  GObject parent_instance;

  /* Owns self. */
  GtkWidget *list;
  GalleyOutline *outline;

  /* The row that is dragged, for its picture. */
  GtkWidget *dragged;
  /* The row that has the line, and on which side of it. */
  GtkWidget *marked;
  const char *mark;
};

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyOutlineDrag, galley_outline_drag, G_TYPE_OBJECT)

static void
set_mark (GalleyOutlineDrag *self, GtkWidget *row, const char *mark)
{
  if (row == self->marked && mark == self->mark)
    return;

  if (self->marked != NULL)
    gtk_widget_remove_css_class (self->marked, self->mark);
  g_set_weak_pointer (&self->marked, row);
  self->mark = mark;
  if (row != NULL)
    gtk_widget_add_css_class (row, mark);
}

/* What the list has made to hold a row, if that is in view. */
static GtkWidget *
find_row (GalleyOutlineDrag *self, GalleyOutlineItem *item)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);

      if (GALLEY_IS_OUTLINE_ROW (child) && gtk_widget_get_child_visible (row)
          && galley_outline_row_get_item (GALLEY_OUTLINE_ROW (child)) == item)
        return row;
    }

  return NULL;
}

static void
show_place (GalleyOutlineDrag *self, const GalleyOutlinePlace *place)
{
  GListModel *model = G_LIST_MODEL (self->outline);
  gboolean is_end = place->row >= g_list_model_get_n_items (model);
  g_autoptr (GalleyOutlineItem) item =
    g_list_model_get_item (model, is_end ? place->row - 1 : place->row);

  set_mark (self, item != NULL ? find_row (self, item) : NULL,
            is_end ? "drop-below" : "drop-above");
}

/**
 * galley_outline_drag_pick:
 * @list: the list of an outline
 * @x: where in it
 * @y: where in it
 * @row: (out) (optional): what the list has made to hold the row
 *
 * Returns: (transfer none) (nullable): the item there
 */
GalleyOutlineItem *
galley_outline_drag_pick (GtkWidget *list, double x, double y, GtkWidget **row)
{
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *child;

  while (widget != NULL && widget != list && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  if (widget == NULL || widget == list)
    return NULL;

  child = gtk_widget_get_first_child (widget);
  if (!GALLEY_IS_OUTLINE_ROW (child))
    return NULL;

  if (row != NULL)
    *row = widget;
  return galley_outline_row_get_item (GALLEY_OUTLINE_ROW (child));
}

/* Before which row of the outline the pointer is: that of the first one whose middle is below it,
 * since there is room between the rows and around them that is none of theirs. */
static guint
find_gap (GalleyOutlineDrag *self, double y)
{
  guint gap = g_list_model_get_n_items (G_LIST_MODEL (self->outline));
  float nearest = G_MAXFLOAT;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *child = gtk_widget_get_first_child (row);
      graphene_rect_t bounds;
      float middle;
      guint n;

      if (!GALLEY_IS_OUTLINE_ROW (child) || !gtk_widget_get_child_visible (row)
          || !gtk_widget_compute_bounds (row, self->list, &bounds))
        continue;
      middle = bounds.origin.y + bounds.size.height / 2;
      if (middle < (float) y || middle >= nearest)
        continue;
      n = galley_outline_find_item (self->outline,
                                    galley_outline_row_get_item (GALLEY_OUTLINE_ROW (child)));
      if (n == G_MAXUINT)
        continue;
      nearest = middle;
      gap = n;
    }

  return gap;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GalleyOutlineDrag *self)
{
  GtkWidget *row = NULL;
  GalleyOutlineItem *item = galley_outline_drag_pick (self->list, x, y, &row);

  g_set_weak_pointer (&self->dragged, row);
  return item != NULL ? gdk_content_provider_new_typed (GALLEY_TYPE_OUTLINE_ITEM, item) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GalleyOutlineDrag *self)
{
  g_autoptr (GdkPaintable) picture = NULL;

  if (self->dragged == NULL)
    return;

  picture = gtk_widget_paintable_new (self->dragged);
  gtk_drag_source_set_icon (source, picture, 16, gtk_widget_get_height (self->dragged) / 2);
}

static gboolean
find_place (GalleyOutlineDrag *self, const GValue *value, double y, GalleyOutlinePlace *place)
{
  if (value == NULL || !G_VALUE_HOLDS (value, GALLEY_TYPE_OUTLINE_ITEM))
    return FALSE;

  return galley_outline_find_place (self->outline, g_value_get_object (value), find_gap (self, y),
                                    place);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, GalleyOutlineDrag *self)
{
  GalleyOutlinePlace place;

  if (!find_place (self, gtk_drop_target_get_value (target), y, &place))
    {
      set_mark (self, NULL, NULL);
      return 0;
    }

  show_place (self, &place);
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, GalleyOutlineDrag *self)
{
  set_mark (self, NULL, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GalleyOutlineDrag *self)
{
  GalleyOutlinePlace place;

  set_mark (self, NULL, NULL);
  if (!find_place (self, value, y, &place))
    return FALSE;

  g_signal_emit (self, signals[MOVED], 0, g_value_get_object (value), &place);
  return TRUE;
}

static void
galley_outline_drag_finalize (GObject *object)
{
  GalleyOutlineDrag *self = GALLEY_OUTLINE_DRAG (object);

  g_clear_weak_pointer (&self->dragged);
  g_clear_weak_pointer (&self->marked);
  g_clear_weak_pointer (&self->list);
  g_clear_object (&self->outline);

  G_OBJECT_CLASS (galley_outline_drag_parent_class)->finalize (object);
}

static void
galley_outline_drag_class_init (GalleyOutlineDragClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_outline_drag_finalize;

  /**
   * GalleyOutlineDrag::moved:
   * @item: what was dragged
   * @place: (type gpointer): the #GalleyOutlinePlace where it was dropped
   *
   * Something shall be moved.
   */
  signals[MOVED] =
    g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, GALLEY_TYPE_OUTLINE_ITEM, G_TYPE_POINTER);
}

static void
galley_outline_drag_init (GalleyOutlineDrag *self)
{
}

static void
add_controllers (GalleyOutlineDrag *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GALLEY_TYPE_OUTLINE_ITEM, GDK_ACTION_MOVE);

  /* Before the rows, which take a press for the start of a click. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (source));

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (target));
}

/**
 * galley_outline_drag_new:
 * @list: a list of #GalleyOutlineRow
 * @outline: what it shows
 *
 * Returns: (transfer full): lets the rows of @list be dragged as long as it lives
 */
GalleyOutlineDrag *
galley_outline_drag_new (GtkListView *list, GalleyOutline *outline)
{
  GalleyOutlineDrag *self = g_object_new (GALLEY_TYPE_OUTLINE_DRAG, NULL);

  g_set_weak_pointer (&self->list, GTK_WIDGET (list));
  self->outline = g_object_ref (outline);
  add_controllers (self);
  return self;
}
