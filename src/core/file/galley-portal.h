/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The attribute by which the document portal tells where a file really is. */
#define GALLEY_PORTAL_HOST_PATH "user.document-portal.host-path"

gboolean galley_portal_is_lone_file (const char *path);
char *galley_portal_dup_host_path (const char *path);
char *galley_portal_find_in_folder (const char *path, const char *folder);

G_END_DECLS
