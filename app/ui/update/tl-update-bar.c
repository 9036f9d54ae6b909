/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-bar.h"

#include <glib/gi18n.h>

#include "ui/update/tl-update-private.h"

struct _TlUpdateBar
{
  GtkWidget parent_instance;

  /* Children. */
  GtkWidget *box;
  GtkLabel *version;
  GtkLabel *title;
  GtkLabel *detail;
  GtkWidget *news;
  GtkWidget *menu;
  GtkButton *deed;
  GtkWidget *pause;
  GtkWidget *cancel;
  GtkProgressBar *progress;

  /* Owned. */
  TlUpdateKeeper *keeper;
};

G_DEFINE_FINAL_TYPE (TlUpdateBar, tl_update_bar, GTK_TYPE_WIDGET)

static const char *
action_of (TlUpdateDeed deed)
{
  switch (deed)
    {
    case TL_UPDATE_DO_CHECK:
      return "win.update-check";
    case TL_UPDATE_DO_RESUME:
      return "win.update-resume";
    case TL_UPDATE_DO_FOLDER:
      return "win.update-folder";
    case TL_UPDATE_DO_SOURCES:
      return "app.preferences";
    case TL_UPDATE_DO_NOTHING:
    default:
      return NULL;
    }
}

static void
show_version (TlUpdateBar *self, const TlUpdateFacts *facts)
{
  g_autofree char *version = tl_update_words_version (facts->installed);
  g_autofree char *freshness = tl_update_words_freshness (facts->installed);
  g_autofree char *text = g_strjoin (" · ", version, *freshness != '\0' ? freshness : NULL, NULL);

  gtk_label_set_text (self->version, text);
  gtk_widget_set_visible (GTK_WIDGET (self->version), *version != '\0');
  gtk_widget_set_visible (self->news, *version != '\0');
}

/* Buttons that are pressed lose neither their place nor the focus when only the bytes change. */
void
_tl_update_bar_show (TlUpdateBar *self, const TlUpdateFacts *facts)
{
  g_auto (TlUpdateWords) words = { 0 };
  const char *label;

  tl_update_words_init (&words, facts);
  show_version (self, facts);
  gtk_label_set_text (self->title, words.title);
  gtk_label_set_text (self->detail, words.detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *words.detail != '\0');
  if (words.bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "update-bad");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title), "update-bad");
  label = tl_update_words_deed (words.deed);
  gtk_widget_set_visible (GTK_WIDGET (self->deed), label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (self->deed, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->deed), action_of (words.deed));
    }
  gtk_widget_set_visible (self->pause, words.busy);
  gtk_widget_set_visible (self->cancel, words.busy || facts->doing == TL_UPDATER_PAUSED);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), words.fraction >= 0);
  if (words.fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, words.fraction);
}

static void
show (TlUpdateBar *self)
{
  TlUpdateFacts facts;

  tl_update_keeper_get_facts (self->keeper, &facts);
  _tl_update_bar_show (self, &facts);
}

static void
tl_update_bar_dispose (GObject *object)
{
  TlUpdateBar *self = TL_UPDATE_BAR (object);

  g_clear_object (&self->keeper);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_update_bar_parent_class)->dispose (object);
}

static void
tl_update_bar_class_init (TlUpdateBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_update_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "updatebar");
}

static GtkLabel *
add_label (GtkWidget *box, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("Look for a _Newer Library Now"), "win.update-check");
  g_menu_append (menu, _ ("Update from a _Folder or Stick…"), "win.update-folder");
  g_menu_append (menu, _ ("Go _Back to the Library Before…"), "win.update-roll-back");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Update"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
tl_update_bar_init (TlUpdateBar *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "update-bar");
  gtk_widget_set_hexpand (texts, TRUE);
  self->version = add_label (texts, "heading");
  self->title = add_label (texts, "update-title");
  self->detail = add_label (texts, "dim-label");
  g_object_set (self->title, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_box_append (GTK_BOX (line), texts);
  self->deed = GTK_BUTTON (add_button (line, "", NULL));
  self->pause = add_button (line, _ ("_Pause"), "win.update-pause");
  self->cancel = add_button (line, _ ("_Cancel"), "win.update-cancel");
  self->news = add_button (line, _ ("What Is _New"), "win.show-news");
  self->menu = make_menu ();
  gtk_box_append (GTK_BOX (line), self->menu);
  gtk_box_append (GTK_BOX (self->box), line);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Progress of the update"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->progress));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
tl_update_bar_new (void)
{
  return g_object_new (TL_TYPE_UPDATE_BAR, NULL);
}

void
tl_update_bar_set_keeper (TlUpdateBar *self, TlUpdateKeeper *keeper)
{
  g_return_if_fail (TL_IS_UPDATE_BAR (self));
  g_return_if_fail (self->keeper == NULL);

  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
