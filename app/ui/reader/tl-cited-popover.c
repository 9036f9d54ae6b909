/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-cited-popover.h"

#include <glib/gi18n.h>

#include "ui/tl-wrap-box.h"

struct _TlCitedPopover
{
  GtkPopover parent_instance;

  /* Template. */
  GtkLabel *heading;
  GtkLabel *law;
  GtkLabel *state;
  GtkLabel *notice;
  GtkWidget *scrolled;
  GtkLabel *text;
  GtkExpander *today;
  GtkLabel *today_text;
  GtkLabel *today_line;
  TlWrapBox *buttons;

  /* Owned. */
  TlCitedText *cited;
  GWeakRef focus; /* what had the focus before */
};

G_DEFINE_FINAL_TYPE (TlCitedPopover, tl_cited_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
choose (TlCitedPopover *self, TlCitedChoice choice)
{
  const TlCitedText *cited = self->cited;

  g_object_ref (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (int)choice, cited->doc, cited->anchor,
                 cited->as_of);
  g_object_unref (self);
}

static void
open_cb (TlCitedPopover *self)
{
  choose (self, TL_CITED_OPEN);
}

static void
open_beside_cb (TlCitedPopover *self)
{
  choose (self, TL_CITED_OPEN_BESIDE);
}

static void
cited_by_cb (TlCitedPopover *self)
{
  choose (self, TL_CITED_CITED_BY);
}

static void
versions_cb (TlCitedPopover *self)
{
  choose (self, TL_CITED_VERSIONS);
}

static void
copy_cb (TlCitedPopover *self, GtkButton *button)
{
  g_autofree char *text = tl_cited_text_dup_copy (self->cited);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_button_set_label (button, _ ("Copied"));
}

static GtkWidget *
add_button (TlCitedPopover *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  tl_wrap_box_append (self->buttons, button);
  return button;
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Returns: the button that gets the focus. */
static GtkWidget *
fill (TlCitedPopover *self)
{
  const TlCitedText *cited = self->cited;
  g_autofree char *name = tl_cited_text_dup_name (cited);
  g_autofree char *state = NULL;
  GtkWidget *first = NULL;
  GtkWidget *copy;

  set_label (self->heading, cited->heading);
  set_label (self->law, cited->law);
  if (cited->doc != NULL)
    state = g_strdup_printf ("%s · %s", cited->effect_text, cited->date_line);
  set_label (self->state, state);
  set_label (self->notice, cited->notice);
  set_label (self->text, cited->text);
  set_label (self->today_text, cited->today_text);
  gtk_widget_set_visible (GTK_WIDGET (self->today), cited->today_text != NULL);
  gtk_expander_set_label (self->today, cited->today_line);
  set_label (self->today_line, cited->today_text == NULL ? cited->today_line : "");
  gtk_widget_set_visible (self->scrolled, cited->text != NULL || cited->today_text != NULL);
  if (cited->doc != NULL)
    {
      first = add_button (self, _ ("Open"), G_CALLBACK (open_cb));
      add_button (self, _ ("Open Beside"), G_CALLBACK (open_beside_cb));
    }
  copy = add_button (self, _ ("Copy with Citation"), G_CALLBACK (copy_cb));
  if (cited->doc != NULL)
    add_button (self, _ ("Cited Elsewhere"), G_CALLBACK (cited_by_cb));
  if (cited->doc != NULL && cited->anchor != NULL && cited->has_versions)
    add_button (self, _ ("Versions"), G_CALLBACK (versions_cb));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return first != NULL ? first : copy;
}

/* A turn later: the window is still in its own signal. */
static gboolean
drop_cb (gpointer user_data)
{
  if (gtk_widget_get_parent (user_data) != NULL)
    gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

static void
tl_cited_popover_closed (GtkPopover *popover)
{
  TlCitedPopover *self = TL_CITED_POPOVER (popover);
  g_autoptr (GtkWidget) before = g_weak_ref_get (&self->focus);

  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_cb, g_object_ref (self), g_object_unref);
}

static void
tl_cited_popover_dispose (GObject *object)
{
  TlCitedPopover *self = TL_CITED_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_CITED_POPOVER);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  G_OBJECT_CLASS (tl_cited_popover_parent_class)->dispose (object);
}

static void
tl_cited_popover_finalize (GObject *object)
{
  TlCitedPopover *self = TL_CITED_POPOVER (object);

  g_clear_pointer (&self->cited, tl_cited_text_free);
  g_weak_ref_clear (&self->focus);
  G_OBJECT_CLASS (tl_cited_popover_parent_class)->finalize (object);
}

static void
tl_cited_popover_class_init (TlCitedPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_cited_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_cited_popover_finalize;
  GTK_POPOVER_CLASS (klass)->closed = tl_cited_popover_closed;

  signals[SIGNAL_CHOSEN]
      = g_signal_new ("chosen", TL_TYPE_CITED_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (TL_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-cited-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, heading);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, law);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, state);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, notice);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, scrolled);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, text);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, today);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, today_text);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, today_line);
  gtk_widget_class_bind_template_child (widget_class, TlCitedPopover, buttons);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
tl_cited_popover_init (TlCitedPopover *self)
{
  g_weak_ref_init (&self->focus, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What is still being scrolled into view lies outside: a window that points there would be on no
 * monitor, which GDK takes for a fault. */
static GdkRectangle
clamp_to (GtkWidget *parent, const GdkRectangle *at)
{
  int width = gtk_widget_get_width (parent);
  int height = gtk_widget_get_height (parent);
  int x = CLAMP (at->x, 0, MAX (width - 1, 0));
  int y = CLAMP (at->y, 0, MAX (height - 1, 0));

  return (GdkRectangle){ x, y, CLAMP (at->width, 1, MAX (width - x, 1)),
                         CLAMP (at->height, 1, MAX (height - y, 1)) };
}

TlCitedPopover *
tl_cited_popover_show (GtkWidget *parent, const GdkRectangle *at, TlCitedText *text)
{
  GdkRectangle inside;
  TlCitedPopover *self;
  GtkWidget *first;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  self = g_object_new (TL_TYPE_CITED_POPOVER, NULL);
  self->cited = text;
  first = fill (self);
  if (gtk_widget_get_root (parent) != NULL)
    g_weak_ref_set (&self->focus, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  inside = clamp_to (parent, at);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &inside);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (first);
  /* Only now: what can be selected takes the first focus, and is then selected whole. */
  gtk_label_set_selectable (self->text, TRUE);
  gtk_label_set_selectable (self->today_text, TRUE);
  return self;
}

const TlCitedText *
tl_cited_popover_get_text (TlCitedPopover *self)
{
  g_return_val_if_fail (TL_IS_CITED_POPOVER (self), NULL);
  return self->cited;
}
