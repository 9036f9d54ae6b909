/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations on the original pages: underlined, pressed with the pointer, walked through by keys. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-pdf-cite-map.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"

/* Pages around those in view whose citations are drawn. */
#define AROUND 1

struct _TlReaderCites
{
  TlPdfCiteMap *map;
  guint pointed;      /* shape under the pointer, 0 for none */
  int current;        /* the citation that was stepped to, or -1 */
  gboolean revealing; /* the view may not be there yet */
  int step;           /* a step that waits for what is being looked for; 0 for none */
  int candidate;      /* the citation it has come to; -1 when it has not begun */
};

static void
describe (TlReader *self, const char *description)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->original),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* The pages of which anything can be seen. */
static void
get_visible (TlReader *self, guint *first, guint *last)
{
  GtkWidget *widget = GTK_WIDGET (self->original);
  TlPdfViewPoint bottom;

  *first = tl_pdf_view_get_place (self->original).page;
  *last = MAX (*first, tl_pdf_view_get_page (self->original));
  if (tl_pdf_view_get_point (self->original, gtk_widget_get_width (widget) - 1,
                             gtk_widget_get_height (widget) - 1, &bottom))
    *last = MAX (*last, bottom.page);
}

static const TlPdfCite *
get_cite (TlReader *self, int index)
{
  TlPdfCiteMap *map = self->cites->map;

  return map != NULL && index >= 0 && (guint)index < tl_pdf_cite_map_get_n (map)
             ? tl_pdf_cite_map_get (map, (guint)index)
             : NULL;
}

static const TlPdfRect *
first_rect (const TlPdfCite *cite)
{
  return &g_array_index (cite->rects, TlPdfRect, 0);
}

static void
add_shapes (TlReader *self, GArray *shapes, guint index, guint first, guint last)
{
  const TlPdfCite *cite = get_cite (self, (int)index);
  gboolean here;

  if (cite == NULL)
    return;
  here = (int)index == self->cites->current || cite->link + 1 == self->cites->pointed;
  for (guint i = 0; i < cite->rects->len; i++)
    {
      const TlPdfRect *rect = &g_array_index (cite->rects, TlPdfRect, i);
      TlPdfShape shape = { rect->page, rect->box, cite->link + 1,
                           here ? TL_PDF_STYLE_CITATION_HERE : TL_PDF_STYLE_CITATION };

      if (rect->page >= first && rect->page <= last)
        g_array_append_val (shapes, shape);
    }
}

static void
show_shapes (TlReader *self)
{
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (TlPdfShape));
  guint first, last;

  get_visible (self, &first, &last);
  first = first > AROUND ? first - AROUND : 0;
  if (self->cites->map != NULL)
    for (guint i = 0; i < tl_pdf_cite_map_get_n (self->cites->map); i++)
      add_shapes (self, shapes, i, first, last + AROUND);
  tl_pdf_view_set_shapes (self->original, TL_PDF_LAYER_CITATIONS,
                          (const TlPdfShape *)(void *)shapes->data, shapes->len);
}

static gboolean
is_in_view (TlReader *self, int index)
{
  const TlPdfCite *cite = get_cite (self, index);
  GdkRectangle area;

  if (cite == NULL)
    return FALSE;
  area
      = tl_pdf_view_get_box_area (self->original, first_rect (cite)->page, &first_rect (cite)->box);
  return area.y + area.height > 0 && area.y < gtk_widget_get_height (GTK_WIDGET (self->original));
}

static void
activate (TlReader *self, int index)
{
  const TlPdfCite *cite = get_cite (self, index);
  GdkRectangle area;

  if (cite == NULL || self->model != tl_pdf_cite_map_get_model (self->cites->map))
    return;
  area
      = tl_pdf_view_get_box_area (self->original, first_rect (cite)->page, &first_rect (cite)->box);
  _tl_reader_show_citation (self, cite->link, GTK_WIDGET (self->original), &area);
}

static char *
dup_words (TlReader *self, int index)
{
  const TlTextModel *model = tl_pdf_cite_map_get_model (self->cites->map);
  const TlLink *link
      = model->links->pdata[tl_pdf_cite_map_get_link (self->cites->map, (guint)index)];
  const TlBlock *block = tl_document_get_block (model->document, link->block);
  char *words = g_strndup (block->text + link->from, link->to - link->from);

  return g_strdelimit (words, "\n\t", ' ');
}

static void
set_current (TlReader *self, int index)
{
  const TlPdfCite *cite = get_cite (self, index);
  g_autofree char *words = dup_words (self, index);
  g_autofree char *description = NULL;

  self->cites->current = index;
  self->cites->revealing = TRUE;
  tl_pdf_view_reveal_box (self->original, first_rect (cite)->page, &first_rect (cite)->box);
  show_shapes (self);
  /* Translators: for a screen reader; %s are the words of a citation. */
  description = g_strdup_printf (_ ("Citation %s: Enter shows what it says"), words);
  describe (self, description);
  gtk_widget_grab_focus (GTK_WIDGET (self->original));
}

static void
forget_current (TlReader *self)
{
  if (self->cites->current < 0)
    return;
  self->cites->current = -1;
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->original),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Whether citation @index stands at the upper edge of the view or below it. */
static gboolean
is_below_top (TlReader *self, guint index, guint first_page)
{
  const TlPdfCite *cite = get_cite (self, (int)index);

  if (cite == NULL)
    return tl_pdf_cite_map_get_page (self->cites->map, index) > first_page;
  return tl_pdf_view_get_box_area (self->original, first_rect (cite)->page, &first_rect (cite)->box)
             .y
         >= 0;
}

/* Where a step begins: behind the citation stepped to, as long as it can be seen; else at what the
 * view shows. Returns: the number of citations, or -1, when there is none that way */
static int
begin_step (TlReader *self)
{
  TlReaderCites *cites = self->cites;
  guint n = tl_pdf_cite_map_get_n (cites->map);
  guint first, last, below = 0;

  if (cites->current >= 0 && (cites->revealing || is_in_view (self, cites->current)))
    return cites->current + cites->step;
  get_visible (self, &first, &last);
  while (below < n && !is_below_top (self, below, first))
    below++;
  return cites->step > 0 ? (int)below : (int)below - 1;
}

/* Goes on to the first citation that is found; waits where its page was not looked at yet. */
static void
go_on (TlReader *self)
{
  TlReaderCites *cites = self->cites;
  int n = (int)tl_pdf_cite_map_get_n (cites->map);
  int direction = cites->step;
  guint first, last;

  if (direction == 0)
    return;
  get_visible (self, &first, &last);
  if (cites->candidate < 0)
    {
      if (!tl_pdf_cite_map_is_known (cites->map, first, last))
        return;
      cites->candidate = begin_step (self);
    }
  for (; cites->candidate >= 0 && cites->candidate < n; cites->candidate += direction)
    {
      guint page = tl_pdf_cite_map_get_page (cites->map, (guint)cites->candidate);

      if (get_cite (self, cites->candidate) != NULL)
        {
          cites->step = 0;
          set_current (self, cites->candidate);
          return;
        }
      if (!tl_pdf_cite_map_is_known (cites->map, page, page))
        {
          tl_pdf_cite_map_want (cites->map, page, page);
          return;
        }
    }
  cites->step = 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                              direction > 0 ? _ ("No further citation")
                                            : _ ("No citation before this one"));
}

static void
changed_cb (TlReader *self)
{
  show_shapes (self);
  go_on (self);
}

static void
drop_map (TlReader *self)
{
  TlReaderCites *cites = self->cites;

  if (cites->map == NULL)
    return;
  g_signal_handlers_disconnect_by_data (cites->map, self);
  tl_pdf_cite_map_close (cites->map);
  g_clear_object (&cites->map);
  cites->pointed = 0;
  cites->step = 0;
  forget_current (self);
}

static gboolean
fits (TlReader *self, TlPdf *pdf)
{
  TlPdfCiteMap *map = self->cites->map;

  return map != NULL && tl_pdf_cite_map_get_model (map) == self->model
         && tl_pdf_texts_get_pdf (tl_pdf_cite_map_get_texts (map)) == pdf;
}

/* Once the pages are there: with the texts that finding and selecting use too. */
static void
make_map (TlReader *self)
{
  TlPdfTexts *texts = tl_reader_get_texts (self);

  drop_map (self);
  if (texts == NULL || self->model == NULL || self->model->links == NULL)
    return;
  self->cites->map = tl_pdf_cite_map_new (texts, self->model);
  g_signal_connect_swapped (self->cites->map, "changed", G_CALLBACK (changed_cb), self);
}

void
_tl_reader_update_cites (TlReader *self)
{
  TlPdf *pdf = tl_pdf_view_get_pdf (self->original);
  guint first, last;

  if (!fits (self, pdf))
    make_map (self);
  if (self->cites->map == NULL || !self->in_original)
    return;
  /* What is told of while the view is on its way was a move from before. */
  if (!tl_pdf_view_is_on_its_way (self->original))
    {
      self->cites->revealing = FALSE;
      if (!is_in_view (self, self->cites->current))
        forget_current (self);
    }
  get_visible (self, &first, &last);
  /* A step under way asks for its pages itself. */
  if (self->cites->step == 0 || self->cites->candidate < 0)
    tl_pdf_cite_map_want (self->cites->map, first > AROUND ? first - AROUND : 0, last + AROUND);
  show_shapes (self);
}

void
_tl_reader_step_cite (TlReader *self, int direction)
{
  TlReaderCites *cites = self->cites;
  guint first, last;

  if (!fits (self, tl_pdf_view_get_pdf (self->original)))
    make_map (self);
  if (cites->map == NULL)
    return;
  cites->step = direction > 0 ? 1 : -1;
  cites->candidate = -1;
  get_visible (self, &first, &last);
  tl_pdf_cite_map_want (cites->map, first, last);
  go_on (self);
}

static void
pointed_cb (TlReader *self, TlPdfLayer layer, guint id)
{
  guint pointed = layer == TL_PDF_LAYER_CITATIONS ? id : 0;

  if (pointed == self->cites->pointed)
    return;
  self->cites->pointed = pointed;
  show_shapes (self);
}

static void
pressed_cb (TlReader *self, TlPdfLayer layer, guint id)
{
  if (layer == TL_PDF_LAYER_CITATIONS && id != 0 && self->cites->map != NULL)
    activate (self, tl_pdf_cite_map_find (self->cites->map, id - 1));
}

static gboolean
key_pressed_cb (TlReader *self, guint key, guint code, GdkModifierType state)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !is_in_view (self, self->cites->current))
    return GDK_EVENT_PROPAGATE;
  activate (self, self->cites->current);
  return GDK_EVENT_STOP;
}

void
_tl_reader_set_up_cites (TlReader *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cites = g_new0 (TlReaderCites, 1);
  self->cites->current = -1;
  g_signal_connect_object (self->original, "point", G_CALLBACK (pointed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->original, "activate", G_CALLBACK (pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->original), keys);
}

void
_tl_reader_free_cites (TlReader *self)
{
  if (self->cites == NULL)
    return;
  self->cites->current = -1;
  drop_map (self);
  g_clear_pointer (&self->cites, g_free);
}
