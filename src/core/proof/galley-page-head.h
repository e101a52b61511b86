/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"

G_BEGIN_DECLS

char *galley_page_head_dup_title (const GalleyFrontMatter *front_matter);

G_END_DECLS
