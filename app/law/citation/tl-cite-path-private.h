/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-cite-lex-private.h"

G_BEGIN_DECLS

#define TL_CITE_PATH_MAX  6
#define TL_CITE_PATH_LIST 16

/**
 * TlCitePath:
 *
 * @firsts: numbers of the first unit, of which there may be several
 *
 * Parts, sections, annexes and paragraphs as they were read, the inner ones first or last.
 */
typedef struct
{
  TlCiteUnit units[TL_CITE_PATH_MAX];
  char labels[TL_CITE_PATH_MAX][TL_CITATION_UNIT_SIZE];
  char firsts[TL_CITE_PATH_LIST][TL_CITATION_UNIT_SIZE];
  guint n_firsts;
  guint n;
  const char *from;
  const char *to;
} TlCitePath;

/** _tl_cite_path_unit: reads the number or name behind the unit word. Returns: (nullable): the
 * place after it. */
const char *_tl_cite_path_unit (TlCitePath *self, const TlCiteUnitWord *unit, const char *end);

/** _tl_cite_path_title: "Chương trình giảm nghèo ban hành kèm theo": what the sections stand in, up
 * to the document that it comes with. Returns: the place after it, or @p. */
const char *_tl_cite_path_title (const TlCitePath *self, const char *p, const char *end);

/** _tl_cite_path_note: "Phần II (Danh mục án phí)": a comment that says it is an annex. */
void _tl_cite_path_note (TlCitePath *self, const char *note, const char *end);

/** _tl_cite_path_has: whether one of its parts is of that kind. */
gboolean _tl_cite_path_has (const TlCitePath *self, TlCiteUnit unit);

/** _tl_cite_path_is_section: whether it is a place in the division of a law (Chương, Mục, Phần)
 * that articles go through, which has no notation. */
gboolean _tl_cite_path_is_section (const TlCitePath *self);

/** _tl_cite_path_build: Returns: (transfer full): "PL/II/1/1.4", "II.1", "ND15" for one number of
 * the first unit. */
char *_tl_cite_path_build (const TlCitePath *self,
                           guint first,
                           const char *clause,
                           const char *point);

G_END_DECLS
