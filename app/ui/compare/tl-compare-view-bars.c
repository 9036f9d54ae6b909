/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above and below both sides, and what can be done. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/compare/tl-compare-cited.h"
#include "ui/compare/tl-compare-view-private.h"
#include "ui/compare/tl-compare-words.h"
#include "ui/tl-locked.h"
#include "ui/tl-wrap-box.h"

static void
swap_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_compare_view_swap (TL_COMPARE_VIEW (widget));
}

static void
step (GtkWidget *widget, TlStep kind, GVariant *parameter)
{
  if (!_tl_compare_view_step (TL_COMPARE_VIEW (widget), kind, g_variant_get_int32 (parameter) > 0))
    gtk_widget_error_bell (widget);
}

static void
step_difference_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (widget, TL_STEP_DIFFERENCE, parameter);
}

static void
step_match_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (widget, TL_STEP_MATCH, parameter);
}

static void
show_right_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_compare_view_show_right (TL_COMPARE_VIEW (widget), (guint)g_variant_get_int32 (parameter));
}

/* Without an index, what is shown. */
static void
drop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);
  int index = g_variant_get_int32 (parameter);

  if (self->rights->len > 1)
    _tl_compare_view_drop_right (self, index < 0 ? self->right : (guint)index);
  else
    gtk_widget_error_bell (widget);
}

static void
cited_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);
  guint index = (guint)g_variant_get_int32 (parameter);

  if (self->compared != NULL && index < self->compared->comparison->articles->len)
    _tl_compare_view_go_cited (self,
                               g_ptr_array_index (self->compared->comparison->articles, index));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_compare_view_export (TL_COMPARE_VIEW (widget));
}

/* F6: from side to side, and to the bars. */
static void
next_pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);
  GtkWidget *both[]
      = { GTK_WIDGET (self->sides[0]), GTK_WIDGET (self->sides[1]), self->bars[1], self->bars[0] };
  GtkWidget *table[] = { GTK_WIDGET (self->overview), self->bars[1], self->bars[0] };
  gboolean overview = _tl_compare_view_in_overview (self);
  GtkWidget **panes = overview ? table : both;
  int n = overview ? G_N_ELEMENTS (table) : G_N_ELEMENTS (both);
  int direction = g_variant_get_int32 (parameter);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  int at = direction > 0 ? -1 : 0;

  for (int i = 0; i < n; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, panes[i]))
      at = i;
  for (int i = 1; i <= n; i++)
    {
      GtkWidget *pane = panes[((at + direction * i) % n + n) % n];

      if (TL_IS_COMPARE_SIDE (pane) || TL_IS_COMPARE_OVERVIEW (pane)
              ? gtk_widget_grab_focus (pane)
              : gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}

static void
lock_cb (TlCompareView *self, GtkToggleButton *button)
{
  _tl_compare_view_set_locked (self, gtk_toggle_button_get_active (button));
  _tl_compare_view_update_actions (self);
}

static void
lock_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);

  gtk_toggle_button_set_active (self->lock_button, !self->scroll.locked);
}

/* Both places belong together from here on, and are scrolled together. */
static void
shift_cb (TlCompareView *self, GtkToggleButton *button)
{
  gboolean active = gtk_toggle_button_get_active (button);

  if (active == (self->scroll.shift != 0))
    return;
  if (active)
    {
      self->scroll.locked = TRUE;
      gtk_toggle_button_set_active (self->lock_button, TRUE);
    }
  _tl_compare_view_keep_shift (self, active);
  _tl_compare_view_update_actions (self);
}

static void
shift_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);

  gtk_toggle_button_set_active (self->shift_button,
                                !gtk_toggle_button_get_active (self->shift_button));
}

static void
bind_key (GtkWidgetClass *widget_class,
          guint key,
          GdkModifierType modifiers,
          const char *action,
          int value)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, "i", value);
}

void
_tl_compare_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "compare.swap", NULL, swap_cb);
  gtk_widget_class_install_action (widget_class, "compare.step-difference", "i",
                                   step_difference_cb);
  gtk_widget_class_install_action (widget_class, "compare.step-match", "i", step_match_cb);
  gtk_widget_class_install_action (widget_class, "compare.right", "i", show_right_cb);
  gtk_widget_class_install_action (widget_class, "compare.drop", "i", drop_cb);
  gtk_widget_class_install_action (widget_class, "compare.cited", "i", cited_cb);
  gtk_widget_class_install_action (widget_class, "compare.export", NULL, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "compare.export",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "compare.pane", "i", next_pane_cb);
  gtk_widget_class_install_action (widget_class, "compare.lock", NULL, lock_action_cb);
  gtk_widget_class_install_action (widget_class, "compare.shift", NULL, shift_action_cb);
  bind_key (widget_class, GDK_KEY_F8, 0, "compare.step-difference", 1);
  bind_key (widget_class, GDK_KEY_F8, GDK_SHIFT_MASK, "compare.step-difference", -1);
  bind_key (widget_class, GDK_KEY_n, 0, "compare.step-difference", 1);
  bind_key (widget_class, GDK_KEY_N, GDK_SHIFT_MASK, "compare.step-difference", -1);
  bind_key (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "compare.step-match", 1);
  bind_key (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "compare.step-match", -1);
  bind_key (widget_class, GDK_KEY_w, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "compare.drop", -1);
  bind_key (widget_class, GDK_KEY_F6, 0, "compare.pane", 1);
  bind_key (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, "compare.pane", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, 0, "compare.lock", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F7, GDK_SHIFT_MASK, "compare.shift",
                                       NULL);
}

static GtkWidget *
make_label (TlCompareView *self, GtkLabel **label, const char *style)
{
  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (*label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (GTK_WIDGET (*label), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (*label), style);
  return GTK_WIDGET (*label);
}

static GtkWidget *
make_step (const char *label, const char *tooltip, int direction)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "compare.step-difference");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", direction);
  return button;
}

static GtkWidget *
make_bar (TlCompareView *self, guint which, const char *name)
{
  self->bars[which] = tl_wrap_box_new ();
  gtk_widget_add_css_class (self->bars[which], "compare-bar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bars[which]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return self->bars[which];
}

GtkWidget *
_tl_compare_view_make_top (TlCompareView *self)
{
  TlWrapBox *bar = TL_WRAP_BOX (make_bar (self, 0, _ ("Matches")));
  GtkWidget *swap = gtk_button_new_with_label ("⇄");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (swap), "compare.swap");
  gtk_widget_set_tooltip_text (swap, _ ("Swap left and right"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (swap), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Swap left and right"), -1);
  tl_wrap_box_append (bar, swap);
  tl_wrap_box_append (bar, make_label (self, &self->counts, "numeric"));
  tl_wrap_box_append (bar, make_step (_ ("‹ Previous"), _ ("Difference before (Shift+F8)"), -1));
  tl_wrap_box_append (bar, make_step (_ ("Next ›"), _ ("Next difference (F8)"), 1));
  tl_wrap_box_append (bar, make_label (self, &self->place, "heading"));
  return GTK_WIDGET (bar);
}

static GtkWidget *
make_toggle (TlCompareView *self,
             GtkToggleButton **button,
             const char *label,
             const char *tooltip,
             GCallback toggled)
{
  *button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (label));
  gtk_widget_set_tooltip_text (GTK_WIDGET (*button), tooltip);
  g_signal_connect_object (*button, "toggled", toggled, self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (*button);
}

GtkWidget *
_tl_compare_view_make_bottom (TlCompareView *self)
{
  TlWrapBox *bar = TL_WRAP_BOX (make_bar (self, 1, _ ("Citations and scrolling")));
  GtkWidget *head = gtk_label_new (_ ("Citations:"));
  GtkWidget *export;

  gtk_widget_add_css_class (GTK_WIDGET (bar), "below");
  gtk_widget_set_valign (head, GTK_ALIGN_CENTER);
  tl_wrap_box_append (bar, head);
  for (guint i = 0; i < TL_N_CITATION_SHARES; i++)
    {
      self->cited[i] = GTK_MENU_BUTTON (gtk_menu_button_new ());
      tl_wrap_box_append (bar, GTK_WIDGET (self->cited[i]));
    }
  tl_wrap_box_append (
      bar, make_toggle (self, &self->lock_button, _ ("Scroll Together"),
                        _ ("When one side is scrolled the other follows the matches (F7)"),
                        G_CALLBACK (lock_cb)));
  tl_wrap_box_append (
      bar, make_toggle (self, &self->shift_button, _ ("Match These Places"),
                        _ ("What stands side by side now belongs together from here on; pressed "
                           "again, the matches count (Shift+F7)"),
                        G_CALLBACK (shift_cb)));
  gtk_toggle_button_set_active (self->lock_button, TRUE);
  self->overview_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Overview")));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->overview_button),
                               _ ("All passages in a table (F4); Ctrl+P prints it"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->overview_button), "compare.overview");
  tl_wrap_box_append (bar, GTK_WIDGET (self->overview_button));
  export = gtk_button_new_with_label (_ ("Export ODT…"));
  gtk_widget_set_tooltip_text (export,
                               _ ("The overview of all passages with their pages (Ctrl+E)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "compare.export");
  tl_wrap_box_append (bar, export);
  return GTK_WIDGET (bar);
}

static void
update_cited (TlCompareView *self)
{
  guint counts[TL_N_CITATION_SHARES] = { 0 };

  if (self->compared != NULL)
    tl_compare_citation_counts (self->compared->comparison, counts);
  for (guint i = 0; i < TL_N_CITATION_SHARES; i++)
    {
      g_autofree char *label = tl_compare_citation_label ((TlCitationShare)i, counts[i]);

      gtk_menu_button_set_label (self->cited[i], label);
      gtk_widget_set_sensitive (GTK_WIDGET (self->cited[i]), counts[i] > 0);
      gtk_menu_button_set_popover (
          self->cited[i],
          counts[i] > 0 ? tl_compare_cited_popover_new (self->compared, (TlCitationShare)i) : NULL);
    }
}

void
_tl_compare_view_update_bars (TlCompareView *self)
{
  g_autofree char *counts
      = self->compared != NULL ? tl_compare_counts (self->compared->comparison) : g_strdup ("");

  gtk_label_set_text (self->counts, counts);
  update_cited (self);
  tl_compare_tabs_set (self->tabs, self->right_titles, self->right);
  _tl_compare_view_say_place (self);
  _tl_compare_view_update_actions (self);
}

void
_tl_compare_view_update_actions (TlCompareView *self)
{
  gboolean ready = self->compared != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.step-difference", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.step-match", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.export", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.overview",
                                 ready || _tl_compare_view_in_overview (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.print", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.save", ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->shift_button), ready);
  tl_locked_export (GTK_WIDGET (self), "compare.export", "odt");
  tl_locked_export (GTK_WIDGET (self), "compare.print", "print");
  tl_locked_export (GTK_WIDGET (self), "compare.save", "pdf");
  gtk_toggle_button_set_active (self->lock_button, self->scroll.locked);
  gtk_toggle_button_set_active (self->shift_button, self->scroll.shift != 0);
}

void
_tl_compare_view_say_place (TlCompareView *self)
{
  g_autofree char *words = NULL;

  if (self->compared == NULL || self->current < 0)
    {
      gtk_label_set_text (self->place, "");
      return;
    }
  words = tl_compare_pair_words (self->compared->comparison, _tl_compare_view_side_in_use (self),
                                 (guint)self->current);
  gtk_label_set_text (self->place, words);
  /* GTK 4.8 announces nothing: the text that has the focus says it as its description. */
  for (guint i = 0; i < 2; i++)
    tl_compare_side_describe (self->sides[i], words);
}
