/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-result-row.h"

#include <adwaita.h>

#include "ui/search/tl-card-text.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

struct _TlResultRow
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *head;
  GtkWidget *card;
  TlCardText *kicker;
  GtkLabel *effect;
  TlCardText *details;
  TlCardText *title;
  TlCardText *passage;
  GtkLabel *confirmed;
  TlCardText *why;
  GtkButton *others;
  GtkWidget *parts;

  /* Owned. */
  TlResultItem *item;
};

G_DEFINE_FINAL_TYPE (TlResultRow, tl_result_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OTHERS,
  SIGNAL_PARTS,
  SIGNAL_COMMENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_text (TlCardText *line, char *text)
{
  tl_card_text_set_text (line, text);
  gtk_widget_set_visible (GTK_WIDGET (line), *text != '\0');
  g_free (text);
}

static void
show_effect (TlResultRow *self, const TlHit *hit)
{
  const char *style = tl_hit_effect_style (hit);
  const char *const classes[] = { "effect", style, NULL };
  gboolean has_effect = hit->kind == TL_DOC_STATUTE || hit->kind == TL_DOC_PRECEDENT;
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->effect), has_effect);
  if (!has_effect)
    return;
  /* Classes that are set are looked up anew, also when they were there before. */
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->effect), style))
    gtk_widget_set_css_classes (GTK_WIDGET (self->effect), (const char **)classes);
  text = tl_hit_effect_mark (hit);
  gtk_label_set_text (self->effect, text);
  whole = hit->outstanding != NULL ? tl_hit_effect_text (hit) : NULL;
  tl_widget_set_tooltip (GTK_WIDGET (self->effect), whole);
}

static void
show_passage (TlResultRow *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const TlHit *hit = self->item != NULL ? tl_result_item_get_hit (self->item) : NULL;
  g_autofree char *markup = NULL;

  if (hit == NULL)
    return;
  markup = tl_hit_passage_markup (hit, adw_style_manager_get_dark (style),
                                  adw_style_manager_get_high_contrast (style));
  tl_card_text_set_markup (self->passage, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->passage), *markup != '\0');
}

static void
show_foot (TlResultRow *self, const TlHit *hit)
{
  g_autofree char *why = tl_hit_why (hit);
  g_autofree char *others = tl_hit_others (hit);
  g_autofree char *confirmed = tl_hit_confirmed (hit);
  gboolean explained
      = (hit->why != NULL && hit->why->len > 0) || (hit->parts != NULL && hit->parts->len > 0);

  tl_card_text_set_text (self->why, why);
  gtk_widget_set_visible (GTK_WIDGET (self->others), *others != '\0');
  if (*others != '\0')
    gtk_button_set_label (self->others, others);
  gtk_widget_set_visible (GTK_WIDGET (self->confirmed), *confirmed != '\0');
  tl_widget_set_tooltip (GTK_WIDGET (self->confirmed), confirmed);
  gtk_widget_set_visible (self->parts, explained);
}

static void
show_hit (TlResultRow *self, const TlHit *hit)
{
  g_autofree char *name = tl_hit_accessible_name (hit);

  set_text (self->kicker, tl_hit_kicker (hit));
  show_effect (self, hit);
  set_text (self->details, tl_hit_details (hit));
  set_text (self->title, tl_hit_title (hit));
  tl_widget_set_tooltip (GTK_WIDGET (self->title), tl_card_text_get_text (self->title));
  show_passage (self);
  show_foot (self, hit);
  tl_widget_set_row_name (GTK_WIDGET (self), name);
}

static void
others_clicked_cb (TlResultRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OTHERS], 0);
}

static void
parts_clicked_cb (TlResultRow *self)
{
  g_signal_emit (self, signals[SIGNAL_PARTS], 0);
}

static void
comment_clicked_cb (TlResultRow *self)
{
  g_signal_emit (self, signals[SIGNAL_COMMENT], 0);
}

static void
tl_result_row_dispose (GObject *object)
{
  TlResultRow *self = TL_RESULT_ROW (object);

  g_clear_object (&self->item);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_RESULT_ROW);
  G_OBJECT_CLASS (tl_result_row_parent_class)->dispose (object);
}

static void
tl_result_row_class_init (TlResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_result_row_dispose;

  signals[SIGNAL_OTHERS] = g_signal_new ("others", TL_TYPE_RESULT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PARTS] = g_signal_new ("parts", TL_TYPE_RESULT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMMENT] = g_signal_new ("comment", TL_TYPE_RESULT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (TL_TYPE_CARD_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/search/tl-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, head);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, card);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, kicker);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, effect);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, details);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, title);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, passage);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, confirmed);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, why);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, others);
  gtk_widget_class_bind_template_child (widget_class, TlResultRow, parts);
  gtk_widget_class_bind_template_callback (widget_class, others_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, parts_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, comment_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "resultrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_result_row_init (TlResultRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (show_passage), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (show_passage), self, G_CONNECT_SWAPPED);
}

GtkWidget *
tl_result_row_new (void)
{
  return g_object_new (TL_TYPE_RESULT_ROW, NULL);
}

void
tl_result_row_set_item (TlResultRow *self, TlResultItem *item)
{
  const TlHit *hit;

  g_return_if_fail (TL_IS_RESULT_ROW (self));

  if (!g_set_object (&self->item, item) || item == NULL)
    return;
  hit = tl_result_item_get_hit (item);
  gtk_widget_set_visible (GTK_WIDGET (self->head), hit == NULL);
  gtk_widget_set_visible (self->card, hit != NULL);
  if (hit != NULL)
    show_hit (self, hit);
  else
    {
      const char *group = tl_hit_group_name (tl_result_item_get_group (item));

      gtk_label_set_text (self->head, group);
      tl_widget_set_row_name (GTK_WIDGET (self), group);
    }
}

gboolean
tl_result_row_is_hit (TlResultRow *self)
{
  g_return_val_if_fail (TL_IS_RESULT_ROW (self), FALSE);

  return self->item != NULL && tl_result_item_get_hit (self->item) != NULL;
}

TlResultItem *
tl_result_row_get_item (TlResultRow *self)
{
  g_return_val_if_fail (TL_IS_RESULT_ROW (self), NULL);

  return self->item;
}
