/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-recent-file.h"

#include <glib/gi18n.h>
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
describe_name (GFile *file, const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *folder = parent != NULL ? g_file_get_basename (parent) : NULL;
  g_autofree char *folder_name = folder != NULL ? g_filename_display_name (folder) : NULL;

  if (folder_name != NULL
      && (g_str_has_prefix (valid, "index.") || g_str_has_prefix (valid, "_index.")))
    return g_strdup_printf ("%s/%s", folder_name, valid);

  return g_steal_pointer (&valid);
}

static GalleyRecentFile *
recent_file_new (const char *uri, const char *name)
{
  GalleyRecentFile *self = g_object_new (GALLEY_TYPE_RECENT_FILE, NULL);

  self->file = g_file_new_for_uri (uri);
  self->name = describe_name (self->file, name);
  self->folder = describe_folder (self->file);
  return self;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_visited ((GtkRecentInfo *) b),
                              gtk_recent_info_get_visited ((GtkRecentInfo *) a));
}

static void
recent_info_free (gpointer info)
{
  gtk_recent_info_unref (info);
}

/**
 * galley_recent_files_list:
 *
 * Returns: (transfer full) (element-type GalleyRecentFile): the files Galley opened or saved
 *   lately, newest first. Whether they still exist is not looked at: it could take long.
 */
GListModel *
galley_recent_files_list (void)
{
  g_autoptr (GListStore) store = g_list_store_new (GALLEY_TYPE_RECENT_FILE);
  GList *infos = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  infos = g_list_sort (infos, compare_newest_first);
  for (GList *l = infos; l != NULL; l = l->next)
    {
      g_autoptr (GalleyRecentFile) recent = NULL;

      if (!gtk_recent_info_has_application (l->data, APP_ID))
        continue;

      recent = recent_file_new (gtk_recent_info_get_uri (l->data),
                                gtk_recent_info_get_display_name (l->data));
      g_list_store_append (store, recent);
      if (g_list_model_get_n_items (G_LIST_MODEL (store)) == MAX_FILES)
        break;
    }
  g_list_free_full (infos, recent_info_free);

  return G_LIST_MODEL (g_steal_pointer (&store));
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
  g_autofree char *uri = g_file_get_uri (file);
  char mime_type[] = "text/markdown";
  char app_name[] = APP_ID;
  char app_exec[] = "galley %u";
  GtkRecentData data = {
    .mime_type = mime_type,
    .app_name = app_name,
    .app_exec = app_exec,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
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
