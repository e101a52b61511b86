/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-editor-private.h"

#include "galley-highlighting.h"

enum
{
  PROP_DOCUMENT = 1,
  PROP_FONT,
  PROP_ZOOM,
  PROP_WRAP,
  PROP_LINE_NUMBERS,
  PROP_SHOW_SPACES,
  PROP_SPELL_CHECK,
  PROP_CURSOR_LINE,
  PROP_LONG_LINE,
  N_PROPS
};

enum
{
  SCROLLED,
  LINK_ACTIVATED,
  LINK_PASTED,
  IMAGE_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyEditor, galley_editor, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (GalleyEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
update_cursor_line (GalleyEditor *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter iter;
  guint line;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  line = galley_document_get_line (buffer, &iter);
  if (line == self->cursor_line)
    return;
  self->cursor_line = line;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR_LINE]);
}

static void
update_scheme (GalleyEditor *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_source_buffer_set_style_scheme (
    GTK_SOURCE_BUFFER (get_buffer (self)),
    galley_highlighting_get_scheme (adw_style_manager_get_dark (manager),
                                    adw_style_manager_get_high_contrast (manager)));
}

/* Where the syntax and the words of a line would take seconds, they are not looked at. */
static void
update_language (GalleyEditor *self)
{
  gboolean heavy = self->long_lines != NULL && galley_long_lines_get_heavy (self->long_lines);

  if (self->spelling != NULL)
    galley_spelling_set_paused (self->spelling, heavy);
  if (self->document != NULL)
    gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self->document),
                                    heavy ? NULL : galley_highlighting_get_language ());
}

static void
set_document (GalleyEditor *self, GalleyDocument *document)
{
  if (!g_set_object (&self->document, document))
    return;
  g_signal_group_set_target (self->document_signals, document);
  if (self->long_lines != NULL)
    galley_long_lines_set_buffer (self->long_lines, GTK_TEXT_BUFFER (document));
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view),
                            document != NULL ? GTK_TEXT_BUFFER (document) : NULL);
  if (document != NULL)
    {
      update_language (self);
      gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (document), TRUE);
      update_scheme (self);
    }
  if (self->marks != NULL)
    galley_problem_marks_set_document (self->marks, document);
  update_cursor_line (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static gboolean
get_show_spaces (GalleyEditor *self)
{
  return gtk_source_space_drawer_get_enable_matrix (
    gtk_source_view_get_space_drawer (GTK_SOURCE_VIEW (self->view)));
}

static void
set_show_spaces (GalleyEditor *self, gboolean show)
{
  gtk_source_space_drawer_set_enable_matrix (
    gtk_source_view_get_space_drawer (GTK_SOURCE_VIEW (self->view)), show);
}

static void
set_zoom (GalleyEditor *self, double zoom)
{
  if (!galley_editor_font_set_zoom (self->font, zoom))
    return;
  galley_source_view_set_zoom (self->view, galley_editor_font_get_zoom (self->font));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static gboolean
get_wrap (GalleyEditor *self)
{
  return gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (self->view)) != GTK_WRAP_NONE;
}

/**
 * galley_editor_scroll_to_line:
 * @self: an editor
 * @line: the line, from 1, with a fraction
 *
 * Puts @line at the top of the view, without a #GalleyEditor::scrolled.
 */
void
galley_editor_scroll_to_line (GalleyEditor *self, double line)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self));

  galley_line_scroller_scroll_to (self->scroller, line);
}

/**
 * galley_editor_go_to_line:
 * @self: an editor
 * @line: the line, from 1
 *
 * Puts the cursor at the start of @line, scrolls it into view and gives the text the focus.
 */
void
galley_editor_go_to_line (GalleyEditor *self, guint line)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (GALLEY_IS_EDITOR (self));

  buffer = get_buffer (self);
  galley_document_get_iter_at_line (buffer, &iter, line);
  gtk_text_buffer_place_cursor (buffer, &iter);
  galley_line_scroller_reveal_cursor (self->scroller, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * galley_editor_find:
 * @self: an editor
 * @replace: whether to replace as well
 *
 * Opens the bar to find, with the selected text.
 */
void
galley_editor_find (GalleyEditor *self, gboolean replace)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self));

  galley_search_bar_open (self->search_bar, replace);
}

/**
 * galley_editor_reveal_cursor:
 * @self: an editor
 *
 * Scrolls the cursor into view and gives the text the focus.
 */
void
galley_editor_reveal_cursor (GalleyEditor *self)
{
  g_return_if_fail (GALLEY_IS_EDITOR (self));

  galley_line_scroller_reveal_cursor (self->scroller, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_editor_find (GALLEY_EDITOR (widget), g_str_equal (name, "editor.replace"));
}

static void
find_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_search_bar_next (GALLEY_EDITOR (widget)->search_bar);
}

static void
find_previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_search_bar_previous (GALLEY_EDITOR (widget)->search_bar);
}

static void
long_line_cb (GalleyEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LONG_LINE]);
}

static void
scrolled_cb (GalleyEditor *self, double line)
{
  g_signal_emit (self, signals[SCROLLED], 0, line);
}

static void
link_activated_cb (GalleyEditor *self, const char *destination)
{
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, destination);
}

static void
link_pasted_cb (GalleyEditor *self, const char *link)
{
  g_signal_emit (self, signals[LINK_PASTED], 0, link);
  galley_line_scroller_reveal_cursor (self->scroller, FALSE);
}

static void
image_failed_cb (GalleyEditor *self, const char *message, gboolean unsaved)
{
  g_signal_emit (self, signals[IMAGE_FAILED], 0, message, unsaved);
}

static void
found_cb (GalleyEditor *self)
{
  galley_line_scroller_reveal_cursor (self->scroller, FALSE);
}

static gboolean
galley_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GALLEY_EDITOR (widget)->view));
}

static void
galley_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_FONT:
      g_value_set_string (value, galley_editor_font_get_font (self->font));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, galley_editor_font_get_zoom (self->font));
      break;
    case PROP_WRAP:
      g_value_set_boolean (value, get_wrap (self));
      break;
    case PROP_LINE_NUMBERS:
      g_value_set_boolean (value,
                           gtk_source_view_get_show_line_numbers (GTK_SOURCE_VIEW (self->view)));
      break;
    case PROP_SHOW_SPACES:
      g_value_set_boolean (value, get_show_spaces (self));
      break;
    case PROP_SPELL_CHECK:
      g_value_set_boolean (value, galley_spelling_get_enabled (self->spelling));
      break;
    case PROP_LONG_LINE:
      g_value_set_uint (value, galley_long_lines_get_line (self->long_lines));
      break;
    case PROP_CURSOR_LINE:
      g_value_set_uint (value, self->cursor_line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_switch (GalleyEditor *self, guint id, gboolean on)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (self->view);

  switch (id)
    {
    case PROP_WRAP:
      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), on ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE);
      break;
    case PROP_LINE_NUMBERS:
      gtk_source_view_set_show_line_numbers (view, on);
      break;
    case PROP_SHOW_SPACES:
      set_show_spaces (self, on);
      break;
    case PROP_SPELL_CHECK:
      galley_spelling_set_enabled (self->spelling, on);
      break;
    default:
      g_assert_not_reached ();
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
galley_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    case PROP_FONT:
      if (galley_editor_font_set_font (self->font, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ZOOM:
      set_zoom (self, g_value_get_double (value));
      break;
    case PROP_WRAP:
    case PROP_LINE_NUMBERS:
    case PROP_SHOW_SPACES:
    case PROP_SPELL_CHECK:
      set_switch (self, id, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_editor_dispose (GObject *object)
{
  GalleyEditor *self = GALLEY_EDITOR (object);

  g_clear_object (&self->images);
  g_clear_object (&self->marks);
  g_clear_object (&self->long_lines);
  g_clear_object (&self->scroller);
  g_clear_object (&self->spelling);
  g_clear_object (&self->font);
  g_clear_object (&self->document_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_EDITOR);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_editor_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT, flags);
  /**
   * GalleyEditor:font:
   *
   * A Pango font description; empty for the monospace font of the system.
   */
  properties[PROP_FONT] = g_param_spec_string ("font", NULL, NULL, "", flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0.1, 10, 1, flags);
  properties[PROP_WRAP] = g_param_spec_boolean ("wrap", NULL, NULL, TRUE, flags);
  properties[PROP_LINE_NUMBERS] = g_param_spec_boolean ("line-numbers", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_SPACES] = g_param_spec_boolean ("show-spaces", NULL, NULL, FALSE, flags);
  properties[PROP_SPELL_CHECK] = g_param_spec_boolean ("spell-check", NULL, NULL, FALSE, flags);
  /**
   * GalleyEditor:cursor-line:
   *
   * The line of the cursor, from 1.
   */
  properties[PROP_CURSOR_LINE] = g_param_spec_uint ("cursor-line", NULL, NULL, 1, G_MAXUINT, 1,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyEditor:long-line:
   *
   * The first line that cannot be shown whole, from 1; or 0.
   */
  properties[PROP_LONG_LINE] = g_param_spec_uint ("long-line", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  GdkModifierType shift_control = GDK_SHIFT_MASK | GDK_CONTROL_MASK;

  gtk_widget_class_install_action (widget_class, "editor.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "editor.replace", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "editor.find-next", NULL, find_next_action);
  gtk_widget_class_install_action (widget_class, "editor.find-previous", NULL,
                                   find_previous_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "editor.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK, "editor.replace",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "editor.find-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, shift_control,
                                       "editor.find-previous", NULL);
}

static void
galley_editor_class_init (GalleyEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_editor_get_property;
  object_class->set_property = galley_editor_set_property;
  object_class->dispose = galley_editor_dispose;
  widget_class->grab_focus = galley_editor_grab_focus;
  install_properties (object_class);

  /**
   * GalleyEditor::scrolled:
   * @line: the line at the top of the view, from 1, with a fraction
   *
   * The reader scrolled, or typing moved the view.
   */
  signals[SCROLLED] = g_signal_new ("scrolled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  /**
   * GalleyEditor::link-activated:
   * @destination: what the link leads to, as it is written
   *
   * A link of the text is to be opened.
   */
  signals[LINK_ACTIVATED] =
    g_signal_new ("link-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleyEditor::link-pasted:
   * @link: an http or https address
   *
   * A link was put before the cursor, on a line that was empty.
   */
  signals[LINK_PASTED] = g_signal_new ("link-pasted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * GalleyEditor::image-failed:
   * @message: what went wrong
   * @unsaved: whether it is that the issue has no file yet
   *
   * A picture that was pasted or dropped was not put into the text.
   */
  signals[IMAGE_FAILED] =
    g_signal_new ("image-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  g_type_ensure (GALLEY_TYPE_SEARCH_BAR);
  g_type_ensure (GALLEY_TYPE_SOURCE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, GalleyEditor, view);
  gtk_widget_class_set_css_name (widget_class, "galley-editor");
  install_actions (widget_class);
}

static void
galley_editor_init (GalleyEditor *self)
{
  AdwStyleManager *manager =
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  GtkSourceSpaceDrawer *spaces;

  self->cursor_line = 1;
  gtk_widget_init_template (GTK_WIDGET (self));

  spaces = gtk_source_view_get_space_drawer (GTK_SOURCE_VIEW (self->view));
  gtk_source_space_drawer_set_types_for_locations (spaces, GTK_SOURCE_SPACE_LOCATION_ALL,
                                                   GTK_SOURCE_SPACE_TYPE_SPACE
                                                     | GTK_SOURCE_SPACE_TYPE_TAB
                                                     | GTK_SOURCE_SPACE_TYPE_NBSP);

  self->font = galley_editor_font_new (GTK_WIDGET (self->view));
  self->long_lines = galley_long_lines_new ();
  g_signal_connect_object (self->long_lines, "notify::line", G_CALLBACK (long_line_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->long_lines, "notify::heavy", G_CALLBACK (update_language), self,
                           G_CONNECT_SWAPPED);
  self->marks = galley_problem_marks_new (GTK_SOURCE_VIEW (self->view));
  self->spelling = galley_spelling_new (GTK_TEXT_VIEW (self->view));
  self->scroller = galley_line_scroller_new (GTK_TEXT_VIEW (self->view), GTK_WIDGET (self));
  g_signal_connect_object (self->scroller, "scrolled", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "link-activated", G_CALLBACK (link_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "link-pasted", G_CALLBACK (link_pasted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_bar, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  self->images = galley_image_inserter_new (GTK_TEXT_VIEW (self->view), GTK_WIDGET (self));
  g_signal_connect_object (self->images, "failed", G_CALLBACK (image_failed_cb), self,
                           G_CONNECT_SWAPPED);
  galley_search_bar_set_view (self->search_bar, GTK_SOURCE_VIEW (self->view));

  self->document_signals = g_signal_group_new (GALLEY_TYPE_DOCUMENT);
  g_signal_group_connect_object (self->document_signals, "notify::cursor-position",
                                 G_CALLBACK (update_cursor_line), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_scheme), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update_scheme), self,
                           G_CONNECT_SWAPPED);
  update_scheme (self);
}
