/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/usage/tl-usage-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "text/tl-numeral.h"

/* Order of the columns; "active" stands before the others: days on which the program was used. */
static const TlUsageCounter columns[] = {
  TL_USAGE_ACTIVE,       TL_USAGE_SEARCHES,    TL_USAGE_NO_ANSWER, TL_USAGE_READINGS,
  TL_USAGE_ANSWERS_USED, TL_USAGE_COMPARISONS, TL_USAGE_FEEDBACK,  TL_USAGE_CONTRIBUTIONS,
};

static const struct
{
  const char *title;
  const char *meaning;
} words[TL_USAGE_N] = {
  [TL_USAGE_SEARCHES]
  = { N_ ("Searches"), N_ ("The results of a question stood on the screen for one second, or one "
                           "of them was opened; the same question again within five minutes adds "
                           "nothing.") },
  [TL_USAGE_NO_ANSWER] = { N_ ("No answer"), N_ ("Such a question ended without a good answer.") },
  [TL_USAGE_READINGS]
  = { N_ ("Readings"), N_ ("A document was in front for ten seconds; the same one again counts "
                           "after another was read.") },
  [TL_USAGE_ANSWERS_USED]
  = { N_ ("Answers used"), N_ ("A passage of a result of the last question was copied, exported, "
                               "highlighted, noted or compared; one a question at most.") },
  [TL_USAGE_COMPARISONS]
  = { N_ ("Comparisons"), N_ ("Two documents stood side by side for ten seconds.") },
  [TL_USAGE_FEEDBACK] = { N_ ("Comments"), N_ ("A comment was handed over to be sent.") },
  [TL_USAGE_CONTRIBUTIONS] = { N_ ("Situations"), N_ ("A situation was handed over to be sent.") },
  [TL_USAGE_ACTIVE] = { N_ ("Active days"), N_ ("Any other number of the day is above 0.") },
};

const char *
tl_usage_counter_title (TlUsageCounter counter)
{
  g_return_val_if_fail ((guint)counter < TL_USAGE_N, "");
  return _ (words[counter].title);
}

const char *
tl_usage_counter_meaning (TlUsageCounter counter)
{
  g_return_val_if_fail ((guint)counter < TL_USAGE_N, "");
  return _ (words[counter].meaning);
}

GArray *
tl_usage_rows_new (GPtrArray *days, const char *month)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (TlUsageRow));

  for (guint i = 0; i < days->len; i++)
    {
      const TlDeskUsageDay *day = g_ptr_array_index (days, i);
      gsize length = month != NULL ? TL_DATE_SIZE - 1 : strlen ("YYYY-MM");
      TlUsageRow *row = rows->len > 0 ? &g_array_index (rows, TlUsageRow, rows->len - 1) : NULL;

      if (month != NULL && !g_str_has_prefix (day->day, month))
        continue;
      if (row == NULL || strncmp (row->period, day->day, length) != 0)
        {
          g_array_set_size (rows, rows->len + 1);
          row = &g_array_index (rows, TlUsageRow, rows->len - 1);
          memcpy (row->period, day->day, length);
        }
      for (guint c = 0; c < TL_USAGE_N; c++)
        row->counters[c] += day->counters[c];
      row->days++;
      row->sent += day->sent > 0;
    }
  return rows;
}

static GtkWidget *
attach (GtkGrid *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), row == 0);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
  return label;
}

/* "2026-11" as 11/2026, a day as days are written. */
static char *
print_period (const char *period)
{
  if (strlen (period) == TL_DATE_SIZE - 1)
    return tl_date_format_vi (period);
  return g_strdup_printf ("%.2s/%.4s", period + strlen ("YYYY-"), period);
}

static char *
print_sent (const TlUsageRow *row)
{
  if (row->sent == 0)
    return g_strdup (_ ("not sent"));
  if (row->sent == row->days)
    return g_strdup (_ ("sent"));
  /* Translators: days of a month whose numbers were sent, of how many. */
  return g_strdup_printf (_ ("%u of %u days sent"), row->sent, row->days);
}

GtkWidget *
tl_usage_table_new (GArray *rows)
{
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);

  gtk_grid_set_column_spacing (grid, 18);
  gtk_grid_set_row_spacing (grid, 4);
  attach (grid, 0, 0, "", NULL);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    gtk_widget_set_tooltip_text (
        attach (grid, (int)c + 1, 0, tl_usage_counter_title (columns[c]), "heading"),
        tl_usage_counter_meaning (columns[c]));
  attach (grid, G_N_ELEMENTS (columns) + 1, 0, _ ("Sending"), "heading");
  for (guint i = 0; i < rows->len; i++)
    {
      const TlUsageRow *row = &g_array_index (rows, TlUsageRow, i);
      g_autofree char *period = print_period (row->period);
      g_autofree char *sent = print_sent (row);

      attach (grid, 0, (int)i + 1, period, NULL);
      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        {
          g_autofree char *figure = tl_numeral_group ((guint)row->counters[columns[c]]);

          attach (grid, (int)c + 1, (int)i + 1, figure, "numeric");
        }
      attach (grid, G_N_ELEMENTS (columns) + 1, (int)i + 1, sent, NULL);
    }
  return widget;
}
