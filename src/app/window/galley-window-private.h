/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-window.h"

#include "galley-editor.h"
#include "galley-entry-maker.h"
#include "galley-message-bar.h"
#include "galley-preview.h"
#include "galley-sidebar.h"

G_BEGIN_DECLS

/* What the error bar offers to do about the error. */
typedef enum
{
  GALLEY_REMEDY_OPEN,
  GALLEY_REMEDY_SAVE,
  GALLEY_REMEDY_SAVE_AGAIN,
  GALLEY_REMEDY_SAVE_AS_UTF8,
  GALLEY_REMEDY_NONE,
} GalleyRemedy;

struct _GalleyWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  GalleyDocument *document;
  GalleySnippets *snippets;
  GalleyEntryMaker *entry_maker;
  AdwToast *offer;

  /* galley-window-panes.c */
  char *view_mode;
  char *pane;
  double line;
  guint narrow : 1;
  guint paned_placed : 1;
  guint preview_focused : 1;

  /* galley-window-messages.c */
  GalleyRemedy remedy;
  guint problem_line;
  guint problem_source;

  /* galley-window-problems.c */
  AdwToast *problem_toast;

  /* galley-window-site.c */
  char *dismissed_problem;
  /* galley-window-recovery.c */
  GalleyDrafts *drafts;
  GCancellable *save_cancellable;
  guint progress_source;

  /* galley-window-files.c */
  GCancellable *cancellable;
  GFile *attempted_file;
  gsize start_cursor;
  guint inhibit_cookie;
  guint n_saves;
  guint loading : 1;
  guint attempted_copy : 1;
  guint close_when_saved : 1;
  guint asking : 1;

  AdwWindowTitle *title;
  AdwSplitButton *open_button;
  AdwSplitButton *add_button;
  GMenu *kind_menu;
  GtkButton *save_button;
  GtkButton *zoom_button;
  AdwToastOverlay *toast_overlay;
  GalleyMessageBar *error_bar;
  GalleyMessageBar *disk_bar;
  GalleyMessageBar *recovered_bar;
  GalleyMessageBar *progress_bar;
  GalleyMessageBar *problem_bar;
  GalleyMessageBar *long_line_bar;
  GalleyMessageBar *site_bar;
  GalleyMessageBar *grant_bar;
  AdwOverlaySplitView *split_view;
  GalleySidebar *sidebar;
  GtkPaned *paned;
  GalleyEditor *editor;
  GalleyPreview *preview;
};

void galley_window_init_actions (GalleyWindow *self);

void galley_window_init_panes (GalleyWindow *self);
void galley_window_save_panes (GalleyWindow *self);
void galley_window_set_view_mode (GalleyWindow *self, const char *view_mode);
void galley_window_set_pane (GalleyWindow *self, const char *pane);
void galley_window_set_narrow (GalleyWindow *self, gboolean narrow);
void galley_window_show_source (GalleyWindow *self);
void galley_window_focus_pane (GalleyWindow *self, int step);
void galley_window_zoom (GalleyWindow *self, int steps);

void galley_window_init_messages (GalleyWindow *self);
void galley_window_clear_messages (GalleyWindow *self);
void galley_window_show_error (GalleyWindow *self, const char *message, GalleyRemedy remedy);
void galley_window_dismiss_error (GalleyWindow *self);
void galley_window_toast (GalleyWindow *self, const char *text);

void galley_window_init_links (GalleyWindow *self);
void galley_window_init_grants (GalleyWindow *self);
void galley_window_init_problems (GalleyWindow *self);
void galley_window_init_site (GalleyWindow *self);
void galley_window_init_snippets (GalleyWindow *self);
void galley_window_init_recovery (GalleyWindow *self);
void galley_window_unwatch (GalleyWindow *self, gboolean keep);
GCancellable *galley_window_begin_progress (GalleyWindow *self);
void galley_window_end_progress (GalleyWindow *self);

void galley_window_init_entries (GalleyWindow *self);
void galley_window_init_drop (GalleyWindow *self);
void galley_window_init_outline (GalleyWindow *self);

void galley_window_init_files (GalleyWindow *self);
void galley_window_save (GalleyWindow *self);
void galley_window_save_to (GalleyWindow *self, GFile *file, gboolean copy);
void galley_window_save_as (GalleyWindow *self);
void galley_window_retry (GalleyWindow *self);
void galley_window_reload (GalleyWindow *self);
gboolean galley_window_may_close (GalleyWindow *self);

G_END_DECLS
