/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-snippets.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SNIPPETS_PAGE (galley_snippets_page_get_type ())
G_DECLARE_FINAL_TYPE (GalleySnippetsPage,
                      galley_snippets_page,
                      GALLEY,
                      SNIPPETS_PAGE,
                      AdwPreferencesPage)

void galley_snippets_page_set_snippets (GalleySnippetsPage *self, GalleySnippets *snippets);

G_END_DECLS
