/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-send.h"
#include "protocol/tl-grant.h"
#include "protocol/tl-usage-report.h"
#include "sync/tl-centre-policy.h"

G_BEGIN_DECLS

/**
 * TlCentreError:
 * @TL_CENTRE_ERROR_OFFLINE: not reached, or broken off: try again
 * @TL_CENTRE_ERROR_CERTIFICATE: whoever answers is not trusted
 * @TL_CENTRE_ERROR_BUSY: it asks to come later: tl_centre_get_retry()
 * @TL_CENTRE_ERROR_ANSWER: what it answers is no answer of a centre
 * @TL_CENTRE_ERROR_REFUSED: it does not let this workstation in; the message is its sentence
 * @TL_CENTRE_ERROR_REJECTED: it will not take this, now or later
 * @TL_CENTRE_ERROR_SIGNED_OUT: the sign-in through the provider has ended, and only the judge can
 * begin another
 */
typedef enum
{
  TL_CENTRE_ERROR_OFFLINE,
  TL_CENTRE_ERROR_CERTIFICATE,
  TL_CENTRE_ERROR_BUSY,
  TL_CENTRE_ERROR_ANSWER,
  TL_CENTRE_ERROR_REFUSED,
  TL_CENTRE_ERROR_REJECTED,
  TL_CENTRE_ERROR_SIGNED_OUT,
} TlCentreError;

#define TL_CENTRE_ERROR (tl_centre_error_quark ())
GQuark tl_centre_error_quark (void);

/**
 * TlCentre:
 *
 * The centre as a workstation talks to it (docs/protocol.md). Calls block, so they are for a
 * working thread, one at a time; each ends by itself after at most the time limit. It signs in when
 * it must, and once more when its token is not taken. Bodies are sent as they are, byte for byte.
 */
typedef struct _TlCentre TlCentre;

/** tl_centre_new: @enrolment: with its secret; @public_half: (nullable): what a centre that does
 * not know this workstation yet is shown; @timeout_ms: 0: 60 s for a whole call. */
TlCentre *tl_centre_new (const TlCentrePolicy *policy,
                         const TlEnrolment *enrolment,
                         const char *public_half,
                         guint timeout_ms,
                         GError **error);
void tl_centre_free (TlCentre *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCentre, tl_centre_free)

/** TlCentreRenewed: what must be kept from now on, in the thread that asks the centre. */
typedef void (*TlCentreRenewed) (const TlEnrolment *enrolment, const TlGrant *grant, gpointer data);
/** tl_centre_set_grant: of a sign-in through a provider: it is renewed when the centre says that it
 * has ended. The policy given to tl_centre_new() must live on. */
void tl_centre_set_grant (TlCentre *self,
                          const TlGrant *grant,
                          TlCentreRenewed renewed,
                          gpointer data);
/** tl_centre_get_expires: milliseconds since 1970: until when the centre knows the key; of the
 * enrolment, until it was renewed. */
gint64 tl_centre_get_expires (const TlCentre *self);

/** tl_centre_get_retry: milliseconds that the last answer asked to wait; 0: it did not. */
gint64 tl_centre_get_retry (const TlCentre *self);

/** tl_centre_send_items: @items: (element-type TlDeskItem): all to be sent, in order. Returns:
 * (transfer full) (element-type TlDeskResult) (nullable): one for each that was decided, in order;
 * %NULL with @error when none was. */
GPtrArray *tl_centre_send_items (TlCentre *self,
                                 GPtrArray *items,
                                 GCancellable *cancellable,
                                 GError **error);
/** tl_centre_withdraw_item: (transfer full) (nullable). */
TlDeskResult *tl_centre_withdraw_item (TlCentre *self,
                                       const TlDeskItem *item,
                                       GCancellable *cancellable,
                                       GError **error);

/** TlCentreChanges: @changes: (element-type TlDeskItemEvent); @more: there are more after @cursor;
 * @unchanged: nothing is new since @etag, and all else is empty. */
typedef struct
{
  GPtrArray *changes;
  char *cursor;
  char *etag;
  gboolean more;
  gboolean unchanged;
} TlCentreChanges;

void tl_centre_changes_free (TlCentreChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCentreChanges, tl_centre_changes_free)

/** tl_centre_fetch_changes: @cursor, @etag: (nullable). What a newer centre tells and this program
 * does not know is left out. */
TlCentreChanges *tl_centre_fetch_changes (TlCentre *self,
                                          const char *cursor,
                                          const char *etag,
                                          GCancellable *cancellable,
                                          GError **error);

/** tl_centre_send_usage: @body: of tl_usage_report_to_body(), for @day. */
gboolean tl_centre_send_usage (
    TlCentre *self, const char *day, const char *body, GCancellable *cancellable, GError **error);

G_END_DECLS
