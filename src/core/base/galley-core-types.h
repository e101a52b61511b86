/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GalleyBlock GalleyBlock;
typedef struct _GalleyDiagnostic GalleyDiagnostic;
typedef struct _GalleyEdit GalleyEdit;
typedef struct _GalleyFrontMatter GalleyFrontMatter;
typedef struct _GalleyIssue GalleyIssue;
typedef struct _GalleyLineIndex GalleyLineIndex;
typedef struct _GalleyProof GalleyProof;
typedef struct _GalleyShortcodeSet GalleyShortcodeSet;
typedef struct _GalleySectionWords GalleySectionWords;
typedef struct _GalleyTextFormat GalleyTextFormat;

G_END_DECLS
