/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-recovery.h"

typedef struct
{
  GalleyRecoveryFunc function;
  gpointer data;
} Recovery;

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Recovery *self = user_data;
  g_autoptr (GPtrArray) recovered = galley_drafts_recover_finish (GALLEY_DRAFTS (source), result);

  for (guint i = 0; i < recovered->len; i++)
    self->function (g_ptr_array_index (recovered, i), self->data);
  self->function (NULL, self->data);
}

/**
 * galley_recovery_run:
 * @drafts: where drafts are kept
 * @function: called for each text that was not saved, and with %NULL after the last
 * @data: for @function
 *
 * Looks for what was not saved when the program ended the last time.
 */
void
galley_recovery_run (GalleyDrafts *drafts, GalleyRecoveryFunc function, gpointer data)
{
  Recovery *self = g_new0 (Recovery, 1);

  self->function = function;
  self->data = data;
  galley_drafts_recover_async (drafts, NULL, recovered_cb, self);
}
