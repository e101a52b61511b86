/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippets.h"

#include "galley-edit.h"
#include "galley-file-monitor.h"
#include "galley-file.h"

#include <glib/gi18n.h>

#define USER_FILE "galley.snippets"

/**
 * GalleySnippets:
 *
 * The snippets there are for a document: those of Galley, of the person, and of the site the
 * document is in. They are read anew when a file changes and when the document moves.
 */
struct _GalleySnippets
{
  GObject parent_instance;

  char *user_folder;
  GSignalGroup *document_signals;
  GalleyDocument *document;
  GCancellable *cancellable;

  GalleySnippetSet *set;
  GListStore *items;
  GalleyFileMonitor *user_monitor;
  GalleyFileMonitor *site_monitor;
  guint loading : 1;
  guint again : 1;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySnippets, galley_snippets, G_TYPE_OBJECT)

typedef struct
{
  char *user_folder;
  char *folder;
} LoadData;

static void reload (GalleySnippets *self);

static void
load_data_free (gpointer data)
{
  LoadData *load = data;

  g_free (load->user_folder);
  g_free (load->folder);
  g_free (load);
}

static void
monitor_folder (GalleySnippets *self, GalleyFileMonitor **monitor, const char *path)
{
  g_clear_object (monitor);
  if (path == NULL)
    return;

  *monitor = galley_file_monitor_new_for_folder (path);
  g_signal_connect_object (*monitor, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (*monitor, "watching", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
}

static void
take_set (GalleySnippets *self, GalleySnippetSet *set)
{
  gboolean moved = self->set == NULL || g_strcmp0 (self->set->site_root, set->site_root) != 0;

  if (moved)
    {
      g_autofree char *folder =
        set->site_root != NULL ? galley_snippet_set_find_folder (set->site_root) : NULL;

      monitor_folder (self, &self->site_monitor, folder);
    }

  g_clear_pointer (&self->set, galley_snippet_set_free);
  self->set = set;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       set->items->pdata, set->items->len);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LoadData *load = task_data;

  g_task_return_pointer (task,
                         galley_snippet_set_new (load->user_folder, load->folder, cancellable),
                         (GDestroyNotify) galley_snippet_set_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySnippets) self = user_data;
  GalleySnippetSet *set = g_task_propagate_pointer (G_TASK (result), NULL);

  self->loading = FALSE;
  /* Cancelled: nobody wants it any more. */
  if (set == NULL)
    return;
  take_set (self, set);
  if (self->again)
    reload (self);
}

/* One at a time; what changes meanwhile is read once more, however often it changes. */
static void
reload (GalleySnippets *self)
{
  g_autoptr (GTask) task = NULL;
  GFile *file = self->document != NULL ? galley_document_get_file (self->document) : NULL;
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  LoadData *load;

  self->again = self->loading;
  if (self->loading || g_cancellable_is_cancelled (self->cancellable))
    return;

  load = g_new0 (LoadData, 1);
  load->user_folder = g_strdup (self->user_folder);
  load->folder = folder != NULL ? g_file_get_path (folder) : NULL;
  self->loading = TRUE;
  /* No source object: the thread may be the last to let go of the task and what it holds. */
  task = g_task_new (NULL, self->cancellable, loaded_cb, g_object_ref (self));
  g_task_set_source_tag (task, reload);
  g_task_set_task_data (task, load, load_data_free);
  g_task_run_in_thread (task, load_thread);
}

static void
galley_snippets_dispose (GObject *object)
{
  GalleySnippets *self = GALLEY_SNIPPETS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->user_monitor);
  g_clear_object (&self->site_monitor);

  G_OBJECT_CLASS (galley_snippets_parent_class)->dispose (object);
}

static void
galley_snippets_finalize (GObject *object)
{
  GalleySnippets *self = GALLEY_SNIPPETS (object);

  g_clear_pointer (&self->set, galley_snippet_set_free);
  g_clear_object (&self->items);
  g_clear_object (&self->cancellable);
  g_free (self->user_folder);

  G_OBJECT_CLASS (galley_snippets_parent_class)->finalize (object);
}

static void
galley_snippets_class_init (GalleySnippetsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_snippets_dispose;
  object_class->finalize = galley_snippets_finalize;

  /**
   * GalleySnippets::changed:
   *
   * The snippets, or what is wrong with their files, were read anew.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_snippets_init (GalleySnippets *self)
{
  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (GALLEY_TYPE_SNIPPET_ITEM);
  self->document_signals = g_signal_group_new (GALLEY_TYPE_DOCUMENT);
  g_signal_group_connect_object (self->document_signals, "notify::file", G_CALLBACK (reload), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * galley_snippets_new:
 * @user_folder: (nullable): the folder with people's own snippets; %NULL for the usual one
 *
 * Makes the snippets of no document. Galley's own are there at once.
 *
 * Returns: (transfer full): the snippets
 */
GalleySnippets *
galley_snippets_new (const char *user_folder)
{
  GalleySnippets *self = g_object_new (GALLEY_TYPE_SNIPPETS, NULL);

  self->user_folder = user_folder != NULL
                        ? g_strdup (user_folder)
                        : g_build_filename (g_get_user_data_dir (), "galley", "snippets", NULL);
  take_set (self, galley_snippet_set_new_shipped ());
  monitor_folder (self, &self->user_monitor, self->user_folder);
  reload (self);
  return self;
}

/**
 * galley_snippets_set_document:
 * @self: snippets
 * @document: (nullable): the document they are for
 *
 * Takes those of the site the document is in.
 */
void
galley_snippets_set_document (GalleySnippets *self, GalleyDocument *document)
{
  g_return_if_fail (GALLEY_IS_SNIPPETS (self));

  if (!g_set_object (&self->document, document))
    return;
  g_signal_group_set_target (self->document_signals, document);
  reload (self);
}

/**
 * galley_snippets_get_items:
 * @self: snippets
 *
 * Returns: (transfer none): a list of #GalleySnippetItem: all that apply somewhere
 */
GListModel *
galley_snippets_get_items (GalleySnippets *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPETS (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * galley_snippets_get_problems:
 * @self: snippets
 *
 * Returns: (transfer none) (element-type GalleySnippetProblem): the files that are wrong
 */
GPtrArray *
galley_snippets_get_problems (GalleySnippets *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPETS (self), NULL);

  return self->set->problems;
}

/**
 * galley_snippets_get_shortcodes:
 * @self: snippets
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the shortcodes that can be
 *   used: Hugo's and the site's
 */
const char *const *
galley_snippets_get_shortcodes (GalleySnippets *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPETS (self), NULL);

  return (const char *const *) self->set->shortcodes;
}

/**
 * galley_snippets_get_site_root:
 * @self: snippets
 *
 * Returns: (transfer none) (nullable): the folder of the site whose snippets are among them
 */
const char *
galley_snippets_get_site_root (GalleySnippets *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPETS (self), NULL);

  return self->set->site_root;
}

/**
 * galley_snippets_find:
 * @self: snippets
 * @scope: what the place is where the word stands
 * @word: a trigger, or a word that means one
 *
 * Returns: (transfer none) (nullable): the snippet that the word stands for there
 */
GalleySnippetItem *
galley_snippets_find (GalleySnippets *self, GalleyScope scope, const char *word)
{
  GalleySnippetItem *item;
  const char *trigger;

  g_return_val_if_fail (GALLEY_IS_SNIPPETS (self), NULL);
  g_return_val_if_fail (word != NULL, NULL);

  if (scope >= GALLEY_N_SCOPES)
    return NULL;
  item = g_hash_table_lookup (self->set->by_trigger[scope], word);
  if (item == NULL && (trigger = galley_snippet_find_trigger (word)) != NULL)
    item = g_hash_table_lookup (self->set->by_trigger[scope], trigger);
  return item;
}

/**
 * galley_snippets_list:
 * @self: snippets
 * @scope: what the place is; %GALLEY_SCOPE_NOWHERE for any
 * @prefix: the start of a word, may be empty
 *
 * Lists what somebody who writes @prefix may mean.
 *
 * Returns: (transfer full) (element-type GalleySnippetItem): the snippets
 */
GPtrArray *
galley_snippets_list (GalleySnippets *self, GalleyScope scope, const char *prefix)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (GALLEY_IS_SNIPPETS (self), list);
  g_return_val_if_fail (prefix != NULL, list);

  for (guint i = 0; i < self->set->items->len; i++)
    {
      GalleySnippetItem *item = g_ptr_array_index (self->set->items, i);
      const GalleySnippet *snippet = galley_snippet_item_get_snippet (item);

      if (scope < GALLEY_N_SCOPES
          && g_hash_table_lookup (self->set->by_trigger[scope], snippet->trigger) != item)
        continue;
      if (galley_snippet_match (snippet, prefix) != NULL)
        g_ptr_array_add (list, g_object_ref (item));
    }
  return list;
}

static GalleySnippet *
new_example (GalleySnippets *self)
{
  GalleySnippet *snippet = g_new0 (GalleySnippet, 1);
  GHashTable *taken = self->set->by_trigger[GALLEY_SCOPE_BODY];

  g_atomic_ref_count_init (&snippet->ref_count);
  snippet->trigger = g_strdup ("mine");
  for (guint i = 2; g_hash_table_contains (taken, snippet->trigger); i++)
    {
      g_free (snippet->trigger);
      snippet->trigger = g_strdup_printf ("mine%u", i);
    }
  snippet->name = g_strdup (_ ("My Snippet"));
  snippet->description = g_strdup (_ ("What it is for"));
  snippet->texts[GALLEY_SCOPE_BODY] =
    g_strdup ("[${1:$TM_SELECTED_TEXT|name}](${2:$LINK|https://})$0");
  return snippet;
}

typedef struct
{
  char *folder;
  GalleySnippet *snippet;
} EditData;

static void
edit_data_free (gpointer data)
{
  EditData *edit = data;

  g_free (edit->folder);
  galley_snippet_unref (edit->snippet);
  g_free (edit);
}

static GFile *
add_to_file (EditData *edit, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (edit->folder, USER_FILE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (edit->folder);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) before = galley_file_read (file, cancellable, &local_error);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GArray) edits = NULL;
  const char *text;
  gsize length = 0;
  char *changed;

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (&local_error);
      if (!g_file_make_directory_with_parents (folder, cancellable, &local_error)
          && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  text = before != NULL ? g_bytes_get_data (before, &length) : NULL;
  edits = galley_snippet_file_add (text != NULL ? text : "", length, edit->snippet, error);
  if (edits == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  changed = galley_edit_list_apply (edits, text != NULL ? text : "", length, &length);
  after = g_bytes_new_take (changed, length);
  return galley_file_write (file, after, cancellable, error) ? g_steal_pointer (&file) : NULL;
}

static void
edit_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GFile *file = add_to_file (task_data, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = g_task_propagate_pointer (G_TASK (result), &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_snippets_edit_async:
 * @self: snippets
 * @item: (nullable): what to edit; %NULL for a new one
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * Prepares a file in which the snippet can be edited: its own, or for one of Galley's, people's
 * file with a copy of it.
 */
void
galley_snippets_edit_async (GalleySnippets *self,
                            GalleySnippetItem *item,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) inner = NULL;
  GFile *file;
  EditData *edit;

  g_return_if_fail (GALLEY_IS_SNIPPETS (self));
  g_return_if_fail (item == NULL || GALLEY_IS_SNIPPET_ITEM (item));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_snippets_edit_async);
  file = item != NULL ? galley_snippet_item_get_file (item) : NULL;
  if (file != NULL)
    {
      g_task_return_pointer (task, g_object_ref (file), g_object_unref);
      return;
    }

  edit = g_new0 (EditData, 1);
  edit->folder = g_strdup (self->user_folder);
  edit->snippet = item != NULL
                    ? galley_snippet_ref ((GalleySnippet *) galley_snippet_item_get_snippet (item))
                    : new_example (self);
  inner = g_task_new (NULL, cancellable, edited_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, edit_thread);
  g_task_set_task_data (inner, edit, edit_data_free);
  g_task_run_in_thread (inner, edit_thread);
}

/**
 * galley_snippets_edit_finish:
 * @self: snippets
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the file to open
 */
GFile *
galley_snippets_edit_finish (GalleySnippets *self, GAsyncResult *result, GError **error)
{
  GFile *file;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  file = g_task_propagate_pointer (G_TASK (result), error);
  if (file != NULL)
    reload (self);
  return file;
}
