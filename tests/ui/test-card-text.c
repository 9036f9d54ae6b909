/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ui/search/tl-card-text.h"

#define LONG                                                                                                                        \
  "Nguyên đơn cho rằng hai bên đã thỏa thuận đặt cọc để bảo đảm việc giao kết hợp đồng chuyển " \
  "nhượng quyền sử dụng đất, nhưng bị đơn đã từ chối ký hợp đồng khi đến hạn."

static GtkWidget *
make (guint lines, const char *text)
{
  GtkWidget *widget = g_object_new (TL_TYPE_CARD_TEXT, "lines", lines, NULL);

  tl_card_text_set_text (TL_CARD_TEXT (widget), text);
  return g_object_ref_sink (widget);
}

static int
natural (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;
  int size;

  gtk_widget_measure (widget, orientation, for_size, &minimum, &size, NULL, NULL);
  g_assert_cmpint (minimum, <=, size);
  return size;
}

static void
it_asks_for_what_a_label_asks_for (void)
{
  const struct
  {
    const char *text;
    guint lines;
    int width;
  } cases[] = {
    { "Bộ luật", 1, 300 }, { LONG, 1, 300 },  { "Bộ luật", 2, 300 },
    { LONG, 2, 300 },      { LONG, 2, 2000 }, { "một\nhai\nba", 2, 300 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *text = make (cases[i].lines, cases[i].text);
      GtkWidget *label = g_object_ref_sink (gtk_label_new (cases[i].text));
      int minimum;

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_wrap (GTK_LABEL (label), cases[i].lines > 1);
      gtk_label_set_lines (GTK_LABEL (label), cases[i].lines > 1 ? (int)cases[i].lines : -1);
      gtk_widget_measure (text, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, ==, 0);
      if (cases[i].lines == 1)
        g_assert_cmpint (natural (text, GTK_ORIENTATION_HORIZONTAL, -1), ==,
                         natural (label, GTK_ORIENTATION_HORIZONTAL, -1));
      g_assert_cmpint (natural (text, GTK_ORIENTATION_VERTICAL, cases[i].width), ==,
                       natural (label, GTK_ORIENTATION_VERTICAL, cases[i].width));
      g_object_unref (label);
      g_assert_finalize_object (text);
    }
}

static void
one_that_fills_asks_for_no_width_and_is_as_high_as_a_line (void)
{
  GtkWidget *text = make (1, LONG);
  int height = natural (text, GTK_ORIENTATION_VERTICAL, -1);

  g_object_set (text, "fill", TRUE, NULL);
  g_assert_cmpint (natural (text, GTK_ORIENTATION_HORIZONTAL, -1), ==, 0);
  g_assert_cmpint (natural (text, GTK_ORIENTATION_VERTICAL, -1), ==, height);
  g_object_set (text, "fill", FALSE, "lines", 3, NULL);
  g_assert_cmpint (natural (text, GTK_ORIENTATION_HORIZONTAL, -1), ==, 0);
  g_assert_cmpint (natural (text, GTK_ORIENTATION_VERTICAL, 300), >, 2 * height);
  g_assert_finalize_object (text);
}

static void
lines_stand_as_far_apart_as_asked_for (void)
{
  const guint lines[] = { 1, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *text = make (lines[i], LONG);
      GtkWidget *label = g_object_ref_sink (gtk_label_new (LONG));
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_line_height_new (1.45));
      gtk_label_set_attributes (GTK_LABEL (label), attributes);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_wrap (GTK_LABEL (label), lines[i] > 1);
      gtk_label_set_lines (GTK_LABEL (label), lines[i] > 1 ? (int)lines[i] : -1);
      g_object_set (text, "line-height", 1.45, NULL);
      g_assert_cmpint (natural (text, GTK_ORIENTATION_VERTICAL, 300), ==,
                       natural (label, GTK_ORIENTATION_VERTICAL, 300));
      g_object_unref (label);
      g_assert_finalize_object (text);
    }
}

static void
a_new_text_takes_the_place_of_the_old_one (void)
{
  GtkWidget *text = make (1, "Bộ luật");
  int width = natural (text, GTK_ORIENTATION_HORIZONTAL, -1);

  tl_card_text_set_markup (TL_CARD_TEXT (text), "<b>Bộ luật</b> &amp; nghị định");
  g_assert_cmpstr (tl_card_text_get_text (TL_CARD_TEXT (text)), ==, "Bộ luật & nghị định");
  gtk_test_accessible_assert_role (text, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "Bộ luật & nghị định");
  g_assert_cmpint (natural (text, GTK_ORIENTATION_HORIZONTAL, -1), >, width);
  tl_card_text_set_text (TL_CARD_TEXT (text), "Bộ luật & nghị định");
  g_assert_cmpstr (tl_card_text_get_text (TL_CARD_TEXT (text)), ==, "Bộ luật & nghị định");
  tl_card_text_set_text (TL_CARD_TEXT (text), "<b>Bộ luật");
  g_assert_cmpstr (tl_card_text_get_text (TL_CARD_TEXT (text)), ==, "<b>Bộ luật");
  tl_card_text_set_text (TL_CARD_TEXT (text), "Bộ luật");
  g_assert_cmpint (natural (text, GTK_ORIENTATION_HORIZONTAL, -1), ==, width);
  g_assert_finalize_object (text);
}

static void
bad_markup_is_refused (void)
{
  GtkWidget *text = make (1, "Bộ luật");

  g_test_expect_message ("tl-ui", G_LOG_LEVEL_WARNING, "a text with bad markup*");
  tl_card_text_set_markup (TL_CARD_TEXT (text), "<b>Bộ");
  g_test_assert_expected_messages ();
  g_assert_cmpstr (tl_card_text_get_text (TL_CARD_TEXT (text)), ==, "Bộ luật");
  g_assert_finalize_object (text);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/card-text/it-asks-for-what-a-label-asks-for",
                   it_asks_for_what_a_label_asks_for);
  g_test_add_func ("/ui/card-text/one-that-fills-asks-for-no-width-and-is-as-high-as-a-line",
                   one_that_fills_asks_for_no_width_and_is_as_high_as_a_line);
  g_test_add_func ("/ui/card-text/lines-stand-as-far-apart-as-asked-for",
                   lines_stand_as_far_apart_as_asked_for);
  g_test_add_func ("/ui/card-text/a-new-text-takes-the-place-of-the-old-one",
                   a_new_text_takes_the_place_of_the_old_one);
  g_test_add_func ("/ui/card-text/bad-markup-is-refused", bad_markup_is_refused);
  return g_test_run ();
}
