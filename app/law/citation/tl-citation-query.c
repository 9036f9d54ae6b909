/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-citation-query.h"

#include <string.h>

#include "base/tl-limits.h"
#include "law/citation/tl-catalogue.h"
#include "law/citation/tl-citation-private.h"
#include "law/number/tl-doc-number.h"
#include "law/tl-scan-private.h"
#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

static void
note_unit (TlCitationReading *self, guint from, guint to)
{
  _tl_words_use (self->words, from, to);
  self->unit_from = MIN (self->unit_from, from);
  self->unit_to = MAX (self->unit_to, to);
}

static void
take_number (TlCitationReading *self, TlDocNumber *number, guint from, guint to)
{
  g_free (self->query->number);
  self->query->number = g_strdup (number->normal);
  note_unit (self, from, to);
}

/* A document number: wherever one stands in the text, or a word that can be nothing else. */
static void
read_number (TlCitationReading *self)
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

/* "án lệ", "AL", and behind it "số"; Returns: the word behind, or @i. */
static guint
read_precedent_name (TlCitationReading *self, guint i)
{
  guint taken = _tl_words_are (self->words, i, "an le");

  if (taken == 0)
    taken = _tl_words_are (self->words, i, "al");
  if (taken == 0)
    return i;
  return i + taken + (_tl_word_is (self->words, i + taken, "so") ? 1 : 0);
}

/* The running number in word @i, also glued to its name ("al03"), with what stands behind it. */
static char *
precedent_sequence (TlCitationReading *self, guint i)
{
  const TlWord *word = i < self->words->len ? &g_array_index (self->words, TlWord, i) : NULL;
  const char *digits;

  if (word == NULL || word->used)
    return NULL;
  digits = word->folded + (g_str_has_prefix (word->folded, "al") ? strlen ("al") : 0);
  return g_ascii_isdigit (*digits) ? g_strdup (digits) : NULL;
}

/* "án lệ số 47", "án lệ 47/2021", "AL 47 năm 2021", "al47". */
static void
read_precedent (TlCitationReading *self)
{
  for (guint i = 0; i < self->words->len && !self->query->number; i++)
    {
      guint at = read_precedent_name (self, i);
      gboolean glued
          = at == i && g_str_has_prefix (g_array_index (self->words, TlWord, i).folded, "al");
      g_autofree char *sequence = at > i || glued ? precedent_sequence (self, at) : NULL;
      g_autofree char *printed = NULL;
      g_autoptr (TlDocNumber) number = NULL;
      guint behind = at + 1;
      int year = 0;

      if (!sequence)
        continue;
      if (!strchr (sequence, '/') && _tl_word_is (self->words, behind, "nam")
          && (year = _tl_word_year (self->words, behind + 1)) > 0)
        behind += 2;
      printed = year > 0 ? g_strdup_printf ("%s/%d/AL", sequence, year)
                         : g_strconcat (sequence, "/AL", NULL);
      number = tl_doc_number_parse (printed);
      if (number && number->kind == TL_DOC_NUMBER_PRECEDENT)
        take_number (self, number, i, behind);
    }
}

static guint
skip_dot (TlCitationReading *self, guint i)
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
read_tail (TlCitationReading *self, guint i)
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
read_anchor_point (TlCitationReading *self, guint i)
{
  const TlWord *word
      = i + 1 < self->words->len ? &g_array_index (self->words, TlWord, i + 1) : NULL;
  const char *letter, *digit;

  if (!word || !word->joined || word->folded[0] != 'p' || !_tl_word_is (self->words, i, ".")
      || self->query->point)
    return i;
  /* "pa", "pdd" for đ, "pa1" for an inserted point */
  letter = word->folded + 1;
  digit = letter + (g_str_has_prefix (letter, "dd") ? 2 : *letter ? 1 : 0);
  if (*letter == '\0' || _tl_scan_letter_index ((gunichar)(guchar)letter[0]) < 0
      || (*digit && (!g_ascii_isdigit (*digit) || digit[1])))
    return i;
  self->query->point = digit == letter + 2 ? g_strconcat ("đ", digit, NULL) : g_strdup (letter);
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

/* "đ" before a letter is a point only next to another unit; commas may stand between. */
static gboolean
beside_unit (TlCitationReading *self, guint before, guint after)
{
  while (before > 0 && _tl_word_is_mark (self->words, before - 1))
    before--;
  while (after < self->words->len && _tl_word_is_mark (self->words, after))
    after++;
  if (before > 0 && g_array_index (self->words, TlWord, before - 1).used)
    return TRUE;
  return _tl_word_is (self->words, after, "khoan") || _tl_word_is (self->words, after, "k")
         || _tl_word_is (self->words, after, "dieu") || _tl_word_is (self->words, after, "d");
}

/* One unit that begins at word @i; Returns: the word after it, or @i. */
static guint
read_unit (TlCitationReading *self, guint i)
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
read_units (TlCitationReading *self)
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
  TlCitationReading self;

  g_return_val_if_fail (question != NULL, NULL);

  if (strlen (question) > TL_LIMIT_QUESTION)
    return NULL;
  text = tl_text_normalize (question, -1, NULL);
  words = _tl_words_new (text);
  query = g_new0 (TlCitationQuery, 1);
  self = (TlCitationReading){ text, words, query, words->len, 0 };
  read_number (&self);
  read_precedent (&self);
  read_units (&self);
  _tl_citation_read_law (&self);
  _tl_citation_read_abbreviation (&self);
  query->exact = _tl_citation_nothing_left (&self);
  return is_citation (query) ? g_steal_pointer (&query) : NULL;
}

/* ".k1a", and ".k7dd" for 7đ */
static void
append_clause (GString *anchor, const char *clause)
{
  gsize digits = strspn (clause, "0123456789");
  int letter = clause[digits] ? _tl_scan_letter_index (g_utf8_get_char (clause + digits)) : -1;

  g_string_append_printf (anchor, ".k%.*s%s", (int)digits, clause,
                          letter >= 0 ? _tl_scan_letter_code (letter) : "");
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
    append_clause (anchor, query->clause);
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
