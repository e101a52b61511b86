/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-edit.h"

G_BEGIN_DECLS

/**
 * GalleyFormatChange:
 * @edits: (element-type GalleyEdit): what to replace in the piece
 * @selection_start: where the selection starts in the changed piece, in bytes
 * @selection_end: where it ends, in bytes; the same as @selection_start for a bare cursor
 *
 * What a writing command does to a piece of text. Offsets are relative to the piece.
 */
typedef struct
{
  GArray *edits;
  gsize selection_start;
  gsize selection_end;
} GalleyFormatChange;

void galley_format_change_free (GalleyFormatChange *self);

GalleyFormatChange *galley_format_newline (const char *text,
                                           gsize length,
                                           gsize selection_start,
                                           gsize selection_end,
                                           gboolean in_code,
                                           const char *newline);
GalleyFormatChange *
galley_format_indent (const char *text, gsize length, gsize selection_start, gsize selection_end);
GalleyFormatChange *
galley_format_outdent (const char *text, gsize length, gsize selection_start, gsize selection_end);
GalleyFormatChange *galley_format_toggle_bold (const char *text,
                                               gsize length,
                                               gsize selection_start,
                                               gsize selection_end);
GalleyFormatChange *galley_format_toggle_italic (const char *text,
                                                 gsize length,
                                                 gsize selection_start,
                                                 gsize selection_end);
GalleyFormatChange *
galley_format_link (const char *text, gsize length, gsize selection_start, gsize selection_end);
GalleyFormatChange *galley_format_paste (const char *text,
                                         gsize length,
                                         gsize selection_start,
                                         gsize selection_end,
                                         const char *pasted);
gboolean galley_format_is_url (const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFormatChange, galley_format_change_free)

G_END_DECLS
