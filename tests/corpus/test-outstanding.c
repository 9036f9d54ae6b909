/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that are known to have been made to a law, and that its text does not show. */
#include "config.h"

#include "corpus/tl-outstanding.h"

static GPtrArray *
make_changes (void)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_outstanding_free);

  g_ptr_array_add (changes, tl_outstanding_new ("21/2031/QH17", "2031-07-01", "3-vbhn"));
  g_ptr_array_add (changes, tl_outstanding_new ("9/2031/QH17", NULL, NULL));
  g_ptr_array_add (changes, tl_outstanding_new ("30/2033/QH17", "2034-01-01", NULL));
  return changes;
}

static TlDocument *
make_marked (void)
{
  g_autoptr (TlDocument) law = tl_document_new (TL_DOC_STATUTE, "11-2028-qh16");
  g_autoptr (GPtrArray) changes = make_changes ();
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  law->meta = g_strdup ("{\"type\":\"Luật\"}");
  tl_document_add (law, tl_block_new (TL_BLOCK_ARTICLE, -1, "d1"));
  g_ptr_array_add (same, (gpointer) "d1");
  g_ptr_array_add (same, (gpointer) "d20");
  return tl_document_mark_outstanding (law, changes, same, "5/2020/QH14");
}

static char *
list (const TlDocument *document, const char *anchor, const char *as_of)
{
  g_autoptr (GPtrArray) found = tl_document_list_outstanding (document, anchor, as_of);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " " : "",
                            ((const TlOutstanding *)g_ptr_array_index (found, i))->number);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
what_has_begun_is_listed_with_the_newest_first (void)
{
  static const struct
  {
    const char *anchor;
    const char *as_of;
    const char *expected;
  } CASES[] = {
    { NULL, "2030-12-31", "" },
    { NULL, "2031-06-30", "" },
    { NULL, "2031-07-01", "21/2031/QH17" },
    /* Without a day it counts from the year after its adoption. */
    { NULL, "2032-01-01", "21/2031/QH17 9/2031/QH17" },
    { NULL, "2034-01-01", "30/2033/QH17 21/2031/QH17 9/2031/QH17" },
    /* The consolidated text has the article with the same words: what it shows did not touch it. */
    { "d1", "2034-01-01", "30/2033/QH17 9/2031/QH17" },
    { "d1.k2.pa", "2031-07-01", "" },
    { "d2", "2031-07-01", "21/2031/QH17" },
    { "d20.k1", "2031-07-01", "" },
    { "d12", "2031-07-01", "21/2031/QH17" },
  };
  g_autoptr (TlDocument) law = make_marked ();

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *found = list (law, CASES[i].anchor, CASES[i].as_of);

      g_test_message ("%s %s", CASES[i].anchor, CASES[i].as_of);
      g_assert_cmpstr (found, ==, CASES[i].expected);
    }
}

static void
what_stood_in_the_meta_stays_and_the_blocks_are_shared (void)
{
  g_autoptr (TlDocument) law = make_marked ();
  g_autofree char *base = tl_document_dup_consolidated (law);

  g_assert_cmpstr (base, ==, "5/2020/QH14");
  g_assert_nonnull (strstr (law->meta, "\"type\":\"Luật\""));
  g_assert_cmpstr (law->id, ==, "11-2028-qh16");
  g_assert_cmpuint (law->blocks->len, ==, 1);
}

static void
a_document_of_which_nothing_is_known_stays_itself (void)
{
  g_autoptr (TlDocument) law = tl_document_new (TL_DOC_STATUTE, "11-2028-qh16");
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (TlDocument) marked = tl_document_mark_outstanding (law, none, none, NULL);
  g_autofree char *found = list (marked, NULL, "2034-01-01");

  g_assert_true (marked == law);
  g_assert_cmpstr (found, ==, "");
  g_assert_null (tl_document_dup_consolidated (marked));
}

static void
meta_of_another_shape_says_nothing (void)
{
  static const char *const METAS[] = {
    "{\"outstanding\":3,\"consolidates\":[]}",
    "{\"outstanding\":[1,\"x\",{\"number\":4},{\"from\":\"2031-07-01\"},[]],\"unchanged\":{}}",
    "\"outstanding\" and \"consolidates\" but no JSON"
  };

  for (guint i = 0; i < G_N_ELEMENTS (METAS); i++)
    {
      g_autoptr (TlDocument) law = tl_document_new (TL_DOC_STATUTE, "11-2028-qh16");
      g_autofree char *found = NULL;

      law->meta = g_strdup (METAS[i]);
      found = list (law, "d1", "2034-01-01");
      g_assert_cmpstr (found, ==, "");
      g_assert_null (tl_document_dup_consolidated (law));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus/outstanding/the-newest-first",
                   what_has_begun_is_listed_with_the_newest_first);
  g_test_add_func ("/corpus/outstanding/meta-stays",
                   what_stood_in_the_meta_stays_and_the_blocks_are_shared);
  g_test_add_func ("/corpus/outstanding/nothing-known",
                   a_document_of_which_nothing_is_known_stays_itself);
  g_test_add_func ("/corpus/outstanding/another-shape", meta_of_another_shape_says_nothing);
  return g_test_run ();
}
