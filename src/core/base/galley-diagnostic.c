/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-diagnostic.h"

/**
 * galley_diagnostic_new:
 * @severity: how bad it is
 * @rule: which check says so; a static string
 * @offset: where it starts in the file, in bytes
 * @length: how long the place is, in bytes
 * @message: (transfer full): what is wrong and what to do, for people
 *
 * Makes a diagnostic whose line and column are not known yet (0); the proof, which has the line
 * index, fills them in.
 *
 * Returns: (transfer full): the diagnostic
 */
GalleyDiagnostic *
galley_diagnostic_new (GalleySeverity severity,
                       const char *rule,
                       gsize offset,
                       gsize length,
                       char *message)
{
  GalleyDiagnostic *self = g_new0 (GalleyDiagnostic, 1);

  self->severity = severity;
  self->rule = rule;
  self->offset = offset;
  self->length = length;
  self->message = message;

  return self;
}

void
galley_diagnostic_free (GalleyDiagnostic *self)
{
  if (self == NULL)
    return;

  g_free (self->message);
  g_free (self->file);
  g_clear_pointer (&self->fix, g_array_unref);
  g_free (self);
}
