/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window of a citation says, where citations stand in the text, who cites what: all
 * without a display. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "base/tl-clock.h"
#include "fixture-library.h"
#include "ui/reader/tl-cited-job.h"
#include "ui/reader/tl-citing-list.h"
#include "ui/reader/tl-reader-banner.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/reader/tl-text-html.h"
#include "ui/reader/tl-text-model.h"

#define LAW  "luat-thu"
#define CASE "ban-an-thu"

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

/* In force from 2017 to the end of 2025. Điều 1 has clauses and points; Điều 2 another text from
 * 2021; Điều 3 begins in 2022; khoản 2 of Điều 1 ends in 2019. */
static TlDocument *
make_law (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, LAW);

  document->title = g_strdup ("Luật Thử nghiệm");
  document->number = g_strdup ("90/2016/QH14");
  document->number_normal = g_strdup ("90/2016/QH14");
  document->issued = g_strdup ("2016-11-20");
  document->effective_from = g_strdup ("2017-01-01");
  document->effective_to = g_strdup ("2025-12-31");
  add (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", "Phạm vi", "Lời dẫn của điều:");
  add (document, TL_BLOCK_CLAUSE, 0, "d1.k1", "1", NULL, "Lời dẫn của khoản:");
  add (document, TL_BLOCK_POINT, 1, "d1.k1.pa", "a", NULL, "điểm đầu;");
  add (document, TL_BLOCK_POINT, 1, "d1.k1.pb", "b", NULL, "điểm sau.");
  add (document, TL_BLOCK_CLAUSE, 0, "d1.k2", "2", NULL, "Khoản đã bỏ.")->valid_to
      = g_strdup ("2019-12-31");
  add (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Hai bản", "Bản cũ.")->valid_to
      = g_strdup ("2020-12-31");
  add (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Hai bản", "Bản mới.")->valid_from
      = g_strdup ("2021-01-01");
  add (document, TL_BLOCK_ARTICLE, -1, "d3", "Điều 3", "Thêm sau", "Bản của 2022.")->valid_from
      = g_strdup ("2022-01-01");
  return document;
}

static TlDocument *
make_case (void)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, CASE);

  document->number = g_strdup ("5/2019/DS-ST");
  document->issuer = g_strdup ("Tòa án nhân dân huyện Thử");
  document->issued = g_strdup ("2019-06-10");
  document->title = g_strdup ("Tranh chấp thử");
  add (document, TL_BLOCK_HEADING, -1, "nhan", NULL, "Nhận định của Tòa án", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 0, "nhan.1", "[1]", NULL,
       "Theo điểm b khoản 1 Điều 1 Luật Thử nghiệm năm 2016.\nTheo Điều 2 của Luật đó.");
  return document;
}

static TlLink
make_link (const char *notation, const char *target, const char *anchor)
{
  return (TlLink){ .notation = (char *)notation,
                   .target = (char *)target,
                   .anchor = (char *)anchor,
                   .confidence = TL_CONFIDENCE_HIGH };
}

static void
the_window_says_what_was_in_force_on_the_day (void)
{
  static const struct
  {
    const char *anchor;
    const char *as_of;
    const char *today;
    TlCitedState state;
    TlEffectState effect;
    const char *text;       /* (nullable) */
    const char *today_line; /* begins with it */
    const char *today_text; /* (nullable) */
    const char *opens;      /* (nullable) */
  } cases[] = {
    /* A point with the lines it stands under. */
    { "d1.k1.pb", "2019-06-10", "2024-01-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE,
      "Lời dẫn của điều:\n1. Lời dẫn của khoản:\nb) điểm sau.", "Today: the same text", NULL,
      "d1.k1.pb" },
    /* Another text today. */
    { "d2", "2019-06-10", "2024-01-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE, "Bản cũ.",
      "Today: ≠ amended", "Bản mới.", "d2" },
    { "d2", "2020-12-31", "2021-01-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE, "Bản cũ.",
      "Today: ≠ amended", "Bản mới.", "d2" },
    { "d2", "2021-01-01", "2024-01-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE, "Bản mới.",
      "Today: the same text", NULL, "d2" },
    /* Read today: there is no other day to speak of. */
    { "d2", "2024-01-01", "2024-01-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE, "Bản mới.", "", NULL,
      "d2" },
    /* A clause that ended. */
    { "d1.k2", "2019-06-10", "2024-01-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE,
      "Lời dẫn của điều:\n2. Khoản đã bỏ.", "Today: ✕ Expired", NULL, "d1.k2" },
    { "d1.k2", "2020-06-10", "2024-01-01", TL_CITED_NO_TEXT, TL_EFFECT_EXPIRED, NULL,
      "Today: ✕ Expired", NULL, "d1.k2" },
    /* Not there yet on the day although the law was in force. */
    { "d3", "2019-06-10", "2024-01-01", TL_CITED_NO_TEXT, TL_EFFECT_NO_TEXT, NULL,
      "Today: ✓ In force", "Bản của 2022.", "d3" },
    /* Before the law, and after it. */
    { "d1.k1.pa", "2016-12-31", "2016-12-31", TL_CITED_UNIT, TL_EFFECT_NOT_YET,
      "Lời dẫn của điều:\n1. Lời dẫn của khoản:\na) điểm đầu;", "", NULL, "d1.k1.pa" },
    { "d1.k1.pa", "2019-06-10", "2026-03-01", TL_CITED_UNIT, TL_EFFECT_IN_FORCE,
      "Lời dẫn của điều:\n1. Lời dẫn của khoản:\na) điểm đầu;", "Today: ✕ Expired after 31/12/2025",
      NULL, "d1.k1.pa" },
    /* Never a wrong jump: what is around the missing unit, and nothing when nothing is. */
    { "d1.k1.pz", "2019-06-10", "2024-01-01", TL_CITED_NO_UNIT, TL_EFFECT_IN_FORCE,
      "Lời dẫn của điều:\n1. Lời dẫn của khoản:\na) điểm đầu;\nb) điểm sau.", "Today:", NULL,
      "d1.k1" },
    { "d77", "2019-06-10", "2024-01-01", TL_CITED_NO_UNIT, TL_EFFECT_PARTLY, NULL, "", NULL, NULL },
    { NULL, "2019-06-10", "2024-01-01", TL_CITED_WHOLE, TL_EFFECT_IN_FORCE, NULL, "Today:", NULL,
      NULL },
  };
  g_autoptr (TlDocument) law = make_law ();
  g_autoptr (TlDocument) judgment = make_case ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlLink link = make_link ("BLTN2016:1", LAW, cases[i].anchor);
      g_autoptr (TlCitedText) text
          = tl_cited_text_new (&link, judgment, law, cases[i].as_of, cases[i].today);

      g_test_message ("%s on %s: %s", cases[i].anchor, cases[i].as_of, text->today_line);
      g_assert_cmpint (text->state, ==, cases[i].state);
      if (cases[i].state != TL_CITED_NO_UNIT)
        g_assert_cmpint (text->effect, ==, cases[i].effect);
      g_assert_cmpstr (text->text, ==, cases[i].text);
      g_assert_true (g_str_has_prefix (text->today_line, cases[i].today_line));
      g_assert_true (*cases[i].today_line != '\0' || *text->today_line == '\0');
      g_assert_cmpstr (text->today_text, ==, cases[i].today_text);
      g_assert_cmpstr (text->doc, ==, LAW);
      g_assert_cmpstr (text->anchor, ==, cases[i].opens);
      g_assert_cmpint (*text->notice != '\0', ==,
                       cases[i].state == TL_CITED_NO_UNIT || cases[i].state == TL_CITED_NO_TEXT);
    }
}

static void
what_leads_nowhere_opens_nothing (void)
{
  static const struct
  {
    const char *notation;
    const char *target;
    TlCitedState state;
    const char *place;
  } cases[] = {
    { "?:5.1", NULL, TL_CITED_UNRESOLVED, "khoản 1 Điều 5" },
    { "PREV(NQ):2", NULL, TL_CITED_UNRESOLVED, "Điều 2 Nghị quyết nêu trên" },
    { "BLHS2015:51.1.s", "100-2015-qh13", TL_CITED_NO_DOCUMENT,
      "điểm s khoản 1 Điều 51 Bộ luật Hình sự năm 2015" },
    { "not a notation", NULL, TL_CITED_UNRESOLVED, "not a notation" },
  };
  g_autoptr (TlDocument) judgment = make_case ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlLink link = make_link (cases[i].notation, cases[i].target, NULL);
      g_autoptr (TlCitedText) text
          = tl_cited_text_new (&link, judgment, NULL, "2019-06-10", "2024-01-01");
      g_autofree char *copy = tl_cited_text_dup_copy (text);
      g_autofree char *name = tl_cited_text_dup_name (text);

      g_assert_cmpint (text->state, ==, cases[i].state);
      g_assert_cmpstr (text->place, ==, cases[i].place);
      g_assert_null (text->doc);
      g_assert_null (text->text);
      g_assert_cmpstr (text->notice, !=, "");
      g_assert_cmpstr (copy, ==, cases[i].place);
      g_assert_true (g_str_has_prefix (name, cases[i].place));
      g_assert_nonnull (strstr (name, text->notice));
    }
}

static void
a_citation_is_named_in_its_official_form (void)
{
  static const struct
  {
    const char *notation;
    const char *anchor;
    const char *place;
  } cases[] = {
    { "BLHS2015:51.1.s", "d1.k1.pa", "điểm s khoản 1 Điều 51 Bộ luật Hình sự năm 2015" },
    /* What the text leaves to its surroundings is said. */
    { "SELF:1.1.b", "d1.k1.pb", "điểm b khoản 1 Điều 1 Luật Thử nghiệm năm 2016" },
    { "SELF:THIS.1", "d1.k1", "khoản 1 Điều 1 Luật Thử nghiệm năm 2016" },
    { "SELF", NULL, "Luật Thử nghiệm năm 2016" },
    { "BLHS?:2", "d2", "Điều 2 Luật Thử nghiệm năm 2016" },
    { "SELF:2..3", "d2", "từ Điều 2 đến Điều 3 Luật Thử nghiệm năm 2016" },
    /* What the document does not have is named all the same. */
    { "SELF:77.1", "d77.k1", "khoản 1 Điều 77 Luật Thử nghiệm năm 2016" },
    { "SELF:PL/II", "pl2", "Phần II Phụ lục ban hành kèm theo Luật Thử nghiệm năm 2016" },
  };
  g_autoptr (TlDocument) law = make_law ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlLink link = make_link (cases[i].notation, LAW, cases[i].anchor);
      g_autoptr (TlCitedText) text
          = tl_cited_text_new (&link, law, law, "2018-01-01", "2018-01-01");

      g_assert_cmpstr (text->place, ==, cases[i].place);
    }
}

static void
the_copy_has_text_citation_and_date (void)
{
  TlLink link = make_link ("SELF:2", LAW, "d2");
  g_autoptr (TlDocument) law = make_law ();
  g_autoptr (TlCitedText) text = tl_cited_text_new (&link, law, law, "2018-05-04", "2024-01-01");
  g_autofree char *copy = tl_cited_text_dup_copy (text);

  g_assert_cmpstr (copy, ==,
                   "“Bản cũ.”\n(Điều 2 Luật Thử nghiệm năm 2016, text in force on 04/5/2018)");
}

static void
the_day_of_a_citation_is_that_of_its_document (void)
{
  static const struct
  {
    TlDocKind kind;
    const char *issued;
    const char *published;
    const char *day;
  } cases[] = {
    { TL_DOC_JUDGMENT, "2019-06-10", NULL, "2019-06-10" },
    { TL_DOC_JUDGMENT, NULL, NULL, "2024-01-01" },
    { TL_DOC_JUDGMENT, "no date", NULL, "2024-01-01" },
    { TL_DOC_PRECEDENT, NULL, "2020-02-25", "2020-02-25" },
    { TL_DOC_GUIDANCE, "2017-04-07", NULL, "2017-04-07" },
    /* The law is read at the day that the judge chose. */
    { TL_DOC_STATUTE, "2016-11-20", NULL, "2024-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = tl_document_new (cases[i].kind, "x");
      g_autofree char *day = NULL;

      document->issued = g_strdup (cases[i].issued);
      document->published = g_strdup (cases[i].published);
      day = tl_cited_text_dup_date (document, "2024-01-01");
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

static void
long_text_is_cut_and_says_so (void)
{
  TlLink link = make_link ("SELF:9", LAW, "d9");
  g_autoptr (TlDocument) law = make_law ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TlCitedText) cited = NULL;

  while (text->len < 3 * TL_CITED_TEXT_MAX)
    g_string_append (text, "ừ");
  add (law, TL_BLOCK_ARTICLE, -1, "d9", "Điều 9", "Dài", text->str);
  cited = tl_cited_text_new (&link, law, law, "2018-01-01", "2018-01-01");
  g_assert_cmpuint (strlen (cited->text), <, TL_CITED_TEXT_MAX + 200);
  g_assert_true (g_utf8_validate (cited->text, -1, NULL));
  g_assert_nonnull (strstr (cited->text, "… Only the beginning is shown"));
}

/* The link over the words @needle of block @block. */
static TlLink *
link_over (const TlDocument *document, guint block, const char *needle)
{
  const char *text = tl_document_get_block (document, block)->text;
  const char *found = strstr (text, needle);
  TlLink *link = g_new0 (TlLink, 1);

  g_assert_nonnull (found);
  link->block = block;
  link->from = (guint)(found - text);
  link->to = link->from + (guint)strlen (needle);
  link->notation = g_strdup ("SELF:1");
  return link;
}

static GPtrArray *
new_links (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
}

static void
citations_stand_where_they_are_in_the_text (void)
{
  static const char *const needles[] = { "điểm b khoản 1 Điều 1", "Điều 2" };
  g_autoptr (TlDocument) judgment = make_case ();
  g_autoptr (GPtrArray) links = new_links ();
  g_autoptr (TlTextModel) model = NULL;
  g_autofree char *html = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    g_ptr_array_add (links, link_over (judgment, 1, needles[i]));
  model = tl_text_model_new_with_links (judgment, "2024-01-01", links);
  g_assert_cmpuint (tl_text_model_get_n_citations (model), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      const TlTextCitation *citation = tl_text_model_get_citation (model, i);
      g_autofree char *text = tl_text_model_dup_citation_text (model, i);

      g_assert_cmpstr (text, ==, needles[i]);
      g_assert_cmpint (tl_text_model_citation_at (model, citation->paragraph, citation->from), ==,
                       (int)i);
      g_assert_cmpint (tl_text_model_citation_at (model, citation->paragraph, citation->to - 1), ==,
                       (int)i);
      g_assert_cmpint (tl_text_model_citation_at (model, citation->paragraph, citation->to), ==,
                       -1);
      g_assert_cmpuint (tl_text_model_first_citation (model, citation->paragraph), ==, i);
    }
  /* The label in front of the first line moves it; the second line has none. */
  g_assert_cmpuint (tl_text_model_get_citation (model, 0)->from, ==, strlen ("[1] Theo "));
  g_assert_cmpuint (tl_text_model_get_citation (model, 1)->from, ==, strlen ("Theo "));
  html = tl_text_html_build (model, NULL);
  g_assert_nonnull (strstr (
      html, "<b>[1]</b> Theo <a id=\"c0\" href=\"troly-cite:0\">điểm b khoản 1 Điều 1</a> Luật"));
  g_assert_nonnull (strstr (html, "Theo <a id=\"c1\" href=\"troly-cite:1\">Điều 2</a> của"));
}

static void
places_that_a_volume_has_wrong_are_left_out (void)
{
  static const struct
  {
    guint block;
    guint from;
    guint to;
    guint n;
  } cases[] = {
    { 1, 0, 9999, 2 }, /* to the end of both lines */
    { 1, 9999, 10000, 0 }, { 1, 12, 12, 0 },
    { 1, 14, 12, 0 },      { 99, 0, 4, 0 },
    { 0, 0, 4, 0 },  /* a heading has no text of its own */
    { 1, 6, 12, 0 }, /* in the midst of a letter */
    { 1, 0, 4, 1 },        { 1, G_MAXUINT - 1, G_MAXUINT, 0 },
  };
  g_autoptr (TlDocument) judgment = make_case ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) links = new_links ();
      g_autoptr (TlTextModel) model = NULL;
      TlLink *link = g_new0 (TlLink, 1);

      *link = (TlLink){ .block = cases[i].block, .from = cases[i].from, .to = cases[i].to };
      link->notation = g_strdup ("SELF:1");
      g_ptr_array_add (links, link);
      model = tl_text_model_new_with_links (judgment, "2024-01-01", links);
      g_test_message ("%u: %u to %u", i, cases[i].from, cases[i].to);
      g_assert_cmpuint (tl_text_model_get_n_citations (model), ==, cases[i].n);
    }
}

static void
citations_never_overlap (void)
{
  g_autoptr (TlDocument) judgment = make_case ();
  g_autoptr (GPtrArray) links = new_links ();
  g_autoptr (TlTextModel) model = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_ptr_array_add (links, link_over (judgment, 1, "khoản 1 Điều 1 Luật"));
  g_ptr_array_add (links, link_over (judgment, 1, "điểm b khoản 1"));
  g_ptr_array_add (links, link_over (judgment, 1, "khoản"));
  model = tl_text_model_new_with_links (judgment, "2024-01-01", links);
  g_assert_cmpuint (tl_text_model_get_n_citations (model), ==, 2);
  first = tl_text_model_dup_citation_text (model, 0);
  second = tl_text_model_dup_citation_text (model, 1);
  g_assert_cmpstr (first, ==, "điểm b khoản 1");
  g_assert_cmpstr (second, ==, " Điều 1 Luật");
}

static void
a_mark_and_a_citation_cross_in_a_page (void)
{
  g_autoptr (TlDocument) judgment = make_case ();
  g_autoptr (GPtrArray) links = new_links ();
  g_autoptr (TlTextModel) model = NULL;
  g_autofree char *html = NULL;
  TlTextSpan mark = { 2, 4, 2, 15 };

  g_ptr_array_add (links, link_over (judgment, 1, "điểm b khoản 1"));
  model = tl_text_model_new_with_links (judgment, "2024-01-01", links);
  mark.from_paragraph = mark.to_paragraph = tl_text_model_get_citation (model, 0)->paragraph;
  html = tl_text_html_build (model, &mark);
  g_assert_nonnull (strstr (html, "<mark id=\"mark\">Theo </mark><a id=\"c0\" "
                                  "href=\"troly-cite:0\"><mark>điểm b</mark></a>"
                                  "<a href=\"troly-cite:0\"> khoản 1</a>"));
}

/* A library of the law, two judgments and an án lệ. */
static TlLibrary *
make_library (char **folder)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GError) error = NULL;
  TlDocument *document;
  TlLibrary *library;

  *folder = g_dir_make_tmp ("troly-cited-XXXXXX", NULL);
  document = make_law ();
  g_free (document->id);
  document->id = g_strdup ("90-2016-qh14");
  document->training = TRUE;
  g_ptr_array_add (documents, document);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("ban-an-%02u", i);

      document = tl_document_new (TL_DOC_JUDGMENT, id);
      document->number = g_strdup_printf ("%u/2019/DS-ST", i);
      document->number_normal = g_strdup (document->number);
      document->issued = g_strdup_printf ("2019-06-%02u", i % 28 + 1);
      document->issuer = g_strdup ("Tòa án nhân dân huyện Thử");
      document->training = TRUE;
      document->meta = g_strdup (i == 7 ? "{\"level\":\"supreme\"}" : "{\"level\":\"district\"}");
      add (document, TL_BLOCK_HEADING, -1, "nhan", NULL, "Nhận định của Tòa án", NULL);
      add (document, TL_BLOCK_PARAGRAPH, 0, "nhan.1", "[1]", NULL,
           i % 2 == 0 ? "Căn cứ khoản 1 Điều 1 Luật số 90/2016/QH14, xét thấy có căn cứ."
                      : "Căn cứ Điều 2 Luật số 90/2016/QH14 & <b>khác</b>.");
      g_ptr_array_add (documents, document);
    }
  document = tl_document_new (TL_DOC_PRECEDENT, "al-99-2024");
  document->number = g_strdup ("99/2024/AL");
  document->number_normal = g_strdup ("99/2024/AL");
  document->published = g_strdup ("2024-01-01");
  document->training = TRUE;
  add (document, TL_BLOCK_HEADING, -1, "luat", NULL, "Quy định của pháp luật liên quan", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 0, "luat.1", NULL, NULL, "Điều 1 Luật số 90/2016/QH14.");
  g_ptr_array_add (documents, document);
  fixture_library_write (*folder, documents);
  library = tl_library_open (*folder, &error);
  g_assert_no_error (error);
  return library;
}

/* What the table of links itself holds. */
static guint
count_by_hand (TlLibrary *library, const char *anchor)
{
  guint n = 0;

  for (guint i = 0; i < 41; i++)
    {
      g_autofree char *id = i < 40 ? g_strdup_printf ("ban-an-%02u", i) : g_strdup ("al-99-2024");
      g_autoptr (GPtrArray) links = tl_library_links_from (library, id, NULL);
      gboolean cites = FALSE;

      for (guint k = 0; k < links->len; k++)
        {
          const TlLink *link = links->pdata[k];

          cites |= g_strcmp0 (link->target, "90-2016-qh14") == 0
                   && (anchor == NULL || g_str_has_prefix (link->anchor, anchor));
        }
      n += cites;
    }
  return n;
}

static void
who_cites_is_counted_ordered_and_paged (void)
{
  static const char *const anchors[] = { NULL, "d1", "d1.k1", "d2", "d3" };
  g_autofree char *folder = NULL;
  g_autoptr (TlLibrary) library = make_library (&folder);

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      guint expected = count_by_hand (library, anchors[i]);
      guint next = 0, n = 0;

      do
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (TlCitingList) list
              = tl_citing_list_load (library, "90-2016-qh14", anchors[i], next, 7, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (list->total, ==, expected);
          for (guint k = 0; k < list->items->len; k++)
            {
              const TlCitingItem *item = list->items->pdata[k];

              g_assert_true (g_hash_table_add (seen, g_strdup (item->document->id)));
              /* Án lệ, then the highest court. */
              if (n == 0 && anchors[i] == NULL)
                g_assert_cmpstr (item->document->id, ==, "al-99-2024");
              if (n == 1 && anchors[i] == NULL)
                g_assert_cmpstr (item->document->id, ==, "ban-an-07");
              n++;
            }
          next = list->next;
        }
      while (next < expected);
      g_assert_cmpuint (n, ==, expected);
      g_test_message ("%s: %u", anchors[i], n);
    }
  g_assert_cmpuint (count_by_hand (library, NULL), ==, 41);
  g_clear_object (&library);
  fixture_library_remove (folder);
}

static void
a_passage_has_its_section_and_court (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TlLibrary) library = make_library (&folder);
  g_autoptr (TlCitingList) list = tl_citing_list_load (library, "90-2016-qh14", "d2", 0, 1, NULL);
  const TlCitingItem *item = list->items->pdata[0];
  const TlCitingPassage *passage = item->passages->pdata[0];
  g_autofree char *title = tl_citing_item_title (item);
  g_autofree char *details = tl_citing_item_details (item);
  g_autofree char *markup = tl_citing_passage_markup (passage);

  g_assert_cmpstr (passage->anchor, ==, "nhan.1");
  g_assert_cmpstr (passage->section, ==, "Nhận định của Tòa án");
  g_assert_cmpstr (markup, ==,
                   "Căn cứ <b>Điều 2</b> Luật số 90/2016/QH14 &amp; &lt;b&gt;khác&lt;/b&gt;.");
  g_assert_true (g_str_has_suffix (title, " 7/2019/DS-ST"));
  g_assert_cmpstr (details, ==, "Tòa án nhân dân huyện Thử · 08/6/2019");
  g_clear_object (&library);
  fixture_library_remove (folder);
}

static void
a_passage_is_cut_at_words_around_its_citation (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_JUDGMENT, "x");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TlLink) link = NULL;
  TlCitingPassage *passage;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "trước ");
  g_string_append (text, "Điều 7 ");
  for (guint i = 0; i < 100; i++)
    g_string_append (text, "sau ");
  add (document, TL_BLOCK_PARAGRAPH, -1, "t1", NULL, NULL, text->str);
  link = link_over (document, 0, "Điều 7");
  passage = tl_citing_passage_new (document, link);
  g_assert_true (g_str_has_prefix (passage->text, "…trước trước "));
  g_assert_true (g_str_has_suffix (passage->text, " sau…"));
  g_assert_cmpuint (passage->to - passage->from, ==, 6);
  g_assert_cmpint (g_utf8_strlen (passage->text, -1), <, 300);
  tl_citing_passage_free (passage);
}

static void
a_citation_is_read_from_the_library_on_the_day (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TlLibrary) library = make_library (&folder);
  g_autoptr (TlDocument) judgment = tl_library_load (library, "ban-an-01", TRUE, NULL);
  g_autoptr (GPtrArray) links = tl_library_links_from (library, "ban-an-01", NULL);
  g_autoptr (TlTextModel) model = tl_text_model_new_with_links (judgment, "2024-01-01", links);
  g_autoptr (TlCitedText) text = tl_cited_job_read (library, model, 0, NULL);

  g_assert_cmpint (text->state, ==, TL_CITED_UNIT);
  g_assert_cmpstr (text->as_of, ==, "2019-06-02");
  g_assert_cmpstr (text->text, ==, "Bản cũ.");
  g_assert_cmpstr (text->today_text, ==, "Bản mới.");
  g_assert_cmpstr (text->date_line, ==, "Text in force on 02/6/2019, the day of this judgment");
  g_clear_object (&library);
  fixture_library_remove (folder);
}

static void
banners_come_and_go_with_the_date (void)
{
  static const struct
  {
    TlDocKind kind;
    const char *from;
    const char *to;
    const char *published;
    const char *as_of;
    const char *says;
  } cases[] = {
    { TL_DOC_STATUTE, "2020-07-01", NULL, NULL, "2020-06-30",
      "Not in force yet: it takes effect on 01/7/2020." },
    { TL_DOC_STATUTE, "2020-07-01", NULL, NULL, "2020-07-01", "" },
    { TL_DOC_STATUTE, "2015-01-01", "2020-06-30", NULL, "2020-07-01",
      "No longer in force: 30/6/2020 was its last day." },
    { TL_DOC_STATUTE, "2015-01-01", "2020-06-30", NULL, "2020-06-30",
      "Ends soon: 30/6/2020 is its last day in force." },
    { TL_DOC_STATUTE, "2015-01-01", "2020-06-30", NULL, "2020-01-02",
      "Ends soon: 30/6/2020 is its last day in force." },
    { TL_DOC_STATUTE, "2015-01-01", "2020-06-30", NULL, "2020-01-01", "" },
    { TL_DOC_STATUTE, NULL, NULL, NULL, "2020-06-30", "" },
    /* The day of publication, the 29th and the 30th day after it. */
    { TL_DOC_PRECEDENT, NULL, NULL, "2024-02-01", "2024-02-01",
      "Not yet applied: this precedent is applied from 02/3/2024." },
    { TL_DOC_PRECEDENT, NULL, NULL, "2024-02-01", "2024-03-01",
      "Not yet applied: this precedent is applied from 02/3/2024." },
    { TL_DOC_PRECEDENT, NULL, NULL, "2024-02-01", "2024-03-02", "" },
    /* A day of its own goes before the rule. */
    { TL_DOC_PRECEDENT, "2024-04-01", NULL, "2024-02-01", "2024-03-31",
      "Not yet applied: this precedent is applied from 01/4/2024." },
    { TL_DOC_PRECEDENT, "2024-04-01", NULL, "2024-02-01", "2024-04-01", "" },
    { TL_DOC_JUDGMENT, NULL, NULL, NULL, "2024-04-01", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = tl_document_new (cases[i].kind, "x");
      g_autoptr (TlTextModel) model = NULL;
      g_autofree char *message = NULL;

      document->effective_from = g_strdup (cases[i].from);
      document->effective_to = g_strdup (cases[i].to);
      document->published = g_strdup (cases[i].published);
      add (document, TL_BLOCK_PARAGRAPH, -1, "t1", NULL, NULL, "Một đoạn.");
      model = tl_text_model_new (document, cases[i].as_of);
      message = tl_reader_effect_message (model);
      g_assert_cmpstr (message, ==, cases[i].says);
    }
}

static void
an_an_le_says_when_its_statutes_were_replaced (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TlLibrary) library = make_library (&folder);
  g_autoptr (TlDocument) precedent = tl_library_load (library, "al-99-2024", TRUE, NULL);
  g_autoptr (TlDocument) judgment = tl_library_load (library, "ban-an-00", TRUE, NULL);
  g_autoptr (GPtrArray) links = tl_library_links_from (library, "al-99-2024", NULL);
  g_autofree char *before = tl_reader_basis_message (library, precedent, links, "2025-12-31");
  g_autofree char *after = tl_reader_basis_message (library, precedent, links, "2026-01-01");
  g_autofree char *none = tl_reader_basis_message (library, judgment, links, "2026-01-01");

  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (after, ==,
                   "This precedent rests on statutes that were replaced: Luật Thử nghiệm "
                   "(90/2016/QH14).");
  g_assert_cmpstr (none, ==, "");
  g_clear_object (&library);
  fixture_library_remove (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/cited/" #name, name)
  TEST (the_window_says_what_was_in_force_on_the_day);
  TEST (what_leads_nowhere_opens_nothing);
  TEST (a_citation_is_named_in_its_official_form);
  TEST (the_copy_has_text_citation_and_date);
  TEST (the_day_of_a_citation_is_that_of_its_document);
  TEST (long_text_is_cut_and_says_so);
  TEST (citations_stand_where_they_are_in_the_text);
  TEST (places_that_a_volume_has_wrong_are_left_out);
  TEST (citations_never_overlap);
  TEST (a_mark_and_a_citation_cross_in_a_page);
  TEST (who_cites_is_counted_ordered_and_paged);
  TEST (a_passage_has_its_section_and_court);
  TEST (a_passage_is_cut_at_words_around_its_citation);
  TEST (a_citation_is_read_from_the_library_on_the_day);
  TEST (banners_come_and_go_with_the_date);
  TEST (an_an_le_says_when_its_statutes_were_replaced);
  return g_test_run ();
}
