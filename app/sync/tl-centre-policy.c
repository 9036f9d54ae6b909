/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-centre-policy.h"

#include <string.h>

#include "sync/tl-update-policy.h"

#define GROUP "centre"

TlCentrePolicy *
tl_centre_policy_new (void)
{
  TlCentrePolicy *self = g_new0 (TlCentrePolicy, 1);

  self->feedback = TRUE;
  return self;
}

void
tl_centre_policy_free (TlCentrePolicy *self)
{
  if (self == NULL)
    return;
  g_free (self->server);
  g_free (self->proxy);
  g_free (self->proxy_user);
  g_free (self->proxy_password);
  g_free (self->ca_file);
  g_free (self);
}

static TlCentreUsage
read_usage (const TlPolicy *policy)
{
  const char *usage = tl_policy_get (policy, GROUP, "usage");

  if (usage == NULL || strcmp (usage, "ask") == 0)
    return TL_CENTRE_USAGE_ASK;
  return strcmp (usage, "on") == 0 ? TL_CENTRE_USAGE_ON : TL_CENTRE_USAGE_OFF;
}

TlCentrePolicy *
tl_centre_policy_read (const TlPolicy *policy, GError **error)
{
  g_autoptr (TlCentrePolicy) self = tl_centre_policy_new ();

  /* By which way and by whose word it goes out is said in the other group. */
  if (!tl_policy_check (policy, GROUP, error) || !tl_policy_check (policy, "update", error))
    return NULL;
  self->server = g_strdup (tl_policy_get (policy, GROUP, "server"));
  self->feedback = tl_policy_get_switch (policy, GROUP, "feedback", TRUE);
  self->usage = read_usage (policy);
  self->usage_person = tl_policy_get_switch (policy, GROUP, "usage-person", FALSE);
  self->secret_file = tl_policy_get_switch (policy, GROUP, "secret-file", FALSE);
  tl_policy_get_hours (policy, GROUP, &self->quiet_from, &self->quiet_to);
  self->proxy = g_strdup (tl_policy_get (policy, "update", "proxy"));
  self->proxy_user = g_strdup (tl_policy_get (policy, "update", "proxy-user"));
  self->proxy_password = tl_update_policy_dup_secret (policy);
  self->ca_file = g_strdup (tl_policy_get (policy, "update", "ca"));
  return g_steal_pointer (&self);
}

gboolean
tl_centre_policy_is_quiet (const TlCentrePolicy *self, GDateTime *now)
{
  return tl_policy_is_between (now, self->quiet_from, self->quiet_to);
}
