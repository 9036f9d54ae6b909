/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-chip-row.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"
#include "ui/tl-wrap-box.h"

#define MAX_LINES 2
#define MAX_WIDTH 44 /* characters of a chip before it is cut */
#define MAX_CHIPS 64

typedef struct
{
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *icon;
} Button;

struct _TlChipRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GArray *buttons; /* Button */
  GPtrArray *chips;
};

G_DEFINE_FINAL_TYPE (TlChipRow, tl_chip_row, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The owner may replace the chips while it is told. */
static void
clicked_cb (GtkWidget *button, TlChipRow *self)
{
  g_autoptr (GPtrArray) chips = g_ptr_array_ref (self->chips);

  for (guint i = 0; i < chips->len; i++)
    if (g_array_index (self->buttons, Button, i).button == button)
      {
        g_signal_emit (self, signals[SIGNAL_TOGGLED], 0, g_ptr_array_index (chips, i));
        return;
      }
}

static void
add_button (TlChipRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Button entry = {
    .button = gtk_button_new (),
    .label = gtk_label_new (NULL),
    .icon = gtk_image_new (),
  };

  gtk_label_set_ellipsize (GTK_LABEL (entry.label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (entry.label), MAX_WIDTH);
  gtk_box_append (GTK_BOX (box), entry.label);
  gtk_box_append (GTK_BOX (box), entry.icon);
  gtk_button_set_child (GTK_BUTTON (entry.button), box);
  g_signal_connect (entry.button, "clicked", G_CALLBACK (clicked_cb), self);
  g_array_append_val (self->buttons, entry);
  tl_wrap_box_append (TL_WRAP_BOX (self->box), entry.button);
}

static const char *
icon_of (const TlShownChip *chip)
{
  switch (chip->state)
    {
    case TL_CHIP_STATE_OFF:
      return "edit-undo-symbolic";
    case TL_CHIP_STATE_OFFERED:
      return "list-add-symbolic";
    case TL_CHIP_STATE_ON:
    default:
      return "window-close-symbolic";
    }
}

/* What pressing it does. */
static const char *
action_words (const TlShownChip *chip)
{
  switch (chip->state)
    {
    case TL_CHIP_STATE_OFF:
      return _ ("Press to put it back");
    case TL_CHIP_STATE_OFFERED:
      return _ ("Press to see only this");
    case TL_CHIP_STATE_ON:
    default:
      return _ ("Press to take it away");
    }
}

static void
show_chip (const Button *entry, const TlShownChip *chip)
{
  static const char *const state_classes[] = { "on", "off", "offered" };
  const char *const classes[] = {
    "chip",
    state_classes[chip->state],
    chip->role == TL_CHIP_ROLE_QUESTION ? "understood" : "chosen",
    NULL,
  };
  g_autofree char *name = tl_shown_chip_accessible_name (chip);
  g_autofree char *tooltip = NULL;

  if (chip->hint != NULL)
    tooltip = g_strdup_printf ("%s\n%s. %s.", chip->text, chip->hint, action_words (chip));
  else
    tooltip = g_strdup_printf ("%s\n%s.", chip->text, action_words (chip));
  gtk_label_set_text (GTK_LABEL (entry->label), chip->text);
  gtk_image_set_from_icon_name (GTK_IMAGE (entry->icon), icon_of (chip));
  gtk_widget_set_css_classes (entry->button, (const char **)classes);
  tl_widget_set_tooltip (entry->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, action_words (chip),
                                  -1);
}

static gboolean
same_chips (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!tl_shown_chip_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static void
tl_chip_row_dispose (GObject *object)
{
  TlChipRow *self = TL_CHIP_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_chip_row_parent_class)->dispose (object);
}

static void
tl_chip_row_finalize (GObject *object)
{
  TlChipRow *self = TL_CHIP_ROW (object);

  g_array_unref (self->buttons);
  g_ptr_array_unref (self->chips);
  G_OBJECT_CLASS (tl_chip_row_parent_class)->finalize (object);
}

static void
tl_chip_row_class_init (TlChipRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_chip_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_chip_row_finalize;

  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", TL_TYPE_CHIP_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "chiprow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_chip_row_init (TlChipRow *self)
{
  self->buttons = g_array_new (FALSE, FALSE, sizeof (Button));
  self->chips = tl_shown_chips_new ();
  self->box = tl_wrap_box_new ();
  tl_wrap_box_set_max_lines (TL_WRAP_BOX (self->box), MAX_LINES);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("How the question was understood"), -1);
}

void
tl_chip_row_set_chips (TlChipRow *self, GPtrArray *chips)
{
  g_return_if_fail (TL_IS_CHIP_ROW (self));
  g_return_if_fail (chips != NULL);

  if (chips->len > MAX_CHIPS)
    g_ptr_array_set_size (chips, MAX_CHIPS);
  if (same_chips (self->chips, chips))
    {
      g_ptr_array_unref (chips);
      return;
    }
  if (self->chips->len == 0)
    tl_wrap_box_fold (TL_WRAP_BOX (self->box));
  g_ptr_array_unref (self->chips);
  self->chips = chips;
  while (self->buttons->len < chips->len)
    add_button (self);
  for (guint i = 0; i < chips->len; i++)
    show_chip (&g_array_index (self->buttons, Button, i), g_ptr_array_index (chips, i));
  tl_wrap_box_set_shown (TL_WRAP_BOX (self->box), chips->len);
  gtk_widget_set_visible (GTK_WIDGET (self), chips->len > 0);
}
