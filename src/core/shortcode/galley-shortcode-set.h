/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-template.h"
#include "galley-value.h"

G_BEGIN_DECLS

/**
 * GalleyShortcodeInner:
 * @GALLEY_SHORTCODE_INNER_UNKNOWN: there is no shortcode of this name, as far as is known
 * @GALLEY_SHORTCODE_INNER_NONE: it must not be closed
 * @GALLEY_SHORTCODE_INNER_WANTED: it must be closed, or close itself
 *
 * Whether a shortcode has inner text.
 */
typedef enum
{
  GALLEY_SHORTCODE_INNER_UNKNOWN,
  GALLEY_SHORTCODE_INNER_NONE,
  GALLEY_SHORTCODE_INNER_WANTED,
} GalleyShortcodeInner;

GalleyShortcodeSet *galley_shortcode_set_new (void);
GalleyShortcodeSet *galley_shortcode_set_ref (GalleyShortcodeSet *self);
void galley_shortcode_set_unref (GalleyShortcodeSet *self);

void galley_shortcode_set_add (GalleyShortcodeSet *self,
                               const char *name,
                               const char *text,
                               gsize length);
void galley_shortcode_set_set_complete (GalleyShortcodeSet *self, gboolean complete);
void galley_shortcode_set_set_inline (GalleyShortcodeSet *self, gboolean enabled);
void galley_shortcode_set_set_params (GalleyShortcodeSet *self, GalleyValue *params);

GalleyShortcodeInner galley_shortcode_set_get_inner (const GalleyShortcodeSet *self,
                                                     const char *name);
const GalleyTemplate *galley_shortcode_set_get_template (const GalleyShortcodeSet *self,
                                                         const char *name);
gboolean galley_shortcode_set_is_complete (const GalleyShortcodeSet *self);
gboolean galley_shortcode_set_get_inline (const GalleyShortcodeSet *self);
const GalleyValue *galley_shortcode_set_get_params (const GalleyShortcodeSet *self);
GPtrArray *galley_shortcode_set_list_names (const GalleyShortcodeSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyShortcodeSet, galley_shortcode_set_unref)

G_END_DECLS
