/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-window.h"

G_BEGIN_DECLS

typedef struct _GalleySession GalleySession;

typedef void (*GalleySessionFunc) (GFile *file, GKeyFile *keys, const char *group, gpointer data);

GalleySession *galley_session_new (GApplication *application);
void galley_session_free (GalleySession *self);
void galley_session_save (GalleySession *self, GList *windows);
void galley_session_load (GalleySessionFunc function, gpointer data);
void galley_session_apply (GalleyWindow *window, GFile *file, GKeyFile *keys, const char *group);

G_END_DECLS
