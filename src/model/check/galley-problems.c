/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-problems.h"

#include "galley-field-form.h"
#include "galley-link-checker.h"

/* More than anybody reads; a text can have one in each of a million lines. */
#define PROBLEMS_MAX 1000

static int
compare (gconstpointer a, gconstpointer b)
{
  const GalleyDiagnostic *left = *(const GalleyDiagnostic *const *) a;
  const GalleyDiagnostic *right = *(const GalleyDiagnostic *const *) b;

  return (left->offset > right->offset) - (left->offset < right->offset);
}

/* What an edit since has moved or cut off is told where the text has it now, or at its end. */
static void
add (GPtrArray *problems, GalleyDocument *document, const GalleyDiagnostic *source)
{
  GalleyDiagnostic *copy = galley_diagnostic_new (source->severity, source->rule, source->offset,
                                                  source->length, g_strdup (source->message));
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter iter, start;

  galley_document_get_iter (document, &iter, source->offset);
  copy->line = galley_document_get_line (buffer, &iter);
  galley_document_get_iter_at_line (buffer, &start, copy->line);
  copy->column = (guint) (gtk_text_iter_get_offset (&iter) - gtk_text_iter_get_offset (&start)) + 1;
  g_ptr_array_add (problems, copy);
}

/* A reference of the kind that only shortcodes make is also a link of the page. */
static gboolean
is_told (GPtrArray *problems, guint n_told, gsize offset)
{
  for (guint i = 0; i < n_told; i++)
    {
      const GalleyDiagnostic *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->rule, "reference") && offset >= problem->offset
          && offset < problem->offset + problem->length)
        return TRUE;
    }

  return FALSE;
}

/**
 * galley_problems_list:
 * @document: a document
 *
 * Lists all that is known to be wrong with an issue: its front matter, its Markdown and shortcodes,
 * its links and pictures. It may be of the text of a moment ago.
 *
 * Returns: (transfer full) (element-type GalleyDiagnostic): the problems by their place, with line
 *   and column
 */
GPtrArray *
galley_problems_list (GalleyDocument *document)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  GPtrArray *own;
  GPtrArray *links;
  GalleyLinkReport *report;
  guint n_own;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (document), problems);

  own = galley_field_form_list_problems (galley_field_form_of (document));
  report = galley_link_checker_get_report (galley_document_get_links (document));
  links = report != NULL ? galley_link_report_get_diagnostics (report) : NULL;

  for (guint i = 0; i < own->len && i < PROBLEMS_MAX; i++)
    add (problems, document, g_ptr_array_index (own, i));
  n_own = problems->len;
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const GalleyDiagnostic *link = g_ptr_array_index (links, i);

      if (!is_told (problems, n_own, link->offset))
        add (problems, document, link);
    }
  g_ptr_array_sort (problems, compare);

  return problems;
}

/**
 * galley_problems_find:
 * @problems: (element-type GalleyDiagnostic): problems by their place
 * @offset: where to start, in bytes
 * @forward: whether to look for the next one, and not for the one before
 *
 * Returns: (nullable): the problem that comes after or before @offset; past the last comes the
 *   first, and the other way round; %NULL when there is none at all
 */
const GalleyDiagnostic *
galley_problems_find (GPtrArray *problems, gsize offset, gboolean forward)
{
  const GalleyDiagnostic *found = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const GalleyDiagnostic *problem = g_ptr_array_index (problems, i);

      if (forward && problem->offset > offset)
        return problem;
      if (!forward && problem->offset < offset)
        found = problem;
    }
  if (found == NULL && problems->len > 0)
    found = g_ptr_array_index (problems, forward ? 0 : problems->len - 1);

  return found;
}
