/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

void galley_value_json_append_string (GString *out, const char *text);
void galley_value_json_append (GString *out, const GalleyValue *value);

G_END_DECLS
