/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include "galley-block-attributes.h"
#include "galley-heading-attributes.h"
#include "galley-node.h"

#include <string.h>

/* More than this nobody writes behind one block, and each is compared with those before. */
#define ATTRIBUTES_MAX 64

/* What goldmark lets through, on any element and on some. */
static const char *const common_names[] = {
  "accesskey", "autocapitalize", "autofocus", "class",   "contenteditable", "dir",
  "draggable", "enterkeyhint",   "hidden",    "id",      "inert",           "inputmode",
  "is",        "itemid",         "itemprop",  "itemref", "itemscope",       "itemtype",
  "lang",      "part",           "role",      "slot",    "spellcheck",      "style",
  "tabindex",  "title",          "translate", NULL,
};
static const char *const quote_names[] = { "cite", NULL };
static const char *const list_names[] = { "start", "reversed", "type", NULL };
static const char *const image_names[] = {
  "align", "border",  "crossorigin",    "decoding", "height", "importance", "intrinsicsize",
  "ismap", "loading", "referrerpolicy", "sizes",    "usemap", "width",      NULL,
};
static const char *const rule_names[] = { "align", "color", "noshade", "size", "width", NULL };

/* A heading and a table take any name. What a script could hide in they do not. */
static const char *const refused_names[] = {
  "action", "background", "data", "formaction", "href", "poster", "src", "srcdoc", "srcset", NULL,
};

static gboolean
takes_any (cmark_node *node)
{
  return cmark_node_get_type (node) == CMARK_NODE_HEADING
         || galley_node_get_kind (node) == GALLEY_NODE_TABLE;
}

static gboolean
is_allowed (cmark_node *node, const char *name)
{
  cmark_node_type type = cmark_node_get_type (node);
  g_autofree char *lower = NULL;

  if (g_ascii_strncasecmp (name, "on", 2) == 0)
    return FALSE;
  if (g_strv_contains (common_names, name) || strncmp (name, "data-", 5) == 0)
    return TRUE;
  if (takes_any (node))
    {
      lower = g_ascii_strdown (name, -1);
      return strchr (name, ':') == NULL && !g_strv_contains (refused_names, lower);
    }

  return (type == CMARK_NODE_BLOCK_QUOTE && g_strv_contains (quote_names, name))
         || (type == CMARK_NODE_IMAGE && g_strv_contains (image_names, name))
         || (type == CMARK_NODE_LIST && g_strv_contains (list_names, name))
         || (type == CMARK_NODE_THEMATIC_BREAK && g_strv_contains (rule_names, name));
}

static void
append (GalleyHtml *self,
        cmark_node *node,
        const GalleyAttributes *attributes,
        GPtrArray *names,
        gboolean skip_id)
{
  guint n_items;
  const GalleyAttribute *items = galley_attributes_list (attributes, &n_items);

  for (guint i = 0; i < n_items && names->len < ATTRIBUTES_MAX; i++)
    {
      const char *value = items[i].is_text || takes_any (node) ? items[i].value : "";

      if (g_ptr_array_find_with_equal_func (names, items[i].name, g_str_equal, NULL))
        continue;
      g_ptr_array_add (names, items[i].name);
      if (!is_allowed (node, items[i].name) || (skip_id && g_str_equal (items[i].name, "id")))
        continue;

      g_string_append_printf (self->out, " %s=\"", items[i].name);
      if (g_str_equal (items[i].name, "cite"))
        galley_html_append_url (self->out, value);
      else
        galley_html_append_attribute (self, value, strlen (value));
      g_string_append_c (self->out, '"');
    }
}

/* Appends what is written behind a heading, and in lines behind any block; the id of a heading,
 * which must be there already, is the first that it is given. */
void
galley_html_append_attributes (GalleyHtml *self, cmark_node *node)
{
  gboolean is_image = cmark_node_get_type (node) == CMARK_NODE_IMAGE;
  gboolean is_heading = cmark_node_get_type (node) == CMARK_NODE_HEADING;
  const GalleyAttributes *own = is_heading ? galley_heading_attributes_get (node) : NULL;
  g_autoptr (GPtrArray) names = NULL;

  cmark_node *block = is_image ? cmark_node_parent (node) : node;

  /* What is said of a paragraph is said of the image that stands in its place. */
  if (is_image && (self->dialect->wrap_lone_image || !galley_html_is_image_alone (block)))
    return;
  if (own == NULL && !galley_block_attributes_is (cmark_node_next (block)))
    return;

  names = g_ptr_array_new ();
  if (own != NULL)
    append (self, node, own, names, TRUE);
  for (cmark_node *next = cmark_node_next (block); galley_block_attributes_is (next);
       next = cmark_node_next (next))
    if (galley_block_attributes_get (next) != NULL)
      append (self, node, galley_block_attributes_get (next), names, is_heading);
}
