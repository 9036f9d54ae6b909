/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-burst ENROLLED BURST SECONDS: of ENROLLED workstations some sign in for the first time
 * (each adds to the chain of the audit, one after another); the others are written into the
 * database as the server would. Then BURST of them, one after another within SECONDS, do what a
 * workstation does in the morning. Run by tests/bench/server-burst. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "server-http.h"

#define THREADS    32
#define FIRST_ONES 100

enum
{
  CHALLENGE,
  SIGN_IN,
  SEND,
  NEWS,
  N_STEPS
};
static const char *const names[] = { "challenge", "sign in", "send two", "news" };

typedef struct
{
  Center *center;
  GPtrArray *judges; /* TlEnrolment */
  GPtrArray *publics;
  gint next; /* atomic */
  guint most;
  gint64 begin;
  gint64 length;  /* microseconds in which all are begun */
  gboolean first; /* they bring their enrolment */
  GMutex mutex;
  GArray *times[N_STEPS]; /* gint64 */
  guint errors;
  gint64 late; /* the latest that one was begun after its time */
} Burst;

static void
note (Burst *self, guint step, gint64 begin, gboolean good)
{
  gint64 took = g_get_monotonic_time () - begin;

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->times[step], took);
  self->errors += !good;
  g_mutex_unlock (&self->mutex);
}

static Answer *
step (Burst *self,
      guint kind,
      const char *method,
      const char *path,
      const char *token,
      const char *body)
{
  gint64 begin = g_get_monotonic_time ();
  Answer *answer = call (self->center, method, path, token, body, "Connection", "close", NULL);

  note (self, kind, begin, answer->status == 200);
  return answer;
}

/* Returns: (nullable): the token. */
static char *
enter (Burst *self, const TlEnrolment *judge, const char *public)
{
  g_autofree char *asked = g_strdup_printf ("{\"device\":\"%s\"}", judge->id);
  g_autoptr (Answer) challenge
      = step (self, CHALLENGE, "POST", "/v1/session/challenge", NULL, asked);
  g_autoptr (Answer) answer = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *body = NULL;
  const char *text;

  if (challenge->status != 200)
    return NULL;
  text = json_object_get_string_member (challenge->json, "challenge");
  signature = tl_enrolment_sign_challenge (judge, text);
  body = g_strdup_printf ("{\"device\":\"%s\",\"challenge\":\"%s\",\"signature\":\"%s\"%s%s}",
                          judge->id, text, signature, self->first ? ",\"enrolment\":" : "",
                          self->first ? public : "");
  answer = step (self, SIGN_IN, "POST", "/v1/session", NULL, body);
  return answer->status == 200 ? g_strdup (json_object_get_string_member (answer->json, "token"))
                               : NULL;
}

static char *
two_items (void)
{
  g_autoptr (JsonArray) bodies = json_array_new ();
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TlItem) item = make_item (i + 1, "Khoản này đã được sửa đổi, bổ sung.");
      g_autofree char *body = tl_item_to_body (item, NULL);

      json_array_add_string_element (bodies, body);
    }
  json_object_set_array_member (object, "items", g_steal_pointer (&bodies));
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static gpointer
burst_thread (gpointer data)
{
  Burst *self = data;

  for (;;)
    {
      guint i = (guint)g_atomic_int_add (&self->next, 1);
      gint64 due = self->begin + (self->most > 0 ? self->length * i / self->most : 0);
      gint64 wait = due - g_get_monotonic_time ();
      g_autofree char *token = NULL;
      g_autofree char *body = NULL;

      if (i >= self->most)
        return NULL;
      if (wait > 0)
        g_usleep ((gulong)wait);
      self->late = MAX (self->late, -wait);
      token = enter (self, self->judges->pdata[i], self->first ? self->publics->pdata[i] : NULL);
      if (token == NULL || self->first)
        continue;
      body = two_items ();
      answer_free (step (self, SEND, "POST", "/v1/items", token, body));
      answer_free (step (self, NEWS, "GET", "/v1/items?after=0", token, NULL));
    }
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static double
part (GArray *times, guint percent)
{
  return (double)g_array_index (times, gint64, (times->len - 1) * percent / 100) / 1000;
}

static void
run (Burst *self, guint most, gint64 seconds)
{
  GThread *threads[THREADS];
  gint64 took;

  self->next = 0;
  self->most = most;
  self->length = seconds * G_USEC_PER_SEC;
  self->errors = 0;
  self->late = 0;
  self->begin = g_get_monotonic_time ();
  for (guint i = 0; i < N_STEPS; i++)
    self->times[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("burst", burst_thread, self);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  took = g_get_monotonic_time () - self->begin;
  g_print ("%u workstations in %.0f s, %u errors, begun at most %.1f s late\n", most,
           (double)took / G_USEC_PER_SEC, self->errors, (double)self->late / G_USEC_PER_SEC);
  for (guint i = 0; i < N_STEPS; i++)
    {
      GArray *times = self->times[i];

      g_array_sort (times, compare_cb);
      if (times->len > 0)
        g_print ("  %-10s %6u  p50 %.1f  p95 %.1f  p99 %.1f  most %.1f ms\n", names[i], times->len,
                 part (times, 50), part (times, 95), part (times, 99), part (times, 100));
      g_array_unref (times);
    }
}

/* Whoever signed in long ago. */
static void
write_devices (Center *center, GPtrArray *judges)
{
  TlSqlPool *pool = center_open (center);
  TlSql *sql = tl_sql_pool_take (pool, 10000, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_sql_begin (sql, &error));
  for (guint i = FIRST_ONES; i < judges->len; i++)
    {
      const TlEnrolment *judge = judges->pdata[i];
      g_autofree char *key = g_base64_encode (judge->public, sizeof judge->public);

      tl_sql_exec (sql, &error,
                   "INSERT INTO people (id, name, unit, role, created, issued)"
                   " VALUES ($1, $2, $3, 'judge', $4, $5)",
                   "sssii", judge->person, judge->name, judge->unit, judge->issued, judge->issued);
      g_assert_no_error (error);
      tl_sql_exec (sql, &error,
                   "INSERT INTO devices (id, person, public_key, enrolment, enrolled, expires)"
                   " VALUES ($1, $2, $3, $4, $5, $6)",
                   "ssssii", judge->id, judge->person, key, judge->id, judge->issued,
                   judge->expires);
      g_assert_no_error (error);
    }
  g_assert_true (tl_sql_commit (sql, &error));
  tl_sql_pool_give (pool, sql);
  tl_sql_pool_free (pool);
}

static void
tell_memory (Center *center)
{
  g_autofree char *path
      = g_strdup_printf ("/proc/%s/status", g_subprocess_get_identifier (center->process));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "VmHWM") || g_str_has_prefix (lines[i], "VmRSS"))
      g_print ("  the server's memory: %s\n", lines[i]);
}

int
main (int argc, char **argv)
{
  guint enrolled = argc == 4 ? (guint)atoi (argv[1]) : 0;
  guint most = argc == 4 ? MIN ((guint)atoi (argv[2]), enrolled) : 0;
  g_autoptr (Center) center = NULL;
  Burst burst = { 0 };
  int status;

  g_return_val_if_fail (most > 0, 2);
  center = center_new (NULL);
  center_start (center);
  burst.center = center;
  burst.judges = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_enrolment_free);
  burst.publics = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&burst.mutex);
  for (guint i = 0; i < enrolled; i++)
    {
      g_ptr_array_add (burst.judges, enrol (center, "judge"));
      if (i < FIRST_ONES)
        g_ptr_array_add (burst.publics, enrol_public (center, burst.judges->pdata[i], NULL));
    }
  burst.first = TRUE;
  g_print ("For the first time, as fast as it goes: ");
  run (&burst, MIN (enrolled, FIRST_ONES), 0);
  write_devices (center, burst.judges);
  tell_memory (center);
  burst.first = FALSE;
  g_print ("The morning: ");
  run (&burst, most, atoi (argv[3]));
  tell_memory (center);
  status = burst.errors > 0;
  center_stop (center, SIGTERM);
  g_ptr_array_unref (burst.judges);
  g_ptr_array_unref (burst.publics);
  g_mutex_clear (&burst.mutex);
  return status;
}
