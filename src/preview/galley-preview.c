/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-preview.h"

#include "galley-page-scheme.h"
#include "galley-page-updater.h"
#include "galley-preview-private.h"

#include <glib/gi18n.h>

/* How many sizes of pictures are remembered. */
#define SIZES_MAX 2000

/* How often the page is loaded again when its script fails. */
#define FAILED_MAX 3

/**
 * GalleyPreview:
 *
 * Shows the page of a document while it is written. The page is loaded once; what changes is
 * patched in. Nothing in the text can run a script, leave the page or reach a file outside the
 * site: see the content security policy of galley_page_new(), the settings in
 * galley_preview_new_view() and #GalleyPageScheme.
 */
struct _GalleyPreview
{
  GtkWidget parent_instance;

  GalleyDocument *document;
  GSignalGroup *document_signals;
  WebKitWebView *view;
  GalleyPageScheme *scheme;
  GalleyPageUpdater *updater;
  GSignalGroup *link_signals;

  /* What the page knows of links that lead nowhere. */
  GVariant *broken;

  /* The sizes of pictures from the network by their address, as long as the program runs. */
  GHashTable *sizes;

  GtkStack *stack;

  double zoom;
  char *theme;
  guint cursor_line;
  guint n_failed;
  guint remote_images : 1;
  guint dark : 1;
  guint moved : 1;
};

enum
{
  PROP_DOCUMENT = 1,
  PROP_ZOOM,
  PROP_THEME,
  PROP_REMOTE_IMAGES,
  PROP_CURSOR_LINE,
  N_PROPS,
};

enum
{
  SCROLLED,
  LINE_ACTIVATED,
  LINK_ACTIVATED,
  RESTARTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPreview, galley_preview, GTK_TYPE_WIDGET)

static void
load_page (GalleyPreview *self)
{
  galley_page_updater_stop (self->updater);
  galley_page_scheme_set_file (self->scheme, self->document != NULL
                                               ? galley_document_get_file (self->document)
                                               : NULL);
  galley_page_scheme_set_remote_images (self->scheme, self->remote_images);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->view));
  webkit_web_view_load_uri (self->view, galley_page_scheme_get_uri (self->scheme));
  galley_page_updater_await (self->updater);
}

static gboolean
is_dark (GalleyPreview *self)
{
  GdkRGBA color;

  if (g_strcmp0 (self->theme, "system") != 0)
    return g_strcmp0 (self->theme, "dark") == 0;

  /* Light text means a dark window, whoever decided so. */
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  return color.red + color.green + color.blue > 1.5;
}

static GVariant *
make_sizes (GalleyPreview *self)
{
  g_auto (GVariantDict) sizes = G_VARIANT_DICT_INIT (NULL);
  GHashTableIter iter;
  gpointer address;
  gpointer size;

  g_hash_table_iter_init (&iter, self->sizes);
  while (g_hash_table_iter_next (&iter, &address, &size))
    g_variant_dict_insert (&sizes, address, "s", size);

  return g_variant_dict_end (&sizes);
}

static GVariant *
make_configuration (GalleyPreview *self)
{
  g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);
  g_auto (GVariantDict) arguments = G_VARIANT_DICT_INIT (NULL);
  const char *remote = self->remote_images ? _ ("Picture could not be loaded:")
                                           : _ ("Pictures from the network are switched off:");

  g_variant_dict_insert (&values, "theme", "s", self->dark ? "dark" : "light");
  g_variant_dict_insert (&values, "lang", "s",
                         pango_language_to_string (pango_language_get_default ()));
  g_variant_dict_insert (&values, "local", "s", galley_page_scheme_describe_missing (self->scheme));
  g_variant_dict_insert (&values, "remote", "s", remote);
  g_variant_dict_insert_value (&values, "sizes", make_sizes (self));
  g_variant_dict_insert_value (&arguments, "values", g_variant_dict_end (&values));

  return g_variant_dict_end (&arguments);
}

static void
update_theme (GalleyPreview *self)
{
  GdkRGBA background = { 1, 1, 1, 1 };
  gboolean dark = is_dark (self);

  /* What shows before the page has painted: white would flash at night. */
  if (dark)
    gdk_rgba_parse (&background, "#1d1d20");
  webkit_web_view_set_background_color (self->view, &background);

  if (dark != self->dark)
    {
      self->dark = dark;
      galley_page_updater_configure (self->updater, make_configuration (self));
    }
}

static void
on_links_changed (GalleyPreview *self)
{
  GalleyLinkReport *report =
    self->document != NULL
      ? galley_link_checker_get_report (galley_document_get_links (self->document))
      : NULL;
  GVariant *broken = report != NULL ? galley_link_report_get_broken (report) : NULL;

  /* The page goes through all its links when it is told, and most reports say the same. */
  if (broken == NULL || (self->broken != NULL && g_variant_equal (broken, self->broken)))
    return;

  g_clear_pointer (&self->broken, g_variant_unref);
  self->broken = g_variant_ref (broken);
  galley_page_updater_set_broken (self->updater, broken);
}

static void
on_load_changed (GalleyPreview *self, WebKitLoadEvent event)
{
  if (event != WEBKIT_LOAD_FINISHED)
    return;

  galley_page_updater_start (self->updater, make_configuration (self));
  g_clear_pointer (&self->broken, g_variant_unref);
  on_links_changed (self);
}

static void
restart (GalleyPreview *self)
{
  load_page (self);
  g_signal_emit (self, signals[RESTARTED], 0);
}

static void
stop (GalleyPreview *self)
{
  galley_page_updater_stop (self->updater);
  gtk_stack_set_visible_child_name (self->stack, "stopped");
}

static void
on_terminated (GalleyPreview *self, WebKitWebProcessTerminationReason reason)
{
  /* What crashes before anything is shown would crash for ever. */
  if (galley_page_updater_get_has_shown (self->updater))
    restart (self);
  else if (reason == WEBKIT_WEB_PROCESS_TERMINATED_BY_API)
    load_page (self);
  else
    stop (self);
}

static void
on_failed (GalleyPreview *self)
{
  if (self->n_failed++ < FAILED_MAX)
    {
      restart (self);
      return;
    }

  self->n_failed = 0;
  stop (self);
}

static void
on_file_changed (GalleyPreview *self)
{
  self->moved = TRUE;
  galley_page_scheme_set_file (self->scheme, galley_document_get_file (self->document));
  galley_page_updater_configure (self->updater, make_configuration (self));
}

static void
on_proof_changed (GalleyPreview *self)
{
  GalleyLinkChecker *links = galley_document_get_links (self->document);

  /* The page keeps pictures that it has found, or has not found, in the place of before. */
  if (galley_page_scheme_set_files (self->scheme, galley_link_checker_get_files (links))
      && self->moved)
    {
      self->moved = FALSE;
      if (galley_page_updater_get_has_shown (self->updater))
        load_page (self);
    }
  galley_page_updater_set_proof (self->updater, galley_document_get_proof (self->document));
}

static void
on_bind (GalleyPreview *self, GalleyDocument *document)
{
  g_signal_group_set_target (self->link_signals, galley_document_get_links (document));
  load_page (self);
  on_proof_changed (self);
}

static char *
dup_text (JSCValue *message, const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);

  return jsc_value_to_string (value);
}

static double
get_number (JSCValue *message, const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);

  return jsc_value_to_double (value);
}

static void
highlight (GalleyPreview *self, JSCValue *message)
{
  g_autofree char *language = dup_text (message, "lang");
  g_autofree char *text = dup_text (message, "text");

  galley_page_updater_highlight (self->updater, (int) get_number (message, "id"), language, text);
}

static void
keep_size (GalleyPreview *self, JSCValue *message)
{
  if (g_hash_table_size (self->sizes) < SIZES_MAX)
    g_hash_table_replace (self->sizes, dup_text (message, "address"), dup_text (message, "size"));
}

static void
tell_place (GalleyPreview *self, JSCValue *message, gboolean scrolled)
{
  double place = galley_page_updater_get_line (self->updater, (int) get_number (message, "block"),
                                               (guint) MAX (0, get_number (message, "line")),
                                               scrolled ? (int) get_number (message, "next") : -1,
                                               scrolled ? get_number (message, "fraction") : 0);

  if (scrolled)
    g_signal_emit (self, signals[SCROLLED], 0, place);
  else
    g_signal_emit (self, signals[LINE_ACTIVATED], 0, (guint) place);
}

static void
on_message (GalleyPreview *self, JSCValue *message)
{
  g_autofree char *type = dup_text (message, "type");

  if (g_str_equal (type, "link"))
    {
      g_autofree char *href = dup_text (message, "href");

      g_signal_emit (self, signals[LINK_ACTIVATED], 0, href);
    }
  else if (g_str_equal (type, "code"))
    highlight (self, message);
  else if (g_str_equal (type, "size"))
    keep_size (self, message);
  else
    tell_place (self, message, g_str_equal (type, "scrolled"));
}

/**
 * galley_preview_scroll_to_line:
 * @self: a preview
 * @line: a line of the text, from 1; the fraction is the way to the next line
 *
 * Puts the place of @line at the top of the view, without emitting #GalleyPreview::scrolled.
 */
void
galley_preview_scroll_to_line (GalleyPreview *self, double line)
{
  g_return_if_fail (GALLEY_IS_PREVIEW (self));

  galley_page_updater_scroll_to_line (self->updater, line);
}

static void
set_document (GalleyPreview *self, GalleyDocument *document)
{
  if (!g_set_object (&self->document, document))
    return;

  g_signal_group_set_target (self->document_signals, document);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

static void
galley_preview_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_THEME:
      g_value_set_string (value, self->theme);
      break;
    case PROP_REMOTE_IMAGES:
      g_value_set_boolean (value, self->remote_images);
      break;
    case PROP_CURSOR_LINE:
      g_value_set_uint (value, self->cursor_line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_preview_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    case PROP_ZOOM:
      self->zoom = g_value_get_double (value);
      webkit_web_view_set_zoom_level (self->view, self->zoom);
      break;
    case PROP_THEME:
      if (g_set_str (&self->theme, g_value_get_string (value)))
        update_theme (self);
      break;
    case PROP_REMOTE_IMAGES:
      if (self->remote_images != g_value_get_boolean (value))
        {
          self->remote_images = g_value_get_boolean (value);
          load_page (self);
        }
      break;
    case PROP_CURSOR_LINE:
      if (self->cursor_line != g_value_get_uint (value))
        {
          self->cursor_line = g_value_get_uint (value);
          galley_page_updater_set_cursor_line (self->updater, self->cursor_line);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_preview_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (galley_preview_parent_class)->css_changed (widget, change);

  update_theme (GALLEY_PREVIEW (widget));
}

static void
galley_preview_dispose (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_signal_group_set_target (self->document_signals, NULL);
  g_signal_group_set_target (self->link_signals, NULL);
  if (self->updater != NULL)
    galley_page_updater_stop (self->updater);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_PREVIEW);
  g_clear_object (&self->updater);
  g_clear_object (&self->scheme);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (galley_preview_parent_class)->dispose (object);
}

static void
galley_preview_finalize (GObject *object)
{
  GalleyPreview *self = GALLEY_PREVIEW (object);

  g_clear_object (&self->document_signals);
  g_clear_object (&self->link_signals);
  g_clear_pointer (&self->broken, g_variant_unref);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
  g_clear_pointer (&self->theme, g_free);

  G_OBJECT_CLASS (galley_preview_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, GALLEY_TYPE_DOCUMENT, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0.1, 10, 1, flags);
  properties[PROP_THEME] = g_param_spec_string ("theme", NULL, NULL, "system", flags);
  properties[PROP_REMOTE_IMAGES] = g_param_spec_boolean ("remote-images", NULL, NULL, TRUE, flags);
  properties[PROP_CURSOR_LINE] =
    g_param_spec_uint ("cursor-line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* As good as one: cairo draws it without blending. */
#define OPAQUE 0.9999

/* The cairo renderer copies the whole picture of the page at every frame, wherever it draws, which
 * is half a millisecond for each key in the source. Only what has an opacity is left out where
 * nothing is to be drawn. */
static void
galley_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  gboolean cairo = GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (gtk_widget_get_native (widget)));

  if (cairo)
    gtk_snapshot_push_opacity (snapshot, OPAQUE);

  GTK_WIDGET_CLASS (galley_preview_parent_class)->snapshot (widget, snapshot);

  if (cairo)
    gtk_snapshot_pop (snapshot);
}

static gboolean
galley_preview_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GALLEY_PREVIEW (widget)->view));
}

static void
galley_preview_class_init (GalleyPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = galley_preview_dispose;
  object_class->finalize = galley_preview_finalize;
  object_class->get_property = galley_preview_get_property;
  object_class->set_property = galley_preview_set_property;
  widget_class->css_changed = galley_preview_css_changed;
  widget_class->grab_focus = galley_preview_grab_focus;
  widget_class->snapshot = galley_preview_snapshot;

  install_properties (object_class);

  /**
   * GalleyPreview::scrolled:
   * @line: the line of the text at the top of the view, from 1, with its fraction
   *
   * The reader has scrolled.
   */
  signals[SCROLLED] = g_signal_new ("scrolled", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  /**
   * GalleyPreview::line-activated:
   * @line: the line of the text, from 1
   *
   * A place of the page was clicked.
   */
  signals[LINE_ACTIVATED] = g_signal_new ("line-activated", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * GalleyPreview::link-activated:
   * @destination: what the link leads to, as the page has it
   *
   * A link was clicked that leads away from the page.
   */
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * GalleyPreview::restarted:
   *
   * What draws the page had stopped or failed, and has been started anew.
   */
  signals[RESTARTED] = g_signal_new ("restarted", GALLEY_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/galleyeditor/Galley/ui/preview.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPreview, stack);
  gtk_widget_class_bind_template_callback (widget_class, load_page);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "galley-preview");
}

static void
galley_preview_init (GalleyPreview *self)
{
  g_autoptr (WebKitWebContext) context = g_object_new (WEBKIT_TYPE_WEB_CONTEXT, NULL);

  self->zoom = 1;
  self->theme = g_strdup ("system");
  self->remote_images = TRUE;
  self->scheme = galley_page_scheme_new (context);
  self->view = galley_preview_new_view (context, G_CALLBACK (on_message), self);
  self->updater = galley_page_updater_new (self->view);
  self->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->document_signals = g_signal_group_new (GALLEY_TYPE_DOCUMENT);
  self->link_signals = g_signal_group_new (GALLEY_TYPE_LINK_CHECKER);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "page");
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->view));

  g_signal_connect_object (self->view, "load-changed", G_CALLBACK (on_load_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "web-process-terminated", G_CALLBACK (on_terminated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->updater, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document_signals, "bind", G_CALLBACK (on_bind), self,
                           G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->document_signals, "notify::file",
                                 G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->document_signals, "notify::proof",
                                 G_CALLBACK (on_proof_changed), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->link_signals, "notify::report",
                                 G_CALLBACK (on_links_changed), self, G_CONNECT_SWAPPED);
}
