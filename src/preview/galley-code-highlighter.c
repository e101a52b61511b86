/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-code-highlighter.h"

#include "galley-code-language.h"

#include <string.h>

/* Code that is larger, or has such a line, is data and stays plain. */
#define TEXT_MAX (128 * 1024)
#define LINE_LENGTH_MAX 4000

/* How long one turn of the main loop may be used, in microseconds, and how many lines are
 * highlighted before the clock is looked at. */
#define TURN 4000
#define SLICE 20

/* How many results are kept, and how large they may be together, in bytes. */
#define RESULTS_MAX 200
#define RESULTS_SIZE_MAX (2 * 1024 * 1024)

/**
 * GalleyCodeHighlighter:
 *
 * Finds the colours of code with the engine of the source pane. It works while the main loop has
 * nothing else to do, in small steps, and remembers what it has found.
 *
 * A result is a text of three words a span, with spaces between: the name of its colour, see
 * `preview.css`, where it starts and how long it is, in UTF-16 units as scripts count them.
 */
struct _GalleyCodeHighlighter
{
  GObject parent_instance;

  GtkSourceStyleScheme *scheme;
  /* One for all: to make another costs more than what is in it. */
  GtkSourceBuffer *buffer;
  GQueue tasks;
  guint source;

  /* By language and text; the queue has the keys, those that were wanted last at its end. */
  GHashTable *results;
  GQueue recent;
  gsize size;
};

/* What is being done about the first task. */
typedef struct
{
  char *key;
  char *text;
  GtkSourceLanguage *language;
  GString *spans;
  GtkTextIter iter;
  const char *reached;
  gsize units;
  int line;
} Job;

typedef struct
{
  GList *link;
  char *spans;
} Result;

G_DEFINE_FINAL_TYPE (GalleyCodeHighlighter, galley_code_highlighter, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_free (job->key);
  g_free (job->text);
  if (job->spans != NULL)
    g_string_free (job->spans, TRUE);
  g_free (job);
}

static void
result_free (Result *result)
{
  g_free (result->spans);
  g_free (result);
}

/* The names of the colours, each with a style that has it. Styles of other names either fall back
 * to one of these or have its colour. */
static const char *
get_color_name (GtkSourceStyleScheme *scheme, const GdkRGBA *color)
{
  static const struct
  {
    const char *name;
    const char *style;
  } colors[] = {
    { "comment", "def:comment" },
    { "doc", "def:doc-comment-element" },
    { "constant", "def:constant" },
    { "string", "def:string" },
    { "function", "def:function" },
    { "statement", "def:statement" },
    { "special", "def:special-char" },
    { "identifier", "def:identifier" },
    { "address", "def:net-address" },
    { "symbol", "def:link-text" },
    { "note", "def:note" },
    { "meta", "diff:location" },
    { "added", "diff:added-line" },
    { "changed", "diff:changed-line" },
    { "removed", "diff:removed-line" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      GtkSourceStyle *style = gtk_source_style_scheme_get_style (scheme, colors[i].style);
      g_autofree char *text = NULL;
      GdkRGBA other;

      if (style == NULL)
        continue;
      g_object_get (style, "foreground", &text, NULL);
      if (text != NULL && gdk_rgba_parse (&other, text) && gdk_rgba_equal (color, &other))
        return colors[i].name;
    }

  return NULL;
}

/* The colour of the text behind @iter, as the tags there make it. */
static const char *
get_color_at (GalleyCodeHighlighter *self, const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);
  const char *name = NULL;

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autoptr (GdkRGBA) color = NULL;
      gboolean is_set;

      g_object_get (l->data, "foreground-set", &is_set, "foreground-rgba", &color, NULL);
      if (is_set && color != NULL)
        name = get_color_name (self->scheme, color);
    }

  return name;
}

static gsize
count_units (const char *text, const char *end)
{
  gsize units = 0;

  for (const guchar *p = (const guchar *) text; p < (const guchar *) end; p++)
    units += ((*p & 0xC0) != 0x80) + (*p >= 0xF0);

  return units;
}

/* Notes the colours from where the job has come to, up to @end. */
static void
collect (GalleyCodeHighlighter *self, Job *job, const GtkTextIter *end)
{
  while (gtk_text_iter_compare (&job->iter, end) < 0)
    {
      const char *name = get_color_at (self, &job->iter);
      int offset = gtk_text_iter_get_offset (&job->iter);
      const char *next;
      gsize units;

      if (!gtk_text_iter_forward_to_tag_toggle (&job->iter, NULL)
          || gtk_text_iter_compare (&job->iter, end) > 0)
        job->iter = *end;
      next =
        g_utf8_offset_to_pointer (job->reached, gtk_text_iter_get_offset (&job->iter) - offset);
      units = count_units (job->reached, next);
      if (name != NULL)
        g_string_append_printf (job->spans, "%s%s %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT,
                                job->spans->len > 0 ? " " : "", name, job->units, units);
      job->reached = next;
      job->units += units;
    }
}

static void
begin (GalleyCodeHighlighter *self, Job *job)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_source_buffer_set_language (self->buffer, job->language);
  gtk_text_buffer_set_text (buffer, job->text, -1);
  job->spans = g_string_new (NULL);
  job->reached = job->text;
  gtk_text_buffer_get_start_iter (buffer, &job->iter);
}

/* Does some lines more; returns whether these were the last. */
static gboolean
step (GalleyCodeHighlighter *self, Job *job)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  int from;
  GtkTextIter start;
  GtkTextIter end;

  if (job->spans == NULL)
    begin (self, job);

  from = gtk_text_iter_get_offset (&job->iter);
  gtk_text_buffer_get_iter_at_line (buffer, &start, job->line);
  job->line += SLICE;
  gtk_text_buffer_get_iter_at_line (buffer, &end, job->line);
  if (job->line >= gtk_text_buffer_get_line_count (buffer))
    gtk_text_buffer_get_end_iter (buffer, &end);

  gtk_source_buffer_ensure_highlight (self->buffer, &start, &end);
  gtk_text_buffer_get_iter_at_offset (buffer, &job->iter, from);
  collect (self, job, &end);

  return gtk_text_iter_is_end (&end);
}

static void
forget_oldest (GalleyCodeHighlighter *self)
{
  char *key = g_queue_pop_head (&self->recent);
  Result *result = g_hash_table_lookup (self->results, key);

  self->size -= strlen (result->spans);
  g_hash_table_remove (self->results, key);
}

static void
remember (GalleyCodeHighlighter *self, const char *key, const char *spans)
{
  Result *result;

  if (g_hash_table_contains (self->results, key))
    return;

  result = g_new0 (Result, 1);
  result->spans = g_strdup (spans);
  self->size += strlen (spans);
  g_queue_push_tail (&self->recent, g_strdup (key));
  result->link = self->recent.tail;
  g_hash_table_insert (self->results, self->recent.tail->data, result);
  while (self->recent.length > RESULTS_MAX
         || (self->size > RESULTS_SIZE_MAX && self->recent.length > 1))
    forget_oldest (self);
}

static const char *
recall (GalleyCodeHighlighter *self, const char *key)
{
  Result *result = g_hash_table_lookup (self->results, key);

  if (result == NULL)
    return NULL;

  g_queue_unlink (&self->recent, result->link);
  g_queue_push_tail_link (&self->recent, result->link);
  return result->spans;
}

static gboolean
work_cb (gpointer user_data)
{
  /* The requests may be all that keeps it. */
  g_autoptr (GalleyCodeHighlighter) self = g_object_ref (user_data);
  gint64 end = g_get_monotonic_time () + TURN;

  do
    {
      GTask *task = g_queue_peek_head (&self->tasks);
      Job *job = g_task_get_task_data (task);
      const char *known = job->spans == NULL ? recall (self, job->key) : NULL;

      if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        g_task_return_error_if_cancelled (task);
      else if (known != NULL)
        g_task_return_pointer (task, g_strdup (known), g_free);
      else if (step (self, job))
        {
          remember (self, job->key, job->spans->str);
          g_task_return_pointer (task, g_string_free (g_steal_pointer (&job->spans), FALSE),
                                 g_free);
        }
      else
        continue;
      g_object_unref (g_queue_pop_head (&self->tasks));
    }
  while (self->tasks.length > 0 && g_get_monotonic_time () < end);

  if (self->tasks.length > 0)
    return G_SOURCE_CONTINUE;

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), "", 0);
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
galley_code_highlighter_dispose (GObject *object)
{
  GalleyCodeHighlighter *self = GALLEY_CODE_HIGHLIGHTER (object);
  GTask *task;

  g_clear_handle_id (&self->source, g_source_remove);
  while ((task = g_queue_pop_head (&self->tasks)) != NULL)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
      g_object_unref (task);
    }

  G_OBJECT_CLASS (galley_code_highlighter_parent_class)->dispose (object);
}

static void
galley_code_highlighter_finalize (GObject *object)
{
  GalleyCodeHighlighter *self = GALLEY_CODE_HIGHLIGHTER (object);

  g_object_unref (self->buffer);
  g_hash_table_unref (self->results);
  g_queue_clear (&self->recent);

  G_OBJECT_CLASS (galley_code_highlighter_parent_class)->finalize (object);
}

static void
galley_code_highlighter_class_init (GalleyCodeHighlighterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_code_highlighter_dispose;
  object_class->finalize = galley_code_highlighter_finalize;
}

static void
galley_code_highlighter_init (GalleyCodeHighlighter *self)
{
  self->scheme =
    gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                "Adwaita");
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self->buffer), FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (self->buffer, FALSE);
  gtk_source_buffer_set_style_scheme (self->buffer, self->scheme);
  self->results =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) result_free);
  g_queue_init (&self->tasks);
  g_queue_init (&self->recent);
}

/**
 * galley_code_highlighter_new:
 *
 * Returns: (transfer full): a highlighter that has nothing to do
 */
GalleyCodeHighlighter *
galley_code_highlighter_new (void)
{
  return g_object_new (GALLEY_TYPE_CODE_HIGHLIGHTER, NULL);
}

static gboolean
is_too_large (const char *text)
{
  gsize length = strlen (text);

  if (length > TEXT_MAX)
    return TRUE;

  for (const char *line = text; *line != '\0';)
    {
      gsize line_length = strcspn (line, "\n");

      if (line_length > LINE_LENGTH_MAX)
        return TRUE;
      line += line_length + (line[line_length] == '\n');
    }

  return FALSE;
}

static char *
make_key (GtkSourceLanguage *language, const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strconcat (gtk_source_language_get_id (language), ":", digest, NULL);
}

/**
 * galley_code_highlighter_highlight_async:
 * @self: a highlighter
 * @language: what stands behind the opening of the code fence
 * @text: the code, UTF-8
 * @cancellable: (nullable): cancels it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds the colours of code. Those of a language that is not known, and of very large code, are
 * none.
 */
void
galley_code_highlighter_highlight_async (GalleyCodeHighlighter *self,
                                         const char *language,
                                         const char *text,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GtkSourceLanguage *found;
  Job *job;

  g_return_if_fail (GALLEY_IS_CODE_HIGHLIGHTER (self));
  g_return_if_fail (language != NULL && text != NULL);

  g_task_set_source_tag (task, galley_code_highlighter_highlight_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  found =
    self->scheme != NULL && !is_too_large (text) ? galley_code_language_find (language) : NULL;
  if (found == NULL || *text == '\0')
    {
      g_task_return_pointer (task, g_strdup (""), g_free);
      return;
    }

  job = g_new0 (Job, 1);
  job->key = make_key (found, text);
  job->text = g_strdup (text);
  job->language = found;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_queue_push_tail (&self->tasks, g_steal_pointer (&task));
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, work_cb, self, NULL);
}

/**
 * galley_code_highlighter_highlight_finish:
 * @self: a highlighter
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the spans, see #GalleyCodeHighlighter; %NULL when it was
 *   cancelled
 */
char *
galley_code_highlighter_highlight_finish (GalleyCodeHighlighter *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
