/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-draft.h"

#include <glib/gi18n.h>

#include "ui/feedback/tl-feedback-words.h"

/* Another window may take the next number in between, but not for ever. */
#define MAX_TRIES 5

struct _TlFeedbackDraft
{
  GObject parent_instance;

  /* Owned. */
  TlFeedbackKeeper *keeper;
  GCancellable *working;
  TlItem *item;
  char *label;
  char *body;
  char *error;

  /* State. */
  gboolean shown;
  gboolean sending;
  guint tries;
};

G_DEFINE_FINAL_TYPE (TlFeedbackDraft, tl_feedback_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void prepare (TlFeedbackDraft *self);

static void
fail (TlFeedbackDraft *self, char *words)
{
  g_free (self->error);
  self->error = words;
  self->sending = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop (TlFeedbackDraft *self)
{
  g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackDraft) self = user_data;
  g_autoptr (GError) error = NULL;

  if (tl_desk_put_item_finish (TL_DESK (source), result, &error))
    {
      self->sending = FALSE;
      g_signal_emit (self, signals[SIGNAL_KEPT], 0);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) && ++self->tries < MAX_TRIES)
    {
      g_clear_pointer (&self->body, g_free);
      if (self->shown)
        self->sending = FALSE;
      prepare (self);
      if (self->shown)
        fail (self, g_strdup (_ ("Something else was sent in between, so the number changed. "
                                 "Look at it again, then send it.")));
    }
  else
    fail (self, tl_feedback_member_error (error));
}

static void
put (TlFeedbackDraft *self)
{
  TlDesk *desk = tl_feedback_keeper_get_desk (self->keeper);

  if (desk == NULL)
    fail (self, tl_feedback_keeper_dup_note (self->keeper));
  else
    tl_desk_put_item_async (desk, self->body, self->label, NULL, put_cb, g_object_ref (self));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlFeedbackDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  char *body = tl_desk_prepare_item_finish (TL_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->keeper == NULL)
    {
      g_free (body);
      return;
    }
  g_clear_object (&self->working);
  if (body == NULL)
    {
      fail (self, tl_feedback_member_error (error));
      return;
    }
  g_free (self->body);
  self->body = body;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->sending)
    put (self);
}

static void
prepare (TlFeedbackDraft *self)
{
  TlDesk *desk = tl_feedback_keeper_get_desk (self->keeper);

  stop (self);
  if (self->item == NULL)
    return;
  if (desk == NULL)
    {
      fail (self, tl_feedback_keeper_dup_note (self->keeper));
      return;
    }
  self->working = g_cancellable_new ();
  tl_desk_prepare_item_async (desk, self->item, self->working, prepared_cb, g_object_ref (self));
}

static void
tl_feedback_draft_dispose (GObject *object)
{
  TlFeedbackDraft *self = TL_FEEDBACK_DRAFT (object);

  stop (self);
  g_clear_object (&self->keeper);
  G_OBJECT_CLASS (tl_feedback_draft_parent_class)->dispose (object);
}

static void
tl_feedback_draft_finalize (GObject *object)
{
  TlFeedbackDraft *self = TL_FEEDBACK_DRAFT (object);

  g_clear_pointer (&self->item, tl_item_free);
  g_free (self->label);
  g_free (self->body);
  g_free (self->error);
  G_OBJECT_CLASS (tl_feedback_draft_parent_class)->finalize (object);
}

static void
tl_feedback_draft_class_init (TlFeedbackDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_feedback_draft_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_feedback_draft_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_FEEDBACK_DRAFT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_KEPT] = g_signal_new ("kept", TL_TYPE_FEEDBACK_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_feedback_draft_init (TlFeedbackDraft *self)
{
}

TlFeedbackDraft *
tl_feedback_draft_new (TlFeedbackKeeper *keeper)
{
  TlFeedbackDraft *self = g_object_new (TL_TYPE_FEEDBACK_DRAFT, NULL);

  self->keeper = g_object_ref (keeper);
  return self;
}

void
tl_feedback_draft_set (TlFeedbackDraft *self, const TlItem *item, const char *label)
{
  g_return_if_fail (TL_IS_FEEDBACK_DRAFT (self));
  g_return_if_fail (!self->sending);

  g_clear_pointer (&self->item, tl_item_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->error, g_free);
  g_free (self->label);
  self->label = g_strdup (label);
  self->tries = 0;
  stop (self);
  if (item == NULL)
    return;
  self->item = tl_item_copy (item);
  if (self->shown)
    prepare (self);
}

void
tl_feedback_draft_set_shown (TlFeedbackDraft *self, gboolean shown)
{
  self->shown = shown;
  if (shown && self->body == NULL && !self->sending)
    prepare (self);
}

const char *
tl_feedback_draft_get_body (TlFeedbackDraft *self)
{
  return self->body;
}

const char *
tl_feedback_draft_get_error (TlFeedbackDraft *self)
{
  return self->error;
}

gboolean
tl_feedback_draft_is_sending (TlFeedbackDraft *self)
{
  return self->sending;
}

void
tl_feedback_draft_send (TlFeedbackDraft *self)
{
  g_return_if_fail (TL_IS_FEEDBACK_DRAFT (self));

  if (self->sending || self->item == NULL)
    return;
  self->sending = TRUE;
  g_clear_pointer (&self->error, g_free);
  if (self->body != NULL)
    put (self);
  else
    prepare (self);
}
