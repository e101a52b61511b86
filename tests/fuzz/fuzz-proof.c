/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "../core/proof/proof-check.h"
#include "galley-proof.h"

#include <string.h>

/* How many edits the first bytes of the input steer, and how many bytes each takes. */
#define N_EDITS 4
#define EDIT_SIZE 4

static const char *const pieces[] = {
  "\n",
  "\n\n",
  "\r\n",
  "a",
  "中",
  " ",
  "    ",
  "- ",
  "> ",
  "```\n",
  "\n---\n",
  "\n===\n",
  "|",
  "<div>",
  "</div>",
  "<!--",
  "-->",
  "{{< x >}}",
  "{{< /x >}}",
  "{{</*",
  "*/>}}",
  "\n: ",
  "# ",
  "]: ",
  "`",
  "**",
  "\"",
  "\t",
  "[^1]",
  "{#a}",
  "---\na: b\n---\n",
  "\xEF\xBB\xBF",
  "\n{.a}\n",
  "\\[",
  "\\]",
  "$$",
  "$",
  ":+1:",
  "++",
  "~",
  "<!--more-->",
  "\\\"",
};

static gsize
align (const GString *text, gsize offset)
{
  while (offset < text->len && ((guchar) text->str[offset] & 0xC0) == 0x80)
    offset++;
  return offset;
}

static void
edit (GString *text, const uint8_t *steps)
{
  gsize from = align (text, text->len * steps[0] / 255);
  gsize to = align (text, MIN (from + steps[1] % 64, text->len));

  g_string_erase (text, from, to - from);
  if (steps[2] < 128)
    g_string_insert (text, from, pieces[steps[2] % G_N_ELEMENTS (pieces)]);
  if (steps[3] < 64)
    {
      g_autofree char *half = g_strndup (text->str, align (text, text->len / 2));

      g_string_insert (text, align (text, text->len * steps[3] / 64), half);
    }
}

static GalleyProof *
prove (const GString *text, GalleyDialect *dialect, GalleyProof *previous)
{
  g_autoptr (GalleyReading) reading = galley_reading_new (dialect, NULL);
  GalleyProofOptions options = { .output = GALLEY_OUTPUT_PREVIEW, .reading = reading };
  /* Exactly as long as it is, so that the sanitizer sees what reads on. */
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GalleyProof) fresh = galley_proof_new (bytes, &options, NULL);
  GalleyProof *updated;

  proof_check_sane (fresh);
  if (previous == NULL)
    return g_steal_pointer (&fresh);

  updated = galley_proof_new (bytes, &options, previous);
  proof_check_same (updated, fresh);
  return updated;
}

/* The input is a text and what happens to it: however it came about, its proof is the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GalleyDialect) dialect = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GalleyProof) proof = NULL;

  if (size < N_EDITS * EDIT_SIZE || size > 32 * 1024)
    return 0;
  text = g_string_new_len ((const char *) data + N_EDITS * EDIT_SIZE, size - N_EDITS * EDIT_SIZE);
  if (!g_utf8_validate_len (text->str, text->len, NULL))
    return 0;

  dialect = (data[0] & 1) != 0 ? proof_check_new_dialect () : galley_dialect_new ();
  proof = prove (text, dialect, NULL);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (GalleyProof) updated = NULL;

      edit (text, data + i * EDIT_SIZE);
      updated = prove (text, dialect, proof);
      g_set_object (&proof, updated);
    }

  return 0;
}
