/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/memory/tl-remembered.h"

G_BEGIN_DECLS

#define TL_TYPE_MEMORY_DESK (tl_memory_desk_get_type ())
G_DECLARE_FINAL_TYPE (TlMemoryDesk, tl_memory_desk, TL, MEMORY_DESK, GObject)

/**
 * TlMemoryDesk:
 *
 * The confirmed questions for the screens: every change is written by a thread, one after the
 * other. Main thread. Signal "changed": an entry came, went on or off, or there is another memory.
 */
TlMemoryDesk *tl_memory_desk_new (void);

/** tl_memory_desk_set_memory: (nullable): over @library. */
void tl_memory_desk_set_memory (TlMemoryDesk *self, TlLibrary *library, TlMemory *memory);

/** tl_memory_desk_is_ready: there is a memory that can be changed. */
gboolean tl_memory_desk_is_ready (TlMemoryDesk *self);
guint tl_memory_desk_get_n_active (TlMemoryDesk *self);

/** tl_memory_desk_list_async: every entry. */
void tl_memory_desk_list_async (TlMemoryDesk *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** tl_memory_desk_list_finish: Returns: (transfer full) (element-type TlRemembered). */
GPtrArray *tl_memory_desk_list_finish (TlMemoryDesk *self, GAsyncResult *result, GError **error);

/** tl_memory_desk_confirm_async: see tl_memory_confirm(). */
void tl_memory_desk_confirm_async (TlMemoryDesk *self,
                                   const char *question,
                                   const char *doc,
                                   const char *anchor,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void tl_memory_desk_set_active_async (TlMemoryDesk *self,
                                      const char *id,
                                      gboolean active,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** tl_memory_desk_undo_async: takes back the last change that stands. */
void tl_memory_desk_undo_async (TlMemoryDesk *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** tl_memory_desk_change_finish: @changed is cleared when all stood so already, or there was
 * nothing to take back. */
gboolean tl_memory_desk_change_finish (TlMemoryDesk *self,
                                       GAsyncResult *result,
                                       gboolean *changed,
                                       GError **error);

G_END_DECLS
