/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-message-bar.h"

/**
 * GalleyMessageBar:
 *
 * A bar under the header bar that says one thing and offers up to four answers to it: like an
 * #AdwBanner, which has room for one button only. Its colour is a style class: `error`,
 * `warning`, or none.
 */
struct _GalleyMessageBar
{
  GtkWidget parent_instance;

  char *title;
  char *first_label;
  char *first_action;
  char *second_label;
  char *second_action;
  char *third_label;
  char *third_action;
  char *fourth_label;
  char *fourth_action;
  char *close_action;
  guint narrow : 1;

  GtkRevealer *revealer;
  GtkBox *box;
};

enum
{
  PROP_TITLE = 1,
  PROP_REVEALED,
  PROP_NARROW,
  PROP_FIRST_LABEL,
  PROP_FIRST_ACTION,
  PROP_SECOND_LABEL,
  PROP_SECOND_ACTION,
  PROP_THIRD_LABEL,
  PROP_THIRD_ACTION,
  PROP_FOURTH_LABEL,
  PROP_FOURTH_ACTION,
  PROP_CLOSE_ACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyMessageBar, galley_message_bar, GTK_TYPE_WIDGET)

/**
 * galley_message_bar_show:
 * @self: a message bar
 * @title: what it says
 *
 * Shows the bar, and reads it out to those who cannot see it.
 */
void
galley_message_bar_show (GalleyMessageBar *self, const char *title)
{
  gboolean is_new;

  g_return_if_fail (GALLEY_IS_MESSAGE_BAR (self));
  g_return_if_fail (title != NULL);

  is_new = g_strcmp0 (self->title, title) != 0 || !galley_message_bar_get_revealed (self);
  g_object_set (self, "title", title, "revealed", TRUE, NULL);

  if (is_new)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * galley_message_bar_hide:
 * @self: a message bar
 *
 * Hides the bar; it keeps its words while it slides away.
 */
void
galley_message_bar_hide (GalleyMessageBar *self)
{
  g_return_if_fail (GALLEY_IS_MESSAGE_BAR (self));

  g_object_set (self, "revealed", FALSE, NULL);
}

/**
 * galley_message_bar_get_revealed:
 * @self: a message bar
 *
 * Returns: whether the bar is shown, or about to be.
 */
gboolean
galley_message_bar_get_revealed (GalleyMessageBar *self)
{
  g_return_val_if_fail (GALLEY_IS_MESSAGE_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

static gboolean
has_text (GalleyMessageBar *self, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
set_narrow (GalleyMessageBar *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
set_revealed (GalleyMessageBar *self, gboolean revealed)
{
  if (galley_message_bar_get_revealed (self) == revealed)
    return;

  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static char **
find_string (GalleyMessageBar *self, guint prop_id)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      return &self->title;
    case PROP_FIRST_LABEL:
      return &self->first_label;
    case PROP_FIRST_ACTION:
      return &self->first_action;
    case PROP_SECOND_LABEL:
      return &self->second_label;
    case PROP_SECOND_ACTION:
      return &self->second_action;
    case PROP_THIRD_LABEL:
      return &self->third_label;
    case PROP_THIRD_ACTION:
      return &self->third_action;
    case PROP_FOURTH_LABEL:
      return &self->fourth_label;
    case PROP_FOURTH_ACTION:
      return &self->fourth_action;
    case PROP_CLOSE_ACTION:
      return &self->close_action;
    default:
      return NULL;
    }
}

static void
galley_message_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GalleyMessageBar *self = GALLEY_MESSAGE_BAR (object);
  char **string = find_string (self, prop_id);

  if (string != NULL)
    g_value_set_string (value, *string);
  else if (prop_id == PROP_REVEALED)
    g_value_set_boolean (value, galley_message_bar_get_revealed (self));
  else if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
galley_message_bar_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  GalleyMessageBar *self = GALLEY_MESSAGE_BAR (object);
  char **string = find_string (self, prop_id);

  if (string != NULL)
    {
      if (g_set_str (string, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
    }
  else if (prop_id == PROP_REVEALED)
    set_revealed (self, g_value_get_boolean (value));
  else if (prop_id == PROP_NARROW)
    set_narrow (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
galley_message_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_MESSAGE_BAR);

  G_OBJECT_CLASS (galley_message_bar_parent_class)->dispose (object);
}

static void
galley_message_bar_finalize (GObject *object)
{
  GalleyMessageBar *self = GALLEY_MESSAGE_BAR (object);

  g_free (self->title);
  g_free (self->first_label);
  g_free (self->first_action);
  g_free (self->second_label);
  g_free (self->second_action);
  g_free (self->third_label);
  g_free (self->third_action);
  g_free (self->fourth_label);
  g_free (self->fourth_action);
  g_free (self->close_action);

  G_OBJECT_CLASS (galley_message_bar_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boolean_property (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                 | G_PARAM_STATIC_STRINGS);
}

static void
galley_message_bar_class_init (GalleyMessageBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_message_bar_dispose;
  object_class->finalize = galley_message_bar_finalize;
  object_class->get_property = galley_message_bar_get_property;
  object_class->set_property = galley_message_bar_set_property;

  properties[PROP_TITLE] = string_property ("title");
  properties[PROP_REVEALED] = boolean_property ("revealed");
  properties[PROP_NARROW] = boolean_property ("narrow");
  properties[PROP_FIRST_LABEL] = string_property ("first-label");
  properties[PROP_FIRST_ACTION] = string_property ("first-action");
  properties[PROP_SECOND_LABEL] = string_property ("second-label");
  properties[PROP_SECOND_ACTION] = string_property ("second-action");
  properties[PROP_THIRD_LABEL] = string_property ("third-label");
  properties[PROP_THIRD_ACTION] = string_property ("third-action");
  properties[PROP_FOURTH_LABEL] = string_property ("fourth-label");
  properties[PROP_FOURTH_ACTION] = string_property ("fourth-action");
  properties[PROP_CLOSE_ACTION] = string_property ("close-action");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/message-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyMessageBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyMessageBar, box);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
galley_message_bar_init (GalleyMessageBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
