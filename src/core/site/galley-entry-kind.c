/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-kind.h"

#include <glib/gi18n.h>

static const char *const project_words[] = { "项目",    "開源", "开源",   "工具",    "專案",
                                             "软件",    "軟體", "资源",   "產品",    "产品",
                                             "库",      "仓库", "发布",   "project", "tool",
                                             "release", "repo", "librar", "package", "software",
                                             "app",     NULL };
static const char *const blog_words[] = { "博客", "文章",     "阅读",  "閱讀",    "部落格",
                                          "教程", "好文",     "blog",  "post",    "article",
                                          "read", "tutorial", "essay", "writing", NULL };
static const char *const video_words[] = { "视频",    "視頻",       "影片",  "演讲", "演講",
                                           "直播",    "播客",       "video", "talk", "watch",
                                           "podcast", "screencast", NULL };

static const char *const repository_hosts[] = {
  "github.com",       "gitlab.com", "codeberg.org", "gitee.com", "gitlab.gnome.org",
  "salsa.debian.org", NULL
};

const GalleyEntryKindInfo galley_entry_kinds[GALLEY_N_ENTRY_KINDS] = {
  [GALLEY_ENTRY_PROJECT] = {
    .name = "project",
    .label = N_ ("_Project"),
    .menu_label = N_ ("_Project…"),
    .icon = "package-x-generic-symbolic",
    .section = "Projects",
    .chinese_section = "项目",
    .words = project_words,
    .link = GALLEY_ENTRY_LINK_REPOSITORY,
    .hosts = repository_hosts,
  },
  [GALLEY_ENTRY_BLOG] = {
    .name = "blog",
    .label = N_ ("_Blog Post"),
    .menu_label = N_ ("_Blog Post…"),
    .icon = "x-office-document-symbolic",
    .section = "Posts",
    .chinese_section = "文章",
    .words = blog_words,
  },
  [GALLEY_ENTRY_VIDEO] = {
    .name = "video",
    .label = N_ ("_Video"),
    .menu_label = N_ ("_Video…"),
    .icon = "video-x-generic-symbolic",
    .section = "Videos",
    .chinese_section = "视频",
    .words = video_words,
    .link = GALLEY_ENTRY_LINK_VIDEO,
  },
  [GALLEY_ENTRY_OTHER] = {
    .name = "other",
    .icon = "text-x-generic-symbolic",
    .section = "More",
    .chinese_section = "其他",
  },
};

/**
 * galley_entry_kind_from_string:
 * @text: the name of a kind
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
galley_entry_kind_from_string (const char *text, GalleyEntryKind *kind)
{
  for (guint i = 0; i < GALLEY_N_ENTRY_KINDS; i++)
    if (g_str_equal (galley_entry_kinds[i].name, text))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}
