/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-template-private.h"

#include <string.h>

/* A shortcode's template is some lines long. */
#define SIZE_MAX_BYTES (64 * 1024)
#define NODES_MAX 4000
#define DEPTH_MAX 24

typedef struct
{
  GalleyTemplate *template;
  const char *p;
  const char *end;

  /* The action that is read: between its braces. */
  const char *a;
  const char *a_end;
  gboolean trims_next;
  guint n_nodes;
} Parser;

static void
command_free (GPtrArray *operands)
{
  g_ptr_array_unref (operands);
}

static GPtrArray *
pipe_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) command_free);
}

static void
operand_free (GalleyTemplateOperand *self)
{
  g_free (self->name);
  g_free (self->fields);
  g_clear_pointer (&self->pipe, g_ptr_array_unref);
  g_free (self);
}

static void
node_free (GalleyTemplateNode *self)
{
  g_free (self->text);
  g_free (self->variable);
  g_clear_pointer (&self->pipe, g_ptr_array_unref);
  g_clear_pointer (&self->body, g_ptr_array_unref);
  g_clear_pointer (&self->otherwise, g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
nodes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
}

/* Notes the first thing that this cannot do. */
static gboolean
give_up (Parser *self, const char *start, gsize length)
{
  if (self->template->obstacle == NULL)
    self->template->obstacle = g_strndup (start, MIN (length, 40));

  return FALSE;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80) != 0;
}

static void
skip_space (Parser *self)
{
  while (self->a < self->a_end && strchr (" \t\r\n", *self->a) != NULL)
    self->a++;
}

static char *
read_word (Parser *self)
{
  const char *start = self->a;

  while (self->a < self->a_end && is_word (*self->a))
    self->a++;

  return g_strndup (start, self->a - start);
}

/* The fields behind `.`, `$` or a variable: `Page.RenderString` */
static char *
read_fields (Parser *self)
{
  const char *start = self->a;

  while (self->a < self->a_end && (is_word (*self->a) || *self->a == '.'))
    self->a++;

  return g_strndup (start, self->a - start);
}

static gboolean
read_string (Parser *self, GalleyTemplateOperand *operand)
{
  const char *start = self->a;
  char quote = *self->a++;
  g_autoptr (GString) text = g_string_new (NULL);

  for (; self->a < self->a_end && *self->a != quote; self->a++)
    if (quote == '"' && *self->a == '\\' && self->a + 1 < self->a_end)
      {
        const char *found = strchr ("n\nt\tr\r\"\"\\\\", *++self->a);

        if (found == NULL || *self->a == '\n' || *self->a == '\t' || *self->a == '\r')
          return give_up (self, start, self->a - start);
        g_string_append_c (text, found[1]);
      }
    else
      {
        g_string_append_c (text, *self->a);
      }
  if (self->a >= self->a_end)
    return give_up (self, start, self->a - start);

  self->a++;
  operand->kind = GALLEY_TEMPLATE_OPERAND_LITERAL;
  operand->name = g_string_free_and_steal (g_steal_pointer (&text));
  operand->value.kind = GALLEY_TEMPLATE_STRING;
  operand->value.text = operand->name;
  return TRUE;
}

static gboolean
read_number (Parser *self, GalleyTemplateOperand *operand)
{
  const char *start = self->a;
  char *end;

  if (*self->a == '-' || *self->a == '+')
    self->a++;
  while (self->a < self->a_end && (is_word (*self->a) || *self->a == '.'))
    self->a++;
  operand->kind = GALLEY_TEMPLATE_OPERAND_LITERAL;
  operand->name = g_strndup (start, self->a - start);
  if (strspn (operand->name, "+-0123456789") == strlen (operand->name))
    {
      operand->value.kind = GALLEY_TEMPLATE_INTEGER;
      operand->value.integer = g_ascii_strtoll (operand->name, &end, 10);
    }
  else
    {
      operand->value.kind = GALLEY_TEMPLATE_FLOAT;
      operand->value.number = g_ascii_strtod (operand->name, &end);
    }

  return *end == '\0' ? TRUE : give_up (self, start, self->a - start);
}

static gboolean read_pipe (Parser *self, GPtrArray *pipe, gboolean nested, guint depth);

static gboolean
read_name (Parser *self, GalleyTemplateOperand *operand)
{
  const char *start = self->a;

  operand->name = read_fields (self);
  if (g_str_equal (operand->name, "true") || g_str_equal (operand->name, "false"))
    {
      operand->kind = GALLEY_TEMPLATE_OPERAND_LITERAL;
      operand->value.kind = GALLEY_TEMPLATE_BOOLEAN;
      operand->value.integer = *operand->name == 't';
      return TRUE;
    }

  operand->kind = GALLEY_TEMPLATE_OPERAND_FUNCTION;
  return galley_template_is_function (operand->name) ? TRUE
                                                     : give_up (self, start, self->a - start);
}

static gboolean
read_operand (Parser *self, GalleyTemplateOperand *operand, guint depth)
{
  const char *start = self->a;

  switch (*self->a)
    {
    case '"':
    case '`':
      return read_string (self, operand);
    case '(':
      self->a++;
      operand->kind = GALLEY_TEMPLATE_OPERAND_PIPE;
      operand->pipe = pipe_new ();
      if (!read_pipe (self, operand->pipe, TRUE, depth + 1))
        return FALSE;
      return self->a == self->a_end || *self->a != '.' ? TRUE : give_up (self, start, 1);
    case '.':
      self->a++;
      operand->kind = GALLEY_TEMPLATE_OPERAND_DOT;
      operand->fields = read_fields (self);
      break;
    case '$':
      self->a++;
      operand->name = read_word (self);
      operand->kind =
        *operand->name == '\0' ? GALLEY_TEMPLATE_OPERAND_ROOT : GALLEY_TEMPLATE_OPERAND_VARIABLE;
      if (self->a < self->a_end && *self->a == '.')
        {
          self->a++;
          operand->fields = read_fields (self);
        }
      break;
    default:
      if (g_ascii_isdigit (*self->a) || *self->a == '-' || *self->a == '+')
        return read_number (self, operand);
      if (!g_ascii_isalpha (*self->a))
        return give_up (self, start, 1);
      return read_name (self, operand);
    }

  if (operand->fields != NULL && *operand->fields == '\0')
    g_clear_pointer (&operand->fields, g_free);
  if (operand->fields != NULL && !galley_template_is_field (operand->fields))
    return give_up (self, start, self->a - start);

  return TRUE;
}

static gboolean
read_command (Parser *self, GPtrArray *command, guint depth)
{
  for (skip_space (self); self->a < self->a_end && *self->a != '|' && *self->a != ')';
       skip_space (self))
    {
      GalleyTemplateOperand *operand = g_new0 (GalleyTemplateOperand, 1);

      g_ptr_array_add (command, operand);
      if (++self->n_nodes > NODES_MAX)
        return give_up (self, "…", strlen ("…"));
      if (!read_operand (self, operand, depth))
        return FALSE;
    }

  return command->len > 0 ? TRUE : give_up (self, "{{ }}", 5);
}

static gboolean
read_pipe (Parser *self, GPtrArray *pipe, gboolean nested, guint depth)
{
  if (depth > DEPTH_MAX)
    return give_up (self, "(", 1);

  for (;;)
    {
      GPtrArray *command = g_ptr_array_new_with_free_func ((GDestroyNotify) operand_free);

      g_ptr_array_add (pipe, command);
      if (!read_command (self, command, depth))
        return FALSE;
      if (self->a == self->a_end)
        return nested ? give_up (self, "(", 1) : TRUE;
      if (*self->a++ == ')')
        return nested ? TRUE : give_up (self, ")", 1);
    }
}

/* `$name := …` or `$name = …` */
static void
read_assignment (Parser *self, GalleyTemplateNode *node)
{
  const char *start = self->a;
  g_autofree char *name = NULL;

  skip_space (self);
  if (self->a == self->a_end || *self->a != '$')
    return;
  self->a++;
  name = read_word (self);
  skip_space (self);
  if (*name != '\0' && self->a_end - self->a >= 2 && self->a[0] == ':' && self->a[1] == '=')
    {
      node->declares = TRUE;
      self->a += 2;
    }
  else if (*name != '\0' && self->a < self->a_end && *self->a == '=')
    self->a++;
  else
    {
      self->a = start;
      return;
    }

  node->variable = g_steal_pointer (&name);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the action ends that begins here; a comment is skipped. Strings may have braces in them. */
static const char *
find_close (Parser *self)
{
  const char *p = self->a;
  char quote = 0;

  while (p < self->end && is_blank (*p))
    p++;
  if (self->end - p >= 2 && p[0] == '/' && p[1] == '*')
    {
      p = memmem (p, self->end - p, "*/", 2);
      if (p == NULL)
        return NULL;
      self->a = p += 2;
    }

  for (p = self->a; p < self->end; p++)
    if (quote != 0 && *p == '\\' && quote == '"')
      p++;
    else if (quote != 0)
      quote = *p == quote ? 0 : quote;
    else if (*p == '"' || *p == '`')
      quote = *p;
    else if (self->end - p >= 2 && p[0] == '}' && p[1] == '}')
      return p;

  return NULL;
}

/* Reads up to the next action, and its bounds. */
static gboolean
read_text (Parser *self, GPtrArray *nodes, gboolean *has_action)
{
  const char *open = memmem (self->p, self->end - self->p, "{{", 2);
  const char *text = self->p;
  const char *text_end = open != NULL ? open : self->end;
  const char *close;

  *has_action = open != NULL;
  if (self->trims_next)
    while (text < text_end && is_blank (*text))
      text++;
  if (open != NULL && self->end - open > 3 && open[2] == '-' && is_blank (open[3]))
    while (text_end > text && is_blank (text_end[-1]))
      text_end--;
  if (text_end > text)
    {
      GalleyTemplateNode *node = g_new0 (GalleyTemplateNode, 1);

      node->text = g_strndup (text, text_end - text);
      node->length = text_end - text;
      g_ptr_array_add (nodes, node);
    }
  self->trims_next = FALSE;
  if (open == NULL)
    {
      self->p = self->end;
      return TRUE;
    }

  self->a = open + 2;
  if (self->end - self->a > 1 && *self->a == '-' && is_blank (self->a[1]))
    self->a++;
  close = find_close (self);
  if (close == NULL)
    return give_up (self, open, 2);

  self->a_end = close;
  self->p = close + 2;
  if (self->a_end - self->a >= 2 && self->a_end[-1] == '-' && is_blank (self->a_end[-2]))
    {
      self->a_end--;
      self->trims_next = TRUE;
    }
  return TRUE;
}

typedef enum
{
  END_OF_TEXT,
  END_OF_BLOCK,
  END_AT_ELSE,
  END_FAILED,
} End;

static End read_nodes (Parser *self, GPtrArray *nodes, guint depth);

/* Whether the action begins with a word, which is taken off. */
static gboolean
take_keyword (Parser *self, const char *keyword)
{
  gsize length = strlen (keyword);

  skip_space (self);
  if ((gsize) (self->a_end - self->a) < length || memcmp (self->a, keyword, length) != 0
      || (self->a + length < self->a_end && is_word (self->a[length])))
    return FALSE;

  self->a += length;
  return TRUE;
}

/* An `if` or `with` and all up to its end; `else if` is one in the else of the other. */
static gboolean
read_branch (Parser *self, GPtrArray *nodes, GalleyTemplateNodeKind kind, guint depth)
{
  GalleyTemplateNode *node = g_new0 (GalleyTemplateNode, 1);
  End end;

  g_ptr_array_add (nodes, node);
  node->kind = kind;
  node->pipe = pipe_new ();
  node->body = nodes_new ();
  read_assignment (self, node);
  if (depth > DEPTH_MAX)
    return give_up (self, "if", 2);
  if (!read_pipe (self, node->pipe, FALSE, 0))
    return FALSE;

  end = read_nodes (self, node->body, depth + 1);
  if (end == END_OF_BLOCK)
    return TRUE;
  if (end != END_AT_ELSE)
    return give_up (self, "if", 2);

  node->otherwise = nodes_new ();
  if (take_keyword (self, "if"))
    return read_branch (self, node->otherwise, GALLEY_TEMPLATE_NODE_IF, depth + 1);
  if (take_keyword (self, "with"))
    return read_branch (self, node->otherwise, GALLEY_TEMPLATE_NODE_WITH, depth + 1);
  skip_space (self);
  if (self->a != self->a_end)
    return give_up (self, self->a, self->a_end - self->a);

  return read_nodes (self, node->otherwise, depth + 1) == END_OF_BLOCK ? TRUE
                                                                       : give_up (self, "else", 4);
}

static gboolean
read_action (Parser *self, GPtrArray *nodes, guint depth)
{
  GalleyTemplateNode *node;

  if (take_keyword (self, "if"))
    return read_branch (self, nodes, GALLEY_TEMPLATE_NODE_IF, depth);
  if (take_keyword (self, "with"))
    return read_branch (self, nodes, GALLEY_TEMPLATE_NODE_WITH, depth);

  node = g_new0 (GalleyTemplateNode, 1);
  g_ptr_array_add (nodes, node);
  node->kind = GALLEY_TEMPLATE_NODE_PIPE;
  node->pipe = pipe_new ();
  read_assignment (self, node);

  return read_pipe (self, node->pipe, FALSE, 0);
}

static End
read_nodes (Parser *self, GPtrArray *nodes, guint depth)
{
  for (;;)
    {
      gboolean has_action;

      if (!read_text (self, nodes, &has_action))
        return END_FAILED;
      if (!has_action)
        return END_OF_TEXT;

      skip_space (self);
      if (self->a == self->a_end)
        continue;
      if (take_keyword (self, "end"))
        return END_OF_BLOCK;
      if (take_keyword (self, "else"))
        return END_AT_ELSE;
      if (++self->n_nodes > NODES_MAX)
        return give_up (self, "…", strlen ("…")) ? END_OF_TEXT : END_FAILED;
      if (!read_action (self, nodes, depth))
        return END_FAILED;
    }
}

static void
collect_text (GString *out, GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const GalleyTemplateNode *node = g_ptr_array_index (nodes, i);

      if (node->text != NULL)
        g_string_append (out, node->text);
      if (node->body != NULL)
        collect_text (out, node->body);
      if (node->otherwise != NULL)
        collect_text (out, node->otherwise);
    }
}

/**
 * galley_template_new:
 * @text: the template of a shortcode, in UTF-8
 * @length: its length in bytes
 *
 * Reads a template. What can be run of Go's templates is what shortcodes of sites mostly are:
 * text with parameters and inner text, conditions, variables and some functions.
 *
 * Returns: (transfer full): the template; when it needs more than that, one that cannot be run
 */
GalleyTemplate *
galley_template_new (const char *text, gsize length)
{
  GalleyTemplate *self = g_new0 (GalleyTemplate, 1);
  g_autofree char *copy = g_strndup (text, length);
  Parser parser = { .template = self, .p = copy, .end = copy + strlen (copy) };
  g_autoptr (GString) tags = g_string_new (NULL);

  self->nodes = nodes_new ();
  self->size = length;
  self->takes_inner = galley_template_finds_inner (copy, parser.end - parser.p);
  if (length > SIZE_MAX_BYTES)
    give_up (&parser, "…", strlen ("…"));
  else if (read_nodes (&parser, self->nodes, 0) != END_OF_TEXT)
    give_up (&parser, "end", 3);
  collect_text (tags, self->nodes);
  self->tags = g_string_free_and_steal (g_steal_pointer (&tags));

  return self;
}

void
galley_template_free (GalleyTemplate *self)
{
  g_ptr_array_unref (self->nodes);
  g_free (self->obstacle);
  g_free (self->tags);
  g_free (self);
}

/**
 * galley_template_takes_inner:
 * @self: a template
 *
 * Returns: whether its shortcode has inner text and must be closed
 */
gboolean
galley_template_takes_inner (const GalleyTemplate *self)
{
  return self->takes_inner;
}

/**
 * galley_template_get_obstacle:
 * @self: a template
 *
 * Returns: (nullable): the first thing in it that cannot be run, %NULL when all can
 */
const char *
galley_template_get_obstacle (const GalleyTemplate *self)
{
  return self->obstacle;
}

/**
 * galley_template_get_tags:
 * @self: a template
 *
 * Returns: its own HTML without the actions, which tells whether it closes what it opens
 */
const char *
galley_template_get_tags (const GalleyTemplate *self)
{
  return self->tags;
}
