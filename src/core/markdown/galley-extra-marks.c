/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-extra-marks.h"

#include "galley-node.h"

#include <string.h>

/* As many in a row mean nothing any more. */
#define LENGTH_MAX 2

/* Of a run of tildes two strike through and one lowers, or strikes through, too. */
static GalleyInlineKind
get_tilde_kind (const GalleyDialect *dialect, gsize length)
{
  if (length == 2 && (dialect->extra_delete || dialect->strikethrough))
    return GALLEY_INLINE_DELETED;
  if (length == 1 && dialect->strikethrough && dialect->strikethrough_single)
    return GALLEY_INLINE_DELETED;

  return dialect->extra_subscript ? GALLEY_INLINE_SUBSCRIPT : GALLEY_INLINE_NONE;
}

static GalleyInlineKind
get_kind (const GalleyDialect *dialect, char sign, gsize length)
{
  if (length > LENGTH_MAX)
    return GALLEY_INLINE_NONE;

  switch (sign)
    {
    case '+':
      return length == 2 ? GALLEY_INLINE_INSERTED : GALLEY_INLINE_NONE;
    case '=':
      return length == 2 ? GALLEY_INLINE_MARKED : GALLEY_INLINE_NONE;
    case '^':
      return GALLEY_INLINE_SUPERSCRIPT;
    case '~':
      return get_tilde_kind (dialect, length);
    default:
      return GALLEY_INLINE_NONE;
    }
}

static gboolean
is_own (const GalleyDialect *dialect, char sign)
{
  return (sign == '+' && dialect->extra_insert) || (sign == '=' && dialect->extra_mark)
         || (sign == '^' && dialect->extra_superscript)
         || (sign == '~'
             && (dialect->strikethrough || dialect->extra_delete || dialect->extra_subscript));
}

static cmark_node *
match_inline (cmark_syntax_extension *extension,
              cmark_parser *parser,
              cmark_node *parent,
              unsigned char character,
              cmark_inline_parser *inline_parser)
{
  const GalleyDialect *dialect = cmark_syntax_extension_get_private (extension);
  const char *content = cmark_node_get_string_content (parent);
  int offset = cmark_inline_parser_get_offset (inline_parser);
  int left, right, sign_before, sign_after;
  g_autofree char *run = NULL;
  cmark_node *text;
  char after;
  int length;

  /* What may be a footnote is one. */
  if (!is_own (dialect, (char) character)
      || (character == '^' && dialect->footnote && offset > 0 && content[offset - 1] == '['))
    return NULL;

  length = cmark_inline_parser_scan_delimiters (inline_parser, G_MAXINT, character, &left, &right,
                                                &sign_before, &sign_after);
  run = g_strnfill (length, (char) character);
  text = galley_node_new (CMARK_NODE_TEXT);
  cmark_node_set_literal (text, run);

  /* These signs begin a power as a letter would. */
  after = content[offset + length];
  if (character == '^' && after != '\0' && strchr ("+-'", after) != NULL)
    {
      left = TRUE;
      right = right && !sign_before;
    }
  if ((left || right) && get_kind (dialect, (char) character, length) != GALLEY_INLINE_NONE)
    cmark_inline_parser_push_delimiter (inline_parser, character, left, right, text);

  return text;
}

static void
enclose (const GalleyDialect *dialect, delimiter *opener, delimiter *closer)
{
  g_autofree char *run = g_strdup (cmark_node_get_literal (opener->inl_text));
  GalleyInlineKind kind = get_kind (dialect, *run, strlen (run));
  cmark_node *node = opener->inl_text;
  cmark_node *next;

  /* Cells of tables hold emphasis, and nothing that they do not know. */
  if (strcmp (run, cmark_node_get_literal (closer->inl_text)) != 0
      || !cmark_node_set_type (node, CMARK_NODE_EMPH))
    return;

  cmark_node_set_user_data (node, GUINT_TO_POINTER (kind));
  while ((next = cmark_node_next (node)) != NULL && next != closer->inl_text)
    cmark_node_append_child (node, next);
  cmark_node_free (closer->inl_text);
}

static delimiter *
insert_inline (cmark_syntax_extension *extension,
               cmark_parser *parser,
               cmark_inline_parser *inline_parser,
               delimiter *opener,
               delimiter *closer)
{
  delimiter *result = closer->next;
  delimiter *previous;

  enclose (cmark_syntax_extension_get_private (extension), opener, closer);
  for (delimiter *item = closer; item != NULL && item != opener; item = previous)
    {
      previous = item->previous;
      cmark_inline_parser_remove_delimiter (inline_parser, item);
    }
  cmark_inline_parser_remove_delimiter (inline_parser, opener);

  return result;
}

/**
 * galley_extra_marks_new_extension:
 * @dialect: the dialect, which must outlive the extension
 *
 * Returns: (transfer full) (nullable): an extension for one parser, for what is inserted, marked,
 *   raised, lowered and deleted; %NULL when the dialect has none of it
 */
cmark_syntax_extension *
galley_extra_marks_new_extension (const GalleyDialect *dialect)
{
  static const char signs[] = "+=^~";
  cmark_mem *memory = cmark_get_default_mem_allocator ();
  cmark_syntax_extension *extension;
  cmark_llist *characters = NULL;

  for (const char *sign = signs; *sign != '\0'; sign++)
    if (is_own (dialect, *sign))
      characters = cmark_llist_append (memory, characters, GUINT_TO_POINTER ((guchar) *sign));
  if (characters == NULL)
    return NULL;

  extension = cmark_syntax_extension_new ("galley-extras");
  cmark_syntax_extension_set_special_inline_chars (extension, characters);
  cmark_syntax_extension_set_match_inline_func (extension, match_inline);
  cmark_syntax_extension_set_inline_from_delim_func (extension, insert_inline);
  cmark_syntax_extension_set_private (extension, (gpointer) dialect, NULL);

  return extension;
}
