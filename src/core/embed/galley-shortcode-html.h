/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

gboolean galley_shortcode_html_append (GString *out,
                                       const GalleyBody *body,
                                       const GalleyShortcode *shortcode);

G_END_DECLS
