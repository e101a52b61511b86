/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-inserter.h"

#include "galley-document.h"
#include "galley-snippet-chunks.h"
#include "galley-snippet-place.h"
#include "galley-snippet-values.h"

#include <string.h>

/* The clipboard belongs to another program, which may be slow; then it is as if it were empty. */
#define CLIPBOARD_LIMIT 300

/**
 * GalleySnippetInserter:
 *
 * Puts snippets into the text of a view, where a word stands for them or where the cursor is. Each
 * is one step of undo.
 */
struct _GalleySnippetInserter
{
  GObject parent_instance;

  GtkSourceView *view;
  GSignalGroup *buffer_signals;
  GalleySnippets *snippets;
  GtkSourceSnippet *current;
  GCancellable *pending;
};

G_DEFINE_FINAL_TYPE (GalleySnippetInserter, galley_snippet_inserter, G_TYPE_OBJECT)

/* A snippet on its way into the text. */
typedef struct
{
  GalleySnippetInserter *self;
  GalleySnippet *snippet;
  char *text;
  GtkTextMark *start;
  GtkTextMark *end;
  char *replaced;
  char *selection;
  guint n_before;
  guint n_after;
  GCancellable *cancellable;
  guint timeout;
} Insertion;

static GtkTextBuffer *
get_buffer (GalleySnippetInserter *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static void
insertion_free (Insertion *insertion)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (insertion->start);

  g_clear_handle_id (&insertion->timeout, g_source_remove);
  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, insertion->start);
  buffer = gtk_text_mark_get_buffer (insertion->end);
  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, insertion->end);
  g_object_unref (insertion->start);
  g_object_unref (insertion->end);
  g_object_unref (insertion->cancellable);
  g_clear_pointer (&insertion->snippet, galley_snippet_unref);
  g_object_unref (insertion->self);
  g_free (insertion->text);
  g_free (insertion->replaced);
  g_free (insertion->selection);
  g_free (insertion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Insertion, insertion_free)

static void
insert_newlines (GtkTextBuffer *buffer, GtkTextIter *iter, guint n)
{
  for (guint i = 0; i < n; i++)
    gtk_text_buffer_insert (buffer, iter, galley_snippet_chunks_get_newline (buffer), -1);
}

/* Whether there is anything to fill in, or a place for the cursor that is not its end. */
static gboolean
has_fields (GtkSourceSnippet *snippet)
{
  for (guint i = 0; i < gtk_source_snippet_get_n_chunks (snippet); i++)
    if (gtk_source_snippet_chunk_get_focus_position (gtk_source_snippet_get_nth_chunk (snippet, i))
        >= 0)
      return TRUE;
  return FALSE;
}

static void
insert_text (GtkTextBuffer *buffer, GtkTextIter *iter, GtkSourceSnippet *snippet)
{
  for (guint i = 0; i < gtk_source_snippet_get_n_chunks (snippet); i++)
    {
      GtkSourceSnippetChunk *chunk = gtk_source_snippet_get_nth_chunk (snippet, i);

      gtk_text_buffer_insert (buffer, iter, gtk_source_snippet_chunk_get_text (chunk), -1);
    }
  gtk_text_buffer_place_cursor (buffer, iter);
}

/* A snippet writes its other fields anew at each change of the text: history would not know of it,
 * and between two edits it would move the place of the second. Setting the property ends it. */
static void
leave (GalleySnippetInserter *self)
{
  gtk_source_view_set_enable_snippets (self->view, FALSE);
}

static char *
get_indent (const GtkTextIter *iter)
{
  GtkTextIter start = *iter;
  g_autofree char *before = NULL;

  gtk_text_iter_set_line_offset (&start, 0);
  before = gtk_text_iter_get_slice (&start, iter);
  return strspn (before, " \t") == strlen (before) ? g_steal_pointer (&before) : g_strdup ("");
}

static void
put (Insertion *insertion, const char *clipboard)
{
  GalleySnippetInserter *self = insertion->self;
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (insertion->start);
  g_autoptr (GtkSourceSnippet) snippet = NULL;
  g_autofree char *indent = NULL;
  g_autofree char *there = NULL;
  GtkTextIter start, end;
  int offset;

  if (self->view == NULL || buffer != get_buffer (self)
      || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;

  /* Something else may have changed the text while the clipboard was read. */
  gtk_text_buffer_get_iter_at_mark (buffer, &start, insertion->start);
  gtk_text_buffer_get_iter_at_mark (buffer, &end, insertion->end);
  there = gtk_text_iter_get_slice (&start, &end);
  if (!g_str_equal (there, insertion->replaced))
    return;

  /* In a snippet in a snippet GtkSourceView loses text. */
  leave (self);
  gtk_source_completion_block_interactive (gtk_source_view_get_completion (self->view));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  insert_newlines (buffer, &start, insertion->n_before);
  offset = gtk_text_iter_get_offset (&start);
  insert_newlines (buffer, &start, insertion->n_after);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  indent = get_indent (&start);
  /* Whatever was selected is in the snippet now, or stays. */
  gtk_text_buffer_place_cursor (buffer, &start);

  snippet = galley_snippet_chunks_new (insertion->snippet, insertion->text, indent, buffer,
                                       insertion->selection, clipboard);
  /* The name of a shortcode may be completed in a field, which goes on. */
  if (has_fields (snippet))
    {
      /* With it Tab goes to the fields. */
      gtk_source_view_set_enable_snippets (self->view, TRUE);
      gtk_source_view_push_snippet (self->view, snippet, &start);
      g_set_object (&self->current, snippet);
    }
  else
    {
      insert_text (buffer, &start, snippet);
    }
  gtk_text_buffer_end_user_action (buffer);
  gtk_source_completion_unblock_interactive (gtk_source_view_get_completion (self->view));
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Insertion) insertion = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (insertion->self->pending == insertion->cancellable)
    {
      g_clear_object (&insertion->self->pending);
      put (insertion, text);
    }
}

static gboolean
timeout_cb (gpointer user_data)
{
  Insertion *insertion = user_data;

  insertion->timeout = 0;
  g_cancellable_cancel (insertion->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
has_text (GdkClipboard *clipboard)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  return gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)
         || gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
         || gdk_content_formats_contain_mime_type (formats, "text/plain");
}

/* Takes @insertion; it is put into the text at once, or when the clipboard is known. */
static void
start (Insertion *insertion)
{
  GalleySnippetInserter *self = insertion->self;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->view));

  g_clear_object (&self->pending);
  if (!galley_snippet_values_need_clipboard (insertion->text) || !has_text (clipboard))
    {
      put (insertion, NULL);
      insertion_free (insertion);
      return;
    }
  g_set_object (&self->pending, insertion->cancellable);
  insertion->timeout = g_timeout_add (CLIPBOARD_LIMIT, timeout_cb, insertion);
  gdk_clipboard_read_text_async (clipboard, insertion->cancellable, clipboard_cb, insertion);
}

static Insertion *
insertion_new (GalleySnippetInserter *self,
               const char *text,
               const GtkTextIter *start,
               const GtkTextIter *end)
{
  GtkTextBuffer *buffer = get_buffer (self);
  Insertion *insertion = g_new0 (Insertion, 1);

  insertion->self = g_object_ref (self);
  insertion->text = g_strdup (text);
  insertion->replaced = gtk_text_iter_get_slice (start, end);
  /* Gravity to the left: what is typed behind it stays behind it. */
  insertion->start = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, start, TRUE));
  insertion->end = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, end, TRUE));
  insertion->cancellable = g_cancellable_new ();
  return insertion;
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

static gsize
get_byte (const char *text, const GtkTextIter *iter)
{
  return (gsize) (g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (iter)) - text);
}

static void
get_iter (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, gsize byte)
{
  gtk_text_buffer_get_iter_at_offset (buffer, iter, (int) g_utf8_strlen (text, (gssize) byte));
}

static void
expand_word (GalleySnippetInserter *self, GalleySnippetItem *item, const GalleySnippetWord *word)
{
  const GalleySnippet *snippet = galley_snippet_item_get_snippet (item);
  g_autofree char *text = dup_text (get_buffer (self));
  Insertion *insertion;
  GalleySnippetPlace place;

  galley_snippet_place_line (text, strlen (text), get_byte (text, &word->start),
                             get_byte (text, &word->end), word->scope, &place);
  insertion = insertion_new (self, snippet->texts[word->scope], &word->start, &word->end);
  insertion->snippet = galley_snippet_ref ((GalleySnippet *) snippet);
  insertion->n_before = place.n_before;
  insertion->n_after = place.n_after;
  start (insertion);
}

static void
insert_shortcode (GalleySnippetInserter *self, const char *name, const GalleySnippetWord *word)
{
  GtkTextIter line_end = word->end;
  g_autofree char *rest = NULL;
  g_autofree char *text = NULL;
  g_autofree char *close = g_strdup_printf ("%c}}", word->mark == '<' ? '>' : '%');
  g_autofree char *before = NULL;
  GtkTextIter before_start = word->start;
  const char *space;

  if (!gtk_text_iter_ends_line (&line_end))
    gtk_text_iter_forward_to_line_end (&line_end);
  rest = gtk_text_iter_get_slice (&word->end, &line_end);
  gtk_text_iter_backward_char (&before_start);
  before = gtk_text_iter_get_slice (&before_start, &word->start);
  space = *before == ' ' || *before == '\t' ? "" : " ";
  if (strstr (rest, "}}") != NULL)
    text = g_strconcat (space, name, NULL);
  else
    text = g_strconcat (space, name, " ${1:} ", close, NULL);
  start (insertion_new (self, text, &word->start, &word->end));
}

/* What the word before the cursor stands for: what it is, or what it starts. */
static GalleySnippetItem *
find_item (GalleySnippetInserter *self, GalleySnippetWord *word)
{
  GtkTextBuffer *buffer = get_buffer (self);
  g_autoptr (GPtrArray) list = NULL;
  GtkTextIter cursor;
  GalleySnippetItem *item;

  if (self->snippets == NULL || gtk_text_buffer_get_has_selection (buffer))
    return NULL;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  /* Most lines are no word, and the text before them need not be read. */
  if (!galley_snippet_inserter_get_word (self, &cursor, "", FALSE, word))
    return NULL;
  list = galley_snippets_list (self->snippets, GALLEY_SCOPE_NOWHERE, word->text);
  if (word->shortcode || (guchar) word->text[0] <= ' '
      || (list->len == 0 && galley_snippet_find_trigger (word->text) == NULL))
    return NULL;
  galley_snippet_word_clear (word);
  galley_snippet_inserter_get_word (self, &cursor, "", TRUE, word);
  item = galley_snippets_find (self->snippets, word->scope, word->text);
  if (item == NULL && word->scope < GALLEY_N_SCOPES && word->text[1] != '\0')
    {
      g_clear_pointer (&list, g_ptr_array_unref);
      list = galley_snippets_list (self->snippets, word->scope, word->text);
      item = list->len > 0 ? g_ptr_array_index (list, 0) : NULL;
    }
  return item;
}

static void
galley_snippet_inserter_dispose (GObject *object)
{
  GalleySnippetInserter *self = GALLEY_SNIPPET_INSERTER (object);

  g_clear_weak_pointer (&self->view);
  if (self->pending != NULL)
    g_cancellable_cancel (self->pending);
  g_clear_object (&self->pending);
  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->snippets);
  g_clear_object (&self->current);

  G_OBJECT_CLASS (galley_snippet_inserter_parent_class)->dispose (object);
}

static void
galley_snippet_inserter_class_init (GalleySnippetInserterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_snippet_inserter_dispose;
}

static void
galley_snippet_inserter_init (GalleySnippetInserter *self)
{
  self->buffer_signals = g_signal_group_new (GALLEY_TYPE_DOCUMENT);
  g_signal_group_connect_object (self->buffer_signals, "will-edit", G_CALLBACK (leave), self,
                                 G_CONNECT_SWAPPED);
}

/* The hint of a field and the list of proposals stay open, over whatever has the focus. */
static void
focus_left_cb (GalleySnippetInserter *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && !gtk_popover_get_autohide (GTK_POPOVER (child)))
      gtk_widget_set_visible (child, FALSE);
}

static void
buffer_cb (GalleySnippetInserter *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  g_signal_group_set_target (self->buffer_signals, GALLEY_IS_DOCUMENT (buffer) ? buffer : NULL);
}

/**
 * galley_snippet_inserter_new:
 * @view: a source view
 *
 * Returns: (transfer full): an inserter without any snippets
 */
GalleySnippetInserter *
galley_snippet_inserter_new (GtkSourceView *view)
{
  GalleySnippetInserter *self = g_object_new (GALLEY_TYPE_SNIPPET_INSERTER, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (buffer_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * galley_snippet_inserter_set_snippets:
 * @self: an inserter
 * @snippets: (nullable): what it can insert
 */
void
galley_snippet_inserter_set_snippets (GalleySnippetInserter *self, GalleySnippets *snippets)
{
  g_return_if_fail (GALLEY_IS_SNIPPET_INSERTER (self));

  g_set_object (&self->snippets, snippets);
}

/**
 * galley_snippet_inserter_get_snippets:
 * @self: an inserter
 *
 * Returns: (transfer none) (nullable): what it can insert
 */
GalleySnippets *
galley_snippet_inserter_get_snippets (GalleySnippetInserter *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPET_INSERTER (self), NULL);

  return self->snippets;
}

/**
 * galley_snippet_inserter_get_active:
 * @self: an inserter
 *
 * Tells whether fields of a snippet are being filled in: then Tab goes to the next.
 *
 * Returns: whether it is so
 */
gboolean
galley_snippet_inserter_get_active (GalleySnippetInserter *self)
{
  g_autoptr (GtkTextBuffer) buffer = NULL;

  g_return_val_if_fail (GALLEY_IS_SNIPPET_INSERTER (self), FALSE);

  if (self->current == NULL)
    return FALSE;
  /* It knows its buffer as long as it is being filled in. */
  g_object_get (self->current, "buffer", &buffer, NULL);
  if (buffer != NULL)
    return TRUE;
  g_clear_object (&self->current);
  /* Now Tab would look for snippets among those of all programs. */
  leave (self);
  return FALSE;
}

/**
 * galley_snippet_inserter_may_expand:
 * @self: an inserter
 *
 * Returns: whether the word before the cursor stands for a snippet
 */
gboolean
galley_snippet_inserter_may_expand (GalleySnippetInserter *self)
{
  g_auto (GalleySnippetWord) word = { 0 };

  g_return_val_if_fail (GALLEY_IS_SNIPPET_INSERTER (self), FALSE);

  return find_item (self, &word) != NULL;
}

/**
 * galley_snippet_inserter_expand:
 * @self: an inserter
 *
 * Puts the snippet that the word before the cursor stands for in its place.
 */
void
galley_snippet_inserter_expand (GalleySnippetInserter *self)
{
  g_auto (GalleySnippetWord) word = { 0 };
  GalleySnippetItem *item;

  g_return_if_fail (GALLEY_IS_SNIPPET_INSERTER (self));

  item = find_item (self, &word);
  if (item != NULL)
    expand_word (self, item, &word);
}

/**
 * galley_snippet_inserter_complete:
 * @self: an inserter
 * @item: (nullable): what was chosen for the word before the cursor
 * @shortcode: (nullable): or the name of a shortcode
 *
 * Puts it in the place of the word.
 */
void
galley_snippet_inserter_complete (GalleySnippetInserter *self,
                                  GalleySnippetItem *item,
                                  const char *shortcode)
{
  g_auto (GalleySnippetWord) word = { 0 };
  GtkTextBuffer *buffer;
  GtkTextIter cursor;

  g_return_if_fail (GALLEY_IS_SNIPPET_INSERTER (self));

  buffer = get_buffer (self);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  if (!galley_snippet_inserter_get_word (self, &cursor, "", TRUE, &word))
    return;
  if (word.shortcode && shortcode != NULL)
    insert_shortcode (self, shortcode, &word);
  else if (item != NULL
           && galley_snippet_has_scope (galley_snippet_item_get_snippet (item), word.scope))
    expand_word (self, item, &word);
}

/**
 * galley_snippet_inserter_insert:
 * @self: an inserter
 * @trigger: what to insert
 *
 * Inserts a snippet where it belongs near the cursor: a part of the body as one that stands alone,
 * behind the paragraph the cursor is in; a field of the front matter on its line if that is blank.
 *
 * Returns: whether there is such a snippet for this place
 */
gboolean
galley_snippet_inserter_insert (GalleySnippetInserter *self, const char *trigger)
{
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;
  GtkTextIter selection_start, selection_end, from, to;
  GalleySnippetItem *item;
  GalleyScope scope;
  GalleySnippetPlace place = { 0 };
  Insertion *insertion;

  g_return_val_if_fail (GALLEY_IS_SNIPPET_INSERTER (self), FALSE);
  g_return_val_if_fail (trigger != NULL, FALSE);

  if (self->snippets == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return FALSE;
  buffer = get_buffer (self);
  text = dup_text (buffer);
  gtk_text_buffer_get_selection_bounds (buffer, &selection_start, &selection_end);
  scope = galley_scope_at (text, strlen (text), get_byte (text, &selection_start));

  item = scope != GALLEY_SCOPE_BODY ? galley_snippets_find (self->snippets, scope, trigger) : NULL;
  if (item != NULL)
    {
      place.offset = get_byte (text, &selection_end);
      if (!gtk_text_iter_starts_line (&selection_end))
        {
          place.offset += strcspn (text + place.offset, "\r\n");
          place.n_before = 1;
        }
      else if (!gtk_text_iter_ends_line (&selection_end))
        {
          place.n_after = 1;
        }
    }
  else
    {
      scope = GALLEY_SCOPE_BODY;
      item = galley_snippets_find (self->snippets, scope, trigger);
      if (item == NULL)
        return FALSE;
      galley_snippet_place_block (text, strlen (text), get_byte (text, &selection_start),
                                  get_byte (text, &selection_end), &place);
    }

  get_iter (buffer, &from, text, place.offset);
  get_iter (buffer, &to, text, place.offset + place.length);
  insertion =
    insertion_new (self, galley_snippet_item_get_snippet (item)->texts[scope], &from, &to);
  insertion->snippet =
    galley_snippet_ref ((GalleySnippet *) galley_snippet_item_get_snippet (item));
  insertion->selection = gtk_text_iter_get_slice (&selection_start, &selection_end);
  insertion->n_before = place.n_before;
  insertion->n_after = place.n_after;
  start (insertion);
  return TRUE;
}
