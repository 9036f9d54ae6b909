/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-selecting.h"

/* What a key does to the end of the selection. */
typedef struct
{
  TlPdfStep step;
  int direction;
} Step;

/* One selection being made; the thread has it alone. */
typedef struct
{
  GArray *steps; /* of Step: that move @to first */
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
  GArray *steps; /* of Step: keys that wait */

  TlPdfPoint from;
  TlPdfPoint to;
  TlPdfGranularity granularity;
  guint whole_page; /* page that was selected as a whole, from 1; 0 for none */
  gboolean whole;
  gboolean begun; /* there is a @from to extend from */
  gboolean again; /* the points moved while a selection was being made */
  gboolean released;
  gboolean by_keys; /* the end was moved by a key last */
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
  g_array_unref (job->steps);
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

/* Keys held down may come faster than pages: what goes beyond those that are loaded is dropped. */
static void
take_steps (Job *job)
{
  for (guint i = 0; i < job->steps->len; i++)
    {
      const Step *step = &g_array_index (job->steps, Step, i);
      TlPdfPoint to = job->to;

      if (tl_pdf_step ((TlPdfPageText *const *)job->pages->pdata, job->pages->len, job->first_page,
                       step->step, step->direction, &to)
          && MAX (to.page, job->from.page) - MIN (to.page, job->from.page)
                 < TL_PDF_SELECT_MAX_PAGES)
        job->to = to;
    }
}

static void
select_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  guint ends[2];

  take_steps (job);
  ends[0] = job->from.page - job->first_page;
  ends[1] = job->to.page - job->first_page;
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
reveal_end (TlPdfSelecting *self)
{
  const TlPdfBox box
      = { (float)self->to.x, (float)self->to.y - 6, (float)self->to.x + 1, (float)self->to.y + 6 };

  if (self->view != NULL)
    tl_pdf_view_reveal_box (self->view, self->to.page, &box);
}

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
  if (self->by_keys && job->steps->len > 0)
    {
      self->to = job->to;
      reveal_end (self);
    }
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
  job->steps = g_steal_pointer (&self->steps);
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
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
  g_array_set_size (self->steps, 0);
  self->again = FALSE;
  self->released = FALSE;
}

static void
set_end (TlPdfSelecting *self, const TlPdfViewPoint *point)
{
  guint page = point->page;
  const guint far = TL_PDF_SELECT_MAX_PAGES - 1;

  self->whole = FALSE;
  self->by_keys = FALSE;
  g_array_set_size (self->steps, 0);
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

/* The end of what is selected, or where the pointer was pressed last, as long as it can be seen;
 * else what is uppermost in the view. */
static gboolean
begin_by_keys (TlPdfSelecting *self)
{
  const TlPdfBox at
      = { (float)self->to.x, (float)self->to.y, (float)self->to.x, (float)self->to.y };
  TlPdfViewPoint top;
  GdkRectangle area = { 0, -1, 0, 0 };

  if (self->begun)
    area = tl_pdf_view_get_box_area (self->view, self->to.page, &at);
  if (self->begun && !self->whole
      && (self->selection != NULL
          || (area.y >= 0 && area.y < gtk_widget_get_height (GTK_WIDGET (self->view)))))
    return TRUE;
  if (!tl_pdf_view_get_point (self->view, 0, 0, &top))
    return FALSE;
  self->from = self->to = (TlPdfPoint){ top.page, top.x, top.y };
  self->begun = TRUE;
  return TRUE;
}

void
tl_pdf_selecting_select (TlPdfSelecting *self, const TlPdfPoint *from, const TlPdfPoint *to)
{
  const TlPdfViewPoint end = { to->page, to->x, to->y, TRUE };

  g_return_if_fail (TL_IS_PDF_SELECTING (self));

  if (self->texts == NULL)
    return;
  self->begun = TRUE;
  self->whole_page = 0;
  self->granularity = TL_PDF_SELECT_CHARACTER;
  self->from = *from;
  set_end (self, &end);
  self->by_keys = TRUE;
  request (self);
}

void
tl_pdf_selecting_step (TlPdfSelecting *self, TlPdfStep step, int direction)
{
  const Step key = { step, direction };

  g_return_if_fail (TL_IS_PDF_SELECTING (self));

  if (self->texts == NULL || self->view == NULL || !begin_by_keys (self))
    return;
  self->granularity = TL_PDF_SELECT_CHARACTER;
  self->whole = FALSE;
  self->whole_page = 0;
  self->released = FALSE;
  self->by_keys = TRUE;
  g_array_append_val (self->steps, key);
  request (self);
}

gboolean
tl_pdf_selecting_is_by_keys (TlPdfSelecting *self)
{
  return self->by_keys;
}

static gboolean
key_cb (TlPdfSelecting *self, guint key, guint code, GdkModifierType state)
{
  static const struct
  {
    guint keys[2];
    TlPdfStep step;
    int direction;
  } steps[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, TL_PDF_STEP_CHARACTER, -1 },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, TL_PDF_STEP_CHARACTER, 1 },
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, TL_PDF_STEP_LINE, -1 },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, TL_PDF_STEP_LINE, 1 },
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, TL_PDF_STEP_LINE_END, -1 },
    { { GDK_KEY_End, GDK_KEY_KP_End }, TL_PDF_STEP_LINE_END, 1 },
  };
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean words = modifiers == (GDK_SHIFT_MASK | GDK_CONTROL_MASK);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean sideways = steps[i].step == TL_PDF_STEP_CHARACTER;

      if ((key != steps[i].keys[0] && key != steps[i].keys[1])
          || (modifiers != GDK_SHIFT_MASK && !(words && sideways)))
        continue;
      tl_pdf_selecting_step (self, words ? TL_PDF_STEP_WORD : steps[i].step, steps[i].direction);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
tl_pdf_selecting_finalize (GObject *object)
{
  g_array_unref (TL_PDF_SELECTING (object)->steps);
  G_OBJECT_CLASS (tl_pdf_selecting_parent_class)->finalize (object);
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
  G_OBJECT_CLASS (klass)->finalize = tl_pdf_selecting_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_PDF_SELECTING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", TL_TYPE_PDF_SELECTING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_pdf_selecting_init (TlPdfSelecting *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
}

TlPdfSelecting *
tl_pdf_selecting_new (TlPdfView *view)
{
  TlPdfSelecting *self = g_object_new (TL_TYPE_PDF_SELECTING, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
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
  self->by_keys = TRUE;
  g_array_set_size (self->steps, 0);
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
