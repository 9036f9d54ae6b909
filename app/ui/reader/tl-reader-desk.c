/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the document was left, and that it was read: kept on the judge's desk. */
#include "config.h"

#include "desk/tl-desk-place.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-text.h"

/* Scrolling has come to rest. */
#define REST_MS 1000
/* A document is not kept waiting for a desk that is long in opening. */
#define PATIENCE_MS 5000

static const TlDeskZoom zooms[] = { [TL_PDF_FIT_NONE] = TL_DESK_ZOOM_FREE,
                                    [TL_PDF_FIT_WIDTH] = TL_DESK_ZOOM_FIT_WIDTH,
                                    [TL_PDF_FIT_PAGE] = TL_DESK_ZOOM_FIT_PAGE };
static const TlDeskLayout layouts[] = { [TL_PDF_SPREAD_SINGLE] = TL_DESK_LAYOUT_CONTINUOUS,
                                        [TL_PDF_SPREAD_DOUBLE] = TL_DESK_LAYOUT_TWO_PAGES,
                                        [TL_PDF_SPREAD_BOOK] = TL_DESK_LAYOUT_TWO_PAGES_COVER };

static TlDesk *
get_desk (TlReader *self)
{
  return tl_desk_keeper_get_desk (tl_services_get_desk (self->services));
}

static char *
print_view (const TlDeskPlace *place)
{
  TlPdfState state = { .place = { MAX (place->page, 1) - 1, place->fraction },
                       .zoom = place->zoom,
                       .turns = place->rotation / 90 };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    if (zooms[i] == place->zoom_mode)
      state.fit = (TlPdfFit)i;
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i] == place->layout)
      state.spread = (TlPdfSpread)i;
  return tl_pdf_state_print (&state, TRUE);
}

/* The document may be shown now, at the place that was found or without one. */
static void
go_on (TlReader *self)
{
  g_autoptr (TlReaderJob) job = g_steal_pointer (&self->desk.waiting_job);

  g_clear_handle_id (&self->desk.place_source, g_source_remove);
  g_cancellable_cancel (self->desk.placing);
  g_clear_object (&self->desk.placing);
  if (job != NULL)
    _tl_reader_show (self, job);
}

static void
placed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDeskPlace) place = tl_desk_get_place_finish (TL_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* A place that cannot be read is none. */
  if (place != NULL && self->anchor == NULL && self->view == NULL)
    {
      self->desk.wanted_view = place->view;
      if (place->view == TL_DESK_VIEW_PDF)
        self->view = print_view (place);
      else
        self->anchor = g_strdup (place->anchor);
    }
  go_on (self);
}

static gboolean
patience_over_cb (gpointer user_data)
{
  TlReader *self = user_data;

  self->desk.place_source = 0;
  go_on (self);
  return G_SOURCE_REMOVE;
}

void
_tl_reader_drop_place (TlReader *self)
{
  g_clear_handle_id (&self->desk.place_source, g_source_remove);
  g_cancellable_cancel (self->desk.placing);
  g_clear_object (&self->desk.placing);
  g_clear_pointer (&self->desk.waiting_job, tl_reader_job_free);
}

void
_tl_reader_ask_place (TlReader *self)
{
  TlDeskKeeper *keeper = tl_services_get_desk (self->services);
  TlDesk *desk = tl_desk_keeper_get_desk (keeper);

  _tl_reader_drop_place (self);
  if (self->beside || (desk == NULL && !tl_desk_keeper_is_opening (keeper)))
    return;
  self->desk.placing = g_cancellable_new ();
  self->desk.place_source = g_timeout_add (PATIENCE_MS, patience_over_cb, self);
  if (desk != NULL)
    tl_desk_get_place_async (desk, self->doc, TL_DESK_VIEW_ANY, self->desk.placing, placed_cb,
                             g_object_ref (self));
}

gboolean
_tl_reader_wait_for_place (TlReader *self, TlReaderJob *job)
{
  if (self->desk.placing == NULL)
    return FALSE;
  g_clear_pointer (&self->desk.waiting_job, tl_reader_job_free);
  self->desk.waiting_job = job;
  return TRUE;
}

static TlDeskPlace *
make_place (TlReader *self)
{
  TlDeskPlace *place;
  TlPdfState state;

  if (!self->in_original)
    {
      const char *anchor = tl_text_view_get_anchor (self->text);

      if (anchor == NULL || self->text_is_new)
        return NULL;
      place = tl_desk_place_new (self->document->id, TL_DESK_VIEW_TEXT);
      place->page = 0;
      place->anchor = g_strdup (anchor);
      return place;
    }
  if (tl_pdf_view_get_pdf (self->original) == NULL)
    return NULL;
  tl_pdf_view_get_state (self->original, &state);
  place = tl_desk_place_new (self->document->id, TL_DESK_VIEW_PDF);
  place->page = state.place.page + 1;
  place->fraction = state.place.fraction;
  place->zoom_mode = zooms[state.fit];
  place->zoom = state.zoom;
  place->rotation = state.turns % 4 * 90;
  place->layout = layouts[state.spread];
  return place;
}

void
_tl_reader_keep_place (TlReader *self)
{
  g_autoptr (TlDeskPlace) place = NULL;
  TlDesk *desk;

  if (self->desk.keep_source == 0)
    return;
  g_clear_handle_id (&self->desk.keep_source, g_source_remove);
  if (self->document == NULL || self->services == NULL)
    return;
  desk = get_desk (self);
  place = desk != NULL ? make_place (self) : NULL;
  /* Nobody waits for it, and what the judge should know the keeper told. */
  if (place != NULL)
    tl_desk_put_place_async (desk, place, NULL, NULL, NULL);
}

static gboolean
rested_cb (gpointer user_data)
{
  _tl_reader_keep_place (user_data);
  return G_SOURCE_REMOVE;
}

void
_tl_reader_queue_keep (TlReader *self)
{
  /* What nobody saw was not read there; and of two readers that scroll together one goes where the
   * other leads. */
  if (self->document == NULL || self->beside || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_handle_id (&self->desk.keep_source, g_source_remove);
  self->desk.keep_source = g_timeout_add (REST_MS, rested_cb, self);
}

void
_tl_reader_note_opened (TlReader *self)
{
  TlDesk *desk = get_desk (self);
  g_autofree char *title = NULL;

  if (desk == NULL || self->document == NULL
      || g_strcmp0 (self->desk.noted, self->document->id) == 0)
    return;
  g_free (self->desk.noted);
  self->desk.noted = g_strdup (self->document->id);
  title = tl_reader_heading (self->document);
  tl_desk_add_recent_async (desk, self->document->id, title, NULL, NULL, NULL);
}

static void
desk_changed_cb (TlReader *self, int change, const char *doc)
{
  if (change != TL_DESK_CHANGED_ALL)
    return;
  _tl_reader_note_opened (self);
  if (self->desk.placing == NULL || self->document != NULL)
    return;
  /* The desk that was waited for is open, or there is none. */
  if (get_desk (self) == NULL)
    go_on (self);
  else
    tl_desk_get_place_async (get_desk (self), self->doc, TL_DESK_VIEW_ANY, self->desk.placing,
                             placed_cb, g_object_ref (self));
}

void
_tl_reader_set_up_desk (TlReader *self)
{
  /* Not only when the reader goes: what is being read for it may hold it longer than the desk is
   * open. */
  g_signal_connect (self, "unmap", G_CALLBACK (_tl_reader_keep_place), NULL);
  g_signal_connect_object (tl_services_get_desk (self->services), "changed",
                           G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
}
