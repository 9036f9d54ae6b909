/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-selecting.h"

/* One selection being made; the thread has it alone. */
typedef struct
{
  GPtrArray *pages;
  guint first_page;
  TlPdfPoint from;
  TlPdfPoint to;
  TlPdfGranularity granularity;
  gboolean whole; /* whole pages */
} Job;

struct _TlPdfSelecting
{
  GObject parent_instance;

  TlPdfView *view; /* weak */
  TlPdfTexts *texts;
  TlPdfSelection *selection;
  GPtrArray *pages; /* those of the selection */
  guint first_page;
  GCancellable *running;

  TlPdfPoint from;
  TlPdfPoint to;
  TlPdfGranularity granularity;
  guint whole_page; /* page that was selected as a whole, from 1; 0 for none */
  gboolean whole;
  gboolean begun; /* there is a @from to extend from */
  gboolean again; /* the points moved while a selection was being made */
  gboolean released;
};

G_DEFINE_FINAL_TYPE (TlPdfSelecting, tl_pdf_selecting, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
job_free (Job *job)
{
  g_clear_pointer (&job->pages, g_ptr_array_unref);
  g_free (job);
}

static void
show_shapes (TlPdfSelecting *self)
{
  const GArray *rects = self->selection != NULL ? self->selection->rects : NULL;
  guint n = rects != NULL ? rects->len : 0;
  g_autofree TlPdfShape *shapes = g_new0 (TlPdfShape, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const TlPdfRect *rect = &g_array_index (rects, TlPdfRect, i);

      shapes[i] = (TlPdfShape){ rect->page, rect->box, 0, TL_PDF_STYLE_SELECTION };
    }
  if (self->view != NULL)
    tl_pdf_view_set_shapes (self->view, TL_PDF_LAYER_SELECTION, shapes, n);
}

/* Takes @selection. */
static void
set_selection (TlPdfSelecting *self, TlPdfSelection *selection)
{
  if (selection != NULL && (selection->ranges->len == 0 || *selection->text == '\0'))
    g_clear_pointer (&selection, tl_pdf_selection_free);
  if (selection == NULL && self->selection == NULL)
    return;
  g_clear_pointer (&self->selection, tl_pdf_selection_free);
  self->selection = selection;
  show_shapes (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static TlPdfSelection *
select_pages (const Job *job)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));

  for (guint page = job->from.page; page <= job->to.page; page++)
    {
      const TlPdfPageText *text = job->pages->pdata[page - job->first_page];
      TlPdfRange range = { page, 0, tl_pdf_page_text_get_text (text)->n_chars };

      if (range.to > 0)
        g_array_append_val (ranges, range);
    }
  return tl_pdf_select_ranges ((TlPdfPageText *const *)job->pages->pdata, job->pages->len,
                               job->first_page, (const TlPdfRange *)(gpointer)ranges->data,
                               ranges->len);
}

static void
select_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  const guint ends[] = { job->from.page - job->first_page, job->to.page - job->first_page };

  for (guint i = MIN (ends[0], ends[1]); i <= MAX (ends[0], ends[1]); i++)
    if (i >= job->pages->len || job->pages->pdata[i] == NULL)
      {
        /* A page that cannot be read: nothing is selected rather than something else. */
        g_task_return_pointer (task, NULL, NULL);
        return;
      }
  g_task_return_pointer (task,
                         job->whole ? select_pages (job)
                                    : tl_pdf_select ((TlPdfPageText *const *)job->pages->pdata,
                                                     job->pages->len, job->first_page, &job->from,
                                                     &job->to, job->granularity),
                         (GDestroyNotify)tl_pdf_selection_free);
}

static void start (TlPdfSelecting *self);

static void
selected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlPdfSelecting *self = TL_PDF_SELECTING (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  TlPdfSelection *selection = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    return;
  g_clear_object (&self->running);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = g_ptr_array_ref (job->pages);
  self->first_page = job->first_page;
  set_selection (self, selection);
  if (self->again)
    start (self);
  else if (self->released)
    {
      self->released = FALSE;
      if (self->selection != NULL)
        g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  job->pages = tl_pdf_texts_load_finish (TL_PDF_TEXTS (source), result, &error);
  if (job->pages == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_run_in_thread (task, select_in_thread);
}

/* With the page before and the page behind: running heads are known better. */
static void
start (TlPdfSelecting *self)
{
  guint first = MIN (self->from.page, self->to.page);
  guint last = MAX (self->from.page, self->to.page);
  Job *job = g_new0 (Job, 1);
  GTask *task;

  first -= first > 0;
  last++;
  job->first_page = first;
  job->from = self->from;
  job->to = self->to;
  job->granularity = self->granularity;
  job->whole = self->whole;
  self->again = FALSE;
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  task = g_task_new (self, self->running, selected_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  tl_pdf_texts_load_async (self->texts, first, last - first + 1, TL_PDF_PRIORITY_VISIBLE,
                           self->running, loaded_cb, task);
}

static void
request (TlPdfSelecting *self)
{
  if (self->running != NULL)
    self->again = TRUE;
  else
    start (self);
}

static void
forget (TlPdfSelecting *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->again = FALSE;
  self->released = FALSE;
}

static void
set_end (TlPdfSelecting *self, const TlPdfViewPoint *point)
{
  guint page = point->page;
  const guint far = TL_PDF_SELECT_MAX_PAGES - 1;

  self->whole = FALSE;
  self->to = (TlPdfPoint){ page, point->x, point->y };
  if (page > self->from.page + far)
    {
      TlPdfPage size = tl_pdf_get_page (tl_pdf_texts_get_pdf (self->texts), self->from.page + far);

      self->to = (TlPdfPoint){ self->from.page + far, size.width, size.height };
    }
  else if (page + far < self->from.page)
    self->to = (TlPdfPoint){ self->from.page - far, 0, 0 };
}

static gboolean
press_cb (TlPdfSelecting *self, const TlPdfViewPoint *point, int n_press, GdkModifierType modifiers)
{
  gboolean extends = (modifiers & GDK_SHIFT_MASK) != 0 && self->begun;

  if (self->texts == NULL)
    return FALSE;
  self->whole_page = 0;
  self->released = FALSE;
  if (!extends)
    {
      self->begun = TRUE;
      self->from = (TlPdfPoint){ point->page, point->x, point->y };
      self->granularity = n_press >= 3   ? TL_PDF_SELECT_PARAGRAPH
                          : n_press == 2 ? TL_PDF_SELECT_WORD
                                         : TL_PDF_SELECT_CHARACTER;
    }
  set_end (self, point);
  /* A click beside a selection takes it away; the second of a double click makes one. */
  if (!extends && n_press == 1)
    {
      forget (self);
      set_selection (self, NULL);
    }
  else
    request (self);
  return TRUE;
}

static void
drag_cb (TlPdfSelecting *self, const TlPdfViewPoint *point)
{
  set_end (self, point);
  request (self);
}

static void
release_cb (TlPdfSelecting *self, const TlPdfViewPoint *point)
{
  if (self->running != NULL)
    self->released = TRUE;
  else if (self->selection != NULL)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
tl_pdf_selecting_dispose (GObject *object)
{
  TlPdfSelecting *self = TL_PDF_SELECTING (object);

  forget (self);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->texts);
  g_clear_pointer (&self->selection, tl_pdf_selection_free);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_pdf_selecting_parent_class)->dispose (object);
}

static void
tl_pdf_selecting_class_init (TlPdfSelectingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_pdf_selecting_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_PDF_SELECTING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", TL_TYPE_PDF_SELECTING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_pdf_selecting_init (TlPdfSelecting *self)
{
}

TlPdfSelecting *
tl_pdf_selecting_new (TlPdfView *view)
{
  TlPdfSelecting *self = g_object_new (TL_TYPE_PDF_SELECTING, NULL);

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "press", G_CALLBACK (press_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "drag", G_CALLBACK (drag_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "release", G_CALLBACK (release_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
tl_pdf_selecting_set_texts (TlPdfSelecting *self, TlPdfTexts *texts)
{
  tl_pdf_selecting_clear (self);
  g_set_object (&self->texts, texts);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
}

void
tl_pdf_selecting_clear (TlPdfSelecting *self)
{
  forget (self);
  self->begun = FALSE;
  self->whole_page = 0;
  set_selection (self, NULL);
}

gboolean
tl_pdf_selecting_select_all (TlPdfSelecting *self)
{
  guint page, n_pages;
  gboolean again;

  if (self->texts == NULL || self->view == NULL)
    return TRUE;
  n_pages = tl_pdf_get_n_pages (tl_pdf_texts_get_pdf (self->texts));
  page = tl_pdf_view_get_page (self->view);
  again = self->whole_page == page + 1;
  self->begun = TRUE;
  self->whole = TRUE;
  self->whole_page = again ? 0 : page + 1;
  self->granularity = TL_PDF_SELECT_CHARACTER;
  self->from = (TlPdfPoint){ again ? 0 : page, 0, 0 };
  self->to = (TlPdfPoint){ again ? MIN (n_pages, TL_PDF_SELECT_MAX_PAGES) - 1 : page, 0, 0 };
  self->released = TRUE;
  request (self);
  return !again || n_pages <= TL_PDF_SELECT_MAX_PAGES;
}

const TlPdfSelection *
tl_pdf_selecting_get (TlPdfSelecting *self)
{
  return self->selection;
}

/* The characters from @from to before @to of a page, in one line. */
static char *
dup_line (TlPdfSelecting *self, guint page, guint from, guint to)
{
  guint index = page - self->first_page;
  const TlPdfPageText *text;
  char *line;

  if (self->pages == NULL || index >= self->pages->len || self->pages->pdata[index] == NULL)
    return NULL;
  text = self->pages->pdata[index];
  to = MIN (to, tl_pdf_page_text_get_text (text)->n_chars);
  if (from >= to)
    return NULL;
  line = g_utf8_substring (tl_pdf_page_text_get_text (text)->text, from, to);
  return g_strdelimit (line, "\n\t", ' ');
}

void
tl_pdf_selecting_dup_context (TlPdfSelecting *self, guint n_chars, char **prefix, char **suffix)
{
  const TlPdfRange *first, *last;

  *prefix = *suffix = NULL;
  if (self->selection == NULL)
    return;
  first = &g_array_index (self->selection->ranges, TlPdfRange, 0);
  last = &g_array_index (self->selection->ranges, TlPdfRange, self->selection->ranges->len - 1);
  *prefix = dup_line (self, first->page, first->from - MIN (first->from, n_chars), first->from);
  *suffix = dup_line (self, last->page, last->to, last->to + n_chars);
}
