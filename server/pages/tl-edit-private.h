/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pages/tl-edit.h"

G_BEGIN_DECLS

/** TlEditState: the item as it stands inside the transaction. */
typedef struct
{
  TlSqlRows *rows;
  const char *state;
  const char *holder; /* (nullable) */
  const char *author;
  gboolean expired; /* the holder did nothing for a day */
} TlEditState;

void _tl_edit_state_clear (TlEditState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlEditState, _tl_edit_state_clear)

/** TlEditFunc: %FALSE with @error: the database failed; else @result says whether it may stay. */
typedef gboolean (*TlEditFunc) (
    TlSql *sql, const TlEdit *edit, gconstpointer data, TlEditResult *result, GError **error);

/** _tl_edit_run: @func in a transaction, which is committed when @func says #TL_EDIT_DONE. */
gboolean _tl_edit_run (TlSql *sql,
                       const TlEdit *edit,
                       TlEditFunc func,
                       gconstpointer data,
                       TlEditResult *result,
                       GError **error);

/** _tl_edit_is_text: whether it says something, in @max characters at most. */
gboolean _tl_edit_is_text (const char *text, glong max);

gboolean _tl_edit_load (
    TlSql *sql, const TlEdit *edit, TlEditState *state, TlEditResult *result, GError **error);
/** _tl_edit_load_held: the same, and the actor must hold the item. */
gboolean _tl_edit_load_held (
    TlSql *sql, const TlEdit *edit, TlEditState *state, TlEditResult *result, GError **error);
/** _tl_edit_move: to @state, held by @holder (nullable), if the item still is as it was seen. */
gboolean _tl_edit_move (TlSql *sql,
                        const TlEdit *edit,
                        const char *state,
                        const char *holder,
                        TlEditResult *result,
                        GError **error);
/** _tl_edit_move_and_tell: the same and an event, if it was moved. */
gboolean _tl_edit_move_and_tell (TlSql *sql,
                                 const TlEdit *edit,
                                 const char *holder,
                                 const TlEditEvent *event,
                                 TlEditResult *result,
                                 GError **error);

G_END_DECLS
