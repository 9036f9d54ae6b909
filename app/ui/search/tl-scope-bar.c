/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-scope-bar.h"

#include <glib/gi18n.h>

#include "text/tl-numeral.h"
#include "ui/search/tl-hit-text.h"

#define N_SCOPES (TL_N_DOC_KINDS + 1)

struct _TlScopeBar
{
  GtkWidget parent_instance;

  /* Children, in order: all, then the kinds. */
  GtkWidget *buttons[N_SCOPES];
  GtkWidget *counts[N_SCOPES];

  int scope;
};

G_DEFINE_FINAL_TYPE (TlScopeBar, tl_scope_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SCOPE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
scope_name (int scope)
{
  return scope < 0 ? _ ("All") : tl_hit_group_name ((TlResultGroup)(TL_RESULT_STATUTES + scope));
}

static void
toggled_cb (GtkToggleButton *button, TlScopeBar *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (int i = 0; i < N_SCOPES; i++)
    if (GTK_WIDGET (button) == self->buttons[i] && self->scope != i - 1)
      {
        self->scope = i - 1;
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCOPE]);
      }
}

static void
make_button (TlScopeBar *self, int index)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *name = gtk_label_new (scope_name (index - 1));

  self->buttons[index] = gtk_toggle_button_new ();
  self->counts[index] = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (self->counts[index], "numeric");
  gtk_widget_add_css_class (self->counts[index], "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), self->counts[index]);
  gtk_button_set_child (GTK_BUTTON (self->buttons[index]), box);
  gtk_widget_add_css_class (self->buttons[index], "flat");
  gtk_widget_add_css_class (self->buttons[index], "scope");
  if (index > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->buttons[index]),
                                 GTK_TOGGLE_BUTTON (self->buttons[0]));
  g_signal_connect (self->buttons[index], "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (self->buttons[index], GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[index]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, scope_name (index - 1), -1);
}

static void
tl_scope_bar_dispose (GObject *object)
{
  TlScopeBar *self = TL_SCOPE_BAR (object);

  for (int i = 0; i < N_SCOPES; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  G_OBJECT_CLASS (tl_scope_bar_parent_class)->dispose (object);
}

static void
tl_scope_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SCOPE:
      g_value_set_int (value, TL_SCOPE_BAR (object)->scope);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_scope_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SCOPE:
      tl_scope_bar_set_scope (TL_SCOPE_BAR (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_scope_bar_class_init (TlScopeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_scope_bar_dispose;
  object_class->get_property = tl_scope_bar_get_property;
  object_class->set_property = tl_scope_bar_set_property;

  properties[PROP_SCOPE]
      = g_param_spec_int ("scope", NULL, NULL, -1, TL_N_DOC_KINDS - 1, -1,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "scopebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_scope_bar_init (TlScopeBar *self)
{
  self->scope = -1;
  for (int i = 0; i < N_SCOPES; i++)
    make_button (self, i);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[0]), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Scope"),
                                  -1);
  tl_scope_bar_set_vertical (self, TRUE);
}

GtkWidget *
tl_scope_bar_new (void)
{
  return g_object_new (TL_TYPE_SCOPE_BAR, NULL);
}

void
tl_scope_bar_set_count (TlScopeBar *self, int kind, guint count, gboolean known, gboolean exact)
{
  g_autofree char *figure = tl_numeral_group (count);
  g_autofree char *text = NULL;

  g_return_if_fail (TL_IS_SCOPE_BAR (self));
  g_return_if_fail (kind >= -1 && kind < TL_N_DOC_KINDS);

  if (!known)
    text = g_strdup ("");
  else if (exact)
    text = g_steal_pointer (&figure);
  else
    /* Translators: a count that is a lower bound; %s is a figure. Keep it very short. */
    text = g_strdup_printf (_ ("over %s"), figure);
  gtk_label_set_text (GTK_LABEL (self->counts[kind + 1]), text);
  {
    g_autofree char *name = g_strstrip (g_strdup_printf ("%s %s", scope_name (kind), text));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[kind + 1]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
}

int
tl_scope_bar_get_scope (TlScopeBar *self)
{
  return self->scope;
}

void
tl_scope_bar_set_scope (TlScopeBar *self, int scope)
{
  g_return_if_fail (TL_IS_SCOPE_BAR (self));
  g_return_if_fail (scope >= -1 && scope < TL_N_DOC_KINDS);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[scope + 1]), TRUE);
}

void
tl_scope_bar_set_vertical (TlScopeBar *self, gboolean vertical)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout),
                                  vertical ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
}
