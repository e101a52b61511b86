/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef gboolean (*GalleyTestCondition) (gpointer data);

void galley_test_wait_until (GalleyTestCondition condition, gpointer data);
void galley_test_settle (void);

char *galley_test_folder_new (void);
void galley_test_folder_remove (char *path);
void galley_test_file_write (const char *path, const void *data, gssize length);
GBytes *galley_test_file_read (const char *path);
void galley_test_file_assert (const char *path, const void *data, gssize length);

G_END_DECLS
