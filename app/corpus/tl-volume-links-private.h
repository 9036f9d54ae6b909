/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-link-codec-private.h"
#include "corpus/tl-volume-private.h"

G_BEGIN_DECLS

/* The links of a volume while it is written: docs/volume.md, "Links". */
typedef struct _TlVolumeLinks TlVolumeLinks;

TlVolumeLinks *_tl_volume_links_new (void);
void _tl_volume_links_free (TlVolumeLinks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlVolumeLinks, _tl_volume_links_free)

/* _tl_volume_links_put: writes those of @document, which stands in row @row; @frame is what
 * _tl_links_compress() gave. */
gboolean _tl_volume_links_put (TlVolumeLinks *self,
                               TlDb *db,
                               guint32 row,
                               const TlDocument *document,
                               GPtrArray *links,
                               GBytes *frame,
                               GError **error);

/* _tl_volume_links_finish: writes the reverse table. */
gboolean _tl_volume_links_finish (TlVolumeLinks *self, TlDb *db, GError **error);

/* _tl_citing_sort: the place of @document among those that cite the same: highest court first,
 * then the newest; a smaller number is earlier. */
gint64 _tl_citing_sort (const TlDocument *document);

/* What reading needs. */

/* _tl_volume_load_links: (transfer full) (nullable) (element-type TlLink): of row @row. */
GPtrArray *_tl_volume_load_links (TlVolume *self, guint32 row, GError **error);

/* _tl_volume_find_citing: adds to @rows (guint32) the rows that cite @unit of @document, or what
 * stands in it; rows may come twice. */
gboolean _tl_volume_find_citing (
    TlVolume *self, const char *document, const char *unit, GArray *rows, GError **error);

/* _tl_volume_get_citing: what _tl_citing_sort() gave for @row, and the counts of its links: all,
 * and those that stay in the document. Zero for a row without links. */
gboolean _tl_volume_get_citing (
    TlVolume *self, guint32 row, gint64 *sort, guint64 *links, guint64 *own, GError **error);

/* Called for each document that the volume cites, with the count of links to it. */
typedef gboolean (*TlCitedFunc) (const char *document,
                                 guint64 links,
                                 gpointer user_data,
                                 GError **error);
gboolean _tl_volume_foreach_cited (TlVolume *self,
                                   TlCitedFunc func,
                                   gpointer user_data,
                                   GError **error);

/* _tl_volume_sum_links: of all rows: all links, and those that stay in their document. */
gboolean _tl_volume_sum_links (TlVolume *self, guint64 *links, guint64 *own, GError **error);

G_END_DECLS
