/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GALLEY_SHORTCODE_CALL,
  GALLEY_SHORTCODE_ESCAPE,
  GALLEY_SHORTCODE_STRAY_CLOSE,
  GALLEY_SHORTCODE_BROKEN,
} GalleyShortcodeKind;

/**
 * GalleyShortcodeParam:
 * @name: (nullable): the name of a named parameter
 * @value: its text, without quotes
 * @quoted: whether it stands in quotes; without them `5` is a number and `true` a truth value
 * @offset: where it starts, in bytes
 */
typedef struct
{
  char *name;
  char *value;
  gboolean quoted;
  gsize offset;
} GalleyShortcodeParam;

/**
 * GalleyShortcode:
 * @kind: a call, an escaped one that is only shown, a closing one that closes nothing, or what
 *   begins like a shortcode and is none
 * @name: (nullable): the name of the shortcode; what is written in a broken one; %NULL for an
 *   escape
 * @literal: (nullable): what an escape shows
 * @markdown: whether it is written `{{% %}}`, its output being Markdown
 * @paired: whether it has inner text and a closing shortcode
 * @self_closing: whether it is written `{{< x />}}`
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
  gboolean self_closing;
  gsize offset;
  gsize length;
  gsize inner_offset;
  gsize inner_length;
  GArray *params;
} GalleyShortcode;

const char *
galley_shortcode_get_param (const GalleyShortcode *self, const char *name, guint position);
gboolean galley_shortcode_is_inline (const GalleyShortcode *self);
const char *
galley_shortcode_get_indentation (const char *text, const GalleyShortcode *self, gsize *length);

G_END_DECLS
