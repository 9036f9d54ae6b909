/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of facets beside counts of SQL over the documents that the answer lists, and filters. */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "law/court/tl-court.h"
#include "search-fixture.h"
#include "search/facet/tl-facet.h"

#define QUESTIONS 50
#define DATE      "2024-03-01"

static const char *const WORDS[]
    = { "hợp đồng",   "đặt cọc", "tài sản", "trộm cắp", "bồi thường",
        "thừa kế",    "ly hôn",  "quyền",   "sử dụng",  "đất",
        "nguyên đơn", "bị cáo",  "vay",     "lãi",      "chuyển nhượng" };
static const char *const COURTS[] = { "tand-tinh.bac-giang", "tand-tinh.bac-ninh", "tand-toi-cao",
                                      "tand-cap-cao.ha-noi", "tand-tinh.ha-noi" };
static const char *const TYPES[] = { "DS", "HS", "HNGĐ", "KDTM" };
static const char *const STAGES[] = { "ST", "PT" };
static const char *const LEVELS[] = { "tỉnh", "huyện", "tối cao" };
static const char *const OUTCOMES[] = { "accepted", "rejected", "upheld" };
static const char *const RELATIONS[]
    = { "Tranh chấp đặt cọc", "tranh chấp đặt cọc", "Ly hôn", "Tranh chấp thừa kế" };
static const char *const CHARGES[] = { "Trộm cắp tài sản", "Cướp tài sản", "Giết người" };
static const char *const PROVISIONS[]
    = { "BLHS2015:173", "BLDS2015:328", "BLHS2015:51", "NQ03/2012/NQ-HĐTP:5" };

#define PICK(random, list) ((list)[g_rand_int_range ((random), 0, G_N_ELEMENTS (list))])

typedef struct
{
  char *folder;
  TlSearchEngine *engine;
  GHashTable *documents; /* (element-type utf8 TlDocument): those that win */
  sqlite3 *db;
} Corpus;

/* ---- The corpus ---- */

static char *
random_text (GRand *random, int most)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 3, most); n > 0; n--)
    g_string_append_printf (text, "%s ", PICK (random, WORDS));
  return g_string_free (text, FALSE);
}

static void
set_meta (GRand *random, TlDocument *document)
{
  g_autoptr (JsonObject) meta = json_object_new ();
  JsonArray *charges = json_array_new (), *provisions = json_array_new ();

  if (g_rand_int_range (random, 0, 5) > 0)
    tl_json_set_string (meta, "case_type", PICK (random, TYPES));
  tl_json_set_string (meta, "stage", PICK (random, STAGES));
  tl_json_set_string (meta, "level", PICK (random, LEVELS));
  if (g_rand_int_range (random, 0, 5) > 0)
    tl_json_set_string (meta, "court_id", PICK (random, COURTS));
  if (g_rand_boolean (random))
    tl_json_set_string (meta, "outcome", PICK (random, OUTCOMES));
  if (g_rand_boolean (random))
    tl_json_set_string (meta, "relation", PICK (random, RELATIONS));
  for (int n = g_rand_int_range (random, 0, 3); n > 0; n--)
    json_array_add_string_element (charges, PICK (random, CHARGES));
  for (int n = g_rand_int_range (random, 0, 4); n > 0; n--)
    json_array_add_string_element (provisions, PICK (random, PROVISIONS));
  json_object_set_array_member (meta, "charges", charges);
  json_object_set_array_member (meta, "provisions", provisions);
  document->meta = tl_json_to_line (meta);
}

static TlDocument *
make_judgment (GRand *random, guint number)
{
  g_autofree char *id = g_strdup_printf ("ban-an-%03u", number);
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->title = g_strdup (PICK (random, RELATIONS));
  document->issuer = g_strdup_printf ("Tòa án nhân dân %d", g_rand_int_range (random, 1, 6));
  document->issued = g_strdup_printf ("%d-05-20", g_rand_int_range (random, 2018, 2025));
  set_meta (random, document);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("nhan.%u", i);
      TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor));

      g_free (block->text);
      block->text = random_text (random, 20);
    }
  return document;
}

/* Articles with and without versions; some laws are over, some repealed in part. */
static TlDocument *
make_law (GRand *random, guint number)
{
  g_autofree char *id = g_strdup_printf ("luat-%02u", number);
  g_autofree char *title = g_strdup_printf ("Luật số %u", number);
  TlDocument *law = search_fixture_statute (id, NULL, title, NULL, "2020-01-01",
                                            number % 4 == 0 ? "2023-12-31" : NULL);

  law->issued = g_strdup_printf ("%d-11-20", g_rand_int_range (random, 2018, 2025));
  for (int i = g_rand_int_range (random, 1, 9); i > 0; i--)
    {
      g_autofree char *article = g_strdup_printf ("%d", i);
      g_autofree char *text = random_text (random, 15);
      g_autofree char *newer = random_text (random, 15);
      TlBlock *block = search_fixture_article (law, article, PICK (random, WORDS), text);

      if (i % 3 != 0)
        continue;
      block->valid_from = g_strdup ("2020-01-01");
      block->valid_to = g_strdup ("2023-06-30");
      if (number % 2 == 0)
        continue;
      block = search_fixture_article (law, article, PICK (random, WORDS), newer);
      block->valid_from = g_strdup ("2023-07-01");
    }
  return law;
}

static TlDocument *
make_precedent (GRand *random, guint number)
{
  g_autofree char *id = g_strdup_printf ("an-le-%02u", number);
  TlDocument *document = tl_document_new (TL_DOC_PRECEDENT, id);
  TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "anle.1"));

  g_free (block->text);
  block->text = random_text (random, 20);
  document->title = g_strdup ("Về đặt cọc");
  document->published = g_strdup (number % 2 == 0 ? "2024-02-15" : "2024-01-15");
  return document;
}

static void
write_part (Corpus *corpus, GRand *random, guint from, guint to, const char *serial)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;

  for (guint i = from; i < to; i++)
    {
      g_ptr_array_add (documents, make_judgment (random, i));
      if (i % 5 == 0)
        g_ptr_array_add (documents, make_law (random, i / 5));
      if (i % 20 == 0)
        g_ptr_array_add (documents, make_precedent (random, i / 20));
    }
  path = search_fixture_write (corpus->folder, documents, serial);
  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (documents, i);

      g_hash_table_replace (corpus->documents, document->id, tl_document_ref (document));
    }
}

/* ---- SQL ---- */

static void
execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
insert (sqlite3 *db, const char *sql, const char *const *values)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  for (int i = 0; values[i] != NULL; i++)
    sqlite3_bind_text (statement, i + 1, values[i], -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static void
put (Corpus *corpus, const TlDocument *document, const char *facet, const char *value)
{
  g_autofree char *lower = value != NULL ? g_utf8_strdown (value, -1) : NULL;
  const char *values[] = { document->id, facet, lower, NULL };

  if (value != NULL && *value != '\0')
    insert (corpus->db, "INSERT INTO facts VALUES (?, ?, ?)", values);
}

static void
put_list (Corpus *corpus, const TlDocument *document, JsonObject *meta, const char *member)
{
  JsonArray *list = json_object_get_array_member (meta, member);

  for (guint i = 0; i < json_array_get_length (list); i++)
    put (corpus, document, strcmp (member, "charges") == 0 ? "relation" : "provision",
         json_array_get_string_element (list, i));
}

static void
put_court (Corpus *corpus, const TlDocument *document, const char *id)
{
  g_autoptr (TlCourt) court = id != NULL ? tl_court_by_id (id) : NULL;
  g_autoptr (GPtrArray) heirs = court != NULL ? tl_court_on_date (court, "2026-11-15") : NULL;

  put (corpus, document, "court_id", id);
  for (guint i = 0; heirs != NULL && i < heirs->len; i++)
    put (corpus, document, "court", ((TlCourt *)g_ptr_array_index (heirs, i))->id);
}

static void
put_document (Corpus *corpus, const TlDocument *document)
{
  static const char *const MEMBERS[] = { "case_type", "stage", "level", "outcome", "relation" };
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  g_autofree char *year = document->issued != NULL ? g_strndup (document->issued, 4) : NULL;

  put (corpus, document, "kind", tl_doc_kind_code (document->kind));
  put (corpus, document, "issuer", document->issuer);
  put (corpus, document, "year", year);
  /* No judgment of this corpus reviews another. */
  if (document->kind == TL_DOC_JUDGMENT)
    put (corpus, document, "review", TL_REVIEW_STANDING);
  if (document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_PRECEDENT)
    put (corpus, document, "effect",
         tl_effect_state_code (tl_document_effect (document, -1, DATE)));
  if (meta == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    put (corpus, document, MEMBERS[i], tl_json_get_string (meta, MEMBERS[i]));
  put_list (corpus, document, meta, "charges");
  put_list (corpus, document, meta, "provisions");
  put_court (corpus, document, tl_json_get_string (meta, "court_id"));
}

/* Documents of each value among those that matched. */
static GHashTable *
count_by_sql (Corpus *corpus, const char *facet)
{
  sqlite3_stmt *statement = NULL;
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpint (sqlite3_prepare_v2 (corpus->db,
                                       "SELECT value, COUNT(DISTINCT doc) FROM facts JOIN matched "
                                       "USING (doc) WHERE facet = ? GROUP BY value",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, facet, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_hash_table_insert (counts, g_strdup ((const char *)sqlite3_column_text (statement, 0)),
                         GINT_TO_POINTER (sqlite3_column_int (statement, 1)));
  sqlite3_finalize (statement);
  return counts;
}

/* The courts as they were are left out only where they are those of today. */
static void
assert_courts_are_those_of_today (Corpus *corpus, GHashTable *counts)
{
  g_autoptr (GHashTable) today = count_by_sql (corpus, "court");
  GHashTableIter iter;
  gpointer court, count;

  g_assert_cmpuint (g_hash_table_size (counts), ==, g_hash_table_size (today));
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &court, &count))
    g_assert_true (g_hash_table_lookup (today, court) == count);
}

/* The same numbers the other way round: each value of the facet with its count, and nothing else.
 */
static void
assert_facet_is_sql (Corpus *corpus, const TlFacet *facet, const TlSearchResult *matched)
{
  g_autoptr (GHashTable) counts = NULL;

  execute (corpus->db, "DELETE FROM matched");
  for (guint i = 0; i < matched->hits->len; i++)
    {
      const char *values[] = { search_fixture_hit (matched, i)->doc, NULL };

      insert (corpus->db, "INSERT OR IGNORE INTO matched VALUES (?)", values);
    }
  counts = count_by_sql (corpus, facet->name);
  if (facet->values->len == 0 && strcmp (facet->name, "court_id") == 0)
    {
      assert_courts_are_those_of_today (corpus, counts);
      return;
    }
  for (guint i = 0; i < facet->values->len; i++)
    {
      const TlFacetValue *value = g_ptr_array_index (facet->values, i);
      g_autofree char *lower = g_utf8_strdown (value->value, -1);

      g_test_message ("%s=%s", facet->name, value->value);
      g_assert_cmpuint (value->count, ==, GPOINTER_TO_UINT (g_hash_table_lookup (counts, lower)));
      g_assert_nonnull (value->label);
      g_assert_true (g_hash_table_remove (counts, lower));
      if (i > 0)
        g_assert_cmpuint (value->count, <=,
                          ((TlFacetValue *)g_ptr_array_index (facet->values, i - 1))->count);
    }
  g_assert_cmpuint (g_hash_table_size (counts), ==, 0);
}

/* ---- Questions ---- */

static void
set_up (Corpus *corpus, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GHashTableIter iter;
  gpointer document;

  tl_clock_set_fake (G_GINT64_CONSTANT (1794744000));
  corpus->folder = search_fixture_folder ();
  corpus->documents
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)tl_document_unref);
  /* The second volume replaces some documents of the first. */
  write_part (corpus, random, 0, 100, "1");
  write_part (corpus, random, 80, 140, "2");
  corpus->engine = search_fixture_open (corpus->folder);
  g_assert_cmpint (sqlite3_open (":memory:", &corpus->db), ==, SQLITE_OK);
  execute (corpus->db, "CREATE TABLE facts (doc, facet, value)");
  execute (corpus->db, "CREATE TABLE matched (doc PRIMARY KEY)");
  g_hash_table_iter_init (&iter, corpus->documents);
  while (g_hash_table_iter_next (&iter, NULL, &document))
    put_document (corpus, document);
}

static void
tear_down (Corpus *corpus, gconstpointer data)
{
  sqlite3_close (corpus->db);
  g_object_unref (corpus->engine);
  g_hash_table_unref (corpus->documents);
  search_fixture_remove (corpus->folder);
  g_free (corpus->folder);
  tl_clock_set_fake (-1);
}

static TlSearchResult *
ask (Corpus *corpus, const char *text, int kind, const char *const *filters)
{
  TlSearchRequest request = {
    .text = text, .kind = kind, .as_of = DATE, .filters = filters, .limit = 1000, .facets = TRUE
  };

  return search_fixture_ask (corpus->engine, &request);
}

static char *
random_question (GRand *random)
{
  GString *text = g_string_new (PICK (random, WORDS));

  for (int n = g_rand_int_range (random, 0, 3); n > 0; n--)
    g_string_append_printf (text, " %s", PICK (random, WORDS));
  return g_string_free (text, FALSE);
}

static void
assert_counts_are_documents (Corpus *corpus, const TlSearchResult *result)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint counts[TL_N_DOC_KINDS] = { 0 };

  for (guint i = 0; i < result->hits->len; i++)
    if (g_hash_table_add (seen, search_fixture_hit (result, i)->doc))
      counts[search_fixture_hit (result, i)->kind]++;
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    g_assert_cmpuint (result->counts[kind], ==, counts[kind]);
}

static void
counts_of_random_questions_are_those_of_sql (Corpus *corpus, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint values = 0;

  for (guint i = 0; i < QUESTIONS; i++)
    {
      g_autofree char *text = random_question (random);
      g_autoptr (TlSearchResult) result = ask (corpus, text, -1, NULL);

      g_test_message ("%s", text);
      g_assert_true (result->counts_exact);
      g_assert_cmpuint (result->facets->len, ==, TL_N_FACETS);
      g_assert_cmpuint (result->hits->len, >, 0);
      assert_counts_are_documents (corpus, result);
      for (guint k = 0; k < result->facets->len; k++)
        {
          assert_facet_is_sql (corpus, g_ptr_array_index (result->facets, k), result);
          values += ((TlFacet *)g_ptr_array_index (result->facets, k))->values->len;
        }
    }
  g_assert_cmpuint (values, >, QUESTIONS * 20);
}

/* Under filters a facet counts what the question finds without the facet's own filter. */
static void
counts_under_filters_are_those_of_sql (Corpus *corpus, gconstpointer data)
{
  static const char *const FILTERS[][4] = {
    { "case_type=DS", NULL },
    { "year=2020..2023", "stage=ST", NULL },
    { "relation=tranh chap dat coc", NULL },
    { "charge=Giết người", "charge=Cướp tài sản", "level=tỉnh", NULL },
    { "provision=BLHS2015:173", NULL },
    { "effect=partly", "effect=in-force", NULL },
    { "court=tand-tinh.bac-ninh", "outcome=upheld", NULL },
    { "court=TAND tỉnh Bắc Ninh", NULL },
    { "kind=statute", "kind=precedent", NULL },
    { "court_id=tand-tinh.bac-giang", NULL },
    { "issuer=Tòa án nhân dân 3", "year=..2021", NULL },
    { "effect=not-yet", NULL },
    { "review=standing", NULL },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  guint hits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (FILTERS) * 4; i++)
    {
      const char *const *filters = FILTERS[i % G_N_ELEMENTS (FILTERS)];
      g_autofree char *text = random_question (random);
      g_autoptr (TlSearchResult) result = ask (corpus, text, -1, filters);

      hits += result->hits->len;
      for (guint k = 0; k < result->facets->len; k++)
        {
          const TlFacet *facet = g_ptr_array_index (result->facets, k);
          g_autoptr (GPtrArray) others = g_ptr_array_new ();
          g_autoptr (TlSearchResult) under = NULL;

          for (guint n = 0; filters[n] != NULL; n++)
            if (!g_str_has_prefix (filters[n], facet->name)
                || filters[n][strlen (facet->name)] != '=')
              if (!g_str_has_prefix (filters[n], "charge=")
                  || strcmp (facet->name, "relation") != 0)
                g_ptr_array_add (others, (gpointer)filters[n]);
          g_ptr_array_add (others, NULL);
          under = ask (corpus, text, -1, (const char *const *)others->pdata);
          assert_facet_is_sql (corpus, facet, under);
        }
    }
  g_assert_cmpuint (hits, >, 100);
}

static void
fields_that_let_nothing_through_are_no_good_answer (Corpus *corpus, gconstpointer data)
{
  g_autoptr (TlSearchResult) nothing = ask (corpus, "năm:1990", -1, NULL);
  g_autoptr (TlSearchResult) something = ask (corpus, "năm:2019..2021", -1, NULL);

  g_assert_cmpuint (nothing->hits->len, ==, 0);
  g_assert_false (nothing->good);
  g_assert_cmpfloat (nothing->trust, ==, 0);
  g_assert_cmpuint (something->hits->len, >, 0);
  g_assert_true (something->good);
}

static void
a_filter_lets_through_what_has_the_value (Corpus *corpus, gconstpointer data)
{
  static const struct
  {
    const char *filter;
    const char *sql; /* documents that may be hits */
  } CASES[] = {
    { "case_type=ds", "facet='case_type' AND value='ds'" },
    { "case_type=dan su", "facet='case_type' AND value='ds'" },
    { "stage=phúc thẩm", "facet='stage' AND value='pt'" },
    { "outcome=Giữ nguyên bản án sơ thẩm", "facet='outcome' AND value='upheld'" },
    { "case_type=HNGD", "facet='case_type' AND value='hngđ'" },
    { "year=2019..2020", "facet='year' AND value IN ('2019','2020')" },
    { "level=province", "facet='level' AND value='tỉnh'" },
    { "court=tand-tinh.bac-ninh",
      "facet='court_id' AND value IN ('tand-tinh.bac-ninh','tand-tinh.bac-giang')" },
    { "court=Tòa án nhân dân tỉnh Bắc Giang", "facet='court_id' AND value='tand-tinh.bac-giang'" },
    { "court_id=tand-tinh.bac-ninh", "facet='court_id' AND value='tand-tinh.bac-ninh'" },
    { "effect=expired", "facet='effect' AND value='expired'" },
    { "effect=not-yet", "facet='effect' AND value='not-yet'" },
    { "provision=blhs2015:51", "facet='provision' AND value='blhs2015:51'" },
    { "kind=precedent", "facet='kind' AND value='precedent'" },
    { "document=ban-an-007", "doc='ban-an-007'" },
    { "review=standing", "facet='kind' AND value='judgment'" },
    { "review=quashed", "0" },
    { "case_type=XX", "0" },
    { "year=1990", "0" },
    { "effect=gone", "0" },
    { "court=nhan dan 3", "facet='issuer' AND value='tòa án nhân dân 3'" },
    { "court=Tòa án nhân dân huyện Không Đâu", "0" },
    { "document=khong-co", "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const char *filters[] = { CASES[i].filter, NULL };
      g_autoptr (TlSearchResult) result = ask (corpus, "đặt cọc tài sản quyền đất", -1, filters);
      g_autofree char *sql
          = g_strdup_printf ("SELECT COUNT(*) FROM facts WHERE doc=? AND %s", CASES[i].sql);

      g_test_message ("%s: %u hits", CASES[i].filter, result->hits->len);
      g_assert_true ((result->hits->len > 0) == (strcmp (CASES[i].sql, "0") != 0));
      for (guint k = 0; k < result->hits->len; k++)
        {
          sqlite3_stmt *statement = NULL;

          sqlite3_prepare_v2 (corpus->db, sql, -1, &statement, NULL);
          sqlite3_bind_text (statement, 1, search_fixture_hit (result, k)->doc, -1,
                             SQLITE_TRANSIENT);
          g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
          g_assert_cmpint (sqlite3_column_int (statement, 0), >, 0);
          sqlite3_finalize (statement);
        }
    }
}

static void
an_unknown_filter_names_the_choices (Corpus *corpus, gconstpointer data)
{
  static const char *const BAD[] = { "colour=red", "year", "year=", "=2020", "yearx=2020" };

  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      const char *filters[] = { BAD[i], NULL };
      TlSearchRequest request = { .text = "đất", .kind = -1, .filters = filters, .limit = 10 };
      g_autoptr (GError) error = NULL;
      g_autoptr (TlSearchResult) result
          = tl_search_engine_run (corpus->engine, &request, NULL, &error);

      g_assert_null (result);
      g_assert_nonnull (strstr (error->message, "court_id"));
      g_assert_nonnull (strstr (error->message, BAD[i]));
    }
}

static void
a_chosen_value_is_marked (Corpus *corpus, gconstpointer data)
{
  static const char *const FILTERS[]
      = { "case_type=ds", "court=TAND tỉnh Bắc Ninh", "effect=in-force", "kind=judgment", NULL };
  static const char *const CHOSEN[][2] = { { "case_type", "DS" },
                                           { "court", "tand-tinh.bac-ninh" },
                                           { "effect", "in-force" },
                                           { "kind", "judgment" } };

  for (guint i = 0; FILTERS[i] != NULL; i++)
    {
      const char *filters[] = { FILTERS[i], NULL };
      g_autoptr (TlSearchResult) result = ask (corpus, "đặt cọc tài sản", -1, filters);

      for (guint k = 0; k < result->facets->len; k++)
        {
          const TlFacet *facet = g_ptr_array_index (result->facets, k);

          for (guint n = 0; n < facet->values->len; n++)
            {
              const TlFacetValue *value = g_ptr_array_index (facet->values, n);
              gboolean expected = strcmp (facet->name, CHOSEN[i][0]) == 0
                                  && strcmp (value->value, CHOSEN[i][1]) == 0;

              g_assert_cmpint (value->chosen, ==, expected);
            }
        }
    }
}

static void
values_have_names_for_people (void)
{
  static const struct
  {
    TlFacetId facet;
    const char *value;
    const char *label;
  } CASES[] = {
    { TL_FACET_CASE_TYPE, "DS", "Dân sự" },
    { TL_FACET_CASE_TYPE, "??", "??" },
    { TL_FACET_STAGE, "PT", "Phúc thẩm" },
    { TL_FACET_LEVEL, "huyện", "Huyện" },
    { TL_FACET_LEVEL, "province", "Tỉnh" },
    { TL_FACET_OUTCOME, "upheld", "Giữ nguyên bản án sơ thẩm" },
    { TL_FACET_PROVISION, "BLHS2015:173", "Điều 173 BLHS 2015" },
    { TL_FACET_PROVISION, "BLHS?:173", "Điều 173 BLHS" },
    { TL_FACET_PROVISION, "without a colon", "without a colon" },
    { TL_FACET_YEAR, "2020", "2020" },
    { TL_FACET_COURT, "tand-toi-cao", "Tòa án nhân dân tối cao" },
    { TL_FACET_RELATION, "ly hôn", "Ly hôn" },
    { TL_FACET_EFFECT, "in-force", "In force" },
    { TL_FACET_REVIEW, "standing", "Without amended and quashed ones" },
    { TL_FACET_KIND, "statute", "Statutes" },
    { TL_FACET_ISSUER, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *label = tl_facet_label (CASES[i].facet, CASES[i].value);

      g_assert_cmpstr (label, ==, CASES[i].label);
    }
}

#define ADD(name) g_test_add ("/search/facets/" #name, Corpus, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (counts_of_random_questions_are_those_of_sql);
  ADD (counts_under_filters_are_those_of_sql);
  ADD (fields_that_let_nothing_through_are_no_good_answer);
  ADD (a_filter_lets_through_what_has_the_value);
  ADD (an_unknown_filter_names_the_choices);
  ADD (a_chosen_value_is_marked);
  g_test_add_func ("/search/facets/values_have_names_for_people", values_have_names_for_people);
  return g_test_run ();
}
