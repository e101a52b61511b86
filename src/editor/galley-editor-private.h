/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-editor.h"

#include "galley-editor-font.h"
#include "galley-image-inserter.h"
#include "galley-line-scroller.h"
#include "galley-long-lines.h"
#include "galley-problem-marks.h"
#include "galley-search-bar.h"
#include "galley-source-view.h"
#include "galley-spelling.h"

G_BEGIN_DECLS

/**
 * GalleyEditor:
 *
 * The source pane: the text of a document, and a bar to find and replace in it.
 */
struct _GalleyEditor
{
  GtkWidget parent_instance;

  GalleySearchBar *search_bar;
  GtkScrolledWindow *scrolled_window;
  GalleySourceView *view;

  GalleyDocument *document;
  GSignalGroup *document_signals;
  GalleyEditorFont *font;
  GalleyLineScroller *scroller;
  GalleySpelling *spelling;
  GalleyImageInserter *images;
  GalleyProblemMarks *marks;
  GalleyLongLines *long_lines;
  guint cursor_line;
};

G_END_DECLS
