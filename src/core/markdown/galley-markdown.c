/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-markdown.h"

#include "galley-block-attributes.h"
#include "galley-bytes.h"
#include "galley-definition-list.h"
#include "galley-extra-marks.h"
#include "galley-fence-indent.h"
#include "galley-heading-attributes.h"
#include "galley-lazy-html.h"
#include "galley-linkify.h"
#include "galley-list-tight.h"
#include "galley-stand-ins.h"
#include "galley-node.h"
#include "galley-formulas.h"
#include "galley-table-width.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

/* One round finds nearly all; what is left then is nobody's. */
#define LAZY_HTML_ROUNDS_MAX 3

/* How many bytes a tree takes for each byte of text, about. */
#define ARENA_FACTOR 12

typedef enum
{
  DEFINITION_LIST,
  TABLE,
  HEADING_ATTRIBUTES,
  N_EXTENSIONS,
} Extension;

static cmark_syntax_extension *extensions[N_EXTENSIONS];

/* cmark-gfm's own guard is a plain flag: two threads could register twice. */
static void
ensure_extensions (void)
{
  static gsize registered = 0;

  if (!g_once_init_enter (&registered))
    return;

  cmark_gfm_core_extensions_ensure_registered ();
  extensions[TABLE] = cmark_find_syntax_extension ("table");
  extensions[DEFINITION_LIST] = galley_definition_list_new_extension ();
  extensions[HEADING_ATTRIBUTES] = galley_heading_attributes_new_extension ();
  g_once_init_leave (&registered, 1);
}

static void
attach (cmark_parser *parser, const GalleyDialect *dialect)
{
  const gboolean wanted[N_EXTENSIONS] = {
    [TABLE] = dialect->table,
    [DEFINITION_LIST] = dialect->definition_list,
    [HEADING_ATTRIBUTES] = dialect->attribute_title,
  };

  for (guint i = 0; i < N_EXTENSIONS; i++)
    if (wanted[i])
      cmark_parser_attach_syntax_extension (parser, extensions[i]);
}

/* These signs keep the backslash before them: the parser would forget that they were escaped, and
 * the typographer must know. */
static int
is_escapable (char c)
{
  return g_ascii_ispunct (c) && strchr (GALLEY_MARKDOWN_KEPT_ESCAPES, c) == NULL;
}

/* Inlines are parsed when the parser finishes, with tables of special characters that all
 * parsers of the process share. */
static cmark_node *
finish (cmark_parser *parser)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return cmark_parser_finish (parser);
}

static void
free_extension (cmark_mem *memory, void *extension)
{
  cmark_syntax_extension_free (memory, extension);
}

/* Those that depend on the dialect or the text; they come before the shared ones, which take what
 * is left. */
static cmark_llist *
make_own_extensions (const GalleyDialect *dialect,
                     GalleyFormulas *formulas,
                     const char *text,
                     gsize length)
{
  cmark_mem *memory = cmark_get_default_mem_allocator ();
  cmark_syntax_extension *extras = galley_extra_marks_new_extension (dialect);
  cmark_llist *own = NULL;

  if (dialect->table)
    own = cmark_llist_append (memory, own, galley_table_width_new_extension ());
  if (dialect->attribute_block)
    own = cmark_llist_append (memory, own, galley_block_attributes_new_extension (text, length));
  if (formulas != NULL)
    own = cmark_llist_append (memory, own, galley_formulas_new_extension (formulas));
  if (extras != NULL)
    own = cmark_llist_append (memory, own, extras);
  if (dialect->linkify)
    own = cmark_llist_append (memory, own, galley_linkify_new_extension (dialect));

  return own;
}

static cmark_node *
parse (const char *text, gsize length, const GalleyDialect *dialect)
{
  /* Two walks over the tree are spared where there are none. */
  gboolean has_footnotes =
    dialect->footnote && galley_bytes_find (text, text + length, "[^") != NULL;
  cmark_mem *memory = cmark_get_default_mem_allocator ();
  g_autoptr (GalleyFormulas) formulas = NULL;
  cmark_parser *parser;
  cmark_node *document;
  cmark_llist *own;

  if (dialect->passthrough)
    formulas = galley_formulas_new (dialect, text, length);
  if (formulas != NULL && galley_formulas_get_text (formulas) != NULL)
    text = galley_formulas_get_text (formulas);

  own = make_own_extensions (dialect, formulas, text, length);
  parser = cmark_parser_new_with_mem (has_footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT,
                                      galley_arena_get_memory ());
  cmark_parser_set_backslash_ispunct_func (parser, is_escapable);
  for (cmark_llist *item = own; item != NULL; item = item->next)
    cmark_parser_attach_syntax_extension (parser, item->data);
  attach (parser, dialect);

  cmark_parser_feed (parser, text, length);
  document = finish (parser);
  if (formulas != NULL)
    galley_formulas_unmask (formulas, document);

  cmark_parser_free (parser);
  cmark_llist_free_full (memory, own, free_extension);
  return document;
}

/* Parses again what Hugo reads otherwise, until there is nothing more of it. */
static cmark_node *
parse_lazy_html (cmark_node *document,
                 GalleyLines *source,
                 GString **indented,
                 const GalleyDialect *dialect)
{
  for (guint i = 0; i < LAZY_HTML_ROUNDS_MAX; i++)
    {
      GString *again = galley_lazy_html_indent (document, source);

      if (again == NULL)
        break;
      if (*indented != NULL)
        g_string_free (*indented, TRUE);
      *indented = again;
      galley_lines_clear (source);
      source->text = again->str;
      source->length = again->len;
      cmark_node_free (document);
      document = parse (source->text, source->length, dialect);
    }

  return document;
}

static void
repair (cmark_node *document, GalleyLines *source)
{
  gboolean has_tab = memchr (source->text, '\t', source->length) != NULL;

  for (cmark_node *node = document; node != NULL; node = galley_node_next_block (document, node))
    {
      cmark_node_type type = cmark_node_get_type (node);

      if (type == CMARK_NODE_LIST)
        galley_list_tight_repair (node, source);
      else if (type == CMARK_NODE_CODE_BLOCK && has_tab)
        galley_fence_indent_repair (node, source);
    }
}

/**
 * galley_markdown_new:
 * @text: UTF-8 text
 * @length: its length in bytes
 * @dialect: which extensions there are
 *
 * Parses GitHub Flavored Markdown as Hugo extends it. May be called from any thread; what was
 * parsed last on a thread must be freed first, and there.
 *
 * Returns: (transfer full): what it was parsed to
 */
GalleyMarkdown *
galley_markdown_new (const char *text, gsize length, const GalleyDialect *dialect)
{
  GalleyMarkdown *self = g_new0 (GalleyMarkdown, 1);
  g_autoptr (GalleyStandIns) mask = galley_stand_ins_new (dialect, text, length);
  g_auto (GalleyLines) source = { galley_stand_ins_get_text (mask), length };
  g_autoptr (GString) indented = NULL;

  ensure_extensions ();
  self->arena = galley_arena_new (length * ARENA_FACTOR);
  self->document = parse (source.text, length, dialect);
  self->document = parse_lazy_html (self->document, &source, &indented, dialect);
  repair (self->document, &source);
  galley_stand_ins_undo (mask, self->document);

  return self;
}

void
galley_markdown_free (GalleyMarkdown *self)
{
  if (self == NULL)
    return;

  galley_arena_free_tree (self->document);
  galley_arena_free (self->arena);
  g_free (self);
}
