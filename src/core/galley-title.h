/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-front-matter.h"

G_BEGIN_DECLS

char *galley_title_new (const GalleyFrontMatter *front_matter);

G_END_DECLS
