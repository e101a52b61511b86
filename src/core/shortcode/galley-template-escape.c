/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-template-private.h"

#include <string.h>

/* What a value becomes depends on where it stands, by the rules of Go's html/template, as far as
 * shortcodes need them. Where those rules are for scripts and the like, the run fails. */

enum
{
  STATE_TEXT,
  STATE_COMMENT,
  STATE_TAG_NAME,
  STATE_TAG,
  STATE_NAME,
  STATE_AFTER_NAME,
  STATE_BEFORE_VALUE,
  STATE_VALUE,
  STATE_RAW,
};

enum
{
  ATTRIBUTE_PLAIN,
  ATTRIBUTE_URL,
  ATTRIBUTE_CSS,
  ATTRIBUTE_UNKNOWN,
};

enum
{
  URL_START,
  URL_PATH,
  URL_QUERY,
};

/* What Go writes in place of what is not safe. */
#define REFUSED "ZgotmplZ"

void
galley_template_place_init (GalleyTemplatePlace *self)
{
  self->name = g_string_new (NULL);
  self->value = g_string_new (NULL);
}

void
galley_template_place_clear (GalleyTemplatePlace *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->value, TRUE);
  g_free (self->raw_end);
}

static int
get_attribute_kind (const char *name)
{
  static const char *const urls[] = { "action", "background", "cite",     "classid",    "codebase",
                                      "data",   "formaction", "href",     "icon",       "longdesc",
                                      "poster", "profile",    "manifest", "xlink:href", "usemap",
                                      "src",    NULL };

  if (g_str_has_prefix (name, "data-"))
    name += strlen ("data-");
  if (g_str_has_prefix (name, "on") || strstr (name, "srcset") != NULL
      || g_str_equal (name, "srcdoc"))
    return ATTRIBUTE_UNKNOWN;
  if (g_str_equal (name, "style"))
    return ATTRIBUTE_CSS;
  if (g_strv_contains (urls, name) || strstr (name, "src") != NULL || strstr (name, "uri") != NULL
      || strstr (name, "url") != NULL)
    return ATTRIBUTE_URL;

  return ATTRIBUTE_PLAIN;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

static void
end_tag (GalleyTemplatePlace *place)
{
  static const char *const raw[] = { "script", "style", "textarea", "title", NULL };

  place->state = STATE_TEXT;
  if (place->raw_end != NULL && g_strv_contains (raw, place->raw_end))
    place->state = STATE_RAW;
  else
    g_clear_pointer (&place->raw_end, g_free);
}

static void
read_in_tag (GalleyTemplatePlace *place, char c)
{
  if (place->state == STATE_TAG_NAME && (g_ascii_isalnum (c) || c == '-' || c == ':'))
    {
      g_string_append_c (place->name, g_ascii_tolower (c));
      return;
    }
  if (place->state == STATE_TAG_NAME)
    {
      g_free (place->raw_end);
      place->raw_end = g_strdup (place->name->str);
      place->state = STATE_TAG;
    }

  if (c == '>')
    end_tag (place);
  else if (c == '=' && place->state != STATE_TAG)
    {
      place->state = STATE_BEFORE_VALUE;
      place->attribute = get_attribute_kind (place->name->str);
      place->url_part = URL_START;
      g_string_truncate (place->value, 0);
    }
  else if (is_space (c) || c == '/')
    place->state = place->state == STATE_NAME ? STATE_AFTER_NAME : place->state;
  else
    {
      if (place->state != STATE_NAME)
        g_string_truncate (place->name, 0);
      place->state = STATE_NAME;
      g_string_append_c (place->name, g_ascii_tolower (c));
    }
}

static void
read_in_value (GalleyTemplatePlace *place, char c)
{
  if (place->state == STATE_BEFORE_VALUE)
    {
      if (is_space (c))
        return;
      place->quote = c == '"' || c == '\'' ? c : 0;
      place->state = STATE_VALUE;
      if (place->quote != 0)
        return;
    }

  if (place->quote == 0 && c == '>')
    end_tag (place);
  else if (place->quote == 0 ? is_space (c) : c == place->quote)
    {
      place->state = STATE_TAG;
      g_string_truncate (place->name, 0);
    }
  else
    {
      g_string_append_c (place->value, c);
      if (c == '?' || c == '#')
        place->url_part = URL_QUERY;
      else if (!is_space (c) && place->url_part == URL_START)
        place->url_part = URL_PATH;
    }
}

static gboolean
ends_raw (const GalleyTemplatePlace *place, const char *p)
{
  gsize length = strlen (place->raw_end);

  return g_str_has_prefix (p, "</") && g_ascii_strncasecmp (p + 2, place->raw_end, length) == 0;
}

/* Appends text of the template itself. Comments are not for readers, and Go drops them. */
void
galley_template_append_text (GalleyTemplateRun *run, const char *text)
{
  GalleyTemplatePlace *place = &run->place;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (place->state == STATE_COMMENT)
        {
          if (g_str_has_prefix (p, "-->"))
            {
              place->state = STATE_TEXT;
              p += 2;
            }
          continue;
        }
      if (place->state == STATE_TEXT && g_str_has_prefix (p, "<!--"))
        {
          place->state = STATE_COMMENT;
          p += 3;
          continue;
        }

      g_string_append_c (run->out, *p);
      if (place->state == STATE_VALUE || place->state == STATE_BEFORE_VALUE)
        read_in_value (place, *p);
      else if (place->state == STATE_TEXT || place->state == STATE_RAW)
        {
          if (*p != '<' || (place->state == STATE_RAW && !ends_raw (place, p)))
            continue;
          g_clear_pointer (&place->raw_end, g_free);
          g_string_truncate (place->name, 0);
          if (g_ascii_isalpha (p[1]))
            place->state = STATE_TAG_NAME;
          else if (p[1] == '/' && g_ascii_isalpha (p[2]))
            place->state = STATE_TAG;
          else
            place->state = STATE_TEXT;
        }
      else
        read_in_tag (place, *p);
    }
}

/* Where @entities, what is one already stays. */
void
galley_template_append_escaped (GString *out, const char *text, gboolean entities)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *entity = *p == '&'    ? (entities ? NULL : "&amp;")
                           : *p == '<'  ? "&lt;"
                           : *p == '>'  ? "&gt;"
                           : *p == '"'  ? "&#34;"
                           : *p == '\'' ? "&#39;"
                           : *p == '+'  ? "&#43;"
                                        : NULL;

      if (entity != NULL)
        g_string_append (out, entity);
      else
        g_string_append_c (out, *p);
    }
}

char *
galley_template_strip_tags (const char *html)
{
  GString *out = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *p = html; *p != '\0'; p++)
    if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
      in_tag = TRUE;
    else if (in_tag)
      in_tag = *p != '>';
    else
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

static gboolean
has_safe_scheme (const char *url)
{
  const char *colon = strchr (url, ':');
  const char *slash = strchr (url, '/');
  g_autofree char *scheme = NULL;

  if (colon == NULL || (slash != NULL && slash < colon))
    return TRUE;

  scheme = g_strndup (url, colon - url);
  return g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0
         || g_ascii_strcasecmp (scheme, "mailto") == 0;
}

static char *
dup_url (const GalleyTemplatePlace *place, const GalleyTemplateValue *value, const char *text)
{
  gboolean normal = value->kind == GALLEY_TEMPLATE_URL || place->url_part != URL_QUERY;
  GString *out;

  if (value->kind != GALLEY_TEMPLATE_URL && place->url_part == URL_START && !has_safe_scheme (text))
    return g_strdup ("#" REFUSED);

  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || strchr ("-._~", *p) != NULL
        || (normal && strchr ("!#$&*+,/:;=?@[]", *p) != NULL)
        || (normal && *p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2])))
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02x", (guchar) *p);

  return g_string_free (out, FALSE);
}

static gboolean
is_plain_css (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (strpbrk (text, "\"'()/;@[\\]`{}<>") != NULL || strstr (text, "--") != NULL)
    return FALSE;

  return strstr (lower, "expression") == NULL && strstr (lower, "binding") == NULL;
}

static gboolean
append_in_value (GalleyTemplateRun *run, const GalleyTemplateValue *value, const char *text)
{
  const GalleyTemplatePlace *place = &run->place;
  g_autofree char *plain = NULL;

  switch (place->attribute)
    {
    case ATTRIBUTE_URL:
      plain = dup_url (place, value, text);
      break;
    case ATTRIBUTE_CSS:
      if (strpbrk (place->value->str, "\"'(\\/") != NULL)
        return FALSE;
      plain = g_strdup (value->kind == GALLEY_TEMPLATE_CSS || is_plain_css (text) ? text : REFUSED);
      break;
    case ATTRIBUTE_PLAIN:
      plain =
        value->kind == GALLEY_TEMPLATE_HTML ? galley_template_strip_tags (text) : g_strdup (text);
      break;
    default:
      return FALSE;
    }

  /* Without quotes a value could become more than one. */
  if (place->quote == 0
      && (*plain == '\0'
          || strspn (plain, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.,/:#?%") != strlen (plain)))
    return FALSE;

  galley_template_append_escaped (run->out, plain,
                                  place->attribute == ATTRIBUTE_PLAIN
                                    && value->kind == GALLEY_TEMPLATE_HTML);
  return TRUE;
}

/* Appends what an action comes to. Returns FALSE where it cannot be made safe. */
gboolean
galley_template_append_value (GalleyTemplateRun *run, const GalleyTemplateValue *value)
{
  const char *text = galley_template_print (run, value);

  if (text == NULL)
    return FALSE;

  switch (run->place.state)
    {
    case STATE_TEXT:
      if (value->kind == GALLEY_TEMPLATE_HTML)
        g_string_append (run->out, text);
      else
        galley_template_append_escaped (run->out, text, FALSE);
      return TRUE;
    case STATE_COMMENT:
      return TRUE;
    case STATE_BEFORE_VALUE:
      run->place.state = STATE_VALUE;
      run->place.quote = 0;
      return append_in_value (run, value, text);
    case STATE_VALUE:
      return append_in_value (run, value, text);
    default:
      return *text == '\0';
    }
}
