/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyLinePrefix:
 * @content: where the text of the line starts, after all marks
 * @kind: the innermost mark: '>' for a quote, '-', '*' or '+' for a bullet, '.' or ')' for what
 *   follows a number, 0 for none
 * @mark: where the innermost mark starts
 * @spacing: where the space after the mark starts
 * @number: the number of an ordered item
 * @digits: how many digits it has
 * @task: whether the item has a box to tick
 * @indent_start: where the indentation of the first list mark starts, after quote marks
 * @indent: the width of that indentation
 * @inner: the column, counted as @indent, where the text of the item starts
 *
 * What stands before the text of a line: quote marks, list marks, indentation.
 */
typedef struct
{
  gsize content;
  char kind;
  gsize mark;
  gsize spacing;
  guint number;
  guint digits;
  gboolean task;
  gsize indent_start;
  guint indent;
  guint inner;
} GalleyLinePrefix;

void galley_line_prefix_parse (GalleyLinePrefix *self, const char *text, gsize start, gsize end);
gboolean galley_line_prefix_is_item (const GalleyLinePrefix *self);
char *galley_line_prefix_dup_outer (const char *text, gsize start, const GalleyLinePrefix *self);

G_END_DECLS
