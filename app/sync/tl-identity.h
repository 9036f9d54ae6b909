/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-grant.h"
#include "sync/tl-centre-policy.h"

G_BEGIN_DECLS

/**
 * TlIdentity: who this workstation sends as
 * @enrolment: with its secret
 * @public_half: (nullable): see tl_outbox_sender_new()
 * @grant: (nullable): of a sign-in through a provider, which has no @public_half
 * @in_file: it is kept in a file that only the user can read, because there is no Secret Service
 * and policy allows it: the judge is told
 *
 * The enrolment a judge was handed is taken in once and kept in the Secret Service of the desktop,
 * where it is locked with the session; never among settings and never in the desk.
 */
typedef struct
{
  TlEnrolment *enrolment;
  char *public_half;
  TlGrant *grant;
  gboolean in_file;
} TlIdentity;

void tl_identity_free (TlIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlIdentity, tl_identity_free)

/**
 * tl_identity_take_async:
 * @policy: not changed while the call runs
 * @path: the file that was handed over; it stays, and the screen offers to delete it
 *
 * Keeps it, in the place of one that was there. Errors: those of tl_enrolment_from_file();
 * %G_IO_ERROR_PERMISSION_DENIED: policy names another centre; %G_IO_ERROR_NOT_SUPPORTED: there is
 * no Secret Service, and policy allows no file.
 */
void tl_identity_take_async (const TlCentrePolicy *policy,
                             const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
TlIdentity *tl_identity_take_finish (GAsyncResult *result, GError **error);

/** tl_identity_keep: keeps a sign-in, in the place of what was there; blocks, for a working thread.
 * @self: with a grant. Errors: as tl_identity_take_async(). */
gboolean tl_identity_keep (TlIdentity *self,
                           const TlCentrePolicy *policy,
                           GCancellable *cancellable,
                           GError **error);

/** tl_identity_load_finish: Returns: (transfer full) (nullable): %NULL without an error: this
 * workstation was not enrolled. */
void tl_identity_load_async (const TlCentrePolicy *policy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
TlIdentity *tl_identity_load_finish (GAsyncResult *result, GError **error);

/** tl_identity_forget_async: it is not kept any more, neither there nor in a file. @grant: (out)
 * (optional) (nullable) (transfer full): of a sign-in, as it was kept last: what can be given back
 * to the provider (tl_sign_in_revoke_async()). */
void tl_identity_forget_async (const TlCentrePolicy *policy,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean tl_identity_forget_finish (GAsyncResult *result, TlGrant **grant, GError **error);

G_END_DECLS
