/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-line-scroller.h"

#include "galley-document.h"

#include <math.h>

/* Less than this part of a line is no scrolling: heights are rounded to pixels. */
#define TOLERANCE 0.02
/* How much of the view is above a cursor that was brought into view. */
#define REVEAL_ALIGN 0.3

/**
 * GalleyLineScroller:
 *
 * Speaks of the scroll position of a text view in source lines: 3.5 is the middle of line 3 at the
 * top of the view. It tells scrolling by the reader from scrolling by the program, so that two
 * panes can follow each other without an echo.
 */
struct _GalleyLineScroller
{
  GObject parent_instance;

  GtkTextView *view;
  GSignalGroup *adjustment_signals;
  GSignalGroup *buffer_signals;
  GtkEventController *input;

  /* The program scrolled last: what moves the view now is its doing, or the layout settling. */
  gboolean silent;
  /* Where the view was sent and stays until the reader does something; 0 for nowhere. */
  double target;
  double align;
  guint tick;
  double last_line;
};

enum
{
  SCROLLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyLineScroller, galley_line_scroller, G_TYPE_OBJECT)

static void
clear_target (GalleyLineScroller *self)
{
  self->target = 0;
  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick);
  self->tick = 0;
}

/* Where a line of Markdown is: GTK may make more lines of it. Returns its height. */
static int
get_range (GalleyLineScroller *self, guint line, GtkTextIter *start, int *top)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter last;
  int last_top, height;

  galley_document_get_iter_at_line (buffer, start, line);
  galley_document_get_iter_at_line (buffer, &last, line + 1);
  if (galley_document_get_line (buffer, &last) > line)
    gtk_text_iter_backward_line (&last);
  gtk_text_view_get_line_yrange (self->view, start, top, &height);
  gtk_text_view_get_line_yrange (self->view, &last, &last_top, &height);
  return last_top + height - *top;
}

/**
 * galley_line_scroller_get_line:
 * @self: a scroller
 *
 * Gets the source line at the top of the view.
 *
 * Returns: the line, from 1, and how much of it is above the top
 */
double
galley_line_scroller_get_line (GalleyLineScroller *self)
{
  GdkRectangle visible;
  GtkTextIter iter;
  guint line;
  int top, height;

  if (self->view == NULL)
    return 1;
  gtk_text_view_get_visible_rect (self->view, &visible);
  gtk_text_view_get_line_at_y (self->view, &iter, MAX (visible.y, 0), &top);
  line = galley_document_get_line (gtk_text_view_get_buffer (self->view), &iter);
  height = get_range (self, line, &iter, &top);
  return line + (height > 0 ? CLAMP ((double) (visible.y - top) / height, 0, 1) : 0);
}

static void
value_changed_cb (GalleyLineScroller *self)
{
  double line = galley_line_scroller_get_line (self);

  if (fabs (line - self->last_line) < TOLERANCE)
    return;
  self->last_line = line;
  if (!self->silent)
    g_signal_emit (self, signals[SCROLLED], 0, line);
}

/* Goes as near to the target as the layout allows by now. Whether the place of its line is known:
 * a line has no height until it is measured, and the lines above push it down. */
static gboolean
go_to_target (GalleyLineScroller *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  guint line = (guint) floor (self->target);
  GdkRectangle visible;
  GtkTextIter iter;
  int top, height;
  double value;

  if (adjustment == NULL || gtk_adjustment_get_page_size (adjustment) < 1)
    return FALSE;

  /* Has the line measured. gtk_text_view_scroll_to_mark() would have its surroundings measured
   * too, but it waits for all the text first, and then moves in an animation. */
  galley_document_get_iter_at_line (gtk_text_view_get_buffer (self->view), &iter, line);
  gtk_text_view_get_iter_location (self->view, &iter, &visible);
  height = get_range (self, line, &iter, &top);
  if (height == 0)
    return FALSE;

  gtk_text_view_get_visible_rect (self->view, &visible);
  value = gtk_adjustment_get_value (adjustment) - visible.y + top
          + height * (self->target - floor (self->target)) - visible.height * self->align;
  if (self->target < 1 + TOLERANCE)
    value = 0;
  gtk_adjustment_set_value (adjustment, round (value));
  return TRUE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GalleyLineScroller *self = user_data;

  if (self->target > 0 && !go_to_target (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
go_in_next_frame (GalleyLineScroller *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
}

/* More lines were measured, or lines were wrapped anew. The text view does not always hold its
 * place then. */
static void
adjustment_changed_cb (GalleyLineScroller *self)
{
  if (self->target > 0)
    go_in_next_frame (self);
}

static void
start_going (GalleyLineScroller *self, double line, double align)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  self->target = CLAMP (line, 1, galley_document_get_line (buffer, &end) + 0.99);
  self->align = align;
  if (!go_to_target (self))
    go_in_next_frame (self);
}

/**
 * galley_line_scroller_scroll_to:
 * @self: a scroller
 * @line: the line, from 1, with a fraction
 *
 * Puts @line at the top of the view, without telling of it. Where the text view has not yet laid
 * the text out, it gets there as soon as it has.
 */
void
galley_line_scroller_scroll_to (GalleyLineScroller *self, double line)
{
  g_return_if_fail (GALLEY_IS_LINE_SCROLLER (self));

  if (self->view == NULL)
    return;
  self->silent = TRUE;
  start_going (self, line, 0);
}

/**
 * galley_line_scroller_reveal_cursor:
 * @self: a scroller
 * @silent: whether the program moved the cursor, so that nothing is to be told
 *
 * Scrolls the cursor into view, if it is not there, with some text above it.
 */
void
galley_line_scroller_reveal_cursor (GalleyLineScroller *self, gboolean silent)
{
  GtkTextBuffer *buffer;
  GdkRectangle visible, cursor;
  GtkTextIter iter, start;
  guint line;
  int top, height;

  g_return_if_fail (GALLEY_IS_LINE_SCROLLER (self));

  if (self->view == NULL)
    return;
  self->silent = silent;
  clear_target (self);
  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  line = galley_document_get_line (buffer, &iter);
  height = get_range (self, line, &start, &top);
  gtk_text_view_get_iter_location (self->view, &iter, &cursor);
  gtk_text_view_get_visible_rect (self->view, &visible);

  if (height > 0 && cursor.y >= visible.y && cursor.y + cursor.height <= visible.y + visible.height)
    gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (buffer));
  else if (height > 0)
    start_going (self, line + (double) (cursor.y - top) / height, REVEAL_ALIGN);
  else
    start_going (self, line, REVEAL_ALIGN);
}

static void
buffer_changed_cb (GalleyLineScroller *self)
{
  self->silent = FALSE;
  clear_target (self);
}

static gboolean
input_cb (GalleyLineScroller *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCHPAD_SWIPE:
      self->silent = FALSE;
      clear_target (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
vadjustment_cb (GalleyLineScroller *self)
{
  g_signal_group_set_target (self->adjustment_signals,
                             gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
}

static void
buffer_cb (GalleyLineScroller *self)
{
  g_signal_group_set_target (self->buffer_signals, gtk_text_view_get_buffer (self->view));
}

static void
galley_line_scroller_dispose (GObject *object)
{
  GalleyLineScroller *self = GALLEY_LINE_SCROLLER (object);

  clear_target (self);
  g_clear_object (&self->input);
  g_clear_object (&self->adjustment_signals);
  g_clear_object (&self->buffer_signals);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (galley_line_scroller_parent_class)->dispose (object);
}

static void
galley_line_scroller_class_init (GalleyLineScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_line_scroller_dispose;

  /**
   * GalleyLineScroller::scrolled:
   * @self: the scroller
   * @line: the line at the top of the view, from 1, with a fraction
   *
   * The reader scrolled, or typing moved the view.
   */
  signals[SCROLLED] = g_signal_new ("scrolled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
galley_line_scroller_init (GalleyLineScroller *self)
{
  self->last_line = 1;
  self->adjustment_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_object (self->adjustment_signals, "value-changed",
                                 G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->adjustment_signals, "changed",
                                 G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_object (self->buffer_signals, "changed", G_CALLBACK (buffer_changed_cb),
                                 self, G_CONNECT_SWAPPED);
}

/**
 * galley_line_scroller_new:
 * @view: the text view
 * @area: the widget around it in which keys, clicks and scrolling are the reader's doing
 *
 * Starts to watch a text view.
 *
 * Returns: (transfer full): the scroller
 */
GalleyLineScroller *
galley_line_scroller_new (GtkTextView *view, GtkWidget *area)
{
  GalleyLineScroller *self = g_object_new (GALLEY_TYPE_LINE_SCROLLER, NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "notify::vadjustment", G_CALLBACK (vadjustment_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (buffer_cb), self, G_CONNECT_SWAPPED);
  vadjustment_cb (self);
  buffer_cb (self);

  self->input = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->input, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->input, "event", G_CALLBACK (input_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (area, g_object_ref (self->input));
  return self;
}
