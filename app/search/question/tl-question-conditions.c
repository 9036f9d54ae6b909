/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-question-private.h"

/* Values of all fields of one question. */
#define MAX_FILTERS 64

void
_tl_question_phrase_free (gpointer phrase)
{
  TlQuestionPhrase *self = phrase;

  g_strfreev (self->keys);
  g_free (self->text);
  g_free (self);
}

void
_tl_question_near_free (gpointer near)
{
  TlQuestionNear *self = near;

  _tl_question_phrase_free (self->first);
  _tl_question_phrase_free (self->second);
  g_free (self);
}

static TlQuestionPhrase *
make_phrase (TlQuestionReading *self, const char *text)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, text);
  TlQuestionPhrase *phrase = g_new0 (TlQuestionPhrase, 1);

  phrase->text = g_strdup (text);
  phrase->keys = g_new0 (char *, tokens->len + 1);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);

      phrase->keys[i] = g_strdup (self->question->plain ? token->folded : token->key);
    }
  return phrase;
}

/* Whether the library holds each syllable and each pair of @phrase somewhere: a phrase that cannot
 * stand anywhere is words. */
static gboolean
is_possible (TlQuestionReading *self,
             const TlQuestionPhrase *phrase,
             gboolean *possible,
             GError **error)
{
  gboolean plain = self->question->plain;

  *possible = TRUE;
  for (guint i = 0; *possible && phrase->keys[i] != NULL; i++)
    {
      const char *next = phrase->keys[i + 1];
      g_autofree char *term
          = next != NULL
                ? tl_term_join (plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR, phrase->keys[i], next)
                : g_strconcat (plain ? TL_TERM_FOLDED : "", phrase->keys[i], NULL);
      guint32 frequency;

      if (!_tl_question_frequency (self, term, &frequency, error))
        return FALSE;
      *possible = frequency > 0;
    }
  return TRUE;
}

static gboolean
add_phrase (TlQuestionReading *self, const TlAsked *asked, gboolean *applied, GError **error)
{
  TlQuestionPhrase *phrase = make_phrase (self, asked->first);
  gboolean ok = is_possible (self, phrase, applied, error);

  if (ok && *applied && phrase->keys[0] != NULL)
    g_ptr_array_add (self->question->phrases, phrase);
  else
    _tl_question_phrase_free (phrase);
  return ok;
}

static void
add_near (TlQuestionReading *self, const TlAsked *asked)
{
  TlQuestionNear *near = g_new0 (TlQuestionNear, 1);

  near->first = make_phrase (self, asked->first);
  near->second = make_phrase (self, asked->second);
  near->distance = asked->distance;
  g_ptr_array_add (self->question->nears, near);
}

/* The words of a field that rank as well were read as its value. */
static void
add_filters (TlQuestionReading *self, const TlAsked *asked)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const TlWord *word = &g_array_index (self->words, TlWord, i);

      if (word->from >= asked->from && word->to <= asked->to)
        self->question->roles[i] |= TL_WORD_READ;
    }
  for (guint i = 0; i < asked->values->len && self->question->filters->len < MAX_FILTERS; i++)
    g_ptr_array_add (self->question->filters, g_strdup (g_ptr_array_index (asked->values, i)));
}

static gboolean
add_one (TlQuestionReading *self, const TlAsked *asked, gboolean *applied, GError **error)
{
  *applied = TRUE;
  switch (asked->kind)
    {
    case TL_CHIP_PHRASE:
      return add_phrase (self, asked, applied, error);
    case TL_CHIP_NOT:
      g_ptr_array_add (self->question->nots, make_phrase (self, asked->first));
      return TRUE;
    case TL_CHIP_NEAR:
      add_near (self, asked);
      return TRUE;
    case TL_CHIP_FIELD:
      add_filters (self, asked);
      return TRUE;
    case TL_CHIP_SYNONYM:
    case TL_CHIP_ABBREVIATION:
    case TL_CHIP_MARKS:
    case TL_CHIP_TELEX:
    case TL_CHIP_COURT:
    case TL_CHIP_DATE:
    case TL_CHIP_CASE_TYPE:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Whether @asked says what one before it says. */
static gboolean
is_repeated (const GPtrArray *asked, guint place)
{
  const TlAsked *one = g_ptr_array_index (asked, place);

  for (guint i = 0; i < place; i++)
    {
      const TlAsked *before = g_ptr_array_index (asked, i);

      if (before->kind == one->kind && g_str_equal (before->label, one->label))
        return TRUE;
    }
  return FALSE;
}

gboolean
_tl_question_add_conditions (TlQuestionReading *self, const GPtrArray *asked, GError **error)
{
  for (guint i = 0; i < asked->len; i++)
    {
      const TlAsked *one = g_ptr_array_index (asked, i);
      gboolean applied = FALSE;

      if (is_repeated (asked, i))
        continue;
      if (!one->removed && !add_one (self, one, &applied, error))
        return FALSE;
      tl_chips_add (self->question->chips, one->kind, one->id, one->label)->applied = applied;
    }
  return TRUE;
}

void
_tl_question_copy_conditions (TlQuestionReading *self, const TlQuestion *from)
{
  for (guint i = 0; i < from->phrases->len; i++)
    g_ptr_array_add (
        self->question->phrases,
        make_phrase (self, ((TlQuestionPhrase *)g_ptr_array_index (from->phrases, i))->text));
  for (guint i = 0; i < from->nots->len; i++)
    g_ptr_array_add (
        self->question->nots,
        make_phrase (self, ((TlQuestionPhrase *)g_ptr_array_index (from->nots, i))->text));
  for (guint i = 0; i < from->nears->len; i++)
    {
      const TlQuestionNear *near = g_ptr_array_index (from->nears, i);
      TlAsked asked = { .first = near->first->text,
                        .second = near->second->text,
                        .distance = near->distance };

      add_near (self, &asked);
    }
  for (guint i = 0; i < from->filters->len; i++)
    g_ptr_array_add (self->question->filters, g_strdup (g_ptr_array_index (from->filters, i)));
}
