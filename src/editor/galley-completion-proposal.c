/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-completion-proposal.h"

#include "galley-snippet-text.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * GalleyCompletionProposal:
 *
 * What the word before the cursor may stand for: a snippet, or the name of a shortcode.
 */
struct _GalleyCompletionProposal
{
  GObject parent_instance;

  GalleySnippetItem *item;
  GalleyScope scope;
  char *word;
};

static char *
get_typed_text (GtkSourceCompletionProposal *proposal)
{
  return g_strdup (GALLEY_COMPLETION_PROPOSAL (proposal)->word);
}

static void
proposal_init (GtkSourceCompletionProposalInterface *iface)
{
  iface->get_typed_text = get_typed_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyCompletionProposal,
                               galley_completion_proposal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL,
                                                      proposal_init))

static void
galley_completion_proposal_finalize (GObject *object)
{
  GalleyCompletionProposal *self = GALLEY_COMPLETION_PROPOSAL (object);

  g_clear_object (&self->item);
  g_free (self->word);

  G_OBJECT_CLASS (galley_completion_proposal_parent_class)->finalize (object);
}

static void
galley_completion_proposal_class_init (GalleyCompletionProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_completion_proposal_finalize;
}

static void
galley_completion_proposal_init (GalleyCompletionProposal *self)
{
}

/**
 * galley_completion_proposal_new:
 * @item: (nullable): a snippet; %NULL for a shortcode
 * @scope: where it would be
 * @word: what is written for it
 *
 * Returns: (transfer full): the proposal
 */
GalleyCompletionProposal *
galley_completion_proposal_new (GalleySnippetItem *item, GalleyScope scope, const char *word)
{
  GalleyCompletionProposal *self = g_object_new (GALLEY_TYPE_COMPLETION_PROPOSAL, NULL);

  g_set_object (&self->item, item);
  self->scope = scope;
  self->word = g_strdup (word);
  return self;
}

/**
 * galley_completion_proposal_get_item:
 * @self: a proposal
 *
 * Returns: (transfer none) (nullable): the snippet; %NULL for a shortcode
 */
GalleySnippetItem *
galley_completion_proposal_get_item (GalleyCompletionProposal *self)
{
  return self->item;
}

/**
 * galley_completion_proposal_get_word:
 * @self: a proposal
 *
 * Returns: (transfer none): what is written for it
 */
const char *
galley_completion_proposal_get_word (GalleyCompletionProposal *self)
{
  return self->word;
}

static void
display_word (GalleyCompletionProposal *self, GtkSourceCompletionCell *cell, const char *typed)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->end_index = (guint) strlen (typed);
  pango_attr_list_insert (attributes, bold);
  gtk_source_completion_cell_set_text_with_attributes (cell, self->word, attributes);
}

static const char *
describe (const GalleySnippet *snippet)
{
  if (snippet == NULL)
    return _ ("Shortcode");
  return snippet->description != NULL ? snippet->description : snippet->name;
}

/**
 * galley_completion_proposal_display:
 * @self: a proposal
 * @cell: a cell of the list
 * @typed: the start of the word, as it stands in the text
 *
 * Shows the proposal.
 */
void
galley_completion_proposal_display (GalleyCompletionProposal *self,
                                    GtkSourceCompletionCell *cell,
                                    const char *typed)
{
  const GalleySnippet *snippet =
    self->item != NULL ? galley_snippet_item_get_snippet (self->item) : NULL;
  g_autofree char *preview = NULL;

  switch (gtk_source_completion_cell_get_column (cell))
    {
    case GTK_SOURCE_COMPLETION_COLUMN_ICON:
      gtk_source_completion_cell_set_icon_name (cell, snippet != NULL
                                                        ? "completion-snippet-symbolic"
                                                        : "completion-word-symbolic");
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
      display_word (self, cell, typed);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
      gtk_widget_set_margin_start (GTK_WIDGET (cell), 12);
      gtk_widget_add_css_class (GTK_WIDGET (cell), "dimmed");
      gtk_source_completion_cell_set_text (cell, describe (snippet));
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_DETAILS:
      if (snippet != NULL && galley_snippet_has_scope (snippet, self->scope))
        preview = galley_snippet_text_preview (snippet->texts[self->scope]);
      gtk_source_completion_cell_set_text (cell, preview);
      break;
    case GTK_SOURCE_COMPLETION_COLUMN_BEFORE:
    case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
    default:
      gtk_source_completion_cell_set_text (cell, NULL);
      break;
    }
}
