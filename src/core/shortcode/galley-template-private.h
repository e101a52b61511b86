/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-template.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_TEMPLATE_NIL,
  GALLEY_TEMPLATE_BOOLEAN,
  GALLEY_TEMPLATE_INTEGER,
  GALLEY_TEMPLATE_FLOAT,
  GALLEY_TEMPLATE_STRING,
  GALLEY_TEMPLATE_HTML,
  GALLEY_TEMPLATE_URL,
  GALLEY_TEMPLATE_CSS,
  GALLEY_TEMPLATE_CONTEXT,
  GALLEY_TEMPLATE_PARAMS,
  GALLEY_TEMPLATE_BLOCK_DISPLAY,
} GalleyTemplateKind;

/* A value of a template. Texts belong to the run, or to the template for literals. */
typedef struct
{
  GalleyTemplateKind kind;
  const char *text;
  gint64 integer;
  double number;
} GalleyTemplateValue;

typedef enum
{
  GALLEY_TEMPLATE_OPERAND_LITERAL,
  GALLEY_TEMPLATE_OPERAND_DOT,
  GALLEY_TEMPLATE_OPERAND_ROOT,
  GALLEY_TEMPLATE_OPERAND_VARIABLE,
  GALLEY_TEMPLATE_OPERAND_FUNCTION,
  GALLEY_TEMPLATE_OPERAND_PIPE,
} GalleyTemplateOperandKind;

/* What can stand in a pipeline: `.` and `$` with the @fields behind them, too. */
typedef struct
{
  GalleyTemplateOperandKind kind;
  char *name;
  char *fields;
  GalleyTemplateValue value;
  GPtrArray *pipe;
} GalleyTemplateOperand;

typedef enum
{
  GALLEY_TEMPLATE_NODE_TEXT,
  GALLEY_TEMPLATE_NODE_PIPE,
  GALLEY_TEMPLATE_NODE_IF,
  GALLEY_TEMPLATE_NODE_WITH,
} GalleyTemplateNodeKind;

/* A part of a template. @pipe is commands, each of them operands. */
typedef struct
{
  GalleyTemplateNodeKind kind;
  char *text;
  gsize length;
  char *variable;
  gboolean declares;
  GPtrArray *pipe;
  GPtrArray *body;
  GPtrArray *otherwise;
} GalleyTemplateNode;

struct _GalleyTemplate
{
  GPtrArray *nodes;
  gsize size;
  gboolean takes_inner;
  char *obstacle;
  char *tags;
};

/* Where in HTML the template has come to; only its own text moves it, never a value. */
typedef struct
{
  int state;
  int attribute;
  int url_part;
  char quote;
  GString *name;
  GString *value;
  char *raw_end;
} GalleyTemplatePlace;

/* One run of a template. */
typedef struct
{
  const GalleyTemplateCall *call;
  GString *out;
  GalleyTemplatePlace place;
  GArray *variables;
  GPtrArray *texts;
  gsize n_bytes;
  guint n_steps;
} GalleyTemplateRun;

gboolean galley_template_is_function (const char *name);
gboolean galley_template_is_field (const char *fields);
gboolean galley_template_finds_inner (const char *text, gsize length);
gboolean galley_template_call (GalleyTemplateRun *run,
                               const char *name,
                               const GalleyTemplateValue *arguments,
                               guint n_arguments,
                               GalleyTemplateValue *result);
gboolean galley_template_get_field (GalleyTemplateRun *run,
                                    const char *fields,
                                    const GalleyTemplateValue *arguments,
                                    guint n_arguments,
                                    GalleyTemplateValue *result);
gboolean galley_template_is_true (const GalleyTemplateRun *run, const GalleyTemplateValue *value);
const char *galley_template_print (GalleyTemplateRun *run, const GalleyTemplateValue *value);
const char *galley_template_keep (GalleyTemplateRun *run, GString *text);

void galley_template_place_init (GalleyTemplatePlace *self);
void galley_template_place_clear (GalleyTemplatePlace *self);
void galley_template_append_text (GalleyTemplateRun *run, const char *text);
gboolean galley_template_append_value (GalleyTemplateRun *run, const GalleyTemplateValue *value);

G_END_DECLS
