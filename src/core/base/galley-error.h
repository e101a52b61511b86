/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleyError:
 * @GALLEY_ERROR_NOT_TEXT: the bytes are not text in any known encoding
 * @GALLEY_ERROR_TOO_LARGE: the file is larger than an issue can be
 * @GALLEY_ERROR_NOT_REPRESENTABLE: the text has characters that the file's encoding lacks
 * @GALLEY_ERROR_NOT_REGULAR: the path is a folder, a pipe or another thing that is no file
 * @GALLEY_ERROR_SYNTAX: the text does not parse; the message says line and column
 * @GALLEY_ERROR_NOT_FOUND: the section, the entry or the issue that is meant does not exist
 * @GALLEY_ERROR_EXISTS: what would be written is already there
 * @GALLEY_ERROR_NOT_EDITABLE: a change cannot be made safely; the message says where and why
 *
 * What the core refuses by itself; failures of the system keep their #GIOErrorEnum.
 */
typedef enum
{
  GALLEY_ERROR_NOT_TEXT,
  GALLEY_ERROR_TOO_LARGE,
  GALLEY_ERROR_NOT_REPRESENTABLE,
  GALLEY_ERROR_NOT_REGULAR,
  GALLEY_ERROR_SYNTAX,
  GALLEY_ERROR_NOT_FOUND,
  GALLEY_ERROR_EXISTS,
  GALLEY_ERROR_NOT_EDITABLE,
} GalleyError;

#define GALLEY_ERROR (galley_error_quark ())
GQuark galley_error_quark (void);

G_END_DECLS
