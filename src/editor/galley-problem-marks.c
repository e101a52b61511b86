/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-problem-marks.h"

#include "galley-field-form.h"
#include "galley-link-checker.h"
#include "galley-problems.h"

/* More than anybody reads; a text can have one in each of a million lines. */
#define MARKS_MAX 200

#define ERROR_CATEGORY "galley-error"
#define WARNING_CATEGORY "galley-warning"

/**
 * GalleyProblemMarks:
 *
 * Icons beside the lines in which something is wrong, with the words as their tooltip. They follow
 * the proofs, and move with the text in between.
 */
struct _GalleyProblemMarks
{
  GObject parent_instance;

  GtkSourceView *view;
  GalleyDocument *document;
  GSignalGroup *form_signals;
  GSignalGroup *link_signals;
  GtkSourceGutterRenderer *renderer;
};

G_DEFINE_FINAL_TYPE (GalleyProblemMarks, galley_problem_marks, G_TYPE_OBJECT)

static void
remove_marks (GalleyDocument *document)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (document);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (document), &start, &end);
  gtk_source_buffer_remove_source_marks (buffer, &start, &end, ERROR_CATEGORY);
  gtk_source_buffer_remove_source_marks (buffer, &start, &end, WARNING_CATEGORY);
}

static void
add_mark (GalleyProblemMarks *self, const GalleyDiagnostic *problem)
{
  gboolean error = problem->severity == GALLEY_SEVERITY_ERROR;
  GtkSourceMark *mark;
  GtkTextIter iter;

  galley_document_get_iter (self->document, &iter, problem->offset);
  mark = gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (self->document), NULL,
                                               error ? ERROR_CATEGORY : WARNING_CATEGORY, &iter);
  g_object_set_data_full (G_OBJECT (mark), "message", g_strdup (problem->message), g_free);
}

static void
update (GalleyProblemMarks *self)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (self->document == NULL)
    return;

  problems = galley_problems_list (self->document);
  remove_marks (self->document);
  for (guint i = 0; i < problems->len && i < MARKS_MAX; i++)
    add_mark (self, g_ptr_array_index (problems, i));
  /* Once there, the column stays: a text that moves aside and back is hard to read. */
  if (problems->len > 0)
    gtk_widget_set_visible (GTK_WIDGET (self->renderer), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self->renderer));
}

/* The worst of a line. */
static GtkSourceMark *
find_mark (GalleyProblemMarks *self, int line)
{
  static const char *const categories[] = { ERROR_CATEGORY, WARNING_CATEGORY };
  GtkSourceMark *found = NULL;

  for (guint i = 0; self->document != NULL && found == NULL && i < G_N_ELEMENTS (categories); i++)
    {
      GSList *marks =
        gtk_source_buffer_get_source_marks_at_line (GTK_SOURCE_BUFFER (self->document), line,
                                                    categories[i]);

      if (marks != NULL)
        found = marks->data;
      g_slist_free (marks);
    }

  return found;
}

static void
query_data_cb (GalleyProblemMarks *self, GObject *lines, guint line)
{
  GtkSourceGutterRendererPixbuf *renderer = GTK_SOURCE_GUTTER_RENDERER_PIXBUF (self->renderer);
  GtkSourceMark *mark = find_mark (self, (int) line);
  const char *icon = NULL;

  if (mark != NULL)
    icon = g_str_equal (gtk_source_mark_get_category (mark), ERROR_CATEGORY)
             ? "dialog-error-symbolic"
             : "dialog-warning-symbolic";
  gtk_source_gutter_renderer_pixbuf_set_icon_name (renderer, icon);
}

static gboolean
query_tooltip_cb (GalleyProblemMarks *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  GtkWidget *widget)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);
  GtkSourceMark *mark;
  GtkTextIter iter;
  int buffer_y;

  if (keyboard || !gtk_widget_compute_point (widget, GTK_WIDGET (view), &point, &point))
    return FALSE;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, (int) point.y, NULL,
                                         &buffer_y);
  gtk_text_view_get_line_at_y (view, &iter, buffer_y, NULL);
  mark = find_mark (self, gtk_text_iter_get_line (&iter));
  if (mark == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (mark), "message"));
  return TRUE;
}

static void
make_renderer (GalleyProblemMarks *self)
{
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT);

  self->renderer = gtk_source_gutter_renderer_pixbuf_new ();
  gtk_source_gutter_renderer_set_xpad (self->renderer, 3);
  gtk_widget_set_size_request (GTK_WIDGET (self->renderer), 22, -1);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->renderer), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->renderer), FALSE);
  gtk_source_gutter_insert (gutter, self->renderer, 0);
  g_signal_connect_object (self->renderer, "query-data", G_CALLBACK (query_data_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->renderer, "query-tooltip", G_CALLBACK (query_tooltip_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
galley_problem_marks_finalize (GObject *object)
{
  GalleyProblemMarks *self = GALLEY_PROBLEM_MARKS (object);

  g_clear_object (&self->form_signals);
  g_clear_object (&self->link_signals);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_problem_marks_parent_class)->finalize (object);
}

static void
galley_problem_marks_class_init (GalleyProblemMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_problem_marks_finalize;
}

static void
galley_problem_marks_init (GalleyProblemMarks *self)
{
  self->form_signals = g_signal_group_new (GALLEY_TYPE_FIELD_FORM);
  g_signal_group_connect_object (self->form_signals, "problems-changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  self->link_signals = g_signal_group_new (GALLEY_TYPE_LINK_CHECKER);
  g_signal_group_connect_object (self->link_signals, "notify::report", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * galley_problem_marks_new:
 * @view: the view, which must live longer
 *
 * Returns: (transfer full): what marks the lines of the view
 */
GalleyProblemMarks *
galley_problem_marks_new (GtkSourceView *view)
{
  GalleyProblemMarks *self = g_object_new (GALLEY_TYPE_PROBLEM_MARKS, NULL);

  self->view = view;
  make_renderer (self);
  return self;
}

/**
 * galley_problem_marks_set_document:
 * @self: marks
 * @document: (nullable): the document that the view shows
 */
void
galley_problem_marks_set_document (GalleyProblemMarks *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_PROBLEM_MARKS (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    remove_marks (self->document);
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->form_signals,
                             document != NULL ? galley_field_form_of (document) : NULL);
  g_signal_group_set_target (self->link_signals,
                             document != NULL ? galley_document_get_links (document) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->renderer), FALSE);
  update (self);
}
