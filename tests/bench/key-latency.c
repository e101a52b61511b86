/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures from outside, for any program on an X display, how long a key takes to reach the
 * screen: types by XTest, learns from XDamage that something was drawn, and compares the pixels of
 * given rectangles. The result is a line of JSON, times are in milliseconds. */
#include "config.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#define COLOUR(pixel) ((pixel) & 0xffffff)

typedef struct
{
  char *name;
  XRectangle area;
  XImage *image;
  XShmSegmentInfo segment;
  guint32 *seen;
  /* What was drawn in it since it was last looked at; empty if x1 >= x2. */
  int x1, y1, x2, y2;
  gint64 changed;

  /* Of the round. */
  double first;
  double settled;
  gsize content;
  gboolean blank;
  guint updates;
  double longest;

  GArray *firsts;
  GArray *settles;
  guint missed;
  guint blanks;
} Pane;

static Display *display;
static Window root;
static int damage_event;
static GPtrArray *panes;

static char *keys = NULL;
static int rounds = 12;
static int warm_up = 2;
static double rate = 30;
static double since = 0;
static int quiet_time = 300;
static int settle_time = 200;
static int limit = 5000;
static int content_size = 5000;

static const GOptionEntry entries[] = {
  { "keys", 'k', 0, G_OPTION_ARG_STRING, &keys, "Letters and spaces to type, over and over",
    "TEXT" },
  { "rounds", 'n', 0, G_OPTION_ARG_INT, &rounds, "Rounds, or keys of a burst", "N" },
  { "warm-up", 'w', 0, G_OPTION_ARG_INT, &warm_up, "Rounds before, not counted", "N" },
  { "rate", 'r', 0, G_OPTION_ARG_DOUBLE, &rate, "Keys per second of a burst", "HZ" },
  { "quiet", 'q', 0, G_OPTION_ARG_INT, &quiet_time, "How long nothing changes before a round",
    "MS" },
  { "settle", 's', 0, G_OPTION_ARG_INT, &settle_time, "How long nothing changes after a change",
    "MS" },
  { "limit", 'l', 0, G_OPTION_ARG_INT, &limit, "How long to wait for anything", "MS" },
  { "content", 'c', 0, G_OPTION_ARG_INT, &content_size, "Pixels that are content, not ground",
    "N" },
  { "since", 't', 0, G_OPTION_ARG_DOUBLE, &since, "The monotonic time that counts as 0", "S" },
  G_OPTION_ENTRY_NULL
};

static G_NORETURN void
fail (const char *message)
{
  g_printerr ("key-latency: %s\n", message);
  exit (1);
}

static double
milliseconds (gint64 from, gint64 to)
{
  return (to - from) / 1000.0;
}

static Pane *
get_pane (guint i)
{
  return g_ptr_array_index (panes, i);
}

static void
mark_drawn (Pane *pane, const XRectangle *drawn)
{
  int x1 = MAX (drawn->x - pane->area.x, 0);
  int y1 = MAX (drawn->y - pane->area.y, 0);
  int x2 = MIN (drawn->x + drawn->width - pane->area.x, pane->area.width);
  int y2 = MIN (drawn->y + drawn->height - pane->area.y, pane->area.height);

  if (x1 >= x2 || y1 >= y2)
    return;
  pane->x1 = MIN (pane->x1, x1);
  pane->y1 = MIN (pane->y1, y1);
  pane->x2 = MAX (pane->x2, x2);
  pane->y2 = MAX (pane->y2, y2);
}

static void
forget_drawn (Pane *pane)
{
  pane->x1 = pane->y1 = G_MAXINT;
  pane->x2 = pane->y2 = 0;
}

/* Fetches what was drawn. Whether a pixel of it is another than before. */
static gboolean
fetch (Pane *pane)
{
  int width = pane->x2 - pane->x1;
  int height = pane->y2 - pane->y1;
  gboolean changed = FALSE;

  pane->image->width = width;
  pane->image->height = height;
  pane->image->bytes_per_line = width * 4;
  if (!XShmGetImage (display, root, pane->image, pane->area.x + pane->x1, pane->area.y + pane->y1,
                     AllPlanes))
    fail ("cannot read the screen");

  for (int y = 0; y < height; y++)
    {
      const guint32 *now = (const guint32 *) (gpointer) pane->image->data + (gsize) y * width;
      guint32 *before = pane->seen + (gsize) (pane->y1 + y) * pane->area.width + pane->x1;

      if (memcmp (now, before, (gsize) width * 4) == 0)
        continue;
      for (int x = 0; x < width && !changed; x++)
        changed = COLOUR (now[x]) != COLOUR (before[x]);
      memcpy (before, now, (gsize) width * 4);
    }

  forget_drawn (pane);
  return changed;
}

/* Waits until something is drawn, or until @until, and looks which panes have changed: those
 * with Pane.changed at the time that is returned. */
static gint64
look (gint64 until)
{
  gint64 now;

  XFlush (display);
  if (XPending (display) == 0)
    {
      struct pollfd fd = { .fd = ConnectionNumber (display), .events = POLLIN };
      gint64 wait = MAX (until - g_get_monotonic_time (), 0);
      struct timespec timeout = { wait / G_USEC_PER_SEC, wait % G_USEC_PER_SEC * 1000 };

      ppoll (&fd, 1, &timeout, NULL);
    }
  /* The time of drawing, not that of having compared. */
  now = g_get_monotonic_time ();

  while (XPending (display) > 0)
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == damage_event)
        for (guint i = 0; i < panes->len; i++)
          mark_drawn (get_pane (i), &((XDamageNotifyEvent *) &event)->area);
    }

  for (guint i = 0; i < panes->len; i++)
    if (get_pane (i)->x1 < get_pane (i)->x2 && fetch (get_pane (i)))
      get_pane (i)->changed = now;

  return now;
}

/* The colour of the empty screen, if it is to be told from a window. */
static guint32 backdrop = G_MAXUINT32;

static gint64
get_last_change (void)
{
  gint64 last = 0;

  for (guint i = 0; i < panes->len; i++)
    last = MAX (last, get_pane (i)->changed);

  return last;
}

static void
wait_until_quiet (void)
{
  gint64 start = g_get_monotonic_time ();
  gint64 now = start;

  while (now < MAX (get_last_change (), start) + quiet_time * 1000)
    {
      now = look (MAX (get_last_change (), start) + quiet_time * 1000);
      if (milliseconds (start, now) > MAX (limit, 10 * quiet_time))
        fail ("the screen does not come to rest");
    }
}

static gboolean
is_far (guint32 a, guint32 b)
{
  for (int shift = 0; shift < 24; shift += 8)
    if (ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > 48)
      return TRUE;

  return FALSE;
}

/* How many pixels stand out from the colour that most have, and are not of the empty screen: an
 * empty pane may consist of two shades of white. */
static gsize
count_content (const Pane *pane)
{
  gsize n = (gsize) pane->area.width * pane->area.height;
  gsize content = 0;
  guint32 ground = 0;
  gsize most = 0;

  for (int candidate = 0; candidate < 16; candidate++)
    {
      guint32 colour = COLOUR (pane->seen[n * (2 * candidate + 1) / 32]);
      gsize same = 0;

      for (gsize i = 0; i < n; i += 97)
        same += COLOUR (pane->seen[i]) == colour;
      if (same > most)
        {
          most = same;
          ground = colour;
        }
    }
  for (gsize i = 0; i < n; i++)
    content += is_far (pane->seen[i], ground) && COLOUR (pane->seen[i]) != backdrop;

  return content;
}

static void
press_key (int number)
{
  char c = keys[number % strlen (keys)];
  KeyCode code = XKeysymToKeycode (display, (KeySym) c);

  if (code == 0)
    fail ("the keyboard lacks a key");
  XTestFakeKeyEvent (display, code, True, 0);
  XTestFakeKeyEvent (display, code, False, 0);
  XFlush (display);
}

static void
start_round (void)
{
  for (guint i = 0; i < panes->len; i++)
    {
      Pane *pane = get_pane (i);

      pane->first = pane->settled = NAN;
      pane->content = count_content (pane);
      pane->blank = FALSE;
      pane->updates = 0;
      pane->longest = 0;
    }
}

/* The time at which a round begins: after start_round(), which takes some milliseconds a pane. */
static gint64
restart_clock (void)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < panes->len; i++)
    get_pane (i)->changed = now;

  return now;
}

/* Takes note of what changed at @now in a round that began at @start. */
static void
note_changes (gint64 start, gint64 now)
{
  for (guint i = 0; i < panes->len; i++)
    {
      Pane *pane = get_pane (i);

      if (pane->changed != now)
        continue;
      if (isnan (pane->first))
        pane->first = milliseconds (start, now);
      pane->settled = milliseconds (start, now);
      pane->updates++;
      pane->blank |= pane->content > 200 && count_content (pane) < pane->content / 4;
    }
}

/* A pane that never changed is not waited for as long again. */
static int
get_patience (const Pane *pane)
{
  if (!isnan (pane->first))
    return settle_time;

  return pane->missed >= 2 && pane->firsts->len == 0 ? MIN (limit, 1000) : limit;
}

static gboolean
round_is_over (gint64 start, gint64 now)
{
  for (guint i = 0; i < panes->len; i++)
    {
      const Pane *pane = get_pane (i);
      double passed = milliseconds (pane->changed, now);

      if (passed < get_patience (pane) && milliseconds (start, now) < 3 * limit)
        return FALSE;
    }

  return TRUE;
}

static void
type_keys (void)
{
  for (int number = -warm_up; number < rounds; number++)
    {
      gint64 start, now;

      wait_until_quiet ();
      start_round ();
      start = now = restart_clock ();
      press_key (number + warm_up);
      while (!round_is_over (start, now))
        {
          now = look (now + 20 * 1000);
          note_changes (start, now);
        }

      for (guint i = 0; number >= 0 && i < panes->len; i++)
        {
          Pane *pane = get_pane (i);

          pane->blanks += pane->blank;
          if (isnan (pane->first))
            {
              pane->missed++;
              continue;
            }
          g_array_append_val (pane->firsts, pane->first);
          g_array_append_val (pane->settles, pane->settled);
        }
    }
}

static void
print_numbers (const char *name, GArray *numbers)
{
  g_print ("\"%s\": [", name);
  for (guint i = 0; i < numbers->len; i++)
    g_print ("%s%.2f", i > 0 ? ", " : "", g_array_index (numbers, double, i));
  g_print ("], ");
}

static void
print_keys (void)
{
  g_print ("{");
  for (guint i = 0; i < panes->len; i++)
    {
      const Pane *pane = get_pane (i);

      g_print ("%s\"%s\": {", i > 0 ? ", " : "", pane->name);
      print_numbers ("first", pane->firsts);
      print_numbers ("settled", pane->settles);
      g_print ("\"missed\": %u, \"blanks\": %u}", pane->missed, pane->blanks);
    }
  g_print ("}\n");
}

static void
note_gap (Pane *pane, gint64 previous, gint64 now)
{
  pane->longest = MAX (pane->longest, milliseconds (previous, now));
}

static void
type_burst (void)
{
  g_autofree gint64 *previous = g_new (gint64, panes->len);
  gint64 start, now, last_key;
  int typed = 0;

  wait_until_quiet ();
  start_round ();
  start = now = last_key = restart_clock ();
  for (guint i = 0; i < panes->len; i++)
    previous[i] = start;

  while (typed < rounds || milliseconds (MAX (last_key, get_last_change ()), now) < settle_time)
    {
      gint64 next = start + (gint64) (typed / rate * G_USEC_PER_SEC);

      if (typed < rounds && now >= next)
        {
          press_key (typed++);
          last_key = g_get_monotonic_time ();
          continue;
        }
      now = look (typed < rounds ? next : now + 20 * 1000);
      note_changes (start, now);
      for (guint i = 0; i < panes->len; i++)
        if (get_pane (i)->changed == now)
          {
            note_gap (get_pane (i), previous[i], now);
            previous[i] = now;
          }
      if (milliseconds (last_key, now) > 3 * limit)
        fail ("the screen does not come to rest after the burst");
    }

  g_print ("{");
  for (guint i = 0; i < panes->len; i++)
    {
      Pane *pane = get_pane (i);

      if (previous[i] < last_key)
        note_gap (pane, previous[i], last_key);
      g_print ("%s\"%s\": {\"settle\": %.2f, \"gap\": %.2f, \"updates\": %u, \"blanks\": %d}",
               i > 0 ? ", " : "", pane->name, milliseconds (last_key, MAX (previous[i], last_key)),
               pane->longest, pane->updates, pane->blank);
    }
  g_print ("}\n");
}

/* Waits until every pane shows something and has come to rest. */
static void
wait_for_content (void)
{
  g_autofree double *first = g_new (double, panes->len);
  gint64 began = g_get_monotonic_time ();
  gint64 start = since > 0 ? (gint64) (since * G_USEC_PER_SEC) : began;
  gint64 now = began;
  gboolean complete = FALSE;

  look (began);
  backdrop = COLOUR (get_pane (0)->seen[0]);
  for (guint i = 0; i < panes->len; i++)
    first[i] = NAN;

  while (!complete || milliseconds (get_last_change (), now) < quiet_time)
    {
      if (milliseconds (began, now) > limit)
        fail ("the window stays empty or restless");
      complete = TRUE;
      for (guint i = 0; i < panes->len; i++)
        {
          const Pane *pane = get_pane (i);

          if (isnan (first[i]) && count_content (pane) >= (gsize) content_size)
            first[i] = milliseconds (start, pane->changed);
          complete = complete && !isnan (first[i]);
        }
      now = look (now + 20 * 1000);
    }

  g_print ("{");
  for (guint i = 0; i < panes->len; i++)
    g_print ("%s\"%s\": {\"content\": %.2f, \"settled\": %.2f}", i > 0 ? ", " : "",
             get_pane (i)->name, first[i], milliseconds (start, get_pane (i)->changed));
  g_print ("}\n");
}

static void
add_pane (const char *argument)
{
  g_auto (GStrv) parts = g_strsplit_set (argument, "=,", -1);
  int screen = DefaultScreen (display);
  Pane *pane = g_new0 (Pane, 1);
  gsize n;

  if (g_strv_length (parts) != 5)
    fail ("a rectangle is NAME=X,Y,WIDTH,HEIGHT");
  pane->name = g_strdup (parts[0]);
  pane->area.x = (short) atoi (parts[1]);
  pane->area.y = (short) atoi (parts[2]);
  pane->area.width = (unsigned short) atoi (parts[3]);
  pane->area.height = (unsigned short) atoi (parts[4]);
  n = (gsize) pane->area.width * pane->area.height;

  pane->segment.shmid = shmget (IPC_PRIVATE, n * 4, IPC_CREAT | 0600);
  if (n == 0 || pane->segment.shmid < 0)
    fail ("no shared memory for a rectangle");
  pane->image = XShmCreateImage (display, DefaultVisual (display, screen),
                                 (unsigned) DefaultDepth (display, screen), ZPixmap, NULL,
                                 &pane->segment, pane->area.width, pane->area.height);
  pane->segment.shmaddr = pane->image->data = shmat (pane->segment.shmid, NULL, 0);
  XShmAttach (display, &pane->segment);
  XSync (display, False);
  shmctl (pane->segment.shmid, IPC_RMID, NULL);

  pane->seen = g_new0 (guint32, n);
  pane->firsts = g_array_new (FALSE, FALSE, sizeof (double));
  pane->settles = g_array_new (FALSE, FALSE, sizeof (double));
  pane->x2 = pane->area.width;
  pane->y2 = pane->area.height;
  g_ptr_array_add (panes, pane);
}

static void
open_display (void)
{
  int error, major, minor;

  display = XOpenDisplay (NULL);
  if (display == NULL)
    fail ("no display");
  root = DefaultRootWindow (display);
  if (!XShmQueryExtension (display) || DefaultDepth (display, DefaultScreen (display)) != 24)
    fail ("the display must have shared memory and 24 bits a pixel");
  if (!XTestQueryExtension (display, &damage_event, &error, &major, &minor)
      || !XDamageQueryExtension (display, &damage_event, &error))
    fail ("the display lacks XTest or XDamage");
  damage_event += XDamageNotify;
  XDamageCreate (display, root, XDamageReportRawRectangles);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context =
    g_option_context_new ("key|burst|content|quiet NAME=X,Y,W,H…");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    fail (error->message);
  if (argc < 3)
    fail ("what to do, and in which rectangles?");
  if (keys == NULL)
    keys = g_strdup ("some words here ");

  panes = g_ptr_array_new ();
  open_display ();
  for (int i = 2; i < argc; i++)
    add_pane (argv[i]);

  if (g_str_equal (argv[1], "key"))
    {
      type_keys ();
      print_keys ();
    }
  else if (g_str_equal (argv[1], "burst"))
    type_burst ();
  else if (g_str_equal (argv[1], "content"))
    wait_for_content ();
  else if (g_str_equal (argv[1], "quiet"))
    wait_until_quiet ();
  else
    fail ("unknown word");

  return 0;
}
