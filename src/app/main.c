/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-application.h"
#include "galley-graphics.h"
#include "galley-locale.h"

int
main (int argc, char **argv)
{
  g_autoptr (GalleyApplication) application = NULL;

  galley_locale_init ();
  g_set_application_name ("Galley");

  /* Read by GTK when it opens the display. */
  if (!galley_graphics_has_gpu ())
    g_setenv ("GSK_RENDERER", "cairo", FALSE);

  application = galley_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
