/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void galley_code_options_append (GString *out, const char *info);

G_END_DECLS
