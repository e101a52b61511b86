/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snippets.h"
#include "galley-source-view.h"

#include "ui-fixture.h"

G_BEGIN_DECLS

#define ONE(trigger, text)                                                                         \
  "<snippets><snippet trigger=\"" trigger "\"><text languages=\"markdown\"><![CDATA[" text         \
  "]]></text></snippet></snippets>"

/* Snippets of Galley, of a person in a folder, and of sites in it; and a view that uses them. */
typedef struct
{
  char *folder;
  char *user_folder;
  GalleySnippets *snippets;
  GtkWindow *window;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  GalleySnippetInserter *inserter;
} SnippetsFixture;

void snippets_fixture_write (SnippetsFixture *fixture, const char *name, const char *text);
void snippets_fixture_set_up (SnippetsFixture *fixture, gconstpointer data);
void snippets_fixture_tear_down (SnippetsFixture *fixture, gconstpointer data);
GalleySnippetItem *snippets_fixture_find (SnippetsFixture *fixture, const char *word);
void snippets_fixture_wait_from (SnippetsFixture *fixture,
                                 const char *trigger,
                                 GalleySnippetOrigin origin);
void snippets_fixture_load (SnippetsFixture *fixture, const char *name);

#define ADD_SNIPPETS_TEST(path, function)                                                          \
  g_test_add (path, SnippetsFixture, NULL, snippets_fixture_set_up, function,                      \
              snippets_fixture_tear_down)

G_END_DECLS
