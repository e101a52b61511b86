/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * issue-time [N]: how long it takes in an issue of 1,000 entries to find them again after one
 * letter was typed in the middle, beside the proof that is made anyway, to list them in the
 * outline, and to move an entry from the first section to the last. Prints a line of JSON, in
 * milliseconds. */
#include "config.h"

#include "galley-edit.h"
#include "galley-issue-edit.h"
#include "galley-outline.h"

#include <stdlib.h>
#include <string.h>

#define N_SECTIONS 10
#define N_ENTRIES 100

static char *
make_text (gsize *length)
{
  GString *text = g_string_new ("---\ntitle: Issue 1\n---\n");

  for (guint i = 0; i < N_SECTIONS; i++)
    {
      g_string_append_printf (text, "\n## <span>%u.</span> Section %u\n\n----\n", i + 1, i + 1);
      for (guint j = 0; j < N_ENTRIES; j++)
        g_string_append_printf (text,
                                "\n[Entry %u of %u](https://example.org/%u/%u) : 一些描述，里面有 "
                                "`code` 和 [link](https://example.org/)，还有更多文字。\n\n"
                                "![](https://img.example.org/%u-%u.png)\n",
                                j, i, i, j, i, j);
    }

  *length = text->len;
  return g_string_free_and_steal (text);
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

static void
note (GArray *times, gint64 start)
{
  double time = (g_get_monotonic_time () - start) / 1000.0;

  g_array_append_val (times, time);
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) proofs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) issues = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) outlines = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (double));
  int n = argc > 1 ? MAX (atoi (argv[1]), 1) : 20;
  gsize length;
  g_autofree char *text = make_text (&length);
  g_autoptr (GString) typed = g_string_new_len (text, (gssize) length);
  g_autoptr (GBytes) before = g_bytes_new (text, length);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GalleyProof) first = galley_proof_new (before, NULL, NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new (first, NULL);
  g_autoptr (GalleyOutline) outline = galley_outline_new ();

  g_string_insert (typed, strstr (typed->str + length / 2, "描述") - typed->str, "x");
  after = g_bytes_new (typed->str, typed->len);

  for (int i = 0; i < n; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GalleyProof) proof = galley_proof_new (after, NULL, first);
      g_autoptr (GalleyIssue) next = NULL;
      g_autoptr (GalleyIssueChange) change = NULL;

      note (proofs, start);
      start = g_get_monotonic_time ();
      next = galley_issue_new (proof, issue);
      note (issues, start);
      galley_outline_set_issue (outline, issue);
      start = g_get_monotonic_time ();
      galley_outline_set_issue (outline, next);
      note (outlines, start);
      start = g_get_monotonic_time ();
      change = galley_issue_move_entry (next, 0, 5, N_SECTIONS - 1, 50, NULL);
      note (moves, start);
    }

  g_print ("{\"bytes\": %" G_GSIZE_FORMAT ", \"proof\": %.3f, \"issue\": %.3f, \"outline\": %.3f, "
           "\"move\": %.3f}\n",
           length, get_median (proofs), get_median (issues), get_median (outlines),
           get_median (moves));
  return 0;
}
