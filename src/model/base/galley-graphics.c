/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-graphics.h"

/**
 * galley_graphics_has_gpu:
 *
 * Without a GPU, OpenGL is emulated by the processor, and drawing without it is faster and takes
 * less memory.
 *
 * Returns: whether a program may render on a GPU here
 */
gboolean
galley_graphics_has_gpu (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;

  return FALSE;
}
