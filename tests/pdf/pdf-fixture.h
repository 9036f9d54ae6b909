/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "pdf/tl-pdf.h"

G_BEGIN_DECLS

/**
 * FixturePage:
 * @text: one line of ASCII, without brackets and backslashes
 * @at: where it starts, in the page's own coordinates
 * @media: its box: left, bottom, right, top
 * @crop: the same; all 0 for none
 * @rotate: degrees clockwise
 */
typedef struct
{
  const char *text;
  double at[2];
  double media[4];
  double crop[4];
  int rotate;
} FixturePage;

/** fixture_pdf_build: a PDF written by hand. @trailer: (nullable): more entries for the trailer. */
GString *fixture_pdf_build (const FixturePage *pages, guint n_pages, const char *trailer);

/** fixture_cairo_pdf: a PDF of A4 pages, one a string; its lines are set one below the other.
 * Returns: (transfer full): its path in the folder of the test. */
char *fixture_cairo_pdf (const char *name, const char *const *pages);

/** fixture_write: Returns: (transfer full): path of a new file with @data. */
char *fixture_write (const char *name, const char *data, gssize length);

/** fixture_folder: Returns: (transfer none): a folder of this test program, removed by
 * fixture_clean_up(). */
const char *fixture_folder (void);
void fixture_clean_up (void);

/** fixture_ink: the box around all pixels that are not white; FALSE when there is none. */
gboolean fixture_ink (const TlPdfImage *image, TlPdfBox *ink);

/** fixture_shared_path: Returns: (transfer full) (nullable): @name below the folder of real
 * material; %NULL, and the test is skipped by name, when it is not present. */
char *fixture_shared_path (const char *name);

G_END_DECLS
