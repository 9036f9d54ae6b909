/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-citations.h"

G_BEGIN_DECLS

/* The links of a document as bytes, and the documents that cite one: docs/volume.md, "Links". */

#define TL_MAX_DOCUMENT_LINKS 500000
#define TL_MAX_LINK_STRING    2000 /* bytes of a notation, an id or an anchor */
#define TL_MAX_LINK_UNITS     100  /* that a range stands for in the reverse table */

/* _tl_links_encode: (transfer full) (nullable): the links must be in order of block and place. */
GByteArray *_tl_links_encode (GPtrArray *links, GError **error);

/* _tl_links_decode: (transfer full) (nullable) (element-type TlLink): nothing of @data is trusted.
 */
GPtrArray *_tl_links_decode (const guint8 *data, gsize size, GError **error);

/* _tl_links_compress: encodes and compresses. */
GBytes *_tl_links_compress (GPtrArray *links, GError **error);
GPtrArray *_tl_links_decompress (const void *frame, gsize size, GError **error);

/* _tl_link_units: (transfer full) (element-type utf8): anchors of the units that @link stands for:
 * its anchor, of a range each; one empty string for the document as a whole. */
GPtrArray *_tl_link_units (const TlLink *link);

/* _tl_anchor_is_within: whether @anchor is @unit or stands in it; every anchor stands in the
 * document, whose @unit is %NULL or "". */
gboolean _tl_anchor_is_within (const char *anchor, const char *unit);

/* One entry of the reverse table: a unit, and the row of a document that cites it. */
typedef struct
{
  const char *anchor;
  guint32 row;
} TlCiting;

/* _tl_citing_encode: @entries in order of anchor and row, each once. */
GBytes *_tl_citing_encode (const TlCiting *entries, guint n);

/* _tl_citing_decode: adds to @rows (guint32) those whose unit is @unit or stands in it. */
gboolean _tl_citing_decode (
    const guint8 *data, gsize size, const char *unit, GArray *rows, GError **error);

G_END_DECLS
