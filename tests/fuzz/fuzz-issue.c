/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "../core/issue/issue-check.h"

#include <string.h>

#define N_CHANGES 4
#define N_CHOICES 6

typedef struct
{
  const uint8_t *bytes;
  guint next;
} Choices;

static guint
choose (guint n, gpointer data)
{
  Choices *choices = data;

  return choices->next < N_CHANGES * N_CHOICES ? choices->bytes[choices->next++] % n : 0;
}

/* The input: what to choose, and a text, which is recognised and changed some times. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  Choices choices = { data, 0 };
  g_autofree char *text = NULL;

  if (size < N_CHANGES * N_CHOICES || size > 4096)
    return 0;

  text =
    g_utf8_make_valid ((const char *) data + N_CHANGES * N_CHOICES, size - N_CHANGES * N_CHOICES);
  for (guint i = 0; i < N_CHANGES; i++)
    {
      char *next = issue_check_change (text, choose, &choices, FALSE);

      g_free (text);
      text = next;
    }

  return 0;
}
