/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snippet-text.h"

G_BEGIN_DECLS

/**
 * GalleySnippetValues:
 * @selection: (nullable): the text that was selected
 * @clipboard: (nullable): the text in the clipboard
 * @separator: what stands between the name and the description of an entry
 * @now: date and time
 *
 * What the variables of a snippet stand for; nothing in it is owned.
 */
typedef struct
{
  const char *selection;
  const char *clipboard;
  const char *separator;
  GDateTime *now;
} GalleySnippetValues;

char *galley_snippet_values_lookup (const char *name, gpointer user_data);
gboolean galley_snippet_values_need_clipboard (const char *text);

G_END_DECLS
