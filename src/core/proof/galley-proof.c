/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"

#include "galley-blocks.h"
#include "galley-card.h"
#include "galley-diagnostic.h"
#include "galley-emphasis-check.h"
#include "galley-front-matter.h"
#include "galley-line.h"
#include "galley-proof-private.h"
#include "galley-reference-check.h"
#include "galley-page-head.h"

#include <string.h>

/**
 * GalleyProof:
 *
 * What a text means: its front matter, its blocks as HTML, what is wrong with it. It is made by
 * a pure function of the text, is immutable, and may be used from any thread.
 */
struct _GalleyProof
{
  GObject parent_instance;

  GBytes *text;
  GalleyOutput output;
  GalleyReading *reading;
  GalleyFrontMatter *front_matter;
  GalleyBody *body;
  GalleyBlocks *blocks;
  guint first_line;
  gboolean resolved;
  char *title_html;
  GPtrArray *diagnostics;
};

G_DEFINE_FINAL_TYPE (GalleyProof, galley_proof, G_TYPE_OBJECT)

static void
galley_proof_finalize (GObject *object)
{
  GalleyProof *self = GALLEY_PROOF (object);

  g_clear_pointer (&self->blocks, galley_blocks_free);
  g_clear_pointer (&self->body, galley_body_free);
  g_clear_pointer (&self->front_matter, galley_front_matter_free);
  g_clear_pointer (&self->reading, galley_reading_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->title_html, g_free);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);

  G_OBJECT_CLASS (galley_proof_parent_class)->finalize (object);
}

static void
galley_proof_class_init (GalleyProofClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_proof_finalize;
}

static void
galley_proof_init (GalleyProof *self)
{
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
}

static int
compare_diagnostics (gconstpointer a, gconstpointer b)
{
  const GalleyDiagnostic *left = *(const GalleyDiagnostic *const *) a;
  const GalleyDiagnostic *right = *(const GalleyDiagnostic *const *) b;

  return (left->offset > right->offset) - (left->offset < right->offset);
}

/* Goes on from @reached to the line of @place; returns where that starts. */
static const char *
find_line (const char *reached, const char *place, guint *line)
{
  for (const char *end; (end = memchr (reached, '\n', place - reached)) != NULL; reached = end + 1)
    ++*line;

  return reached;
}

/* Sorted, lines and columns are found in one walk over the text. */
static void
place_diagnostics (GalleyProof *self)
{
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  const char *reached = text;
  guint line = 1;
  guint column = 1;
  gboolean has_cr;

  if (self->diagnostics->len == 0)
    return;

  has_cr = length > 0 && memchr (text, '\r', length) != NULL;
  g_ptr_array_sort (self->diagnostics, compare_diagnostics);
  for (guint i = 0; i < self->diagnostics->len; i++)
    {
      GalleyDiagnostic *diagnostic = g_ptr_array_index (self->diagnostics, i);
      const char *place = text + MIN (diagnostic->offset, length);
      guint before = line;

      /* Otherwise each byte must be looked at. */
      if (!has_cr && reached < place)
        reached = find_line (reached, place, &line);
      column = line > before ? 1 : column;
      for (; reached < place; reached++)
        if (galley_line_ends_with (reached, text + length))
          {
            line++;
            column = 1;
          }
        else
          {
            column += ((guchar) *reached & 0xC0) != 0x80;
          }
      diagnostic->line = line;
      diagnostic->column = column;
    }
}

/* Shortcodes can ask for what the front matter says. */
static gboolean
has_same_front_matter (GalleyProof *self, GalleyProof *previous)
{
  gsize end = self->front_matter->body_offset;

  return end == previous->front_matter->body_offset
         && (end == 0
             || memcmp (g_bytes_get_data (self->text, NULL),
                        g_bytes_get_data (previous->text, NULL), end)
                  == 0);
}

static gboolean
has_same_shortcodes (GalleyProof *self, GalleyProof *previous)
{
  if (self->body->shortcodes->len == 0)
    return TRUE;

  return previous->reading->shortcodes == self->reading->shortcodes
         && previous->body->context.output_max == self->body->context.output_max
         && has_same_front_matter (self, previous);
}

static GalleyBlocks *
make_blocks (GalleyProof *self, GalleyProof *previous, gboolean resolve_links)
{
  const GalleyReading *reading = self->reading;
  GalleyLinkResolver resolver = { 0 };
  g_autofree char *own_url = NULL;
  GalleyBodyPart all = { .end = self->body->length, .first_line = self->first_line };

  if (resolve_links && galley_dialect_resolves_links (reading->dialect) && reading->pages != NULL
      && reading->path != NULL)
    {
      resolver.pages = reading->pages;
      resolver.path = reading->path;
      own_url = galley_site_pages_dup_url (reading->pages, reading->path, self->front_matter);
      resolver.own_url = own_url;
      all.link_resolver = &resolver;
      self->resolved = TRUE;
    }

  if (previous != NULL && previous->reading->dialect == reading->dialect
      && has_same_shortcodes (self, previous) && !self->resolved && !previous->resolved
      && previous->output == self->output)
    {
      GalleyBlocks *blocks =
        galley_blocks_update (previous->blocks, previous->body, previous->first_line, self->body,
                              self->first_line);

      if (blocks != NULL)
        return blocks;
    }

  return galley_blocks_new (self->body, &all, self->output);
}

/**
 * galley_proof_new:
 * @text: the whole file as valid UTF-8
 * @options: (nullable): how to make it
 * @previous: (nullable): a proof of an earlier text, from which what has not changed is taken
 *
 * Makes the proof of a text. Costs about as much as parsing all of it, with @previous about as
 * much as comparing the two texts; call it on a worker thread.
 *
 * Returns: (transfer full): the proof
 */
GalleyProof *
galley_proof_new (GBytes *text, const GalleyProofOptions *options, GalleyProof *previous)
{
  GalleyProof *self = g_object_new (GALLEY_TYPE_PROOF, NULL);
  GalleyBodyContext context = { 0 };
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  /* An empty GBytes has no data, and everything below may rely on a text. */
  if (data == NULL)
    data = "";
  self->text = g_bytes_ref (text);
  self->output = options != NULL ? options->output : GALLEY_OUTPUT_PUBLISHED;
  self->reading = options != NULL && options->reading != NULL
                    ? galley_reading_ref (options->reading)
                    : galley_reading_new (NULL, NULL);

  self->front_matter = galley_front_matter_new (data, length, self->diagnostics);
  self->first_line = 1 + galley_line_count_ends (data, data + self->front_matter->body_offset);
  context.reading = self->reading;
  context.page = self->front_matter->root;
  context.append_shortcode = galley_card_append;
  self->body =
    galley_body_new (data, self->front_matter->body_offset, length, 0, &context, self->diagnostics);
  self->blocks = make_blocks (self, previous, options != NULL && options->resolve_links);
  galley_emphasis_check (data, self->front_matter->body_offset, length, self->blocks,
                         self->diagnostics);
  galley_reference_check (self->body, self->diagnostics);
  self->title_html = galley_page_head_dup_title (self->front_matter);
  place_diagnostics (self);

  return self;
}

/**
 * galley_proof_get_text:
 * @self: a proof
 *
 * Returns: (transfer none): the text it was made from
 */
GBytes *
galley_proof_get_text (GalleyProof *self)
{
  return self->text;
}

/**
 * galley_proof_get_front_matter:
 * @self: a proof
 *
 * Returns: (transfer none): its front matter, which may be of kind %GALLEY_FRONT_MATTER_NONE
 */
const GalleyFrontMatter *
galley_proof_get_front_matter (GalleyProof *self)
{
  return self->front_matter;
}

/**
 * galley_proof_get_blocks:
 * @self: a proof
 * @n_blocks: (out): how many there are
 *
 * Returns: (array length=n_blocks) (transfer none): the blocks in the order of the page
 */
const GalleyBlock *
galley_proof_get_blocks (GalleyProof *self, gsize *n_blocks)
{
  *n_blocks = self->blocks->items->len;
  return (const GalleyBlock *) (gpointer) self->blocks->items->data;
}

/* For what reads the Markdown of the blocks. */
const GalleyBody *
galley_proof_peek_body (GalleyProof *self)
{
  return self->body;
}

const GalleyBlocks *
galley_proof_peek_blocks (GalleyProof *self)
{
  return self->blocks;
}

/**
 * galley_proof_get_title_html:
 * @self: a proof
 *
 * Returns: (transfer none): the HTML of the title block, made from the front matter; may be empty
 */
const char *
galley_proof_get_title_html (GalleyProof *self)
{
  return self->title_html;
}

/**
 * galley_proof_get_diagnostics:
 * @self: a proof
 *
 * Returns: (transfer none) (element-type GalleyDiagnostic): what is wrong, by place
 */
GPtrArray *
galley_proof_get_diagnostics (GalleyProof *self)
{
  return self->diagnostics;
}

/**
 * galley_proof_get_title:
 * @self: a proof
 *
 * Returns: (nullable): the title of the issue, as its front matter gives it
 */
const char *
galley_proof_get_title (GalleyProof *self)
{
  return galley_front_matter_get_string (self->front_matter, "title");
}

/**
 * galley_proof_find_block:
 * @self: a proof
 * @line: a line of the file, from 1
 *
 * Returns: the number of the last block that starts on @line or before; `G_MAXSIZE` when the
 *   line is above the first block
 */
gsize
galley_proof_find_block (GalleyProof *self, guint line)
{
  gsize low = 0;
  gsize high = self->blocks->items->len;

  /* The list of footnotes stands at the end of the page, wherever they are in the text. */
  if (self->blocks->has_footnotes)
    high--;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (g_array_index (self->blocks->items, GalleyBlock, middle).start_line <= line)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? low - 1 : G_MAXSIZE;
}
