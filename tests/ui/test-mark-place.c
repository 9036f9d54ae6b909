/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where marks stand in a text that was changed since they were made: without a display. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "ui/reader/tl-mark-place.h"
#include "ui/reader/tl-text-model.h"

#define N_ARTICLES 125
#define N_CLAUSES  4
#define N_MARKS    (N_ARTICLES * N_CLAUSES)

static const char *const things[] = { "thửa ruộng", "căn nhà", "chiếc thuyền", "đàn trâu", "cỗ máy",
                                      "mảnh vườn",  "ao cá",   "giếng nước",   "kho thóc" };
static const char *const acts[]
    = { "giao trả", "sửa chữa", "đo lại", "bồi thường", "chuyển giao", "giữ gìn", "kê khai" };

/* The passage of a clause: words that come again and again, and only the number tells them apart.
 */
static char *
passage (guint i)
{
  return g_strdup_printf ("người đang giữ %s phải %s cho bên kia trong %u ngày",
                          things[i % G_N_ELEMENTS (things)], acts[i % G_N_ELEMENTS (acts)],
                          10 + i / 3);
}

static void
add (TlDocument *document, TlBlockKind kind, int parent, char *anchor, char *label, char *text)
{
  TlBlock *block = tl_block_new (kind, parent, anchor);

  block->label = label;
  g_free (block->text);
  block->text = text;
  tl_document_add (document, block);
  g_free (anchor);
}

static char *
clause_text (guint i, gboolean amended)
{
  g_autofree char *words = passage (i);

  if (!amended)
    return g_strdup_printf ("Khi có yêu cầu thứ %u, %s; quá hạn thì chịu chi phí.", i, words);
  if (i % 50 == 7) /* repealed */
    return g_strdup ("(được bãi bỏ)");
  if (i % 5 == 0) /* a word in the passage is another */
    {
      g_autoptr (GString) other = g_string_new (words);

      g_string_replace (other, "bên kia", "bên ấy", 0);
      return g_strdup_printf ("Khi có yêu cầu thứ %u, %s; quá hạn thì chịu chi phí.", i,
                              other->str);
    }
  if (i % 3 == 0) /* only what stands around it is another */
    return g_strdup_printf ("Theo yêu cầu hợp lệ thứ %u và bằng văn bản, %s, trừ khi có lý do.", i,
                            words);
  return g_strdup_printf ("Khi có yêu cầu thứ %u, %s; quá hạn thì chịu chi phí.", i, words);
}

/* In the amended law every tenth article is preceded by a new one that sounds alike. */
static TlTextModel *
make_law (gboolean amended)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "luat-thu");

  document->title = g_strdup ("Luật thử");
  document->effective_from = g_strdup ("2017-01-01");
  for (guint article = 0; article < N_ARTICLES; article++)
    {
      int parent;

      if (amended && article % 10 == 0)
        add (document, TL_BLOCK_ARTICLE, -1, g_strdup_printf ("d%ua", article + 1),
             g_strdup_printf ("Điều %ua", article + 1),
             clause_text (article * N_CLAUSES + 1, FALSE));
      parent = (int)document->blocks->len;
      add (document, TL_BLOCK_ARTICLE, -1, g_strdup_printf ("d%u", article + 1),
           g_strdup_printf ("Điều %u", article + 1), g_strdup (""));
      for (guint clause = 0; clause < N_CLAUSES; clause++)
        add (document, TL_BLOCK_CLAUSE, parent,
             g_strdup_printf ("d%u.k%u", article + 1, clause + 1),
             g_strdup_printf ("%u", clause + 1),
             clause_text (article * N_CLAUSES + clause, amended));
    }
  return tl_text_model_new (document, "2024-01-01");
}

static GPtrArray *
make_marks (void)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_mark_free);

  for (guint i = 0; i < N_MARKS; i++)
    {
      TlDeskMark *mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, "luat-thu");

      mark->anchor = g_strdup_printf ("d%u.k%u", i / N_CLAUSES + 1, i % N_CLAUSES + 1);
      mark->quote = passage (i);
      mark->prefix = g_strdup_printf ("Khi có yêu cầu thứ %u, ", i);
      mark->suffix = g_strdup ("; quá hạn thì chịu chi phí.");
      mark->note = g_strdup_printf ("ghi chú %u", i);
      g_ptr_array_add (marks, mark);
    }
  return marks;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GPtrArray *
place (TlTextModel *model, GPtrArray *marks)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *placed;

  tl_mark_place_in_text_async (model, marks, NULL, done_cb, (gpointer)&result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  placed = tl_mark_place_in_text_finish (result, &error);
  g_assert_no_error (error);
  g_ptr_array_set_free_func (placed, (GDestroyNotify)tl_placed_mark_free);
  return placed;
}

/* Whether it was placed in the paragraph it belongs to. */
static gboolean
is_right (TlTextModel *model, const TlPlacedMark *one)
{
  int paragraph = tl_text_model_find (model, one->mark->anchor);

  g_assert_cmpint (paragraph, >=, 0);
  return one->in_text && one->span.from_paragraph == (guint)paragraph;
}

static void
notes_survive_a_new_version_of_the_text (void)
{
  g_autoptr (TlTextModel) model = make_law (TRUE);
  g_autoptr (GPtrArray) placed = place (model, make_marks ());
  guint right = 0, lost = 0;

  /* Every one is still there, with what was written. */
  g_assert_cmpuint (placed->len, ==, N_MARKS);
  for (guint i = 0; i < placed->len; i++)
    {
      const TlPlacedMark *one = g_ptr_array_index (placed, i);
      g_autofree char *note = g_strdup_printf ("ghi chú %u", i);

      g_assert_cmpstr (one->mark->note, ==, note);
      right += is_right (model, one) ? 1 : 0;
      lost += tl_placed_mark_is_lost (one, FALSE) ? 1 : 0;
      /* Found and lost are all there is. */
      g_assert_true (one->in_text != tl_placed_mark_is_lost (one, FALSE));
    }
  g_test_message ("%u of %u notes placed, %u lost", right, N_MARKS, lost);
  g_assert_cmpuint (right * 100, >=, N_MARKS * 97);
  /* What is repealed is nowhere, and said to be so: not put on words that only sound alike. */
  g_assert_cmpuint (lost, ==, N_MARKS / 50);
}

static void
every_note_is_found_in_the_text_it_was_made_in (void)
{
  g_autoptr (TlTextModel) model = make_law (FALSE);
  g_autoptr (GPtrArray) placed = place (model, make_marks ());

  for (guint i = 0; i < placed->len; i++)
    {
      const TlPlacedMark *one = g_ptr_array_index (placed, i);
      const TlTextParagraph *there = tl_text_model_get (model, one->span.from_paragraph);
      const char *from = g_utf8_offset_to_pointer (there->text, one->span.from);

      g_assert_true (is_right (model, one));
      g_assert_true (g_str_has_prefix (from, one->mark->quote));
      g_assert_cmpuint (one->span.to - one->span.from, ==, g_utf8_strlen (one->mark->quote, -1));
    }
}

/* From the end of one paragraph over a whole one, which begins another page, into a third. */
static void
a_passage_over_several_paragraphs_is_found_whole (void)
{
  static const char *const texts[] = { "Nguyên đơn trình bày: đã giao tiền,", "bị đơn đã nhận đủ",
                                       "và hẹn ngày ký. Sau đó bị đơn đổi ý." };
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_JUDGMENT, "ban-an-thu");
  g_autoptr (TlTextModel) model = NULL;
  g_autoptr (TlDeskMark) mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, "ban-an-thu");
  TlTextSpan span;

  document->title = g_strdup ("Bản án thử");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      add (document, TL_BLOCK_PARAGRAPH, -1, g_strdup_printf ("t%u", i + 1), NULL,
           g_strdup (texts[i]));
      ((TlBlock *)g_ptr_array_index (document->blocks, i))->page = i == 0 ? 1 : 2;
    }
  model = tl_text_model_new (document, "2024-01-01");
  mark->anchor = g_strdup ("t1");
  mark->quote = g_strdup ("đã giao tiền, bị đơn đã nhận đủ và hẹn ngày ký");
  mark->span = (TlDeskSpan){ 1, 22, 2, 32 };
  g_assert_true (tl_mark_place_find (model, mark, &span));
  g_assert_cmpuint (span.from_paragraph + 2, ==, span.to_paragraph);
  g_assert_cmpstr (
      g_utf8_offset_to_pointer (tl_text_model_get (model, span.from_paragraph)->text, span.from),
      ==, "đã giao tiền,");
  g_assert_cmpstr (
      g_utf8_offset_to_pointer (tl_text_model_get (model, span.to_paragraph)->text, span.to), ==,
      ". Sau đó bị đơn đổi ý.");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/mark-place/" #name, name)
  ADD (every_note_is_found_in_the_text_it_was_made_in);
  ADD (notes_survive_a_new_version_of_the_text);
  ADD (a_passage_over_several_paragraphs_is_found_whole);
  return g_test_run ();
}
