/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlDeskExam:
 * @found: there is a desk
 * @version: of its schema; 0 when it is not known
 * @newest: the version of this program
 * @newer: it was written by a newer program
 * @whole: every page, index and table is as it should be
 * @network: it lies where programs have no memory in common
 * @backups: how many backups there are
 * @sqlite: version of the library that runs
 */
typedef struct
{
  gboolean found;
  gint64 version;
  int newest;
  gboolean newer;
  gboolean whole;
  gboolean network;
  guint backups;
  const char *sqlite;
} TlDeskExam;

/** tl_desk_examine: looks at the desk in @folder for a report; nothing of it is changed, made or
 * read out. Blocks; a desk that is open elsewhere is no obstacle. */
void tl_desk_examine (const char *folder, TlDeskExam *exam);

G_END_DECLS
