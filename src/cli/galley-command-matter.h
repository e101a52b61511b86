/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command.h"

#include "galley-front-matter-edit.h"

G_BEGIN_DECLS

typedef struct _GalleyCommandMatter GalleyCommandMatter;

GalleyCommandMatter *galley_command_matter_open (const char *argument);
void galley_command_matter_free (GalleyCommandMatter *self);
GalleyFrontMatterEdit *galley_command_matter_get_edit (GalleyCommandMatter *self);
int galley_command_matter_fail (GalleyCommandMatter *self, const GError *error);
int galley_command_matter_save (GalleyCommandMatter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommandMatter, galley_command_matter_free)

G_END_DECLS
