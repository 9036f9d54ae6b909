/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-next-steps.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"
#include "ui/tl-wrap-box.h"

#define MAX_WIDTH 60 /* characters of the suggestion before it is cut */

struct _TlNextSteps
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *buttons[TL_N_NEXT_STEPS];
  GtkWidget *labels[TL_N_NEXT_STEPS];
  TlNextStep order[TL_N_NEXT_STEPS]; /* the step each shown button stands for */
};

G_DEFINE_FINAL_TYPE (TlNextSteps, tl_next_steps, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (GtkWidget *button, TlNextSteps *self)
{
  for (guint i = 0; i < TL_N_NEXT_STEPS; i++)
    if (self->buttons[i] == button)
      {
        g_signal_emit (self, signals[SIGNAL_STEP], 0, self->order[i]);
        return;
      }
}

static char *
step_text (TlNextStep step, const char *suggestion)
{
  switch (step)
    {
    case TL_STEP_SUGGESTION:
      /* Translators: %s is a question, as it was perhaps meant. */
      return g_strdup_printf (_ ("Ask “%s”"), suggestion);
    case TL_STEP_NO_FILTERS:
      return g_strdup (_ ("Drop all filters"));
    case TL_STEP_ALL_KINDS:
      return g_strdup (_ ("Search all kinds of documents"));
    case TL_STEP_TODAY:
      return g_strdup (_ ("Read the law as of today"));
    case TL_STEP_SEND:
      return g_strdup (_ ("Ask the editors…"));
    case TL_STEP_COPY:
    default:
      return g_strdup (_ ("Copy the question"));
    }
}

static void
tl_next_steps_dispose (GObject *object)
{
  g_clear_pointer (&TL_NEXT_STEPS (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_next_steps_parent_class)->dispose (object);
}

static void
tl_next_steps_class_init (TlNextStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_next_steps_dispose;

  signals[SIGNAL_STEP] = g_signal_new ("step", TL_TYPE_NEXT_STEPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "nextsteps");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_next_steps_init (TlNextSteps *self)
{
  self->box = tl_wrap_box_new ();
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < TL_N_NEXT_STEPS; i++)
    {
      self->buttons[i] = gtk_button_new ();
      self->labels[i] = gtk_label_new (NULL);
      gtk_label_set_ellipsize (GTK_LABEL (self->labels[i]), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (self->labels[i]), MAX_WIDTH);
      gtk_button_set_child (GTK_BUTTON (self->buttons[i]), self->labels[i]);
      g_signal_connect (self->buttons[i], "clicked", G_CALLBACK (clicked_cb), self);
      tl_wrap_box_append (TL_WRAP_BOX (self->box), self->buttons[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Next steps"), -1);
}

void
tl_next_steps_offer (TlNextSteps *self, guint steps, const char *suggestion)
{
  guint n = 0;

  g_return_if_fail (TL_IS_NEXT_STEPS (self));

  if (suggestion == NULL)
    steps &= ~(1u << TL_STEP_SUGGESTION);
  for (guint step = 0; step < TL_N_NEXT_STEPS; step++)
    {
      g_autofree char *text = NULL;

      if ((steps & (1u << step)) == 0)
        continue;
      text = step_text (step, suggestion);
      gtk_label_set_text (GTK_LABEL (self->labels[n]), text);
      tl_widget_set_tooltip (self->buttons[n], step == TL_STEP_SUGGESTION ? suggestion : NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[n]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      self->order[n++] = step;
    }
  tl_wrap_box_set_shown (TL_WRAP_BOX (self->box), n);
}
