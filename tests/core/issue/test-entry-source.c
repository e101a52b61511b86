/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-source.h"

#include "galley-web-address.h"
#include "galley-web-page.h"

#include <string.h>

static void
test_links (void)
{
  static const struct
  {
    const char *link;
    GalleyEntryKind kind;
    const char *title;
    const char *host;
    const char *video;
  } cases[] = {
    { "https://www.bilibili.com/video/BV1p4411c7mB/?p=2", GALLEY_ENTRY_VIDEO, NULL, "bilibili",
      "BV1p4411c7mB" },
    { "https://www.bilibili.com/read/cv1", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
    { "https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=1", GALLEY_ENTRY_VIDEO, NULL, "youtube",
      "dQw4w9WgXcQ" },
    { "https://youtu.be/dQw4w9WgXcQ?si=1", GALLEY_ENTRY_VIDEO, NULL, "youtube", "dQw4w9WgXcQ" },
    { "https://m.youtube.com/shorts/a-b_c", GALLEY_ENTRY_VIDEO, NULL, "youtube", "a-b_c" },
    { "https://vimeo.com/channels/staffpicks/76979871", GALLEY_ENTRY_VIDEO, NULL, "vimeo",
      "76979871" },
    { "https://vimeo.com/about", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
    { " https://github.com/google/ko.git \n", GALLEY_ENTRY_PROJECT, "ko", NULL, NULL },
    { "https://github.com/google/ko/tree/main/docs#top", GALLEY_ENTRY_PROJECT, "ko", NULL, NULL },
    { "https://github.com/google", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
    { "https://github.com/topics/markdown", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
    { "https://gitlab.com/a/b", GALLEY_ENTRY_PROJECT, "b", NULL, NULL },
    { "https://codeberg.org/a/b", GALLEY_ENTRY_PROJECT, "b", NULL, NULL },
    { "https://notgithub.com/a/b", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
    { "https://github.com.evil.example/a/b", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
    { "http://例子.测试/文章", GALLEY_ENTRY_BLOG, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyEntrySource) source = galley_entry_source_new (cases[i].link);

      g_assert_nonnull (source);
      g_assert_cmpint (source->kind, ==, cases[i].kind);
      g_assert_cmpstr (source->title, ==, cases[i].title);
      g_assert_cmpstr (source->video_host, ==, cases[i].host);
      g_assert_cmpstr (source->video, ==, cases[i].video);
    }
}

static void
test_no_links (void)
{
  static const char *const texts[] = { "",
                                       "word",
                                       "ftp://a.b/c",
                                       "https://",
                                       "javascript:alert(1)",
                                       "https://a.b/ c",
                                       "https://a.b\nhttps://c.d",
                                       "file:///etc" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (galley_entry_source_new (texts[i]));
}

static GalleyWebPage *
read_page (const char *html, const char *type)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));

  return galley_web_page_new (bytes, type, "https://example.org/blog/post");
}

static void
test_page (void)
{
  g_autoptr (GalleyWebPage) card = read_page (
    "<!DOCTYPE html><html><head><title>Plain | Site</title>"
    "<meta content='Tweet' name='twitter:title'><META PROPERTY=og:title CONTENT=\"A &amp; B\n  C\">"
    "<meta name=description content=plain><meta property='og:description' content='open'>"
    "<meta property='og:image' content='../i.png?a=1&amp;b=2'></head><body><title>no</title>",
    "text/html");
  g_autoptr (GalleyWebPage) plain =
    read_page ("<title>\n  Hello\n  there </title><p>x<svg><title>icon</title></svg>", NULL);
  g_autoptr (GalleyWebPage) bad = read_page (
    "<meta property='og:image' content='javascript:alert(1)'><meta property=og:title content=' '>"
    "<title>unclosed",
    NULL);
  g_autoptr (GalleyWebPage) none = read_page ("\x89PNG\r\n\x1a\n<<<>>>\xff\xfe", "image/png");

  g_assert_cmpstr (card->title, ==, "A & B C");
  g_assert_cmpstr (card->description, ==, "open");
  g_assert_cmpstr (card->image, ==, "https://example.org/i.png?a=1&b=2");
  g_assert_cmpstr (plain->title, ==, "Hello there");
  g_assert_null (plain->image);
  g_assert_cmpstr (bad->title, ==, "unclosed");
  g_assert_null (bad->image);
  g_assert_null (none->title);
}

static void
assert_title (const char *html, const char *type, const char *title)
{
  g_autoptr (GalleyWebPage) info = read_page (html, type);

  g_assert_cmpstr (info->title, ==, title);
}

static void
test_charset (void)
{
  assert_title ("<title>\xd6\xd0\xce\xc4</title>", "text/html; charset=GB2312", "中文");
  assert_title ("<meta charset=\"gbk\"><title>\xd6\xd0\xce\xc4</title>", "text/html", "中文");
  assert_title ("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>"
                "<title>\x93\xfa\x96\x7b</title>",
                NULL, "日本");
  assert_title ("\xef\xbb\xbf<meta charset=gbk><title>中文</title>", NULL, "中文");
  assert_title ("<title>中文</title>", "text/html; charset=nonsense", "中文");
  assert_title ("<title>a\xff"
                "b</title>",
                "text/html; charset=utf-8",
                "a\xef\xbf\xbd"
                "b");
}

/* A page with a million elements in each other is read and left. */
static void
test_deep_page (void)
{
  g_autoptr (GString) html = g_string_new ("<title>Deep</title>");
  g_autoptr (GalleyWebPage) info = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (html, "<div>");
  info = read_page (html->str, NULL);
  g_assert_cmpstr (info->title, ==, "Deep");
}

static void
test_draft (void)
{
  GalleyWebPage page = { (char *) "google/ko: build", (char *) "Build and deploy.",
                         (char *) "https://e.org/i.png" };
  g_autoptr (GalleyEntrySource) project = galley_entry_source_new ("https://github.com/google/ko");
  g_autoptr (GalleyEntrySource) video = galley_entry_source_new ("https://youtu.be/abc");
  GalleyEntryDraft draft;

  galley_entry_source_init_draft (project, &page, &draft);
  g_assert_cmpstr (draft.title, ==, "ko");
  g_assert_cmpstr (draft.text, ==, "Build and deploy.");
  g_assert_cmpstr (draft.image, ==, "https://e.org/i.png");

  galley_entry_source_init_draft (video, &page, &draft);
  g_assert_cmpstr (draft.title, ==, "google/ko: build");
  g_assert_cmpstr (draft.video, ==, "abc");
  g_assert_null (draft.image);

  galley_entry_source_init_draft (video, NULL, &draft);
  g_assert_null (draft.title);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    gboolean is_public;
  } cases[] = {
    { "1.1.1.1", TRUE },
    { "93.184.216.34", TRUE },
    { "127.0.0.1", FALSE },
    { "127.255.255.255", FALSE },
    { "10.1.2.3", FALSE },
    { "172.15.255.255", TRUE },
    { "172.16.0.1", FALSE },
    { "172.31.255.255", FALSE },
    { "172.32.0.1", TRUE },
    { "192.168.1.1", FALSE },
    { "192.169.0.1", TRUE },
    { "169.254.169.254", FALSE },
    { "100.64.0.1", FALSE },
    { "100.128.0.1", TRUE },
    { "0.0.0.0", FALSE },
    { "224.0.0.1", FALSE },
    { "255.255.255.255", FALSE },
    { "198.19.0.1", FALSE },
    { "192.0.2.1", FALSE },
    { "2606:4700::1111", TRUE },
    { "::1", FALSE },
    { "::", FALSE },
    { "fe80::1", FALSE },
    { "fd00::1", FALSE },
    { "ff02::1", FALSE },
    { "::ffff:127.0.0.1", FALSE },
    { "::ffff:1.1.1.1", TRUE },
    { "64:ff9b::a00:1", FALSE },
    { "64:ff9b::101:101", TRUE },
    { "2002:7f00:1::", FALSE },
    { "2001:db8::1", FALSE },
    { "2001::1", FALSE },
    { "fec0::1", FALSE },
    { "::127.0.0.1", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (cases[i].address);

      g_assert_nonnull (address);
      g_assert_cmpint (galley_web_address_is_public (address), ==, cases[i].is_public);
    }
}

static gboolean
may_fetch (const char *url, const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return galley_web_address_may_fetch (url, inet);
}

static void
test_fetch (void)
{
  g_assert_true (may_fetch ("https://example.org/", "93.184.216.34"));
  g_assert_false (may_fetch ("https://example.org/", "192.168.0.1"));
  g_assert_false (may_fetch ("https://localhost.example.org/", "127.0.0.1"));
  g_assert_true (may_fetch ("http://192.168.0.1:8080/x", "192.168.0.1"));
  g_assert_false (may_fetch ("http://192.168.0.1/", "192.168.0.2"));
  g_assert_true (may_fetch ("http://localhost:1313/", "127.0.0.1"));
  g_assert_false (may_fetch ("http://localhost/", "10.0.0.1"));
  g_assert_true (may_fetch ("http://[::1]:1313/", "::1"));
  g_assert_false (may_fetch ("http://1.1.1.1/", "127.0.0.1"));
  g_assert_false (may_fetch ("ftp://example.org/", "93.184.216.34"));
  g_assert_false (may_fetch ("file:///etc/passwd", "93.184.216.34"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entry-source/links", test_links);
  g_test_add_func ("/entry-source/no-links", test_no_links);
  g_test_add_func ("/entry-source/page", test_page);
  g_test_add_func ("/entry-source/charset", test_charset);
  g_test_add_func ("/entry-source/deep-page", test_deep_page);
  g_test_add_func ("/entry-source/draft", test_draft);
  g_test_add_func ("/entry-source/addresses", test_addresses);
  g_test_add_func ("/entry-source/fetch", test_fetch);

  return g_test_run ();
}
