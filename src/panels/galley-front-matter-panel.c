/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-front-matter-panel.h"

#include "galley-add-popover.h"
#include "galley-field-row.h"
#include "galley-field-rows.h"
#include "galley-name-dialog.h"
#include "galley-field-form.h"

#include <glib/gi18n.h>

/**
 * GalleyFrontMatterPanel:
 *
 * The front matter as a form.
 */
struct _GalleyFrontMatterPanel
{
  GtkWidget parent_instance;

  GalleyDocument *document;
  GalleyFieldForm *form;
  GSignalGroup *form_signals;
  GSignalGroup *fields_signals;
  GSignalGroup *site_signals;
  GSignalGroup *document_signals;
  AdwToast *toast;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *failure_box;
  GtkLabel *failure_label;
  GtkLabel *notice_label;
  GtkListBox *list;
  GtkWidget *add_button;
  GalleyAddPopover *add_popover;
};

enum
{
  PROP_DOCUMENT = 1,
  N_PROPS
};

enum
{
  LINE_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyFrontMatterPanel, galley_front_matter_panel, GTK_TYPE_WIDGET)

static void
dismiss_toast (GalleyFrontMatterPanel *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
}

static void
say (GalleyFrontMatterPanel *self, const char *text, gboolean undo)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  dismiss_toast (self);
  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "form.undo");
      self->toast = g_object_ref (toast);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
update_failure (GalleyFrontMatterPanel *self)
{
  const GalleyDiagnostic *failure =
    self->form != NULL ? galley_field_form_get_failure (self->form) : NULL;
  guint n_omitted = self->form != NULL ? galley_field_form_get_n_omitted (self->form) : 0;
  const char *problem =
    self->form != NULL
      ? galley_site_fields_get_problem (galley_field_form_get_site_fields (self->form))
      : NULL;
  g_autofree char *text = NULL;
  g_autofree char *notice = NULL;

  if (failure != NULL)
    /* Translators: a line of the text, and what is wrong there */
    text = g_strdup_printf (_ ("Line %u: %s"), failure->line, failure->message);
  gtk_label_set_text (self->failure_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->failure_box, text != NULL);

  if (problem != NULL)
    notice = g_strdup (problem);
  else if (n_omitted > 0)
    notice = g_strdup_printf (ngettext ("%u more field is only in the source",
                                        "%u more fields are only in the source", n_omitted),
                              n_omitted);
  gtk_label_set_text (self->notice_label, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_label), notice != NULL);
}

static void
update_state (GalleyFrontMatterPanel *self)
{
  GalleyFieldFormState state =
    self->form != NULL ? galley_field_form_get_state (self->form) : GALLEY_FIELD_FORM_WAITING;
  gboolean ready = state == GALLEY_FIELD_FORM_READY;
  gboolean filled = gtk_list_box_get_row_at_index (self->list, 0) != NULL;

  if (state == GALLEY_FIELD_FORM_WAITING)
    gtk_stack_set_visible_child_name (self->stack, "waiting");
  else if (state == GALLEY_FIELD_FORM_NONE)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else
    gtk_stack_set_visible_child_name (self->stack, "form");

  gtk_widget_set_sensitive (GTK_WIDGET (self->list), ready);
  gtk_widget_set_visible (GTK_WIDGET (self->list), filled);
  gtk_widget_set_sensitive (self->add_button, ready);
  update_failure (self);
}

static void
items_changed_cb (GalleyFrontMatterPanel *self, guint position, guint removed, guint added)
{
  GListModel *fields = G_LIST_MODEL (galley_field_form_get_fields (self->form));

  /* Two rows a field: its own, and what is wrong with it. */
  for (guint i = 0; i < removed * 2; i++)
    gtk_list_box_remove (self->list,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, position * 2)));
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GalleyFieldItem) item = g_list_model_get_item (fields, i);

      gtk_list_box_insert (self->list, galley_field_rows_new_row (self->form, item), i * 2);
      gtk_list_box_insert (self->list, galley_field_row_new_message (item), i * 2 + 1);
    }
  update_state (self);
}

static void
set_document (GalleyFrontMatterPanel *self, GalleyDocument *document)
{
  GListModel *fields = NULL;

  if (!g_set_object (&self->document, document))
    return;

  g_clear_object (&self->form);
  if (document != NULL)
    self->form = g_object_ref (galley_field_form_of (document));
  if (self->form != NULL)
    fields = G_LIST_MODEL (galley_field_form_get_fields (self->form));
  g_signal_group_set_target (self->document_signals, document);
  g_signal_group_set_target (self->form_signals, self->form);
  g_signal_group_set_target (self->fields_signals, fields);
  g_signal_group_set_target (self->site_signals, self->form != NULL
                                                   ? galley_field_form_get_site_fields (self->form)
                                                   : NULL);
  galley_add_popover_set_form (self->add_popover, self->form);
  gtk_list_box_remove_all (self->list);
  if (fields != NULL)
    items_changed_cb (self, 0, 0, g_list_model_get_n_items (fields));
  update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
go_to_line (GalleyFrontMatterPanel *self, guint line)
{
  if (line > 0)
    g_signal_emit (self, signals[LINE_ACTIVATED], 0, line);
}

static void
show_failure_cb (GalleyFrontMatterPanel *self)
{
  const GalleyDiagnostic *failure = galley_field_form_get_failure (self->form);

  if (failure != NULL)
    go_to_line (self, failure->line);
}

static void
focus_field (GalleyFrontMatterPanel *self, const char *name)
{
  GListModel *fields = G_LIST_MODEL (galley_field_form_get_fields (self->form));

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (GalleyFieldItem) item = g_list_model_get_item (fields, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i * 2);

      if (row != NULL && g_str_equal (galley_field_item_get_name (item), name))
        gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
    }
}

static void
add_front_matter_cb (GalleyFrontMatterPanel *self)
{
  g_autoptr (GError) error = NULL;

  if (galley_field_form_add_front_matter (self->form, &error))
    focus_field (self, "title");
  else
    say (self, error->message, FALSE);
}

static void
add_field (GalleyFrontMatterPanel *self, GalleyFieldItem *parent, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (!galley_field_form_add_field (self->form, parent, name, &error))
    say (self, error->message, FALSE);
  else if (parent == NULL)
    focus_field (self, name);
}

static void
add_cb (GalleyFrontMatterPanel *self, const char *name)
{
  add_field (self, NULL, name);
}

static GalleyFieldItem *
find_item (GalleyFrontMatterPanel *self, const char *path)
{
  if (self->form == NULL || galley_field_form_get_state (self->form) != GALLEY_FIELD_FORM_READY)
    return NULL;
  return galley_field_items_find (galley_field_form_get_fields (self->form), path);
}

static void
named_cb (gpointer user_data, const char *name, const char *path)
{
  GalleyFrontMatterPanel *self = user_data;
  GalleyFieldItem *item = find_item (self, path);

  if (item != NULL && !g_str_equal (galley_field_item_get_name (item), name))
    galley_field_form_rename (self->form, item, name);
}

static void
added_cb (gpointer user_data, const char *name, const char *path)
{
  GalleyFrontMatterPanel *self = user_data;
  GalleyFieldItem *item = find_item (self, path);

  if (item != NULL)
    add_field (self, item, name);
}

static void
field_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (widget);
  const char *path = g_variant_get_string (parameter, NULL);
  GalleyFieldItem *item = find_item (self, path);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (item == NULL)
    return;
  title = galley_field_row_dup_title (item);
  if (g_str_equal (action, "form.show"))
    go_to_line (self, galley_field_form_get_line (self->form, item));
  else if (g_str_equal (action, "form.rename"))
    galley_name_dialog_ask (widget, _ ("Rename Field"), _ ("_Rename"),
                            galley_field_item_get_name (item), path, named_cb);
  else if (g_str_equal (action, "form.add-below"))
    galley_name_dialog_ask (widget, _ ("Add Field"), _ ("_Add"), "", path, added_cb);
  else if (galley_field_item_get_value (item) != NULL)
    {
      /* The row forgets it when the menu gives the focus back. */
      if (!galley_field_form_remove (self->form, item))
        {
          say (self, galley_field_item_get_problem (item), FALSE);
          return;
        }
      /* Translators: %s is the name of a field */
      text = g_strdup_printf (_ ("“%s” removed"), title);
      say (self, text, TRUE);
    }
}

/* What was typed is one step; the next is another. */
static void
history_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (widget);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);

  if (buffer == NULL)
    return;
  if (g_str_equal (action, "form.undo") && gtk_text_buffer_get_can_undo (buffer))
    gtk_text_buffer_undo (buffer);
  else if (g_str_equal (action, "form.redo") && gtk_text_buffer_get_can_redo (buffer))
    gtk_text_buffer_redo (buffer);
}

static void
galley_front_matter_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_front_matter_panel_set_property (GObject *object,
                                        guint id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_front_matter_panel_map (GtkWidget *widget)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (widget);

  GTK_WIDGET_CLASS (galley_front_matter_panel_parent_class)->map (widget);
  /* Other issues may have been written since. */
  if (self->form != NULL)
    galley_field_form_reload (self->form);
}

static void
galley_front_matter_panel_dispose (GObject *object)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (object);

  g_clear_object (&self->document_signals);
  g_clear_object (&self->form_signals);
  g_clear_object (&self->fields_signals);
  g_clear_object (&self->site_signals);
  g_clear_object (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_FRONT_MATTER_PANEL);
  g_clear_object (&self->form);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_front_matter_panel_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "form.show", "form.rename", "form.remove",
                                       "form.add-below" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], "s", field_action);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, history_action);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/front-matter-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, toasts);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, failure_box);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, failure_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, notice_label);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, list);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, GalleyFrontMatterPanel, add_popover);
  gtk_widget_class_bind_template_callback (widget_class, add_front_matter_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_failure_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
galley_front_matter_panel_class_init (GalleyFrontMatterPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_front_matter_panel_dispose;
  object_class->get_property = galley_front_matter_panel_get_property;
  object_class->set_property = galley_front_matter_panel_set_property;
  widget_class->map = galley_front_matter_panel_map;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GalleyFrontMatterPanel::line-activated:
   * @line: the line of the text, from 1
   *
   * The reader wants to go to a place in the text.
   */
  signals[LINE_ACTIVATED] =
    g_signal_new ("line-activated", GALLEY_TYPE_FRONT_MATTER_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  g_type_ensure (GALLEY_TYPE_ADD_POPOVER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  install_actions (widget_class);
  bind_template (widget_class);
}

/* Before the entries hear of it: theirs is not the history that counts. */
static void
catch_history_keys (GalleyFrontMatterPanel *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const char *const keys[][2] = { { "<Control>z", "action(form.undo)" },
                                         { "<Control><Shift>z", "action(form.redo)" } };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i][0]),
                        gtk_shortcut_action_parse_string (keys[i][1])));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
galley_front_matter_panel_init (GalleyFrontMatterPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  catch_history_keys (self);

  self->form_signals = g_signal_group_new (GALLEY_TYPE_FIELD_FORM);
  g_signal_group_connect_object (self->form_signals, "notify::state", G_CALLBACK (update_state),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->form_signals, "problems-changed",
                                 G_CALLBACK (update_failure), self, G_CONNECT_SWAPPED);
  self->fields_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->fields_signals, "items-changed",
                                 G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->site_signals = g_signal_group_new (GALLEY_TYPE_SITE_FIELDS);
  g_signal_group_connect_object (self->site_signals, "changed", G_CALLBACK (update_failure), self,
                                 G_CONNECT_SWAPPED);
  self->document_signals = g_signal_group_new (GALLEY_TYPE_DOCUMENT);
  g_signal_group_connect_object (self->document_signals, "changed", G_CALLBACK (dismiss_toast),
                                 self, G_CONNECT_SWAPPED);
  update_state (self);
}
