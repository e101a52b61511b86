/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <glib.h>

/* Enough to find what is broken at once, and the same in every run. */
#define N_CHANGED 200

/* Gives the target the input with some bytes changed, copied or cut. */
static void
try_changed (GRand *random, const guint8 *data, gsize size)
{
  g_autoptr (GByteArray) changed = g_byte_array_new ();

  g_byte_array_append (changed, data, size);

  for (guint n = g_rand_int_range (random, 1, 6); n > 0 && changed->len > 0; n--)
    {
      guint at = g_rand_int_range (random, 0, changed->len);
      guint length = g_rand_int_range (random, 0, MIN (changed->len - at, 16) + 1);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          changed->data[at] = g_rand_int_range (random, 0, 256);
          break;
        case 1:
          changed->data[at] = "*_-+>#`[]()<>\\\"'\n\r\t :.0"[g_rand_int_range (random, 0, 23)];
          break;
        case 2:
          g_byte_array_remove_range (changed, at, length);
          break;
        default:
          {
            g_autofree guint8 *copy = g_memdup2 (changed->data + at, length);

            g_byte_array_append (changed, copy, length);
          }
        }
    }

  LLVMFuzzerTestOneInput (changed->data, changed->len);
}

static void
replay (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (data, &content, &size, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) content, size);

  for (guint i = 0; i < N_CHANGED; i++)
    try_changed (random, (const guint8 *) content, size);
}

static void
replay_nothing (void)
{
  LLVMFuzzerTestOneInput ((const guint8 *) "", 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay", replay_nothing);

  folder = g_dir_open (argc > 1 ? argv[1] : "", 0, &error);
  g_assert_no_error (error);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/replay/%s", name);

      g_test_add_data_func_full (path, g_build_filename (argv[1], name, NULL), replay, g_free);
    }

  return g_test_run ();
}
