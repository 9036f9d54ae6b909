/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-keeper.h"

#include <glib/gi18n.h>

struct _TlFeedbackKeeper
{
  GObject parent_instance;

  /* Owned. */
  TlDeskKeeper *desk;
  GCancellable *counting;

  TlDeskItemCounts counts;
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
  TlDesk *desk = tl_feedback_keeper_get_desk (self);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (desk == NULL)
    return;
  self->counting = g_cancellable_new ();
  tl_desk_count_items_async (desk, self->counting, counted_cb, g_object_ref (self));
}

static void
desk_changed_cb (TlFeedbackKeeper *self, int change)
{
  if (change != TL_DESK_CHANGED_OUTBOX && change != TL_DESK_CHANGED_ALL)
    return;
  count (self);
  g_signal_emit (self, signals[SIGNAL_ITEMS], 0);
}

static void
tl_feedback_keeper_dispose (GObject *object)
{
  TlFeedbackKeeper *self = TL_FEEDBACK_KEEPER (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->desk);
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

char *
tl_feedback_keeper_dup_note (TlFeedbackKeeper *self)
{
  if (tl_feedback_keeper_get_desk (self) == NULL)
    return g_strdup (_ ("Nothing can be kept on this computer now, so nothing can be sent."));
  return g_strdup (_ ("It will be sent when the centre can be reached."));
}
