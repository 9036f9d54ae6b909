/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-read-private.h"

#include <string.h>

#include "law/citation/tl-cite-text-private.h"

#define MAX_OPEN     2000 /* units that wait for a document */
#define MAX_LIST_GAP 16   /* bytes between the numbers of a list */

/* Words before "điểm" and "khoản" that make another word of them (rule 9). */
static gboolean
is_other_word (TlCiteReader *self, const TlCiteWord *word)
{
  static const char *const before_point[] = {
    "địa",  "thời", "quan", "đặc",  "ưu",  "nhược", "trọng", "cao", "chấm", "khuyết", "yếu",
    "luận", "tâm",  "giao", "tiêu", "ghi", "số",    "mốc",   "trừ", "tính", "được",
  };
  static const char *const before_clause[] = { "tài", "điều", "bồi" };
  TlCiteWord before;
  gboolean point = word->key == K4 ('d', 'i', 'e', 'm');
  const char *const *forms = point ? before_point : before_clause;
  guint n = point ? G_N_ELEMENTS (before_point) : G_N_ELEMENTS (before_clause);

  if ((!point && word->key != K5 ('k', 'h', 'o', 'a', 'n'))
      || !_tl_cite_word_before (self->text, word->from, &before))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (_tl_cite_phrase (before.from, before.to, forms[i]) == before.to)
      return TRUE;
  return FALSE;
}

/* The last character before @p that is no blank or quotation mark, and whether a line begins
 * between them. */
static const char *
look_back (const TlCiteReader *self, const char *p, gboolean *line)
{
  *line = p == self->text;
  while (p > self->text)
    {
      if (p[-1] == '\n')
        *line = TRUE;
      else if (p - self->text >= 3 && memcmp (p - 3, "“", 3) == 0)
        p -= 2;
      else if (p[-1] != ' ' && p[-1] != '\t' && p[-1] != '"' && p[-1] != '*')
        break;
      p--;
      if (p == self->text)
        *line = TRUE;
    }
  return p;
}

/* Words that want a unit behind them, at a line end. */
static gboolean
wants_unit (const TlCiteReader *self, const char *p)
{
  static const char *const words[]
      = { "tại",  "theo", "của",  "và", "hoặc", "hay",   "thuộc", "đến",
          "định", "từ",   "dụng", "cứ", "vào",  "khoản", "các",   "với" };
  TlCiteWord before;

  if (p > self->text && (p[-1] == ',' || g_ascii_isdigit (p[-1])))
    return TRUE;
  if (!_tl_cite_word_before (self->text, p, &before))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_cite_phrase (before.from, before.to, words[i]) == before.to)
      return TRUE;
  return before.letters == 1; /* "điểm b" */
}

/* "Điều 5. Phạm vi điều chỉnh" at the head of a line is the article itself, no citation. */
static const char *
skip_label (TlCiteReader *self, const TlCiteWord *word)
{
  TlCiteItem item;
  const char *to;
  const char *before;
  gboolean line;

  if (word->key != K4 ('d', 'i', 'e', 'u'))
    return NULL;
  to = _tl_cite_number (_tl_cite_blanks (word->to, self->end), self->end, FALSE, &item);
  if (to == NULL || to >= self->end || (*to != '.' && *to != ':')
      || (to + 1 < self->end && to[1] != ' ' && to[1] != '\n'))
    return NULL;
  before = look_back (self, word->from, &line);
  return line && !wants_unit (self, before) ? to + 1 : NULL;
}

/* Whether the full stop at @p ends a sentence. */
static gboolean
is_full_stop (const TlCiteReader *self, const char *p)
{
  const char *next = _tl_cite_blanks (p + 1, self->end);
  gunichar c;

  if (next >= self->end)
    return TRUE;
  if (next == p + 1)
    return FALSE;
  c = g_utf8_get_char (next);
  if (p > self->text && g_ascii_isupper (p[-1])
      && (p - 1 == self->text || p[-2] == ' ' || p[-2] == '.'))
    return FALSE; /* an initial: "Nguyễn Văn A." ends nothing that matters */
  return !g_unichar_islower (c);
}

/* "2. ", "3/ " at the head of a line. */
static gboolean
is_numbered (const char *p, const char *end)
{
  const char *digits = p;

  while (digits < end && digits - p < 3 && g_ascii_isdigit (*digits))
    digits++;
  return digits > p && digits + 1 < end && (*digits == '.' || *digits == '/')
         && (digits[1] == ' ' || digits[1] == '.');
}

/* Whether the line that begins behind @p begins a paragraph: "- ", "2. ", "[5]", "a) ". */
static gboolean
is_new_paragraph (const TlCiteReader *self, const char *p)
{
  const char *before = p;

  p = _tl_cite_blanks (p, self->end);
  if (p >= self->end || *p == '[' || is_numbered (p, self->end))
    return TRUE;
  while (before > self->text && (before[-1] == ' ' || before[-1] == '\n'))
    before--;
  if (before > self->text && strchr (",;:", before[-1]) != NULL)
    return FALSE;
  return *p == '-' || *p == '+' || *p == '*';
}

/* "Áp dụng 297 Bộ luật Dân sự": the word is missing. */
static const char *
read_bare (TlCiteReader *self, const char *p)
{
  static const char *const fillers[] = { "vào", "các", "theo" };
  const char *to;

  p = _tl_cite_blanks (p, self->end);
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    if ((to = _tl_cite_phrase (p, self->end, fillers[i])) != NULL)
      p = _tl_cite_blanks (to, self->end);
  if (p < self->end && (*p == ':' || *p == '-'))
    p = _tl_cite_blanks (p + 1, self->end);
  if (p + 1 >= self->end || !g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return NULL;
  self->run++;
  to = _tl_cite_units_bare (self, p);
  if (to != NULL)
    self->edge = to;
  return to;
}

static const char *
read_opener (TlCiteReader *self, const TlCiteWord *word)
{
  const char *form = word->key == K2 ('a', 'p') ? "áp dụng" : "căn cứ";
  const char *to = _tl_cite_phrase (word->from, self->end, form);
  const char *bare;

  if (to == NULL)
    return NULL;
  _tl_cite_flush (self);
  bare = read_bare (self, to);
  return bare != NULL ? bare : to;
}

/* "sửa đổi, bổ sung" between two units. */
static const char *
read_amending (TlCiteReader *self, const char *p)
{
  static const char *const forms[]
      = { "sửa đổi, bổ sung", "sửa đổi bổ sung", "sửa đổi", "bổ sung", "bãi bỏ", "thay thế" };
  const char *to = NULL;
  guint amender = self->open->len;
  TlCiteUnitWord unit;

  if (amender == 0 || !_tl_cite_is_edge (self, p))
    return NULL;
  for (guint i = 0; to == NULL && i < G_N_ELEMENTS (forms); i++)
    to = _tl_cite_phrase (p, self->end, forms[i]);
  if (to == NULL)
    return NULL;
  to = _tl_cite_blanks (to, self->end);
  if (!_tl_cite_unit_word (to, self->end, &unit) || unit.this)
    return NULL;
  to = _tl_cite_units (self, to);
  for (guint i = amender; to != NULL && i < self->open->len; i++)
    g_array_index (self->open, TlCiteOpen, i).amender = amender;
  if (to != NULL)
    self->edge = to;
  return to;
}

/* "Điều này cho thấy", "khoản này đã trả": no unit of this text, unless a word before or behind
 * says so ("tại Điều này", "Điều này được sửa đổi"). */
static gboolean
is_plain_this (const TlCiteReader *self, const TlCiteWord *word)
{
  static const char *const before[]
      = { "tại", "theo", "trong", "của",  "thuộc", "và",   "hoặc", "định", "ngoài", "từ",
          "khi", "hay",  "cùng",  "tiết", "hiện",  "hành", "dẫn",  "dụng", "sung",  "đổi" };
  static const char *const behind[]
      = { "được sửa đổi", "được bổ sung", "được bãi bỏ", "được thay thế", "bị bãi bỏ",
          "quy định",     "hết hiệu lực", "có hiệu lực", "được hướng dẫn" };
  TlCiteUnitWord unit;
  TlCiteWord other;
  const char *p;

  if (!_tl_cite_unit_word (word->from, self->end, &unit) || !unit.this)
    return FALSE;
  if (_tl_cite_is_edge (self, word->from))
    return FALSE;
  if (_tl_cite_word_before (self->text, word->from, &other))
    for (guint i = 0; i < G_N_ELEMENTS (before); i++)
      if (_tl_cite_phrase (other.from, other.to, before[i]) == other.to)
        return FALSE;
  p = _tl_cite_blanks (unit.to, self->end);
  if (p >= self->end && word->from == self->text)
    return FALSE; /* the whole text is a citation */
  for (guint i = 0; i < G_N_ELEMENTS (behind) && unit.unit != TL_UNIT_POINT; i++)
    if (_tl_cite_phrase (p, self->end, behind[i]) != NULL)
      return FALSE;
  return TRUE;
}

static const char *
read_units (TlCiteReader *self, const TlCiteWord *word)
{
  const char *to;

  if (is_plain_this (self, word))
    return NULL;
  if (is_other_word (self, word))
    return NULL;
  to = skip_label (self, word);
  if (to != NULL)
    {
      _tl_cite_break (self, to);
      return to;
    }
  if (self->edge == NULL || !_tl_cite_is_edge (self, word->from))
    self->run++;
  if (self->open->len > MAX_OPEN)
    _tl_cite_flush (self);
  to = _tl_cite_units (self, word->from);
  if (to == NULL)
    return NULL;
  self->edge = to;
  _tl_cite_comments (self, word->from, to);
  return to;
}

/* What begins with the word at hand. Returns: the place after it, or NULL. */
static const char *
read_trigger (TlCiteReader *self, const TlCiteWord *word)
{
  switch (word->key)
    {
    case K4 ('d', 'i', 'e', 'u'):
    case K4 ('d', 'i', 'e', 'm'):
    case K5 ('k', 'h', 'o', 'a', 'n'):
    case K2 ('d', 'e'):
    case K3 ('m', 'u', 'c'):
    case K4 ('p', 'h', 'a', 'n'):
    case K6 ('c', 'h', 'u', 'o', 'n', 'g'):
    case K4 ('d', 'o', 'a', 'n'):
    case K4 ('t', 'i', 'e', 'u'):
    case K3 ('p', 'h', 'u'):
    case K3 ('c', 'a', 'c'):
    case K2 ('t', 'u'):
      return read_units (self, word);
    case K2 ('a', 'p'):
    case K3 ('c', 'a', 'n'):
      return read_opener (self, word);
    case K3 ('d', 'o', 'i'):
      return _tl_cite_person (self, word->from);
    case K3 ('s', 'u', 'a'):
    case K2 ('b', 'o'):
    case K3 ('b', 'a', 'i'):
    case K4 ('t', 'h', 'a', 'y'):
      return self->open->len > 0 ? read_amending (self, word->from) : NULL;
    default:
      /* "điểms" */
      if (word->letters == 5 && word->key >> 8 == K4 ('d', 'i', 'e', 'm'))
        return read_units (self, word);
      return word->letters == 1 && word->to < self->end && *word->to != ')'
                 ? read_units (self, word)
                 : NULL;
    }
}

/* Asked at every word; the answer for a word that was met before is remembered. */
static gboolean
may_start (TlCiteReader *self, const TlCiteWord *word)
{
  TlCiteStart *start;

  if (word->letters > 8 || (word->to < self->end && *word->to == '&')
      || (word->key >> (8 * (word->letters - 1)) & 0xff) == 'l')
    return _tl_cite_head_may_start (word->from, self->end);
  start = &self->starts[(word->key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 54];
  if (start->key != word->key)
    {
      start->key = word->key;
      start->may_start = _tl_cite_head_may_start (word->from, self->end);
    }
  return start->may_start;
}

static const char *
read_head (TlCiteReader *self, const TlCiteWord *word)
{
  TlCiteHead head = { 0 };
  const char *to;

  if (!may_start (self, word) || !_tl_cite_head_read (self->heads, word->from, &head))
    return NULL;
  to = head.to;
  _tl_cite_bind (self, word->from, &head);
  return to > word->from ? to : NULL;
}

static const char *
read_word (TlCiteReader *self, const char *p)
{
  TlCiteWord word;
  const char *to;

  if (!_tl_cite_word (p, self->end, &word))
    return p + 1;
  to = read_trigger (self, &word);
  if (to == NULL)
    to = read_head (self, &word);
  if (to != NULL)
    return to;
  /* a word with figures glued on is passed as a whole */
  for (p = word.to; p < self->end && g_ascii_isalnum (*p);)
    p++;
  return p;
}

static void
end_sentence (TlCiteReader *self, const char *p)
{
  if (self->open->len > 0 || self->has_left || self->self_doc != NULL)
    _tl_cite_break (self, p);
  self->sentence = p;
}

static const char *
read_mark (TlCiteReader *self, const char *p)
{
  switch (*p)
    {
    case '.':
      if (is_full_stop (self, p))
        end_sentence (self, p + 1);
      break;
    case '\n':
      if (is_new_paragraph (self, p))
        end_sentence (self, p);
      return _tl_cite_blanks (p, self->end);
    case ':':
      if (self->open->len > 0)
        _tl_cite_flush (self);
      break;
    case '(':
      {
        const char *to = _tl_cite_comment (self, p);

        if (to != NULL)
          return to;
        break;
      }
    default:
      break;
    }
  return (guchar)*p < 0x80 ? p + 1 : g_utf8_next_char (p);
}

/* A figure begins a name only in a list of numbers: "Án lệ số 14/2017/AL và 27/2019/AL". */
static const char *
read_figures (TlCiteReader *self, const char *p)
{
  if (self->has_left && p >= self->left.to && p - self->left.to <= MAX_LIST_GAP
      && _tl_cite_head_may_start (p, self->end))
    {
      TlCiteHead head = { 0 };

      if (_tl_cite_head_read (self->heads, p, &head))
        {
          const char *to = head.to;

          _tl_cite_bind (self, p, &head);
          return to;
        }
    }
  while (p < self->end && g_ascii_isdigit (*p))
    p++;
  return p;
}

void
_tl_cite_read (TlCiteReader *self, const char *p, const char *to)
{
  while (p < to)
    {
      guchar c = (guchar)*p;

      if (g_ascii_isalpha (c) || (c >= 0xC3 && c <= 0xC6) || c == 0xE1)
        p = read_word (self, p);
      else if (g_ascii_isdigit (c))
        p = read_figures (self, p);
      else
        p = read_mark (self, p);
    }
  _tl_cite_break (self, to);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const TlCitation *left = *(TlCitation *const *)a;
  const TlCitation *right = *(TlCitation *const *)b;

  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  return left->to < right->to ? -1 : left->to > right->to;
}

/* Places in the text that was read become places in the input. */
static void
map_places (GPtrArray *found, const TlCiteText *text)
{
  g_autoptr (GHashTable) seen = NULL;

  if (text->map == NULL)
    return;
  seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      TlCitation *citation = g_ptr_array_index (found, i);
      TlCitedDoc *doc = citation->doc;

      citation->from = _tl_cite_text_source (text, citation->from);
      citation->to = _tl_cite_text_source (text, citation->to);
      if (doc == NULL || !g_hash_table_add (seen, doc))
        continue;
      doc->from = _tl_cite_text_source (text, doc->from);
      doc->to = _tl_cite_text_source (text, doc->to);
    }
}

static gboolean
is_sorted (GPtrArray *found)
{
  for (guint i = 1; i < found->len; i++)
    if (compare_places (&found->pdata[i - 1], &found->pdata[i]) > 0)
      return FALSE;
  return TRUE;
}

GPtrArray *
tl_citations_find (const char *text, gssize length, const TlCitationContext *context)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_citation_free);
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  TlCiteText ready;
  const char *bare;
  TlCiteReader self = { .context = context, .found = found };

  _tl_cite_text_init (&ready, text, n);
  self.text = ready.text;
  self.end = ready.text + ready.length;
  self.sentence = self.text;
  self.heads = _tl_cite_heads_new (ready.text, ready.length, context);
  self.open = g_array_new (FALSE, FALSE, sizeof (TlCiteOpen));
  self.entries = g_array_new (FALSE, FALSE, sizeof (TlCiteEntry));
  self.group = g_ptr_array_new ();
  self.starts = g_new0 (TlCiteStart, TL_CITE_STARTS);
  bare = read_bare (&self, self.text);
  _tl_cite_read (&self, bare != NULL ? bare : self.text, self.end);
  if (!is_sorted (found))
    g_ptr_array_sort (found, compare_places);
  map_places (found, &ready);
  g_free (self.starts);
  g_array_unref (self.open);
  g_array_unref (self.entries);
  g_ptr_array_unref (self.group);
  _tl_cite_heads_free (self.heads);
  _tl_cite_text_clear (&ready);
  return found;
}
