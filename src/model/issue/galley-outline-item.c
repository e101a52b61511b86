/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-outline-item.h"

/**
 * GalleyOutlineItem:
 *
 * A section or an entry in the outline. It stays the same object while its text changes, and tells
 * of what has become another.
 */
struct _GalleyOutlineItem
{
  GObject parent_instance;

  guint64 id;
  guint64 section_id;
  char *title;
  char *url;
  char *host;
  GalleyEntryKind kind;
  guint count;
  guint line;
  gboolean is_section;
  gboolean expanded;
};

enum
{
  PROP_TITLE = 1,
  PROP_HOST,
  PROP_KIND,
  PROP_COUNT,
  PROP_IS_SECTION,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GalleyOutlineItem, galley_outline_item, G_TYPE_OBJECT)

static void
notify (GalleyOutlineItem *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
galley_outline_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyOutlineItem *self = GALLEY_OUTLINE_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_IS_SECTION:
      g_value_set_boolean (value, self->is_section);
      break;
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_outline_item_finalize (GObject *object)
{
  GalleyOutlineItem *self = GALLEY_OUTLINE_ITEM (object);

  g_free (self->title);
  g_free (self->url);
  g_free (self->host);

  G_OBJECT_CLASS (galley_outline_item_parent_class)->finalize (object);
}

static void
galley_outline_item_class_init (GalleyOutlineItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = galley_outline_item_finalize;
  object_class->get_property = galley_outline_item_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * GalleyOutlineItem:host:
   *
   * Where the link of an entry leads, for people; %NULL when that cannot be said.
   */
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, flags);
  properties[PROP_KIND] =
    g_param_spec_uint ("kind", NULL, NULL, 0, GALLEY_N_ENTRY_KINDS - 1, 0, flags);
  /**
   * GalleyOutlineItem:count:
   *
   * How many entries a section has.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_SECTION] = g_param_spec_boolean ("is-section", NULL, NULL, FALSE, flags);
  /**
   * GalleyOutlineItem:expanded:
   *
   * Whether the entries of a section are listed.
   */
  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
galley_outline_item_init (GalleyOutlineItem *self)
{
  self->expanded = TRUE;
}

static char *
find_host (const char *url)
{
  g_autofree char *host = NULL;

  if (url == NULL
      || !g_uri_split_network (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL, &host,
                               NULL, NULL)
      || host == NULL || *host == '\0')
    return NULL;

  return g_strdup (g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host);
}

static void
set_title (GalleyOutlineItem *self, const char *title)
{
  if (g_set_str (&self->title, title))
    notify (self, PROP_TITLE);
}

static void
set_kind (GalleyOutlineItem *self, GalleyEntryKind kind)
{
  if (self->kind == kind)
    return;

  self->kind = kind;
  notify (self, PROP_KIND);
}

/**
 * galley_outline_item_set_section:
 * @self: an item that is a section
 * @section: what the section is now
 *
 * Takes over what the section says.
 */
void
galley_outline_item_set_section (GalleyOutlineItem *self, const GalleySection *section)
{
  self->line = section->line;
  self->section_id = section->id;
  set_title (self, section->name);
  set_kind (self, section->kind);
  if (self->count != section->entries->len)
    {
      self->count = section->entries->len;
      notify (self, PROP_COUNT);
    }
}

/**
 * galley_outline_item_set_entry:
 * @self: an item that is an entry
 * @entry: what the entry is now
 * @section: the section it is in
 *
 * Takes over what the entry says.
 */
void
galley_outline_item_set_entry (GalleyOutlineItem *self,
                               const GalleyEntry *entry,
                               const GalleySection *section)
{
  self->line = entry->line;
  self->section_id = section->id;
  set_title (self, entry->title);
  set_kind (self, entry->video != NULL ? GALLEY_ENTRY_VIDEO : section->kind);

  if (g_set_str (&self->url, entry->url) || self->url == NULL)
    {
      g_autofree char *host = find_host (self->url);

      if (g_set_str (&self->host, host != NULL ? host : entry->video_host))
        notify (self, PROP_HOST);
    }
}

/**
 * galley_outline_item_new_section:
 * @section: a section
 *
 * Returns: (transfer full): an item for it
 */
GalleyOutlineItem *
galley_outline_item_new_section (const GalleySection *section)
{
  GalleyOutlineItem *self = g_object_new (GALLEY_TYPE_OUTLINE_ITEM, NULL);

  self->id = section->id;
  self->is_section = TRUE;
  galley_outline_item_set_section (self, section);
  return self;
}

/**
 * galley_outline_item_new_entry:
 * @entry: an entry
 * @section: the section it is in
 *
 * Returns: (transfer full): an item for it
 */
GalleyOutlineItem *
galley_outline_item_new_entry (const GalleyEntry *entry, const GalleySection *section)
{
  GalleyOutlineItem *self = g_object_new (GALLEY_TYPE_OUTLINE_ITEM, NULL);

  self->id = entry->id;
  galley_outline_item_set_entry (self, entry, section);
  return self;
}

/**
 * galley_outline_item_get_id:
 * @self: an item
 *
 * Returns: the id of the section or of the entry
 */
guint64
galley_outline_item_get_id (GalleyOutlineItem *self)
{
  return self->id;
}

/**
 * galley_outline_item_is_section:
 * @self: an item
 *
 * Returns: whether it is a section, not an entry
 */
gboolean
galley_outline_item_is_section (GalleyOutlineItem *self)
{
  return self->is_section;
}

/**
 * galley_outline_item_get_title:
 * @self: an item
 *
 * Returns: (transfer none): the name of the section or the title of the entry; may be empty
 */
const char *
galley_outline_item_get_title (GalleyOutlineItem *self)
{
  return self->title;
}

/**
 * galley_outline_item_get_host:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): see #GalleyOutlineItem:host
 */
const char *
galley_outline_item_get_host (GalleyOutlineItem *self)
{
  return self->host;
}

/**
 * galley_outline_item_get_kind:
 * @self: an item
 *
 * Returns: what it is about
 */
GalleyEntryKind
galley_outline_item_get_kind (GalleyOutlineItem *self)
{
  return self->kind;
}

/**
 * galley_outline_item_get_count:
 * @self: an item
 *
 * Returns: see #GalleyOutlineItem:count
 */
guint
galley_outline_item_get_count (GalleyOutlineItem *self)
{
  return self->count;
}

/**
 * galley_outline_item_get_line:
 * @self: an item
 *
 * Returns: its first line in the file, from 1
 */
guint
galley_outline_item_get_line (GalleyOutlineItem *self)
{
  return self->line;
}

/**
 * galley_outline_item_get_section_id:
 * @self: an item
 *
 * Returns: the id of the section that it is in; of a section its own
 */
guint64
galley_outline_item_get_section_id (GalleyOutlineItem *self)
{
  return self->section_id;
}

/**
 * galley_outline_item_get_expanded:
 * @self: an item
 *
 * Returns: see #GalleyOutlineItem:expanded
 */
gboolean
galley_outline_item_get_expanded (GalleyOutlineItem *self)
{
  return self->expanded;
}

/* For the outline, which then lists other rows. Returns whether that is a change. */
gboolean
galley_outline_item_set_expanded (GalleyOutlineItem *self, gboolean expanded)
{
  if (self->expanded == expanded)
    return FALSE;

  self->expanded = expanded;
  notify (self, PROP_EXPANDED);
  return TRUE;
}
