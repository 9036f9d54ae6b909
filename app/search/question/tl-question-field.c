/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/number/tl-doc-number.h"
#include "law/statute/tl-statute-structure.h"
#include "search/question/tl-question-lex-private.h"
#include "text/tl-text.h"

/* The longest word with which a name can end. */
#define NAME_BYTES 16
/* A longer value is a sentence that happens to hold a colon. */
#define VALUE_WORDS 12
/* Years of a range. */
#define FIRST_YEAR 1930
#define LAST_YEAR  2100
#define MAX_YEARS  60

typedef enum
{
  VALUE_WORD,   /* one word */
  VALUE_WORDED, /* to a comma, a quote or the next operator */
  VALUE_YEAR,
  VALUE_ARTICLE,
  VALUE_CASE_TYPE,
} ValueKind;

typedef enum
{
  KEEP_NOTHING,
  KEEP_VALUE, /* ranks as well */
  KEEP_ALL,   /* and with its name it is a citation */
} Keep;

/* Names as they are typed, folded, and the filters they are. */
static const struct
{
  const char *typed;
  const char *filter;
  ValueKind kind;
  Keep keep;
} FIELDS[] = {
  { "toa", "court", VALUE_WORDED, KEEP_NOTHING },
  { "toa an", "court", VALUE_WORDED, KEEP_NOTHING },
  { "court", "court", VALUE_WORDED, KEEP_NOTHING },
  { "so", "number", VALUE_WORD, KEEP_ALL },
  { "number", "number", VALUE_WORD, KEEP_VALUE },
  { "nam", "year", VALUE_YEAR, KEEP_NOTHING },
  { "year", "year", VALUE_YEAR, KEEP_NOTHING },
  { "loai", "case_type", VALUE_CASE_TYPE, KEEP_NOTHING },
  { "loai an", "case_type", VALUE_CASE_TYPE, KEEP_NOTHING },
  { "case_type", "case_type", VALUE_CASE_TYPE, KEEP_NOTHING },
  { "dieu", "article", VALUE_ARTICLE, KEEP_ALL },
  { "article", "article", VALUE_ARTICLE, KEEP_VALUE },
  { "toi", "charge", VALUE_WORDED, KEEP_VALUE },
  { "toi danh", "charge", VALUE_WORDED, KEEP_VALUE },
  { "charge", "charge", VALUE_WORDED, KEEP_VALUE },
  { "ket qua", "outcome", VALUE_WORDED, KEEP_NOTHING },
  { "outcome", "outcome", VALUE_WORDED, KEEP_NOTHING },
  { "co quan", "issuer", VALUE_WORDED, KEEP_NOTHING },
  { "issuer", "issuer", VALUE_WORDED, KEEP_NOTHING },
  { "level", "level", VALUE_WORD, KEEP_NOTHING },
  { "stage", "stage", VALUE_WORD, KEEP_NOTHING },
  { "document", "document", VALUE_WORD, KEEP_NOTHING },
};

/* What is read of a field before it is one. */
typedef struct
{
  const char *text;
  const GArray *lexemes;
  guint next; /* lexeme behind the value */
  gsize from; /* of the value */
  gsize to;
} Value;

static const TlLexeme *
nth (const GArray *lexemes, guint i)
{
  return i < lexemes->len ? &g_array_index (lexemes, TlLexeme, i) : NULL;
}

void
_tl_asked_free (TlAsked *asked)
{
  if (asked == NULL)
    return;
  g_free (asked->id);
  g_free (asked->label);
  g_free (asked->first);
  g_free (asked->second);
  g_clear_pointer (&asked->values, g_ptr_array_unref);
  g_free (asked);
}

static char *
fold (const char *text, gsize from, gsize to)
{
  return tl_text_fold (text + from, (gssize)(to - from), TL_FOLD_PLAIN, NULL);
}

/* Place of the colon in a word that may be (the end of) a name, 0 for none. */
static gsize
find_colon (const char *text, const TlLexeme *lexeme)
{
  const char *colon;

  if (lexeme == NULL || lexeme->quoted || lexeme->minus)
    return 0;
  colon = memchr (text + lexeme->inner, ':', MIN (lexeme->end - lexeme->inner, NAME_BYTES));
  return colon != NULL && colon > text + lexeme->inner ? (gsize)(colon - text) : 0;
}

static int
find_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (strcmp (name, FIELDS[i].typed) == 0)
      return (int)i;
  return -1;
}

/* The field whose name begins at @place, of one word or two; @value is set behind the colon. */
static int
read_name (const char *text, const GArray *lexemes, guint place, Value *value)
{
  const TlLexeme *first = nth (lexemes, place), *second = nth (lexemes, place + 1);
  const TlLexeme *last = first;
  gsize colon = find_colon (text, first);
  g_autofree char *name = NULL;

  if (colon == 0 && !first->quoted && !first->minus && first->end - first->inner <= NAME_BYTES)
    {
      colon = find_colon (text, second);
      last = second;
    }
  if (colon == 0)
    return -1;
  name = fold (text, first->inner, colon);
  *value = (Value){ .text = text, .lexemes = lexemes };
  value->next = place + (last == first ? 1 : 2);
  value->from = colon + 1;
  value->to = last->end;
  return find_name (name);
}

/* Without a value behind the colon it is the next word or phrase. */
static gboolean
take_next (Value *self)
{
  const TlLexeme *next = nth (self->lexemes, self->next);

  if (self->from < self->to)
    return TRUE;
  if (next == NULL || next->minus)
    return FALSE;
  self->from = next->inner;
  self->to = next->end;
  self->next++;
  return TRUE;
}

/* Whether @lexeme ends a value of several words: a name or an operator stands there. */
static gboolean
is_end (const Value *self, guint place)
{
  static const char *const OPERATORS[] = { "NOT", "KHÔNG", "NEAR", "GẦN", "OR", "HOẶC", "AND" };
  const TlLexeme *lexeme = nth (self->lexemes, place);
  Value ignored;

  if (lexeme == NULL || lexeme->quoted || lexeme->minus)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    if (g_str_has_prefix (self->text + lexeme->inner, OPERATORS[i]))
      return TRUE;
  return read_name (self->text, self->lexemes, place, &ignored) >= 0;
}

static gboolean
is_quoted_value (const Value *self)
{
  const TlLexeme *last = nth (self->lexemes, self->next - 1);

  return last->quoted && self->from == last->inner;
}

/* Adds the words up to a comma or what else ends a value. */
static gboolean
take_words (Value *self)
{
  guint words = 1;

  if (is_quoted_value (self))
    return TRUE;
  while (strchr (",;.?", self->text[self->to - 1]) == NULL && !is_end (self, self->next))
    {
      if (++words > VALUE_WORDS)
        return FALSE;
      self->to = nth (self->lexemes, self->next++)->end;
    }
  return TRUE;
}

static void
trim (Value *self)
{
  while (self->to > self->from && strchr (",;.?!", self->text[self->to - 1]) != NULL)
    self->to--;
}

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

/* "2023", "2020..2023", "2020-2023". */
static gboolean
add_years (TlAsked *asked, const char *text)
{
  guint first = read_year (text), last = first;
  const char *rest = text + 4;

  if (first == 0)
    return FALSE;
  if (g_str_has_prefix (rest, "..") || *rest == '-')
    {
      rest += *rest == '-' ? 1 : 2;
      last = read_year (rest);
      rest += last > 0 ? 4 : 0;
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

static TlCaseType
find_case_type (const char *folded)
{
  for (TlCaseType type = TL_CASE_UNKNOWN + 1; *tl_case_type_code (type) != '\0'; type++)
    {
      g_autofree char *name = tl_text_fold (tl_case_type_name (type), -1, TL_FOLD_PLAIN, NULL);
      g_autofree char *code = tl_text_fold (tl_case_type_code (type), -1, TL_FOLD_PLAIN, NULL);

      if (strcmp (folded, name) == 0 || strcmp (folded, code) == 0)
        return type;
    }
  return TL_CASE_UNKNOWN;
}

/* The longest name of a type that the words from here on are. */
static gboolean
add_case_type (TlAsked *asked, Value *value)
{
  gsize end = value->to;
  guint next = value->next;
  TlCaseType found = TL_CASE_UNKNOWN;

  for (guint words = 0; words < 5; words++)
    {
      Value part = { .text = value->text, .from = value->from, .to = end };
      g_autofree char *folded = NULL;
      TlCaseType type;

      trim (&part);
      folded = fold (value->text, part.from, part.to);
      type = find_case_type (folded);
      if (type != TL_CASE_UNKNOWN)
        {
          found = type;
          value->to = part.to;
          value->next = next;
        }
      if (part.to != end || nth (value->lexemes, next) == NULL)
        break;
      end = nth (value->lexemes, next++)->end;
    }
  return found != TL_CASE_UNKNOWN && add_value (asked, tl_case_type_code (found));
}

static gboolean
add_values (TlAsked *asked, Value *value, ValueKind kind)
{
  g_autofree char *text = NULL;

  if (kind == VALUE_CASE_TYPE)
    return add_case_type (asked, value);
  if (kind == VALUE_WORDED && !take_words (value))
    return FALSE;
  trim (value);
  if (value->to <= value->from)
    return FALSE;
  text = g_strndup (value->text + value->from, value->to - value->from);
  if (kind == VALUE_YEAR)
    return add_years (asked, text);
  if (kind == VALUE_ARTICLE)
    {
      g_autofree char *anchor = tl_article_anchor (text);

      return anchor != NULL && add_value (asked, text);
    }
  return add_value (asked, text);
}

TlAsked *
_tl_question_read_field (
    const char *text, const GArray *lexemes, guint place, guint *used, gsize *keeps)
{
  g_autoptr (TlAsked) asked = NULL;
  Value value;
  int field = read_name (text, lexemes, place, &value);

  if (field < 0 || !take_next (&value))
    return NULL;
  asked = g_new0 (TlAsked, 1);
  asked->kind = TL_CHIP_FIELD;
  asked->first = g_strdup (FIELDS[field].filter);
  asked->values = g_ptr_array_new_with_free_func (g_free);
  if (!add_values (asked, &value, FIELDS[field].kind))
    return NULL;
  asked->second = g_strndup (text + value.from, value.to - value.from);
  *used = value.next - place;
  *keeps = FIELDS[field].keep == KEEP_NOTHING ? G_MAXSIZE
           : FIELDS[field].keep == KEEP_VALUE ? value.from
                                              : g_array_index (lexemes, TlLexeme, place).from;
  return g_steal_pointer (&asked);
}
