/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-mark-place.h"

#include <string.h>

#include "pdf/tl-pdf-select.h"
#include "pdf/tl-pdf-texts.h"
#include "text/tl-text.h"
#include "ui/reader/tl-passage.h"

/* Nearly the same words: of the words of the passage. */
#define NEARLY 0.8
/* Pages before and after the one it should be on. */
#define AROUND    1
#define MAX_PAGES 500
/* A place in the unit the mark was made in goes before one elsewhere. */
#define SAME_UNIT 64

void
tl_placed_mark_free (TlPlacedMark *self)
{
  tl_desk_mark_free (self->mark);
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self);
}

gboolean
tl_placed_mark_is_lost (const TlPlacedMark *self, gboolean has_original)
{
  return !self->in_text && (!has_original || (self->lines != NULL && self->lines->len == 0));
}

/* The text from paragraph @first to before @end; every paragraph ends in a space. */
static char *
join (TlTextModel *model, guint first, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      g_string_append (text, tl_text_model_get (model, i)->text);
      g_string_append_c (text, ' ');
    }
  for (char *at = text->str; *at != '\0'; at++)
    if (*at == '\n' || *at == '\t')
      *at = ' ';
  return g_string_free (text, FALSE);
}

static char *
one_line (const char *text)
{
  g_autofree char *normal = tl_text_normalize (text != NULL ? text : "", -1, NULL);
  GString *line = g_string_new (NULL);

  for (const char *at = normal; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (line, *at);
    else if (line->len > 0 && line->str[line->len - 1] != ' ')
      g_string_append_c (line, ' ');
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  return g_string_free (line, FALSE);
}

static void
locate (TlTextModel *model, guint first, guint end, gsize byte, guint *paragraph, guint *character)
{
  for (guint i = first; i < end; i++)
    {
      const char *text = tl_text_model_get (model, i)->text;
      gsize length = strlen (text);

      *paragraph = i;
      *character = (guint)g_utf8_strlen (text, (gssize)MIN (byte, length));
      if (byte <= length)
        return;
      byte -= length + 1;
    }
}

/* How many bytes of the neighbourhood are as they were. */
static guint
fit (const char *text, const char *from, const char *to, const char *prefix, const char *suffix)
{
  guint fitting = 0;
  gsize length = strlen (prefix);

  while (from > text && from[-1] == ' ')
    from--;
  for (gsize i = 1; i <= length && from - i >= text && from[-(gssize)i] == prefix[length - i]; i++)
    fitting++;
  while (*to == ' ')
    to++;
  for (gsize i = 0; suffix[i] != '\0' && to[i] == suffix[i]; i++)
    fitting++;
  return fitting;
}

static gboolean
find_words (TlTextModel *model, const char *text, const TlDeskMark *mark, TlTextSpan *span)
{
  g_autofree char *quote = one_line (mark->quote);
  g_autofree char *prefix = one_line (mark->prefix);
  g_autofree char *suffix = one_line (mark->suffix);
  guint n = tl_text_model_get_n_paragraphs (model);
  int unit = mark->anchor != NULL ? tl_text_model_find (model, mark->anchor) : -1;
  guint unit_end = unit >= 0 ? tl_text_model_subtree_end (model, (guint)unit) : 0;
  gsize length = strlen (quote);
  gint64 best = -1;

  if (length == 0)
    return FALSE;
  for (const char *at = strstr (text, quote); at != NULL; at = strstr (at + 1, quote))
    {
      TlTextSpan here;
      gint64 fitting = fit (text, at, at + length, prefix, suffix);

      locate (model, 0, n, (gsize)(at - text), &here.from_paragraph, &here.from);
      locate (model, 0, n, (gsize)(at - text) + length, &here.to_paragraph, &here.to);
      if (unit >= 0 && here.from_paragraph >= (guint)unit && here.from_paragraph < unit_end)
        fitting += SAME_UNIT;
      if (fitting > best)
        *span = here;
      best = MAX (best, fitting);
    }
  return best >= 0;
}

static gboolean
find_nearly (TlTextModel *model, const TlDeskMark *mark, TlTextSpan *span)
{
  int unit = mark->anchor != NULL ? tl_text_model_find (model, mark->anchor) : -1;
  guint end = unit >= 0 ? tl_text_model_subtree_end (model, (guint)unit) : 0;
  g_autofree char *text = NULL;
  guint from, to;

  if (unit < 0 || mark->quote == NULL)
    return FALSE;
  text = join (model, (guint)unit, end);
  if (tl_passage_find (text, mark->quote, &from, &to) < NEARLY)
    return FALSE;
  locate (model, (guint)unit, end, (gsize)(g_utf8_offset_to_pointer (text, from) - text),
          &span->from_paragraph, &span->from);
  locate (model, (guint)unit, end, (gsize)(g_utf8_offset_to_pointer (text, to) - text),
          &span->to_paragraph, &span->to);
  return TRUE;
}

static gboolean
find_in (TlTextModel *model, const char *text, const TlDeskMark *mark, TlTextSpan *span)
{
  return find_words (model, text, mark, span) || find_nearly (model, mark, span);
}

gboolean
tl_mark_place_find (TlTextModel *model, const TlDeskMark *mark, TlTextSpan *span)
{
  g_autofree char *text = join (model, 0, tl_text_model_get_n_paragraphs (model));

  return find_in (model, text, mark, span);
}

typedef struct
{
  TlTextModel *model;
  GPtrArray *marks;
} TextJob;

static void
text_job_free (gpointer data)
{
  TextJob *job = data;

  tl_text_model_unref (job->model);
  g_ptr_array_unref (job->marks);
  g_free (job);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TextJob *job = task_data;
  g_autofree char *text = join (job->model, 0, tl_text_model_get_n_paragraphs (job->model));
  GPtrArray *placed = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_placed_mark_free);

  for (guint i = 0; i < job->marks->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      TlPlacedMark *here = g_new0 (TlPlacedMark, 1);

      here->mark = tl_desk_mark_copy (g_ptr_array_index (job->marks, i));
      here->in_text = find_in (job->model, text, here->mark, &here->span);
      g_ptr_array_add (placed, here);
    }
  g_task_return_pointer (task, placed, (GDestroyNotify)g_ptr_array_unref);
}

void
tl_mark_place_in_text_async (TlTextModel *model,
                             GPtrArray *marks,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TextJob *job = g_new0 (TextJob, 1);

  g_task_set_source_tag (task, tl_mark_place_in_text_async);
  job->model = tl_text_model_ref (model);
  job->marks = marks;
  g_task_set_task_data (task, job, text_job_free);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
tl_mark_place_in_text_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A search on the pages: near the place first, then everywhere. */
typedef struct
{
  TlPdfTexts *texts;
  TlDeskMark *mark;
  guint page;  /* from 1, or 0 */
  guint first; /* of the pages that are being read */
} PageJob;

static void
page_job_free (gpointer data)
{
  PageJob *job = data;

  g_object_unref (job->texts);
  tl_desk_mark_free (job->mark);
  g_free (job);
}

static GArray *
match_pages (PageJob *job, GPtrArray *pages)
{
  TlPdfQuote quote = { job->mark->quote, job->mark->prefix, job->mark->suffix,
                       job->page > 0 ? job->page - 1 : 0 };
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TlPdfMark));
  g_autoptr (TlPdfSelection) found = tl_pdf_locate_quote ((TlPdfPageText *const *)pages->pdata,
                                                          pages->len, job->first, &quote, NULL);

  for (guint i = 0; found != NULL && i < found->rects->len; i++)
    {
      const TlPdfRect *rect = &g_array_index (found->rects, TlPdfRect, i);
      TlPdfMark line = { rect->page, rect->box };

      g_array_append_val (lines, line);
    }
  return lines;
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PageJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) pages = tl_pdf_texts_load_finish (job->texts, result, &error);
  GArray *lines;

  if (pages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lines = match_pages (job, pages);
  if (lines->len > 0 || job->page == 0)
    {
      g_task_return_pointer (task, lines, (GDestroyNotify)g_array_unref);
      return;
    }
  g_array_unref (lines);
  job->page = 0;
  job->first = 0;
  tl_pdf_texts_load_async (job->texts, 0, MAX_PAGES, TL_PDF_PRIORITY_BACKGROUND,
                           g_task_get_cancellable (task), pages_cb, g_object_ref (task));
}

void
tl_mark_place_on_pages_async (TlPdfTexts *texts,
                              const TlDeskMark *mark,
                              guint page,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  PageJob *job = g_new0 (PageJob, 1);

  g_task_set_source_tag (task, tl_mark_place_on_pages_async);
  job->texts = g_object_ref (texts);
  job->mark = tl_desk_mark_copy (mark);
  job->page = page;
  job->first = page > AROUND ? page - 1 - AROUND : 0;
  g_task_set_task_data (task, job, page_job_free);
  tl_pdf_texts_load_async (texts, job->first, page > 0 ? 2 * AROUND + 2 : MAX_PAGES,
                           page > 0 ? TL_PDF_PRIORITY_NEAR : TL_PDF_PRIORITY_BACKGROUND,
                           cancellable, pages_cb, task);
}

GArray *
tl_mark_place_on_pages_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
