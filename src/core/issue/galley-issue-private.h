/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-entry-head.h"
#include "galley-issue.h"
#include "galley-line-index.h"

G_BEGIN_DECLS

GPtrArray *galley_issue_parse (GalleyProof *proof);
void galley_issue_identify (GPtrArray *sections, GPtrArray *previous, guint64 *last_id);

void galley_entry_free (GalleyEntry *self);
void galley_section_free (GalleySection *self);

G_END_DECLS
