/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

GtkSourceLanguage *galley_highlighting_get_language (void);
GtkSourceStyleScheme *galley_highlighting_get_scheme (gboolean dark, gboolean high_contrast);

G_END_DECLS
