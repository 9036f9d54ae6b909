/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus-fixture.h"
#include "corpus/tl-doc-merge-private.h"

/* One block as a line: "anchor" for an article, ">anchor" for a clause below the one before,
 * "#anchor" for a chapter, "+anchor" for an article inside the chapter before, "=anchor" for a
 * paragraph, "!anchor" for an annex; then "|text", "|text|from", "|text|from|to", "@id" at the end
 * for a source id. */
static void
add_line (TlDocument *document, const char *line, int *chapter)
{
  static const char marks[] = ">#+=!";
  static const TlBlockKind kinds[]
      = { TL_BLOCK_CLAUSE, TL_BLOCK_CHAPTER, TL_BLOCK_ARTICLE, TL_BLOCK_PARAGRAPH, TL_BLOCK_ANNEX };
  const char *mark = strchr (marks, line[0]);
  g_auto (GStrv) id = g_strsplit (mark != NULL ? line + 1 : line, "@", 2);
  g_auto (GStrv) parts = g_strsplit (id[0], "|", 4);
  guint n = g_strv_length (parts);
  int parent = -1;
  int index;

  if (line[0] == '>')
    parent = (int)document->blocks->len - 1;
  while (line[0] == '>'
         && tl_document_get_block (document, (guint)parent)->kind != TL_BLOCK_ARTICLE)
    parent--;
  if (line[0] == '+')
    parent = *chapter;
  index = fixture_block (document, mark != NULL ? kinds[mark - marks] : TL_BLOCK_ARTICLE, parent,
                         parts[0], NULL, n > 1 ? parts[1] : "");
  if (line[0] == '#')
    *chapter = index;
  fixture_dates (document, index, n > 2 && *parts[2] != '\0' ? parts[2] : NULL,
                 n > 3 ? parts[3] : NULL);
  tl_document_get_block (document, (guint)index)->source_id = g_strdup (id[1]);
}

static TlDocument *
make_part (TlDocKind kind, const char *lines)
{
  TlDocument *document = tl_document_new (kind, "luat");
  g_auto (GStrv) each = g_strsplit (lines, " ", -1);
  int chapter = -1;

  for (guint i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0')
      add_line (document, each[i], &chapter);
  return document;
}

/* "anchor:text" of every block; one enclosed by another in parentheses after it. */
static char *
describe (TlDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", block->anchor);
      if (*block->text != '\0')
        g_string_append_printf (text, ":%s", block->text);
      if (block->source_id != NULL)
        g_string_append_printf (text, "@%s", block->source_id);
      if (block->parent >= 0)
        g_string_append_printf (text, "<%s",
                                tl_document_get_block (document, (guint)block->parent)->anchor);
    }
  return g_string_free (text, FALSE);
}

static void
parts_of_a_statute_become_one (void)
{
  static const struct
  {
    const char *name;
    const char *parts[3];
    const char *expected;
    guint repeated;
  } cases[] = {
    { "one part stays as it is",
      { "=p|x #c1 +d2|b +d1|a d1|a" },
      "p:x c1 d2:b<c1 d1:a<c1 d1:a",
      0 },
    { "articles by number", { "d10|j d2|b", "d1|a d9|i" }, "d1:a d2:b d9:i d10:j", 0 },
    { "then by letter",
      { "d2|b d2dd|z d2b|y", "d2a|x d3|c d2d|w" },
      "d2:b d2a:x d2b:y d2d:w d2dd:z d3:c",
      0 },
    { "clauses go with their article",
      { "d2 >d2.k1|x >d2.k2|y", "d1 >d1.k1|z" },
      "d1 d1.k1:z<d1 d2 d2.k1:x<d2 d2.k2:y<d2",
      0 },
    { "chapters go where several parts meet", { "#c1 +d2|b", "#c2 +d1|a" }, "d1:a d2:b", 0 },
    { "a chapter's own text stays", { "#c1|lời +d2|b", "d1|a" }, "c1:lời d1:a d2:b", 0 },
    { "before and after the articles",
      { "=p|x d3|c !pl|y", "=q|z d1|a !pm|w" },
      "p:x q:z d1:a d3:c pl:y pm:w",
      0 },
    { "the same twice is kept once", { "d1|a d2|b", "d2|b d3|c" }, "d1:a d2:b d3:c", 1 },
    { "the same document keeps its chapters",
      { "#c1 +d1|a #c2 +d2|b", "#c1 +d1|a #c2 +d2|b" },
      "c1 d1:a<c1 c2 d2:b<c2",
      2 },
    { "another text is another version", { "d1|a", "d1|b" }, "d1:a d1:b", 0 },
    { "another text below is another version",
      { "d1 >d1.k1|a", "d1 >d1.k1|b" },
      "d1 d1.k1:a<d1 d1 d1.k1:b<d1",
      0 },
    { "more below is another version",
      { "d1 >d1.k1|a", "d1 >d1.k1|a >d1.k2|b" },
      "d1 d1.k1:a<d1 d1 d1.k1:a<d1 d1.k2:b<d1",
      0 },
    { "another date is another version",
      { "d1|a|2020-01-01", "d1|a|2018-01-01|2019-12-31" },
      "d1:a d1:a",
      0 },
    { "another source id is another unit", { "d1|a@x", "d1|a@y" }, "d1:a@x d1:a@y", 0 },
    { "the same source id is the same unit", { "d1|a@x", "d1|a@x" }, "d1:a@x", 1 },
    { "the same source id with another text is kept", { "d1|a@x", "d1|b@x" }, "d1:a@x d1:b@x", 0 },
    { "an id is taken over", { "d1|a", "d1|a@x" }, "d1:a@x", 1 },
    { "a taken over id tells the next apart", { "d1|a", "d1|a@x", "d1|a@y" }, "d1:a@x d1:a@y", 1 },
    { "a source that repeats an id",
      { "#c1 +d1|a@x #c2 +d1|a@x +d2|b@z" },
      "c1 d1:a@x<c1 c2 d2:b@z<c2",
      1 },
    { "a source that repeats without ids is believed", { "d1|a d1|a" }, "d1:a d1:a", 0 },
    { "odd anchors come last among the articles", { "dx|a d2|b", "d1|c" }, "d1:c d2:b dx:a", 0 },
    { "an empty part adds nothing", { "#c1 +d1|a", "" }, "c1 d1:a<c1", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parts
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
      g_autoptr (GPtrArray) merged = NULL;
      g_autofree char *text = NULL;
      guint64 repeated = 0;

      g_test_message ("%s", cases[i].name);
      for (guint k = 0; k < 3 && cases[i].parts[k] != NULL; k++)
        g_ptr_array_add (parts, make_part (TL_DOC_STATUTE, cases[i].parts[k]));
      merged = _tl_doc_merge (parts, &repeated, NULL);
      g_assert_cmpuint (merged->len, ==, 1);
      text = describe (merged->pdata[0]);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpuint (repeated, ==, cases[i].repeated);
    }
}

static void
parts_of_two_snapshots_become_versions (void)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GPtrArray) merged = NULL;
  static const char *const months[] = { "2026-01", "2025-02", "2026-01" };
  static const char *const texts[] = { "d1|new", "d1|old", "d2|x" };
  TlDocument *law;
  guint64 repeated = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      TlDocument *part = make_part (TL_DOC_STATUTE, texts[i]);

      g_free (part->meta);
      part->meta = g_strdup_printf ("{\"snapshot\":\"%s\"}", months[i]);
      for (guint k = 0; k < part->blocks->len; k++)
        {
          TlBlock *block = tl_document_get_block (part, k);

          g_clear_pointer (&block->source_id, g_free);
          g_free (block->valid_from);
          block->valid_from = g_strdup (i == 1 ? "2020-01-01" : "2025-07-01");
        }
      g_ptr_array_add (parts, part);
    }
  merged = _tl_doc_merge (parts, &repeated, NULL);
  g_assert_cmpuint (merged->len, ==, 1);
  law = merged->pdata[0];
  g_assert_cmpuint (law->blocks->len, ==, 3);
  g_assert_cmpint (tl_document_find (law, "d1", "2025-06-30"), !=,
                   tl_document_find (law, "d1", "2025-07-01"));
  g_assert_cmpstr (
      tl_document_get_block (law, (guint)tl_document_find (law, "d1", "2025-06-30"))->valid_to, ==,
      "2025-06-30");
}

static void
headers_fill_each_other (void)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GPtrArray) merged = NULL;
  TlDocument *first = make_part (TL_DOC_STATUTE, "d1|a d2|b");
  TlDocument *second = make_part (TL_DOC_STATUTE, "d2|b d3|c");
  TlDocument *document;
  guint64 repeated = 0;

  first->title = g_strdup ("Luật A");
  first->source_name = g_strdup ("a.html");
  second->title = g_strdup ("LUẬT A");
  second->issuer = g_strdup ("Quốc hội");
  second->source_name = g_strdup ("a.pdf");
  second->file = g_strdup ("abc.pdf");
  second->page_count = 12;
  second->training = TRUE;
  tl_document_get_block (first, 0)->page = 3; /* of nothing that is kept */
  tl_document_get_block (second, 0)->page = 7;
  tl_document_get_block (second, 0)->page_to = 99;
  g_ptr_array_add (parts, first);
  g_ptr_array_add (parts, second);
  merged = _tl_doc_merge (parts, &repeated, NULL);
  document = merged->pdata[0];
  g_assert_cmpstr (document->title, ==, "Luật A");
  g_assert_cmpstr (document->issuer, ==, "Quốc hội");
  g_assert_cmpstr (document->file, ==, "abc.pdf");
  g_assert_cmpstr (document->source_name, ==, "a.pdf");
  g_assert_cmpuint (document->page_count, ==, 12);
  g_assert_false (document->training);
  g_assert_cmpuint (tl_document_get_block (document, 0)->page, ==, 0);
  g_assert_cmpuint (tl_document_get_block (document, 1)->page, ==, 7);
  g_assert_cmpuint (tl_document_get_block (document, 1)->page_to, ==, 99);
}

static void
other_kinds_stay_apart (void)
{
  static const struct
  {
    TlDocKind kinds[3];
    const char *parts[3];
    const char *ids;
    guint repeated;
  } cases[] = {
    { { TL_DOC_JUDGMENT, TL_DOC_JUDGMENT }, { "=a|x =b|y", "=a|x =b|y" }, "luat", 1 },
    { { TL_DOC_JUDGMENT, TL_DOC_JUDGMENT }, { "=a|x", "=a|z" }, "luat luat.2", 0 },
    { { TL_DOC_JUDGMENT, TL_DOC_JUDGMENT, TL_DOC_JUDGMENT },
      { "=a|x", "=a|z", "=a|w" },
      "luat luat.2 luat.3",
      0 },
    { { TL_DOC_GUIDANCE, TL_DOC_STATUTE }, { "=a|x", "d1|y" }, "luat luat.2", 0 },
    { { TL_DOC_GUIDANCE, TL_DOC_PRECEDENT }, { "=a|x", "=a|x" }, "luat luat.2", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parts
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
      g_autoptr (GPtrArray) merged = NULL;
      g_autoptr (GString) ids = g_string_new (NULL);
      guint64 repeated = 0;

      for (guint k = 0; k < 3 && cases[i].parts[k] != NULL; k++)
        g_ptr_array_add (parts, make_part (cases[i].kinds[k], cases[i].parts[k]));
      merged = _tl_doc_merge (parts, &repeated, NULL);
      for (guint k = 0; k < merged->len; k++)
        g_string_append_printf (ids, "%s%s", k > 0 ? " " : "",
                                ((TlDocument *)merged->pdata[k])->id);
      g_assert_cmpstr (ids->str, ==, cases[i].ids);
      g_assert_cmpuint (repeated, ==, cases[i].repeated);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/corpus/doc-merge/" #name, name)
  ADD (parts_of_a_statute_become_one);
  ADD (parts_of_two_snapshots_become_versions);
  ADD (headers_fill_each_other);
  ADD (other_kinds_stay_apart);
  return g_test_run ();
}
