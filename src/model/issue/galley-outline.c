/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline.h"

#include <string.h>

/**
 * GalleyOutline:
 *
 * The sections of an issue and their entries as a list of rows: #GalleyOutlineItem, each section
 * before its entries. What is the same section or entry in the next issue is the same item, and the
 * list tells of no other rows than those that come, go or move.
 */
struct _GalleyOutline
{
  GObject parent_instance;

  GalleyIssue *issue;
  /* From id to item, of all that is in the issue. */
  GHashTable *items;
  /* What is listed of it. */
  GPtrArray *rows;

  char *filter;
  char *folded_filter;
};

enum
{
  PROP_FILTER = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void galley_outline_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyOutline,
                               galley_outline,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      galley_outline_list_model_init))

static GType
galley_outline_get_item_type (GListModel *model)
{
  return GALLEY_TYPE_OUTLINE_ITEM;
}

static guint
galley_outline_get_n_items (GListModel *model)
{
  return GALLEY_OUTLINE (model)->rows->len;
}

static gpointer
galley_outline_get_item (GListModel *model, guint position)
{
  GalleyOutline *self = GALLEY_OUTLINE (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
galley_outline_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = galley_outline_get_item_type;
  iface->get_n_items = galley_outline_get_n_items;
  iface->get_item = galley_outline_get_item;
}

static void
galley_outline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyOutline *self = GALLEY_OUTLINE (object);

  switch (id)
    {
    case PROP_FILTER:
      g_value_set_string (value, self->filter);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GalleyOutline *self = GALLEY_OUTLINE (object);

  switch (id)
    {
    case PROP_FILTER:
      galley_outline_set_filter (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_finalize (GObject *object)
{
  GalleyOutline *self = GALLEY_OUTLINE (object);

  g_clear_pointer (&self->issue, galley_issue_unref);
  g_hash_table_unref (self->items);
  g_ptr_array_unref (self->rows);
  g_free (self->filter);
  g_free (self->folded_filter);

  G_OBJECT_CLASS (galley_outline_parent_class)->finalize (object);
}

static void
galley_outline_class_init (GalleyOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = galley_outline_finalize;
  object_class->get_property = galley_outline_get_property;
  object_class->set_property = galley_outline_set_property;

  /**
   * GalleyOutline:filter:
   *
   * Words that the title or the host of an entry, or the name of its section, has to have for the
   * entry to be listed; %NULL for all.
   */
  properties[PROP_FILTER] =
    g_param_spec_string ("filter", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_outline_init (GalleyOutline *self)
{
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * galley_outline_new:
 *
 * Returns: (transfer full): an outline of nothing
 */
GalleyOutline *
galley_outline_new (void)
{
  return g_object_new (GALLEY_TYPE_OUTLINE, NULL);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *in = text != NULL ? fold (text) : NULL;

  return in != NULL && strstr (in, folded) != NULL;
}

static gboolean
matches (GalleyOutline *self, GalleyOutlineItem *item)
{
  return contains (galley_outline_item_get_title (item), self->folded_filter)
         || contains (galley_outline_item_get_host (item), self->folded_filter);
}

static GalleyOutlineItem *
get_item (GalleyOutline *self, guint64 id)
{
  return g_hash_table_lookup (self->items, &id);
}

static void
add_row (GPtrArray *rows, GalleyOutlineItem *item)
{
  g_ptr_array_add (rows, g_object_ref (item));
}

static GPtrArray *
list_rows (GalleyOutline *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *sections = self->issue != NULL ? galley_issue_get_sections (self->issue) : NULL;

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const GalleySection *section = g_ptr_array_index (sections, i);
      GalleyOutlineItem *item = get_item (self, section->id);
      gboolean all = self->filter == NULL || matches (self, item);
      guint first = rows->len;

      add_row (rows, item);
      if (self->filter == NULL && !galley_outline_item_get_expanded (item))
        continue;
      for (guint j = 0; j < section->entries->len; j++)
        {
          const GalleyEntry *entry = g_ptr_array_index (section->entries, j);
          GalleyOutlineItem *child = get_item (self, entry->id);

          if (all || matches (self, child))
            add_row (rows, child);
        }
      if (!all && rows->len == first + 1)
        g_ptr_array_set_size (rows, (int) first);
    }

  return rows;
}

/* Those who watch are told of the rows from the first to the last one that differs. Rows between
 * them that are the same items are found again by whoever keeps something about them. */
static void
update_rows (GalleyOutline *self)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->rows);
  guint start = 0;
  guint end = 0;
  guint n;

  self->rows = list_rows (self);
  n = MIN (before->len, self->rows->len);
  while (start < n && before->pdata[start] == self->rows->pdata[start])
    start++;
  while (end < n - start
         && before->pdata[before->len - 1 - end] == self->rows->pdata[self->rows->len - 1 - end])
    end++;

  if (before->len > start + end || self->rows->len > start + end)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                self->rows->len - start - end);
}

static void
keep (GHashTable *items, guint64 id, GalleyOutlineItem *item)
{
  g_hash_table_insert (items, g_memdup2 (&id, sizeof id), item);
}

static void
keep_entry (GalleyOutline *self,
            GHashTable *items,
            const GalleyEntry *entry,
            const GalleySection *section)
{
  GalleyOutlineItem *item = get_item (self, entry->id);

  if (item == NULL)
    {
      keep (items, entry->id, galley_outline_item_new_entry (entry, section));
      return;
    }

  galley_outline_item_set_entry (item, entry, section);
  keep (items, entry->id, g_object_ref (item));
}

static void
keep_section (GalleyOutline *self, GHashTable *items, const GalleySection *section)
{
  GalleyOutlineItem *item = get_item (self, section->id);

  if (item == NULL)
    {
      keep (items, section->id, galley_outline_item_new_section (section));
    }
  else
    {
      galley_outline_item_set_section (item, section);
      keep (items, section->id, g_object_ref (item));
    }

  for (guint i = 0; i < section->entries->len; i++)
    keep_entry (self, items, g_ptr_array_index (section->entries, i), section);
}

/**
 * galley_outline_set_issue:
 * @self: an outline
 * @issue: (nullable): an issue, made with the one before as its previous; %NULL for none
 *
 * Lists the sections and entries of @issue.
 */
void
galley_outline_set_issue (GalleyOutline *self, GalleyIssue *issue)
{
  GPtrArray *sections = issue != NULL ? galley_issue_get_sections (issue) : NULL;
  g_autoptr (GHashTable) items =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  g_return_if_fail (GALLEY_IS_OUTLINE (self));

  if (issue == self->issue)
    return;

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    keep_section (self, items, g_ptr_array_index (sections, i));
  g_hash_table_unref (self->items);
  self->items = g_steal_pointer (&items);

  g_clear_pointer (&self->issue, galley_issue_unref);
  if (issue != NULL)
    self->issue = galley_issue_ref (issue);
  update_rows (self);
}

/**
 * galley_outline_has_sections:
 * @self: an outline
 *
 * Returns: whether there is anything to list, if the filter let it
 */
gboolean
galley_outline_has_sections (GalleyOutline *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE (self), FALSE);

  return self->issue != NULL && galley_issue_get_sections (self->issue)->len > 0;
}

/**
 * galley_outline_get_filter:
 * @self: an outline
 *
 * Returns: (transfer none) (nullable): see #GalleyOutline:filter
 */
const char *
galley_outline_get_filter (GalleyOutline *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE (self), NULL);

  return self->filter;
}

/**
 * galley_outline_set_filter:
 * @self: an outline
 * @filter: (nullable): see #GalleyOutline:filter; the same as %NULL when it is empty
 *
 * Lists only what @filter is in. Sections of what is listed are listed too, as if expanded.
 */
void
galley_outline_set_filter (GalleyOutline *self, const char *filter)
{
  g_return_if_fail (GALLEY_IS_OUTLINE (self));

  if (filter != NULL && *filter == '\0')
    filter = NULL;
  if (!g_set_str (&self->filter, filter))
    return;

  g_clear_pointer (&self->folded_filter, g_free);
  if (filter != NULL)
    self->folded_filter = fold (filter);
  update_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/**
 * galley_outline_set_expanded:
 * @self: an outline
 * @section: an item of a section
 * @expanded: whether its entries are listed
 *
 * Lists the entries of a section, or does not.
 */
void
galley_outline_set_expanded (GalleyOutline *self, GalleyOutlineItem *section, gboolean expanded)
{
  g_return_if_fail (GALLEY_IS_OUTLINE (self));
  g_return_if_fail (galley_outline_item_is_section (section));

  if (galley_outline_item_set_expanded (section, expanded))
    update_rows (self);
}

/**
 * galley_outline_find_item:
 * @self: an outline
 * @item: (nullable): an item
 *
 * Returns: the row of the item; %G_MAXUINT when it is not listed
 */
guint
galley_outline_find_item (GalleyOutline *self, GalleyOutlineItem *item)
{
  guint row;

  g_return_val_if_fail (GALLEY_IS_OUTLINE (self), G_MAXUINT);

  return item != NULL && g_ptr_array_find (self->rows, item, &row) ? row : G_MAXUINT;
}

/**
 * galley_outline_find_line:
 * @self: an outline
 * @line: a line of the file, from 1
 *
 * Finds what a line belongs to.
 *
 * Returns: (transfer none) (nullable): the entry; its section when it is listed without it, or the
 *   line is in no entry; %NULL when neither is listed
 */
GalleyOutlineItem *
galley_outline_find_line (GalleyOutline *self, guint line)
{
  const GalleySection *section;
  GalleyOutlineItem *item;
  guint i, j;

  g_return_val_if_fail (GALLEY_IS_OUTLINE (self), NULL);

  if (self->issue == NULL || !galley_issue_find_line (self->issue, line, &i, &j))
    return NULL;

  section = g_ptr_array_index (galley_issue_get_sections (self->issue), i);
  if (j != G_MAXUINT)
    {
      const GalleyEntry *entry = g_ptr_array_index (section->entries, j);

      item = get_item (self, entry->id);
      if (galley_outline_find_item (self, item) != G_MAXUINT)
        return item;
    }

  item = get_item (self, section->id);
  return galley_outline_find_item (self, item) != G_MAXUINT ? item : NULL;
}

static GalleyOutlineItem *
get_row (GalleyOutline *self, guint row)
{
  return g_ptr_array_index (self->rows, row);
}

/* The first row of the section that the row is in, and the one behind its last. */
static void
find_section_rows (GalleyOutline *self, guint row, guint *first, guint *end)
{
  *first = row;
  while (*first > 0 && !galley_outline_item_is_section (get_row (self, *first)))
    --*first;
  *end = row + 1;
  while (*end < self->rows->len && !galley_outline_item_is_section (get_row (self, *end)))
    ++*end;
}

static gboolean
find_section_place (GalleyOutline *self,
                    GalleyOutlineItem *moved,
                    guint row,
                    GalleyOutlinePlace *place)
{
  guint first, end, from;

  find_section_rows (self, MIN (row, self->rows->len - 1), &first, &end);
  place->row = row - first <= end - row ? first : end;
  place->section = 0;
  place->before =
    place->row < self->rows->len ? galley_outline_item_get_id (get_row (self, place->row)) : 0;

  /* Not where it is. */
  from = galley_outline_find_item (self, moved);
  if (from == G_MAXUINT)
    return TRUE;
  find_section_rows (self, from, &first, &end);
  return place->row != first && place->row != end;
}

/* The entry that stands behind an item in its section, whether it is listed or not. */
static guint64
find_next (GalleyOutline *self, GalleyOutlineItem *item)
{
  const GalleySection *section;
  guint64 next = 0;
  guint i, j;

  if (!galley_issue_find_id (self->issue, galley_outline_item_get_id (item), &i, &j))
    return 0;

  section = g_ptr_array_index (galley_issue_get_sections (self->issue), i);
  j = j == G_MAXUINT ? 0 : j + 1;
  if (j < section->entries->len)
    next = ((const GalleyEntry *) g_ptr_array_index (section->entries, j))->id;
  return next;
}

static gboolean
find_entry_place (GalleyOutline *self,
                  GalleyOutlineItem *moved,
                  guint row,
                  GalleyOutlinePlace *place)
{
  GalleyOutlineItem *above;

  /* Nothing stands above the first heading. */
  place->row = MAX (row, 1);
  above = get_row (self, place->row - 1);
  place->section = galley_outline_item_get_section_id (above);
  if (galley_outline_item_is_section (above) && self->filter == NULL
      && !galley_outline_item_get_expanded (above))
    place->before = 0;
  else
    place->before = find_next (self, above);

  return above != moved && place->before != galley_outline_item_get_id (moved);
}

/**
 * galley_outline_find_place:
 * @self: an outline
 * @moved: what is to be moved
 * @row: before which row people want it; the number of rows for the end
 * @place: (out): where it can go
 *
 * Finds the place nearest to a row that something can be moved to: an entry to any place in a
 * section, a section between sections.
 *
 * Returns: whether there is one, other than where it is
 */
gboolean
galley_outline_find_place (GalleyOutline *self,
                           GalleyOutlineItem *moved,
                           guint row,
                           GalleyOutlinePlace *place)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE (self), FALSE);

  /* It may be gone by now, or be of another outline. */
  if (get_item (self, galley_outline_item_get_id (moved)) != moved || row > self->rows->len
      || self->rows->len == 0)
    return FALSE;

  return galley_outline_item_is_section (moved) ? find_section_place (self, moved, row, place)
                                                : find_entry_place (self, moved, row, place);
}
