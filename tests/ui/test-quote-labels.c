/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source that is copied with a passage of real documents, where they are present, against what
 * a person wrote beside a picture of the page. */
#include "config.h"

#include "../import/import-test.h"
#include "pdf/tl-pdf-select.h"
#include "ui/reader/tl-place.h"
#include "ui/reader/tl-quote-words.h"

#define CIVIL_CODE "pdf/91-2015-qh13-part-2.pdf"
#define PROCEDURE  "pdf/99-2025-vbhn-vpqh-part-1.pdf"
#define INSURANCE  "pdf/nghi-dinh-so-158-2025-nd-cp-45240.pdf"
#define POPULATION "pdf/nghi-dinh-so-168-2026-nd-cp-469560.pdf"
#define JUDGMENT   "judgments/pdf/case_8758.pdf"

/* The same passages stand in tests/pdf/select-labels.tsv, with what is copied of them. */
static const struct
{
  const char *file;
  TlPdfPoint from, to;
  const char *source;
} labels[] = {
  { CIVIL_CODE,
    { 20, 427.3, 186.2 },
    { 20, 117.4, 237.8 },
    "khoản 1 Điều 452 Bộ luật Dân sự năm 2015, trang 21" },
  { CIVIL_CODE,
    { 20, 86.6, 460.1 },
    { 20, 356.9, 498.7 },
    "Điều 453 Bộ luật Dân sự năm 2015, trang 21" },
  { CIVIL_CODE,
    { 20, 359.0, 738.2 },
    { 20, 459.9, 755.5 },
    "khoản 1 Điều 454 Bộ luật Dân sự năm 2015, trang 21" },
  { CIVIL_CODE,
    { 20, 64.3, 293.5 },
    { 20, 466.0, 331.9 },
    "khoản 1 đến khoản 2 Điều 452 Bộ luật Dân sự năm 2015, trang 21" },
  { INSURANCE,
    { 11, 330.2, 299.9 },
    { 11, 83.8, 364.1 },
    "điểm b khoản 1 Điều 11 Nghị định số 158/2025/NĐ-CP, trang 12" },
  { PROCEDURE,
    { 29, 87.0, 342.6 },
    { 29, 245.9, 362.6 },
    "khoản 3 Điều 53 Bộ luật Tố tụng dân sự, trang 30" },
  { POPULATION,
    { 0, 121.3, 771.1 },
    { 1, 179.1, 97.4 },
    "điểm a đến điểm b khoản 1 Điều 2 Nghị định số 168/2026/NĐ-CP, trang 1–2" },
  { JUDGMENT,
    { 5, 85.2, 264.7 },
    { 5, 536.9, 264.7 },
    "phần Nội dung vụ án, Bản án số 19/2018/DS-ST ngày 08/11/2018 của Tòa án nhân dân huyện Tân "
    "Yên, tỉnh Bắc Giang, trang 6" },
};

static char *
dup_anchor (const TlTextModel *model, guint page, guint character)
{
  int paragraph = tl_place_paragraph_at_character (model, page + 1, character);

  g_assert_cmpint (paragraph, >=, 0);
  return g_strdup (tl_text_model_anchor_at (model, (guint)paragraph));
}

static TlPdfSelection *
select_passage (const char *path, const TlPdfPoint *from, const TlPdfPoint *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  g_assert_no_error (error);
  for (guint i = from->page; i <= to->page; i++)
    {
      TlPdfText *text = tl_pdf_get_text (pdf, i, TRUE, NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (pages, tl_pdf_page_text_new (text));
    }
  return tl_pdf_select ((TlPdfPageText *const *)pages->pdata, pages->len, from->page, from, to,
                        TL_PDF_SELECT_CHARACTER);
}

/* What Ctrl+Shift+C puts on the clipboard, as the reader makes it. */
static char *
copy_with_source (const char *path, const TlPdfPoint *from, const TlPdfPoint *to)
{
  g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
  TlDocument *document = result->documents->pdata[0];
  g_autoptr (TlTextModel) model = tl_text_model_new (document, "2026-06-30");
  g_autoptr (TlPdfSelection) selection = select_passage (path, from, to);
  const TlPdfRange *first = &g_array_index (selection->ranges, TlPdfRange, 0);
  const TlPdfRange *last
      = &g_array_index (selection->ranges, TlPdfRange, selection->ranges->len - 1);
  g_autofree char *anchor = dup_anchor (model, first->page, first->from);
  g_autofree char *anchor_end = dup_anchor (model, last->page, last->to - 1);

  return tl_quote_words (document, selection->text, anchor, anchor_end, first->page + 1,
                         last->page + 1);
}

static void
a_passage_is_copied_with_the_source_a_person_gives (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *path = test_shared (labels[index].file);
  g_autofree char *copied = NULL;
  g_autofree char *expected = NULL;

  if (path == NULL)
    return;
  copied = copy_with_source (path, &labels[index].from, &labels[index].to);
  expected = g_strdup_printf ("”\n(%s)", labels[index].source);
  g_assert_true (g_str_has_prefix (copied, "“"));
  g_assert_cmpstr (strrchr (copied, '\n') - strlen ("”"), ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ui/quote-labels/%u", i + 1);

      g_test_add_data_func (path, GUINT_TO_POINTER (i),
                            a_passage_is_copied_with_the_source_a_person_gives);
    }
  return g_test_run ();
}
