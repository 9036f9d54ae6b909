/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selection in real documents, where they are present beside the project: passages that were read
 * by eye on the rendered pages. Only where they are and the digest of their text stand here. */
#include "config.h"

#include <stdio.h>

#include "base/tl-json.h"
#include "pdf-fixture.h"
#include "pdf/tl-pdf-select.h"

/* Pages around a selection that tell what runs at the edges of a page. */
#define AROUND 2

typedef struct
{
  const char *file;
  TlPdfPoint from, to;
  TlPdfGranularity granularity;
  const char *digest; /* SHA-256 of the text in NFC */
} Passage;

/* Paragraphs of decrees, laws and forms; cells of tables; selections over page breaks. */
static const Passage passages[] = {
  { "91-2015-qh13-part-2.pdf",
    { 54, 127, 92 },
    { 54, 127, 92 },
    TL_PDF_SELECT_PARAGRAPH,
    "3f93dae5025d8d3d8fe6dc5b4048deb76fbb1b3b51a1f10664f7e0dc3ec5e83f" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 128, 145 },
    { 54, 128, 145 },
    TL_PDF_SELECT_PARAGRAPH,
    "e3944131c48d57bd0de7b3d3309e0d5c2d097f602f39d9b715708c7621fb13ca" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 181 },
    { 54, 309, 181 },
    TL_PDF_SELECT_PARAGRAPH,
    "8cad33a8fae408dc68af53cd23693773dee68d39f2564af8ec785ecf77de7e4e" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 234 },
    { 54, 309, 234 },
    TL_PDF_SELECT_PARAGRAPH,
    "f3b38620ae81b73cf1cbdad010a619d31bccedb7dd1b89100486795ca5b8b24c" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 303, 304 },
    { 54, 303, 304 },
    TL_PDF_SELECT_PARAGRAPH,
    "f47ed27bac5cc26c30a3062573bcb07d1c9399ad1ca21d0dd7aab1c1f3620444" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 324 },
    { 54, 309, 324 },
    TL_PDF_SELECT_PARAGRAPH,
    "bb59e6ba275c2f8a41865c4c129c7fb29d08b2bcf586c0d3e4f173c802494f7d" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 281, 393 },
    { 54, 281, 393 },
    TL_PDF_SELECT_PARAGRAPH,
    "9ec36bc553732edaf94ab08d8a3a6762d297a73386df808253a3a3265408bfc9" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 414 },
    { 54, 309, 414 },
    TL_PDF_SELECT_PARAGRAPH,
    "210605a7411344e0f1354b90dffd15d3c906c4a2d90adb45688e9d16c7456210" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 483 },
    { 54, 309, 483 },
    TL_PDF_SELECT_PARAGRAPH,
    "fd36128a8643d20734dd26ce7792dc41a8687e84246f9f9f48951b00a5ede7f8" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 520 },
    { 54, 309, 520 },
    TL_PDF_SELECT_PARAGRAPH,
    "f21f33c5e648614fb9dbc2fad2dfdae634df9e95572fb0b57765099231d67edf" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 573 },
    { 54, 309, 573 },
    TL_PDF_SELECT_PARAGRAPH,
    "4e7f95a0d4c54cbd6fba118741cfd773d1fc79fc60eed28b9232fe9d7020e0c4" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 262, 610 },
    { 54, 262, 610 },
    TL_PDF_SELECT_PARAGRAPH,
    "cae42e3ef7b05921f10946038c7cf80249e440b85a4a5a0941b94c0633236ebd" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 630 },
    { 54, 309, 630 },
    TL_PDF_SELECT_PARAGRAPH,
    "d18286359814643b8d89b4b24c28187d9c8f6cbe631650c843362b7e2cbdffe5" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 128, 667 },
    { 54, 128, 667 },
    TL_PDF_SELECT_PARAGRAPH,
    "53a05907ea3d19b7ae6023e001c5da1f2afa0a4cd3a004dc9ad478f1b3459437" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 309, 721 },
    { 54, 309, 721 },
    TL_PDF_SELECT_PARAGRAPH,
    "805746cb7e961e1bf420d46cd2e6cd74b793fdd2642f5a8f80c3c976af553df3" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 312, 79 },
    { 3, 312, 79 },
    TL_PDF_SELECT_PARAGRAPH,
    "8058765eed09e0314ff3c9d964e5d557a735ce5535cb6abf6473e3fd00d204be" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 312, 101 },
    { 3, 312, 101 },
    TL_PDF_SELECT_PARAGRAPH,
    "75ca76b01878caa879ab3ccb162d854bbd35d8cb025534102fa887dde3cfd987" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 200, 140 },
    { 3, 200, 140 },
    TL_PDF_SELECT_PARAGRAPH,
    "ee37d957de205ab97bf882e958583146270cbbe5c67c83519c74221005c11039" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 162 },
    { 3, 330, 162 },
    TL_PDF_SELECT_PARAGRAPH,
    "3884c84824e864f881762bcff39ddaa957b7c3ad08405f6e42670ce19e8a9499" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 216 },
    { 3, 330, 216 },
    TL_PDF_SELECT_PARAGRAPH,
    "f72de38ef0bde449318dd54210d27c2c93993d71ba4878e803b2a9f32a82bdde" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 254 },
    { 3, 330, 254 },
    TL_PDF_SELECT_PARAGRAPH,
    "801473fbddbc418e6df86f5fc373efff5303d316a67f95a2db944e9023c1eff7" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 292 },
    { 3, 330, 292 },
    TL_PDF_SELECT_PARAGRAPH,
    "5a22269e9ce9a65785100c46c08e70fd82663df560199b8ffeae816874b28547" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 331 },
    { 3, 330, 331 },
    TL_PDF_SELECT_PARAGRAPH,
    "9ee9e5c8a1a7777e3e3b358a7e50e6a71679d25fa49a05c3d6767e740c05addd" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 385 },
    { 3, 330, 385 },
    TL_PDF_SELECT_PARAGRAPH,
    "c44c33c5d05bd2c859271ec0f4159d42c649d22c47981a02fac21c86bc652bcf" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 423 },
    { 3, 330, 423 },
    TL_PDF_SELECT_PARAGRAPH,
    "39ac82929c18e03882dcf48603adcf106ba262ac29c5428ce1be724618de5ecf" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 477 },
    { 3, 330, 477 },
    TL_PDF_SELECT_PARAGRAPH,
    "44d799fa6a027b47ec97414e090d4c580b7e1cbd878652c0ab83bd298ba7b823" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 548 },
    { 3, 330, 548 },
    TL_PDF_SELECT_PARAGRAPH,
    "d23b371c31aa5105ed2aa204d7da21dbdc87c02e0e9283515f738534abb4b1b0" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 618 },
    { 3, 330, 618 },
    TL_PDF_SELECT_PARAGRAPH,
    "69d89a06e70baa001d23305fa33de9770b8857e9c23e42ac72eda5cc9cba2a1d" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 705 },
    { 3, 330, 705 },
    TL_PDF_SELECT_PARAGRAPH,
    "573844262000ffced92ef3b1b021f0d5799a82c5283e8d46e66bde0944c3fe6d" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 330, 743 },
    { 3, 330, 743 },
    TL_PDF_SELECT_PARAGRAPH,
    "79ab2f21b96312c87c1275dc2b58b858c058371c3151258ad08a4f0e561439cf" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 370, 96 },
    { 19, 370, 96 },
    TL_PDF_SELECT_PARAGRAPH,
    "cb2196d0f47aeb2fcd8d4987b64e9b9b1036788c0435b0e511b16022264545e0" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 370, 237 },
    { 19, 370, 237 },
    TL_PDF_SELECT_PARAGRAPH,
    "186b114cdc2fe9d619156682a0246046d0deaaa8171f0a8ba49b8c9668eaea80" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 126, 459 },
    { 19, 126, 459 },
    TL_PDF_SELECT_PARAGRAPH,
    "2846979de10820a53b13ad6d05e7b230ca815690f7412f251c253d3a098ae29e" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 370, 460 },
    { 19, 370, 460 },
    TL_PDF_SELECT_PARAGRAPH,
    "130e04c07d652c25a0d6ff233c5cc08a9e410323acee544c7bba3b2f961b6c5d" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 370, 563 },
    { 19, 370, 563 },
    TL_PDF_SELECT_PARAGRAPH,
    "fb724295886de6e673b77983f5b9dde196282abdf510f7e2441be6c50040f503" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 270 },
    { 53, 290, 284 },
    TL_PDF_SELECT_CHARACTER,
    "f11f7b108d1fe9198a66aabf39fdcb4a6a7ecd4cf769d094be8dec29ca9d0b4d" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 296 },
    { 53, 370, 310 },
    TL_PDF_SELECT_CHARACTER,
    "0cc3fbd59d5250f3d6c12392d82ba9075824000e77d5050c1c3a693b2a43fb7e" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 322 },
    { 53, 360, 348 },
    TL_PDF_SELECT_CHARACTER,
    "15bbc43e14c67a7e6473b9a574d9c89d2cb2d09ec1981863d9ed26ad55d32d76" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 431 },
    { 53, 330, 445 },
    TL_PDF_SELECT_CHARACTER,
    "7b0797d6dc512004a70219c3b5c04a8decbeadd1286f063ad02c734b07ae6a16" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 456 },
    { 53, 350, 470 },
    TL_PDF_SELECT_CHARACTER,
    "790e1c3b1655395caa46ebb2fdff344a91463bfb2e3125f2ad18198670523221" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 374, 245 },
    { 53, 500, 259 },
    TL_PDF_SELECT_CHARACTER,
    "a558492cef342728679793bf903bb6e6f92f4a81722cfc73b607270ad80e567b" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 177 },
    { 53, 300, 190 },
    TL_PDF_SELECT_CHARACTER,
    "e653c4dc664466c981f304d5e6d317746cb3f17235f48511d4ea8ee9740c384a" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 253, 211 },
    { 53, 300, 225 },
    TL_PDF_SELECT_CHARACTER,
    "15e8798c4513392b01875f68b0d77e24e6344c1934ab187d0f6ef916f59c7e1a" },
  { "nghi-dinh-so-138-2026-nd-cp-469380.pdf",
    { 53, 374, 360 },
    { 53, 500, 402 },
    TL_PDF_SELECT_CHARACTER,
    "3aa1fd7ac55d9ee383b5a9294cb302dc9b50803996084dcb482b26e1e134b2ca" },
  { "91-2015-qh13-part-2.pdf",
    { 53, 71, 700 },
    { 54, 600, 155 },
    TL_PDF_SELECT_CHARACTER,
    "94cb8a1165c11e625769fd4ccfe8fe8efb07b46ad188ae33d2e94fa48270ce9f" },
  { "91-2015-qh13-part-2.pdf",
    { 54, 71, 180 },
    { 55, 590, 105 },
    TL_PDF_SELECT_CHARACTER,
    "793d0b542eab0d8d9145fe9181a50c32ec98b35af7c0592555ae0fe76afa88c2" },
  { "van-ban-hop-nhat-so-5-vbhn-btc-469151.pdf",
    { 3, 75, 735 },
    { 4, 560, 100 },
    TL_PDF_SELECT_CHARACTER,
    "70c138537221b433feea6c70c0b0032eb08ae8011fb35fbd19bd23f809d5789f" },
  { "44_VBHN-VPQH_699655.pdf",
    { 2, 72, 700 },
    { 3, 530, 90 },
    TL_PDF_SELECT_CHARACTER,
    "a5c3ddaf55f454ee252c867472490bff36d42d240ed52d12e4c2f9ad93bd7926" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 200, 560 },
    { 20, 550, 120 },
    TL_PDF_SELECT_CHARACTER,
    "085f3d1acd1b5e22e9fcecd68b58113d76bbfa73cc94ca9bae424e2277eff4dd" },
  { "thong-tu-so-15-2022-tt-bkhdt-37532.pdf",
    { 19, 178, 96 },
    { 19, 445, 195 },
    TL_PDF_SELECT_CHARACTER,
    "83e8e7e30cb32d0cfedf89c3cfb8e72cb8cad255002247ba18f9b86838c2bb38" },
};

static GPtrArray *
load_pages (const char *path, guint first, guint last)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  g_assert_no_error (error);
  for (guint i = first; i <= MIN (last, tl_pdf_get_n_pages (pdf) - 1); i++)
    {
      TlPdfText *text = tl_pdf_get_text (pdf, i, TRUE, NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (pages, tl_pdf_page_text_new (text));
    }
  return pages;
}

/* Where the passage is and what is copied of it, a line of JSON: check-select.py has another reader
 * of PDF look at it. */
static gboolean
print_passage (const Passage *passage, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, passage->file, NULL);
  guint first = passage->from.page > AROUND ? passage->from.page - AROUND : 0;
  g_autoptr (GPtrArray) pages = load_pages (path, first, passage->to.page + AROUND);
  g_autoptr (TlPdfSelection) selection
      = tl_pdf_select ((TlPdfPageText *const *)pages->pdata, pages->len, first, &passage->from,
                       &passage->to, passage->granularity);
  JsonObject *object = json_object_new ();
  const TlPdfPoint *ends[] = { &passage->from, &passage->to };
  g_autofree char *line = NULL;

  tl_json_set_string (object, "file", path);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      JsonArray *point = json_array_new ();

      json_array_add_int_element (point, ends[i]->page);
      json_array_add_double_element (point, ends[i]->x);
      json_array_add_double_element (point, ends[i]->y);
      json_object_set_array_member (object, i == 0 ? "from" : "to", point);
    }
  json_object_set_boolean_member (object, "paragraph",
                                  passage->granularity == TL_PDF_SELECT_PARAGRAPH);
  tl_json_set_string (object, "text", selection->text);
  line = tl_json_to_line (object);
  json_object_unref (object);
  return puts (line) >= 0;
}

/* Nothing is printed where the documents are not present. */
static int
print_passages (void)
{
  g_autofree char *folder = fixture_shared_path ("data/pdf");
  gboolean printed = TRUE;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (passages); i++)
    printed = print_passage (&passages[i], folder) && printed;
  return printed ? 0 : 1;
}

static void
a_passage_copies_as_it_was_read (gconstpointer data)
{
  const Passage *passage = data;
  g_autofree char *folder = fixture_shared_path ("data/pdf");
  guint first = passage->from.page > AROUND ? passage->from.page - AROUND : 0;
  g_autofree char *path = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (TlPdfSelection) selection = NULL;
  g_autoptr (TlPdfSelection) again = NULL;
  TlPdfQuote quote = { 0 };
  double exactness = 0;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, passage->file, NULL);
  pages = load_pages (path, first, passage->to.page + AROUND);
  selection = tl_pdf_select ((TlPdfPageText *const *)pages->pdata, pages->len, first,
                             &passage->from, &passage->to, passage->granularity);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, selection->text, -1);
  g_assert_cmpstr (digest, ==, passage->digest);
  g_assert_cmpuint (selection->rects->len, >, 0);

  /* And it is found again where it was. */
  quote = (TlPdfQuote){ selection->text, NULL, NULL, passage->from.page };
  again = tl_pdf_locate_quote ((TlPdfPageText *const *)pages->pdata, pages->len, first, &quote,
                               &exactness);
  g_assert_nonnull (again);
  g_assert_cmpfloat (exactness, >, 0.9);
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--texts"))
    return print_passages ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (passages); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/select-real/a-passage-copies-as-it-was-read/%u", i + 1);

      g_test_add_data_func (path, &passages[i], a_passage_copies_as_it_was_read);
    }
  return g_test_run ();
}
