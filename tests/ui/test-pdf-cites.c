/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations found on the pages of the original: on pages that are made here, and on the real
 * judgments where they are present beside the project. */
#include "config.h"

#include <string.h>

#include "import/tl-import.h"
#include "pdf/tl-pdf-texts.h"
#include "ui/reader/tl-pdf-cites.h"

#define MAX_PAGES 4
/* How far lines and letters of made pages are apart. */
#define LINE   14.0F
#define LETTER 5.0F

/* A page of @text: every character has a box, a tab begins the next column. */
static TlPdfPageText *
make_page (const char *text)
{
  TlPdfText *map = g_new0 (TlPdfText, 1);
  float x = 50, y = 50;

  map->boxes = g_new0 (TlPdfBox, strlen (text) + 1);
  map->text = g_strdup (text);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), map->n_chars++)
    {
      if (*at == '\n')
        {
          x = 50;
          y += LINE;
        }
      else if (*at == '\t')
        x = 250;
      else
        {
          map->boxes[map->n_chars] = (TlPdfBox){ x, y, x + LETTER, y + 10 };
          x += LETTER;
        }
    }
  return tl_pdf_page_text_new (map);
}

typedef struct
{
  const char *name;
  const char *text;  /* of the block */
  const char *words; /* the citation in it: the last place of these words */
  guint page;        /* of the block, from 1; 0 when it is not known */
  guint from, to;    /* its characters */
  const char *pages[MAX_PAGES];
  /* What is to be found: one text a range, joined by "|"; NULL for nothing. */
  const char *found;
  guint found_page; /* of the first, from 0 */
  guint n_rects;
} Case;

static const Case cases[] = {
  { "in one line",
    "Tòa án áp dụng Điều 41 của Bộ luật.",
    "Điều 41",
    1,
    0,
    36,
    { "Tòa án áp dụng Điều 41 của Bộ luật.\n" },
    "Điều 41",
    0,
    1 },
  { "over a line end",
    "Căn cứ khoản 1 Điều 41 của Bộ luật.",
    "khoản 1 Điều 41",
    1,
    0,
    36,
    { "Căn cứ khoản 1\nĐiều 41 của Bộ luật.\n" },
    "khoản 1\nĐiều 41",
    0,
    2 },
  { "over a hyphen at a line end",
    "Nghị quyết số 04/2017/NQ-HĐTP là căn cứ.",
    "04/2017/NQ-HĐTP",
    1,
    0,
    44,
    { "Nghị quyết số 04/2017/NQ-\nHĐTP là căn cứ.\n" },
    "04/2017/NQ-\nHĐTP",
    0,
    2 },
  { "with its last mark",
    "Theo Điều 5 (sửa đổi) thì được.",
    "Điều 5 (sửa đổi)",
    1,
    0,
    32,
    { "Theo Điều 5 (sửa  đổi) thì được.\n" },
    "Điều 5 (sửa  đổi)",
    0,
    1 },
  { "the second of the same words",
    "Điều 41 đã nêu; nay xét Điều 41 lần nữa.",
    "Điều 41",
    1,
    0,
    44,
    { "Điều 41 đã nêu; nay xét Điều 41 lần nữa.\n" },
    "Điều 41",
    0,
    1 },
  { "in its block and not in the one before",
    "Hai là theo Điều 7.",
    "Điều 7",
    1,
    20,
    40,
    { "Một là theo Điều 7.\nHai là theo Điều 7.\n" },
    "Điều 7",
    0,
    1 },
  { "over a page break past a page number",
    "Yêu cầu theo khoản 2 Điều 30 của Luật là có căn cứ.",
    "khoản 2 Điều 30",
    1,
    0,
    30,
    { "Yêu cầu theo khoản 2\n1\n", "2\nĐiều 30 của Luật là có căn cứ.\n" },
    "khoản 2|Điều 30",
    0,
    2 },
  { "on the page after",
    "Dòng đầu của đoạn này dài hơn trang. Theo Điều 9.",
    "Điều 9",
    1,
    0,
    12,
    { "Dòng đầu của đoạn này\n", "dài hơn trang. Theo Điều 9.\n" },
    "Điều 9",
    1,
    1 },
  { "with a mark that the page has not",
    "Theo Điều 41 của Bộ luật dân sự.",
    "Điều 41",
    1,
    0,
    33,
    { "Theo Dieu 41 của Bộ luật dân sự.\n" },
    "Dieu 41",
    0,
    1 },
  { "of a block whose page is not known",
    "Theo Điều 41 của Bộ luật dân sự.",
    "Điều 41",
    0,
    0,
    0,
    { "Theo Điều 41 của Bộ luật dân sự.\n" },
    "Điều 41",
    0,
    1 },
  { "with characters counted wrongly",
    "Hội đồng xét thấy theo Điều 12 thì phải trả lại tiền cọc.",
    "Điều 12",
    1,
    900,
    990,
    { "Hội đồng xét thấy theo Điều 12 thì phải trả lại tiền cọc.\n" },
    "Điều 12",
    0,
    1 },
  { "not where only the words are the same",
    "Hội đồng xét thấy theo Điều 12 thì phải trả lại.",
    "Điều 12",
    1,
    900,
    990,
    { "Một văn bản khác hẳn, nói về Điều 12 như sau.\n" },
    NULL,
    0,
    0 },
  { "not a part of a longer number",
    "Theo Điều 1 và phụ lục.",
    "Điều 1",
    1,
    0,
    60,
    { "Theo Điều 12 khác.\nTheo Điều 1 và phụ lục.\n" },
    "Điều 1",
    0,
    1 },
  { "that is not there",
    "Theo Điều 41 của Bộ luật.",
    "Điều 41",
    1,
    0,
    26,
    { "Một trang khác.\n" },
    NULL,
    0,
    0 },
  { "on a page without text",
    "Theo Điều 41 của Bộ luật.",
    "Điều 41",
    1,
    0,
    26,
    { "" },
    NULL,
    0,
    0 },
};

static TlLink *
make_link (const Case *c)
{
  TlLink *link = g_new0 (TlLink, 1);
  const char *at = g_strrstr (c->text, c->words);

  g_assert_nonnull (at);
  link->from = (guint)(at - c->text);
  link->to = link->from + (guint)strlen (c->words);
  link->notation = g_strdup ("?");
  return link;
}

static TlDocument *
make_document (const Case *c)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, "1-2024-ds-st");
  TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1"));

  g_free (block->text);
  block->text = g_strdup (c->text);
  block->page = c->page;
  block->page_from = c->from;
  block->page_to = c->to;
  return document;
}

/* The characters of all ranges. */
static char *
dup_found (const TlPdfCite *cite, GPtrArray *pages)
{
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < cite->ranges->len; i++)
    {
      const TlPdfRange *range = &g_array_index (cite->ranges, TlPdfRange, i);
      const TlPdfPageText *page = pages->pdata[range->page];
      const char *text = tl_pdf_page_text_get_text (page)->text;
      guint from = tl_pdf_page_text_to_byte (page, range->from);

      g_string_append (found, i > 0 ? "|" : "");
      g_string_append_len (found, text + from,
                           (gssize)(tl_pdf_page_text_to_byte (page, range->to) - from));
    }
  return g_string_free (found, FALSE);
}

static void
a_citation_is_found (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (TlDocument) document = make_document (c);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);
  g_autoptr (GPtrArray) cites = NULL;
  g_autofree char *found = NULL;
  const TlPdfCite *cite;
  const guint wanted[] = { 0, 7 };

  g_ptr_array_add (links, make_link (c));
  for (guint i = 0; i < MAX_PAGES && c->pages[i] != NULL; i++)
    g_ptr_array_add (pages, make_page (c->pages[i]));
  /* What is no link is not looked for. */
  cites = tl_pdf_cites_locate (document, links, wanted, G_N_ELEMENTS (wanted),
                               (TlPdfPageText *const *)pages->pdata, pages->len, 0);
  g_assert_cmpuint (cites->len, ==, c->found != NULL ? 1 : 0);
  if (c->found == NULL)
    return;
  cite = cites->pdata[0];
  found = dup_found (cite, pages);
  g_assert_cmpuint (cite->link, ==, 0);
  g_assert_cmpstr (found, ==, c->found);
  g_assert_cmpuint (g_array_index (cite->ranges, TlPdfRange, 0).page, ==, c->found_page);
  g_assert_cmpuint (cite->rects->len, ==, c->n_rects);
}

/* Of the same words twice it is the second, as the text has it. */
static void
the_neighbourhood_tells_which_place_is_meant (void)
{
  static const Case c = {
    .text = "Điều 41 đã nêu; nay xét Điều 41 lần nữa.", .words = "Điều 41", .page = 1, .to = 40
  };
  g_autoptr (TlDocument) document = make_document (&c);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  g_autoptr (TlPdfPageText) page = make_page ("Điều 41 đã nêu;\nnay xét Điều 41 lần nữa.\n");
  g_autoptr (GPtrArray) cites = NULL;
  const guint wanted = 0;
  const TlPdfCite *cite;

  g_ptr_array_add (links, make_link (&c));
  cites = tl_pdf_cites_locate (document, links, &wanted, 1, &page, 1, 0);
  g_assert_cmpuint (cites->len, ==, 1);
  cite = cites->pdata[0];
  g_assert_cmpuint (g_array_index (cite->ranges, TlPdfRange, 0).from, ==, 24);
}

/* Letters, figures and marks, without white space. */
static char *
squeeze (const char *text, gssize length)
{
  GString *squeezed = g_string_new (NULL);
  const char *end = text + (length < 0 ? (gssize)strlen (text) : length);

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && *at != '|')
      g_string_append_unichar (squeezed, g_unichar_tolower (g_utf8_get_char (at)));
  return g_string_free (squeezed, FALSE);
}

typedef struct
{
  guint n, placed, right, twice;
} Count;

static void
count_document (const TlDocument *document, GPtrArray *pages, Count *count)
{
  g_autoptr (GPtrArray) links = tl_document_read_links (document);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const TlLink *before = NULL;

  for (guint i = 0; i < links->len; i++)
    {
      const TlLink *link = links->pdata[i];
      const TlBlock *block = tl_document_get_block (document, link->block);
      g_autofree char *words = squeeze (block->text + link->from, (gssize)(link->to - link->from));
      g_autofree char *found = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) cites = NULL;
      guint first, last, n;

      count->n++;
      if (!tl_pdf_cites_get_pages (document, link->block, &first, &last))
        continue;
      n = MIN (last + 1, pages->len) - first;
      cites = tl_pdf_cites_locate (document, links, &i, 1,
                                   (TlPdfPageText *const *)pages->pdata + first, n, first);
      if (cites->len == 0)
        {
          g_test_message ("not found on pages %u to %u: %s", first + 1, last + 1, words);
          continue;
        }
      count->placed++;
      /* No two citations stand at one place. */
      if (before == NULL || before->block != link->block || before->from != link->from)
        {
          const TlPdfRange *range
              = &g_array_index (((TlPdfCite *)cites->pdata[0])->ranges, TlPdfRange, 0);

          count->twice
              += !g_hash_table_add (places, g_strdup_printf ("%u %u", range->page, range->from));
        }
      before = link;
      text = dup_found (cites->pdata[0], pages);
      found = squeeze (text, -1);
      count->right += strcmp (found, words) == 0;
      if (strcmp (found, words) != 0)
        g_test_message ("%s is not %s", found, words);
    }
}

static GPtrArray *
load_pages (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < tl_pdf_get_n_pages (pdf); i++)
    {
      TlPdfText *text = tl_pdf_get_text (pdf, i, TRUE, NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (pages, tl_pdf_page_text_new (text));
    }
  return pages;
}

static void
citations_of_the_real_judgments_stand_where_they_are_printed (void)
{
  g_autofree char *folder = g_build_filename (
      g_getenv ("TROLY_SHARED") != NULL ? g_getenv ("TROLY_SHARED") : "../shared", "data",
      "judgments", "pdf", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1 };
  Count count = { 0 };
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("the real judgments are not here");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (TlImportResult) result = NULL;
      g_autoptr (GPtrArray) pages = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_str_has_suffix (name, ".pdf"))
        continue;
      result = tl_import_file (path, name, &options, NULL, &error);
      g_assert_no_error (error);
      pages = load_pages (path);
      for (guint i = 0; i < result->documents->len; i++)
        count_document (result->documents->pdata[i], pages, &count);
    }
  g_test_message ("%u citations, %u found, %u with the same text, %u at the place of another",
                  count.n, count.placed, count.right, count.twice);
  g_assert_cmpuint (count.n, >, 500);
  g_assert_cmpuint (count.right * 100, >=, count.n * 98);
  g_assert_cmpuint (count.twice * 100, <=, count.n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf-cites/found ", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], a_citation_is_found);
    }
  g_test_add_func ("/pdf-cites/the neighbourhood tells which place is meant",
                   the_neighbourhood_tells_which_place_is_meant);
  g_test_add_func ("/pdf-cites/citations of the real judgments stand where they are printed",
                   citations_of_the_real_judgments_stand_where_they_are_printed);
  return g_test_run ();
}
