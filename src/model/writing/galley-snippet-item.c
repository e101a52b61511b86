/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-snippet-item.h"

/**
 * GalleySnippetItem:
 *
 * A snippet and where it is from. Immutable.
 */
struct _GalleySnippetItem
{
  GObject parent_instance;

  GalleySnippet *snippet;
  GalleySnippetOrigin origin;
  GFile *file;
};

G_DEFINE_FINAL_TYPE (GalleySnippetItem, galley_snippet_item, G_TYPE_OBJECT)

static void
galley_snippet_item_finalize (GObject *object)
{
  GalleySnippetItem *self = GALLEY_SNIPPET_ITEM (object);

  g_clear_pointer (&self->snippet, galley_snippet_unref);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (galley_snippet_item_parent_class)->finalize (object);
}

static void
galley_snippet_item_class_init (GalleySnippetItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_snippet_item_finalize;
}

static void
galley_snippet_item_init (GalleySnippetItem *self)
{
}

/**
 * galley_snippet_item_new:
 * @snippet: a snippet
 * @origin: where it is from
 * @file: (nullable): the file it is in; %NULL if it is part of the program
 *
 * Returns: (transfer full): the item
 */
GalleySnippetItem *
galley_snippet_item_new (GalleySnippet *snippet, GalleySnippetOrigin origin, GFile *file)
{
  GalleySnippetItem *self = g_object_new (GALLEY_TYPE_SNIPPET_ITEM, NULL);

  self->snippet = galley_snippet_ref (snippet);
  self->origin = origin;
  g_set_object (&self->file, file);
  return self;
}

/**
 * galley_snippet_item_get_snippet:
 * @self: an item
 *
 * Returns: (transfer none): the snippet
 */
const GalleySnippet *
galley_snippet_item_get_snippet (GalleySnippetItem *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPET_ITEM (self), NULL);

  return self->snippet;
}

/**
 * galley_snippet_item_get_origin:
 * @self: an item
 *
 * Returns: where the snippet is from
 */
GalleySnippetOrigin
galley_snippet_item_get_origin (GalleySnippetItem *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPET_ITEM (self), GALLEY_SNIPPET_SHIPPED);

  return self->origin;
}

/**
 * galley_snippet_item_get_file:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the file the snippet is in; %NULL if it is part of the
 *   program
 */
GFile *
galley_snippet_item_get_file (GalleySnippetItem *self)
{
  g_return_val_if_fail (GALLEY_IS_SNIPPET_ITEM (self), NULL);

  return self->file;
}
