/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-source-view.h"

#include "galley-completion.h"
#include "galley-document.h"
#include "galley-entry-source.h"
#include "galley-selection.h"
#include "galley-source-links.h"
#include "galley-text-piece.h"

#include <glib/gi18n.h>
#include <string.h>

#define MARGIN 24
#define BOTTOM_MARGIN 120
/* Of the text; in longer lines the eye gets lost. */
#define MAX_WIDTH 800

/**
 * GalleySourceView:
 *
 * The source text of an issue: a source view that knows how Markdown is written. Enter continues
 * lists, Tab indents in them, keys and actions make text bold, italic or a link, and a web address
 * pasted over selected text makes a link of it; one that is put on an empty line is told about. Tab
 * expands snippets, and goes to their fields.
 *
 * None of this acts while an input method composes: those keys are the input method's.
 */
struct _GalleySourceView
{
  GtkSourceView parent_instance;

  GCancellable *cancellable;
  GalleySnippetInserter *inserter;
  GalleyCompletion *completion;
  double zoom;
  gboolean composing;
};

typedef GalleyFormatChange *(*FormatFunc) (const char *text,
                                           gsize length,
                                           gsize selection_start,
                                           gsize selection_end);

enum
{
  LINK_ACTIVATED,
  LINK_PASTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySourceView, galley_source_view, GTK_SOURCE_TYPE_VIEW)

static GtkTextBuffer *
get_buffer (GalleySourceView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static gboolean
can_act (GalleySourceView *self)
{
  return !self->composing && gtk_text_view_get_editable (GTK_TEXT_VIEW (self));
}

static void
apply (GalleySourceView *self, GalleyTextPiece *piece, const GalleyFormatChange *change)
{
  galley_text_piece_apply (piece, change);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (get_buffer (self)));
}

static gboolean
in_code (GalleySourceView *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (get_buffer (self));
  GtkTextIter iter;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (buffer), &iter, NULL);
  gtk_text_iter_set_line_offset (&iter, 0);
  return gtk_source_buffer_iter_has_context_class (buffer, &iter, "code");
}

static const char *
get_newline (GalleySourceView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  return GALLEY_IS_DOCUMENT (buffer) ? galley_document_get_newline (GALLEY_DOCUMENT (buffer))
                                     : "\n";
}

static GalleyFormatChange *
format_key (GalleySourceView *self, GalleyTextPiece *piece, guint keyval, gboolean shift)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (shift)
        return NULL;
      return galley_format_newline (piece->text, piece->length, piece->selection_start,
                                    piece->selection_end, in_code (self), get_newline (self));
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      /* Which lines of code are to be indented is for the writer to say. */
      if (in_code (self))
        return NULL;
      if (shift)
        return galley_format_outdent (piece->text, piece->length, piece->selection_start,
                                      piece->selection_end);
      return galley_format_indent (piece->text, piece->length, piece->selection_start,
                                   piece->selection_end);
    default:
      return NULL;
    }
}

static gboolean
open_link (GalleySourceView *self)
{
  g_autofree char *destination = galley_source_links_dup_at_cursor (GTK_TEXT_VIEW (self));

  if (destination == NULL)
    return FALSE;

  g_signal_emit (self, signals[LINK_ACTIVATED], 0, destination);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GalleySourceView *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  g_autoptr (GalleyTextPiece) piece = NULL;
  g_autoptr (GalleyFormatChange) change = NULL;
  GdkEvent *event;
  gboolean tab;

  if (modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_Return)
    return open_link (self);
  /* GTK would bring the focus round to the source itself. */
  if (modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK)
      && (keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_Tab))
    return gtk_widget_activate_action (GTK_WIDGET (self), "win.previous-pane", NULL);
  if (keyval == GDK_KEY_Menu || (modifiers == GDK_SHIFT_MASK && keyval == GDK_KEY_F10))
    galley_source_links_update_menu (GTK_TEXT_VIEW (self));
  if ((modifiers & ~GDK_SHIFT_MASK) != 0 || !can_act (self))
    return GDK_EVENT_PROPAGATE;
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_Tab
      && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;

  tab = keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter;
  if (tab && galley_snippet_inserter_get_active (self->inserter))
    return GDK_EVENT_PROPAGATE;

  piece = galley_text_piece_new (get_buffer (self));
  change = format_key (self, piece, keyval, shift);
  if (change == NULL && (!tab || shift || !galley_snippet_inserter_may_expand (self->inserter)))
    return GDK_EVENT_PROPAGATE;

  /* An input method may want this very key without showing any preedit text. It is asked only for
   * keys that end here: the text view asks again for those that go on to it. */
  event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  if (event != NULL && gtk_text_view_im_context_filter_keypress (GTK_TEXT_VIEW (self), event))
    return GDK_EVENT_STOP;

  if (change != NULL)
    apply (self, piece, change);
  else
    galley_snippet_inserter_expand (self->inserter);
  return GDK_EVENT_STOP;
}

static void
format_selection (GalleySourceView *self, FormatFunc format)
{
  g_autoptr (GalleyTextPiece) piece = NULL;
  g_autoptr (GalleyFormatChange) change = NULL;

  if (!can_act (self))
    return;
  piece = galley_text_piece_new (get_buffer (self));
  change = format (piece->text, piece->length, piece->selection_start, piece->selection_end);
  if (change != NULL)
    apply (self, piece, change);
}

static void
bold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  format_selection (GALLEY_SOURCE_VIEW (widget), galley_format_toggle_bold);
}

static void
italic_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  format_selection (GALLEY_SOURCE_VIEW (widget), galley_format_toggle_italic);
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  format_selection (GALLEY_SOURCE_VIEW (widget), galley_format_link);
}

static void
open_link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_link (GALLEY_SOURCE_VIEW (widget));
}

static void
paste_as_usual (GalleySourceView *self)
{
  GTK_TEXT_VIEW_CLASS (galley_source_view_parent_class)->paste_clipboard (GTK_TEXT_VIEW (self));
}

/* A line with nothing on it, or with the mark of a list. */
static gboolean
is_empty_line (const GtkTextIter *iter)
{
  GtkTextIter start = *iter;
  GtkTextIter end = *iter;
  g_autofree char *line = NULL;

  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  line = gtk_text_iter_get_slice (&start, &end);

  return strspn (line, " \t-*+.)0123456789") == strlen (line);
}

/* First it is just a link, so that undo has a step for it. */
static gboolean
insert_link (GalleySourceView *self, const char *text)
{
  GtkTextBuffer *buffer = get_buffer (self);
  g_autoptr (GalleyEntrySource) source = galley_entry_source_new (text);

  if (source == NULL)
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, source->url, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
  g_signal_emit (self, signals[LINK_PASTED], 0, source->url);
  return TRUE;
}

static void
clipboard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySourceView) self = user_data;
  g_autoptr (GalleyTextPiece) piece = NULL;
  g_autoptr (GalleyFormatChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !can_act (self))
    return;

  if (text != NULL && gtk_text_buffer_get_has_selection (get_buffer (self)))
    {
      piece = galley_text_piece_new (get_buffer (self));
      change = galley_format_paste (piece->text, piece->length, piece->selection_start,
                                    piece->selection_end, text);
    }
  if (change != NULL)
    apply (self, piece, change);
  else if (text == NULL || gtk_text_buffer_get_has_selection (get_buffer (self))
           || !insert_link (self, text))
    paste_as_usual (self);
}

/* Whether it matters what is pasted: over a selection, or on an empty line. */
static gboolean
may_paste_link (GalleySourceView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return gtk_text_buffer_get_has_selection (buffer) || is_empty_line (&cursor);
}

static void
galley_source_view_paste_clipboard (GtkTextView *view)
{
  GalleySourceView *self = GALLEY_SOURCE_VIEW (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!can_act (self) || !may_paste_link (self)
      || !(gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
           || gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
           || gdk_content_formats_contain_mime_type (formats, "text/plain")))
    {
      paste_as_usual (self);
      return;
    }
  gdk_clipboard_read_text_async (clipboard, self->cancellable, clipboard_read_cb,
                                 g_object_ref (self));
}

static void
preedit_changed_cb (GalleySourceView *self, const char *preedit)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

/* Margins rather than a clamp around the view, so that the current line and clicks reach from edge
 * to edge. */
static void
galley_source_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GalleySourceView *self = GALLEY_SOURCE_VIEW (widget);
  int margin = MAX (MARGIN, (width - (int) (MAX_WIDTH * self->zoom)) / 2);

  if (margin != gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)))
    {
      gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), margin);
      gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), margin);
    }
  GTK_WIDGET_CLASS (galley_source_view_parent_class)
    ->size_allocate (widget, width, height, baseline);
}

static void
galley_source_view_dispose (GObject *object)
{
  GalleySourceView *self = GALLEY_SOURCE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* GtkSourceCompletion may keep the completion, and with it the inserter. */
  if (self->inserter != NULL)
    galley_snippet_inserter_set_snippets (self->inserter, NULL);
  g_clear_object (&self->completion);
  g_clear_object (&self->inserter);

  G_OBJECT_CLASS (galley_source_view_parent_class)->dispose (object);
}

static void
galley_source_view_class_init (GalleySourceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = galley_source_view_dispose;
  widget_class->size_allocate = galley_source_view_size_allocate;
  view_class->copy_clipboard = galley_selection_copy;
  view_class->cut_clipboard = galley_selection_cut;
  view_class->paste_clipboard = galley_source_view_paste_clipboard;

  /**
   * GalleySourceView::link-activated:
   * @destination: what the link leads to, as it is written
   *
   * A link of the text is to be opened.
   */
  signals[LINK_ACTIVATED] =
    g_signal_new ("link-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleySourceView::link-pasted:
   * @link: an http or https address
   *
   * A link was put before the cursor, on a line that was empty.
   */
  signals[LINK_PASTED] = g_signal_new ("link-pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "link.open", NULL, open_link_action);
  gtk_widget_class_install_action (widget_class, "format.bold", NULL, bold_action);
  gtk_widget_class_install_action (widget_class, "format.italic", NULL, italic_action);
  gtk_widget_class_install_action (widget_class, "format.link", NULL, link_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "format.bold",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "format.italic",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "format.link",
                                       NULL);
}

static void
galley_source_view_init (GalleySourceView *self)
{
  GtkTextView *text_view = GTK_TEXT_VIEW (self);
  GtkSourceView *source_view = GTK_SOURCE_VIEW (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->zoom = 1;

  gtk_text_view_set_monospace (text_view, TRUE);
  gtk_text_view_set_wrap_mode (text_view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (text_view, MARGIN);
  gtk_text_view_set_left_margin (text_view, MARGIN);
  gtk_text_view_set_right_margin (text_view, MARGIN);
  gtk_text_view_set_bottom_margin (text_view, BOTTOM_MARGIN);

  gtk_source_view_set_highlight_current_line (source_view, TRUE);
  gtk_source_view_set_auto_indent (source_view, TRUE);
  gtk_source_view_set_tab_width (source_view, 4);
  /* A tab in front matter is an error of YAML. */
  gtk_source_view_set_insert_spaces_instead_of_tabs (source_view, TRUE);
  gtk_source_view_set_smart_backspace (source_view, TRUE);
  gtk_source_view_set_smart_home_end (source_view, GTK_SOURCE_SMART_HOME_END_BEFORE);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Source"), -1);

  /* In the capture phase, where GtkSourceView takes Enter for its indentation, and added last: so
   * it runs before those of the parents. The tests find it by its name. */
  gtk_event_controller_set_name (keys, "galley-keys");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  galley_source_links_attach (text_view);
  galley_selection_guard (text_view);

  self->inserter = galley_snippet_inserter_new (source_view);
  self->completion = galley_completion_new (source_view, self->inserter);
}

/**
 * galley_source_view_new:
 *
 * Makes a source view with an empty buffer.
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
galley_source_view_new (void)
{
  return g_object_new (GALLEY_TYPE_SOURCE_VIEW, NULL);
}

/**
 * galley_source_view_set_zoom:
 * @self: a source view
 * @zoom: how much larger than usual its letters are
 *
 * Lets the lines grow with the letters.
 */
void
galley_source_view_set_zoom (GalleySourceView *self, double zoom)
{
  g_return_if_fail (GALLEY_IS_SOURCE_VIEW (self));

  self->zoom = zoom;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * galley_source_view_get_inserter:
 * @self: a source view
 *
 * Returns: (transfer none): what inserts snippets into its text
 */
GalleySnippetInserter *
galley_source_view_get_inserter (GalleySourceView *self)
{
  g_return_val_if_fail (GALLEY_IS_SOURCE_VIEW (self), NULL);

  return self->inserter;
}

/**
 * galley_source_view_drop_link:
 * @self: a source view
 * @link: an http or https address
 * @x: where it is let go, in the coordinates of the view
 * @y: the same
 *
 * Puts a link into the text.
 */
void
galley_source_view_drop_link (GalleySourceView *self, const char *link, double x, double y)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;
  int buffer_x, buffer_y;

  g_return_if_fail (GALLEY_IS_SOURCE_VIEW (self));
  g_return_if_fail (link != NULL);

  if (!can_act (self))
    return;
  buffer = get_buffer (self);
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y);
  gtk_text_buffer_place_cursor (buffer, &iter);
  if (!is_empty_line (&iter) || !insert_link (self, link))
    gtk_text_buffer_insert_interactive_at_cursor (buffer, link, -1, TRUE);
}
