/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How surely a number is that of an issue: `7` alone is not, 「第 7 期」 is. */
#define GALLEY_ORDINAL_MAYBE 1
#define GALLEY_ORDINAL_SURE 3

/**
 * GalleyOrdinal:
 * @start: where its digits start
 * @end: where they end
 * @value: its value
 * @chinese: whether it is written 一, 二, 三
 * @after: where the text after it and its marks starts
 *
 * A number that counts things, as it is written in a text.
 */
typedef struct
{
  const char *start;
  const char *end;
  guint value;
  gboolean chinese;
  const char *after;
} GalleyOrdinal;

gboolean galley_ordinal_read_number (const char *text, const char *end, GalleyOrdinal *ordinal);
gboolean galley_ordinal_read (const char *text, const char *end, GalleyOrdinal *ordinal);
gboolean galley_ordinal_find_issue (const char *text, const char *end, GalleyOrdinal *ordinal);
gboolean galley_ordinal_find_value (const char *text,
                                    const char *end,
                                    guint value,
                                    guint sureness,
                                    GalleyOrdinal *ordinal);
char *galley_ordinal_write (const GalleyOrdinal *like, guint value);

G_END_DECLS
