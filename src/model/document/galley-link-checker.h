/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-link-report.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_LINK_CHECKER (galley_link_checker_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLinkChecker, galley_link_checker, GALLEY, LINK_CHECKER, GObject)

GalleyLinkChecker *galley_link_checker_new (void);
void galley_link_checker_set_files (GalleyLinkChecker *self, GalleyLinkTargets *files);
void galley_link_checker_set_proof (GalleyLinkChecker *self, GalleyProof *proof);
void galley_link_checker_check_again (GalleyLinkChecker *self);
void galley_link_checker_stop (GalleyLinkChecker *self);
GalleyLinkTargets *galley_link_checker_get_files (GalleyLinkChecker *self);
GalleyLinkReport *galley_link_checker_get_report (GalleyLinkChecker *self);

G_END_DECLS
