/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-citation-private.h"

#include <string.h>

#include "law/citation/tl-catalogue.h"
#include "law/citation/tl-catalogue-private.h"
#include "law/tl-scan-private.h"
#include "text/tl-text.h"

#define TITLE_WORDS_MAX 16

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

static char *
range_text (TlCitationReading *self, guint from, guint to)
{
  GString *out = g_string_new (NULL);

  _tl_scan_collapse (out, self->text + g_array_index (self->words, TlWord, from).from,
                     self->text + g_array_index (self->words, TlWord, to - 1).to);
  return g_string_free (out, FALSE);
}

/* "năm 2015", "(2015)", "2015", "(sửa đổi, bổ sung năm 2017)" after a law's name. */
static guint
read_year (TlCitationReading *self, guint i)
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
read_amendment (TlCitationReading *self, guint i)
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

/* "blhs2015": the year glued to the abbreviation. */
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

static void
take_law (TlCitationReading *self, guint from, guint to)
{
  self->query->law = range_text (self, from, to);
  to = read_amendment (self, read_year (self, to));
  split_year (self->query);
  _tl_words_use (self->words, from, to);
}

/* "blhs2015" begins one as "blhs" does. */
static gboolean
begins_known_name (const TlWord *word)
{
  gsize length = strlen (word->folded);
  g_autofree char *name = NULL;

  if (_tl_catalogue_begins (word->folded))
    return TRUE;
  while (length > 0 && g_ascii_isdigit (word->folded[length - 1]))
    length--;
  name = g_strndup (word->folded, length);
  return _tl_catalogue_begins (name);
}

static gboolean
is_comma (TlCitationReading *self, guint i)
{
  return _tl_word_is_mark (self->words, i)
         && strchr (",;:.?!", *g_array_index (self->words, TlWord, i).folded) != NULL;
}

/* How many words from @i on are a name that the catalogue has; 0 for none. */
static guint
known_name (TlCitationReading *self, guint i)
{
  guint n = 0;

  if (!begins_known_name (&g_array_index (self->words, TlWord, i)))
    return 0;
  while (n < TITLE_WORDS_MAX && i + n < self->words->len
         && !g_array_index (self->words, TlWord, i + n).used)
    n++;
  for (; n > 0; n--)
    {
      g_autofree char *name = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      /* (The catalogue passes over the comma behind a name.) */
      if (is_comma (self, i + n - 1))
        continue;
      name = range_text (self, i, i + n);
      entries = tl_catalogue_lookup (name);
      if (entries->len > 0)
        return n > 1 && _tl_word_year (self->words, i + n - 1) > 0
                   ? n - 1 - (_tl_word_is (self->words, i + n - 2, "nam") ? 1 : 0)
                   : n;
    }
  return 0;
}

static guint
unknown_title (TlCitationReading *self, guint i, guint head)
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
void
_tl_citation_read_law (TlCitationReading *self)
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
is_abbreviation (TlCitationReading *self, guint i)
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

void
_tl_citation_read_abbreviation (TlCitationReading *self)
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

gboolean
_tl_citation_nothing_left (TlCitationReading *self)
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
