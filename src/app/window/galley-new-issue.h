/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-window.h"

G_BEGIN_DECLS

gboolean galley_new_issue_propose (GalleyWindow *window);
void galley_new_issue_propose_recent (GalleyWindow *window);
GFile *galley_new_issue_make_template (GError **error);

G_END_DECLS
