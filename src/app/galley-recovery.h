/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-drafts.h"

G_BEGIN_DECLS

typedef void (*GalleyRecoveryFunc) (const GalleyDraft *draft, gpointer data);

void galley_recovery_run (GalleyDrafts *drafts, GalleyRecoveryFunc function, gpointer data);

G_END_DECLS
