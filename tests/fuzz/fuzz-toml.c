/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-diagnostic.h"
#include "galley-toml.h"

static void
check_places (const GalleyValue *value, gsize length)
{
  g_assert_cmpuint (value->offset, <=, length);
  g_assert_cmpuint (value->length, <=, length - value->offset);

  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    {
      check_places (g_ptr_array_index (value->items, i), length);
      if (value->keys != NULL)
        check_places (g_ptr_array_index (value->keys, i), length);
    }
}

/* The input is a configuration file: it is read or it is wrong, and places are in the file. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GalleyValue) root = NULL;

  if (!g_utf8_validate_len ((const char *) data, size, NULL))
    return 0;

  root = galley_toml_parse ((const char *) data, size, 0, diagnostics);
  g_assert_true ((root == NULL) == (diagnostics->len > 0));
  if (root != NULL)
    check_places (root, size);

  return 0;
}
