/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-find.h"

#include <string.h>

#include "pdf/tl-pdf-flow.h"
#include "pdf/tl-pdf-match.h"
#include "pdf/tl-pdf-private.h"
#include "pdf/tl-pdf-texts-private.h"

/* A match that begins on a page may end on one of the next two that have text. */
#define PAGES_AHEAD 2
/* So many pages around the one that is searched are held. */
#define PAGES_HELD    (PAGES_AHEAD + 2 * TL_PDF_BODY_NEIGHBOURS + 1)
#define CONTEXT_CHARS 60
/* How long the document's thread is taken before what is visible may come in between; the first hit
 * is told at once. */
#define SLICE (20 * G_TIME_SPAN_MILLISECOND)

typedef TlPdfPageText *(*LoadFunc) (gpointer source, guint page, GCancellable *cancellable);

/* The state of a search: on one thread at a time. Held by the task and by the slice that runs. */
typedef struct
{
  gatomicrefcount refs;
  TlPdfQuery *query;
  TlPdfTexts *texts;           /* of a document, */
  TlPdfPageText *const *given; /* or its pages */
  guint n_pages;
  guint max_hits;
  guint first_page;
  guint n_done;

  /* Pages around the one that is searched; index is the page modulo PAGES_HELD. */
  struct
  {
    gboolean known;
    guint number;
    TlPdfPageText *text; /* (nullable) */
    TlPdfHaystack *haystack;
  } held[PAGES_HELD];
  TlPdfHaystack *empty; /* for pages that cannot be read */

  GArray *tails; /* TlPdfRange: where matches have gone on, so that none begins in there */
  GPtrArray *fresh;
  TlPdfFound *found;

  TlPdfFindFunc progress;
  gpointer progress_data;
  GDestroyNotify progress_free;
} Find;

static void
hit_clear (gpointer data)
{
  TlPdfHit *hit = data;

  g_free (hit->ranges);
  g_free (hit->rects);
  g_free (hit->before);
  g_free (hit->match);
  g_free (hit->after);
}

TlPdfHit *
tl_pdf_hit_ref (TlPdfHit *hit)
{
  return g_atomic_rc_box_acquire (hit);
}

void
tl_pdf_hit_unref (TlPdfHit *hit)
{
  g_atomic_rc_box_release_full (hit, hit_clear);
}

void
tl_pdf_found_free (TlPdfFound *found)
{
  if (found == NULL)
    return;
  g_ptr_array_unref (found->hits);
  g_free (found);
}

static GPtrArray *
new_hits (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_hit_unref);
}

static Find *
find_new (const char *words, guint n_pages, guint max_hits)
{
  Find *self = g_new0 (Find, 1);

  g_atomic_ref_count_init (&self->refs);
  self->query = _tl_pdf_query_new (words);
  self->n_pages = n_pages;
  self->max_hits = max_hits > 0 ? MIN (max_hits, TL_PDF_FIND_MAX) : TL_PDF_FIND_MAX;
  self->tails = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));
  self->fresh = new_hits ();
  self->found = g_new0 (TlPdfFound, 1);
  self->found->hits = new_hits ();
  self->found->n_pages = n_pages;
  if (self->query == NULL)
    self->n_done = n_pages;
  return self;
}

static void
find_unref (gpointer data)
{
  Find *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < PAGES_HELD; i++)
    {
      tl_pdf_page_text_unref (self->held[i].text);
      _tl_pdf_haystack_free (self->held[i].haystack);
    }
  _tl_pdf_haystack_free (self->empty);
  _tl_pdf_query_free (self->query);
  g_array_unref (self->tails);
  g_ptr_array_unref (self->fresh);
  tl_pdf_found_free (self->found);
  g_clear_object (&self->texts);
  if (self->progress_free != NULL)
    self->progress_free (self->progress_data);
  g_free (self);
}

static TlPdfPageText *
load_page (Find *self, guint page, GCancellable *cancellable)
{
  if (self->texts != NULL)
    return _tl_pdf_texts_read_page (self->texts, page, cancellable, NULL);
  return self->given[page] != NULL ? tl_pdf_page_text_ref (self->given[page]) : NULL;
}

/* Returns: (transfer none) (nullable) */
static TlPdfPageText *
get_page (Find *self, guint page, GCancellable *cancellable)
{
  guint slot = page % PAGES_HELD;

  if (!self->held[slot].known || self->held[slot].number != page)
    {
      g_clear_pointer (&self->held[slot].text, tl_pdf_page_text_unref);
      g_clear_pointer (&self->held[slot].haystack, _tl_pdf_haystack_free);
      self->held[slot].known = TRUE;
      self->held[slot].number = page;
      self->held[slot].text = load_page (self, page, cancellable);
    }
  return self->held[slot].text;
}

static TlPdfHaystack *
get_empty (Find *self)
{
  g_autoptr (TlPdfPageText) blank = NULL;
  TlPdfText *text;

  if (self->empty != NULL)
    return self->empty;
  text = g_new0 (TlPdfText, 1);
  text->text = g_strdup ("");
  blank = tl_pdf_page_text_new (text);
  self->empty = _tl_pdf_haystack_new (self->query, blank, G_MAXUINT, NULL, 0);
  return self->empty;
}

static TlPdfHaystack *
get_haystack (Find *self, guint page, GCancellable *cancellable)
{
  TlPdfPageText *neighbours[2 * TL_PDF_BODY_NEIGHBOURS];
  TlPdfPageText *text = get_page (self, page, cancellable);
  guint slot = page % PAGES_HELD;
  guint n = 0;

  if (text == NULL)
    return get_empty (self);
  for (guint i = 1; i <= TL_PDF_BODY_NEIGHBOURS; i++)
    {
      if (page + i < self->n_pages)
        neighbours[n++] = get_page (self, page + i, cancellable);
      if (page >= i)
        neighbours[n++] = get_page (self, page - i, cancellable);
    }
  if (self->held[slot].haystack == NULL)
    self->held[slot].haystack = _tl_pdf_haystack_new (self->query, text, page, neighbours, n);
  return self->held[slot].haystack;
}

static gboolean
lies_in_tail (Find *self, const TlPdfRange *first)
{
  for (guint i = 0; i < self->tails->len; i++)
    {
      const TlPdfRange *tail = &g_array_index (self->tails, TlPdfRange, i);

      if (tail->page == first->page && first->from >= tail->from && first->from < tail->to)
        return TRUE;
    }
  return FALSE;
}

/* Forgets those of pages that are done. */
static void
add_tails (Find *self, guint page, const GArray *parts)
{
  guint kept = 0;

  if (parts->len < 2)
    return;
  for (guint i = 0; i < self->tails->len; i++)
    if (g_array_index (self->tails, TlPdfRange, i).page >= page)
      g_array_index (self->tails, TlPdfRange, kept++) = g_array_index (self->tails, TlPdfRange, i);
  g_array_set_size (self->tails, kept);
  g_array_append_vals (self->tails, &g_array_index (parts, TlPdfRange, 1), parts->len - 1);
}

/* What stands beside a place of a page, with a space where the text has one between. */
static char *
make_context (TlPdfPageText *page, guint number, guint from, guint to, gboolean before)
{
  const TlPdfText *text = tl_pdf_page_text_get_text (page);
  const TlPdfRange range = { number, from, to };
  g_autofree char *joined = _tl_pdf_flow_join (&page, 1, number, &range, 1, FALSE);
  guint edge = tl_pdf_page_text_to_byte (page, before ? to : from);
  const char *cut = joined;

  if (joined[0] == '\0')
    return g_steal_pointer (&joined);
  if (before)
    {
      /* Not a piece of a word. */
      if (from > 0 && strchr (joined, ' ') != NULL)
        cut = strchr (joined, ' ') + 1;
      return g_strconcat (cut, edge > 0 && g_ascii_isspace (text->text[edge - 1]) ? " " : "", NULL);
    }
  if (to < text->n_chars && strrchr (joined, ' ') != NULL)
    *strrchr (joined, ' ') = '\0';
  return g_strconcat (g_ascii_isspace (text->text[edge]) ? " " : "", joined, NULL);
}

static TlPdfHit *
make_hit (Find *self, const GArray *parts, GCancellable *cancellable)
{
  const TlPdfRange *first = &g_array_index (parts, TlPdfRange, 0);
  const TlPdfRange *last = &g_array_index (parts, TlPdfRange, parts->len - 1);
  TlPdfPageText *pages[PAGES_AHEAD + 1];
  guint n_pages = MIN (last->page - first->page + 1, G_N_ELEMENTS (pages));
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (TlPdfRect));
  TlPdfHit *hit = g_atomic_rc_box_new0 (TlPdfHit);
  guint end = tl_pdf_page_text_get_text (get_page (self, last->page, cancellable))->n_chars;

  for (guint i = 0; i < n_pages; i++)
    pages[i] = get_page (self, first->page + i, cancellable);
  for (guint i = 0; i < parts->len; i++)
    {
      const TlPdfRange *part = &g_array_index (parts, TlPdfRange, i);

      tl_pdf_page_text_add_rects (pages[part->page - first->page], part, rects);
    }
  hit->page = first->page;
  hit->n_ranges = parts->len;
  hit->ranges = g_memdup2 (parts->data, parts->len * sizeof (TlPdfRange));
  hit->n_rects = rects->len;
  hit->rects = (TlPdfRect *)(gpointer)g_array_steal (rects, NULL);
  hit->match = _tl_pdf_flow_join (pages, n_pages, first->page, hit->ranges, hit->n_ranges, FALSE);
  hit->before = make_context (pages[0], first->page,
                              first->from > CONTEXT_CHARS ? first->from - CONTEXT_CHARS : 0,
                              first->from, TRUE);
  hit->after = make_context (pages[n_pages - 1], last->page, last->to,
                             MIN (end, last->to + CONTEXT_CHARS), FALSE);
  return hit;
}

static void
search_page (Find *self, guint page, GCancellable *cancellable)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));
  TlPdfHaystack *haystacks[PAGES_AHEAD + 1];
  TlPdfPageText *text = get_page (self, page, cancellable);
  guint n = 0;
  gsize from = 0;

  self->found->n_failed += text == NULL;
  self->found->n_scans += text != NULL && tl_pdf_page_text_is_scan (text);
  if (text == NULL)
    return;
  for (guint i = page; i < self->n_pages && n < G_N_ELEMENTS (haystacks); i++)
    haystacks[n++] = get_haystack (self, i, cancellable);
  while (_tl_pdf_match (self->query, haystacks, n, &from, parts))
    {
      if (lies_in_tail (self, &g_array_index (parts, TlPdfRange, 0)))
        continue;
      if (self->found->hits->len == self->max_hits)
        {
          self->found->more = TRUE;
          break;
        }
      add_tails (self, page, parts);
      g_ptr_array_add (self->found->hits, make_hit (self, parts, cancellable));
      g_ptr_array_add (self->fresh,
                       tl_pdf_hit_ref (self->found->hits->pdata[self->found->hits->len - 1]));
    }
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const TlPdfRange *x = (*(const TlPdfHit *const *)a)->ranges;
  const TlPdfRange *y = (*(const TlPdfHit *const *)b)->ranges;

  if (x->page != y->page)
    return x->page < y->page ? -1 : 1;
  return (x->from > y->from) - (x->from < y->from);
}

/* Searches until @deadline, the first hit, or the end. */
static gboolean
find_on (Find *self, gint64 deadline, GCancellable *cancellable)
{
  gboolean none_yet = self->found->hits->len == 0;

  while (self->n_done < self->n_pages && !self->found->more)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      search_page (self, (self->first_page + self->n_done) % self->n_pages, cancellable);
      self->n_done++;
      if ((none_yet && self->fresh->len > 0) || g_get_monotonic_time () >= deadline)
        break;
    }
  return TRUE;
}

static gboolean
find_is_done (const Find *self)
{
  return self->n_done >= self->n_pages || self->found->more;
}

static gpointer
run_slice (GTask *task, GError **error)
{
  Find *self = g_task_get_task_data (task);

  if (find_on (self, g_get_monotonic_time () + SLICE, g_task_get_cancellable (task)))
    return self;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return NULL;
}

/* The state belongs to the slice's task, not to its result. */
static void
leave_state (gpointer self)
{
}

static void push_slice (GTask *task);

static void
sliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  Find *self = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) fresh = NULL;

  if (self == NULL || g_task_return_error_if_cancelled (task))
    {
      if (self == NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  fresh = g_steal_pointer (&self->fresh);
  self->fresh = new_hits ();
  if (self->progress != NULL)
    self->progress (fresh, self->n_done, self->n_pages, self->progress_data);
  if (!find_is_done (self))
    {
      push_slice (g_steal_pointer (&task));
      return;
    }
  g_ptr_array_sort (self->found->hits, compare_hits);
  g_task_return_pointer (task, g_steal_pointer (&self->found), (GDestroyNotify)tl_pdf_found_free);
}

/* @task: (transfer full): the search */
static void
push_slice (GTask *task)
{
  Find *self = g_task_get_task_data (task);
  GTask *slice = g_task_new (NULL, g_task_get_cancellable (task), sliced_cb, task);

  g_atomic_ref_count_inc (&self->refs);
  g_task_set_task_data (slice, self, find_unref);
  g_task_set_source_tag (slice, push_slice);
  _tl_pdf_push (tl_pdf_texts_get_pdf (self->texts), slice, TL_PDF_PRIORITY_BACKGROUND, run_slice,
                leave_state);
}

void
tl_pdf_find_async (TlPdfTexts *texts,
                   const char *words,
                   guint first_page,
                   guint max_hits,
                   TlPdfFindFunc progress,
                   gpointer progress_data,
                   GDestroyNotify progress_free,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  guint n_pages;
  Find *self;
  GTask *task;

  g_return_if_fail (TL_IS_PDF_TEXTS (texts) && words != NULL);

  n_pages = tl_pdf_get_n_pages (tl_pdf_texts_get_pdf (texts));
  self = find_new (words, n_pages, max_hits);
  self->texts = g_object_ref (texts);
  self->first_page = first_page < n_pages ? first_page : 0;
  self->progress = progress;
  self->progress_data = progress_data;
  self->progress_free = progress_free;
  task = g_task_new (texts, cancellable, callback, user_data);
  g_task_set_source_tag (task, tl_pdf_find_async);
  g_task_set_task_data (task, self, find_unref);
  push_slice (task);
}

TlPdfFound *
tl_pdf_find_finish (TlPdfTexts *texts, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, texts), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TlPdfFound *
tl_pdf_find_in_pages (TlPdfPageText *const *pages, guint n_pages, const char *words, guint max_hits)
{
  Find *self = find_new (words, n_pages, max_hits);
  TlPdfFound *found;

  self->given = pages;
  while (!find_is_done (self))
    find_on (self, G_MAXINT64, NULL);
  found = g_steal_pointer (&self->found);
  find_unref (self);
  return found;
}
