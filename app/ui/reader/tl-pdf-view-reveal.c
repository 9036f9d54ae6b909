/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-view-private.h"

/* Where in the view a passage comes to stand. */
#define REVEAL_AT 0.22

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlPdfView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) marks = tl_pdf_mark_find_finish (result, &error);
  const TlPdfMark *mark;

  /* A passage that cannot be looked for is not an error of its own: the page says what is wrong. */
  if (marks == NULL || marks->len == 0 || TL_PDF (source) != self->pdf)
    return;
  mark = &g_array_index (marks, TlPdfMark, 0);
  _tl_pdf_view_scroll_to (
      self,
      (TlPdfPlace){ mark->page, mark->box.y1 / tl_pdf_get_page (self->pdf, mark->page).height },
      self->mark_found ? REVEAL_AT : 0.02);
  if (!self->mark_found)
    return;
  tl_pdf_pages_set_marks (self->pages, marks);
  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = g_steal_pointer (&marks);
}

void
tl_pdf_view_reveal (TlPdfView *self, const TlPdfWanted *wanted, gboolean mark)
{
  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (self->layout == NULL || tl_pdf_layout_get_n_pages (self->layout) == 0)
    return;
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (mark)
    {
      g_clear_pointer (&self->marks, g_array_unref);
      tl_pdf_pages_set_marks (self->pages, NULL);
    }
  if (wanted->page > 0)
    _tl_pdf_view_scroll_to (
        self, (TlPdfPlace){ MIN (wanted->page, tl_pdf_layout_get_n_pages (self->layout)) - 1, 0 },
        0);
  self->mark_found = mark;
  self->finding = g_cancellable_new ();
  tl_pdf_mark_find_async (self->pdf, wanted, self->finding, found_cb, g_object_ref (self));
}
