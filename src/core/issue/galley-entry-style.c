/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-entry-style.h"

#include "galley-diagnostic.h"
#include "galley-entry-head.h"
#include "galley-shortcode.h"
#include "galley-shortcode-scan.h"

#include <string.h>

#define DEFAULT_SEPARATOR " : "

/**
 * galley_issue_find_newline:
 * @text: a text
 * @length: its length in bytes
 *
 * Returns: the line end that most of its lines have, a static string
 */
const char *
galley_issue_find_newline (const char *text, gsize length)
{
  const char *end = text + length;
  const char *p = text;
  gsize n_crlf = 0;
  gsize n = 0;

  while ((p = memchr (p, '\n', end - p)) != NULL)
    {
      n_crlf += p > text && p[-1] == '\r';
      n++;
      p++;
    }

  return n_crlf * 2 > n ? "\r\n" : "\n";
}

/* Which entry shows how those of a section are written: one of its own, or of one like it. */
static const GalleyEntry *
find_model (GalleyIssue *issue, const GalleySection *section, GalleyEntryKind kind)
{
  GPtrArray *sections = galley_issue_get_sections (issue);
  const GalleySection *best = NULL;

  if (section != NULL)
    for (guint i = section->entries->len; i-- > 0;)
      {
        const GalleyEntry *entry = g_ptr_array_index (section->entries, i);

        if (entry->form == section->form)
          return entry;
      }

  for (guint i = 0; i < sections->len; i++)
    {
      const GalleySection *candidate = g_ptr_array_index (sections, i);

      if (candidate->entries->len > 0 && (best == NULL || candidate->kind == kind))
        best = candidate;
    }

  return best != NULL ? g_ptr_array_index (best->entries, 0) : NULL;
}

static void
set_marker (GalleyEntryStyle *self, const char *text, const GalleyEntry *model)
{
  const char *start = text + model->span.offset;
  const char *title = text + model->head_title.offset;
  const char *number = text + model->number.offset;

  self->form = model->form;
  if (model->number.length == 0)
    {
      self->prefix = g_strndup (start, title - start);
      return;
    }

  self->prefix = g_strndup (start, number - start);
  self->suffix = g_strndup (number + model->number.length, title - number - model->number.length);
  self->like = (GalleyOrdinal) { .start = number, .end = number + model->number.length };
  self->like.chinese = !g_ascii_isdigit (*number);
}

static gboolean
is_bold (const char *text, const GalleyEntry *entry)
{
  return entry->head_title.length > 0 && entry->url == NULL
         && strchr ("*_", text[entry->head_title.offset]) != NULL;
}

/* The first separator that the section has, as the model may lack a description. */
static char *
find_separator (const char *text, const GalleySection *section, const GalleyEntry *model)
{
  for (guint i = 0; section != NULL && i < section->entries->len; i++)
    {
      const GalleyEntry *entry = g_ptr_array_index (section->entries, i);

      if (entry->form == model->form && entry->separator.length > 0 && entry->head_text.length > 0)
        return g_strndup (text + entry->separator.offset, entry->separator.length);
    }
  if (model->form == GALLEY_ENTRY_FORM_NUMBERED)
    return g_strdup ("");

  return g_strdup (DEFAULT_SEPARATOR);
}

/**
 * galley_entry_style_new:
 * @issue: an issue
 * @section: (nullable): a section of it; %NULL for one that is to be made
 * @kind: what the section is about
 *
 * Finds how entries are written: as those of the section, else as those of a section like it.
 *
 * Returns: (transfer full): the style, which borrows from the text of @issue
 */
GalleyEntryStyle *
galley_entry_style_new (GalleyIssue *issue, const GalleySection *section, GalleyEntryKind kind)
{
  GalleyEntryStyle *self = g_new0 (GalleyEntryStyle, 1);
  GBytes *bytes = galley_issue_get_text (issue);
  gsize length = g_bytes_get_size (bytes);
  const char *text = length > 0 ? g_bytes_get_data (bytes, NULL) : "";
  const GalleyEntry *model = find_model (issue, section, kind);

  self->kind = kind;
  self->newline = galley_issue_find_newline (text, length);
  self->form = GALLEY_ENTRY_FORM_PARAGRAPH;
  self->bold = galley_entry_kinds[kind].link == GALLEY_ENTRY_LINK_VIDEO;
  if (model != NULL)
    {
      set_marker (self, text, model);
      self->separator = find_separator (text, section, model);
      self->bold = self->bold || is_bold (text, model);
    }
  if (self->prefix == NULL)
    self->prefix = g_strdup ("");
  if (self->suffix == NULL)
    self->suffix = g_strdup ("");
  if (self->separator == NULL)
    self->separator = g_strdup (DEFAULT_SEPARATOR);

  return self;
}

void
galley_entry_style_free (GalleyEntryStyle *self)
{
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->separator);
  g_free (self);
}

/* What is before the title, with the number. */
static char *
make_marker (const GalleyEntryStyle *self, guint number)
{
  g_autofree char *digits = NULL;

  if (self->like.start == NULL)
    return g_strdup (self->prefix);

  digits = galley_ordinal_write (&self->like, number);
  return g_strconcat (self->prefix, digits, self->suffix, NULL);
}

/* How far what belongs to an entry is indented. */
static guint
get_indent (GalleyEntryForm form, const char *marker)
{
  GalleyListMarker list;
  g_autofree char *line = NULL;

  if (form != GALLEY_ENTRY_FORM_LIST)
    return 0;

  line = g_strconcat (marker, "x", NULL);
  return galley_list_marker_read (line, line + strlen (line), &list) ? list.content : 0;
}

/**
 * galley_entry_shift_lines:
 * @text: a text that starts in the middle of a line
 * @length: its length in bytes
 * @shift: by how many columns; less than 0 to the left
 *
 * Indents what is in a list item for another one. Blank lines stay empty, and what is inside a
 * shortcode, which is no Markdown, is not touched.
 *
 * Returns: (transfer full): the text
 */
char *
galley_entry_shift_lines (const char *text, gsize length, int shift)
{
  GString *result = g_string_sized_new (length + 64);
  g_autoptr (GPtrArray) diagnostics =
    g_ptr_array_new_with_free_func ((GDestroyNotify) galley_diagnostic_free);
  g_autoptr (GPtrArray) shortcodes = galley_shortcode_scan (text, length, 0, NULL, diagnostics);
  guint next = 0;
  gsize i = 0;

  while (i < length)
    {
      gsize start = i;
      gboolean inside;

      while (i < length && text[i] != '\n')
        i++;
      i = MIN (i + 1, length);
      g_string_append_len (result, text + start, i - start);
      if (i == length)
        break;

      while (next < shortcodes->len
             && ((GalleyShortcode *) g_ptr_array_index (shortcodes, next))->offset
                    + ((GalleyShortcode *) g_ptr_array_index (shortcodes, next))->length
                  <= i)
        next++;
      inside = next < shortcodes->len
               && ((GalleyShortcode *) g_ptr_array_index (shortcodes, next))->offset < i;
      if (inside || text[i] == '\n' || text[i] == '\r')
        continue;

      for (int n = 0; n < shift; n++)
        g_string_append_c (result, ' ');
      for (int n = shift; n < 0 && i < length && text[i] == ' '; n++)
        i++;
      if (shift < 0 && text[i] == '\t')
        i++;
    }

  return g_string_free_and_steal (result);
}

/* The title of an entry as it is written in another form. */
static char *
convert_title (const GalleyEntryStyle *self, const char *text, const GalleyEntry *entry)
{
  g_autofree char *title = g_strndup (text + entry->head_title.offset, entry->head_title.length);
  g_autofree char *label = g_strndup (text + entry->label.offset, entry->label.length);
  gboolean bold = is_bold (text, entry);

  if (self->form == GALLEY_ENTRY_FORM_HEADING && bold)
    return g_steal_pointer (&label);
  /* A plain title would not be told from the words around it. */
  if (entry->url == NULL && !bold && self->form != GALLEY_ENTRY_FORM_HEADING
      && entry->form != self->form && *title != '\0')
    return g_strdup_printf ("**%s**", strstr (title, "**") != NULL ? entry->title : title);

  return g_steal_pointer (&title);
}

static void
append_separator (GString *out, const GalleyEntryStyle *self, gboolean text)
{
  gsize length;

  if (text)
    {
      g_string_append (out, self->separator);
      return;
    }

  for (length = strlen (self->separator); length > 0 && self->separator[length - 1] == ' ';
       length--)
    ;
  g_string_append_len (out, self->separator, length);
}

/* Whether the description of an entry is a paragraph of its own. */
static gboolean
puts_text_below (const GalleyEntryStyle *self)
{
  return self->form == GALLEY_ENTRY_FORM_HEADING
         || (self->form == GALLEY_ENTRY_FORM_NUMBERED && *self->separator == '\0');
}

/* `1、` with all of its text below: without the number, only that is left. */
static gboolean
is_bare_number (const GalleyEntryStyle *self, const GalleyEntry *entry)
{
  return entry->head_title.length == 0 && entry->head_text.length == 0
         && (self->form == GALLEY_ENTRY_FORM_PARAGRAPH || self->form == GALLEY_ENTRY_FORM_LIST);
}

static void
append_break (GString *out, const GalleyEntryStyle *self)
{
  g_string_append (out, self->newline);
  g_string_append (out, self->newline);
}

/**
 * galley_entry_style_convert:
 * @self: how it shall be written
 * @text: the text that an entry is in
 * @length: its length in bytes
 * @entry: the entry
 * @number: which number it gets, where entries are numbered
 *
 * Writes an entry as those of another section. Only its first line changes, and, in and out of
 * lists, the indentation of the others.
 *
 * Returns: (transfer full): the text of the entry, without the last line end
 */
char *
galley_entry_style_convert (const GalleyEntryStyle *self,
                            const char *text,
                            gsize length,
                            const GalleyEntry *entry,
                            guint number)
{
  g_autofree char *marker = make_marker (self, number);
  GString *out = g_string_new (marker);
  gsize end = entry->span.offset + entry->span.length;
  int shift = (int) get_indent (self->form, marker) - (int) entry->indent;
  gboolean has_text = entry->head_text.length > 0;
  gsize head_end = entry->head_end;
  g_autofree char *rest = NULL;

  while (end < length && (text[end] == ' ' || text[end] == '\t'))
    end++;

  if (entry->form == self->form)
    {
      g_string_append_len (out, text + entry->head_title.offset,
                           entry->head_end - entry->head_title.offset);
    }
  else if (is_bare_number (self, entry))
    {
      while (head_end < end && g_ascii_isspace (text[head_end]))
        head_end++;
    }
  else
    {
      g_autofree char *title = convert_title (self, text, entry);
      g_string_append (out, title);
      if (puts_text_below (self) && has_text)
        append_break (out, self);
      else if (!puts_text_below (self)
               && (has_text || self->form != GALLEY_ENTRY_FORM_LIST || entry->url == NULL))
        append_separator (out, self, has_text);
      g_string_append_len (out, text + entry->head_text.offset, entry->head_text.length);
    }

  rest = shift != 0 ? galley_entry_shift_lines (text + head_end, end - head_end, shift)
                    : g_strndup (text + head_end, end - head_end);
  g_string_append (out, rest);

  return g_string_free_and_steal (out);
}

/* Of a text that is no Markdown what could be read as such: in the label of a link also brackets.
 * The braces of a shortcode, which Hugo would run, are taken apart. */
static gboolean
is_mark (const char *text, const char *p)
{
  gboolean in_word = p > text && g_ascii_isalnum (p[-1]) && g_ascii_isalnum (p[1]);

  return strchr ("[]\\<`*", *p) != NULL || (*p == '_' && !in_word)
         || (*p == '{' && p > text && p[-1] == '{');
}

/**
 * galley_entry_escape:
 * @text: plain text
 *
 * Returns: (transfer full): Markdown of one line that reads as @text
 */
char *
galley_entry_escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (is_mark (text, p))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' || *p == '\r' ? ' ' : *p);
    }

  return g_string_free_and_steal (out);
}

static void
append_address (GString *out, const char *url)
{
  static const char allowed[] = "!#$%&'*+,-./:;=?@_~[]";

  for (const char *p = url; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || (guchar) *p >= 0x80 || strchr (allowed, *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guint) (guchar) *p);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static void
note_cursor (GString *out, gboolean empty, gsize *cursor)
{
  if (empty && *cursor == G_MAXSIZE)
    *cursor = out->len;
}

static void
append_title (GString *out,
              const GalleyEntryStyle *self,
              const GalleyEntryDraft *draft,
              gsize *cursor)
{
  const char *title = draft->title != NULL ? draft->title : "";
  g_autofree char *label = galley_entry_escape (title);
  gboolean linked = !is_empty (draft->url) || !(self->bold || !is_empty (draft->video));
  const char *mark = linked ? "[" : self->form == GALLEY_ENTRY_FORM_HEADING ? "" : "**";

  g_string_append (out, mark);
  note_cursor (out, *title == '\0', cursor);
  g_string_append (out, label);
  if (!linked)
    {
      g_string_append (out, mark);
      return;
    }

  g_string_append (out, "](");
  note_cursor (out, is_empty (draft->url), cursor);
  append_address (out, draft->url != NULL ? draft->url : "");
  g_string_append (out, ")");
}

static void
append_media (GString *out, const GalleyEntryStyle *self, const GalleyEntryDraft *draft)
{
  if (!is_empty (draft->image))
    {
      append_break (out, self);
      g_string_append (out, "![](");
      append_address (out, draft->image);
      g_string_append (out, ")");
    }
  if (!is_empty (draft->video))
    {
      gboolean bare = strspn (draft->video, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_")
                      == strlen (draft->video);
      g_autofree char *escaped = g_strescape (draft->video, NULL);

      append_break (out, self);
      g_string_append_printf (out, bare ? "{{< %s %s >}}" : "{{< %s \"%s\" >}}",
                              draft->video_host != NULL ? draft->video_host : "bilibili", escaped);
    }
}

/**
 * galley_entry_style_write:
 * @self: how it shall be written
 * @draft: what it shall say
 * @number: which number it gets, where entries are numbered
 * @cursor: (out): where its first empty field is, else its end, in bytes
 *
 * Writes a new entry.
 *
 * Returns: (transfer full): its text, without the last line end
 */
char *
galley_entry_style_write (const GalleyEntryStyle *self,
                          const GalleyEntryDraft *draft,
                          guint number,
                          gsize *cursor)
{
  g_autofree char *marker = make_marker (self, number);
  g_autoptr (GString) out = g_string_new (marker);
  gboolean has_text = !is_empty (draft->text);
  gsize place = G_MAXSIZE;
  int indent;
  g_autofree char *shifted = NULL;

  append_title (out, self, draft, &place);
  if (!puts_text_below (self))
    g_string_append (out, self->separator);
  else if (has_text)
    append_break (out, self);
  note_cursor (out, !has_text, &place);
  g_string_append (out, has_text ? draft->text : "");
  append_media (out, self, draft);

  *cursor = MIN (place, out->len);
  indent = (int) get_indent (self->form, marker);
  if (indent == 0)
    return g_strdup (out->str);

  shifted = galley_entry_shift_lines (out->str, out->len, indent);
  if (place == G_MAXSIZE)
    *cursor = strlen (shifted);
  return g_steal_pointer (&shifted);
}
