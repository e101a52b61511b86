/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-recovery.h"

#include "galley-recent-file.h"

typedef struct
{
  GalleyDrafts *drafts;
  GalleyRecoveryFunc function;
  gpointer data;
  guint patience;
} Recovery;

/* How long a disk that does not answer puts off what the program was started for, in milliseconds.
 */
#define PATIENCE 1000

static void
patience_cb (gpointer user_data)
{
  Recovery *self = user_data;

  self->patience = 0;
  self->function (NULL, self->data);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Recovery *self = user_data;
  g_autoptr (GPtrArray) recovered = galley_drafts_recover_finish (GALLEY_DRAFTS (source), result);

  for (guint i = 0; i < recovered->len; i++)
    self->function (g_ptr_array_index (recovered, i), self->data);

  if (self->patience != 0)
    {
      g_source_remove (self->patience);
      self->function (NULL, self->data);
    }
  g_object_unref (self->drafts);
}

/* A file may have been written in place while there was no room for its record but beside it. */
static void
recent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Recovery *self = user_data;
  g_autoptr (GListModel) recent = galley_recent_files_list_finish (result);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) folders = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (recent); i++)
    {
      g_autoptr (GalleyRecentFile) file = g_list_model_get_item (recent, i);
      const char *path = g_file_peek_path (galley_recent_file_get_file (file));
      char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

      if (folder != NULL && g_hash_table_add (known, folder))
        g_strv_builder_add (builder, folder);
    }

  folders = g_strv_builder_end (builder);
  galley_drafts_recover_async (self->drafts, (const char *const *) folders, recovered_cb, self);
}

/**
 * galley_recovery_run:
 * @drafts: where drafts are kept
 * @function: called for each text that was not saved; and with %NULL after the last, or when a disk
 *   does not answer, once
 * @data: for @function
 *
 * Looks for what was not saved when the program ended the last time.
 */
void
galley_recovery_run (GalleyDrafts *drafts, GalleyRecoveryFunc function, gpointer data)
{
  Recovery *self = g_new0 (Recovery, 1);

  self->drafts = g_object_ref (drafts);
  self->function = function;
  self->data = data;
  self->patience = g_timeout_add_once (PATIENCE, patience_cb, self);
  galley_recent_files_list_async (recent_cb, self);
}
