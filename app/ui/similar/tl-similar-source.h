/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlSimilarSourceKind:
 * @TL_SIMILAR_FROM_DOCUMENT: a document of the library, or a file of the judge's own
 * @TL_SIMILAR_FROM_PASSAGE: what was selected in one
 * @TL_SIMILAR_FROM_FACTS: what the judge wrote
 */
typedef enum
{
  TL_SIMILAR_FROM_DOCUMENT,
  TL_SIMILAR_FROM_PASSAGE,
  TL_SIMILAR_FROM_FACTS,
} TlSimilarSourceKind;

/**
 * TlSimilarSource:
 * @doc: (nullable): id of the document, or of the one that the passage stands in
 * @anchor: (nullable): where the passage begins
 * @text: (nullable): the passage, or the facts
 * @key: names the source while the program runs; of a document the same every time. Nothing that
 * was written or selected can be read from it.
 *
 * What similar cases are looked for. Reference counted (atomic), immutable; only in memory.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  TlSimilarSourceKind kind;
  char *doc;
  char *anchor;
  char *text;
  char *key;
} TlSimilarSource;

TlSimilarSource *tl_similar_source_new_document (const char *doc);

/** tl_similar_source_new_passage: @anchor (nullable); @text is cut at %TL_LIMIT_QUESTION bytes. */
TlSimilarSource *tl_similar_source_new_passage (const char *doc,
                                                const char *anchor,
                                                const char *text);

/** tl_similar_source_new_facts: @text is cut at %TL_LIMIT_QUESTION bytes. */
TlSimilarSource *tl_similar_source_new_facts (const char *text);

TlSimilarSource *tl_similar_source_ref (TlSimilarSource *self);
void tl_similar_source_unref (TlSimilarSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSimilarSource, tl_similar_source_unref)

/** tl_similar_source_from_key: Returns: (transfer full) (nullable): the source that @key names,
 * where it says all of it: a document. */
TlSimilarSource *tl_similar_source_from_key (const char *key);

/** tl_similar_source_get_compared: Returns: (transfer none) (nullable): id of the document that a
 * case found can be compared with. */
const char *tl_similar_source_get_compared (const TlSimilarSource *self);

/** tl_similar_source_title: Returns: (transfer full): on the tab: "Similar: 12/2024/DS-PT".
 * @document (nullable): what was read, once it was. */
char *tl_similar_source_title (const TlSimilarSource *self, const TlDocument *document);

/** tl_similar_source_heading: Returns: (transfer full): above the list, in a sentence. */
char *tl_similar_source_heading (const TlSimilarSource *self, const TlDocument *document);

G_END_DECLS
