/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-page-head.h"

static void
check_value (const GalleyValue *value, gsize size, guint depth)
{
  g_assert_cmpuint (depth, <=, 100);
  g_assert_cmpuint (value->offset + value->length, <=, size);
  if (value->keys != NULL)
    g_assert_cmpuint (value->keys->len, ==, value->items->len);
  if (value->text != NULL)
    g_assert_true (g_utf8_validate (value->text, -1, NULL));
  /* What aliases share need not be seen a thousand times. */
  for (guint i = 0; value->items != NULL && i < MIN (value->items->len, 2); i++)
    check_value (g_ptr_array_index (value->items, i), size, depth + 1);
  for (guint i = 0; value->keys != NULL && i < MIN (value->keys->len, 2); i++)
    check_value (g_ptr_array_index (value->keys, i), size, depth + 1);
}

/* The input is a text that may begin with front matter in any of its languages. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyFrontMatter) front_matter = NULL;
  g_autofree char *html = NULL;
  g_auto (GStrv) tags = NULL;

  if (!g_utf8_validate_len (text, size, NULL))
    return 0;

  front_matter = galley_front_matter_new (text, size, diagnostics);
  g_assert_cmpuint (front_matter->body_offset, <=, size);
  if (front_matter->kind != GALLEY_FRONT_MATTER_NONE)
    g_assert_cmpuint (front_matter->offset + front_matter->length, <=, front_matter->body_offset);
  if (front_matter->root != NULL)
    check_value (front_matter->root, size, 0);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpuint (diagnostic->offset, <=, size);
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
    }

  tags = galley_front_matter_dup_strings (front_matter, "tags");
  html = galley_page_head_dup_title (front_matter);
  g_assert_true (g_utf8_validate (html, -1, NULL));

  return 0;
}
