/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-compose.h"
#include "text/tl-legacy-private.h"
#include "text/tl-letter-private.h"
#include "text/tl-text.h"

#define MAX_SYLLABLE 32 /* bytes */
#define PART         (256 * 1024)
#define LINE_REACH   2 /* how many lines away a neighbour still says something */

/* What a word says about its encoding. */
typedef enum
{
  WORD_SILENT,    /* no letter that could be a legacy code */
  WORD_UNICODE,   /* a Vietnamese syllable as it stands, with letters outside of Latin-1 */
  WORD_TCVN3,     /* a syllable only as TCVN3, and looks strange as it stands */
  WORD_VNI,       /* a syllable only as VNI */
  WORD_EITHER,    /* a syllable as both, not as it stands */
  WORD_AMBIGUOUS, /* perhaps a syllable as it stands, perhaps a legacy word */
  WORD_UNKNOWN,   /* a syllable under no encoding */
} WordKind;

typedef struct
{
  gsize from;
  gsize to;
  guint line;
  WordKind kind;
} Word;

/* The nearest word that says something, on one side of a word. */
typedef struct
{
  WordKind kind;
  guint line;
} Neighbour;

/* What the letters of a word are, as they stand. */
typedef enum
{
  HAS_ASCII = 1 << 0,
  HAS_LATIN1 = 1 << 1,
  HAS_UNICODE = 1 << 2, /* letters beyond Latin-1 */
  HAS_MARK = 1 << 3,    /* combining marks */
  HAS_FOREIGN = 1 << 4, /* of Latin-1, but no letter of Vietnamese */
  HAS_LOWER = 1 << 5,
  HAS_UPPER = 1 << 6, /* not at the beginning */
} Letters;

static guint
examine_letter (gunichar c)
{
  guint letters = _tl_to_lower (c) != c ? HAS_UPPER : 0;

  if (c < 0x80)
    return letters | HAS_ASCII | (letters == 0 ? HAS_LOWER : 0);
  if (_tl_letter (c) != 0)
    return letters | (c <= 0xFF ? HAS_LATIN1 : HAS_UNICODE) | (letters == 0 ? HAS_LOWER : 0);
  if (letters == 0 && g_unichar_islower (c))
    letters = HAS_LOWER;
  if (c <= 0xFF)
    return letters | HAS_LATIN1 | HAS_FOREIGN;
  return letters | (_tl_is_letter (c) ? HAS_UNICODE : HAS_MARK);
}

static guint
examine (const char *text, gsize from, gsize to)
{
  const char *end = text + to;
  guint letters = 0;
  guint size;

  for (const char *p = text + from; p < end; p += size)
    {
      guint next = examine_letter (_tl_utf8_next (p, end, &size));

      letters |= p == text + from ? next & ~(guint)HAS_UPPER : next;
    }
  return letters;
}

/* Neither "điều" nor "Điều" nor "ĐIỀU". */
static gboolean
is_mixed_case (guint letters)
{
  return (letters & HAS_LOWER) != 0 && (letters & HAS_UPPER) != 0;
}

static gboolean
is_legal_as_it_stands (const char *text, const Word *word)
{
  char buffer[MAX_SYLLABLE];
  gsize n = 0;
  const char *end = text + word->to;
  guint size;

  /* soft hyphens only say where a line may break */
  for (const char *p = text + word->from; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);

      if (c == 0xAD)
        continue;
      memcpy (buffer + n, p, size);
      n += size;
    }
  return tl_syllable_is_legal (buffer, (gssize)n);
}

static gboolean
is_legal_in (
    const char *text, gsize length, const Word *word, TlLegacyEncoding encoding, GString *scratch)
{
  g_string_truncate (scratch, 0);
  _tl_legacy_append_word (scratch, text, length, word->from, word->to, encoding);
  if (!tl_syllable_is_legal (scratch->str, (gssize)scratch->len)
      || (scratch->len == word->to - word->from
          && memcmp (scratch->str, text + word->from, scratch->len) == 0))
    return FALSE;
  return encoding == TL_LEGACY_TCVN3 || !is_mixed_case (examine (scratch->str, 0, scratch->len));
}

/* Units of measurement that would read as syllables in TCVN3. */
static gboolean
is_unit (const char *text, const Word *word)
{
  static const char *const units[] = { "µm", "N·m" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (strlen (units[i]) == word->to - word->from
          && memcmp (text + word->from, units[i], word->to - word->from) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether spaces and then a combining mark follow: "quâ ̣n", which only normalising joins. */
static gboolean
is_before_mark (const char *text, gsize length, gsize to)
{
  const char *end = text + length;
  const char *p = text + to;
  guint size;
  gunichar c;

  while (p < end && *p == ' ')
    p++;
  if (p == text + to || p >= end)
    return FALSE;
  c = _tl_utf8_next (p, end, &size);
  return c >= 0x300 && c <= 0x323;
}

/* What a word is that is no syllable of Unicode. */
static WordKind
classify_strange (const char *text, gsize length, const Word *word, guint letters, GString *scratch)
{
  gboolean tcvn3 = is_legal_in (text, length, word, TL_LEGACY_TCVN3, scratch);
  gboolean vni = is_legal_in (text, length, word, TL_LEGACY_VNI, scratch);

  /* a Unicode word that lacks its tone ("Quôc") may well be a syllable in TCVN3 */
  if ((letters & HAS_ASCII) == 0
      || (tcvn3 && (letters & HAS_FOREIGN) == 0 && !is_mixed_case (letters)))
    return WORD_AMBIGUOUS;
  if (tcvn3 && vni)
    return WORD_EITHER;
  if (tcvn3)
    return WORD_TCVN3;
  return vni ? WORD_VNI : WORD_UNKNOWN;
}

static WordKind
classify (const char *text, gsize length, const Word *word, GString *scratch)
{
  guint letters = examine (text, word->from, word->to);
  gboolean legal;

  if (word->to - word->from >= MAX_SYLLABLE || is_unit (text, word))
    return (letters & HAS_LATIN1) != 0 ? WORD_UNKNOWN : WORD_SILENT;
  legal = !is_mixed_case (letters) && is_legal_as_it_stands (text, word);
  if ((letters & HAS_MARK) != 0 || ((letters & HAS_UNICODE) != 0 && legal)
      || is_before_mark (text, length, word->to))
    return WORD_UNICODE;
  if ((letters & HAS_LATIN1) == 0)
    return WORD_SILENT;
  return legal ? WORD_AMBIGUOUS : classify_strange (text, length, word, letters, scratch);
}

/* The words of @text that say something or may need conversion. */
static GArray *
find_words (const char *text, gsize length)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autoptr (GString) scratch = g_string_new (NULL);
  const char *end = text + length;
  guint line = 0;
  guint size;

  for (const char *p = text; p < end;)
    {
      gunichar c = _tl_utf8_next (p, end, &size);
      Word word = { .from = (gsize)(p - text), .line = line };
      gboolean has_high = FALSE;

      if (!_tl_legacy_is_word (c))
        {
          line += c == '\n' ? 1 : 0;
          p += size;
          continue;
        }
      for (; p < end; p += size)
        {
          c = _tl_utf8_next (p, end, &size);
          if (!_tl_legacy_is_word (c))
            break;
          has_high = has_high || c >= 0x80;
        }
      word.to = (gsize)(p - text);
      if (!has_high)
        continue;
      word.kind = classify (text, length, &word, scratch);
      if (word.kind != WORD_SILENT)
        g_array_append_val (words, word);
    }
  return words;
}

static gboolean
is_decisive (WordKind kind)
{
  return kind == WORD_UNICODE || kind == WORD_TCVN3 || kind == WORD_VNI;
}

/* The nearest decisive words before every word (@step 1) or after it (@step -1). */
static Neighbour *
find_neighbours (const GArray *words, int step)
{
  Neighbour *neighbours = g_new0 (Neighbour, words->len + 1);
  Neighbour nearest = { WORD_SILENT, 0 };

  for (guint i = 0; i < words->len; i++)
    {
      guint at = step > 0 ? i : words->len - 1 - i;
      const Word *word = &g_array_index (words, Word, at);

      neighbours[at] = nearest;
      if (is_decisive (word->kind))
        nearest = (Neighbour){ word->kind, word->line };
    }
  return neighbours;
}

/* Words that are syllables both ways take the encoding of the nearest word that is not. */
static void
settle_either (GArray *words)
{
  WordKind last = WORD_SILENT;
  WordKind first = WORD_TCVN3;

  for (guint i = words->len; i-- > 0;)
    {
      WordKind kind = g_array_index (words, Word, i).kind;

      if (kind == WORD_TCVN3 || kind == WORD_VNI)
        first = kind;
    }
  for (guint i = 0; i < words->len; i++)
    {
      Word *word = &g_array_index (words, Word, i);

      if (word->kind == WORD_TCVN3 || word->kind == WORD_VNI)
        last = word->kind;
      else if (word->kind == WORD_EITHER)
        word->kind = last != WORD_SILENT ? last : first;
    }
}

/* What the words around @word say together; silent if they say nothing or different things. Words
 * of its own line count before others; from other lines both sides have to agree. */
static WordKind
ask_neighbours (const Word *word, Neighbour before, Neighbour after)
{
  gboolean before_is_here = before.kind != WORD_SILENT && before.line == word->line;
  gboolean after_is_here = after.kind != WORD_SILENT && after.line == word->line;

  if (before_is_here && !after_is_here)
    return before.kind;
  if (after_is_here && !before_is_here)
    return after.kind;
  if (before.kind != after.kind || word->line - before.line > LINE_REACH
      || after.line - word->line > LINE_REACH)
    return WORD_SILENT;
  return before.kind;
}

/* Frequent words of TCVN3 (có, từ, số, dụng, ...) that are syllables as they stand, but such as
 * legal texts do not use: they are recognised even where Unicode stands beside them. */
static gboolean
is_frequent_tcvn3 (const char *text, const Word *word)
{
  static const char *const frequent[] = {
    "cã",  "tõ",    "sè",   "dông",  "tè",   "tông", "thèng", "nép",  "hé",   "bè",   "trõ",
    "phô", "vèn",   "tró",  "phãng", "thõa", "phè",  "phã",   "tõng", "gióp", "giê",  "phóc",
    "trô", "chèng", "lùa",  "sèng",  "nhãm", "khã",  "gièng", "gãi",  "tèng", "ngõa", "ngõng",
    "lín", "réng",  "rõng", "dõng",  "nãi",  "líp",  "nhê",   "bãn",  "trèn",
  };
  gsize n = word->to - word->from;

  for (guint i = 0; i < G_N_ELEMENTS (frequent); i++)
    {
      if (strlen (frequent[i]) == n && memcmp (frequent[i], text + word->from, n) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_tcvn3_here (const Word *word, Neighbour neighbour)
{
  return neighbour.kind == WORD_TCVN3 && neighbour.line == word->line;
}

static TlLegacyEncoding
decide (const char *text,
        gsize length,
        const Word *word,
        Neighbour before,
        Neighbour after,
        GString *scratch)
{
  TlLegacyEncoding encoding;
  WordKind around;

  if (word->kind == WORD_TCVN3)
    return TL_LEGACY_TCVN3;
  if (word->kind == WORD_VNI)
    return TL_LEGACY_VNI;
  if (word->kind == WORD_UNICODE)
    return TL_LEGACY_NONE;
  around = ask_neighbours (word, before, after);
  if (word->kind == WORD_AMBIGUOUS && around != WORD_TCVN3
      && (is_tcvn3_here (word, before) || is_tcvn3_here (word, after))
      && is_frequent_tcvn3 (text, word))
    return TL_LEGACY_TCVN3;
  if (around != WORD_TCVN3 && around != WORD_VNI)
    return TL_LEGACY_NONE;
  encoding = around == WORD_TCVN3 ? TL_LEGACY_TCVN3 : TL_LEGACY_VNI;
  /* unknown words are abbreviations and names, converted as long as all around is legacy */
  return word->kind == WORD_UNKNOWN || is_legal_in (text, length, word, encoding, scratch)
             ? encoding
             : TL_LEGACY_NONE;
}

/* "300.000®": the currency behind a figure is the commonest single residue of TCVN3. */
static gboolean
is_dong_sign (const char *text, const Word *word)
{
  return word->to - word->from == 2 && memcmp (text + word->from, "®", 2) == 0 && word->from > 0
         && g_ascii_isdigit (text[word->from - 1]);
}

/* Whether there is anything to repair at all; almost always there is not. */
static gboolean
has_legacy (const char *text, const GArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      if (word->kind == WORD_TCVN3 || word->kind == WORD_VNI || word->kind == WORD_EITHER
          || is_dong_sign (text, word))
        return TRUE;
    }
  return FALSE;
}

static void
repair_part (GString *out, const char *text, gsize length)
{
  g_autoptr (GArray) words = find_words (text, length);
  g_autoptr (GString) scratch = g_string_new (NULL);
  g_autofree Neighbour *before = NULL;
  g_autofree Neighbour *after = NULL;
  gsize copied = 0;

  if (has_legacy (text, words))
    {
      settle_either (words);
      before = find_neighbours (words, 1);
      after = find_neighbours (words, -1);
      for (guint i = 0; i < words->len; i++)
        {
          const Word *word = &g_array_index (words, Word, i);
          TlLegacyEncoding encoding
              = is_dong_sign (text, word)
                    ? TL_LEGACY_TCVN3
                    : decide (text, length, word, before[i], after[i], scratch);

          if (encoding == TL_LEGACY_NONE)
            continue;
          g_string_append_len (out, text + copied, (gssize)(word->from - copied));
          _tl_legacy_append_word (out, text, length, word->from, word->to, encoding);
          copied = word->to;
        }
    }
  g_string_append_len (out, text + copied, (gssize)(length - copied));
}

char *
tl_legacy_repair (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  GString *out = g_string_sized_new (n + 1);

  /* parts end with a line, so that the words kept in memory stay few */
  for (gsize from = 0; from < n;)
    {
      gsize to = MIN (from + PART, n);
      const char *line_end = memchr (text + to, '\n', n - to);

      to = line_end != NULL ? (gsize)(line_end - text) + 1 : n;
      repair_part (out, text + from, to - from);
      from = to;
    }
  return g_string_free (out, FALSE);
}

TlLegacyEncoding
tl_legacy_detect (const char *text, gssize length)
{
  g_autoptr (GArray) words = find_words (text, length < 0 ? strlen (text) : (gsize)length);
  guint n_tcvn3 = 0, n_vni = 0, n_unicode = 0, n_either = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);

      n_tcvn3 += word->kind == WORD_TCVN3 ? 1 : 0;
      n_vni += word->kind == WORD_VNI ? 1 : 0;
      n_either += word->kind == WORD_EITHER ? 1 : 0;
      n_unicode += word->kind == WORD_UNICODE ? 1 : 0;
    }
  if (n_tcvn3 + n_vni + n_either <= n_unicode)
    return TL_LEGACY_NONE;
  return n_vni > n_tcvn3 ? TL_LEGACY_VNI : TL_LEGACY_TCVN3;
}

TlLegacyEncoding
tl_legacy_from_font (const char *font, gboolean *capitals)
{
  const char *name = font != NULL ? font : "";
  const char *plus = strchr (name, '+');
  gsize n;

  if (capitals != NULL)
    *capitals = FALSE;
  /* a subset in a PDF: ABCDEF+.VnTime */
  if (plus != NULL && plus - name == 6)
    name = plus + 1;
  if (g_ascii_strncasecmp (name, "VNI-", 4) == 0 || g_ascii_strncasecmp (name, "VNI ", 4) == 0)
    return TL_LEGACY_VNI;
  if (g_ascii_strncasecmp (name, ".Vn", 3) != 0
      && !(strncmp (name, "Vn", 2) == 0 && g_ascii_isupper (name[2])))
    return TL_LEGACY_NONE;
  n = strcspn (name, ",-");
  if (capitals != NULL)
    *capitals = n > 3 && name[n - 1] == 'H';
  return TL_LEGACY_TCVN3;
}

char *
tl_legacy_convert (const char *text, gssize length, TlLegacyEncoding encoding)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  const char *end = text + n;
  g_autoptr (GString) out = g_string_sized_new (n + 1);
  g_autofree char *valid = NULL;
  guint size;

  for (const char *p = text; p < end;)
    {
      const char *word = p;

      for (; p < end; p += size)
        {
          if (!_tl_legacy_is_word (_tl_utf8_next (p, end, &size)))
            break;
        }
      if (p > word)
        _tl_legacy_append_word (out, text, n, (gsize)(word - text), (gsize)(p - text), encoding);
      if (p < end)
        {
          g_string_append_len (out, p, size);
          p += size;
        }
    }
  if (_tl_text_normal_prefix (out->str, out->len) == out->len)
    return g_string_free (g_steal_pointer (&out), FALSE);
  valid = g_utf8_make_valid (out->str, (gssize)out->len);
  return tl_text_compose (valid);
}
