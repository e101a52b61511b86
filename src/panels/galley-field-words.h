/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *galley_field_words_get (const char *name);
const char *const *galley_field_words_list_names (void);

G_END_DECLS
