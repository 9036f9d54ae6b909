/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlLawEntry:
 * @key: stable key, "BLHS2015"
 * @short_name: abbreviation in use, "BLHS"
 * @title: "Bộ luật Hình sự"
 * @number: (nullable): "100/2015/QH13"
 * @valid_from: (nullable): "YYYY-MM-DD"
 * @valid_to: (nullable): last day in force
 * @core: its key stands for its number in the notation of citations; a number of another law stays
 * a number there ("L59/2020/QH14")
 * @verified: whether number and dates were read in a primary text or two independent pages; what
 * is not verified is shown with a warning, never decided by
 *
 * One edition of a law that judgments name by abbreviation or title. The table is data
 * (law/citation/catalogue.tsv), dated.
 */
typedef struct
{
  const char *key;
  const char *short_name;
  const char *title;
  const char *number;
  const char *valid_from;
  const char *valid_to;
  gboolean core;
  gboolean verified;
} TlLawEntry;

/** tl_catalogue_lookup: Returns: (transfer container) (element-type TlLawEntry): the editions of an
 * abbreviation or title (folded compare), oldest first; a year after the name ("BLHS 2015", "Bộ
 * luật Hình sự năm 2015") asks for that edition. */
GPtrArray *tl_catalogue_lookup (const char *name);

/** tl_catalogue_by_number: Returns: (transfer none) (nullable): the entry of a normalised number.
 */
const TlLawEntry *tl_catalogue_by_number (const char *number);

/**
 * TlLawAmendment:
 * @number: of the law that amended the edition: "86/2025/QH15"
 * @year: of its adoption
 * @valid_from: (nullable): "YYYY-MM-DD"
 * @verified: as of #TlLawEntry
 *
 * A law known to have amended an edition (law/citation/amendments.tsv).
 */
typedef struct
{
  const char *number;
  int year;
  const char *valid_from;
  gboolean verified;
} TlLawAmendment;

/** tl_catalogue_list_amendments: Returns: (transfer container) (element-type TlLawAmendment): the
 * laws known to have amended the law of a normalised number; empty when none is, or when the
 * catalogue does not know the law. */
GPtrArray *tl_catalogue_list_amendments (const char *number);

G_END_DECLS
