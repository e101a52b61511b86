/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcode.h"

#include "galley-diagnostic.h"

#include <glib/gi18n.h>
#include <string.h>

/* What begins like a shortcode and is none is read in vain, and what stands in it is read again.
 * Past this many times the text it is no longer what people write, and the rest stays text. */
#define WASTE_MAX 4

/* One `{{< … >}}` or `{{% … %}}`, before opening and closing ones are paired. */
typedef struct
{
  GalleyShortcode *shortcode;
  gboolean closing;
  gboolean self_closing;
  guint partner;
} Tag;

typedef struct
{
  const char *text;
  const char *end;
  gsize base_offset;
  GPtrArray *diagnostics;

  const char *p;
  const char *right;
  gboolean no_comment_end;
  gsize wasted;
} Lexer;

static void
shortcode_free (GalleyShortcode *self)
{
  g_free (self->name);
  g_free (self->literal);
  g_array_unref (self->params);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyShortcode, shortcode_free)

static void
param_clear (GalleyShortcodeParam *param)
{
  g_free (param->name);
  g_free (param->value);
}

static GalleyShortcode *
shortcode_new (GalleyShortcodeKind kind, gsize offset)
{
  GalleyShortcode *self = g_new0 (GalleyShortcode, 1);

  self->kind = kind;
  self->offset = offset;
  self->params = g_array_new (FALSE, TRUE, sizeof (GalleyShortcodeParam));
  g_array_set_clear_func (self->params, (GDestroyNotify) param_clear);
  return self;
}

G_GNUC_PRINTF (4, 5)
static void
report (Lexer *self, const char *from, const char *to, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->diagnostics,
                   galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "shortcode",
                                          self->base_offset + (from - self->text),
                                          MAX (to - from, 1), g_strdup_vprintf (format, args)));
  va_end (args);
}

static gboolean
at (const Lexer *self, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (self->end - self->p) >= length && memcmp (self->p, prefix, length) == 0;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_' || c == '-' || c == '.';
}

static char *
read_word (Lexer *self, gboolean slash)
{
  const char *start = self->p;

  while (self->p < self->end)
    {
      gunichar c = g_utf8_get_char (self->p);

      if (!is_word (c) && !(slash && c == '/'))
        break;
      self->p = g_utf8_next_char (self->p);
    }

  return g_strndup (start, self->p - start);
}

static void
skip_space (Lexer *self)
{
  while (self->p < self->end && strchr (" \t\r\n", *self->p) != NULL)
    self->p++;
}

static char *
read_quoted (Lexer *self)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *start = self->p;
  char quote = *self->p++;

  for (; self->p < self->end && *self->p != quote; self->p++)
    {
      if (quote == '"' && *self->p == '\n')
        break;
      if (quote == '"' && *self->p == '\\' && self->p + 1 < self->end && self->p[1] == '"')
        self->p++;
      g_string_append_c (value, *self->p);
    }

  if (self->p == self->end || *self->p != quote)
    {
      report (self, start, start + 1, _ ("Shortcode: the quotation mark is never closed"));
      return NULL;
    }

  self->p++;
  return g_string_free_and_steal (g_steal_pointer (&value));
}

static char *
read_value (Lexer *self)
{
  const char *start = self->p;

  if (self->p < self->end && (*self->p == '"' || *self->p == '`'))
    return read_quoted (self);

  while (self->p < self->end && strchr (" \t\r\n", *self->p) == NULL && !at (self, self->right))
    self->p++;

  return g_strndup (start, self->p - start);
}

static gboolean
read_param (Lexer *self, GalleyShortcode *shortcode)
{
  GalleyShortcodeParam param = { NULL, NULL };
  const char *start = self->p;

  if (*self->p == '"' || *self->p == '`')
    param.value = read_quoted (self);
  else
    {
      param.value = read_word (self, FALSE);
      if (self->p < self->end && *self->p == '=' && *param.value != '\0')
        {
          self->p++;
          param.name = g_steal_pointer (&param.value);
          param.value = read_value (self);
        }
      else if (*param.value == '\0')
        {
          report (self, start, start + 1,
                  _ ("Shortcode: put a parameter that has signs in it into quotes"));
          g_clear_pointer (&param.value, g_free);
        }
    }

  if (param.value == NULL)
    {
      param_clear (&param);
      return FALSE;
    }

  g_array_append_val (shortcode->params, param);
  return TRUE;
}

static void
check_params (Lexer *self, const GalleyShortcode *shortcode)
{
  const char *start = self->text + shortcode->offset;

  for (guint i = 1; i < shortcode->params->len; i++)
    {
      const GalleyShortcodeParam *param =
        &g_array_index (shortcode->params, GalleyShortcodeParam, i);

      if ((param[-1].name == NULL) == (param->name == NULL))
        continue;

      report (self, start, start + shortcode->length,
              _ ("Shortcode “%s”: named parameters and others cannot be mixed"), shortcode->name);
      return;
    }
}

static gboolean
read_tag (Lexer *self, Tag *tag)
{
  const char *start = self->p;
  g_autoptr (GalleyShortcode) shortcode = shortcode_new (GALLEY_SHORTCODE_CALL, start - self->text);

  shortcode->markdown = start[2] == '%';
  self->right = shortcode->markdown ? "%}}" : ">}}";
  self->p += 3;

  skip_space (self);
  if (at (self, "/"))
    {
      tag->closing = TRUE;
      self->p++;
      skip_space (self);
    }
  shortcode->name = read_word (self, TRUE);
  if (*shortcode->name == '\0')
    {
      report (self, start, self->p, _ ("Shortcode: the name is missing"));
      return FALSE;
    }

  for (skip_space (self); self->p < self->end && !at (self, self->right); skip_space (self))
    if (at (self, "/"))
      {
        tag->self_closing = TRUE;
        self->p++;
      }
    else if (!read_param (self, shortcode))
      return FALSE;

  if (self->p >= self->end)
    {
      report (self, start, start + 3, _ ("Shortcode “%s”: its “%s” is missing"), shortcode->name,
              self->right);
      return FALSE;
    }

  self->p += 3;
  shortcode->length = self->p - start;
  check_params (self, shortcode);
  tag->shortcode = g_steal_pointer (&shortcode);
  return TRUE;
}

/* `{{</∗ x ∗/>}}` shows a shortcode without calling it. */
static gboolean
read_escape (Lexer *self, Tag *tag)
{
  const char *start = self->p;
  const char *close = start[2] == '%' ? "*/%}}" : "*/>}}";
  const char *inner = start + 5;
  const char *stop = NULL;

  /* Without the flag, many openings and no end would cost the square of the text. */
  if (!self->no_comment_end)
    stop = memmem (inner, self->end - inner, close, 5);
  if (stop == NULL)
    {
      self->no_comment_end = TRUE;
      report (self, start, inner, _ ("Shortcode: the comment is never closed"));
      return FALSE;
    }

  tag->shortcode = shortcode_new (GALLEY_SHORTCODE_ESCAPE, start - self->text);
  tag->shortcode->literal =
    g_strdup_printf ("%.3s%.*s%.3s", start, (int) (stop - inner), inner, stop + 2);
  self->p = stop + 5;
  tag->shortcode->length = self->p - start;
  return TRUE;
}

static GArray *
read_tags (Lexer *self)
{
  GArray *tags = g_array_new (FALSE, TRUE, sizeof (Tag));
  const char *next;

  while (self->wasted / WASTE_MAX <= (gsize) (self->end - self->text)
         && (next = memmem (self->p, self->end - self->p, "{{", 2)) != NULL)
    {
      Tag tag = { .partner = G_MAXUINT };
      gboolean found = FALSE;

      self->p = next;
      if (at (self, "{{</*") || at (self, "{{%/*"))
        found = read_escape (self, &tag);
      else if (at (self, "{{<") || at (self, "{{%"))
        found = read_tag (self, &tag);

      if (found)
        g_array_append_val (tags, tag);
      else
        {
          self->wasted += self->p - next;
          self->p = next + 1;
        }
    }

  return tags;
}

/* Hugo pairs by name; which shortcodes want a partner only their templates know, so one that
 * meets no close stands alone. */
static void
pair_tags (Lexer *self, GArray *tags)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tags->len; i++)
    {
      Tag *tag = &g_array_index (tags, Tag, i);
      GalleyShortcode *shortcode = tag->shortcode;
      guint count;

      if (shortcode->kind == GALLEY_SHORTCODE_ESCAPE || tag->self_closing)
        continue;

      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, shortcode->name));
      if (!tag->closing)
        {
          g_array_append_val (open, i);
          g_hash_table_insert (counts, shortcode->name, GUINT_TO_POINTER (count + 1));
          continue;
        }

      if (count == 0)
        {
          report (self, self->text + shortcode->offset,
                  self->text + shortcode->offset + shortcode->length,
                  _ ("Shortcode “%s”: it is closed here but not open"), shortcode->name);
          shortcode->kind = GALLEY_SHORTCODE_STRAY_CLOSE;
          continue;
        }

      for (gboolean matched = FALSE; !matched;)
        {
          guint j = g_array_index (open, guint, open->len - 1);
          Tag *opening = &g_array_index (tags, Tag, j);
          const char *name = opening->shortcode->name;

          g_array_set_size (open, open->len - 1);
          count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
          g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (count - 1));
          matched = g_str_equal (name, shortcode->name);
          if (matched)
            opening->partner = i;
        }
    }
}

/**
 * galley_shortcode_scan:
 * @text: UTF-8 text, the body of an issue or the inner text of a shortcode
 * @length: its length in bytes
 * @base_offset: where @text starts in the file, in bytes; for the diagnostics
 * @diagnostics: (element-type GalleyDiagnostic): takes what is wrong
 *
 * Finds the outermost shortcodes by Hugo's grammar, which knows nothing of Markdown: they count
 * in code and in comments too. What is not a complete shortcode is left as text and reported.
 *
 * Returns: (transfer full) (element-type GalleyShortcode): the shortcodes, in their order
 */
GPtrArray *
galley_shortcode_scan (const char *text, gsize length, gsize base_offset, GPtrArray *diagnostics)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) shortcode_free);
  g_autoptr (GArray) tags = NULL;
  gsize reached = 0;
  Lexer lexer = {
    .text = text,
    .p = text,
    .end = text + length,
    .base_offset = base_offset,
    .diagnostics = diagnostics,
  };

  tags = read_tags (&lexer);
  pair_tags (&lexer, tags);

  for (guint i = 0; i < tags->len; i++)
    {
      Tag *tag = &g_array_index (tags, Tag, i);
      GalleyShortcode *shortcode = tag->shortcode;

      if (shortcode->offset < reached)
        {
          shortcode_free (shortcode);
          continue;
        }

      if (tag->partner != G_MAXUINT)
        {
          const GalleyShortcode *close = g_array_index (tags, Tag, tag->partner).shortcode;

          shortcode->paired = TRUE;
          shortcode->inner_offset = shortcode->offset + shortcode->length;
          shortcode->inner_length = close->offset - shortcode->inner_offset;
          shortcode->length = close->offset + close->length - shortcode->offset;
        }
      reached = shortcode->offset + shortcode->length;
      g_ptr_array_add (found, shortcode);
    }

  return found;
}

/**
 * galley_shortcode_get_param:
 * @self: a shortcode
 * @name: (nullable): the name of a named parameter
 * @position: which of the positional ones, from 0
 *
 * Returns: (nullable): the value of the parameter called @name, or of the one at @position when
 *   the parameters have no names
 */
const char *
galley_shortcode_get_param (const GalleyShortcode *self, const char *name, guint position)
{
  for (guint i = 0; i < self->params->len; i++)
    {
      const GalleyShortcodeParam *param = &g_array_index (self->params, GalleyShortcodeParam, i);

      if (param->name == NULL ? i == position : g_strcmp0 (param->name, name) == 0)
        return param->value;
    }

  return NULL;
}
