/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-value.h"

G_BEGIN_DECLS

gboolean galley_value_is_special (const GalleyValue *self);
gboolean galley_value_equal (const GalleyValue *a, const GalleyValue *b);
gboolean galley_value_keeps_quotes (const GalleyValue *old, const GalleyValue *value);
GalleyValue *galley_value_new_string (const char *text);
GalleyValue *galley_value_copy_data (const GalleyValue *self);
GalleyValue *galley_value_copy_along (GalleyValue *root,
                                      const guint *indexes,
                                      guint n_indexes,
                                      GalleyValue **last);

G_END_DECLS
