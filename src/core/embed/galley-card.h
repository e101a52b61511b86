/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

/**
 * GalleyCardPlace:
 * @GALLEY_CARD_BLOCK: alone in a paragraph
 * @GALLEY_CARD_INLINE: among other text
 * @GALLEY_CARD_ATTRIBUTE: in the value of an attribute, where no element can be
 * @GALLEY_CARD_ADDRESS: in the address of a link or an image
 */
typedef enum
{
  GALLEY_CARD_BLOCK,
  GALLEY_CARD_INLINE,
  GALLEY_CARD_ATTRIBUTE,
  GALLEY_CARD_ADDRESS,
} GalleyCardPlace;

void galley_card_append (GString *out,
                         const GalleyBody *body,
                         const GalleyShortcode *shortcode,
                         GalleyCardPlace place);

G_END_DECLS
