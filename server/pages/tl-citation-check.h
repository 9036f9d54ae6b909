/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the centre's library says to the places that items and answers name. Any thread. */

#define TL_CITATION_CHECK_MAX 40

/**
 * TlCheckedPlace:
 * @document: (nullable): id; %NULL when the line names no document
 * @anchor: (nullable)
 * @label: as it was written
 * @title: (nullable): of the document that was found
 * @text: (nullable): of the unit, on that day
 * @found: document and unit are in the library
 * @valid: and the unit is in force on that day
 * @effect: words for what is known of it
 */
typedef struct
{
  char *document;
  char *anchor;
  char *label;
  char *title;
  char *text;
  gboolean found;
  gboolean valid;
  TlEffectState state;
  const char *effect;
} TlCheckedPlace;

void tl_checked_place_free (TlCheckedPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCheckedPlace, tl_checked_place_free)

/** tl_place_check: @library: (nullable): none was given: nothing is found. @anchor: (nullable): the
 * whole document. */
TlCheckedPlace *tl_place_check (TlLibrary *library,
                                const char *document,
                                const char *anchor,
                                const char *label,
                                const char *day,
                                GError **error);

/**
 * tl_citations_check_lines:
 * @lines: what an editor wrote, a citation a line: "điểm a khoản 1 Điều 173 Bộ luật Hình sự" or
 *   words with the link "troly:doc/ID#ANCHOR"
 *
 * Returns: (transfer full) (element-type TlCheckedPlace): at most #TL_CITATION_CHECK_MAX
 */
GPtrArray *tl_citations_check_lines (TlLibrary *library,
                                     const char *lines,
                                     const char *day,
                                     GError **error);
/** tl_citations_check_json: the same of stored citations; what is malformed is left out. */
GPtrArray *tl_citations_check_json (TlLibrary *library,
                                    const char *json,
                                    const char *day,
                                    GError **error);

guint tl_citations_count_valid (GPtrArray *places);
/** tl_citations_to_json: (transfer full): [{"anchor"?, "document"?, "label"}, …]; without
 * "document" what was not recognised: it stays in the draft and out of the export. */
char *tl_citations_to_json (GPtrArray *places);
/** tl_citations_to_lines: (transfer full): as an editor would write them. */
char *tl_citations_to_lines (GPtrArray *places);

G_END_DECLS
