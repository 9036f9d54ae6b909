/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/tl-policy.h"

G_BEGIN_DECLS

/** TlCentreUsage: @TL_CENTRE_USAGE_ASK: numbers of use are sent when the judge agreed. */
typedef enum
{
  TL_CENTRE_USAGE_ASK,
  TL_CENTRE_USAGE_ON,
  TL_CENTRE_USAGE_OFF,
} TlCentreUsage;

/**
 * TlCentrePolicy:
 * @server: (nullable): the only centre this workstation may be enrolled at
 * @feedback: whether comments and contributions are sent at all
 * @usage_person: whether a person's id goes with the numbers; the judge is told
 * @secret_file: whether the enrolment may be kept in a file where there is no Secret Service
 * @quiet_from, @quiet_to: minutes of the local day between which nothing is sent; equal: none
 *
 * What an administrator decides about talking to the centre: group [centre] of the policy, with
 * proxy and authorities of its group [update] (docs/policy.md).
 */
typedef struct
{
  char *server;
  gboolean feedback;
  TlCentreUsage usage;
  gboolean usage_person;
  gboolean secret_file;
  guint quiet_from;
  guint quiet_to;
  char *proxy;
  char *proxy_user;
  char *proxy_password;
  char *ca_file;
} TlCentrePolicy;

/** tl_centre_policy_new: what holds without a policy. */
TlCentrePolicy *tl_centre_policy_new (void);
/** tl_centre_policy_read: blocks; a fault of the policy in one of the two groups is an error. */
TlCentrePolicy *tl_centre_policy_read (const TlPolicy *policy, GError **error);
void tl_centre_policy_free (TlCentrePolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCentrePolicy, tl_centre_policy_free)

/** tl_centre_policy_is_quiet: whether @now, in local time, is within the quiet hours. */
gboolean tl_centre_policy_is_quiet (const TlCentrePolicy *self, GDateTime *now);

G_END_DECLS
