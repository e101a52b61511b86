/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-proof.h"
#include "galley-link-targets.h"

G_BEGIN_DECLS

/**
 * GalleyLinkReport:
 *
 * What is wrong with the links and pictures of a proof. Immutable.
 */
typedef struct _GalleyLinkReport GalleyLinkReport;

GalleyLinkReport *galley_link_report_new (GalleyProof *proof,
                                          GalleyLinkTargets *files,
                                          const GalleyLinkReport *previous);
GalleyLinkReport *galley_link_report_ref (GalleyLinkReport *self);
void galley_link_report_unref (GalleyLinkReport *self);
GVariant *galley_link_report_get_broken (const GalleyLinkReport *self);
GPtrArray *galley_link_report_get_diagnostics (const GalleyLinkReport *self);
GPtrArray *galley_link_report_get_folders (const GalleyLinkReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLinkReport, galley_link_report_unref)

G_END_DECLS
