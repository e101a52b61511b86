/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyEntryKind:
 * @GALLEY_ENTRY_PROJECT: something to use
 * @GALLEY_ENTRY_BLOG: something to read
 * @GALLEY_ENTRY_VIDEO: something to watch
 * @GALLEY_ENTRY_OTHER: anything else
 * @GALLEY_N_ENTRY_KINDS: how many there are
 *
 * What the entries of a section are about, in the order that sections have in an issue.
 */
typedef enum
{
  GALLEY_ENTRY_PROJECT,
  GALLEY_ENTRY_BLOG,
  GALLEY_ENTRY_VIDEO,
  GALLEY_ENTRY_OTHER,
  GALLEY_N_ENTRY_KINDS,
} GalleyEntryKind;

/**
 * GalleyEntryLink:
 * @GALLEY_ENTRY_LINK_PAGE: any page
 * @GALLEY_ENTRY_LINK_REPOSITORY: a repository, which gives an entry its title
 * @GALLEY_ENTRY_LINK_VIDEO: a video, which is shown in the entry
 *
 * What the link of an entry leads to.
 */
typedef enum
{
  GALLEY_ENTRY_LINK_PAGE,
  GALLEY_ENTRY_LINK_REPOSITORY,
  GALLEY_ENTRY_LINK_VIDEO,
} GalleyEntryLink;

/**
 * GalleyEntryKindInfo:
 * @name: its name in commands and files, not for people
 * @label: (nullable): what people choose it by, to be translated; %NULL if entries of it are not
 *   made
 * @menu_label: (nullable): the same in a menu
 * @icon: what it is shown by
 * @section: what its section is called in English, when no issue has had one yet
 * @chinese_section: the same in Chinese
 * @words: (nullable): words in the name of a section that tell it: whole ones of other scripts,
 *   beginnings of English ones, such as “tool” in “Tools”
 * @link: what its links lead to
 * @hosts: (nullable): where such links lead; %NULL if the address tells otherwise
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *menu_label;
  const char *icon;
  const char *section;
  const char *chinese_section;
  const char *const *words;
  GalleyEntryLink link;
  const char *const *hosts;
} GalleyEntryKindInfo;

extern const GalleyEntryKindInfo galley_entry_kinds[GALLEY_N_ENTRY_KINDS];

gboolean galley_entry_kind_from_string (const char *text, GalleyEntryKind *kind);

G_END_DECLS
