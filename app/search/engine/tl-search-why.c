/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "search/engine/tl-search-private.h"

/* Reasons of one kind that are written out; the rest is said by the count. */
#define MAX_NAMED 6
/* Part of the heading that must have been asked before the heading is a reason. */
#define HEADING_SHARE 0.5

static const char *
word (const TlQuestion *question, guint i)
{
  return g_ptr_array_index (question->words, i);
}

/* The pairs that the unit holds, as the phrases they make: a pair at i and one at i + 1 are three
 * words side by side. */
static void
explain_pairs (TlHit *hit, const TlCandidate *unit, const TlQuestion *question)
{
  g_autofree gboolean *held = g_new0 (gboolean, question->words->len + 1);
  g_autoptr (GString) phrases = g_string_new (NULL);
  guint named = 0;

  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);

      if (term->is_pair && term->first < question->words->len && unit->matched[i])
        held[term->first] = TRUE;
    }
  for (guint i = 0; i < question->words->len && named < MAX_NAMED; i++)
    {
      if (!held[i])
        continue;
      g_string_append_printf (phrases, "%s“%s", named++ > 0 ? ", " : "", word (question, i));
      for (; i < question->words->len && held[i]; i++)
        g_string_append_printf (phrases, " %s", word (question, i + 1));
      g_string_append (phrases, "”");
    }
  if (named > 0)
    /* Translators: %s is a list of quoted phrases of the question that the passage contains. */
    _tl_hit_add_why (hit, "pairs", g_strdup_printf (_ ("Phrases: %s"), phrases->str));
}

/* Of each word the term, plus one, of the syllable that stands first there, or 0. */
static guint *
find_terms (const TlQuestion *question)
{
  guint *terms = g_new0 (guint, question->words->len + 1);

  for (guint i = 0; i < question->terms->len; i++)
    {
      const TlQuestionTerm *term = g_ptr_array_index (question->terms, i);

      if (!term->is_pair && term->first < question->words->len && terms[term->first] == 0)
        terms[term->first] = i + 1;
    }
  return terms;
}

static void
explain_words (TlHit *hit, const TlCandidate *unit, const TlQuestion *question)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autofree guint *terms = find_terms (question);
  guint asked = 0, held = 0, named = 0;

  for (guint i = 0; i < question->words->len; i++)
    {
      if (terms[i] == 0)
        continue;
      asked++;
      if (unit->matched[terms[i] - 1])
        held++;
      else if (named++ < MAX_NAMED)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", word (question, i));
    }
  if (named > MAX_NAMED)
    g_string_append (missing, "…");
  if (held == 0)
    return;
  if (held == asked)
    _tl_hit_add_why (hit, "words", g_strdup (_ ("Contains all words of the question")));
  else
    _tl_hit_add_why (
        hit, "words",
        /* Translators: counts of words; %s lists the words that are missing. */
        g_strdup_printf (_ ("Contains %u of %u words; without: %s"), held, asked, missing->str));
}

/* Words of the question that the unit holds in the words of the law. */
static void
explain_meanings (TlHit *hit, const TlCandidate *unit, const TlQuestion *question)
{
  g_autoptr (GString) meanings = g_string_new (NULL);
  gboolean held = FALSE;

  for (guint i = 0; i < question->terms->len && !held; i++)
    held = unit->matched[i]
           && ((TlQuestionTerm *)g_ptr_array_index (question->terms, i))->first
                  == TL_QUESTION_EXPANDED;
  for (guint i = 0; held && i < question->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (question->chips, i);

      if (chip->applied && tl_chip_is_expansion (chip))
        g_string_append_printf (meanings, "%s%s", meanings->len > 0 ? "; " : "", chip->text);
    }
  if (meanings->len > 0)
    /* Translators: %s are words of the question with what they mean, "sổ đỏ = giấy chứng nhận …".
     */
    _tl_hit_add_why (hit, "meaning", g_strdup_printf (_ ("Asked for as well: %s"), meanings->str));
}

void
_tl_search_explain (TlHit *hit, const TlCandidate *unit, const TlQuestion *question)
{
  if (unit->features[TL_FEATURE_HEADING_ASKED] >= HEADING_SHARE && unit->record.heading != NULL)
    _tl_hit_add_why (
        hit, "heading",
        /* Translators: %s is the heading of an article or the title of a document. */
        g_strdup_printf (_ ("The heading is what was asked: “%s”"), unit->record.heading));
  /* Behind the hits that the second stage looked at nobody counted the words. */
  if (unit->matched == NULL)
    {
      if (question->words->len > 0)
        _tl_hit_add_why (hit, "words", g_strdup (_ ("Contains words of the question")));
      else
        _tl_hit_add_why (hit, "filters", g_strdup (_ ("Fits the filters")));
      return;
    }
  explain_pairs (hit, unit, question);
  explain_words (hit, unit, question);
  explain_meanings (hit, unit, question);
  if (question->plain)
    _tl_hit_add_why (hit, "folded", g_strdup (_ ("Compared without marks")));
}
