/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-shortcode-set.h"
#include "galley-shortcode.h"

G_BEGIN_DECLS

GPtrArray *galley_shortcode_scan (const char *text,
                                  gsize length,
                                  gsize base_offset,
                                  const GalleyShortcodeSet *set,
                                  GPtrArray *diagnostics);

G_END_DECLS
