/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/question/tl-question.h"

G_BEGIN_DECLS

/**
 * TlWord:
 * @term: how it is asked
 * @key: for excerpts, and for pairs
 * @kept: not over the bound on syllables
 * @stand_in: asked without its marks
 * @marked: was typed with marks
 * @from: first byte in the text
 *
 * A syllable of the question while it is being read.
 */
typedef struct
{
  char *term;
  char *key;
  gboolean kept;
  gboolean stand_in;
  gboolean marked;
  guint32 frequency;
  gsize from;
  gsize to;
} TlWord;

/** TlQuestionReading: a question being read. */
typedef struct
{
  TlQuestion *question;
  const TlQuestionOptions *options;
  TlTermReader *reader;
  TlXapianDb *db;
  guint32 units;
  GArray *words;        /* (element-type TlWord) */
  GHashTable *seen;     /* names of the terms so far */
  GPtrArray *more_keys; /* (element-type utf8): of expansions, for excerpts */
  char *rest;           /* (nullable): of the text, what is not read */
  GHashTable *known;    /* (element-type utf8 guint): units that hold a term, plus one */
} TlQuestionReading;

/* tl-question-known.c */
/** _tl_question_frequency: units that hold @term; the library is asked once a question. */
gboolean _tl_question_frequency (TlQuestionReading *self,
                                 const char *term,
                                 guint32 *frequency,
                                 GError **error);
/** _tl_question_learn: the frequencies of the words of @tokens (element-type TlTermToken) in the
 * order of the index, where looking up is fast. */
gboolean _tl_question_learn (TlQuestionReading *self,
                             const GArray *tokens,
                             gboolean plain,
                             GError **error);

/** _tl_question_fetch: the postings of @terms (element-type utf8), which are put in order, will be
 * asked for: they are read together, and not one after the other. */
void _tl_question_fetch (TlQuestionReading *self, GPtrArray *terms);

/* tl-question-typing.c */
/** _tl_question_read_typing: what an input method left undone in @text; @plain is set to whether
 * the question was typed without marks. */
gboolean _tl_question_read_typing (TlQuestionReading *self,
                                   char **text,
                                   gboolean *plain,
                                   GError **error);

/* tl-spelling.c */
/** _tl_question_spell: what the question @typed was perhaps meant as. */
gboolean _tl_question_spell (TlQuestionReading *self, const char *typed, GError **error);

/* tl-question-terms.c */
void _tl_question_term_free (gpointer term);
/** _tl_question_read_words: the syllables of the text, as the library knows them. */
gboolean _tl_question_read_words (TlQuestionReading *self, GError **error);
/** _tl_question_add_words: terms and keys of the syllables. */
gboolean _tl_question_add_words (TlQuestionReading *self, GError **error);
/** _tl_question_add_term: takes @term; one that the question has is not added again. */
gboolean _tl_question_add_term (TlQuestionReading *self,
                                TlQuestionTerm *term,
                                gboolean frequency_known,
                                GError **error);
/** _tl_question_finish_terms: in their order, without those that no unit holds. */
void _tl_question_finish_terms (TlQuestionReading *self);

/** _tl_question_set_role: adds @role to words [@from, @from + @n). */
void _tl_question_set_role (TlQuestionReading *self, guint from, guint n, guint8 role);
/** _tl_question_find_unknown: the words that the library does not hold; what was read as something
 * else than a word is not missing. */
void _tl_question_find_unknown (TlQuestionReading *self);

/* tl-question-left.c */
/** _tl_question_find_left_out: the words that do not rank, since the question has too many. */
void _tl_question_find_left_out (TlQuestionReading *self);

/* tl-question-terms.c */
/** _tl_question_compare_words: the rarest first; places among the words @user_data (element-type
 * TlWord). */
int _tl_question_compare_words (gconstpointer a, gconstpointer b, gpointer user_data);

/** _tl_question_finish_keys: the keys of the words and of expansions. */
void _tl_question_finish_keys (TlQuestionReading *self);

/* tl-question-expand.c */
/** _tl_question_expand: what the lexicon knows of the words. */
gboolean _tl_question_expand (TlQuestionReading *self, GError **error);
/** _tl_question_add_meaning: the words of @meaning are asked for as well; @added gains how many
 * terms the library holds and the question had not. */
gboolean _tl_question_add_meaning (TlQuestionReading *self,
                                   const char *meaning,
                                   guint *added,
                                   GError **error);
gboolean _tl_question_has_chip (const TlQuestionReading *self, const char *id);

/* tl-question-context.c */
/** _tl_question_read_context: courts, years and types of case that the words name. */
gboolean _tl_question_read_context (TlQuestionReading *self, GError **error);
/** _tl_question_offer_chip: a chip "@prefix:@value" that acts only when the request takes it.
 * Returns: (nullable): %NULL when the question has it already */
TlChip *_tl_question_offer_chip (TlQuestionReading *self,
                                 TlChipKind kind,
                                 const char *prefix,
                                 const char *value,
                                 const char *text);
/** _tl_question_offer: the same for a filter. */
void _tl_question_offer (TlQuestionReading *self,
                         TlChipKind kind,
                         const char *filter,
                         const char *value,
                         const char *text);

/* tl-question-date.c */
/** _tl_question_read_dates: offers the days and years that the first @n_words words name. */
void _tl_question_read_dates (TlQuestionReading *self, guint n_words);

/* tl-question-conditions.c */
void _tl_question_phrase_free (gpointer phrase);
void _tl_question_near_free (gpointer near);
/** _tl_question_add_conditions: what the constructs @asked (element-type TlAsked) are conditions
 * and chips of. */
gboolean _tl_question_add_conditions (TlQuestionReading *self,
                                      const GPtrArray *asked,
                                      GError **error);
/** _tl_question_copy_conditions: those of @from, asked as the question being read is asked. */
void _tl_question_copy_conditions (TlQuestionReading *self, const TlQuestion *from);

G_END_DECLS
