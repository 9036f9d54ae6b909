/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/tl-citation-query.h"

#include <string.h>

#include "base/tl-limits.h"
#include "law/tl-catalogue.h"
#include "law/tl-citation-words-private.h"
#include "law/tl-doc-number.h"
#include "law/tl-scan-private.h"
#include "law/tl-statute-structure.h"
#include "text/tl-text.h"

#define TITLE_WORDS_MAX 16

typedef struct
{
  const char *text;
  GArray *words;
  TlCitationQuery *query;
  guint unit_from; /* the words that units were read out of, for what stands beside them */
  guint unit_to;
} Reading;

/* What a law's name begins with. */
static const char *const name_heads[] = { "bo luat",
                                          "luat",
                                          "phap lenh",
                                          "hien phap",
                                          "nghi quyet",
                                          "nghi dinh",
                                          "thong tu lien tich",
                                          "thong tu",
                                          "quyet dinh",
                                          "cong van",
                                          "van ban hop nhat",
                                          "nq",
                                          "nd",
                                          "tt",
                                          "ttlt",
                                          "bl",
                                          "pl" };

/* Words around a citation that ask for nothing more. Longer ones first. */
static const char *const fillers[] = { "quy dinh nhu the nao",
                                       "quy dinh the nao",
                                       "quy dinh gi",
                                       "quy dinh tai",
                                       "noi dung",
                                       "can cu",
                                       "tra cuu",
                                       "la gi",
                                       "noi gi",
                                       "ban an",
                                       "quyet dinh",
                                       "thu ly",
                                       "bo luat",
                                       "van ban",
                                       "phap lenh",
                                       "nghi quyet",
                                       "nghi dinh",
                                       "thong tu",
                                       "lien tich",
                                       "cong van",
                                       "van ban hop nhat",
                                       "an le",
                                       "luat",
                                       "xem",
                                       "cua",
                                       "tai",
                                       "theo",
                                       "thuoc",
                                       "trong",
                                       "so" };

/* Where a title that the catalogue does not know ends. */
static const char *const title_stops[]
    = { "quy dinh", "the nao", "nhu the nao", "ra sao", "bao nhieu", "la gi", "khi nao" };

static guint
any_phrase (GArray *words, guint i, const char *const *phrases, gsize n)
{
  for (gsize k = 0; k < n; k++)
    {
      guint taken = _tl_words_are (words, i, phrases[k]);

      if (taken > 0)
        return taken;
    }
  return 0;
}

static void
note_unit (Reading *self, guint from, guint to)
{
  _tl_words_use (self->words, from, to);
  self->unit_from = MIN (self->unit_from, from);
  self->unit_to = MAX (self->unit_to, to);
}

static void
take_number (Reading *self, TlDocNumber *number, guint from, guint to)
{
  g_free (self->query->number);
  self->query->number = g_strdup (number->normal);
  note_unit (self, from, to);
}

/* A document number: wherever one stands in the text, or a word that can be nothing else. */
static void
read_number (Reading *self)
{
  gsize from, to;
  g_autoptr (TlDocNumber) number = tl_doc_number_find (self->text, 0, &from, &to);
  guint first = self->words->len, last = 0;

  for (guint i = 0; !number && i < self->words->len; i++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i);
      g_autofree char *raw = g_strndup (self->text + word->from, word->to - word->from);

      if (strchr (raw, '/') && (number = tl_doc_number_parse (raw)) != NULL)
        {
          from = word->from;
          to = word->to;
        }
    }
  if (!number)
    return;
  for (guint i = 0; i < self->words->len; i++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i);

      if (word->from >= from && word->to <= to)
        {
          first = MIN (first, i);
          last = i + 1;
        }
    }
  take_number (self, number, first, last);
}

/* "án lệ số 47", "án lệ 47/2021". */
static void
read_precedent (Reading *self)
{
  for (guint i = 0; i < self->words->len && !self->query->number; i++)
    {
      guint at = _tl_words_are (self->words, i, "an le");
      g_autoptr (TlDocNumber) number = NULL;
      g_autofree char *printed = NULL;

      if (at == 0)
        at = _tl_words_are (self->words, i, "al");
      if (at == 0)
        continue;
      at += i;
      at += _tl_word_is (self->words, at, "so") ? 1 : 0;
      if (at >= self->words->len)
        continue;
      printed = g_strconcat (g_array_index (self->words, TlWord, at).folded, "/AL", NULL);
      number = tl_doc_number_parse (printed);
      if (number && number->kind == TL_DOC_NUMBER_PRECEDENT)
        take_number (self, number, i, at + 1);
    }
}

static guint
skip_dot (Reading *self, guint i)
{
  return i < self->words->len
                 && (_tl_word_is (self->words, i, ".") || _tl_word_is (self->words, i, ":"))
             ? i + 1
             : i;
}

/* Whether word @i is glued to the one before it, full stops apart. */
static gboolean
is_joined (GArray *words, guint i)
{
  return i < words->len && g_array_index (words, TlWord, i).joined && !_tl_word_is_mark (words, i);
}

/* "Điều 51(1)(s)", "51.1.s", "d51.k1.ps": what is glued to the article just read. */
static guint
read_tail (Reading *self, guint i)
{
  gboolean bracket = _tl_word_is (self->words, i, "(");
  g_autofree char *number = NULL;
  g_autofree char *letter = NULL;
  const TlWord *mark = i + 1 < self->words->len ? &g_array_index (self->words, TlWord, i) : NULL;
  guint after = i + (bracket ? 3 : 2);

  if (!mark || !mark->joined || mark[1].from != mark->to
      || (!bracket && !_tl_word_is (self->words, i, ".")))
    return i;
  if (bracket ? !_tl_word_is (self->words, i + 2, ")") : is_joined (self->words, i + 2))
    return i;
  number = _tl_word_number (self->text, self->words, i + 1);
  letter = _tl_word_letter (self->text, self->words, i + 1);
  if (number && !self->query->clause)
    self->query->clause = g_steal_pointer (&number);
  else if (letter && !self->query->point)
    self->query->point = g_steal_pointer (&letter);
  else
    return i;
  return after;
}

/* The point of an anchor, "ps" after a dot. */
static guint
read_anchor_point (Reading *self, guint i)
{
  const TlWord *word
      = i + 1 < self->words->len ? &g_array_index (self->words, TlWord, i + 1) : NULL;
  const char *letter;

  if (!word || !word->joined || word->folded[0] != 'p' || !_tl_word_is (self->words, i, ".")
      || self->query->point)
    return i;
  letter = word->folded + 1;
  if (strcmp (letter, "dd") == 0)
    self->query->point = g_strdup ("đ");
  else if (strlen (letter) == 1 && _tl_scan_letter_index ((gunichar)letter[0]) >= 0)
    self->query->point = g_strdup (letter);
  else
    return i;
  return i + 2;
}

static gboolean
take_unit (char **slot, char *value)
{
  if (!value)
    return FALSE;
  if (*slot)
    {
      g_free (value);
      return FALSE;
    }
  *slot = value;
  return TRUE;
}

/* "đ" before a letter is a point only next to another unit. */
static gboolean
beside_unit (Reading *self, guint before, guint after)
{
  if (before > 0 && self->unit_to == before)
    return TRUE;
  return _tl_word_is (self->words, after, "khoan") || _tl_word_is (self->words, after, "k")
         || _tl_word_is (self->words, after, "dieu") || _tl_word_is (self->words, after, "d");
}

/* One unit that begins at word @i; Returns: the word after it, or @i. */
static guint
read_unit (Reading *self, guint i)
{
  TlCitationQuery *query = self->query;
  gboolean short_d = _tl_word_is (self->words, i, "d");
  guint at = skip_dot (self, i + 1);

  if (short_d || _tl_word_is (self->words, i, "dieu"))
    {
      if (take_unit (&query->article, _tl_word_number (self->text, self->words, at)))
        {
          guint next = read_tail (self, at + 1);

          return read_anchor_point (self, next > at + 1 ? read_tail (self, next) : next);
        }
      if (!short_d)
        return i;
    }
  else if (_tl_word_is (self->words, i, "khoan") || _tl_word_is (self->words, i, "k"))
    {
      if (take_unit (&query->clause, _tl_word_number (self->text, self->words, at)))
        return read_anchor_point (self, at + 1);
      return i;
    }
  else if (!_tl_word_is (self->words, i, "diem"))
    return i;
  if (short_d && !beside_unit (self, i, at + 1))
    return i;
  return take_unit (&query->point, _tl_word_letter (self->text, self->words, at)) ? at + 1 : i;
}

static void
read_units (Reading *self)
{
  guint i = 0;

  while (i < self->words->len)
    {
      guint next = read_unit (self, i);

      if (next > i)
        note_unit (self, i, next);
      i = MAX (next, i + 1);
    }
}

static char *
range_text (Reading *self, guint from, guint to)
{
  GString *out = g_string_new (NULL);

  _tl_scan_collapse (out, self->text + g_array_index (self->words, TlWord, from).from,
                     self->text + g_array_index (self->words, TlWord, to - 1).to);
  return g_string_free (out, FALSE);
}

/* "năm 2015", "(2015)", "2015", "(sửa đổi, bổ sung năm 2017)" after a law's name. */
static guint
read_year (Reading *self, guint i)
{
  guint at = i + (_tl_word_is (self->words, i, "(") ? 1 : 0);

  at += _tl_word_is (self->words, at, "nam") ? 1 : 0;
  if (_tl_word_year (self->words, at) == 0)
    return i;
  self->query->law_year = _tl_word_year (self->words, at);
  at++;
  return at + (_tl_word_is (self->words, at, ")") ? 1 : 0);
}

static guint
read_amendment (Reading *self, guint i)
{
  guint at = i;

  while (_tl_word_is (self->words, at, "(") || _tl_word_is (self->words, at, ",")
         || _tl_word_is (self->words, at, "duoc"))
    at++;
  if (_tl_words_are (self->words, at, "sua doi") == 0)
    return i;
  for (; at < self->words->len && at < i + 12; at++)
    if (_tl_word_year (self->words, at) > 0)
      return at + 1 + (_tl_word_is (self->words, at + 1, ")") ? 1 : 0);
  return i;
}

static void
take_law (Reading *self, guint from, guint to)
{
  self->query->law = range_text (self, from, to);
  to = read_amendment (self, read_year (self, to));
  _tl_words_use (self->words, from, to);
}

/* How many words from @i on are a name that the catalogue has; 0 for none. */
static guint
known_name (Reading *self, guint i)
{
  guint n = 0;

  while (n < TITLE_WORDS_MAX && i + n < self->words->len
         && !g_array_index (self->words, TlWord, i + n).used)
    n++;
  for (; n > 0; n--)
    {
      g_autofree char *name = range_text (self, i, i + n);
      g_autoptr (GPtrArray) entries = tl_catalogue_lookup (name);

      if (entries->len > 0)
        return n > 1 && _tl_word_year (self->words, i + n - 1) > 0
                   ? n - 1 - (_tl_word_is (self->words, i + n - 2, "nam") ? 1 : 0)
                   : n;
    }
  return 0;
}

static guint
unknown_title (Reading *self, guint i, guint head)
{
  guint n = head;

  for (; i + n < self->words->len && n < TITLE_WORDS_MAX; n++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i + n);

      if (word->used || _tl_word_is_mark (self->words, i + n)
          || _tl_word_year (self->words, i + n) > 0
          || any_phrase (self->words, i + n, title_stops, G_N_ELEMENTS (title_stops)) > 0)
        break;
    }
  if (n > head && _tl_word_is (self->words, i + n - 1, "nam"))
    n--;
  return n > head && !(n == head + 1 && _tl_word_is (self->words, i + head, "so")) ? n : 0;
}

/* A law's name from the catalogue anywhere, else a title by its first word, else an abbreviation
 * beside the units that can be no Vietnamese word (the short name of some volume's law). */
static void
read_law (Reading *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      guint n = known_name (self, i);

      if (n > 0)
        {
          take_law (self, i, i + n);
          return;
        }
    }
  for (guint i = 0; i < self->words->len; i++)
    {
      guint head = any_phrase (self->words, i, name_heads, G_N_ELEMENTS (name_heads));
      guint n = head > 0 ? unknown_title (self, i, head) : 0;

      if (n > 0)
        {
          take_law (self, i, i + n);
          return;
        }
    }
}

static gboolean
is_abbreviation (Reading *self, guint i)
{
  const TlWord *word;
  gboolean letters = FALSE;

  if (i >= self->words->len || g_array_index (self->words, TlWord, i).used)
    return FALSE;
  word = &g_array_index (self->words, TlWord, i);
  for (const char *p = word->folded; *p; p = g_utf8_next_char (p))
    letters |= g_unichar_isalpha (g_utf8_get_char (p));
  return letters && word->to - word->from > 1
         && !tl_syllable_is_legal (self->text + word->from, (gssize)(word->to - word->from));
}

static void
read_abbreviation (Reading *self)
{
  guint at = self->unit_to;

  if (self->query->law || self->unit_from >= self->unit_to)
    return;
  while (any_phrase (self->words, at, fillers, G_N_ELEMENTS (fillers)) > 0
         || _tl_word_is (self->words, at, ","))
    at++;
  if (is_abbreviation (self, at))
    {
      take_law (self, at, at + 1);
      return;
    }
  at = self->unit_from;
  while (at > 0 && _tl_word_is_mark (self->words, at - 1))
    at--;
  if (at > 0 && is_abbreviation (self, at - 1))
    take_law (self, at - 1, at);
}

/* "2015" typed before the law, or glued to its abbreviation. */
static void
split_year (TlCitationQuery *query)
{
  gsize length = query->law ? strlen (query->law) : 0;
  int year;
  const char *end;

  if (query->law_year > 0 || length < 6)
    return;
  end = query->law + length;
  if (g_ascii_isdigit (end[-5]) || !_tl_scan_number (end - 4, end, 4, &year) || year < 1945
      || year > 2099)
    return;
  query->law_year = year;
  query->law[length - 4] = '\0';
  g_strchomp (query->law);
}

static gboolean
nothing_left (Reading *self)
{
  guint i = 0;

  while (i < self->words->len)
    {
      guint n;

      if (g_array_index (self->words, TlWord, i).used || _tl_word_is_mark (self->words, i))
        {
          i++;
          continue;
        }
      n = any_phrase (self->words, i, fillers, G_N_ELEMENTS (fillers));
      if (n == 0)
        return FALSE;
      i += n;
    }
  return TRUE;
}

static gboolean
is_citation (const TlCitationQuery *query)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (query->article || query->number)
    return TRUE;
  if (!query->law)
    return FALSE;
  if (query->clause)
    return TRUE;
  entries = tl_catalogue_lookup (query->law);
  return query->exact && entries->len > 0;
}

TlCitationQuery *
tl_citation_query_parse (const char *question)
{
  g_autoptr (TlCitationQuery) query = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GArray) words = NULL;
  Reading self;

  g_return_val_if_fail (question != NULL, NULL);

  if (strlen (question) > TL_LIMIT_QUESTION)
    return NULL;
  text = tl_text_normalize (question, -1, NULL);
  words = _tl_words_new (text);
  query = g_new0 (TlCitationQuery, 1);
  self = (Reading){ text, words, query, words->len, 0 };
  read_number (&self);
  read_precedent (&self);
  read_units (&self);
  read_law (&self);
  read_abbreviation (&self);
  split_year (query);
  query->exact = nothing_left (&self);
  return is_citation (query) ? g_steal_pointer (&query) : NULL;
}

char *
tl_citation_query_anchor (const TlCitationQuery *query)
{
  g_autofree char *article = NULL;
  GString *anchor;

  g_return_val_if_fail (query != NULL, NULL);

  article = query->article ? tl_article_anchor (query->article) : NULL;
  if (!article)
    return NULL;
  anchor = g_string_new (article);
  if (query->clause)
    g_string_append_printf (anchor, ".k%s", query->clause);
  if (query->point)
    {
      const char *rest = g_utf8_next_char (query->point);
      int index = _tl_scan_letter_index (g_utf8_get_char (query->point));

      if (index >= 0)
        g_string_append_printf (anchor, ".p%s%s", _tl_scan_letter_code (index), rest);
    }
  return g_string_free (anchor, FALSE);
}

void
tl_citation_query_free (TlCitationQuery *query)
{
  if (!query)
    return;
  g_free (query->article);
  g_free (query->clause);
  g_free (query->point);
  g_free (query->law);
  g_free (query->number);
  g_free (query);
}
