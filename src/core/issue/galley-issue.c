/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-issue.h"

#include "galley-front-matter.h"
#include "galley-issue-private.h"
#include "galley-ordinal.h"

#include <string.h>

/**
 * GalleyIssue:
 *
 * What a text is as an issue of a weekly: its title, number and date, its sections and their
 * entries. It is immutable and may be used from any thread.
 */
struct _GalleyIssue
{
  gatomicrefcount ref_count;
  GBytes *text;
  char *title;
  char *date;
  gboolean has_number;
  guint number;
  GPtrArray *sections;
  guint64 last_id;
};

static gboolean
read_number (const char *text, guint *number)
{
  GalleyOrdinal ordinal;

  if (text == NULL || !galley_ordinal_find_issue (text, text + strlen (text), &ordinal))
    return FALSE;

  *number = ordinal.value;
  return TRUE;
}

/* Some front matter has it in a field of its own. */
static gboolean
find_number (const GalleyFrontMatter *front_matter, guint *number)
{
  static const char *const keys[] = { "issue", "number", "issueNumber", "issue_number",
                                      "title", "slug",   "linkTitle" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (read_number (galley_front_matter_get_string (front_matter, keys[i]), number))
      return TRUE;

  return FALSE;
}

/**
 * galley_issue_new:
 * @proof: a proof
 * @previous: (nullable): the issue of an earlier text, whose ids are kept
 *
 * Finds the parts of an issue. Costs a small part of what the proof does; make both on the same
 * worker thread.
 *
 * Returns: (transfer full): the issue
 */
GalleyIssue *
galley_issue_new (GalleyProof *proof, GalleyIssue *previous)
{
  GalleyIssue *self = g_new0 (GalleyIssue, 1);
  const GalleyFrontMatter *front_matter = galley_proof_get_front_matter (proof);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_bytes_ref (galley_proof_get_text (proof));
  self->title = g_strdup (galley_proof_get_title (proof));
  self->date = g_strdup (galley_front_matter_get_string (front_matter, "date"));
  self->has_number = find_number (front_matter, &self->number);
  self->sections = galley_issue_parse (proof);
  self->last_id = previous != NULL ? previous->last_id : 0;
  galley_issue_identify (self->sections, previous != NULL ? previous->sections : NULL,
                         &self->last_id);

  return self;
}

/**
 * galley_issue_new_for_text:
 * @text: a whole file, valid UTF-8
 * @length: its length in bytes
 *
 * Finds the parts of an issue whose site does not matter.
 *
 * Returns: (transfer full): the issue
 */
GalleyIssue *
galley_issue_new_for_text (const char *text, gsize length)
{
  return galley_issue_new_for_site (text, length, NULL);
}

/**
 * galley_issue_new_for_site:
 * @text: a whole file, valid UTF-8
 * @length: its length in bytes
 * @site: (nullable): the site it is of
 *
 * Finds the parts of an issue as its site writes them.
 *
 * Returns: (transfer full): the issue
 */
GalleyIssue *
galley_issue_new_for_site (const char *text, gsize length, GalleySiteConfig *site)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  GalleyProofOptions options = {
    .reading = site != NULL ? galley_site_config_get_reading (site) : NULL,
  };
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, &options, NULL);

  return galley_issue_new (proof, NULL);
}

GalleyIssue *
galley_issue_ref (GalleyIssue *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_issue_unref (GalleyIssue *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->text);
  g_free (self->title);
  g_free (self->date);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

/**
 * galley_issue_get_text:
 * @self: an issue
 *
 * Returns: (transfer none): the text that all spans are in
 */
GBytes *
galley_issue_get_text (GalleyIssue *self)
{
  return self->text;
}

/**
 * galley_issue_get_title:
 * @self: an issue
 *
 * Returns: (nullable): its title, as the front matter gives it
 */
const char *
galley_issue_get_title (GalleyIssue *self)
{
  return self->title;
}

/**
 * galley_issue_get_number:
 * @self: an issue
 * @number: (out): its number
 *
 * Returns: whether the front matter tells one, in the title or in a field of its own
 */
gboolean
galley_issue_get_number (GalleyIssue *self, guint *number)
{
  if (self->has_number)
    *number = self->number;

  return self->has_number;
}

/**
 * galley_issue_get_date:
 * @self: an issue
 *
 * Returns: (nullable): its date, as it is written
 */
const char *
galley_issue_get_date (GalleyIssue *self)
{
  return self->date;
}

/**
 * galley_issue_get_sections:
 * @self: an issue
 *
 * Returns: (transfer none) (element-type GalleySection): its sections, in their order
 */
GPtrArray *
galley_issue_get_sections (GalleyIssue *self)
{
  return self->sections;
}

static guint
get_section_line (gconstpointer section)
{
  return ((const GalleySection *) section)->line;
}

static guint
get_entry_line (gconstpointer entry)
{
  return ((const GalleyEntry *) entry)->line;
}

/* The last of @items that starts on @line or before; their number when none does. */
static guint
find_last (GPtrArray *items, guint line, guint (*get_line) (gconstpointer))
{
  guint low = 0;
  guint high = items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_line (g_ptr_array_index (items, middle)) <= line)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? low - 1 : items->len;
}

/**
 * galley_issue_find_line:
 * @self: an issue
 * @line: a line of the file, from 1
 * @section: (out): the section that the line is in, from 0
 * @entry: (out): the entry of it, from 0; %G_MAXUINT when the line is in none
 *
 * Finds what a line belongs to. The blank lines behind something belong to it too.
 *
 * Returns: whether the line is in a section
 */
gboolean
galley_issue_find_line (GalleyIssue *self, guint line, guint *section, guint *entry)
{
  guint i = find_last (self->sections, line, get_section_line);
  const GalleySection *found;
  guint j;

  if (i == self->sections->len)
    return FALSE;
  found = g_ptr_array_index (self->sections, i);
  j = find_last (found->entries, line, get_entry_line);

  *section = i;
  *entry = j < found->entries->len ? j : G_MAXUINT;
  return TRUE;
}

/**
 * galley_issue_find_id:
 * @self: an issue
 * @id: the id of a section or of an entry
 * @section: (out): which section it is or is in, from 0
 * @entry: (out): which entry of it, from 0; %G_MAXUINT when it is the section
 *
 * Returns: whether there is something with this id
 */
gboolean
galley_issue_find_id (GalleyIssue *self, guint64 id, guint *section, guint *entry)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const GalleySection *candidate = g_ptr_array_index (self->sections, i);

      *section = i;
      *entry = G_MAXUINT;
      if (candidate->id == id)
        return TRUE;
      for (*entry = 0; *entry < candidate->entries->len; ++*entry)
        if (((const GalleyEntry *) g_ptr_array_index (candidate->entries, *entry))->id == id)
          return TRUE;
    }

  return FALSE;
}
