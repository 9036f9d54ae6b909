/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "search/engine/tl-search-engine.h"

/* A small library written for the tests: two editions of a criminal code, a civil code, a law with
 * an amended article, two judgments, an án lệ and an answered question. The wording is the tests'
 * own. */

/** search_fixture_documents: (element-type TlDocument). */
GPtrArray *search_fixture_documents (void);
/** search_fixture_statute: a statute without blocks. */
TlDocument *search_fixture_statute (const char *id,
                                    const char *number,
                                    const char *title,
                                    const char *short_name,
                                    const char *from,
                                    const char *to);
/** search_fixture_article: Returns: the article's block. */
TlBlock *search_fixture_article (TlDocument *document,
                                 const char *number,
                                 const char *heading,
                                 const char *text);
/** search_fixture_folder: Returns: (transfer full): a new empty folder. */
char *search_fixture_folder (void);
/** search_fixture_write: writes @documents as a volume with its index into @folder; @serial tells
 * volumes apart. Returns: (transfer full): path of the index. */
char *search_fixture_write (const char *folder, GPtrArray *documents, const char *serial);
/** search_fixture_open: an engine over @folder. */
TlSearchEngine *search_fixture_open (const char *folder);
/** search_fixture_remove: removes @folder. */
void search_fixture_remove (const char *folder);
/** search_fixture_ask: one question; every check of the result's promises that can be made without
 * knowing the question is made here. */
TlSearchResult *search_fixture_ask (TlSearchEngine *engine, const TlSearchRequest *request);
/** search_fixture_hit: (nullable): hit @n. */
const TlHit *search_fixture_hit (const TlSearchResult *result, guint n);

/** SearchFixture: the small library, opened, on 15 November 2026. */
typedef struct
{
  char *folder;
  TlSearchEngine *engine;
} SearchFixture;

void search_fixture_set_up (SearchFixture *fixture, gconstpointer data);
void search_fixture_tear_down (SearchFixture *fixture, gconstpointer data);

#define SEARCH_FIXTURE_ADD(path, name)                                                             \
  g_test_add (path #name, SearchFixture, NULL, search_fixture_set_up, name,                        \
              search_fixture_tear_down)

/** search_fixture_ask_on: ten hits of all kinds on @as_of (nullable). */
TlSearchResult *search_fixture_ask_on (SearchFixture *fixture, const char *text, const char *as_of);
void search_fixture_assert_first (const TlSearchResult *result,
                                  const char *doc,
                                  const char *anchor);
gboolean search_fixture_has_why (const TlHit *hit, const char *kind);
