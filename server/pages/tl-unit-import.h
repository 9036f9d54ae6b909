/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/**
 * tl_units_import:
 * @text: as tl_lines_parse() reads it; "code", "name", "parent", "level" of each unit
 * @actor: who brings it, for the audit log
 * @faults: (element-type utf8): what is wrong, a sentence each; when there is anything, nothing is
 *   stored
 * @count: (out): units added or changed
 *
 * All or nothing, in one transaction. What is not in the list stays as it is.
 */
gboolean tl_units_import (TlSql *sql,
                          gint64 now,
                          const char *actor,
                          const char *text,
                          GPtrArray *faults,
                          guint *count,
                          GError **error);

/** tl_people_import: the same for "name", "unit", "role" of new people. */
gboolean tl_people_import (TlSql *sql,
                           gint64 now,
                           const char *actor,
                           const char *text,
                           GPtrArray *faults,
                           guint *count,
                           GError **error);

/** tl_is_role: whether @role is one of docs/protocol.md. */
gboolean tl_is_role (const char *role);

G_END_DECLS
