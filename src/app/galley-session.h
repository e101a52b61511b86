/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-window.h"

G_BEGIN_DECLS

typedef void (*GalleySessionFunc) (GFile *file, GKeyFile *keys, const char *group, gpointer data);

void galley_session_save (GList *windows);
void galley_session_load (GalleySessionFunc function, gpointer data);
void galley_session_apply (GalleyWindow *window, GFile *file, GKeyFile *keys, const char *group);

G_END_DECLS
