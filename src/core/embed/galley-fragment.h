/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-body.h"

G_BEGIN_DECLS

void galley_fragment_append_markdown (GString *out,
                                      const GalleyBody *body,
                                      const char *text,
                                      gsize length,
                                      gboolean block);
void galley_fragment_append_words (GString *out, const GalleyBody *body);
void galley_fragment_append_html (GString *out, const GalleyBody *body, const char *html);
void galley_fragment_append_parts (GString *out, const GalleyBody *body);

G_END_DECLS
