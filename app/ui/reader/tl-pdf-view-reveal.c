/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-view-private.h"

/* Where in the view a passage comes to stand. */
#define REVEAL_AT 0.22
/* So near to an edge of the view it is hardly seen. */
#define EDGE 40

/* The passage that brought the reader here. */
static void
show_marks (TlPdfView *self)
{
  guint n_marks = tl_pdf_view_get_n_marks (self);
  g_autofree TlPdfShape *shapes = g_new0 (TlPdfShape, n_marks + 1);

  for (guint i = 0; i < n_marks; i++)
    {
      const TlPdfMark *mark = &g_array_index (self->marks, TlPdfMark, i);

      shapes[i] = (TlPdfShape){ mark->page, mark->box, 0, TL_PDF_STYLE_PASSAGE };
    }
  tl_pdf_view_set_shapes (self, TL_PDF_LAYER_PASSAGE, shapes, n_marks);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlPdfView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) marks = tl_pdf_mark_find_finish (result, &error);
  const TlPdfMark *mark;

  /* A passage that cannot be looked for is not an error of its own: the page says what is wrong. */
  if (marks == NULL || marks->len == 0 || TL_PDF (source) != tl_pdf_view_get_pdf (self))
    return;
  mark = &g_array_index (marks, TlPdfMark, 0);
  /* A reader who has gone on meanwhile is not called back. */
  if (self->revealed)
    {
      _tl_pdf_view_scroll_to (
          self,
          (TlPdfPlace){ mark->page,
                        mark->box.y1 / tl_pdf_get_page (TL_PDF (source), mark->page).height },
          self->mark_found ? REVEAL_AT : 0.02);
      self->revealed = TRUE;
    }
  if (!self->mark_found)
    return;
  g_clear_pointer (&self->marks, g_array_unref);
  self->marks = g_steal_pointer (&marks);
  show_marks (self);
}

void
tl_pdf_view_reveal (TlPdfView *self, const TlPdfWanted *wanted, gboolean mark)
{
  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self))
    return;
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (mark)
    {
      g_clear_pointer (&self->marks, g_array_unref);
      show_marks (self);
    }
  if (wanted->page > 0)
    _tl_pdf_view_scroll_to (
        self, (TlPdfPlace){ MIN (wanted->page, tl_pdf_layout_get_n_pages (self->layout)) - 1, 0 },
        0);
  self->revealed = TRUE;
  self->mark_found = mark;
  self->finding = g_cancellable_new ();
  tl_pdf_mark_find_async (tl_pdf_view_get_pdf (self), wanted, self->finding, found_cb,
                          g_object_ref (self));
}

void
tl_pdf_view_reveal_box (TlPdfView *self, guint page, const TlPdfBox *box)
{
  GdkRectangle area;
  TlPdfHold hold = { { page, 0 }, REVEAL_AT, 0, -1, 0 };
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  g_return_if_fail (TL_IS_PDF_VIEW (self));

  if (!_tl_pdf_view_has_pages (self) || page >= tl_pdf_layout_get_n_pages (self->layout))
    return;
  area = tl_pdf_view_get_box_area (self, page, box);
  if (area.y >= EDGE && area.y + area.height <= height - EDGE && !self->has_pending)
    return;
  hold.down = -tl_pdf_layout_box (self->layout, page, *box).y;
  _tl_pdf_view_hold (self, &hold);
}
