/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-spelling.h"

#include "galley-source-links.h"

#include <libspelling.h>

/* libspelling gathers all unchecked text at once on the main thread and underlines all its
 * mistakes at once when a text is opened: some 0.07 s at this size on a small machine. Larger texts
 * go unchecked. */
#define MAX_CHARS (1024 * 1024)
/* In bytes. */
#define MAX_LINE (32 * 1024)

/* What the provider of all windows knows: who waits for the checker, and the checker. */
#define WAITING "galley-waiting"
#define CHECKER "galley-checker"

/**
 * GalleySpelling:
 *
 * Checks the spelling of what a text view shows. The checker skips text whose context has the
 * class "no-spell-check": front matter, code, addresses, shortcodes, and Chinese, Japanese and
 * Korean, for which there are no dictionaries of words.
 */
struct _GalleySpelling
{
  GObject parent_instance;

  GtkTextView *view;
  GtkSourceBuffer *buffer;
  GSignalGroup *signals;
  SpellingTextBufferAdapter *adapter;
  SpellingChecker *checker;

  gboolean enabled;
  gboolean paused;
  gboolean loading;
  /* Until its syntax is known, all text would look as if it were to be checked. */
  gboolean analysed;

  /* How long the text was when the cursor moved last, and whether the adapter is not to know. */
  int n_chars;
  gboolean hushed;
};

enum
{
  PROP_ENABLED = 1,
  PROP_CHECKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleySpelling, galley_spelling, G_TYPE_OBJECT)

static void update (GalleySpelling *self);

static const char *
get_language (SpellingProvider *provider)
{
  const char *code = spelling_provider_get_default_code (provider);

  /* Where people write a language without dictionary, the words among it are mostly English. */
  if (code == NULL && spelling_provider_supports_language (provider, "en_US"))
    code = "en_US";
  return code;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SpellingProvider *provider = data;
  const char *language = get_language (provider);

  g_task_return_pointer (task,
                         language != NULL ? spelling_provider_load_dictionary (provider, language)
                                          : NULL,
                         g_object_unref);
}

static void
take_checker (gpointer data, gpointer checker)
{
  GalleySpelling *self = data;

  if (self->view == NULL)
    return;
  g_set_object (&self->checker, checker);
  if (self->adapter != NULL)
    spelling_text_buffer_adapter_set_checker (self->adapter, checker);
  update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SpellingProvider *provider = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) waiting = g_object_steal_data (G_OBJECT (provider), WAITING);
  SpellingChecker *checker;
  g_autoptr (SpellingDictionary) dictionary = g_task_propagate_pointer (G_TASK (result), NULL);

  if (dictionary == NULL)
    return;
  /* As long as the dictionary lives, the provider has it at hand for the checker. */
  checker = spelling_checker_get_default ();
  if (spelling_checker_get_language (checker) == NULL)
    spelling_checker_set_language (checker, get_language (provider));
  g_object_set_data_full (G_OBJECT (provider), CHECKER, g_object_ref (checker), g_object_unref);
  g_ptr_array_foreach (waiting, take_checker, checker);
}

/* A dictionary takes more than 0.1 s to read. The provider is not made for threads: one window has
 * it read, all that come meanwhile wait for that, and after that it is the main thread's. */
static void
load (GalleySpelling *self)
{
  SpellingProvider *provider = spelling_provider_get_default ();
  GPtrArray *waiting = g_object_get_data (G_OBJECT (provider), WAITING);
  SpellingChecker *checker = g_object_get_data (G_OBJECT (provider), CHECKER);
  g_autoptr (GTask) task = NULL;

  if (checker != NULL)
    {
      take_checker (self, checker);
      return;
    }
  if (self->loading)
    return;
  self->loading = TRUE;
  if (waiting == NULL)
    {
      waiting = g_ptr_array_new_with_free_func (g_object_unref);
      g_object_set_data (G_OBJECT (provider), WAITING, waiting);
      task = g_task_new (NULL, NULL, loaded_cb, NULL);
      g_task_set_source_tag (task, load);
      g_task_set_task_data (task, provider, NULL);
      g_task_run_in_thread (task, load_in_thread);
    }
  g_ptr_array_add (waiting, g_object_ref (self));
}

static void
update (GalleySpelling *self)
{
  gboolean check = self->view != NULL && self->enabled && !self->paused && self->analysed
                   && gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) <= MAX_CHARS;

  if (check && self->checker == NULL)
    {
      load (self);
      return;
    }
  if (self->view == NULL || check == galley_spelling_get_checking (self))
    return;
  spelling_text_buffer_adapter_set_enabled (self->adapter, check);
  galley_source_links_set_menu (self->view,
                                check ? spelling_text_buffer_adapter_get_menu_model (self->adapter)
                                      : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECKING]);
}

/* The adapter does not find the tag of what it is to skip if it is there already. A new language
 * comes with a new tag. */
static void
renew_tag (GalleySpelling *self)
{
  GtkTextTagTable *tags = gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self->buffer));
  GtkSourceLanguage *language = gtk_source_buffer_get_language (self->buffer);

  if (gtk_text_tag_table_lookup (tags, "gtksourceview:context-classes:no-spell-check") == NULL)
    return;
  gtk_source_buffer_set_language (self->buffer, NULL);
  gtk_source_buffer_set_language (self->buffer, language);
}

static void
create_adapter (GalleySpelling *self)
{
  self->adapter = spelling_text_buffer_adapter_new (self->buffer, self->checker);
  spelling_text_buffer_adapter_set_enabled (self->adapter, FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling",
                                  G_ACTION_GROUP (self->adapter));
  renew_tag (self);
}

static void
clear_adapter (GalleySpelling *self)
{
  if (self->adapter == NULL)
    return;
  spelling_text_buffer_adapter_set_enabled (self->adapter, FALSE);
  if (self->view != NULL)
    {
      galley_source_links_set_menu (self->view, NULL);
      gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spelling", NULL);
    }
  g_clear_object (&self->adapter);
  self->hushed = FALSE;
}

static void
hush (GalleySpelling *self, gboolean hushed)
{
  guint signal = g_signal_lookup ("cursor-moved", GTK_SOURCE_TYPE_BUFFER);
  GSignalMatchType match = G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA;

  if (self->adapter == NULL || hushed == self->hushed)
    return;
  self->hushed = hushed;
  if (hushed)
    g_signal_handlers_block_matched (self->buffer, match, signal, 0, NULL, NULL, self->adapter);
  else
    g_signal_handlers_unblock_matched (self->buffer, match, signal, 0, NULL, NULL, self->adapter);
}

/* Whenever the cursor rests in a word that it does not know, the adapter looks for corrections, for
 * the menu. That takes the main thread some 0.1 s, and every word is unknown while it is being
 * typed: the next key would have to wait. So the adapter is not told of the cursor before the word
 * is done, nor in a line that is so long that it takes time to find its words. */
static void
cursor_moved_cb (GalleySpelling *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  int n_chars = gtk_text_buffer_get_char_count (buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  hush (self, gtk_text_iter_get_bytes_in_line (&iter) > MAX_LINE
                || (n_chars != self->n_chars
                    && (gtk_text_iter_inside_word (&iter) || gtk_text_iter_ends_word (&iter))));
  self->n_chars = n_chars;
}

static void
prepare_menu (GalleySpelling *self)
{
  if (!self->hushed)
    return;
  hush (self, FALSE);
  g_signal_emit_by_name (self->buffer, "cursor-moved");
}

static gboolean
key_pressed_cb (GalleySpelling *self, guint key, guint code, GdkModifierType state)
{
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    prepare_menu (self);
  return GDK_EVENT_PROPAGATE;
}

static void
highlight_updated_cb (GalleySpelling *self, GtkTextIter *start, GtkTextIter *end)
{
  if (!self->analysed
      && gtk_text_iter_get_line (end)
           >= gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)) - 2)
    {
      self->analysed = TRUE;
      update (self);
    }
}

static void
syntax_changed_cb (GalleySpelling *self)
{
  self->analysed = gtk_source_buffer_get_language (self->buffer) == NULL
                   || gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer)) == 0;
  update (self);
}

static void
buffer_cb (GalleySpelling *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view));

  if (buffer == self->buffer)
    return;
  clear_adapter (self);
  g_set_object (&self->buffer, buffer);
  g_signal_group_set_target (self->signals, buffer);
  create_adapter (self);
  syntax_changed_cb (self);
}

/**
 * galley_spelling_get_enabled:
 * @self: a spelling checker
 *
 * Gets whether the text is to be checked.
 */
gboolean
galley_spelling_get_enabled (GalleySpelling *self)
{
  g_return_val_if_fail (GALLEY_IS_SPELLING (self), FALSE);

  return self->enabled;
}

/**
 * galley_spelling_set_enabled:
 * @self: a spelling checker
 * @enabled: whether the text is to be checked
 *
 * Switches the checking on or off. A very large text is never checked.
 */
void
galley_spelling_set_enabled (GalleySpelling *self, gboolean enabled)
{
  g_return_if_fail (GALLEY_IS_SPELLING (self));

  enabled = !!enabled;
  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

/**
 * galley_spelling_set_paused:
 * @self: a spelling checker
 * @paused: whether the text is not to be checked although it is enabled
 *
 * For a text that would take too long to be checked.
 */
void
galley_spelling_set_paused (GalleySpelling *self, gboolean paused)
{
  g_return_if_fail (GALLEY_IS_SPELLING (self));

  if (self->paused == paused)
    return;
  self->paused = paused;
  update (self);
}

/**
 * galley_spelling_get_checking:
 * @self: a spelling checker
 *
 * Gets whether the text is being checked: it is to be, it is not too large, and its syntax is
 * known.
 */
gboolean
galley_spelling_get_checking (GalleySpelling *self)
{
  g_return_val_if_fail (GALLEY_IS_SPELLING (self), FALSE);

  return self->adapter != NULL && spelling_text_buffer_adapter_get_enabled (self->adapter);
}

/**
 * galley_spelling_get_tag:
 * @self: a spelling checker
 *
 * Gets the tag that underlines misspelled words.
 *
 * Returns: (transfer none) (nullable): the tag, %NULL as long as nothing was checked
 */
GtkTextTag *
galley_spelling_get_tag (GalleySpelling *self)
{
  g_return_val_if_fail (GALLEY_IS_SPELLING (self), NULL);

  return self->adapter != NULL ? spelling_text_buffer_adapter_get_tag (self->adapter) : NULL;
}

static void
galley_spelling_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleySpelling *self = GALLEY_SPELLING (object);

  switch (id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_CHECKING:
      g_value_set_boolean (value, galley_spelling_get_checking (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_spelling_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ENABLED:
      galley_spelling_set_enabled (GALLEY_SPELLING (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_spelling_dispose (GObject *object)
{
  GalleySpelling *self = GALLEY_SPELLING (object);

  clear_adapter (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->checker);
  g_clear_object (&self->buffer);
  g_clear_weak_pointer (&self->view);

  G_OBJECT_CLASS (galley_spelling_parent_class)->dispose (object);
}

static void
galley_spelling_class_init (GalleySpellingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_spelling_get_property;
  object_class->set_property = galley_spelling_set_property;
  object_class->dispose = galley_spelling_dispose;

  properties[PROP_ENABLED] =
    g_param_spec_boolean ("enabled", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHECKING] =
    g_param_spec_boolean ("checking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_spelling_init (GalleySpelling *self)
{
  self->signals = g_signal_group_new (GTK_SOURCE_TYPE_BUFFER);
  g_signal_group_connect_object (self->signals, "changed", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  /* Connected before the adapter is, so that it can be kept from the adapter. */
  g_signal_group_connect_object (self->signals, "cursor-moved", G_CALLBACK (cursor_moved_cb), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "highlight-updated",
                                 G_CALLBACK (highlight_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::language", G_CALLBACK (syntax_changed_cb),
                                 self, G_CONNECT_SWAPPED);
}

/**
 * galley_spelling_new:
 * @view: the text view
 *
 * Makes a spelling checker for whatever buffer @view shows. Its corrections and languages are in
 * the context menu of @view.
 *
 * Returns: (transfer full): the checker, switched off
 */
GalleySpelling *
galley_spelling_new (GtkTextView *view)
{
  GalleySpelling *self = g_object_new (GALLEY_TYPE_SPELLING, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_set_weak_pointer (&self->view, view);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (prepare_menu), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (view, "notify::buffer", G_CALLBACK (buffer_cb), self, G_CONNECT_SWAPPED);
  buffer_cb (self);
  return self;
}
