/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <string>

#include "search/index/tl-postings.h"
#include "search/index/tl-xapian-private.hh"

/* ---- The memory of postings ---- */

typedef struct
{
  guint file;
  char *term;
  TlPostings *postings; /* (nullable): the term does not stand in the file */
  gsize bytes;
  GList link; /* in the order */
} Entry;

static guint
entry_hash (gconstpointer data)
{
  const Entry *entry = static_cast<const Entry *> (data);

  return g_str_hash (entry->term) ^ (entry->file * 2654435761u);
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *left = static_cast<const Entry *> (a);
  const Entry *right = static_cast<const Entry *> (b);

  return left->file == right->file && g_str_equal (left->term, right->term);
}

static void
entry_free (gpointer data)
{
  Entry *entry = static_cast<Entry *> (data);

  g_clear_pointer (&entry->postings, tl_postings_unref);
  g_free (entry->term);
  g_free (entry);
}

void
tl_posting_cache_init (TlPostingCache *self)
{
  self->entries = g_hash_table_new_full (entry_hash, entry_equal, entry_free, NULL);
  g_queue_init (&self->order);
  self->bytes = 0;
}

void
tl_posting_cache_clear (TlPostingCache *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
}

gboolean
tl_posting_cache_find (TlPostingCache *self, guint file, const char *term, TlPostings **postings)
{
  Entry asked = { file, const_cast<char *> (term), NULL, 0, { NULL, NULL, NULL } };
  Entry *entry = static_cast<Entry *> (g_hash_table_lookup (self->entries, &asked));

  *postings = entry != NULL ? entry->postings : NULL;
  if (entry == NULL)
    return FALSE;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  return TRUE;
}

void
tl_posting_cache_put (TlPostingCache *self, guint file, const char *term, TlPostings *postings)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->file = file;
  entry->term = g_strdup (term);
  entry->postings = postings != NULL ? tl_postings_ref (postings) : NULL;
  entry->bytes = sizeof *entry + strlen (term) + 1
                 + (postings != NULL ? tl_postings_get_size (postings) : 0);
  entry->link.data = entry;
  g_queue_push_head_link (&self->order, &entry->link);
  g_hash_table_add (self->entries, entry);
  self->bytes += entry->bytes;
  while (self->bytes > TL_XAPIAN_CACHE_BYTES && self->order.length > 1)
    {
      Entry *oldest = static_cast<Entry *> (self->order.tail->data);

      g_queue_unlink (&self->order, &oldest->link);
      self->bytes -= oldest->bytes;
      g_hash_table_remove (self->entries, oldest);
    }
}

/* ---- Reading ---- */

static void
set_damaged (GError **error, TlXapianDb *self, guint file)
{
  /* Not which list: that would tell a word that was typed. */
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: damaged list of a term", self->paths[file]);
}

TlPostings *
tl_xapian_read_postings (TlXapianDb *self, guint file, const char *term, GError **error)
{
  try
    {
      const std::string data
          = self->files[file].get_metadata (std::string (TL_XAPIAN_POSTINGS) + term);
      TlPostings *postings;

      if (data.empty ())
        return NULL;
      postings = tl_postings_new (data.data (), data.size (), self->counts[file]);
      if (postings == NULL)
        set_damaged (error, self, file);
      return postings;
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->paths[file]);
      return NULL;
    }
}

TlPostings *
tl_xapian_db_load_postings (TlXapianDb *self, guint file, const char *term, GError **error)
{
  GError *local = NULL;
  TlPostings *postings;

  if (tl_posting_cache_find (&self->cache, file, term, &postings))
    return postings != NULL ? tl_postings_ref (postings) : NULL;
  postings = tl_xapian_read_postings (self, file, term, &local);
  if (local == NULL)
    tl_posting_cache_put (&self->cache, file, term, postings);
  else
    g_propagate_error (error, local);
  return postings;
}

/* Long lists are not read for their frequency. */
static gboolean
add_frequency (TlXapianDb *self, guint file, const char *term, guint32 *frequency, GError **error)
{
  TlPostings *known;
  GError *local = NULL;

  if (tl_posting_cache_find (&self->cache, file, term, &known))
    {
      *frequency += known != NULL ? tl_postings_get_frequency (known) : 0;
      return TRUE;
    }
  try
    {
      const std::string head
          = self->files[file].get_metadata (std::string (TL_XAPIAN_FREQUENCY) + term);

      if (!head.empty ())
        {
          guint32 some = tl_postings_read_frequency (head.data (), head.size ());

          *frequency += some;
          return TRUE;
        }
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->paths[file]);
      return FALSE;
    }
  {
    g_autoptr (TlPostings) postings = tl_xapian_db_load_postings (self, file, term, &local);

    if (postings != NULL)
      *frequency += tl_postings_get_frequency (postings);
  }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
tl_xapian_db_get_frequency (TlXapianDb *self, const char *term, guint32 *frequency, GError **error)
{
  *frequency = 0;
  for (guint i = 0; i < self->files.size (); i++)
    if (!add_frequency (self, i, term, frequency, error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  TlXapianPostings func;
  gpointer user_data;
  GCancellable *cancellable;
} Walk;

static gboolean
walk_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  const Walk *walk = static_cast<const Walk *> (user_data);

  if (g_cancellable_is_cancelled (walk->cancellable))
    return FALSE;
  walk->func (units, wdf, n, walk->user_data);
  return TRUE;
}

gboolean
tl_xapian_db_walk (TlXapianDb *self,
                   guint file,
                   const char *term,
                   TlXapianPostings func,
                   gpointer user_data,
                   GCancellable *cancellable,
                   GError **error)
{
  GError *local = NULL;
  g_autoptr (TlPostings) postings = tl_xapian_db_load_postings (self, file, term, &local);
  Walk walk = { func, user_data, cancellable };

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (postings != NULL && !tl_postings_walk (postings, walk_cb, &walk))
    {
      set_damaged (error, self, file);
      return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
tl_xapian_db_look_up (TlXapianDb *self,
                      guint file,
                      const char *term,
                      const guint32 *units,
                      guint n,
                      guint32 *wdf,
                      GError **error)
{
  GError *local = NULL;
  g_autoptr (TlPostings) postings = tl_xapian_db_load_postings (self, file, term, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (postings == NULL)
    {
      for (guint i = 0; i < n; i++)
        wdf[i] = 0;
      return TRUE;
    }
  if (tl_postings_look_up (postings, units, n, wdf))
    return TRUE;
  set_damaged (error, self, file);
  return FALSE;
}
