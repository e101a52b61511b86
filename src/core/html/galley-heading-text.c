/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-html-private.h"

#include "galley-inline-text.h"
#include "galley-stand-ins.h"
#include "galley-node.h"

#include <cmark-gfm-extension_api.h>
#include <string.h>

#define EM_DASH "\xE2\x80\x94"

/* What an entity is written with, and how long the longest are. */
#define ENTITY_SIGNS "#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define ENTITY_MAX 32

static gboolean
is_text (cmark_node *node)
{
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_TEXT;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x85;
}

/* A link to a mail address has no text, and none of the blanks at the edges are left. */
static void
drop_mail (GString *plain, gsize length, gboolean at_end)
{
  g_string_truncate (plain, plain->len - length);
  while (at_end && plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);
}

/* With @piece_ends only the first piece of the text. */
static void
append_plain_run (GString *plain,
                  GalleyTypographer *typographer,
                  GalleyHtml *self,
                  cmark_node *first,
                  const char *piece_ends)
{
  g_auto (GalleyInlineText) run = { 0 };
  gsize done = 0;
  gsize length;
  gsize start;

  galley_inline_text_init (&run, first);
  for (gsize i = 0; i < run.length; i += length)
    {
      const char *text = run.text->str + i;

      length = 1;
      if (galley_typographer_match (typographer, self->dialect, &run, i, &length) != NULL)
        {
          /* It is no part of an id, but it is some text. */
          if (piece_ends == NULL || i == 0)
            g_string_append (plain, EM_DASH);
          if (piece_ends != NULL)
            return;
          continue;
        }
      length = 1;
      if (*text == '@' && piece_ends == NULL && self->dialect->linkify
          && (length = galley_html_find_mail (&run, done, i, &start)) > 0)
        {
          drop_mail (plain, i - start, start + length == run.length);
          length = start + length - i;
          done = i + length;
          while (plain->len == 0 && done < run.length && run.text->str[done] == ' ')
            length = ++done - i;
          continue;
        }
      length = 1;
      if (self->body != NULL
          && galley_body_match_placeholder (self->body, text, run.length - i) != NULL)
        length = GALLEY_PLACEHOLDER_LENGTH;
      else if (piece_ends != NULL && strchr (piece_ends, *text) != NULL)
        {
          g_string_append_len (plain, text,
                               MIN (strspn (text, (char[]) { *text, '\0' }), run.length - i));
          return;
        }
      else
        g_string_append_c (plain, *text);
    }
}

/* Hugo reads the entities that are written in code. */
static void
append_plain_code (GString *plain, GalleyHtml *self, const char *code)
{
  for (const char *p = code; *p != '\0'; p++)
    {
      gsize length = *p == '&' ? 1 + strspn (p + 1, ENTITY_SIGNS) : 0;
      g_autoptr (GalleyMarkdown) markdown = NULL;
      cmark_node *text;

      if (length == 0 || length > ENTITY_MAX || p[length] != ';')
        {
          g_string_append_c (plain, *p);
          continue;
        }

      markdown = galley_markdown_new (p, length + 1, self->dialect);
      text = cmark_node_first_child (cmark_node_first_child (markdown->document));
      g_string_append (plain, cmark_node_get_literal (text));
      p += length;
    }
}

/* Of what holds others, Hugo takes the first piece of the first. */
static void
append_plain_first (GString *plain,
                    GalleyTypographer *typographer,
                    GalleyHtml *self,
                    cmark_node *node,
                    const char *piece_ends)
{
  gboolean is_address =
    cmark_node_get_type (node) == CMARK_NODE_LINK && galley_node_is_bare_link (node);

  while (node != NULL && !is_address && cmark_node_first_child (node) != NULL)
    node = cmark_node_first_child (node);

  if (is_text (node) && !is_address)
    append_plain_run (plain, typographer, self, node, piece_ends);
  else if (cmark_node_get_type (node) == CMARK_NODE_CODE)
    append_plain_code (plain, self, cmark_node_get_literal (node));
}

/* Where a shortcode stood there is still something. */
static gboolean
begins_with_shortcode (cmark_node *block)
{
  cmark_node *first = cmark_node_first_child (block);

  return is_text (first)
         && g_str_has_prefix (cmark_node_get_literal (first), GALLEY_PLACEHOLDER_START);
}

static gboolean
ends_with_shortcode (cmark_node *block)
{
  cmark_node *last = cmark_node_last_child (block);
  const char *literal = is_text (last) ? cmark_node_get_literal (last) : "";
  gsize length = strlen (literal);

  return length >= GALLEY_PLACEHOLDER_LENGTH
         && g_str_has_prefix (literal + length - GALLEY_PLACEHOLDER_LENGTH,
                              GALLEY_PLACEHOLDER_START);
}

/* Of all that Unicode calls white space nothing is left at the edges; but blanks are some text. */
static void
trim (GString *plain, gboolean at_start, gboolean at_end)
{
  const char *start = plain->str;
  gboolean is_something = plain->len > 0;

  while (at_start && *start != '\0' && is_space (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  g_string_erase (plain, 0, start - plain->str);

  while (at_end && plain->len > 0)
    {
      const char *last = g_utf8_prev_char (plain->str + plain->len);

      if (!is_space (g_utf8_get_char (last)))
        break;
      g_string_truncate (plain, last - plain->str);
    }
  if (is_something && plain->len == 0)
    g_string_append (plain, EM_DASH);
}

static char *
dup_plain (GalleyHtml *self, cmark_node *block)
{
  GString *plain = g_string_new (NULL);
  GalleyTypographer typographer = self->typographer;

  for (cmark_node *node = cmark_node_first_child (block); node != NULL;
       node = cmark_node_next (node))
    {
      if (is_text (node) && is_text (cmark_node_previous (node)))
        continue;
      if (is_text (node))
        append_plain_run (plain, &typographer, self, node, NULL);
      else if (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK
               || cmark_node_get_type (node) == CMARK_NODE_LINEBREAK)
        g_string_truncate (plain, 0);
      else
        append_plain_first (plain, &typographer, self, node, GALLEY_MARKDOWN_LONE_MARKS);
    }

  trim (plain, !begins_with_shortcode (block), !ends_with_shortcode (block));
  return g_string_free_and_steal (plain);
}

/* The text of a heading as its id is made from: without marks, tags and typographic signs; of
 * several lines the last. Entities by name are read, those by number are not; a mask before the
 * number is no part of an id either. */
char *
galley_html_dup_plain_text (GalleyHtml *self, cmark_node *block)
{
  const char *source = cmark_node_get_string_content (block);
  g_autofree char *lines = NULL;
  const char *line_end;
  g_autoptr (GString) heading = NULL;
  g_autoptr (GalleyMarkdown) markdown = NULL;
  cmark_node *first;

  if (source == NULL || !galley_stand_ins_finds_number (source))
    return dup_plain (self, block);

  lines = g_strchomp (g_strdup (source));
  line_end = strrchr (lines, '\n');
  heading = g_string_new ("# ");
  g_string_append (heading, line_end != NULL ? line_end + 1 : lines);
  g_string_replace (heading, "&#", "&amp;#", 0);
  markdown = galley_markdown_new (heading->str, heading->len, self->dialect);
  first = cmark_node_first_child (markdown->document);

  return dup_plain (self, first != NULL ? first : block);
}
