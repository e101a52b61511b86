/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

/**
 * GalleySnippetPartKind:
 * @GALLEY_SNIPPET_TEXT: text
 * @GALLEY_SNIPPET_FIELD: a field to fill in
 * @GALLEY_SNIPPET_LINK: what is in a field, once more
 * @GALLEY_SNIPPET_END: where the cursor is after the last field
 */
typedef enum
{
  GALLEY_SNIPPET_TEXT,
  GALLEY_SNIPPET_FIELD,
  GALLEY_SNIPPET_LINK,
  GALLEY_SNIPPET_END,
} GalleySnippetPartKind;

/**
 * GalleySnippetPart:
 * @kind: what it is
 * @field: the number of a field, from 1 without a gap, also of a link; otherwise 0
 * @number: the field's number in the file, of which the hints speak
 * @text: the text, or what is in the field at first
 * @filters: (nullable): of a field or link that shows what is in the field @source, the filters
 *   that change it, such as `lower`; may be empty
 * @source: the field that it shows, as @field; 0 for none
 *
 * A part of a snippet's text.
 */
typedef struct
{
  GalleySnippetPartKind kind;
  guint field;
  guint number;
  char *text;
  char *filters;
  guint source;
} GalleySnippetPart;

/**
 * GalleySnippetLookup:
 * @name: the name of a variable, such as `TM_SELECTED_TEXT`
 * @user_data: what was given with the function
 *
 * Returns: (transfer full) (nullable): its value; empty if it has none now, %NULL if there is no
 *   such variable
 */
typedef char *(*GalleySnippetLookup) (const char *name, gpointer user_data);

GArray *
galley_snippet_text_parse (const char *text, GalleySnippetLookup lookup, gpointer user_data);
char *galley_snippet_text_preview (const char *text);
gboolean galley_snippet_text_uses (const char *text, const char *const *names);

G_END_DECLS
