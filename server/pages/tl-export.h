/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* From the editors to the publisher, and back: docs/protocol.md, "What the centre exports". */

/**
 * tl_export_answers:
 * @out: gains a line of JSON for each answer that two persons have approved, in order of approval
 * @actor: who exports, for the audit log
 *
 * All of them, every time: importing one again changes nothing. Marks what is exported for the
 * first time, which no editor can change any more before it is taken back (tl_edit_recall()).
 */
gboolean tl_export_answers (
    TlSql *sql, gint64 now, const char *actor, GString *out, guint *count, GError **error);

/**
 * tl_export_published:
 * @manifest: of a release that is in force (docs/release.md)
 * @count: (out): answers that it newly carries
 *
 * Tells the authors of what the release carries: serial and place of the change. Again with the
 * same manifest changes nothing. Whether the manifest is signed is for who gives it to know.
 */
gboolean tl_export_published (
    TlSql *sql, gint64 now, const char *actor, GBytes *manifest, guint *count, GError **error);

G_END_DECLS
