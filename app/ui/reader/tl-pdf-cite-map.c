/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-cite-map.h"

/* One citation of the text. */
typedef struct
{
  guint link;
  guint first, last; /* pages that it may stand on */
  TlPdfCite *cite;   /* (nullable) */
} Item;

struct _TlPdfCiteMap
{
  GObject parent_instance;

  TlPdfTexts *texts;
  TlTextModel *model;
  GArray *items;
  guint8 *known; /* a page: citations of the blocks that begin on it were looked for */
  guint n_pages;
  GCancellable *reading; /* one page at a time */
  guint wanted_first;
  guint wanted_last;
  gboolean wants;
};

G_DEFINE_FINAL_TYPE (TlPdfCiteMap, tl_pdf_cite_map, G_TYPE_OBJECT)

static guint changed_signal;

/* One page on its way; for the thread after its texts came. */
typedef struct
{
  TlPdfCiteMap *map; /* main loop only */
  TlDocument *document;
  GPtrArray *links;
  GArray *wanted;
  guint page;
  guint n_pages;
  GPtrArray *pages;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->map);
  tl_document_unref (job->document);
  g_ptr_array_unref (job->links);
  g_array_unref (job->wanted);
  g_clear_pointer (&job->pages, g_ptr_array_unref);
  g_free (job);
}

static void read_next (TlPdfCiteMap *self);

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->cite, tl_pdf_cite_free);
}

static void
tl_pdf_cite_map_finalize (GObject *object)
{
  TlPdfCiteMap *self = TL_PDF_CITE_MAP (object);

  g_clear_object (&self->texts);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->model, tl_text_model_unref);
  g_array_unref (self->items);
  g_free (self->known);
  G_OBJECT_CLASS (tl_pdf_cite_map_parent_class)->finalize (object);
}

static void
tl_pdf_cite_map_class_init (TlPdfCiteMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_pdf_cite_map_finalize;
  changed_signal = g_signal_new ("changed", TL_TYPE_PDF_CITE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
tl_pdf_cite_map_init (TlPdfCiteMap *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
}

static Item *
get_item (TlPdfCiteMap *self, guint index)
{
  return &g_array_index (self->items, Item, index);
}

/* The citations that the text shows as such, each once. */
static void
add_items (TlPdfCiteMap *self)
{
  const TlTextModel *model = self->model;
  guint n = tl_text_model_get_n_citations (model);

  for (guint i = 0; i < n; i++)
    {
      Item item = { .link = tl_text_model_get_citation (model, i)->link };
      const TlLink *link = model->links->pdata[item.link];

      /* The line that leads to versions is none of the original's. */
      if (tl_text_model_leads_to_versions (model, item.link)
          || (self->items->len > 0 && get_item (self, self->items->len - 1)->link == item.link))
        continue;
      if (!tl_pdf_cites_get_pages (model->document, link->block, &item.first, &item.last)
          || item.first >= self->n_pages)
        continue;
      item.last = MIN (item.last, self->n_pages - 1);
      g_array_append_val (self->items, item);
    }
}

TlPdfCiteMap *
tl_pdf_cite_map_new (TlPdfTexts *texts, TlTextModel *model)
{
  TlPdfCiteMap *self = g_object_new (TL_TYPE_PDF_CITE_MAP, NULL);

  self->texts = g_object_ref (texts);
  self->model = tl_text_model_ref (model);
  self->n_pages = tl_pdf_get_n_pages (tl_pdf_texts_get_pdf (texts));
  self->known = g_new0 (guint8, self->n_pages + 1);
  add_items (self);
  return self;
}

TlPdfTexts *
tl_pdf_cite_map_get_texts (TlPdfCiteMap *self)
{
  return self->texts;
}

TlTextModel *
tl_pdf_cite_map_get_model (TlPdfCiteMap *self)
{
  return self->model;
}

void
tl_pdf_cite_map_close (TlPdfCiteMap *self)
{
  g_return_if_fail (TL_IS_PDF_CITE_MAP (self));

  self->wants = FALSE;
  g_cancellable_cancel (self->reading);
}

static void
located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlPdfCiteMap *self = TL_PDF_CITE_MAP (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) cites = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean cancelled = g_cancellable_is_cancelled (self->reading);

  g_clear_object (&self->reading);
  if (cites == NULL || cancelled)
    return;
  self->known[job->page] = TRUE;
  g_ptr_array_set_free_func (cites, NULL);
  for (guint i = 0; i < cites->len; i++)
    {
      TlPdfCite *cite = cites->pdata[i];
      int index = tl_pdf_cite_map_find (self, cite->link);

      g_clear_pointer (&get_item (self, (guint)index)->cite, tl_pdf_cite_free);
      get_item (self, (guint)index)->cite = cite;
    }
  g_signal_emit (self, changed_signal, 0);
  read_next (self);
}

static void
locate_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  g_task_return_pointer (
      task,
      tl_pdf_cites_locate (job->document, job->links, (const guint *)(void *)job->wanted->data,
                           job->wanted->len, (TlPdfPageText *const *)job->pages->pdata,
                           job->pages->len, job->page),
      (GDestroyNotify)g_ptr_array_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (TlPdfCiteMap) self = g_steal_pointer (&job->map);
  g_autoptr (GTask) task = NULL;

  job->pages = tl_pdf_texts_load_finish (TL_PDF_TEXTS (source), result, NULL);
  if (job->pages == NULL || g_cancellable_is_cancelled (self->reading))
    {
      g_clear_object (&self->reading);
      job_free (job);
      return;
    }
  task = g_task_new (self, self->reading, located_cb, NULL);
  g_task_set_source_tag (task, loaded_cb);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, locate_in_thread);
}

/* FALSE when nothing is to be looked for on @page. */
static gboolean
read_page (TlPdfCiteMap *self, guint page)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = page;
  Job *job;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = get_item (self, i);

      if (item->first != page)
        continue;
      last = MAX (last, item->last);
      g_array_append_val (wanted, item->link);
    }
  if (wanted->len == 0)
    return FALSE;
  job = g_new0 (Job, 1);
  job->map = g_object_ref (self);
  job->document = tl_document_ref (self->model->document);
  job->links = g_ptr_array_ref (self->model->links);
  job->wanted = g_steal_pointer (&wanted);
  job->page = page;
  self->reading = g_cancellable_new ();
  tl_pdf_texts_load_async (self->texts, page, last - page + 1, TL_PDF_PRIORITY_THUMBNAIL,
                           self->reading, loaded_cb, job);
  return TRUE;
}

/* What is on a page may have begun some pages before. */
static guint
first_block_page (guint page)
{
  return page >= TL_PDF_CITES_SPAN ? page - TL_PDF_CITES_SPAN + 1 : 0;
}

static void
read_next (TlPdfCiteMap *self)
{
  if (self->reading != NULL || !self->wants)
    return;
  /* The pages that are wanted first, then those from which something may go on to them. */
  for (guint i = self->wanted_first; i <= self->wanted_last; i++)
    if (!self->known[i] && read_page (self, i))
      return;
    else
      self->known[i] = TRUE;
  for (guint i = first_block_page (self->wanted_first); i < self->wanted_first; i++)
    if (!self->known[i] && read_page (self, i))
      return;
    else
      self->known[i] = TRUE;
  self->wants = FALSE;
}

void
tl_pdf_cite_map_want (TlPdfCiteMap *self, guint first, guint last)
{
  g_return_if_fail (TL_IS_PDF_CITE_MAP (self));

  if (first >= self->n_pages)
    return;
  self->wanted_first = first;
  self->wanted_last = MIN (last, self->n_pages - 1);
  self->wants = TRUE;
  read_next (self);
}

gboolean
tl_pdf_cite_map_is_known (TlPdfCiteMap *self, guint first, guint last)
{
  for (guint i = first_block_page (first); i <= last && i < self->n_pages; i++)
    if (!self->known[i])
      return FALSE;
  return TRUE;
}

guint
tl_pdf_cite_map_get_n (TlPdfCiteMap *self)
{
  return self->items->len;
}

guint
tl_pdf_cite_map_get_link (TlPdfCiteMap *self, guint index)
{
  return get_item (self, index)->link;
}

guint
tl_pdf_cite_map_get_page (TlPdfCiteMap *self, guint index)
{
  return get_item (self, index)->first;
}

const TlPdfCite *
tl_pdf_cite_map_get (TlPdfCiteMap *self, guint index)
{
  return get_item (self, index)->cite;
}

int
tl_pdf_cite_map_find (TlPdfCiteMap *self, guint link)
{
  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->link == link)
      return (int)i;
  return -1;
}
