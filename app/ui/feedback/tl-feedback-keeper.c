/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-keeper.h"

#include <glib/gi18n.h>

#include "protocol/tl-oidc.h"
#include "sync/tl-centre.h"

struct _TlFeedbackKeeper
{
  GObject parent_instance;

  /* Owned. */
  TlDeskKeeper *desk;
  GCancellable *counting;
  TlCentrePolicy *policy;
  TlCentrePolicy *sender_policy; /* the same, for the next sender */
  TlIdentity *identity;
  TlOutboxSender *sender;
  GCancellable *signing_in; /* while it is under way */
  GCancellable *looking;
  char *error;
  char *why; /* the sign-in was broken off */

  TlDeskItemCounts counts;
  gint64 release;
  gboolean usage_seen;
  gboolean usage_agreed;
  gboolean started;
  gboolean known;   /* whether there is an enrolment */
  gboolean offered; /* the centre signs in with accounts of the court */
};

G_DEFINE_FINAL_TYPE (TlFeedbackKeeper, tl_feedback_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ITEMS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  TlDeskItemCounts counts = { 0 };

  if (!tl_desk_count_items_finish (TL_DESK (source), result, &counts, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_info ("outbox: %s", error->message);
      return;
    }
  g_clear_object (&self->counting);
  self->counts = counts;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
count (TlFeedbackKeeper *self)
{
  TlDesk *desk = self->desk != NULL ? tl_desk_keeper_get_desk (self->desk) : NULL;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (desk == NULL)
    return;
  self->counting = g_cancellable_new ();
  tl_desk_count_items_async (desk, self->counting, counted_cb, g_object_ref (self));
}

static void
drop_sender (TlFeedbackKeeper *self)
{
  if (self->sender == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->sender, self);
  tl_outbox_sender_stop (self->sender);
  g_clear_object (&self->sender);
}

static void
sender_changed_cb (TlFeedbackKeeper *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tell_sender (TlFeedbackKeeper *self)
{
  gboolean asks = self->policy == NULL || self->policy->usage == TL_CENTRE_USAGE_ASK;

  if (self->sender == NULL)
    return;
  tl_outbox_sender_set_usage (self->sender, asks ? self->usage_agreed : self->usage_seen);
  tl_outbox_sender_set_release (self->sender, self->release);
}

static void
make_sender (TlFeedbackKeeper *self)
{
  TlDesk *desk = tl_feedback_keeper_get_desk (self);

  if (!self->started || self->sender != NULL || desk == NULL || self->identity == NULL
      || self->sender_policy == NULL)
    return;
  /* A copy: the identity stays, for a sender of another desk. */
  self->sender = tl_outbox_sender_new (desk, g_steal_pointer (&self->sender_policy),
                                       tl_enrolment_copy (self->identity->enrolment),
                                       self->identity->public_half);
  if (self->identity->grant != NULL)
    tl_outbox_sender_set_grant (self->sender, self->identity->grant);
  g_signal_connect_swapped (self->sender, "changed", G_CALLBACK (sender_changed_cb), self);
  tell_sender (self);
  tl_outbox_sender_start (self->sender);
}

static void
set_error (TlFeedbackKeeper *self, const GError *error)
{
  g_free (self->error);
  self->error = error != NULL ? g_strdup (error->message) : NULL;
}

/* Who sends is known, or that nobody does; takes @identity. */
static void
set_identity (TlFeedbackKeeper *self, TlIdentity *identity, const GError *error)
{
  set_error (self, error);
  self->known = TRUE;
  g_clear_pointer (&self->identity, tl_identity_free);
  self->identity = identity;
  make_sender (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

typedef struct
{
  TlCentrePolicy *policies[2];
} Policies;

static void
policies_free (gpointer data)
{
  Policies *policies = data;

  g_clear_pointer (&policies->policies[0], tl_centre_policy_free);
  g_clear_pointer (&policies->policies[1], tl_centre_policy_free);
  g_free (policies);
}

static void
read_policy (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (TlPolicy) policy = tl_policy_load (NULL);
  Policies *policies = g_new0 (Policies, 1);
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (policies->policies) && error == NULL; i++)
    policies->policies[i] = tl_centre_policy_read (policy, &error);
  if (error == NULL)
    g_task_return_pointer (task, policies, policies_free);
  else
    {
      policies_free (policies);
      g_task_return_error (task, error);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  TlIdentity *identity = tl_identity_load_finish (result, &error);

  set_identity (self, identity, error);
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlFeedbackKeeper *self = TL_FEEDBACK_KEEPER (source);
  g_autoptr (GError) error = NULL;
  Policies *policies = g_task_propagate_pointer (G_TASK (result), &error);

  /* A policy that cannot be read is no leave to send. */
  if (policies == NULL || !self->started)
    {
      g_clear_pointer (&policies, policies_free);
      set_error (self, error);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  g_clear_pointer (&self->sender_policy, tl_centre_policy_free);
  self->sender_policy = g_steal_pointer (&policies->policies[1]);
  if (self->policy == NULL)
    self->policy = g_steal_pointer (&policies->policies[0]);
  policies_free (policies);
  if (self->known)
    make_sender (self);
  else
    tl_identity_load_async (self->policy, NULL, loaded_cb, g_object_ref (self));
}

/* A sender keeps its policy: the next needs another. */
static void
read_policies (TlFeedbackKeeper *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, policy_cb, NULL);

  g_task_set_source_tag (task, read_policies);
  g_task_run_in_thread (task, read_policy);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  TlIdentity *identity = tl_identity_take_finish (result, &error);

  if (identity == NULL)
    {
      /* The one before still holds. */
      set_error (self, error);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  drop_sender (self);
  set_identity (self, identity, NULL);
  if (self->sender == NULL)
    read_policies (self);
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  /* One who takes nothing back is no fault, and who signed in again meanwhile needs no word. */
  if (tl_sign_in_revoke_finish (result, &error) || self->identity != NULL
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return;
  g_free (self->error);
  self->error = g_strdup (_ ("You are signed out on this computer, but the sign-in of the court "
                             "could not be told; it ends there by itself."));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  g_autoptr (TlGrant) grant = NULL;
  g_autoptr (GError) error = NULL;

  if (tl_identity_forget_finish (result, &grant, &error))
    {
      set_identity (self, NULL, NULL);
      if (grant != NULL && self->policy != NULL)
        tl_sign_in_revoke_async (self->policy, grant, NULL, revoked_cb, g_object_ref (self));
      return;
    }
  set_error (self, error);
  read_policies (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
desk_changed_cb (TlFeedbackKeeper *self, int change)
{
  if (change != TL_DESK_CHANGED_OUTBOX && change != TL_DESK_CHANGED_ALL)
    return;
  /* The desk is another one, or is about to be: what sent from it ends with it. */
  if (self->sender != NULL && tl_desk_keeper_get_desk (self->desk) == NULL)
    {
      drop_sender (self);
      read_policies (self);
    }
  make_sender (self);
  count (self);
  g_signal_emit (self, signals[SIGNAL_ITEMS], 0);
}

static void
tl_feedback_keeper_dispose (GObject *object)
{
  TlFeedbackKeeper *self = TL_FEEDBACK_KEEPER (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_cancellable_cancel (self->signing_in);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  drop_sender (self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->policy, tl_centre_policy_free);
  g_clear_pointer (&self->sender_policy, tl_centre_policy_free);
  g_clear_pointer (&self->identity, tl_identity_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->why, g_free);
  G_OBJECT_CLASS (tl_feedback_keeper_parent_class)->dispose (object);
}

static void
tl_feedback_keeper_class_init (TlFeedbackKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_feedback_keeper_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_FEEDBACK_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ITEMS] = g_signal_new ("items", TL_TYPE_FEEDBACK_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_feedback_keeper_init (TlFeedbackKeeper *self)
{
}

TlFeedbackKeeper *
tl_feedback_keeper_new (TlDeskKeeper *desk)
{
  TlFeedbackKeeper *self = g_object_new (TL_TYPE_FEEDBACK_KEEPER, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  count (self);
  return self;
}

TlDesk *
tl_feedback_keeper_get_desk (TlFeedbackKeeper *self)
{
  return self->desk != NULL && tl_desk_keeper_can_write (self->desk)
             ? tl_desk_keeper_get_desk (self->desk)
             : NULL;
}

const TlDeskItemCounts *
tl_feedback_keeper_get_counts (TlFeedbackKeeper *self)
{
  return &self->counts;
}

/* Only what is signed in with an account of the court ends by itself after hours. */
static gboolean
has_expired (TlFeedbackKeeper *self)
{
  return self->identity != NULL && self->identity->grant != NULL
         && tl_outbox_sender_get_state (self->sender) == TL_OUTBOX_OFFLINE
         && tl_outbox_sender_get_expires (self->sender) < g_get_real_time () / 1000;
}

char *
tl_feedback_keeper_dup_note (TlFeedbackKeeper *self)
{
  const char *trouble = self->desk != NULL ? tl_desk_keeper_get_trouble (self->desk) : NULL;

  if (trouble != NULL)
    return g_strdup (trouble);
  if (tl_feedback_keeper_get_desk (self) == NULL)
    return g_strdup (_ ("Nothing can be kept on this computer now, so nothing can be sent."));
  if (self->policy != NULL && !self->policy->feedback)
    return g_strdup (_ ("Your administrator has switched sending off: it is kept here."));
  if (self->known && self->identity == NULL)
    return g_strdup (_ ("It is kept, and sent when this computer is enrolled (Preferences)."));
  if (self->sender == NULL)
    return g_strdup (_ ("It will be sent when the centre can be reached."));
  if (has_expired (self))
    return g_strdup (
        _ ("Your sign-in has expired and the centre cannot be reached. Reading goes on "
           "as before; sending waits until there is a network."));
  switch (tl_outbox_sender_get_state (self->sender))
    {
    case TL_OUTBOX_SIGNED_OUT:
      return g_strdup (_ ("Your sign-in has ended: sign in again (Preferences). Reading goes on as "
                          "before, and what you send is kept until then."));
    case TL_OUTBOX_IDLE:
    case TL_OUTBOX_SENDING:
      return g_strdup (_ ("It is sent at once."));
    case TL_OUTBOX_QUIET:
      return g_strdup (_ ("It will be sent after the quiet hours."));
    case TL_OUTBOX_REFUSED:
      return g_strdup (_ ("The centre does not let this computer in: ask your administrator. It is "
                          "kept."));
    case TL_OUTBOX_UNTRUSTED:
      return g_strdup (_ ("Who answers is not the centre, so nothing is sent. It is kept."));
    default:
      return g_strdup (_ ("It will be sent when the centre can be reached."));
    }
}

void
tl_feedback_keeper_start (TlFeedbackKeeper *self)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  if (self->started)
    return;
  self->started = TRUE;
  read_policies (self);
}

void
tl_feedback_keeper_stop (TlFeedbackKeeper *self)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  self->started = FALSE;
  g_cancellable_cancel (self->signing_in);
  drop_sender (self);
}

const TlCentrePolicy *
tl_feedback_keeper_get_policy (TlFeedbackKeeper *self)
{
  return self->policy;
}

const TlEnrolment *
tl_feedback_keeper_get_enrolment (TlFeedbackKeeper *self)
{
  return self->identity != NULL ? self->identity->enrolment : NULL;
}

gboolean
tl_feedback_keeper_is_in_file (TlFeedbackKeeper *self)
{
  return self->identity != NULL && self->identity->in_file;
}

TlOutboxSender *
tl_feedback_keeper_get_sender (TlFeedbackKeeper *self)
{
  return self->sender;
}

const char *
tl_feedback_keeper_get_error (TlFeedbackKeeper *self)
{
  return self->error;
}

void
tl_feedback_keeper_take (TlFeedbackKeeper *self, const char *path)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  if (self->policy != NULL)
    tl_identity_take_async (self->policy, path, NULL, taken_cb, g_object_ref (self));
}

void
tl_feedback_keeper_sign_out (TlFeedbackKeeper *self)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  if (self->policy == NULL)
    return;
  /* What it renews now would be kept again. */
  drop_sender (self);
  tl_identity_forget_async (self->policy, NULL, forgotten_cb, g_object_ref (self));
}

void
tl_feedback_keeper_set_usage (TlFeedbackKeeper *self, gboolean seen, gboolean agreed)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  self->usage_seen = seen;
  self->usage_agreed = agreed;
  tell_sender (self);
}

void
tl_feedback_keeper_set_release (TlFeedbackKeeper *self, gint64 serial)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  self->release = serial;
  tell_sender (self);
}

/* ---- An account of the court ---- */

/* (nullable): the centre that policy names, or the one there was. */
static const char *
find_server (TlFeedbackKeeper *self)
{
  if (self->policy != NULL && self->policy->server != NULL)
    return self->policy->server;
  return self->identity != NULL ? self->identity->enrolment->server : NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  gboolean offered = tl_sign_in_offered_finish (result);

  g_clear_object (&self->looking);
  if (offered == self->offered)
    return;
  self->offered = offered;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
tl_feedback_keeper_look_for_account (TlFeedbackKeeper *self)
{
  const char *server;

  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  server = find_server (self);
  if (!self->started || self->looking != NULL || server == NULL)
    return;
  self->looking = g_cancellable_new ();
  tl_sign_in_offered_async (self->policy, server, self->looking, looked_cb, g_object_ref (self));
}

gboolean
tl_feedback_keeper_offers_account (TlFeedbackKeeper *self)
{
  return self->offered;
}

static const char *
words_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return _ ("You did not come back from the browser within ten minutes: try again.");
  if (g_error_matches (error, TL_CENTRE_ERROR, TL_CENTRE_ERROR_OFFLINE))
    return _ ("The centre or the sign-in of the court cannot be reached: try again later.");
  if (error->domain == TL_OIDC_ERROR)
    return _ ("The sign-in of the court did not let you in.");
  return error->message;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  TlIdentity *identity = tl_sign_in_finish (result, &error);

  g_clear_object (&self->signing_in);
  if (identity == NULL)
    {
      /* Who broke it off needs no word about it. */
      g_free (self->error);
      self->error = g_steal_pointer (&self->why);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_free (self->error);
          self->error = g_strdup (words_of (error));
        }
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  drop_sender (self);
  set_identity (self, identity, NULL);
  if (self->sender == NULL)
    read_policies (self);
}

void
tl_feedback_keeper_sign_in (TlFeedbackKeeper *self, TlSignInLaunch launch, gpointer data)
{
  const char *server;

  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self) && launch != NULL);

  server = find_server (self);
  if (server == NULL || self->signing_in != NULL)
    return;
  g_clear_pointer (&self->why, g_free);
  self->signing_in = g_cancellable_new ();
  tl_sign_in_async (self->policy, server, self->identity, launch, data, self->signing_in,
                    signed_in_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
tl_feedback_keeper_cancel_sign_in (TlFeedbackKeeper *self, const char *why)
{
  g_return_if_fail (TL_IS_FEEDBACK_KEEPER (self));

  if (self->signing_in == NULL)
    return;
  g_free (self->why);
  self->why = g_strdup (why);
  g_cancellable_cancel (self->signing_in);
}

gboolean
tl_feedback_keeper_is_signing_in (TlFeedbackKeeper *self)
{
  return self->signing_in != NULL;
}
