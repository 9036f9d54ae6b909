/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/tl-services.h"

G_BEGIN_DECLS

/* What a situation that is about to be sent is like: in the library, and among what was sent. */

/** TL_NEAR_MIN: less alike than this is not shown. */
#define TL_NEAR_MIN 0.4
#define TL_NEAR_MAX 5

/**
 * TlNear:
 * @document: (nullable): of the library; @anchor: (nullable)
 * @item: (nullable): id of what was sent from this desk
 * @title: in words
 * @alike: 0 to 1
 */
typedef struct
{
  char *document;
  char *anchor;
  char *item;
  char *title;
  double alike;
} TlNear;

void tl_near_free (TlNear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlNear, tl_near_free)

/** tl_near_measure: how much of @question's words and pairs of words stand in @text, and, for texts
 * of about its length, the other way round; case and marks do not count. 0 to 1; pure. */
double tl_near_measure (const char *question, const char *text);

/** tl_near_find_async: the library is asked as the search asks it. Without a library, what was sent
 * alone. @own: (nullable): id of the item that is being edited, which is not like itself. */
void tl_near_find_async (TlServices *services,
                         const char *question,
                         const char *own,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** tl_near_find_finish: Returns: (transfer full) (element-type TlNear): most alike first. */
GPtrArray *tl_near_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
