/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-gazette-private.h"
#include "text/tl-letter-private.h"
#include "text/tl-text.h"

#define MAX_LINE (64 * 1024) /* bytes; anything longer is no line of a page */
#define MAX_HEAD 200         /* characters of a running head */

static gboolean
is_word_character (gunichar c)
{
  return _tl_is_letter (c) || g_unichar_isalnum (c);
}

/* Finds out what stands between the spaces. */
static void
examine (TlGazetteLine *self, TlFragment *fragment)
{
  const char *end = self->line + fragment->to;
  const char *first = NULL;
  const char *last = NULL;
  guint n = 0, n_letters = 0, n_digits = 0;

  for (const char *p = self->line + fragment->from; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_word_character (c))
        continue;
      first = first != NULL ? first : p;
      last = g_utf8_next_char (p);
    }
  fragment->core_from = fragment->core_to = fragment->from;
  fragment->kind = TL_FRAGMENT_PUNCTUATION;
  if (first == NULL)
    return;
  fragment->core_from = (gsize)(first - self->line);
  fragment->core_to = (gsize)(last - self->line);
  for (const char *p = first; p < last; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      n_letters += _tl_is_letter (c) ? 1 : 0;
      n_digits += g_unichar_isdigit (c) ? 1 : 0;
    }
  fragment->n_letters = n;
  fragment->kind = n_letters == n  ? TL_FRAGMENT_LETTERS
                   : n_digits == n ? TL_FRAGMENT_DIGITS
                                   : TL_FRAGMENT_OTHER;
  fragment->is_upper = g_unichar_isupper (g_utf8_get_char (first));
  fragment->is_legal
      = fragment->kind == TL_FRAGMENT_LETTERS && tl_syllable_is_legal (first, last - first);
}

static void
split (TlGazetteLine *self, gsize length)
{
  const char *end = self->line + length;
  const char *p = self->line;

  self->fragments = g_array_new (FALSE, FALSE, sizeof (TlFragment));
  while (p < end)
    {
      TlFragment fragment = { 0 };
      const char *from = p;

      while (p < end && (*p == ' ' || *p == '\t'))
        p++;
      fragment.spaces
          = (guint)(p - from) + (memchr (from, '\t', (gsize)(p - from)) != NULL ? 1 : 0);
      fragment.from = (gsize)(p - self->line);
      while (p < end && *p != ' ' && *p != '\t')
        p++;
      fragment.to = (gsize)(p - self->line);
      if (fragment.to > fragment.from)
        {
          examine (self, &fragment);
          g_array_append_val (self->fragments, fragment);
        }
    }
}

static gboolean
is_single (const TlGazetteLine *self, const TlFragment *fragment)
{
  if (fragment->kind == TL_FRAGMENT_PUNCTUATION)
    return g_utf8_next_char (self->line + fragment->from) == self->line + fragment->to;
  return fragment->n_letters == 1;
}

static gboolean
is_connector (const TlGazetteLine *self, const TlFragment *fragment)
{
  return _tl_gazette_is_word (self, fragment, "và") || _tl_gazette_is_word (self, fragment, "hoặc")
         || _tl_gazette_is_word (self, fragment, "đến");
}

/* The letters of "điểm a, b và c", the variables of "thứ i". */
static void
fix_list_letters (TlGazetteLine *self)
{
  gboolean in_list = FALSE;

  for (guint i = 0; i < self->fragments->len; i++)
    {
      TlFragment *fragment = _tl_gazette_fragment (self, i);

      if (in_list && (is_single (self, fragment) || is_connector (self, fragment)))
        fragment->is_fixed = TRUE;
      else
        in_list = _tl_gazette_is_word (self, fragment, "điểm")
                  || _tl_gazette_is_word (self, fragment, "Điểm")
                  || _tl_gazette_is_word (self, fragment, "thứ");
    }
}

/* Where @c stands in the alphabet: a ă â b c d đ e ê ... */
static guint
alphabet_place (gunichar c)
{
  static const char bases[TL_N_VOWELS] = "\0aaaeeiooouuy";
  gunichar lower = _tl_to_lower (c);
  TlVowel vowel = TL_LETTER_VOWEL (_tl_letter (lower));

  if (vowel != TL_VOWEL_NONE)
    return (guint)bases[vowel] * TL_N_VOWELS + vowel;
  return lower == 0x111 ? 'd' * TL_N_VOWELS + 1 : lower * TL_N_VOWELS;
}

/* Whether the single letters [@first, @last] are the letters of a table or a formula: each comes
 * after the one before it in the alphabet. */
static gboolean
is_alphabetical (const TlGazetteLine *self, guint first, guint last)
{
  for (guint i = first + 1; i <= last; i++)
    {
      if (alphabet_place (_tl_gazette_first_letter (self, _tl_gazette_fragment (self, i)))
          <= alphabet_place (_tl_gazette_first_letter (self, _tl_gazette_fragment (self, i - 1))))
        return FALSE;
    }
  return TRUE;
}

/* Marks a row of single characters as letter-spaced text, or as something else. */
static void
mark_row (TlGazetteLine *self, guint first, guint end)
{
  guint n_letters = 0;

  for (guint i = first; i < end; i++)
    n_letters += _tl_gazette_fragment (self, i)->kind == TL_FRAGMENT_LETTERS ? 1 : 0;
  if (n_letters < 3)
    return;
  if (n_letters == end - first && is_alphabetical (self, first, end - 1))
    {
      for (guint i = first; i < end; i++)
        _tl_gazette_fragment (self, i)->is_fixed = TRUE;
      return;
    }
  for (guint i = first; end - first > 3 && i < end; i++)
    {
      _tl_gazette_fragment (self, i)->is_wide = TRUE;
      self->has_wide_gaps
          = self->has_wide_gaps || (i > first && _tl_gazette_fragment (self, i)->spaces > 1);
    }
}

static void
find_wide_rows (TlGazetteLine *self)
{
  guint first = 0;

  for (guint i = 0; i <= self->fragments->len; i++)
    {
      const TlFragment *fragment = i < self->fragments->len ? _tl_gazette_fragment (self, i) : NULL;

      if (fragment != NULL && is_single (self, fragment) && !fragment->is_fixed
          && (i == first || fragment->spaces <= 2))
        continue;
      if (i > first)
        mark_row (self, first, i);
      /* a single character behind a wider gap begins a row of its own */
      first = fragment != NULL && is_single (self, fragment) && !fragment->is_fixed ? i : i + 1;
    }
}

/* Letter-spaced text with its gaps: what stands between two gaps is a word. */
static void
join_between_gaps (TlGazetteLine *self)
{
  for (guint i = 1; i < self->fragments->len; i++)
    {
      TlFragment *fragment = _tl_gazette_fragment (self, i);

      fragment->joins = fragment->is_wide && _tl_gazette_fragment (self, i - 1)->is_wide
                        && _tl_gazette_may_join (self, i);
    }
  for (guint i = 0; i < self->fragments->len; i++)
    {
      TlFragment *fragment = _tl_gazette_fragment (self, i);

      fragment->is_fixed = fragment->is_fixed || fragment->is_wide;
    }
}

static void
join_letters (TlGazetteLine *self)
{
  if (self->has_wide_gaps)
    join_between_gaps (self);
  if (!_tl_gazette_join_cheapest (self))
    return;
  /* a line that is certainly broken is broken in other places too */
  self->takes_doubtful = TRUE;
  for (guint i = 0; i < self->fragments->len; i++)
    {
      TlFragment *fragment = _tl_gazette_fragment (self, i);

      fragment->joins = fragment->joins && fragment->is_fixed;
    }
  _tl_gazette_join_cheapest (self);
}

static gboolean
is_one_of (const TlGazetteLine *self, const TlFragment *fragment, const char *characters)
{
  return fragment->kind == TL_FRAGMENT_PUNCTUATION
         && g_utf8_strchr (characters, -1, g_utf8_get_char (self->line + fragment->from)) != NULL;
}

/* Digits and punctuation of letter-spaced text. */
static void
join_figures (TlGazetteLine *self)
{
  for (guint i = 1; i < self->fragments->len; i++)
    {
      TlFragment *fragment = _tl_gazette_fragment (self, i);
      const TlFragment *previous = _tl_gazette_fragment (self, i - 1);
      gboolean after_digit = previous->kind == TL_FRAGMENT_DIGITS;

      if (!fragment->is_wide || !previous->is_wide || fragment->spaces != 1)
        continue;
      if (fragment->kind == TL_FRAGMENT_DIGITS)
        fragment->joins = after_digit
                          || (is_one_of (self, previous, "/-.,") && previous->joins && i > 1
                              && _tl_gazette_fragment (self, i - 2)->kind == TL_FRAGMENT_DIGITS)
                          || is_one_of (self, previous, "(“\"");
      else if (fragment->kind == TL_FRAGMENT_PUNCTUATION)
        fragment->joins = is_one_of (self, fragment, ".,;:!?)”")
                          || (after_digit && is_one_of (self, fragment, "/-"));
      else
        fragment->joins = fragment->joins || is_one_of (self, previous, "(“\"");
    }
}

static char *
write_line (const TlGazetteLine *self, gsize length)
{
  GString *out = g_string_sized_new (length + 1);
  gsize copied = 0;

  for (guint i = 0; i < self->fragments->len; i++)
    {
      const TlFragment *fragment = _tl_gazette_fragment (self, i);
      gboolean beside_wide
          = i > 0 && (fragment->is_wide || _tl_gazette_fragment (self, i - 1)->is_wide);

      if (!fragment->joins && beside_wide && fragment->spaces == 2)
        g_string_append_c (out, ' ');
      else if (!fragment->joins)
        g_string_append_len (out, self->line + copied, (gssize)(fragment->from - copied));
      g_string_append_len (out, self->line + fragment->from,
                           (gssize)(fragment->to - fragment->from));
      copied = fragment->to;
    }
  g_string_append_len (out, self->line + copied, (gssize)(length - copied));
  return g_string_free (out, FALSE);
}

char *
tl_gazette_repair_line (const char *line)
{
  g_autofree char *valid = NULL;
  gsize length = strlen (line);
  TlGazetteLine self = { 0 };
  char *repaired;

  if (length > MAX_LINE)
    return g_strdup (line);
  if (!g_utf8_validate (line, (gssize)length, NULL))
    {
      valid = g_utf8_make_valid (line, (gssize)length);
      line = valid;
      length = strlen (valid);
    }
  self.line = line;
  split (&self, length);
  fix_list_letters (&self);
  find_wide_rows (&self);
  join_letters (&self);
  join_figures (&self);
  repaired = write_line (&self, length);
  g_array_unref (self.fragments);
  return repaired;
}

/* "32", "- 32 -", "Trang 32" */
static gboolean
is_page_number (const char *p)
{
  guint n_digits = 0;

  if (g_str_has_prefix (p, "Trang "))
    p += strlen ("Trang ");
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (c != ' ' && c != '-' && c != 0x2013 && c != 0x2014)
        return FALSE;
    }
  return n_digits > 0 && n_digits < 5;
}

gboolean
tl_gazette_is_running_head (const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, (gssize)strnlen (line, MAX_LINE));
  const char *text = g_strstrip (valid);
  const char *gazette = strstr (text, "CÔNG BÁO");
  const char *number = gazette != NULL ? strstr (gazette, "/Số ") : NULL;

  if (g_utf8_strlen (text, -1) > MAX_HEAD)
    return FALSE;
  return is_page_number (text) || (number != NULL && strstr (number, "/Ngày ") != NULL)
         || g_str_has_prefix (text, "(Xem tiếp Công báo số ")
         || g_str_has_prefix (text, "(Tiếp theo Công báo số ");
}
