/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-file-filters.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/**
 * galley_file_filters_new:
 *
 * Returns: (transfer full) (element-type GtkFileFilter): what file dialogs offer to show: first
 *   Markdown files, then all.
 */
GListStore *
galley_file_filters_new (void)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) markdown = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (markdown, _ ("Markdown Files"));
  gtk_file_filter_add_mime_type (markdown, "text/markdown");
  gtk_file_filter_add_suffix (markdown, "md");
  gtk_file_filter_add_suffix (markdown, "markdown");
  gtk_file_filter_add_suffix (markdown, "mdown");
  gtk_file_filter_add_suffix (markdown, "mkd");
  g_list_store_append (filters, markdown);

  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, all);

  return g_steal_pointer (&filters);
}
