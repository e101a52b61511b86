/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-outline-panel.h"

#include "galley-outline-drag.h"
#include "galley-outline.h"

G_BEGIN_DECLS

/**
 * GalleyOutlinePanel:
 *
 * Shows the sections of an issue and their entries, and lets people move them about. The row of the
 * cursor is the selected one, until another is chosen.
 */
struct _GalleyOutlinePanel
{
  GtkWidget parent_instance;

  GalleyDocument *document;
  guint cursor_line;

  GalleyOutline *model;
  GalleyOutlineDrag *drag;
  GCancellable *cancellable;
  /* Whether the sections of a proof are being found. */
  gboolean finding;
  /* The item that the cursor was last seen in. */
  GalleyOutlineItem *followed;
  /* The row that is chosen is scrolled to once more after so many frames. */
  guint reveal_frames;
  guint reveal_tick;

  GtkEditable *search;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkPopover *menu;
};

GalleyOutlineItem *galley_outline_panel_get_selected (GalleyOutlinePanel *self);
void galley_outline_panel_move (GalleyOutlinePanel *self,
                                GalleyOutlineItem *item,
                                const GalleyOutlinePlace *place);
void galley_outline_panel_install_edits (GtkWidgetClass *klass);

G_END_DECLS
