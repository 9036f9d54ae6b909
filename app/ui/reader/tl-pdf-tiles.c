/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-tiles.h"

#include "ui/reader/tl-pdf-pixels.h"

#define TILE_BYTES    (80L * 1024 * 1024)
#define PREVIEW_BYTES (24L * 1024 * 1024)
#define PREVIEW_WIDTH 200
/* One with the worker and one behind it, so that it never waits for the main loop. */
#define MAX_JOBS 2
/* Previews can wait until the page itself is on the screen: a thread less while it is drawn. */
#define SHRINK_AFTER_MS 100

struct _TlPdfTiles
{
  GObject parent_instance;

  /* Owned. */
  TlPdf *pdf;
  TlPdfCache *tiles;
  TlPdfCache *previews;
  GArray *wishes;          /* nearest first */
  GHashTable *errors;      /* page to message */
  GHashTable *thumbnails;  /* page to how many want its preview */
  GPtrArray *jobs;         /* borrowed: each belongs to its callback */
  GCancellable *shrinking; /* of what is done in threads */
  TlPdfImage *part;        /* of the tile of @part_of, until the whole is there */

  TlPdfWish part_of;
  gboolean begun; /* the first page was asked for */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (TlPdfTiles, tl_pdf_tiles, G_TYPE_OBJECT)

enum
{
  SIGNAL_TILE,
  SIGNAL_PREVIEW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A picture on its way. */
typedef struct
{
  TlPdfTiles *owner;
  TlPdfWish wish;
  GCancellable *cancellable;
  gboolean is_preview;
  gboolean is_part; /* rows of the tile that are in view */
  gboolean near;    /* not in view when it was asked for */
  gboolean whole;   /* the tile is a whole page */
} Job;

/* What a thread does to a picture. */
typedef struct
{
  TlPdfImage *image;
  guint turns;
  int shrink;
} Work;

static void pump (TlPdfTiles *self);

static void
job_free (Job *job)
{
  g_ptr_array_remove_fast (job->owner->jobs, job);
  g_clear_object (&job->cancellable);
  g_object_unref (job->owner);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
work_free (gpointer data)
{
  Work *work = data;

  tl_pdf_image_free (work->image);
  g_free (work);
}

static Job *
start_job (TlPdfTiles *self, const TlPdfWish *wish)
{
  Job *job = g_new0 (Job, 1);

  job->owner = g_object_ref (self);
  job->wish = *wish;
  job->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->jobs, job);
  return job;
}

static char *
tile_key (const TlPdfWish *wish)
{
  return g_strdup_printf ("%u.%u@%.0f/%u", wish->page, wish->index, wish->scale * 10000,
                          wish->turns);
}

static char *
preview_key (guint page)
{
  return g_strdup_printf ("%u", page);
}

static gboolean
same_wish (const TlPdfWish *a, const TlPdfWish *b)
{
  return a->page == b->page && a->index == b->index && a->turns == b->turns
         && ABS (a->scale - b->scale) < 1e-9;
}

static void
work_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;
  TlPdfImage *image = work->shrink > 1 ? tl_pdf_pixels_shrink (work->image, work->shrink)
                                       : tl_pdf_pixels_turn (work->image, work->turns);

  g_task_return_pointer (task, image, (GDestroyNotify)tl_pdf_image_free);
}

/* Returns: a task that is still to be run. */
static GTask *
new_work (TlPdfTiles *self,
          const TlPdfImage *image,
          guint turns,
          int shrink,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->image = tl_pdf_pixels_copy (image);
  work->turns = turns;
  work->shrink = shrink;
  g_task_set_source_tag (task, new_work);
  g_task_set_task_data (task, work, work_free);
  return task;
}

static void
keep_preview (TlPdfTiles *self, guint page, TlPdfImage *image)
{
  g_autofree char *key = preview_key (page);

  tl_pdf_cache_put (self->previews, key, image);
  g_signal_emit (self, signals[SIGNAL_PREVIEW], 0, page);
}

static void
shrunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlPdfTiles *self = TL_PDF_TILES (source);
  TlPdfImage *image = g_task_propagate_pointer (G_TASK (result), NULL);

  if (image != NULL && !self->closed)
    keep_preview (self, GPOINTER_TO_UINT (user_data), image);
  else
    g_clear_pointer (&image, tl_pdf_image_free);
}

static gboolean
shrink_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  g_task_run_in_thread (task, work_in_thread);
  return G_SOURCE_REMOVE;
}

/* A page that was drawn once has a preview: made from the tile, it costs the worker nothing. */
static void
shrink (TlPdfTiles *self, guint page, const TlPdfImage *image)
{
  g_autofree char *key = preview_key (page);
  int times = image->width / PREVIEW_WIDTH;

  if (tl_pdf_cache_get (self->previews, key) == NULL && times > 1)
    g_timeout_add_full (
        G_PRIORITY_LOW, SHRINK_AFTER_MS, shrink_cb,
        new_work (self, image, 0, times, self->shrinking, shrunk_cb, GUINT_TO_POINTER (page)),
        g_object_unref);
}

static void
keep_tile (TlPdfTiles *self, const TlPdfWish *wish, TlPdfImage *image)
{
  g_autofree char *key = tile_key (wish);

  if (self->part != NULL && same_wish (&self->part_of, wish))
    g_clear_pointer (&self->part, tl_pdf_image_free);
  tl_pdf_cache_put (self->tiles, key, image);
  g_signal_emit (self, signals[SIGNAL_TILE], 0, wish->page);
}

static void
keep_part (TlPdfTiles *self, const TlPdfWish *wish, TlPdfImage *image)
{
  g_clear_pointer (&self->part, tl_pdf_image_free);
  self->part = image;
  self->part_of = *wish;
  g_signal_emit (self, signals[SIGNAL_TILE], 0, wish->page);
}

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  TlPdfTiles *self = job->owner;
  TlPdfImage *image = g_task_propagate_pointer (G_TASK (result), NULL);

  if (image != NULL && !self->closed)
    keep_tile (self, &job->wish, image);
  else
    g_clear_pointer (&image, tl_pdf_image_free);
}

static void
take_picture (Job *job, TlPdfImage *image)
{
  TlPdfTiles *self = job->owner;
  g_autoptr (GTask) task = NULL;
  Job *turning;

  if (job->is_preview)
    {
      keep_preview (self, job->wish.page, image);
      return;
    }
  if (job->is_part)
    {
      keep_part (self, &job->wish, image);
      return;
    }
  if (job->whole)
    shrink (self, job->wish.page, image);
  if (job->wish.turns == 0)
    {
      keep_tile (self, &job->wish, image);
      return;
    }
  /* It is still a job: the tile is not there yet. */
  turning = start_job (self, &job->wish);
  task = new_work (self, image, job->wish.turns, 0, turning->cancellable, turned_cb, turning);
  g_task_run_in_thread (task, work_in_thread);
  tl_pdf_image_free (image);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (TlPdfTiles) self = g_object_ref (job->owner);
  g_autoptr (GError) error = NULL;
  TlPdfImage *image = tl_pdf_render_finish (TL_PDF (source), result, &error);

  if (image != NULL && !self->closed)
    take_picture (job, image);
  else if (image != NULL)
    tl_pdf_image_free (image);
  else if (!self->closed && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_hash_table_insert (self->errors, GUINT_TO_POINTER (job->wish.page),
                           g_strdup (error->message));
      g_signal_emit (self, signals[SIGNAL_TILE], 0, job->wish.page);
    }
  g_clear_pointer (&job, job_free);
  pump (self);
}

static Job *
find_job (TlPdfTiles *self, const TlPdfWish *wish)
{
  for (guint i = 0; i < self->jobs->len; i++)
    {
      Job *job = g_ptr_array_index (self->jobs, i);

      if (!job->is_preview && !job->is_part && same_wish (&job->wish, wish))
        return job;
    }
  return NULL;
}

/* The first page takes the worker longest, since it has no fonts yet, and somebody waits for it:
 * what can be seen of it comes first, when that is much less than the whole. */
static void
start_part (TlPdfTiles *self, const TlPdfWish *wish, const TlPdfPixels *tile)
{
  int rows = wish->to - wish->from;
  Job *job;

  if (wish->turns != 0 || rows <= 0 || rows > tile->height / 4 * 3)
    return;
  job = start_job (self, wish);
  job->is_part = TRUE;
  tl_pdf_render_async (self->pdf, wish->page, wish->scale, tile->x, tile->y + wish->from,
                       tile->width, rows, TL_PDF_PRIORITY_VISIBLE, job->cancellable, rendered_cb,
                       job);
}

static void
start_tile (TlPdfTiles *self, const TlPdfWish *wish)
{
  TlPdfGrid grid = tl_pdf_grid_for (tl_pdf_get_page (self->pdf, wish->page), wish->scale);
  TlPdfPixels tile = tl_pdf_grid_get_tile (&grid, wish->index);
  Job *job;

  if (!self->begun)
    start_part (self, wish, &tile);
  self->begun = TRUE;
  job = start_job (self, wish);
  job->whole = tl_pdf_grid_get_n_tiles (&grid) == 1;
  job->near = wish->distance > 0;
  tl_pdf_render_async (self->pdf, wish->page, wish->scale, tile.x, tile.y, tile.width, tile.height,
                       job->near ? TL_PDF_PRIORITY_NEAR : TL_PDF_PRIORITY_VISIBLE, job->cancellable,
                       rendered_cb, job);
}

static void
start_preview (TlPdfTiles *self, guint page)
{
  TlPdfWish wish = { .page = page };
  Job *job = start_job (self, &wish);

  job->is_preview = TRUE;
  tl_pdf_render_async (self->pdf, page,
                       PREVIEW_WIDTH / MAX (1, tl_pdf_get_page (self->pdf, page).width), 0, 0, 0, 0,
                       TL_PDF_PRIORITY_THUMBNAIL, job->cancellable, rendered_cb, job);
}

/* The lowest page whose preview is wanted and not there. Returns: FALSE when there is none. */
static gboolean
next_preview (TlPdfTiles *self, guint *page)
{
  GHashTableIter iter;
  gpointer key;
  gboolean found = FALSE;

  g_hash_table_iter_init (&iter, self->thumbnails);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint wanted = GPOINTER_TO_UINT (key);

      if ((!found || wanted < *page) && tl_pdf_tiles_get_preview (self, wanted) == NULL
          && tl_pdf_tiles_get_error (self, wanted) == NULL)
        {
          *page = wanted;
          found = TRUE;
        }
    }
  return found;
}

/* Gives the worker what is wanted most. */
static void
pump (TlPdfTiles *self)
{
  guint page = 0;

  for (guint i = 0; i < self->wishes->len && !self->closed && self->jobs->len < MAX_JOBS; i++)
    {
      const TlPdfWish *wish = &g_array_index (self->wishes, TlPdfWish, i);

      if (tl_pdf_tiles_get (self, wish) == NULL && find_job (self, wish) == NULL
          && tl_pdf_tiles_get_error (self, wish->page) == NULL)
        start_tile (self, wish);
    }
  if (!self->closed && self->jobs->len == 0 && next_preview (self, &page))
    start_preview (self, page);
}

static void
tl_pdf_tiles_dispose (GObject *object)
{
  TlPdfTiles *self = TL_PDF_TILES (object);

  g_clear_pointer (&self->tiles, tl_pdf_cache_free);
  g_clear_pointer (&self->previews, tl_pdf_cache_free);
  g_clear_pointer (&self->wishes, g_array_unref);
  g_clear_pointer (&self->errors, g_hash_table_unref);
  g_clear_pointer (&self->thumbnails, g_hash_table_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_object (&self->shrinking);
  g_clear_pointer (&self->part, tl_pdf_image_free);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (tl_pdf_tiles_parent_class)->dispose (object);
}

static void
tl_pdf_tiles_class_init (TlPdfTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_pdf_tiles_dispose;
  signals[SIGNAL_TILE] = g_signal_new ("tile", TL_TYPE_PDF_TILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PREVIEW] = g_signal_new ("preview", TL_TYPE_PDF_TILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tl_pdf_tiles_init (TlPdfTiles *self)
{
  self->tiles = tl_pdf_cache_new (TILE_BYTES);
  self->previews = tl_pdf_cache_new (PREVIEW_BYTES);
  self->wishes = g_array_new (FALSE, FALSE, sizeof (TlPdfWish));
  self->errors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->thumbnails = g_hash_table_new (NULL, NULL);
  self->jobs = g_ptr_array_new ();
  self->shrinking = g_cancellable_new ();
}

TlPdfTiles *
tl_pdf_tiles_new (TlPdf *pdf)
{
  TlPdfTiles *self = g_object_new (TL_TYPE_PDF_TILES, NULL);

  self->pdf = g_object_ref (pdf);
  return self;
}

static gboolean
is_wanted (TlPdfTiles *self, const Job *job)
{
  if (self->closed)
    return FALSE;
  if (job->is_preview)
    return TRUE;
  for (guint i = 0; i < self->wishes->len; i++)
    if (same_wish (&g_array_index (self->wishes, TlPdfWish, i), &job->wish))
      return TRUE;
  return FALSE;
}

/* The answer to a job that is cancelled may come at once, and take it off the list. */
static void
cancel_unwanted (TlPdfTiles *self)
{
  g_autoptr (GPtrArray) unwanted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      Job *job = g_ptr_array_index (self->jobs, i);

      if (!is_wanted (self, job))
        g_ptr_array_add (unwanted, g_object_ref (job->cancellable));
    }
  for (guint i = 0; i < unwanted->len; i++)
    g_cancellable_cancel (g_ptr_array_index (unwanted, i));
}

void
tl_pdf_tiles_close (TlPdfTiles *self)
{
  g_return_if_fail (TL_IS_PDF_TILES (self));

  self->closed = TRUE;
  g_cancellable_cancel (self->shrinking);
  cancel_unwanted (self);
}

TlPdf *
tl_pdf_tiles_get_pdf (TlPdfTiles *self)
{
  return self->pdf;
}

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const TlPdfWish *first = a;
  const TlPdfWish *second = b;

  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;
  if (first->page != second->page)
    return first->page < second->page ? -1 : 1;
  return first->index < second->index ? -1 : first->index > second->index;
}

void
tl_pdf_tiles_sort_wishes (GArray *wishes)
{
  g_array_sort (wishes, compare_wishes);
}

void
tl_pdf_tiles_want (TlPdfTiles *self, GArray *wishes)
{
  g_return_if_fail (TL_IS_PDF_TILES (self));

  g_array_set_size (self->wishes, 0);
  g_array_append_vals (self->wishes, wishes->data, wishes->len);
  cancel_unwanted (self);
  pump (self);
}

const TlPdfImage *
tl_pdf_tiles_get (TlPdfTiles *self, const TlPdfWish *wish)
{
  g_autofree char *key = tile_key (wish);

  return tl_pdf_cache_get (self->tiles, key);
}

const TlPdfImage *
tl_pdf_tiles_get_part (TlPdfTiles *self, const TlPdfWish *wish, int *row)
{
  if (self->part == NULL || !same_wish (&self->part_of, wish))
    return NULL;
  *row = self->part_of.from;
  return self->part;
}

const char *
tl_pdf_tiles_get_error (TlPdfTiles *self, guint page)
{
  return g_hash_table_lookup (self->errors, GUINT_TO_POINTER (page));
}

void
tl_pdf_tiles_retry (TlPdfTiles *self, guint page)
{
  g_hash_table_remove (self->errors, GUINT_TO_POINTER (page));
  pump (self);
}

const TlPdfImage *
tl_pdf_tiles_get_preview (TlPdfTiles *self, guint page)
{
  g_autofree char *key = preview_key (page);

  return tl_pdf_cache_get (self->previews, key);
}

void
tl_pdf_tiles_want_preview (TlPdfTiles *self, guint page)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->thumbnails, GUINT_TO_POINTER (page)));

  g_hash_table_insert (self->thumbnails, GUINT_TO_POINTER (page), GUINT_TO_POINTER (count + 1));
  pump (self);
}

void
tl_pdf_tiles_leave_preview (TlPdfTiles *self, guint page)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->thumbnails, GUINT_TO_POINTER (page)));

  if (count > 1)
    g_hash_table_insert (self->thumbnails, GUINT_TO_POINTER (page), GUINT_TO_POINTER (count - 1));
  else
    g_hash_table_remove (self->thumbnails, GUINT_TO_POINTER (page));
}

gsize
tl_pdf_tiles_get_bytes (TlPdfTiles *self)
{
  return tl_pdf_cache_get_bytes (self->tiles) + tl_pdf_cache_get_bytes (self->previews);
}

gboolean
tl_pdf_tiles_is_idle (TlPdfTiles *self)
{
  return self->jobs->len == 0;
}
