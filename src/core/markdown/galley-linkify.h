/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-dialect.h"
#include "galley-inline-text.h"

#include <cmark-gfm-extension_api.h>

G_BEGIN_DECLS

cmark_syntax_extension *galley_linkify_new_extension (const GalleyDialect *dialect);
gboolean galley_linkify_is_mail_user (char c);
gsize galley_linkify_match_mail (const GalleyInlineText *run, gsize offset);

G_END_DECLS
