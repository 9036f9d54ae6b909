/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/* A folder of its own for a test; fixture_remove() deletes it with all it holds. */
char *fixture_folder (void);
void fixture_remove (const char *folder);

/* Names of the files in @folder that end in @suffix, counted. */
guint fixture_count_files (const char *folder, const char *suffix);

/* Adds a block with this text; dates may be %NULL. Returns: its index. */
int fixture_block (TlDocument *document,
                   TlBlockKind kind,
                   int parent,
                   const char *anchor,
                   const char *label,
                   const char *text);
void fixture_dates (TlDocument *document, int index, const char *from, const char *to);

/* A statute with @articles articles of two clauses each, the text depending on @seed alone. */
TlDocument *fixture_statute (const char *id, guint articles, guint seed);

/* A judgment with the usual sections. */
TlDocument *fixture_judgment (const char *id, const char *issued, guint seed);

/* Whether all fields and blocks are the same; fails the test with the first difference. */
void fixture_assert_equal (const TlDocument *a, const TlDocument *b);

/* An array of one document, taking it. */
GPtrArray *fixture_array (TlDocument *document);

G_END_DECLS
