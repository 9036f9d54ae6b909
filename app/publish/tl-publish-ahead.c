/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-ahead.h"

/* Documents whose links are read ahead. */
#define MAX_AHEAD 64

/* A document whose links are being read. */
typedef struct
{
  TlDocument *document;
  GPtrArray *links; /* (nullable): not yet read */
} Ahead;

struct _TlPublishAhead
{
  const TlLinkIndex *link_index;
  TlPublishAheadFunc func;
  gpointer user_data;
  GThreadPool *readers;
  GQueue ahead; /* (element-type Ahead): in order */
  GMutex mutex;
  GCond changed;
};

static void
ahead_free (gpointer data)
{
  Ahead *ahead = data;

  tl_document_unref (ahead->document);
  g_clear_pointer (&ahead->links, g_ptr_array_unref);
  g_free (ahead);
}

/* Runs on the threads of the pool. */
static void
read_links (gpointer data, gpointer user_data)
{
  TlPublishAhead *self = user_data;
  Ahead *ahead = data;
  GPtrArray *links = tl_document_read_links_in (ahead->document, self->link_index);

  g_mutex_lock (&self->mutex);
  ahead->links = links;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

TlPublishAhead *
tl_publish_ahead_new (const TlLinkIndex *links,
                      TlPublishAheadFunc func,
                      gpointer user_data,
                      GError **error)
{
  g_autoptr (TlPublishAhead) self = g_new0 (TlPublishAhead, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->ahead);
  self->link_index = links;
  self->func = func;
  self->user_data = user_data;
  self->readers = g_thread_pool_new (read_links, self, (int)g_get_num_processors (), FALSE, error);
  return self->readers != NULL ? g_steal_pointer (&self) : NULL;
}

/* A volume keeps what the source refers to as links. */
static void
drop_references (TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    g_clear_pointer (&tl_document_get_block (document, i)->references, g_free);
}

/* Hands on the first document whose links were asked for, waiting for them. */
static gboolean
hand_on (TlPublishAhead *self, GError **error)
{
  Ahead *ahead = g_queue_pop_head (&self->ahead);
  gboolean ok;

  g_mutex_lock (&self->mutex);
  while (ahead->links == NULL)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  drop_references (ahead->document);
  ok = self->func (ahead->document, ahead->links, self->user_data, error);
  ahead_free (ahead);
  return ok;
}

gboolean
tl_publish_ahead_push (TlPublishAhead *self, TlDocument *document, GError **error)
{
  Ahead *ahead = g_new0 (Ahead, 1);

  ahead->document = tl_document_ref (document);
  g_queue_push_tail (&self->ahead, ahead);
  if (!g_thread_pool_push (self->readers, ahead, error))
    return FALSE;
  return g_queue_get_length (&self->ahead) <= MAX_AHEAD || hand_on (self, error);
}

gboolean
tl_publish_ahead_flush (TlPublishAhead *self, GError **error)
{
  while (!g_queue_is_empty (&self->ahead))
    if (!hand_on (self, error))
      return FALSE;
  return TRUE;
}

void
tl_publish_ahead_free (TlPublishAhead *self)
{
  if (self == NULL)
    return;
  if (self->readers != NULL)
    g_thread_pool_free (self->readers, FALSE, TRUE);
  g_queue_clear_full (&self->ahead, ahead_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}
