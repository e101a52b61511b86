/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"
#include "galley-draft.h"
#include "galley-file-monitor.h"
#include "galley-line-index.h"
#include "galley-link-checker.h"
#include "galley-site.h"
#include "galley-text-format.h"
#include "galley-text-index.h"

G_BEGIN_DECLS

struct _GalleyDocument
{
  GtkSourceBuffer parent_instance;

  /* The text. */
  GalleyTextIndex *index;
  /* LF, and CR that stand alone. */
  gsize n_line_feeds;
  gsize n_lone_returns;
  GalleyLineIndex *lines;
  GalleyProofer *proofer;
  GalleyLinkChecker *links;
  GalleySite *site;
  guint64 revision;

  /* How many hold back what is told of the text, whether it was modified before, and which text was
   * told of last. */
  guint held;
  gboolean was_modified;
  guint64 told_revision;

  /* While not 0, text goes in byte for byte; while @loading, it also is no change to proof. */
  guint exact;
  gboolean loading;

  /* What is told about it. */
  char *title;
  char *subtitle;
  char *error_message;
  guint busy;

  /* The file: how its text is written, and a digest of what it holds as far as we put it there or
   * took it from there. */
  GFile *file;
  GalleyTextFormat *format;
  char *digest;
  GalleyFileMonitor *monitor;

  /* What else the file holds, if the user has to choose. */
  char *digest_on_disk;
  gboolean changed_on_disk;

  /* The file is gone, and which unmodified text it held then (0 for none). */
  gboolean lost;
  guint64 lost_revision;

  /* The text that the file has as far as we know, %NULL if that is none we could have, and which
   * text of the document that is (0 for none). */
  GBytes *saved_text;
  guint64 saved_revision;

  /* What the last look found there that is new, a digest or an error, since when it is so, and the
   * next look. */
  char *found;
  gint64 found_at;
  guint look_source;
  guint settle_time;

  /* Counts what makes answers of the disk that are under way worthless. */
  guint disk_serial;
  gboolean checking;
  gboolean check_again;
  gboolean reload_wanted;

  gboolean closed;

  guint load_serial;
  GQueue saves;
  gboolean saving;
};

/* galley-document.c */
void _galley_document_set_file (GalleyDocument *self, GFile *file);
void _galley_document_set_changed_on_disk (GalleyDocument *self, gboolean changed);
void _galley_document_take_error (GalleyDocument *self, char *message);
void _galley_document_hold_busy (GalleyDocument *self);
void _galley_document_release_busy (GalleyDocument *self);

/* galley-document-change.c */
void _galley_document_change_class_init (GtkTextBufferClass *klass);
void _galley_document_change_init (GalleyDocument *self);
void _galley_document_hold (GalleyDocument *self);
void _galley_document_release (GalleyDocument *self);
void _galley_document_set_saved (GalleyDocument *self, GBytes *text, gboolean modified);

/* galley-document-restore.c */
GalleyDraft *_galley_document_dup_draft (GalleyDocument *self, guint64 *revision);

/* galley-comparison.c */
GArray *_galley_document_find_edit (GBytes *before, GBytes *after);
GArray *_galley_document_find_edits (GBytes *before, GBytes *after);

/* galley-document-title.c */
char *_galley_document_dup_name (GFile *file);
char *_galley_document_dup_title (GalleyDocument *self);
char *_galley_document_dup_subtitle (GalleyDocument *self);

/* galley-document-lines.c */
void _galley_document_count_lines (GalleyDocument *self,
                                   const GtkTextIter *start,
                                   const GtkTextIter *end,
                                   const char *text,
                                   gsize length,
                                   gboolean inserted);

/* galley-document-text.c */
void _galley_document_install_signals (GalleyDocumentClass *klass);
char *_galley_document_to_newline (GalleyDocument *self, const char *text, gsize *length);
void _galley_document_will_insert (GalleyDocument *self,
                                   const GtkTextIter *at,
                                   const char *text,
                                   gsize length);
void _galley_document_will_delete (GalleyDocument *self,
                                   const GtkTextIter *start,
                                   const GtkTextIter *end);
void _galley_document_replace_all (GalleyDocument *self, GBytes *text);
GBytes *_galley_document_dup_text (GalleyDocument *self);
gboolean _galley_document_has_text (GalleyDocument *self, GBytes *text);

/* galley-document-disk.c */
char *_galley_document_digest (GBytes *bytes);
char *
_galley_document_decode (GBytes *bytes, gsize *length, GalleyTextFormat **format, GError **error);
void _galley_document_in_step (GalleyDocument *self, char *digest);

G_END_DECLS
