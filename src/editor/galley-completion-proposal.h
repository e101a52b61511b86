/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "galley-snippet-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_COMPLETION_PROPOSAL (galley_completion_proposal_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCompletionProposal,
                      galley_completion_proposal,
                      GALLEY,
                      COMPLETION_PROPOSAL,
                      GObject)

GalleyCompletionProposal *
galley_completion_proposal_new (GalleySnippetItem *item, GalleyScope scope, const char *word);
GalleySnippetItem *galley_completion_proposal_get_item (GalleyCompletionProposal *self);
const char *galley_completion_proposal_get_word (GalleyCompletionProposal *self);
void galley_completion_proposal_display (GalleyCompletionProposal *self,
                                         GtkSourceCompletionCell *cell,
                                         const char *typed);

G_END_DECLS
