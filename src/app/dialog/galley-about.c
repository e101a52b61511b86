/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <webkit/webkit.h>

static char *
describe_versions (void)
{
  return g_strdup_printf (
    "Galley %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGtkSourceView %u.%u.%u\nWebKitGTK %u.%u.%u\n",
    PACKAGE_VERSION, gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
    adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
    gtk_source_get_major_version (), gtk_source_get_minor_version (),
    gtk_source_get_micro_version (), webkit_get_major_version (), webkit_get_minor_version (),
    webkit_get_micro_version ());
}

/**
 * galley_about_show:
 * @parent: (nullable): what the dialog belongs to
 *
 * Shows who makes the program, and in which versions it and its libraries run.
 */
void
galley_about_show (GtkWidget *parent)
{
  g_autofree char *versions = describe_versions ();

  adw_show_about_dialog (parent, "application-name", "Galley", "application-icon", APP_ID,
                         "developer-name", _ ("The Galley Project"), "version", PACKAGE_VERSION,
                         "comments", _ ("Write an issue and watch the page"), "website",
                         "https://github.com/galleyeditor/galley", "issue-url",
                         "https://github.com/galleyeditor/galley/issues", "license-type",
                         GTK_LICENSE_GPL_3_0, "debug-info", versions,
                         /* Translators: your names, one a line */
                         "translator-credits", _ ("translator-credits"), NULL);
}
