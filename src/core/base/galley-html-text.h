/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void galley_html_append_text (GString *out, const char *text, gssize length);
void galley_html_append_url (GString *out, const char *url);

G_END_DECLS
