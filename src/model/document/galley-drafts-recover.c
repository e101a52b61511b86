/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-drafts-private.h"

#include "galley-draft-folder.h"
#include "galley-file-recover.h"

/* How long disks that do not answer keep the others waiting, in microseconds. */
#define PATIENCE (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  char *root;
  GStrv folders;
  GPtrArray *adopted;
  GPtrArray *drafts;
} Recovery;

static void
recovery_free (Recovery *self)
{
  g_free (self->root);
  g_strfreev (self->folders);
  g_clear_pointer (&self->adopted, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_free (self);
}

/* A save that was under way leaves its text as a draft, too. */
static gboolean
is_known (GPtrArray *drafts, const GalleyDraft *draft)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const GalleyDraft *other = g_ptr_array_index (drafts, i);

      if (draft->uri != NULL && g_strcmp0 (other->uri, draft->uri) == 0
          && g_bytes_equal (other->text, draft->text))
        return TRUE;
    }

  return FALSE;
}

static void
recover_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *self = data;

  galley_file_recover ((const char *const *) self->folders, self->root, PATIENCE);
  self->adopted = galley_draft_folder_adopt (self->root);
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_draft_free);

  for (guint i = 0; i < self->adopted->len; i++)
    {
      g_autoptr (GPtrArray) drafts =
        galley_draft_folder_read (g_ptr_array_index (self->adopted, i));

      while (drafts->len > 0)
        {
          g_autoptr (GalleyDraft) draft = g_ptr_array_steal_index (drafts, 0);

          if (!is_known (self->drafts, draft))
            g_ptr_array_add (self->drafts, g_steal_pointer (&draft));
          else
            galley_draft_folder_remove (draft->path, NULL);
        }
    }

  g_task_return_boolean (task, TRUE);
}

static void
recover_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Recovery *recovery = g_task_get_task_data (G_TASK (result));

  _galley_drafts_take_adopted (g_task_get_source_object (task),
                               g_steal_pointer (&recovery->adopted));
  g_task_return_pointer (task, g_steal_pointer (&recovery->drafts),
                         (GDestroyNotify) g_ptr_array_unref);
}

/**
 * galley_drafts_recover_async:
 * @self: the drafts
 * @folders: (nullable) (array zero-terminated=1): see galley_file_recover()
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes over what programs left behind that ended without saving, after what they were writing in
 * place is finished. Each draft stays on the disk until it is given to galley_drafts_watch() with
 * its document, and that is saved.
 */
void
galley_drafts_recover_async (GalleyDrafts *self,
                             const char *const *folders,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  Recovery *recovery;
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_recover_async);

  recovery = g_new0 (Recovery, 1);
  recovery->root = g_strdup (_galley_drafts_get_root (self));
  recovery->folders = g_strdupv ((GStrv) folders);

  inner = g_task_new (NULL, NULL, recover_cb, task);
  g_task_set_source_tag (inner, recover_thread);
  g_task_set_task_data (inner, recovery, (GDestroyNotify) recovery_free);
  g_task_run_in_thread (inner, recover_thread);
}

/**
 * galley_drafts_recover_finish:
 * @self: the drafts
 * @result: what the callback was given
 *
 * Returns: (transfer full) (element-type GalleyDraft): the drafts
 */
GPtrArray *
galley_drafts_recover_finish (GalleyDrafts *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
