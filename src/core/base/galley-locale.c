/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-locale.h"

#include <glib/gi18n.h>

#include <locale.h>

/**
 * galley_locale_init:
 *
 * Makes the program speak the language of its user: the first thing that it does. A program that is
 * not installed finds the translations in the folder that GALLEY_LOCALE_DIR names.
 */
void
galley_locale_init (void)
{
  const char *folder = g_getenv ("GALLEY_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && folder[0] != '\0' ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
