/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-outbox-sender.h"

#include "base/tl-clock.h"
#include "desk/tl-desk-outbox.h"
#include "sync/tl-identity.h"
#include "sync/tl-outbox-round-private.h"

#define FIRST_MS    10000
#define SOON_MS     2000 /* more may be handed over in a moment */
#define INTERVAL_MS (15 * 60 * 1000)
#define QUIET_MS    (5 * 60 * 1000) /* between two looks at the clock in quiet hours */
#define NETWORK_MS  15000           /* most time after the network came back */

struct _TlOutboxSender
{
  GObject parent_instance;

  TlDesk *desk;
  TlCentrePolicy *policy;
  TlEnrolment *enrolment;
  TlCentre *centre;
  GMainContext *context;
  GNetworkMonitor *monitor;
  gulong network_changed;
  gulong desk_changed;

  gboolean started;
  gboolean agreed;
  gint64 release;
  GSource *timer;
  gint64 due;        /* of the timer, by the clock that nobody sets */
  gint64 not_before; /* after a failure, by the same clock */
  guint failures;
  GThread *thread; /* (nullable): of the round under way */
  GCancellable *cancellable;
  gboolean again; /* something was handed over meanwhile */

  TlOutboxState state;
  char *message;
  gint64 expires;
  gint64 last;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlOutboxSender, tl_outbox_sender, G_TYPE_OBJECT)

static void begin_round (TlOutboxSender *self);

static void
tl_outbox_sender_dispose (GObject *object)
{
  TlOutboxSender *self = TL_OUTBOX_SENDER (object);

  tl_outbox_sender_stop (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tl_outbox_sender_parent_class)->dispose (object);
}

static void
tl_outbox_sender_finalize (GObject *object)
{
  TlOutboxSender *self = TL_OUTBOX_SENDER (object);

  g_clear_pointer (&self->centre, tl_centre_free);
  tl_enrolment_free (self->enrolment);
  tl_centre_policy_free (self->policy);
  g_main_context_unref (self->context);
  g_free (self->message);
  G_OBJECT_CLASS (tl_outbox_sender_parent_class)->finalize (object);
}

static void
tl_outbox_sender_class_init (TlOutboxSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_outbox_sender_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_outbox_sender_finalize;
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_OUTBOX_SENDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_outbox_sender_init (TlOutboxSender *self)
{
  self->context = g_main_context_ref_thread_default ();
}

TlOutboxSender *
tl_outbox_sender_new (TlDesk *desk,
                      TlCentrePolicy *policy,
                      TlEnrolment *enrolment,
                      const char *public_half)
{
  g_autoptr (GError) error = NULL;
  TlOutboxSender *self;

  g_return_val_if_fail (TL_IS_DESK (desk) && policy != NULL && enrolment != NULL, NULL);

  self = g_object_new (TL_TYPE_OUTBOX_SENDER, NULL);
  self->desk = g_object_ref (desk);
  self->policy = policy;
  self->enrolment = enrolment;
  self->expires = enrolment->expires;
  self->centre = tl_centre_new (policy, enrolment, public_half, 0, &error);
  if (self->centre == NULL)
    {
      self->state = TL_OUTBOX_FAILED;
      self->message = g_strdup (error->message);
    }
  return self;
}

/* In the thread of a round. That it cannot be kept is no reason not to send now. */
static void
renewed (const TlEnrolment *enrolment, const TlGrant *grant, gpointer data)
{
  TlOutboxSender *self = data;
  g_autoptr (TlIdentity) identity = g_new0 (TlIdentity, 1);
  g_autoptr (GError) error = NULL;

  identity->enrolment = tl_enrolment_copy (enrolment);
  identity->grant = tl_grant_copy (grant);
  if (!tl_identity_keep (identity, self->policy, NULL, &error))
    g_info ("a renewed sign-in is not kept: %s", error->message);
}

void
tl_outbox_sender_set_grant (TlOutboxSender *self, const TlGrant *grant)
{
  g_return_if_fail (TL_IS_OUTBOX_SENDER (self) && !self->started);

  if (self->centre != NULL)
    tl_centre_set_grant (self->centre, grant, renewed, self);
}

gint64
tl_outbox_sender_get_expires (TlOutboxSender *self)
{
  g_return_val_if_fail (TL_IS_OUTBOX_SENDER (self), 0);
  return self->expires;
}

static void
set_state (TlOutboxSender *self, TlOutboxState state, const char *message)
{
  self->state = state;
  g_free (self->message);
  self->message = g_strdup (message);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- When ---- */

static gboolean
on_timer (gpointer data)
{
  TlOutboxSender *self = data;

  g_clear_pointer (&self->timer, g_source_unref);
  begin_round (self);
  return G_SOURCE_REMOVE;
}

static void
clear_timer (TlOutboxSender *self)
{
  if (self->timer == NULL)
    return;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* The earlier of this and what was planned; never before a wait is over. */
static void
plan (TlOutboxSender *self, gint64 milliseconds)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due = MAX (now + MAX (milliseconds, 0) * 1000, self->not_before);

  if (!self->started || (self->timer != NULL && self->due <= due))
    return;
  clear_timer (self);
  self->due = due;
  self->timer = g_timeout_source_new ((guint)MIN ((due - now) / 1000 + 1, G_MAXINT));
  g_source_set_static_name (self->timer, "outbox-round");
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, self->context);
}

static gint64
jitter (gint64 milliseconds)
{
  return milliseconds - g_random_int_range (0, (gint32)(milliseconds / 4 + 1));
}

/* ---- A round ---- */

typedef struct
{
  TlOutboxSender *sender;
  TlOutboxRound round;
  GCancellable *cancellable;
  GError *error;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->sender);
  g_object_unref (work->round.desk);
  g_object_unref (work->cancellable);
  g_clear_error (&work->error);
  g_free (work);
}

static TlOutboxState
state_of (const Work *work)
{
  if (work->error == NULL)
    return TL_OUTBOX_IDLE;
  if (work->round.elsewhere)
    return TL_OUTBOX_ELSEWHERE;
  if (work->error->domain != TL_CENTRE_ERROR)
    return TL_OUTBOX_FAILED;
  switch ((TlCentreError)work->error->code)
    {
    case TL_CENTRE_ERROR_OFFLINE:
      return TL_OUTBOX_OFFLINE;
    case TL_CENTRE_ERROR_BUSY:
      return TL_OUTBOX_BUSY;
    case TL_CENTRE_ERROR_REFUSED:
      return TL_OUTBOX_REFUSED;
    case TL_CENTRE_ERROR_CERTIFICATE:
    case TL_CENTRE_ERROR_ANSWER:
      return TL_OUTBOX_UNTRUSTED;
    case TL_CENTRE_ERROR_SIGNED_OUT:
      return TL_OUTBOX_SIGNED_OUT;
    case TL_CENTRE_ERROR_REJECTED:
    default:
      return TL_OUTBOX_FAILED;
    }
}

static void
plan_after_failure (TlOutboxSender *self)
{
  gint64 wait = tl_outbox_backoff (++self->failures, g_random_int ());

  wait = MAX (wait, MIN (tl_centre_get_retry (self->centre), TL_DESK_MAX_WAIT));
  self->not_before = g_get_monotonic_time () + wait * 1000;
  plan (self, wait);
}

static void
plan_after_success (TlOutboxSender *self, const Work *work)
{
  g_autoptr (GDateTime) now = tl_clock_now ();

  self->failures = 0;
  self->not_before = 0;
  self->last = g_date_time_to_unix (now) * 1000;
  if (self->again)
    plan (self, SOON_MS);
  else if (work->round.wait >= 0)
    plan (self, MIN (work->round.wait + 100, INTERVAL_MS));
  plan (self, jitter (INTERVAL_MS));
}

static gboolean
ended_cb (gpointer data)
{
  Work *work = data;
  TlOutboxSender *self = work->sender;

  if (self->thread == NULL || work->cancellable != self->cancellable)
    return G_SOURCE_REMOVE; /* it was stopped */
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_object (&self->cancellable);
  self->expires = tl_centre_get_expires (self->centre);
  if (work->error == NULL)
    plan_after_success (self, work);
  else
    plan_after_failure (self);
  self->again = FALSE;
  set_state (self, state_of (work), work->error != NULL ? work->error->message : NULL);
  return G_SOURCE_REMOVE;
}

static gpointer
work_thread (gpointer data)
{
  Work *work = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  _tl_outbox_round_run (&work->round, work->cancellable, &work->error);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ended_cb, work, work_free);
  g_source_attach (source, work->sender->context);
  return NULL;
}

static gboolean
may_begin (TlOutboxSender *self)
{
  g_autoptr (GDateTime) now = tl_clock_now ();

  if (self->centre == NULL || !self->started)
    return FALSE;
  if (self->thread != NULL)
    {
      self->again = TRUE;
      return FALSE;
    }
  if (!tl_centre_policy_is_quiet (self->policy, now))
    return TRUE;
  plan (self, QUIET_MS);
  set_state (self, TL_OUTBOX_QUIET, NULL);
  return FALSE;
}

static void
begin_round (TlOutboxSender *self)
{
  Work *work;

  if (!may_begin (self))
    return;
  clear_timer (self);
  self->cancellable = g_cancellable_new ();
  work = g_new0 (Work, 1);
  work->sender = g_object_ref (self);
  work->cancellable = g_object_ref (self->cancellable);
  work->round = (TlOutboxRound){
    .desk = g_object_ref (self->desk),
    .centre = self->centre,
    .policy = self->policy,
    .enrolment = self->enrolment,
    .usage = self->policy->usage != TL_CENTRE_USAGE_OFF && self->agreed,
    .release = self->release,
    .failures = self->failures,
  };
  set_state (self, TL_OUTBOX_SENDING, NULL);
  self->thread = g_thread_new ("outbox", work_thread, work);
}

/* ---- What sets it off ---- */

static void
on_desk_changed (TlDesk *desk, int kind, const char *what, gpointer data)
{
  TlOutboxSender *self = data;

  /* What a round itself changes sets off none. */
  if ((kind != TL_DESK_CHANGED_OUTBOX || what == NULL) && kind != TL_DESK_CHANGED_ALL)
    return;
  if (self->thread != NULL)
    self->again = TRUE;
  else if (kind == TL_DESK_CHANGED_OUTBOX)
    plan (self, SOON_MS);
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
  TlOutboxSender *self = data;

  if (!available || self->state != TL_OUTBOX_OFFLINE)
    return;
  self->not_before = 0;
  plan (self, g_random_int_range (1000, NETWORK_MS));
}

void
tl_outbox_sender_start (TlOutboxSender *self)
{
  g_return_if_fail (TL_IS_OUTBOX_SENDER (self));

  if (self->started || self->centre == NULL)
    return;
  self->started = TRUE;
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->network_changed
      = g_signal_connect (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self);
  self->desk_changed = g_signal_connect (self->desk, "changed", G_CALLBACK (on_desk_changed), self);
  plan (self, jitter (FIRST_MS));
}

void
tl_outbox_sender_send_now (TlOutboxSender *self)
{
  g_return_if_fail (TL_IS_OUTBOX_SENDER (self));

  self->not_before = 0;
  begin_round (self);
}

void
tl_outbox_sender_stop (TlOutboxSender *self)
{
  g_return_if_fail (TL_IS_OUTBOX_SENDER (self));

  self->started = FALSE;
  clear_timer (self);
  if (self->monitor != NULL)
    g_clear_signal_handler (&self->network_changed, self->monitor);
  if (self->desk != NULL)
    g_clear_signal_handler (&self->desk_changed, self->desk);
  g_clear_object (&self->monitor);
  if (self->thread == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
  g_clear_object (&self->cancellable);
  self->state = TL_OUTBOX_IDLE;
}

void
tl_outbox_sender_set_usage (TlOutboxSender *self, gboolean agreed)
{
  g_return_if_fail (TL_IS_OUTBOX_SENDER (self));
  self->agreed = agreed;
}

void
tl_outbox_sender_set_release (TlOutboxSender *self, gint64 serial)
{
  g_return_if_fail (TL_IS_OUTBOX_SENDER (self));
  self->release = MAX (serial, 0);
}

char *
tl_outbox_sender_dup_report (TlOutboxSender *self, const TlDeskUsageDay *day, GError **error)
{
  g_return_val_if_fail (TL_IS_OUTBOX_SENDER (self), NULL);
  return _tl_outbox_report (self->policy, self->enrolment, self->release, day, error);
}

TlOutboxState
tl_outbox_sender_get_state (TlOutboxSender *self)
{
  g_return_val_if_fail (TL_IS_OUTBOX_SENDER (self), TL_OUTBOX_FAILED);
  return self->state;
}

const char *
tl_outbox_sender_get_message (TlOutboxSender *self)
{
  g_return_val_if_fail (TL_IS_OUTBOX_SENDER (self), NULL);
  return self->message;
}

gint64
tl_outbox_sender_get_last (TlOutboxSender *self)
{
  g_return_val_if_fail (TL_IS_OUTBOX_SENDER (self), 0);
  return self->last;
}

const TlEnrolment *
tl_outbox_sender_get_enrolment (TlOutboxSender *self)
{
  g_return_val_if_fail (TL_IS_OUTBOX_SENDER (self), NULL);
  return self->enrolment;
}
