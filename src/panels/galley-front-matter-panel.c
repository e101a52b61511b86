/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-front-matter-panel.h"

struct _GalleyFrontMatterPanel
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

G_DEFINE_FINAL_TYPE (GalleyFrontMatterPanel, galley_front_matter_panel, GTK_TYPE_WIDGET)

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
      if (g_set_object (&self->document, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_front_matter_panel_dispose (GObject *object)
{
  GalleyFrontMatterPanel *self = GALLEY_FRONT_MATTER_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_FRONT_MATTER_PANEL);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_front_matter_panel_parent_class)->dispose (object);
}

static void
galley_front_matter_panel_class_init (GalleyFrontMatterPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_front_matter_panel_dispose;
  object_class->get_property = galley_front_matter_panel_get_property;
  object_class->set_property = galley_front_matter_panel_set_property;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/galleyeditor/Galley/ui/front-matter-panel.ui");
}

static void
galley_front_matter_panel_init (GalleyFrontMatterPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
