/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the official codification (Bộ pháp điển điện tử): one file a subject (đề mục), which
 * holds the articles of many documents, mixed. Each entry has a code of the codification ("Điều
 * 16.1.LQ.173."), a source line in brackets that names the document, and the text. */
#include "config.h"

#include "import/tl-import-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "import/tl-html-lines.h"
#include "import/tl-phapdien-private.h"

static const char *const marks[]
    = { "pDieu", "pGhiChu", "pNoiDung", "pChiDan", "pChuong", "_content", NULL };

static void
entry_free (gpointer data)
{
  TlPhapdienEntry *entry = data;

  g_free (entry->anchor);
  g_free (entry->code);
  g_free (entry->heading);
  g_free (entry->source_line);
  g_free (entry->body);
  g_free (entry->references);
  g_clear_pointer (&entry->links, g_array_unref);
  tl_phapdien_source_free (entry->source);
  g_free (entry);
}

typedef struct
{
  TlPhapdienPage *page;
  GString *head;
  GString *source;
  GString *body;
  GArray *links;
  gboolean open;
  char *anchor;
} Walk;

static void
append_line (GString *text, const char *line, char separator)
{
  if (text->len > 0)
    g_string_append_c (text, separator);
  g_string_append (text, line);
}

/* "Điều 16.1.LQ.173. Tội trộm cắp tài sản": code and heading. */
static void
split_head (TlPhapdienEntry *entry, const char *head)
{
  const char *code = g_str_has_prefix (head, "Điều ") ? head + strlen ("Điều ") : head;
  const char *end = strchr (code, ' ');
  gsize length = end != NULL ? (gsize)(end - code) : strlen (code);

  while (length > 0 && code[length - 1] == '.')
    length--;
  entry->code = g_strndup (code, length);
  if (end == NULL)
    return;
  while (*end == ' ' || *end == '.')
    end++;
  entry->heading = *end != '\0' ? g_strdup (end) : NULL;
}

static void
close_entry (Walk *walk)
{
  TlPhapdienEntry *entry;
  g_autofree char *head = NULL;

  if (!walk->open)
    return;
  walk->open = FALSE;
  entry = g_new0 (TlPhapdienEntry, 1);
  head = _tl_import_clean (walk->head->str);
  split_head (entry, head);
  entry->anchor = g_steal_pointer (&walk->anchor);
  entry->source_line = _tl_import_clean (walk->source->str);
  entry->source = tl_phapdien_source_parse (entry->source_line);
  entry->body = _tl_import_normalize (walk->body->str);
  entry->links = g_steal_pointer (&walk->links);
  g_ptr_array_add (walk->page->entries, entry);
}

static void
open_entry (Walk *walk, const TlHtmlLine *line)
{
  close_entry (walk);
  walk->open = TRUE;
  g_string_truncate (walk->head, 0);
  g_string_truncate (walk->source, 0);
  g_string_truncate (walk->body, 0);
  g_free (walk->anchor);
  walk->anchor = g_strdup (line->anchor);
}

static void
take_heading (Walk *walk, const TlHtmlLine *line)
{
  TlPhapdienHeading heading = { .before = walk->page->entries->len,
                                .text = _tl_import_clean (line->text),
                                .anchor = g_strdup (line->anchor) };

  g_array_append_val (walk->page->headings, heading);
}

/* What stands after an article is the article's; what stands before one is of the last heading. */
static void
take_links (Walk *walk, const TlHtmlLine *line)
{
  GArray *headings = walk->page->headings;

  if (walk->open)
    {
      _tl_phapdien_take_links (&walk->links, line);
      return;
    }
  for (guint i = headings->len; i > 0; i--)
    {
      TlPhapdienHeading *heading = &g_array_index (headings, TlPhapdienHeading, i - 1);

      if (heading->anchor == NULL)
        continue;
      _tl_phapdien_take_links (&heading->links, line);
      return;
    }
}

static void
take_title (TlPhapdienPage *page, const char *text)
{
  g_autofree char *clean = _tl_import_clean (text);

  if (page->code == NULL && g_str_has_prefix (clean, "Đề mục "))
    page->code = g_strdup (clean + strlen ("Đề mục "));
  else if (page->subject == NULL)
    page->subject = g_steal_pointer (&clean);
}

static gboolean
line_cb (const TlHtmlLine *line, gpointer user_data, GError **error)
{
  Walk *walk = user_data;
  const char *mark = line->mark;

  if (mark == NULL)
    {
      if (strcmp (line->tag, "h3") == 0)
        take_title (walk->page, line->text);
      return TRUE;
    }
  walk->page->is_page = TRUE;
  if (strcmp (mark, "pChuong") == 0)
    {
      close_entry (walk);
      if (*line->text != '\0')
        take_heading (walk, line);
    }
  else if (strcmp (mark, "pDieu") == 0)
    {
      if (line->first)
        open_entry (walk, line);
      append_line (walk->head, line->text, ' ');
    }
  else if (strcmp (mark, "pGhiChu") == 0)
    append_line (walk->source, line->text, ' ');
  else if (strcmp (mark, "pNoiDung") == 0)
    append_line (walk->body, line->text, '\n');
  else if (strcmp (mark, "pChiDan") == 0)
    take_links (walk, line);
  return TRUE;
}

static void
heading_clear (gpointer data)
{
  TlPhapdienHeading *heading = data;

  g_free (heading->text);
  g_free (heading->anchor);
  g_clear_pointer (&heading->links, g_array_unref);
  g_free (heading->references);
}

TlPhapdienPage *
_tl_phapdien_page_read (GBytes *data, const char *name, GCancellable *cancellable, GError **error)
{
  TlPhapdienPage *page = g_new0 (TlPhapdienPage, 1);
  Walk walk = { .page = page };
  gboolean ok;

  page->entries = g_ptr_array_new_with_free_func (entry_free);
  page->headings = g_array_new (FALSE, FALSE, sizeof (TlPhapdienHeading));
  g_array_set_clear_func (page->headings, heading_clear);
  walk.head = g_string_new (NULL);
  walk.source = g_string_new (NULL);
  walk.body = g_string_new (NULL);
  ok = tl_html_lines_read (data, name, marks, line_cb, &walk, cancellable, error);
  close_entry (&walk);
  _tl_phapdien_read_references (page);
  g_clear_pointer (&walk.links, g_array_unref);
  g_free (walk.anchor);
  g_string_free (walk.head, TRUE);
  g_string_free (walk.source, TRUE);
  g_string_free (walk.body, TRUE);
  if (ok)
    return page;
  _tl_phapdien_page_free (page);
  return NULL;
}

void
_tl_phapdien_page_free (TlPhapdienPage *page)
{
  if (page == NULL)
    return;
  g_free (page->code);
  g_free (page->subject);
  g_ptr_array_unref (page->entries);
  g_array_unref (page->headings);
  g_free (page);
}

/* Every page ends by closing its content; one that does not was cut off on its way. */
static gboolean
is_complete (GBytes *data)
{
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);
  gsize window = MIN (size, 200);

  return size > 0 && g_strstr_len (bytes + size - window, (gssize)window, "</div>") != NULL;
}

/* BoPhapDien.html: a program that shows the pages. */
static gboolean
is_index (GBytes *data)
{
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);

  return size > 0 && g_strstr_len (bytes, (gssize)size, "jdAllTree") != NULL;
}

gboolean
_tl_import_phapdien (GBytes *data,
                     const char *name,
                     TlImportResult *result,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (TlPhapdienPage) page = _tl_phapdien_page_read (data, name, cancellable, error);

  if (page == NULL)
    return FALSE;
  if (!page->is_page && page->code == NULL && is_index (data))
    {
      _tl_import_note (result->notes, "the index of the codification, which holds no article");
      return TRUE;
    }
  if (!page->is_page && page->code == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                   "%s: not a page of the codification: no element of its classes was found", name);
      return FALSE;
    }
  if (!is_complete (data))
    {
      g_set_error (
          error, TL_ERROR, TL_ERROR_INPUT,
          "%s: truncated after %u articles: the end of the page is missing; fetch it again", name,
          page->entries->len);
      return FALSE;
    }
  if (page->entries->len == 0)
    {
      _tl_import_skip (result, "an empty stub: the page of đề mục %s (%s) holds no article",
                       page->code != NULL ? page->code : "?",
                       page->subject != NULL ? page->subject : "?");
      return TRUE;
    }
  return _tl_phapdien_build (page, name, result, error);
}

void
tl_import_result_set_snapshot (TlImportResult *result, const char *month)
{
  for (guint i = 0; i < result->documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (result->documents, i);
      g_autoptr (JsonObject) meta
          = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;

      if (meta == NULL || !json_object_has_member (meta, "codification"))
        continue;
      tl_json_set_string (meta, "snapshot", month);
      g_free (document->meta);
      document->meta = tl_json_to_line (meta);
    }
}
