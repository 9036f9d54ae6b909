/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-cite-head-private.h"
#include "law/judgment/tl-judgment-structure.h"
#include "law/number/tl-doc-number-private.h"
#include "law/tl-scan-private.h"

#define NUMBER_BYTES_MAX   96
#define DATE_BYTES_MAX     40
#define NOTE_BYTES_MAX     400
#define INITIALS_SIZE      32
#define MINISTRY_WORDS_MAX 9
#define UNMARKED_BYTES     40

/* The range is copied so that what reads to a NUL never goes over the rest of a long text. */
static char *
copy_window (const char *p, const char *end, gsize size)
{
  const char *stop = (gsize)(end - p) <= size ? end : p + size;

  while (stop > p && stop < end && ((guchar)*stop & 0xc0) == 0x80)
    stop--;
  return g_strndup (p, (gsize)(stop - p));
}

const char *
_tl_cite_number_at (const char *p, const char *end, TlDocNumber **number)
{
  g_autofree char *window = NULL;
  gsize from, to;

  *number = NULL;
  if (p >= end || !g_ascii_isdigit (*p))
    return NULL;
  window = copy_window (p, end, NUMBER_BYTES_MAX);
  *number = tl_doc_number_find (window, 0, &from, &to);
  if (*number && from == 0)
    return p + to;
  g_clear_pointer (number, tl_doc_number_free);
  return NULL;
}

/* "20l5", "2O15": letters that a scan puts for figures. */
static const char *
damaged_year (const char *p, const char *end, int *year)
{
  int value = 0;

  if (end - p < 4 || (*p != '1' && *p != '2'))
    return NULL;
  for (int i = 0; i < 4; i++)
    {
      char c = p[i] == 'l' || p[i] == 'I' ? '1' : p[i] == 'O' || p[i] == 'o' ? '0' : p[i];

      if (!g_ascii_isdigit (c))
        return NULL;
      value = value * 10 + (c - '0');
    }
  *year = value;
  return p + 4;
}

const char *
_tl_cite_year_at (const char *p, const char *end, int *year)
{
  const char *after = _tl_scan_number (p, end, 4, year);

  if ((!after || after - p != 4) && (after = damaged_year (p, end, year)) == NULL)
    return NULL;
  if (*year < 1945 || *year > 2099)
    return NULL;
  /* The year of a date or of a number is none of the document's. */
  if (after < end && (*after == '/' || g_unichar_isalnum (g_utf8_get_char (after))))
    return NULL;
  return after;
}

gboolean
_tl_cite_is_year_clean (const char *after)
{
  for (int i = 1; i <= 4; i++)
    if (!g_ascii_isdigit (after[-i]))
      return FALSE;
  return TRUE;
}

const char *
_tl_cite_date_at (const char *p, const char *end, char date[11])
{
  const char *from = _tl_scan_blanks (p, end);
  const char *word;
  g_autofree char *window = NULL;
  gsize at, to;

  if (from < end && (*from == ',' || *from == '('))
    from = _tl_scan_blanks (from + 1, end);
  word = _tl_scan_word (from, end, "ngay");
  if (!word)
    word = _tl_scan_word (from, end, "ban hanh ngay");
  if (!word)
    return NULL;
  word = _tl_scan_blanks (word, end);
  window = copy_window (word, end, DATE_BYTES_MAX);
  if (!tl_text_find_date (window, strlen (window), date, &at, &to) || at != 0)
    return NULL;
  return word + to;
}

static const struct
{
  const char *words;
  TlCiteIssuer issuer;
} issuers[] = {
  /* Longer ones first. */
  { "quoc hoi nuoc cong hoa xa hoi chu nghia viet nam", TL_CITE_ISSUER_ASSEMBLY },
  { "nuoc cong hoa xa hoi chu nghia viet nam", TL_CITE_ISSUER_ASSEMBLY },
  { "quoc hoi", TL_CITE_ISSUER_ASSEMBLY },
  { "uy ban thuong vu quoc hoi", TL_CITE_ISSUER_STANDING },
  { "ubtvqh", TL_CITE_ISSUER_STANDING },
  { "chinh phu", TL_CITE_ISSUER_GOVERNMENT },
  { "hoi dong bo truong", TL_CITE_ISSUER_OTHER },
  { "thu tuong chinh phu", TL_CITE_ISSUER_PREMIER },
  { "thu tuong", TL_CITE_ISSUER_PREMIER },
  { "hoi dong tham phan toa an nhan dan toi cao", TL_CITE_ISSUER_JUDGES },
  { "hoi dong tham phan tandtc", TL_CITE_ISSUER_JUDGES },
  { "hoi dong tham phan tand toi cao", TL_CITE_ISSUER_JUDGES },
  { "hoi dong tham phan", TL_CITE_ISSUER_JUDGES },
  { "hdtp tandtc", TL_CITE_ISSUER_JUDGES },
  { "hdtp", TL_CITE_ISSUER_JUDGES },
  { "chanh an toa an nhan dan toi cao", TL_CITE_ISSUER_COURT },
  { "chanh an tandtc", TL_CITE_ISSUER_COURT },
  { "toa an nhan dan toi cao", TL_CITE_ISSUER_COURT },
  { "tand toi cao", TL_CITE_ISSUER_COURT },
  { "tandtc", TL_CITE_ISSUER_COURT },
  { "vien kiem sat nhan dan toi cao", TL_CITE_ISSUER_PROCURACY },
  { "vksndtc", TL_CITE_ISSUER_PROCURACY },
  { "ngan hang nha nuoc viet nam", TL_CITE_ISSUER_MINISTRY },
  { "ngan hang nha nuoc", TL_CITE_ISSUER_MINISTRY },
  { "thong doc ngan hang nha nuoc viet nam", TL_CITE_ISSUER_MINISTRY },
  { "thong doc ngan hang nha nuoc", TL_CITE_ISSUER_MINISTRY },
};

/* "khóa XIV", "khóa 14" after the National Assembly. */
static const char *
skip_term (const char *p, const char *end)
{
  const char *word = _tl_scan_word (_tl_scan_blanks (p, end), end, "khoa");
  const char *after;
  int value;

  if (!word)
    return p;
  word = _tl_scan_blanks (word, end);
  after = _tl_scan_roman (word, end, &value);
  if (!after)
    after = _tl_scan_number (word, end, 2, &value);
  return after ? after : p;
}

/* Whether the text goes on without any mark: then words are told apart by letters alone. */
static gboolean
is_unmarked (const char *p, const char *end)
{
  end = MIN (end, p + UNMARKED_BYTES);
  while (p < end && (guchar)*p < 0x80)
    p++;
  return p >= end;
}

const char *
_tl_cite_words (const char *p, const char *end, const char *words)
{
  gboolean unmarked = FALSE, asked = FALSE;
  const char *from = p;

  for (; *words; words = g_utf8_next_char (words))
    {
      gunichar wanted = g_utf8_get_char (words);
      gunichar c;

      if (wanted == ' ')
        {
          const char *after = _tl_scan_blanks (p, end);

          if (after == p)
            return NULL;
          p = after;
          continue;
        }
      if (p >= end)
        return NULL;
      c = g_unichar_tolower (g_utf8_get_char (p));
      if (c != wanted && (c >= 0x80 || c != _tl_scan_fold (wanted)))
        return NULL;
      if (c != wanted && !asked)
        {
          asked = TRUE;
          unmarked = is_unmarked (from, end);
        }
      if (c != wanted && !unmarked)
        return NULL;
      p = g_utf8_next_char (p);
    }
  return p >= end || !g_unichar_isalnum (g_utf8_get_char (p)) ? p : NULL;
}

static const char *
letters_end (const char *p, const char *end)
{
  while (p < end && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Whether the word at @p ends a ministry's name: what goes on with the sentence, or the next
 * ministry. */
static gboolean
ends_ministry (const char *p, const char *end)
{
  static const char *const words[]
      = { "về",   "quy định", "hướng dẫn", "sửa đổi", "ban hành", "số",       "ngày",   "tại",
          "luật", "thì",      "của",       "theo",    "để",       "bộ",       "ủy ban", "được",
          "đã",   "có",       "ngân hàng", "tòa án",  "viện",     "thanh tra" };

  if (_tl_cite_words (p, end, "và"))
    p = _tl_scan_blanks (_tl_cite_words (p, end, "và"), end);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_cite_words (p, end, words[i]))
      return TRUE;
  return FALSE;
}

/* "Bộ Tài nguyên và Môi trường": the word "bộ" and those after it. */
static const char *
read_ministry (const char *p, const char *end, char *initials)
{
  const char *to = p;
  gsize length = 0;

  for (guint n = 0; n < MINISTRY_WORDS_MAX && length + 2 < INITIALS_SIZE; n++)
    {
      const char *from = _tl_scan_blanks (to, end);
      const char *mark = _tl_scan_dash (from, end);

      if (n > 0 && from < end && (*from == ',' || mark))
        from = _tl_scan_blanks (mark ? mark : from + 1, end);
      if (from >= end || letters_end (from, end) == from || (n > 0 && ends_ministry (from, end)))
        break;
      if (!_tl_scan_word (from, end, "va"))
        initials[length++] = (char)g_ascii_toupper ((char)_tl_scan_fold (g_utf8_get_char (from)));
      to = letters_end (from, end);
    }
  initials[length] = '\0';
  return length > 1 ? to : NULL;
}

static const char *
one_issuer (const char *from, const char *end, TlCiteIssuer *issuer, char *initials)
{
  const char *after;

  for (guint i = 0; i < G_N_ELEMENTS (issuers); i++)
    if ((after = _tl_scan_word (from, end, issuers[i].words)) != NULL)
      {
        *issuer = issuers[i].issuer;
        if (*issuer == TL_CITE_ISSUER_MINISTRY)
          g_strlcpy (initials, "NHNN", INITIALS_SIZE);
        return skip_term (after, end);
      }
  if ((after = _tl_scan_word (from, end, "bo truong")) != NULL)
    from = _tl_scan_blanks (after, end);
  if (_tl_scan_word (from, end, "bo") && !_tl_scan_word (from, end, "bo luat"))
    {
      after = read_ministry (from, end, initials);
      *issuer = after ? TL_CITE_ISSUER_MINISTRY : TL_CITE_ISSUER_NONE;
      return after;
    }
  return NULL;
}

const char *
_tl_cite_issuer_at (const char *p, const char *end, TlCiteIssuer *issuer, char *initials)
{
  const char *from = _tl_scan_blanks (p, end);
  const char *of, *after;

  *issuer = TL_CITE_ISSUER_NONE;
  initials[0] = '\0';
  if (from < end && *from == ',')
    from = _tl_scan_blanks (from + 1, end);
  of = _tl_scan_word (from, end, "cua");
  if (!of)
    of = _tl_scan_word (from, end, "do");
  if (!of)
    return NULL;
  after = one_issuer (_tl_scan_blanks (of, end), end, issuer, initials);
  if (!after)
    {
      g_autofree char *court = NULL;

      after = _tl_cite_court_at (_tl_scan_blanks (of, end), end, &court);
      *issuer = after ? TL_CITE_ISSUER_COURT : TL_CITE_ISSUER_NONE;
    }
  return after;
}

/* "sửa đổi, bổ sung", "sửa đổi bổ sung", "sửa đổi và bổ sung", "SĐBS", "sđ, bs". */
static const char *
amendment_words (const char *p, const char *end)
{
  static const char *const whole[] = { "sdbs", "sd bs", "sd, bs", "bo sung", "sua doi", "sd" };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      const char *after = _tl_scan_word (p, end, whole[i]);
      const char *next;

      if (!after)
        continue;
      next = _tl_scan_blanks (after, end);
      if (next < end && (*next == ',' || *next == '-'))
        next = _tl_scan_blanks (next + 1, end);
      if (_tl_scan_word (next, end, "va"))
        next = _tl_scan_blanks (_tl_scan_word (next, end, "va"), end);
      if (i == 4 && _tl_scan_word (next, end, "bo sung"))
        return _tl_scan_word (next, end, "bo sung");
      return after;
    }
  return NULL;
}

static const char *
skip_words (const char *p, const char *end, const char *const *words, gsize n)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      p = _tl_scan_blanks (p, end);
      if (p < end && (*p == ',' || *p == ':'))
        p = _tl_scan_blanks (p + 1, end);
      for (gsize i = 0; i < n && !again; i++)
        {
          const char *after = _tl_scan_word (p, end, words[i]);

          if (after)
            {
              p = after;
              again = TRUE;
            }
        }
    }
  return p;
}

static void
append_amended (GString *amended, const char *by)
{
  if (amended->len > 0)
    g_string_append_c (amended, ' ');
  g_string_append (amended, by);
}

/* What amended it: years and numbers, one after another. */
static const char *
amendment_items (const char *p, const char *end, GString *amended)
{
  static const char *const fillers[] = { "nghi dinh",   "thong tu",
                                         "quyet dinh",  "cac nam",
                                         "mot so dieu", "mot so",
                                         "vao nam",     "nam",
                                         "vao",         "theo",
                                         "boi",         "bang",
                                         "tai",         "va",
                                         "cac",         "so",
                                         "luat",        "bo luat",
                                         "nghi quyet",  "lan 1",
                                         "lan 2",       "theo quy dinh tai" };
  const char *to = NULL;
  gboolean again = TRUE;

  while (again)
    {
      const char *from = skip_words (p, end, fillers, G_N_ELEMENTS (fillers));
      g_autoptr (TlDocNumber) number = NULL;
      char date[11], initials[INITIALS_SIZE];
      TlCiteIssuer issuer;
      const char *after;
      int year;

      again = FALSE;
      if ((after = _tl_cite_number_at (from, end, &number)) != NULL)
        {
          append_amended (amended, number->normal);
          to = after;
          if ((after = _tl_cite_date_at (to, end, date)) != NULL)
            to = after;
          if ((after = _tl_cite_issuer_at (to, end, &issuer, initials)) != NULL)
            to = after;
          again = TRUE;
        }
      else if ((after = _tl_cite_year_at (from, end, &year)) != NULL)
        {
          g_autofree char *digits = g_strdup_printf ("%d", year);

          append_amended (amended, digits);
          to = after;
          again = TRUE;
        }
      p = to;
    }
  return to;
}

gboolean
_tl_cite_note_at (const char *p, const char *end, TlCiteNote *note)
{
  static const char *const openers[] = { "duoc", "da duoc", "da", "co", "va" };
  const char *from = _tl_scan_blanks (p, end);
  const char *stop;
  gboolean bracket = from < end && *from == '(';
  g_autoptr (GString) amended = g_string_new (NULL);

  stop = (gsize)(end - p) > NOTE_BYTES_MAX ? p + NOTE_BYTES_MAX : end;
  while (stop > p && stop < end && ((guchar)*stop & 0xc0) == 0x80)
    stop--;
  memset (note, 0, sizeof *note);
  if (bracket)
    from++;
  from = skip_words (from, stop, openers, G_N_ELEMENTS (openers));
  from = amendment_words (from, stop);
  if (!from)
    return FALSE;
  note->to = amendment_items (from, stop, amended);
  if (bracket)
    {
      const char *close = memchr (from, ')', (gsize)(stop - from));

      if (close)
        note->to = close + 1;
    }
  if (!note->to || (amended->len == 0 && !bracket))
    return FALSE;
  note->amended = amended->len > 0 ? g_string_free (g_steal_pointer (&amended), FALSE) : NULL;
  return TRUE;
}
