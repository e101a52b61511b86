/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-open-tags.h"

#include <string.h>

/* Deeper raw HTML is none that people write; without a limit a close that matches nothing would
 * search ever further back. */
#define OPEN_MAX 256

typedef struct
{
  char name[16];
  guint block;
} OpenTag;

struct _GalleyTags
{
  GArray *open;
};

/**
 * galley_open_tags_new:
 *
 * Returns: (transfer full): with nothing open
 */
GalleyOpenTags *
galley_open_tags_new (void)
{
  GalleyOpenTags *self = g_new0 (GalleyOpenTags, 1);

  self->open = g_array_new (FALSE, TRUE, sizeof (OpenTag));
  return self;
}

void
galley_open_tags_free (GalleyOpenTags *self)
{
  g_array_unref (self->open);
  g_free (self);
}

static gboolean
is_void (const char *name)
{
  static const char *const names[] = { "area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                       "input", "link", "meta", "param", "source", "track", "wbr",
                                       "p",     "li",   "dt",   "dd",    NULL };

  return g_strv_contains (names, name);
}

static const char *
read_name (const char *p, char name[static 16])
{
  guint length = 0;

  while (g_ascii_isalnum (*p) || *p == '-')
    {
      if (length < 15)
        name[length++] = g_ascii_tolower (*p);
      p++;
    }
  name[length] = '\0';

  return p;
}

static const char *
skip_attributes (const char *p, gboolean *self_closing)
{
  char quote = '\0';

  for (; *p != '\0' && (quote != '\0' || *p != '>'); p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;

  *self_closing = *p == '>' && p[-1] == '/';
  return p;
}

static guint
close_tag (GalleyOpenTags *self, const char *name, guint block, gboolean *balanced)
{
  for (guint i = self->open->len; i-- > 0;)
    {
      OpenTag *open = &g_array_index (self->open, OpenTag, i);

      if (strcmp (open->name, name) != 0)
        continue;

      block = open->block;
      if (i + 1 < self->open->len)
        *balanced = FALSE;
      g_array_set_size (self->open, i);
      return block;
    }

  *balanced = FALSE;
  return block;
}

/**
 * galley_open_tags_add:
 * @self: what is open before
 * @html: the raw HTML of a block
 * @block: the number of the block
 * @balanced: (out): whether all that @html opens is closed in it, and the other way round
 *
 * Returns: the number of the first block that an element closed here was opened in; @block when
 *   there is none before
 */
guint
galley_open_tags_add (GalleyOpenTags *self, const char *html, guint block, gboolean *balanced)
{
  guint before = self->open->len;
  guint first = block;

  *balanced = TRUE;
  for (const char *p = html; (p = strchr (p, '<')) != NULL;)
    {
      OpenTag tag = { .block = block };
      gboolean closing = *++p == '/';
      gboolean self_closing;

      if (strncmp (p, "!--", 3) == 0)
        {
          const char *end = strstr (p + 3, "-->");

          if (end == NULL)
            break;
          p = end + 3;
          continue;
        }
      if (!g_ascii_isalpha (p[closing]))
        continue;

      p = read_name (p + closing, tag.name);
      p = skip_attributes (p, &self_closing);
      if (is_void (tag.name) || self_closing)
        continue;
      if (closing)
        {
          guint opener = close_tag (self, tag.name, block, balanced);

          first = MIN (first, opener);
        }
      else if (self->open->len < OPEN_MAX)
        g_array_append_val (self->open, tag);
    }

  if (self->open->len != before || first != block)
    *balanced = FALSE;
  return first;
}
