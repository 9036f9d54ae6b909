/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of versions says, without a display: what changed an article, in words, and the
 * words of a difference. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "fixture-library.h"
#include "ui/reader/tl-text-model.h"
#include "ui/reader/tl-versions.h"

#define LAW     "90-2016-th-qh"
#define AMENDER "12-2025-th-qh"

static TlBlock *
add (TlDocument *document,
     TlBlockKind kind,
     int parent,
     const char *anchor,
     const char *label,
     const char *heading,
     const char *text)
{
  TlBlock *block = tl_block_new (kind, parent, anchor);

  block->label = g_strdup (label);
  block->heading = g_strdup (heading);
  g_free (block->text);
  block->text = g_strdup (text != NULL ? text : "");
  return tl_document_add (document, block);
}

static void
set_days (TlBlock *block, const char *from, const char *to)
{
  block->valid_from = g_strdup (from);
  block->valid_to = g_strdup (to);
}

static TlDocument *
make_statute (const char *id, const char *number, const char *title, const char *from)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, id);

  document->number = g_strdup (number);
  document->number_normal = g_strdup (number);
  document->title = g_strdup (title);
  document->effective_from = g_strdup (from);
  document->training = TRUE;
  return document;
}

static TlDocument *
make_law (void)
{
  TlDocument *document = make_statute (LAW, "90/2016/TH-QH", "Luật Đò ngang", "2017-01-01");

  /* A clause changed by the amending law that is here. */
  add (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", "Bến đò", "Lời dẫn:");
  set_days (add (document, TL_BLOCK_CLAUSE, 0, "d1.k1", "1", NULL, "Bến có đèn."), NULL,
            "2025-06-30");
  set_days (add (document, TL_BLOCK_CLAUSE, 0, "d1.k1", "1", NULL, "Bến có đèn và phao."),
            "2025-07-01", NULL);
  /* A change by what only the source line names. */
  set_days (add (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Phí", "Mười đồng."), NULL,
            "2019-12-31");
  set_days (add (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Phí", "Hai mươi đồng."),
            "2020-01-01", "2030-01-01");
  tl_document_get_block (document, document->blocks->len - 1)->source_line = g_strdup (
      "(Điều 2 Luật số 90/2016/TH-QH Đò ngang ngày 20/11/2016 của Quốc hội, có hiệu lực thi hành "
      "kể từ ngày 01/01/2017, có nội dung được sửa đổi bởi Điều 7 Luật số 33/2019/QH14 có hiệu "
      "lực thi hành kể từ ngày 01/01/2020)");
  add (document, TL_BLOCK_ARTICLE, -1, "d3", "Điều 3", "Không đổi", "Như cũ.");
  return document;
}

static TlDocument *
make_amender (void)
{
  TlDocument *document
      = make_statute (AMENDER, "12/2025/TH-QH",
                      "Luật sửa đổi, bổ sung một số điều của Luật Đò ngang", "2025-07-01");

  add (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1",
       "Sửa đổi, bổ sung một số điều của Luật Đò ngang số 90/2016/TH-QH", NULL);
  add (document, TL_BLOCK_CLAUSE, 0, "d1.k1", "1", NULL,
       "Sửa đổi, bổ sung khoản 1 Điều 1 như sau:\n“1. Bến có đèn và phao.”.");
  add (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Hiệu lực",
       "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.");
  return document;
}

static TlLibrary *library;

static TlVersions *
read_versions (const char *anchor, const char *as_of)
{
  g_autoptr (GError) error = NULL;
  TlVersions *versions = tl_versions_read (library, LAW, anchor, as_of, NULL, &error);

  g_assert_no_error (error);
  return versions;
}

static void
what_changed_an_article_is_named_and_can_be_opened (void)
{
  static const struct
  {
    const char *anchor;
    guint span;
    const char *doc; /* (nullable) */
    const char *anchor_there;
    const char *change; /* in words */
  } cases[] = {
    { "d1", 2, AMENDER, "d1.k1", "Changed: khoản 1 Điều 1, by khoản 1 Điều 1, 12/2025/TH-QH" },
    /* From a clause one comes to its article. */
    { "d1.k1", 2, AMENDER, "d1.k1", "Changed: khoản 1 Điều 1, by khoản 1 Điều 1, 12/2025/TH-QH" },
    { "d2", 2, NULL, "d7", "Changed: Điều 2, by Điều 7, 33/2019/QH14" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlVersions) versions = read_versions (cases[i].anchor, "2026-01-01");
      const TlVersionSource *source = tl_versions_get_source (versions, cases[i].span);
      g_autofree char *change = tl_versions_dup_change (versions, cases[i].span);

      g_assert_nonnull (source);
      g_assert_cmpstr (source->doc, ==, cases[i].doc);
      g_assert_cmpstr (source->anchor, ==, cases[i].anchor_there);
      g_assert_cmpstr (change, ==, cases[i].change);
      g_assert_null (tl_versions_get_source (versions, 0));
    }
}

static void
each_version_says_its_days_and_its_state_on_the_day_of_reading (void)
{
  static const struct
  {
    const char *anchor;
    const char *as_of;
    guint span;
    const char *period;
    const char *state;
    const char *day;
  } cases[] = {
    { "d1", "2026-01-01", 0, "until 31/12/2016", "◷ Not in force before 01/01/2017", "2016-12-31" },
    { "d1", "2026-01-01", 1, "from 01/01/2017 to 30/6/2025", "↶ Earlier version", "2017-01-01" },
    { "d1", "2026-01-01", 2, "from 01/7/2025", "✓ In force", "2025-07-01" },
    { "d1", "2020-01-01", 1, "from 01/01/2017 to 30/6/2025", "✓ In force", "2017-01-01" },
    { "d1", "2020-01-01", 2, "from 01/7/2025", "◷ Not yet in force", "2025-07-01" },
    { "d2", "2031-01-01", 3, "from 02/01/2030", "✕ Expired after 01/01/2030", "2030-01-02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlVersions) versions = read_versions (cases[i].anchor, cases[i].as_of);
      g_autofree char *period
          = tl_versions_dup_period (tl_timeline_get (versions->timeline, cases[i].span));
      g_autofree char *state = tl_versions_dup_state (versions, cases[i].span);

      g_assert_cmpstr (period, ==, cases[i].period);
      g_assert_cmpstr (state, ==, cases[i].state);
      g_assert_cmpstr (tl_versions_get_reading_day (versions, cases[i].span), ==, cases[i].day);
      g_assert_cmpstr (versions->law, ==, "Luật Đò ngang (90/2016/TH-QH)");
    }
}

static void
what_the_library_has_not_is_an_error_and_a_cancelled_reading_ends (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  static const char *const places[][2] = { { LAW, "d99" }, { "nowhere", "d1" } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          tl_versions_read (library, places[i][0], places[i][1], "2026-01-01", NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
  g_cancellable_cancel (cancelled);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (tl_versions_read (library, LAW, "d1", "2026-01-01", cancelled, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

static void
a_difference_is_said_in_words_and_copied_with_brackets (void)
{
  static const struct
  {
    const char *left;
    const char *right;
    const char *count;
    const char *first; /* (nullable): words of the first change */
    const char *plain;
  } cases[] = {
    { "Bến có đèn.", "Bến có đèn.", "The two texts are the same.", NULL, "Bến có đèn." },
    { "Bến có đèn đỏ.", "Bến có đèn xanh.", "1 change", "deleted: đỏ; added: xanh",
      "Bến có đèn [deleted: đỏ][added: xanh]." },
    { "", "Mới.", "1 change", "added: Mới.", "[added: Mới.]" },
    { "Cũ.", "", "1 change", "deleted: Cũ.", "[deleted: Cũ.]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDiffText) text = tl_diff_text_new (cases[i].left, cases[i].right, NULL, NULL);
      g_autofree char *count = tl_diff_text_dup_count (text);
      g_autofree char *plain = tl_diff_text_dup_plain (text);
      g_autofree char *first = text->changes->len > 0 ? tl_diff_text_dup_change (text, 0) : NULL;

      g_assert_cmpstr (count, ==, cases[i].count);
      g_assert_cmpstr (plain, ==, cases[i].plain);
      g_assert_cmpstr (first, ==, cases[i].first);
    }
}

static void
a_long_change_is_said_in_part (void)
{
  g_autoptr (GString) added = g_string_new (NULL);
  g_autoptr (TlDiffText) text = NULL;
  g_autofree char *said = NULL;

  while (added->len < 20000)
    g_string_append (added, "chữ mới\n");
  text = tl_diff_text_new ("", added->str, NULL, NULL);
  said = tl_diff_text_dup_change (text, 0);
  g_assert_true (g_str_has_suffix (said, "…"));
  g_assert_null (strchr (said, '\n'));
  g_assert_cmpint (g_utf8_strlen (said, -1), <, TL_DIFF_SAID_MAX + 20);
}

/* The line under an article says its state, its parts that ended and what is to come, and leads to
 * its versions. */
static void
the_line_under_an_article_says_what_changes_and_leads_to_its_versions (void)
{
  static const struct
  {
    const char *anchor;
    const char *as_of;
    const char *line; /* (nullable): its beginning */
    gboolean leads;
  } cases[] = {
    { "d1", "2026-01-01", "✓ In force · Versions", TRUE },
    { "d1", "2020-01-01", "✓ In force, another text from 01/7/2025 · Versions", TRUE },
    { "d2", "2018-01-01", "✓ In force, another text from 01/01/2020 · Versions", TRUE },
    { "d2", "2021-01-01",
      "✓ In force, this version since 01/01/2020, its last day in force is 01/01/2030 · ", TRUE },
    { "d2", "2031-01-01", "✕ Expired after 01/01/2030 · ", TRUE },
    { "d3", "2020-01-01", NULL, FALSE },
    { "d3", "2026-01-01", "✓ In force", FALSE },
    { "d4", "2020-01-01", "✓ In force, another text from 02/01/2023 · Versions", TRUE },
    { "d4", "2026-01-01", "◐ Partly expired: khoản 2 Điều 4 · Versions", TRUE },
    { "d5", "2020-01-01",
      "∅ No text for this date. The library has the text in force from "
      "01/01/2027. · Versions",
      TRUE },
  };
  g_autoptr (TlDocument) law = make_law ();
  int article;

  article = (int)law->blocks->len;
  add (law, TL_BLOCK_ARTICLE, -1, "d4", "Điều 4", "Một phần", "Gồm:");
  add (law, TL_BLOCK_CLAUSE, article, "d4.k1", "1", NULL, "Còn.");
  set_days (add (law, TL_BLOCK_CLAUSE, article, "d4.k2", "2", NULL, "Hết."), NULL, "2024-12-31");
  set_days (add (law, TL_BLOCK_CLAUSE, article, "d4.k3", "3", NULL, "Thêm."), "2023-01-02", NULL);
  set_days (add (law, TL_BLOCK_ARTICLE, -1, "d5", "Điều 5", "Mới", "Sẽ có."), "2027-01-01", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlTextModel) model = tl_text_model_new (law, cases[i].as_of);
      int heading = tl_text_model_find (model, cases[i].anchor);
      const TlTextParagraph *line;
      int citation;

      g_assert_cmpint (heading, >=, 0);
      line = tl_text_model_get (model, (guint)heading + 1);
      g_test_message ("%s on %s: %s", cases[i].anchor, cases[i].as_of, line->text);
      g_assert_cmpint (line->role == TL_TEXT_NOTE || line->role == TL_TEXT_MISSING, ==,
                       cases[i].line != NULL);
      if (cases[i].line != NULL)
        g_assert_true (g_str_has_prefix (line->text, cases[i].line));
      g_assert_cmpint (line->versions > 0, ==, cases[i].leads);
      citation = tl_text_model_citation_at (model, (guint)heading + 1,
                                            (guint)g_utf8_strlen (line->text, -1) - 1);
      g_assert_cmpint (citation >= 0, ==, cases[i].leads);
      if (!cases[i].leads)
        continue;
      g_assert_true (tl_text_model_leads_to_versions (
          model, tl_text_model_get_citation (model, (guint)citation)->link));
      g_assert_cmpstr (tl_text_model_get_link (model, (guint)citation)->anchor, ==,
                       cases[i].anchor);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-versions-XXXXXX", NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_ptr_array_add (documents, make_law ());
  g_ptr_array_add (documents, make_amender ());
  fixture_library_write (folder, documents);
  library = tl_library_open (folder, NULL);
  g_assert_nonnull (library);
#define ADD(name) g_test_add_func ("/versions/" #name, name)
  ADD (what_changed_an_article_is_named_and_can_be_opened);
  ADD (each_version_says_its_days_and_its_state_on_the_day_of_reading);
  ADD (what_the_library_has_not_is_an_error_and_a_cancelled_reading_ends);
  ADD (a_difference_is_said_in_words_and_copied_with_brackets);
  ADD (a_long_change_is_said_in_part);
  ADD (the_line_under_an_article_says_what_changes_and_leads_to_its_versions);
#undef ADD
  status = g_test_run ();
  g_object_unref (library);
  fixture_library_remove (folder);
  return status;
}
