/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-blocks.h"

G_BEGIN_DECLS

const GalleyBody *galley_proof_peek_body (GalleyProof *self);
const GalleyBlocks *galley_proof_peek_blocks (GalleyProof *self);

G_END_DECLS
