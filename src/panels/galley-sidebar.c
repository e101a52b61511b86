/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-sidebar.h"

#include "galley-front-matter-panel.h"
#include "galley-outline-panel.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * GalleySidebar:
 *
 * What the issue is beside its text: pages about the same document.
 */
struct _GalleySidebar
{
  GtkWidget parent_instance;

  GalleyDocument *document;
  guint cursor_line;
  gboolean wants_focus;

  AdwToolbarView *view;
  GtkWidget *switcher;
  AdwViewStack *stack;
  GalleyOutlinePanel *outline;
  GalleyFrontMatterPanel *front_matter;
};

enum
{
  PROP_DOCUMENT = 1,
  PROP_PAGE,
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

G_DEFINE_FINAL_TYPE (GalleySidebar, galley_sidebar, GTK_TYPE_WIDGET)

static void
line_activated_cb (GalleySidebar *self, guint line, gboolean focus)
{
  g_signal_emit (self, signals[LINE_ACTIVATED], 0, line, focus);
}

static void
visible_child_cb (GalleySidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/**
 * galley_sidebar_get_page:
 * @self: a sidebar
 *
 * Returns: (transfer none): the name of the visible page, `outline` or `front-matter`
 */
const char *
galley_sidebar_get_page (GalleySidebar *self)
{
  g_return_val_if_fail (GALLEY_IS_SIDEBAR (self), NULL);

  return adw_view_stack_get_visible_child_name (self->stack);
}

/**
 * galley_sidebar_set_page:
 * @self: a sidebar
 * @page: the name of a page; one that there is not is not heard
 *
 * Shows a page.
 */
void
galley_sidebar_set_page (GalleySidebar *self, const char *page)
{
  g_return_if_fail (GALLEY_IS_SIDEBAR (self));

  if (page != NULL && adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
}

static gboolean
galley_sidebar_grab_focus (GtkWidget *widget)
{
  GalleySidebar *self = GALLEY_SIDEBAR (widget);

  GtkWidget *page = adw_view_stack_get_visible_child (self->stack);

  /* It may be asked for before what is to show it has come to that. */
  self->wants_focus = !gtk_widget_get_mapped (widget);
  if (self->wants_focus)
    return TRUE;

  return gtk_widget_grab_focus (page) || gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
galley_sidebar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_sidebar_parent_class)->map (widget);
  if (GALLEY_SIDEBAR (widget)->wants_focus)
    gtk_widget_grab_focus (widget);
}

static void
galley_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleySidebar *self = GALLEY_SIDEBAR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_PAGE:
      g_value_set_string (value, galley_sidebar_get_page (self));
      break;
    case PROP_CURSOR_LINE:
      g_value_set_uint (value, self->cursor_line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleySidebar *self = GALLEY_SIDEBAR (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      if (g_set_object (&self->document, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PAGE:
      galley_sidebar_set_page (self, g_value_get_string (value));
      break;
    case PROP_CURSOR_LINE:
      if (self->cursor_line == g_value_get_uint (value))
        return;
      self->cursor_line = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_sidebar_dispose (GObject *object)
{
  GalleySidebar *self = GALLEY_SIDEBAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_SIDEBAR);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_sidebar_parent_class)->dispose (object);
}

static void
galley_sidebar_class_init (GalleySidebarClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_sidebar_dispose;
  object_class->get_property = galley_sidebar_get_property;
  object_class->set_property = galley_sidebar_set_property;
  widget_class->grab_focus = galley_sidebar_grab_focus;
  widget_class->map = galley_sidebar_map;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT, flags);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  properties[PROP_CURSOR_LINE] =
    g_param_spec_uint ("cursor-line", NULL, NULL, 1, G_MAXUINT, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GalleySidebar::line-activated:
   * @line: the line of the text, from 1
   * @focus: whether people want to go on there; if not, they only want to see it
   *
   * The reader wants to go to a place in the text.
   */
  signals[LINE_ACTIVATED] =
    g_signal_new ("line-activated", GALLEY_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);

  g_type_ensure (GALLEY_TYPE_FRONT_MATTER_PANEL);
  g_type_ensure (GALLEY_TYPE_OUTLINE_PANEL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySidebar, view);
  gtk_widget_class_bind_template_child (widget_class, GalleySidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, GalleySidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleySidebar, outline);
  gtk_widget_class_bind_template_child (widget_class, GalleySidebar, front_matter);
  gtk_widget_class_bind_template_callback (widget_class, line_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_cb);
}

static void
galley_sidebar_init (GalleySidebar *self)
{
  self->cursor_line = 1;
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The list of tabs is not the switcher itself, but what is in it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->switcher)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sidebar Page"), -1);
}
