/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/index/tl-terms.h"
#include "search/index/tl-xapian.h"

G_BEGIN_DECLS

/* How alike two questions are: the cosine of their syllables and pairs. A term weighs the smaller
 * of two idfs: that of the library's units, and that of the remembered questions themselves, so
 * that what questions only share as questions ("được quy định như thế nào") makes none alike.
 * Both are compared without marks when one of them has none. */
typedef struct _TlMemoryVectors TlMemoryVectors;

TlMemoryVectors *_tl_memory_vectors_new (void);
void _tl_memory_vectors_free (TlMemoryVectors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMemoryVectors, _tl_memory_vectors_free)

/** _tl_memory_vectors_add: the next question; they are numbered from 0. */
void _tl_memory_vectors_add (TlMemoryVectors *self, TlTermReader *reader, const char *question);

/** TlMemoryLike: question @number, @cosine from 0 to 1 in steps. */
typedef struct
{
  guint number;
  double cosine;
} TlMemoryLike;

/** _tl_memory_vectors_match: Returns: (transfer full) (element-type TlMemoryLike): those that are
 * at least @least like @question, in order of their numbers. */
GArray *_tl_memory_vectors_match (TlMemoryVectors *self,
                                  TlTermReader *reader,
                                  TlXapianDb *db,
                                  const char *question,
                                  double least,
                                  GError **error);

G_END_DECLS
