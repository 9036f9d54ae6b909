/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sync/tl-centre.h"

G_BEGIN_DECLS

/* One request and its answer, below what they mean. */

typedef struct _TlCentreLine TlCentreLine;

typedef struct
{
  guint status;
  char *body; /* NUL after it; "" when there is none */
  gsize length;
  char *etag;
  gint64 retry; /* milliseconds; 0: not said */
} TlCentreAnswer;

void _tl_centre_answer_clear (TlCentreAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlCentreAnswer, _tl_centre_answer_clear)

typedef struct
{
  const char *method;
  const char *path;  /* begins with "/" */
  const char *body;  /* nullable: JSON */
  const char *token; /* nullable */
  const char *etag;  /* nullable: If-None-Match */
} TlCentreRequest;

TlCentreLine *_tl_centre_line_new (const TlCentrePolicy *policy,
                                   const char *server,
                                   guint timeout_ms,
                                   GError **error);
void _tl_centre_line_free (TlCentreLine *self);

/* Any status is an answer; TRUE says nothing about it. */
gboolean _tl_centre_line_ask (TlCentreLine *self,
                              const TlCentreRequest *request,
                              TlCentreAnswer *answer,
                              GCancellable *cancellable,
                              GError **error);

/* tl-centre-answers.c: what an answer says. */
/* Code and sentence of an error (both nullable). */
void _tl_centre_read_error (const TlCentreAnswer *answer, char **code, char **message);
GPtrArray *_tl_centre_read_results (const TlCentreAnswer *answer, GPtrArray *items, GError **error);
TlDeskResult *_tl_centre_result_of_status (const TlDeskItem *item,
                                           guint status,
                                           const char *code,
                                           const char *message);
TlCentreChanges *_tl_centre_read_changes (const TlCentreAnswer *answer, GError **error);

G_END_DECLS
