/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-people-private.h"
#include "law/tl-scan-private.h"

#define NAME_TOKENS 8
#define BODY_MAX    240

/* Compared with their marks: "chi nhánh", "có", "ba" are no honorifics. */
static const char *const honorifics[] = { "vợ chồng ông",
                                          "hộ gia đình ông",
                                          "hộ gia đình bà",
                                          "hộ ông",
                                          "hộ bà",
                                          "ông/bà",
                                          "ông(bà)",
                                          "ông (bà)",
                                          "ông",
                                          "bà",
                                          "anh",
                                          "chị",
                                          "cháu",
                                          "cụ",
                                          "em",
                                          "trẻ",
                                          "trẻ em",
                                          "cháu bé",
                                          "cô",
                                          "chú",
                                          "bác",
                                          "bé",
                                          "luật sư",
                                          "ls",
                                          "bị cáo",
                                          "họ và tên",
                                          "họ tên" };

/* Words that begin the name of an organisation or an office. */
static const char *const bodies[]
    = { "công ty",       "cty",           "tổng công ty", "tập đoàn",
        "ngân hàng",     "ủy ban",        "uỷ ban",       "ubnd",
        "văn phòng",     "chủ tịch",      "hợp tác xã",   "htx",
        "doanh nghiệp",  "dntn",          "trường",       "sở",
        "cục",           "chi cục",       "chi nhánh",    "quỹ",
        "bảo hiểm",      "hộ kinh doanh", "ban",          "phòng",
        "bệnh viện",     "nhà xuất bản",  "liên đoàn",    "hội",
        "trung tâm",     "viện",          "cơ quan",      "bộ",
        "giám đốc",      "trưởng",        "xí nghiệp",    "nhà máy",
        "nhà thờ",       "chùa",          "giáo xứ",      "tổng cục",
        "viện trưởng",   "chánh án",      "tòa án",       "toà án",
        "công an",       "vksnd",         "tổ chức",      "nông trường",
        "lâm trường",    "đại học",       "hạt kiểm lâm", "thanh tra",
        "kho bạc",       "báo",           "đài",          "ban quản lý",
        "tổng giám đốc", "cửa hàng",      "khách sạn",    "hiệp hội" };

/* What ends a name although it begins with a capital. */
static const char *const stops[] = {
  "sinh nam",       "sinh ngay",    "sinh",          "dia chi",      "tru tai",      "tru quan",
  "noi cu tru",     "noi o",        "noi dkhk",      "hktt",         "co mat",       "vang mat",
  "chuc vu",        "tham phan",    "kiem sat vien", "thu ky",       "hoi tham",     "luat su",
  "cung dia chi",   "cung tru",     "deu",           "cmnd",         "cccd",         "sn",
  "gioi tinh",      "ten goi",      "nghe nghiep",   "ksv",          "dia diem",     "tru so",
  "nguoi dai dien", "dai dien",     "can bo",        "cung cu tru",  "cu tru",       "cho o",
  "ma so",          "nam sinh",     "chanh an",      "pho chanh an", "nguyen don",   "bi don",
  "chu tich",       "pho chu tich", "giam doc",      "pho giam doc", "truong phong", "pho truong",
  "chuyen vien",    "truong ban",   "luat gia"
};

/* Trades, which a company's name lists with commas. */
static const char *const trades[]
    = { "thương mại", "dịch vụ",  "xây dựng", "sản xuất", "xuất nhập khẩu", "đầu tư",
        "kinh doanh", "vận tải",  "du lịch",  "tư vấn",   "thiết kế",       "công nghệ",
        "phát triển", "chế biến", "giáo dục", "quản lý",  "khai thác",      "in ấn" };

const char *
_tl_name_words (const char *p, const char *end, const char *words)
{
  while (*words && p < end)
    {
      if (g_unichar_tolower (g_utf8_get_char (p)) != g_utf8_get_char (words))
        return NULL;
      p = g_utf8_next_char (p);
      words = g_utf8_next_char (words);
    }
  if (*words || (p < end && g_unichar_isalnum (g_utf8_get_char (p))))
    return NULL;
  return p;
}

static const char *
words_of (const char *p, const char *end, const char *const *list, gsize n)
{
  const char *best = NULL;

  for (gsize i = 0; i < n; i++)
    {
      const char *after = _tl_name_words (p, end, list[i]);

      if (after && (!best || after > best))
        best = after;
    }
  return best;
}

/* "3.1.2" with an end ". / )": at most three digits each, so that a year and a date are no marks.
 */
static const char *
number_mark (const char *p, const char *end, guint *depth, int *number)
{
  const char *after = _tl_scan_number (p, end, 3, number);
  gboolean closed = FALSE;

  *depth = 1;
  while (after && after + 1 < end && *after == '.' && g_ascii_isdigit (after[1]))
    {
      after = _tl_scan_number (after + 1, end, 2, number);
      (*depth)++;
    }
  if (!after)
    return NULL;
  while (after < end && strchr ("./)-", *after))
    {
      closed = TRUE;
      after++;
    }
  if (after >= end || g_ascii_isdigit (*after) || (!closed && (*depth == 1 || *after != ' ')))
    return NULL;
  return after;
}

const char *
_tl_name_mark (const char *p, const char *end, guint *style, int *number)
{
  guint depth;

  *style = 0;
  *number = 0;
  for (;;)
    {
      const char *after;

      p = _tl_scan_spaces (p, end);
      after = p < end ? number_mark (p, end, &depth, number) : NULL;
      if (after)
        *style = depth;
      else if (p < end && (*p == '+' || *p == '*'))
        {
          *style = (guint)*p;
          after = p + 1;
        }
      else if (p < end && (after = _tl_scan_dash (p, end)) != NULL)
        *style = '-';
      else if (p < end && (g_utf8_get_char (p) == 0x2022 || g_utf8_get_char (p) == 0xf0b7))
        {
          *style = '*';
          after = g_utf8_next_char (p);
        }
      else
        return p;
      p = after;
    }
}

const char *
_tl_name_honorific (const char *p, const char *end)
{
  const char *after = words_of (p, end, honorifics, G_N_ELEMENTS (honorifics));

  if (!after)
    return NULL;
  while (after < end && strchr (" :.", *after))
    after++;
  return after;
}

/* One word of a name: it begins with a capital; letters, digits of a code, an apostrophe, and a
 * dash in names of the highlands (Y-Bhin). */
static const char *
name_word (const char *p, const char *end)
{
  const char *q = p;
  guint letters = 0;

  if (p >= end || !g_unichar_isupper (g_utf8_get_char (p)))
    return NULL;
  while (q < end)
    {
      gunichar c = g_utf8_get_char (q);

      if (g_unichar_isdigit (c) && q + 1 < end && g_unichar_isalpha (g_utf8_get_char (q + 1)))
        return NULL;
      if (c == '-' && letters == 1 && q + 1 < end && g_unichar_isupper (g_utf8_get_char (q + 1)))
        letters = 1;
      else if (!g_unichar_isalnum (c) && !((c == '\'' || c == 0x2019) && letters <= 2))
        break;
      letters++;
      q = g_utf8_next_char (q);
    }
  return q;
}

static gboolean
is_stop (const char *p, const char *end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      const char *after = _tl_scan_word (p, end, stops[i]);

      /* "Trần Sinh H" is a name: of the short words only what is followed by a figure ends one. */
      if (after
          && (strlen (stops[i]) > 4 || strcmp (stops[i], "deu") == 0
              || g_ascii_isdigit (*_tl_scan_spaces (after, end))
              || *_tl_scan_spaces (after, end) == ':'))
        return TRUE;
    }
  return FALSE;
}

gboolean
_tl_name_person (const char *p, const char *end, TlName *name)
{
  const char *q = p;

  name->from = name->to = p;
  name->tokens = 0;
  name->body = name->honorific = FALSE;
  while (name->tokens <= NAME_TOKENS && !is_stop (q, end))
    {
      const char *after = name_word (q, end);

      if (!after)
        break;
      name->to = after;
      name->tokens++;
      q = _tl_scan_spaces (after, end);
    }
  return name->tokens > 0 && name->tokens <= NAME_TOKENS;
}

/* Whether what follows the comma at @p goes on an organisation's name. */
static gboolean
comma_goes_on (const char *p, const char *end)
{
  return words_of (_tl_scan_spaces (p + 1, end), end, trades, G_N_ELEMENTS (trades)) != NULL;
}

/* Whether what follows the dash ending at @p goes on an organisation's name. */
static gboolean
dash_goes_on (const char *p, const char *end)
{
  p = _tl_scan_spaces (p, end);
  return p < end && g_unichar_isupper (g_utf8_get_char (p)) && !is_stop (p, end)
         && !_tl_name_honorific (p, end);
}

/* Words that begin what follows an organisation's name. */
static gboolean
ends_body (const char *p, const char *end)
{
  static const char *const words[]
      = { "do",        "là",         "trụ sở", "địa chỉ",        "có mặt", "vắng mặt", "đại diện",
          "có trụ sở", "có địa chỉ", "có đơn", "người đại diện", "mã số",  "theo" };

  return words_of (p, end, words, G_N_ELEMENTS (words)) != NULL;
}

static const char *
skip_brackets (const char *p, const char *end)
{
  int depth = 0;

  for (const char *q = p; q < end; q = g_utf8_next_char (q))
    {
      if (*q == '(')
        depth++;
      else if (*q == ')' && --depth == 0)
        return q + 1;
    }
  return end;
}

/* "Ủy ban nhân dân (sau đây gọi tắt là UBND) quận K": so far only the kind is named. */
static gboolean
is_only_kind (const char *p, const char *to)
{
  static const char *const kinds[]
      = { "uy ban nhan dan", "ngan hang",       "cong ty",
          "cong ty tnhh",    "cong ty co phan", "chu tich uy ban nhan dan" };

  to = _tl_scan_trim (p, to);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (_tl_scan_word (p, to, kinds[i]) == to)
      return TRUE;
  return FALSE;
}

char *
_tl_name_dup (const TlName *name)
{
  GString *text = g_string_new (NULL);

  for (const char *p = name->from; p < name->to;)
    if (*p == '(' && name->body)
      {
        p = _tl_scan_spaces (skip_brackets (p, name->to), name->to);
      }
    else
      {
        g_string_append_unichar (text, g_utf8_get_char (p));
        p = g_utf8_next_char (p);
      }
  return g_string_free (text, FALSE);
}

/* Whether the organisation's name that begins at @p ends before @q. */
static gboolean
body_ends (const char *p, const char *q, const char *end)
{
  const char *dash = _tl_scan_dash (q, end);

  switch (*q)
    {
    case ';':
    case ':':
      return TRUE;
    case '(':
      return !is_only_kind (p, q) || skip_brackets (q, end) >= end;
    case ',':
      return !comma_goes_on (q, end);
    case '.':
      return (q + 1 >= end || q[1] == ' ') && q - p > 3 && !g_str_has_prefix (q - 2, "TP");
    case ' ':
      return ends_body (q + 1, end);
    default:
      return dash && (q[-1] == ' ' || *dash == ' ') && !dash_goes_on (dash, end);
    }
}

static gboolean
read_body (const char *p, const char *end, TlName *name)
{
  const char *q = words_of (p, end, bodies, G_N_ELEMENTS (bodies));

  if (!q || !g_unichar_isupper (g_utf8_get_char (p)))
    return FALSE;
  name->from = p;
  name->tokens = 2;
  name->body = TRUE;
  name->honorific = FALSE;
  while (q < end && q - p < BODY_MAX && !body_ends (p, q, end))
    q = *q == '(' ? skip_brackets (q, end) : g_utf8_next_char (q);
  name->to = _tl_scan_trim (p, q);
  return q - p < BODY_MAX;
}

gboolean
_tl_name_read (const char *p, const char *end, TlName *name)
{
  const char *after;
  gboolean found;

  /* "Ông Giám đốc …" is no organisation, "Bà Công ty" nothing. */
  if (read_body (p, end, name))
    return TRUE;
  after = _tl_name_honorific (p, end);
  if (after && _tl_name_words (p, end, "vợ chồng ông") == NULL)
    {
      const char *second = _tl_name_honorific (after, end);

      if (second && g_unichar_islower (g_utf8_get_char (after)))
        after = second;
    }
  found = _tl_name_person (after ? after : p, end, name);
  name->honorific = after != NULL;
  return found;
}

/* Between two names */

const char *
_tl_name_details (const char *p, const char *end)
{
  static const char *const words[]
      = { "sinh nam",      "sinh ngay", "sinh",       "sn",       "nam sinh",      "nam",
          "thang",         "ngay",      "co mat",     "vang mat", "tai phien toa", "deu",
          "da chet",       "chet nam",  "chet ngay",  "chet",     "ong",           "tham phan",
          "kiem sat vien", "hoi tham",  "co don xin", "co don",   "xin",           "xet xu",
          "yeu cau",       "de nghi",   "giai quyet" };

  while (p < end)
    {
      const char *after = NULL;

      if (*p == '(')
        after = skip_brackets (p, end);
      else if (strchr (" ,-/:.", *p) || g_ascii_isdigit (*p))
        after = p + 1;
      else if (_tl_scan_dash (p, end))
        after = _tl_scan_dash (p, end);
      else if (!_tl_name_honorific (p, end))
        for (gsize i = 0; !after && i < G_N_ELEMENTS (words); i++)
          after = _tl_scan_word (p, end, words[i]);
      if (!after)
        break;
      p = after;
    }
  return p;
}
