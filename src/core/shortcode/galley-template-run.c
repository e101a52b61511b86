/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-template-private.h"

#include <string.h>

#define STEPS_MAX 20000
#define SIZE_FACTOR 4

typedef struct
{
  const char *name;
  GalleyTemplateValue value;
} Variable;

static gboolean run_nodes (GalleyTemplateRun *run, GPtrArray *nodes, GalleyTemplateValue *dot);
static gboolean eval_pipe (GalleyTemplateRun *run,
                           GPtrArray *pipe,
                           const GalleyTemplateValue *dot,
                           GalleyTemplateValue *result);

static gboolean
take_step (GalleyTemplateRun *run)
{
  return ++run->n_steps <= STEPS_MAX && run->n_bytes <= run->call->output_max
         && run->out->len <= run->call->output_max;
}

static Variable *
find_variable (GalleyTemplateRun *run, const char *name)
{
  for (guint i = run->variables->len; i-- > 0;)
    {
      Variable *variable = &g_array_index (run->variables, Variable, i);

      if (g_str_equal (variable->name, name))
        return variable;
    }

  return NULL;
}

/* Arguments are for what is called; a value of its own takes none. */
static gboolean
eval_operand (GalleyTemplateRun *run,
              const GalleyTemplateOperand *operand,
              const GalleyTemplateValue *dot,
              const GalleyTemplateValue *arguments,
              guint n_arguments,
              GalleyTemplateValue *result)
{
  const Variable *variable;

  if (!take_step (run))
    return FALSE;

  switch (operand->kind)
    {
    case GALLEY_TEMPLATE_OPERAND_FUNCTION:
      return galley_template_call (run, operand->name, arguments, n_arguments, result);
    case GALLEY_TEMPLATE_OPERAND_LITERAL:
      *result = operand->value;
      return n_arguments == 0;
    case GALLEY_TEMPLATE_OPERAND_PIPE:
      return n_arguments == 0 && eval_pipe (run, operand->pipe, dot, result);
    case GALLEY_TEMPLATE_OPERAND_VARIABLE:
      variable = find_variable (run, operand->name);
      if (variable == NULL)
        return FALSE;
      *result = variable->value;
      break;
    case GALLEY_TEMPLATE_OPERAND_ROOT:
      result->kind = GALLEY_TEMPLATE_CONTEXT;
      break;
    case GALLEY_TEMPLATE_OPERAND_DOT:
    default:
      *result = *dot;
      break;
    }

  if (operand->fields == NULL)
    return n_arguments == 0;
  return result->kind == GALLEY_TEMPLATE_CONTEXT
         && galley_template_get_field (run, operand->fields, arguments, n_arguments, result);
}

/* The value of the command before, if any, is the last argument. */
static gboolean
eval_command (GalleyTemplateRun *run,
              GPtrArray *command,
              const GalleyTemplateValue *piped,
              const GalleyTemplateValue *dot,
              GalleyTemplateValue *result)
{
  g_autoptr (GArray) arguments = g_array_new (FALSE, TRUE, sizeof (GalleyTemplateValue));

  for (guint i = 1; i < command->len; i++)
    {
      GalleyTemplateValue argument = { 0 };

      if (!eval_operand (run, command->pdata[i], dot, NULL, 0, &argument))
        return FALSE;
      g_array_append_val (arguments, argument);
    }
  if (piped != NULL)
    g_array_append_vals (arguments, piped, 1);

  return eval_operand (run, command->pdata[0], dot,
                       (const GalleyTemplateValue *) (gpointer) arguments->data, arguments->len,
                       result);
}

static gboolean
eval_pipe (GalleyTemplateRun *run,
           GPtrArray *pipe,
           const GalleyTemplateValue *dot,
           GalleyTemplateValue *result)
{
  for (guint i = 0; i < pipe->len; i++)
    {
      GalleyTemplateValue piped = *result;

      memset (result, 0, sizeof *result);
      if (!eval_command (run, pipe->pdata[i], i > 0 ? &piped : NULL, dot, result))
        return FALSE;
    }

  return TRUE;
}

static gboolean
assign (GalleyTemplateRun *run, const GalleyTemplateNode *node, const GalleyTemplateValue *value)
{
  Variable variable = { node->variable, *value };
  Variable *known;

  if (node->declares)
    {
      g_array_append_val (run->variables, variable);
      return TRUE;
    }

  known = find_variable (run, node->variable);
  if (known != NULL)
    known->value = *value;

  return known != NULL;
}

static gboolean
run_branch (GalleyTemplateRun *run,
            const GalleyTemplateNode *node,
            const GalleyTemplateValue *value,
            GalleyTemplateValue *dot)
{
  GalleyTemplateValue inner = *value;
  guint n_variables = run->variables->len;
  gboolean done;

  if (node->variable != NULL && !assign (run, node, value))
    return FALSE;

  if (!galley_template_is_true (run, value))
    done = node->otherwise == NULL || run_nodes (run, node->otherwise, dot);
  else
    done = run_nodes (run, node->body, node->kind == GALLEY_TEMPLATE_NODE_WITH ? &inner : dot);
  g_array_set_size (run->variables, n_variables);

  return done;
}

static gboolean
run_nodes (GalleyTemplateRun *run, GPtrArray *nodes, GalleyTemplateValue *dot)
{
  guint n_variables = run->variables->len;

  for (guint i = 0; i < nodes->len; i++)
    {
      const GalleyTemplateNode *node = g_ptr_array_index (nodes, i);
      GalleyTemplateValue value = { 0 };

      if (!take_step (run))
        return FALSE;
      if (node->kind == GALLEY_TEMPLATE_NODE_TEXT)
        {
          if (run->out->len + node->length > run->call->output_max)
            return FALSE;
          galley_template_append_text (run, node->text);
          continue;
        }
      if (!eval_pipe (run, node->pipe, dot, &value))
        return FALSE;
      if (node->kind == GALLEY_TEMPLATE_NODE_PIPE
            ? (node->variable != NULL ? !assign (run, node, &value)
                                      : !galley_template_append_value (run, &value))
            : !run_branch (run, node, &value, dot))
        return FALSE;
    }

  /* The top level keeps its variables for nobody. */
  g_array_set_size (run->variables, n_variables);
  return TRUE;
}

/**
 * galley_template_run:
 * @self: a template
 * @call: what it is run with
 * @out: takes the HTML
 *
 * Runs a template. It escapes what it puts in as Go's html/template does, by where it stands.
 * Its steps, its output and the texts it makes are bounded.
 *
 * Returns: whether it was run; if not, @out is as it was
 */
gboolean
galley_template_run (const GalleyTemplate *self, const GalleyTemplateCall *call, GString *out)
{
  GalleyTemplateValue dot = { .kind = GALLEY_TEMPLATE_CONTEXT };
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (Variable));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GalleyTemplateRun run = { .call = call, .out = html, .variables = variables, .texts = texts };
  gboolean done;

  /* Where a page has very many shortcodes, each may read little, too. */
  if (self->obstacle != NULL || self->size / SIZE_FACTOR > call->output_max)
    return FALSE;

  galley_template_place_init (&run.place);
  done = run_nodes (&run, self->nodes, &dot) && html->len <= call->output_max;
  galley_template_place_clear (&run.place);
  if (done)
    g_string_append_len (out, html->str, html->len);

  return done;
}
