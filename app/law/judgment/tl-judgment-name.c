/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"

#include <string.h>

#include "text/tl-text.h"

/* No list of persons in one sentence is longer. */
#define NAMES_MAX        40
#define WORDS_MAX        8
#define KNOWN_MAX        400
#define AGENT_MAX        70
#define ORGANISATION_MAX 90
#define BRACKET_MAX      160

/* What may stand before a name and is no part of it. */
static const char *const honorifics[]
    = { "ông",      "bà", "anh",    "chị",   "em",  "cháu",  "cụ",    "vợ chồng", "vợ",  "chồng",
        "gia đình", "hộ", "hộ ông", "hộ bà", "các", "những", "người", "cùng",     "tên", NULL };

static const struct
{
  const char *words;
  int role;
} roles[] = {
  { "các bị cáo", TL_PARTY_ACCUSED },
  { "bị cáo", TL_PARTY_ACCUSED },
  { "người bị hại", TL_PARTY_VICTIM },
  { "bị hại", TL_PARTY_VICTIM },
  { "nguyên đơn dân sự", TL_PARTY_PLAINTIFF },
  { "nguyên đơn", TL_PARTY_PLAINTIFF },
  { "bị đơn dân sự", TL_PARTY_DEFENDANT },
  { "bị đơn", TL_PARTY_DEFENDANT },
  { "người khởi kiện", TL_PARTY_CLAIMANT },
  { "người bị kiện", TL_PARTY_RESPONDENT },
  { "người yêu cầu", TL_PARTY_APPLICANT },
  { "người có quyền lợi, nghĩa vụ liên quan", TL_PARTY_RELATED },
  { "người có quyền lợi và nghĩa vụ liên quan", TL_PARTY_RELATED },
  { "người có quyền lợi nghĩa vụ liên quan", TL_PARTY_RELATED },
  { "người liên quan", TL_PARTY_RELATED },
};

static const char *const organisations[] = { "công ty",
                                             "tổng công ty",
                                             "ngân hàng",
                                             "hợp tác xã",
                                             "ủy ban nhân dân",
                                             "ubnd",
                                             "chủ tịch ủy ban nhân dân",
                                             "chủ tịch ubnd",
                                             "doanh nghiệp",
                                             "chi nhánh",
                                             "văn phòng",
                                             "chi cục",
                                             "quỹ",
                                             "tập đoàn",
                                             "trường",
                                             "bệnh viện",
                                             "cơ quan",
                                             "bảo hiểm xã hội",
                                             "phòng",
                                             "hội",
                                             "xí nghiệp",
                                             "nhà máy",
                                             "trung tâm",
                                             "sở",
                                             "cục",
                                             NULL };

/* An organisation's name ends before one of these. */
static const char *const organisation_stops[]
    = { "phải",     "có",       "trả",        "thanh toán", "bồi thường", "hoàn",    "chịu",
        "nộp",      "được",     "đối với",    "về",         "số tiền",    "là",      "cho",
        "liên đới", "do",       "theo",       "với",        "buộc",       "yêu cầu", "giao",
        "nhận",     "và",       "cùng",       "tiền",       "khoản",      "để",      "đã",
        "còn",      "tại",      "thực hiện",  "lập",        "ngày",       "số",      "của",
        "đóng",     "bàn giao", "tiếp nhận",  "chấm dứt",   "giữa",       "tổng số", "tổng cộng",
        "toàn bộ",  "đồng ý",   "đơn phương", NULL };

/* Persons are told from sentences that begin with a capital: no name begins so. */
static const char *const no_names[] = {
  "tòa án",   "hội đồng",   "viện kiểm sát", "nhà nước",  "ngân sách",  "quyết định", "buộc",
  "tịch thu", "áp dụng",    "căn cứ",        "xử phạt",   "tuyên bố",   "về",         "điều",
  "khoản",    "điểm",       "bộ luật",       "luật",      "nghị quyết", "phạm tội",   "thời hạn",
  "giao cho", "bản án",     "trả",           "tội",       "trường hợp", "kể từ",      "được",
  "phải",     "số tiền",    "tổng hợp",      "đình chỉ",  "chấp nhận",  "không",      "bác",
  "phạt",     "mỗi",        "tiền",          "nộp",       "ngày",       "theo",       "hủy",
  "sửa",      "giữ nguyên", "nếu",           "miễn",      "cấm",        "án phí",     "hoàn trả",
  "hoàn lại", "xác nhận",   "xác định",      "công nhận", "ghi nhận",   "tổng",       "lãi",
  "nợ",       "sau",        "nếu",           NULL
};

static gsize
skip_words (const TlDecisionReading *self, gsize i, gsize end, const char *const *words)
{
  for (;;)
    {
      gsize after = _tl_view_match_any (self->view, i, end, words);

      if (after == 0)
        return i;
      i = _tl_view_spaces (self->view, after, end);
    }
}

/* Brackets after a name: another name, a birth year, "vắng mặt". */
static gsize
skip_bracket (const TlView *view, gsize i, gsize end)
{
  gsize at = _tl_view_spaces (view, i, end);
  gsize limit = MIN (end, at + BRACKET_MAX);

  if (at >= end || view->plain[at] != '(')
    return i;
  for (gsize k = at; k < limit; k++)
    if (view->plain[k] == ')')
      return k + 1;
  return i;
}

/* "do bà Trần Thị B đại diện theo ủy quyền" after a name. */
static gsize
skip_agent (const TlView *view, gsize i, gsize end)
{
  static const char *const agents[] = { "đại diện theo ủy quyền",
                                        "làm đại diện",
                                        "đại diện hợp pháp",
                                        "là đại diện theo ủy quyền",
                                        "là người đại diện",
                                        "đại diện",
                                        NULL };
  gsize at = _tl_view_spaces (view, i, end);
  gsize limit = MIN (end, at + AGENT_MAX);
  gsize after = i;

  if (_tl_view_match (view, at, end, "do") == 0)
    return i;
  return _tl_view_find_any (view, at, limit, agents, &after) == TL_VIEW_NONE ? i : after;
}

/* A letter that is printed right behind the figure of a name ("T1và") is of the next word. */
static gsize
word_end (const TlView *view, gsize i, gsize end)
{
  gsize k = i;

  while (k < end && _tl_view_is_word (view, k)
         && !(k > i && g_ascii_isdigit (view->plain[k - 1]) && g_ascii_isalpha (view->plain[k])))
    k++;
  return k;
}

/* Capitalised words at @i. Returns: the place after the last, or @i. */
static gsize
read_person (const TlView *view, gsize i, gsize end)
{
  gsize after = i;
  guint words = 0;

  while (i < end && words < WORDS_MAX && _tl_view_is_upper (view, i)
         && _tl_view_match_any (view, i, end, no_names) == 0)
    {
      after = word_end (view, i, end);
      words++;
      if (after >= end || view->plain[after] != ' ')
        break;
      i = after + 1;
    }
  return after;
}

/* "1.500.000", "250000": no part of a name, as "36" may be. */
static gboolean
is_long_number (const TlView *view, gsize i, gsize end)
{
  guint digits = 0;

  for (; i < end && (g_ascii_isdigit (view->plain[i]) || view->plain[i] == '.'); i++)
    digits++;
  return digits > 3;
}

static gsize
read_organisation (const TlView *view, gsize i, gsize end)
{
  gsize limit = MIN (end, i + ORGANISATION_MAX);
  gsize after = _tl_view_match_any (view, i, limit, organisations);

  if (after == 0)
    return i;
  for (gsize k = after; k < limit;)
    {
      if (view->plain[k] != ' ' || strchr ("\"(", view->plain[k + 1]) != NULL
          || is_long_number (view, k + 1, limit))
        break;
      if (!_tl_view_is_upper (view, k + 1)
          && _tl_view_match_any (view, k + 1, limit, organisation_stops) > 0)
        break;
      k++;
      while (k < limit && (_tl_view_is_word (view, k) || strchr ("-&*/.", view->plain[k]) != NULL)
             && !(view->plain[k] == '.' && (k + 1 >= limit || !_tl_view_is_word (view, k + 1))))
        k++;
      if (k == after + 1)
        break;
      after = k;
    }
  return after;
}

static char *
fold_name (const char *name)
{
  return tl_text_fold (name, -1, TL_FOLD_CASE, NULL);
}

/* Whether @full ends with the words of @name. */
static gboolean
ends_with (const char *full, const char *name)
{
  gsize a = strlen (full), b = strlen (name);

  return a >= b && strcmp (full + a - b, name) == 0 && (a == b || full[a - b - 1] == ' ');
}

/* "Công ty" for "Công ty TNHH A"; a person's first words stand for nobody. */
static gboolean
begins_with (const char *full, const char *name)
{
  gsize n = strlen (name);

  return strchr (name, ' ') != NULL && strncmp (full, name, n) == 0 && full[n] == ' ';
}

static gboolean
is_organisation (const char *key)
{
  for (guint i = 0; organisations[i]; i++)
    if (g_str_has_prefix (key, organisations[i]))
      return TRUE;
  return FALSE;
}

/* The full name that a short one ("Q", "Văn Q") stands for; the name itself when that is open. */
static char *
resolve (TlDecisionReading *self, char *name)
{
  g_autofree char *key = fold_name (name);
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *other = g_ptr_array_index (self->keys, i);

      if (strcmp (other, key) == 0)
        return name;
      /* the people's committee of a district is not its chairman */
      if (begins_with (other, key) || (ends_with (other, key) && !is_organisation (key)))
        {
          n++;
          found = g_ptr_array_index (self->names, i);
        }
    }
  if (n == 1)
    {
      g_free (name);
      return g_strdup (found);
    }
  if (n == 0 && strchr (name, ' ') != NULL && g_unichar_isupper (g_utf8_get_char (name)))
    _tl_name_learn (self, name);
  return name;
}

void
_tl_name_learn (TlDecisionReading *reading, const char *name)
{
  if (reading->names->len >= KNOWN_MAX)
    return;
  g_ptr_array_add (reading->names, g_strdup (name));
  g_ptr_array_add (reading->keys, fold_name (name));
}

static void
add_name (GPtrArray *names, char *name)
{
  if (names->len < NAMES_MAX && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, name);
  else
    g_free (name);
}

static const TlParty *
only_party (const TlDecisionReading *self, int role)
{
  const TlParty *found = NULL;

  for (guint i = 0; self->people && i < self->people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (self->people->parties, i);

      if ((int)party->role != role)
        continue;
      if (found)
        return NULL;
      found = party;
    }
  return found;
}

/* A role word at @i. Returns: the place after, or 0. */
static gsize
read_role (const TlDecisionReading *self, gsize i, gsize end, int *role)
{
  for (guint k = 0; k < G_N_ELEMENTS (roles); k++)
    {
      gsize after = _tl_view_match (self->view, i, end, roles[k].words);

      if (after > 0)
        {
          *role = roles[k].role;
          return after;
        }
    }
  return 0;
}

/* One name at @i, with role and honorific. Returns: the place after, or @i. */
static gsize
read_one (TlDecisionReading *self, gsize i, gsize end, GPtrArray *names)
{
  const TlView *view = self->view;
  int role = -1;
  gsize start = i;
  gsize role_end = read_role (self, i, end, &role);
  gsize at, after;

  at = role_end > 0 ? _tl_view_spaces (view, role_end, end) : i;
  if (role_end > 0 && at < end && (view->plain[at] == ':' || view->plain[at] == ','))
    at = _tl_view_spaces (view, at + 1, end);
  after = read_organisation (view, at, end);
  if (after == at)
    {
      at = skip_words (self, at, end, honorifics);
      after = read_organisation (view, at, end);
    }
  if (after == at)
    after = read_person (view, at, end);
  if (after > at)
    {
      add_name (names, resolve (self, _tl_view_dup (view, at, after)));
      return skip_agent (view, skip_bracket (view, after, end), end);
    }
  if (role_end > 0)
    {
      const TlParty *party = only_party (self, role);

      add_name (names, party ? g_strdup (party->name) : _tl_view_dup (view, start, role_end));
      return role_end;
    }
  return i;
}

gsize
_tl_name_list (TlDecisionReading *reading, gsize i, gsize end, GPtrArray *names)
{
  static const char *const joins[] = { "và", "cùng", "với", "và các", "cùng với", NULL };
  const TlView *view = reading->view;
  gsize after = i;
  gsize at = i;

  for (guint n = 0; n < NAMES_MAX; n++)
    {
      gsize next = read_one (reading, at, end, names);

      if (next == at)
        break;
      after = next;
      at = _tl_view_spaces (view, next, end);
      if (at < end && (view->plain[at] == ',' || view->plain[at] == '-'))
        at = _tl_view_spaces (view, at + 1, end);
      else if (_tl_view_match_any (view, at, end, joins) == 0)
        break;
      at = skip_words (reading, at, end, joins);
    }
  return after;
}

void
_tl_name_accused (const TlDecisionReading *reading, GPtrArray *names)
{
  for (guint i = 0; reading->people && i < reading->people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (reading->people->parties, i);

      if (party->role == TL_PARTY_ACCUSED)
        add_name (names, g_strdup (party->name));
    }
}

char *
_tl_name_join (const GPtrArray *names)
{
  GString *out = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      if (out == NULL)
        out = g_string_new (NULL);
      else
        g_string_append (out, ", ");
      g_string_append (out, g_ptr_array_index (names, i));
    }
  return out ? g_string_free (out, FALSE) : NULL;
}

int
_tl_name_role (const TlDecisionReading *reading, gsize i, gsize end)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *key = NULL;
  int role = -1;

  if (read_role (reading, i, end, &role) > 0)
    return role;
  read_one ((TlDecisionReading *)reading, i, end, names);
  if (names->len == 0 || reading->people == NULL)
    return -1;
  key = fold_name (g_ptr_array_index (names, 0));
  for (guint k = 0; k < reading->people->parties->len; k++)
    {
      const TlParty *party = g_ptr_array_index (reading->people->parties, k);
      g_autofree char *name = fold_name (party->name);

      if (strcmp (name, key) == 0 && party->role <= TL_PARTY_PROTESTER)
        return (int)party->role;
    }
  return -1;
}
