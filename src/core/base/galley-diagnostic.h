/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_SEVERITY_ERROR,
  GALLEY_SEVERITY_WARNING,
} GalleySeverity;

/**
 * GalleyDiagnostic:
 * @severity: how bad it is
 * @rule: which check said so, a static name such as "front-matter"
 * @offset: where it starts in the file, in bytes
 * @length: how long the place is, in bytes
 * @line: the line in the file, from 1
 * @column: the column in characters, from 1
 * @message: what is wrong and what to do, for people
 * @file: (nullable): the path of the file it is in, when that is not the text itself
 * @fix: (nullable) (element-type GalleyEdit): what mends it, in the offsets of the file
 *
 * Something wrong at a place of the text.
 */
struct _GalleyDiagnostic
{
  GalleySeverity severity;
  const char *rule;
  gsize offset;
  gsize length;
  guint line;
  guint column;
  char *message;
  char *file;
  GArray *fix;
};

GalleyDiagnostic *galley_diagnostic_new (GalleySeverity severity,
                                         const char *rule,
                                         gsize offset,
                                         gsize length,
                                         char *message);
void galley_diagnostic_free (GalleyDiagnostic *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDiagnostic, galley_diagnostic_free)

G_END_DECLS
