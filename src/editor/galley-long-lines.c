/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-long-lines.h"

#include "galley-document.h"
#include "galley-line-folds.h"

#include <string.h>

/**
 * GalleyLongLines:
 *
 * Hides the middle of lines that a text view would take seconds to lay out. The text is not
 * changed; what is beside the gap is marked. It acts while the buffer changes, before a view can
 * look at it.
 */
struct _GalleyLongLines
{
  GObject parent_instance;

  GtkTextBuffer *buffer;
  GSignalGroup *signals;
  GtkTextTag *hidden;
  GtkTextTag *edge;

  /* Where what is being inserted begins, in characters. */
  int start;
  /* The first line with a gap, from 1, and whether there is one that is a burden. */
  guint line;
  gboolean heavy;
  gboolean changed;
};

enum
{
  PROP_LINE = 1,
  PROP_HEAVY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyLongLines, galley_long_lines, G_TYPE_OBJECT)

/* A line of more bytes is too much for those who look at whole lines at each key. */
#define HEAVY_LINE (100 * 1024)

/* How many characters on each side of a gap are marked. */
#define EDGE_LENGTH 8

/* A line of so many bytes that can be shown whole again is. */
#define ALWAYS_SHOWN (4 * GALLEY_LINE_FOLDS_WORD_MAX)

static void
find_line (GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_iter_set_line_offset (start, 0);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

static gboolean
find_heavy (GalleyLongLines *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (self->buffer, &iter);
  do
    if (gtk_text_iter_has_tag (&iter, self->hidden)
        && gtk_text_iter_get_bytes_in_line (&iter) > HEAVY_LINE)
      return TRUE;
  while (gtk_text_iter_forward_to_tag_toggle (&iter, self->hidden));

  return FALSE;
}

static guint
find_first (GalleyLongLines *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (self->buffer, &iter);
  if (!gtk_text_iter_has_tag (&iter, self->hidden)
      && !gtk_text_iter_forward_to_tag_toggle (&iter, self->hidden))
    return 0;

  return galley_document_get_line (self->buffer, &iter);
}

static void
update (GalleyLongLines *self)
{
  guint line = self->buffer != NULL ? find_first (self) : 0;
  gboolean heavy = line > 0 && (self->changed ? find_heavy (self) : self->heavy);
  gboolean notify_line = line != self->line, notify_heavy = heavy != self->heavy;

  self->changed = FALSE;
  self->line = line;
  self->heavy = heavy;
  if (notify_line)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
  if (notify_heavy)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEAVY]);
}

/* Also of the line end, which came into a gap with what was inserted there. */
static void
show_line (GalleyLongLines *self, const GtkTextIter *line)
{
  GtkTextIter start = *line, end = *line;

  self->changed = TRUE;
  gtk_text_iter_set_line_offset (&start, 0);
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_remove_tag (self->buffer, self->hidden, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->edge, &start, &end);
}

static void
mark_edge (GalleyLongLines *self, const GtkTextIter *gap, int n_chars)
{
  GtkTextIter start = *gap, end = *gap;

  gtk_text_iter_forward_chars (n_chars < 0 ? &start : &end, n_chars);
  gtk_text_buffer_apply_tag (self->buffer, self->edge, &start, &end);
}

static void
fold_line (GalleyLongLines *self, const GtkTextIter *line, GArray *folds)
{
  show_line (self, line);

  for (guint i = 0; i < folds->len; i++)
    {
      const GalleyLineFold *fold = &g_array_index (folds, GalleyLineFold, i);
      GtkTextIter start = *line, end = *line;

      gtk_text_iter_set_line_index (&start, (int) fold->start);
      gtk_text_iter_set_line_index (&end, (int) fold->end);
      mark_edge (self, &start, -EDGE_LENGTH);
      mark_edge (self, &end, EDGE_LENGTH);
      gtk_text_buffer_apply_tag (self->buffer, self->hidden, &start, &end);
    }
}

static gboolean
is_folded (GalleyLongLines *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter iter = *start;

  return gtk_text_iter_has_tag (&iter, self->hidden)
         || (gtk_text_iter_forward_to_tag_toggle (&iter, self->hidden)
             && gtk_text_iter_compare (&iter, end) < 0);
}

/* Whether what is shown of a line can be shown at once. */
static gboolean
is_well_folded (GalleyLongLines *self, const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *visible = NULL;
  g_autoptr (GArray) folds = NULL;

  if (gtk_text_iter_has_tag (end, self->hidden))
    return FALSE;

  visible = gtk_text_iter_get_visible_slice (start, end);
  folds = galley_line_folds_find (visible, strlen (visible));

  return folds->len == 0;
}

/* A fold stays as it is while it can, so that what one types is not taken out of sight, and so that
 * a key costs no more in a line of which little is shown. */
static void
check_line (GalleyLongLines *self, const GtkTextIter *iter)
{
  GtkTextIter start = *iter, end;
  int length = gtk_text_iter_get_bytes_in_line (iter);
  g_autofree char *text = NULL;
  g_autoptr (GArray) folds = NULL;
  gboolean folded, fine;

  find_line (&start, &end);
  folded = self->line > 0 && is_folded (self, &start, &end);
  fine = folded ? is_well_folded (self, &start, &end) : length <= GALLEY_LINE_FOLDS_WORD_MAX;
  if (fine && (!folded || length > ALWAYS_SHOWN))
    return;

  text = gtk_text_iter_get_slice (&start, &end);
  folds = galley_line_folds_find (text, strlen (text));
  if (folds->len == 0 && folded)
    show_line (self, &start);
  else if (!fine)
    fold_line (self, &start, folds);
}

static void
check (GalleyLongLines *self, const GtkTextIter *from, const GtkTextIter *to)
{
  GtkTextIter iter = *from;

  do
    check_line (self, &iter);
  while (gtk_text_iter_forward_line (&iter) && gtk_text_iter_compare (&iter, to) <= 0);

  update (self);
}

static void
insert_cb (GalleyLongLines *self, const GtkTextIter *at)
{
  self->start = gtk_text_iter_get_offset (at);
}

static gboolean
has_long_run (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);

      if (line_end == NULL)
        line_end = end;
      if (line_end - text > GALLEY_LINE_FOLDS_WORD_MAX)
        return TRUE;
      text = line_end + 1;
    }

  return FALSE;
}

static void
inserted_cb (GalleyLongLines *self, const GtkTextIter *at, const char *text, int length)
{
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, self->start);

  /* The lines in the middle of what was inserted are as long as they came. */
  if (self->line > 0 || has_long_run (text, length < 0 ? strlen (text) : (gsize) length))
    {
      check (self, &start, at);
      return;
    }

  check_line (self, &start);
  if (gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (at))
    check_line (self, at);
  update (self);
}

static void
deleted_cb (GalleyLongLines *self, const GtkTextIter *start, const GtkTextIter *end)
{
  check (self, start, start);
}

static void
remove_tags (GalleyLongLines *self)
{
  GtkTextTagTable *tags;

  if (self->buffer == NULL)
    return;

  tags = gtk_text_buffer_get_tag_table (self->buffer);
  gtk_text_tag_table_remove (tags, self->hidden);
  gtk_text_tag_table_remove (tags, self->edge);
  g_clear_object (&self->hidden);
  g_clear_object (&self->edge);
}

static void
galley_long_lines_dispose (GObject *object)
{
  GalleyLongLines *self = GALLEY_LONG_LINES (object);

  galley_long_lines_set_buffer (self, NULL);
  g_clear_object (&self->signals);

  G_OBJECT_CLASS (galley_long_lines_parent_class)->dispose (object);
}

static void
galley_long_lines_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyLongLines *self = GALLEY_LONG_LINES (object);

  switch (id)
    {
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_HEAVY:
      g_value_set_boolean (value, self->heavy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_long_lines_class_init (GalleyLongLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_long_lines_dispose;
  object_class->get_property = galley_long_lines_get_property;

  /**
   * GalleyLongLines:line:
   *
   * The first line of which a part is hidden, from 1; 0 if all is shown.
   */
  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyLongLines:heavy:
   *
   * Whether there is a line so long that its syntax and its words had better not be looked at.
   */
  properties[PROP_HEAVY] =
    g_param_spec_boolean ("heavy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_long_lines_init (GalleyLongLines *self)
{
  self->signals = g_signal_group_new (GTK_TYPE_TEXT_BUFFER);
  /* The document may stop an insertion and make another one of it, of which this hears then. */
  g_signal_group_connect_swapped (self->signals, "insert-text", G_CALLBACK (insert_cb), self);
  g_signal_group_connect_data (self->signals, "insert-text", G_CALLBACK (inserted_cb), self, NULL,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_group_connect_data (self->signals, "delete-range", G_CALLBACK (deleted_cb), self, NULL,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * galley_long_lines_new:
 *
 * Returns: (transfer full): one without a buffer
 */
GalleyLongLines *
galley_long_lines_new (void)
{
  return g_object_new (GALLEY_TYPE_LONG_LINES, NULL);
}

/**
 * galley_long_lines_set_buffer:
 * @self: the long lines
 * @buffer: (nullable): a buffer, which no view shows yet
 *
 * Says whose lines are meant.
 */
void
galley_long_lines_set_buffer (GalleyLongLines *self, GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  g_return_if_fail (GALLEY_IS_LONG_LINES (self));

  if (buffer == self->buffer)
    return;

  remove_tags (self);
  g_set_object (&self->buffer, buffer);
  g_signal_group_set_target (self->signals, buffer);

  if (buffer != NULL)
    {
      self->hidden = gtk_text_buffer_create_tag (buffer, NULL, "invisible", TRUE, NULL);
      self->edge = gtk_text_buffer_create_tag (buffer, NULL, "background", "#e5a50a80", NULL);
      g_object_ref (self->hidden);
      g_object_ref (self->edge);
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      check (self, &start, &end);
    }
  update (self);
}

/**
 * galley_long_lines_get_line:
 * @self: the long lines
 *
 * Returns: see #GalleyLongLines:line
 */
guint
galley_long_lines_get_line (GalleyLongLines *self)
{
  g_return_val_if_fail (GALLEY_IS_LONG_LINES (self), 0);

  return self->line;
}

/**
 * galley_long_lines_get_heavy:
 * @self: the long lines
 *
 * Returns: see #GalleyLongLines:heavy
 */
gboolean
galley_long_lines_get_heavy (GalleyLongLines *self)
{
  g_return_val_if_fail (GALLEY_IS_LONG_LINES (self), FALSE);

  return self->heavy;
}
