/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "law/citation/tl-citation.h"
#include "law/court/tl-court.h"
#include "law/judgment/tl-judgment-decision.h"
#include "search/facet/tl-facet.h"

#define YEAR_DIGITS 4

static const char *const NAMES[TL_N_FACETS] = {
  [TL_FACET_KIND] = "kind",           [TL_FACET_EFFECT] = "effect",
  [TL_FACET_REVIEW] = "review",       [TL_FACET_YEAR] = "year",
  [TL_FACET_CASE_TYPE] = "case_type", [TL_FACET_RELATION] = "relation",
  [TL_FACET_OUTCOME] = "outcome",     [TL_FACET_PROVISION] = "provision",
  [TL_FACET_LEVEL] = "level",         [TL_FACET_STAGE] = "stage",
  [TL_FACET_COURT] = "court",         [TL_FACET_COURT_ID] = "court_id",
  [TL_FACET_ISSUER] = "issuer",
};

const char *
tl_facet_id_name (TlFacetId id)
{
  return NAMES[id];
}

gboolean
tl_facet_id_from_name (const char *name, gsize length, TlFacetId *id)
{
  for (guint i = 0; i < TL_N_FACETS; i++)
    if (strlen (NAMES[i]) == length && strncmp (NAMES[i], name, length) == 0)
      {
        *id = (TlFacetId)i;
        return TRUE;
      }
  if (length == strlen ("charge") && strncmp (name, "charge", length) == 0)
    {
      *id = TL_FACET_RELATION;
      return TRUE;
    }
  return FALSE;
}

const char *
tl_effect_state_code (TlEffectState state)
{
  static const char *const CODES[TL_N_EFFECT_STATES] = {
    [TL_EFFECT_UNKNOWN] = "unknown",     [TL_EFFECT_NOT_YET] = "not-yet",
    [TL_EFFECT_IN_FORCE] = "in-force",   [TL_EFFECT_PARTLY] = "partly",
    [TL_EFFECT_EXPIRED] = "expired",     [TL_EFFECT_NO_TEXT] = "no-text",
    [TL_EFFECT_SUSPENDED] = "suspended", [TL_EFFECT_UNSUITABLE] = "unsuitable",
  };

  return CODES[state];
}

static const char *
effect_name (const char *code)
{
  static const char *const EFFECTS[TL_N_EFFECT_STATES] = {
    [TL_EFFECT_UNKNOWN] = N_ ("Effect not known"),
    [TL_EFFECT_NOT_YET] = N_ ("Not yet in force"),
    [TL_EFFECT_IN_FORCE] = N_ ("In force"),
    [TL_EFFECT_PARTLY] = N_ ("Partly expired"),
    [TL_EFFECT_EXPIRED] = N_ ("Expired"),
    [TL_EFFECT_NO_TEXT] = N_ ("No text for this date"),
    [TL_EFFECT_SUSPENDED] = N_ ("Suspended"),
    [TL_EFFECT_UNSUITABLE] = N_ ("No longer suitable"),
  };

  for (guint i = 0; i < TL_N_EFFECT_STATES; i++)
    if (strcmp (tl_effect_state_code ((TlEffectState)i), code) == 0)
      return _ (EFFECTS[i]);
  return NULL;
}

const char *
tl_review_state_code (TlReviewState state)
{
  static const char *const CODES[TL_N_REVIEW_STATES] = {
    [TL_REVIEWED_UPHELD] = "upheld",
    [TL_REVIEWED_AMENDED] = "amended",
    [TL_REVIEWED_QUASHED] = "quashed",
    [TL_REVIEWED_UNCLEAR] = "unclear",
  };

  return CODES[state];
}

static const char *
review_name (const char *code)
{
  static const struct
  {
    const char *code;
    const char *name;
  } REVIEWS[] = {
    { TL_REVIEW_STANDING, N_ ("Without amended and quashed ones") },
    { "upheld", N_ ("Upheld on review") },
    { "amended", N_ ("Amended on review") },
    { "quashed", N_ ("Quashed on review") },
    { "unclear", N_ ("Reviewed, outcome not clear") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (REVIEWS); i++)
    if (strcmp (REVIEWS[i].code, code) == 0)
      return _ (REVIEWS[i].name);
  return NULL;
}

static const char *
kind_name (const char *code)
{
  static const char *const KINDS[TL_N_DOC_KINDS] = {
    [TL_DOC_STATUTE] = N_ ("Statutes"),
    [TL_DOC_GUIDANCE] = N_ ("Guidance"),
    [TL_DOC_PRECEDENT] = N_ ("Precedents"),
    [TL_DOC_JUDGMENT] = N_ ("Judgments"),
  };
  TlDocKind kind;

  return tl_doc_kind_from_code (code, &kind) ? _ (KINDS[kind]) : NULL;
}

static const char *
case_type_name (const char *code)
{
  for (guint i = TL_CASE_CRIMINAL; i <= TL_CASE_MEASURES; i++)
    if (strcmp (tl_case_type_code ((TlCaseType)i), code) == 0)
      return tl_case_type_name ((TlCaseType)i);
  return NULL;
}

static const char *
stage_name (const char *code)
{
  for (guint i = TL_STAGE_FIRST_INSTANCE; i <= TL_STAGE_REOPENING; i++)
    if (strcmp (tl_stage_code ((TlStage)i), code) == 0)
      return tl_stage_name ((TlStage)i);
  return NULL;
}

static const char *
level_name (const char *value)
{
  for (guint i = TL_COURT_SUPREME; i <= TL_COURT_MILITARY_REGIONAL; i++)
    if (strcmp (tl_court_level_code ((TlCourtLevel)i), value) == 0)
      return tl_court_level_name ((TlCourtLevel)i);
  return NULL;
}

static char *
court_name (const char *id)
{
  g_autoptr (TlCourt) court = tl_court_by_id (id);

  return court != NULL ? g_strdup (court->name) : NULL;
}

/* "BLHS2015:173" is "Điều 173 BLHS 2015"; a document named by its number is named as judgments do.
 */
static char *
provision_name (const char *notation)
{
  const char *colon = strchr (notation, ':');
  gsize letters = colon != NULL ? strcspn (notation, "0123456789?/") : 0;
  gsize rest = colon != NULL && (gsize)(colon - notation) > letters
                   ? (gsize)(colon - notation) - letters
                   : 0;
  g_autoptr (TlCitation) citation = NULL;

  if (letters > 0 && rest == YEAR_DIGITS
      && strspn (notation + letters, "0123456789") == YEAR_DIGITS)
    return g_strdup_printf ("Điều %s %.*s %.*s", colon + 1, (int)letters, notation, YEAR_DIGITS,
                            notation + letters);
  if (letters > 0 && (rest == 0 || (rest == 1 && notation[letters] == '?')))
    return g_strdup_printf ("Điều %s %.*s", colon + 1, (int)letters, notation);
  citation = tl_citation_parse (notation);
  return citation != NULL ? tl_citation_format_official (citation) : NULL;
}

/* The first letter as a capital. */
static char *
capitalise (const char *name)
{
  char first[7] = "";

  if (*name == '\0')
    return g_strdup (name);
  first[g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (name)), first)] = '\0';
  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

char *
tl_facet_label (TlFacetId id, const char *value)
{
  const char *name = NULL;
  char *own = NULL;

  switch (id)
    {
    case TL_FACET_KIND:
      name = kind_name (value);
      break;
    case TL_FACET_EFFECT:
      name = effect_name (value);
      break;
    case TL_FACET_REVIEW:
      name = review_name (value);
      break;
    case TL_FACET_CASE_TYPE:
      name = case_type_name (value);
      break;
    case TL_FACET_OUTCOME:
      name = tl_outcome_name (value);
      break;
    case TL_FACET_STAGE:
      name = stage_name (value);
      break;
    case TL_FACET_LEVEL:
      name = level_name (value);
      break;
    case TL_FACET_COURT:
    case TL_FACET_COURT_ID:
      own = court_name (value);
      break;
    case TL_FACET_PROVISION:
      own = provision_name (value);
      break;
    case TL_FACET_YEAR:
    case TL_FACET_ISSUER:
    case TL_FACET_RELATION:
    case TL_N_FACETS:
    default:
      break;
    }
  return own != NULL ? own : capitalise (name != NULL ? name : value);
}
