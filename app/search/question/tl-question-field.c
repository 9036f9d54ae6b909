/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/question/tl-question-value-private.h"
#include "text/tl-text.h"

/* The longest word with which a name can end, and words of the longest name. */
#define NAME_BYTES 16
#define NAME_WORDS 4

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
  TlFieldKind kind;
  Keep keep;
} FIELDS[] = {
  { "toa", "court", TL_FIELD_WORDED, KEEP_NOTHING },
  { "toa an", "court", TL_FIELD_WORDED, KEEP_NOTHING },
  { "tinh", "court", TL_FIELD_WORDED, KEEP_NOTHING },
  { "court", "court", TL_FIELD_WORDED, KEEP_NOTHING },
  { "so", "number", TL_FIELD_WORD, KEEP_ALL },
  { "number", "number", TL_FIELD_WORD, KEEP_VALUE },
  { "nam", "year", TL_FIELD_YEAR, KEEP_NOTHING },
  { "year", "year", TL_FIELD_YEAR, KEEP_NOTHING },
  { "loai", "case_type", TL_FIELD_CASE_TYPE, KEEP_NOTHING },
  { "loai an", "case_type", TL_FIELD_CASE_TYPE, KEEP_NOTHING },
  { "case_type", "case_type", TL_FIELD_CASE_TYPE, KEEP_NOTHING },
  { "loai van ban", "kind", TL_FIELD_KIND, KEEP_NOTHING },
  { "kind", "kind", TL_FIELD_KIND, KEEP_NOTHING },
  { "dieu", "article", TL_FIELD_ARTICLE, KEEP_ALL },
  { "article", "article", TL_FIELD_ARTICLE, KEEP_VALUE },
  { "toi", "charge", TL_FIELD_WORDED, KEEP_VALUE },
  { "toi danh", "charge", TL_FIELD_WORDED, KEEP_VALUE },
  { "charge", "charge", TL_FIELD_WORDED, KEEP_VALUE },
  { "quan he", "relation", TL_FIELD_WORDED, KEEP_VALUE },
  { "quan he tranh chap", "relation", TL_FIELD_WORDED, KEEP_VALUE },
  { "relation", "relation", TL_FIELD_WORDED, KEEP_VALUE },
  { "ket qua", "outcome", TL_FIELD_WORDED, KEEP_NOTHING },
  { "outcome", "outcome", TL_FIELD_WORDED, KEEP_NOTHING },
  { "co quan", "issuer", TL_FIELD_WORDED, KEEP_NOTHING },
  { "issuer", "issuer", TL_FIELD_WORDED, KEEP_NOTHING },
  { "cap", "stage", TL_FIELD_STAGE, KEEP_NOTHING },
  { "cap toa", "stage", TL_FIELD_STAGE, KEEP_NOTHING },
  { "cap xet xu", "stage", TL_FIELD_STAGE, KEEP_NOTHING },
  { "thu tuc", "stage", TL_FIELD_STAGE, KEEP_NOTHING },
  { "level", "level", TL_FIELD_STAGE, KEEP_NOTHING },
  { "stage", "stage", TL_FIELD_STAGE, KEEP_NOTHING },
  { "document", "document", TL_FIELD_WORD, KEEP_NOTHING },
};

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
find_name (const char *text, gsize from, gsize to)
{
  g_autofree char *name = tl_text_fold (text + from, (gssize)(to - from), TL_FOLD_PLAIN, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (strcmp (name, FIELDS[i].typed) == 0)
      return (int)i;
  return -1;
}

/* The field whose name begins at @place, of one word or some; @value is set behind the colon. */
static int
read_name (const char *text, const GArray *lexemes, guint place, TlFieldValue *value)
{
  for (guint i = 0; i < NAME_WORDS; i++)
    {
      const TlLexeme *last = _tl_lexeme_nth (lexemes, place + i);
      gsize colon = find_colon (text, last);

      if (colon > 0)
        {
          *value = (TlFieldValue){ .text = text,
                                   .lexemes = lexemes,
                                   .next = place + i + 1,
                                   .from = colon + 1,
                                   .to = last->end };
          return find_name (text, _tl_lexeme_nth (lexemes, place)->inner, colon);
        }
      if (last == NULL || last->quoted || last->minus || last->end - last->inner > NAME_BYTES)
        return -1;
    }
  return -1;
}

/* Without a value behind the colon it is the next word or phrase. */
static gboolean
take_next (TlFieldValue *self)
{
  const TlLexeme *next = _tl_lexeme_nth (self->lexemes, self->next);

  if (self->from < self->to)
    return TRUE;
  if (next == NULL || next->minus)
    return FALSE;
  self->from = next->inner;
  self->to = next->end;
  self->next++;
  return TRUE;
}

gboolean
_tl_question_begins_other (const char *text, const GArray *lexemes, guint place)
{
  static const char *const OPERATORS[] = { "NOT", "KHÔNG", "NEAR", "GẦN", "OR", "HOẶC", "AND" };
  const TlLexeme *lexeme = _tl_lexeme_nth (lexemes, place);
  TlFieldValue ignored;

  if (lexeme == NULL || lexeme->quoted || lexeme->minus)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    {
      gsize length = strlen (OPERATORS[i]);

      if (lexeme->end - lexeme->inner >= length
          && memcmp (text + lexeme->inner, OPERATORS[i], length) == 0
          && (lexeme->end - lexeme->inner == length || text[lexeme->inner + length] == '/'))
        return TRUE;
    }
  return read_name (text, lexemes, place, &ignored) >= 0;
}

static gboolean
ends_value (gpointer data, guint place)
{
  const TlFieldValue *value = data;

  return _tl_question_begins_other (value->text, value->lexemes, place);
}

TlAsked *
_tl_question_read_field (const char *text,
                         const GArray *lexemes,
                         guint place,
                         const TlSyntaxOptions *options,
                         guint *used,
                         gsize *keeps)
{
  g_autoptr (TlAsked) asked = NULL;
  TlFieldValue value;
  int field = read_name (text, lexemes, place, &value);

  if (field < 0 || !take_next (&value))
    return NULL;
  asked = g_new0 (TlAsked, 1);
  asked->kind = TL_CHIP_FIELD;
  asked->first = g_strdup (FIELDS[field].filter);
  asked->values = g_ptr_array_new_with_free_func (g_free);
  if (!_tl_field_value_read (&value, FIELDS[field].kind, options, ends_value, &value, asked))
    return NULL;
  asked->second = g_strndup (text + value.from, value.to - value.from);
  *used = value.next - place;
  *keeps = FIELDS[field].keep == KEEP_NOTHING ? G_MAXSIZE
           : FIELDS[field].keep == KEEP_VALUE ? value.from
                                              : _tl_lexeme_nth (lexemes, place)->from;
  return g_steal_pointer (&asked);
}
