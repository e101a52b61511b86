/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GFile *galley_grants_find (GFile *file);
gboolean galley_grants_add (GFile *folder, GFile *file);
char *galley_grants_dup_site_folder (const char *host_path, gboolean *is_site);
gboolean galley_grants_is_declined (const char *folder);
void galley_grants_decline (const char *folder);

G_END_DECLS
