/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

#define TL_UNITS_MAX       5000
#define TL_UNITS_MAX_DEPTH 16
#define TL_UNIT_NONE       G_MAXUINT

/** TlUnit: @parent: index, or #TL_UNIT_NONE. */
typedef struct
{
  char *code;
  char *name;
  char *level;
  guint parent;
  guint depth;
  gboolean closed;
} TlUnit;

/** TlUnits: the tree of the courts' units, in the order of their codes. */
typedef struct
{
  GPtrArray *units; /* TlUnit */
  GHashTable *by_code;
} TlUnits;

TlUnits *tl_units_new (void);
/** tl_units_add: @parent: (nullable): code; may be added later. */
void tl_units_add (
    TlUnits *self, const char *code, const char *name, const char *parent, const char *level);
/** tl_units_tie: finds the parents. A parent that does not exist, a circle or too deep a tree
 * leaves the unit without one. */
void tl_units_tie (TlUnits *self);
TlUnits *tl_units_load (TlSql *sql, GError **error);
void tl_units_free (TlUnits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlUnits, tl_units_free)

guint tl_units_count (const TlUnits *self);
const TlUnit *tl_units_get (const TlUnits *self, guint index);
/** tl_units_find: index, or #TL_UNIT_NONE. */
guint tl_units_find (const TlUnits *self, const char *code);
/** tl_units_is_inside: whether @unit is @ancestor or below it; everything is inside #TL_UNIT_NONE.
 */
gboolean tl_units_is_inside (const TlUnits *self, guint unit, guint ancestor);
/** tl_units_common: the deepest unit that both are inside, or #TL_UNIT_NONE. */
guint tl_units_common (const TlUnits *self, guint a, guint b);

G_END_DECLS
