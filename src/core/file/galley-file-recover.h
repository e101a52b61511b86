/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void galley_file_recover (const char *const *folders, const char *drafts, gint64 patience);

G_END_DECLS
