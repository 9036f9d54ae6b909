/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/* Where is searched: a kind of document and filters, and such scopes with a name, as they are kept
 * in the settings. Plain data, no display. */

/** TlFilter: @name and @value as in TlSearchRequest.filters, @label for people. */
typedef struct
{
  char *name;
  char *value;
  char *label;
} TlFilter;

/** TlSearchScope: @kind: a #TlDocKind or -1; @filters: (element-type TlFilter): in the order in
 * which they were chosen. */
typedef struct
{
  int kind;
  GPtrArray *filters;
} TlSearchScope;

TlSearchScope *tl_search_scope_new (void);
TlSearchScope *tl_search_scope_copy (const TlSearchScope *self);
void tl_search_scope_free (TlSearchScope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSearchScope, tl_search_scope_free)

gboolean tl_search_scope_has (const TlSearchScope *self, const char *name, const char *value);
/** tl_search_scope_set: chooses a filter or takes it away. More than %TL_LIMIT_SCOPE_FILTERS are
 * not taken. */
void tl_search_scope_set (
    TlSearchScope *self, const char *name, const char *value, const char *label, gboolean chosen);
/** tl_search_scope_equal: the same kind and filters, in any order. */
gboolean tl_search_scope_equal (const TlSearchScope *self, const TlSearchScope *other);
/** tl_search_scope_dup_filters: (transfer full) (nullable): for TlSearchRequest.filters; %NULL for
 * none. */
char **tl_search_scope_dup_filters (const TlSearchScope *self);
/** tl_search_scope_describe: (transfer full): labels parted by dots; @kind_name (nullable) begins.
 */
char *tl_search_scope_describe (const TlSearchScope *self, const char *kind_name);

/** TlSavedScope: a scope that the judge gave a name. */
typedef struct
{
  char *name;
  TlSearchScope *scope;
} TlSavedScope;

#define TL_LIMIT_SCOPE_FILTERS 64
#define TL_LIMIT_SAVED_SCOPES  40
#define TL_LIMIT_SCOPE_NAME    80 /* characters */

/** TL_SAVED_SCOPES_TYPE: how a list of them lies in the settings. */
#define TL_SAVED_SCOPES_TYPE "a(sia(sss))"

/** tl_saved_scopes_new: Returns: (transfer full) (element-type TlSavedScope): an empty list. */
GPtrArray *tl_saved_scopes_new (void);
/** tl_saved_scopes_read: from a variant of type %TL_SAVED_SCOPES_TYPE; entries that cannot be are
 * left out. */
GPtrArray *tl_saved_scopes_read (GVariant *variant);
/** tl_saved_scopes_write: Returns: (transfer floating). */
GVariant *tl_saved_scopes_write (GPtrArray *scopes);
/** tl_saved_scopes_put: keeps a copy of @scope as @name, in the place of the one that has the name.
 * Returns: %FALSE when the name is empty or there are too many. */
gboolean tl_saved_scopes_put (GPtrArray *scopes, const char *name, const TlSearchScope *scope);
/** tl_saved_scopes_rename: %FALSE when @from is not there, or @to is empty or taken. */
gboolean tl_saved_scopes_rename (GPtrArray *scopes, const char *from, const char *to);
void tl_saved_scopes_remove (GPtrArray *scopes, const char *name);
/** tl_saved_scopes_find: (transfer none) (nullable): the first that is equal to @scope. */
const TlSavedScope *tl_saved_scopes_find (GPtrArray *scopes, const TlSearchScope *scope);

G_END_DECLS
