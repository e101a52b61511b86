/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block.h"
#include "galley-output.h"
#include "galley-reading.h"

G_BEGIN_DECLS

/**
 * GalleyProofOptions:
 * @output: what it is made for
 * @reading: (nullable): how the page is read, %NULL for one that has no site
 * @resolve_links: whether links lead where Hugo's own render hook makes them lead; such a proof is
 *   made anew each time
 *
 * How a proof is made; %NULL stands for all defaults, the HTML as it is published.
 */
typedef struct
{
  GalleyOutput output;
  GalleyReading *reading;
  gboolean resolve_links;
} GalleyProofOptions;

#define GALLEY_TYPE_PROOF (galley_proof_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProof, galley_proof, GALLEY, PROOF, GObject)

GalleyProof *
galley_proof_new (GBytes *text, const GalleyProofOptions *options, GalleyProof *previous);
GBytes *galley_proof_get_text (GalleyProof *self);
const GalleyFrontMatter *galley_proof_get_front_matter (GalleyProof *self);
const GalleyBlock *galley_proof_get_blocks (GalleyProof *self, gsize *n_blocks);
const char *galley_proof_get_title_html (GalleyProof *self);
GPtrArray *galley_proof_get_diagnostics (GalleyProof *self);
const char *galley_proof_get_title (GalleyProof *self);
gsize galley_proof_find_block (GalleyProof *self, guint line);

G_END_DECLS
