/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diff.h"

#include "galley-line.h"

#include <string.h>

/* Which lines two texts have in common. First by lines that are in each text once: the longest
 * series of them in the same order holds the texts together, as people see it too. What lies
 * between two such lines is compared with Myers's algorithm, which is given up where it would
 * take long: then those lines count as all different. So the time is linear in the texts, and
 * what is found is always right, if not always shortest. */
#define DEPTH_MAX 8
#define COST_MAX 256

typedef struct
{
  const char *start;
  gsize length;
} Line;

typedef struct
{
  GArray *lines;
  /* Equal lines have equal numbers. */
  guint *ids;
} Side;

typedef struct
{
  Side a;
  Side b;
  guint n_ids;
  /* For each line of @a its line in @b, or -1. */
  gint *match;

  /* For each id, how often it is in the ranges that are looked at, and where last. */
  guint *count_a;
  guint *count_b;
  guint *last_b;
} Diff;

static guint
line_hash (gconstpointer key)
{
  const Line *line = key;
  guint hash = 5381;

  for (gsize i = 0; i < line->length; i++)
    hash = hash * 33 + (guchar) line->start[i];

  return hash;
}

static gboolean
line_equal (gconstpointer a, gconstpointer b)
{
  const Line *first = a, *second = b;

  return first->length == second->length
         && memcmp (first->start, second->start, first->length) == 0;
}

static void
split (Side *side, const char *text, gsize length)
{
  const char *end = text + length;

  side->lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (const char *from = text; from < end;)
    {
      const char *next = galley_line_find_next (from, end);
      Line line = { .start = from, .length = next - from };

      g_array_append_val (side->lines, line);
      from = next;
    }
}

static void
number (Side *side, GHashTable *numbers, guint *n_ids)
{
  side->ids = g_new (guint, side->lines->len + 1);

  for (guint i = 0; i < side->lines->len; i++)
    {
      Line *line = &g_array_index (side->lines, Line, i);
      gpointer id = g_hash_table_lookup (numbers, line);

      if (id == NULL)
        {
          id = GUINT_TO_POINTER (++*n_ids);
          g_hash_table_insert (numbers, line, id);
        }
      side->ids[i] = GPOINTER_TO_UINT (id);
    }
}

/* Where the furthest point on diagonal @k (lines of @a less lines of @b) is after one more
 * difference, before the equal lines that follow it; -1 if it cannot be reached. */
static gint
step (const gint *before, gint cost, gint k, gint n, gint m, gboolean *down)
{
  gint below = k + 1 <= cost - 1 ? before[k + 1] : -1;
  gint left = k - 1 >= -(cost - 1) ? before[k - 1] : -1;

  if (below >= 0 && below - k > m)
    below = -1;
  left = left >= 0 && left + 1 <= n ? left + 1 : -1;

  *down = below >= left;

  return MAX (below, left);
}

/* From the end back to the start, along the steps that led there. */
static void
trace_back (Diff *self, guint a_from, guint b_from, GPtrArray *rounds, gint n, gint m)
{
  gint x = n, y = m;

  for (gint cost = (gint) rounds->len - 1; cost >= 0; cost--)
    {
      gint start = 0;
      gboolean down = FALSE;

      if (cost > 0)
        start =
          step ((gint *) g_ptr_array_index (rounds, cost - 1) + cost - 1, cost, x - y, n, m, &down);

      while (x > start)
        {
          x--;
          y--;
          self->match[a_from + x] = (gint) (b_from + y);
        }

      if (down)
        y--;
      else
        x--;
    }
}

/* Myers: the furthest points that can be reached with no difference, with one, with two… */
static void
compare_closely (Diff *self, guint a_from, guint a_to, guint b_from, guint b_to)
{
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func (g_free);
  gint n = (gint) (a_to - a_from), m = (gint) (b_to - b_from);

  for (gint cost = 0; cost <= COST_MAX; cost++)
    {
      gint *round = g_new (gint, 2 * cost + 1);
      gint *furthest = round + cost;
      const gint *before =
        cost > 0 ? (gint *) g_ptr_array_index (rounds, cost - 1) + cost - 1 : NULL;

      g_ptr_array_add (rounds, round);
      for (gint k = -cost; k <= cost; k++)
        furthest[k] = -1;

      for (gint k = -cost; k <= cost; k += 2)
        {
          gboolean down;
          gint x = cost > 0 ? step (before, cost, k, n, m, &down) : 0;

          while (x >= 0 && x < n && x - k < m
                 && self->a.ids[a_from + x] == self->b.ids[b_from + x - k])
            x++;

          furthest[k] = x;
          if (x == n && x - k == m)
            {
              trace_back (self, a_from, b_from, rounds, n, m);
              return;
            }
        }
    }
}

/* The longest rising series of @values; returns their places. */
static GArray *
find_rising (GArray *values)
{
  GArray *series = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *tails = g_new (guint, values->len + 1);
  g_autofree gint *previous = g_new (gint, values->len + 1);
  guint length = 0;

  for (guint i = 0; i < values->len; i++)
    {
      guint value = g_array_index (values, guint, i);
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (values, guint, tails[middle]) < value)
            low = middle + 1;
          else
            high = middle;
        }

      previous[i] = low > 0 ? (gint) tails[low - 1] : -1;
      tails[low] = i;
      length = MAX (length, low + 1);
    }

  g_array_set_size (series, length);
  for (gint i = length > 0 ? (gint) tails[length - 1] : -1; i >= 0; i = previous[i])
    g_array_index (series, guint, --length) = (guint) i;

  return series;
}

/* The lines that are in both ranges once, in the order of @a: their numbers in @a and in @b. */
static void
find_unique (Diff *self,
             guint a_from,
             guint a_to,
             guint b_from,
             guint b_to,
             GArray *in_a,
             GArray *in_b)
{
  for (guint i = a_from; i < a_to; i++)
    self->count_a[self->a.ids[i]]++;
  for (guint i = b_from; i < b_to; i++)
    {
      self->count_b[self->b.ids[i]]++;
      self->last_b[self->b.ids[i]] = i;
    }

  for (guint i = a_from; i < a_to; i++)
    {
      guint id = self->a.ids[i];

      if (self->count_a[id] == 1 && self->count_b[id] == 1)
        {
          g_array_append_val (in_a, i);
          g_array_append_val (in_b, self->last_b[id]);
        }
    }

  for (guint i = a_from; i < a_to; i++)
    self->count_a[self->a.ids[i]] = 0;
  for (guint i = b_from; i < b_to; i++)
    self->count_b[self->b.ids[i]] = 0;
}

static void
compare (Diff *self, guint a_from, guint a_to, guint b_from, guint b_to, guint depth)
{
  g_autoptr (GArray) in_a = NULL;
  g_autoptr (GArray) in_b = NULL;
  g_autoptr (GArray) series = NULL;

  for (; a_from < a_to && b_from < b_to && self->a.ids[a_from] == self->b.ids[b_from];
       a_from++, b_from++)
    self->match[a_from] = (gint) b_from;

  for (; a_from < a_to && b_from < b_to && self->a.ids[a_to - 1] == self->b.ids[b_to - 1];
       a_to--, b_to--)
    self->match[a_to - 1] = (gint) b_to - 1;

  if (a_from == a_to || b_from == b_to)
    return;

  in_a = g_array_new (FALSE, FALSE, sizeof (guint));
  in_b = g_array_new (FALSE, FALSE, sizeof (guint));
  if (depth < DEPTH_MAX)
    find_unique (self, a_from, a_to, b_from, b_to, in_a, in_b);
  series = find_rising (in_b);

  if (series->len == 0)
    {
      compare_closely (self, a_from, a_to, b_from, b_to);
      return;
    }

  for (guint i = 0; i < series->len; i++)
    {
      guint a = g_array_index (in_a, guint, g_array_index (series, guint, i));
      guint b = g_array_index (in_b, guint, g_array_index (series, guint, i));

      compare (self, a_from, a, b_from, b, depth + 1);
      self->match[a] = (gint) b;
      a_from = a + 1;
      b_from = b + 1;
    }
  compare (self, a_from, a_to, b_from, b_to, depth + 1);
}

static gsize
get_offset (const Side *side, const char *text, gsize length, guint line)
{
  return line < side->lines->len ? (gsize) (g_array_index (side->lines, Line, line).start - text)
                                 : length;
}

static GArray *
make_hunks (Diff *self,
            const char *before,
            gsize before_length,
            const char *after,
            gsize after_length)
{
  GArray *hunks = g_array_new (FALSE, TRUE, sizeof (GalleyHunk));
  guint n = self->a.lines->len, m = self->b.lines->len;
  guint a = 0, b = 0;

  while (a < n || b < m)
    {
      guint a_from = a, b_from = b;
      GalleyHunk hunk;

      while (a < n && self->match[a] < 0)
        a++;
      b = a < n ? (guint) self->match[a] : m;

      if (a > a_from || b > b_from)
        {
          hunk.before_line = a_from + 1;
          hunk.n_before = a - a_from;
          hunk.before_offset = get_offset (&self->a, before, before_length, a_from);
          hunk.before_length = get_offset (&self->a, before, before_length, a) - hunk.before_offset;
          hunk.after_line = b_from + 1;
          hunk.n_after = b - b_from;
          hunk.after_offset = get_offset (&self->b, after, after_length, b_from);
          hunk.after_length = get_offset (&self->b, after, after_length, b) - hunk.after_offset;
          g_array_append_val (hunks, hunk);
        }

      for (; a < n && b < m && self->match[a] == (gint) b; a++, b++)
        ;
    }

  return hunks;
}

static void
diff_clear (Diff *self)
{
  g_array_unref (self->a.lines);
  g_array_unref (self->b.lines);
  g_free (self->a.ids);
  g_free (self->b.ids);
  g_free (self->match);
  g_free (self->count_a);
  g_free (self->count_b);
  g_free (self->last_b);
}

/**
 * galley_diff_lines:
 * @before: a text
 * @before_length: its length in bytes
 * @after: another text
 * @after_length: its length in bytes
 *
 * Finds the lines in which two texts differ. Lines end with LF, CR LF or CR, which belong to them.
 * Takes time in proportion to the texts, whatever they are.
 *
 * Returns: (transfer full) (element-type GalleyHunk): the differences in the order of the texts;
 *   between two of them is at least one line that both texts have
 */
GArray *
galley_diff_lines (const char *before, gsize before_length, const char *after, gsize after_length)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (line_hash, line_equal);
  Diff self = { .n_ids = 0 };
  GArray *hunks;

  split (&self.a, before, before_length);
  split (&self.b, after, after_length);
  number (&self.a, numbers, &self.n_ids);
  number (&self.b, numbers, &self.n_ids);

  self.match = g_new (gint, self.a.lines->len + 1);
  for (guint i = 0; i < self.a.lines->len; i++)
    self.match[i] = -1;
  self.count_a = g_new0 (guint, self.n_ids + 1);
  self.count_b = g_new0 (guint, self.n_ids + 1);
  self.last_b = g_new0 (guint, self.n_ids + 1);

  compare (&self, 0, self.a.lines->len, 0, self.b.lines->len, 0);
  hunks = make_hunks (&self, before, before_length, after, after_length);
  diff_clear (&self);

  return hunks;
}

/**
 * galley_diff_get_edits:
 * @hunks: (element-type GalleyHunk): what galley_diff_lines() found
 * @before: the text before
 * @after: the text after; without NUL bytes
 * @taken: (nullable) (array): for each hunk whether it is taken; %NULL for all
 *
 * Makes the edits that bring the lines of @after into @before, where they are taken. Inside the
 * lines they touch only what differs.
 *
 * Returns: (transfer full) (element-type GalleyEdit): edits of @before
 */
GArray *
galley_diff_get_edits (GArray *hunks, const char *before, const char *after, const gboolean *taken)
{
  GArray *edits = galley_edit_list_new ();

  for (guint i = 0; i < hunks->len; i++)
    {
      const GalleyHunk *hunk = &g_array_index (hunks, GalleyHunk, i);
      g_autoptr (GArray) own = NULL;

      if (taken != NULL && !taken[i])
        continue;

      own = galley_edit_list_from_difference (before + hunk->before_offset, hunk->before_length,
                                              after + hunk->after_offset, hunk->after_length);
      for (guint j = 0; j < own->len; j++)
        {
          const GalleyEdit *edit = &g_array_index (own, GalleyEdit, j);

          galley_edit_list_add (edits, hunk->before_offset + edit->offset, edit->length,
                                edit->replacement);
        }
    }

  return edits;
}
