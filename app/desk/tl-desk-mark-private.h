/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-mark.h"
#include "desk/tl-desk-store-private.h"

G_BEGIN_DECLS

/* tl-desk-marks.c: the statements; each is called within a transaction where it writes. */
/* @mark has been checked. */
gboolean _tl_desk_store_put_mark (TlDeskStore *self, const TlDeskMark *mark, GError **error);
/* Deletes or brings back. @doc: (out) (nullable): the document of the mark. */
gboolean _tl_desk_store_delete_mark (
    TlDeskStore *self, const char *id, gboolean deleted, char **doc, GError **error);
gboolean _tl_desk_store_purge_marks (TlDeskStore *self, GError **error);
/* Those that were deleted too long ago to be brought back. */
gboolean _tl_desk_store_purge_old_marks (TlDeskStore *self, GError **error);
TlDeskMark *_tl_desk_store_get_mark (TlDeskStore *self, const char *id, GError **error);
GPtrArray *_tl_desk_store_list_marks (TlDeskStore *self,
                                      const TlDeskMarkQuery *query,
                                      GError **error);

/* Brings the texts into the form they are kept in, or says what is too long. */
gboolean _tl_desk_mark_normalize (TlDeskMark *mark, GError **error);

G_END_DECLS
