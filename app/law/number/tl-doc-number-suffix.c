/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/number/tl-doc-number-private.h"

#include <string.h>

#define TOKENS_MAX 16

typedef enum
{
  TOKEN_CASE,
  TOKEN_STAGE,
  TOKEN_DECISION,
  TOKEN_ORDER,
  TOKEN_DOCKET,
  TOKEN_NOTICE,
  TOKEN_EXTRA,
} TokenKind;

typedef struct
{
  const char *folded;
  const char *printed;
  TokenKind kind;
  int value;
} Token;

/* The longest of those that begin alike stands first. KT is the commercial case of before 2005, TC
 * stands for tranh chấp, V before a case for việc. */
static const Token tokens[] = {
  { "ADBPKCTT", "ADBPKCTT", TOKEN_EXTRA, 0 },
  { "BPKCTT", "BPKCTT", TOKEN_EXTRA, 0 },
  { "TLVA", "TLVA", TOKEN_DOCKET, 0 },
  { "CNTTLH", "CNTTLH", TOKEN_EXTRA, 0 },
  { "CNSTT", "CNSTT", TOKEN_EXTRA, 0 },
  { "CNHGT", "CNHGT", TOKEN_EXTRA, 0 },
  { "HNGD", "HNGĐ", TOKEN_CASE, TL_CASE_FAMILY },
  { "HN&GD", "HNGĐ", TOKEN_CASE, TL_CASE_FAMILY },
  { "KDTM", "KDTM", TOKEN_CASE, TL_CASE_COMMERCIAL },
  { "XLHC", "XLHC", TOKEN_CASE, TL_CASE_MEASURES },
  { "TBPS", "TBPS", TOKEN_CASE, TL_CASE_BANKRUPTCY },
  { "TCDS", "DS", TOKEN_CASE, TL_CASE_CIVIL },
  { "GDT", "GĐT", TOKEN_STAGE, TL_STAGE_CASSATION },
  { "HPT", "HPT", TOKEN_EXTRA, 0 },
  { "VDS", "VDS", TOKEN_CASE, TL_CASE_CIVIL_MATTER },
  { "QD", "QĐ", TOKEN_DECISION, 0 },
  { "KN", "KN", TOKEN_DECISION, 0 },
  { "XX", "XX", TOKEN_ORDER, 0 },
  { "TL", "TL", TOKEN_DOCKET, 0 },
  { "TB", "TB", TOKEN_NOTICE, 0 },
  { "TA", "TA", TOKEN_EXTRA, 0 },
  { "HS", "HS", TOKEN_CASE, TL_CASE_CRIMINAL },
  { "DS", "DS", TOKEN_CASE, TL_CASE_CIVIL },
  { "HN", "HNGĐ", TOKEN_CASE, TL_CASE_FAMILY },
  { "KT", "KDTM", TOKEN_CASE, TL_CASE_COMMERCIAL },
  { "LD", "LĐ", TOKEN_CASE, TL_CASE_LABOUR },
  { "HC", "HC", TOKEN_CASE, TL_CASE_ADMINISTRATIVE },
  { "PS", "PS", TOKEN_CASE, TL_CASE_BANKRUPTCY },
  { "ST", "ST", TOKEN_STAGE, TL_STAGE_FIRST_INSTANCE },
  { "PT", "PT", TOKEN_STAGE, TL_STAGE_APPEAL },
  { "TT", "TT", TOKEN_STAGE, TL_STAGE_REOPENING },
};

typedef struct
{
  const Token *list[TOKENS_MAX];
  guint group[TOKENS_MAX];
  guint n;
  const Token *case_token;
  const Token *stage_token;
  guint n_cases, n_stages, n_extras;
  gboolean decision, order, docket, notice;
} Tokens;

char *
_tl_group_fold (const char *group)
{
  GString *folded = g_string_new (NULL);

  for (; *group; group = g_utf8_next_char (group))
    {
      gunichar c = g_utf8_get_char (group);

      g_string_append_unichar (folded, c == 0x110 || c == 0xd0 ? 'D' : c);
    }
  return g_string_free (folded, FALSE);
}

static const Token *
token_at (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    if (g_str_has_prefix (folded, tokens[i].folded))
      return &tokens[i];
  return NULL;
}

static void
tokens_note (Tokens *self, const Token *token)
{
  switch (token->kind)
    {
    case TOKEN_CASE:
      self->case_token = token;
      self->n_cases++;
      break;
    case TOKEN_STAGE:
      self->stage_token = token;
      self->n_stages++;
      break;
    case TOKEN_DECISION:
      self->decision = TRUE;
      break;
    case TOKEN_ORDER:
      self->order = TRUE;
      break;
    case TOKEN_DOCKET:
      self->docket = TRUE;
      break;
    case TOKEN_NOTICE:
      self->notice = TRUE;
      break;
    case TOKEN_EXTRA:
      self->n_extras++;
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_token (const Token *token, const char *folded)
{
  return strcmp (token->folded, folded) == 0;
}

static gboolean
tokens_read (Tokens *self, const char *group, guint index)
{
  g_autofree char *folded = _tl_group_fold (group);
  const char *p = folded;

  /* HN-GĐ is one case in two groups. */
  if (strcmp (folded, "GD") == 0 && self->n > 0 && is_token (self->list[self->n - 1], "HN"))
    return TRUE;
  /* A misprint for DSST that courts make. */
  if (strcmp (folded, "DDST") == 0)
    p = "DSST";
  while (*p)
    {
      const Token *token = token_at (p);

      if (!token || self->n == TOKENS_MAX)
        return FALSE;
      self->group[self->n] = index;
      self->list[self->n++] = token;
      tokens_note (self, token);
      p += strlen (token->folded);
    }
  return TRUE;
}

static gboolean
tokens_read_all (Tokens *self, GPtrArray *groups)
{
  memset (self, 0, sizeof *self);
  for (guint i = 0; i < groups->len; i++)
    if (!tokens_read (self, g_ptr_array_index (groups, i), i))
      return FALSE;
  return TRUE;
}

static gboolean
tokens_make_number (const Tokens *self, gboolean has_year)
{
  /* "TT-..." is a circular (thông tư), not a reopening. */
  if (self->n == 0 || is_token (self->list[0], "TT"))
    return FALSE;
  if (self->n_cases > 0 && self->n_stages > 0)
    return TRUE;
  if (self->order || self->docket)
    return self->n > 1 || self->list[0]->folded[2] != '\0';
  if (self->decision || self->notice)
    return self->n > 1;
  return has_year && self->n_cases == self->n;
}

/* The tokens as they stand, for the forms that have no single other. */
static char *
tokens_join (const Tokens *self)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    {
      if (i > 0 && self->group[i] != self->group[i - 1])
        g_string_append_c (joined, '-');
      g_string_append (joined, self->list[i]->printed);
    }
  return g_string_free (joined, FALSE);
}

static const char *
tokens_head (const Tokens *self)
{
  if (self->decision)
    return is_token (self->list[0], "KN") ? "KN" : "QĐ";
  return self->docket ? "TL" : "";
}

/* At most one case and one stage, at least one of them, and nothing unusual. */
static gboolean
tokens_are_plain (const Tokens *self)
{
  return self->n_extras == 0 && !self->notice && self->n_cases <= 1 && self->n_stages <= 1
         && self->n_cases + self->n_stages > 0;
}

static char *
tokens_canonical (const Tokens *self)
{
  const char *head = tokens_head (self);
  const char *stage = self->stage_token ? self->stage_token->printed : "";
  const char *court_case = self->case_token ? self->case_token->printed : "";

  if (!tokens_are_plain (self))
    return tokens_join (self);
  if (*head == '\0' && !self->order)
    return g_strconcat (court_case, *court_case && *stage ? "-" : "", stage, NULL);
  return g_strconcat (head, self->order ? "XX" : "", *court_case ? stage : "", "-",
                      *court_case ? court_case : stage, NULL);
}

static TlCourtDocType
tokens_type (const Tokens *self)
{
  if (self->order)
    return TL_COURT_DOC_ORDER;
  if (self->decision)
    return TL_COURT_DOC_DECISION;
  if (self->notice)
    return TL_COURT_DOC_NOTICE;
  if (self->docket)
    return TL_COURT_DOC_DOCKET;
  /* What a cassation or a reopening brings is always a decision. */
  if (self->stage_token && self->stage_token->value >= TL_STAGE_CASSATION)
    return TL_COURT_DOC_DECISION;
  return TL_COURT_DOC_JUDGMENT;
}

gboolean
_tl_court_suffix_parse (GPtrArray *groups, gboolean has_year, TlCourtSuffix *suffix)
{
  Tokens self;

  if (!tokens_read_all (&self, groups) || !tokens_make_number (&self, has_year))
    return FALSE;
  suffix->canonical = tokens_canonical (&self);
  suffix->case_type = self.case_token ? (TlCaseType)self.case_token->value : TL_CASE_UNKNOWN;
  suffix->stage = self.stage_token ? (TlStage)self.stage_token->value : TL_STAGE_UNKNOWN;
  suffix->type = tokens_type (&self);
  /* QĐ-TA is what a court imposes a handling measure by. */
  if (self.decision && self.n == 2 && is_token (self.list[1], "TA"))
    suffix->case_type = TL_CASE_MEASURES;
  return TRUE;
}

gboolean
_tl_court_suffix_wants (GPtrArray *groups, const char *group)
{
  Tokens before, after;

  if (!tokens_read_all (&before, groups))
    return FALSE;
  after = before;
  if (!tokens_read (&after, group, groups->len))
    return FALSE;
  return (before.n_cases == 0 && after.n_cases > 0) || (before.n_stages == 0 && after.n_stages > 0)
         || (!before.decision && after.decision)
         || (before.decision && after.n_extras > before.n_extras);
}
