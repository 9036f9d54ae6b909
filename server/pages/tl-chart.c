/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-chart.h"
#include "server/pages/tl-table-private.h"

#include "server/pages/tl-page.h"

#define WIDTH      1000
#define LABELS     380
#define VALUES     90
#define ROW        30
#define TOP        28
#define MAX_LETTER 46

static void
write_text (TlHtml *html, int x, int y, const char *anchor, const char *text)
{
  g_autofree char *xs = g_strdup_printf ("%d", x);
  g_autofree char *ys = g_strdup_printf ("%d", y);

  tl_html_leaf (html, "text", text, "x", xs, "y", ys, "text-anchor", anchor, NULL);
}

static void
write_line (TlHtml *html, int x, int bottom, const char *class)
{
  g_autofree char *xs = g_strdup_printf ("%d", x);
  g_autofree char *top = g_strdup_printf ("%d", TOP - 6);
  g_autofree char *end = g_strdup_printf ("%d", bottom);

  tl_html_begin (html, "line", "class", class, "x1", xs, "x2", xs, "y1", top, "y2", end, NULL);
}

static char *
shorten (const char *label)
{
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (label, -1) <= MAX_LETTER)
    return g_strdup (label);
  cut = g_utf8_substring (label, 0, MAX_LETTER - 1);
  return g_strconcat (cut, "…", NULL);
}

static char *
format_value (gint64 tenths, const char *unit)
{
  g_autofree char *number
      = unit != NULL ? _tl_table_decimal (tenths, ',') : tl_page_number (tenths / 10);

  return unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_steal_pointer (&number);
}

static void
write_bar (TlHtml *html, const TlChartBar *bar, guint row, gint64 most, const char *unit)
{
  int y = TOP + (int)row * ROW;
  int width = (int)(bar->value * (WIDTH - LABELS - VALUES) / most);
  g_autofree char *label = shorten (bar->label);
  g_autofree char *value = format_value (bar->value, unit);
  g_autofree char *x = g_strdup_printf ("%d", LABELS);
  g_autofree char *top = g_strdup_printf ("%d", y + 4);
  g_autofree char *wide = g_strdup_printf ("%d", MAX (width, bar->value > 0 ? 1 : 0));
  g_autofree char *high = g_strdup_printf ("%d", ROW - 10);

  write_text (html, LABELS - 10, y + 19, "end", label);
  tl_html_begin (html, "rect", "class", bar->rest ? "bar rest" : "bar", "x", x, "y", top, "width",
                 wide, "height", high, "rx", "3", NULL);
  write_text (html, LABELS + width + 8, y + 19, "start", value);
}

void
tl_chart_write (TlHtml *html, const char *title, const char *unit, gint64 goal, GArray *bars)
{
  int height = TOP + (int)bars->len * ROW + 14;
  g_autofree char *box = g_strdup_printf ("0 0 %d %d", WIDTH, height);
  gint64 most = MAX (goal, 10);

  for (guint i = 0; i < bars->len; i++)
    most = MAX (most, g_array_index (bars, TlChartBar, i).value);
  tl_html_begin (html, "figure", NULL);
  tl_html_leaf (html, "figcaption", title, NULL);
  tl_html_begin (html, "svg", "viewBox", box, "role", "img", "aria-label", title, NULL);
  write_line (html, LABELS, height - 10, "axis");
  if (goal > 0)
    {
      int x = LABELS + (int)(goal * (WIDTH - LABELS - VALUES) / most);
      g_autofree char *text = format_value (goal, unit);

      write_line (html, x, height - 10, "grid");
      write_text (html, x, TOP - 10, "middle", text);
    }
  for (guint i = 0; i < bars->len; i++)
    write_bar (html, &g_array_index (bars, TlChartBar, i), i, most, unit);
  tl_html_end (html, "svg");
  tl_html_end (html, "figure");
}
