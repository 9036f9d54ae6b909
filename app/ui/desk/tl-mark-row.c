/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-mark-row.h"

#include "ui/desk/tl-desk-text.h"

#define MARK_KEY     "tl-mark"
#define QUOTE_LENGTH 220

static void
add_label (GtkWidget *box, const char *text, const char *style, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (lines > 0)
    {
      gtk_label_set_lines (GTK_LABEL (label), lines);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_colour (GtkWidget *box, TlDeskColour colour)
{
  GtkWidget *label = gtk_label_new (tl_desk_text_colour (colour));

  gtk_widget_add_css_class (label, "mark-colour");
  gtk_widget_add_css_class (label, tl_desk_text_colour_style (colour));
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), label);
}

GtkWidget *
tl_mark_row_new (const TlDeskMark *mark, const char *head, const char *warning)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *quote = tl_desk_text_line (mark->quote, QUOTE_LENGTH);
  g_autofree char *name
      = g_strjoin (". ", tl_desk_text_colour (mark->colour), quote,
                   mark->note != NULL ? mark->note : "", warning != NULL ? warning : "", NULL);

  if (head != NULL)
    add_label (box, head, "heading", 2);
  add_colour (box, mark->colour);
  add_label (box, quote, "mark-quote", 3);
  if (mark->note != NULL)
    add_label (box, mark->note, NULL, 6);
  if (warning != NULL)
    add_label (box, warning, "dim-label", 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), MARK_KEY, tl_desk_mark_copy (mark),
                          (GDestroyNotify)tl_desk_mark_free);
  return row;
}

const TlDeskMark *
tl_mark_row_get_mark (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), MARK_KEY);
}

int
tl_mark_rows_clear (GtkListBox *list)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (list));
  int index = focus != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  return index;
}

void
tl_mark_rows_focus (GtkListBox *list, int index)
{
  GtkListBoxRow *row = index >= 0 ? gtk_list_box_get_row_at_index (list, index) : NULL;

  if (row == NULL && index > 0)
    row = GTK_LIST_BOX_ROW (gtk_widget_get_last_child (GTK_WIDGET (list)));
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
