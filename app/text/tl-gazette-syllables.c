/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-gazette-private.h"
#include "text/tl-letter-private.h"
#include "text/tl-text.h"

/* Which spaces of a line are wrong is decided for the whole line at once: the cheapest way to read
 * its fragments as syllables, where joining costs less than leaving a fragment that is none, and
 * more than leaving one that is. */

#define MAX_LETTERS 7  /* of a syllable */
#define MAX_JOINED  32 /* bytes of a syllable */

#define COST_JOIN       10
#define COST_NO_ONSET   5
#define COST_SPLIT_NH   2
#define COST_LONE_VOWEL 20
#define COST_ILLEGAL    30
#define COST_IMPOSSIBLE 1000

gboolean
_tl_gazette_is_word (const TlGazetteLine *self, const TlFragment *fragment, const char *word)
{
  gsize n = fragment->core_to - fragment->core_from;

  return strlen (word) == n && memcmp (self->line + fragment->core_from, word, n) == 0;
}

gboolean
_tl_gazette_may_join (const TlGazetteLine *self, guint i)
{
  const TlFragment *fragment = _tl_gazette_fragment (self, i);
  const TlFragment *previous = _tl_gazette_fragment (self, i - 1);

  return fragment->kind == TL_FRAGMENT_LETTERS && previous->kind == TL_FRAGMENT_LETTERS
         && fragment->spaces == 1 && !fragment->is_fixed && !previous->is_fixed
         && previous->core_to == previous->to && fragment->core_from == fragment->from;
}

/* Small single vowels that are no words: "i", "o", "u" without marks, ... */
static gboolean
is_lone_vowel (const TlGazetteLine *self, const TlFragment *fragment)
{
  static const char *const words[] = { "y", "ý", "ỷ", "ở", "ô", "ổ", "à", "ạ", "ế", "ứ", "ủ" };

  if (fragment->n_letters != 1 || fragment->is_upper || !fragment->is_legal)
    return FALSE;
  /* between letters of its own kind, y is the end of "ngày" and not a word */
  if (fragment->is_wide && _tl_gazette_is_word (self, fragment, "y"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (_tl_gazette_is_word (self, fragment, words[i]))
        return FALSE;
    }
  return TRUE;
}

/* The usual syllables without an onset. Any other one has probably lost its onset. */
static gboolean
is_usual_without_onset (const TlGazetteLine *self, const TlFragment *fragment)
{
  static const char words[]
      = " ai am an anh ao áo áp át ác ách ái ám án ánh ảo ảnh ăn ắt âm ấm ẩm ầm ân ấn ẩn ấp ấy ẩu "
        "âu "
        "em én ép êm ếch ích im in ít oai oan oán oanh ong óc ôm ông ống ốc ổ ổn ôn ồn ơi ở ớt ơn "
        "uất uế ủi ung úng ủng ứng ưng uốn uống ủy uỷ uy uyên ứ ưa ức ước ướt ưu ương ướp "
        "yêm yên yến yết yêu yếu y ý ỷ à ạ ô ế ủ ";
  g_autofree char *lower = g_utf8_strdown (self->line + fragment->core_from,
                                           (gssize)(fragment->core_to - fragment->core_from));
  g_autofree char *spaced = g_strdup_printf (" %s ", lower);

  return strstr (words, spaced) != NULL;
}

static gboolean
begins_with_vowel (const TlGazetteLine *self, const TlFragment *fragment)
{
  return _tl_letter (_tl_gazette_first_letter (self, fragment)) != 0;
}

/* Whether the fragments [@first, @last] cannot all be words: "n guy", "trá i", "đ ồng", but not
 * "số t", "T ông". */
static gboolean
is_certainly_broken (const TlGazetteLine *self, guint first, guint last)
{
  if (last - first > 1)
    return TRUE;
  for (guint i = first; i <= last; i++)
    {
      const TlFragment *fragment = _tl_gazette_fragment (self, i);

      if ((!fragment->is_legal && fragment->n_letters > 1) || is_lone_vowel (self, fragment))
        return TRUE;
    }
  return !_tl_gazette_fragment (self, first)->is_legal
         && begins_with_vowel (self, _tl_gazette_fragment (self, last))
         && !is_usual_without_onset (self, _tl_gazette_fragment (self, last));
}

/* Whether the case of the fragments fits into one word: "Đ iều", "Đ I Ề U". */
static gboolean
is_one_case (const TlGazetteLine *self, guint first, guint last)
{
  gboolean all_upper = TRUE;
  gboolean rest_lower = TRUE;

  for (guint i = first; i <= last; i++)
    {
      const TlFragment *fragment = _tl_gazette_fragment (self, i);
      const char *end = self->line + fragment->core_to;

      for (const char *p = self->line + fragment->core_from; p < end; p = g_utf8_next_char (p))
        {
          gboolean upper = g_unichar_isupper (g_utf8_get_char (p));

          all_upper = all_upper && upper;
          if (upper && (i > first || p > self->line + fragment->core_from))
            rest_lower = FALSE;
        }
    }
  return all_upper || rest_lower;
}

/* Syllables prefer an onset, and all of it: "phi nông" and not "phin ông", "khi nhận" and not
 * "khin hận". */
static guint
cost_of_onset (const TlGazetteLine *self, guint first)
{
  const TlFragment *fragment = _tl_gazette_fragment (self, first);

  if (begins_with_vowel (self, fragment))
    return COST_NO_ONSET;
  return first > 0 && _tl_gazette_may_join (self, first)
                 && _tl_gazette_first_letter (self, fragment) == 'h'
                 && self->line[_tl_gazette_fragment (self, first - 1)->core_to - 1] == 'n'
             ? COST_SPLIT_NH
             : 0;
}

/* What it costs to read the fragments [@first, @last] as one syllable. */
static guint
cost_of (const TlGazetteLine *self, guint first, guint last)
{
  const TlFragment *fragment = _tl_gazette_fragment (self, first);
  char joined[MAX_JOINED];
  guint n_letters = 0;
  gsize n = 0;

  if (first == last)
    {
      if (fragment->kind != TL_FRAGMENT_LETTERS || fragment->is_fixed)
        return 0;
      if (is_lone_vowel (self, fragment))
        return COST_LONE_VOWEL;
      return fragment->is_legal ? 0 : COST_ILLEGAL;
    }
  for (guint i = first; i <= last; i++)
    {
      gsize size;

      fragment = _tl_gazette_fragment (self, i);
      size = fragment->core_to - fragment->core_from;
      n_letters += fragment->n_letters;
      if ((i > first && !_tl_gazette_may_join (self, i)) || n_letters > MAX_LETTERS
          || n + size > MAX_JOINED)
        return COST_IMPOSSIBLE;
      memcpy (joined + n, self->line + fragment->core_from, size);
      n += size;
    }
  if (!tl_syllable_is_legal (joined, (gssize)n) || !is_one_case (self, first, last)
      || !(self->takes_doubtful || is_certainly_broken (self, first, last)))
    return COST_IMPOSSIBLE;
  return COST_JOIN + cost_of_onset (self, first);
}

gboolean
_tl_gazette_join_cheapest (TlGazetteLine *self)
{
  guint n = self->fragments->len;
  g_autofree guint *costs = g_new0 (guint, n + 1);
  g_autofree guint8 *sizes = g_new0 (guint8, n + 1);
  gboolean any = FALSE;

  for (guint i = 1; i <= n; i++)
    {
      costs[i] = G_MAXUINT;
      for (guint k = 1; k <= MIN (i, MAX_LETTERS); k++)
        {
          guint cost = cost_of (self, i - k, i - 1);

          if (cost < COST_IMPOSSIBLE && costs[i - k] + cost < costs[i])
            {
              costs[i] = costs[i - k] + cost;
              sizes[i] = (guint8)k;
            }
          if (i - k > 0 && !_tl_gazette_may_join (self, i - k))
            break;
        }
    }
  for (guint i = n; i > 0; i -= sizes[i])
    {
      for (guint k = i - sizes[i] + 1; k < i; k++)
        {
          _tl_gazette_fragment (self, k)->joins = TRUE;
          any = TRUE;
        }
    }
  return any;
}
