/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-proof.h"

G_BEGIN_DECLS

GalleyDialect *proof_check_new_dialect (void);
void proof_check_sane (GalleyProof *proof);
void proof_check_same (GalleyProof *updated, GalleyProof *fresh);
gsize proof_check_count_shared (GalleyProof *updated, GalleyProof *previous);

G_END_DECLS
