/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * GalleyOutput:
 * @GALLEY_OUTPUT_PUBLISHED: the HTML as Hugo publishes it
 * @GALLEY_OUTPUT_PREVIEW: the HTML for the eye: what a site makes with templates and scripts of its
 *   own is shown, and elements inside a block carry `data-l`, their line counted from the block's
 *   first, so that a place of the page can be told to its source line
 *
 * What a text is rendered for.
 */
typedef enum
{
  GALLEY_OUTPUT_PUBLISHED,
  GALLEY_OUTPUT_PREVIEW,
} GalleyOutput;
