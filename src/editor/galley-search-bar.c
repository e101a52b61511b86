/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-search-bar.h"

#include "galley-finder.h"

#include <glib/gi18n.h>

/**
 * GalleySearchBar:
 *
 * Finds and replaces in a source view.
 */
struct _GalleySearchBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *search_box;
  GtkText *search_text;
  GtkText *replace_text;
  GtkLabel *count_label;

  GtkSourceView *view;
  GalleyFinder *finder;
  gboolean opened;
  gboolean replace_mode;
};

enum
{
  PROP_OPENED = 1,
  PROP_REPLACE_MODE,
  N_PROPS
};

enum
{
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySearchBar, galley_search_bar, GTK_TYPE_WIDGET)

static const char *
get_text (GtkText *text)
{
  return gtk_editable_get_text (GTK_EDITABLE (text));
}

static char *
describe_matches (GalleySearchBar *self, const GError *error, int count)
{
  int position = galley_finder_get_position (self->finder);

  if (error != NULL)
    return g_strdup (_ ("Not a valid pattern"));
  if (count < 0)
    return g_strdup ("");
  if (count == 0)
    return g_strdup (_ ("No matches"));
  if (position > 0)
    /* Translators: the first number is the match the cursor is at, the second how many there are */
    return g_strdup_printf (_ ("%d of %d"), position, count);
  return g_strdup_printf (ngettext ("%d match", "%d matches", (gulong) count), count);
}

static void
update (GalleySearchBar *self)
{
  const char *actions[] = { "search.next", "search.previous", "search.replace",
                            "search.replace-all" };
  g_autoptr (GError) error = galley_finder_get_error (self->finder);
  int count = galley_finder_get_count (self->finder);
  g_autofree char *text = describe_matches (self, error, count);

  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_tooltip_text (self->search_box, error != NULL ? error->message : NULL);
  if (error != NULL || count == 0)
    gtk_widget_add_css_class (self->search_box, "error");
  else
    gtk_widget_remove_css_class (self->search_box, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->search_text), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);

  /* What is not counted yet may well be found. */
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i],
                                   error == NULL && count != 0
                                     && *get_text (self->search_text) != '\0');
}

static void
search (GalleySearchBar *self)
{
  galley_finder_search (self->finder, get_text (self->search_text));
}

static void
search_changed_cb (GtkEditable *editable, GalleySearchBar *self)
{
  search (self);
}

static void
search_activate_cb (GtkText *text, GalleySearchBar *self)
{
  galley_search_bar_next (self);
}

static void
replace (GalleySearchBar *self)
{
  g_autoptr (GError) error = NULL;

  galley_finder_replace (self->finder, get_text (self->replace_text), &error);
  if (error != NULL)
    gtk_label_set_text (self->count_label, error->message);
}

static void
replace_all (GalleySearchBar *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  guint count = galley_finder_replace_all (self->finder, get_text (self->replace_text), &error);

  message = error != NULL ? g_strdup (error->message)
                          : g_strdup_printf (ngettext ("%u replaced", "%u replaced", count), count);
  gtk_label_set_text (self->count_label, message);
}

static void
replace_activate_cb (GtkText *text, GalleySearchBar *self)
{
  replace (self);
}

static void
found_cb (GalleySearchBar *self)
{
  g_signal_emit (self, signals[FOUND], 0);
}

static void
start (GalleySearchBar *self)
{
  galley_finder_start (self->finder,
                       GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view))));
}

static void
buffer_cb (GalleySearchBar *self)
{
  if (self->opened)
    {
      start (self);
      update (self);
    }
}

static void
set_replace_mode (GalleySearchBar *self, gboolean replace_mode)
{
  if (self->replace_mode == replace_mode)
    return;
  self->replace_mode = replace_mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLACE_MODE]);
}

/**
 * galley_search_bar_open:
 * @self: a search bar
 * @replace_mode: whether to show what replaces
 *
 * Shows the bar and puts the focus into it. Selected text becomes what is searched for.
 */
void
galley_search_bar_open (GalleySearchBar *self, gboolean replace_mode)
{
  g_autofree char *selected = NULL;

  g_return_if_fail (GALLEY_IS_SEARCH_BAR (self));

  if (self->view == NULL)
    return;
  if (!self->opened)
    {
      self->opened = TRUE;
      start (self);
      gtk_revealer_set_reveal_child (self->revealer, TRUE);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENED]);
    }
  set_replace_mode (self, replace_mode);

  selected = galley_finder_dup_selected_word (self->finder);
  if (selected != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search_text), selected);
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_text));
  gtk_editable_select_region (GTK_EDITABLE (self->search_text), 0, -1);
}

/**
 * galley_search_bar_close:
 * @self: a search bar
 *
 * Hides the bar and returns the focus to the text.
 */
void
galley_search_bar_close (GalleySearchBar *self)
{
  g_return_if_fail (GALLEY_IS_SEARCH_BAR (self));

  if (!self->opened)
    return;
  self->opened = FALSE;
  galley_finder_stop (self->finder);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPENED]);
}

/**
 * galley_search_bar_get_opened:
 * @self: a search bar
 *
 * Gets whether the bar is shown.
 */
gboolean
galley_search_bar_get_opened (GalleySearchBar *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_BAR (self), FALSE);

  return self->opened;
}

/**
 * galley_search_bar_next:
 * @self: a search bar
 *
 * Goes to the next match. Opens the bar if it is closed.
 */
void
galley_search_bar_next (GalleySearchBar *self)
{
  g_return_if_fail (GALLEY_IS_SEARCH_BAR (self));

  if (self->opened)
    galley_finder_next (self->finder);
  else
    galley_search_bar_open (self, FALSE);
}

/**
 * galley_search_bar_previous:
 * @self: a search bar
 *
 * Goes to the previous match. Opens the bar if it is closed.
 */
void
galley_search_bar_previous (GalleySearchBar *self)
{
  g_return_if_fail (GALLEY_IS_SEARCH_BAR (self));

  if (self->opened)
    galley_finder_previous (self->finder);
  else
    galley_search_bar_open (self, FALSE);
}

/**
 * galley_search_bar_set_view:
 * @self: a search bar
 * @view: (nullable): the view to search in
 *
 * Sets where to search.
 */
void
galley_search_bar_set_view (GalleySearchBar *self, GtkSourceView *view)
{
  g_return_if_fail (GALLEY_IS_SEARCH_BAR (self));

  if (self->view == view)
    return;
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_func (self->view, buffer_cb, self);
  g_set_weak_pointer (&self->view, view);
  if (view != NULL)
    g_signal_connect_object (view, "notify::buffer", G_CALLBACK (buffer_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleySearchBar *self = GALLEY_SEARCH_BAR (widget);

  if (g_str_equal (name, "search.next"))
    galley_search_bar_next (self);
  else if (g_str_equal (name, "search.previous"))
    galley_search_bar_previous (self);
  else if (g_str_equal (name, "search.replace"))
    replace (self);
  else if (g_str_equal (name, "search.replace-all"))
    replace_all (self);
  else
    galley_search_bar_close (self);
}

static void
galley_search_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleySearchBar *self = GALLEY_SEARCH_BAR (object);

  switch (id)
    {
    case PROP_OPENED:
      g_value_set_boolean (value, self->opened);
      break;
    case PROP_REPLACE_MODE:
      g_value_set_boolean (value, self->replace_mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_search_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_REPLACE_MODE:
      set_replace_mode (GALLEY_SEARCH_BAR (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_search_bar_dispose (GObject *object)
{
  GalleySearchBar *self = GALLEY_SEARCH_BAR (object);

  galley_search_bar_set_view (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_SEARCH_BAR);
  g_clear_object (&self->finder);

  G_OBJECT_CLASS (galley_search_bar_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  const char *names[] = { "search.next", "search.previous", "search.replace", "search.replace-all",
                          "search.close" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, search_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "search.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK,
                                       "search.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "search.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "search.next", NULL);
}

static void
galley_search_bar_class_init (GalleySearchBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = galley_search_bar_get_property;
  object_class->set_property = galley_search_bar_set_property;
  object_class->dispose = galley_search_bar_dispose;

  properties[PROP_OPENED] =
    g_param_spec_boolean ("opened", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REPLACE_MODE] =
    g_param_spec_boolean ("replace-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GalleySearchBar::found:
   * @self: the search bar
   *
   * A match was selected and is to be shown.
   */
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/search-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySearchBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchBar, search_box);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchBar, search_text);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchBar, replace_text);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchBar, count_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_activate_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  install_actions (widget_class);
}

/* The options are actions of their own, with the settings themselves as their state. */
static void
add_options (GalleySearchBar *self)
{
  const char *options[][2] = { { "regex", "regex-enabled" },
                               { "case-sensitive", "case-sensitive" },
                               { "whole-words", "at-word-boundaries" } };
  GtkSourceSearchSettings *settings = galley_finder_get_settings (self->finder);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GPropertyAction) action =
        g_property_action_new (options[i][0], settings, options[i][1]);
      g_autofree char *notify = g_strconcat ("notify::", options[i][1], NULL);

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
      g_signal_connect_object (settings, notify, G_CALLBACK (search), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "search-options", G_ACTION_GROUP (group));
}

static void
galley_search_bar_init (GalleySearchBar *self)
{
  self->finder = galley_finder_new ();
  g_signal_connect_object (self->finder, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_options (self);
  update (self);
}
