/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/web/tl-web-private.h"

G_BEGIN_DECLS

/* In the main thread, but for the last two. */

/** _tl_web_job_begin: when the headers are there; the message owns it. */
TlJob *_tl_web_job_begin (TlServer *server, SoupServerMessage *message);
TlJob *_tl_web_job_find (SoupServerMessage *message);
/** _tl_web_job_ready: when the body is there: answers, or gives it to a worker. */
void _tl_web_job_ready (TlJob *job);
/** _tl_web_job_done: in a worker: the answer stands. */
void _tl_web_job_done (TlJob *job);
/** _tl_web_job_work: a GFunc of the workers; @job: of a request, or @server for those that are
 * answered together. */
void _tl_web_job_work (gpointer job, gpointer server);

G_END_DECLS
