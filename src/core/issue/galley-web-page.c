/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-web-page.h"

#include "galley-charset.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* What a page says of itself stands at its start. */
#define BYTES_MAX (1024 * 1024)
#define CHARSET_SEARCHED 4096
#define TEXT_MAX 2000

typedef enum
{
  RANK_NONE,
  RANK_PLAIN,
  RANK_TWITTER,
  RANK_OPEN_GRAPH,
} Rank;

typedef struct
{
  GalleyWebPage *info;
  Rank title_rank;
  Rank description_rank;
  Rank image_rank;
  GString *title;
  gboolean in_title;
  char *base;
} Reader;

/* One line, without the spaces that the page is laid out with. */
static char *
make_line (const char *text)
{
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0' && line->len < TEXT_MAX; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      space = FALSE;
      g_string_append_unichar (line, c);
    }

  return g_string_free_and_steal (line);
}

static void
set_line (char **field, Rank *current, Rank rank, const char *text)
{
  g_autofree char *line = NULL;

  if (rank <= *current)
    return;
  line = make_line (text);
  if (*line == '\0')
    return;

  *current = rank;
  g_free (*field);
  *field = g_steal_pointer (&line);
}

/* The http or https address that a page means. What GLib can take apart it cannot always put
 * together again: with a host, the path has to start with a slash. */
static char *
resolve (const Reader *self, const char *address)
{
  const GUriFlags flags = G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED;
  g_autoptr (GUri) base = self->base != NULL ? g_uri_parse (self->base, flags, NULL) : NULL;
  g_autoptr (GUri) uri = g_uri_parse_relative (base, address, flags, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (host == NULL || *host == '\0' || strchr ("/", *g_uri_get_path (uri)) == NULL
      || (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0))
    return NULL;

  return g_uri_to_string (uri);
}

static void
set_image (Reader *self, Rank rank, const char *address)
{
  g_autofree char *line = NULL;
  g_autofree char *image = NULL;

  if (rank <= self->image_rank)
    return;
  line = make_line (address);
  image = resolve (self, line);
  if (*line == '\0' || image == NULL)
    return;

  self->image_rank = rank;
  g_free (self->info->image);
  self->info->image = g_steal_pointer (&image);
}

static void
read_meta (Reader *self, const char *name, const char *content)
{
  GalleyWebPage *info = self->info;

  if (g_ascii_strcasecmp (name, "og:title") == 0)
    set_line (&info->title, &self->title_rank, RANK_OPEN_GRAPH, content);
  else if (g_ascii_strcasecmp (name, "twitter:title") == 0)
    set_line (&info->title, &self->title_rank, RANK_TWITTER, content);
  else if (g_ascii_strcasecmp (name, "og:description") == 0)
    set_line (&info->description, &self->description_rank, RANK_OPEN_GRAPH, content);
  else if (g_ascii_strcasecmp (name, "twitter:description") == 0)
    set_line (&info->description, &self->description_rank, RANK_TWITTER, content);
  else if (g_ascii_strcasecmp (name, "description") == 0)
    set_line (&info->description, &self->description_rank, RANK_PLAIN, content);
  else if (g_ascii_strcasecmp (name, "og:image") == 0
           || g_ascii_strcasecmp (name, "og:image:url") == 0
           || g_ascii_strcasecmp (name, "og:image:secure_url") == 0)
    set_image (self, RANK_OPEN_GRAPH, content);
  else if (g_ascii_strcasecmp (name, "twitter:image") == 0
           || g_ascii_strcasecmp (name, "twitter:image:src") == 0)
    set_image (self, RANK_TWITTER, content);
}

static const char *
get_attribute (const xmlChar **attributes, const char *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[i], name) == 0)
      return (const char *) attributes[i + 1];

  return NULL;
}

static void
on_start (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Reader *self = data;

  if (g_ascii_strcasecmp ((const char *) name, "title") == 0)
    {
      self->in_title = self->title->len == 0;
    }
  else if (g_ascii_strcasecmp ((const char *) name, "base") == 0)
    {
      const char *address = get_attribute (attributes, "href");
      char *base = address != NULL ? resolve (self, address) : NULL;

      if (base != NULL)
        {
          g_free (self->base);
          self->base = base;
        }
    }
  else if (g_ascii_strcasecmp ((const char *) name, "meta") == 0)
    {
      const char *content = get_attribute (attributes, "content");
      const char *property = get_attribute (attributes, "property");
      const char *meta_name = get_attribute (attributes, "name");

      if (content != NULL && property != NULL)
        read_meta (self, property, content);
      if (content != NULL && meta_name != NULL)
        read_meta (self, meta_name, content);
    }
}

static void
on_end (void *data, const xmlChar *name)
{
  Reader *self = data;

  if (g_ascii_strcasecmp ((const char *) name, "title") == 0)
    self->in_title = FALSE;
}

static void
on_text (void *data, const xmlChar *text, int length)
{
  Reader *self = data;

  if (self->in_title && self->title->len < TEXT_MAX)
    g_string_append_len (self->title, (const char *) text, length);
}

static void
on_message (void *data, const char *message, ...)
{
}

/* The name behind `charset=`, in the header or in a `<meta>`. */
static char *
find_charset (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p + strlen ("charset=") < end; p++)
    if (g_ascii_strncasecmp (p, "charset=", strlen ("charset=")) == 0)
      {
        const char *start = p + strlen ("charset=");
        const char *stop;

        while (start < end && strchr ("\"' ", *start) != NULL && *start != '\0')
          start++;
        for (stop = start; stop < end && (g_ascii_isalnum (*stop) || strchr ("-_.:", *stop) != NULL)
                           && *stop != '\0';
             stop++)
          ;
        if (stop > start)
          return g_strndup (start, stop - start);
      }

  return NULL;
}

static char *
decode (const char *data, gsize size, const char *content_type, gsize *length)
{
  g_autofree char *charset =
    content_type != NULL ? find_charset (content_type, strlen (content_type)) : NULL;
  const char *guessed;
  char *text;

  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      size -= 3;
      g_clear_pointer (&charset, g_free);
      charset = g_strdup ("UTF-8");
    }
  if (charset == NULL)
    charset = find_charset (data, MIN (size, CHARSET_SEARCHED));
  /* Browsers read these as their larger brothers. */
  if (charset != NULL && g_ascii_strncasecmp (charset, "gb2312", 6) == 0)
    {
      g_free (charset);
      charset = g_strdup ("GB18030");
    }

  if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0
      && g_ascii_strcasecmp (charset, "utf8") != 0)
    {
      text = galley_charset_decode (charset, data, size, length);
      if (text != NULL)
        return text;
    }
  if (!g_utf8_validate_len (data, size, NULL) && charset == NULL)
    {
      text = galley_charset_guess (data, size, length, &guessed);
      if (text != NULL)
        return text;
    }

  text = g_utf8_make_valid (data, (gssize) size);
  *length = strlen (text);
  return text;
}

/**
 * galley_web_page_new:
 * @bytes: a page, or its start
 * @content_type: (nullable): what the server says it is, such as `text/html; charset=gbk`
 * @url: (nullable): where it was fetched from, for addresses that are relative
 *
 * Reads what a web page says of itself: Open Graph first, else Twitter's card, else the plain title
 * and description. Whatever the bytes are, reading them is safe.
 *
 * Returns: (transfer full): what was found, which may be nothing
 */
GalleyWebPage *
galley_web_page_new (GBytes *bytes, const char *content_type, const char *url)
{
  GalleyWebPage *self = g_new0 (GalleyWebPage, 1);
  g_autoptr (GString) title = g_string_new (NULL);
  Reader reader = { .info = self, .title = title, .base = g_strdup (url) };
  gsize size = MIN (g_bytes_get_size (bytes), BYTES_MAX);
  g_autofree char *text = NULL;
  gsize length;
  htmlParserCtxtPtr context;
  htmlSAXHandler handler = {
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .cdataBlock = on_text,
    .warning = on_message,
    .error = on_message,
    .fatalError = on_message,
  };

  if (size == 0)
    {
      g_free (reader.base);
      return self;
    }

  text = decode (g_bytes_get_data (bytes, NULL), size, content_type, &length);
  context = htmlCreatePushParserCtxt (&handler, &reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (context != NULL)
    {
      htmlCtxtUseOptions (context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                     | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
      htmlParseChunk (context, text, (int) length, 1);
      if (context->myDoc != NULL)
        xmlFreeDoc (context->myDoc);
      htmlFreeParserCtxt (context);
    }
  set_line (&self->title, &reader.title_rank, RANK_PLAIN, title->str);
  g_free (reader.base);

  return self;
}

void
galley_web_page_free (GalleyWebPage *self)
{
  g_free (self->title);
  g_free (self->description);
  g_free (self->image);
  g_free (self);
}
