/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

GPtrArray *galley_hugo_log_parse (const char *output,
                                  const char *root,
                                  const char *overlay,
                                  const char *page_path,
                                  const char *page_name);

G_END_DECLS
