/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/similar/tl-similar-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "law/citation/tl-citation.h"
#include "text/tl-numeral.h"
#include "ui/search/tl-hit-text.h"

static const struct
{
  const char *name;
  double weights[TL_N_SIMILAR_PARTS];
  int part; /* the only one, or -1 */
} choices[TL_N_SIMILAR_CHOICES] = {
  /* Translators: by what cases are compared. */
  [TL_SIMILAR_BALANCED] = { N_ ("All parts, balanced"), { 0 }, -1 },
  [TL_SIMILAR_ONLY_FACTS] = { N_ ("Facts only"), { 1, 0, 0, 0 }, TL_SIMILAR_FACTS },
  [TL_SIMILAR_ONLY_REASONING] = { N_ ("Reasoning only"), { 0, 1, 0, 0 }, TL_SIMILAR_REASONING },
  [TL_SIMILAR_ONLY_PROVISIONS]
  = { N_ ("Articles cited only"), { 0, 0, 0, 1 }, TL_SIMILAR_PROVISIONS },
};

/* Joins what is there with a middle dot; takes @first. */
static char *
join (char *first, const char *second)
{
  g_autofree char *owned = first;

  if (second == NULL || *second == '\0')
    return g_steal_pointer (&owned);
  return *owned == '\0' ? g_strdup (second) : g_strconcat (owned, " · ", second, NULL);
}

const char *
tl_similar_choice_name (TlSimilarChoice choice)
{
  return choice < TL_N_SIMILAR_CHOICES ? _ (choices[choice].name) : "";
}

const double *
tl_similar_choice_weights (TlSimilarChoice choice)
{
  return choice > TL_SIMILAR_BALANCED && choice < TL_N_SIMILAR_CHOICES ? choices[choice].weights
                                                                       : TL_SIMILAR_WEIGHTS;
}

gboolean
tl_similar_is_like (const TlSimilarCase *found, TlSimilarChoice choice)
{
  const double *weights = tl_similar_choice_weights (choice);

  for (guint part = 0; part < TL_N_SIMILAR_PARTS; part++)
    if (weights[part] > 0 && found->parts[part] > 0)
      return TRUE;
  return FALSE;
}

char *
tl_similar_why_empty (const TlSimilarResult *result, TlSimilarChoice choice)
{
  int part = choice < TL_N_SIMILAR_CHOICES ? choices[choice].part : -1;

  if (result->why_none != NULL)
    return g_strdup (result->why_none);
  for (guint i = 0; part >= 0 && i < result->cases->len; i++)
    if (((const TlSimilarCase *)g_ptr_array_index (result->cases, i))->parts[part] >= 0)
      part = -1;
  switch (part)
    {
    case TL_SIMILAR_FACTS:
      return g_strdup (_ ("This case has no section of facts to compare. Choose another way to "
                          "compare."));
    case TL_SIMILAR_REASONING:
      return g_strdup (_ ("This case has no section of reasoning to compare. Choose another way "
                          "to compare."));
    case TL_SIMILAR_PROVISIONS:
      return g_strdup (_ ("This case cites no article that could be read. Choose another way to "
                          "compare."));
    default:
      return g_strdup (_ ("No case of the library is like it in this. Choose another way to "
                          "compare."));
    }
}

/* Seconds with one decimal, as in Vietnamese. */
static char *
dup_seconds (double ms)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.1f", ms / 1000);
  return g_strdup (g_strdelimit (digits, ".", ','));
}

char *
tl_similar_total (guint shown, double ms)
{
  g_autofree char *figure = tl_numeral_group (shown);
  g_autofree char *seconds = dup_seconds (ms);

  /* Translators: a number of cases, and seconds. */
  return g_strdup_printf (
      ngettext ("%s case, the nearest first · %s s", "%s cases, the nearest first · %s s", shown),
      figure, seconds);
}

char *
tl_similar_case_details (const TlSimilarCase *found, const char *outcome)
{
  return join (tl_hit_details (found->hit), outcome);
}

char *
tl_similar_case_articles (const TlSimilarCase *found)
{
  if (found->own_articles == 0)
    return g_strdup ("");
  /* Translators: of the articles that the judge's case cites, how many the other cites too. */
  return g_strdup_printf (
      ngettext ("%u/%u article shared", "%u/%u articles shared", found->own_articles),
      found->shared_articles, found->own_articles);
}

char *
tl_similar_case_parts (const TlSimilarCase *found)
{
  static const char *const names[TL_N_SIMILAR_PARTS]
      = { [TL_SIMILAR_FACTS] = N_ ("Facts"),
          [TL_SIMILAR_REASONING] = N_ ("Reasoning"),
          [TL_SIMILAR_DECISION] = N_ ("Decision"),
          [TL_SIMILAR_PROVISIONS] = N_ ("Articles") };
  char *words = g_strdup ("");

  for (guint part = 0; part < TL_N_SIMILAR_PARTS; part++)
    if (found->parts[part] >= 0)
      {
        g_autofree char *one = g_strdup_printf (
            "%s %d %%", _ (names[part]), (int)floor (MIN (found->parts[part], 1) * 100 + 0.5));

        words = join (words, one);
      }
  return words;
}

char *
tl_similar_case_name (const TlSimilarCase *found, const char *outcome)
{
  g_autofree char *kicker = tl_hit_kicker (found->hit);
  g_autofree char *title = tl_hit_title (found->hit);
  g_autofree char *details = tl_similar_case_details (found, outcome);
  g_autofree char *articles = tl_similar_case_articles (found);

  return g_strdup_printf ("%s. %s. %s. %s", kicker, title, details, articles);
}

char *
tl_similar_point_text (const TlSimilarPoint *point)
{
  static const struct
  {
    const char *kind;
    const char *format;
  } formats[] = {
    /* Translators: %s is what a case is about, as a judgment names it. */
    { "relation", N_ ("Legal relation: %s") },
    { "charge", N_ ("Charge: %s") },
    { "outcome", N_ ("Outcome: %s") },
    { "words", N_ ("Words: “%s”") },
  };
  const char *text = point->text != NULL ? point->text : "";

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (point->kind, formats[i].kind) == 0)
      {
        const char *format = _ (formats[i].format);
        const char *at = strstr (format, "%s");

        return at == NULL ? g_strdup (text)
                          : g_strdup_printf ("%.*s%s%s", (int)(at - format), format, text, at + 2);
      }
  return g_strdup (text);
}

char *
tl_similar_point_side (const TlSimilarPoint *point)
{
  if (point->own_text != NULL && g_strcmp0 (point->own_text, point->text) != 0)
    /* Translators: %s is what the judge's own case has in the place of it. */
    return g_strdup_printf (_ ("Your case: %s"), point->own_text);
  if (point->anchor == NULL && point->own_anchor != NULL)
    return g_strdup (_ ("Only in your case"));
  if (point->own_anchor == NULL && point->anchor != NULL)
    return g_strdup (_ ("Only in the case found"));
  return g_strdup ("");
}

char *
tl_similar_provision_title (const TlSimilarProvision *provision)
{
  g_autoptr (TlCitation) citation
      = provision->notation != NULL ? tl_citation_parse (provision->notation) : NULL;

  if (provision->hit != NULL)
    {
      g_autofree char *title = tl_hit_title (provision->hit);

      return join (g_steal_pointer (&title), provision->hit->doc_title);
    }
  if (citation != NULL)
    return tl_citation_format_official (citation);
  return g_strdup (provision->notation != NULL ? provision->notation : "");
}

char *
tl_similar_provision_details (const TlSimilarProvision *provision)
{
  const char *cited
      = provision->cited ? _ ("✓ Cited by your case") : _ ("+ Not cited by your case");
  g_autofree char *figure = tl_numeral_group (provision->cases);
  g_autofree char *cases = NULL;

  if (provision->cases == 0)
    cases = g_strdup (_ ("its own words are near"));
  else
    /* Translators: %s is a number. */
    cases = g_strdup_printf (ngettext ("%s of the nearest cases rests on it",
                                       "%s of the nearest cases rest on it", provision->cases),
                             figure);
  return join (join (g_strdup (cited), cases),
               provision->hit == NULL ? _ ("not in the library") : NULL);
}
