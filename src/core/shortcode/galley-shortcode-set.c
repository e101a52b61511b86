/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-shortcode-set.h"

#include "galley-value.h"

#include <string.h>

/**
 * GalleyShortcodeSet:
 *
 * The shortcodes a site has, and the parameters that they may ask for. It is filled in before it is
 * shared, then immutable, and may be used from any thread. Where a function takes a set, %NULL
 * stands for no site: then only those that Hugo brings are known, and others may exist.
 */
struct _GalleyShortcodeSet
{
  gatomicrefcount ref_count;
  GHashTable *templates;
  gboolean complete;
  gboolean inline_enabled;
  GalleyValue *params;
};

/* What Hugo brings, and whether it takes inner text. */
static const struct
{
  const char *name;
  gboolean takes_inner;
} embedded[] = {
  { "comment", TRUE },
  { "details", TRUE },
  { "figure", FALSE },
  { "gist", FALSE },
  { "highlight", TRUE },
  { "instagram", FALSE },
  { "param", FALSE },
  { "qr", TRUE },
  { "ref", FALSE },
  { "relref", FALSE },
  { "tweet", FALSE },
  { "twitter", FALSE },
  { "twitter_simple", FALSE },
  { "vimeo", FALSE },
  { "vimeo_simple", FALSE },
  { "x", FALSE },
  { "x_simple", FALSE },
  { "youtube", FALSE },
};

/**
 * galley_shortcode_set_new:
 *
 * Returns: (transfer full): a set that has only what Hugo brings
 */
GalleyShortcodeSet *
galley_shortcode_set_new (void)
{
  GalleyShortcodeSet *self = g_new0 (GalleyShortcodeSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->templates =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) galley_template_free);

  return self;
}

GalleyShortcodeSet *
galley_shortcode_set_ref (GalleyShortcodeSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
galley_shortcode_set_unref (GalleyShortcodeSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->templates);
  g_clear_pointer (&self->params, galley_value_unref);
  g_free (self);
}

/**
 * galley_shortcode_set_add:
 * @self: a set that is not shared yet
 * @name: the name of a shortcode, such as `note` or `box/red`
 * @text: its template, in UTF-8
 * @length: the length of @text in bytes
 *
 * Adds a shortcode of the site; of one name the first counts, and before those of Hugo. Case does
 * not count in names.
 */
void
galley_shortcode_set_add (GalleyShortcodeSet *self,
                          const char *name,
                          const char *text,
                          gsize length)
{
  g_autofree char *key = g_utf8_strdown (name, -1);

  if (!g_hash_table_contains (self->templates, key))
    g_hash_table_insert (self->templates, g_steal_pointer (&key),
                         galley_template_new (text, length));
}

/**
 * galley_shortcode_set_set_complete:
 * @self: a set that is not shared yet
 * @complete: whether all shortcodes of the site were found, so that another name is a mistake
 */
void
galley_shortcode_set_set_complete (GalleyShortcodeSet *self, gboolean complete)
{
  self->complete = complete;
}

/**
 * galley_shortcode_set_set_inline:
 * @self: a set that is not shared yet
 * @enabled: whether shortcodes may bring their own template
 */
void
galley_shortcode_set_set_inline (GalleyShortcodeSet *self, gboolean enabled)
{
  self->inline_enabled = enabled;
}

/**
 * galley_shortcode_set_set_params:
 * @self: a set that is not shared yet
 * @params: (nullable): the parameters of the site
 */
void
galley_shortcode_set_set_params (GalleyShortcodeSet *self, GalleyValue *params)
{
  g_clear_pointer (&self->params, galley_value_unref);
  self->params = params != NULL ? galley_value_ref (params) : NULL;
}

/**
 * galley_shortcode_set_get_inner:
 * @self: (nullable): a set
 * @name: the name of a shortcode
 *
 * Returns: whether it takes inner text
 */
GalleyShortcodeInner
galley_shortcode_set_get_inner (const GalleyShortcodeSet *self, const char *name)
{
  const GalleyTemplate *template = galley_shortcode_set_get_template (self, name);

  if (template != NULL)
    return galley_template_takes_inner (template) ? GALLEY_SHORTCODE_INNER_WANTED
                                                  : GALLEY_SHORTCODE_INNER_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (embedded); i++)
    if (g_ascii_strcasecmp (embedded[i].name, name) == 0)
      return embedded[i].takes_inner ? GALLEY_SHORTCODE_INNER_WANTED : GALLEY_SHORTCODE_INNER_NONE;

  return GALLEY_SHORTCODE_INNER_UNKNOWN;
}

/**
 * galley_shortcode_set_get_template:
 * @self: (nullable): a set
 * @name: the name of a shortcode
 *
 * Returns: (nullable): its template, when the site has one of its own
 */
const GalleyTemplate *
galley_shortcode_set_get_template (const GalleyShortcodeSet *self, const char *name)
{
  g_autofree char *key = NULL;

  if (self == NULL)
    return NULL;
  key = g_utf8_strdown (name, -1);
  return g_hash_table_lookup (self->templates, key);
}

/**
 * galley_shortcode_set_is_complete:
 * @self: (nullable): a set
 *
 * Returns: whether a name that is not in it is a mistake
 */
gboolean
galley_shortcode_set_is_complete (const GalleyShortcodeSet *self)
{
  return self != NULL && self->complete;
}

/**
 * galley_shortcode_set_get_inline:
 * @self: (nullable): a set
 *
 * Returns: whether shortcodes may bring their own template
 */
gboolean
galley_shortcode_set_get_inline (const GalleyShortcodeSet *self)
{
  return self != NULL && self->inline_enabled;
}

/**
 * galley_shortcode_set_get_params:
 * @self: (nullable): a set
 *
 * Returns: (transfer none) (nullable): the parameters of the site
 */
const GalleyValue *
galley_shortcode_set_get_params (const GalleyShortcodeSet *self)
{
  return self != NULL ? self->params : NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_shortcode_set_list_names:
 * @self: (nullable): a set
 *
 * Returns: (transfer container) (element-type utf8): the names of all shortcodes that can be
 *   written, sorted
 */
GPtrArray *
galley_shortcode_set_list_names (const GalleyShortcodeSet *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < G_N_ELEMENTS (embedded); i++)
    if (galley_shortcode_set_get_template (self, embedded[i].name) == NULL)
      g_ptr_array_add (names, (gpointer) embedded[i].name);
  if (self != NULL)
    {
      g_hash_table_iter_init (&iter, self->templates);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);

  return names;
}
