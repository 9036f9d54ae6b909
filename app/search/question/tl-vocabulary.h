/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-terms.h"
#include "search/index/tl-xapian.h"

G_BEGIN_DECLS

/**
 * TlVocabularyEntry:
 * @key: tl_syllable_key()
 * @plain: the same without marks
 * @frequency: units that hold it, or a little more where volumes share units
 *
 * A Vietnamese syllable that the library holds.
 */
typedef struct
{
  char *key;
  char *plain;
  guint32 frequency;
} TlVocabularyEntry;

/**
 * TlVocabulary:
 *
 * The Vietnamese syllables of a library (there are some thousands in the language), for repairing a
 * question. Read from the terms of the index when it is first needed; all threads.
 */
typedef struct _TlVocabulary TlVocabulary;

TlVocabulary *tl_vocabulary_new (void);
void tl_vocabulary_free (TlVocabulary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlVocabulary, tl_vocabulary_free)
/** tl_vocabulary_load: reads it from @db unless that was done before; needed before all below. */
gboolean tl_vocabulary_load (TlVocabulary *self, TlXapianDb *db, GError **error);

/** tl_vocabulary_find: (nullable): by key. */
const TlVocabularyEntry *tl_vocabulary_find (const TlVocabulary *self, const char *key);
/** tl_vocabulary_list: (nullable) (element-type TlVocabularyEntry): all spellings of @plain. */
const GPtrArray *tl_vocabulary_list (const TlVocabulary *self, const char *plain);
/** tl_vocabulary_plain_frequency: of all spellings of @plain together. */
guint32 tl_vocabulary_plain_frequency (const TlVocabulary *self, const char *plain);
/** tl_vocabulary_near: Returns: (transfer full) (element-type utf8): the plain forms that are one
 * letter (left out, more, other, or two in the wrong order) from @plain, and those that are spoken
 * alike in some region; not itself. */
GPtrArray *tl_vocabulary_near (const TlVocabulary *self, const char *plain);
/** tl_vocabulary_is_everyday: whether everybody asks with the syllable of @key (folded when
 * @plain), though the law hardly has it. */
gboolean tl_vocabulary_is_everyday (const TlVocabulary *self, const char *key, gboolean plain);
/** tl_vocabulary_total: sum of all frequencies. */
guint64 tl_vocabulary_total (const TlVocabulary *self);

/** tl_vocabulary_show: Returns: (transfer full): the syllable of @key as it is written: "trôm5" is
 * "trộm". */
char *tl_vocabulary_show (const char *key);

G_END_DECLS
