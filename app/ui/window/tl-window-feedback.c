/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to the editors in the window: the sheet of a comment, the page of what was sent. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-reader-comment.h"
#include "ui/search/tl-hit-text.h"
#include "ui/window/tl-window-private.h"

static gboolean
sheet_is_open (TlWindow *self)
{
  return self->sheet != NULL && adw_flap_get_reveal_flap (self->flap);
}

int
_tl_window_sheet_width (TlWindow *self)
{
  int natural = 0;

  if (!sheet_is_open (self) || adw_flap_get_folded (self->flap))
    return 0;
  gtk_widget_measure (GTK_WIDGET (self->sheet), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural,
                      NULL, NULL);
  return natural;
}

static void
close_cb (TlWindow *self)
{
  GtkWidget *before = self->before_sheet;

  adw_flap_set_reveal_flap (self->flap, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), FALSE);
  _tl_window_fold (self, gtk_widget_get_width (GTK_WIDGET (self)));
  if (before == NULL || !gtk_widget_get_mapped (before) || !gtk_widget_grab_focus (before))
    gtk_widget_child_focus (GTK_WIDGET (self->places), GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->before_sheet);
}

static void
kept_cb (TlWindow *self, gboolean edited)
{
  g_autofree char *note = tl_feedback_keeper_dup_note (tl_services_get_feedback (self->services));
  g_autofree char *words
      = g_strdup_printf ("%s %s", edited ? _ ("The comment was changed.") : _ ("Thank you."), note);

  close_cb (self);
  tl_window_say (self, words);
}

static void
ensure_sheet (TlWindow *self)
{
  if (self->sheet != NULL)
    return;
  self->sheet
      = TL_FEEDBACK_SHEET (tl_feedback_sheet_new (tl_services_get_feedback (self->services)));
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->sheet));
  g_signal_connect_object (self->sheet, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
}

/* A flap that has no width yet would be moved with the speed 0 / 0, and what stands in it be given
 * places that are no numbers: without animations it is there at once. */
static void
reveal (AdwFlap *flap)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (flap));
  gboolean animations;

  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  if (animations)
    g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  adw_flap_set_reveal_flap (flap, TRUE);
  if (animations)
    gtk_settings_reset_property (settings, "gtk-enable-animations");
}

static void
show_sheet (TlWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sheet)))
    g_set_weak_pointer (&self->before_sheet, focus);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet), TRUE);
  reveal (self->flap);
  _tl_window_fold (self, gtk_widget_get_width (GTK_WIDGET (self)));
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
}

static gint64
release_serial (TlWindow *self)
{
  TlUpdateFacts facts;

  tl_update_keeper_get_facts (tl_services_get_update (self->services), &facts);
  return (gint64)facts.installed->serial;
}

static TlFeedbackAbout *
about_hit (TlWindow *self, const TlHit *hit)
{
  TlFeedbackAbout *about = g_new0 (TlFeedbackAbout, 1);
  const char *question = tl_search_page_get_text (self->search_page);

  about->document = g_strdup (hit->doc);
  about->anchor = g_strdup (hit->anchor);
  about->label = tl_hit_title (hit);
  about->title = tl_hit_kicker (hit);
  about->version = hit->kind == TL_DOC_STATUTE ? g_strdup (hit->valid_from) : NULL;
  about->quote = g_strdup (hit->passage);
  about->question = *question != '\0' ? g_strdup (question) : NULL;
  about->serial = release_serial (self);
  return about;
}

/* What is in front: the result that is chosen, or what is read. */
static TlFeedbackAbout *
about_front (TlWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);
  GtkWidget *child = page != NULL ? adw_tab_page_get_child (page) : NULL;
  const TlHit *hit;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->places), "work") != 0)
    return NULL;
  if (child == GTK_WIDGET (self->search_page))
    {
      hit = tl_search_page_get_chosen (self->search_page);
      return hit != NULL ? about_hit (self, hit) : NULL;
    }
  if (child != NULL && TL_IS_READER (child))
    return tl_reader_dup_about (TL_READER (child), release_serial (self));
  return NULL;
}

static void
comment_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  g_autoptr (TlFeedbackAbout) about = about_front (self);

  if (about == NULL)
    {
      tl_window_say (self, _ ("Choose a result or open a document: a comment is about a place."));
      return;
    }
  if (tl_own_is_id (about->document))
    {
      tl_window_say (self, _ ("This is a file of your own: nothing of it is sent to anybody."));
      return;
    }
  ensure_sheet (self);
  tl_feedback_sheet_comment (self->sheet, about);
  show_sheet (self);
}

static void
open_cb (TlWindow *self, const char *doc, const char *anchor)
{
  const TlReaderTarget target = { .doc = doc, .anchor = anchor };

  _tl_window_open (self, &target);
}

static void
leave_contribute_cb (TlWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "feedback");
}

static void
contributed_cb (TlWindow *self)
{
  g_autofree char *note = tl_feedback_keeper_dup_note (tl_services_get_feedback (self->services));
  g_autofree char *words = g_strdup_printf ("%s %s", _ ("The situation was kept."), note);

  leave_contribute_cb (self);
  tl_window_say (self, words);
}

void
_tl_window_ensure_contribute_page (TlWindow *self)
{
  GtkWidget *page;

  if (self->contribute_page != NULL)
    {
      tl_contribute_page_edit (self->contribute_page, NULL);
      return;
    }
  page = tl_contribute_page_new (self->services);
  self->contribute_page = TL_CONTRIBUTE_PAGE (page);
  gtk_widget_add_css_class (page, "focus-pane");
  gtk_stack_add_named (self->places, page, "contribute");
  g_signal_connect_object (page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "close", G_CALLBACK (leave_contribute_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "kept", G_CALLBACK (contributed_cb), self, G_CONNECT_SWAPPED);
}

static void
edit_cb (TlWindow *self, const TlDeskItem *item)
{
  if (item->item->kind == TL_ITEM_FEEDBACK)
    {
      ensure_sheet (self);
      tl_feedback_sheet_edit (self->sheet, item);
      show_sheet (self);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "contribute");
  tl_contribute_page_edit (self->contribute_page, item);
}

void
_tl_window_ensure_feedback_page (TlWindow *self)
{
  if (self->feedback_page != NULL)
    return;
  self->feedback_page = g_object_new (TL_TYPE_FEEDBACK_PAGE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->feedback_page), "focus-pane");
  gtk_stack_add_named (self->places, GTK_WIDGET (self->feedback_page), "feedback");
  tl_feedback_page_set_services (self->feedback_page, self->services);
  g_signal_connect_object (self->feedback_page, "open", G_CALLBACK (open_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feedback_page, "edit", G_CALLBACK (edit_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->feedback_page, "say", G_CALLBACK (tl_window_say), self,
                           G_CONNECT_SWAPPED);
}

/* What failed and what was answered; what waits is in the status line. */
static void
keeper_changed_cb (TlWindow *self)
{
  const TlDeskItemCounts *counts
      = tl_feedback_keeper_get_counts (tl_services_get_feedback (self->services));
  guint n = counts->failed + counts->unread;
  g_autofree char *figure = g_strdup_printf ("%u", n);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->feedback_badge), n > 0);
  gtk_label_set_text (self->feedback_badge, figure);
  if (n == 0)
    name = g_strdup (_ ("Comments"));
  else
    /* Translators: for a screen reader: what failed, and what was answered. */
    name
        = g_strdup_printf (_ ("Comments: %u failed, %u with news"), counts->failed, counts->unread);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->feedback_place),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A comment is about a place: the nearest that there is. Without any it is a situation. */
static void
ask_editors_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  const TlHit *hit = tl_search_page_get_chosen (self->search_page);
  g_autoptr (TlFeedbackAbout) about = hit != NULL ? about_hit (self, hit) : NULL;

  if (about != NULL)
    {
      ensure_sheet (self);
      tl_feedback_sheet_ask (self->sheet, about);
      show_sheet (self);
      return;
    }
  gtk_widget_activate_action (widget, "win.place", "s", "contribute");
  if (!tl_contribute_page_ask (self->contribute_page, g_variant_get_string (parameter, NULL)))
    tl_window_say (self, _ ("You have begun a situation here: send it, or empty it, first."));
}

void
_tl_window_install_feedback_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.ask-editors", "s", ask_editors_cb);
  gtk_widget_class_install_action (widget_class, "win.comment", NULL, comment_cb);
}

void
_tl_window_set_up_feedback (TlWindow *self)
{
  g_signal_connect_object (tl_services_get_feedback (self->services), "changed",
                           G_CALLBACK (keeper_changed_cb), self, G_CONNECT_SWAPPED);
  keeper_changed_cb (self);
}
