/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-mark.h"

#include "ui/reader/tl-passage.h"
#include "ui/reader/tl-pdf-layout.h"

#define MAX_SEARCHED_PAGES 500
/* A search on its way through the pages. */
typedef struct
{
  TlPdf *pdf;
  TlPdfWanted wanted;
  char *passage;
  guint page; /* first of the two pages looked at, from 0 */
  guint tries;
  TlPdfText *first;
} Search;

static void read_pages (GTask *task);

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->pdf);
  g_clear_pointer (&search->first, tl_pdf_text_free);
  g_free (search->passage);
  g_free (search);
}

static void
append_boxes (GArray *marks, guint page, const TlPdfText *text, guint from, guint to)
{
  g_autoptr (GArray) lines = NULL;

  if (text == NULL || text->boxes == NULL)
    return;
  lines = tl_pdf_layout_merge_boxes (text->boxes, text->n_chars, from, MIN (to, text->n_chars));
  for (guint i = 0; i < lines->len; i++)
    {
      TlPdfMark mark = { page, g_array_index (lines, TlPdfBox, i) };

      g_array_append_val (marks, mark);
    }
}

GArray *
tl_pdf_mark_match (const TlPdfWanted *wanted,
                   guint page,
                   const TlPdfText *first,
                   const TlPdfText *second)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (TlPdfMark));
  guint from = wanted->from;
  guint to = wanted->to;
  gboolean over;

  if (wanted->passage != NULL)
    {
      g_autofree char *both
          = g_strconcat (first->text, "\n", second != NULL ? second->text : "", NULL);
      guint start = first->n_chars + 1;

      if (tl_passage_find (both, wanted->passage, &from, &to) > 0)
        {
          append_boxes (marks, page, first, from, to);
          if (to > start)
            append_boxes (marks, page + 1, second, from > start ? from - start : 0, to - start);
          return marks;
        }
      from = wanted->from;
      to = wanted->to;
    }
  /* The characters of the block hold for the page they were counted on, and for no other. */
  if (wanted->page != page + 1 || (from == 0 && to == 0))
    return marks;
  over = to < from;
  append_boxes (marks, page, first, from, over ? first->n_chars : to);
  if (over)
    append_boxes (marks, page + 1, second, 0, to);
  return marks;
}

/* Where to look next. Returns: FALSE when everything was looked at. */
static gboolean
next_page (Search *search)
{
  guint n_pages = tl_pdf_get_n_pages (search->pdf);

  search->tries++;
  if (search->wanted.page == 0)
    {
      search->page++;
      return search->passage != NULL && search->page < MIN (n_pages, MAX_SEARCHED_PAGES);
    }
  if (search->passage == NULL || search->tries > 1 || search->page == 0)
    return FALSE;
  search->page--;
  return TRUE;
}

static void
judge (GTask *task, TlPdfText *second)
{
  Search *search = g_task_get_task_data (task);
  GArray *marks = tl_pdf_mark_match (&search->wanted, search->page, search->first, second);

  g_clear_pointer (&search->first, tl_pdf_text_free);
  if (marks->len > 0 || !next_page (search))
    {
      g_task_return_pointer (task, marks, (GDestroyNotify)g_array_unref);
      g_object_unref (task);
      return;
    }
  g_array_unref (marks);
  read_pages (task);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TlPdfText) text = tl_pdf_get_text_finish (search->pdf, result, &error);

  if (text == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (search->first != NULL)
    {
      judge (task, text);
      return;
    }
  search->first = g_steal_pointer (&text);
  if (search->page + 1 >= tl_pdf_get_n_pages (search->pdf))
    judge (task, NULL);
  else
    tl_pdf_get_text_async (search->pdf, search->page + 1, TL_PDF_PRIORITY_NEAR,
                           g_task_get_cancellable (task), text_cb, task);
}

static void
read_pages (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  tl_pdf_get_text_async (search->pdf, search->page,
                         search->wanted.page > 0 ? TL_PDF_PRIORITY_VISIBLE
                                                 : TL_PDF_PRIORITY_BACKGROUND,
                         g_task_get_cancellable (task), text_cb, task);
}

void
tl_pdf_mark_find_async (TlPdf *pdf,
                        const TlPdfWanted *wanted,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (pdf, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  guint n_pages = tl_pdf_get_n_pages (pdf);

  g_task_set_source_tag (task, tl_pdf_mark_find_async);
  search->pdf = g_object_ref (pdf);
  search->passage = g_strdup (wanted->passage);
  search->wanted = *wanted;
  search->wanted.passage = search->passage;
  search->page = wanted->page > 0 ? wanted->page - 1 : 0;
  g_task_set_task_data (task, search, search_free);
  if (search->page < n_pages && (wanted->page > 0 || wanted->passage != NULL))
    {
      read_pages (task);
      return;
    }
  g_task_return_pointer (task, g_array_new (FALSE, FALSE, sizeof (TlPdfMark)),
                         (GDestroyNotify)g_array_unref);
  g_object_unref (task);
}

GArray *
tl_pdf_mark_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
