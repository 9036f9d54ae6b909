/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer says beside its hits: parts of scores, other units of a document, and an order
 * that does not depend on how a library is cut into volumes. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/tl-clock.h"
#include "search-fixture.h"

#define LAWS       12
#define ARTICLES   9
#define N_SHUFFLES 6

static const char *const WORDS[]
    = { "hợp đồng", "đặt cọc", "tài sản", "bồi thường", "thừa kế", "quyền", "đất", "vay", "lãi" };
static const char *const QUESTIONS[]
    = { "hợp đồng đặt cọc", "bồi thường tài sản", "quyền thừa kế đất", "vay lãi" };

static TlDocument *
make_law (guint number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (number / 2 + 1);
  g_autofree char *id = g_strdup_printf ("luat-%02u", number);
  g_autofree char *title = g_strdup_printf ("Luật %u", number / 2);
  TlDocument *law = search_fixture_statute (id, NULL, title, NULL, "2020-01-01",
                                            number % 5 == 4 ? "2022-01-01" : NULL);

  for (guint i = 1; i <= ARTICLES; i++)
    {
      g_autofree char *article = g_strdup_printf ("%u", i);
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 2, 9); n > 0; n--)
        g_string_append_printf (text, "%s ",
                                WORDS[g_rand_int_range (random, 0, G_N_ELEMENTS (WORDS))]);
      search_fixture_article (law, article, i % 3 == 0 ? "Đặt cọc" : NULL, text->str);
    }
  return law;
}

/* The laws in the order of @places, cut into @volumes volumes. */
static char *
write_library (const guint places[LAWS], guint volumes)
{
  char *folder = search_fixture_folder ();

  for (guint v = 0; v < volumes; v++)
    {
      g_autoptr (GPtrArray) documents
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
      g_autofree char *serial = g_strdup_printf ("%u", v + 1);
      g_autofree char *path = NULL;

      for (guint i = v; i < LAWS; i += volumes)
        g_ptr_array_add (documents, make_law (places[i]));
      path = search_fixture_write (folder, documents, serial);
    }
  return folder;
}

static char *
ask_all (const char *folder)
{
  g_autoptr (TlSearchEngine) engine = search_fixture_open (folder);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      TlSearchRequest request = { .text = QUESTIONS[i], .kind = -1, .limit = 90 };
      g_autoptr (TlSearchResult) result = search_fixture_ask (engine, &request);

      for (guint k = 0; k < result->hits->len; k++)
        {
          const TlHit *hit = search_fixture_hit (result, k);

          g_string_append_printf (lines, "%s#%s %.4f %u\n", hit->doc, hit->anchor, hit->score,
                                  hit->others);
        }
    }
  return g_string_free (lines, FALSE);
}

static void
the_order_does_not_depend_on_volumes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree char *expected = NULL;

  for (guint n = 0; n < N_SHUFFLES; n++)
    {
      guint places[LAWS];
      g_autofree char *folder = NULL;
      g_autofree char *lines = NULL;

      for (guint i = 0; i < LAWS; i++)
        places[i] = i;
      for (guint i = LAWS; n > 0 && i-- > 1;)
        {
          guint k = (guint)g_rand_int_range (random, 0, (int)i + 1), kept = places[i];

          places[i] = places[k];
          places[k] = kept;
        }
      folder = write_library (places, n % 3 + 1);
      lines = ask_all (folder);
      if (expected == NULL)
        expected = g_strdup (lines);
      g_assert_cmpstr (lines, ==, expected);
      search_fixture_remove (folder);
    }
  g_assert_cmpuint (strlen (expected), >, 1000);
}

typedef struct
{
  char *folder;
  TlSearchEngine *engine;
} Library;

static void
set_up (Library *library, gconstpointer data)
{
  static const guint PLACES[LAWS] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };

  tl_clock_set_fake (G_GINT64_CONSTANT (1794744000));
  library->folder = write_library (PLACES, 2);
  library->engine = search_fixture_open (library->folder);
}

static void
tear_down (Library *library, gconstpointer data)
{
  g_object_unref (library->engine);
  search_fixture_remove (library->folder);
  g_free (library->folder);
  tl_clock_set_fake (-1);
}

static void
parts_add_up_to_the_score (Library *library, gconstpointer data)
{
  guint expired = 0;

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      TlSearchRequest request = { .text = QUESTIONS[i], .kind = -1, .limit = 200 };
      g_autoptr (TlSearchResult) result = search_fixture_ask (library->engine, &request);

      for (guint k = 0; k < result->hits->len; k++)
        {
          const TlHit *hit = search_fixture_hit (result, k);
          double sum = 0;

          for (guint n = 0; n < hit->parts->len; n++)
            {
              const TlScorePart *part = g_ptr_array_index (hit->parts, n);

              sum += part->points;
              g_assert_nonnull (part->text);
              expired += strcmp (part->name, "effect") == 0;
              g_assert_true ((strcmp (part->name, "effect") == 0)
                             <= (hit->effect == TL_EFFECT_EXPIRED));
              if (n > 0)
                g_assert_cmpfloat (
                    fabs (part->points), <=,
                    fabs (((TlScorePart *)g_ptr_array_index (hit->parts, n - 1))->points));
            }
          g_assert_cmpfloat_with_epsilon (sum, hit->score, 1e-9);
          g_assert_cmpuint (hit->parts->len, >, 0);
        }
    }
  g_assert_cmpuint (expired, >, 0);
}

/* All units of a question, and then its documents with the numbers of their others. */
static void
a_group_is_the_best_unit_of_a_document (Library *library, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      TlSearchRequest request = { .text = QUESTIONS[i], .kind = -1, .limit = 200 };
      TlSearchRequest grouped = { .text = QUESTIONS[i], .kind = -1, .limit = 200, .group = TRUE };
      g_autoptr (TlSearchResult) all = search_fixture_ask (library->engine, &request);
      g_autoptr (TlSearchResult) groups = search_fixture_ask (library->engine, &grouped);
      guint next = 0, units = 0;

      for (guint k = 0; k < all->hits->len; k++)
        {
          const TlHit *hit = search_fixture_hit (all, k);
          gboolean first = TRUE;
          guint others = 0;

          for (guint n = 0; n < all->hits->len; n++)
            if (n != k && strcmp (search_fixture_hit (all, n)->doc, hit->doc) == 0)
              {
                others++;
                first = first && n > k;
              }
          g_assert_cmpuint (hit->others, ==, others);
          if (!first)
            continue;
          g_assert_cmpstr (search_fixture_hit (groups, next)->doc, ==, hit->doc);
          g_assert_cmpstr (search_fixture_hit (groups, next)->anchor, ==, hit->anchor);
          g_assert_cmpuint (search_fixture_hit (groups, next)->others, ==, others);
          units += others + 1;
          next++;
        }
      g_assert_cmpuint (groups->hits->len, ==, next);
      g_assert_cmpuint (groups->counts[TL_DOC_STATUTE], ==, next);
      g_assert_cmpuint (units, ==, all->hits->len);
    }
}

/* The best two articles of each statute, in the order of the whole list. */
static void
a_statute_has_as_many_articles_as_asked_for (Library *library, gconstpointer data)
{
  guint several = 0;

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      TlSearchRequest request = { .text = QUESTIONS[i], .kind = -1, .limit = 200 };
      TlSearchRequest grouped
          = { .text = QUESTIONS[i], .kind = -1, .limit = 200, .group = TRUE, .group_articles = 2 };
      g_autoptr (TlSearchResult) all = search_fixture_ask (library->engine, &request);
      g_autoptr (TlSearchResult) groups = search_fixture_ask (library->engine, &grouped);
      g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
      guint next = 0;

      for (guint k = 0; k < all->hits->len; k++)
        {
          const TlHit *hit = search_fixture_hit (all, k);
          guint before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, hit->doc));

          g_hash_table_insert (counts, hit->doc, GUINT_TO_POINTER (before + 1));
          if (before >= 2)
            continue;
          g_assert_cmpuint (next, <, groups->hits->len);
          g_assert_cmpstr (search_fixture_hit (groups, next)->doc, ==, hit->doc);
          g_assert_cmpstr (search_fixture_hit (groups, next)->anchor, ==, hit->anchor);
          several += before == 1;
          next++;
        }
      g_assert_cmpuint (groups->hits->len, ==, next);
    }
  g_assert_cmpuint (several, >, 0);
}

#define ADD(name) g_test_add ("/search/answers/" #name, Library, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/answers/the_order_does_not_depend_on_volumes",
                   the_order_does_not_depend_on_volumes);
  ADD (parts_add_up_to_the_score);
  ADD (a_group_is_the_best_unit_of_a_document);
  ADD (a_statute_has_as_many_articles_as_asked_for);
  return g_test_run ();
}
