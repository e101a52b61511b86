/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

gboolean galley_card_append (GString *out,
                             const GalleyBody *body,
                             const GalleyShortcode *shortcode,
                             GalleyShortcodePlace place);

G_END_DECLS
