/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "protocol/tl-oidc.h"
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
  const char *body;  /* nullable */
  const char *type;  /* nullable: of the body: JSON */
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

struct _TlCentre
{
  TlCentreLine *line;
  const TlCentrePolicy *policy; /* not owned: of renewing */
  const TlEnrolment *enrolment;
  char *public_half; /* nullable */
  char *token;       /* (nullable): never written down; another is an hour's wait at most */
  gint64 retry;
  gint64 expires;
  TlGrant *grant; /* nullable */
  TlCentreRenewed renewed;
  gpointer renewed_data;
};

/* tl-centre.c */
char *_tl_centre_ask_challenge (TlCentre *self, GCancellable *cancellable, GError **error);
gboolean _tl_centre_take_token (TlCentre *self, const TlCentreAnswer *answer, GError **error);
gboolean _tl_centre_fail_status (TlCentre *self, const TlCentreAnswer *answer, GError **error);

/* tl-centre-oidc.c: what is asked of the provider, and of the centre about it. */
/* (nullable): issuer, client and scope; NULL without an error: the centre has no provider. */
TlGrant *_tl_centre_ask_offer (const TlCentrePolicy *policy,
                               const char *server,
                               GCancellable *cancellable,
                               GError **error);
TlOidcProvider *_tl_centre_ask_provider (const TlCentrePolicy *policy,
                                         const char *issuer,
                                         GCancellable *cancellable,
                                         GError **error);
TlOidcTokens *_tl_centre_ask_tokens (const TlCentrePolicy *policy,
                                     const TlOidcProvider *provider,
                                     const char *form,
                                     GCancellable *cancellable,
                                     GError **error);
/* Gives what renews a sign-in back to the provider; where it takes nothing back, that is an error.
 */
gboolean _tl_centre_revoke (const TlCentrePolicy *policy,
                            const TlGrant *grant,
                            GCancellable *cancellable,
                            GError **error);
/* Shows the token; @who: what the centre says of the person, and until when. */
gboolean _tl_centre_present (TlCentre *self,
                             const char *salt,
                             const char *id_token,
                             TlEnrolment *who,
                             GCancellable *cancellable,
                             GError **error);
gboolean _tl_centre_read_person (const TlCentreAnswer *answer, TlEnrolment *who, GError **error);
/* What an ended sign-in is renewed with. */
gboolean _tl_centre_renew (TlCentre *self, GCancellable *cancellable, GError **error);

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
