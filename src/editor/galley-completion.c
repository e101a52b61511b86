/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-completion.h"

#include "galley-completion-proposal.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an input method puts in at once and is still one word. */
#define MAX_TYPED 24

/**
 * GalleyCompletion:
 *
 * Offers snippets, fields of the front matter and shortcodes for the word that is being written.
 *
 * GtkSourceCompletion would look for proposals at every word. So it is blocked, and let go only at
 * a key that makes or goes on with a word that stands for something: which is seen from the line
 * alone.
 */
struct _GalleyCompletion
{
  GObject parent_instance;

  GtkSourceView *view;
  GalleySnippetInserter *inserter;
  GSignalGroup *buffer_signals;
  guint blocked : 1;
  guint composing : 1;
  guint ask : 1;
};

static void provider_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyCompletion,
                               galley_completion,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      provider_init))

static void
set_blocked (GalleyCompletion *self, gboolean blocked)
{
  GtkSourceCompletion *completion = gtk_source_view_get_completion (self->view);

  if (self->blocked == blocked)
    return;
  self->blocked = blocked;
  if (blocked)
    gtk_source_completion_block_interactive (completion);
  else
    gtk_source_completion_unblock_interactive (completion);
}

/* Whether a word is the start of anything, wherever it stands. */
static gboolean
is_start (GalleyCompletion *self, const GalleySnippetWord *word)
{
  GalleySnippets *snippets = galley_snippet_inserter_get_snippets (self->inserter);
  g_autoptr (GPtrArray) list = NULL;

  if (snippets == NULL)
    return FALSE;
  if (word->shortcode)
    return TRUE;
  /* One letter starts too many words; one Chinese character is half of one. */
  if (word->text[0] == '\0' || word->text[1] == '\0')
    return FALSE;
  list = galley_snippets_list (snippets, GALLEY_SCOPE_NOWHERE, word->text);
  return list->len > 0;
}

static void
insert_text_cb (GalleyCompletion *self,
                GtkTextIter *at,
                const char *text,
                int length,
                GtkTextBuffer *buffer)
{
  g_auto (GalleySnippetWord) word = { 0 };
  g_autofree char *typed = NULL;
  GtkTextIter cursor;
  gboolean start = FALSE;

  self->ask = FALSE;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  if (length > 0 && length <= MAX_TYPED && memchr (text, '\n', (gsize) length) == NULL
      && gtk_text_iter_equal (at, &cursor) && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    {
      typed = g_strndup (text, (gsize) length);
      start = galley_snippet_inserter_get_word (self->inserter, at, typed, FALSE, &word)
              && is_start (self, &word);
      /* GtkSourceCompletion takes more than a character for a paste; input methods put in words. */
      self->ask = start && (guchar) *typed >= 0x80 && g_utf8_strlen (typed, -1) > 1;
    }
  set_blocked (self, !start || self->composing || self->ask);
}

static void
show_completion (GalleyCompletion *self)
{
  self->ask = FALSE;
  set_blocked (self, FALSE);
  gtk_source_completion_show (gtk_source_view_get_completion (self->view));
}

static void
inserted_text_cb (GalleyCompletion *self)
{
  if (self->ask && !self->composing)
    show_completion (self);
}

static void
preedit_changed_cb (GalleyCompletion *self, const char *preedit)
{
  gboolean composing = preedit != NULL && *preedit != '\0';

  if (composing == self->composing)
    return;
  self->composing = composing;
  if (composing)
    {
      /* The keys are the input method's: its own list has arrows and Enter, too. */
      set_blocked (self, TRUE);
      gtk_source_completion_hide (gtk_source_view_get_completion (self->view));
    }
  else if (self->ask)
    {
      show_completion (self);
    }
}

/* Asked for with the keyboard: before the view shows it. */
static void
show_completion_cb (GalleyCompletion *self)
{
  set_blocked (self, self->composing);
}

static void
buffer_cb (GalleyCompletion *self)
{
  g_signal_group_set_target (self->buffer_signals,
                             gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
}

static gboolean
get_word (GalleyCompletion *self, gboolean find_scope, GalleySnippetWord *word)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  return galley_snippet_inserter_get_word (self->inserter, &cursor, "", find_scope, word);
}

static void
add_shortcodes (GalleySnippets *snippets, const char *prefix, GPtrArray *proposals)
{
  const char *const *names = galley_snippets_get_shortcodes (snippets);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], prefix) && !g_str_equal (names[i], prefix))
      g_ptr_array_add (proposals,
                       galley_completion_proposal_new (NULL, GALLEY_SCOPE_BODY, names[i]));
}

static void
add_snippets (GalleySnippets *snippets, const GalleySnippetWord *word, GPtrArray *proposals)
{
  g_autoptr (GPtrArray) list = galley_snippets_list (snippets, word->scope, word->text);

  for (guint i = 0; i < list->len; i++)
    {
      GalleySnippetItem *item = g_ptr_array_index (list, i);
      const GalleySnippet *snippet = galley_snippet_item_get_snippet (item);
      const char *matched = galley_snippet_match (snippet, word->text);

      g_ptr_array_add (proposals, galley_completion_proposal_new (item, word->scope, matched));
    }
}

/* In one step: GtkSourceCompletion hides its list as soon as there is nothing in it. */
static void
fill (GalleyCompletion *self, GListStore *store)
{
  GalleySnippets *snippets = galley_snippet_inserter_get_snippets (self->inserter);
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GalleySnippetWord) word = { 0 };

  if (snippets != NULL && !self->composing && get_word (self, TRUE, &word))
    {
      if (word.shortcode && word.scope == GALLEY_SCOPE_BODY)
        add_shortcodes (snippets, word.text, proposals);
      else if (!word.shortcode && word.scope < GALLEY_N_SCOPES)
        add_snippets (snippets, &word, proposals);
    }
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), proposals->pdata,
                       proposals->len);
}

static char *
get_title (GtkSourceCompletionProvider *provider)
{
  return g_strdup (_ ("Snippets"));
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar c)
{
  /* Asked only while not blocked; what is a word for GtkSourceCompletion has no such character. */
  return c == '<' || c == '%' || c == ' ' || c == '-' || c == '/';
}

static GListModel *
populate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GError **error)
{
  GListStore *store = g_list_store_new (GALLEY_TYPE_COMPLETION_PROPOSAL);

  fill (GALLEY_COMPLETION (provider), store);
  return G_LIST_MODEL (store);
}

static void
refilter (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GListModel *model)
{
  fill (GALLEY_COMPLETION (provider), G_LIST_STORE (model));
}

static void
display (GtkSourceCompletionProvider *provider,
         GtkSourceCompletionContext *context,
         GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell *cell)
{
  g_auto (GalleySnippetWord) word = { 0 };
  gboolean found = get_word (GALLEY_COMPLETION (provider), FALSE, &word);

  galley_completion_proposal_display (GALLEY_COMPLETION_PROPOSAL (proposal), cell,
                                      found ? word.text : "");
}

static void
activate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GtkSourceCompletionProposal *proposal)
{
  GalleyCompletion *self = GALLEY_COMPLETION (provider);
  GalleyCompletionProposal *chosen = GALLEY_COMPLETION_PROPOSAL (proposal);

  galley_snippet_inserter_complete (self->inserter, galley_completion_proposal_get_item (chosen),
                                    galley_completion_proposal_get_word (chosen));
}

static void
provider_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->get_title = get_title;
  iface->is_trigger = is_trigger;
  iface->populate = populate;
  iface->refilter = refilter;
  iface->display = display;
  iface->activate = activate;
}

static void
galley_completion_dispose (GObject *object)
{
  GalleyCompletion *self = GALLEY_COMPLETION (object);

  g_clear_object (&self->buffer_signals);
  g_clear_object (&self->inserter);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (galley_completion_parent_class)->dispose (object);
}

static void
galley_completion_class_init (GalleyCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_completion_dispose;
}

static void
galley_completion_init (GalleyCompletion *self)
{
  self->buffer_signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  g_signal_group_connect_object (self->buffer_signals, "insert-text", G_CALLBACK (insert_text_cb),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->buffer_signals, "insert-text", G_CALLBACK (inserted_text_cb),
                                 self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * galley_completion_new:
 * @view: a source view
 * @inserter: what knows the snippets and puts them into the text
 *
 * Adds completion to a view.
 *
 * Returns: (transfer full): the completion; it works as long as the view lives
 */
GalleyCompletion *
galley_completion_new (GtkSourceView *view, GalleySnippetInserter *inserter)
{
  GalleyCompletion *self = g_object_new (GALLEY_TYPE_COMPLETION, NULL);
  GtkSourceCompletion *completion = gtk_source_view_get_completion (view);

  g_set_weak_pointer (&self->view, view);
  g_set_object (&self->inserter, inserter);
  set_blocked (self, TRUE);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (self));
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (buffer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "show-completion", G_CALLBACK (show_completion_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  buffer_cb (self);
  return self;
}
