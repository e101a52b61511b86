/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-next-issue.h"

#include "galley-front-matter.h"
#include "galley-issue-rewrite.h"
#include "galley-ordinal.h"

#include <string.h>

typedef struct
{
  GalleyIssueRewrite *plan;
  const GalleyFrontMatter *front_matter;
  gboolean has_number;
  guint number;
  guint next;
  const char *time_zone;
  GDateTime *now;
  gboolean has_draft;
} Maker;

static gboolean
is_one_of (const char *key, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_ascii_strcasecmp (key, keys[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
write_number (Maker *self, const GalleyOrdinal *ordinal)
{
  g_autofree char *digits = galley_ordinal_write (ordinal, self->next);

  galley_issue_rewrite_add (self->plan, ordinal->start - self->plan->text,
                            ordinal->end - ordinal->start, digits);
}

/* Raises the number wherever it surely is that of the issue. Says whether it is anywhere. */
static gboolean
raise_number (Maker *self, gsize offset, gsize length)
{
  const char *end = self->plan->text + offset + length;
  GalleyOrdinal ordinal;
  gboolean found = FALSE;

  for (const char *p = end - length;
       self->has_number
       && galley_ordinal_find_value (p, end, self->number, GALLEY_ORDINAL_SURE, &ordinal);
       p = ordinal.end)
    {
      write_number (self, &ordinal);
      found = TRUE;
    }

  return found;
}

static gboolean
is_part_edge (const char *p)
{
  return strchr ("/\"'", *p) != NULL;
}

/* `/weekly/7/`, but not the last part of `/2024/05/07/`. */
static gboolean
raise_last_part (Maker *self, const char *start, const char *end)
{
  const char *part = end;
  GalleyOrdinal ordinal;

  while (end > start && is_part_edge (end - 1))
    end--;
  for (part = end; part > start && g_ascii_isdigit (part[-1]); part--)
    ;
  if (part == end || part - start < 2 || part[-1] != '/' || g_ascii_isdigit (part[-2])
      || !galley_ordinal_read_number (part, end, &ordinal) || ordinal.value != self->number)
    return FALSE;

  write_number (self, &ordinal);
  return TRUE;
}

/* The same in a title or a name, where it need not be sure: `weekly-7`. */
static void
raise_number_of_name (Maker *self, gsize offset, gsize length)
{
  const char *end = self->plan->text + offset + length;
  GalleyOrdinal last = { 0 };
  GalleyOrdinal ordinal;

  if (!self->has_number || raise_number (self, offset, length)
      || raise_last_part (self, end - length, end))
    return;
  for (const char *p = end - length;
       galley_ordinal_find_value (p, end, self->number, GALLEY_ORDINAL_MAYBE, &ordinal);
       p = ordinal.end)
    last = ordinal;
  if (last.start != NULL)
    write_number (self, &last);
}

/* The zone of a date as it is written: `+08:00` or `Z` at its end. */
static GTimeZone *
read_zone (const char *text, gsize length)
{
  g_autofree char *date = g_strndup (text, length);
  const char *sign;

  g_strdelimit (date, "\"'", ' ');
  g_strstrip (date);
  if (g_str_has_suffix (date, "Z"))
    return g_time_zone_new_utc ();
  sign = strlen (date) > 10 ? strpbrk (date + 10, "+-") : NULL;

  return sign != NULL ? g_time_zone_new_identifier (sign) : NULL;
}

static char *
write_date (const Maker *self, const char *old, gsize length)
{
  g_autoptr (GTimeZone) zone =
    self->time_zone != NULL ? g_time_zone_new_identifier (self->time_zone) : NULL;
  g_autoptr (GDateTime) date = NULL;
  const char *quote = length > 0 && (*old == '"' || *old == '\'') ? old : NULL;
  const char *format = "%Y-%m-%dT%H:%M:%S%:z";
  g_autofree char *text = NULL;

  if (zone == NULL)
    zone = read_zone (old, length);
  date = zone != NULL ? g_date_time_to_timezone (self->now, zone) : g_date_time_ref (self->now);

  if (length - (quote != NULL ? MIN (length, 2) : 0) == strlen ("2006-01-02"))
    format = "%Y-%m-%d";
  else if (memchr (old, 'T', length) == NULL && memchr (old, ' ', length) != NULL)
    format = read_zone (old, length) != NULL ? "%Y-%m-%d %H:%M:%S %:z" : "%Y-%m-%d %H:%M:%S";

  text = g_date_time_format (date, format);
  return quote != NULL ? g_strdup_printf ("%c%s%c", *quote, text, *quote) : g_steal_pointer (&text);
}

static void
set_date (Maker *self, const GalleyValue *value)
{
  g_autofree char *date = write_date (self, self->plan->text + value->offset, value->length);

  galley_issue_rewrite_add (self->plan, value->offset, value->length, date);
}

static void
empty_scalar (Maker *self, const GalleyValue *value)
{
  char quote = value->length > 0 ? self->plan->text[value->offset] : '"';
  const char *empty = quote == '\'' ? "''" : "\"\"";

  if (value->kind == GALLEY_VALUE_STRING && value->length > 0 && value->text != NULL
      && *value->text != '\0')
    galley_issue_rewrite_add (self->plan, value->offset, value->length, empty);
}

/* Values shared by an alias are where their anchor is, and would be emptied twice. */
static void
empty_value (Maker *self, const GalleyValue *value, gsize *reached, guint depth)
{
  if (value->offset < *reached || depth > 8)
    return;
  if (value->items == NULL)
    {
      empty_scalar (self, value);
      *reached = value->offset + value->length;
    }
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    empty_value (self, g_ptr_array_index (value->items, i), reached, depth + 1);
}

static gboolean
is_link (const GalleyValue *value)
{
  return value->kind == GALLEY_VALUE_STRING && value->text != NULL
         && (g_str_has_prefix (value->text, "http://")
             || g_str_has_prefix (value->text, "https://"));
}

static void
make_field (Maker *self, const char *key, const GalleyValue *value, gsize *reached)
{
  static const char *const dates[] = { "date", "lastmod", "publishDate", "updated", NULL };
  static const char *const names[] = { "title",       "slug",         "linkTitle", "url",
                                       "permalink",   "issue",        "number",    "weight",
                                       "issueNumber", "issue_number", NULL };
  static const char *const media[] = {
    "cover",        "img",    "image",  "featured_image", "featuredImage",
    "featureimage", "images", "bigimg", "thumbnail",      "banner",
    "video",        "videos", "audio",  "aliases",        "links",
    "meta_image",   "photo",  "photos", "gallery",        "cover_image",
    "coverImage",   NULL
  };

  if (value->offset < *reached)
    return;
  if (is_one_of (key, dates) && value->items == NULL && value->length > 0)
    set_date (self, value);
  else if (g_ascii_strcasecmp (key, "draft") == 0 && value->items == NULL && value->length > 0)
    {
      galley_issue_rewrite_add (self->plan, value->offset, value->length, "true");
      self->has_draft = TRUE;
    }
  else if (is_one_of (key, media))
    {
      empty_value (self, value, reached, 0);
      return;
    }
  else if (is_one_of (key, names) && value->items == NULL)
    raise_number_of_name (self, value->offset, value->length);
  else if (is_link (value) && g_ascii_strncasecmp (key, "author", 6) != 0)
    empty_scalar (self, value);
  else if (value->kind == GALLEY_VALUE_STRING)
    raise_number (self, value->offset, value->length);
  *reached = MAX (*reached, value->offset + value->length);
}

/* The line `draft: true` after the date; without it the page might be published half written. */
static void
add_draft (Maker *self)
{
  const GalleyFrontMatter *front_matter = self->front_matter;
  gsize end = front_matter->offset + front_matter->length;
  const GalleyValue *date = galley_value_get (front_matter->root, "date");
  gsize offset = date != NULL ? date->offset + date->length : front_matter->offset;
  const char *newline = self->plan->newline;
  g_autofree char *line = NULL;

  if (front_matter->kind == GALLEY_FRONT_MATTER_JSON)
    {
      if (date != NULL)
        galley_issue_rewrite_add (self->plan, offset, 0, ", \"draft\": true");
      return;
    }

  while (offset < end && self->plan->text[offset] != '\n')
    offset++;
  offset = MIN (offset + 1, end);
  line = g_strdup_printf (front_matter->kind == GALLEY_FRONT_MATTER_TOML ? "draft = true%s"
                                                                         : "draft: true%s",
                          newline);
  galley_issue_rewrite_add (self->plan, offset, 0, line);
}

static void
make_front_matter (Maker *self)
{
  const GalleyValue *root = self->front_matter->root;
  gsize reached = 0;

  if (root == NULL)
    return;

  for (guint i = 0; i < root->items->len; i++)
    {
      const GalleyValue *key = g_ptr_array_index (root->keys, i);

      if (key->text != NULL)
        make_field (self, key->text, g_ptr_array_index (root->items, i), &reached);
    }
  if (!self->has_draft)
    add_draft (self);
}

static gsize
get_end (const Maker *self, const GalleyEntry *entry)
{
  return galley_issue_rewrite_get_end (self->plan, entry->span.offset + entry->span.length);
}

static gboolean
is_gap (const Maker *self, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (!g_ascii_isspace (self->plan->text[i]) && strchr ("-*_", self->plan->text[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Entries go; what stands between them and is none stays. Returns where the last one ended. */
static gsize
drop_entries (Maker *self, const GalleySection *section, gsize reached)
{
  for (guint i = 0; i < section->entries->len;)
    {
      const GalleyEntry *first = g_ptr_array_index (section->entries, i);
      gsize end = get_end (self, first);

      for (i++; i < section->entries->len; i++)
        {
          const GalleyEntry *entry = g_ptr_array_index (section->entries, i);

          if (!is_gap (self, end, entry->span.offset))
            break;
          end = get_end (self, entry);
        }
      raise_number (self, reached, first->span.offset - reached);
      galley_issue_rewrite_cut (self->plan, first->span.offset, end, G_MAXSIZE, G_MAXSIZE);
      reached = end;
    }

  return reached;
}

static void
make_body (Maker *self)
{
  GPtrArray *sections = galley_issue_get_sections (self->plan->issue);
  gsize reached = self->front_matter->body_offset;

  for (guint i = 0; i < sections->len; i++)
    reached = drop_entries (self, g_ptr_array_index (sections, i), reached);
  raise_number (self, reached, self->plan->length - reached);
}

/**
 * galley_next_issue_make_text:
 * @text: the last issue, valid UTF-8
 * @length: its length in bytes
 * @reading: (nullable): how it is read; where the site has no time zone, the offset of the last
 *   date counts
 * @now: the time it is
 * @number: (inout): the number of the new issue; 0 for the next one; 0 afterwards when the last
 *   issue has none
 * @new_length: (out): the length of the new issue in bytes
 *
 * Makes the next issue of the last: the number raised, the date of now, a draft, without entries,
 * pictures and links; all else as it was.
 *
 * Returns: (transfer full): the text of the new issue
 */
char *
galley_next_issue_make_text (const char *text,
                             gsize length,
                             GalleyReading *reading,
                             GDateTime *now,
                             guint *number,
                             gsize *new_length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  const GalleyProofOptions options = { .reading = reading };
  g_autoptr (GalleyProof) proof = galley_proof_new (bytes, &options, NULL);
  g_autoptr (GalleyIssue) issue = galley_issue_new (proof, NULL);
  g_autoptr (GalleyIssueRewrite) plan = galley_issue_rewrite_new (issue);
  g_autoptr (GalleyIssueChange) change = NULL;
  Maker maker = {
    .plan = plan,
    .front_matter = galley_proof_get_front_matter (proof),
    .time_zone = reading != NULL ? reading->dialect->time_zone : NULL,
    .now = now,
  };

  maker.has_number = galley_issue_get_number (issue, &maker.number);
  maker.next = *number > 0 ? *number : maker.number + 1;
  *number = maker.has_number ? maker.next : 0;
  make_front_matter (&maker);
  make_body (&maker);
  change = galley_issue_rewrite_finish (plan, 0, 0, 0, 0);

  return galley_edit_list_apply (change->edits, plan->text, plan->length, new_length);
}

/* `2019-07-05-name`: the date goes with the issue. */
static char *
renew_date (const char *name, GDateTime *now)
{
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");

  for (guint i = 0; i < strlen (date); i++)
    if (i == 4 || i == 7 ? name[i] != '-' : !g_ascii_isdigit (name[i]))
      return NULL;
  if (g_ascii_isdigit (name[strlen (date)]))
    return NULL;

  return g_strconcat (date, name + strlen (date), NULL);
}

static char *
renew_name (const char *name, guint number, guint next, GDateTime *now)
{
  g_autofree char *dated = renew_date (name, now);
  const char *base = dated != NULL ? dated : name;
  const char *start = base + (dated != NULL ? strlen ("2006-01-02") : 0);
  const char *end = base + strlen (base);
  GalleyOrdinal found = { 0 };
  GalleyOrdinal ordinal;

  if (next == 0)
    return g_steal_pointer (&dated);

  for (const char *p = start;
       galley_ordinal_find_value (p, end, number, GALLEY_ORDINAL_MAYBE, &ordinal); p = ordinal.end)
    found = ordinal;
  if (found.start != NULL)
    {
      g_autofree char *digits = galley_ordinal_write (&found, next);

      return g_strdup_printf ("%.*s%s%s", (int) (found.start - base), base, digits, found.end);
    }

  return dated != NULL ? g_steal_pointer (&dated) : g_strdup_printf ("%s-%u", name, next);
}

/**
 * galley_next_issue_make_path:
 * @path: (type filename): the path of the last issue
 * @number: its number
 * @next: the number of the new issue, 0 when issues have none
 * @now: the time it is
 *
 * Proposes where the new issue shall be: beside the last one, the number and a date in the name of
 * the file, or of its folder when it is called `index`, renewed.
 *
 * Returns: (transfer full) (nullable) (type filename): the path, %NULL when the name tells nothing
 */
char *
galley_next_issue_make_path (const char *path, guint number, guint next, GDateTime *now)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *stem = g_strndup (name, strcspn (name, "."));
  g_autofree char *made = NULL;

  if (g_str_equal (stem, "index"))
    {
      g_autofree char *parent = g_path_get_dirname (folder);
      g_autofree char *bundle = g_path_get_basename (folder);

      made = renew_name (bundle, number, next, now);
      return made != NULL ? g_build_filename (parent, made, name, NULL) : NULL;
    }

  made = renew_name (stem, number, next, now);
  if (made == NULL)
    return NULL;

  {
    g_autofree char *file = g_strconcat (made, name + strlen (stem), NULL);

    return g_build_filename (folder, file, NULL);
  }
}
