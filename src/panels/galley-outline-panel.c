/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-panel.h"

struct _GalleyOutlinePanel
{
  GtkWidget parent_instance;

  GalleyDocument *document;
};

enum
{
  PROP_DOCUMENT = 1,
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

static void
galley_outline_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (object);

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
galley_outline_panel_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  GalleyOutlinePanel *self = GALLEY_OUTLINE_PANEL (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (g_set_object (&self->document, g_value_get_object (value)))
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

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_OUTLINE_PANEL);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_outline_panel_parent_class)->dispose (object);
}

static void
galley_outline_panel_class_init (GalleyOutlinePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_outline_panel_dispose;
  object_class->get_property = galley_outline_panel_get_property;
  object_class->set_property = galley_outline_panel_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GalleyOutlinePanel::line-activated:
   * @line: the line of the text, from 1
   *
   * The reader wants to go to a place in the text.
   */
  signals[LINE_ACTIVATED] =
    g_signal_new ("line-activated", GALLEY_TYPE_OUTLINE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/outline-panel.ui");
}

static void
galley_outline_panel_init (GalleyOutlinePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
