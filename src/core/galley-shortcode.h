/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_SHORTCODE_CALL,
  GALLEY_SHORTCODE_ESCAPE,
  GALLEY_SHORTCODE_STRAY_CLOSE,
} GalleyShortcodeKind;

/**
 * GalleyShortcodeParam:
 * @name: (nullable): the name of a named parameter
 * @value: its text, without quotes
 */
typedef struct
{
  char *name;
  char *value;
} GalleyShortcodeParam;

/**
 * GalleyShortcode:
 * @kind: a call, an escaped one that is only shown, or a closing one that closes nothing
 * @name: (nullable): the name of the shortcode; %NULL for an escape
 * @literal: (nullable): what an escape shows
 * @markdown: whether it is written `{{% %}}`, its output being Markdown
 * @paired: whether it has inner text and a closing shortcode
 * @offset: where it starts, in bytes
 * @length: how long it is with its inner text and its close, in bytes
 * @inner_offset: where the inner text starts, in bytes
 * @inner_length: how long the inner text is, in bytes
 *
 * A shortcode of the text; those inside its inner text are not listed but found when that is
 * rendered. Offsets count from the start of the text that was scanned.
 */
typedef struct
{
  GalleyShortcodeKind kind;
  char *name;
  char *literal;
  gboolean markdown;
  gboolean paired;
  gsize offset;
  gsize length;
  gsize inner_offset;
  gsize inner_length;
  GArray *params;
} GalleyShortcode;

GPtrArray *
galley_shortcode_scan (const char *text, gsize length, gsize base_offset, GPtrArray *diagnostics);
const char *
galley_shortcode_get_param (const GalleyShortcode *self, const char *name, guint position);

G_END_DECLS
