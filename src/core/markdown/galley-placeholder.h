/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What stands in the Markdown for a shortcode: U+FDD0, sixteen hexadecimal digits, U+FDD1.
 * Noncharacters are no punctuation to Markdown and no text to people. */
#define GALLEY_PLACEHOLDER_START "\xEF\xB7\x90"
#define GALLEY_PLACEHOLDER_END "\xEF\xB7\x91"
#define GALLEY_PLACEHOLDER_LENGTH (3 + 16 + 3)
