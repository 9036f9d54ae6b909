/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-citations.h"
#include "corpus/tl-library.h"

G_BEGIN_DECLS

/** TlResolution: what a library says to a citation. */
typedef enum
{
  TL_RESOLVED,            /* document, unit and version are there */
  TL_RESOLVED_NO_KEY,     /* the citation names no document that can be looked for */
  TL_RESOLVED_NO_DOC,     /* the library does not hold the document */
  TL_RESOLVED_NO_UNIT,    /* the document has no such unit: W-NOART */
  TL_RESOLVED_NO_VERSION, /* no text of the unit for that day */
} TlResolution;

/**
 * TlTarget:
 * @document: (nullable): id
 * @anchor: (nullable): deepest unit of the citation that is there
 * @index: block index of the version in force, or -1
 * @valid_from: (nullable): of that version
 * @warnings: #TlCitationWarning flags that only the library can know: NOART, NOTFORCE, EDITION
 */
typedef struct
{
  TlResolution state;
  char *document;
  char *anchor;
  int index;
  char *valid_from;
  guint warnings;
} TlTarget;

void tl_target_clear (TlTarget *target);

/**
 * tl_library_resolve:
 * @citation: what was read in a text
 * @context: (nullable): id of the document it stands in, for SELF
 * @as_of: (nullable): day that decides version and, where the text names none, edition
 *
 * Returns: %FALSE with @error set only when the library cannot be read
 */
gboolean tl_library_resolve (TlLibrary *self,
                             const TlCitation *citation,
                             const char *context,
                             const char *as_of,
                             TlTarget *target,
                             GError **error);

/** tl_library_links_from: (element-type TlLink): outgoing references of a document, unresolved ones
 * included. */
GPtrArray *tl_library_links_from (TlLibrary *self, const char *id, GError **error);

/**
 * TlCitedBy:
 * @document: header of the citing document
 * @links: (element-type TlLink): its references to the unit
 * @section: (nullable): code of the section the first stands in ("reasoning")
 */
typedef struct
{
  TlDocument *document;
  GPtrArray *links;
  char *section;
} TlCitedBy;

/**
 * tl_library_cited_by:
 * @id: a document
 * @anchor: (nullable): a unit; what cites units inside it counts too
 * @offset: rows to skip
 * @limit: rows to return
 * @total: (out): documents that cite it
 *
 * Returns: (element-type TlCitedBy): highest court first, then newest
 */
GPtrArray *tl_library_cited_by (TlLibrary *self,
                                const char *id,
                                const char *anchor,
                                guint offset,
                                guint limit,
                                guint *total,
                                GError **error);

/** tl_library_count_links: total, resolved to a document in the library, and unresolved references
 * of the whole library. */
gboolean tl_library_count_links (
    TlLibrary *self, guint64 *total, guint64 *resolved, guint64 *unresolved, GError **error);

G_END_DECLS
