/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-error.h"
#include "galley-text-format.h"

#include <string.h>

static const char chinese[] =
  "# 云原生周报第 2 期\n\n这是云原生周报第 2 期，主要分享云原生社区最新开源项目，"
  "优秀博客、电子书和视频。\n\n- [ko](https://example.org) : 构建并部署应用的工具。\n";
static const char traditional[] =
  "# 雲原生週報\n\n這是第二期，主要分享社區最新的開源項目，優秀部落格、電子書"
  "和影片。我們會在每個週末發布。\n";
static const char japanese[] =
  "# 週刊クラウド\n\nこれは第二号です。今週のプロジェクト、ブログ、ビデオを紹介"
  "します。\n";
static const char korean[] =
  "# 주간 소식\n\n이번 주의 새로운 프로젝트와 블로그 글, 동영상을 소개합니다. "
  "많은 관심을 부탁드립니다.\n";
static const char german[] =
  "# Rundbrief\n\nMüller fährt übers Wochenende nach Köln – für die „Große Straße“ "
  "ist’s zu spät.\n";
static const char french[] = "# Lettre\n\nDéjà vu à la fenêtre : l’été dernier, « où » était le "
                             "garçon ? Ça coûte 5 €.\n";
static const char russian[] = "# Еженедельник\n\nЭто второй выпуск. В нём проекты, статьи и видео "
                              "за неделю.\n";

typedef struct
{
  const char *text;
  const char *charset;
} Sample;

static const Sample all_samples[] = {
  { chinese, "GB18030" },     { traditional, "BIG5" },     { japanese, "CP932" },
  { japanese, "EUC-JP" },     { korean, "CP949" },         { german, "WINDOWS-1252" },
  { french, "WINDOWS-1252" }, { russian, "WINDOWS-1251" }, { russian, "KOI8-R" },
  { chinese, "UTF-16LE" },    { chinese, "UTF-16BE" },     { german, "UTF-16LE" },
  { german, "UTF-16BE" },     { japanese, "UTF-32LE" },    { russian, "UTF-32BE" },
};

static GBytes *
convert (const char *text, const char *charset)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  char *data = g_convert (text, -1, charset, "UTF-8", NULL, &size, &error);

  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static void
assert_round_trip (GBytes *bytes, const char *text, const char *charset, gboolean bom)
{
  g_autoptr (GalleyTextFormat) format = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *decoded = NULL;
  g_autoptr (GBytes) again = NULL;
  gsize length;

  decoded = galley_text_decode (bytes, &length, &format, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (format->charset, ==, charset);
  g_assert_cmpint (format->bom, ==, bom);
  g_assert_cmpmem (decoded, length, text, strlen (text));

  again = galley_text_encode (decoded, length, format, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, bytes));
}

static void
test_samples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_samples); i++)
    {
      g_autoptr (GBytes) bytes = convert (all_samples[i].text, all_samples[i].charset);

      g_test_message ("sample %zu in %s", i, all_samples[i].charset);
      assert_round_trip (bytes, all_samples[i].text, all_samples[i].charset, FALSE);
    }
}

static void
test_marks (void)
{
  static const struct
  {
    const char *mark;
    gsize size;
    const char *charset;
  } marks[] = {
    { "\xef\xbb\xbf", 3, NULL },       { "\xff\xfe", 2, "UTF-16LE" },
    { "\xfe\xff", 2, "UTF-16BE" },     { "\xff\xfe\0\0", 4, "UTF-32LE" },
    { "\0\0\xfe\xff", 4, "UTF-32BE" }, { "\x84\x31\x95\x33", 4, "GB18030" },
  };
  static const char *const texts[] = { "", "a", "中", "x\r\n中\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
      {
        g_autoptr (GBytes) body = convert (texts[j], marks[i].charset ? marks[i].charset : "UTF-8");
        g_autoptr (GByteArray) array = g_byte_array_new ();
        g_autoptr (GBytes) bytes = NULL;

        g_byte_array_append (array, (const guint8 *) marks[i].mark, marks[i].size);
        g_byte_array_append (array, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
        bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
        assert_round_trip (bytes, texts[j], marks[i].charset, TRUE);
      }
}

static void
test_plain (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "a",
    "no final line end",
    "spaces  \t\nmixed\r\nends\r",
    "\f\v\x1b[1m\x08 some controls",
    "中文 é 😀\n",
    "\xef\xbf\xbe noncharacter",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      assert_round_trip (bytes, texts[i], NULL, FALSE);
    }
}

/* One accented letter is enough to read a text as what it is. */
static void
test_short_latin (void)
{
  static const char *const texts[] = {
    "café", "für", "Müller, Größe\n", "naïve", "¡Olé!\n", "5 €"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = convert (texts[i], "WINDOWS-1252");

      assert_round_trip (bytes, texts[i], "WINDOWS-1252", FALSE);
    }
}

static void
test_newline (void)
{
  static const struct
  {
    const char *text;
    const char *newline;
  } samples[] = {
    { "", "\n" },
    { "a", "\n" },
    { "a\nb", "\n" },
    { "a\r\nb", "\r\n" },
    { "a\rb", "\r" },
    { "a\r\nb\nc\r\n", "\r\n" },
    { "a\r\nb\nc\n", "\n" },
    { "a\r\nb\n", "\n" },
    { "a\rb\rc\r\n", "\r" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (samples[i].text, strlen (samples[i].text));
      g_autoptr (GalleyTextFormat) format = NULL;
      g_autoptr (GalleyTextFormat) copy = NULL;
      gsize length;
      g_autofree char *text = galley_text_decode (bytes, &length, &format, NULL);

      g_assert_cmpstr (text, ==, samples[i].text);
      copy = galley_text_format_copy (format);
      g_assert_cmpstr (copy->newline, ==, samples[i].newline);
    }
}

static void
assert_not_text (const char *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GalleyTextFormat) format = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = galley_text_decode (bytes, &length, &format, &error);

  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_TEXT);
  g_assert_null (text);
  g_assert_null (format);
}

static void
test_not_text (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS";
  static const char elf[] = "\x7f"
                            "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0";
  static const char controls[] = "\x01\x02\x03\x04\x05\x06\x07 text";
  static const char nul[] = "text with one\0 in it!";
  static const char last_nul[] = "abc";
  static const char chinese_nul[] = "中文\0中文";
  static const char broken_mark[] = "\xff\xfe"
                                    "a";

  assert_not_text (png, sizeof png - 1);
  assert_not_text (elf, sizeof elf - 1);
  assert_not_text (controls, sizeof controls - 1);
  assert_not_text (nul, sizeof nul - 1);
  assert_not_text (nul, sizeof nul);
  assert_not_text (last_nul, sizeof last_nul);
  assert_not_text (chinese_nul, sizeof chinese_nul - 1);
  assert_not_text (chinese_nul, sizeof chinese_nul);
  assert_not_text ("\0", 1);
  assert_not_text ("\0\0\0\0", 4);
  assert_not_text (broken_mark, 3);
}

/* One broken character does not make a UTF-8 file Chinese in another encoding. */
static void
test_damaged (void)
{
  for (gsize cut = 1; cut < 3; cut++)
    {
      g_autoptr (GString) text = g_string_new (chinese);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GalleyTextFormat) format = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      g_string_erase (text, strstr (text->str, "这是") - text->str, cut);
      bytes = g_bytes_new (text->str, text->len);
      g_assert_null (galley_text_decode (bytes, &length, &format, &error));
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_TEXT);
      g_assert_nonnull (strstr (error->message, "3"));
    }
}

static void
test_not_representable (void)
{
  static const struct
  {
    const char *charset;
    const char *text;
    const char *character;
    const char *line;
    const char *column;
  } samples[] = {
    { "WINDOWS-1252", "a\r\nbc中", "中", "2", "3" },
    { "GB18030", NULL, NULL, NULL, NULL },
    { "BIG5", "中\n\n 😀", "😀", "3", "2" },
    { "CP932", "é", "é", "1", "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const char *text = samples[i].text != NULL ? samples[i].text : "中😀é";
      GalleyTextFormat format = { (char *) samples[i].charset, FALSE, "\n" };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = galley_text_encode (text, strlen (text), &format, &error);

      if (samples[i].text == NULL)
        {
          g_assert_no_error (error);
          continue;
        }

      g_assert_null (bytes);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_REPRESENTABLE);
      g_assert_nonnull (strstr (error->message, samples[i].character));
      g_assert_nonnull (strstr (error->message, samples[i].line));
      g_assert_nonnull (strstr (error->message, samples[i].column));
      g_assert_nonnull (strstr (error->message, samples[i].charset));
      g_assert_nonnull (strstr (error->message, "UTF-8"));
    }
}

/* Whatever is read is written back the same. */
static void
assert_lossless (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GalleyTextFormat) format = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) again = NULL;
  gsize length;
  g_autofree char *text = galley_text_decode (bytes, &length, &format, &error);

  if (text == NULL)
    {
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_TEXT);
      return;
    }

  g_assert_true (g_utf8_validate_len (text, length, NULL));
  again = galley_text_encode (text, length, format, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
test_random_bytes (void)
{
  guint8 data[64];

  for (guint i = 0; i < 2000; i++)
    {
      gsize size = g_test_rand_int_range (0, sizeof data + 1);
      guint low = g_test_rand_bit () ? 0 : 0x20;

      for (gsize j = 0; j < size; j++)
        data[j] = g_test_rand_int_range (low, 256);

      assert_lossless (data, size);
    }
}

/* Samples with some bytes changed: nearly right is where guesses go wrong. */
static void
test_random_changes (void)
{
  for (guint i = 0; i < 600; i++)
    {
      const Sample *sample = &all_samples[i % G_N_ELEMENTS (all_samples)];
      g_autoptr (GBytes) bytes = convert (sample->text, sample->charset);
      gsize size = g_bytes_get_size (bytes);
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

      for (guint n = g_test_rand_int_range (0, 4); n > 0; n--)
        data[g_test_rand_int_range (0, size)] = g_test_rand_int_range (0, 256);

      assert_lossless (data, g_test_rand_int_range (0, size + 1));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-format/samples", test_samples);
  g_test_add_func ("/text-format/marks", test_marks);
  g_test_add_func ("/text-format/plain", test_plain);
  g_test_add_func ("/text-format/short-latin", test_short_latin);
  g_test_add_func ("/text-format/newline", test_newline);
  g_test_add_func ("/text-format/not-text", test_not_text);
  g_test_add_func ("/text-format/damaged", test_damaged);
  g_test_add_func ("/text-format/not-representable", test_not_representable);
  g_test_add_func ("/text-format/random-bytes", test_random_bytes);
  g_test_add_func ("/text-format/random-changes", test_random_changes);

  return g_test_run ();
}
