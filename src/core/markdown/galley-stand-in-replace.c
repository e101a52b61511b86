/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-stand-ins.h"

static void
replace_field (cmark_node *node,
               const char *text,
               int (*set) (cmark_node *node, const char *text),
               GalleyStandInFunc func,
               gpointer user_data)
{
  g_autofree char *replacement = text != NULL ? func (node, text, user_data) : NULL;

  if (replacement != NULL)
    set (node, replacement);
}

/**
 * galley_stand_ins_replace:
 * @document: a document, or a block of it
 * @func: is asked for all texts of its nodes
 * @user_data: for @func
 *
 * Replaces texts: those of text, code, raw HTML and formulas, addresses and titles.
 */
void
galley_stand_ins_replace (cmark_node *document, GalleyStandInFunc func, gpointer user_data)
{
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (event != CMARK_EVENT_ENTER)
        continue;
      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
          replace_field (node, cmark_node_get_url (node), cmark_node_set_url, func, user_data);
          replace_field (node, cmark_node_get_title (node), cmark_node_set_title, func, user_data);
          break;
        case CMARK_NODE_CUSTOM_INLINE:
          replace_field (node, cmark_node_get_on_enter (node), cmark_node_set_on_enter, func,
                         user_data);
          break;
        case CMARK_NODE_CODE_BLOCK:
          replace_field (node, cmark_node_get_fence_info (node), cmark_node_set_fence_info, func,
                         user_data);
          replace_field (node, cmark_node_get_literal (node), cmark_node_set_literal, func,
                         user_data);
          break;
        default:
          replace_field (node, cmark_node_get_literal (node), cmark_node_set_literal, func,
                         user_data);
          break;
        }
    }

  cmark_iter_free (iter);
}
