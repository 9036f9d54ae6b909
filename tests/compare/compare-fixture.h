/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "compare/tl-compare.h"

G_BEGIN_DECLS

/* Documents, and pairs of documents made by edits that are known. */

typedef enum
{
  EDIT_SPLIT,
  EDIT_MERGE,
  EDIT_MOVE,
  EDIT_INSERT,
  EDIT_DELETE,
  EDIT_RENAME,
  EDIT_FIGURES,
  EDIT_WORDS,
  N_EDITS,
} Edit;

#define ALL_EDITS ((1u << N_EDITS) - 1)

extern const char *const edit_names[N_EDITS];

typedef struct
{
  TlDocument *left, *right;
  GHashTable *links; /* set of link_key() */
} EditedPair;

/* link_key: two blocks that belong together, as a key of a set. */
gint64 link_key (guint left, guint right);

/* edited_pair_new: @base and what becomes of it when of its paragraphs the share @rate suffers each
 * edit of the set @edits (names: all of them; figures: that share of them); what is inserted comes
 * from @donor. */
EditedPair *edited_pair_new (
    TlDocument *base, TlDocument *donor, guint edits, double rate, guint32 seed);
void edited_pair_free (EditedPair *pair);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EditedPair, edited_pair_free)

/* LinkTally: links found, wanted and both. */
typedef struct
{
  guint found, wanted, both;
} LinkTally;

void tally_links (LinkTally *tally, const TlComparison *comparison, GHashTable *wanted);
double tally_f1 (const LinkTally *tally);

/* make_judgment: a document of paragraphs: "#nhan Name" begins a section, every other line is a
 * paragraph. */
TlDocument *make_judgment (const char *id, const char *text);
/* make_plain: @lines paragraphs without sections. */
TlDocument *make_plain (const char *id, char **lines);

/* load_training_judgments: (element-type TlDocument): the seeds of data/training below @folder. */
GPtrArray *load_training_judgments (const char *folder);

G_END_DECLS
