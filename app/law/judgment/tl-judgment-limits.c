/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dated table of what the Code never allows, and the check of penalties against it. */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"
#include "law/tl-table-private.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_PATH "/vn/toaan/TroLy/law/limits.tsv"

enum
{
  COLUMN_KEY,
  COLUMN_FIRST,
  COLUMN_LAST,
  COLUMN_LEAST,
  COLUMN_MOST,
  COLUMN_WORDS,
  COLUMN_BASIS,
  COLUMN_VERIFIED,
  N_COLUMNS
};

typedef struct
{
  const char *key;
  const char *first;
  const char *last; /* empty: not over */
  guint least;
  guint most;
  const char *words;
  const char *basis;
} Limit;

static gpointer
load (gpointer data)
{
  g_auto (GStrv) lines = _tl_table_lines (TABLE_PATH);
  GArray *limits = g_array_new (FALSE, FALSE, sizeof (Limit));

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", N_COLUMNS);
      Limit limit;

      g_assert (g_strv_length (fields) == N_COLUMNS);
      if (strcmp (fields[COLUMN_VERIFIED], "1") != 0)
        continue;
      limit = (Limit){
        g_intern_string (fields[COLUMN_KEY]),   g_intern_string (fields[COLUMN_FIRST]),
        g_intern_string (fields[COLUMN_LAST]),  (guint)atoi (fields[COLUMN_LEAST]),
        (guint)atoi (fields[COLUMN_MOST]),      g_intern_string (fields[COLUMN_WORDS]),
        g_intern_string (fields[COLUMN_BASIS]),
      };
      g_array_append_val (limits, limit);
    }
  return limits;
}

/* %NULL where no verified limit is known for the day, or the day is not known. */
static const Limit *
find_limit (const char *key, const char *day)
{
  static GOnce once = G_ONCE_INIT;
  const GArray *limits = g_once (&once, load, NULL);

  for (guint i = 0; day != NULL && i < limits->len; i++)
    {
      const Limit *limit = &g_array_index (limits, Limit, i);

      if (strcmp (limit->key, key) == 0 && strcmp (limit->first, day) <= 0
          && (*limit->last == '\0' || strcmp (limit->last, day) >= 0))
        return limit;
    }
  return NULL;
}

static void
warn (TlDecisionReading *self, const TlPenalty *penalty, const Limit *limit)
{
  const char *text = self->view->text;

  g_ptr_array_add (
      self->out->warnings,
      g_strdup_printf ("Cần xem lại: %s – %s (%s%stại ký tự %" G_GSIZE_FORMAT ")", limit->words,
                       limit->basis, penalty->person ? penalty->person : "",
                       penalty->person ? ", " : "",
                       (gsize)g_utf8_pointer_to_offset (text, text + penalty->field.from)));
}

/* Whether @value was within what @key allows; tells where it was not. */
static gboolean
check (TlDecisionReading *self, const TlPenalty *penalty, const char *key, guint value)
{
  const Limit *limit = find_limit (key, self->structure->date);

  if (limit == NULL || (value >= limit->least && value <= limit->most))
    return TRUE;
  warn (self, penalty, limit);
  return FALSE;
}

static void
check_probation (TlDecisionReading *self, const TlPenalty *penalty)
{
  const Limit *bounds = find_limit ("probation", self->structure->date);
  const Limit *factor = find_limit ("probation-factor", self->structure->date);

  if (!check (self, penalty, "probation", penalty->probation))
    return;
  if (bounds != NULL && factor != NULL && penalty->months > 0
      && penalty->probation != CLAMP (factor->most * penalty->months, bounds->least, bounds->most))
    warn (self, penalty, factor);
}

void
_tl_decision_check_penalties (TlDecisionReading *reading)
{
  for (guint i = 0; i < reading->out->penalties->len; i++)
    {
      const TlPenalty *penalty = g_ptr_array_index (reading->out->penalties, i);

      if (penalty->kind == TL_PENALTY_PRISON)
        check (reading, penalty, penalty->aggregate ? "prison-summed" : "prison", penalty->months);
      if (penalty->kind == TL_PENALTY_NON_CUSTODIAL)
        check (reading, penalty, "non-custodial", penalty->months);
      if (penalty->suspended)
        check (reading, penalty, "suspended", penalty->months);
      if (penalty->probation > 0)
        check_probation (reading, penalty);
    }
}
