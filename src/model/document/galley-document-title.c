/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include <glib/gi18n.h>

#include <string.h>

/* The name of a file as people read it. */
char *
_galley_document_dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

/* The folder as people know it; %NULL if it says nothing to them. */
static char *
dup_folder_name (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  g_autofree char *portal = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);
  const char *home = g_get_home_dir ();
  gsize n = strlen (home);

  if (path == NULL)
    return folder != NULL ? g_file_get_parse_name (folder) : NULL;

  /* What a portal hands out lies in a folder with a random name. */
  if (g_str_has_prefix (path, portal))
    return NULL;

  if (n > 1 && strncmp (path, home, n) == 0 && (path[n] == '/' || path[n] == '\0'))
    {
      g_autofree char *tail = g_filename_display_name (path + n);

      return g_strconcat ("~", tail, NULL);
    }

  return g_filename_display_name (path);
}

/* See GalleyDocument:title. */
char *
_galley_document_dup_title (GalleyDocument *self)
{
  GalleyProof *proof = galley_document_get_proof (self);
  const char *title = proof != NULL ? galley_proof_get_title (proof) : NULL;

  if (title != NULL && *title != '\0')
    return g_strdup (title);

  return self->file != NULL ? _galley_document_dup_name (self->file) : g_strdup (_ ("New Issue"));
}

/* See GalleyDocument:subtitle. */
char *
_galley_document_dup_subtitle (GalleyDocument *self)
{
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  if (self->file == NULL)
    return g_strdup (_ ("Not saved yet"));

  name = _galley_document_dup_name (self->file);
  folder = dup_folder_name (self->file);

  return folder != NULL ? g_strconcat (name, " — ", folder, NULL) : g_steal_pointer (&name);
}
