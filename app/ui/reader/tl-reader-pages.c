/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "ui/reader/tl-presentation.h"
#include "ui/tl-widget.h"

static const char *const fit_names[] = { "none", "width", "page" };
static const char *const spread_names[] = { "single", "double", "book" };

static gboolean
has_original (TlReader *self)
{
  return self->in_original && tl_pdf_view_get_pdf (self->original) != NULL;
}

char *
tl_reader_dup_place (TlReader *self)
{
  TlPdfState state;

  g_return_val_if_fail (TL_IS_READER (self), NULL);

  if (!has_original (self))
    return _tl_reader_dup_anchor (self);
  tl_pdf_view_get_state (self->original, &state);
  return tl_pdf_state_print (&state, FALSE);
}

char *
tl_reader_dup_view (TlReader *self)
{
  TlPdfState state;

  g_return_val_if_fail (TL_IS_READER (self), NULL);

  if (tl_pdf_view_get_pdf (self->original) == NULL)
    return NULL;
  tl_pdf_view_get_state (self->original, &state);
  return tl_pdf_state_print (&state, TRUE);
}

gboolean
_tl_reader_restore (TlReader *self)
{
  TlPdfState state;

  tl_pdf_view_get_state (self->original, &state);
  if (!tl_pdf_state_parse (self->view, &state))
    return FALSE;
  g_clear_pointer (&self->jumped, g_free);
  tl_pdf_view_set_state (self->original, &state);
  return TRUE;
}

void
_tl_reader_jumped (TlReader *self, char *from, char *to)
{
  if (from != NULL && to != NULL && g_strcmp0 (from, to) != 0)
    g_signal_emit_by_name (self, "jumped", from, to);
  g_free (from);
  g_free (to);
}

/* To a page, as one step of the history. */
static void
go_page (TlReader *self, guint page)
{
  char *from = tl_reader_dup_place (self);
  const TlPdfState there = { .place = { page, 0 } };

  g_clear_pointer (&self->jumped, g_free);
  self->follow_from = 0;
  tl_pdf_view_scroll_to (self->original, there.place);
  _tl_reader_jumped (self, from, tl_pdf_state_print (&there, FALSE));
}

static void
thumb_chosen_cb (TlReader *self, guint page)
{
  if (!self->in_original)
    _tl_reader_set_original (self, TRUE);
  go_page (self, page);
}

static void
page_entered_cb (TlReader *self)
{
  TlPdf *pdf = tl_pdf_view_get_pdf (self->original);
  int page = atoi (gtk_editable_get_text (GTK_EDITABLE (self->page_entry)));

  if (pdf == NULL)
    return;
  if (page >= 1)
    go_page (self, MIN ((guint)page, tl_pdf_get_n_pages (pdf)) - 1);
  /* What was no page goes, what was too much becomes the last. */
  gtk_widget_grab_focus (GTK_WIDGET (self->original));
  _tl_reader_show_page (self);
}

/* Digits only: nothing else is a page. */
static void
page_typed_cb (GtkEditable *editable, const char *text, int length, int *position)
{
  for (int i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      {
        g_signal_stop_emission_by_name (editable, "insert-text");
        return;
      }
}

static void
page_left_cb (TlReader *self)
{
  _tl_reader_show_page (self);
}

static void
ask_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);

  if (!has_original (self))
    return;
  gtk_widget_set_visible (self->page_box, TRUE); /* even where there is little room */
  gtk_widget_grab_focus (GTK_WIDGET (self->page_entry));
}

static void
next_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);

  if (has_original (self))
    tl_pdf_view_go_row (self->original, g_variant_get_int32 (parameter));
}

static void
turn_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);

  if (has_original (self))
    tl_pdf_view_turn (self->original, g_variant_get_int32 (parameter));
}

static void
presentation_left_cb (TlReader *self, guint page)
{
  if (has_original (self) && page != tl_pdf_view_get_page (self->original))
    go_page (self, page);
}

static void
present_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  GtkWidget *presentation;
  TlPdfState state;

  if (!has_original (self))
    return;
  tl_pdf_view_get_state (self->original, &state);
  presentation = tl_presentation_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                      tl_pdf_view_get_pdf (self->original),
                                      tl_pdf_view_get_page (self->original), state.turns);
  g_signal_connect_object (presentation, "left", G_CALLBACK (presentation_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (presentation));
}

static void
show_side (TlReader *self, gboolean thumbs)
{
  tl_stack_show (self->side, thumbs ? "thumbs" : "outline");
  if (thumbs)
    tl_pdf_thumbs_set_current (self->thumbs, tl_pdf_view_get_page (self->original));
}

static void
side_toggled_cb (TlReader *self)
{
  show_side (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->thumbs_button)));
}

/* The other of the two, with the focus in it; where the pane is not there, what it showed last. */
static void
switch_side_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  gboolean thumbs = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->thumbs_button));

  if (adw_flap_get_reveal_flap (self->flap))
    thumbs = !thumbs;
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (thumbs ? self->thumbs_button : self->outline_button), TRUE);
  adw_flap_set_reveal_flap (self->flap, TRUE);
  if (thumbs)
    gtk_widget_grab_focus (GTK_WIDGET (self->thumbs));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->outline), GTK_DIR_TAB_FORWARD);
}

static guint
find_name (const char *const *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], name))
      return i;
  return 0;
}

static void
fit_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TlReader *self = user_data;
  guint fit = find_name (fit_names, G_N_ELEMENTS (fit_names), g_variant_get_string (value, NULL));

  if (!has_original (self))
    return;
  if (fit == TL_PDF_FIT_NONE)
    tl_pdf_view_zoom_at (self->original, 1, 0, 0);
  else
    tl_pdf_view_set_fit (self->original, (TlPdfFit)fit);
}

static void
spread_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TlReader *self = user_data;

  if (has_original (self))
    tl_pdf_view_set_spread (self->original,
                            (TlPdfSpread)find_name (spread_names, G_N_ELEMENTS (spread_names),
                                                    g_variant_get_string (value, NULL)));
}

static void
set_state (TlReader *self, const char *name, const char *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->looks), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

void
_tl_reader_show_page (TlReader *self)
{
  TlPdf *pdf = tl_pdf_view_get_pdf (self->original);
  guint page = tl_pdf_view_get_page (self->original);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *total = NULL;
  g_autofree char *zoom_text = NULL;
  TlPdfFit fit;
  double zoom = tl_pdf_view_get_zoom (self->original, &fit);

  if (pdf == NULL)
    return;
  total = g_strdup_printf ("/ %u", tl_pdf_get_n_pages (pdf));
  /* Not while a page is being typed. */
  if (!gtk_widget_has_focus (
          GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->page_entry)))))
    gtk_editable_set_text (GTK_EDITABLE (self->page_entry), number);
  gtk_label_set_text (self->page_label, total);
  if (fit == TL_PDF_FIT_WIDTH)
    zoom_text = g_strdup (_ ("Fit width"));
  else if (fit == TL_PDF_FIT_PAGE)
    zoom_text = g_strdup (_ ("Fit page"));
  else
    zoom_text = g_strdup_printf ("%d%%", (int)round (zoom * 100));
  gtk_button_set_label (self->fit_button, zoom_text);
  set_state (self, "fit", fit_names[fit]);
  set_state (self, "spread", spread_names[tl_pdf_view_get_spread (self->original)]);
  tl_pdf_thumbs_set_current (self->thumbs, page);
}

void
_tl_reader_bind_pages (GtkWidgetClass *widget_class)
{
  g_type_ensure (TL_TYPE_PDF_THUMBS);
  gtk_widget_class_bind_template_child (widget_class, TlReader, outline_button);
  gtk_widget_class_bind_template_child (widget_class, TlReader, thumbs_button);
  gtk_widget_class_bind_template_child (widget_class, TlReader, side);
  gtk_widget_class_bind_template_child (widget_class, TlReader, thumbs);
  gtk_widget_class_bind_template_child (widget_class, TlReader, page_box);
  gtk_widget_class_bind_template_child (widget_class, TlReader, page_entry);
  gtk_widget_class_bind_template_child (widget_class, TlReader, page_label);
  gtk_widget_class_bind_template_child (widget_class, TlReader, look_button);
  gtk_widget_class_bind_template_callback (widget_class, side_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_entered_cb);
  gtk_widget_class_bind_template_child_full (widget_class, "more_button", FALSE, 0);
  g_signal_new ("jumped", TL_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, G_TYPE_STRING);
}

void
_tl_reader_install_page_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *action;
    const char *type;
    int argument;
  } keys[] = {
    { GDK_KEY_Down, GDK_CONTROL_MASK, "reader.next-page", "i", 1 },
    { GDK_KEY_Up, GDK_CONTROL_MASK, "reader.next-page", "i", -1 },
    { GDK_KEY_r, GDK_CONTROL_MASK, "reader.turn", "i", 1 },
    { GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "reader.turn", "i", -1 },
  };
  static const guint presenting[] = { GDK_KEY_F5, GDK_KEY_F11 };

  gtk_widget_class_install_action (widget_class, "reader.ask-page", NULL, ask_page_cb);
  gtk_widget_class_install_action (widget_class, "reader.next-page", "i", next_page_cb);
  gtk_widget_class_install_action (widget_class, "reader.turn", "i", turn_cb);
  gtk_widget_class_install_action (widget_class, "reader.present", NULL, present_cb);
  gtk_widget_class_install_action (widget_class, "reader.switch-side", NULL, switch_side_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].state, keys[i].action,
                                         keys[i].type, keys[i].argument);
  for (guint i = 0; i < G_N_ELEMENTS (presenting); i++)
    gtk_widget_class_add_binding_action (widget_class, presenting[i], 0, "reader.present", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "reader.ask-page",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK,
                                       "reader.switch-side", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_9, GDK_CONTROL_MASK, "look.fit", "s",
                                       "page");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_CONTROL_MASK, "look.spread",
                                       "s", "single");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_4, GDK_CONTROL_MASK, "look.spread",
                                       "s", "double");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_5, GDK_CONTROL_MASK, "look.spread",
                                       "s", "book");
}

void
_tl_reader_set_up_pages (TlReader *self)
{
  static const GActionEntry entries[] = {
    { .name = "fit", .parameter_type = "s", .state = "'width'", .change_state = fit_cb },
    { .name = "spread", .parameter_type = "s", .state = "'single'", .change_state = spread_cb },
  };
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self->page_entry));
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/vn/toaan/TroLy/ui/reader/tl-reader-look.ui");

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->look_button),
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "look_menu")));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (gtk_widget_get_template_child (
                                      GTK_WIDGET (self), TL_TYPE_READER, "more_button")),
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
  self->looks = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->looks), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "look", G_ACTION_GROUP (self->looks));
  g_signal_connect (delegate, "insert-text", G_CALLBACK (page_typed_cb), NULL);
  g_signal_connect_object (focus, "leave", G_CALLBACK (page_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->page_entry), focus);
  tl_stack_show (self->side, "outline");
}
