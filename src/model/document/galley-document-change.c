/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

/* Several edits can be one change. While somebody holds the document, nobody hears of it; when the
 * last lets go, all is told that is another then, once. Whoever makes a user action holds it, and
 * so does history. */

static GtkTextBufferClass *
get_parent_class (void)
{
  return g_type_class_peek (GTK_SOURCE_TYPE_BUFFER);
}

/* The undo history claims to know when it is back at the text that was saved. It does not where
 * it joined what was typed before the save with what was typed after it, and it does not know what
 * other programs did. So its word is not taken for it. */
static gboolean
is_as_saved (GalleyDocument *self)
{
  return self->revision == self->saved_revision
         || (!self->lost && self->saved_text != NULL
             && _galley_document_has_text (self, self->saved_text));
}

void
_galley_document_hold (GalleyDocument *self)
{
  if (self->held++ > 0)
    return;

  self->was_modified = gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self));
  g_object_freeze_notify (G_OBJECT (self));
}

void
_galley_document_release (GalleyDocument *self)
{
  g_autoptr (GalleyDocument) kept = g_object_ref (self);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  gboolean modified;

  if (self->held > 1)
    {
      self->held--;
      return;
    }

  if (!gtk_text_buffer_get_modified (buffer) && !is_as_saved (self))
    gtk_text_buffer_set_modified (buffer, TRUE);
  modified = gtk_text_buffer_get_modified (buffer) != self->was_modified;
  self->held = 0;

  if (self->told_revision != self->revision)
    {
      self->told_revision = self->revision;
      g_signal_emit_by_name (self, "changed");
    }
  if (modified)
    g_signal_emit_by_name (self, "modified-changed");
  g_object_thaw_notify (G_OBJECT (self));

  /* All changes are undone, so there is nothing left to choose. */
  if (modified && self->changed_on_disk && !gtk_text_buffer_get_modified (buffer))
    galley_document_check (self);
}

/* The first to hear of a change. */
static void
changed_cb (GalleyDocument *self)
{
  if (self->held == 0)
    return;

  g_signal_stop_emission_by_name (self, "changed");
  get_parent_class ()->changed (GTK_TEXT_BUFFER (self));
}

static void
modified_changed_cb (GalleyDocument *self)
{
  if (self->held > 0)
    g_signal_stop_emission_by_name (self, "modified-changed");
}

static void
galley_document_changed (GtkTextBuffer *buffer)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  if (self->told_revision == self->revision)
    return;

  self->told_revision = self->revision;
  get_parent_class ()->changed (buffer);
}

static void
galley_document_begin_user_action (GtkTextBuffer *buffer)
{
  if (get_parent_class ()->begin_user_action != NULL)
    get_parent_class ()->begin_user_action (buffer);
  _galley_document_hold (GALLEY_DOCUMENT (buffer));
}

static void
galley_document_end_user_action (GtkTextBuffer *buffer)
{
  _galley_document_release (GALLEY_DOCUMENT (buffer));
  if (get_parent_class ()->end_user_action != NULL)
    get_parent_class ()->end_user_action (buffer);
}

/* History gives back what was there, whatever line ends that had. */
static void
galley_document_undo (GtkTextBuffer *buffer)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  galley_document_will_edit (self);
  _galley_document_hold (self);
  self->exact++;
  get_parent_class ()->undo (buffer);
  self->exact--;
  _galley_document_release (self);
}

static void
galley_document_redo (GtkTextBuffer *buffer)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  galley_document_will_edit (self);
  _galley_document_hold (self);
  self->exact++;
  get_parent_class ()->redo (buffer);
  self->exact--;
  _galley_document_release (self);
}

/* Says which text the file has, and whether the document has another. */
void
_galley_document_set_saved (GalleyDocument *self, GBytes *text, gboolean modified)
{
  GBytes *old = self->saved_text;

  self->saved_text = text != NULL ? g_bytes_ref (text) : NULL;
  g_clear_pointer (&old, g_bytes_unref);

  _galley_document_hold (self);
  self->saved_revision = modified ? 0 : self->revision;
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), modified);
  _galley_document_release (self);
}

void
_galley_document_change_class_init (GtkTextBufferClass *klass)
{
  klass->changed = galley_document_changed;
  klass->begin_user_action = galley_document_begin_user_action;
  klass->end_user_action = galley_document_end_user_action;
  klass->undo = galley_document_undo;
  klass->redo = galley_document_redo;
}

void
_galley_document_change_init (GalleyDocument *self)
{
  self->revision = self->told_revision = self->saved_revision = 1;
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "modified-changed", G_CALLBACK (modified_changed_cb), NULL);
}
