/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry for the question: keys, an input method that composes, suggestions, and the memory of
 * what was asked. */
#include "config.h"

#include "ui/window/tl-window-private.h"

#define MAX_RECENT 20

void
_tl_window_load_recent (TlWindow *self)
{
  g_auto (GStrv) recent = NULL;

  if (g_settings_get_boolean (self->settings, "keep-history"))
    recent = g_settings_get_strv (self->settings, "recent-questions");
  tl_search_page_set_recent (self->search_page, (const char *const *)recent);
  tl_suggest_popover_set_recent (self->suggestions, (const char *const *)recent);
}

void
_tl_window_asked (TlWindow *self, const char *question)
{
  g_auto (GStrv) old = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) recent = NULL;
  int n = 1;

  _tl_window_visit_search (self);
  if (!g_settings_get_boolean (self->settings, "keep-history"))
    return;
  old = g_settings_get_strv (self->settings, "recent-questions");
  g_strv_builder_add (builder, question);
  for (int i = 0; old[i] != NULL && n < MAX_RECENT; i++)
    {
      /* A question typed on the way to this one is not worth keeping. */
      if (g_str_has_prefix (question, old[i]))
        continue;
      g_strv_builder_add (builder, old[i]);
      n++;
    }
  recent = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "recent-questions", (const char *const *)recent);
}

static const char *
entry_text (TlWindow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
stop_suggesting (TlWindow *self)
{
  g_cancellable_cancel (self->suggesting);
  g_clear_object (&self->suggesting);
}

static void
hide_suggestions (TlWindow *self)
{
  stop_suggesting (self);
  tl_suggest_popover_hide (self->suggestions);
}

static void
suggested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = tl_suggest_finish (TL_SEARCH_ENGINE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->suggestions == NULL)
    return;
  tl_suggest_popover_show (self->suggestions, entry_text (self), places);
}

/* The lines change once, when what the library has for the question has come. */
static void
suggest (TlWindow *self)
{
  TlSearchEngine *engine = tl_services_get_engine (self->services);
  const char *as_of = tl_services_get_as_of (self->services);

  stop_suggesting (self);
  if (engine == NULL || !tl_suggest_popover_can_help (entry_text (self)))
    {
      tl_suggest_popover_show (self->suggestions, entry_text (self), NULL);
      return;
    }
  self->suggesting = g_cancellable_new ();
  tl_suggest_async (engine, entry_text (self), *as_of != '\0' ? as_of : NULL, TL_SUGGEST_PLACES,
                    self->suggesting, suggested_cb, g_object_ref (self));
}

static void
entry_changed_cb (TlWindow *self)
{
  if (self->search_page == NULL || self->composing || self->putting)
    return;
  _tl_window_show_search (self);
  tl_search_page_type (self->search_page, entry_text (self));
  suggest (self);
}

/* Enter means the question, unless a suggestion was chosen with the arrows. */
static void
entry_activated_cb (TlWindow *self)
{
  if (tl_suggest_popover_accept (self->suggestions))
    return;
  hide_suggestions (self);
  _tl_window_show_search (self);
  tl_search_page_enter (self->search_page, entry_text (self));
}

static void
entry_stopped_cb (TlWindow *self)
{
  stop_suggesting (self);
  if (!tl_suggest_popover_hide (self->suggestions))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.step-back", NULL);
}

/* While an input method composes a syllable, nothing is asked: "ddie" is not what the judge means.
 */
static void
preedit_changed_cb (GtkText *text, const char *preedit, TlWindow *self)
{
  gboolean was_composing = self->composing;

  self->composing = *preedit != '\0';
  if (self->composing)
    tl_search_page_hold (self->search_page);
  else if (was_composing)
    entry_changed_cb (self);
}

/* Down goes into the suggestions, and past the last of them to the results. */
static gboolean
entry_key_cb (TlWindow *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return tl_suggest_popover_move (self->suggestions, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (tl_suggest_popover_move (self->suggestions, 1))
        return GDK_EVENT_STOP;
      hide_suggestions (self);
      return tl_search_page_focus_results (self->search_page);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (TlWindow *self)
{
  if (self->suggestions != NULL)
    hide_suggestions (self);
}

static void
suggestion_ask_cb (TlWindow *self, const char *question)
{
  tl_window_ask (self, question);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
suggestion_open_cb (TlWindow *self, const TlSuggestion *place)
{
  TlReaderTarget target = { .doc = place->doc, .anchor = place->anchor };

  _tl_window_visit_search (self);
  _tl_window_open (self, &target);
}

void
_tl_window_put_question (TlWindow *self, const char *question)
{
  self->putting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), question);
  self->putting = FALSE;
  hide_suggestions (self);
}

void
_tl_window_drop_suggestions (TlWindow *self)
{
  stop_suggesting (self);
  if (self->suggestions == NULL)
    return;
  gtk_widget_unparent (GTK_WIDGET (self->suggestions));
  self->suggestions = NULL;
}

void
_tl_window_bind_entry (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_stopped_cb);
}

void
_tl_window_set_up_entry (TlWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  self->suggestions = TL_SUGGEST_POPOVER (tl_suggest_popover_new (GTK_WIDGET (self->entry)));
  g_signal_connect_object (self->suggestions, "ask", G_CALLBACK (suggestion_ask_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "open", G_CALLBACK (suggestion_open_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_object (delegate, "preedit-changed", G_CALLBACK (preedit_changed_cb), self, 0);
}
