/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*GalleyNameFunc) (gpointer user_data, const char *name, const char *path);

void galley_name_dialog_ask (GtkWidget *parent,
                             const char *heading,
                             const char *accept,
                             const char *name,
                             const char *path,
                             GalleyNameFunc callback);

G_END_DECLS
