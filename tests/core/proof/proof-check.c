/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "proof-check.h"

#include "galley-body.h"
#include "galley-diagnostic.h"
#include "galley-front-matter.h"

#include <string.h>

static guint
count_lines (const char *text, gsize length)
{
  guint count = 1;

  for (gsize i = 0; i < length; i++)
    count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));

  return count;
}

static void
check_front_matter (const GalleyFrontMatter *front_matter, gsize length)
{
  g_assert_cmpuint (front_matter->body_offset, <=, length);
  if (front_matter->kind == GALLEY_FRONT_MATTER_NONE)
    g_assert_null (front_matter->root);
  else
    g_assert_cmpuint (front_matter->offset + front_matter->length, <=, front_matter->body_offset);
  if (front_matter->root != NULL)
    g_assert_cmpint (front_matter->root->kind, ==, GALLEY_VALUE_MAP);
}

static void
check_diagnostics (GPtrArray *diagnostics, gsize length, guint n_lines)
{
  gsize reached = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpuint (diagnostic->offset, >=, reached);
      g_assert_cmpuint (diagnostic->offset, <=, length);
      g_assert_cmpuint (diagnostic->line, >=, 1);
      g_assert_cmpuint (diagnostic->line, <=, n_lines);
      g_assert_cmpuint (diagnostic->column, >=, 1);
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
      reached = diagnostic->offset;
    }
}

static void
check_blocks (GalleyProof *proof, const char *text, gsize length, guint n_lines)
{
  /* Entities can spell anything. */
  gboolean plain = g_strstr_len (text, length, GALLEY_PLACEHOLDER_START) == NULL
                   && g_strstr_len (text, length, "&#") == NULL;
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    {
      const GalleyBlock *block = &blocks[i];

      g_assert_true (g_utf8_validate (block->html, -1, NULL));
      g_assert_cmpuint (block->offset + block->length, <=, length);
      g_assert_cmpuint (block->start_line, >=, 1);
      g_assert_cmpuint (block->start_line, <=, block->end_line);
      g_assert_cmpuint (block->end_line, <=, n_lines);
      if (plain)
        g_assert_null (strstr (block->html, GALLEY_PLACEHOLDER_START));

      /* Only the list of footnotes, the last block, stands elsewhere than its source. */
      if (i > 0 && (i + 1 < n_blocks || strstr (block->html, "doc-endnotes") == NULL))
        {
          g_assert_cmpuint (block->offset, >=, block[-1].offset);
          g_assert_cmpuint (block->start_line, >=, block[-1].start_line);
        }
    }
}

/**
 * proof_check_new_dialect:
 *
 * Returns: (transfer full): a dialect with all that a site can switch on
 */
GalleyDialect *
proof_check_new_dialect (void)
{
  static const char *const inline_pairs[] = { "\\(", "\\)", "$", "$", NULL };
  static const char *const block_pairs[] = { "\\[", "\\]", "$$", "$$", NULL };
  GalleyDialect *dialect = galley_dialect_new ();

  dialect->hard_wraps = TRUE;
  dialect->xhtml = TRUE;
  dialect->auto_definition_term_id = TRUE;
  dialect->attribute_block = TRUE;
  dialect->wrap_lone_image = FALSE;
  dialect->extra_delete = TRUE;
  dialect->extra_insert = TRUE;
  dialect->extra_mark = TRUE;
  dialect->extra_subscript = TRUE;
  dialect->extra_superscript = TRUE;
  dialect->passthrough = TRUE;
  dialect->passthrough_inline = g_strdupv ((GStrv) inline_pairs);
  dialect->passthrough_block = g_strdupv ((GStrv) block_pairs);
  dialect->cjk = TRUE;
  dialect->east_asian_line_breaks = GALLEY_LINE_BREAKS_CSS3_DRAFT;
  dialect->cjk_escaped_space = TRUE;
  dialect->emoji = TRUE;

  return dialect;
}

/**
 * proof_check_sane:
 * @proof: a proof of any text
 *
 * Asserts what must be true whatever the text is.
 */
void
proof_check_sane (GalleyProof *proof)
{
  gsize length;
  const char *text = g_bytes_get_data (galley_proof_get_text (proof), &length);
  guint n_lines = count_lines (text, length);

  check_front_matter (galley_proof_get_front_matter (proof), length);
  check_diagnostics (galley_proof_get_diagnostics (proof), length, n_lines);
  if (length > 0)
    check_blocks (proof, text, length, n_lines);
  g_assert_true (g_utf8_validate (galley_proof_get_title_html (proof), -1, NULL));
}

/**
 * proof_check_same:
 * @updated: a proof made with the help of an earlier one
 * @fresh: a proof of the same text, made from nothing
 *
 * Asserts that both say the same.
 */
void
proof_check_same (GalleyProof *updated, GalleyProof *fresh)
{
  gsize n_updated;
  gsize n_fresh;
  const GalleyBlock *a = galley_proof_get_blocks (updated, &n_updated);
  const GalleyBlock *b = galley_proof_get_blocks (fresh, &n_fresh);

  for (gsize i = 0; i < MIN (n_updated, n_fresh); i++)
    {
      g_assert_cmpstr (a[i].html, ==, b[i].html);
      g_assert_cmpuint (a[i].hash, ==, b[i].hash);
      g_assert_cmpuint (a[i].offset, ==, b[i].offset);
      g_assert_cmpuint (a[i].length, ==, b[i].length);
      g_assert_cmpuint (a[i].start_line, ==, b[i].start_line);
      g_assert_cmpuint (a[i].end_line, ==, b[i].end_line);
    }
  g_assert_cmpuint (n_updated, ==, n_fresh);
}

/**
 * proof_check_count_shared:
 * @updated: a proof made with the help of @previous
 * @previous: a proof
 *
 * Returns: how many blocks of @updated were taken from @previous
 */
gsize
proof_check_count_shared (GalleyProof *updated, GalleyProof *previous)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (previous, &n_blocks);
  gsize count = 0;

  for (gsize i = 0; i < n_blocks; i++)
    g_hash_table_add (known, blocks[i].html);

  blocks = galley_proof_get_blocks (updated, &n_blocks);
  for (gsize i = 0; i < n_blocks; i++)
    count += g_hash_table_contains (known, blocks[i].html);

  return count;
}
