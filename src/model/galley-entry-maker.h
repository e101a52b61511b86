/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-document.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ENTRY_MAKER (galley_entry_maker_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEntryMaker, galley_entry_maker, GALLEY, ENTRY_MAKER, GObject)

GalleyEntryMaker *galley_entry_maker_new (GalleyDocument *document);
gboolean galley_entry_maker_paste (GalleyEntryMaker *self, const char *link, gsize offset);
gboolean galley_entry_maker_add (GalleyEntryMaker *self, const char *what, GError **error);
gboolean galley_entry_maker_get_waiting (GalleyEntryMaker *self);
void galley_entry_maker_set_may_fetch (GalleyEntryMaker *self, gboolean may_fetch);

G_END_DECLS
