/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"

G_BEGIN_DECLS

gboolean galley_east_asian_keeps_break (GalleyLineBreaks style, gunichar before, gunichar after);

G_END_DECLS
