/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Documents of the library that reader_fixture_new() makes. */
#define FIXTURE_JUDGMENT "12-2024-ds-pt-minh-hai-2024-05-14" /* 11 pages, text and PDF */
#define FIXTURE_NO_FILE  "13-2024-ds-pt-minh-hai-2024-05-15" /* its PDF is not installed */
#define FIXTURE_DAMAGED  "14-2024-ds-pt-minh-hai-2024-05-16" /* its PDF is no PDF */
#define FIXTURE_SCAN     "15-2024-ds-pt-minh-hai-2024-05-17" /* a PDF without text */
#define FIXTURE_STATUTE  "05-2016-th-qh"                     /* 700 articles, versions */
#define FIXTURE_HOSTILE  "06-2016-th-qh"                     /* markup, a title of 2000 letters */
#define FIXTURE_EMPTY    "07-2016-th-qh"                     /* no text at all */
#define FIXTURE_ANSWER   "hd-08-th"                          /* six lines of guidance */

/** The passage of paragraph [2] on page 4 of the judgment. */
#define FIXTURE_PASSAGE                                                                            \
  "từ chối giao kết nên phải trả cọc và một khoản tương đương, trừ trường hợp có thỏa thuận khác"

/** reader_fixture_new: Returns: (transfer full): a new folder with the library. */
char *reader_fixture_new (void);

/** reader_fixture_remove: deletes the folder. */
void reader_fixture_remove (const char *folder);
