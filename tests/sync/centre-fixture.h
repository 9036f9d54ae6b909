/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-send.h"
#include "sync/tl-centre.h"

G_BEGIN_DECLS

/* A real centre on the loopback address, with a line before it that breaks as it is told. */
typedef struct
{
  char *folder; /* of all that follows */
  char *data;   /* of the centre */
  char *records;
  char *program;
  char *log;
  guint port; /* of the line */
  guint backend;
  GSubprocess *server;
  GSubprocess *line;
  TlEnrolment *enrolment;
  char *public_half;
  char *enrolment_file;
} CentreFixture;

/* NULL: what it needs is not here, and the test was skipped by name. */
CentreFixture *centre_fixture_new (const char *program, const char *line_script);
void centre_fixture_free (CentreFixture *self);
void centre_fixture_start_server (CentreFixture *self);
/* At once, as the power goes. */
void centre_fixture_kill_server (CentreFixture *self);
void centre_fixture_run (CentreFixture *self, ...) G_GNUC_NULL_TERMINATED;
/* Words of tests/sync/fault-centre.py; NULL: all pass. */
void centre_fixture_set_faults (CentreFixture *self, const char *faults);
/* What the centre holds: the one value of a query. */
char *centre_fixture_value (CentreFixture *self, const char *sql);
/* Bodies it holds, by their id: (transfer full). */
GHashTable *centre_fixture_bodies (CentreFixture *self);

/* The desk, waited for. */
TlDesk *centre_desk_open (const char *folder);
char *centre_desk_hand_over (TlDesk *desk, TlItemKind kind, const char *text);
/* (element-type TlDeskItem) */
GPtrArray *centre_desk_list (TlDesk *desk);
TlDeskItemCounts centre_desk_count (TlDesk *desk);

G_END_DECLS
