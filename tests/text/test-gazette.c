/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "text/tl-gazette.h"
#include "text/tl-text.h"

typedef struct
{
  const char *line;
  const char *expected;
} Case;

static void
broken_words_are_joined (void)
{
  static const Case cases[] = {
    { "trá i phép", "trái phép" },
    { "n guy hại cho đ ồng bào", "nguy hại cho đồng bào" },
    { "phạt  t i ề n  t ừ 5.000.000 đ ồng", "phạt tiền từ 5.000.000 đồng" },
    { "Đ i ề u  2 8 6 .  T ộ i", "Điều 286. Tội" },
    { "“ Đ i ề u  2 3 .  T ư  v ấ n  l ậ p  q u y  h o ạ c h ,  k ế  h o ạ c h",
      "“Điều 23. Tư vấn lập quy hoạch, kế hoạch" },
    { "H i ệ n t r ạ n g đ a n g s ử d ụ n g v à o m ụ c đ í c h p h i n ô n g nghiệp:",
      "Hiện trạng đang sử dụng vào mục đích phi nông nghiệp:" },
    { "t r ư ớ c n g à y 0 1 t h á n g 7 n ă m 2 0 0 6 ; c ô n g t r ình xây",
      "trước ngày 01 tháng 7 năm 2006; công trình xây" },
    { "k h i n h ậ n c h u y ể n n h ư ợ n g , g ó p v ố n", "khi nhận chuyển nhượng, góp vốn" },
    { "  thu hồ i đấ t quố c phòng", "  thu hồi đất quốc phòng" },
    { "đấ t ra quyết định, đấ t", "đất ra quyết định, đất" },
    { "hướng d ẫn, điều tiết", "hướng dẫn, điều tiết" },
    { "T ội trộm cắp", "Tội trộm cắp" },
    { "bị phạ t tiền vì hoặ c", "bị phạt tiền vì hoặc" },
    { "Đ I Ề U  1 .", "ĐIỀU 1." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *repaired = tl_gazette_repair_line (cases[i].line);
      g_autofree char *again = tl_gazette_repair_line (repaired);

      g_assert_cmpstr (repaired, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, repaired);
    }
}

static void
lines_in_good_order_stay (void)
{
  static const char *const lines[] = {
    "",
    "   ",
    "Điều 51. Các tình tiết giảm nhẹ  trách nhiệm hình sự",
    "quy định tại các điểm a, b, c, g, h, i, k, l, m và n khoản 1 và",
    "điểm c hoặc điểm đ ở khoản 2, điểm b anh trai",
    "hệ số t trong công thức, năm thứ i, bảo vệ và y tế",
    "ông T ông A, bà N anh ruột của bị cáo H ở phường L",
    "A B C D E",
    "a b c d đ e",
    "1 2 3 4",
    "thửa đất số 5 tờ bản đồ số 12 k ở xã",
    "Số: 91/2015/QH13\tHà Nội",
    "TAND TP. HCM v/v TNHH MTV",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *repaired = tl_gazette_repair_line (lines[i]);

      g_assert_cmpstr (repaired, ==, lines[i]);
    }
}

static void
running_heads_are_known (void)
{
  static const char *const heads[] = {
    "32 CÔNG BÁO/Số 955 + 956/Ngày 22-7-2025",
    "   CÔNG BÁO/Số 1325/Ngày 12-9-2025       33",
    "CÔNG BÁO TP.HCM/Số 100+101/Ngày 01-4-2026 18",
    "32",
    " - 32 - ",
    "– 7 –",
    "Trang 12",
    "(Xem tiếp Công báo số 957 + 958)",
    "(Tiếp theo Công báo số 955 + 956)",
  };
  static const char *const others[] = {
    "",   "-",        "2025-2026 và", "20251", "Điều 32", "- Công báo;", "đăng CÔNG BÁO số 5",
    "1.", "Trang bị",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    g_assert_true (tl_gazette_is_running_head (heads[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (tl_gazette_is_running_head (others[i]));
}

/* The text of a PDF, or %NULL. */
static char *
read_pdf (const char *path)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  if (program == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, program, "-layout", path, "-", NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, NULL))
    return NULL;
  return text != NULL ? tl_text_normalize (text, -1, NULL) : NULL;
}

static guint
count_illegal (const char *line)
{
  g_autoptr (GArray) tokens = tl_text_tokenize (line, -1);
  guint n = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);

      n += !token->is_number
           && !tl_syllable_is_legal (line + token->from, (gssize)(token->to - token->from));
    }
  return n;
}

static void
real_gazettes_are_repaired_and_not_harmed (void)
{
  static const struct
  {
    const char *name;
    guint min_changed;
    guint max_changed;
    guint min_heads;
  } cases[] = {
    { "11-2026-qd-ubnd.pdf", 4, 10, 30 },
    { "44_VBHN-VPQH_699655.pdf", 30, 45, 0 },
    { "154-2025-vbhn-vpqh-part-2.pdf", 0, 2, 50 },
    { "nghi-dinh-so-158-2025-nd-cp-45240.pdf", 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path
          = g_build_filename (g_getenv ("TROLY_SHARED") ?: "", "data", "pdf", cases[i].name, NULL);
      g_autofree char *text = read_pdf (path);
      g_auto (GStrv) lines = NULL;
      guint n_changed = 0, n_heads = 0;

      if (text == NULL)
        {
          g_test_skip ("data/pdf or pdftotext is not present");
          return;
        }
      lines = g_strsplit (text, "\n", -1);
      for (guint k = 0; lines[k] != NULL; k++)
        {
          g_autofree char *repaired = tl_gazette_repair_line (lines[k]);

          n_heads += tl_gazette_is_running_head (lines[k]) ? 1 : 0;
          if (strcmp (repaired, lines[k]) == 0)
            continue;
          n_changed++;
          g_assert_cmpuint (strlen (repaired), <, strlen (lines[k]));
          g_assert_cmpuint (count_illegal (repaired), <=, count_illegal (lines[k]));
        }
      g_test_message ("%s: %u lines changed, %u heads", cases[i].name, n_changed, n_heads);
      g_assert_cmpuint (n_changed, >=, cases[i].min_changed);
      g_assert_cmpuint (n_changed, <=, cases[i].max_changed);
      g_assert_cmpuint (n_heads, >=, cases[i].min_heads);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/gazette/broken-words-are-joined", broken_words_are_joined);
  g_test_add_func ("/text/gazette/lines-in-good-order-stay", lines_in_good_order_stay);
  g_test_add_func ("/text/gazette/running-heads-are-known", running_heads_are_known);
  g_test_add_func ("/text/gazette/real-gazettes-are-repaired-and-not-harmed",
                   real_gazettes_are_repaired_and_not_harmed);
  return g_test_run ();
}
