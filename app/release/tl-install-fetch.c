/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fetching: each file goes to "incoming/DIGEST", goes on there after any break, and counts only
 * when its digest is right. A source that fails is followed by the next in the order of policy. */
#include "config.h"

#include <errno.h>

#include "base/tl-posix.h"
#include "release/tl-install-private.h"
#include "release/tl-release-error.h"

#define ROUNDS       4     /* through all sources without a single new byte */
#define MAX_BREAKS   20000 /* of one file, each with some progress */
#define MIN_RATE     400   /* bytes a second: less is no progress */
#define PATIENCE     3     /* breaks of one source before the next is asked */
#define MAX_RESTARTS 3     /* of one file, because what came was wrong */
#define SMALL        65536 /* less progress than this is followed by a wait */
#define TELL_EVERY   (G_USEC_PER_SEC / 5)
#define ASK_EVERY    (2 * G_USEC_PER_SEC)
#define BUCKET       (G_USEC_PER_SEC / 10)
#define PIECE        (256 * 1024)
#define MAX_RETRY_MS 30000

/* One file on its way. @mixed: what is there came in more than one reading. */
typedef struct
{
  TlInstall *install;
  const char *path;
  int fd;
  guint64 have;
  guint64 size;
  gboolean mixed;
  gboolean local; /* the last error is of this computer, not of a source */
  guint restarts;
  GChecksum *sum;
} Fetch;

void
_tl_install_tell (TlInstall *self, TlInstallStep step, guint64 done, guint64 total)
{
  gint64 now = g_get_monotonic_time ();
  gboolean same = self->progress.step == step && self->progress.total == total;

  if (self->options->watch == NULL || (same && done < total && now - self->told < TELL_EVERY))
    return;
  self->told = now;
  self->progress.step = step;
  self->progress.done = done;
  self->progress.total = total;
  self->options->watch (&self->progress, self->options->user_data);
}

static gboolean
ask_gate (TlInstall *self, gboolean now, GError **error)
{
  gint64 time = g_get_monotonic_time ();

  if (self->options->gate == NULL || (!now && time - self->asked < ASK_EVERY))
    return TRUE;
  self->asked = time;
  if (self->options->gate (self->options->user_data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK,
                       "nothing is fetched at this time; what has come is kept");
  return FALSE;
}

static gboolean
wait_until (TlInstall *self, gint64 when, GError **error)
{
  while (g_get_monotonic_time () < when)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      g_usleep ((gulong)CLAMP (when - g_get_monotonic_time (), 1, BUCKET));
    }
  return TRUE;
}

/* Keeps the mean since the first byte below the bandwidth: a source that is not read sends no more.
 */
static gboolean
hold_back (TlInstall *self, gsize length, GError **error)
{
  guint64 bandwidth = self->options->bandwidth;

  self->report.fetched += length;
  if (bandwidth == 0)
    return TRUE;
  if (self->began == 0)
    self->began = g_get_monotonic_time ();
  self->counted += length;
  return wait_until (
      self, self->began + (gint64)((double)self->counted * G_USEC_PER_SEC / (double)bandwidth),
      error);
}

static gboolean
fail_local (Fetch *fetch, GError **error)
{
  int saved = errno;

  fetch->local = TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", fetch->path,
               g_strerror (saved));
  return FALSE;
}

static gboolean
take_bytes (const void *data, gsize length, gpointer user_data, GError **error)
{
  Fetch *fetch = user_data;
  TlInstall *self = fetch->install;
  const guint8 *rest = data;
  gsize left = length;

  while (left > 0)
    {
      ssize_t n = write (fetch->fd, rest, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_local (fetch, error);
      g_checksum_update (fetch->sum, rest, n);
      fetch->have += (guint64)n;
      rest += n;
      left -= (gsize)n;
    }
  _tl_install_tell (self, self->progress.step, self->progress.done + length, self->progress.total);
  self->progress.done += length;
  fetch->local = !hold_back (self, length, error) || !ask_gate (self, FALSE, error);
  return !fetch->local;
}

static gboolean
start_again (Fetch *fetch, GError **error)
{
  if (ftruncate (fetch->fd, 0) < 0 || lseek (fetch->fd, 0, SEEK_SET) < 0)
    return fail_local (fetch, error);
  g_checksum_reset (fetch->sum);
  fetch->install->progress.done -= MIN (fetch->have, fetch->install->progress.done);
  fetch->have = 0;
  fetch->mixed = FALSE;
  return TRUE;
}

/* What an earlier call left. */
static gboolean
take_up (Fetch *fetch, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  fetch->fd = g_open (fetch->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fetch->fd < 0)
    return fail_local (fetch, error);
  for (;;)
    {
      ssize_t n = read (fetch->fd, piece, PIECE);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_local (fetch, error);
      if (n == 0)
        break;
      fetch->have += (guint64)n;
      if (fetch->have > fetch->size)
        return start_again (fetch, error);
      g_checksum_update (fetch->sum, piece, n);
    }
  fetch->mixed = fetch->have > 0;
  return TRUE;
}

static gboolean
is_final (Fetch *fetch, const GError *error)
{
  return fetch->local || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a file that could not be had is told as: what a source said is worth more than that the
 * others do not have it. */
static void
keep_error (GError **kept, GError *error)
{
  if (*kept != NULL
      && (error == NULL || g_error_matches (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING)))
    g_clear_error (&error);
  if (error == NULL)
    return;
  g_clear_error (kept);
  *kept = error;
}

typedef enum
{
  GOT_WHOLE,
  GOT_SOME, /* and the same source may go on */
  GOT_NOTHING,
  GOT_LOST, /* this source cannot give the file */
  GOT_FATAL,
} Got;

/* All bytes are there: are they the right ones? What came in pieces is asked for once more in one,
 * because the first piece may be another source's fault. */
static Got
judge (Fetch *fetch, TlSource *source, const char *name, const char *digest, GError **error)
{
  g_autofree char *place = tl_source_describe (source);
  g_autoptr (GChecksum) sum = g_checksum_copy (fetch->sum);
  gboolean mixed = fetch->mixed;

  if (g_strcmp0 (g_checksum_get_string (sum), digest) == 0)
    return GOT_WHOLE;
  g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_DIGEST,
               "%s: %s has other bytes than the manifest says", place, name);
  if (!start_again (fetch, NULL))
    return GOT_FATAL;
  return mixed && fetch->restarts++ < MAX_RESTARTS ? GOT_SOME : GOT_LOST;
}

/* A source that drips and breaks off is no better than one that is silent. */
static gboolean
came_quickly (Fetch *fetch, guint64 before, gint64 began)
{
  gint64 took = g_get_monotonic_time () - began;

  return (double)(fetch->have - before) * G_USEC_PER_SEC > (double)took * MIN_RATE;
}

static Got
ask_source (Fetch *fetch, TlSource *source, const char *name, const char *digest, GError **error)
{
  guint64 before = fetch->have;
  gint64 began = g_get_monotonic_time ();
  GError *local = NULL;

  fetch->mixed |= fetch->have > 0;
  if (fetch->have < fetch->size
      && !tl_source_read (source, name, fetch->have, fetch->size - fetch->have, NULL, take_bytes,
                          fetch, fetch->install->cancellable, &local))
    {
      gboolean passing = g_error_matches (local, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SOURCE);
      gboolean wrong = g_error_matches (local, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE);
      gboolean fatal = is_final (fetch, local);

      g_propagate_error (error, local);
      if (fatal)
        return GOT_FATAL;
      if (wrong && !start_again (fetch, NULL))
        return GOT_FATAL;
      if (wrong)
        return before > 0 && fetch->restarts++ < MAX_RESTARTS ? GOT_SOME : GOT_LOST;
      return !passing ? GOT_LOST : came_quickly (fetch, before, began) ? GOT_SOME : GOT_NOTHING;
    }
  if (fetch->have < fetch->size)
    {
      g_autofree char *place = tl_source_describe (source);
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIZE, "%s: %s ends before its end",
                   place, name);
      return fetch->have > before ? GOT_SOME : GOT_LOST;
    }
  return judge (fetch, source, name, digest, error);
}

/* One source, as long as it gives anything; where there are others, one that breaks off again and
 * again makes place for them, and may come back. */
static Got
drain (Fetch *fetch,
       TlSource *source,
       const char *name,
       const char *digest,
       guint wait,
       GError **kept,
       GError **error)
{
  TlInstall *self = fetch->install;
  g_autofree char *place = tl_source_describe (source);

  self->progress.source = place;
  for (guint breaks = 1;; breaks++)
    {
      guint64 before = fetch->have;
      GError *local = NULL;
      Got got = ask_source (fetch, source, name, digest, &local);

      if (got == GOT_WHOLE || got == GOT_FATAL)
        {
          self->progress.source = NULL;
          if (local != NULL)
            g_propagate_error (error, local);
          return got;
        }
      keep_error (kept, local);
      if (got != GOT_SOME || breaks >= (self->options->sources->len > 1 ? PATIENCE : MAX_BREAKS))
        {
          self->progress.source = NULL;
          return got == GOT_SOME && breaks >= MAX_BREAKS ? GOT_LOST : got;
        }
      if (fetch->have < before + SMALL
          && !wait_until (self, g_get_monotonic_time () + (gint64)wait * 1000, error))
        return GOT_FATAL;
    }
}

/* The sources in turn, and again those that may come back, until the file is whole. */
static gboolean
fetch_bytes (Fetch *fetch, const char *name, const char *digest, GError **error)
{
  TlInstall *self = fetch->install;
  GPtrArray *sources = self->options->sources;
  g_autofree gboolean *lost = g_new0 (gboolean, sources->len + 1);
  guint wait = self->options->retry_ms > 0 ? self->options->retry_ms : 1000;
  g_autoptr (GError) kept = NULL;
  guint left = sources->len;
  guint turns = 0;

  for (guint round = 0; round < ROUNDS && left > 0; round++)
    {
      for (guint i = 0; i < sources->len; i++)
        {
          Got got;

          if (lost[i])
            continue;
          got = drain (fetch, g_ptr_array_index (sources, i), name, digest, wait, &kept, error);
          if (got == GOT_WHOLE || got == GOT_FATAL)
            return got == GOT_WHOLE;
          lost[i] = got == GOT_LOST;
          left -= lost[i];
          if (got == GOT_SOME && turns++ < MAX_BREAKS)
            round = 0;
        }
      if (left > 0 && round + 1 < ROUNDS
          && !wait_until (self, g_get_monotonic_time () + (gint64)wait * 1000, error))
        return FALSE;
      wait = MIN (2 * wait, MAX_RETRY_MS);
    }
  g_propagate_error (error, g_steal_pointer (&kept));
  return FALSE;
}

char *
_tl_install_fetch (
    TlInstall *self, const char *name, const char *digest, guint64 size, GError **error)
{
  g_autofree char *path = _tl_install_path (self->library, "incoming", digest);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  Fetch fetch = { .install = self, .path = path, .fd = -1, .size = size, .sum = sum };
  gboolean ok;

  if (!ask_gate (self, TRUE, error))
    return NULL;
  ok = take_up (&fetch, error);
  if (ok && fetch.have > 0)
    _tl_install_tell (self, self->progress.step, self->progress.done += fetch.have,
                      self->progress.total);
  ok = ok && fetch_bytes (&fetch, name, digest, error);
  if (fetch.fd >= 0)
    close (fetch.fd);
  return ok ? g_steal_pointer (&path) : NULL;
}

static gboolean
take_small (const void *data, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, data, (guint)length);
  return TRUE;
}

GBytes *
_tl_install_read_small (
    TlInstall *self, TlSource *source, const char *name, guint64 limit, char **tag, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!tl_source_read (source, name, 0, limit, tag, take_small, bytes, self->cancellable, error))
    return NULL;
  self->report.fetched += bytes->len;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
