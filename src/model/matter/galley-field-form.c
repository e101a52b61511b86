/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-form-private.h"

#include "galley-document-private.h"
#include "galley-front-matter-check.h"

#include <glib/gi18n.h>

/**
 * GalleyFieldForm:
 *
 * The front matter of a document as fields that can be changed one by one. The text is the truth:
 * the fields follow it when a proof of it has been shown, and what is changed here is an edit of
 * the text that touches nothing but the field.
 *
 * The edits of one field that follow each other are one step of the undo history.
 */
enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  PROBLEMS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyFieldForm, galley_field_form, G_TYPE_OBJECT)

static G_DEFINE_QUARK (galley - field - form, form)

static gboolean
is_of_front_matter (const GalleyDiagnostic *diagnostic)
{
  return g_str_equal (diagnostic->rule, "syntax") || g_str_equal (diagnostic->rule, "front-matter");
}

static GalleyDiagnostic *
copy_diagnostic (const GalleyDiagnostic *source)
{
  GalleyDiagnostic *copy = galley_diagnostic_new (source->severity, source->rule, source->offset,
                                                  source->length, g_strdup (source->message));

  copy->line = source->line;
  copy->column = source->column;
  return copy;
}

static void
set_state (GalleyFieldForm *self, GalleyFieldFormState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* What is missing stands nowhere: its field is told of it by itself. */
static void
show_problems_of (GListModel *fields, GHashTable *found)
{
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (GalleyFieldItem) item = g_list_model_get_item (fields, i);
      GListModel *children = galley_field_item_get_children (item);
      const GalleyDiagnostic *problem = g_hash_table_lookup (found, item);

      if (problem != NULL)
        galley_field_item_set_problem (item, problem->severity, problem->message);
      else
        galley_field_item_set_problem (item, GALLEY_SEVERITY_WARNING,
                                       galley_field_item_get_value (item) == NULL
                                         ? _ ("This field is missing")
                                         : NULL);
      if (children != NULL)
        show_problems_of (children, found);
    }
}

/* A field of which nothing new is known does not hear of it. */
static void
show_problems (GalleyFieldForm *self, GPtrArray *problems)
{
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);

  /* From the last to the first, so that the first is what a field shows. */
  for (guint i = problems->len; i > 0; i--)
    {
      GalleyDiagnostic *problem = g_ptr_array_index (problems, i - 1);
      GalleyFieldItem *item = is_of_front_matter (problem)
                                ? galley_field_items_find_at (self->fields, problem->offset)
                                : NULL;

      if (item != NULL)
        g_hash_table_insert (found, item, problem);
    }
  show_problems_of (G_LIST_MODEL (self->fields), found);
}

static gboolean
is_same_problem (gconstpointer a, gconstpointer b)
{
  const GalleyDiagnostic *first = a;
  const GalleyDiagnostic *second = b;

  return first->offset == second->offset && first->severity == second->severity
         && g_str_equal (first->message, second->message);
}

/* All that is known to be wrong: with the text, and with what the fields say. */
static void
update_problems (GalleyFieldForm *self, GPtrArray *diagnostics)
{
  GPtrArray *old = self->problems;
  gboolean same;

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  for (guint i = 0; i < diagnostics->len; i++)
    g_ptr_array_add (self->problems, copy_diagnostic (g_ptr_array_index (diagnostics, i)));
  for (guint i = 0; i < self->found->len; i++)
    g_ptr_array_add (self->problems, copy_diagnostic (g_ptr_array_index (self->found, i)));

  same = old->len == self->problems->len;
  for (guint i = 0; same && i < old->len; i++)
    same = is_same_problem (g_ptr_array_index (old, i), g_ptr_array_index (self->problems, i));
  g_ptr_array_unref (old);

  show_problems (self, self->problems);
  if (!same)
    g_signal_emit (self, signals[PROBLEMS_CHANGED], 0);
}

static void
check (GalleyFieldForm *self, const GalleyFrontMatter *front_matter)
{
  g_autoptr (GTimeZone) zone = galley_field_form_dup_time_zone (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GalleyFrontMatterRules rules = { galley_site_fields_get_fields (self->site_fields), now, zone };

  g_ptr_array_set_size (self->found, 0);
  if (self->state == GALLEY_FIELD_FORM_READY)
    galley_front_matter_check (front_matter, &rules, self->found);
}

static void
take_fields (GalleyFieldForm *self, const GalleyFrontMatter *front_matter)
{
  g_autoptr (GalleyValue) none = galley_value_new (GALLEY_VALUE_MAP, 0, 0);

  if (self->state == GALLEY_FIELD_FORM_READY)
    self->n_omitted =
      galley_field_items_set_value (self->fields,
                                    front_matter->root != NULL ? front_matter->root : none,
                                    galley_site_fields_get_fields (self->site_fields),
                                    galley_site_fields_get_names (self->site_fields));
}

/* Takes the front matter of a text that parses. What is wrong elsewhere stays until the next proof
 * tells. */
void
_galley_field_form_take (GalleyFieldForm *self,
                         const GalleyFrontMatter *front_matter,
                         const char *text,
                         gsize length)
{
  g_clear_pointer (&self->head, g_bytes_unref);
  self->head = g_bytes_new (text, MIN (front_matter->body_offset, length));
  set_state (self, front_matter->kind == GALLEY_FRONT_MATTER_NONE ? GALLEY_FIELD_FORM_NONE
                                                                  : GALLEY_FIELD_FORM_READY);
  take_fields (self, front_matter);
  check (self, front_matter);
  show_problems (self, self->found);
}

static const GalleyDiagnostic *
find_failure (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const GalleyDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == GALLEY_SEVERITY_ERROR && is_of_front_matter (diagnostic))
        return diagnostic;
    }

  return NULL;
}

static GalleyFieldFormState
get_new_state (GalleyFieldForm *self, GalleyProof *proof)
{
  const GalleyFrontMatter *front_matter = galley_proof_get_front_matter (proof);
  const GalleyDiagnostic *failure = find_failure (galley_proof_get_diagnostics (proof));

  g_clear_pointer (&self->failure, galley_diagnostic_free);
  if (failure != NULL)
    {
      self->failure = copy_diagnostic (failure);
      return GALLEY_FIELD_FORM_BROKEN;
    }

  return front_matter->kind == GALLEY_FRONT_MATTER_NONE ? GALLEY_FIELD_FORM_NONE
                                                        : GALLEY_FIELD_FORM_READY;
}

/* Only what is known of the text as it is now counts: an older proof would take back what was
 * typed since. */
static void
update (GalleyFieldForm *self)
{
  GBytes *text = galley_proofer_get_text (self->document->proofer);
  GalleyProof *proof = galley_document_get_proof (self->document);
  const GalleyFrontMatter *front_matter;
  GalleyFieldFormState state;
  g_autoptr (GBytes) head = NULL;

  if (text == NULL || proof == NULL)
    return;

  front_matter = galley_proof_get_front_matter (proof);
  head = g_bytes_new_from_bytes (text, 0, MIN (front_matter->body_offset, g_bytes_get_size (text)));
  state = get_new_state (self, proof);
  if (state != self->state || self->head == NULL || !g_bytes_equal (self->head, head))
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (head, &size);

      /* Not a part of the text: that would keep all of it. */
      g_clear_pointer (&self->head, g_bytes_unref);
      self->head = g_bytes_new (data, size);
      set_state (self, state);
      take_fields (self, front_matter);
      check (self, front_matter);
    }
  update_problems (self, galley_proof_get_diagnostics (proof));
}

static gboolean
update_cb (gpointer user_data)
{
  GalleyFieldForm *self = user_data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Text and page are shown first: nobody who types looks at the form. */
static void
proof_cb (GalleyFieldForm *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_cb, self);
}

static void
site_fields_cb (GalleyFieldForm *self)
{
  /* The proof of the text may only be under way. */
  g_clear_pointer (&self->head, g_bytes_unref);
  update (self);
}

/* Somebody else edited. */
static void
changed_cb (GalleyFieldForm *self)
{
  if (!self->applying)
    galley_field_form_end_edit (self);
}

static void
galley_field_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyFieldForm *self = GALLEY_FIELD_FORM (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The document has ended: the form changes nothing any more. */
static void
stop (GalleyFieldForm *self)
{
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (galley_document_get_site (self->document), self);
    }
  self->document = NULL;
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->site_fields, self);
  galley_site_fields_stop (self->site_fields);
}

static void
galley_field_form_finalize (GObject *object)
{
  GalleyFieldForm *self = GALLEY_FIELD_FORM (object);

  stop (self);
  g_clear_object (&self->site_fields);
  g_clear_object (&self->fields);
  g_clear_pointer (&self->failure, galley_diagnostic_free);
  g_clear_pointer (&self->head, g_bytes_unref);
  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->problems);
  g_free (self->edited);
  g_clear_pointer (&self->before, g_bytes_unref);

  G_OBJECT_CLASS (galley_field_form_parent_class)->finalize (object);
}

static void
galley_field_form_class_init (GalleyFieldFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = galley_field_form_finalize;
  object_class->get_property = galley_field_form_get_property;

  /**
   * GalleyFieldForm:state:
   *
   * What can be done, a #GalleyFieldFormState.
   */
  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, GALLEY_FIELD_FORM_WAITING, GALLEY_FIELD_FORM_READY,
                      GALLEY_FIELD_FORM_WAITING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GalleyFieldForm::problems-changed:
   *
   * What galley_field_form_list_problems() and galley_field_form_get_failure() say is another.
   */
  signals[PROBLEMS_CHANGED] = g_signal_new ("problems-changed", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_field_form_init (GalleyFieldForm *self)
{
  self->fields = galley_field_items_new ();
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  self->site_fields = galley_site_fields_new ();
  g_signal_connect_object (self->site_fields, "changed", G_CALLBACK (site_fields_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * galley_field_form_of:
 * @document: a document
 *
 * Returns: (transfer none): its front matter as fields; the same as long as the document lives
 */
GalleyFieldForm *
galley_field_form_of (GalleyDocument *document)
{
  GalleyFieldForm *self;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (document), NULL);

  self = g_object_get_qdata (G_OBJECT (document), form_quark ());
  if (self != NULL)
    return self;

  self = g_object_new (GALLEY_TYPE_FIELD_FORM, NULL);
  self->document = document;
  g_object_set_qdata_full (G_OBJECT (document), form_quark (), self, g_object_unref);
  g_signal_connect_object (document, "notify::proof", G_CALLBACK (proof_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (galley_field_form_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "closed", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (galley_document_get_site (document), "changed",
                           G_CALLBACK (galley_field_form_reload), self, G_CONNECT_SWAPPED);
  if (galley_document_get_file (document) != NULL)
    galley_field_form_reload (self);
  update (self);

  return self;
}

/**
 * galley_field_form_get_document:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the document, %NULL when it has ended
 */
GalleyDocument *
galley_field_form_get_document (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), NULL);

  return self->document;
}

/**
 * galley_field_form_get_state:
 * @self: a form
 *
 * Returns: see #GalleyFieldForm:state
 */
GalleyFieldFormState
galley_field_form_get_state (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), GALLEY_FIELD_FORM_WAITING);

  return self->state;
}

/**
 * galley_field_form_get_fields:
 * @self: a form
 *
 * Returns: (transfer none): the fields; while the front matter is broken, those it had before
 */
GalleyFieldItems *
galley_field_form_get_fields (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), NULL);

  return self->fields;
}

/**
 * galley_field_form_get_site_fields:
 * @self: a form
 *
 * Returns: (transfer none): what the site says of fields
 */
GalleySiteFields *
galley_field_form_get_site_fields (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), NULL);

  return self->site_fields;
}

/**
 * galley_field_form_get_failure:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what breaks the front matter, with its line
 */
const GalleyDiagnostic *
galley_field_form_get_failure (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), NULL);

  return self->failure;
}

/**
 * galley_field_form_get_n_omitted:
 * @self: a form
 *
 * Returns: how many fields are not shown, since there are too many
 */
guint
galley_field_form_get_n_omitted (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), 0);

  return self->n_omitted;
}

/**
 * galley_field_form_list_problems:
 * @self: a form
 *
 * Returns: (transfer none) (element-type GalleyDiagnostic): what is wrong with the text and its
 *   fields; of these, only @offset tells the place of all
 */
GPtrArray *
galley_field_form_list_problems (GalleyFieldForm *self)
{
  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), NULL);

  return self->problems;
}

/**
 * galley_field_form_dup_time_zone:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): the zone of dates that have none; %NULL for UTC
 */
GTimeZone *
galley_field_form_dup_time_zone (GalleyFieldForm *self)
{
  GalleySiteConfig *config;
  GalleyDialect *dialect = NULL;

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), NULL);

  if (self->document == NULL)
    return NULL;
  config = galley_site_get_config (galley_document_get_site (self->document));
  if (config != NULL)
    dialect = galley_site_config_get_dialect (config);

  return dialect != NULL && dialect->time_zone != NULL
           ? g_time_zone_new_identifier (dialect->time_zone)
           : NULL;
}

/**
 * galley_field_form_reload:
 * @self: a form
 *
 * Reads again what the site says of fields.
 */
void
galley_field_form_reload (GalleyFieldForm *self)
{
  GalleySiteConfig *config;
  GFile *file;

  g_return_if_fail (GALLEY_IS_FIELD_FORM (self));

  if (self->document == NULL)
    return;
  config = galley_site_get_config (galley_document_get_site (self->document));
  file = galley_document_get_file (self->document);
  galley_site_fields_load (self->site_fields,
                           config != NULL ? galley_site_config_get_root (config) : NULL,
                           file != NULL ? g_file_peek_path (file) : NULL);
}

/**
 * galley_field_form_get_line:
 * @self: a form
 * @item: a field
 *
 * Returns: the line of the text in which the field is, from 1; 0 when it is in none
 */
guint
galley_field_form_get_line (GalleyFieldForm *self, GalleyFieldItem *item)
{
  const GalleyValue *value;
  GtkTextIter iter;

  g_return_val_if_fail (GALLEY_IS_FIELD_FORM (self), 0);
  g_return_val_if_fail (GALLEY_IS_FIELD_ITEM (item), 0);

  value = galley_field_item_get_value (item);
  if (value == NULL || self->document == NULL)
    return 0;
  galley_document_get_iter (self->document, &iter, value->offset);
  return galley_document_get_line (GTK_TEXT_BUFFER (self->document), &iter);
}
