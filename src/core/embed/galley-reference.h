/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

const GalleyValue *galley_reference_find_param (const GalleyBody *body, const char *name);
char *galley_reference_dup_problem (const GalleyBody *body, const GalleyShortcode *shortcode);

G_END_DECLS
