/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pages/tl-table.h"

G_BEGIN_DECLS

typedef struct
{
  TlTableKind kind;
  char *name;
  char *meaning;
} TlTableColumn;

typedef struct
{
  char *text; /* (nullable): of a text cell */
  char *href;
  gint64 number;
  gboolean there;
} TlTableCell;

typedef struct
{
  GPtrArray *cells;
  gboolean total;
} TlTableRow;

struct _TlTable
{
  char *name;
  GPtrArray *columns;
  GPtrArray *rows;
  GPtrArray *notes;
};

/** _tl_table_decimal: (transfer full): tenths as "12.3", with @point. */
char *_tl_table_decimal (gint64 tenths, char point);

G_END_DECLS
