/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-store-private.h"
#include "desk/tl-desk.h"

G_BEGIN_DECLS

/* Calls and the threads that do them. */

/* TlDeskKind: @TL_DESK_READ: on a reader; @TL_DESK_WRITE: on the writer, in one transaction;
 * @TL_DESK_ADMIN: on the writer, with transactions of its own. */
typedef enum
{
  TL_DESK_READ,
  TL_DESK_WRITE,
  TL_DESK_ADMIN,
} TlDeskKind;

/* Does the call, not on the main loop. @news: filled by what changes something. Returns what the
 * finish function gives. */
typedef gpointer (*TlDeskFunc) (TlDeskStore *store,
                                gpointer data,
                                TlDeskNews *news,
                                GError **error);

typedef struct
{
  TlDeskKind kind;
  TlDeskFunc func;
  gpointer data; /* given to the call */
  /* (nullable): the document it is about, kept in @data; NULL: it may be about anything. A read
   * sees every change about the same that was asked for before it. */
  const char *about;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} TlDeskCall;

/* @call is copied, its data taken. */
void _tl_desk_call (TlDesk *self,
                    const TlDeskCall *call,
                    gpointer source_tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);
gboolean _tl_desk_finish_boolean (TlDesk *self,
                                  GAsyncResult *result,
                                  gpointer source_tag,
                                  GError **error);
gpointer _tl_desk_finish_pointer (TlDesk *self,
                                  GAsyncResult *result,
                                  gpointer source_tag,
                                  GError **error);

void _tl_desk_news (TlDeskNews *news, TlDeskChange kind, const char *doc);

/* tl-desk-threads.c: what the threads share with the object. */
typedef struct _TlDeskThreads TlDeskThreads;

/* Starts with opening @folder: @opened is called on the thread of the writer, with the store or
 * with the error (transfer full). After an error nothing more is done. */
typedef void (*TlDeskOpened) (TlDeskStore *store, GError *error, gpointer data);
TlDeskThreads *_tl_desk_threads_new (const char *folder, TlDeskOpened opened, gpointer data);
/* @task has a copy of a TlDeskCall as its data and the desk as its source; taken. */
void _tl_desk_threads_push (TlDeskThreads *self, GTask *task, TlDeskKind kind);
/* No push afterwards. @task: (nullable): returns when all is closed; taken. */
void _tl_desk_threads_close (TlDeskThreads *self, GTask *task);
/* @wait: until the threads have ended. */
void _tl_desk_threads_free (TlDeskThreads *self, gboolean wait);

/* Called by the threads: tells the main context of the desk. */
void _tl_desk_tell (TlDesk *self, const TlDeskNews *news);

G_END_DECLS
