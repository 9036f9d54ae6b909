/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-answer.h"
#include "search/question/tl-question.h"

G_BEGIN_DECLS

/* tl-search-result.c */
TlHit *_tl_hit_new (void);
/** _tl_hit_free: @self (nullable). */
void _tl_hit_free (TlHit *self);
/** _tl_hit_add_why: @kind is static; takes @text. */
void _tl_hit_add_why (TlHit *self, const char *kind, char *text);
/** _tl_hit_add_part: @name is static; takes @text. */
void _tl_hit_add_part (TlHit *self, const char *name, char *text, double points);
/** _tl_search_result_add_facet: (transfer none): a facet without values; @name is static. */
TlFacet *_tl_search_result_add_facet (TlSearchResult *self, const char *name);
/** _tl_search_result_set_understood: chips, expansions, what was left out, and
 * suggestion of @question. */
void _tl_search_result_set_understood (TlSearchResult *self, const TlQuestion *question);
/** _tl_facet_add_value: takes @label. */
void _tl_facet_add_value (
    TlFacet *self, const char *value, char *label, guint count, gboolean chosen);
TlSearchResult *_tl_search_result_new (const char *as_of);

G_END_DECLS
