/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-edit.h"

G_BEGIN_DECLS

/* As the number of an entry: after the last one of the section. */
#define GALLEY_ENTRY_LAST G_MAXUINT

/**
 * GalleyIssueChange:
 * @edits: (element-type GalleyEdit): what changes in the text of the issue
 * @section: which section it is about afterwards, from 0
 * @entry: which entry of it, from 0; %GALLEY_ENTRY_LAST when it is about the section
 * @cursor: where people go on writing, in bytes of the text afterwards: the first empty field of a
 *   new entry, else the start of what was moved
 *
 * What an operation on an issue does.
 */
typedef struct
{
  GArray *edits;
  guint section;
  guint entry;
  gsize cursor;
} GalleyIssueChange;

static inline void
galley_issue_change_free (GalleyIssueChange *self)
{
  g_array_unref (self->edits);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIssueChange, galley_issue_change_free)

G_END_DECLS
