/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-panel-private.h"

#include "galley-outline-row.h"

enum
{
  PROP_DOCUMENT = 1,
  PROP_CURSOR_LINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  LINE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyOutlinePanel, galley_outline_panel, GTK_TYPE_WIDGET)

static gboolean
list_has_focus (GalleyOutlinePanel *self)
{
  return gtk_widget_get_state_flags (GTK_WIDGET (self->list)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static gboolean
reveal_again_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GalleyOutlinePanel *self = user_data;
  guint row = gtk_single_selection_get_selected (self->selection);

  if (--self->reveal_frames > 0)
    return G_SOURCE_CONTINUE;

  if (row != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, row, GTK_LIST_SCROLL_NONE, NULL);
  self->reveal_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
reveal_row (GalleyOutlinePanel *self, guint row, gboolean focus)
{
  gtk_list_view_scroll_to (self->list, row,
                           focus ? GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT
                                 : GTK_LIST_SCROLL_SELECT,
                           NULL);
  /* The row is only the one that the list gives the focus to. */
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));

  /* How high a new row is the list only knows when it has been laid out, which is in this frame:
   * in the next one it is scrolled to as a whole. */
  self->reveal_frames = 2;
  if (self->reveal_tick == 0)
    self->reveal_tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (self->list), reveal_again_cb, self, NULL);
}

/* While the text is newer than the list, the line of the cursor says nothing about the list. */
static void
follow_cursor (GalleyOutlinePanel *self)
{
  GalleyOutlineItem *item;
  guint row;

  if (self->document == NULL || !galley_document_is_proofed (self->document)
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  item = galley_outline_find_line (self->model, self->cursor_line);
  if (!g_set_object (&self->followed, item))
    return;

  row = galley_outline_find_item (self->model, item);
  if (row == G_MAXUINT)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  else
    reveal_row (self, row, list_has_focus (self));
}

static void
update_stack (GalleyOutlinePanel *self)
{
  gboolean known = self->document != NULL && galley_document_get_proof (self->document) != NULL;
  gboolean has_sections = galley_outline_has_sections (self->model);
  const char *page = "list";

  if (known && !has_sections)
    page = "empty";
  else if (has_sections && g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    page = "no-match";

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->search), has_sections);
}

static void
show_issue (GalleyOutlinePanel *self, GalleyIssue *issue)
{
  gboolean had_focus = list_has_focus (self);
  guint row = gtk_single_selection_get_selected (self->selection);
  guint now, n;

  galley_outline_set_issue (self->model, issue);
  update_stack (self);
  follow_cursor (self);

  /* The row that had the focus may have moved out of view, or be gone. */
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  now = gtk_single_selection_get_selected (self->selection);
  if (had_focus && n > 0 && (now != row || !list_has_focus (self)))
    reveal_row (self, MIN (now != GTK_INVALID_LIST_POSITION ? now : row, n - 1), TRUE);
}

static void update (GalleyOutlinePanel *self);

static void
issue_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GalleyOutlinePanel *self = user_data;

  /* Cancelled: the panel is gone. */
  if (!galley_proofer_find_issue_finish (GALLEY_PROOFER (source), result, NULL))
    return;

  self->finding = FALSE;
  update (self);
}

/* In a long issue the sections take their time: the window does not wait for them. One at a time,
 * so that in a burst of keys only some of the proofs are looked at. */
static void
update (GalleyOutlinePanel *self)
{
  GalleyProofer *proofer =
    self->document != NULL ? galley_document_get_proofer (self->document) : NULL;
  GalleyIssue *issue = proofer != NULL ? galley_proofer_get_issue (proofer) : NULL;

  if (self->finding || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (proofer == NULL || issue != NULL || galley_proofer_get_proof (proofer) == NULL)
    {
      show_issue (self, issue);
      return;
    }

  self->finding = TRUE;
  galley_proofer_find_issue_async (proofer, self->cancellable, issue_found_cb, self);
}

static void
activate_line (GalleyOutlinePanel *self, GalleyOutlineItem *item, gboolean focus)
{
  g_signal_emit (self, signals[LINE_ACTIVATED], 0, galley_outline_item_get_line (item), focus);
}

static void
activate_cb (GalleyOutlinePanel *self, guint position)
{
  g_autoptr (GalleyOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item != NULL)
    activate_line (self, item, TRUE);
}

static void
selected_cb (GalleyOutlinePanel *self)
{
  static const char *const item_actions[] = { "outline.go",     "outline.move-up",
                                              "outline.paste",  "outline.move-down",
                                              "outline.remove", "outline.menu" };
  GtkWidget *widget = GTK_WIDGET (self);
  GalleyOutlineItem *item = galley_outline_panel_get_selected (self);
  gboolean is_entry = item != NULL && !galley_outline_item_is_section (item);

  for (guint i = 0; i < G_N_ELEMENTS (item_actions); i++)
    gtk_widget_action_set_enabled (widget, item_actions[i], item != NULL);
  gtk_widget_action_set_enabled (widget, "outline.cut", is_entry);
  gtk_widget_action_set_enabled (widget, "outline.copy", is_entry);
}

static void
search_changed_cb (GalleyOutlinePanel *self)
{
  /* What is typed over the list goes on in the field. */
  if (list_has_focus (self) && *gtk_editable_get_text (self->search) != '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->search));

  galley_outline_set_filter (self->model, gtk_editable_get_text (self->search));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outline.show-all",
                                 galley_outline_get_filter (self->model) != NULL);
  update_stack (self);
  g_clear_object (&self->followed);
  follow_cursor (self);
}

static void
focus_list (GalleyOutlinePanel *self)
{
  guint row = gtk_single_selection_get_selected (self->selection);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    reveal_row (self, row == GTK_INVALID_LIST_POSITION ? 0 : row, TRUE);
}

static void
stop_search_cb (GalleyOutlinePanel *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  focus_list (self);
}

/* Enter goes to the first entry that was found. */
static void
search_activate_cb (GalleyOutlinePanel *self)
{
  GListModel *model = G_LIST_MODEL (self->model);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GalleyOutlineItem) item = g_list_model_get_item (model, i);

      if (!galley_outline_item_is_section (item))
        {
          activate_line (self, item, TRUE);
          return;
        }
    }
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               GalleyOutlinePanel *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  focus_list (self);
  return GDK_EVENT_STOP;
}

static void
click_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyOutlinePanel *self)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GalleyOutlineItem *item = galley_outline_drag_pick (GTK_WIDGET (self->list), x, y, NULL);

  /* The button of a section only opens it. */
  if (item == NULL || n_press != 1 || gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL)
    return;

  reveal_row (self, galley_outline_find_item (self->model, item), TRUE);
  activate_line (self, item, FALSE);
}

static void
show_menu (GalleyOutlinePanel *self, const graphene_point_t *point)
{
  graphene_point_t at;

  if (gtk_widget_compute_point (GTK_WIDGET (self->list), GTK_WIDGET (self), point, &at))
    gtk_popover_set_pointing_to (self->menu, &(GdkRectangle) { (int) at.x, (int) at.y, 1, 1 });
  gtk_popover_popup (self->menu);
}

static void
secondary_click_cb (GtkGestureClick *gesture,
                    int n_press,
                    double x,
                    double y,
                    GalleyOutlinePanel *self)
{
  GalleyOutlineItem *item = galley_outline_drag_pick (GTK_WIDGET (self->list), x, y, NULL);

  if (item == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  reveal_row (self, galley_outline_find_item (self->model, item), TRUE);
  show_menu (self, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static void
go_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);

  activate_line (self, galley_outline_panel_get_selected (self), TRUE);
}

static void
menu_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  graphene_point_t point = GRAPHENE_POINT_INIT (0, 0);

  if (row == NULL)
    return;

  if (!gtk_widget_compute_point (row, GTK_WIDGET (self->list),
                                 &GRAPHENE_POINT_INIT (24, (float) gtk_widget_get_height (row) / 2),
                                 &point))
    return;
  show_menu (self, &point);
}

/* Left and Right. From an entry, Left goes to its section. */
static void
expand_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);
  GalleyOutlineItem *item = galley_outline_panel_get_selected (self);
  gboolean expand = g_str_equal (name, "outline.expand");
  guint row;

  if (item == NULL)
    return;
  if (galley_outline_item_is_section (item))
    {
      galley_outline_set_expanded (self->model, item, expand);
      return;
    }
  if (expand)
    return;

  for (row = galley_outline_find_item (self->model, item); row > 0; row--)
    {
      g_autoptr (GalleyOutlineItem) above =
        g_list_model_get_item (G_LIST_MODEL (self->model), row - 1);

      if (galley_outline_item_is_section (above))
        {
          reveal_row (self, row - 1, TRUE);
          return;
        }
    }
}

static void
toggle_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);
  GListModel *model = G_LIST_MODEL (self->model);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GalleyOutlineItem) item = g_list_model_get_item (model, i);

      if (galley_outline_item_get_id (item) == g_variant_get_uint64 (parameter))
        {
          galley_outline_set_expanded (self->model, item, !galley_outline_item_get_expanded (item));
          return;
        }
    }
}

static void
show_all_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  stop_search_cb (GALLEY_OUTLINE_PANEL (widget));
}

static void
set_document (GalleyOutlinePanel *self, GalleyDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "notify::proof", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

static gboolean
galley_outline_panel_grab_focus (GtkWidget *widget)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return FALSE;

  focus_list (self);
  return TRUE;
}

static void
galley_outline_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_outline_panel_parent_class)->map (widget);
  update (GALLEY_OUTLINE_PANEL (widget));
}

static void
galley_outline_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_CURSOR_LINE:
      g_value_set_uint (value, self->cursor_line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_panel_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (self->document == g_value_get_object (value))
        return;
      set_document (self, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CURSOR_LINE:
      if (self->cursor_line == g_value_get_uint (value))
        return;
      self->cursor_line = g_value_get_uint (value);
      follow_cursor (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_panel_dispose (GObject *object)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->reveal_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->reveal_tick);
  self->reveal_tick = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_OUTLINE_PANEL);
  g_clear_object (&self->document);
  g_clear_object (&self->followed);
  g_clear_object (&self->drag);
  g_clear_object (&self->model);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (galley_outline_panel_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT, flags);
  /**
   * GalleyOutlinePanel:cursor-line:
   *
   * The line of the text that the cursor is in, from 1.
   */
  properties[PROP_CURSOR_LINE] =
    g_param_spec_uint ("cursor-line", NULL, NULL, 1, G_MAXUINT, 1, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "outline.go", NULL, go_activated);
  gtk_widget_class_install_action (klass, "outline.menu", NULL, menu_activated);
  gtk_widget_class_install_action (klass, "outline.expand", NULL, expand_activated);
  gtk_widget_class_install_action (klass, "outline.collapse", NULL, expand_activated);
  gtk_widget_class_install_action (klass, "outline.toggle", "t", toggle_activated);
  gtk_widget_class_install_action (klass, "outline.show-all", NULL, show_all_activated);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (
    klass, "/io/github/galleyeditor/Galley/ui/outline-panel.ui");
  gtk_widget_class_bind_template_child (klass, GalleyOutlinePanel, search);
  gtk_widget_class_bind_template_child (klass, GalleyOutlinePanel, stack);
  gtk_widget_class_bind_template_child (klass, GalleyOutlinePanel, list);
  gtk_widget_class_bind_template_child (klass, GalleyOutlinePanel, selection);
  gtk_widget_class_bind_template_child (klass, GalleyOutlinePanel, menu);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
  gtk_widget_class_bind_template_callback (klass, search_activate_cb);
  gtk_widget_class_bind_template_callback (klass, search_key_cb);
  gtk_widget_class_bind_template_callback (klass, activate_cb);
  gtk_widget_class_bind_template_callback (klass, selected_cb);
  gtk_widget_class_bind_template_callback (klass, click_cb);
  gtk_widget_class_bind_template_callback (klass, secondary_click_cb);
}

static void
galley_outline_panel_class_init (GalleyOutlinePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_outline_panel_dispose;
  object_class->get_property = galley_outline_panel_get_property;
  object_class->set_property = galley_outline_panel_set_property;
  widget_class->grab_focus = galley_outline_panel_grab_focus;
  widget_class->map = galley_outline_panel_map;

  install_properties (object_class);

  /**
   * GalleyOutlinePanel::line-activated:
   * @line: the line of the text, from 1
   * @focus: whether people want to go on there; if not, they only want to see it
   *
   * The reader wants to go to a place in the text.
   */
  signals[LINE_ACTIVATED] =
    g_signal_new ("line-activated", GALLEY_TYPE_OUTLINE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);

  g_type_ensure (GALLEY_TYPE_OUTLINE_ROW);
  bind_template (widget_class);
  install_actions (widget_class);
  galley_outline_panel_install_edits (widget_class);
}

static void
galley_outline_panel_init (GalleyOutlinePanel *self)
{
  self->cursor_line = 1;
  self->cancellable = g_cancellable_new ();
  self->model = galley_outline_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->list));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  self->drag = galley_outline_drag_new (self->list, self->model);
  g_signal_connect_object (self->drag, "moved", G_CALLBACK (galley_outline_panel_move), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outline.show-all", FALSE);
  selected_cb (self);
}
