/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-template-private.h"

#include <math.h>
#include <string.h>

typedef gboolean (*Function) (GalleyTemplateRun *run,
                              const GalleyTemplateValue *arguments,
                              guint n_arguments,
                              GalleyTemplateValue *result);

/* Keeps a text to the end of the run. */
const char *
galley_template_keep (GalleyTemplateRun *run, GString *text)
{
  char *kept;

  run->n_bytes += text->len;
  kept = g_string_free (text, FALSE);
  g_ptr_array_add (run->texts, kept);

  return kept;
}

static gboolean
is_text (const GalleyTemplateValue *value)
{
  return value->kind >= GALLEY_TEMPLATE_STRING && value->kind <= GALLEY_TEMPLATE_CSS;
}

static gboolean
is_number (const GalleyTemplateValue *value)
{
  return value->kind == GALLEY_TEMPLATE_INTEGER || value->kind == GALLEY_TEMPLATE_FLOAT;
}

static double
get_number (const GalleyTemplateValue *value)
{
  return value->kind == GALLEY_TEMPLATE_INTEGER ? (double) value->integer : value->number;
}

gboolean
galley_template_is_true (const GalleyTemplateRun *run, const GalleyTemplateValue *value)
{
  switch (value->kind)
    {
    case GALLEY_TEMPLATE_NIL:
      return FALSE;
    case GALLEY_TEMPLATE_BOOLEAN:
    case GALLEY_TEMPLATE_INTEGER:
      return value->integer != 0;
    case GALLEY_TEMPLATE_FLOAT:
      return fpclassify (value->number) != FP_ZERO;
    case GALLEY_TEMPLATE_STRING:
    case GALLEY_TEMPLATE_HTML:
    case GALLEY_TEMPLATE_URL:
    case GALLEY_TEMPLATE_CSS:
      return *value->text != '\0';
    case GALLEY_TEMPLATE_PARAMS:
      return run->call->shortcode->params->len > 0;
    case GALLEY_TEMPLATE_CONTEXT:
    case GALLEY_TEMPLATE_BLOCK_DISPLAY:
    default:
      return TRUE;
    }
}

/* The shortest decimal that reads as the same number. */
static void
append_float (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];

  for (guint digits = 1; digits <= 17; digits++)
    {
      g_snprintf (format, sizeof format, "%%.%ug", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (fabs (g_ascii_strtod (buffer, NULL) - number) <= 0)
        break;
    }
  g_string_append (out, buffer);
}

/* The value as text, or %NULL when it has none that this knows. */
const char *
galley_template_print (GalleyTemplateRun *run, const GalleyTemplateValue *value)
{
  GString *text;

  switch (value->kind)
    {
    case GALLEY_TEMPLATE_NIL:
      return "";
    case GALLEY_TEMPLATE_BOOLEAN:
      return value->integer != 0 ? "true" : "false";
    case GALLEY_TEMPLATE_INTEGER:
      text = g_string_new (NULL);
      g_string_append_printf (text, "%" G_GINT64_FORMAT, value->integer);
      return galley_template_keep (run, text);
    case GALLEY_TEMPLATE_FLOAT:
      text = g_string_new (NULL);
      append_float (text, value->number);
      return galley_template_keep (run, text);
    case GALLEY_TEMPLATE_STRING:
    case GALLEY_TEMPLATE_HTML:
    case GALLEY_TEMPLATE_URL:
    case GALLEY_TEMPLATE_CSS:
      return value->text;
    case GALLEY_TEMPLATE_CONTEXT:
    case GALLEY_TEMPLATE_PARAMS:
    case GALLEY_TEMPLATE_BLOCK_DISPLAY:
    default:
      return NULL;
    }
}

static void
set_boolean (GalleyTemplateValue *result, gboolean value)
{
  result->kind = GALLEY_TEMPLATE_BOOLEAN;
  result->integer = value;
}

static void
set_text (GalleyTemplateRun *run, GalleyTemplateValue *result, GalleyTemplateKind kind, char *text)
{
  result->kind = kind;
  result->text = galley_template_keep (run, g_string_new_take (text));
}

static gboolean
is_equal (const GalleyTemplateValue *a, const GalleyTemplateValue *b)
{
  if (is_text (a) && is_text (b))
    return g_str_equal (a->text, b->text);
  if (is_number (a) && is_number (b))
    return fabs (get_number (a) - get_number (b)) <= 0;

  return a->kind == b->kind && a->kind <= GALLEY_TEMPLATE_BOOLEAN && a->integer == b->integer;
}

static gboolean
call_eq (GalleyTemplateRun *run, const GalleyTemplateValue *a, guint n, GalleyTemplateValue *result)
{
  gboolean found = FALSE;

  for (guint i = 1; i < n; i++)
    found = found || is_equal (&a[0], &a[i]);
  set_boolean (result, found);

  return n >= 2;
}

static gboolean
call_ne (GalleyTemplateRun *run, const GalleyTemplateValue *a, guint n, GalleyTemplateValue *result)
{
  if (n != 2)
    return FALSE;
  set_boolean (result, !is_equal (&a[0], &a[1]));
  return TRUE;
}

/* Hugo compares what is of one kind; of others it makes what nobody means. */
static gboolean
compare (const GalleyTemplateValue *a, guint n, int *order)
{
  if (n != 2)
    return FALSE;
  if (is_number (&a[0]) && is_number (&a[1]))
    *order = (get_number (&a[0]) > get_number (&a[1])) - (get_number (&a[0]) < get_number (&a[1]));
  else
    return FALSE;

  return TRUE;
}

#define COMPARISON(name, condition)                                                                \
  static gboolean call_##name (GalleyTemplateRun *run, const GalleyTemplateValue *a, guint n,      \
                               GalleyTemplateValue *result)                                        \
  {                                                                                                \
    int order;                                                                                     \
                                                                                                   \
    if (!compare (a, n, &order))                                                                   \
      return FALSE;                                                                                \
    set_boolean (result, condition);                                                               \
    return TRUE;                                                                                   \
  }

COMPARISON (lt, order < 0)
COMPARISON (le, order <= 0)
COMPARISON (gt, order > 0)
COMPARISON (ge, order >= 0)

static gboolean
call_not (GalleyTemplateRun *run,
          const GalleyTemplateValue *a,
          guint n,
          GalleyTemplateValue *result)
{
  if (n != 1)
    return FALSE;
  set_boolean (result, !galley_template_is_true (run, &a[0]));
  return TRUE;
}

static gboolean
call_and (GalleyTemplateRun *run,
          const GalleyTemplateValue *a,
          guint n,
          GalleyTemplateValue *result)
{
  for (guint i = 0; i < n; i++)
    {
      *result = a[i];
      if (!galley_template_is_true (run, &a[i]))
        break;
    }
  return n > 0;
}

static gboolean
call_or (GalleyTemplateRun *run, const GalleyTemplateValue *a, guint n, GalleyTemplateValue *result)
{
  for (guint i = 0; i < n; i++)
    {
      *result = a[i];
      if (galley_template_is_true (run, &a[i]))
        break;
    }
  return n > 0;
}

static gboolean
call_default (GalleyTemplateRun *run,
              const GalleyTemplateValue *a,
              guint n,
              GalleyTemplateValue *result)
{
  if (n != 2)
    return FALSE;
  *result =
    a[1].kind == GALLEY_TEMPLATE_BOOLEAN || galley_template_is_true (run, &a[1]) ? a[1] : a[0];
  return TRUE;
}

static gboolean
call_cond (GalleyTemplateRun *run,
           const GalleyTemplateValue *a,
           guint n,
           GalleyTemplateValue *result)
{
  if (n != 3)
    return FALSE;
  *result = galley_template_is_true (run, &a[0]) ? a[1] : a[2];
  return TRUE;
}

/* One verb of a format, for the kinds of values that it is meant for. */
static gboolean
format_verb (GalleyTemplateRun *run, GString *out, char verb, const GalleyTemplateValue *value)
{
  const char *text = galley_template_print (run, value);

  if (text == NULL || value->kind == GALLEY_TEMPLATE_NIL)
    return FALSE;
  switch (verb)
    {
    case 'v':
      break;
    case 's':
      if (!is_text (value))
        return FALSE;
      break;
    case 'd':
      if (value->kind != GALLEY_TEMPLATE_INTEGER)
        return FALSE;
      break;
    case 't':
      if (value->kind != GALLEY_TEMPLATE_BOOLEAN)
        return FALSE;
      break;
    default:
      return FALSE;
    }

  g_string_append (out, text);
  return TRUE;
}

static gboolean
call_printf (GalleyTemplateRun *run,
             const GalleyTemplateValue *a,
             guint n,
             GalleyTemplateValue *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint used = 1;

  if (n == 0 || !is_text (&a[0]))
    return FALSE;

  for (const char *p = a[0].text; *p != '\0'; p++)
    if (*p != '%')
      g_string_append_c (out, *p);
    else if (*++p == '%')
      g_string_append_c (out, '%');
    else if (used >= n || out->len > run->call->output_max
             || !format_verb (run, out, *p, &a[used++]))
      return FALSE;
  if (used != n)
    return FALSE;

  result->kind = GALLEY_TEMPLATE_STRING;
  result->text = galley_template_keep (run, g_steal_pointer (&out));
  return TRUE;
}

static gboolean
call_print (GalleyTemplateRun *run,
            const GalleyTemplateValue *a,
            guint n,
            GalleyTemplateValue *result)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *text = galley_template_print (run, &a[i]);

      if (text == NULL || a[i].kind == GALLEY_TEMPLATE_NIL || out->len > run->call->output_max)
        return FALSE;
      if (i > 0 && !is_text (&a[i]) && !is_text (&a[i - 1]))
        g_string_append_c (out, ' ');
      g_string_append (out, text);
    }

  result->kind = GALLEY_TEMPLATE_STRING;
  result->text = galley_template_keep (run, g_steal_pointer (&out));
  return TRUE;
}

static gboolean
call_len (GalleyTemplateRun *run,
          const GalleyTemplateValue *a,
          guint n,
          GalleyTemplateValue *result)
{
  if (n != 1 || (!is_text (&a[0]) && a[0].kind != GALLEY_TEMPLATE_PARAMS))
    return FALSE;

  result->kind = GALLEY_TEMPLATE_INTEGER;
  result->integer =
    is_text (&a[0]) ? (gint64) strlen (a[0].text) : run->call->shortcode->params->len;
  return TRUE;
}

/* For texts; lists are not known here. */
static gboolean
call_in (GalleyTemplateRun *run, const GalleyTemplateValue *a, guint n, GalleyTemplateValue *result)
{
  if (n != 2 || !is_text (&a[0]) || !is_text (&a[1]))
    return FALSE;
  set_boolean (result, strstr (a[0].text, a[1].text) != NULL);
  return TRUE;
}

static gboolean
call_markdownify (GalleyTemplateRun *run,
                  const GalleyTemplateValue *a,
                  guint n,
                  GalleyTemplateValue *result)
{
  gboolean block = n == 2 && a[0].kind == GALLEY_TEMPLATE_BLOCK_DISPLAY && a[0].integer;
  const char *text;
  GString *out;

  if (n == 0 || n > 2 || (n == 2 && a[0].kind != GALLEY_TEMPLATE_BLOCK_DISPLAY))
    return FALSE;
  text = galley_template_print (run, &a[n - 1]);
  if (text == NULL || run->call->markdown == NULL)
    return FALSE;

  out = g_string_new (NULL);
  run->call->markdown (out, text, block, run->call->markdown_data);
  result->kind = GALLEY_TEMPLATE_HTML;
  result->text = galley_template_keep (run, out);
  return TRUE;
}

/* Only as what RenderString is asked for. */
static gboolean
call_dict (GalleyTemplateRun *run,
           const GalleyTemplateValue *a,
           guint n,
           GalleyTemplateValue *result)
{
  if (n != 2 || !is_text (&a[0]) || !is_text (&a[1]) || !g_str_equal (a[0].text, "display"))
    return FALSE;

  result->kind = GALLEY_TEMPLATE_BLOCK_DISPLAY;
  result->integer = g_str_equal (a[1].text, "block");
  return TRUE;
}

static gboolean
convert (GalleyTemplateRun *run,
         const GalleyTemplateValue *a,
         guint n,
         GalleyTemplateKind kind,
         GalleyTemplateValue *result)
{
  if (n != 1)
    return FALSE;

  result->text = galley_template_print (run, &a[0]);
  result->kind = kind;
  return result->text != NULL;
}

#define CONVERSION(name, kind)                                                                     \
  static gboolean call_##name (GalleyTemplateRun *run, const GalleyTemplateValue *a, guint n,      \
                               GalleyTemplateValue *result)                                        \
  {                                                                                                \
    return convert (run, a, n, kind, result);                                                      \
  }

CONVERSION (safe_html, GALLEY_TEMPLATE_HTML)
CONVERSION (safe_url, GALLEY_TEMPLATE_URL)
CONVERSION (safe_css, GALLEY_TEMPLATE_CSS)
CONVERSION (string, GALLEY_TEMPLATE_STRING)

static gboolean
call_lower (GalleyTemplateRun *run,
            const GalleyTemplateValue *a,
            guint n,
            GalleyTemplateValue *result)
{
  if (n != 1 || !is_text (&a[0]))
    return FALSE;
  set_text (run, result, GALLEY_TEMPLATE_STRING, g_utf8_strdown (a[0].text, -1));
  return TRUE;
}

static gboolean
call_upper (GalleyTemplateRun *run,
            const GalleyTemplateValue *a,
            guint n,
            GalleyTemplateValue *result)
{
  if (n != 1 || !is_text (&a[0]))
    return FALSE;
  set_text (run, result, GALLEY_TEMPLATE_STRING, g_utf8_strup (a[0].text, -1));
  return TRUE;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((*text & 0x80) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
call_trim (GalleyTemplateRun *run,
           const GalleyTemplateValue *a,
           guint n,
           GalleyTemplateValue *result)
{
  const char *start;
  const char *end;

  if (n != 2 || !is_text (&a[0]) || !is_text (&a[1]) || !is_ascii (a[1].text))
    return FALSE;

  start = a[0].text + strspn (a[0].text, a[1].text);
  for (end = start + strlen (start); end > start && strchr (a[1].text, end[-1]) != NULL; end--)
    ;
  set_text (run, result, GALLEY_TEMPLATE_STRING, g_strndup (start, end - start));
  return TRUE;
}

static gboolean
call_trim_space (GalleyTemplateRun *run,
                 const GalleyTemplateValue *a,
                 guint n,
                 GalleyTemplateValue *result)
{
  const GalleyTemplateValue both[] = { n == 1 ? a[0] : (GalleyTemplateValue) { 0 },
                                       { .kind = GALLEY_TEMPLATE_STRING, .text = " \t\r\n\v\f" } };

  return n == 1 && call_trim (run, both, 2, result);
}

static gboolean
call_get (GalleyTemplateRun *run,
          const GalleyTemplateValue *a,
          guint n,
          GalleyTemplateValue *result)
{
  const GArray *params = run->call->shortcode->params;
  gboolean named = params->len > 0 && g_array_index (params, GalleyShortcodeParam, 0).name != NULL;

  if (n != 2 || a[0].kind != GALLEY_TEMPLATE_PARAMS
      || named != (a[1].kind == GALLEY_TEMPLATE_STRING))
    return FALSE;
  return galley_template_get_field (run, "Get", a + 1, 1, result);
}

static gboolean
call_isset (GalleyTemplateRun *run,
            const GalleyTemplateValue *a,
            guint n,
            GalleyTemplateValue *result)
{
  GalleyTemplateValue found = { 0 };

  if (!call_get (run, a, n, &found))
    return FALSE;
  set_boolean (result, found.kind != GALLEY_TEMPLATE_NIL);
  return TRUE;
}

static const struct
{
  const char *name;
  Function function;
} functions[] = {
  { "and", call_and },
  { "cond", call_cond },
  { "compare.Conditional", call_cond },
  { "compare.Default", call_default },
  { "default", call_default },
  { "dict", call_dict },
  { "eq", call_eq },
  { "fmt.Print", call_print },
  { "fmt.Printf", call_printf },
  { "ge", call_ge },
  { "gt", call_gt },
  { "in", call_in },
  { "index", call_get },
  { "isset", call_isset },
  { "le", call_le },
  { "len", call_len },
  { "lower", call_lower },
  { "lt", call_lt },
  { "markdownify", call_markdownify },
  { "ne", call_ne },
  { "not", call_not },
  { "or", call_or },
  { "print", call_print },
  { "printf", call_printf },
  { "safe.CSS", call_safe_css },
  { "safe.HTML", call_safe_html },
  { "safe.URL", call_safe_url },
  { "safeCSS", call_safe_css },
  { "safeHTML", call_safe_html },
  { "safeURL", call_safe_url },
  { "string", call_string },
  { "strings.ToLower", call_lower },
  { "strings.ToUpper", call_upper },
  { "strings.Trim", call_trim },
  { "strings.TrimSpace", call_trim_space },
  { "transform.Markdownify", call_markdownify },
  { "trim", call_trim },
  { "upper", call_upper },
};

static Function
find_function (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name))
      return functions[i].function;

  return NULL;
}

gboolean
galley_template_is_function (const char *name)
{
  return find_function (name) != NULL;
}

gboolean
galley_template_call (GalleyTemplateRun *run,
                      const char *name,
                      const GalleyTemplateValue *arguments,
                      guint n_arguments,
                      GalleyTemplateValue *result)
{
  return find_function (name) (run, arguments, n_arguments, result);
}
