/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *galley_go_date_format (GDateTime *date, const char *layout);

G_END_DECLS
