/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-document-private.h"

#include <string.h>

/**
 * GalleyDocument:
 *
 * The living text of an issue: the buffer that is edited, the file it belongs to, and the newest
 * proof of it. It has no language and no style of its own; the editor gives it those.
 *
 * Positions outside the buffer are bytes of the text; galley_document_get_offset() and
 * galley_document_get_iter() convert them.
 *
 * #GtkTextBuffer:modified tells whether there is text that the file does not have.
 */
G_DEFINE_FINAL_TYPE (GalleyDocument, galley_document, GTK_SOURCE_TYPE_BUFFER)

enum
{
  PROP_0,
  PROP_FILE,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_BUSY,
  PROP_ERROR_MESSAGE,
  PROP_CHANGED_ON_DISK,
  PROP_PROOF,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint closed;

static void
notify (GalleyDocument *self, guint id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
update_title (GalleyDocument *self)
{
  g_autofree char *title = _galley_document_dup_title (self);
  g_autofree char *subtitle = _galley_document_dup_subtitle (self);

  if (g_set_str (&self->title, title))
    notify (self, PROP_TITLE);
  if (g_set_str (&self->subtitle, subtitle))
    notify (self, PROP_SUBTITLE);
}

static void
proof_cb (GalleyDocument *self)
{
  /* Before whoever shows the proof asks for the files of the site. */
  if (galley_site_get_files (self->site) != NULL)
    galley_link_checker_set_files (self->links, galley_site_get_files (self->site));
  galley_link_checker_set_proof (self->links, galley_proofer_get_proof (self->proofer));
  update_title (self);
  notify (self, PROP_PROOF);
}

static void
site_cb (GalleyDocument *self)
{
  galley_proofer_set_site (self->proofer, galley_site_get_config (self->site));
}

static void
galley_document_insert_text (GtkTextBuffer *buffer, GtkTextIter *at, const char *text, int length)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;

  _galley_document_will_insert (self, at, text, n_bytes);
  GTK_TEXT_BUFFER_CLASS (galley_document_parent_class)->insert_text (buffer, at, text, n_bytes);
}

/* The first to hear of an insertion. Text that is not what the file takes is not inserted, but what
 * it becomes is, so that all the others are told of what really comes. */
static void
convert_insertion_cb (GalleyDocument *self, GtkTextIter *at, const char *text, int length)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *converted = _galley_document_to_newline (self, text, &n_bytes);

  if (converted == NULL)
    return;

  g_signal_stop_emission_by_name (self, "insert-text");
  self->exact++;
  gtk_text_buffer_insert (GTK_TEXT_BUFFER (self), at, converted, n_bytes);
  self->exact--;
}

static void
galley_document_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  GalleyDocument *self = GALLEY_DOCUMENT (buffer);

  _galley_document_will_delete (self, start, end);
  GTK_TEXT_BUFFER_CLASS (galley_document_parent_class)->delete_range (buffer, start, end);
}

/* Nothing but text: a picture would be a character that the file cannot have. */
static void
galley_document_insert_paintable (GtkTextBuffer *buffer, GtkTextIter *at, GdkPaintable *paintable)
{
}

static void
galley_document_insert_child_anchor (GtkTextBuffer *buffer,
                                     GtkTextIter *at,
                                     GtkTextChildAnchor *anchor)
{
}

static void
galley_document_dispose (GObject *object)
{
  galley_document_close (GALLEY_DOCUMENT (object));

  G_OBJECT_CLASS (galley_document_parent_class)->dispose (object);
}

static void
galley_document_finalize (GObject *object)
{
  GalleyDocument *self = GALLEY_DOCUMENT (object);

  g_clear_object (&self->proofer);
  g_clear_object (&self->links);
  g_clear_object (&self->site);
  g_clear_pointer (&self->index, galley_text_index_free);
  g_clear_pointer (&self->lines, galley_line_index_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->subtitle, g_free);
  g_clear_pointer (&self->error_message, g_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->format, galley_text_format_free);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->digest_on_disk, g_free);
  g_clear_pointer (&self->found, g_free);
  g_clear_pointer (&self->saved_text, g_bytes_unref);
  G_OBJECT_CLASS (galley_document_parent_class)->finalize (object);
}

static void
galley_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyDocument *self = GALLEY_DOCUMENT (object);

  switch (id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy > 0);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    case PROP_CHANGED_ON_DISK:
      g_value_set_boolean (value, self->changed_on_disk);
      break;
    case PROP_PROOF:
      g_value_set_object (value, galley_document_get_proof (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyDocument:file:
   *
   * The file, %NULL before the first save.
   */
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);

  /**
   * GalleyDocument:title:
   *
   * The front matter's title, else the name of the file, else “New Issue”.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * GalleyDocument:subtitle:
   *
   * The file's name and folder, or that there is no file yet.
   */
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);

  /**
   * GalleyDocument:busy:
   *
   * Whether the file is being opened or saved.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);

  /**
   * GalleyDocument:error-message:
   *
   * What is wrong with the file and what to do, for people; %NULL if nothing is.
   */
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);

  /**
   * GalleyDocument:changed-on-disk:
   *
   * Whether the text is modified and the file has been changed by another program too, so that
   * the user has to choose: galley_document_reload() or galley_document_keep_mine().
   */
  properties[PROP_CHANGED_ON_DISK] =
    g_param_spec_boolean ("changed-on-disk", NULL, NULL, FALSE, flags);

  /**
   * GalleyDocument:proof:
   *
   * The newest proof of the text, %NULL until the first is made.
   */
  properties[PROP_PROOF] = g_param_spec_object ("proof", NULL, NULL, GALLEY_TYPE_PROOF, flags);

  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
galley_document_class_init (GalleyDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->dispose = galley_document_dispose;
  object_class->finalize = galley_document_finalize;
  object_class->get_property = galley_document_get_property;

  buffer_class->insert_text = galley_document_insert_text;
  buffer_class->insert_paintable = galley_document_insert_paintable;
  buffer_class->insert_child_anchor = galley_document_insert_child_anchor;
  buffer_class->delete_range = galley_document_delete_range;
  _galley_document_change_class_init (buffer_class);

  install_properties (object_class);
  /**
   * GalleyDocument::closed:
   *
   * What the document does by itself has ended: what belongs to it ends with it.
   */
  closed = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
  _galley_document_install_signals (klass);
}

static void
galley_document_init (GalleyDocument *self)
{
  self->index = galley_text_index_new ();
  self->format = galley_text_format_new ();
  self->proofer = galley_proofer_new ();
  self->links = galley_link_checker_new ();
  self->site = galley_site_new ();
  g_queue_init (&self->saves);
  _galley_document_change_init (self);
  g_signal_connect (self, "insert-text", G_CALLBACK (convert_insertion_cb), NULL);
  g_signal_connect_object (self->proofer, "notify::proof", G_CALLBACK (proof_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->site, "changed", G_CALLBACK (site_cb), self, G_CONNECT_SWAPPED);
  gtk_source_buffer_set_implicit_trailing_newline (GTK_SOURCE_BUFFER (self), FALSE);
  update_title (self);
}

/**
 * galley_document_new:
 *
 * Makes a document without text and without a file.
 *
 * Returns: (transfer full): the document
 */
GalleyDocument *
galley_document_new (void)
{
  return g_object_new (GALLEY_TYPE_DOCUMENT, NULL);
}

/**
 * galley_document_get_file:
 * @self: a document
 *
 * Gets the file.
 *
 * Returns: (transfer none) (nullable): the file, %NULL before the first save
 */
GFile *
galley_document_get_file (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->file;
}

/**
 * galley_document_get_title:
 * @self: a document
 *
 * Gets the title.
 *
 * Returns: (transfer none): see #GalleyDocument:title
 */
const char *
galley_document_get_title (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->title;
}

/**
 * galley_document_get_busy:
 * @self: a document
 *
 * Gets whether the file is being opened or saved.
 *
 * Returns: %TRUE while it is
 */
gboolean
galley_document_get_busy (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);

  return self->busy > 0;
}

/**
 * galley_document_get_error_message:
 * @self: a document
 *
 * Gets what is wrong with the file.
 *
 * Returns: (transfer none) (nullable): see #GalleyDocument:error-message
 */
const char *
galley_document_get_error_message (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->error_message;
}

/**
 * galley_document_get_changed_on_disk:
 * @self: a document
 *
 * Gets whether the user has to choose between two texts.
 *
 * Returns: see #GalleyDocument:changed-on-disk
 */
gboolean
galley_document_get_changed_on_disk (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), FALSE);

  return self->changed_on_disk;
}

/**
 * galley_document_get_proof:
 * @self: a document
 *
 * Gets the newest proof.
 *
 * Returns: (transfer none) (nullable): see #GalleyDocument:proof
 */
GalleyProof *
galley_document_get_proof (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return galley_proofer_get_proof (self->proofer);
}

/**
 * galley_document_get_links:
 * @self: a document
 *
 * Gets what looks after the links of the text.
 *
 * Returns: (transfer none): the checker; the same as long as the document lives
 */
GalleyLinkChecker *
galley_document_get_links (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->links;
}

/**
 * galley_document_get_site:
 * @self: a document
 *
 * Gets the site that the file belongs to.
 *
 * Returns: (transfer none): the site; the same as long as the document lives
 */
GalleySite *
galley_document_get_site (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->site;
}

/**
 * galley_document_dismiss_error:
 * @self: a document
 *
 * Forgets the error message, since the user has read it.
 */
void
galley_document_dismiss_error (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  _galley_document_take_error (self, NULL);
}

/**
 * galley_document_close:
 * @self: a document
 *
 * Ends what the document does by itself: proofs, and looking after the file. A save that is under
 * way is still done. Call it when the window closes and do not wait for the last reference to go:
 * GTK never frees a text buffer in which something was selected once, since each selection leaves
 * behind a reference to it.
 */
void
galley_document_close (GalleyDocument *self)
{
  g_return_if_fail (GALLEY_IS_DOCUMENT (self));

  self->closed = TRUE;
  galley_proofer_stop (self->proofer);
  galley_link_checker_stop (self->links);
  galley_site_stop (self->site);
  g_signal_emit (self, closed, 0);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_pointer (&self->saved_text, g_bytes_unref);
}

static void
start_monitor (GalleyDocument *self)
{
  g_clear_object (&self->monitor);
  if (self->closed)
    return;

  self->monitor = galley_file_monitor_new (self->file);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (galley_document_check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "watching", G_CALLBACK (galley_document_check), self,
                           G_CONNECT_SWAPPED);
}

/* Takes another file; the caller has read or written it. */
void
_galley_document_set_file (GalleyDocument *self, GFile *file)
{
  if (self->file == NULL || !g_file_equal (self->file, file))
    {
      g_autofree char *path = g_file_get_path (file);

      g_set_object (&self->file, file);
      galley_site_set_path (self->site, path);
      start_monitor (self);
      notify (self, PROP_FILE);
    }

  update_title (self);
}

void
_galley_document_set_changed_on_disk (GalleyDocument *self, gboolean changed)
{
  if (self->changed_on_disk == changed)
    return;

  self->changed_on_disk = changed;
  notify (self, PROP_CHANGED_ON_DISK);
}

void
_galley_document_take_error (GalleyDocument *self, char *message)
{
  g_autofree char *owned = message;

  if (g_set_str (&self->error_message, owned))
    notify (self, PROP_ERROR_MESSAGE);
}

void
_galley_document_hold_busy (GalleyDocument *self)
{
  if (self->busy++ == 0)
    notify (self, PROP_BUSY);
}

void
_galley_document_release_busy (GalleyDocument *self)
{
  if (--self->busy == 0)
    notify (self, PROP_BUSY);
}
