/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions a day before, on and after each of a hundred amendments find the text of that day, and
 * never a word of another. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "search-fixture.h"

#define LAWS     5
#define ARTICLES 20

typedef enum
{
  REPLACED,  /* a clause gets another wording */
  REPEALED,  /* a clause ends */
  ADDED,     /* a clause begins */
  REWRITTEN, /* the article as a whole gets another wording */
  N_CHANGES
} Change;

/* One amendment: article @article of law @law, on @day. */
typedef struct
{
  guint law;
  guint article;
  Change change;
  char before[11]; /* the day before */
  char day[11];
  char after[11];
} Amendment;

static void
write_day (char to[11], guint days)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_MARCH, 2021);
  g_date_add_days (&date, days);
  g_snprintf (to, 11, "%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
              g_date_get_day (&date));
}

static Amendment
nth_amendment (guint n)
{
  Amendment amendment = { n / ARTICLES, n % ARTICLES + 1, (Change)(n % N_CHANGES), "", "", "" };

  write_day (amendment.before, 1 + n * 13);
  write_day (amendment.day, 2 + n * 13);
  write_day (amendment.after, 3 + n * 13);
  return amendment;
}

/* Words that stand nowhere else. */
static char *
old_word (guint n)
{
  return g_strdup_printf ("xưa%u", n);
}

static char *
new_word (guint n)
{
  return g_strdup_printf ("nay%u", n);
}

static TlBlock *
add_clause (TlDocument *law, int article, guint number, const char *word)
{
  g_autofree char *anchor
      = g_strdup_printf ("%s.k%u", tl_document_get_block (law, (guint)article)->anchor, number);
  TlBlock *clause = tl_document_add (law, tl_block_new (TL_BLOCK_CLAUSE, article, anchor));

  clause->label = g_strdup_printf ("%u", number);
  g_free (clause->text);
  clause->text = g_strdup_printf ("Người yêu cầu nộp đơn theo mẫu %s.", word);
  return clause;
}

static void
add_article (TlDocument *law, guint n)
{
  Amendment amendment = nth_amendment (n);
  g_autofree char *number = g_strdup_printf ("%u", amendment.article);
  g_autofree char *before = old_word (n), *after = new_word (n);
  TlBlock *article;
  int place;

  if (amendment.change == REWRITTEN)
    {
      article = search_fixture_article (law, number, "Nộp đơn", before);
      article->valid_from = g_strdup ("2021-01-01");
      article->valid_to = g_strdup (amendment.before);
      article = search_fixture_article (law, number, "Nộp đơn", after);
      article->valid_from = g_strdup (amendment.day);
      return;
    }
  search_fixture_article (law, number, "Nộp đơn", "");
  place = (int)law->blocks->len - 1;
  add_clause (law, place, 1, "chung");
  if (amendment.change != ADDED)
    add_clause (law, place, 2, before)->valid_to = g_strdup (amendment.before);
  if (amendment.change != REPEALED)
    add_clause (law, place, 2, after)->valid_from = g_strdup (amendment.day);
  add_clause (law, place, 3, "khác");
}

typedef struct
{
  char *folder;
  TlSearchEngine *engine;
} Corpus;

static void
set_up (Corpus *corpus, gconstpointer data)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;

  tl_clock_set_fake (G_GINT64_CONSTANT (1794744000));
  for (guint i = 0; i < LAWS; i++)
    {
      g_autofree char *id = g_strdup_printf ("luat-%u", i);
      g_autofree char *title = g_strdup_printf ("Luật thứ %u", i);
      TlDocument *law = search_fixture_statute (id, NULL, title, NULL, "2021-01-01", NULL);

      for (guint n = i * ARTICLES; n < (i + 1) * ARTICLES; n++)
        add_article (law, n);
      g_ptr_array_add (documents, law);
    }
  corpus->folder = search_fixture_folder ();
  path = search_fixture_write (corpus->folder, documents, "1");
  corpus->engine = search_fixture_open (corpus->folder);
}

static void
tear_down (Corpus *corpus, gconstpointer data)
{
  g_object_unref (corpus->engine);
  search_fixture_remove (corpus->folder);
  g_free (corpus->folder);
  tl_clock_set_fake (-1);
}

/* The amendment whose word stands in @text at @word ("xưa17"), and whether it is the old word. */
static void
assert_is_of_the_day (const char *text, const char *date)
{
  for (guint side = 0; side < 2; side++)
    {
      const char *stem = side == 0 ? "xưa" : "nay";

      for (const char *at = strstr (text, stem); at != NULL; at = strstr (at + 1, stem))
        {
          Amendment amendment = nth_amendment ((guint)atoi (at + strlen (stem)));

          g_assert_true ((strcmp (date, amendment.day) < 0) == (side == 0));
        }
    }
}

static void
assert_finds (Corpus *corpus, guint n, const char *word, const char *date, gboolean expected)
{
  g_autofree char *text = g_strdup_printf ("đơn theo mẫu %s", word);
  Amendment amendment = nth_amendment (n);
  g_autofree char *doc = g_strdup_printf ("luat-%u", amendment.law);
  g_autofree char *anchor = g_strdup_printf ("d%u", amendment.article);
  TlSearchRequest request = { .text = text, .kind = -1, .as_of = date, .limit = 100 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (corpus->engine, &request);
  TlSearchRequest alone = { .text = word, .kind = -1, .as_of = date, .limit = 10 };
  g_autoptr (TlSearchResult) only = search_fixture_ask (corpus->engine, &alone);

  for (guint i = 0; i < result->hits->len; i++)
    assert_is_of_the_day (search_fixture_hit (result, i)->passage, date);
  g_assert_cmpuint (only->hits->len, ==, expected ? 1 : 0);
  if (!expected)
    return;
  search_fixture_assert_first (result, doc, anchor);
  g_assert_nonnull (strstr (search_fixture_hit (result, 0)->passage, word));
  search_fixture_assert_first (only, doc, anchor);
}

static void
the_text_of_the_day_is_found_and_no_other (Corpus *corpus, gconstpointer data)
{
  for (guint n = 0; n < LAWS * ARTICLES; n++)
    {
      Amendment amendment = nth_amendment (n);
      g_autofree char *before = old_word (n), *after = new_word (n);
      gboolean had = amendment.change != ADDED, has = amendment.change != REPEALED;

      g_test_message ("amendment %u on %s", n, amendment.day);
      if (had)
        assert_finds (corpus, n, before, amendment.before, TRUE);
      if (has)
        assert_finds (corpus, n, after, amendment.before, FALSE);
      for (guint i = 0; i < 2; i++)
        {
          const char *date = i == 0 ? amendment.day : amendment.after;

          if (had)
            assert_finds (corpus, n, before, date, FALSE);
          if (has)
            assert_finds (corpus, n, after, date, TRUE);
        }
    }
}

/* "Phrases" are true of the wording of the day as well. */
static void
conditions_are_of_the_day (Corpus *corpus, gconstpointer data)
{
  for (guint n = 0; n < LAWS * ARTICLES; n += 7)
    {
      Amendment amendment = nth_amendment (n);
      g_autofree char *after = new_word (n);
      g_autofree char *text = amendment.change == REWRITTEN
                                  ? g_strdup_printf ("nộp đơn \"%s\"", after)
                                  : g_strdup_printf ("\"theo mẫu %s\"", after);

      for (guint i = 0; i < 2 && amendment.change != REPEALED; i++)
        {
          TlSearchRequest request = { .text = text,
                                      .kind = -1,
                                      .as_of = i == 0 ? amendment.before : amendment.day,
                                      .limit = 100 };
          g_autoptr (TlSearchResult) result = search_fixture_ask (corpus->engine, &request);

          g_assert_cmpuint (result->hits->len, ==, i);
        }
    }
}

static void
the_state_names_what_was_repealed (Corpus *corpus, gconstpointer data)
{
  guint repealed = 0;

  for (guint n = 0; n < LAWS * ARTICLES; n++)
    {
      Amendment amendment = nth_amendment (n);
      g_autofree char *text
          = g_strdup_printf ("điều %u luật thứ %u", amendment.article, amendment.law);
      g_autofree char *doc = g_strdup_printf ("document=luat-%u", amendment.law);
      g_autofree char *anchor = g_strdup_printf ("article=%u", amendment.article);
      const char *filters[] = { doc, anchor, NULL };

      for (guint i = 0; i < 2 && amendment.change == REPEALED; i++)
        {
          TlSearchRequest request = { .text = text,
                                      .kind = -1,
                                      .as_of = i == 0 ? amendment.before : amendment.day,
                                      .filters = filters,
                                      .limit = 10 };
          g_autoptr (TlSearchResult) result = search_fixture_ask (corpus->engine, &request);
          const TlHit *hit = search_fixture_hit (result, 0);

          g_assert_cmpuint (result->hits->len, ==, 1);
          g_assert_cmpint (hit->effect, ==, i == 0 ? TL_EFFECT_IN_FORCE : TL_EFFECT_PARTLY);
          g_assert_cmpstr (hit->effect_text, ==, i == 0 ? "In force" : "Partly expired (khoản 2)");
          repealed++;
        }
    }
  g_assert_cmpuint (repealed, ==, LAWS * ARTICLES / N_CHANGES * 2);
}

/* Nghị quyết 04/2019/NQ-HĐTP, Điều 8: from 30 days after publication. */
static void
a_precedent_is_usable_from_its_day (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *date;
    TlEffectState effect;
  } CASES[] = {
    { "2021-12-31", TL_EFFECT_NOT_YET },
    { "2022-01-29", TL_EFFECT_NOT_YET },
    { "2022-01-30", TL_EFFECT_IN_FORCE },
    { "2024-01-01", TL_EFFECT_IN_FORCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result
          = search_fixture_ask_on (fixture, "án lệ số 47", CASES[i].date);
      const TlHit *hit = search_fixture_hit (result, 0);

      g_assert_cmpstr (hit->doc, ==, "47-2021-al");
      g_assert_cmpint (hit->effect, ==, CASES[i].effect);
      g_assert_cmpstr (hit->valid_from, ==, "2022-01-30");
    }
}

#define ADD(name) g_test_add ("/search/as-of/" #name, Corpus, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (the_text_of_the_day_is_found_and_no_other);
  ADD (conditions_are_of_the_day);
  ADD (the_state_names_what_was_repealed);
  SEARCH_FIXTURE_ADD ("/search/as-of/", a_precedent_is_usable_from_its_day);
  return g_test_run ();
}
