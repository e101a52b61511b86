/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-web-link.h"

static void
on_link_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    g_message ("%s", error->message);
}

/**
 * galley_web_link_open:
 * @widget: what was clicked
 * @uri: the address of a link
 *
 * Opens web and mail addresses in the program the user has chosen for them; others stay shut.
 */
void
galley_web_link_open (GtkWidget *widget, const char *uri)
{
  static const char *const schemes[] = { "http", "https", "mailto", NULL };
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (scheme == NULL || !g_strv_contains (schemes, scheme))
    return;

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                           on_link_opened, NULL);
}
