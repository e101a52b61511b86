/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"
#include "galley-heading-ids.h"
#include "galley-html-text.h"
#include "galley-link-resolver.h"
#include "galley-markdown.h"
#include "galley-output.h"
#include "galley-typographer.h"

G_BEGIN_DECLS

/**
 * GalleyLineFunc:
 * @line: a line of the Markdown that was parsed, from 1
 * @user_data: what was given with it
 *
 * Returns: the line of the file
 */
typedef guint (*GalleyLineFunc) (guint line, gpointer user_data);

/**
 * GalleyHtml:
 * @out: takes the HTML
 * @dialect: how the site writes Markdown
 * @body: (nullable): where the nodes come from, %NULL when that is the source as it is
 * @output: what it is for
 * @line_func: (nullable): tells the lines of the file; needed for a preview
 * @line_data: for @line_func
 * @first_line: the line of the file that the block starts on, from 1
 * @footnotes: (nullable): numbers and counts of the footnotes met so far
 * @ids: (nullable): gives headings their ids
 * @typographer: the quotes that are open
 * @link_resolver: (nullable): resolves links
 *
 * Renders nodes as HTML the way Hugo does.
 */
typedef struct
{
  GString *out;
  const GalleyDialect *dialect;
  const GalleyBody *body;
  GalleyOutput output;
  GalleyLineFunc line_func;
  gpointer line_data;
  guint first_line;
  GHashTable *footnotes;
  GalleyIds *ids;
  GalleyTypographer typographer;
  const GalleyLinkResolver *link_resolver;

  /*< private >*/
  guint alt_depth;
  guint link_depth;
  guint column;
  gboolean header_row;
  gboolean paragraph;
  gboolean after_mark;
  /* How many brackets are open in a text up to a place in it. */
  gsize counted;
  guint open_brackets;
} GalleyHtml;

void galley_html_render (GalleyHtml *self, cmark_node *node);
void galley_html_number_footnotes (GalleyHtml *self, cmark_node *document);
void galley_html_render_footnotes (GalleyHtml *self, cmark_node *document);

G_END_DECLS
