/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

const GalleyBody *galley_inner_text_get (const GalleyBody *body, const GalleyShortcode *shortcode);

G_END_DECLS
