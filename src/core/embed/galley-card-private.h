/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-card.h"

G_BEGIN_DECLS

gboolean galley_card_append_embed (GString *out,
                                   const GalleyShortcode *shortcode,
                                   GalleyShortcodePlace place);
gboolean galley_card_append_known (GString *out,
                                   const GalleyBody *body,
                                   const GalleyShortcode *shortcode,
                                   GalleyShortcodePlace place);
void galley_card_append_approximate (GString *out);
void
galley_card_append_inner (GString *out, const GalleyBody *body, const GalleyShortcode *shortcode);

G_END_DECLS
