/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-linkify.h"

#include "galley-bytes.h"
#include "galley-node.h"
#include "galley-placeholder.h"

#include <string.h>

/* Which bare addresses become links is goldmark's rule and not GitHub's: they must start a word
 * and end at the first character that no address has, so that Chinese text may follow at once. */

#define HOST_LENGTH_MAX 256

static gboolean
is_host (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-@:%._+~#=", c) != NULL);
}

static gboolean
is_path (char c, gboolean www)
{
  if (c == '$')
    return !www;
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-@:%_+.~#!?&/=();,'\">^{}[]`", c) != NULL);
}

/* Hugo has a word of letters in the place of a shortcode. */
static gboolean
is_placeholder (const char *text)
{
  return strncmp (text, GALLEY_PLACEHOLDER_START, strlen (GALLEY_PLACEHOLDER_START)) == 0
         && strnlen (text, GALLEY_PLACEHOLDER_LENGTH) == GALLEY_PLACEHOLDER_LENGTH;
}

/* A host ends with a dot and a word in lower case; the last such place counts. */
static gsize
match_host (const char *text)
{
  gsize length = 0;
  gsize end = 0;

  while (length <= HOST_LENGTH_MAX && is_host (text[length]))
    length++;

  for (gsize dot = MIN (length, HOST_LENGTH_MAX + 1); dot-- > 1 && end == 0;)
    if (text[dot] == '.' && g_ascii_islower (text[dot + 1]))
      for (end = dot + 1; g_ascii_islower (text[end]);)
        end++;

  return end;
}

static gsize
match_rest (const char *text, gsize end, gboolean www)
{
  if (!www && text[end] == ':' && g_ascii_isdigit (text[end + 1]))
    for (end++; g_ascii_isdigit (text[end]);)
      end++;
  if (text[end] != '\0' && strchr ("/#?", text[end]) != NULL)
    for (end++; is_path (text[end], www) || is_placeholder (text + end);)
      end += is_path (text[end], www) ? 1 : GALLEY_PLACEHOLDER_LENGTH;

  return end;
}

static gsize
trim_parentheses (const char *text, gsize end)
{
  int closing = 0;

  for (gsize i = 0; i < end; i++)
    closing += (text[i] == ')') - (text[i] == '(');

  return closing > 0 ? end - closing : end;
}

static gsize
trim_entity (const char *text, gsize end)
{
  gsize start = end - 1;

  while (start > 0 && g_ascii_isalnum (text[start - 1]))
    start--;

  return start > 0 && start < end - 1 && text[start - 1] == '&' ? start - 1 : end;
}

/* What ends a sentence ends no address. */
static gsize
trim (const char *text, gsize end)
{
  switch (text[end - 1])
    {
    case '.':
      end--;
      break;
    case ')':
      end = trim_parentheses (text, end);
      break;
    case ';':
      end = trim_entity (text, end);
      break;
    default:
      break;
    }
  while (end > 1 && strchr ("?!.,:*_~", text[end - 1]) != NULL)
    end--;

  return end;
}

/* The length of the address at the start of @text, 0 when there is none. */
static gsize
match_address (const char *text)
{
  static const char *const protocols[] = { "https://", "http://", "ftp://" };
  gsize start = 0;
  gsize end;

  /* g_str_has_prefix() would walk to the end of the text. */
  if (strncmp (text, "www.", 4) == 0)
    {
      end = match_host (text + 4);
      return end > 0 ? trim (text, match_rest (text, 4 + end, TRUE)) : 0;
    }

  for (guint i = 0; i < G_N_ELEMENTS (protocols) && start == 0; i++)
    if (strncmp (text, protocols[i], strlen (protocols[i])) == 0)
      start = strlen (protocols[i]);
  if (start == 0)
    return 0;

  end = match_host (text + start);
  return end > 0 ? trim (text, match_rest (text, start + end, FALSE)) : 0;
}

/* What the typographer makes something of that is no text. */
static gboolean
follows_typographic (const GalleyDialect *dialect, const char *content, gsize offset)
{
  char sign = content[offset - 1];
  gunichar before;

  if (!dialect->typographer || strchr ("'\"-.<>", sign) == NULL)
    return FALSE;
  if (offset == 1)
    return sign == '\'' || sign == '"';

  before = g_utf8_get_char (g_utf8_prev_char (content + offset - 1));
  if (sign == '\'')
    return before != '\\';
  if (sign == '"')
    return before != '\\' && (g_unichar_isspace (before) || g_unichar_ispunct (before));

  return before == (guchar) sign && (sign != '.' || (offset > 2 && content[offset - 3] == sign));
}

/* An address starts a line or a word, or follows something that is no text. */
static gboolean
may_start (const GalleyDialect *dialect,
           cmark_node *parent,
           const char *content,
           gsize start,
           gsize length)
{
  cmark_node *last = cmark_node_last_child (parent);
  cmark_node *before;

  /* Had backticks a partner, the address would be in code. */
  if (start == 0 || strchr (" \t\r\n", content[start - 1]) != NULL
      || (strchr ("*_~(`", content[start - 1]) != NULL
          && !galley_bytes_is_escaped (content, content + start - 1))
      || follows_typographic (dialect, content, start))
    return TRUE;

  /* @length characters of it are text already. */
  if (length == 0)
    before = last;
  else if (last != NULL && cmark_node_get_type (last) == CMARK_NODE_TEXT
           && strlen (cmark_node_get_literal (last)) == length)
    before = cmark_node_previous (last);
  else
    return FALSE;

  return before != NULL && cmark_node_get_type (before) != CMARK_NODE_TEXT;
}

static gsize
get_protocol_length (const char *content, gsize colon)
{
  gsize start = colon;

  while (start > 0 && colon - start < 5 && g_ascii_islower (content[start - 1]))
    start--;

  return colon - start;
}

static cmark_node *
make_link (const GalleyDialect *dialect, const char *address, gsize length)
{
  cmark_node *link = galley_node_new (CMARK_NODE_LINK);
  cmark_node *label = galley_node_new (CMARK_NODE_TEXT);
  g_autofree char *text = g_strndup (address, length);
  g_autofree char *url =
    *text == 'w' ? g_strconcat (dialect->linkify_protocol, "://", text, NULL) : g_strdup (text);

  cmark_node_set_url (link, url);
  cmark_node_set_literal (label, text);
  cmark_node_append_child (link, label);
  cmark_node_set_user_data (link, label);

  return link;
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
  gsize offset = cmark_inline_parser_get_offset (inline_parser);
  gsize before = character == ':' ? get_protocol_length (content, offset) : 0;
  gsize length;

  if (cmark_inline_parser_in_bracket (inline_parser, FALSE)
      || cmark_inline_parser_in_bracket (inline_parser, TRUE))
    return NULL;

  /* What may not start is not measured, else many such addresses in one would cost a square. */
  if (!may_start (dialect, parent, content, offset - before, before))
    return NULL;
  length = match_address (content + offset - before);
  if (length == 0)
    return NULL;

  cmark_node_unput (parent, before);
  cmark_inline_parser_set_offset (inline_parser, offset - before + length);
  return make_link (dialect, content + offset - before, length);
}

/**
 * galley_linkify_new_extension:
 * @dialect: the dialect, which must outlive the extension
 *
 * Returns: (transfer full): an extension for one parser, that makes links of bare addresses
 */
cmark_syntax_extension *
galley_linkify_new_extension (const GalleyDialect *dialect)
{
  cmark_syntax_extension *extension = cmark_syntax_extension_new ("galley-linkify");
  cmark_mem *memory = cmark_get_default_mem_allocator ();
  cmark_llist *characters = NULL;

  characters = cmark_llist_append (memory, characters, GUINT_TO_POINTER (':'));
  characters = cmark_llist_append (memory, characters, GUINT_TO_POINTER ('w'));
  cmark_syntax_extension_set_special_inline_chars (extension, characters);
  cmark_syntax_extension_set_match_inline_func (extension, match_inline);
  cmark_syntax_extension_set_private (extension, (gpointer) dialect, NULL);

  return extension;
}

/**
 * galley_linkify_is_mail_user:
 * @c: a character
 *
 * Returns: whether @c may stand before the sign of a mail address
 */
gboolean
galley_linkify_is_mail_user (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-./=?^_`{|}~", c) != NULL);
}

static gsize
match_label (const char *text)
{
  gsize length = 0;

  while (length < 63 && (g_ascii_isalnum (text[length]) || text[length] == '-'))
    length++;
  while (length > 0 && text[length - 1] == '-')
    length--;

  return length;
}

/**
 * galley_linkify_match_mail:
 * @run: a text
 * @offset: a place in it where a word may start, in bytes
 *
 * Returns: the length of the mail address there, 0 when there is none
 */
gsize
galley_linkify_match_mail (const GalleyInlineText *run, gsize offset)
{
  const char *text = run->text->str + offset;
  gsize room = run->length - offset;
  gsize at = 0;
  gsize end;
  gsize label;

  while (at < room && galley_linkify_is_mail_user (text[at]))
    at++;
  if (at == 0 || at >= room || text[at] != '@' || g_ascii_ispunct (*text))
    return 0;

  end = at + 1;
  label = match_label (text + end);
  if (label == 0)
    return 0;
  for (end += label; text[end] == '.' && (label = match_label (text + end + 1)) > 0;)
    end += 1 + label;

  if (end > room || memchr (text + at, '.', end - at) == NULL || text[end] == '-'
      || text[end] == '_')
    return 0;

  return end;
}
