/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-usage.h"
#include "sync/tl-centre.h"

G_BEGIN_DECLS

/* One round, on a working thread. */
typedef struct
{
  TlDesk *desk;
  TlCentre *centre;
  const TlCentrePolicy *policy;
  const TlEnrolment *enrolment;
  gboolean usage; /* reports are sent */
  gint64 release;
  guint failures;     /* rounds in a row before this one */
  gint64 wait;        /* (out): milliseconds until something of the desk is due; -1: nothing is */
  gboolean elsewhere; /* (out): another program sends */
} TlOutboxRound;

/* Sends what is due, fetches changes, sends reports. */
gboolean _tl_outbox_round_run (TlOutboxRound *self, GCancellable *cancellable, GError **error);

/** _tl_outbox_report: (transfer full): the report of @day as it is sent, byte for byte. */
char *_tl_outbox_report (const TlCentrePolicy *policy,
                         const TlEnrolment *enrolment,
                         gint64 release,
                         const TlDeskUsageDay *day,
                         GError **error);

G_END_DECLS
