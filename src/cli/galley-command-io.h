/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-text-format.h"

G_BEGIN_DECLS

char *galley_command_read_text (const char *argument, gsize *length, GalleyTextFormat **format);
gboolean galley_command_put (const char *text, gsize length);
gboolean galley_command_flush (void);
gboolean galley_command_print (const char *text, gsize length);
gboolean galley_command_report (const char *argument, GPtrArray *diagnostics);

G_END_DECLS
