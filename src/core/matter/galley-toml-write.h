/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-change.h"

G_BEGIN_DECLS

char *galley_toml_dup_key (const char *key);
char *galley_toml_dup_value (const GalleyValue *value, GalleyValueStyle style, const char *newline);

G_END_DECLS
