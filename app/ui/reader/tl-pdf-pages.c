/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-pages.h"

#include <math.h>

#include "ui/reader/tl-pdf-mark.h"
#include "ui/reader/tl-pdf-sheet.h"

/* Pictures kept beside those on the screen. */
#define CACHE_BYTES (160L * 1024 * 1024)
/* A larger page is drawn coarser: at most 96 MB a picture. */
#define MAX_PICTURE_PIXELS (24.0 * 1024 * 1024)
/* Pages kept ready before the first and after the last in view. */
#define NEAR_PAGES 1

struct _TlPdfPages
{
  GtkWidget *parent; /* NULL after tl_pdf_pages_free() */
  TlPdf *pdf;
  TlPdfCache *cache;
  GHashTable *slots; /* page to Slot */
  GHashTable *marks; /* page to GArray of TlPdfBox */
  guint first;
  guint last;
};

/* A page that has a sheet. */
typedef struct
{
  TlPdfPages *owner; /* borrowed */
  guint page;
  GtkWidget *sheet;
  GCancellable *job;
  double wanted; /* scale of the picture that should be there */
  double drawn;  /* scale of the one that is */
  gboolean failed;
} Slot;

/* What a job takes with it. */
typedef struct
{
  TlPdfPages *owner;
  guint page;
  double scale;
} Job;

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_cancellable_cancel (slot->job);
  g_clear_object (&slot->job);
  gtk_widget_unparent (slot->sheet);
  g_free (slot);
}

static void
clear_pages (gpointer data)
{
  TlPdfPages *self = data;

  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->cache, tl_pdf_cache_free);
  g_clear_object (&self->pdf);
}

static void
job_free (Job *job)
{
  g_rc_box_release_full (job->owner, clear_pages);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static char *
cache_key (guint page, double scale)
{
  return g_strdup_printf ("%u@%.0f", page, scale * 10000);
}

static GdkTexture *
make_texture (const TlPdfImage *image)
{
  return gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT, image->pixels,
                                 (gsize)image->stride);
}

static void
set_picture (Slot *slot, const TlPdfImage *image, double scale)
{
  g_autoptr (GdkTexture) texture = make_texture (image);

  slot->drawn = scale;
  slot->failed = FALSE;
  tl_pdf_sheet_set_error (TL_PDF_SHEET (slot->sheet), NULL);
  tl_pdf_sheet_set_picture (TL_PDF_SHEET (slot->sheet), texture);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  TlPdfPages *self = job->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfImage) image = tl_pdf_render_finish (TL_PDF (source), result, &error);
  Slot *slot;

  if (self->parent == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (job->page));
  if (slot == NULL || fabs (slot->wanted - job->scale) > 1e-9)
    return;
  g_clear_object (&slot->job);
  if (image == NULL)
    {
      slot->failed = TRUE;
      tl_pdf_sheet_set_error (TL_PDF_SHEET (slot->sheet), error->message);
      return;
    }
  set_picture (slot, image, job->scale);
  {
    g_autofree char *key = cache_key (job->page, job->scale);

    tl_pdf_cache_put (self->cache, key, g_steal_pointer (&image));
  }
}

static void
start_job (Slot *slot, TlPdfPriority priority)
{
  Job *job = g_new0 (Job, 1);

  job->owner = g_rc_box_acquire (slot->owner);
  job->page = slot->page;
  job->scale = slot->wanted;
  g_cancellable_cancel (slot->job);
  g_clear_object (&slot->job);
  slot->job = g_cancellable_new ();
  slot->failed = FALSE;
  tl_pdf_sheet_set_waiting (TL_PDF_SHEET (slot->sheet), TRUE);
  tl_pdf_render_async (slot->owner->pdf, slot->page, slot->wanted, 0, 0, 0, 0, priority, slot->job,
                       rendered_cb, job);
}

static void
retry_cb (Slot *slot)
{
  start_job (slot, TL_PDF_PRIORITY_VISIBLE);
}

static Slot *
ensure_slot (TlPdfPages *self, guint page)
{
  Slot *slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (page));

  if (slot != NULL)
    return slot;
  slot = g_new0 (Slot, 1);
  slot->owner = self;
  slot->page = page;
  slot->sheet
      = tl_pdf_sheet_new (page, tl_pdf_get_n_pages (self->pdf), tl_pdf_get_page (self->pdf, page));
  g_signal_connect_swapped (slot->sheet, "retry", G_CALLBACK (retry_cb), slot);
  gtk_widget_set_parent (slot->sheet, self->parent);
  tl_pdf_sheet_set_marks (TL_PDF_SHEET (slot->sheet),
                          g_hash_table_lookup (self->marks, GUINT_TO_POINTER (page)));
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (page), slot);
  return slot;
}

static void
draw_slot (Slot *slot, double scale, TlPdfPriority priority)
{
  g_autofree char *key = NULL;
  TlPdfImage *image;

  if (fabs (slot->wanted - scale) < 1e-9
      && (slot->job != NULL || slot->failed || fabs (slot->drawn - scale) < 1e-9))
    return;
  slot->wanted = scale;
  key = cache_key (slot->page, scale);
  image = tl_pdf_cache_get (slot->owner->cache, key);
  if (image == NULL)
    {
      start_job (slot, priority);
      return;
    }
  g_cancellable_cancel (slot->job);
  g_clear_object (&slot->job);
  set_picture (slot, image, scale);
}

TlPdfPages *
tl_pdf_pages_new (GtkWidget *parent, TlPdf *pdf)
{
  TlPdfPages *self = g_rc_box_new0 (TlPdfPages);

  self->parent = parent;
  self->pdf = g_object_ref (pdf);
  self->cache = tl_pdf_cache_new (CACHE_BYTES);
  self->slots = g_hash_table_new_full (NULL, NULL, NULL, slot_free);
  self->marks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  return self;
}

void
tl_pdf_pages_free (TlPdfPages *self)
{
  g_hash_table_remove_all (self->slots);
  self->parent = NULL;
  g_rc_box_release_full (self, clear_pages);
}

static gboolean
is_outside (gpointer key, gpointer value, gpointer user_data)
{
  const guint *range = user_data;
  guint page = GPOINTER_TO_UINT (key);

  return page < range[0] || page > range[1];
}

void
tl_pdf_pages_update (TlPdfPages *self, const TlPdfLayout *layout, guint first, guint last)
{
  int factor = gtk_widget_get_scale_factor (self->parent);
  guint n_pages = tl_pdf_layout_get_n_pages (layout);
  guint range[2]
      = { first > NEAR_PAGES ? first - NEAR_PAGES : 0, MIN (last + NEAR_PAGES, n_pages - 1) };

  self->first = first;
  self->last = last;
  g_hash_table_foreach_remove (self->slots, is_outside, range);
  /* In view first: jobs of one priority run in the order in which they came. */
  for (int near = 0; near <= 1; near++)
    for (guint page = range[0]; page <= range[1]; page++)
      {
        gboolean in_view = page >= first && page <= last;

        if (in_view == (near == 0))
          draw_slot (ensure_slot (self, page),
                     tl_pdf_layout_render_scale (layout, page, factor, MAX_PICTURE_PIXELS),
                     in_view ? TL_PDF_PRIORITY_VISIBLE : TL_PDF_PRIORITY_NEAR);
      }
}

void
tl_pdf_pages_allocate (
    TlPdfPages *self, const TlPdfLayout *layout, double width, double x, double y)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Slot *slot = value;
      TlPdfRect rect = tl_pdf_layout_get_page (layout, slot->page, width);
      GtkAllocation allocation = { (int)(rect.x - floor (x)), (int)(rect.y - floor (y)),
                                   (int)rect.width, (int)rect.height };
      int minimum;

      gtk_widget_measure (slot->sheet, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      allocation.width = MAX (allocation.width, minimum);
      gtk_widget_measure (slot->sheet, GTK_ORIENTATION_VERTICAL, allocation.width, &minimum, NULL,
                          NULL, NULL);
      allocation.height = MAX (allocation.height, minimum);
      gtk_widget_size_allocate (slot->sheet, &allocation, -1);
    }
}

void
tl_pdf_pages_set_marks (TlPdfPages *self, GArray *marks)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_remove_all (self->marks);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const TlPdfMark *mark = &g_array_index (marks, TlPdfMark, i);
      GArray *boxes = g_hash_table_lookup (self->marks, GUINT_TO_POINTER (mark->page));

      if (boxes == NULL)
        {
          boxes = g_array_new (FALSE, FALSE, sizeof (TlPdfBox));
          g_hash_table_insert (self->marks, GUINT_TO_POINTER (mark->page), boxes);
        }
      g_array_append_val (boxes, mark->box);
    }
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, &key, &value))
    tl_pdf_sheet_set_marks (TL_PDF_SHEET (((Slot *)value)->sheet),
                            g_hash_table_lookup (self->marks, key));
}

gboolean
tl_pdf_pages_all_drawn (TlPdfPages *self)
{
  for (guint page = self->first; page <= self->last; page++)
    {
      Slot *slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (page));

      if (slot == NULL || fabs (slot->drawn - slot->wanted) > 1e-9)
        return FALSE;
    }
  return TRUE;
}

gsize
tl_pdf_pages_get_cache_bytes (TlPdfPages *self)
{
  return tl_pdf_cache_get_bytes (self->cache);
}
