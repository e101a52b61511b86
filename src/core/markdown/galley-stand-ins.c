/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-stand-ins.h"

#include "galley-bytes.h"
#include "galley-stand-in-lines.h"
#include "galley-stand-in-signs.h"
#include "galley-node.h"

#include <string.h>

/* Where goldmark reads a sign otherwise than cmark-gfm, whose rules cannot be changed, another
 * sign that cmark-gfm reads in that way stands in its place while it parses. It is punctuation
 * that the text has not, as many bytes long, and is taken out of the nodes again:
 *
 * - a symbol or emoji beside emphasis, which counts as punctuation in goldmark;
 * - “<<”, which a tag cannot begin in;
 * - an entity of a sign of the typographer, which must not take it for one;
 * - “[^” that is not closed on its line: no footnote, but cmark-gfm loses the text of it;
 * - the box of a task that could begin a link, too;
 * - a backslash that is escaped before a sign that keeps its own, else it were one for that;
 * - backticks that mark no code, after which cmark-gfm loses code. */

/* Beyond this an entity is in no address that people write. */
#define ADDRESS_MAX 256

/* Nor is a tag longer, or the text of a link. */
#define TAG_MAX 1024

#define SIGN_LENGTH_MAX 4

typedef struct
{
  char sign[SIGN_LENGTH_MAX];
  char mask[SIGN_LENGTH_MAX];
  gsize length;
} Pair;

/**
 * GalleyStandIns:
 *
 * Signs of a text that stand for others while it is parsed.
 */
struct _GalleyMask
{
  const char *source;
  gsize length;
  char *text;
  GArray *pairs;
  /* Where there are masks, in any order. */
  GArray *places;
  /* Which character was tried last for each length; 0 for none. */
  gunichar tried[SIGN_LENGTH_MAX + 1];
  /* The first bytes of masks. */
  gboolean starts[0x100];
};

static const struct
{
  gunichar first;
  gunichar last;
} candidates[] = {
  { 0x55A, 0x55F },     { 0x589, 0x58A },     { 0x5F3, 0x5F4 },     { 0x2E00, 0x2E2E },
  { 0x10A50, 0x10A58 }, { 0x10AF0, 0x10AF6 }, { 0x10B39, 0x10B3F }, { 0x11047, 0x1104D },
};

static gunichar
get_next_candidate (gunichar before, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if ((gsize) g_unichar_to_utf8 (candidates[i].first, NULL) == length
        && before < candidates[i].last)
      return MAX (before + 1, candidates[i].first);

  return 0;
}

/* When there are more signs than masks for them, some stay. */
static const Pair *
ensure_pair (GalleyStandIns *self, const char *sign, gsize length)
{
  Pair pair = { .length = length };
  gunichar *tried = &self->tried[length];
  gunichar candidate;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *known = &g_array_index (self->pairs, Pair, i);

      if (known->length == length && memcmp (known->sign, sign, length) == 0)
        return known;
    }

  while ((candidate = get_next_candidate (*tried, length)) != 0)
    {
      char bytes[6 + 1] = "";

      *tried = candidate;
      g_unichar_to_utf8 (candidate, bytes);
      if (galley_bytes_find (self->source, self->source + self->length, bytes) != NULL)
        continue;

      memcpy (pair.sign, sign, length);
      memcpy (pair.mask, bytes, length);
      g_array_append_val (self->pairs, pair);
      self->starts[(guchar) *bytes] = TRUE;
      return &g_array_index (self->pairs, Pair, self->pairs->len - 1);
    }

  return NULL;
}

static void
mask (GalleyStandIns *self, const char *sign, gsize length)
{
  const Pair *pair = ensure_pair (self, sign, length);
  gsize place = sign - self->source;

  if (pair == NULL)
    return;
  if (self->text == NULL)
    self->text = g_memdup2 (self->source, self->length);
  memcpy (self->text + place, pair->mask, length);
  g_array_append_val (self->places, place);
}

static gboolean
is_symbol (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
      return c >= 0x80;
    default:
      return FALSE;
    }
}

/* Beside a blank it makes no difference what stands on the other side of a mark. */
static void
mask_symbols_beside (GalleyStandIns *self, const char *start, const char *end)
{
  const char *last = self->source + self->length;
  const char *before;

  if (start == self->source || end == last || g_ascii_isspace (start[-1]) || g_ascii_isspace (*end)
      || ((guchar) start[-1] < 0x80 && (guchar) *end < 0x80))
    return;

  before = g_utf8_prev_char (start);
  if ((guchar) *end >= 0x80 && is_symbol (g_utf8_get_char (end))
      && !g_unichar_isspace (g_utf8_get_char (before)))
    mask (self, end, g_utf8_next_char (end) - end);
  if ((guchar) *before >= 0x80 && is_symbol (g_utf8_get_char (before))
      && !g_unichar_isspace (g_utf8_get_char (end)))
    mask (self, before, start - before);
}

static void
mask_symbols (GalleyStandIns *self, char sign)
{
  const char *end = self->source + self->length;
  const char *p = self->source;

  while ((p = memchr (p, sign, end - p)) != NULL)
    {
      const char *start = p;

      while (p < end && *p == sign)
        p++;
      mask_symbols_beside (self, start, p);
    }
}

/* Whether a tag could begin at the second sign, and end in the line. */
static gboolean
may_be_tag (const GalleyStandIns *self, const char *p)
{
  const char *last = p + MIN ((gsize) (self->source + self->length - p), TAG_MAX);
  const char *line_end = memchr (p, '\n', last - p);

  return memchr (p, '>', (line_end != NULL ? line_end : last) - p) != NULL;
}

static void
mask_angle_quotes (GalleyStandIns *self)
{
  const char *end = self->source + self->length;
  const char *p = self->source;

  while ((p = galley_bytes_find (p, end, "<<")) != NULL)
    {
      /* The address of a link may be in angles. */
      gboolean is_address = p - self->source >= 2 && p[-1] == '(' && p[-2] == ']';

      p += galley_bytes_is_escaped (self->source, p) || is_address;
      if (!may_be_tag (self, p))
        {
          p++;
          continue;
        }
      for (; end - p >= 2 && p[0] == '<' && p[1] == '<'; p += 2)
        mask (self, p, 2);
      while (p < end && *p == '<')
        p++;
    }
}

/* In a bare address, which starts a word, it is a part of that. */
static gboolean
is_in_address (const GalleyStandIns *self, const char *p)
{
  const char *floor = p - MIN (p - self->source, ADDRESS_MAX);
  const char *start = p;
  const char *address;

  while (start > floor && g_ascii_isgraph (start[-1]))
    start--;

  address = galley_bytes_find (start, p, "://");
  if (address == NULL)
    address = galley_bytes_find (start, p, "www.");
  else
    while (address > start && g_ascii_islower (address[-1]))
      address--;

  return address != NULL && (address == start || strchr ("*_~(", address[-1]) != NULL);
}

static void
mask_entities (GalleyStandIns *self)
{
  const char *end = self->source + self->length;

  for (const char *p = self->source; (p = memchr (p, '&', end - p)) != NULL; p++)
    if (galley_stand_in_read_sign (p, end) != '\0' && !is_in_address (self, p))
      mask (self, p, 2);
}

/* Whether the bracket that is open at the end of a line may be the text of a link. */
static gboolean
may_be_link (const GalleyStandIns *self, const char *line_end)
{
  const char *end = self->source + self->length;
  const char *last = line_end + MIN (end - line_end, TAG_MAX);
  const char *bracket = memchr (line_end, ']', last - line_end);

  return bracket != NULL && end - bracket > 1 && (bracket[1] == '(' || bracket[1] == '[');
}

static void
mask_open_footnotes (GalleyStandIns *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (const char *));
  const char *end = self->source + self->length;
  const char *p = self->source;

  while ((p = galley_bytes_find (p, end, "[^")) != NULL)
    {
      g_array_set_size (open, 0);
      p += galley_bytes_is_escaped (self->source, p);
      for (; p < end && *p != '\n' && *p != '\r'; p++)
        if (*p == '\\' && end - p > 1 && g_ascii_ispunct (p[1]))
          p++;
        else if (*p == '[')
          g_array_append_val (open, p);
        else if (*p == ']' && open->len > 0)
          g_array_set_size (open, open->len - 1);

      for (guint i = 0; i < open->len; i++)
        {
          const char *bracket = g_array_index (open, const char *, i);

          if (end - bracket > 1 && bracket[1] == '^' && !may_be_link (self, p))
            mask (self, bracket, 2);
        }
    }
}

static void
mask_boxes (GalleyStandIns *self)
{
  const char *end = self->source + self->length;

  for (const char *p = self->source; (p = memchr (p, '[', end - p)) != NULL; p++)
    if (galley_stand_in_is_box (self->source, end, p))
      mask (self, p, strlen ("[x]"));
}

static void
mask_backslashes (GalleyStandIns *self, gboolean escapes_spaces)
{
  const char *end = self->source + self->length;
  const char *p = self->source;

  while ((p = galley_bytes_find (p, end, "\\\\")) != NULL)
    {
      const char *start = p;

      while (p < end && *p == '\\')
        p++;
      if ((p - start) % 2 == 0 && p < end && *p != '\0'
          && (strchr (GALLEY_MARKDOWN_KEPT_ESCAPES, *p) != NULL || (escapes_spaces && *p == ' ')))
        mask (self, p - 2, 2);
    }
}

static void
mask_lone_ticks (GalleyStandIns *self)
{
  g_autoptr (GArray) lone =
    galley_stand_in_find_lone_ticks (self->source, self->source + self->length);

  for (guint i = 0; i < lone->len; i += 2)
    {
      const char *p = self->source + g_array_index (lone, gsize, i);
      gsize left = g_array_index (lone, gsize, i + 1);

      for (gsize length; left > 1 && !is_in_address (self, p); p += length, left -= length)
        {
          length = left % 2 == 0 ? 2 : 3;
          mask (self, p, length);
        }
    }
}

/**
 * galley_stand_ins_finds_number:
 * @text: what was parsed, in which signs may be masked
 *
 * Returns: whether an entity in it may be written as a number
 */
gboolean
galley_stand_ins_finds_number (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = *p == '&' || (guchar) *p >= 0x80 ? g_utf8_get_char (p) : 0;
      const char *rest = g_utf8_next_char (p);

      if (c == '&' && *rest == '#')
        return TRUE;
      for (guint i = 0; c >= 0x80 && i < G_N_ELEMENTS (candidates); i++)
        if (c >= candidates[i].first && c <= candidates[i].last
            && rest[strspn (rest, "xX" G_CSET_DIGITS "abcdefABCDEF")] == ';')
          return TRUE;
    }

  return FALSE;
}

/**
 * galley_stand_ins_new:
 * @dialect: how it will be parsed
 * @text: what will be parsed, valid UTF-8, which must outlive this
 * @length: its length in bytes
 *
 * Returns: (transfer full): what has to be parsed in place of @text
 */
GalleyStandIns *
galley_stand_ins_new (const GalleyDialect *dialect, const char *text, gsize length)
{
  GalleyStandIns *self = g_new0 (GalleyStandIns, 1);

  self->source = text;
  self->length = length;
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  self->places = g_array_new (FALSE, FALSE, sizeof (gsize));

  mask_symbols (self, '*');
  mask_symbols (self, '_');
  if (dialect->strikethrough)
    mask_symbols (self, '~');
  if (dialect->typographer)
    {
      if (dialect->typographics[GALLEY_TYPOGRAPHIC_LEFT_ANGLE_QUOTE] != NULL)
        mask_angle_quotes (self);
      mask_entities (self);
    }
  if (dialect->footnote)
    mask_open_footnotes (self);
  if (dialect->task_list)
    mask_boxes (self);
  mask_backslashes (self, dialect->cjk_escaped_space);
  mask_lone_ticks (self);

  return self;
}

void
galley_stand_ins_free (GalleyStandIns *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->pairs);
  g_array_unref (self->places);
  g_free (self->text);
  g_free (self);
}

/**
 * galley_stand_ins_get_text:
 * @self: masks
 *
 * Returns: the text to parse, as long as the one that was given
 */
const char *
galley_stand_ins_get_text (GalleyStandIns *self)
{
  return self->text != NULL ? self->text : self->source;
}

static const Pair *
match_mask (const GalleyStandIns *self, const char *p)
{
  if (!self->starts[(guchar) *p])
    return NULL;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (self->pairs, Pair, i);

      if (strncmp (p, pair->mask, pair->length) == 0)
        return pair;
    }

  return NULL;
}

/* Most text is none of it; what is ASCII is passed over in words. */
static gboolean
has_mask (const GalleyStandIns *self, const char *text)
{
  const char *end = text + strlen (text);

  while (text < end)
    {
      if (end - text >= (gssize) sizeof (guint64)
          && (galley_bytes_load (text) & GALLEY_BYTES_EACH (0x80)) == 0)
        {
          text += sizeof (guint64);
          continue;
        }
      if (match_mask (self, text) != NULL)
        return TRUE;
      text++;
    }

  return FALSE;
}

/* The parser has resolved entities everywhere but in code, in raw HTML and in formulas. */
static void
undo_entity (GString *out, cmark_node *node, gsize start)
{
  char sign = galley_stand_in_read_sign (out->str + start, out->str + out->len);

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      g_string_truncate (out, start);
      g_string_append_c (out, '\\');
      g_string_append_c (out, sign);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      g_string_truncate (out, start);
      g_string_append_c (out, sign);
      break;
    default:
      break;
    }
}

/* A backslash that is escaped is one where escapes are read. */
static void
append_sign (GString *out, cmark_node *node, const Pair *pair)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (*pair->sign == '\\' && type == CMARK_NODE_TEXT)
    g_string_append (out, "\\" GALLEY_MARKDOWN_ESCAPES_NOTHING);
  else if (*pair->sign == '\\' && (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE))
    g_string_append_c (out, '\\');
  else
    g_string_append_len (out, pair->sign, pair->length);
}

static char *
undo (cmark_node *node, const char *text, gpointer user_data)
{
  const GalleyStandIns *self = user_data;
  gssize entity = -1;
  GString *out;

  if (!has_mask (self, text))
    return NULL;

  out = g_string_new (NULL);
  while (*text != '\0')
    {
      const Pair *pair = match_mask (self, text);

      if (pair != NULL && *pair->sign == '&')
        entity = (gssize) out->len;
      if (pair != NULL)
        append_sign (out, node, pair);
      else
        g_string_append_c (out, *text);
      text += pair != NULL ? pair->length : 1;
      if (entity >= 0 && out->str[out->len - 1] == ';')
        {
          undo_entity (out, node, (gsize) entity);
          entity = -1;
        }
    }

  return g_string_free_and_steal (out);
}

/**
 * galley_stand_ins_undo:
 * @self: masks
 * @document: what galley_stand_ins_get_text() was parsed to
 *
 * Puts back what was there.
 */
void
galley_stand_ins_undo (GalleyStandIns *self, cmark_node *document)
{
  g_autoptr (GArray) lines = NULL;
  guint i = 0;

  if (self->text == NULL)
    return;

  lines = galley_stand_in_lines_new (self->source, self->length, self->places);
  if (lines == NULL)
    {
      galley_stand_ins_replace (document, undo, self);
      return;
    }

  for (cmark_node *block = cmark_node_first_child (document); block != NULL;
       block = cmark_node_next (block))
    if (galley_stand_in_lines_may_be_in (lines, block, &i))
      galley_stand_ins_replace (block, undo, self);
}
