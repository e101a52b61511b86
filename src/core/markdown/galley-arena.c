/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-arena.h"

#include <string.h>

/* A tree is made of many small pieces that all go at once: with malloc() they were a fifth of the
 * time that a page takes. The arena of cmark-gfm itself is one for the whole process.
 *
 * What sees misuse of memory must know of each piece, and gets it. */
#if __has_feature(address_sanitizer)
#define IS_SPLIT TRUE
#else
#define IS_SPLIT FALSE
#endif

#define CHUNK_MIN ((gsize) 4 * 1024)

/* Small enough that what is freed is used again for other things, and not given back. */
#define CHUNK_MAX ((gsize) 64 * 1024)

/* Pieces up to this size are used again in the arena: the parser frees much of what it takes. */
#define REUSED_MAX 512

typedef struct _Chunk Chunk;

struct _Chunk
{
  Chunk *before;
  gsize size;
  gsize used;
  /* All that is not used is zero. */
  guint64 bytes[];
};

/* Stands before each piece. */
typedef struct
{
  gsize size;
} Header;

typedef struct _Kept Kept;

struct _Kept
{
  Kept *before;
  gpointer data;
  GDestroyNotify destroy;
};

/**
 * GalleyArena:
 *
 * Memory for what is freed together.
 */
struct _GalleyArena
{
  GalleyArena *outer;
  Chunk *last;
  Kept *kept;
  /* For each size in words, pieces that were freed; the first word of each leads to the next. */
  gpointer freed[REUSED_MAX / sizeof (guint64) + 1];
};

/* The functions of a cmark_mem are not told for whom they are called. */
static _Thread_local GalleyArena *innermost;

static gsize
round_up (gsize size)
{
  return (size + sizeof (guint64) - 1) & ~(sizeof (guint64) - 1);
}

static void
add_chunk (GalleyArena *self, gsize size)
{
  Chunk *chunk = g_malloc0 (sizeof *chunk + size);

  chunk->before = self->last;
  chunk->size = size;
  self->last = chunk;
}

/* The pieces that were freed of a size; NULL when they are not used again. */
static gpointer *
get_freed (GalleyArena *self, gsize size)
{
  return size > 0 && size <= REUSED_MAX ? &self->freed[round_up (size) / sizeof (guint64)] : NULL;
}

static Header *
take (GalleyArena *self, gsize size)
{
  gsize whole = sizeof (Header) + round_up (size);
  Header *header;

  if (IS_SPLIT)
    return g_malloc0 (whole);

  if (self->last->size - self->last->used < whole)
    add_chunk (self, MAX (whole, MIN (2 * self->last->size, CHUNK_MAX)));
  header = (Header *) ((char *) self->last->bytes + self->last->used);
  self->last->used += whole;

  return header;
}

static void *
allocate (size_t n, size_t size)
{
  gsize bytes = n * size;
  gpointer *freed = get_freed (innermost, bytes);
  gpointer *piece = freed != NULL ? *freed : NULL;
  Header *header;

  if (piece != NULL)
    {
      *freed = *piece;
      memset (piece, 0, bytes);
      header = (Header *) piece - 1;
    }
  else
    header = take (innermost, bytes);

  header->size = bytes;
  return header + 1;
}

static void
release (void *memory)
{
  Header *header = memory;
  gpointer *freed = memory != NULL ? get_freed (innermost, header[-1].size) : NULL;

  if (IS_SPLIT && memory != NULL)
    g_free (header - 1);
  else if (freed != NULL)
    {
      *(gpointer *) memory = *freed;
      *freed = memory;
    }
}

/* A text that grows is often what was made last. */
static gboolean
grow_in_place (Header *header, gsize size)
{
  Chunk *chunk = innermost->last;
  gsize used = round_up (header->size);
  gsize wanted = round_up (size);

  if ((char *) (header + 1) + used != (char *) chunk->bytes + chunk->used
      || chunk->size - chunk->used < wanted - used)
    return FALSE;

  chunk->used += wanted - used;
  header->size = size;
  return TRUE;
}

static void *
reallocate (void *memory, size_t size)
{
  Header *header = memory;
  void *moved;

  if (memory == NULL)
    return allocate (1, size);
  if (size <= header[-1].size || grow_in_place (header - 1, size))
    return memory;

  moved = allocate (1, size);
  memcpy (moved, memory, header[-1].size);
  release (memory);
  return moved;
}

/**
 * galley_arena_new:
 * @size: how much will be asked for, in bytes, as a guess
 *
 * Until it is freed, what this thread asks galley_arena_get_memory() for is taken from it. Arenas
 * are freed in the reverse order that they were made in.
 *
 * Returns: (transfer full): an arena
 */
GalleyArena *
galley_arena_new (gsize size)
{
  GalleyArena *self = g_new0 (GalleyArena, 1);

  add_chunk (self, CLAMP (size, CHUNK_MIN, CHUNK_MAX));
  self->outer = innermost;
  innermost = self;
  return self;
}

void
galley_arena_free (GalleyArena *self)
{
  g_assert (self == innermost);

  for (Kept *kept = self->kept; kept != NULL; kept = self->kept)
    {
      self->kept = kept->before;
      kept->destroy (kept->data);
      release (kept);
    }
  innermost = self->outer;
  for (Chunk *chunk = self->last; chunk != NULL; chunk = self->last)
    {
      self->last = chunk->before;
      g_free (chunk);
    }
  g_free (self);
}

/**
 * galley_arena_get_memory:
 *
 * Gives what a tree must be made with, while there is an arena.
 *
 * Returns: (transfer none): an allocator for cmark-gfm
 */
cmark_mem *
galley_arena_get_memory (void)
{
  static cmark_mem memory = { allocate, reallocate, release };

  return &memory;
}

/**
 * galley_arena_keep:
 * @data: (transfer full): anything, for the user data of a node
 * @destroy: frees it
 *
 * Frees @data with the innermost arena.
 */
void
galley_arena_keep (gpointer data, GDestroyNotify destroy)
{
  Kept *kept = allocate (1, sizeof *kept);

  kept->data = data;
  kept->destroy = destroy;
  kept->before = innermost->kept;
  innermost->kept = kept;
}

/**
 * galley_arena_free_tree:
 * @root: (transfer full): a tree that was made in the innermost arena
 *
 * Must be called before that is freed. What its nodes have for user data must be kept by the arena.
 */
void
galley_arena_free_tree (cmark_node *root)
{
  if (IS_SPLIT)
    cmark_node_free (root);
}
