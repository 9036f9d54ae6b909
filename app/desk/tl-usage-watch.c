/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-usage-watch.h"

#include <string.h>

/* Questions of the last minutes, at most; more are not asked in that time. */
#define RECENT 256

/* A question that counted. */
typedef struct
{
  guint64 question;
  gint64 counted;
  gboolean used;
} Asked;

/* What is in front, and whether it has counted. */
typedef struct
{
  guint64 docs[2];
  gint64 since;
  gboolean counted;
} Front;

struct _TlUsageWatch
{
  TlUsageCounted counted;
  gpointer data;
  guint64 salt;

  /* The answer that is there. */
  gboolean answered;
  guint64 question;
  gboolean good;
  GHashTable *results; /* digests of documents */
  gboolean shown;
  gint64 stands; /* since when */
  gboolean settled;

  /* The last question: the newest of those that counted. */
  GArray *recent;           /* Asked, oldest first */
  gsize last;               /* in it, from 1; 0: none */
  GHashTable *last_results; /* its documents */

  Front front;
  guint64 read;        /* the document that counted last */
  guint64 compared[2]; /* the two that counted last */
};

/* FNV-1a from a start of this program's own: an answer of many results comes with every key. Never
 * 0: that is none. */
static guint64
digest (TlUsageWatch *self, const char *words)
{
  guint64 number = self->salt;

  if (words == NULL)
    return 0;
  for (const char *byte = words; *byte != '\0'; byte++)
    number = (number ^ (guint8)*byte) * G_GUINT64_CONSTANT (0x100000001b3);
  return number != 0 ? number : 1;
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

TlUsageWatch *
tl_usage_watch_new (TlUsageCounted counted, gpointer data)
{
  TlUsageWatch *self = g_new0 (TlUsageWatch, 1);

  self->counted = counted;
  self->data = data;
  self->salt = (guint64)g_random_int () << 32 | g_random_int ();
  self->results = new_set ();
  self->last_results = new_set ();
  self->recent = g_array_new (FALSE, TRUE, sizeof (Asked));
  return self;
}

void
tl_usage_watch_free (TlUsageWatch *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->results);
  g_hash_table_unref (self->last_results);
  g_array_unref (self->recent);
  g_free (self);
}

static void
add (TlUsageWatch *self, TlUsageCounter counter)
{
  self->counted (counter, self->data);
}

/* ---- Questions ---- */

/* While none of them is the last. */
static void
forget_old (TlUsageWatch *self, gint64 now)
{
  guint n = 0;

  while (n < self->recent->len
         && (g_array_index (self->recent, Asked, n).counted + TL_USAGE_REPEAT_MS <= now
             || self->recent->len - n >= RECENT))
    n++;
  if (n > 0)
    g_array_remove_range (self->recent, 0, n);
}

/* The place in the recent ones, from 1, of a question that adds nothing any more. */
static gsize
find_recent (TlUsageWatch *self, gint64 now, guint64 question)
{
  for (guint i = self->recent->len; i > 0; i--)
    {
      const Asked *asked = &g_array_index (self->recent, Asked, i - 1);

      if (asked->question == question && asked->counted + TL_USAGE_REPEAT_MS > now)
        return i;
    }
  return 0;
}

/* The answer that is there has counted, or is one that adds nothing: its question is the last. */
static void
settle (TlUsageWatch *self, gint64 now)
{
  const Asked asked = { self->question, now, FALSE };

  if (!self->answered || self->settled)
    return;
  self->settled = TRUE;
  self->last = find_recent (self, now, self->question);
  if (self->last == 0)
    {
      forget_old (self, now);
      g_array_append_val (self->recent, asked);
      self->last = self->recent->len;
      add (self, TL_USAGE_SEARCHES);
      if (!self->good)
        add (self, TL_USAGE_NO_ANSWER);
    }
  g_hash_table_unref (self->last_results);
  self->last_results = g_hash_table_ref (self->results);
}

static gboolean
is_due (TlUsageWatch *self, gint64 now)
{
  return self->answered && self->shown && !self->settled && now - self->stands >= TL_USAGE_STAND_MS;
}

void
tl_usage_watch_answered (
    TlUsageWatch *self, gint64 now, const char *question, gboolean good, const char *const *docs)
{
  g_autofree char *words = g_strstrip (g_strdup (question));
  guint64 number;

  tl_usage_watch_tick (self, now);
  if (*words == '\0')
    {
      tl_usage_watch_unanswered (self, now);
      return;
    }
  number = digest (self, words);
  if (!self->answered || self->question != number)
    {
      self->stands = now;
      self->settled = FALSE;
    }
  self->answered = TRUE;
  self->question = number;
  self->good = good;
  g_hash_table_unref (self->results);
  self->results = new_set ();
  for (guint i = 0; docs != NULL && docs[i] != NULL && i < TL_USAGE_RESULTS; i++)
    {
      guint64 doc = digest (self, docs[i]);

      g_hash_table_add (self->results, g_memdup2 (&doc, sizeof doc));
    }
  if (!self->settled)
    return;
  g_hash_table_unref (self->last_results);
  self->last_results = g_hash_table_ref (self->results);
}

void
tl_usage_watch_unanswered (TlUsageWatch *self, gint64 now)
{
  tl_usage_watch_tick (self, now);
  self->answered = FALSE;
}

void
tl_usage_watch_set_answer_shown (TlUsageWatch *self, gint64 now, gboolean shown)
{
  tl_usage_watch_tick (self, now);
  if (self->shown == !!shown)
    return;
  self->shown = shown;
  self->stands = now;
}

void
tl_usage_watch_opened (TlUsageWatch *self, gint64 now)
{
  tl_usage_watch_tick (self, now);
  settle (self, now);
}

/* ---- Documents ---- */

static void
read_front (TlUsageWatch *self)
{
  Front *front = &self->front;

  front->counted = TRUE;
  if (front->docs[1] == 0)
    {
      if (self->read != front->docs[0])
        add (self, TL_USAGE_READINGS);
      self->read = front->docs[0];
      return;
    }
  if (memcmp (self->compared, front->docs, sizeof self->compared) != 0)
    add (self, TL_USAGE_COMPARISONS);
  memcpy (self->compared, front->docs, sizeof self->compared);
}

void
tl_usage_watch_set_front (TlUsageWatch *self, gint64 now, const char *doc, const char *beside)
{
  guint64 docs[2] = { digest (self, doc), doc != NULL ? digest (self, beside) : 0 };

  tl_usage_watch_tick (self, now);
  /* Which of the two stands left is no matter. */
  if (docs[1] != 0 && docs[0] > docs[1])
    {
      guint64 other = docs[0];

      docs[0] = docs[1];
      docs[1] = other;
    }
  if (memcmp (docs, self->front.docs, sizeof docs) == 0)
    return;
  self->front = (Front){ { docs[0], docs[1] }, now, FALSE };
}

void
tl_usage_watch_used (TlUsageWatch *self, gint64 now, const char *doc)
{
  guint64 number = digest (self, doc);
  Asked *asked;

  tl_usage_watch_tick (self, now);
  /* What is done with a result says more than opening it. */
  if (self->answered && self->shown && g_hash_table_contains (self->results, &number))
    settle (self, now);
  if (self->last == 0 || !g_hash_table_contains (self->last_results, &number))
    return;
  asked = &g_array_index (self->recent, Asked, self->last - 1);
  if (!asked->used)
    add (self, TL_USAGE_ANSWERS_USED);
  asked->used = TRUE;
}

gint64
tl_usage_watch_tick (TlUsageWatch *self, gint64 now)
{
  Front *front = &self->front;
  gint64 next = -1;

  if (is_due (self, now))
    settle (self, now);
  if (front->docs[0] != 0 && !front->counted && now - front->since >= TL_USAGE_READ_MS)
    read_front (self);
  if (self->answered && self->shown && !self->settled)
    next = self->stands + TL_USAGE_STAND_MS - now;
  if (front->docs[0] != 0 && !front->counted)
    {
      gint64 due = front->since + TL_USAGE_READ_MS - now;

      next = next < 0 ? due : MIN (next, due);
    }
  return next;
}
