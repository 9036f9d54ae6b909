/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the value of a field ends, and what it means. */
#include "config.h"

#include <string.h>

#include "corpus/tl-document.h"
#include "law/court/tl-court.h"
#include "law/number/tl-doc-number.h"
#include "law/statute/tl-statute-structure.h"
#include "search/question/tl-question-value-private.h"
#include "text/tl-text.h"

/* Years of a range. */
#define FIRST_YEAR 1930
#define LAST_YEAR  2100
#define MAX_YEARS  60

#define ENDS_VALUE ",;.?!"

/* ---- Runs of words ---- */

const TlLexeme *
_tl_lexeme_nth (const GArray *lexemes, guint i)
{
  return i < lexemes->len ? &g_array_index (lexemes, TlLexeme, i) : NULL;
}

static gsize
trimmed (const char *text, gsize from, gsize to)
{
  while (to > from && strchr (ENDS_VALUE, text[to - 1]) != NULL)
    to--;
  return to;
}

void
_tl_runs_clear (TlRuns *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_free (self->texts[i]);
      g_free (self->folded[i]);
    }
}

static void
add_run (TlRuns *self, const char *text, gsize from, gsize end, guint next)
{
  gsize to = trimmed (text, from, end);

  self->texts[self->n] = g_strndup (text + from, to - from);
  self->folded[self->n] = tl_text_fold (self->texts[self->n], -1, TL_FOLD_PLAIN, NULL);
  self->ends[self->n] = to;
  self->nexts[self->n++] = next;
  self->delimited = to < end;
}

void
_tl_runs_read (TlRuns *self, const TlFieldValue *value, TlEndsRun ends, gpointer data)
{
  const TlLexeme *lexeme;
  guint next = value->next;

  *self = (TlRuns){ .n = 0 };
  add_run (self, value->text, value->from, value->to, next);
  while (!self->delimited && (lexeme = _tl_lexeme_nth (value->lexemes, next)) != NULL
         && !ends (data, next))
    {
      if (self->n == TL_RUNS_MAX)
        {
          self->cut = TRUE;
          return;
        }
      add_run (self, value->text, value->from, lexeme->end, ++next);
    }
}

void
_tl_runs_take (const TlRuns *self, guint n, TlFieldValue *value)
{
  value->to = self->ends[n - 1];
  value->next = self->nexts[n - 1];
}

/* ---- Closed lists ---- */

static gboolean
is_code_or_name (const char *folded, const char *code, const char *name)
{
  g_autofree char *folded_code = tl_text_fold (code, -1, TL_FOLD_PLAIN, NULL);
  g_autofree char *folded_name = tl_text_fold (name, -1, TL_FOLD_PLAIN, NULL);

  return strcmp (folded, folded_code) == 0 || strcmp (folded, folded_name) == 0;
}

static char *
find_case_type (const char *folded)
{
  for (TlCaseType type = TL_CASE_UNKNOWN + 1; *tl_case_type_code (type) != '\0'; type++)
    if (is_code_or_name (folded, tl_case_type_code (type), tl_case_type_name (type)))
      return g_strconcat ("case_type=", tl_case_type_code (type), NULL);
  return NULL;
}

static char *
find_stage (const char *folded)
{
  for (TlStage stage = TL_STAGE_UNKNOWN + 1; *tl_stage_code (stage) != '\0'; stage++)
    if (is_code_or_name (folded, tl_stage_code (stage), tl_stage_name (stage)))
      return g_strconcat ("stage=", tl_stage_code (stage), NULL);
  return NULL;
}

/* "tỉnh"; "cấp: cao" is "cấp cao". */
static char *
find_level (const char *folded)
{
  static const char *const DISTRICTS[] = { "quan", "thi xa", "cap huyen", "so cap" };
  g_autofree char *named = g_strconcat ("cap ", folded, NULL);

  for (guint i = TL_COURT_SUPREME; i <= TL_COURT_MILITARY_REGIONAL; i++)
    {
      const char *code = tl_court_level_code ((TlCourtLevel)i);
      const char *name = tl_court_level_name ((TlCourtLevel)i);

      if (is_code_or_name (folded, code, name) || is_code_or_name (named, code, name))
        return g_strconcat ("level=", code, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (DISTRICTS); i++)
    if (strcmp (folded, DISTRICTS[i]) == 0)
      return g_strconcat ("level=", tl_court_level_code (TL_COURT_DISTRICT), NULL);
  return strcmp (folded, "cap tinh") == 0
             ? g_strconcat ("level=", tl_court_level_code (TL_COURT_PROVINCE), NULL)
             : NULL;
}

static char *
find_kind (const char *folded)
{
  static const struct
  {
    const char *name;
    TlDocKind kind;
  } NAMES[] = {
    { "luat", TL_DOC_STATUTE },       { "van ban phap luat", TL_DOC_STATUTE },
    { "huong dan", TL_DOC_GUIDANCE }, { "giai dap", TL_DOC_GUIDANCE },
    { "an le", TL_DOC_PRECEDENT },    { "ban an", TL_DOC_JUDGMENT },
  };
  TlDocKind kind;

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strcmp (folded, NAMES[i].name) == 0)
      return g_strconcat ("kind=", tl_doc_kind_code (NAMES[i].kind), NULL);
  return tl_doc_kind_from_code (folded, &kind) ? g_strconcat ("kind=", folded, NULL) : NULL;
}

/* "name=value" for what is in a closed list; the list that a field is named after goes before the
 * one that people mean by the same name. */
static char *
find_closed (TlFieldKind kind, const char *folded)
{
  char *found = NULL;

  switch (kind)
    {
    case TL_FIELD_CASE_TYPE:
      found = find_case_type (folded);
      return found != NULL ? found : find_kind (folded);
    case TL_FIELD_KIND:
      found = find_kind (folded);
      return found != NULL ? found : find_case_type (folded);
    case TL_FIELD_STAGE:
      found = find_stage (folded);
      return found != NULL ? found : find_level (folded);
    case TL_FIELD_WORD:
    case TL_FIELD_WORDED:
    case TL_FIELD_YEAR:
    case TL_FIELD_ARTICLE:
    default:
      return NULL;
    }
}

static gboolean
read_closed (TlAsked *asked, TlFieldKind kind, const TlRuns *runs, TlFieldValue *value)
{
  for (guint n = runs->n; n > 0; n--)
    {
      char *filter = find_closed (kind, runs->folded[n - 1]);

      if (filter == NULL)
        continue;
      g_free (asked->first);
      asked->first = g_strndup (filter, strcspn (filter, "="));
      g_ptr_array_add (asked->values, filter);
      _tl_runs_take (runs, n, value);
      return TRUE;
    }
  return FALSE;
}

/* ---- Years ---- */

static gboolean
add_value (TlAsked *asked, const char *value)
{
  g_ptr_array_add (asked->values, g_strconcat (asked->first, "=", value, NULL));
  return TRUE;
}

static guint
read_year (const char *text)
{
  guint year = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      year = year * 10 + (guint)g_ascii_digit_value (text[i]);
    }
  return year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

/* "..", "-", " - ", " đến " between two years; @folded has no marks. */
static const char *
skip_range (const char *folded)
{
  static const char *const SIGNS[] = { "..", "-", " - ", " den ", " toi " };

  for (guint i = 0; i < G_N_ELEMENTS (SIGNS); i++)
    if (g_str_has_prefix (folded, SIGNS[i]))
      return folded + strlen (SIGNS[i]);
  return NULL;
}

/* "2023", "2020..2023", "2020-2023", "2020 đến 2023". */
static gboolean
add_years (TlAsked *asked, const char *folded)
{
  guint first = read_year (folded), last = first;
  const char *rest = folded + 4, *second;

  if (first == 0)
    return FALSE;
  if ((second = skip_range (rest)) != NULL)
    {
      last = read_year (second);
      rest = last > 0 ? second + 4 : second;
    }
  if (*rest != '\0' || last < first || last - first >= MAX_YEARS)
    return FALSE;
  for (guint year = first; year <= last; year++)
    {
      g_autofree char *value = g_strdup_printf ("%u", year);

      add_value (asked, value);
    }
  return TRUE;
}

static gboolean
read_years (TlAsked *asked, const TlRuns *runs, TlFieldValue *value)
{
  for (guint n = runs->n; n > 0; n--)
    if (add_years (asked, runs->folded[n - 1]))
      {
        _tl_runs_take (runs, n, value);
        return TRUE;
      }
  return FALSE;
}

/* ---- Open lists ---- */

static TlCourt *
read_court (const char *name)
{
  TlConfidence confidence;
  g_autoptr (TlCourt) court = tl_court_read (name, NULL, &confidence);

  return court != NULL && court->listed && confidence != TL_CONFIDENCE_LOW
             ? g_steal_pointer (&court)
             : NULL;
}

/* How many words the longest run has that is a province or a court of the table. What stands behind
 * a court's name does not change which court it is. */
static guint
known_court (const TlRuns *runs)
{
  g_autoptr (TlCourt) found = NULL;
  guint length = 0;

  for (guint n = runs->n; n > 0; n--)
    {
      g_autoptr (TlCourt) court = NULL;

      if (found == NULL && tl_province_find (runs->texts[n - 1], NULL) != NULL)
        return n;
      court = read_court (runs->texts[n - 1]);
      if (court == NULL || (found != NULL && !g_str_equal (court->id, found->id)))
        continue;
      length = n;
      if (found == NULL)
        found = g_steal_pointer (&court);
    }
  return length;
}

/* The longest run that the law or the library knows as a value. Of none that is known: what a comma
 * ends, else the first word. */
static guint
choose_run (const TlRuns *runs, const char *filter, const TlSyntaxOptions *options)
{
  guint known = strcmp (filter, "court") == 0 ? known_court (runs) : 0;

  if (options->known != NULL)
    known = MAX (known,
                 options->known (options->data, filter, (const char *const *)runs->texts, runs->n));
  if (known > 0)
    return MIN (known, runs->n);
  if (runs->cut)
    return 0;
  return runs->delimited ? runs->n : 1;
}

static gboolean
read_open (TlAsked *asked, const TlRuns *runs, const TlSyntaxOptions *options, TlFieldValue *value)
{
  guint n = choose_run (runs, asked->first, options);

  if (n == 0)
    return FALSE;
  _tl_runs_take (runs, n, value);
  return add_value (asked, runs->texts[n - 1]);
}

/* ---- All ---- */

static gboolean
is_quoted (const TlFieldValue *self)
{
  const TlLexeme *last = _tl_lexeme_nth (self->lexemes, self->next - 1);

  return last->quoted && self->from == last->inner;
}

static gboolean
ends_at_once (gpointer data, guint place)
{
  return TRUE;
}

gboolean
_tl_field_value_read (TlFieldValue *value,
                      TlFieldKind kind,
                      const TlSyntaxOptions *options,
                      TlEndsRun ends,
                      gpointer data,
                      TlAsked *asked)
{
  gboolean quoted = is_quoted (value);
  gboolean one = quoted || kind == TL_FIELD_WORD || kind == TL_FIELD_ARTICLE;
  g_auto (TlRuns) runs = { .n = 0 };
  g_autofree char *anchor = NULL;

  _tl_runs_read (&runs, value, one ? ends_at_once : ends, data);
  if (*runs.texts[0] == '\0')
    return FALSE;
  if (kind == TL_FIELD_YEAR)
    return read_years (asked, &runs, value);
  if (kind == TL_FIELD_CASE_TYPE || kind == TL_FIELD_STAGE || kind == TL_FIELD_KIND)
    return read_closed (asked, kind, &runs, value);
  if (kind == TL_FIELD_WORDED && !quoted)
    return read_open (asked, &runs, options, value);
  if (kind == TL_FIELD_ARTICLE && (anchor = tl_article_anchor (runs.texts[0])) == NULL)
    return FALSE;
  _tl_runs_take (&runs, 1, value);
  return add_value (asked, runs.texts[0]);
}
