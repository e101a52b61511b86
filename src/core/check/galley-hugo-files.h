/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean galley_hugo_files_copy (const char *from, const char *to, goffset size_max);
void galley_hugo_files_remove (const char *path);
void galley_hugo_files_remove_old (const char *folder, const char *prefix);
char *galley_hugo_files_find (const char *folder, const char *name);
gboolean
galley_hugo_files_write (const char *path, const char *text, gssize length, GError **error);

G_END_DECLS
