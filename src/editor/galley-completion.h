/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snippet-inserter.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_COMPLETION (galley_completion_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCompletion, galley_completion, GALLEY, COMPLETION, GObject)

GalleyCompletion *galley_completion_new (GtkSourceView *view, GalleySnippetInserter *inserter);

G_END_DECLS
