/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding in the text of a document, and what is said of it: no display. */
#include "config.h"

#include <string.h>

#include "ui/reader/tl-find-text.h"
#include "ui/reader/tl-find-words.h"

static void
the_count_says_where_one_is_and_whether_it_is_all (void)
{
  static const struct
  {
    TlFindState state;
    const char *text;
  } cases[] = {
    { { .n_hits = 0 }, "not found" },
    { { .n_hits = 0, .n_pages = 9, .n_done = 9 }, "not found" },
    { { .n_hits = 0, .searching = TRUE }, "…" },
    { { .n_hits = 0, .searching = TRUE, .n_done = 3, .n_pages = 9 }, "page 3 of 9…" },
    { { .n_hits = 17 }, "0 / 17" },
    { { .current = 3, .n_hits = 17 }, "3 / 17" },
    { { .current = 3, .n_hits = 17, .searching = TRUE, .n_done = 1, .n_pages = 9 }, "3 / 17…" },
    { { .current = 1, .n_hits = 1000, .more = TRUE }, "1 / more than 1000" },
    { { .current = 1, .n_hits = 1000, .more = TRUE, .searching = TRUE }, "1 / more than 1000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tl_find_words_count (&cases[i].state);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
the_advice_says_what_was_not_searched (void)
{
  static const struct
  {
    TlFindState state;
    const char *begin; /* NULL: nothing is said */
    const char *part;
  } cases[] = {
    { { .n_hits = 4 }, NULL, NULL },
    { { .n_hits = 4, .n_pages = 9, .n_done = 9 }, NULL, NULL },
    /* Nothing is said before everything is known. */
    { { .searching = TRUE }, NULL, NULL },
    { { .searching = TRUE, .n_pages = 9, .n_scans = 9 }, NULL, NULL },
    { { .n_hits = 0 }, "Not found.", "without marks" },
    { { .n_hits = 0, .n_pages = 9, .n_scans = 1 }, "Not found.", "1 page is a scan" },
    { { .n_hits = 0, .n_pages = 9, .n_scans = 8 }, "Not found.", "8 pages are scans" },
    { { .n_hits = 0, .n_pages = 9, .n_scans = 9 }, "This document is a scan", "without a text" },
    { { .n_hits = 4, .n_pages = 9, .n_scans = 1 }, "1 page is a scan", "not searched" },
    { { .n_hits = 4, .n_pages = 9, .n_scans = 2 }, "2 pages are scans", "not searched" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tl_find_words_advice (&cases[i].state);

      if (cases[i].begin == NULL)
        g_assert_cmpstr (text, ==, "");
      else
        g_assert_true (g_str_has_prefix (text, cases[i].begin)
                       && strstr (text, cases[i].part) != NULL);
    }
}

static TlTextModel *
make_model (const char *const *texts)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_JUDGMENT, "x");

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("nhan.%u", i + 1);
      TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor);

      g_free (block->text);
      block->text = g_strdup (texts[i]);
      tl_document_add (document, block);
    }
  return tl_text_model_new (document, "2026-01-01");
}

static const char *const TEXTS[] = {
  "Bên đặt cọc từ chối giao kết hợp đồng.",
  "Hợp đồng đặt cọc lập tại nhà; tiền đặt cọc là 20 triệu đồng.",
  "Đường vào nhà hoà thuận, người dân phố",
  "cũ không ai biết chữ “cọc” <b>&amp;</b> đặt",
  NULL,
};

/* "paragraph:match" of each hit, the first paragraph of the texts being 0. */
static char *
join_hits (const TlTextModel *model, GPtrArray *hits)
{
  guint n = tl_text_model_get_n_paragraphs (model);
  guint first = n - (G_N_ELEMENTS (TEXTS) - 1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const TlTextHit *hit = g_ptr_array_index (hits, i);
      const char *all = tl_text_model_get (model, hit->paragraph)->text;
      g_autofree char *match = g_utf8_substring (all, hit->from, hit->to);
      g_autofree char *around = g_strconcat (hit->before, hit->match, hit->after, NULL);

      g_assert_cmpstr (match, ==, hit->match);
      g_assert_nonnull (strstr (all, around));
      g_string_append_printf (text, "%s%u:%s", i > 0 ? "|" : "", hit->paragraph - first, match);
    }
  return g_string_free (text, FALSE);
}

static void
words_are_found_where_they_stand (void)
{
  static const struct
  {
    const char *words;
    const char *hits;
  } cases[] = {
    { "đặt cọc", "0:đặt cọc|1:đặt cọc|1:đặt cọc" },
    { "ĐẶT   CỌC", "0:đặt cọc|1:đặt cọc|1:đặt cọc" },
    { "dat coc", "0:đặt cọc|1:đặt cọc|1:đặt cọc" },
    { "hợp đồng", "0:hợp đồng|1:Hợp đồng" },
    /* One mark, and words are taken as they are written. */
    { "dat cọc", "" },
    { "cộc", "" },
    /* The tone on either letter, and in two characters. */
    { "hòa thuận", "2:hoà thuận" },
    { "hoa\xcc\x80 thuận", "2:hoà thuận" },
    /* Kinds of quotation marks; what looks like markup is text. */
    { "\"cọc\"", "3:“cọc”" },
    { "<b>&amp;</b>", "3:<b>&amp;</b>" },
    /* Nothing goes from one paragraph into the next. */
    { "phố cũ", "" },
    { "", "" },
    { "   ", "" },
  };
  g_autoptr (TlTextModel) model = make_model (TEXTS);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean more = TRUE;
      g_autoptr (GPtrArray) hits = tl_find_text (model, cases[i].words, 100, &more, NULL);
      g_autofree char *text = join_hits (model, hits);

      g_assert_cmpstr (text, ==, cases[i].hits);
      g_assert_false (more);
    }
}

static void
hits_are_bounded_and_it_is_told (void)
{
  static const struct
  {
    guint max;
    guint hits;
    gboolean more;
  } cases[] = {
    { 0, 0, TRUE }, { 1, 1, TRUE }, { 2, 2, TRUE }, { 3, 3, FALSE }, { 4, 3, FALSE },
  };
  g_autoptr (TlTextModel) model = make_model (TEXTS);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean more = !cases[i].more;
      g_autoptr (GPtrArray) hits = tl_find_text (model, "đặt cọc", cases[i].max, &more, NULL);

      g_assert_cmpuint (hits->len, ==, cases[i].hits);
      g_assert_cmpint (more, ==, cases[i].more);
    }
}

typedef struct
{
  GPtrArray *hits;
  gboolean more;
  GError *error;
  gboolean done;
} Found;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Found *found = data;

  found->hits = tl_find_text_finish (result, &found->more, &found->error);
  found->done = TRUE;
}

static void
a_search_in_a_thread_finds_the_same_and_can_be_cancelled (void)
{
  g_autoptr (TlTextModel) model = make_model (TEXTS);

  for (guint cancelled = 0; cancelled < 2; cancelled++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Found found = { 0 };

      tl_find_text_async (model, "đặt cọc", 2, cancellable, found_cb, &found);
      if (cancelled)
        g_cancellable_cancel (cancellable);
      while (!found.done)
        g_main_context_iteration (NULL, TRUE);
      if (cancelled)
        {
          g_assert_error (found.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_null (found.hits);
          g_clear_error (&found.error);
        }
      else
        {
          g_assert_no_error (found.error);
          g_assert_cmpuint (found.hits->len, ==, 2);
          g_assert_true (found.more);
          g_ptr_array_unref (found.hits);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/ui/find-words/" #name, name)
  ADD (the_count_says_where_one_is_and_whether_it_is_all);
  ADD (the_advice_says_what_was_not_searched);
  ADD (words_are_found_where_they_stand);
  ADD (hits_are_bounded_and_it_is_told);
  ADD (a_search_in_a_thread_finds_the_same_and_can_be_cancelled);
#undef ADD
  return g_test_run ();
}
