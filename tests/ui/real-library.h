/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../import/import-test.h"
#include "corpus/tl-library.h"

/** REAL_OLDER: pages of the codification of February 2025, below the folder of shared data. */
#define REAL_OLDER "phapdien-2025-02/demuc"
/** REAL_NEWER: those of January 2026. */
#define REAL_NEWER "phapdien-2026-01/demuc"

/** real_labels_read: Returns: (transfer full) (element-type GStrv): the lines of a table beside the
 * tests, each of @n_fields fields; lines with "#" are remarks. */
GPtrArray *real_labels_read (const char *name, guint n_fields);

/** real_pages_find: Returns: (transfer full) (element-type filename): files of @folder whose name
 * begins with one of @names, NULL-terminated. */
GPtrArray *real_pages_find (const char *folder, const GPtrArray *names);

/** real_library_import: imports @paths, NULL-terminated, into the store of @folder. @month:
 * (nullable): of pages of the codification, "YYYY-MM" */
void real_library_import (const TestFolder *folder, const GPtrArray *paths, const char *month);

/** real_library_open: Returns: (transfer full): what was imported, as a volume with its links but
 * without an index: nobody searches in it. */
TlLibrary *real_library_open (const TestFolder *folder);

/** real_number_normal: Returns: (transfer full): the normal form of a number as printed. */
char *real_number_normal (const char *number);
