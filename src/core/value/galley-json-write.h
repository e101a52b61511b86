/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

gboolean galley_json_append_escape (GString *out, gunichar c);
void galley_json_append_string (GString *out, const char *text);
gboolean galley_json_append_value (GString *out, const GalleyValue *value);
char *galley_json_dup_string (const char *text);
char *galley_json_dup_number (const char *text);
char *galley_json_dup_value (const GalleyValue *value);

G_END_DECLS
