/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading from all files side by side. A file is read by one thread at a time: Xapian's databases
 * share nothing with each other, and one alone is not for two threads. */
#include "config.h"

#include "search/index/tl-side-by-side.h"
#include "search/index/tl-xapian-private.hh"

/* ---- Postings ---- */

/* By file, then by term. */
typedef struct
{
  TlXapianDb *db;
  const char *const *terms;
  guint n;
  gboolean *wanted;
  gboolean *read;
  TlPostings **found;
} Fetch;

static void
fetch_file_cb (guint file, gpointer user_data)
{
  Fetch *self = static_cast<Fetch *> (user_data);
  /* No more than can be remembered. */
  gsize room = TL_XAPIAN_CACHE_BYTES / self->db->files.size ();

  for (guint i = 0; i < self->n; i++)
    {
      gsize place = (gsize)file * self->n + i;
      g_autoptr (GError) error = NULL;
      gsize bytes;

      if (!self->wanted[place])
        continue;
      self->found[place] = tl_xapian_read_postings (self->db, file, self->terms[i], &error);
      if (error != NULL)
        return;
      self->read[place] = TRUE;
      bytes = self->found[place] != NULL ? tl_postings_get_size (self->found[place]) : 0;
      if (bytes >= room)
        return;
      room -= bytes;
    }
}

/* Whether anything is not known yet. */
static gboolean
find_wanted (Fetch *self)
{
  gboolean any = FALSE;

  for (guint file = 0; file < self->db->files.size (); file++)
    for (guint i = 0; i < self->n; i++)
      {
        TlPostings *known;
        gboolean wanted = !tl_posting_cache_find (&self->db->cache, file, self->terms[i], &known);

        self->wanted[(gsize)file * self->n + i] = wanted;
        any = any || wanted;
      }
  return any;
}

void
tl_xapian_db_fetch (TlXapianDb *self, const char *const *terms, guint n)
{
  gsize places = (gsize)n * self->files.size ();
  g_autofree gboolean *wanted = g_new0 (gboolean, places + 1);
  g_autofree gboolean *read = g_new0 (gboolean, places + 1);
  g_autofree TlPostings **found = g_new0 (TlPostings *, places + 1);
  Fetch fetch = { self, terms, n, wanted, read, found };

  if (!find_wanted (&fetch))
    return;
  tl_side_by_side (self->files.size (), fetch_file_cb, &fetch);
  for (guint file = 0; file < self->files.size (); file++)
    for (guint i = 0; i < n; i++)
      {
        gsize place = (gsize)file * n + i;
        TlPostings *known;

        /* (A term may have been named twice.) */
        if (read[place] && !tl_posting_cache_find (&self->cache, file, terms[i], &known))
          tl_posting_cache_put (&self->cache, file, terms[i], found[place]);
        g_clear_pointer (&found[place], tl_postings_unref);
      }
}

/* ---- Data of units ---- */

typedef struct
{
  TlXapianDb *db;
  const TlXapianUnit *units;
  guint n;
  GBytes **data;
  GError **errors; /* of each file */
} Loading;

static void
load_file_cb (guint file, gpointer user_data)
{
  Loading *self = static_cast<Loading *> (user_data);

  for (guint i = 0; i < self->n && self->errors[file] == NULL; i++)
    if (self->units[i].file == file)
      self->data[i]
          = tl_xapian_db_load_data (self->db, file, self->units[i].unit, &self->errors[file]);
}

gboolean
tl_xapian_db_load_each_data (
    TlXapianDb *self, const TlXapianUnit *units, guint n, GBytes **data, GError **error)
{
  guint n_files = self->files.size ();
  g_autofree GError **errors = g_new0 (GError *, n_files + 1);
  Loading loading = { self, units, n, data, errors };
  gboolean ok = TRUE;

  for (guint i = 0; i < n; i++)
    data[i] = NULL;
  tl_side_by_side (n_files, load_file_cb, &loading);
  for (guint file = 0; file < n_files; file++)
    {
      if (errors[file] == NULL)
        continue;
      if (ok)
        g_propagate_error (error, g_steal_pointer (&errors[file]));
      else
        g_clear_error (&errors[file]);
      ok = FALSE;
    }
  for (guint i = 0; !ok && i < n; i++)
    g_clear_pointer (&data[i], g_bytes_unref);
  return ok;
}
