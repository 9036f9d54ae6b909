/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-item.h"
#include "server-test.h"

G_BEGIN_DECLS

/* A made centre for the tests of the pages: courts, people, items. Everything in it is fictional.
 */

#define PAGES_NOW ((gint64)1795400000000) /* 2026-11-23, a morning in Việt Nam */
#define PAGES_DAY ((gint64)24 * 3600 * 1000)

typedef struct
{
  char *folder;
  TlSqlPool *pool;
  TlSql *sql;
} PagesFixture;

void pages_set_up (PagesFixture *fixture, gconstpointer data);
void pages_tear_down (PagesFixture *fixture, gconstpointer data);

/** pages_unit, pages_person, pages_item: one row each; @parent: (nullable). */
void pages_unit (PagesFixture *fixture, const char *code, const char *name, const char *parent);
void pages_person (
    PagesFixture *fixture, const char *id, const char *name, const char *unit, const char *role);
/** pages_item: stores @item as the server does, from @person of @unit, received at @time. */
void pages_item (
    PagesFixture *fixture, TlItem *item, const char *person, const char *unit, gint64 time);

/** pages_editors: unit "tc" with the editors "bt1", "bt2", "bt3" and the judge "tp1". */
void pages_editors (PagesFixture *fixture);

/** pages_text, pages_int: the first column of the first row of a statement without parameters. */
char *pages_text (PagesFixture *fixture, const char *statement);
gint64 pages_int (PagesFixture *fixture, const char *statement);
void pages_exec (PagesFixture *fixture, const char *statement);

/** pages_library: (transfer full): a folder with a made law "luat-mau": Điều 1 (d1) and khoản 1
 * (d1.k1) in force, Điều 2 (d2) expired. */
char *pages_library (PagesFixture *fixture);

/**
 * pages_court: 60 units in a tree of two levels, 800 people with a workstation each, 3,000 items
 * and twelve months of use before PAGES_NOW. Editors "bt1" to "bt4", "tk1" who sees all courts,
 * "tk2" who sees "t01", "qt1" an administrator.
 */
void pages_court (PagesFixture *fixture);

G_END_DECLS
