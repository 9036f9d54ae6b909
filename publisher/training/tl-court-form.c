/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publisher/training/tl-court-form.h"

#include <stdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "law/number/tl-doc-number.h"
#include "publisher/training/tl-page-writer.h"
#include "text/tl-text.h"

#define MARK "DỮ LIỆU TẬP HUẤN – HƯ CẤU"

/* Roles in the order of the form, as seeds name them and as the form prints them. */
static const struct
{
  const char *key;
  const char *heading;
} roles[] = {
  { "Bị cáo", "Bị cáo" },
  { "Người bào chữa", "Người bào chữa cho bị cáo" },
  { "Bị hại", "Bị hại" },
  { "Nguyên đơn dân sự", "Nguyên đơn dân sự" },
  { "Bị đơn dân sự", "Bị đơn dân sự" },
  { "Nguyên đơn", "Nguyên đơn" },
  { "Bị đơn", "Bị đơn" },
  { "Người khởi kiện", "Người khởi kiện" },
  { "Người bị kiện", "Người bị kiện" },
  { "Người liên quan", "Người có quyền lợi, nghĩa vụ liên quan" },
  { "Người làm chứng", "Người làm chứng" },
};

/* "2023-11-20" as the form prints it in the header, "20-11-2023", or in a sentence. */
static char *
date_with_dashes (const char *iso)
{
  return g_strdup_printf ("%.2s-%.2s-%.4s", iso + 8, iso + 5, iso);
}

static char *
date_in_words (const char *iso)
{
  int month = (iso[5] - '0') * 10 + iso[6] - '0';

  return g_strdup_printf (month <= 2 ? "ngày %.2s tháng %02d năm %.4s"
                                     : "ngày %.2s tháng %d năm %.4s",
                          iso + 8, month, iso);
}

/* Writes the dates "ngày YYYY-MM-DD" of a seed's field in words. */
static char *
with_dates_in_words (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *position = text;
  const char *found;

  while ((found = strstr (position, "ngày ")) != NULL)
    {
      const char *iso = found + strlen ("ngày ");
      g_autofree char *candidate = g_strndup (iso, TL_DATE_SIZE - 1);

      g_string_append_len (out, position, found - position);
      if (tl_date_is_valid (candidate))
        {
          g_autofree char *words = date_in_words (candidate);
          g_string_append (out, words);
          position = iso + TL_DATE_SIZE - 1;
        }
      else
        {
          g_string_append (out, "ngày ");
          position = iso;
        }
    }
  g_string_append (out, position);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
require (const TlSeed *seed, const char *key, GError **error)
{
  const char *value = tl_seed_get (seed, key);

  if (value == NULL)
    value = tl_seed_get_section (seed, key);
  if (value != NULL && *value != '\0')
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "line %u: the judgment has no “%s”", seed->line,
               key);
  return FALSE;
}

static gboolean
check (const TlSeed *seed, TlDocNumber **number, GError **error)
{
  static const char *const needed[] = { "Số",     "Ngày",   "Tòa",      "Quan hệ",   "Chủ tọa",
                                        "Thư ký", "Thụ lý", "Nội dung", "Nhận định", "Quyết định" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!require (seed, needed[i], error))
      return FALSE;
  if (!tl_date_is_valid (tl_seed_get (seed, "Ngày")))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "line %u: “%s” is no date", seed->line,
                   tl_seed_get (seed, "Ngày"));
      return FALSE;
    }
  *number = tl_doc_number_parse (tl_seed_get (seed, "Số"));
  if (*number == NULL || (*number)->kind != TL_DOC_NUMBER_COURT
      || (*number)->case_type == TL_CASE_UNKNOWN)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "line %u: “%s” is no court number", seed->line,
                   tl_seed_get (seed, "Số"));
      return FALSE;
    }
  return TRUE;
}

static void
add_lines (TlPageWriter *pages, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    tl_page_writer_add (pages, TL_PARAGRAPH_BODY, lines[i]);
}

static void
write_head (TlPageWriter *pages, const TlSeed *seed, const TlDocNumber *number)
{
  g_autofree char *court = g_utf8_strup (tl_seed_get (seed, "Tòa"), -1);
  g_autofree char *date = date_with_dashes (tl_seed_get (seed, "Ngày"));
  gboolean decision = number->stage == TL_STAGE_CASSATION || number->stage == TL_STAGE_REOPENING
                      || number->court_type == TL_COURT_DOC_DECISION;
  const char *kind = decision ? "Quyết định" : "Bản án";
  g_autofree char *left = NULL;

  left = number->case_type == TL_CASE_CRIMINAL
             ? g_strdup_printf ("%s\n%s số: %s\nNgày %s", court, kind, number->printed, date)
             : g_strdup_printf ("%s\n%s số: %s\nNgày %s\nV/v %s", court, kind, number->printed,
                                date, tl_seed_get (seed, "Quan hệ"));
  tl_page_writer_add_columns (pages, left,
                              "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc");
  tl_page_writer_add (pages, TL_PARAGRAPH_HEADING,
                      decision ? "QUYẾT ĐỊNH GIÁM ĐỐC THẨM" : "NHÂN DANH");
  if (!decision)
    tl_page_writer_add (pages, TL_PARAGRAPH_HEADING, "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  tl_page_writer_add (pages, TL_PARAGRAPH_HEADING, court);
}

static void
write_people (TlPageWriter *pages, const char *heading, const char *names)
{
  g_auto (GStrv) lines = names != NULL ? g_strsplit (names, "\n", -1) : NULL;
  g_autofree char *joined = NULL;

  if (lines == NULL || lines[0] == NULL)
    return;
  joined = g_strjoinv (", ", lines);
  {
    g_autofree char *text = g_strdup_printf ("%s: %s.", heading, joined);
    tl_page_writer_add (pages, TL_PARAGRAPH_BODY, text);
  }
}

static void
write_panel (TlPageWriter *pages, const TlSeed *seed, const TlDocNumber *number)
{
  g_autofree char *heading
      = g_strdup_printf ("- Thành phần Hội đồng xét xử %s gồm có:", tl_stage_name (number->stage));

  tl_page_writer_add (pages, TL_PARAGRAPH_BODY, heading);
  write_people (pages, "Thẩm phán - Chủ tọa phiên tòa", tl_seed_get (seed, "Chủ tọa"));
  write_people (pages, "Các Thẩm phán", tl_seed_get (seed, "Thành viên"));
  write_people (pages, "Các Hội thẩm nhân dân", tl_seed_get (seed, "Hội thẩm"));
  write_people (pages, "- Thư ký phiên tòa", tl_seed_get (seed, "Thư ký"));
  write_people (pages, "- Đại diện Viện kiểm sát nhân dân tham gia phiên tòa",
                tl_seed_get (seed, "Kiểm sát viên"));
}

static void
write_session (TlPageWriter *pages, const TlSeed *seed, const TlDocNumber *number)
{
  g_autofree char *date = date_in_words (tl_seed_get (seed, "Ngày"));
  g_autofree char *docket = with_dates_in_words (tl_seed_get (seed, "Thụ lý"));
  g_autofree char *order = tl_seed_get (seed, "Đưa ra xét xử") != NULL
                               ? with_dates_in_words (tl_seed_get (seed, "Đưa ra xét xử"))
                               : NULL;
  gboolean criminal = number->case_type == TL_CASE_CRIMINAL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%c%s, tại trụ sở %s xét xử %s công khai vụ án %s thụ lý số %s",
                          'N', date + 1, tl_seed_get (seed, "Tòa"), tl_stage_name (number->stage),
                          tl_case_type_name (number->case_type), docket);
  if (!criminal)
    g_string_append_printf (text, " về việc “%s”", tl_seed_get (seed, "Quan hệ"));
  if (order != NULL)
    g_string_append_printf (text, " theo Quyết định đưa vụ án ra xét xử số %s", order);
  g_string_append (text, criminal ? " đối với bị cáo:" : " giữa các đương sự:");
  tl_page_writer_add (pages, TL_PARAGRAPH_BODY, text->str);
}

static void
write_parties (TlPageWriter *pages, const TlSeed *seed)
{
  const char *appellant = tl_seed_get (seed, "Kháng cáo");

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *value = tl_seed_get (seed, roles[i].key);
      g_auto (GStrv) persons = value != NULL ? g_strsplit (value, "\n", -1) : NULL;

      for (guint k = 0; persons != NULL && persons[k] != NULL; k++)
        {
          g_autofree char *text
              = persons[1] == NULL
                    ? g_strdup_printf ("- %s: %s", roles[i].heading, persons[k])
                    : g_strdup_printf ("- %s: %u. %s", roles[i].heading, k + 1, persons[k]);
          tl_page_writer_add (pages, TL_PARAGRAPH_BODY, text);
        }
    }
  if (appellant != NULL)
    {
      g_autofree char *text = g_strdup_printf ("- Người kháng cáo: %s.", appellant);
      tl_page_writer_add (pages, TL_PARAGRAPH_BODY, text);
    }
}

static void
write_body (TlPageWriter *pages, const TlSeed *seed)
{
  const char *first_instance = tl_seed_get (seed, "Sơ thẩm");

  tl_page_writer_add (pages, TL_PARAGRAPH_HEADING, "NỘI DUNG VỤ ÁN:");
  if (first_instance != NULL)
    {
      g_autofree char *printed = with_dates_in_words (first_instance);
      g_autofree char *text = g_strdup_printf ("Vụ án đã được xét xử tại Bản án số %s.", printed);
      tl_page_writer_add (pages, TL_PARAGRAPH_BODY, text);
    }
  add_lines (pages, tl_seed_get_section (seed, "Nội dung"));
  tl_page_writer_add (pages, TL_PARAGRAPH_HEADING, "NHẬN ĐỊNH CỦA TÒA ÁN:");
  add_lines (pages, tl_seed_get_section (seed, "Nhận định"));
  tl_page_writer_add (pages, TL_PARAGRAPH_BODY, "Vì các lẽ trên,");
  tl_page_writer_add (pages, TL_PARAGRAPH_HEADING, "QUYẾT ĐỊNH:");
  add_lines (pages, tl_seed_get_section (seed, "Quyết định"));
}

static void
write_closing (TlPageWriter *pages, const TlSeed *seed, const TlDocNumber *number)
{
  g_autofree char *stage = g_utf8_strup (tl_stage_name (number->stage), -1);
  const char *chair = tl_seed_get (seed, "Chủ tọa");
  const char *name = g_str_has_prefix (chair, "Ông ")  ? chair + strlen ("Ông ")
                     : g_str_has_prefix (chair, "Bà ") ? chair + strlen ("Bà ")
                                                       : chair;
  g_autofree char *signature = g_strdup_printf (
      "TM. HỘI ĐỒNG XÉT XỬ %s\nTHẨM PHÁN - CHỦ TỌA PHIÊN TÒA\n(Đã ký)\n%s", stage, name);

  tl_page_writer_space (pages, 10);
  tl_page_writer_add (pages, TL_PARAGRAPH_PLAIN,
                      "Nơi nhận:\n- Viện kiểm sát nhân dân cùng cấp;\n- Các đương sự, người tham "
                      "gia tố tụng;\n- Lưu: hồ sơ vụ án.");
  tl_page_writer_add (pages, TL_PARAGRAPH_RIGHT, signature);
}

gboolean
tl_court_form_write (const TlSeed *seed, const char *path, GError **error)
{
  g_autoptr (TlDocNumber) number = NULL;
  g_autoptr (TlPageWriter) pages = NULL;

  if (!check (seed, &number, error))
    return FALSE;
  pages = tl_page_writer_new (path, number->printed, MARK);
  write_head (pages, seed, number);
  write_panel (pages, seed, number);
  write_session (pages, seed, number);
  write_parties (pages, seed);
  write_body (pages, seed);
  write_closing (pages, seed, number);
  return tl_page_writer_finish (pages, error);
}

/* Headings of an án lệ stand centred; everything else is body text. */
static gboolean
is_precedent_heading (const char *line)
{
  g_autofree char *upper = g_utf8_strup (line, -1);

  return g_str_has_prefix (line, "ÁN LỆ SỐ")
         || (g_str_equal (upper, line) && g_utf8_strlen (line, -1) > 8);
}

gboolean
tl_precedent_write (const char *text, const char *name, const char *path, GError **error)
{
  const char *body = strstr (text, "\n\n");
  g_autoptr (TlPageWriter) pages = NULL;
  g_auto (GStrv) lines = NULL;

  if (body == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: no empty line after the header", name);
      return FALSE;
    }
  lines = g_strsplit (body, "\n", -1);
  pages = tl_page_writer_new (path, name, MARK);
  tl_page_writer_add_columns (pages, "TÒA ÁN TẬP HUẤN TỐI CAO",
                              "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0')
        continue;
      tl_page_writer_add (
          pages, is_precedent_heading (line) ? TL_PARAGRAPH_HEADING : TL_PARAGRAPH_BODY, line);
    }
  return tl_page_writer_finish (pages, error);
}

char *
tl_court_form_file_name (const TlSeed *seed)
{
  g_autofree char *joined = g_strconcat (tl_seed_get (seed, "Số"), " ", tl_seed_get (seed, "Tòa"),
                                         " ", tl_seed_get (seed, "Ngày"), NULL);
  g_autofree char *plain = tl_text_fold (joined, -1, TL_FOLD_PLAIN, NULL);

  for (char *c = plain; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      *c = '-';
  return g_strconcat (plain, ".pdf", NULL);
}
