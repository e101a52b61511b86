/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command.h"

#include "galley-issue-edit.h"

G_BEGIN_DECLS

/**
 * GalleyCommandIssue:
 * @argument: the argument that names the file
 * @format: how the file is written
 * @issue: what is in it
 *
 * A file that a command works on.
 */
typedef struct
{
  char *argument;
  GalleyTextFormat *format;
  GalleyIssue *issue;
} GalleyCommandIssue;

GalleyCommandIssue *galley_command_issue_open (const char *argument);
void galley_command_issue_free (GalleyCommandIssue *self);
gboolean galley_command_issue_save (GalleyCommandIssue *self, GArray *edits);
gboolean galley_command_issue_print_change (GalleyCommandIssue *self, GArray *edits);
int galley_command_issue_fail (GalleyCommandIssue *self, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCommandIssue, galley_command_issue_free)

G_END_DECLS
