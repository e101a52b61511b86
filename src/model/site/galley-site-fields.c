/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-site-fields.h"

#include "galley-back-issues.h"
#include "galley-diagnostic.h"

#include <glib/gi18n.h>

/* A declaration longer than this is none that people write. */
#define DECLARATION_MAX (256 * 1024)

/**
 * GalleySiteFields:
 *
 * What a site says of the fields of its issues: what it declares in `.galley/fields.yaml`, and what
 * its other issues have. Both are read on a worker thread.
 */
struct _GalleySiteFields
{
  GObject parent_instance;

  GalleyFields *fields;
  GalleyFieldUsage *survey;
  GStrv names;
  char *problem;

  GCancellable *cancellable;
};

typedef struct
{
  char *root;
  char *path;

  GalleyFields *fields;
  GalleyFieldUsage *survey;
  char *problem;
} Job;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleySiteFields, galley_site_fields, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->root);
  g_free (job->path);
  g_clear_pointer (&job->fields, galley_fields_free);
  galley_field_usage_free (job->survey);
  g_free (job->problem);
  g_free (job);
}

static void
read_declaration (Job *job)
{
  g_autofree char *path = g_build_filename (job->root, ".galley", "fields.yaml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  /* A pipe would wait for ever. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  stream = g_file_read (file, NULL, NULL);
  text = g_malloc (DECLARATION_MAX);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, DECLARATION_MAX, &length, NULL,
                                   NULL)
      || length == DECLARATION_MAX || !g_utf8_validate_len (text, length, NULL))
    {
      job->problem = g_strdup (_ ("The file .galley/fields.yaml of the site cannot be read"));
      return;
    }

  job->fields = galley_fields_parse (text, length, diagnostics);
  if (diagnostics->len > 0)
    {
      const GalleyDiagnostic *first = g_ptr_array_index (diagnostics, 0);
      guint line = 1;

      for (gsize i = 0; i < first->offset && i < length; i++)
        line += text[i] == '\n';
      /* Translators: a line of a file, and what is wrong there */
      job->problem = g_strdup_printf (_ (".galley/fields.yaml, line %u: %s"), line, first->message);
    }
}

static void
read_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  if (job->root != NULL)
    read_declaration (job);
  if (job->path != NULL)
    job->survey = galley_back_issues_survey_fields (job->path);
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleySiteFields) self = user_data;
  Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  g_clear_pointer (&self->fields, galley_fields_free);
  g_clear_pointer (&self->survey, galley_field_usage_free);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->problem, g_free);
  self->fields = g_steal_pointer (&job->fields);
  self->survey = g_steal_pointer (&job->survey);
  self->problem = g_steal_pointer (&job->problem);
  if (self->survey != NULL)
    self->names = galley_field_usage_dup_names (self->survey);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
galley_site_fields_finalize (GObject *object)
{
  GalleySiteFields *self = GALLEY_SITE_FIELDS (object);

  galley_site_fields_stop (self);
  g_clear_pointer (&self->fields, galley_fields_free);
  galley_field_usage_free (self->survey);
  g_strfreev (self->names);
  g_free (self->problem);

  G_OBJECT_CLASS (galley_site_fields_parent_class)->finalize (object);
}

static void
galley_site_fields_class_init (GalleySiteFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_site_fields_finalize;

  /**
   * GalleySiteFields::changed:
   *
   * The files have been read again.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_site_fields_init (GalleySiteFields *self)
{
}

/**
 * galley_site_fields_new:
 *
 * Returns: (transfer full): fields of which nothing is known yet
 */
GalleySiteFields *
galley_site_fields_new (void)
{
  return g_object_new (GALLEY_TYPE_SITE_FIELDS, NULL);
}

/**
 * galley_site_fields_load:
 * @self: fields
 * @root: (nullable) (type filename): the folder of the site
 * @path: (nullable) (type filename): the path of the issue, whose neighbours are asked
 *
 * Reads what the site says now; #GalleySiteFields::changed tells when that is done.
 */
void
galley_site_fields_load (GalleySiteFields *self, const char *root, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (GALLEY_IS_SITE_FIELDS (self));

  galley_site_fields_stop (self);
  self->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->root = g_strdup (root);
  job->path = g_strdup (path);

  /* No source object: the thread may be the last to let go of the task. */
  task = g_task_new (NULL, self->cancellable, read_cb, g_object_ref (self));
  g_task_set_source_tag (task, galley_site_fields_load);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_job);
}

/**
 * galley_site_fields_stop:
 * @self: fields
 *
 * Forgets about what is being read.
 */
void
galley_site_fields_stop (GalleySiteFields *self)
{
  g_return_if_fail (GALLEY_IS_SITE_FIELDS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * galley_site_fields_get_fields:
 * @self: fields
 *
 * Returns: (transfer none) (nullable): what the site declares
 */
GalleyFields *
galley_site_fields_get_fields (GalleySiteFields *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE_FIELDS (self), NULL);

  return self->fields;
}

/**
 * galley_site_fields_get_survey:
 * @self: fields
 *
 * Returns: (transfer none) (nullable): what the other issues have
 */
const GalleyFieldUsage *
galley_site_fields_get_survey (GalleySiteFields *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE_FIELDS (self), NULL);

  return self->survey;
}

/**
 * galley_site_fields_get_names:
 * @self: fields
 *
 * Returns: (transfer none) (nullable): the names of the fields of the other issues, in their order
 */
const char *const *
galley_site_fields_get_names (GalleySiteFields *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE_FIELDS (self), NULL);

  return (const char *const *) self->names;
}

/**
 * galley_site_fields_get_problem:
 * @self: fields
 *
 * Returns: (transfer none) (nullable): what is wrong with the declaration, for people
 */
const char *
galley_site_fields_get_problem (GalleySiteFields *self)
{
  g_return_val_if_fail (GALLEY_IS_SITE_FIELDS (self), NULL);

  return self->problem;
}
