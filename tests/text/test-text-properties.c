/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for every text, tried on generated ones, and on real ones where they are present. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "text/tl-excerpt.h"
#include "text/tl-gazette.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

#define N_TEXTS 100000

/* Pieces of text that meet each other in bad places. */
static const char *const PIECES[] = {
  " ",          " ",          " ",          "\n",     "\t",       "\r\n",   "\r",
  "a",          "e",          "o",          "u",      "y",        "i",      "q",
  "g",          "n",          "h",          "t",      "T",        "O",      "A",
  "U",          "Y",          "à",          "ò",      "ô",        "Ế",      "ữ",
  "ơ",          "ỳ",          "đ",          "Đ",      "ủ",        "\u0300", "\u0301",
  "\u0302",     "\u0303",     "\u0306",     "\u0309", "\u031b",   "\u0323", "\u0331",
  "\u0307",     "\u0340",     "\u0344",     "\u0345", "\u00ad",   "\u00a0", "\u200b",
  "\u2009",     "\u034f",     "\ufeff",     "\u00d0", "\u00f0",   "\u01a2", "\u01a3",
  "\u2028",     "\x01",       "1",          "20",     "2015",     "/",      "-",
  ".",          ",",          "QH13",       "&",      "hoà",      "thuý",   "qúy",
  "khoản",      "®",          "¸p",         "aùn",    "\u0130",   "\u212b", "\u1100",
  "\u1161",     "\u11a8",     "\uac00",     "\u0958", "\u09c7",   "\u09be", "\u1025",
  "\u102e",     "\u0f71",     "\u0f72",     "\u1e9e", "\u01c5",   "\ufb01", "\u2126",
  "\U0001d15e", "\U00011099", "\U000110ba", "\xff",   "\xe1\xba", "\xc3",   "\xed\xa0\x80",
};

static char *
make_text (GRand *random)
{
  GString *text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 0, 14); n > 0; n--)
    g_string_append (text, PIECES[g_rand_int_range (random, 0, G_N_ELEMENTS (PIECES))]);
  return g_string_free (text, FALSE);
}

static void
assert_map_is_monotone (const TlOffsetMap *map, const char *derived, const char *source)
{
  gsize n = strlen (derived);
  gsize m = strlen (source);
  gsize last = 0;

  for (gsize i = 0; i <= n; i++)
    {
      gsize at = tl_offset_map_to_source (map, i);

      g_assert_cmpuint (at, >=, last);
      g_assert_cmpuint (at, <=, m);
      last = at;
    }
  if (n > 0)
    g_assert_cmpuint (tl_offset_map_to_source (map, n), ==, m);
  for (gsize o = 0; o <= m; o++)
    {
      gsize d = tl_offset_map_from_source (map, o);

      g_assert_cmpuint (d, <=, n);
      g_assert_true (d == n || tl_offset_map_to_source (map, d) >= o);
      g_assert_true (d == 0 || tl_offset_map_to_source (map, d - 1) < o);
    }
}

static void
assert_no_controls (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
      g_assert_true (c != 0xA0 && c != 0xAD && c != 0xD0 && c != 0x1A3 && c != 0x200B);
    }
}

static void
normalising_is_nfc_idempotent_and_mapped (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1001);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (random);
      g_autoptr (TlOffsetMap) map = NULL;
      g_autofree char *normal = tl_text_normalize (text, -1, &map);
      g_autofree char *unmapped = tl_text_normalize (text, -1, NULL);
      g_autofree char *again = tl_text_normalize (normal, -1, NULL);
      g_autofree char *nfc = NULL;

      g_assert_true (g_utf8_validate (normal, -1, NULL));
      nfc = g_utf8_normalize (normal, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      g_assert_cmpstr (normal, ==, nfc);
      g_assert_cmpstr (again, ==, normal);
      g_assert_cmpstr (unmapped, ==, normal);
      assert_no_controls (normal);
      assert_map_is_monotone (map, normal, text);
    }
}

static void
folding_is_idempotent_and_mapped (void)
{
  static const TlFoldLevel levels[] = { TL_FOLD_CASE, TL_FOLD_PLAIN };
  g_autoptr (GRand) random = g_rand_new_with_seed (1002);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (random);
      g_autofree char *normal = tl_text_normalize (text, -1, NULL);

      for (guint k = 0; k < G_N_ELEMENTS (levels); k++)
        {
          g_autoptr (TlOffsetMap) map = NULL;
          g_autofree char *folded = tl_text_fold (text, -1, levels[k], &map);
          g_autofree char *again = tl_text_fold (folded, -1, levels[k], NULL);
          g_autofree char *from_normal = tl_text_fold (normal, -1, levels[k], NULL);

          g_assert_cmpstr (again, ==, folded);
          g_assert_cmpstr (from_normal, ==, folded);
          assert_map_is_monotone (map, folded, text);
          if (levels[k] == TL_FOLD_PLAIN)
            g_assert_false (tl_text_has_marks (folded));
        }
    }
}

static void
the_canonical_tone_place_is_stable (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1003);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (random);
      g_autofree char *normal = tl_text_normalize (text, -1, NULL);
      g_autofree char *canonical = tl_tone_canonical (normal);
      g_autofree char *again = tl_tone_canonical (canonical);
      g_autofree char *plain = tl_text_fold (normal, -1, TL_FOLD_PLAIN, NULL);
      g_autofree char *plain_canonical = tl_text_fold (canonical, -1, TL_FOLD_PLAIN, NULL);

      g_assert_cmpstr (again, ==, canonical);
      g_assert_cmpint (g_utf8_strlen (canonical, -1), ==, g_utf8_strlen (normal, -1));
      g_assert_cmpstr (plain_canonical, ==, plain);
    }
}

/* Without digits, which leave a token as it stands, and without marks that did not compose. */
static gboolean
is_plain_word (const char *text, const TlToken *token)
{
  const char *end = text + token->to;

  for (const char *p = text + token->from; p < end; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p) || g_unichar_ismark (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

static void
tokens_are_ordered_and_keys_ignore_case_and_tone_place (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1004);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (random);
      g_autofree char *normal = tl_text_normalize (text, -1, NULL);
      g_autofree char *folded = tl_text_fold (normal, -1, TL_FOLD_CASE, NULL);
      g_autoptr (GArray) tokens = tl_text_tokenize (normal, -1);
      g_autoptr (GArray) folded_tokens = tl_text_tokenize (folded, -1);
      gsize last = 0;

      for (guint k = 0; k < tokens->len; k++)
        {
          const TlToken *token = &g_array_index (tokens, TlToken, k);
          g_autofree char *key = NULL;

          g_assert_cmpuint (token->from, >=, last);
          g_assert_cmpuint (token->to, >, token->from);
          g_assert_true (
              g_utf8_validate (normal + token->from, (gssize)(token->to - token->from), NULL));
          last = token->to;
          key = tl_syllable_key (normal + token->from, (gssize)(token->to - token->from));
          g_assert_cmpint (key[0], !=, '\0');
          if (tokens->len == folded_tokens->len && is_plain_word (normal, token))
            {
              const TlToken *other = &g_array_index (folded_tokens, TlToken, k);
              g_autofree char *other_key
                  = tl_syllable_key (folded + other->from, (gssize)(other->to - other->from));

              g_assert_cmpstr (key, ==, other_key);
            }
        }
      g_assert_cmpuint (last, <=, strlen (normal));
    }
}

static void
excerpts_stay_within_their_bounds (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1005);
  static const char *const keys[] = { "a", "hoa1", "khoan2", "2015", "o", "t", NULL };

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (random);
      g_autofree char *normal = tl_text_normalize (text, -1, NULL);
      guint max = (guint)g_rand_int_range (random, 0, 30);
      g_autoptr (TlExcerpt) excerpt = tl_excerpt_new (normal, keys, g_rand_boolean (random), max);
      guint n = (guint)g_utf8_strlen (excerpt->text, -1);
      guint last = 0;

      g_assert_true (g_utf8_validate (excerpt->text, -1, NULL));
      g_assert_cmpuint (n, <=, max);
      g_assert_cmpuint (excerpt->from, <=, excerpt->to);
      g_assert_cmpuint (excerpt->to, <=, strlen (normal));
      for (guint k = 0; k < excerpt->highlights->len; k++)
        {
          const TlSpan *span = &g_array_index (excerpt->highlights, TlSpan, k);

          g_assert_true (k == 0 || span->from > last);
          g_assert_cmpuint (span->to, >, span->from);
          g_assert_cmpuint (span->to, <=, n);
          last = span->to;
        }
    }
}

static char *
without_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text != ' ' && *text != '\t')
        g_string_append_c (out, *text);
    }
  return g_string_free (out, FALSE);
}

static void
repairing_a_line_moves_nothing_but_spaces (void)
{
  static const char *const letters[]
      = { " ", " ", " ", " ", "  ", "\t", "Đ",    "i", "ề", "u", "2", ".",  ",", "t",
          "h", "ư", "ờ", "n", "g",  "và", "điểm", "(", "“", "A", "T", "ội", "y", "đất" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1006);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *repaired = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      for (gint n = g_rand_int_range (random, 0, 24); n > 0; n--)
        g_string_append (line, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
      repaired = tl_gazette_repair_line (line->str);
      before = without_spaces (line->str);
      after = without_spaces (repaired);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (strlen (repaired), <=, line->len);
    }
}

static void
repaired_text_stays_text (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1007);

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (random);
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      g_autofree char *repaired = tl_legacy_repair (valid, -1);

      g_assert_true (g_utf8_validate (repaired, -1, NULL));
    }
}

/* The share of lower-case words of two letters and more that are syllables, in per mille. A single
 * letter ("điểm b") is no word. */
static guint
share_of_legal (const char *text, guint *n_words)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  gsize length = strlen (normal);
  gsize position = 0;
  guint n_legal = 0;
  TlToken token;

  while (tl_token_next (normal, length, &position, &token))
    {
      g_autofree char *word = g_strndup (normal + token.from, token.to - token.from);
      g_autofree char *lower = g_utf8_strdown (word, -1);

      if (strcmp (word, lower) != 0 || strpbrk (word, "0123456789") != NULL
          || g_utf8_strlen (word, -1) < 2)
        continue;
      (*n_words)++;
      n_legal += tl_syllable_is_legal (word, -1) ? 1 : 0;
    }
  return *n_words > 0 ? (guint)((guint64)n_legal * 1000 / *n_words) : 1000;
}

/* What stands outside of the tags of @html. */
static char *
strip_tags (const char *html)
{
  GString *text = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *p = html; *p != '\0'; p++)
    {
      if (*p == '<' || *p == '>')
        {
          inside = *p == '<';
          g_string_append_c (text, ' ');
        }
      else if (!inside)
        {
          g_string_append_c (text, *p);
        }
    }
  return g_string_free (text, FALSE);
}

static void
words_of_real_statutes_are_legal_syllables (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TROLY_SHARED") ?: "", "data",
                                              "phapdien-2026-01", "demuc", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  if (dir == NULL)
    {
      g_test_skip ("data/phapdien-2026-01 is not present");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL && n_files < 20)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *html = NULL;
      g_autofree char *text = NULL;
      guint n_words = 0;
      guint share;

      g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
      text = strip_tags (html);
      share = share_of_legal (text, &n_words);
      if (n_words < 1000)
        continue;
      n_files++;
      g_test_message ("%s: %u words, %u per mille", name, n_words, share);
      g_assert_cmpuint (share, >=, 990);
    }
  g_assert_cmpuint (n_files, >, 0);
}

/* The member @name of every line of a JSONL file, or %NULL. */
static char *
read_member (const char *folder, const char *file, const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TROLY_SHARED") ?: "", "data", folder, file, NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  GString *text;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    return NULL;
  text = g_string_new (NULL);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) object
          = lines[i][0] != '\0' ? tl_json_parse (lines[i], -1, NULL) : NULL;
      const char *value = object != NULL ? tl_json_get_string (object, name) : NULL;

      g_string_append (text, value != NULL ? value : "");
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
words_of_real_judgments_and_articles_are_legal_syllables (void)
{
  static const struct
  {
    const char *folder;
    const char *file;
    const char *member;
  } cases[] = { { "judgments", "judgments.jsonl", "judgment_text" },
                { "retrieval", "alqac.corpus.jsonl", "text" },
                { "retrieval", "drill.corpus.jsonl", "text" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = read_member (cases[i].folder, cases[i].file, cases[i].member);
      g_autofree char *repaired = NULL;
      guint n_words = 0;
      guint share;

      if (text == NULL)
        {
          g_test_skip ("data/judgments and data/retrieval are not present");
          return;
        }
      repaired = tl_legacy_repair (text, -1);
      share = share_of_legal (repaired, &n_words);
      g_test_message ("%s: %u words, %u per mille", cases[i].file, n_words, share);
      g_assert_cmpuint (share, >=, 990);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/properties/normalising-is-nfc-idempotent-and-mapped",
                   normalising_is_nfc_idempotent_and_mapped);
  g_test_add_func ("/text/properties/folding-is-idempotent-and-mapped",
                   folding_is_idempotent_and_mapped);
  g_test_add_func ("/text/properties/the-canonical-tone-place-is-stable",
                   the_canonical_tone_place_is_stable);
  g_test_add_func ("/text/properties/tokens-are-ordered-and-keys-ignore-case-and-tone-place",
                   tokens_are_ordered_and_keys_ignore_case_and_tone_place);
  g_test_add_func ("/text/properties/excerpts-stay-within-their-bounds",
                   excerpts_stay_within_their_bounds);
  g_test_add_func ("/text/properties/repairing-a-line-moves-nothing-but-spaces",
                   repairing_a_line_moves_nothing_but_spaces);
  g_test_add_func ("/text/properties/repaired-text-stays-text", repaired_text_stays_text);
  g_test_add_func ("/text/properties/words-of-real-statutes-are-legal-syllables",
                   words_of_real_statutes_are_legal_syllables);
  g_test_add_func ("/text/properties/words-of-real-judgments-and-articles-are-legal-syllables",
                   words_of_real_judgments_and_articles_are_legal_syllables);
  return g_test_run ();
}
