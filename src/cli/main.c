/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-command.h"
#include "galley-locale.h"

int
main (int argc, char *argv[])
{
  galley_locale_init ();

  return galley_command_run (&galley_command_root, (const char *const *) argv);
}
