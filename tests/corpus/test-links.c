/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "corpus-fixture.h"
#include "corpus/tl-library-links.h"
#include "corpus/tl-link-codec-private.h"
#include "corpus/tl-link-unit-private.h"

static TlLink *
make_link (guint block, guint from, const char *notation, const char *target, const char *anchor)
{
  TlLink *link = g_new0 (TlLink, 1);

  link->block = block;
  link->from = from;
  link->to = from + 5;
  link->notation = g_strdup (notation);
  link->target = g_strdup (target);
  link->anchor = anchor != NULL ? g_strdup (anchor) : _tl_notation_dup_anchor (notation);
  link->confidence = TL_CONFIDENCE_HIGH;
  return link;
}

static GPtrArray *
new_links (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
}

static void
anchors_follow_from_the_notation (void)
{
  static const struct
  {
    const char *notation;
    const char *anchor;
  } cases[] = {
    { "BLHS2015:51", "d51" },
    { "BLHS2015:51.1.s", "d51.k1.ps" },
    { "BLHS2015:217a", "d217a" },
    { "BLHS2015:32.1a.đ", "d32.k1a.pdd" },
    { "L85/2025/QH15:1.2.a1", "d1.k2.pa1" },
    { "BLDS2015:584..589", "d584" },
    { "NĐ01/2020/NĐ-CP:5.b", "d5.pb" },
    { "SELF:5.1.a..k", "d5.k1.pa" },
    { "NQ41/2017/QH14", NULL },
    { "AL25/2018#ND15", NULL },
    { "NQ326/2016/UBTVQH14:PL/II/1/1.4", NULL },
    { "CV212/TANDTC-PC@2019-09-13:II.1", NULL },
    { "X:", NULL },
    { "X:51.", NULL },
    { "X:0", NULL },
    { "X:51.1.f", NULL },
    { "X:51.1.a.b", NULL },
    { "X:12345678", NULL },
    { "X:5..", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *anchor = _tl_notation_dup_anchor (cases[i].notation);

      g_assert_cmpstr (anchor, ==, cases[i].anchor);
    }
}

static void
a_range_stands_for_each_of_its_units (void)
{
  static const struct
  {
    const char *notation;
    const char *units;
  } cases[] = {
    { "BLDS2015:584..587", "d584 d585 d586 d587" },
    { "BLDS2015:584.1..3", "d584.k1 d584.k2 d584.k3" },
    { "X:5.1.c..e", "d5.k1.pc d5.k1.pd d5.k1.pdd d5.k1.pe" },
    { "X:5.1.y..a", "d5.k1.py" },
    { "X:7..5", "d7" },
    { "X:5", "d5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlLink) link = make_link (0, 0, cases[i].notation, "x", NULL);
      g_autoptr (GPtrArray) units = _tl_link_units (link);
      g_autofree char *joined = NULL;

      g_ptr_array_add (units, NULL);
      joined = g_strjoinv (" ", (char **)units->pdata);
      g_assert_cmpstr (joined, ==, cases[i].units);
    }
}

static void
a_long_range_is_bounded (void)
{
  g_autoptr (TlLink) link = make_link (0, 0, "X:1..9999", "x", NULL);
  g_autoptr (GPtrArray) units = _tl_link_units (link);

  g_assert_cmpuint (units->len, ==, TL_MAX_LINK_UNITS);
}

static GPtrArray *
some_links (void)
{
  GPtrArray *links = new_links ();
  TlLink *link;

  link = make_link (0, 0, "93/2015/QH13:90", "93-2015-qh13", NULL);
  link->to = 0;
  link->official = TRUE;
  g_ptr_array_add (links, link);
  g_ptr_array_add (links, make_link (3, 10, "BLHS2015:51.1.s", "100-2015-qh13", NULL));
  g_ptr_array_add (links, make_link (3, 10, "BLHS2015:51.2", "100-2015-qh13", NULL));
  g_ptr_array_add (links, make_link (3, 90, "PREV(NQ):26", NULL, NULL));
  link = make_link (5, 2, "AL25/2018#ND15", "25-2018-al", "nhan.15");
  link->warnings = TL_CITATION_WARN_EDITION | TL_CITATION_WARN_OCR;
  link->confidence = TL_CONFIDENCE_LOW;
  g_ptr_array_add (links, link);
  g_ptr_array_add (links, make_link (70000, 1000000, "?:7", NULL, NULL));
  g_ptr_array_add (links, make_link (70000, 1000001, "SELF:5.1.a..k", "own", "pl1.d5.k1.pa"));
  return links;
}

static void
assert_same_link (const TlLink *a, const TlLink *b)
{
  g_assert_cmpuint (a->block, ==, b->block);
  g_assert_cmpuint (a->from, ==, b->from);
  g_assert_cmpuint (a->to, ==, b->to);
  g_assert_cmpstr (a->notation, ==, b->notation);
  g_assert_cmpstr (a->target, ==, b->target);
  g_assert_cmpstr (a->anchor, ==, b->anchor);
  g_assert_cmpint (a->confidence, ==, b->confidence);
  g_assert_cmpuint (a->warnings, ==, b->warnings);
  g_assert_cmpint (a->official, ==, b->official);
}

static void
assert_same_links (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    assert_same_link (a->pdata[i], b->pdata[i]);
}

static void
links_come_back_as_they_were (void)
{
  g_autoptr (GPtrArray) links = some_links ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) frame = _tl_links_compress (links, &error);
  g_autoptr (GPtrArray) read = NULL;

  g_assert_no_error (error);
  read = _tl_links_decompress (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame), &error);
  g_assert_no_error (error);
  assert_same_links (links, read);
}

static void
links_out_of_order_or_bounds_are_refused (void)
{
  g_autofree char *huge = g_strnfill (TL_MAX_LINK_STRING + 1, 'x');

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GPtrArray) links = some_links ();
      g_autoptr (GError) error = NULL;
      TlLink *link = links->pdata[3];

      if (i == 0)
        link->block = 2;
      else if (i == 1)
        link->from = link->to = 5;
      else if (i == 2)
        link->to = link->from - 1;
      else if (i == 3)
        g_clear_pointer (&link->notation, g_free);
      else
        link->target = g_steal_pointer (&huge);
      g_assert_null (_tl_links_encode (links, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
    }
}

static void
damaged_links_are_an_error (void)
{
  g_autoptr (GPtrArray) links = some_links ();
  g_autoptr (GByteArray) bytes = _tl_links_encode (links, NULL);

  for (guint i = 0; i < bytes->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) cut = _tl_links_decode (bytes->data, i, &error);

      g_assert_null (cut);
      g_assert_nonnull (error);
    }
  for (guint i = 0; i < bytes->len; i++)
    {
      guint8 kept = bytes->data[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) read = NULL;

      bytes->data[i] = 0xff;
      read = _tl_links_decode (bytes->data, bytes->len, &error);
      g_assert_true ((read == NULL) == (error != NULL));
      bytes->data[i] = kept;
    }
}

static void
what_stands_in_a_unit_is_found_under_it (void)
{
  static const TlCiting entries[]
      = { { "", 3 },       { "d5", 1 },  { "d5.k1", 2 },  { "d5.k1.pa", 1 },
          { "d5.k10", 9 }, { "d50", 4 }, { "d50", 70000 } };
  static const struct
  {
    const char *unit;
    const char *rows;
  } cases[] = {
    { "", "3 1 2 1 9 4 70000" },
    { NULL, "3 1 2 1 9 4 70000" },
    { "d5", "1 2 1 9" },
    { "d5.k1", "2 1" },
    { "d50", "4 70000" },
    { "d5.k10", "9" },
    { "d6", "" },
  };
  g_autoptr (GBytes) bytes = _tl_citing_encode (entries, G_N_ELEMENTS (entries));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_true (_tl_citing_decode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                        cases[i].unit, rows, &error));
      for (guint k = 0; k < rows->len; k++)
        g_string_append_printf (text, "%s%u", k > 0 ? " " : "", g_array_index (rows, guint32, k));
      g_assert_cmpstr (text->str, ==, cases[i].rows);
    }
}

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

/* Links of a document that depend on @seed alone: to laws that are there and to one that is not. */
static GPtrArray *
random_links (const TlDocument *document, guint seed)
{
  static const char *const laws[] = { "luat-a", "luat-b", "luat-c", "khong-co" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *links = new_links ();

  for (guint block = 0; block < document->blocks->len; block++)
    for (guint i = 0, n = (guint)g_rand_int_range (random, 0, 3); i < n; i++)
      {
        const char *law = laws[g_rand_int_range (random, 0, G_N_ELEMENTS (laws))];
        gboolean whole = g_rand_int_range (random, 0, 5) == 0;
        g_autofree char *unit
            = g_strdup_printf (g_rand_boolean (random) ? ":%d.%d" : ":%d..%d",
                               g_rand_int_range (random, 1, 6), g_rand_int_range (random, 1, 8));
        g_autofree char *notation = g_strconcat (law, whole ? NULL : unit, NULL);
        gboolean resolved = g_rand_int_range (random, 0, 6) != 0;

        g_ptr_array_add (links, make_link (block, i * 10, notation, resolved ? law : NULL, NULL));
      }
  return links;
}

/* Writes a volume of laws and judgments with random links; ids depend on @from and @to. */
static void
write_volume (const char *folder, guint from, guint to, const char *serial, const char *withdrawn)
{
  static const char *const levels[] = { "huyện", "tỉnh", "cấp cao", "tối cao", "khu vực" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (folder, &error);
  g_autofree char *name = NULL;

  g_assert_no_error (error);
  g_assert_true (tl_volume_writer_set_meta (writer, "serial", serial, &error));
  if (withdrawn != NULL)
    g_assert_true (tl_volume_writer_set_meta (writer, "withdrawn", withdrawn, &error));
  for (guint i = from; i < to; i++)
    {
      static const char *const laws[] = { "luat-a", "luat-b", "luat-c" };
      g_autofree char *id = i < 3 ? g_strdup (laws[i]) : g_strdup_printf ("ban-an-%u", i);
      g_autofree char *issued = g_strdup_printf ("20%02u-05-%02u", 10 + i % 9, 1 + i % 28);
      g_autoptr (TlDocument) document
          = i < 3 ? fixture_statute (id, 6, i) : fixture_judgment (id, issued, i);
      g_autoptr (GPtrArray) links
          = random_links (document, i + (guint)g_ascii_strtoull (serial, NULL, 10));

      if (i >= 3)
        {
          g_free (document->meta);
          document->meta = g_strdup_printf ("{\"level\":\"%s\"}", levels[i % 5]);
        }
      tl_volume_writer_add_with_links (writer, document, links, &error);
      g_assert_no_error (error);
    }
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
}

/* Two volumes: the newer replaces and withdraws documents of the older. */
static TlLibrary *
make_library (const char *folder)
{
  g_autoptr (GError) error = NULL;
  TlLibrary *library;

  write_volume (folder, 0, 40, "1", NULL);
  write_volume (folder, 30, 60, "2", "ban-an-7 ban-an-8");
  library = tl_library_open (folder, &error);
  g_assert_no_error (error);
  return library;
}

static GPtrArray *
all_documents (TlLibrary *library)
{
  TlLibraryQuery query = { .kind = -1, .limit = 1000 };
  g_autoptr (GError) error = NULL;
  GPtrArray *documents = tl_library_list (library, &query, NULL, &error);

  g_assert_no_error (error);
  return documents;
}

/* What tl_library_cited_by() must find, by looking at every link of every document. */
static GHashTable *
count_by_force (TlLibrary *library, const char *id, const char *unit)
{
  g_autoptr (GPtrArray) documents = all_documents (library);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *header = documents->pdata[i];
      g_autoptr (TlDocument) document = tl_library_load (library, header->id, TRUE, NULL);
      g_autoptr (GPtrArray) links = tl_library_links_from (library, header->id, NULL);
      guint n = 0;

      for (guint k = 0; k < links->len; k++)
        {
          const TlLink *link = links->pdata[k];
          const char *own = tl_document_get_block (document, link->block)->anchor;
          g_autoptr (GPtrArray) units = _tl_link_units (link);
          gboolean hit = FALSE;

          for (guint m = 0; m < units->len; m++)
            hit |= _tl_anchor_is_within (units->pdata[m], unit);
          if (g_strcmp0 (link->target, id) == 0 && hit
              && !(strcmp (header->id, id) == 0 && _tl_anchor_is_within (own, unit)))
            n++;
        }
      if (n > 0)
        g_hash_table_insert (counts, g_strdup (header->id), GUINT_TO_POINTER (n));
    }
  return counts;
}

static void
what_cites_a_unit_equals_a_brute_force_count (Fixture *fixture, gconstpointer data)
{
  static const char *const units[] = { NULL, "d1", "d3", "d3.k2", "d5.k7", "d8", "d99" };
  g_autoptr (TlLibrary) library = make_library (fixture->folder);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint k = 0; k < 3; k++)
      {
        static const char *const laws[] = { "luat-a", "luat-b", "khong-co" };
        g_autoptr (GHashTable) expected = count_by_force (library, laws[k], units[i]);
        g_autoptr (GError) error = NULL;
        guint total = 0;
        g_autoptr (GPtrArray) found
            = tl_library_cited_by (library, laws[k], units[i], 0, 1000, &total, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (total, ==, g_hash_table_size (expected));
        g_assert_cmpuint (found->len, ==, total);
        for (guint m = 0; m < found->len; m++)
          {
            const TlCitedBy *cited = found->pdata[m];

            g_assert_cmpuint (
                cited->links->len, ==,
                GPOINTER_TO_UINT (g_hash_table_lookup (expected, cited->document->id)));
          }
      }
}

static int
rank_of (const TlDocument *document)
{
  static const char *const levels[] = { "tối cao", "cấp cao", "tỉnh" };

  if (document->kind == TL_DOC_STATUTE)
    return 9;
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strstr (document->meta, levels[i]) != NULL)
      return (int)i;
  return 3;
}

static void
the_highest_court_comes_first_then_the_newest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlLibrary) library = make_library (fixture->folder);
  guint total = 0;
  g_autoptr (GPtrArray) all = tl_library_cited_by (library, "luat-a", NULL, 0, 1000, &total, NULL);
  g_autoptr (GPtrArray) page = tl_library_cited_by (library, "luat-a", NULL, 5, 7, &total, NULL);

  g_assert_cmpuint (all->len, >, 20);
  for (guint i = 1; i < all->len; i++)
    {
      const TlDocument *before = ((TlCitedBy *)all->pdata[i - 1])->document;
      const TlDocument *document = ((TlCitedBy *)all->pdata[i])->document;

      g_assert_cmpint (rank_of (before), <=, rank_of (document));
      if (rank_of (before) == rank_of (document))
        g_assert_cmpstr (before->issued, >=, document->issued);
    }
  g_assert_cmpuint (page->len, ==, 7);
  g_assert_cmpuint (total, ==, all->len);
  for (guint i = 0; i < page->len; i++)
    g_assert_cmpstr (((TlCitedBy *)page->pdata[i])->document->id, ==,
                     ((TlCitedBy *)all->pdata[i + 5])->document->id);
}

static void
the_section_of_a_judgment_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (fixture->folder, &error);
  g_autoptr (TlDocument) judgment = fixture_judgment ("ban-an", "2020-01-02", 1);
  g_autoptr (GPtrArray) links = new_links ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autofree char *name = NULL;
  int block = tl_document_find (judgment, "nhan.3", NULL);
  const TlCitedBy *cited;

  g_assert_no_error (error);
  g_ptr_array_add (links, make_link ((guint)block, 4, "BLDS2015:468.2", "91-2015-qh13", NULL));
  tl_volume_writer_add_with_links (writer, judgment, links, &error);
  name = tl_volume_writer_finish (writer, &error);
  library = tl_library_open (fixture->folder, &error);
  found = tl_library_cited_by (library, "91-2015-qh13", "d468", 0, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  cited = found->pdata[0];
  g_assert_cmpstr (cited->section, ==, "reasoning");
  g_assert_cmpstr (((TlLink *)cited->links->pdata[0])->anchor, ==, "d468.k2");
}

static void
links_are_counted_over_the_documents_that_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlLibrary) library = make_library (fixture->folder);
  g_autoptr (GPtrArray) documents = all_documents (library);
  g_autoptr (GError) error = NULL;
  guint64 total = 0, resolved = 0, unresolved = 0;
  guint64 expected = 0, expected_resolved = 0;

  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *document = documents->pdata[i];
      g_autoptr (GPtrArray) links = tl_library_links_from (library, document->id, NULL);

      expected += links->len;
      for (guint k = 0; k < links->len; k++)
        {
          const TlLink *link = links->pdata[k];
          expected_resolved += link->target != NULL && g_str_has_prefix (link->target, "luat-");
        }
    }
  g_assert_true (tl_library_count_links (library, &total, &resolved, &unresolved, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, expected);
  g_assert_cmpuint (resolved, ==, expected_resolved);
  g_assert_cmpuint (unresolved, ==, expected - expected_resolved);
}

static void
a_document_without_links_has_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (fixture->folder, &error);
  g_autoptr (TlDocument) law = fixture_statute ("luat", 3, 1);
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autofree char *name = NULL;
  guint64 total = 1, resolved = 1, unresolved = 1;

  tl_volume_writer_add (writer, law, &error);
  name = tl_volume_writer_finish (writer, &error);
  library = tl_library_open (fixture->folder, &error);
  links = tl_library_links_from (library, "luat", &error);
  found = tl_library_cited_by (library, "luat", "d1", 0, 10, NULL, &error);
  g_assert_true (tl_library_count_links (library, &total, &resolved, &unresolved, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (total + resolved + unresolved, ==, 0);
}

/* More entries than one part of the reverse table holds. */
static void
a_law_that_everything_cites_is_found_under_each_unit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (fixture->folder, &error);
  g_autoptr (TlLibrary) library = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < 900; i++)
    {
      g_autofree char *id = g_strdup_printf ("ban-an-%u", i);
      g_autoptr (TlDocument) document = tl_document_new (TL_DOC_JUDGMENT, id);
      g_autoptr (GPtrArray) links = new_links ();

      fixture_block (document, TL_BLOCK_PARAGRAPH, -1, "nhan.1", "[1]", "x");
      for (guint k = 1; k <= 10; k++)
        {
          g_autofree char *notation = g_strdup_printf ("X:%u.1", k);
          g_ptr_array_add (links, make_link (0, k, notation, "luat", NULL));
        }
      g_ptr_array_add (links, make_link (0, 20, "X", "luat", NULL));
      if (i % 3 == 0)
        g_ptr_array_add (links, make_link (0, 30, "X:3", "luat", NULL));
      tl_volume_writer_add_with_links (writer, document, links, &error);
      g_assert_no_error (error);
    }
  name = tl_volume_writer_finish (writer, &error);
  library = tl_library_open (fixture->folder, &error);
  g_assert_no_error (error);
  for (guint k = 1; k <= 11; k++)
    {
      g_autofree char *unit = g_strdup_printf ("d%u", k);
      guint total = 0;
      g_autoptr (GPtrArray) found
          = tl_library_cited_by (library, "luat", unit, 0, 1, &total, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (total, ==, k <= 10 ? 900 : 0);
      g_assert_cmpuint (found->len, ==, k <= 10 ? 1 : 0);
    }
}

#define ADD(name) g_test_add_func ("/links/" G_STRINGIFY (name), name)
#define ADD_FIXTURE(name)                                                                          \
  g_test_add ("/links/" G_STRINGIFY (name), Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (anchors_follow_from_the_notation);
  ADD (a_range_stands_for_each_of_its_units);
  ADD (a_long_range_is_bounded);
  ADD (links_come_back_as_they_were);
  ADD (links_out_of_order_or_bounds_are_refused);
  ADD (damaged_links_are_an_error);
  ADD (what_stands_in_a_unit_is_found_under_it);
  ADD_FIXTURE (what_cites_a_unit_equals_a_brute_force_count);
  ADD_FIXTURE (the_highest_court_comes_first_then_the_newest);
  ADD_FIXTURE (the_section_of_a_judgment_is_told);
  ADD_FIXTURE (links_are_counted_over_the_documents_that_count);
  ADD_FIXTURE (a_document_without_links_has_none);
  ADD_FIXTURE (a_law_that_everything_cites_is_found_under_each_unit);
  return g_test_run ();
}
