/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Most bytes are none of those that are looked for, which can be told of eight at once. */
#define GALLEY_BYTES_EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Eight bytes, of which the first is in the lowest bits, whatever the machine. */
static inline guint64
galley_bytes_load (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* The highest bit of each of the eight that is @byte. */
static inline guint64
galley_bytes_mark (guint64 word, guchar byte)
{
  word ^= GALLEY_BYTES_EACH (byte);

  return ~(((word & GALLEY_BYTES_EACH (0x7f)) + GALLEY_BYTES_EACH (0x7f)) | word
           | GALLEY_BYTES_EACH (0x7f));
}

/* Which of the eight is the first that is marked. */
static inline gsize
galley_bytes_get_first (guint64 marks)
{
  return __builtin_ctzll (marks) / 8;
}

/* memmem() looks at each byte for so short a needle; memchr() at many at once. For needles whose
 * first byte is rare. */
static inline const char *
galley_bytes_find (const char *p, const char *end, const char *needle)
{
  gsize length = strlen (needle);

  while (p < end && (gsize) (end - p) >= length
         && (p = memchr (p, *needle, end - p - length + 1)) != NULL)
    {
      if (memcmp (p, needle, length) == 0)
        return p;
      p++;
    }

  return NULL;
}

/* Whether backslashes in @text escape what stands at @p. */
static inline gboolean
galley_bytes_is_escaped (const char *text, const char *p)
{
  const char *start = p;

  while (start > text && start[-1] == '\\')
    start--;

  return (p - start) % 2 == 1;
}

/* FNV-1a, which multiplies for each byte, takes eight at once here as long as there are so many.
 * Its prime moves nothing down, so that what is high must be folded in. */
static inline guint64
galley_bytes_add_to_hash (guint64 hash, const char *bytes, gsize length)
{
  const guint64 prime = G_GUINT64_CONSTANT (0x100000001b3);
  const char *end = bytes + length;

  for (guint64 word; (gsize) (end - bytes) >= sizeof word; bytes += sizeof word)
    {
      memcpy (&word, bytes, sizeof word);
      hash = (hash ^ word) * prime;
      hash ^= hash >> 32;
    }
  for (; bytes < end; bytes++)
    hash = (hash ^ (guchar) *bytes) * prime;

  return hash;
}

/* A hash that is good as long as the program runs. */
static inline guint64
galley_bytes_hash (const char *bytes, gsize length)
{
  return galley_bytes_add_to_hash (G_GUINT64_CONSTANT (0xcbf29ce484222325), bytes, length);
}

G_END_DECLS
