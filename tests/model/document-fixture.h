/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"

#include "galley-test-util.h"

G_BEGIN_DECLS

/**
 * DocumentFixture:
 * @folder: an empty folder
 * @path: where @file is, in @folder
 * @file: a file that does not exist yet
 * @document: an empty document
 * @selected: something was selected, perhaps by undo, so that GTK never frees the buffer
 */
typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  GalleyDocument *document;
  gboolean selected;
} DocumentFixture;

void document_fixture_set_up (DocumentFixture *self, gconstpointer data);
void document_fixture_tear_down (DocumentFixture *self, gconstpointer data);
void document_fixture_open (DocumentFixture *self, const void *data, gssize length);
void document_fixture_save (DocumentFixture *self);

gboolean document_load (GalleyDocument *document, GFile *file, GError **error);
gboolean document_save (GalleyDocument *document, GFile *file, GError **error);
char *document_dup_text (GalleyDocument *document);
void document_assert_text (GalleyDocument *document, const char *text);
void document_insert (GalleyDocument *document, gsize offset, const char *text);
void document_delete (GalleyDocument *document, gsize offset, gsize length);
gboolean document_get_modified (GalleyDocument *document);
gsize document_get_cursor (GalleyDocument *document);
void document_set_cursor (GalleyDocument *document, gsize offset);

gboolean document_is_modified_cb (gpointer document);
gboolean document_is_idle_cb (gpointer document);
gboolean document_is_proofed_cb (gpointer document);
gboolean document_has_error_cb (gpointer document);
gboolean document_has_no_error_cb (gpointer document);
gboolean document_is_changed_on_disk_cb (gpointer document);

#define ADD_DOCUMENT_TEST(path, function)                                                          \
  g_test_add (path, DocumentFixture, NULL, document_fixture_set_up, function,                      \
              document_fixture_tear_down)

G_END_DECLS
