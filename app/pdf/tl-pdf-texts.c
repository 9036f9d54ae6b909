/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-texts.h"

#include "pdf/tl-pdf-private.h"
#include "pdf/tl-pdf-texts-private.h"

/* Pages that are looked at for text in one go. */
#define SCAN_STEP 4

typedef struct
{
  TlPdfPageText *text; /* %NULL when it is not kept */
  guint64 used;
} Entry;

struct _TlPdfTexts
{
  GObject parent_instance;

  TlPdf *pdf;
  guint n_pages;
  GMutex lock;

  /* Under the lock. */
  Entry *entries; /* (array length=n_pages) */
  gsize bytes;
  gsize max_bytes;
  guint64 clock;
};

G_DEFINE_FINAL_TYPE (TlPdfTexts, tl_pdf_texts, G_TYPE_OBJECT)

typedef struct
{
  guint first;
  guint n_pages;
} LoadData;

typedef struct
{
  TlPdfScan *found;
  guint next;
} Scan;

static void
tl_pdf_texts_finalize (GObject *object)
{
  TlPdfTexts *self = TL_PDF_TEXTS (object);

  for (guint i = 0; i < self->n_pages; i++)
    g_clear_pointer (&self->entries[i].text, tl_pdf_page_text_unref);
  g_free (self->entries);
  g_mutex_clear (&self->lock);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (tl_pdf_texts_parent_class)->finalize (object);
}

static void
tl_pdf_texts_class_init (TlPdfTextsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_pdf_texts_finalize;
}

static void
tl_pdf_texts_init (TlPdfTexts *self)
{
  g_mutex_init (&self->lock);
  self->max_bytes = TL_PDF_TEXTS_MAX_BYTES;
}

TlPdfTexts *
tl_pdf_texts_new (TlPdf *pdf)
{
  TlPdfTexts *self;

  g_return_val_if_fail (TL_IS_PDF (pdf), NULL);

  self = g_object_new (TL_TYPE_PDF_TEXTS, NULL);
  self->pdf = g_object_ref (pdf);
  self->n_pages = tl_pdf_get_n_pages (pdf);
  self->entries = g_new0 (Entry, self->n_pages);
  return self;
}

TlPdf *
tl_pdf_texts_get_pdf (TlPdfTexts *self)
{
  g_return_val_if_fail (TL_IS_PDF_TEXTS (self), NULL);

  return self->pdf;
}

gsize
tl_pdf_texts_get_bytes (TlPdfTexts *self)
{
  gsize bytes;

  g_return_val_if_fail (TL_IS_PDF_TEXTS (self), 0);

  g_mutex_lock (&self->lock);
  bytes = self->bytes;
  g_mutex_unlock (&self->lock);
  return bytes;
}

TlPdfPageText *
tl_pdf_texts_ref_page (TlPdfTexts *self, guint page)
{
  TlPdfPageText *text = NULL;

  g_return_val_if_fail (TL_IS_PDF_TEXTS (self) && page < self->n_pages, NULL);

  g_mutex_lock (&self->lock);
  if (self->entries[page].text != NULL)
    {
      text = tl_pdf_page_text_ref (self->entries[page].text);
      self->entries[page].used = ++self->clock;
    }
  g_mutex_unlock (&self->lock);
  return text;
}

/* Under the lock. */
static void
drop_oldest (TlPdfTexts *self)
{
  Entry *oldest = NULL;

  for (guint i = 0; i < self->n_pages; i++)
    if (self->entries[i].text != NULL && (oldest == NULL || self->entries[i].used < oldest->used))
      oldest = &self->entries[i];
  self->bytes -= tl_pdf_page_text_get_size (oldest->text);
  g_clear_pointer (&oldest->text, tl_pdf_page_text_unref);
}

static void
keep (TlPdfTexts *self, guint page, TlPdfPageText *text, gboolean make_room)
{
  gsize size = tl_pdf_page_text_get_size (text);

  g_mutex_lock (&self->lock);
  while (make_room && self->bytes > 0 && self->bytes + size > self->max_bytes)
    drop_oldest (self);
  if (self->entries[page].text == NULL && self->bytes + size <= self->max_bytes)
    {
      self->entries[page].text = tl_pdf_page_text_ref (text);
      self->entries[page].used = ++self->clock;
      self->bytes += size;
    }
  g_mutex_unlock (&self->lock);
}

static TlPdfPageText *
read_page (TlPdfTexts *self, guint page, gboolean in_row, GCancellable *cancellable, GError **error)
{
  TlPdfPageText *text = tl_pdf_texts_ref_page (self, page);
  TlPdfText *read;

  if (text != NULL)
    return text;
  read = in_row ? _tl_pdf_get_text_row (self->pdf, page, cancellable, error)
                : tl_pdf_get_text (self->pdf, page, TRUE, cancellable, error);
  if (read == NULL)
    return NULL;
  text = tl_pdf_page_text_new (read);
  keep (self, page, text, !in_row);
  return text;
}

TlPdfPageText *
_tl_pdf_texts_read_page (TlPdfTexts *self, guint page, GCancellable *cancellable, GError **error)
{
  return read_page (self, page, TRUE, cancellable, error);
}

void
_tl_pdf_texts_set_max_bytes (TlPdfTexts *self, gsize max_bytes)
{
  self->max_bytes = max_bytes;
}

static gpointer
run_load (GTask *task, GError **error)
{
  TlPdfTexts *self = g_task_get_source_object (task);
  const LoadData *data = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  for (guint i = 0; i < data->n_pages; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (pages, read_page (self, data->first + i, FALSE, cancellable, NULL));
    }
  return g_steal_pointer (&pages);
}

void
tl_pdf_texts_load_async (TlPdfTexts *self,
                         guint first,
                         guint n_pages,
                         TlPdfPriority priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  LoadData data = { first, 0 };
  GTask *task;

  g_return_if_fail (TL_IS_PDF_TEXTS (self) && first < self->n_pages);

  data.n_pages = MIN (n_pages, self->n_pages - first);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_pdf_texts_load_async);
  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), g_free);
  _tl_pdf_push (self->pdf, task, priority, run_load, (GDestroyNotify)g_ptr_array_unref);
}

GPtrArray *
tl_pdf_texts_load_finish (TlPdfTexts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_pdf_scan_free (TlPdfScan *scan)
{
  if (scan == NULL)
    return;
  g_free (scan->is_scan);
  g_free (scan);
}

static void
scan_clear (gpointer data)
{
  Scan *scan = data;

  tl_pdf_scan_free (scan->found);
  g_free (scan);
}

gboolean
tl_pdf_scan_is_whole (const TlPdfScan *scan)
{
  return scan->n_scans > 0 && scan->n_scans + scan->n_failed == scan->n_pages;
}

static void scan_on (GTask *task);

static void
scan_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Scan *scan = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = tl_pdf_texts_load_finish (TL_PDF_TEXTS (source), result, &error);

  if (pages == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < pages->len; i++, scan->next++)
    {
      const TlPdfPageText *page = pages->pdata[i];

      scan->found->n_failed += page == NULL;
      scan->found->is_scan[scan->next] = page != NULL && tl_pdf_page_text_is_scan (page);
      scan->found->n_scans += scan->found->is_scan[scan->next] ? 1 : 0;
    }
  if (scan->next < scan->found->n_pages)
    scan_on (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&scan->found), (GDestroyNotify)tl_pdf_scan_free);
}

/* A few pages at a time, so that what the judge sees is drawn in between. @task: (transfer full) */
static void
scan_on (GTask *task)
{
  const Scan *scan = g_task_get_task_data (task);

  tl_pdf_texts_load_async (g_task_get_source_object (task), scan->next,
                           MIN (SCAN_STEP, scan->found->n_pages - scan->next),
                           TL_PDF_PRIORITY_BACKGROUND, g_task_get_cancellable (task),
                           scan_loaded_cb, task);
}

void
tl_pdf_texts_scan_async (TlPdfTexts *self,
                         guint max_pages,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Scan *scan;
  GTask *task;

  g_return_if_fail (TL_IS_PDF_TEXTS (self));

  scan = g_new0 (Scan, 1);
  scan->found = g_new0 (TlPdfScan, 1);
  scan->found->n_pages = max_pages > 0 ? MIN (max_pages, self->n_pages) : self->n_pages;
  scan->found->is_scan = g_new0 (gboolean, scan->found->n_pages);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_pdf_texts_scan_async);
  g_task_set_task_data (task, scan, scan_clear);
  scan_on (task);
}

TlPdfScan *
tl_pdf_texts_scan_finish (TlPdfTexts *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
