/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proof-time FILE [N]: how long the proof of FILE takes, without and with the proof of before one
 * letter was typed in the middle of it. Prints a line of JSON, in milliseconds. */
#include "config.h"

#include "galley-proof.h"

#include <stdlib.h>
#include <string.h>

static const GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW };

static GalleyProof *
prove (GBytes *text, GalleyProof *previous, GArray *times)
{
  gint64 start = g_get_monotonic_time ();
  GalleyProof *proof = galley_proof_new (text, &options, previous);
  double time = (g_get_monotonic_time () - start) / 1000.0;

  g_array_append_val (times, time);
  return proof;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (GArray *times)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, times->len / 2);
}

/* One letter more, at the end of the line that is marked as the middle. */
static GBytes *
type_letter (const char *text, gsize length)
{
  const char *mark = g_strstr_len (text, (gssize) length, "MIDMARK");
  gsize offset = mark != NULL ? (gsize) (mark - text) + strlen ("MIDMARK") : length;
  char *typed = g_malloc (length + 2);

  memcpy (typed, text, offset);
  typed[offset] = 'x';
  memcpy (typed + offset + 1, text + offset, length - offset);
  typed[length + 1] = '\0';
  return g_bytes_new_take (typed, length + 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) update = g_array_new (FALSE, FALSE, sizeof (double));
  int n = argc > 2 ? MAX (atoi (argv[2]), 1) : 12;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  char *text;
  gsize length;

  if (argc < 2 || !g_file_get_contents (argv[1], &text, &length, &error))
    {
      g_printerr ("proof-time: %s\n", error != NULL ? error->message : "which file?");
      return 1;
    }
  before = g_bytes_new_take (text, length);
  after = type_letter (text, length);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GalleyProof) first = prove (before, NULL, fresh);
      g_autoptr (GalleyProof) second = prove (after, first, update);
    }

  g_print ("{\"fresh\": %.3f, \"update\": %.3f}\n", get_median (fresh), get_median (update));
  return 0;
}
