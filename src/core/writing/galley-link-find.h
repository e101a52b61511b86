/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

char *galley_link_find (const char *text, gsize length, gsize offset);

G_END_DECLS
