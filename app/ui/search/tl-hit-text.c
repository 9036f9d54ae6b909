/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-hit-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/tl-clock.h"
#include "search/engine/tl-outstanding-text.h"
#include "text/tl-escape.h"
#include "text/tl-numeral.h"

/* Laws whose changes a wording may lack that are named. */
#define MAX_LAWS 2

/* Characters: more leave no room in a row for the number behind them. */
#define LONG_TITLE 60

#define HIGHLIGHT_ON_LIGHT "#fbe3a4"
#define HIGHLIGHT_ON_DARK  "#6a5317"

const char *
tl_hit_group_name (TlResultGroup group)
{
  switch (group)
    {
    case TL_RESULT_LITERAL:
      return _ ("As cited");
    case TL_RESULT_STATUTES:
      return _ ("Statutes");
    case TL_RESULT_GUIDANCE:
      return _ ("Guidance");
    case TL_RESULT_PRECEDENTS:
      return _ ("Precedents");
    case TL_RESULT_JUDGMENTS:
    default:
      return _ ("Judgments");
    }
}

const char *
tl_hit_kind_name (TlDocKind kind)
{
  switch (kind)
    {
    case TL_DOC_STATUTE:
      return _ ("Statute");
    case TL_DOC_GUIDANCE:
      return _ ("Guidance note");
    case TL_DOC_PRECEDENT:
      return _ ("Precedent");
    case TL_DOC_JUDGMENT:
    default:
      return _ ("Judgment");
    }
}

/* Joins what is there with a middle dot. */
static char *
join (const char *first, const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second != NULL ? second : "");
  if (second == NULL || *second == '\0')
    return g_strdup (first);
  return g_strconcat (first, " · ", second, NULL);
}

char *
tl_hit_kicker (const TlHit *hit)
{
  /* A document is known by its number: behind a long title it would be cut off. */
  if (hit->kind == TL_DOC_STATUTE && hit->doc_title != NULL
      && g_utf8_strlen (hit->doc_title, -1) > LONG_TITLE)
    return join (hit->number, hit->doc_title);
  if (hit->kind == TL_DOC_STATUTE)
    return join (hit->doc_title, hit->number);
  return join (tl_hit_kind_name (hit->kind), hit->number);
}

char *
tl_hit_title (const TlHit *hit)
{
  const char *title = hit->title != NULL && *hit->title != '\0' ? hit->title : hit->doc_title;

  if (hit->kind == TL_DOC_STATUTE && hit->label != NULL && *hit->label != '\0')
    return title != NULL && *title != '\0' ? g_strdup_printf ("%s. %s", hit->label, title)
                                           : g_strdup (hit->label);
  if (title != NULL && *title != '\0')
    return g_strdup (title);
  return g_strdup (hit->number != NULL ? hit->number : hit->doc);
}

char *
tl_hit_details (const TlHit *hit)
{
  g_autofree char *date = tl_date_format_vi (hit->date);

  return join (hit->issuer, date);
}

char *
tl_hit_passage_markup (const TlHit *hit, gboolean dark, gboolean contrast)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  /* On a card the passage runs on: a line break becomes a space, which keeps the characters
   * counted. */
  g_autofree char *passage
      = g_strdelimit (g_strdup (hit->passage != NULL ? hit->passage : ""), "\n", ' ');
  const char *position = passage;
  guint at = 0;
  guint n_spans = hit->highlights != NULL ? hit->highlights->len : 0;

  for (guint i = 0; i < n_spans; i++)
    {
      const TlSpan *span = &g_array_index (hit->highlights, TlSpan, i);
      const char *from = g_utf8_offset_to_pointer (position, span->from - at);
      const char *to = g_utf8_offset_to_pointer (from, span->to - span->from);
      g_autofree char *before = g_strndup (position, (gsize)(from - position));
      g_autofree char *inside = g_strndup (from, (gsize)(to - from));
      g_autofree char *before_escaped = tl_escape_markup (before);
      g_autofree char *inside_escaped = tl_escape_markup (inside);

      g_string_append_printf (markup, "%s<span background=\"%s\"%s>%s</span>", before_escaped,
                              dark ? HIGHLIGHT_ON_DARK : HIGHLIGHT_ON_LIGHT,
                              contrast ? " underline=\"single\"" : "", inside_escaped);
      position = to;
      at = span->to;
    }
  {
    g_autofree char *rest = tl_escape_markup (position);
    g_string_append (markup, rest);
  }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

char *
tl_hit_why (const TlHit *hit)
{
  g_autoptr (GString) reasons = g_string_new (NULL);

  for (guint i = 0; hit->why != NULL && i < hit->why->len; i++)
    {
      const TlWhy *why = g_ptr_array_index (hit->why, i);

      if (reasons->len > 0)
        g_string_append (reasons, " · ");
      g_string_append (reasons, why->text);
    }
  if (reasons->len == 0)
    return g_strdup ("");
  /* Translators: %s is one or more reasons for a search result, parted by dots. */
  return g_strdup_printf (_ ("Why: %s"), reasons->str);
}

char *
tl_hit_document (const TlHit *hit)
{
  const char *const names[] = { hit->short_name, hit->number, hit->doc_title, hit->doc };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && *names[i] != '\0')
      return g_strdup (names[i]);
  return g_strdup ("");
}

char *
tl_hit_others (const TlHit *hit)
{
  g_autofree char *figure = tl_numeral_group (hit->others);

  if (hit->others == 0)
    return g_strdup ("");
  /* Translators: %s is a number. */
  return g_strdup_printf (ngettext ("%s more passage in this document",
                                    "%s more passages in this document", hit->others),
                          figure);
}

char *
tl_hit_confirmed (const TlHit *hit)
{
  g_autofree char *figure = tl_numeral_group (hit->confirmed);

  if (hit->confirmed == 0)
    return g_strdup ("");
  /* Translators: %s is a number. */
  return g_strdup_printf (ngettext ("Confirmed as the answer to %s question like this one",
                                    "Confirmed as the answer to %s questions like this one",
                                    hit->confirmed),
                          figure);
}

char *
tl_hit_left_out (GPtrArray *words, guint max)
{
  guint named = MIN (words->len, max);
  guint more = words->len - named;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *figure = tl_numeral_group (more);

  if (words->len == 0)
    return NULL;
  for (guint i = 0; i < named; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            (const char *)g_ptr_array_index (words, i));
  if (more == 0)
    /* Translators: %s is one or more words of a question that is too long, in quotes. */
    return g_strdup_printf (_ ("Left out: %s"), names->str);
  /* Translators: words of a question that is too long, in quotes; how many more there are. */
  return g_strdup_printf (
      ngettext ("Left out: %s and %s more word", "Left out: %s and %s more words", more),
      names->str, figure);
}

char *
tl_hit_points (double points)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double size = floor (fabs (points) * 10 + 0.5) / 10;

  g_ascii_formatd (digits, sizeof digits, "%.1f", size);
  return g_strconcat (size == 0    ? ""
                      : points < 0 ? "−"
                                   : "+",
                      g_strdelimit (digits, ".", ','), NULL);
}

char *
tl_hit_accessible_name (const TlHit *hit)
{
  g_autofree char *kicker = tl_hit_kicker (hit);
  g_autofree char *title = tl_hit_title (hit);
  g_autofree char *effect = tl_hit_effect_text (hit);

  if (hit->kind == TL_DOC_STATUTE || hit->kind == TL_DOC_PRECEDENT)
    return g_strdup_printf ("%s. %s. %s", title, kicker, effect);
  return g_strdup_printf ("%s. %s", title, kicker);
}

char *
tl_effect_text (TlEffectState state, const char *valid_from, const char *valid_to)
{
  g_autofree char *from = tl_date_format_vi (valid_from);
  g_autofree char *to = tl_date_format_vi (valid_to);

  switch (state)
    {
    case TL_EFFECT_NOT_YET:
      /* Translators: %s is a date. */
      return *from != '\0' ? g_strdup_printf (_ ("◷ Not in force before %s"), from)
                           : g_strdup (_ ("◷ Not yet in force"));
    case TL_EFFECT_IN_FORCE:
      return g_strdup (_ ("✓ In force"));
    case TL_EFFECT_PARTLY:
      return g_strdup (_ ("◐ Partly expired"));
    case TL_EFFECT_EXPIRED:
      /* Translators: %s is a date. */
      return *to != '\0' ? g_strdup_printf (_ ("✕ Expired after %s"), to)
                         : g_strdup (_ ("✕ Expired"));
    case TL_EFFECT_NO_TEXT:
      return g_strdup (_ ("∅ No text for this date"));
    case TL_EFFECT_SUSPENDED:
      return g_strdup (_ ("‖ Suspended"));
    case TL_EFFECT_UNSUITABLE:
      return g_strdup (_ ("≠ No longer suitable"));
    case TL_EFFECT_UNKNOWN:
    default:
      return g_strdup (_ ("? Effect not known"));
    }
}

const char *
tl_effect_style (TlEffectState state)
{
  switch (state)
    {
    case TL_EFFECT_IN_FORCE:
      return "effect-in-force";
    case TL_EFFECT_NOT_YET:
    case TL_EFFECT_PARTLY:
    case TL_EFFECT_UNSUITABLE:
      return "effect-partly";
    case TL_EFFECT_EXPIRED:
    case TL_EFFECT_NO_TEXT:
    case TL_EFFECT_SUSPENDED:
      return "effect-expired";
    case TL_EFFECT_UNKNOWN:
    default:
      return "effect-unknown";
    }
}

static gboolean
is_replaced (GPtrArray *changes)
{
  return ((const TlOutstanding *)g_ptr_array_index (changes, 0))->replaces;
}

static char *
replaced_text (GPtrArray *changes)
{
  const TlOutstanding *edition = g_ptr_array_index (changes, 0);
  g_autofree char *from = tl_date_format_vi (edition->from);

  /* Translators: number of a law, the day it is in force from. */
  return g_strdup_printf (_ ("! Replaced by %s from %s"), edition->number, from);
}

char *
tl_effect_outstanding_text (TlEffectState state, GPtrArray *changes)
{
  g_autofree char *laws = tl_outstanding_laws (changes, MAX_LAWS);

  if (laws == NULL)
    return NULL;
  if (is_replaced (changes))
    return replaced_text (changes);
  if (state == TL_EFFECT_IN_FORCE)
    /* Translators: %s names laws. */
    return g_strdup_printf (_ ("! In force, may lack the changes by %s"), laws);
  return g_strdup_printf (_ ("! May lack the changes by %s"), laws);
}

char *
tl_effect_outstanding_mark (GPtrArray *changes)
{
  if (changes == NULL || changes->len == 0)
    return NULL;
  if (is_replaced (changes))
    /* Translators: %s is the number of a law. */
    return g_strdup_printf (_ ("! Replaced by %s"),
                            ((const TlOutstanding *)g_ptr_array_index (changes, 0))->number);
  /* Translators: %s is the number of a law. */
  return g_strdup_printf (_ ("! May lack %s"),
                          ((const TlOutstanding *)g_ptr_array_index (changes, 0))->number);
}

char *
tl_hit_effect_text (const TlHit *hit)
{
  char *outstanding = tl_effect_outstanding_text (hit->effect, hit->outstanding);

  return outstanding != NULL ? outstanding
                             : tl_effect_text (hit->effect, hit->valid_from, hit->valid_to);
}

char *
tl_hit_effect_mark (const TlHit *hit)
{
  char *mark = tl_effect_outstanding_mark (hit->outstanding);

  return mark != NULL ? mark : tl_effect_text (hit->effect, hit->valid_from, hit->valid_to);
}

const char *
tl_hit_effect_style (const TlHit *hit)
{
  return hit->outstanding != NULL ? "effect-partly" : tl_effect_style (hit->effect);
}
