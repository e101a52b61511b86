/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *galley_new_issue_text (const char *const *languages, GDateTime *date);

G_END_DECLS
