/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-mark-popover.h"

#include <glib/gi18n.h>

#include "ui/desk/tl-desk-text.h"

#define QUOTE_LENGTH 140
#define NOTE_HEIGHT  96

struct _TlMarkPopover
{
  GtkPopover parent_instance;

  TlDeskMark *mark; /* owned */
  GtkWidget *colours[TL_DESK_N_COLOURS];
  GtkWidget *note;
  gboolean deleted;
};

G_DEFINE_FINAL_TYPE (TlMarkPopover, tl_mark_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DELETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TlDeskColour
get_colour (TlMarkPopover *self)
{
  for (guint i = 0; i < TL_DESK_N_COLOURS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->colours[i])))
      return (TlDeskColour)i;
  return self->mark->colour;
}

static char *
dup_note (TlMarkPopover *self)
{
  GtkTextBuffer *buffer = tl_mark_popover_get_buffer (self);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What was typed is kept however the window is closed. */
static void
closed_cb (TlMarkPopover *self)
{
  g_autofree char *note = dup_note (self);
  TlDeskColour colour = get_colour (self);
  const char *old = self->mark->note != NULL ? self->mark->note : "";

  if (self->deleted || (g_str_equal (note, old) && colour == self->mark->colour))
    return;
  g_free (self->mark->note);
  self->mark->note = *note != '\0' ? g_steal_pointer (&note) : NULL;
  self->mark->colour = colour;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->mark);
}

static gboolean
unparent_cb (gpointer user_data)
{
  GtkWidget *self = user_data;

  if (gtk_widget_get_parent (self) != NULL)
    gtk_widget_unparent (self);
  return G_SOURCE_REMOVE;
}

/* A popover that is shut stays a child of its parent: this one is made anew for every mark. */
static void
gone_cb (TlMarkPopover *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (self), g_object_unref);
}

static void
delete_clicked_cb (TlMarkPopover *self)
{
  self->deleted = TRUE;
  g_signal_emit (self, signals[SIGNAL_DELETE], 0, self->mark->id);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* Before the note sees it: a text view writes a line break for it. */
static gboolean
key_cb (TlMarkPopover *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK
      || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  gtk_popover_popdown (GTK_POPOVER (self));
  return GDK_EVENT_STOP;
}

static void
tl_mark_popover_finalize (GObject *object)
{
  g_clear_pointer (&TL_MARK_POPOVER (object)->mark, tl_desk_mark_free);
  G_OBJECT_CLASS (tl_mark_popover_parent_class)->finalize (object);
}

static void
tl_mark_popover_class_init (TlMarkPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_mark_popover_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_MARK_POPOVER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_DELETE] = g_signal_new ("delete", TL_TYPE_MARK_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_colours (TlMarkPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < TL_DESK_N_COLOURS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (tl_desk_text_colour ((TlDeskColour)i));

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->colours[0]));
      gtk_widget_add_css_class (button, "mark-colour");
      gtk_widget_add_css_class (button, tl_desk_text_colour_style ((TlDeskColour)i));
      gtk_box_append (GTK_BOX (box), button);
      self->colours[i] = button;
    }
  return box;
}

static GtkWidget *
make_note (TlMarkPopover *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->note = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->note), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->note), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->note), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->note), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (window), NOTE_HEIGHT);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), self->note);
  return window;
}

static GtkWidget *
make_buttons (TlMarkPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *discard = gtk_button_new_with_label (_ ("Delete Highlight"));
  GtkWidget *done = gtk_button_new_with_label (_ ("Done"));

  gtk_widget_set_tooltip_text (done, _ ("Keep the note (Ctrl+Enter)"));
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_widget_set_hexpand (done, TRUE);
  gtk_widget_set_halign (done, GTK_ALIGN_END);
  g_signal_connect_swapped (discard, "clicked", G_CALLBACK (delete_clicked_cb), self);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  gtk_box_append (GTK_BOX (box), discard);
  gtk_box_append (GTK_BOX (box), done);
  return box;
}

static void
tl_mark_popover_init (TlMarkPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Highlight and note"), -1);
}

static void
fill (TlMarkPopover *self, gboolean can_write)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *line = tl_desk_text_line (self->mark->quote, QUOTE_LENGTH);
  GtkWidget *quote = gtk_label_new (line);
  GtkWidget *colours = make_colours (self);
  GtkWidget *buttons = make_buttons (self);

  gtk_label_set_wrap (GTK_LABEL (quote), TRUE);
  gtk_label_set_xalign (GTK_LABEL (quote), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (quote), 44);
  gtk_widget_add_css_class (quote, "dim-label");
  gtk_box_append (GTK_BOX (box), quote);
  gtk_box_append (GTK_BOX (box), make_note (self));
  gtk_box_append (GTK_BOX (box), colours);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_sensitive (colours, can_write);
  gtk_widget_set_sensitive (buttons, can_write);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->note), can_write);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  if (self->mark->note != NULL)
    gtk_text_buffer_set_text (tl_mark_popover_get_buffer (self), self->mark->note, -1);
  tl_mark_popover_set_colour (self, self->mark->colour);
}

TlMarkPopover *
tl_mark_popover_show (GtkWidget *parent,
                      const GdkRectangle *at,
                      const TlDeskMark *mark,
                      gboolean can_write)
{
  TlMarkPopover *self = g_object_new (TL_TYPE_MARK_POPOVER, NULL);

  self->mark = tl_desk_mark_copy (mark);
  fill (self, can_write);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_after (self, "closed", G_CALLBACK (gone_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->note);
  return self;
}

GtkTextBuffer *
tl_mark_popover_get_buffer (TlMarkPopover *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->note));
}

void
tl_mark_popover_set_colour (TlMarkPopover *self, TlDeskColour colour)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->colours[colour]), TRUE);
}
