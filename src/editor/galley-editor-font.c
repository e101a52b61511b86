/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-editor-font.h"

#include <adwaita.h>

#define MIN_ZOOM 0.3
#define MAX_ZOOM 5.0
/* Of the font size. Given as a length it is the same for lines of Latin and of Chinese letters,
 * whose fonts differ in height. */
#define LINE_HEIGHT 1.6

/**
 * GalleyEditorFont:
 *
 * The font of one widget: a font of the reader's choice, or the monospace font of the system, at a
 * zoom.
 */
struct _GalleyEditorFont
{
  GObject parent_instance;

  GtkWidget *widget;
  GdkDisplay *display;
  GtkCssProvider *provider;
  char *font;
  double zoom;
};

G_DEFINE_FINAL_TYPE (GalleyEditorFont, galley_editor_font, G_TYPE_OBJECT)

static void
append_family (GString *css, const char *family)
{
  g_auto (GStrv) names = g_strsplit (family, ",", -1);

  g_string_append (css, "font-family: ");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *escaped = g_strescape (g_strstrip (names[i]), NULL);

      /* Octal escapes are none in CSS, and no font is named so that it would need them. */
      g_string_append_printf (css, "\"%s\", ", strchr (escaped, '\\') == NULL ? names[i] : "");
    }
  g_string_append (css, "monospace; ");
}

static void
append_size (GString *css, const PangoFontDescription *description, double zoom)
{
  double size = (double) pango_font_description_get_size (description) / PANGO_SCALE;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (size <= 0)
    size = 11;
  g_string_append_printf (css, "font-size: %s%s; ",
                          g_ascii_formatd (number, sizeof number, "%.2f", size * zoom),
                          pango_font_description_get_size_is_absolute (description) ? "px" : "pt");
  g_string_append_printf (css, "line-height: %sem; ",
                          g_ascii_formatd (number, sizeof number, "%.2f", LINE_HEIGHT));
}

static char *
create_css (GalleyEditorFont *self)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (self->display);
  const char *name =
    *self->font != '\0' ? self->font : adw_style_manager_get_monospace_font_name (manager);
  PangoFontDescription *description = pango_font_description_from_string (name);
  PangoFontMask set = pango_font_description_get_set_fields (description);
  GString *css = g_string_new (NULL);

  g_string_append_printf (css, "#%s { ", gtk_widget_get_name (self->widget));
  if ((set & PANGO_FONT_MASK_FAMILY) != 0)
    append_family (css, pango_font_description_get_family (description));
  append_size (css, description, self->zoom);
  if ((set & PANGO_FONT_MASK_WEIGHT) != 0)
    g_string_append_printf (css, "font-weight: %d; ",
                            pango_font_description_get_weight (description));
  if (pango_font_description_get_style (description) != PANGO_STYLE_NORMAL)
    g_string_append (css, "font-style: italic; ");
  g_string_append (css, "}");

  pango_font_description_free (description);
  return g_string_free (css, FALSE);
}

static void
update (GalleyEditorFont *self)
{
  g_autofree char *css = create_css (self);

  gtk_css_provider_load_from_string (self->provider, css);
}

const char *
galley_editor_font_get_font (GalleyEditorFont *self)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR_FONT (self), NULL);

  return self->font;
}

/**
 * galley_editor_font_set_font:
 * @self: a font
 * @font: (nullable): a Pango font description; empty for the monospace font of the system
 *
 * Sets the font.
 *
 * Returns: whether it is another one
 */
gboolean
galley_editor_font_set_font (GalleyEditorFont *self, const char *font)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR_FONT (self), FALSE);

  if (!g_set_str (&self->font, font != NULL ? font : ""))
    return FALSE;
  update (self);
  return TRUE;
}

double
galley_editor_font_get_zoom (GalleyEditorFont *self)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR_FONT (self), 1);

  return self->zoom;
}

/**
 * galley_editor_font_set_zoom:
 * @self: a font
 * @zoom: how much larger than its size the font is shown
 *
 * Sets the zoom, within what can be read.
 *
 * Returns: whether it is another one
 */
gboolean
galley_editor_font_set_zoom (GalleyEditorFont *self, double zoom)
{
  g_return_val_if_fail (GALLEY_IS_EDITOR_FONT (self), FALSE);

  zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  if (G_APPROX_VALUE (self->zoom, zoom, 0.001))
    return FALSE;
  self->zoom = zoom;
  update (self);
  return TRUE;
}

static void
galley_editor_font_dispose (GObject *object)
{
  GalleyEditorFont *self = GALLEY_EDITOR_FONT (object);

  if (self->display != NULL && self->provider != NULL)
    gtk_style_context_remove_provider_for_display (self->display,
                                                   GTK_STYLE_PROVIDER (self->provider));
  g_clear_object (&self->provider);
  g_clear_object (&self->display);
  g_clear_weak_pointer (&self->widget);
  g_clear_pointer (&self->font, g_free);

  G_OBJECT_CLASS (galley_editor_font_parent_class)->dispose (object);
}

static void
galley_editor_font_class_init (GalleyEditorFontClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_editor_font_dispose;
}

static void
galley_editor_font_init (GalleyEditorFont *self)
{
  self->provider = gtk_css_provider_new ();
  self->font = g_strdup ("");
  self->zoom = 1;
}

static void
system_font_cb (GalleyEditorFont *self)
{
  if (*self->font == '\0' && self->widget != NULL)
    update (self);
}

/**
 * galley_editor_font_new:
 * @widget: the widget; gets a name of its own, by which the style finds it
 *
 * Gives a widget the monospace font of the system, at its size.
 *
 * Returns: (transfer full): the font; the widget has it as long as this lives
 */
GalleyEditorFont *
galley_editor_font_new (GtkWidget *widget)
{
  GalleyEditorFont *self = g_object_new (GALLEY_TYPE_EDITOR_FONT, NULL);
  g_autofree char *name = g_strdup_printf ("galley-font-%" G_GSIZE_MODIFIER "x", (gsize) widget);

  g_set_weak_pointer (&self->widget, widget);
  self->display = g_object_ref (gtk_widget_get_display (widget));
  gtk_widget_set_name (widget, name);
  gtk_style_context_add_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (adw_style_manager_get_for_display (self->display),
                           "notify::monospace-font-name", G_CALLBACK (system_font_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}
