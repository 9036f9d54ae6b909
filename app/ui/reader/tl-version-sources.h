/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "corpus/tl-timeline.h"

G_BEGIN_DECLS

/**
 * TlVersionSource:
 * @doc: (nullable): id of the amending document; %NULL when the library does not hold it
 * @anchor: (nullable): the unit of it that orders the change
 * @number: its number as printed, its title where it has none
 *
 * What changed the text of a unit on a day.
 */
typedef struct
{
  char *doc;
  char *anchor;
  char *number;
} TlVersionSource;

void tl_version_source_free (TlVersionSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlVersionSource, tl_version_source_free)

/**
 * tl_version_sources_find:
 * @document: with its blocks
 * @timeline: of a unit of it
 *
 * Which document made each span of @timeline begin: among those of the library whose orders name
 * the unit and the day, else as the source line of the version says. Reads the library and whole
 * documents: not on the main loop.
 *
 * Returns: (transfer full) (nullable) (element-type TlVersionSource): one for each span, %NULL
 * where nothing is known; %NULL with @error when the library cannot be read or @cancellable was
 * cancelled
 */
GPtrArray *tl_version_sources_find (TlLibrary *library,
                                    const TlDocument *document,
                                    const TlTimeline *timeline,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
