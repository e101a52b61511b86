/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "galley-draft.h"
#include "galley-file-record.h"

/* The input is a file: it is a whole draft, or refused. And it is the content of a record with any
 * head, which is read back as it is, and never a draft that breaks its promises. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *fields[] = { "Cursor", "99999999999999999999", "Line end", "?", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GalleyDraft) draft = galley_draft_from_bytes (bytes, NULL);
  g_autoptr (GalleyDraft) wrapped = NULL;
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (GBytes) record = galley_file_record_format ("Galley draft 1", fields, bytes);
  g_autoptr (GBytes) body = galley_file_record_parse (record, "Galley draft 1", &table, NULL);

  g_assert_true (g_bytes_equal (body, bytes));
  wrapped = galley_draft_from_bytes (record, NULL);
  g_assert_true ((wrapped != NULL)
                 == (size == 0 || g_utf8_validate_len ((char *) data, size, NULL)));
  if (wrapped != NULL)
    g_assert_cmpuint (wrapped->cursor, ==, size);

  if (draft != NULL)
    {
      g_autoptr (GBytes) again = galley_draft_to_bytes (draft);

      g_assert_cmpuint (draft->cursor, <=, g_bytes_get_size (draft->text));
      g_assert_nonnull (draft->format->newline);
      g_assert_nonnull (again);
    }

  return 0;
}
