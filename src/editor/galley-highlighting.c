/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-highlighting.h"

#define RESOURCES "resource:///io/github/galleyeditor/Galley/"

static gboolean
has_path (const char *const *paths, const char *path)
{
  return paths != NULL && g_strv_contains (paths, path);
}

/**
 * galley_highlighting_get_language:
 *
 * Gets the definition of Markdown with front matter and shortcodes, which is part of the program.
 *
 * Returns: (transfer none): the language
 */
GtkSourceLanguage *
galley_highlighting_get_language (void)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  const char *path = RESOURCES "language-specs";

  if (!has_path (gtk_source_language_manager_get_search_path (manager), path))
    gtk_source_language_manager_append_search_path (manager, path);
  return gtk_source_language_manager_get_language (manager, "galley-markdown");
}

/**
 * galley_highlighting_get_scheme:
 * @dark: for light text on a dark ground
 * @high_contrast: without dimmed text
 *
 * Gets the colours of the source text. They leave the ground and the plain text to the theme.
 *
 * Returns: (transfer none): the style scheme
 */
GtkSourceStyleScheme *
galley_highlighting_get_scheme (gboolean dark, gboolean high_contrast)
{
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  const char *path = RESOURCES "styles";
  const char *id = dark ? "galley-dark" : "galley";

  if (!has_path (gtk_source_style_scheme_manager_get_search_path (manager), path))
    gtk_source_style_scheme_manager_append_search_path (manager, path);
  if (high_contrast)
    id = dark ? "galley-high-contrast-dark" : "galley-high-contrast";
  return gtk_source_style_scheme_manager_get_scheme (manager, id);
}
