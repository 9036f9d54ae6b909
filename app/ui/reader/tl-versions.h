/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/compare/tl-diff-text.h"
#include "ui/reader/tl-version-sources.h"

G_BEGIN_DECLS

/**
 * TlVersions:
 * @document: the statute
 * @timeline: of one unit of it
 * @sources: (element-type TlVersionSource): what began each span, %NULL where nothing is known
 * @as_of: the day the law is read at
 * @place: the unit with its heading, "Điều 41. Đặt cọc"
 * @law: the document: title and number
 *
 * All versions of a unit, as the screen shows them. Made in a thread, immutable.
 */
typedef struct
{
  TlDocument *document;
  TlTimeline *timeline;
  GPtrArray *sources;
  char as_of[11];
  char *place;
  char *law;
} TlVersions;

void tl_versions_free (TlVersions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlVersions, tl_versions_free)

/** tl_versions_read: the versions of @anchor, of its article where it has one, at once; not on the
 * main loop. %NULL with @error also when the library has no such unit. */
TlVersions *tl_versions_read (TlLibrary *library,
                              const char *doc,
                              const char *anchor,
                              const char *as_of,
                              GCancellable *cancellable,
                              GError **error);
/** tl_versions_read_async: the same in a thread. */
void tl_versions_read_async (TlLibrary *library,
                             const char *doc,
                             const char *anchor,
                             const char *as_of,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
TlVersions *tl_versions_read_finish (GAsyncResult *result, GError **error);

/** tl_versions_compare_async: the difference of two spans, in a thread; a span without a text
 * counts as empty. */
void tl_versions_compare_async (const TlVersions *self,
                                guint left,
                                guint right,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TlDiffText *tl_versions_compare_finish (GAsyncResult *result, GError **error);

/** tl_versions_get_source: (nullable): what began span @index. */
const TlVersionSource *tl_versions_get_source (const TlVersions *self, guint index);

/** tl_versions_dup_period: Returns: (transfer full): "from 01/7/2025 to 31/12/2026". */
char *tl_versions_dup_period (const TlTimelineSpan *span);

/** tl_versions_dup_state: Returns: (transfer full): state of span @index in words and with a shape.
 */
char *tl_versions_dup_state (const TlVersions *self, guint index);

/** tl_versions_dup_parts: Returns: (transfer full): names of units: "khoản 2 Điều 41, điểm a khoản
 * 3 Điều 41"; "" when there are none. */
char *tl_versions_dup_parts (const GPtrArray *anchors);

/** tl_versions_dup_change: Returns: (transfer full): what began with span @index and by which
 * document, "" when nothing is known. */
char *tl_versions_dup_change (const TlVersions *self, guint index);

/** tl_versions_dup_source: Returns: (transfer full): "khoản 1 Điều 1, 12/2025/QH15". */
char *tl_versions_dup_source (const TlVersionSource *source);

/** tl_versions_get_reading_day: (nullable): day in span @index on which to read the law: its first
 * one, the last one where it has no first. */
const char *tl_versions_get_reading_day (const TlVersions *self, guint index);

G_END_DECLS
