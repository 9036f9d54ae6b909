/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "protocol/tl-usage-report.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-error.h"
#include "protocol/tl-item.h"
#include "protocol/tl-member-private.h"

#define FORMAT   "troly-usage-1"
#define MAX_BODY (16 * 1024)

static const TlTextRule rule_format = { "format", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_day = { "day", TL_TEXT_DATE, 0, TRUE, FALSE };
static const TlTextRule rule_unit = { "unit", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_role = { "role", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_person = { "person", TL_TEXT_UUID, 0, TRUE, FALSE };
static const TlTextRule rule_program
    = { "program", TL_TEXT_CODE, TL_ITEM_MAX_PROGRAM, TRUE, FALSE };

static const char *const names[TL_USAGE_N] = {
  [TL_USAGE_SEARCHES] = "searches",           [TL_USAGE_NO_ANSWER] = "no_answer",
  [TL_USAGE_READINGS] = "readings",           [TL_USAGE_ANSWERS_USED] = "answers_used",
  [TL_USAGE_COMPARISONS] = "comparisons",     [TL_USAGE_FEEDBACK] = "feedback",
  [TL_USAGE_CONTRIBUTIONS] = "contributions", [TL_USAGE_ACTIVE] = "active",
};

const char *
tl_usage_counter_name (TlUsageCounter counter)
{
  return (guint)counter < TL_USAGE_N ? names[counter] : NULL;
}

gboolean
tl_usage_counter_from_name (const char *name, TlUsageCounter *counter)
{
  for (guint i = 0; i < TL_USAGE_N; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *counter = (TlUsageCounter)i;
        return TRUE;
      }
  return FALSE;
}

void
tl_usage_report_free (TlUsageReport *self)
{
  if (self == NULL)
    return;
  g_free (self->day);
  g_free (self->unit);
  g_free (self->role);
  g_free (self->person);
  g_free (self->program);
  g_free (self);
}

/* "active" is counted as one a day, and stands for any other. */
static gint64
most_of (guint counter)
{
  return counter == TL_USAGE_ACTIVE ? 1 : TL_USAGE_MAX_VALUE;
}

static JsonObject *
write_counters (const TlUsageReport *self, GError **error)
{
  g_autoptr (JsonObject) counters = json_object_new ();

  for (guint i = 0; i < TL_USAGE_N; i++)
    if (self->counters[i] != 0
        && !_tl_put_number (counters, names[i], 1, most_of (i), self->counters[i], error))
      return NULL;
  return g_steal_pointer (&counters);
}

char *
tl_usage_report_to_body (const TlUsageReport *self, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *counters;

  if (self->day == NULL || self->unit == NULL || self->role == NULL || self->program == NULL)
    {
      _tl_protocol_fail (error, TL_ERROR_INPUT, "a report has a day, a unit, a role and a program");
      return NULL;
    }
  counters = write_counters (self, error);
  if (counters == NULL)
    return NULL;
  json_object_set_object_member (body, "counters", counters);
  if (!_tl_put_text (body, &rule_format, FORMAT, error)
      || !_tl_put_text (body, &rule_day, self->day, error)
      || !_tl_put_text (body, &rule_unit, self->unit, error)
      || !_tl_put_text (body, &rule_role, self->role, error)
      || !_tl_put_text (body, &rule_person, self->person, error)
      || !_tl_put_number (body, "release", 0, TL_CANONICAL_NUMBER, self->release, error)
      || !_tl_put_text (body, &rule_program, self->program, error))
    return NULL;
  return tl_canonical_write (body, error);
}

static gboolean
take_counters (TlMembers *body, TlUsageReport *report)
{
  TlMembers members = { .error = body->error };

  members.object = _tl_take_object (body, "counters", FALSE);
  if (members.object == NULL)
    return FALSE;
  for (guint i = 0; i < TL_USAGE_N; i++)
    if (json_object_has_member (members.object, names[i]))
      report->counters[i] = _tl_take_number (&members, names[i], 1, most_of (i));
  return _tl_take_end (&members);
}

TlUsageReport *
tl_usage_report_from_body (const char *body, gssize length, GError **error)
{
  g_autoptr (TlUsageReport) report = g_new0 (TlUsageReport, 1);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *format = NULL;
  TlMembers members = { .error = error };

  object = tl_canonical_read (body, length < 0 ? strlen (body) : (gsize)length, MAX_BODY, FORMAT,
                              error);
  if (object == NULL)
    return NULL;
  members.object = object;
  format = _tl_take_text (&members, &rule_format, FALSE);
  report->day = _tl_take_text (&members, &rule_day, FALSE);
  report->unit = _tl_take_text (&members, &rule_unit, FALSE);
  report->role = _tl_take_text (&members, &rule_role, FALSE);
  report->person = _tl_take_text (&members, &rule_person, TRUE);
  report->release = _tl_take_number (&members, "release", 0, TL_CANONICAL_NUMBER);
  report->program = _tl_take_text (&members, &rule_program, FALSE);
  if (members.failed || !take_counters (&members, report) || !_tl_take_end (&members))
    return NULL;
  return g_steal_pointer (&report);
}
