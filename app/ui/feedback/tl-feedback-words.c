/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-feedback-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"

/* Characters of a text that stand in one line of a list. */
#define LINE 120

static const struct
{
  const char *name;
  const char *mnemonic;
} verdicts[] = {
  [TL_ITEM_RIGHT] = { N_ ("Right"), N_ ("_Right") },
  [TL_ITEM_WRONG] = { N_ ("Wrong"), N_ ("_Wrong") },
  [TL_ITEM_MISSING] = { N_ ("Something is missing"), N_ ("Something is _missing") },
  [TL_ITEM_OUTDATED] = { N_ ("No longer in force"), N_ ("_No longer in force") },
  [TL_ITEM_OTHER] = { N_ ("Something else"), N_ ("Something _else") },
};

static const struct
{
  const char *name;
  const char *icon;
  const char *style;
} states[] = {
  [TL_ITEM_WAITING] = { N_ ("Waiting to be sent"), "document-send-symbolic", "state-waiting" },
  [TL_ITEM_SENDING] = { N_ ("Being sent"), "document-send-symbolic", "state-waiting" },
  [TL_ITEM_FAILED] = { N_ ("Could not be sent"), "dialog-warning-symbolic", "state-failed" },
  [TL_ITEM_RECEIVED] = { N_ ("Received"), "emblem-ok-symbolic", "state-open" },
  [TL_ITEM_EDITING] = { N_ ("Being edited"), "document-edit-symbolic", "state-open" },
  [TL_ITEM_ACCEPTED] = { N_ ("Accepted"), "emblem-ok-symbolic", "state-good" },
  [TL_ITEM_APPLIED] = { N_ ("Applied"), "starred-symbolic", "state-good" },
  [TL_ITEM_REJECTED] = { N_ ("Not applied"), "window-close-symbolic", "state-closed" },
  [TL_ITEM_MERGED] = { N_ ("Merged into another"), "insert-link-symbolic", "state-open" },
  [TL_ITEM_WITHDRAWN] = { N_ ("Withdrawn"), "edit-undo-symbolic", "state-closed" },
};

/* What the centre's codes mean for the judge, and what helps (docs/protocol.md). */
static const struct
{
  const char *code;
  const char *words;
} failures[] = {
  { "limit", N_ ("It is too long for the centre. Shorten it and send it again.") },
  { "too_large", N_ ("It is too long for the centre. Shorten it and send it again.") },
  { "malformed", N_ ("The centre could not read it. Edit it and send it again, or withdraw it.") },
  { "unknown_member",
    N_ ("The centre is older than this program. Send it again when the centre was updated.") },
  { "claimed", N_ ("An editor has begun with it, so your change came too late. What was sent "
                   "before stays; write a new comment for the rest.") },
  { "conflict", N_ ("The centre has another text under this item. Edit it and send it again.") },
  { "withdrawn", N_ ("It was withdrawn at the centre. Write it anew if it is still wanted.") },
  { "role", N_ ("Your sign-in may not send this. Ask your administrator, then send it again.") },
  { "not_found", N_ ("The centre does not know it. Send it again.") },
  { "signed_out", N_ ("You are not signed in. Take in an enrolment file, then send it again.") },
  { "enrolment",
    N_ ("The centre does not accept your enrolment. Ask your administrator for a new file.") },
  { "expired", N_ ("Your enrolment has expired. Ask your administrator for a new file.") },
  { "revoked", N_ ("Your enrolment was revoked. Ask your administrator.") },
};

TlFeedbackAbout *
tl_feedback_about_copy (const TlFeedbackAbout *self)
{
  TlFeedbackAbout *copy = g_new0 (TlFeedbackAbout, 1);

  copy->title = g_strdup (self->title);
  copy->label = g_strdup (self->label);
  copy->document = g_strdup (self->document);
  copy->anchor = g_strdup (self->anchor);
  copy->version = g_strdup (self->version);
  copy->quote = g_strdup (self->quote);
  copy->question = g_strdup (self->question);
  copy->serial = self->serial;
  return copy;
}

void
tl_feedback_about_free (TlFeedbackAbout *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->label);
  g_free (self->document);
  g_free (self->anchor);
  g_free (self->version);
  g_free (self->quote);
  g_free (self->question);
  g_free (self);
}

static char *
shorten (const char *text, glong limit)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= limit)
    return g_strdup (text);
  begin = g_utf8_substring (text, 0, limit - 1);
  return g_strconcat (g_strchomp (begin), "…", NULL);
}

TlItem *
tl_feedback_about_to_item (const TlFeedbackAbout *self)
{
  TlItem *item = tl_item_new (TL_ITEM_FEEDBACK);

  item->document = g_strdup (self->document);
  item->anchor = self->anchor != NULL && *self->anchor != '\0' ? g_strdup (self->anchor) : NULL;
  item->version = tl_date_is_valid (self->version) ? g_strdup (self->version) : NULL;
  if (self->quote != NULL && *self->quote != '\0')
    item->quote = shorten (self->quote, TL_ITEM_MAX_QUOTE);
  item->text = g_strdup ("");
  item->serial = self->serial;
  g_free (item->program);
  item->program = g_strdup (TL_VERSION);
  return item;
}

char *
tl_feedback_about_name (const TlFeedbackAbout *self)
{
  if (self->label != NULL && *self->label != '\0' && self->title != NULL)
    return g_strdup_printf ("%s · %s", self->label, self->title);
  return g_strdup (self->title != NULL ? self->title : self->document);
}

const char *
tl_feedback_verdict_mnemonic (TlItemVerdict verdict)
{
  return _ (verdicts[verdict].mnemonic);
}

const char *
tl_feedback_wish (void)
{
  return _ ("The library has no answer to this question. Please answer it.");
}

const char *
tl_feedback_verdict_name (TlItemVerdict verdict)
{
  return _ (verdicts[verdict].name);
}

static const TlDeskItemEvent *
last_event (const TlDeskItem *item, TlItemState state)
{
  for (guint i = item->events != NULL ? item->events->len : 0; i > 0; i--)
    {
      const TlDeskItemEvent *event = g_ptr_array_index (item->events, i - 1);

      if (event->state == state)
        return event;
    }
  return NULL;
}

char *
tl_feedback_state_text (const TlDeskItem *item)
{
  const TlDeskItemEvent *event = last_event (item, item->state);

  if (item->state == TL_ITEM_APPLIED && event != NULL && event->serial > 0)
    {
      g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, event->serial);

      /* Translators: the number of a release of the library. */
      return g_strdup_printf (_ ("Applied in release %s"), serial);
    }
  if (item->state == TL_ITEM_WITHDRAWN && item->pending)
    return g_strdup (_ ("Withdrawn here, the centre is yet to be told"));
  return g_strdup (_ (states[item->state].name));
}

const char *
tl_feedback_state_icon (const TlDeskItem *item)
{
  return states[item->state].icon;
}

const char *
tl_feedback_state_style (const TlDeskItem *item)
{
  return states[item->state].style;
}

const char *
tl_feedback_state_name (TlItemState state)
{
  return _ (states[state].name);
}

static char *
one_line (const char *text)
{
  g_autofree char *line = g_strdup (text);

  return shorten (g_strstrip (g_strdelimit (line, "\n\r\t", ' ')), LINE);
}

char *
tl_feedback_item_head (const TlDeskItem *item)
{
  g_autofree char *name = NULL;

  if (item->item->kind == TL_ITEM_CONTRIBUTION)
    {
      name = one_line (item->item->question != NULL ? item->item->question : "");
      return g_strdup_printf (_ ("Situation: %s"), name);
    }
  name = one_line (item->label != NULL ? item->label : item->item->document);
  return g_strdup_printf ("%s: %s", _ (verdicts[item->item->verdict].name), name);
}

char *
tl_feedback_failure (const TlDeskItem *item)
{
  if (item->state != TL_ITEM_FAILED)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_strcmp0 (item->reason, failures[i].code) == 0)
      return g_strdup (_ (failures[i].words));
  if (item->message != NULL && *item->message != '\0')
    /* Translators: %s is a sentence of the centre. */
    return g_strdup_printf (_ ("The centre says: %s Edit it, send it again, or withdraw it."),
                            item->message);
  return g_strdup (_ ("The centre did not take it. Edit it, send it again, or withdraw it."));
}

char *
tl_feedback_reply (const TlDeskItem *item)
{
  for (guint i = item->events != NULL ? item->events->len : 0; i > 0; i--)
    {
      const TlDeskItemEvent *event = g_ptr_array_index (item->events, i - 1);

      if (event->text != NULL && *event->text != '\0')
        return g_strdup (event->text);
    }
  return NULL;
}

char *
tl_feedback_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / 1000);

  /* Translators: hours and minutes, then day, month and year, for g_date_time_format(). */
  return local != NULL ? g_date_time_format (local, _ ("%H:%M, %d/%m/%Y")) : g_strdup ("");
}

char *
tl_feedback_waiting (guint waiting)
{
  if (waiting == 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (NULL, "%u comment waits to be sent", "%u comments wait to be sent", waiting),
      waiting);
}

/* The member is named in quotation marks by what checks it. */
char *
tl_feedback_member_error (const GError *error)
{
  static const struct
  {
    const char *member;
    const char *too_long;
    const char *missing;
  } members[] = {
    { "\"question\"", N_ ("The question is too long."), N_ ("Write the question.") },
    { "\"text\"", N_ ("The text is too long."), N_ ("Write the answer.") },
    { "\"quote\"", N_ ("The passage is too long. Select a shorter one."),
      N_ ("The passage cannot be sent. Select another one.") },
    { "\"citations\"", N_ ("There are too many provisions."),
      N_ ("Add at least one provision or precedent.") },
  };
  gboolean too_long = g_error_matches (error, TL_ERROR, TL_ERROR_LIMIT);

  if (too_long || g_error_matches (error, TL_ERROR, TL_ERROR_INPUT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    for (guint i = 0; i < G_N_ELEMENTS (members); i++)
      if (strstr (error->message, members[i].member) != NULL)
        return g_strdup (_ (too_long ? members[i].too_long : members[i].missing));
  if (too_long)
    return g_strdup (_ ("This is too long to be sent."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_strdup (_ ("An editor has begun with it: it cannot be changed any more."));
  return g_strdup_printf (_ ("This cannot be kept: %s"), error->message);
}
