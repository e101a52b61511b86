/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *galley_file_name_for_title (const char *title);

G_END_DECLS
