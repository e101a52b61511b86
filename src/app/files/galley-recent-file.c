/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-recent-file.h"

#include "galley-page-name.h"

#include <gtk/gtk.h>

/**
 * GalleyRecentFile:
 *
 * An issue that was opened or saved lately, as a row shows it: its file name and its folder.
 */
struct _GalleyRecentFile
{
  GObject parent_instance;

  GFile *file;
  char *name;
  char *folder;
};

enum
{
  PROP_NAME = 1,
  PROP_FOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* How many are offered: more are found faster in the file dialog. */
#define MAX_FILES 50

G_DEFINE_FINAL_TYPE (GalleyRecentFile, galley_recent_file, G_TYPE_OBJECT)

static char *
describe_folder (GFile *file)
{
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *relative = NULL;
  g_autofree char *path = NULL;

  if (parent == NULL)
    return g_strdup ("");

  if (g_file_equal (parent, home))
    return g_strdup ("~");

  relative = g_file_get_relative_path (home, parent);
  if (relative != NULL)
    path = g_strconcat ("~/", relative, NULL);
  else
    path = g_file_get_parse_name (parent);

  return g_utf8_make_valid (path, -1);
}

/* Of a page that is a folder, the folder has the name that tells it from others. */
static char *
describe_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *folder = parent != NULL ? g_file_get_basename (parent) : NULL;
  g_autofree char *folder_name = folder != NULL ? g_filename_display_name (folder) : NULL;

  if (folder_name != NULL && galley_page_name_is_bundle (name))
    return g_strdup_printf ("%s/%s", folder_name, name);

  return g_steal_pointer (&name);
}

static GalleyRecentFile *
recent_file_new (const char *uri)
{
  GalleyRecentFile *self = g_object_new (GALLEY_TYPE_RECENT_FILE, NULL);

  self->file = g_file_new_for_uri (uri);
  self->name = describe_name (self->file);
  self->folder = describe_folder (self->file);
  return self;
}

/* GTK's own manager of the desktop's list reads and writes it on the main thread. */
static char *
dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer bookmarks)
{
  GDateTime *first = g_bookmark_file_get_visited_date_time (bookmarks, *(char **) a, NULL);
  GDateTime *second = g_bookmark_file_get_visited_date_time (bookmarks, *(char **) b, NULL);

  if (first == NULL || second == NULL)
    return (second != NULL) - (first != NULL);

  return g_date_time_compare (second, first);
}

/**
 * galley_recent_files_read:
 *
 * Reads which files Galley opened or saved lately. Whether they still exist is not looked at.
 * Blocks; any thread may.
 *
 * Returns: (transfer full) (element-type utf8): their addresses, newest first
 */
GPtrArray *
galley_recent_files_read (void)
{
  GPtrArray *uris = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBookmarkFile) bookmarks = g_bookmark_file_new ();
  g_autofree char *path = dup_path ();
  g_auto (GStrv) all = NULL;

  if (!g_bookmark_file_load_from_file (bookmarks, path, NULL))
    return uris;

  all = g_bookmark_file_get_uris (bookmarks, NULL);
  for (guint i = 0; all[i] != NULL; i++)
    if (g_bookmark_file_has_application (bookmarks, all[i], APP_ID, NULL))
      g_ptr_array_add (uris, g_strdup (all[i]));
  g_ptr_array_sort_with_data (uris, compare_newest_first, bookmarks);
  g_ptr_array_set_size (uris, MIN (uris->len, MAX_FILES));

  return uris;
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, galley_recent_files_read (), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * galley_recent_files_list_async:
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads the files that Galley opened or saved lately.
 */
void
galley_recent_files_list_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, galley_recent_files_list_async);
  g_task_run_in_thread (task, list_thread);
}

/**
 * galley_recent_files_list_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (element-type GalleyRecentFile): the files, newest first
 */
GListModel *
galley_recent_files_list_finish (GAsyncResult *result)
{
  g_autoptr (GPtrArray) uris = g_task_propagate_pointer (G_TASK (result), NULL);
  GListStore *store = g_list_store_new (GALLEY_TYPE_RECENT_FILE);

  for (guint i = 0; i < uris->len; i++)
    {
      g_autoptr (GalleyRecentFile) recent = recent_file_new (g_ptr_array_index (uris, i));

      g_list_store_append (store, recent);
    }

  return G_LIST_MODEL (store);
}

G_LOCK_DEFINE_STATIC (adding);

static void
add_thread (GTask *task, gpointer source, gpointer uri, GCancellable *cancellable)
{
  g_autoptr (GBookmarkFile) bookmarks = g_bookmark_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *path = dup_path ();
  g_autoptr (GError) error = NULL;

  G_LOCK (adding);
  if (g_bookmark_file_load_from_file (bookmarks, path, &error)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_clear_error (&error);
      g_bookmark_file_set_mime_type (bookmarks, uri, "text/markdown");
      g_bookmark_file_add_application (bookmarks, uri, APP_ID, "galley %u");
      g_bookmark_file_set_visited_date_time (bookmarks, uri, now);
      g_bookmark_file_to_file (bookmarks, path, &error);
    }
  G_UNLOCK (adding);

  if (error != NULL)
    g_message ("%s: %s", path, error->message);
  g_task_return_boolean (task, TRUE);
}

static void
added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_application_release (user_data);
}

/**
 * galley_recent_files_add:
 * @file: a file that was just opened or saved
 *
 * Remembers @file, for Galley and for the desktop.
 */
void
galley_recent_files_add (GFile *file)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GTask) task = NULL;
  gboolean enabled;

  g_object_get (gtk_settings_get_default (), "gtk-recent-files-enabled", &enabled, NULL);
  if (!enabled)
    return;

  /* The last window may be gone before it is written. */
  g_application_hold (application);
  task = g_task_new (NULL, NULL, added_cb, application);
  g_task_set_source_tag (task, galley_recent_files_add);
  g_task_set_task_data (task, g_file_get_uri (file), g_free);
  g_task_run_in_thread (task, add_thread);
}

/**
 * galley_recent_file_get_file:
 * @self: a recent file
 *
 * Returns: (transfer none): where it is.
 */
GFile *
galley_recent_file_get_file (GalleyRecentFile *self)
{
  g_return_val_if_fail (GALLEY_IS_RECENT_FILE (self), NULL);

  return self->file;
}

/**
 * galley_recent_file_matches:
 * @self: a recent file
 * @text: what someone typed to find it
 *
 * Returns: whether @text is in the file's name or folder, in any case of letters.
 */
gboolean
galley_recent_file_matches (GalleyRecentFile *self, const char *text)
{
  g_autofree char *needle = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (GALLEY_IS_RECENT_FILE (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  needle = g_utf8_casefold (text, -1);
  name = g_utf8_casefold (self->name, -1);
  folder = g_utf8_casefold (self->folder, -1);
  return strstr (name, needle) != NULL || strstr (folder, needle) != NULL;
}

static void
galley_recent_file_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GalleyRecentFile *self = GALLEY_RECENT_FILE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
galley_recent_file_finalize (GObject *object)
{
  GalleyRecentFile *self = GALLEY_RECENT_FILE (object);

  g_clear_object (&self->file);
  g_free (self->name);
  g_free (self->folder);

  G_OBJECT_CLASS (galley_recent_file_parent_class)->finalize (object);
}

static void
galley_recent_file_class_init (GalleyRecentFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_recent_file_get_property;
  object_class->finalize = galley_recent_file_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDER] =
    g_param_spec_string ("folder", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_recent_file_init (GalleyRecentFile *self)
{
}
