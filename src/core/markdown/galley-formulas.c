/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-formulas.h"

#include "galley-stand-ins.h"
#include "galley-node.h"

#include <string.h>

/* The parser keeps to itself what follows a backslash. So in a delimiter such as “\[” the second
 * sign is masked before the text is parsed, by a control character that the text has not, which
 * the parser hands to extensions; what remains of it is put back afterwards. */
#define MASKS "\x01\x02\x03\x04\x05\x06\x07\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19"
#define MASKS_MAX 4

/* As many as Finder has bits for. */
#define PAIRS_MAX 64

/* Signs that the parser does not hand to extensions cannot begin a delimiter. */
#define RESERVED "\\`*_[]!<&'\".-\r\n"

/**
 * GalleyFormulas:
 *
 * Finds the formulas of one text.
 */
struct _GalleyPassthrough
{
  const GalleyDialect *dialect;
  char signs[MASKS_MAX];
  char masks[MASKS_MAX];
  guint n_masks;
  char *text;

  /* In the inlines of this block, the pairs that have no end any more. */
  cmark_node *parent;
  guint64 barren;
};

typedef struct
{
  const char *open;
  const char *close;
  GalleyInlineKind kind;
} Pair;

static guint
count_pairs (GStrv delimiters)
{
  return delimiters != NULL ? g_strv_length (delimiters) / 2 : 0;
}

/* Those of blocks come before the others. */
static gboolean
get_pair (const GalleyDialect *dialect, guint i, Pair *pair)
{
  guint n_blocks = count_pairs (dialect->passthrough_block);

  if (i >= PAIRS_MAX)
    return FALSE;

  if (i < n_blocks)
    *pair = (Pair) { dialect->passthrough_block[2 * i], dialect->passthrough_block[2 * i + 1],
                     GALLEY_INLINE_FORMULA_BLOCK };
  else if (i - n_blocks < count_pairs (dialect->passthrough_inline))
    *pair = (Pair) { dialect->passthrough_inline[2 * (i - n_blocks)],
                     dialect->passthrough_inline[2 * (i - n_blocks) + 1], GALLEY_INLINE_FORMULA };
  else
    return FALSE;

  return TRUE;
}

static char
get_masked (const GalleyFormulas *self, char c)
{
  const char *mask = c != '\0' ? memchr (self->masks, c, self->n_masks) : NULL;

  return mask != NULL ? self->signs[mask - self->masks] : '\0';
}

static gboolean
starts_with (const GalleyFormulas *self, const char *text, const char *open)
{
  for (; *open != '\0'; open++, text++)
    if (*text != *open && get_masked (self, *text) != *open)
      return FALSE;

  return TRUE;
}

static void
unmask (const GalleyFormulas *self, char *text)
{
  for (char *p = text; *p != '\0'; p++)
    if ((guchar) *p < ' ' && get_masked (self, *p) != '\0')
      *p = get_masked (self, *p);
}

static gsize
count_backslashes (const char *content, gsize offset)
{
  gsize count = 0;

  while (count < offset && content[offset - count - 1] == '\\')
    count++;

  return count;
}

static cmark_node *
make_node (const GalleyFormulas *self, const char *text, gsize length, GalleyInlineKind kind)
{
  cmark_node *node = galley_node_new (CMARK_NODE_CUSTOM_INLINE);
  g_autofree char *copy = g_strndup (text, length);

  unmask (self, copy);
  cmark_node_set_on_enter (node, copy);
  cmark_node_set_user_data (node, GUINT_TO_POINTER (kind));

  return node;
}

/* Takes back what the parser has made text of already. */
static void
take_back (cmark_node *parent, gsize length)
{
  cmark_node *last = cmark_node_last_child (parent);

  if (length == 0)
    return;

  if (cmark_node_get_type (last) == CMARK_NODE_TEXT
      && strlen (cmark_node_get_literal (last)) == length)
    cmark_node_free (last);
  else
    cmark_node_unput (parent, (int) length);
}

static cmark_node *
make_text (const char *text, gsize length)
{
  cmark_node *node = galley_node_new (CMARK_NODE_TEXT);
  g_autofree char *copy = g_strndup (text, length);

  cmark_node_set_literal (node, copy);
  return node;
}

/* Where the formula that starts with @pair ends; 0 when it has no end. */
static gsize
find_end (GalleyFormulas *self, const char *content, gsize start, guint i, const Pair *pair)
{
  gsize inner = start + strlen (pair->open);
  const char *close;

  if ((self->barren >> i & 1) != 0)
    return 0;

  close = strstr (content + inner, pair->close);
  if (close == NULL)
    {
      self->barren |= G_GUINT64_CONSTANT (1) << i;
      return 0;
    }

  return close - content + strlen (pair->close);
}

/* The formula at @start, which is escaped by an even number of backslashes before it. */
static cmark_node *
match_formula (GalleyFormulas *self,
               cmark_node *parent,
               const char *content,
               gsize start,
               gsize offset,
               cmark_inline_parser *inline_parser)
{
  gboolean escaped = count_backslashes (content, start) > 0;
  Pair pair;

  for (guint i = 0; get_pair (self->dialect, i, &pair); i++)
    {
      gsize end;

      if (!starts_with (self, content + start, pair.open))
        continue;

      end = escaped ? 0 : find_end (self, content, start, i, &pair);
      if (end == start + strlen (pair.open) + strlen (pair.close))
        return NULL;
      if (end == 0)
        {
          /* All of what would have opened is text. */
          gsize length = start < offset ? 1 : strlen (pair.open);

          cmark_inline_parser_set_offset (inline_parser, offset + length);
          take_back (parent, offset - start);
          return make_text (start < offset ? pair.open + 1 : pair.open, length);
        }

      take_back (parent, offset - start);
      cmark_inline_parser_set_offset (inline_parser, end);
      return make_node (self, content + start, end - start, pair.kind);
    }

  return NULL;
}

static cmark_node *
match_inline (cmark_syntax_extension *extension,
              cmark_parser *parser,
              cmark_node *parent,
              unsigned char character,
              cmark_inline_parser *inline_parser)
{
  GalleyFormulas *self = cmark_syntax_extension_get_private (extension);
  gboolean is_masked = get_masked (self, (char) character) != '\0';
  gsize offset = cmark_inline_parser_get_offset (inline_parser);
  const char *content = cmark_node_get_string_content (parent);
  cmark_node *node;

  if (parent != self->parent)
    {
      self->parent = parent;
      self->barren = 0;
    }

  node = match_formula (self, parent, content, offset - is_masked, offset, inline_parser);
  if (node == NULL && is_masked)
    {
      /* Between its own delimiters is nothing: an escaped sign as any other. */
      char sign = get_masked (self, (char) character);

      take_back (parent, 1);
      cmark_inline_parser_set_offset (inline_parser, offset + 1);
      node = make_text (&sign, 1);
    }

  return node;
}

/* The second signs of delimiters, and for each a character that the text has not. */
static void
choose_masks (GalleyFormulas *self, const char *text, gsize length)
{
  const char *mask = MASKS;
  Pair pair;

  for (guint i = 0; get_pair (self->dialect, i, &pair) && self->n_masks < MASKS_MAX; i++)
    {
      if (pair.open[0] != '\\' || (guchar) pair.open[1] <= ' ' || (guchar) pair.open[1] >= 0x7F
          || pair.open[1] == '\\' || memchr (self->signs, pair.open[1], self->n_masks) != NULL)
        continue;
      while (*mask != '\0' && memchr (text, *mask, length) != NULL)
        mask++;
      if (*mask == '\0')
        return;
      self->signs[self->n_masks] = pair.open[1];
      self->masks[self->n_masks++] = *mask++;
    }
}

static void
mask_delimiters (GalleyFormulas *self, const char *text, gsize length)
{
  const char *end = text + length;
  const char *p = text;

  while ((p = memchr (p, '\\', end - p)) != NULL && p + 1 < end)
    {
      const char *sign = memchr (self->signs, p[1], self->n_masks);
      Pair pair;

      for (guint i = 0; sign != NULL && get_pair (self->dialect, i, &pair); i++)
        if ((gsize) (end - p) >= strlen (pair.open)
            && memcmp (p, pair.open, strlen (pair.open)) == 0)
          {
            if (self->text == NULL)
              self->text = g_memdup2 (text, length);
            self->text[p + 1 - text] = self->masks[sign - self->signs];
            break;
          }
      p += 2;
    }
}

/**
 * galley_formulas_new:
 * @dialect: the dialect, which must outlive this
 * @text: what will be parsed, valid UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer full): what finds the formulas in @text
 */
GalleyFormulas *
galley_formulas_new (const GalleyDialect *dialect, const char *text, gsize length)
{
  GalleyFormulas *self = g_new0 (GalleyFormulas, 1);

  self->dialect = dialect;
  if (memchr (text, '\\', length) != NULL)
    choose_masks (self, text, length);
  if (self->n_masks > 0)
    mask_delimiters (self, text, length);

  return self;
}

void
galley_formulas_free (GalleyFormulas *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

/**
 * galley_formulas_get_text:
 * @self: what finds formulas
 *
 * Returns: (nullable): the text to parse in place of the one that was given, of the same length;
 *   %NULL for that itself
 */
const char *
galley_formulas_get_text (GalleyFormulas *self)
{
  return self->text;
}

/**
 * galley_formulas_new_extension:
 * @self: what finds formulas, which must outlive the extension
 *
 * Returns: (transfer full): an extension for one parser, that leaves formulas as they are
 */
cmark_syntax_extension *
galley_formulas_new_extension (GalleyFormulas *self)
{
  cmark_syntax_extension *extension = cmark_syntax_extension_new ("galley-passthrough");
  cmark_mem *memory = cmark_get_default_mem_allocator ();
  cmark_llist *characters = NULL;
  Pair pair;

  for (guint i = 0; i < self->n_masks; i++)
    characters = cmark_llist_append (memory, characters, GUINT_TO_POINTER (self->masks[i]));
  for (guint i = 0; get_pair (self->dialect, i, &pair); i++)
    if ((guchar) pair.open[0] < 0x80 && strchr (RESERVED, pair.open[0]) == NULL)
      characters =
        cmark_llist_append (memory, characters, GUINT_TO_POINTER ((guchar) pair.open[0]));

  cmark_syntax_extension_set_special_inline_chars (extension, characters);
  cmark_syntax_extension_set_match_inline_func (extension, match_inline);
  cmark_syntax_extension_set_private (extension, self, NULL);

  return extension;
}

/* What the parser would have taken for an escape. */
static void
drop_backslashes (const GalleyFormulas *self, char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '\\' || get_masked (self, p[1]) == '\0')
      *to++ = *p;
  *to = '\0';
}

static char *
unmask_text (cmark_node *node, const char *text, gpointer user_data)
{
  const GalleyFormulas *self = user_data;
  gboolean is_masked = FALSE;
  char *copy;

  for (const char *p = text; *p != '\0' && !is_masked; p++)
    is_masked = (guchar) *p < ' ' && get_masked (self, *p) != '\0';
  if (!is_masked)
    return NULL;

  copy = g_strdup (text);
  if (cmark_node_get_type (node) == CMARK_NODE_LINK
      || cmark_node_get_type (node) == CMARK_NODE_IMAGE)
    drop_backslashes (self, copy);
  unmask (self, copy);

  return copy;
}

/**
 * galley_formulas_unmask:
 * @self: what finds formulas
 * @document: what was parsed
 *
 * Puts back what is masked where nothing was looked for: in code, raw HTML and addresses.
 */
void
galley_formulas_unmask (GalleyFormulas *self, cmark_node *document)
{
  if (self->text != NULL)
    galley_stand_ins_replace (document, unmask_text, self);
}
