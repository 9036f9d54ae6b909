/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-citing-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "text/tl-escape.h"
#include "ui/search/tl-hit-text.h"

/* Characters before and behind a citation. */
#define AROUND 140

void
tl_citing_passage_free (TlCitingPassage *passage)
{
  g_free (passage->anchor);
  g_free (passage->section);
  g_free (passage->text);
  g_free (passage);
}

static void
item_free (gpointer data)
{
  TlCitingItem *item = data;

  tl_document_unref (item->document);
  g_ptr_array_unref (item->passages);
  g_free (item);
}

void
tl_citing_list_free (TlCitingList *list)
{
  g_ptr_array_unref (list->items);
  g_free (list);
}

/* "Nhận định của Tòa án", "Điều 5. Nguyên tắc": what encloses the block and has a heading. */
static char *
dup_section (const TlDocument *document, guint block)
{
  for (int i = (int)block; i >= 0; i = tl_document_get_block (document, (guint)i)->parent)
    {
      const TlBlock *at = tl_document_get_block (document, (guint)i);
      gboolean labelled = at->label != NULL && *at->label != '\0';

      if (at->heading != NULL && *at->heading != '\0')
        return labelled ? g_strdup_printf ("%s. %s", at->label, at->heading)
                        : g_strdup (at->heading);
      if (at->kind == TL_BLOCK_ARTICLE && labelled)
        return g_strdup (at->label);
    }
  return g_strdup ("");
}

/* @n characters back from @at or forward, at a blank. */
static const char *
find_edge (const char *text, const char *at, int n)
{
  const char *end = text + strlen (text);
  const char *edge = at;

  for (int i = 0; i < ABS (n) && (n < 0 ? edge > text : edge < end); i++)
    edge = n < 0 ? g_utf8_prev_char (edge) : g_utf8_next_char (edge);
  if (edge == text || edge == end)
    return edge;
  while (edge != at && *edge != ' ' && *edge != '\n')
    edge = n < 0 ? g_utf8_next_char (edge) : g_utf8_prev_char (edge);
  return edge;
}

static gboolean
is_inside (const char *text, guint place)
{
  return place <= strlen (text) && ((guint8)text[place] & 0xc0) != 0x80;
}

static void
take_text (TlCitingPassage *passage, const char *text, const TlLink *link)
{
  const char *from = text, *to = text;
  const char *start, *end;
  g_autofree char *piece = NULL;
  glong before;

  /* A volume is data from outside: places must be those of characters. */
  if (!link->official && link->from <= link->to && is_inside (text, link->from)
      && is_inside (text, link->to))
    {
      from = text + link->from;
      to = text + link->to;
    }
  start = find_edge (text, from, -AROUND);
  end = find_edge (text, to, AROUND);
  while (start < from && (*start == ' ' || *start == '\n'))
    start++;
  piece = g_strndup (start, (gsize)(end - start));
  g_strdelimit (piece, "\n", ' ');
  before = start > text ? 1 : 0;
  passage->text = g_strconcat (before > 0 ? "…" : "", piece, *end != '\0' ? "…" : "", NULL);
  passage->from = (guint)(g_utf8_pointer_to_offset (start, from) + before);
  passage->to = passage->from + (guint)g_utf8_pointer_to_offset (from, to);
}

TlCitingPassage *
tl_citing_passage_new (const TlDocument *document, const TlLink *link)
{
  TlCitingPassage *passage = g_new0 (TlCitingPassage, 1);
  const TlBlock *block;

  if (link->block >= document->blocks->len)
    {
      passage->section = g_strdup ("");
      passage->text = g_strdup ("");
      return passage;
    }
  block = tl_document_get_block (document, link->block);
  passage->anchor = g_strdup (block->anchor);
  passage->section = dup_section (document, link->block);
  take_text (passage, block->text, link);
  return passage;
}

/* %NULL with @error, or without when the document was withdrawn meanwhile. */
static TlCitingItem *
load_item (TlLibrary *library, const TlCitedBy *cited, GError **error)
{
  g_autoptr (TlDocument) document = tl_library_load (library, cited->document->id, TRUE, error);
  TlCitingItem *item;

  if (document == NULL)
    return NULL;
  item = g_new0 (TlCitingItem, 1);
  item->document = tl_document_ref (cited->document);
  item->passages = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_citing_passage_free);
  item->n_places = cited->links->len;
  for (guint i = 0; i < cited->links->len && i < TL_CITING_PASSAGES; i++)
    g_ptr_array_add (item->passages, tl_citing_passage_new (document, cited->links->pdata[i]));
  return item;
}

TlCitingList *
tl_citing_list_load (TlLibrary *library,
                     const char *doc,
                     const char *anchor,
                     guint offset,
                     guint limit,
                     GError **error)
{
  g_autoptr (TlCitingList) list = g_new0 (TlCitingList, 1);
  g_autoptr (GPtrArray) found = NULL;

  list->items = g_ptr_array_new_with_free_func (item_free);
  found = tl_library_cited_by (library, doc, anchor, offset, limit, &list->total, error);
  if (found == NULL)
    return NULL;
  list->next = MIN (offset + limit, list->total);
  for (guint i = 0; i < found->len; i++)
    {
      GError *local = NULL;
      TlCitingItem *item = load_item (library, found->pdata[i], &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (item != NULL)
        g_ptr_array_add (list->items, item);
    }
  return g_steal_pointer (&list);
}

typedef struct
{
  TlLibrary *library;
  char *doc;
  char *anchor;
  guint offset;
  guint limit;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->library);
  g_free (job->doc);
  g_free (job->anchor);
  g_free (job);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  TlCitingList *list
      = tl_citing_list_load (job->library, job->doc, job->anchor, job->offset, job->limit, &error);

  if (list == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, list, (GDestroyNotify)tl_citing_list_free);
}

void
tl_citing_list_load_async (TlLibrary *library,
                           const char *doc,
                           const char *anchor,
                           guint offset,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->library = g_object_ref (library);
  job->doc = g_strdup (doc);
  job->anchor = g_strdup (anchor);
  job->offset = offset;
  job->limit = limit;
  g_task_set_source_tag (task, tl_citing_list_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_in_thread);
}

TlCitingList *
tl_citing_list_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
tl_citing_passage_markup (const TlCitingPassage *passage)
{
  const char *from = g_utf8_offset_to_pointer (passage->text, passage->from);
  const char *to = g_utf8_offset_to_pointer (passage->text, passage->to);
  g_autofree char *before = g_strndup (passage->text, (gsize)(from - passage->text));
  g_autofree char *cited = g_strndup (from, (gsize)(to - from));
  g_autofree char *before_markup = tl_escape_markup (before);
  g_autofree char *cited_markup = tl_escape_markup (cited);
  g_autofree char *after_markup = tl_escape_markup (to);

  return g_strconcat (before_markup, "<b>", cited_markup, "</b>", after_markup, NULL);
}

char *
tl_citing_item_title (const TlCitingItem *item)
{
  const TlDocument *document = item->document;
  const char *name = document->number != NULL  ? document->number
                     : document->title != NULL ? document->title
                                               : document->id;

  if (document->kind == TL_DOC_STATUTE)
    return document->title != NULL && document->number != NULL
               ? g_strdup_printf ("%s · %s", document->title, document->number)
               : g_strdup (name);
  return g_strdup_printf ("%s %s", tl_hit_kind_name (document->kind), name);
}

char *
tl_citing_item_details (const TlCitingItem *item)
{
  g_autofree char *date = tl_date_format_vi (item->document->issued);
  GString *details = g_string_new (item->document->issuer != NULL ? item->document->issuer : NULL);

  if (*date != '\0')
    g_string_append_printf (details, "%s%s", details->len > 0 ? " · " : "", date);
  if (item->n_places > 1)
    {
      g_autofree char *places = g_strdup_printf (
          g_dngettext (NULL, "%u place", "%u places", item->n_places), item->n_places);

      g_string_append_printf (details, "%s%s", details->len > 0 ? " · " : "", places);
    }
  return g_string_free (details, FALSE);
}

char *
tl_citing_total (guint total)
{
  if (total == 0)
    return g_strdup (_ ("No other document of the library cites it."));
  return g_strdup_printf (
      g_dngettext (NULL, "Cited by %u document", "Cited by %u documents", total), total);
}
