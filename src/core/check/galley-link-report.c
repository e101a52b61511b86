/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-link-report.h"

#include "galley-diagnostic.h"
#include "galley-front-matter.h"
#include "galley-line.h"
#include "galley-link-scan.h"

#include <string.h>

/* A text with more broken links has one mistake, and not so many. */
#define BROKEN_MAX 1000
#define FOLDERS_MAX 32

struct _GalleyLinkReport
{
  gatomicrefcount ref_count;
  /* The links of each block by its HTML, which blocks that stay share from proof to proof. */
  GHashTable *scans;
  GVariant *broken;
  GPtrArray *diagnostics;
  GPtrArray *folders;
};

/* Where the links of one block are looked for in its source. */
typedef struct
{
  const char *text;
  gsize start;
  gsize end;
  gsize reached;
  guint line;
} Place;

typedef struct
{
  GalleyLinkReport *report;
  GalleyProof *proof;
  GalleyLinkTargets *files;
  GHashTable *broken;
  GHashTable *folders;
} Checker;

/* What the page has escaped may stand in the source as it is. */
static const char *
find_written (const Place *place, gsize from, const char *link, gsize *length)
{
  g_autofree char *unescaped = g_uri_unescape_string (link, NULL);
  const char *const forms[] = { link, unescaped };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *found = NULL;

      *length = forms[i] != NULL ? strlen (forms[i]) : 0;
      if (*length > 0)
        found = memmem (place->text + from, place->end - from, forms[i], *length);
      if (found != NULL)
        return found;
    }

  *length = 0;
  return NULL;
}

/* Links come in the order of the text, but for those that are defined elsewhere. */
static gsize
locate (Place *place, const char *link, gsize *length)
{
  const char *found = find_written (place, place->reached, link, length);

  if (found == NULL)
    return place->start;

  place->reached = found - place->text + *length;
  return found - place->text;
}

static void
set_line (GalleyDiagnostic *diagnostic, const Place *place)
{
  const char *end = place->text + diagnostic->offset;
  const char *line_start = galley_line_find_start (place->text, end);

  diagnostic->line = place->line + galley_line_count_ends (place->text + place->start, end);
  diagnostic->column = (guint) g_utf8_strlen (line_start, end - line_start) + 1;
}

static void
add_folder (Checker *self, const char *folder)
{
  if (folder != NULL && g_hash_table_size (self->folders) < FOLDERS_MAX
      && !g_hash_table_contains (self->folders, folder))
    {
      g_hash_table_add (self->folders, g_strdup (folder));
      g_ptr_array_add (self->report->folders, g_strdup (folder));
    }
}

static void
check_link (Checker *self, Place *place, const char *link)
{
  g_autoptr (GalleyTarget) target = galley_link_targets_resolve (self->files, link);
  g_autofree char *folder = target->path != NULL ? g_path_get_dirname (target->path) : NULL;
  GalleyDiagnostic *diagnostic;
  gsize offset;
  gsize length;

  add_folder (self, target->kind == GALLEY_TARGET_BROKEN ? target->folder : folder);
  if (target->kind != GALLEY_TARGET_BROKEN || self->report->diagnostics->len >= BROKEN_MAX)
    return;

  if (!g_hash_table_contains (self->broken, link))
    g_hash_table_insert (self->broken, g_strdup (link), g_strdup (target->reason));
  offset = locate (place, link, &length);
  diagnostic = galley_diagnostic_new (GALLEY_SEVERITY_WARNING, "link", offset, length,
                                      g_strdup (target->reason));
  set_line (diagnostic, place);
  g_ptr_array_add (self->report->diagnostics, diagnostic);
}

static GPtrArray *
scan (Checker *self, const GalleyBlock *block, const GalleyLinkReport *previous)
{
  GPtrArray *links = previous != NULL ? g_hash_table_lookup (previous->scans, block->html) : NULL;

  links = links != NULL ? g_ptr_array_ref (links) : galley_link_scan (block->html);
  g_hash_table_replace (self->report->scans, g_ref_string_acquire (block->html), links);
  return links;
}

static void
check_blocks (Checker *self, const GalleyLinkReport *previous)
{
  const char *text = g_bytes_get_data (galley_proof_get_text (self->proof), NULL);
  gsize n_blocks;
  const GalleyBlock *blocks = galley_proof_get_blocks (self->proof, &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    {
      GPtrArray *links = scan (self, &blocks[i], previous);
      Place place = {
        .text = text,
        .start = blocks[i].offset,
        .end = blocks[i].offset + blocks[i].length,
        .reached = blocks[i].offset,
        .line = blocks[i].start_line,
      };

      for (guint j = 0; j < links->len; j++)
        check_link (self, &place, g_ptr_array_index (links, j));
    }
}

static void
check_title (Checker *self)
{
  g_autoptr (GPtrArray) links = galley_link_scan (galley_proof_get_title_html (self->proof));
  Place place = {
    .text = g_bytes_get_data (galley_proof_get_text (self->proof), NULL),
    .end = galley_proof_get_front_matter (self->proof)->body_offset,
    .line = 1,
  };

  for (guint i = 0; i < links->len; i++)
    check_link (self, &place, g_ptr_array_index (links, i));
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In an order that the text has no part in, so that equal ones are known to be equal. */
static GVariant *
make_variant (GHashTable *broken)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GPtrArray) links = g_hash_table_get_keys_as_ptr_array (broken);

  g_ptr_array_sort (links, compare_keys);
  for (guint i = 0; i < links->len; i++)
    g_variant_builder_add (builder, "{sv}", links->pdata[i],
                           g_variant_new_string (g_hash_table_lookup (broken, links->pdata[i])));

  return g_variant_ref_sink (g_variant_builder_end (builder));
}

/**
 * galley_link_report_new:
 * @proof: a proof
 * @files: the files of its site
 * @previous: (nullable): the report of an earlier proof of the same text, from which is taken
 *   what has not changed
 *
 * Looks up all that a proof links to. Reads the disk; call it on a worker thread.
 *
 * Returns: (transfer full): what is wrong with it
 */
GalleyLinkReport *
galley_link_report_new (GalleyProof *proof,
                        GalleyLinkTargets *files,
                        const GalleyLinkReport *previous)
{
  GalleyLinkReport *self = g_new0 (GalleyLinkReport, 1);
  g_autoptr (GHashTable) broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Checker checker = {
    .report = self,
    .proof = proof,
    .files = files,
    .broken = broken,
    .folders = folders,
  };

  g_atomic_ref_count_init (&self->ref_count);
  self->scans = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) g_ref_string_release,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);

  if (g_bytes_get_size (galley_proof_get_text (proof)) > 0)
    {
      check_title (&checker);
      check_blocks (&checker, previous);
    }
  self->broken = make_variant (broken);

  return self;
}

GalleyLinkReport *
galley_link_report_ref (GalleyLinkReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_link_report_unref (GalleyLinkReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->scans);
  g_variant_unref (self->broken);
  g_ptr_array_unref (self->diagnostics);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

/**
 * galley_link_report_get_broken:
 * @self: a report
 *
 * Returns: (transfer none): a dictionary `a{sv}` from each destination that leads to nothing, as
 *   the page has it, to the reason, a text for people
 */
GVariant *
galley_link_report_get_broken (const GalleyLinkReport *self)
{
  return self->broken;
}

/**
 * galley_link_report_get_diagnostics:
 * @self: a report
 *
 * Returns: (transfer none) (element-type GalleyDiagnostic): the same as warnings of the text, with
 *   line and column, in the order of the page
 */
GPtrArray *
galley_link_report_get_diagnostics (const GalleyLinkReport *self)
{
  return self->diagnostics;
}

/**
 * galley_link_report_get_folders:
 * @self: a report
 *
 * Returns: (transfer none) (element-type filename): the folders, not more than some, in which
 *   a change may change the report; they need not exist
 */
GPtrArray *
galley_link_report_get_folders (const GalleyLinkReport *self)
{
  return self->folders;
}
