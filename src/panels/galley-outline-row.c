/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-row.h"

#include <glib/gi18n.h>

/**
 * GalleyOutlineRow:
 *
 * Shows a section or an entry. It is used for one after the other while the list scrolls.
 */
struct _GalleyOutlineRow
{
  GtkBox parent_instance;

  GalleyOutlineItem *item;
  GtkLabel *title;
};

enum
{
  PROP_ITEM = 1,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyOutlineRow, galley_outline_row, GTK_TYPE_BOX)

/* Entries stand under the icon of their section. */
#define INDENT 24

static char *
get_expander_icon (GalleyOutlineRow *self, gboolean expanded)
{
  return g_strdup (expanded ? "pan-down-symbolic" : "pan-end-symbolic");
}

static char *
get_kind_icon (GalleyOutlineRow *self, guint kind)
{
  return g_strdup (galley_entry_kinds[MIN (kind, GALLEY_ENTRY_OTHER)].icon);
}

static int
get_indent (GalleyOutlineRow *self, gboolean is_section)
{
  return is_section ? 0 : INDENT;
}

static char *
get_title (GalleyOutlineRow *self, const char *title)
{
  return g_strdup (title != NULL && *title != '\0' ? title : _ ("Untitled"));
}

static gboolean
has_text (GalleyOutlineRow *self, const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
get_count (GalleyOutlineRow *self, guint count)
{
  return g_strdup_printf ("%u", count);
}

/* What a screen reader says of the row. */
static char *
dup_description (GalleyOutlineRow *self)
{
  g_autofree char *title = NULL;
  const char *host;
  guint count;

  if (self->item == NULL)
    return NULL;

  title = get_title (self, galley_outline_item_get_title (self->item));
  if (galley_outline_item_is_section (self->item))
    {
      count = galley_outline_item_get_count (self->item);
      /* Translators: a section and how many entries it has, for screen readers */
      return g_strdup_printf (ngettext ("%s, %u entry", "%s, %u entries", count), title, count);
    }

  host = galley_outline_item_get_host (self->item);
  return host != NULL ? g_strdup_printf ("%s, %s", title, host) : g_steal_pointer (&title);
}

static void
item_changed_cb (GalleyOutlineRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
set_item (GalleyOutlineRow *self, GalleyOutlineItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);

  if (item != NULL && galley_outline_item_is_section (item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "section");
  item_changed_cb (self);
}

static void
expander_clicked (GalleyOutlineRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "outline.toggle", "t",
                              galley_outline_item_get_id (self->item));
}

/* Only what does not fit. */
static gboolean
query_tooltip_cb (GalleyOutlineRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (self->title)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_label (self->title));
  return TRUE;
}

/**
 * galley_outline_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GalleyOutlineItem *
galley_outline_row_get_item (GalleyOutlineRow *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ROW (self), NULL);

  return self->item;
}

static void
galley_outline_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyOutlineRow *self = GALLEY_OUTLINE_ROW (object);

  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, dup_description (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyOutlineRow *self = GALLEY_OUTLINE_ROW (object);

  switch (id)
    {
    case PROP_ITEM:
      if (self->item != g_value_get_object (value))
        {
          set_item (self, g_value_get_object (value));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_row_dispose (GObject *object)
{
  GalleyOutlineRow *self = GALLEY_OUTLINE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_OUTLINE_ROW);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (galley_outline_row_parent_class)->dispose (object);
}

static void
galley_outline_row_class_init (GalleyOutlineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_outline_row_dispose;
  object_class->get_property = galley_outline_row_get_property;
  object_class->set_property = galley_outline_row_set_property;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, GALLEY_TYPE_OUTLINE_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyOutlineRow:description:
   *
   * All that it shows, in words.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GALLEY_TYPE_OUTLINE_ITEM);
  gtk_widget_class_set_css_name (widget_class, "outline-row");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/outline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineRow, title);
  gtk_widget_class_bind_template_callback (widget_class, get_expander_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_kind_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_indent);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, get_count);
  gtk_widget_class_bind_template_callback (widget_class, expander_clicked);
}

static void
galley_outline_row_init (GalleyOutlineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
