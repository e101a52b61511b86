/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcode-scan.h"

#include "galley-bytes.h"
#include "galley-diagnostic.h"

#include <glib/gi18n.h>
#include <string.h>

/* What begins like a shortcode and is none is read in vain, and what stands in it is read again.
 * Past this many times the text it is no longer what people write, and the rest is broken. */
#define WASTE_MAX 4

/* One `{{< … >}}` or `{{% … %}}`, before opening and closing ones are paired. */
typedef struct
{
  GalleyShortcode *shortcode;
  gboolean closing;
  guint partner;
} Tag;

typedef struct
{
  const char *text;
  const char *end;
  gsize base_offset;
  const GalleyShortcodeSet *set;
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

  if (self->diagnostics == NULL)
    return;

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

/* A name has a point only in the ending of inline shortcodes. */
static gboolean
check_name (Lexer *self, const char *start, const char *name)
{
  const char *point = strchr (name, '.');

  if (*name == '\0')
    report (self, start, self->p, _ ("Shortcode: the name is missing"));
  else if (point != NULL && strcmp (point, ".inline") != 0)
    report (self, start, self->p, _ ("Shortcode “%s”: a name has no “.” in it"), name);
  else if (*name == '/' || *name == '-')
    report (self, start, self->p, _ ("Shortcode “%s”: a name begins with a letter"), name);
  else
    return TRUE;

  return FALSE;
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
read_value (Lexer *self, gboolean *quoted)
{
  const char *start = self->p;

  *quoted = self->p < self->end && (*self->p == '"' || *self->p == '`');
  if (*quoted)
    return read_quoted (self);

  while (self->p < self->end && strchr (" \t\r\n", *self->p) == NULL && !at (self, self->right))
    {
      /* The next shortcode, which nobody means to be a value. */
      if (at (self, "{{<") || at (self, "{{%"))
        {
          report (self, start, self->p, _ ("Shortcode: its end is missing"));
          return NULL;
        }
      self->p++;
    }

  return g_strndup (start, self->p - start);
}

static gboolean
read_param (Lexer *self, GalleyShortcode *shortcode)
{
  GalleyShortcodeParam param = { .offset = self->p - self->text };
  const char *start = self->p;

  if (*self->p == '"' || *self->p == '`')
    {
      param.value = read_quoted (self);
      param.quoted = TRUE;
    }
  else
    {
      param.value = *self->p != '.' ? read_word (self, FALSE) : g_strdup ("");
      if (self->p < self->end && *self->p == '=' && *param.value != '\0')
        {
          self->p++;
          param.name = g_steal_pointer (&param.value);
          param.value = read_value (self, &param.quoted);
        }
      else if (*param.value == '\0')
        {
          if (at (self, "%}}") || at (self, ">}}"))
            report (self, start, start + 3, _ ("Shortcode “%s”: it must end with “%s”"),
                    shortcode->name, self->right);
          else
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
  for (guint i = 1; i < shortcode->params->len; i++)
    {
      const GalleyShortcodeParam *param =
        &g_array_index (shortcode->params, GalleyShortcodeParam, i);
      const char *start = self->text + param->offset;

      if ((param[-1].name == NULL) == (param->name == NULL))
        continue;

      report (self, start, start + strlen (param->name != NULL ? param->name : param->value),
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
  if (!check_name (self, start, shortcode->name))
    return FALSE;

  for (skip_space (self); self->p < self->end && !at (self, self->right); skip_space (self))
    if (at (self, "/"))
      {
        shortcode->self_closing = TRUE;
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

/* Where what begins like a shortcode and is none ends for the eye: at the next end of one, or
 * with its line when none comes in its paragraph. */
static const char *
find_broken_end (const char *start, const char *end)
{
  const char *line_end = NULL;
  gboolean blank = FALSE;

  for (const char *p = start + 3; p < end; p++)
    {
      if (end - p >= 3 && p[1] == '}' && p[2] == '}' && (*p == '>' || *p == '%'))
        return p + 3;
      if (end - p >= 3 && p[0] == '{' && p[1] == '{' && (p[2] == '<' || p[2] == '%'))
        return line_end != NULL ? line_end : p;
      if (*p == '\n')
        {
          if (line_end == NULL)
            line_end = p;
          else if (blank)
            return line_end;
          blank = TRUE;
        }
      else if (strchr (" \t\r", *p) == NULL)
        blank = FALSE;
    }

  return line_end != NULL ? line_end : end;
}

static void
read_broken (Lexer *self, const char *start, Tag *tag)
{
  const char *stop = find_broken_end (start, self->end);
  gboolean has_end =
    stop - start >= 6 && stop[-1] == '}' && stop[-2] == '}' && (stop[-3] == '>' || stop[-3] == '%');
  const char *inner_end = has_end ? stop - 3 : stop;

  tag->shortcode = shortcode_new (GALLEY_SHORTCODE_BROKEN, start - self->text);
  tag->shortcode->length = stop - start;
  tag->shortcode->name = g_strstrip (g_strndup (start + 3, inner_end - start - 3));
  self->p = stop;
}

static GArray *
read_tags (Lexer *self)
{
  GArray *tags = g_array_new (FALSE, TRUE, sizeof (Tag));
  const char *next;

  while ((next = galley_bytes_find (self->p, self->end, "{{")) != NULL)
    {
      Tag tag = { .partner = G_MAXUINT };
      gboolean is_tired = self->wasted / WASTE_MAX > (gsize) (self->end - self->text);

      self->p = next;
      if (!at (self, "{{<") && !at (self, "{{%"))
        {
          self->p++;
          continue;
        }
      if (is_tired
          || !(at (self, "{{</*") || at (self, "{{%/*") ? read_escape (self, &tag)
                                                        : read_tag (self, &tag)))
        {
          self->wasted += self->p - next;
          read_broken (self, next, &tag);
        }
      g_array_append_val (tags, tag);
    }

  return tags;
}

static void
report_tag (Lexer *self, const Tag *tag, const char *message)
{
  const GalleyShortcode *shortcode = tag->shortcode;
  const char *start = self->text + shortcode->offset;
  g_auto (GStrv) parts = g_strsplit (message, "%s", 2);
  g_autofree char *text = g_strjoinv (shortcode->name, parts);

  report (self, start, start + shortcode->length, "%s", text);
}

/* Without a site it may be one that the site has by the name of one of Hugo's. */
static gboolean
takes_nothing (const Lexer *self, const GalleyShortcode *shortcode)
{
  return self->set != NULL
         && galley_shortcode_set_get_inner (self->set, shortcode->name)
              == GALLEY_SHORTCODE_INNER_NONE;
}

/* What the templates of the site say of a tag: Hugo stops where they do not agree with it. */
static void
check_tag (Lexer *self, Tag *tag)
{
  GalleyShortcode *shortcode = tag->shortcode;
  GalleyShortcodeInner inner;

  if (galley_shortcode_is_inline (shortcode))
    return;

  inner = galley_shortcode_set_get_inner (self->set, shortcode->name);
  if (inner == GALLEY_SHORTCODE_INNER_UNKNOWN)
    {
      if (!galley_shortcode_set_is_complete (self->set) || tag->closing)
        return;
      if (g_str_has_suffix (shortcode->name, "/"))
        report_tag (self, tag, _ ("Shortcode “%s”: put a space before “/”"));
      else
        report_tag (self, tag, _ ("Shortcode “%s”: the site has none of this name"));
    }
  else if (takes_nothing (self, shortcode) && shortcode->self_closing)
    report_tag (self, tag, _ ("Shortcode “%s”: it takes no text, and so is not closed"));
  else if (inner == GALLEY_SHORTCODE_INNER_WANTED && !tag->closing && !shortcode->self_closing
           && tag->partner == G_MAXUINT)
    report_tag (self, tag, _ ("Shortcode “%s”: it is never closed"));
}

/* One that is never closed stays open around the others. */
static void
match_close (GArray *tags, GArray *open, GHashTable *counts, guint i)
{
  const char *wanted = g_array_index (tags, Tag, i).shortcode->name;

  for (gboolean matched = FALSE; !matched;)
    {
      guint j = g_array_index (open, guint, open->len - 1);
      Tag *opening = &g_array_index (tags, Tag, j);
      const char *name = opening->shortcode->name;
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

      g_array_set_size (open, open->len - 1);
      g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (count - 1));
      matched = g_str_equal (name, wanted);
      if (matched)
        opening->partner = i;
    }
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

      if (shortcode->kind != GALLEY_SHORTCODE_CALL || shortcode->self_closing)
        continue;

      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, shortcode->name));
      if (takes_nothing (self, shortcode))
        {
          if (tag->closing)
            {
              report_tag (self, tag, _ ("Shortcode “%s”: it takes no text, and so is not closed"));
              shortcode->kind = GALLEY_SHORTCODE_STRAY_CLOSE;
            }
        }
      else if (!tag->closing)
        {
          g_array_append_val (open, i);
          g_hash_table_insert (counts, shortcode->name, GUINT_TO_POINTER (count + 1));
        }
      else if (count > 0)
        match_close (tags, open, counts, i);
      else
        {
          report_tag (self, tag, _ ("Shortcode “%s”: it is closed here but not open"));
          shortcode->kind = GALLEY_SHORTCODE_STRAY_CLOSE;
        }
    }

  for (guint i = 0; i < tags->len; i++)
    if (g_array_index (tags, Tag, i).shortcode->kind == GALLEY_SHORTCODE_CALL)
      check_tag (self, &g_array_index (tags, Tag, i));
}

/**
 * galley_shortcode_scan:
 * @text: UTF-8 text, the body of an issue or the inner text of a shortcode
 * @length: its length in bytes
 * @base_offset: where @text starts in the file, in bytes; for the diagnostics
 * @set: (nullable): the shortcodes of the site
 * @diagnostics: (nullable) (element-type GalleyDiagnostic): takes what is wrong
 *
 * Finds the outermost shortcodes by Hugo's grammar, which knows nothing of Markdown: they count
 * in code and in comments too. What is not a complete shortcode is a broken one, and reported.
 *
 * Returns: (transfer full) (element-type GalleyShortcode): the shortcodes, in their order
 */
GPtrArray *
galley_shortcode_scan (const char *text,
                       gsize length,
                       gsize base_offset,
                       const GalleyShortcodeSet *set,
                       GPtrArray *diagnostics)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) shortcode_free);
  g_autoptr (GArray) tags = NULL;
  gsize reached = 0;
  Lexer lexer = {
    .text = text,
    .p = text,
    .end = text + length,
    .base_offset = base_offset,
    .set = set,
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
