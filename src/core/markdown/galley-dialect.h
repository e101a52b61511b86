/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-core-types.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_HEADING_IDS_GITHUB,
  GALLEY_HEADING_IDS_GITHUB_ASCII,
  GALLEY_HEADING_IDS_BLACKFRIDAY,
} GalleyHeadingIds;

typedef enum
{
  GALLEY_LINE_BREAKS_ALL,
  GALLEY_LINE_BREAKS_SIMPLE,
  GALLEY_LINE_BREAKS_CSS3_DRAFT,
} GalleyLineBreaks;

/**
 * GalleyLinkHook:
 * @GALLEY_LINK_HOOK_AUTO: on sites that have languages, all at one address
 * @GALLEY_LINK_HOOK_NEVER: never
 * @GALLEY_LINK_HOOK_FALLBACK: when the site has no such template of its own
 * @GALLEY_LINK_HOOK_ALWAYS: always
 *
 * When Hugo renders links by its own template, which looks up the pages they lead to.
 */
typedef enum
{
  GALLEY_LINK_HOOK_AUTO,
  GALLEY_LINK_HOOK_NEVER,
  GALLEY_LINK_HOOK_FALLBACK,
  GALLEY_LINK_HOOK_ALWAYS,
} GalleyLinkHook;

/**
 * GalleyTypographic:
 *
 * The marks that the typographer writes.
 */
typedef enum
{
  GALLEY_TYPOGRAPHIC_LEFT_SINGLE_QUOTE,
  GALLEY_TYPOGRAPHIC_RIGHT_SINGLE_QUOTE,
  GALLEY_TYPOGRAPHIC_LEFT_DOUBLE_QUOTE,
  GALLEY_TYPOGRAPHIC_RIGHT_DOUBLE_QUOTE,
  GALLEY_TYPOGRAPHIC_EN_DASH,
  GALLEY_TYPOGRAPHIC_EM_DASH,
  GALLEY_TYPOGRAPHIC_ELLIPSIS,
  GALLEY_TYPOGRAPHIC_LEFT_ANGLE_QUOTE,
  GALLEY_TYPOGRAPHIC_RIGHT_ANGLE_QUOTE,
  GALLEY_TYPOGRAPHIC_APOSTROPHE,
  GALLEY_N_TYPOGRAPHICS,
} GalleyTypographic;

/**
 * GalleyDialect:
 * @unsafe: raw HTML is kept
 * @hard_wraps: a line break in a paragraph is one on the page
 * @xhtml: void elements are closed: `<br />`
 * @typographer: quotes, dashes and dots are made typographic
 * @typographics: (array): what each mark becomes, as HTML; %NULL leaves it as it is written
 * @linkify: bare addresses become links
 * @linkify_protocol: the protocol of an address that starts with `www.`
 * @heading_id_source: heading ids are made of the Markdown of the heading, as Hugo did before
 *   0.144, and not of its text
 * @strikethrough_single: one tilde strikes through, too, as in newer Hugo
 * @passthrough_inline: (element-type utf8): opening and closing delimiters of formulas in turn
 * @passthrough_block: (element-type utf8): the same for blocks
 * @link_hook: when links are resolved
 * @multilingual: whether the site has languages, all at one address
 * @time_zone: (nullable): the time zone of dates without one
 *
 * How a site writes Markdown: what its configuration says of goldmark, over Hugo's defaults.
 * Immutable once it is made.
 */
typedef struct _GalleyDialect GalleyDialect;
struct _GalleyDialect
{
  gatomicrefcount ref_count;

  gboolean unsafe;
  gboolean hard_wraps;
  gboolean xhtml;

  gboolean typographer;
  char *typographics[GALLEY_N_TYPOGRAPHICS];

  gboolean linkify;
  char *linkify_protocol;

  gboolean task_list;
  gboolean table;
  gboolean strikethrough;
  gboolean strikethrough_single;
  gboolean definition_list;
  gboolean auto_definition_term_id;
  gboolean footnote;
  gboolean footnote_auto_id_prefix;
  char *footnote_backlink_html;

  gboolean auto_heading_id;
  GalleyHeadingIds heading_ids;
  gboolean heading_id_source;
  gboolean attribute_title;
  gboolean attribute_block;
  gboolean wrap_lone_image;

  gboolean extra_delete;
  gboolean extra_insert;
  gboolean extra_mark;
  gboolean extra_subscript;
  gboolean extra_superscript;

  gboolean passthrough;
  GStrv passthrough_inline;
  GStrv passthrough_block;

  gboolean cjk;
  GalleyLineBreaks east_asian_line_breaks;
  gboolean cjk_escaped_space;

  GalleyLinkHook link_hook;
  gboolean multilingual;

  gboolean emoji;
  gboolean has_cjk_language;
  guint summary_length;
  guint toc_start_level;
  guint toc_end_level;
  char *time_zone;
};

GalleyDialect *galley_dialect_new (void);
GalleyDialect *galley_dialect_ref (GalleyDialect *self);
void galley_dialect_unref (GalleyDialect *self);
gboolean galley_dialect_resolves_links (const GalleyDialect *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDialect, galley_dialect_unref)

G_END_DECLS
