/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-delta.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zstd.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "release/tl-canonical-private.h"
#include "release/tl-release-error.h"

#define CHUNK       (1024 * 1024)
#define LEVEL       19
#define TRIAL_LEVEL 3

typedef ZSTD_DCtx Decoder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decoder, ZSTD_freeDCtx)
typedef ZSTD_CCtx Encoder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Encoder, ZSTD_freeCCtx)

/* A file that is being written; removed when it is not finished. Without a path bytes are only
 * counted. */
typedef struct
{
  const char *path; /* (nullable) */
  int fd;
  guint64 written;
  GChecksum *sum;
} Output;

static gboolean
fail (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
               g_strerror (saved));
  return FALSE;
}

static gboolean
output_open (Output *self, const char *path, GError **error)
{
  self->path = path;
  self->written = 0;
  self->sum = NULL;
  self->fd = -1;
  if (path == NULL)
    return TRUE;
  self->fd = g_open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (self->fd < 0)
    return fail (error, path);
  self->sum = g_checksum_new (G_CHECKSUM_SHA256);
  return TRUE;
}

static gboolean
output_write (Output *self, const void *data, gsize length, GError **error)
{
  const char *place = data;

  if (self->fd < 0)
    {
      self->written += length;
      return TRUE;
    }
  g_checksum_update (self->sum, data, (gssize)length);
  while (length > 0)
    {
      ssize_t n = write (self->fd, place, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, self->path);
      place += n;
      length -= (gsize)n;
      self->written += (guint64)n;
    }
  return TRUE;
}

/* Returns @done, FALSE when the last bytes did not get to the disk. */
static gboolean
output_close (Output *self, gboolean done, GError **error)
{
  if (self->fd < 0)
    return done;
  if (done && fsync (self->fd) < 0)
    done = fail (error, self->path);
  close (self->fd);
  if (!done)
    g_unlink (self->path);
  g_checksum_free (self->sum);
  return done;
}

gboolean
tl_delta_digest (const char *path,
                 char digest[TL_DIGEST_SIZE],
                 guint64 *size,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  guint64 total = 0;
  ssize_t n = 1;

  if (fd < 0)
    return fail (error, path);
  while (n != 0 && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      n = read (fd, buffer, CHUNK);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail (error, path);
          break;
        }
      g_checksum_update (sum, buffer, n);
      total += (guint64)n;
    }
  close (fd);
  if (n != 0)
    return FALSE;
  if (digest != NULL)
    g_strlcpy (digest, g_checksum_get_string (sum), TL_DIGEST_SIZE);
  if (size != NULL)
    *size = total;
  return TRUE;
}

static gboolean
encoder_fail (GError **error, const char *path, size_t code)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, ZSTD_getErrorName (code));
  return FALSE;
}

/* The window holds both files. Matches far away are found by long-distance matching; a short
 * minimum finds records that moved within their pages. */
static void
set_patch (ZSTD_CCtx *encoder, const void *prefix, gsize prefix_length, gsize length)
{
  guint log = TL_DELTA_WINDOW_LOG;

  while (log < 30 && (G_GUINT64_CONSTANT (1) << log) < (guint64)prefix_length + length)
    log++;
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_windowLog, (int)log);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_enableLongDistanceMatching, 1);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_ldmMinMatch, 16);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_ldmHashRateLog, 4);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_ldmHashLog, (int)MIN (log - 3, 24));
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_ldmBucketSizeLog, 4);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_hashLog, (int)MIN (log, 24));
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_chainLog, (int)MIN (log + 1, 26));
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_targetLength, 4096);
  ZSTD_CCtx_refPrefix (encoder, prefix, prefix_length);
}

static gboolean
pack_stream (ZSTD_CCtx *encoder,
             const char *data,
             gsize length,
             Output *output,
             GCancellable *cancellable,
             GError **error)
{
  gsize room = ZSTD_CStreamOutSize ();
  g_autofree guint8 *buffer = g_malloc (room);
  ZSTD_inBuffer in = { data, 0, 0 };
  size_t left = 1;

  /* In pieces that depend on the file alone, so that it can be stopped. */
  while (left != 0)
    {
      ZSTD_EndDirective end;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (in.pos == in.size)
        in.size = MIN (length, in.size + CHUNK);
      end = in.size == length ? ZSTD_e_end : ZSTD_e_continue;
      do
        {
          ZSTD_outBuffer out = { buffer, room, 0 };

          left = ZSTD_compressStream2 (encoder, &out, &in, end);
          if (ZSTD_isError (left))
            return encoder_fail (error, output->path != NULL ? output->path : "a trial", left);
          if (!output_write (output, buffer, out.pos, error))
            return FALSE;
        }
      while (end == ZSTD_e_end ? left != 0 : in.pos < in.size);
      if (end != ZSTD_e_end)
        left = 1;
    }
  return TRUE;
}

static gboolean
pack (const char *path,
      const char *from,
      const char *to,
      int level,
      char digest[TL_DIGEST_SIZE],
      guint64 *size,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GMappedFile) old = NULL;
  g_autofree void *prefix = NULL;
  g_autoptr (Encoder) encoder = NULL;
  Output output = { .fd = -1 };
  gsize length;
  gboolean done;

  if (file == NULL || (from != NULL && (old = g_mapped_file_new (from, FALSE, error)) == NULL))
    return FALSE;
  length = g_mapped_file_get_length (file);
  if (old != NULL && MAX (length, g_mapped_file_get_length (old)) > TL_DELTA_FILE_MOST)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: too large for a patch", path);
      return FALSE;
    }
  encoder = ZSTD_createCCtx ();
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_windowLog, TL_DELTA_WINDOW_LOG);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_contentSizeFlag, 1);
  ZSTD_CCtx_setParameter (encoder, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setPledgedSrcSize (encoder, length);
  if (old != NULL && g_mapped_file_get_length (old) > 0)
    {
      /* A copy: where a mapped file happens to end at the other's first byte the encoder takes both
       * for one, and makes other bytes. */
      prefix = g_memdup2 (g_mapped_file_get_contents (old), g_mapped_file_get_length (old));
      set_patch (encoder, prefix, g_mapped_file_get_length (old), length);
    }
  done = output_open (&output, to, error)
         && pack_stream (encoder, g_mapped_file_get_contents (file), length, &output, cancellable,
                         error);
  if (done && digest != NULL)
    g_strlcpy (digest, g_checksum_get_string (output.sum), TL_DIGEST_SIZE);
  if (done && size != NULL)
    *size = output.written;
  return output_close (&output, done, error);
}

gboolean
tl_delta_pack (const char *path,
               const char *from,
               const char *to,
               char digest[TL_DIGEST_SIZE],
               guint64 *size,
               GCancellable *cancellable,
               GError **error)
{
  return pack (path, from, to, LEVEL, digest, size, cancellable, error);
}

gboolean
tl_delta_estimate (
    const char *path, const char *from, guint64 *size, GCancellable *cancellable, GError **error)
{
  return pack (path, from, NULL, TRIAL_LEVEL, NULL, size, cancellable, error);
}

static gboolean
damaged (GError **error, const char *path, const char *why)
{
  return _tl_release_fail (error, TL_RELEASE_ERROR_SIZE, "%s: %s", path, why);
}

gboolean
tl_delta_frame_size (const char *path, guint64 *size, GError **error)
{
  g_autoptr (GMappedFile) frame = g_mapped_file_new (path, FALSE, error);

  if (frame == NULL)
    return FALSE;
  *size = g_mapped_file_get_contents (frame) != NULL ? ZSTD_getFrameContentSize (
              g_mapped_file_get_contents (frame), g_mapped_file_get_length (frame))
                                                     : ZSTD_CONTENTSIZE_ERROR;
  return (*size != ZSTD_CONTENTSIZE_ERROR && *size != ZSTD_CONTENTSIZE_UNKNOWN)
         || damaged (error, path, "is no zstd frame with a size");
}

/* One frame that says it holds @size bytes, and nothing behind it. */
static gboolean
check_frame (const char *path, GMappedFile *frame, guint64 size, GError **error)
{
  const char *data = g_mapped_file_get_contents (frame);
  gsize length = g_mapped_file_get_length (frame);

  if (data == NULL || ZSTD_getFrameContentSize (data, length) != size
      || ZSTD_findFrameCompressedSize (data, length) != length)
    return damaged (error, path, "is cut or is not the frame it should be");
  return TRUE;
}

static gboolean
unpack_stream (ZSTD_DCtx *decoder,
               const char *path,
               GMappedFile *frame,
               guint64 size,
               Output *output,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  ZSTD_inBuffer in = { g_mapped_file_get_contents (frame), g_mapped_file_get_length (frame), 0 };
  size_t left = 1;

  ZSTD_DCtx_setParameter (decoder, ZSTD_d_windowLogMax, TL_DELTA_WINDOW_LOG);
  while (left != 0)
    {
      ZSTD_outBuffer out = { buffer, CHUNK, 0 };
      gsize before = in.pos;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      left = ZSTD_decompressStream (decoder, &out, &in);
      if (ZSTD_isError (left))
        return damaged (error, path, ZSTD_getErrorName (left));
      if (out.pos == 0 && in.pos == before && left != 0)
        return damaged (error, path, "is cut");
      if (output->written + out.pos > size)
        return damaged (error, path, "holds more than it should");
      if (!output_write (output, buffer, out.pos, error))
        return FALSE;
    }
  return output->written == size || damaged (error, path, "holds less than it should");
}

/* In one go into the mapped output: the window of a patch is as large as both files, and a decoder
 * that streams would keep it in memory. The disk is reserved first, so that a full one is an error
 * and no signal. */
static gboolean
unpack_patch (ZSTD_DCtx *decoder,
              const char *path,
              GMappedFile *frame,
              GMappedFile *old,
              guint64 size,
              Output *output,
              GError **error)
{
  void *target;
  size_t n;
  int code = posix_fallocate (output->fd, 0, (off_t)size);

  if (code != 0)
    {
      errno = code;
      return fail (error, output->path);
    }
  target = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, output->fd, 0);
  if (target == MAP_FAILED)
    return fail (error, output->path);
  ZSTD_DCtx_refPrefix (decoder, g_mapped_file_get_contents (old), g_mapped_file_get_length (old));
  n = ZSTD_decompressDCtx (decoder, target, size, g_mapped_file_get_contents (frame),
                           g_mapped_file_get_length (frame));
  if (n == size)
    g_checksum_update (output->sum, target, (gssize)size);
  munmap (target, size);
  if (ZSTD_isError (n))
    return damaged (error, path, ZSTD_getErrorName (n));
  return n == size || damaged (error, path, "holds less than it should");
}

gboolean
tl_delta_unpack (const char *path,
                 const char *from,
                 const char *to,
                 const char *digest,
                 guint64 size,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GMappedFile) frame = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GMappedFile) old = NULL;
  g_autoptr (Decoder) decoder = NULL;
  Output output = { .fd = -1 };
  gboolean done;

  if (frame == NULL || (from != NULL && (old = g_mapped_file_new (from, FALSE, error)) == NULL)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !check_frame (path, frame, size, error))
    return FALSE;
  if (old != NULL && MAX (size, g_mapped_file_get_length (old)) > TL_DELTA_FILE_MOST)
    return damaged (error, path, "is a patch of files that are too large");
  decoder = ZSTD_createDCtx ();
  done = output_open (&output, to, error)
         && (old != NULL && size > 0
                 ? unpack_patch (decoder, path, frame, old, size, &output, error)
                 : unpack_stream (decoder, path, frame, size, &output, cancellable, error));
  if (done && strcmp (g_checksum_get_string (output.sum), digest) != 0)
    done = _tl_release_fail (error, TL_RELEASE_ERROR_DIGEST,
                             "%s: what comes out has another digest", path);
  return output_close (&output, done, error);
}
