/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-finder.h"

#include "galley-document.h"

/* A selection of more than this is text to work on, not a word to look for. */
#define MAX_SELECTED_CHARS 200

/**
 * GalleyFinder:
 *
 * Searches a buffer and replaces in it. The match that the reader is at is the selection. Between
 * stop and start it does nothing, so that it costs nothing when the text changes.
 */
struct _GalleyFinder
{
  GObject parent_instance;

  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext *context;
  GSignalGroup *buffer_signals;
  GCancellable *cancellable;
  /* Where the search began: typing a longer word looks from here again. */
  GtkTextMark *origin;
};

enum
{
  CHANGED,
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyFinder, galley_finder, G_TYPE_OBJECT)

static GtkTextBuffer *
get_buffer (GalleyFinder *self)
{
  return GTK_TEXT_BUFFER (gtk_source_search_context_get_buffer (self->context));
}

static gboolean
is_searching (GalleyFinder *self)
{
  return self->context != NULL
         && gtk_source_search_settings_get_search_text (self->settings) != NULL;
}

static void
emit_changed (GalleyFinder *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cancel (GalleyFinder *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
select_match (GalleyFinder *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GdkDisplay *display = gdk_display_get_default ();
  GdkClipboard *primary = display != NULL ? gdk_display_get_primary_clipboard (display) : NULL;

  /* A match is not what the writer selected: if it took the primary selection, the text that is
   * searched for would lose its own while it is typed. */
  if (primary != NULL)
    gtk_text_buffer_remove_selection_clipboard (buffer, primary);
  gtk_text_buffer_select_range (buffer, start, end);
  if (primary != NULL)
    gtk_text_buffer_add_selection_clipboard (buffer, primary);
  emit_changed (self);
  g_signal_emit (self, signals[FOUND], 0);
}

static void
forward_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyFinder) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkTextIter start, end;

  if (gtk_source_search_context_forward_finish (GTK_SOURCE_SEARCH_CONTEXT (source), result, &start,
                                                &end, NULL, &error)
      && source == G_OBJECT (self->context))
    select_match (self, &start, &end);
}

static void
backward_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyFinder) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkTextIter start, end;

  if (gtk_source_search_context_backward_finish (GTK_SOURCE_SEARCH_CONTEXT (source), result, &start,
                                                 &end, NULL, &error)
      && source == G_OBJECT (self->context))
    select_match (self, &start, &end);
}

static void
search_from (GalleyFinder *self, const GtkTextIter *iter)
{
  cancel (self);
  self->cancellable = g_cancellable_new ();
  gtk_source_search_context_forward_async (self->context, iter, self->cancellable, forward_cb,
                                           g_object_ref (self));
}

/* A pattern is taken as it is written; plain text may name a tab or a line end. */
static char *
unescape (GalleyFinder *self, const char *text)
{
  if (gtk_source_search_settings_get_regex_enabled (self->settings))
    return g_strdup (text);
  return gtk_source_utils_unescape_search_text (text);
}

/**
 * galley_finder_search:
 * @self: a finder
 * @text: what to look for; nothing if empty
 *
 * Looks for @text and selects the first match after where the search began.
 */
void
galley_finder_search (GalleyFinder *self, const char *text)
{
  g_autofree char *unescaped = NULL;
  GtkTextIter iter;

  g_return_if_fail (GALLEY_IS_FINDER (self));

  unescaped = unescape (self, text);
  gtk_source_search_settings_set_search_text (self->settings, *text != '\0' ? unescaped : NULL);
  emit_changed (self);
  if (!is_searching (self))
    return;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, self->origin);
  search_from (self, &iter);
}

/**
 * galley_finder_next:
 * @self: a finder
 *
 * Selects the next match after the selection.
 */
void
galley_finder_next (GalleyFinder *self)
{
  GtkTextIter end;

  g_return_if_fail (GALLEY_IS_FINDER (self));

  if (!is_searching (self))
    return;
  gtk_text_buffer_get_selection_bounds (get_buffer (self), NULL, &end);
  search_from (self, &end);
}

/**
 * galley_finder_previous:
 * @self: a finder
 *
 * Selects the last match before the selection.
 */
void
galley_finder_previous (GalleyFinder *self)
{
  GtkTextIter start;

  g_return_if_fail (GALLEY_IS_FINDER (self));

  if (!is_searching (self))
    return;
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, NULL);
  cancel (self);
  self->cancellable = g_cancellable_new ();
  gtk_source_search_context_backward_async (self->context, &start, self->cancellable, backward_cb,
                                            g_object_ref (self));
}

/**
 * galley_finder_replace:
 * @self: a finder
 * @text: what comes in its place; with the groups of the pattern if it is one
 * @error: why @text is not possible
 *
 * Replaces the selected match and selects the next one. If no match is selected, selects one.
 */
void
galley_finder_replace (GalleyFinder *self, const char *text, GError **error)
{
  g_autofree char *replacement = NULL;
  g_autoptr (GError) failure = NULL;
  GtkTextIter start, end;

  g_return_if_fail (GALLEY_IS_FINDER (self));

  if (!is_searching (self))
    return;
  replacement = unescape (self, text);
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  if (GALLEY_IS_DOCUMENT (get_buffer (self)))
    galley_document_will_edit (GALLEY_DOCUMENT (get_buffer (self)));
  if (gtk_source_search_context_replace (self->context, &start, &end, replacement, -1, &failure))
    {
      gtk_text_buffer_select_range (get_buffer (self), &end, &end);
      search_from (self, &end);
    }
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    galley_finder_next (self);
}

/**
 * galley_finder_replace_all:
 * @self: a finder
 * @text: as for galley_finder_replace()
 * @error: why @text is not possible
 *
 * Replaces all matches in one step of undo.
 *
 * Returns: how many were replaced
 */
guint
galley_finder_replace_all (GalleyFinder *self, const char *text, GError **error)
{
  g_autofree char *replacement = NULL;

  g_return_val_if_fail (GALLEY_IS_FINDER (self), 0);

  if (!is_searching (self))
    return 0;
  replacement = unescape (self, text);
  if (GALLEY_IS_DOCUMENT (get_buffer (self)))
    galley_document_will_edit (GALLEY_DOCUMENT (get_buffer (self)));
  return gtk_source_search_context_replace_all (self->context, replacement, -1, error);
}

/**
 * galley_finder_get_error:
 * @self: a finder
 *
 * Gets what is wrong with the pattern.
 *
 * Returns: (transfer full) (nullable): the error
 */
GError *
galley_finder_get_error (GalleyFinder *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDER (self), NULL);

  return is_searching (self) ? gtk_source_search_context_get_regex_error (self->context) : NULL;
}

/**
 * galley_finder_get_count:
 * @self: a finder
 *
 * Gets how many matches there are.
 *
 * Returns: the number; -1 while it is not known, or without anything to look for
 */
int
galley_finder_get_count (GalleyFinder *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDER (self), -1);

  return is_searching (self) ? gtk_source_search_context_get_occurrences_count (self->context) : -1;
}

/**
 * galley_finder_get_position:
 * @self: a finder
 *
 * Gets which of the matches is selected.
 *
 * Returns: its number from 1; less if none is, or if that is not known
 */
int
galley_finder_get_position (GalleyFinder *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (GALLEY_IS_FINDER (self), 0);

  if (!is_searching (self)
      || !gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return 0;
  return gtk_source_search_context_get_occurrence_position (self->context, &start, &end);
}

/**
 * galley_finder_dup_selected_word:
 * @self: a started finder
 *
 * Gets the selected text, as one would write it to look for it.
 *
 * Returns: (transfer full) (nullable): the text; %NULL without selection, or if it is much
 */
char *
galley_finder_dup_selected_word (GalleyFinder *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_return_val_if_fail (GALLEY_IS_FINDER (self), NULL);

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end)
      || gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end)
      || gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) > MAX_SELECTED_CHARS)
    return NULL;
  text = gtk_text_iter_get_text (&start, &end);
  if (gtk_source_search_settings_get_regex_enabled (self->settings))
    return g_regex_escape_string (text, -1);
  return gtk_source_utils_escape_search_text (text);
}

static void
mark_set_cb (GalleyFinder *self, const GtkTextIter *iter, GtkTextMark *mark)
{
  if (mark == gtk_text_buffer_get_insert (get_buffer (self)))
    emit_changed (self);
}

/**
 * galley_finder_stop:
 * @self: a finder
 *
 * Lets go of the buffer.
 */
void
galley_finder_stop (GalleyFinder *self)
{
  g_return_if_fail (GALLEY_IS_FINDER (self));

  if (self->context == NULL)
    return;
  cancel (self);
  g_signal_group_set_target (self->buffer_signals, NULL);
  if (!gtk_text_mark_get_deleted (self->origin))
    gtk_text_buffer_delete_mark (get_buffer (self), self->origin);
  g_clear_object (&self->origin);
  gtk_source_search_context_set_highlight (self->context, FALSE);
  g_clear_object (&self->context);
}

/**
 * galley_finder_start:
 * @self: a finder
 * @buffer: where to search
 *
 * Searches in @buffer from now on, beginning at its cursor.
 */
void
galley_finder_start (GalleyFinder *self, GtkSourceBuffer *buffer)
{
  GtkTextIter start;

  g_return_if_fail (GALLEY_IS_FINDER (self));
  g_return_if_fail (GTK_SOURCE_IS_BUFFER (buffer));

  galley_finder_stop (self);
  self->context = gtk_source_search_context_new (buffer, self->settings);
  g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (emit_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::regex-error", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->buffer_signals, buffer);
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (buffer), &start, NULL);
  self->origin =
    g_object_ref (gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (buffer), NULL, &start, TRUE));
}

/**
 * galley_finder_get_settings:
 * @self: a finder
 *
 * Gets how it searches.
 *
 * Returns: (transfer none): the settings
 */
GtkSourceSearchSettings *
galley_finder_get_settings (GalleyFinder *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDER (self), NULL);

  return self->settings;
}

static void
galley_finder_dispose (GObject *object)
{
  GalleyFinder *self = GALLEY_FINDER (object);

  galley_finder_stop (self);
  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (galley_finder_parent_class)->dispose (object);
}

static void
galley_finder_class_init (GalleyFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_finder_dispose;

  /**
   * GalleyFinder::changed:
   * @self: the finder
   *
   * The number of matches, the selected match or the error may be another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * GalleyFinder::found:
   * @self: the finder
   *
   * A match was selected and is to be shown.
   */
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_finder_init (GalleyFinder *self)
{
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
  self->buffer_signals = g_signal_group_new (GTK_SOURCE_TYPE_BUFFER);
  g_signal_group_connect_object (self->buffer_signals, "mark-set", G_CALLBACK (mark_set_cb), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * galley_finder_new:
 *
 * Makes a finder.
 *
 * Returns: (transfer full): the finder, not started
 */
GalleyFinder *
galley_finder_new (void)
{
  return g_object_new (GALLEY_TYPE_FINDER, NULL);
}
