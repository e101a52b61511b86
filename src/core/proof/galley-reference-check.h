/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

void galley_reference_check (const GalleyBody *body, GPtrArray *diagnostics);

G_END_DECLS
