/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-charset.h"

#include <string.h>

/* So many characters tell an encoding as well as all of them. */
#define SAMPLE_SIZE 4000

/* Reading a text in a wrong encoding gives characters that exist but that nobody uses. These are
 * about half of any running text in their language. */
static const char frequent_characters[] =
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
  "年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样"
  "理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将"
  "两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信"
  "表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔"
  "更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统"
  "区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品"
  "住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运周期源译编链版"
  "這個們來為國時說會對發過還後點開學經當動樣現長問題從實東見與於種機電話體業無頭氣間產義關"
  "應將軍兩並戰給門論處幾認條係總數報結務場計資統區隊決馬書則聽達強難權設記類據邊張該規萬覺"
  "術領確傳師觀讓識帶導爭運週譯編鏈裡麼沒內請網臺灣"
  "이다의는을에고가하지로한사도리기나그인서자어스해수들라시정대있과일보아전제장부것적으만주여"
  "상성동원소구공우비신국연면조경문위방선중관무오안개요계내않생때년말미세될진물회용모르습니었"
  "했등던까된화입트터드글랍번영명력없받데더";

static const char *const all_charsets[] = {
  "GB18030", "BIG5",         "BIG5-HKSCS", "CP932",        "EUC-JP",
  "CP949",   "WINDOWS-1251", "KOI8-R",     "WINDOWS-1252",
};

static const struct
{
  const char *languages;
  const char *charsets[3];
} charsets_of_languages[] = {
  { " zh_TW zh_HK zh_MO ", { "BIG5", "BIG5-HKSCS", "GB18030" } },
  { " zh ", { "GB18030", "BIG5", "BIG5-HKSCS" } },
  { " ja ", { "CP932", "EUC-JP", NULL } },
  { " ko ", { "CP949", NULL, NULL } },
  { " ru uk be bg sr mk ", { "WINDOWS-1251", "KOI8-R", NULL } },
  { " pl cs sk hu sl hr bs ro sq ", { "WINDOWS-1250", "ISO-8859-2", NULL } },
  { " tr az ", { "WINDOWS-1254", NULL, NULL } },
  { " el ", { "WINDOWS-1253", "ISO-8859-7", NULL } },
  { " he yi ", { "WINDOWS-1255", NULL, NULL } },
  { " ar fa ur ", { "WINDOWS-1256", NULL, NULL } },
  { " lt lv et ", { "WINDOWS-1257", NULL, NULL } },
  { " vi ", { "WINDOWS-1258", NULL, NULL } },
  { " th ", { "CP874", NULL, NULL } },
};

/**
 * galley_charset_encode:
 * @charset: the iconv name of an encoding
 * @text: UTF-8 text
 * @length: its length in bytes
 * @size: (out): the size of the result in bytes
 * @n_encoded: (out) (optional): on failure, the offset in bytes of the first character that the
 *   encoding lacks
 *
 * Writes a text in an encoding, and makes sure that reading it again gives the same text: some
 * converters quietly put a similar character in place of one that is missing.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL
 */
char *
galley_charset_encode (const char *charset,
                       const char *text,
                       gsize length,
                       gsize *size,
                       gsize *n_encoded)
{
  g_autofree char *data = NULL;
  g_autofree char *again = NULL;
  gsize n_read = 0;
  gsize again_length = 0;
  gsize same = 0;

  data = g_convert (text, length, charset, "UTF-8", &n_read, size, NULL);
  if (data == NULL || n_read != length)
    {
      if (n_encoded != NULL)
        *n_encoded = MIN (n_read, length);
      return NULL;
    }

  again = g_convert (data, *size, "UTF-8", charset, NULL, &again_length, NULL);
  if (again != NULL && again_length == length && memcmp (again, text, length) == 0)
    return g_steal_pointer (&data);

  while (again != NULL && same < MIN (length, again_length) && again[same] == text[same])
    same++;
  while (same > 0 && ((guchar) text[same] & 0xc0) == 0x80)
    same--;

  if (n_encoded != NULL)
    *n_encoded = same;

  return NULL;
}

/**
 * galley_charset_decode:
 * @charset: the iconv name of an encoding
 * @data: bytes
 * @size: how many
 * @length: (out): the length of the result in bytes
 *
 * Reads bytes in an encoding, if that gives text without NUL characters, and if writing the text
 * again gives exactly the same bytes.
 *
 * Returns: (transfer full) (nullable): UTF-8 text, or %NULL
 */
char *
galley_charset_decode (const char *charset, const char *data, gsize size, gsize *length)
{
  g_autofree char *text = g_convert (data, size, "UTF-8", charset, NULL, length, NULL);
  g_autofree char *again = NULL;
  gsize again_size;

  if (text == NULL || !g_utf8_validate_len (text, *length, NULL))
    return NULL;

  again = g_convert (text, *length, charset, "UTF-8", NULL, &again_size, NULL);
  if (again == NULL || again_size != size || memcmp (again, data, size) != 0)
    return NULL;

  return g_steal_pointer (&text);
}

static gboolean
is_alphabet (GUnicodeScript script)
{
  switch (script)
    {
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_THAI:
      return TRUE;
    default:
      return FALSE;
    }
}

static double
rate_letter (gunichar c, gunichar previous, gunichar next, guint run)
{
  GUnicodeScript script = g_unichar_get_script (c);

  if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HANGUL)
    {
      if (g_utf8_strchr (frequent_characters, -1, c) != NULL)
        return 1;
      return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) ? 0.3 : -1;
    }

  /* Any high byte is a half-width Kana in Shift JIS, so that they prove nothing. */
  if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
    return c < 0xff61 ? 1 : -0.5;

  if (g_unichar_isupper (c) && g_unichar_islower (previous))
    return -1;

  /* Accents come one by one among plain letters; bytes of another script come in a row. */
  if (script == G_UNICODE_SCRIPT_LATIN)
    return run < 4 ? 0.9 : -2;

  if (is_alphabet (script))
    return (previous < 0x80 && g_unichar_isalpha (previous))
               || (next < 0x80 && g_unichar_isalpha (next))
             ? -1
             : 0.8;

  return -0.2;
}

/* How probable a character is in a text that somebody wrote, from 1 down. */
static double
rate_character (gunichar c, gunichar previous, gunichar next, guint run)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
      return -4;
    default:
      break;
    }

  if (g_unichar_isalpha (c))
    return rate_letter (c, previous, next, run);

  if ((c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff60))
    return 0.8;

  if ((c >= 0x2010 && c <= 0x203a) || g_utf8_strchr ("£§©«®°·»€™\u00a0", -1, c) != NULL)
    return 0.9;

  if (c >= 0x2500 && c <= 0x25ff)
    return -1;

  return -0.1;
}

/* The mean over the characters that are not ASCII or, if @with_ascii, over all. */
static double
rate_text (const char *text, gsize length, gboolean with_ascii)
{
  const char *end = text + length;
  gunichar previous = ' ';
  double sum = 0;
  guint n = 0;
  guint run = 0;

  for (const char *p = text; p < end && n < SAMPLE_SIZE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80)
        {
          const char *after = g_utf8_next_char (p);

          run = g_unichar_isalpha (c) ? run + 1 : 0;
          sum += rate_character (c, previous, after < end ? g_utf8_get_char (after) : ' ', run);
          n++;
        }
      else
        {
          run = 0;
          if (with_ascii)
            {
              sum += g_ascii_isprint (c) || g_ascii_isspace (c) ? 1 : -4;
              n++;
            }
        }

      previous = c;
    }

  return n > 0 ? sum / n : 0;
}

/* The encodings to try, those of the user's language first. */
static GPtrArray *
list_charsets (void)
{
  GPtrArray *charsets = g_ptr_array_new ();
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf (" %s ", names[i]);

      for (gsize j = 0; j < G_N_ELEMENTS (charsets_of_languages); j++)
        {
          if (strstr (charsets_of_languages[j].languages, word) == NULL)
            continue;

          for (gsize k = 0; k < 3 && charsets_of_languages[j].charsets[k] != NULL; k++)
            g_ptr_array_add (charsets, (gpointer) charsets_of_languages[j].charsets[k]);
        }
    }

  for (gsize i = 0; i < G_N_ELEMENTS (all_charsets); i++)
    if (!g_ptr_array_find_with_equal_func (charsets, all_charsets[i], g_str_equal, NULL))
      g_ptr_array_add (charsets, (gpointer) all_charsets[i]);

  return charsets;
}

static char *
choose (GPtrArray *charsets,
        const char *data,
        gsize size,
        gboolean with_ascii,
        double best_rate,
        gsize *length,
        const char **charset)
{
  g_autofree char *best = NULL;

  for (guint i = 0; i < charsets->len; i++)
    {
      const char *candidate = g_ptr_array_index (charsets, i);
      gsize candidate_length;
      g_autofree char *text = galley_charset_decode (candidate, data, size, &candidate_length);
      double rate;

      if (text == NULL)
        continue;

      rate = rate_text (text, candidate_length, with_ascii);
      if (rate > best_rate)
        {
          g_free (best);
          best = g_steal_pointer (&text);
          best_rate = rate;
          *length = candidate_length;
          *charset = candidate;
        }
    }

  return g_steal_pointer (&best);
}

/**
 * galley_charset_guess:
 * @data: bytes without NUL that are not UTF-8
 * @size: how many
 * @length: (out): the length of the text in bytes
 * @charset: (out): the iconv name of the encoding, a static string
 *
 * Finds the encoding in which the bytes are the most plausible text; where several are equally
 * plausible, one of the user's language.
 *
 * Returns: (transfer full) (nullable): UTF-8 text, or %NULL if there is none
 */
char *
galley_charset_guess (const char *data, gsize size, gsize *length, const char **charset)
{
  g_autoptr (GPtrArray) charsets = list_charsets ();

  return choose (charsets, data, size, FALSE, 0.1, length, charset);
}

/* ASCII text with a stray NUL must not be taken for Chinese. */
static gboolean
may_be_wide (const char *data, gsize size)
{
  gsize n_nul[2] = { 0, 0 };
  gboolean ascii = TRUE;

  for (gsize i = 0; i < size; i++)
    {
      n_nul[i & 1] += data[i] == '\0';
      ascii = ascii && (data[i] == '\0' || g_ascii_isprint (data[i]) || g_ascii_isspace (data[i]));
    }

  return size % 2 == 0 && (!ascii || MAX (n_nul[0], n_nul[1]) >= size / 2 - size / 20);
}

/**
 * galley_charset_guess_wide:
 * @data: bytes with NUL among them
 * @size: how many
 * @length: (out): the length of the text in bytes
 * @charset: (out): the iconv name of the encoding, a static string
 *
 * Finds out whether bytes are UTF-16 or UTF-32 without byte order mark.
 *
 * Returns: (transfer full) (nullable): UTF-8 text, or %NULL if they are not
 */
char *
galley_charset_guess_wide (const char *data, gsize size, gsize *length, const char **charset)
{
  static const char *const names[] = { "UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE" };
  g_autoptr (GPtrArray) charsets = NULL;

  if (!may_be_wide (data, size))
    return NULL;

  charsets =
    g_ptr_array_new_from_array ((gpointer *) names, G_N_ELEMENTS (names), NULL, NULL, NULL);

  return choose (charsets, data, size, TRUE, 0.4, length, charset);
}
