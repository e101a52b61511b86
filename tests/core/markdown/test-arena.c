/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-arena.h"

#include <string.h>

#define N_PIECES 64
#define N_STEPS 20000
#define SIZE_MOST 3000

typedef struct
{
  guint8 *memory;
  gsize size;
  guint8 sign;
} Piece;

static gsize
make_size (void)
{
  return 1 + g_test_rand_int_range (0, g_test_rand_bit () ? 64 : SIZE_MOST);
}

static void
assert_filled (const guint8 *memory, gsize size, guint8 sign)
{
  for (gsize i = 0; i < size; i++)
    g_assert_cmpuint (memory[i], ==, sign);
}

static void
fill (Piece *piece)
{
  piece->sign = (guint8) g_test_rand_int_range (1, 0x100);
  memset (piece->memory, piece->sign, piece->size);
}

static void
step (Piece *piece)
{
  cmark_mem *memory = galley_arena_get_memory ();

  if (piece->memory == NULL)
    {
      piece->size = make_size ();
      piece->memory = memory->calloc (1, piece->size);
      assert_filled (piece->memory, piece->size, 0);
    }
  else
    {
      gsize size = make_size ();

      assert_filled (piece->memory, piece->size, piece->sign);
      if (g_test_rand_bit ())
        {
          memory->free (piece->memory);
          piece->memory = NULL;
          return;
        }
      piece->memory = memory->realloc (piece->memory, size);
      assert_filled (piece->memory, MIN (piece->size, size), piece->sign);
      piece->size = size;
    }

  fill (piece);
}

static void
walk (Piece *pieces)
{
  for (guint i = 0; i < N_STEPS; i++)
    step (&pieces[g_test_rand_int_range (0, N_PIECES)]);
}

static void
clear (Piece *pieces)
{
  for (guint i = 0; i < N_PIECES; i++)
    if (pieces[i].memory != NULL)
      {
        assert_filled (pieces[i].memory, pieces[i].size, pieces[i].sign);
        galley_arena_get_memory ()->free (pieces[i].memory);
      }
}

/* New pieces are zero, and each keeps what is in it, whatever becomes of the others. */
static void
test_pieces (void)
{
  g_autoptr (GalleyArena) outer = galley_arena_new (0);
  Piece pieces[N_PIECES] = { 0 };

  walk (pieces);
  {
    g_autoptr (GalleyArena) inner = galley_arena_new (1024 * 1024);
    Piece others[N_PIECES] = { 0 };

    walk (others);
    clear (others);
  }
  walk (pieces);
  clear (pieces);
}

static void
count (gpointer data)
{
  ++*(guint *) data;
}

static void
test_kept (void)
{
  g_autoptr (GalleyArena) outer = galley_arena_new (0);
  guint n_outer = 0;
  guint n_inner = 0;

  galley_arena_keep (&n_outer, count);
  {
    g_autoptr (GalleyArena) inner = galley_arena_new (0);

    galley_arena_keep (&n_inner, count);
    galley_arena_keep (&n_inner, count);
    g_assert_cmpuint (n_inner, ==, 0);
  }
  g_assert_cmpuint (n_inner, ==, 2);
  g_assert_cmpuint (n_outer, ==, 0);

  g_clear_pointer (&outer, galley_arena_free);
  g_assert_cmpuint (n_outer, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arena/pieces", test_pieces);
  g_test_add_func ("/arena/kept", test_kept);

  return g_test_run ();
}
