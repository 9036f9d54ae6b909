/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlPdf:
 *
 * One open PDF in one worker process: Poppler runs there, never here, with bounded memory and time
 * and, on Linux, a seccomp filter (no network, no new processes, no writing of files). Jobs of one
 * document run one after another on the worker's one thread, by priority. A hang or a crash costs
 * the job: it ends in %TL_ERROR_WORKER, the worker is started again for the next one. Functions
 * that end in _async are for the thread-default main context they are called from; the synchronous
 * ones are callable from any thread, one call at a time per object.
 */
#define TL_TYPE_PDF (tl_pdf_get_type ())
G_DECLARE_FINAL_TYPE (TlPdf, tl_pdf, TL, PDF, GObject)

/** TlPdfPriority: lower runs first. */
typedef enum
{
  TL_PDF_PRIORITY_VISIBLE,
  TL_PDF_PRIORITY_NEAR,
  TL_PDF_PRIORITY_THUMBNAIL,
  TL_PDF_PRIORITY_BACKGROUND,
} TlPdfPriority;

/** TlPdfPage: size in points (1/72 inch) after rotation and crop; A4 for a page whose own size is
 * refused (0, or above #TL_LIMIT_PDF_PAGE_POINTS): every job on it ends in %TL_ERROR_LIMIT. */
typedef struct
{
  double width;
  double height;
} TlPdfPage;

/**
 * TlPdfText:
 * @text: text of the page in reading order, NFC, repaired; lines end in "\n"; cells and columns
 * that stand side by side in one line have a "\t" between them
 * @n_chars: its length in characters
 * @boxes: (array length=n_chars): one rectangle a character, in points from the top left corner of
 * the page
 */
typedef struct
{
  float x1, y1, x2, y2;
} TlPdfBox;

typedef struct
{
  char *text;
  guint n_chars;
  TlPdfBox *boxes;
} TlPdfText;

void tl_pdf_text_free (TlPdfText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfText, tl_pdf_text_free)

/** TlPdfImage: premultiplied ARGB32 in native order, cairo's CAIRO_FORMAT_ARGB32. */
typedef struct
{
  int width;
  int height;
  int stride;
  GBytes *pixels;
} TlPdfImage;

void tl_pdf_image_free (TlPdfImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfImage, tl_pdf_image_free)

/** tl_pdf_open: encrypted, truncated, empty or oversized files are errors that name the file and
 * say what to do. */
TlPdf *tl_pdf_open (const char *path, GCancellable *cancellable, GError **error);
void tl_pdf_open_async (const char *path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
TlPdf *tl_pdf_open_finish (GAsyncResult *result, GError **error);

/** tl_pdf_get_n_pages: at least 1. */
guint tl_pdf_get_n_pages (TlPdf *self);
/** tl_pdf_get_title: Returns: (transfer none) (nullable): the title in the file's own metadata. */
const char *tl_pdf_get_title (TlPdf *self);
/** tl_pdf_get_page: @page counts from 0. */
TlPdfPage tl_pdf_get_page (TlPdf *self, guint page);

/** tl_pdf_get_text: text map of a page; @with_boxes FALSE leaves the boxes out (faster, for
 * import). */
TlPdfText *tl_pdf_get_text (
    TlPdf *self, guint page, gboolean with_boxes, GCancellable *cancellable, GError **error);
void tl_pdf_get_text_async (TlPdf *self,
                            guint page,
                            TlPdfPriority priority,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
TlPdfText *tl_pdf_get_text_finish (TlPdf *self, GAsyncResult *result, GError **error);

/**
 * tl_pdf_render_async:
 * @scale: device pixels a point
 * @clip_x: left edge of the wanted tile in device pixels; the tile is @clip_width by @clip_height;
 * width 0 renders the whole page
 *
 * Cancelling before the job started removes it; after, its result is dropped.
 */
void tl_pdf_render_async (TlPdf *self,
                          guint page,
                          double scale,
                          int clip_x,
                          int clip_y,
                          int clip_width,
                          int clip_height,
                          TlPdfPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
TlPdfImage *tl_pdf_render_finish (TlPdf *self, GAsyncResult *result, GError **error);
TlPdfImage *tl_pdf_render (
    TlPdf *self, guint page, double scale, GCancellable *cancellable, GError **error);

/** TlPdfCache: rendered pages and tiles with a bound in bytes, least recently used out first. Main
 * thread. */
typedef struct _TlPdfCache TlPdfCache;
TlPdfCache *tl_pdf_cache_new (gsize max_bytes);
void tl_pdf_cache_free (TlPdfCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPdfCache, tl_pdf_cache_free)
/** tl_pdf_cache_get: (transfer none) (nullable). */
TlPdfImage *tl_pdf_cache_get (TlPdfCache *cache, const char *key);
/** tl_pdf_cache_put: takes @image. */
void tl_pdf_cache_put (TlPdfCache *cache, const char *key, TlPdfImage *image);
gsize tl_pdf_cache_get_bytes (TlPdfCache *cache);

G_END_DECLS
