/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"
#include "search/suggest/tl-suggest-table.h"
#include "search/suggest/tl-suggest.h"

#define ADD(name) SEARCH_FIXTURE_ADD ("/suggest/", name)

static GPtrArray *
suggest_on (SearchFixture *fixture, const char *prefix, const char *as_of, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = tl_suggest (fixture->engine, prefix, as_of, limit, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list);
  g_assert_cmpuint (list->len, <=, limit);
  for (guint i = 0; i < list->len; i++)
    {
      const TlSuggestion *suggestion = g_ptr_array_index (list, i);

      g_assert_cmpuint (strlen (suggestion->text), >, 0);
      g_assert_nonnull (suggestion->doc);
    }
  return list;
}

/* "doc#anchor" of the first, "" when there is none. */
static char *
first_place (GPtrArray *list)
{
  const TlSuggestion *suggestion = list->len > 0 ? g_ptr_array_index (list, 0) : NULL;

  if (suggestion == NULL)
    return g_strdup ("");
  return g_strconcat (suggestion->doc, suggestion->anchor != NULL ? "#" : NULL, suggestion->anchor,
                      NULL);
}

static void
what_is_typed_leads_to_places (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *prefix;
    const char *place;
  } rows[] = {
    { "đặt c", "91-2015-qh13#d328" },
    { "dat coc", "91-2015-qh13#d328" },
    { "ĐẶT", "91-2015-qh13#d328" },
    { "tội trộm c", "100-2015-qh13#d173" },
    { "toi trom cap tai s", "100-2015-qh13#d173" },
    { "lừa đảo", "100-2015-qh13#d174" },
    { "blhs", "100-2015-qh13" },
    { "bộ luật dân", "91-2015-qh13" },
    { "91/2015", "91-2015-qh13" },
    { "luật số 58", "58-2020-qh14" },
    { "12/2023/ds", "12-2023-ds-st-a" },
    { "012/2023/DS-S", "12-2023-ds-st-a" },
    { "bản án số 12", "12-2023-ds-st-a" },
    { "án lệ 47", "47-2021-al" },
    { "án lệ số 47/2021", "47-2021-al" },
    { "al 4", "47-2021-al" },
    { "điều 173 blhs", "100-2015-qh13#d173" },
    { "dieu 328 blds", "91-2015-qh13#d328" },
    { "điều 174 bộ luật h", "100-2015-qh13#d174" },
    { "điều 328 bld", "91-2015-qh13#d328" },
    { "người chưa thành", "tinh-huong-1" },
    /* Marks that were typed are there. */
    { "đát c", "" },
    { "tơi trộm", "" },
    { "án lệ 48", "" },
    { "xyz", "" },
    { "", "" },
    { "   ", "" },
    { "/-/", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = suggest_on (fixture, rows[i].prefix, NULL, 10);
      g_autofree char *place = first_place (list);

      g_test_message ("%s", rows[i].prefix);
      g_assert_cmpstr (place, ==, rows[i].place);
    }
}

static void
the_tone_stands_where_it_will (SearchFixture *fixture, gconstpointer data)
{
  static const char *const rows[]
      = { "nguyên tắc hoà", "nguyên tắc hòa", "nguyen tac hoa", "nguyên tắc hòa g",
          "nguye\xcc\x82n ta\xcc\x86\xcc\x81"
          "c hoa\xcc\x80 gia\xcc\x89" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = suggest_on (fixture, rows[i], "2026-11-15", 10);
      g_autofree char *place = first_place (list);

      g_assert_cmpstr (place, ==, "58-2020-qh14#d3");
      /* Two versions of one article are one way to go on. */
      g_assert_cmpuint (list->len, ==, 1);
    }
}

static void
what_is_in_force_comes_first (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *day;
    const char *place;
  } rows[] = { { "2010-01-01", "15-1999-qh10#d138" }, { "2026-01-01", "100-2015-qh13#d173" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = suggest_on (fixture, "tội trộm", rows[i].day, 10);
      g_autofree char *place = first_place (list);

      g_assert_cmpuint (list->len, ==, 2);
      g_assert_cmpstr (place, ==, rows[i].place);
    }
}

static void
typed_words_fit_by_their_marks (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint first;
    const char *typed;
    gboolean fits;
  } rows[] = {
    { "Tội trộm cắp", 0, "toi tr", TRUE },
    { "Tội trộm cắp", 0, "tội trộm cắp", TRUE },
    { "Tội trộm cắp", 1, "trôm", TRUE },
    { "Tội trộm cắp", 1, "trơm", FALSE },
    { "Tội trộm cắp", 0, "to tr", FALSE },
    { "Tội trộm cắp", 2, "cắp tài", FALSE },
    { "Tội trộm cắp", 5, "cắp", FALSE },
    { "Đặt cọc", 0, "đ", TRUE },
    { "Đặt cọc", 0, "đa", TRUE },
    { "Dân sự", 0, "đâ", FALSE },
    { "Thúy", 0, "thuý", TRUE },
    { "Kỹ thuật", 0, "kĩ th", TRUE },
    { "Phần 12/2024/DS-ST", 1, "12/2024/d", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s, %s", rows[i].text, rows[i].typed);
      g_assert_cmpint (tl_suggest_fits (rows[i].text, rows[i].first, rows[i].typed), ==,
                       rows[i].fits);
    }
}

static void
names_are_folded_for_looking_up (SearchFixture *fixture, gconstpointer data)
{
  static const char *const rows[][2] = {
    { "Bộ luật Hình sự", "bo luat hinh su" },
    { "  Đặt   cọc, (sửa đổi)", "dat coc sua doi" },
    { "12/2024/DS-ST", "12/2024/ds-st" },
    { "Kỹ thuật – công nghệ", "ki thuat cong nghe" },
    { "...", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = tl_suggest_fold (rows[i][0]);

      g_assert_cmpstr (folded, ==, rows[i][1]);
    }
}

static gboolean
place_cb (const TlSuggestEntry *entry, guint word, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup_printf ("%s %u", entry->key, word));
  return TRUE;
}

static void
add_places (GPtrArray *places, const TlSuggestTable *table, const char *prefix)
{
  tl_suggest_table_find (table, prefix, 100, place_cb, places);
}

static GBytes *
make_table (void)
{
  g_autoptr (TlSuggestWriter) writer = tl_suggest_writer_new ();
  g_autoptr (GPtrArray) documents = search_fixture_documents ();

  for (guint i = 0; i < documents->len; i++)
    tl_suggest_writer_add (writer, g_ptr_array_index (documents, i), i + 1);
  return tl_suggest_writer_finish (writer);
}

static void
every_word_of_a_heading_can_begin (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_table ();
  g_autoptr (GBytes) again = make_table ();
  g_autoptr (TlSuggestTable) table = tl_suggest_table_new (bytes);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_nonnull (table);
  add_places (places, table, "tai san");
  g_assert_cmpuint (places->len, ==, 4);
  g_assert_cmpstr (places->pdata[0], ==, "toi trom cap tai san 3");
}

/* An anchor that is too long costs its own suggestion, and not the table. */
static void
a_long_anchor_costs_one_suggestion (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (TlSuggestWriter) writer = tl_suggest_writer_new ();
  g_autoptr (TlDocument) law
      = search_fixture_statute ("luat", NULL, "Luật Thử", NULL, "2020-01-01", NULL);
  g_autofree char *anchor = g_strnfill (401, 'a');
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TlSuggestTable) table = NULL;
  TlBlock *block = search_fixture_article (law, "1", "Tặng cho nhà ở", "Lời văn.");

  g_free (block->anchor);
  block->anchor = g_steal_pointer (&anchor);
  search_fixture_article (law, "2", "Tặng cho động sản", "Lời văn.");
  tl_suggest_writer_add (writer, law, 1);
  bytes = tl_suggest_writer_finish (writer);
  table = tl_suggest_table_new (bytes);
  g_assert_nonnull (table);
  add_places (places, table, "tang cho");
  g_assert_cmpuint (places->len, ==, 1);
}

static void
damaged_tables_are_refused_or_read_within_bounds (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_table ();
  gsize length;
  const guint8 *good = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (good, length);
      g_autoptr (GBytes) cut = g_bytes_new (good, i);
      g_autoptr (TlSuggestTable) short_table = tl_suggest_table_new (cut);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (TlSuggestTable) table = NULL;
      g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

      copy[i] ^= 0x5a;
      changed = g_bytes_new (copy, length);
      table = tl_suggest_table_new (changed);
      if (table != NULL)
        add_places (places, table, "t");
      if (short_table != NULL)
        add_places (places, short_table, "t");
      g_assert_cmpuint (places->len, <=, 200);
    }
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **list = data;

  *list = tl_suggest_finish (TL_SEARCH_ENGINE (source), result, &error);
  g_assert_no_error (error);
}

static void
beside_the_main_loop_it_is_the_same (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  tl_suggest_async (fixture->engine, "đặt c", NULL, 5, NULL, done_cb, &list);
  while (list == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
hostile_prefixes_are_bounded (SearchFixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strnfill (100000, 'a');
  g_autofree char *spaces = g_strnfill (100000, ' ');
  const char *rows[]
      = { words, spaces, "\xff\xfe", "\xc3", "12/", "0000000000", "điều", "điều 1 ", "\x01\x02" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) list = suggest_on (fixture, rows[i], NULL, 100);

      g_assert_cmpuint (list->len, <=, 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (what_is_typed_leads_to_places);
  ADD (the_tone_stands_where_it_will);
  ADD (what_is_in_force_comes_first);
  ADD (typed_words_fit_by_their_marks);
  ADD (names_are_folded_for_looking_up);
  ADD (every_word_of_a_heading_can_begin);
  ADD (a_long_anchor_costs_one_suggestion);
  ADD (damaged_tables_are_refused_or_read_within_bounds);
  ADD (beside_the_main_loop_it_is_the_same);
  ADD (hostile_prefixes_are_bounded);
  return g_test_run ();
}
