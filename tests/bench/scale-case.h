/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/** ScaleCase: what a made-up case is about, and before which court it came. */
typedef struct
{
  const char *type;  /* "DS", "HS", ... */
  const char *stage; /* "ST", "PT" */
  const char *relation;
  const char *charge; /* (nullable) */
  const char *outcome;
  const char *court;
  const char *court_id;
  const char *level;
  const char *province;
  char issued[11];
  guint year;
  guint number;
  char provisions[4][32];
  guint n_provisions;
} ScaleCase;

/** ScaleCases: the courts, and the kinds of cases in the shares that they have. */
typedef struct _ScaleCases ScaleCases;

ScaleCases *scale_cases_new (void);
/** scale_cases_draw: Returns: (transfer none): good until the next call. */
const ScaleCase *scale_cases_draw (ScaleCases *self, GRand *random);
void scale_cases_free (ScaleCases *self);

/** scale_case_document: a judgment with the header and the meta that the importer gives, without
 * blocks. @index: makes its id its own. */
TlDocument *scale_case_document (const ScaleCase *at, guint32 index);

G_END_DECLS
