/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *const *galley_help_get_pages (void);
GBytes *galley_help_find_page (const char *page, const char *const *languages);
char *galley_help_dup_title (GBytes *text);
const char *galley_help_find_target (const char *destination);

G_END_DECLS
