/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "compare/tl-diff.h"
#include "corpus/tl-timeline.h"

static TlBlock *
add (TlDocument *document,
     TlBlockKind kind,
     int parent,
     const char *anchor,
     const char *text,
     const char *from,
     const char *to)
{
  TlBlock *block = tl_block_new (kind, parent, anchor);

  g_free (block->text);
  block->text = g_strdup (text);
  block->valid_from = g_strdup (from);
  block->valid_to = g_strdup (to);
  return tl_document_add (document, block);
}

static void
set_line (TlBlock *block, const char *line)
{
  block->source_line = g_strdup (line);
}

/* In force from 2017 to the end of 2030. */
static TlDocument *
make_law (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "luat-thu");

  document->effective_from = g_strdup ("2017-01-01");
  document->effective_to = g_strdup ("2030-12-31");
  document->meta = g_strdup (
      "{\"suspended\":[{\"unit\":\"d6\",\"from\":\"2020-03-01\",\"to\":\"2020-04-30\"}]}");
  /* Never changed. */
  add (document, TL_BLOCK_ARTICLE, -1, "d1", "Một.", NULL, NULL);
  /* Amended whole, twice, the second time in the future. */
  add (document, TL_BLOCK_ARTICLE, -1, "d2", "Hai.", NULL, "2019-12-31");
  add (document, TL_BLOCK_ARTICLE, -1, "d2", "Hai, mới.", "2020-01-01", "2026-06-30");
  add (document, TL_BLOCK_ARTICLE, -1, "d2", "Hai, sẽ có.", "2026-07-01", NULL);
  /* A clause amended, another repealed. */
  add (document, TL_BLOCK_ARTICLE, -1, "d3", "Ba:", NULL, NULL);
  add (document, TL_BLOCK_CLAUSE, 4, "d3.k1", "a.", NULL, "2018-12-31");
  add (document, TL_BLOCK_CLAUSE, 4, "d3.k1", "b.", "2019-01-01", NULL);
  add (document, TL_BLOCK_CLAUSE, 4, "d3.k2", "c.", NULL, "2021-12-31");
  /* A change that is not dated. */
  add (document, TL_BLOCK_ARTICLE, -1, "d4", "Bốn.", NULL, "2025-02-01");
  add (document, TL_BLOCK_ARTICLE, -1, "d4", "Bốn, mới.", "2026-01-31", NULL);
  /* Put in later, then repealed. */
  add (document, TL_BLOCK_ARTICLE, -1, "d4a", "Bốn a.", "2019-01-01", "2022-12-31");
  /* The same words under a new date. */
  add (document, TL_BLOCK_ARTICLE, -1, "d5", "Năm.", NULL, "2019-12-31");
  add (document, TL_BLOCK_ARTICLE, -1, "d5", "Năm.", "2020-01-01", NULL);
  add (document, TL_BLOCK_ARTICLE, -1, "d6", "Sáu.", NULL, NULL);
  /* Only the last of three wordings is known; the source line names the days of the others. */
  set_line (add (document, TL_BLOCK_ARTICLE, -1, "d7", "Bảy.", "2022-01-01", NULL),
            "(Điều 7 Luật số 90/2016/QH14, có hiệu lực thi hành kể từ ngày 01/07/2017, có nội dung "
            "được sửa đổi bởi Điều 1 Luật số 33/2018/QH14 có hiệu lực thi hành kể từ ngày "
            "01/01/2019; Điều 2 Luật số 44/2021/QH15 có hiệu lực thi hành kể từ ngày 01/01/2022)");
  return document;
}

/* "2017-01-01..2019-12-31 state text [changed] {ended}", a line a span. */
static char *
describe (const TlTimeline *timeline)
{
  static const char *const states[TL_N_EFFECT_STATES]
      = { "unknown", "not-yet", "in-force",  "partly",
          "expired", "no-text", "suspended", "unsuitable" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < timeline->spans->len; i++)
    {
      const TlTimelineSpan *span = tl_timeline_get (timeline, i);
      g_autofree char *text = g_strdup (span->text != NULL ? span->text : "-");

      g_strdelimit (text, "\n", '|');
      g_string_append_printf (out, "%s..%s %s %s", span->from != NULL ? span->from : "",
                              span->to != NULL ? span->to : "", states[span->state], text);
      for (guint k = 0; k < span->changed->len; k++)
        g_string_append_printf (out, " +%s", (char *)span->changed->pdata[k]);
      for (guint k = 0; k < span->ended->len; k++)
        g_string_append_printf (out, " -%s", (char *)span->ended->pdata[k]);
      g_string_append_c (out, '\n');
      g_assert_cmpint (span->index >= 0, ==, span->text != NULL);
    }
  return g_string_free (out, FALSE);
}

static void
the_timeline_has_every_wording_with_its_days (void)
{
  static const struct
  {
    const char *anchor;
    const char *spans;
  } cases[] = {
    { "d1", "..2016-12-31 not-yet -\n"
            "2017-01-01..2030-12-31 in-force Một.\n"
            "2031-01-01.. expired Một.\n" },
    { "d2", "..2016-12-31 not-yet -\n"
            "2017-01-01..2019-12-31 in-force Hai.\n"
            "2020-01-01..2026-06-30 in-force Hai, mới. +d2\n"
            "2026-07-01..2030-12-31 in-force Hai, sẽ có. +d2\n"
            "2031-01-01.. expired Hai, sẽ có.\n" },
    { "d3", "..2016-12-31 not-yet -\n"
            "2017-01-01..2018-12-31 in-force Ba:|a.|c.\n"
            "2019-01-01..2021-12-31 in-force Ba:|b.|c. +d3.k1\n"
            "2022-01-01..2030-12-31 partly Ba:|b. +d3.k2 -d3.k2\n"
            "2031-01-01.. expired Ba:|b.\n" },
    { "d3.k2", "..2016-12-31 not-yet -\n"
               "2017-01-01..2021-12-31 in-force c.\n"
               "2022-01-01.. expired - +d3.k2\n" },
    { "d4", "..2016-12-31 not-yet -\n"
            "2017-01-01..2025-02-01 in-force Bốn.\n"
            "2025-02-02..2026-01-30 no-text - +d4\n"
            "2026-01-31..2030-12-31 in-force Bốn, mới. +d4\n"
            "2031-01-01.. expired Bốn, mới.\n" },
    { "d4a", "..2016-12-31 not-yet -\n"
             "2017-01-01..2018-12-31 no-text -\n"
             "2019-01-01..2022-12-31 in-force Bốn a. +d4a\n"
             "2023-01-01.. expired - +d4a\n" },
    { "d5", "..2016-12-31 not-yet -\n"
            "2017-01-01..2030-12-31 in-force Năm.\n"
            "2031-01-01.. expired Năm.\n" },
    { "d6", "..2016-12-31 not-yet -\n"
            "2017-01-01..2020-02-29 in-force Sáu.\n"
            "2020-03-01..2020-04-30 suspended Sáu.\n"
            "2020-05-01..2030-12-31 in-force Sáu.\n"
            "2031-01-01.. expired Sáu.\n" },
    { "d7", "..2017-06-30 not-yet -\n"
            "2017-07-01..2018-12-31 no-text -\n"
            "2019-01-01..2021-12-31 no-text - +d7\n"
            "2022-01-01..2030-12-31 in-force Bảy. +d7\n"
            "2031-01-01.. expired Bảy.\n" },
  };
  g_autoptr (TlDocument) law = make_law ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlTimeline) timeline = tl_timeline_new (law, cases[i].anchor);
      g_autofree char *spans = describe (timeline);

      g_assert_cmpstr (spans, ==, cases[i].spans);
      g_assert_false (timeline->cut);
    }
  g_assert_null (tl_timeline_new (law, "d99"));
}

static void
every_day_lies_in_one_span_that_says_what_the_document_says (void)
{
  static const char *const anchors[] = { "d1", "d2", "d3", "d3.k1", "d3.k2", "d4", "d4a", "d6" };
  g_autoptr (TlDocument) law = make_law ();
  g_autoptr (GDate) day = g_date_new_dmy (20, 12, 2016);

  for (guint n = 0; n < 5200; n += 1, g_date_add_days (day, 1))
    {
      char date[11];

      g_date_strftime (date, sizeof date, "%Y-%m-%d", day);
      for (guint i = 0; i < G_N_ELEMENTS (anchors) && n % 3 == 0; i++)
        {
          g_autoptr (TlTimeline) timeline = tl_timeline_new (law, anchors[i]);
          const TlTimelineSpan *span
              = tl_timeline_get (timeline, tl_timeline_find (timeline, date));
          int index = tl_document_find (law, anchors[i], date);
          g_autofree char *text
              = index >= 0 ? tl_document_unit_text_on (law, (guint)index, date) : NULL;

          g_assert_true (span->from == NULL || strcmp (span->from, date) <= 0);
          g_assert_true (span->to == NULL || strcmp (date, span->to) <= 0);
          if (span->from != NULL)
            g_assert_cmpstr (span->text, ==, text);
          if (index >= 0)
            g_assert_cmpint (span->state, ==, tl_document_effect (law, index, date));
        }
    }
}

static void
what_is_compared_first_is_the_wording_of_the_day_with_the_one_before (void)
{
  static const struct
  {
    const char *anchor;
    const char *day;
    const char *left; /* (nullable): first day of the span, NULL: nothing to compare */
    const char *right;
  } cases[] = {
    { "d1", "2020-01-01", NULL, NULL },
    { "d5", "2021-01-01", NULL, NULL },
    { "d2", "2020-01-01", "2017-01-01", "2020-01-01" },
    { "d2", "2026-06-30", "2017-01-01", "2020-01-01" },
    { "d2", "2027-01-01", "2020-01-01", "2026-07-01" },
    { "d2", "2018-01-01", "2017-01-01", "2020-01-01" },
    { "d2", "2001-01-01", "2017-01-01", "2020-01-01" },
    { "d2", "2040-01-01", "2020-01-01", "2031-01-01" },
    { "d3", "2023-01-01", "2019-01-01", "2022-01-01" },
    { "d4", "2025-08-01", "2017-01-01", "2026-01-31" },
    { "d4a", "2025-08-01", NULL, NULL },
  };
  g_autoptr (TlDocument) law = make_law ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlTimeline) timeline = tl_timeline_new (law, cases[i].anchor);
      guint left, right;
      gboolean found = tl_timeline_choose (timeline, cases[i].day, &left, &right);

      g_test_message ("%s on %s", cases[i].anchor, cases[i].day);
      g_assert_cmpint (found, ==, cases[i].left != NULL);
      if (!found)
        continue;
      g_assert_cmpstr (tl_timeline_get (timeline, left)->from, ==, cases[i].left);
      g_assert_cmpstr (tl_timeline_get (timeline, right)->from, ==, cases[i].right);
    }
}

static void
the_difference_of_any_two_spans_gives_the_other_text_byte_for_byte (void)
{
  static const char *const anchors[] = { "d2", "d3", "d4", "d5" };
  g_autoptr (TlDocument) law = make_law ();

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      g_autoptr (TlTimeline) timeline = tl_timeline_new (law, anchors[i]);

      for (guint a = 0; a < timeline->spans->len; a++)
        for (guint b = 0; b < timeline->spans->len; b++)
          {
            const char *left = tl_timeline_get (timeline, a)->text;
            const char *right = tl_timeline_get (timeline, b)->text;
            g_autoptr (GArray) runs = NULL;
            g_autofree char *made = NULL;
            gsize length;

            if (left == NULL || right == NULL)
              continue;
            runs = tl_diff_texts (left, -1, right, -1, NULL, NULL);
            made = tl_diff_apply (runs, left, right, &length);
            g_assert_cmpmem (made, length, right, strlen (right));
          }
    }
}

/* A volume is data from outside. */
static void
hostile_dates_and_long_histories_are_bounded (void)
{
  g_autoptr (TlDocument) law = tl_document_new (TL_DOC_STATUTE, "x");
  g_autoptr (TlTimeline) timeline = NULL;

  law->meta = g_strdup ("{\"suspended\": [1, {\"from\": 3}, {\"from\": \"9999-12-31\"}]}");
  law->effective_to = g_strdup ("9999-12-31");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *from = g_strdup_printf ("%04u-01-01", 1900 + i);
      g_autofree char *to = g_strdup_printf ("%04u-12-31", 1900 + i);
      g_autofree char *text = g_strdup_printf ("Bản %u.", i);

      add (law, TL_BLOCK_ARTICLE, -1, "d1", text, from, to);
    }
  add (law, TL_BLOCK_ARTICLE, -1, "d1", "không ngày", "2020-02-31", "hôm qua");
  timeline = tl_timeline_new (law, "d1");
  g_assert_true (timeline->cut);
  g_assert_cmpuint (timeline->spans->len, <=, TL_TIMELINE_SPANS);
  g_assert_cmpuint (timeline->spans->len, >, 0);
  g_assert_cmpuint (tl_timeline_find (timeline, "0001-01-01"), ==, 0);
}

static void
a_place_belongs_to_its_article (void)
{
  static const char *const cases[][2]
      = { { "d3.k1", "d3" }, { "d2", "d2" }, { "nowhere", "nowhere" } };
  g_autoptr (TlDocument) law = make_law ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *article = tl_timeline_dup_article (law, cases[i][0]);

      g_assert_cmpstr (article, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/timeline/" #name, name)
  ADD (the_timeline_has_every_wording_with_its_days);
  ADD (every_day_lies_in_one_span_that_says_what_the_document_says);
  ADD (what_is_compared_first_is_the_wording_of_the_day_with_the_one_before);
  ADD (the_difference_of_any_two_spans_gives_the_other_text_byte_for_byte);
  ADD (hostile_dates_and_long_histories_are_bounded);
  ADD (a_place_belongs_to_its_article);
#undef ADD
  return g_test_run ();
}
