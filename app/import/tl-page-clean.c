/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-page-clean.h"

#include <string.h>

#include "text/tl-gazette.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

/* A page with fewer letters shows a number or a stamp; one sentence has more. */
#define MIN_LETTERS 20
/* Running heads stand in the first or the last lines of a page. */
#define EDGE_LINES 3
/* "Người ký", "Email", "Cơ quan", "Thời gian ký", each on one or two lines. */
#define MAX_STAMP_LINES 8

typedef struct
{
  gsize from;
  gsize length;
} Span;

TlPageCleaner *
tl_page_cleaner_new (void)
{
  TlPageCleaner *self = g_new0 (TlPageCleaner, 1);

  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->map = tl_page_map_new ();
  self->heads = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tl_page_cleaner_free (TlPageCleaner *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->starts, g_array_unref);
  tl_page_map_free (self->map);
  g_ptr_array_unref (self->heads);
  g_free (self);
}

gboolean
tl_page_has_text (guint letters)
{
  return letters >= MIN_LETTERS;
}

/* Lines of the page that are not blank, without the white space at their ends. */
static GArray *
split_lines (const char *page)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Span));

  for (const char *at = page; *at != '\0';)
    {
      const char *end = at + strcspn (at, "\n\f");
      const char *stop = end;
      Span span;

      while (at < stop && g_ascii_isspace (*at))
        at++;
      while (stop > at && g_ascii_isspace (stop[-1]))
        stop--;
      span = (Span){ (gsize)(at - page), (gsize)(stop - at) };
      if (span.length > 0)
        g_array_append_val (lines, span);
      at = *end != '\0' ? end + 1 : end;
    }
  return lines;
}

static gboolean
begins_with (const char *page, const Span *line, const char *words)
{
  return line->length >= strlen (words) && strncmp (page + line->from, words, strlen (words)) == 0;
}

/* Lines from @first on that are the stamp of a signature, or 0. */
static guint
stamp_length (const char *page, GArray *lines, guint first)
{
  const Span *line = &g_array_index (lines, Span, first);

  if (!begins_with (page, line, "Người ký:") && !begins_with (page, line, "Ký bởi:")
      && !begins_with (page, line, "Digitally signed by"))
    return 0;
  for (guint i = first; i < lines->len && i < first + MAX_STAMP_LINES; i++)
    {
      line = &g_array_index (lines, Span, i);
      if (begins_with (page, line, "Thời gian ký:") || begins_with (page, line, "Ngày ký:")
          || begins_with (page, line, "Date:"))
        return i - first + 1;
    }
  return 1;
}

/* Drops the stamps of signatures and returns their number. */
static guint
drop_stamps (const char *page, GArray *lines)
{
  guint stamps = 0;

  for (guint i = 0; i < lines->len;)
    {
      guint length = stamp_length (page, lines, i);
      if (length == 0)
        {
          i++;
          continue;
        }
      g_array_remove_range (lines, i, length);
      stamps++;
    }
  return stamps;
}

/* Adds to @letters, until there are enough. */
static void
count_letters (const char *text, gsize length, guint *letters)
{
  for (const char *at = text; at < text + length && !tl_page_has_text (*letters);
       at = g_utf8_next_char (at))
    *letters += g_unichar_isalnum (g_utf8_get_char (at)) ? 1 : 0;
}

guint
tl_page_count_letters (const char *page)
{
  g_autoptr (GArray) lines = split_lines (page);
  guint letters = 0;

  drop_stamps (page, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const Span *line = &g_array_index (lines, Span, i);
      count_letters (page + line->from, line->length, &letters);
    }
  return letters;
}

/* A line at the head of the first page that stands there again on a later one is a running head,
 * whatever it says. */
static gboolean
is_repeated_head (TlPageCleaner *self, const char *line)
{
  g_autofree char *stripped = g_strstrip (g_strdup (line));

  if (self->pages == 1)
    {
      g_ptr_array_add (self->heads, g_steal_pointer (&stripped));
      return FALSE;
    }
  return *stripped != '\0'
         && g_ptr_array_find_with_equal_func (self->heads, stripped, g_str_equal, NULL);
}

/* Lines at the end of the page that are running heads. A number before other text is no page
 * number: footnotes begin with theirs. */
static guint
count_feet (const char *page, const GArray *lines)
{
  guint n = 0;

  while (n < lines->len && n < EDGE_LINES)
    {
      const Span *span = &g_array_index (lines, Span, lines->len - 1 - n);
      g_autofree char *line = g_strndup (page + span->from, span->length);

      if (!tl_gazette_is_running_head (line))
        break;
      n++;
    }
  return n;
}

static void
add_line (TlPageCleaner *self,
          const char *page,
          const Span *span,
          gboolean at_head,
          gboolean at_edge,
          guint *letters)
{
  g_autofree char *line = g_strndup (page + span->from, span->length);
  g_autofree char *repaired = NULL;
  gsize at = self->text->len;

  if (at_head && is_repeated_head (self, line))
    return;
  if (at_edge && tl_gazette_is_running_head (line))
    return;
  repaired = tl_gazette_repair_line (line);
  g_strdelimit (repaired, "\n\f\r", ' ');
  g_strstrip (repaired);
  if (*repaired == '\0')
    return;
  g_string_append (self->text, repaired);
  g_string_append_c (self->text, '\n');
  tl_page_map_add_line (self->map, at, span->from, span->length, strcmp (line, repaired) != 0);
  count_letters (repaired, strlen (repaired), letters);
}

/* OCR's text is as it comes; the PDF's own has been repaired and normalised by the worker. */
static char *
take_page (char *page, gboolean is_own)
{
  g_autofree char *held = NULL;
  g_autofree char *modern = NULL;

  if (is_own)
    return page;
  held = page;
  modern = tl_legacy_repair (held, -1);
  return tl_text_normalize (modern, -1, NULL);
}

guint
tl_page_cleaner_add (TlPageCleaner *self, char *page, gboolean is_own)
{
  char *text = take_page (page, is_own);
  g_autofree char *held = is_own ? NULL : text;
  g_autoptr (GArray) lines = split_lines (text);
  gsize start;
  guint letters = 0;
  guint feet;

  if (self->pages++ > 0)
    g_string_append_c (self->text, '\f');
  start = self->text->len;
  g_array_append_val (self->starts, start);
  tl_page_map_add_page (self->map, is_own ? text : NULL);
  self->stamps += drop_stamps (text, lines);
  feet = count_feet (text, lines);
  for (guint i = 0; i < lines->len; i++)
    add_line (self, text, &g_array_index (lines, Span, i), i < EDGE_LINES,
              i < EDGE_LINES || i + feet >= lines->len, &letters);
  self->letters += letters;
  self->empty += !tl_page_has_text (letters);
  return letters;
}
