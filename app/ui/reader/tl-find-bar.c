/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-find-bar.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"

struct _TlFindBar
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *box;
  GtkWidget *entry;
  GtkLabel *count;
  GtkLabel *advice;
  GtkWidget *previous;
  GtkWidget *next;
  GtkToggleButton *list;
};

G_DEFINE_FINAL_TYPE (TlFindBar, tl_find_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_STEP,
  SIGNAL_LIST,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (TlFindBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, tl_find_bar_get_words (self));
}

static void
next_cb (TlFindBar *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, 1);
}

static void
previous_cb (TlFindBar *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, -1);
}

static void
list_cb (TlFindBar *self)
{
  g_signal_emit (self, signals[SIGNAL_LIST], 0, gtk_toggle_button_get_active (self->list));
}

static void
close_cb (TlFindBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

/* Before the entry sees them: Shift+Enter is Enter to it, and Ctrl+G the next hit, which is F3
 * here: Ctrl+G asks for a page everywhere. */
static gboolean
key_cb (TlFindBar *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && modifiers == GDK_SHIFT_MASK)
    previous_cb (self);
  else if (key == GDK_KEY_Escape && modifiers == 0)
    close_cb (self);
  else if ((key == GDK_KEY_g || key == GDK_KEY_G) && (modifiers & GDK_CONTROL_MASK) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "reader.ask-page", NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
tl_find_bar_dispose (GObject *object)
{
  tl_widget_dispose (GTK_WIDGET (object), TL_TYPE_FIND_BAR);
  G_OBJECT_CLASS (tl_find_bar_parent_class)->dispose (object);
}

static void
tl_find_bar_class_init (TlFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = TL_TYPE_FIND_BAR;

  G_OBJECT_CLASS (klass)->dispose = tl_find_bar_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_STEP] = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_LIST] = g_signal_new ("list", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_CLOSE]
      = g_signal_new ("close", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, box);
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, advice);
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, TlFindBar, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findbar");
}

static void
tl_find_bar_init (TlFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  tl_find_bar_set_state (self, NULL);
}

void
tl_find_bar_ask (TlFindBar *self, const char *words)
{
  if (words != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

const char *
tl_find_bar_get_words (TlFindBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
tl_find_bar_set_state (TlFindBar *self, const TlFindState *state)
{
  gboolean found = state != NULL && state->n_hits > 0;
  g_autofree char *count = state != NULL ? tl_find_words_count (state) : g_strdup ("");
  g_autofree char *advice = state != NULL ? tl_find_words_advice (state) : g_strdup ("");

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), *advice != '\0');
  gtk_widget_set_sensitive (self->previous, found);
  gtk_widget_set_sensitive (self->next, found);
  if (state != NULL && !found && !state->searching)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

const char *
tl_find_bar_get_count (TlFindBar *self)
{
  return gtk_label_get_text (self->count);
}

const char *
tl_find_bar_get_advice (TlFindBar *self)
{
  return gtk_label_get_text (self->advice);
}

void
tl_find_bar_set_list_shown (TlFindBar *self, gboolean shown)
{
  gtk_toggle_button_set_active (self->list, shown);
}
