/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that may lack changes says so wherever a judge meets it: no display. */
#include "config.h"

#include <string.h>

#include "corpus/tl-outstanding.h"
#include "ui/reader/tl-cited-text.h"
#include "ui/reader/tl-reader-banner.h"
#include "ui/reader/tl-versions.h"

static void
add_article (TlDocument *document, const char *anchor, const char *label, const char *text)
{
  TlBlock *block = tl_block_new (TL_BLOCK_ARTICLE, -1, anchor);

  block->label = g_strdup (label);
  block->heading = g_strdup ("Phí");
  g_free (block->text);
  block->text = g_strdup (text);
  tl_document_add (document, block);
}

/* Changed by 21/2023/QH16 from 2024 on; Điều 1 has the same words in the consolidated text. */
static TlDocument *
make_law (const char *shown_in)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_outstanding_free);
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  document->title = g_strdup ("Luật Bến thuyền");
  document->effective_from = g_strdup ("2017-01-01");
  add_article (document, "d1", "Điều 1", "Phí neo đậu do chủ bến định.");
  add_article (document, "d2", "Điều 2", "Phí bốc dỡ do chủ thuyền trả.");
  g_ptr_array_add (changes, tl_outstanding_new ("21/2023/QH16", "2024-01-01", shown_in));
  g_ptr_array_add (same, (gpointer) "d1");
  return tl_document_mark_outstanding (document, changes, same, NULL);
}

static void
the_text_says_it_at_the_article_and_above (void)
{
  static const struct
  {
    const char *as_of;
    const char *shown_in;
    gboolean at_d2;
    const char *bar;
  } cases[] = {
    { "2023-12-31", "3-vbhn", FALSE, "" },
    { "2024-01-01", "3-vbhn", TRUE, "A consolidated text in the library does" },
    /* Which article it is about is not known: the bar says it of all of them. */
    { "2024-01-01", NULL, FALSE, "Compare with the gazette" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) law = make_law (cases[i].shown_in);
      g_autoptr (TlTextModel) model = tl_text_model_new (law, cases[i].as_of);
      g_autofree char *bar = tl_reader_outstanding_message (model);
      g_autofree char *text = tl_text_model_dup_text (model);
      const char *second = strstr (text, "Điều 2");
      const char *told = strstr (text, "! In force, may lack the changes by 21/2023/QH16");

      g_assert_nonnull (second);
      g_assert_cmpint (told != NULL, ==, cases[i].at_d2);
      /* Điều 1 stands before it, without such a line. */
      g_assert_true (told == NULL || told > second);
      g_assert_cmpint (*bar != '\0', ==, *cases[i].bar != '\0');
      g_assert_nonnull (strstr (bar, cases[i].bar));
    }
}

static void
the_window_of_a_citation_says_it_and_what_is_copied_too (void)
{
  static const struct
  {
    const char *anchor;
    const char *as_of;
    gboolean told;
  } cases[] = { { "d2", "2023-12-31", FALSE },
                { "d2", "2024-01-01", TRUE },
                { "d1", "2024-01-01", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) law = make_law ("3-vbhn");
      const TlLink link = {
        .notation = (char *)"SELF:2", .target = law->id, .anchor = (char *)cases[i].anchor, .to = 1
      };
      g_autoptr (TlCitedText) cited
          = tl_cited_text_new (&link, law, law, cases[i].as_of, cases[i].as_of);
      g_autofree char *copy = tl_cited_text_dup_copy (cited);

      g_assert_cmpint (cited->state, ==, TL_CITED_UNIT);
      g_assert_cmpint (strstr (cited->effect_text, "21/2023/QH16") != NULL, ==, cases[i].told);
      g_assert_cmpint (strstr (copy, "! May lack 21/2023/QH16") != NULL, ==, cases[i].told);
    }
}

static void
today_is_not_called_the_same_where_it_may_differ (void)
{
  static const struct
  {
    const char *anchor;
    const char *line;
  } cases[] = { { "d1", "Today: the same text" }, { "d2", "Today: ! May lack 21/2023/QH16" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) law = make_law ("3-vbhn");
      const TlLink link = {
        .notation = (char *)"SELF:2", .target = law->id, .anchor = (char *)cases[i].anchor, .to = 1
      };
      g_autoptr (TlCitedText) cited
          = tl_cited_text_new (&link, law, law, "2020-01-01", "2024-06-01");

      g_assert_cmpstr (cited->today_line, ==, cases[i].line);
    }
}

static void
the_last_of_the_versions_says_it (void)
{
  g_autoptr (TlDocument) law = make_law (NULL);
  TlVersions versions = { .document = law };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *state = NULL;

      g_strlcpy (versions.as_of, i == 0 ? "2023-12-31" : "2024-01-01", sizeof versions.as_of);
      versions.timeline = tl_timeline_new (law, "d2");
      state = tl_versions_dup_state (&versions, versions.timeline->spans->len - 1);
      g_assert_cmpstr (state, ==, i == 0 ? "✓ In force" : "! May lack 21/2023/QH16");
      g_clear_pointer (&versions.timeline, tl_timeline_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/outstanding/the-text-says-it-at-the-article-and-above",
                   the_text_says_it_at_the_article_and_above);
  g_test_add_func ("/ui/outstanding/the-window-of-a-citation-says-it-and-what-is-copied-too",
                   the_window_of_a_citation_says_it_and_what_is_copied_too);
  g_test_add_func ("/ui/outstanding/today-is-not-called-the-same-where-it-may-differ",
                   today_is_not_called_the_same_where_it_may_differ);
  g_test_add_func ("/ui/outstanding/the-last-of-the-versions-says-it",
                   the_last_of_the_versions_says_it);
  return g_test_run ();
}
