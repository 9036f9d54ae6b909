/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "install-fixture.h"
#include "sync/tl-http-source.h"

G_BEGIN_DECLS

/* A real nginx on this machine that serves a folder, plainly and by TLS of an authority of its own.
 */
typedef struct
{
  char *folder; /* configuration, log, certificates */
  guint port;
  guint tls_port;
  GSubprocess *process;
} Host;

/* FALSE when nginx or openssl is not installed: the test has then been skipped by that name. */
gboolean host_start (Host *self, const char *root);
void host_stop (Host *self);
/* Lines of the access log that hold @text, all requests answered so far among them. */
guint host_count_log (Host *self, const char *text);

/* The bad line before it: tests/sync/fault-host.py. */
GSubprocess *fault_start (const Host *host, const char *fault, const char *parameter, guint *port);
void fault_stop (GSubprocess *process);
/* What it told: bytes of bodies of all paths that begin with @prefix. */
guint64 fault_sent (guint port, const char *prefix);

G_END_DECLS
