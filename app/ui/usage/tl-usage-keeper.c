/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/usage/tl-usage-keeper.h"

#include "desk/tl-desk-usage.h"
#include "desk/tl-usage-watch.h"

struct _TlUsageKeeper
{
  GObject parent_instance;

  /* Owned. */
  TlDeskKeeper *desk;
  TlFeedbackKeeper *feedback;
  GSettings *settings; /* NULL until it is known */
  TlUsageWatch *watch;

  guint source; /* the next look at the clock */
};

G_DEFINE_FINAL_TYPE (TlUsageKeeper, tl_usage_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* A number that is lost is no loss to the judge. */
  if (!tl_desk_count_usage_finish (TL_DESK (source), result, &error))
    g_info ("usage: %s", error->message);
}

static void
counted_cb (TlUsageCounter counter, gpointer data)
{
  TlUsageKeeper *self = data;
  TlDesk *desk
      = tl_desk_keeper_can_write (self->desk) ? tl_desk_keeper_get_desk (self->desk) : NULL;

  if (desk != NULL)
    tl_desk_count_usage_async (desk, counter, NULL, kept_cb, NULL);
}

static gint64
now (void)
{
  return g_get_monotonic_time () / 1000;
}

static void plan (TlUsageKeeper *self);

static gboolean
due_cb (gpointer data)
{
  TlUsageKeeper *self = data;

  self->source = 0;
  plan (self);
  return G_SOURCE_REMOVE;
}

/* Counts what is due, and looks again when something may be. Below drawing: it can wait. */
static void
plan (TlUsageKeeper *self)
{
  gint64 wait = tl_usage_watch_tick (self->watch, now ());

  g_clear_handle_id (&self->source, g_source_remove);
  if (wait >= 0)
    self->source
        = g_timeout_add_full (G_PRIORITY_LOW, (guint)CLAMP (wait, 1, 60000), due_cb, self, NULL);
}

static void
consent_changed_cb (TlUsageKeeper *self)
{
  TlUsageConsent consent = tl_usage_keeper_get_consent (self);

  tl_feedback_keeper_set_usage (self->feedback, consent != TL_USAGE_UNSEEN,
                                consent == TL_USAGE_AGREED);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tl_usage_keeper_dispose (GObject *object)
{
  TlUsageKeeper *self = TL_USAGE_KEEPER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->feedback);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (tl_usage_keeper_parent_class)->dispose (object);
}

static void
tl_usage_keeper_finalize (GObject *object)
{
  tl_usage_watch_free (TL_USAGE_KEEPER (object)->watch);
  G_OBJECT_CLASS (tl_usage_keeper_parent_class)->finalize (object);
}

static void
tl_usage_keeper_class_init (TlUsageKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_usage_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_usage_keeper_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_USAGE_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_usage_keeper_init (TlUsageKeeper *self)
{
  self->watch = tl_usage_watch_new (counted_cb, self);
}

TlUsageKeeper *
tl_usage_keeper_new (TlDeskKeeper *desk, TlFeedbackKeeper *feedback)
{
  TlUsageKeeper *self = g_object_new (TL_TYPE_USAGE_KEEPER, NULL);

  self->desk = g_object_ref (desk);
  self->feedback = g_object_ref (feedback);
  return self;
}

void
tl_usage_keeper_set_settings (TlUsageKeeper *self, GSettings *settings)
{
  g_return_if_fail (TL_IS_USAGE_KEEPER (self));

  if (!g_set_object (&self->settings, settings))
    return;
  g_signal_connect_object (settings, "changed::usage-consent", G_CALLBACK (consent_changed_cb),
                           self, G_CONNECT_SWAPPED);
  consent_changed_cb (self);
}

void
tl_usage_keeper_answered (TlUsageKeeper *self,
                          const char *question,
                          gboolean good,
                          const char *const *docs)
{
  tl_usage_watch_answered (self->watch, now (), question, good, docs);
  plan (self);
}

void
tl_usage_keeper_unanswered (TlUsageKeeper *self)
{
  tl_usage_watch_unanswered (self->watch, now ());
  plan (self);
}

void
tl_usage_keeper_set_answer_shown (TlUsageKeeper *self, gboolean shown)
{
  tl_usage_watch_set_answer_shown (self->watch, now (), shown);
  plan (self);
}

void
tl_usage_keeper_opened (TlUsageKeeper *self)
{
  tl_usage_watch_opened (self->watch, now ());
  plan (self);
}

void
tl_usage_keeper_set_front (TlUsageKeeper *self, const char *doc, const char *beside)
{
  tl_usage_watch_set_front (self->watch, now (), doc, beside);
  plan (self);
}

void
tl_usage_keeper_used (TlUsageKeeper *self, const char *doc)
{
  if (doc != NULL)
    tl_usage_watch_used (self->watch, now (), doc);
  plan (self);
}

TlUsageConsent
tl_usage_keeper_get_consent (TlUsageKeeper *self)
{
  return self->settings != NULL
             ? (TlUsageConsent)g_settings_get_enum (self->settings, "usage-consent")
             : TL_USAGE_UNSEEN;
}

void
tl_usage_keeper_set_consent (TlUsageKeeper *self, TlUsageConsent consent)
{
  g_return_if_fail (TL_IS_USAGE_KEEPER (self));

  if (self->settings == NULL
      || (consent == TL_USAGE_SEEN && tl_usage_keeper_get_consent (self) != TL_USAGE_UNSEEN))
    return;
  g_settings_set_enum (self->settings, "usage-consent", (int)consent);
}
