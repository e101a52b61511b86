/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-page-updater.h"

#include "galley-code-highlighter.h"
#include "galley-patch.h"

/* How many blocks one call inserts: the first call is a view full, so that something is there at
 * once, the later ones are as large as the web process takes without a pause that can be felt. */
#define FIRST_BLOCKS 100
#define MORE_BLOCKS 1000

/* A page that is empty loads in a fraction of a second. In seconds. */
#define START_LIMIT 20
#define ENDED_MAX 2

/**
 * GalleyPageUpdater:
 *
 * Keeps the page in a web view equal to the newest proof. One call into the page is under way at
 * a time; when it returns, the next one takes the page from there to what is newest by then, so
 * that a slow page falls behind by one step and never by a queue.
 */
struct _GalleyPageUpdater
{
  GObject parent_instance;

  WebKitWebView *view;
  GalleyCodeHighlighter *highlighter;
  GCancellable *cancellable;

  GalleyProof *proof;
  GalleyProof *shown_proof;
  GArray *shown;
  char *shown_title;

  guint cursor_line;
  double scroll_line;

  guint await_source;
  guint n_ended;

  guint started : 1;
  guint in_call : 1;
  guint has_shown : 1;
  guint cursor_changed : 1;
  guint scroll_changed : 1;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPageUpdater, galley_page_updater, G_TYPE_OBJECT)

static void synchronize (GalleyPageUpdater *self);

static void
galley_page_updater_dispose (GObject *object)
{
  GalleyPageUpdater *self = GALLEY_PAGE_UPDATER (object);

  g_clear_handle_id (&self->await_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->highlighter);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->proof);
  g_clear_object (&self->shown_proof);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->shown_title, g_free);

  G_OBJECT_CLASS (galley_page_updater_parent_class)->dispose (object);
}

static void
galley_page_updater_class_init (GalleyPageUpdaterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_page_updater_dispose;

  /**
   * GalleyPageUpdater::failed:
   *
   * The page's script has failed: what it shows is not known any more.
   */
  signals[FAILED] = g_signal_new ("failed", GALLEY_TYPE_PAGE_UPDATER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_page_updater_init (GalleyPageUpdater *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->highlighter = galley_code_highlighter_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_page_updater_new:
 * @view: (not nullable): the web view; it is not kept alive
 *
 * Returns: (transfer full): an updater that waits for galley_page_updater_start()
 */
GalleyPageUpdater *
galley_page_updater_new (WebKitWebView *view)
{
  GalleyPageUpdater *self = g_object_new (GALLEY_TYPE_PAGE_UPDATER, NULL);

  g_set_weak_pointer (&self->view, view);
  return self;
}

/* Whether the call was made. A web process that went away is started again by the preview. */
static gboolean
finish_call (GalleyPageUpdater *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
    webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result,
                                                           &error);
  g_autofree char *failure = value != NULL ? jsc_value_to_string (value) : NULL;

  if (value == NULL)
    g_debug ("The preview could not be updated: %s", error->message);
  else if (*failure != '\0')
    {
      g_warning ("The script of the preview has failed: %s", failure);
      g_signal_emit (self, signals[FAILED], 0);
    }

  return value != NULL && *failure == '\0';
}

static void
on_call_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPageUpdater) self = GALLEY_PAGE_UPDATER (user_data);

  if (finish_call (self, source, result))
    {
      self->in_call = FALSE;
      synchronize (self);
    }
}

static void
on_call_aside_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyPageUpdater) self = GALLEY_PAGE_UPDATER (user_data);

  finish_call (self, source, result);
}

static void
call (GalleyPageUpdater *self,
      const char *statement,
      GVariant *arguments,
      GAsyncReadyCallback callback)
{
  g_autofree char *body =
    g_strdup_printf ("try { %s; } catch (error) { return `${error}` || \"?\"; } return \"\";",
                     statement);

  if (self->view != NULL)
    webkit_web_view_call_async_javascript_function (self->view, body, -1, arguments,
                                                    GALLEY_PAGE_WORLD, NULL, self->cancellable,
                                                    callback, g_object_ref (self));
}

/* A call takes strings and numbers but no arrays and no truth values, so lists of numbers go as
 * text. */
static void
add_number (GString *numbers, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (numbers->len > 0)
    g_string_append_c (numbers, ' ');
  g_string_append (numbers, g_ascii_dtostr (text, sizeof text, number));
}

/* The length of @text as scripts count it, in UTF-16 units. */
static gsize
get_script_length (const char *text)
{
  gsize length = 0;

  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    length += ((*p & 0xC0) != 0x80) + (*p >= 0xF0);

  return length;
}

/* Takes as many of @patches as one call may insert, and notes what is shown after them. */
static gboolean
add_patches (GalleyPageUpdater *self,
             GArray *patches,
             const GalleyBlock *blocks,
             GString *numbers,
             GString *html,
             gsize cursor)
{
  gsize room = self->has_shown ? MORE_BLOCKS : FIRST_BLOCKS;
  gboolean cursor_touched = FALSE;

  for (guint i = 0; i < patches->len && room > 0; i++)
    {
      const GalleyPatch *patch = &g_array_index (patches, GalleyPatch, i);
      gsize n_inserted = MIN (patch->n_inserted, room);

      add_number (numbers, patch->index);
      add_number (numbers, patch->n_removed);
      add_number (numbers, n_inserted);
      if (patch->n_removed > 0)
        g_array_remove_range (self->shown, patch->index, patch->n_removed);
      for (gsize j = 0; j < n_inserted; j++)
        {
          const GalleyBlock *block = &blocks[patch->source + j];

          add_number (numbers, get_script_length (block->html));
          g_string_append (html, block->html);
          g_array_insert_val (self->shown, patch->index + j, block->hash);
        }
      cursor_touched |= cursor >= patch->index && cursor < patch->index + MAX (n_inserted, 1);
      room -= n_inserted;
      /* Cut short, the steps after it would count from places that are not there yet. */
      if (n_inserted < patch->n_inserted)
        break;
    }

  return cursor_touched;
}

static void
add_scroll (GalleyPageUpdater *self, const GalleyBlock *blocks, GString *numbers)
{
  gsize index = galley_proof_find_block (self->proof, (guint) self->scroll_line);
  const GalleyBlock *block = index != G_MAXSIZE ? &blocks[index] : NULL;

  /* Its block may come with one of the next calls. */
  if (!self->scroll_changed || (block != NULL && index >= self->shown->len))
    return;

  self->scroll_changed = FALSE;
  add_number (numbers, block != NULL ? (double) index : -1);
  add_number (numbers, block != NULL ? self->scroll_line - block->start_line : 0);
  add_number (numbers, block != NULL ? block->end_line - block->start_line + 1 : 0);
}

static void
synchronize (GalleyPageUpdater *self)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GString) scroll = g_string_new (NULL);
  g_auto (GVariantDict) arguments = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GArray) patches = NULL;
  const GalleyBlock *blocks;
  const char *title;
  gsize n_blocks;
  gsize cursor;
  gboolean title_changed;
  gboolean follow;

  if (!self->started || self->in_call || self->view == NULL || self->proof == NULL)
    return;

  blocks = galley_proof_get_blocks (self->proof, &n_blocks);
  title = galley_proof_get_title_html (self->proof);
  title_changed = g_strcmp0 (title, self->shown_title) != 0;
  patches = galley_patch_new ((const guint64 *) (gpointer) self->shown->data, self->shown->len,
                              blocks, n_blocks);
  g_set_object (&self->shown_proof, self->proof);
  if (patches->len == 0 && !title_changed && !self->cursor_changed && !self->scroll_changed)
    return;

  cursor = galley_proof_find_block (self->proof, self->cursor_line);
  follow = add_patches (self, patches, blocks, numbers, html, cursor) && self->has_shown;
  follow = follow || (title_changed && cursor == G_MAXSIZE && self->has_shown);

  add_scroll (self, blocks, scroll);
  g_variant_dict_insert (&arguments, "patches", "s", numbers->str);
  g_variant_dict_insert (&arguments, "html", "s", html->str);
  g_variant_dict_insert (&arguments, "title", "s", title_changed ? title : "");
  g_variant_dict_insert (&arguments, "titleChanged", "i", title_changed);
  g_variant_dict_insert (&arguments, "cursor", "d", cursor == G_MAXSIZE ? -1.0 : (double) cursor);
  g_variant_dict_insert (&arguments, "follow", "i", follow || self->cursor_changed);
  g_variant_dict_insert (&arguments, "scroll", "s", scroll->str);

  g_set_str (&self->shown_title, title);
  self->has_shown = TRUE;
  self->cursor_changed = FALSE;
  self->in_call = TRUE;
  call (self, "galley.update(patches, html, titleChanged ? title : null, cursor, follow, scroll)",
        g_variant_dict_end (&arguments), on_call_finished);
}

/* These change nothing of what the proof makes of the page, so they need not wait for each other.
 * A page that is being loaded is told all of it afterwards. */
static void
call_aside (GalleyPageUpdater *self, const char *statement, GVariant *arguments)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (arguments);

  if (self->started)
    call (self, statement, sunk, on_call_aside_finished);
}

/**
 * galley_page_updater_configure:
 * @self: an updater
 * @configuration: (transfer floating): the arguments of the page's own configuration
 *
 * Tells the page how to look and what to say.
 */
void
galley_page_updater_configure (GalleyPageUpdater *self, GVariant *configuration)
{
  call_aside (self, "galley.configure(values)", configuration);
}

/**
 * galley_page_updater_set_broken:
 * @self: an updater
 * @broken: a dictionary from destinations that lead nowhere to the reasons
 *
 * Has the links marked that lead nowhere, also those that are shown later.
 */
void
galley_page_updater_set_broken (GalleyPageUpdater *self, GVariant *broken)
{
  g_auto (GVariantDict) arguments = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert_value (&arguments, "links", broken);
  call_aside (self, "galleyPictures.setBroken(links)", g_variant_dict_end (&arguments));
}

typedef struct
{
  GalleyPageUpdater *self;
  int id;
} CodeRequest;

static void
on_highlighted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree CodeRequest *request = user_data;
  g_autoptr (GalleyPageUpdater) self = request->self;
  g_autofree char *spans =
    galley_code_highlighter_highlight_finish (GALLEY_CODE_HIGHLIGHTER (source), result, NULL);
  g_auto (GVariantDict) arguments = G_VARIANT_DICT_INIT (NULL);

  if (spans == NULL)
    return;

  g_variant_dict_insert (&arguments, "id", "i", request->id);
  g_variant_dict_insert (&arguments, "spans", "s", spans);
  call_aside (self, "galleyCode.highlighted(id, spans)", g_variant_dict_end (&arguments));
}

/**
 * galley_page_updater_highlight:
 * @self: an updater
 * @id: the number that the page has given the code
 * @language: its language
 * @text: the code
 *
 * Colours code of the page, unless the page is gone by then.
 */
void
galley_page_updater_highlight (GalleyPageUpdater *self,
                               int id,
                               const char *language,
                               const char *text)
{
  CodeRequest *request = g_new0 (CodeRequest, 1);

  request->self = g_object_ref (self);
  request->id = id;
  galley_code_highlighter_highlight_async (self->highlighter, language, text, self->cancellable,
                                           on_highlighted, request);
}

static gboolean
await_cb (gpointer user_data)
{
  GalleyPageUpdater *self = user_data;

  self->await_source = 0;
  self->n_ended++;
  if (self->view != NULL)
    webkit_web_view_terminate_web_process (self->view);

  return G_SOURCE_REMOVE;
}

/**
 * galley_page_updater_await:
 * @self: an updater
 *
 * The page is being loaded: a web process that hangs before it has done so is ended, but not for
 * ever.
 */
void
galley_page_updater_await (GalleyPageUpdater *self)
{
  g_clear_handle_id (&self->await_source, g_source_remove);
  if (self->n_ended < ENDED_MAX)
    self->await_source = g_timeout_add_seconds (START_LIMIT, await_cb, self);
}

/**
 * galley_page_updater_start:
 * @self: an updater
 * @configuration: (transfer floating): see galley_page_updater_configure()
 *
 * The page has been loaded and is empty: fills it and keeps it filled.
 */
void
galley_page_updater_start (GalleyPageUpdater *self, GVariant *configuration)
{
  g_clear_handle_id (&self->await_source, g_source_remove);
  self->n_ended = 0;
  galley_page_updater_stop (self);
  self->started = TRUE;
  galley_page_updater_configure (self, configuration);
  synchronize (self);
}

/**
 * galley_page_updater_stop:
 * @self: an updater
 *
 * The page is gone: what was under way is forgotten.
 */
void
galley_page_updater_stop (GalleyPageUpdater *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_array_set_size (self->shown, 0);
  g_clear_pointer (&self->shown_title, g_free);
  g_clear_object (&self->shown_proof);
  self->in_call = FALSE;
  self->started = FALSE;
  self->has_shown = FALSE;
}

/**
 * galley_page_updater_get_has_shown:
 * @self: an updater
 *
 * Returns: whether anything has been shown since the page was loaded
 */
gboolean
galley_page_updater_get_has_shown (GalleyPageUpdater *self)
{
  return self->has_shown;
}

/**
 * galley_page_updater_set_proof:
 * @self: an updater
 * @proof: (nullable): what the page should show
 *
 * Shows @proof as soon as the page can take it.
 */
void
galley_page_updater_set_proof (GalleyPageUpdater *self, GalleyProof *proof)
{
  if (g_set_object (&self->proof, proof))
    synchronize (self);
}

/**
 * galley_page_updater_set_cursor_line:
 * @self: an updater
 * @line: the line of the text that is written on, from 1
 *
 * Marks the block of @line and brings it into view.
 */
void
galley_page_updater_set_cursor_line (GalleyPageUpdater *self, guint line)
{
  self->cursor_line = line;
  self->cursor_changed = TRUE;
  synchronize (self);
}

/**
 * galley_page_updater_scroll_to_line:
 * @self: an updater
 * @line: a line of the text, from 1; the fraction is the way to the next
 *
 * Puts the place of @line at the top of the view.
 */
void
galley_page_updater_scroll_to_line (GalleyPageUpdater *self, double line)
{
  self->scroll_line = line;
  self->scroll_changed = TRUE;
  synchronize (self);
}

/**
 * galley_page_updater_get_line:
 * @self: an updater
 * @block: a block of the page as the page counts them, -1 for the title
 * @line: a line of the block, counted from 0
 * @next: the next line of the block that has a place of its own, -1 when there is none
 * @fraction: how far from @line to @next
 *
 * Returns: the line of the text, from 1
 */
double
galley_page_updater_get_line (GalleyPageUpdater *self,
                              int block,
                              guint line,
                              int next,
                              double fraction)
{
  const GalleyBlock *blocks;
  gsize n_blocks;

  if (self->shown_proof == NULL || block < 0)
    return 1;

  blocks = galley_proof_get_blocks (self->shown_proof, &n_blocks);
  if ((gsize) block >= n_blocks)
    return 1;

  if (next < 0)
    next = blocks[block].end_line - blocks[block].start_line + 1;
  return blocks[block].start_line + line + fraction * MAX (0, next - (int) line);
}
