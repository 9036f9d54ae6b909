/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reading from several files at one time. What a question needs lies in hundreds of places of a
 * dozen files: read one after the other from a disk that was not read before, the time is spent
 * waiting; asked for together, the disk answers many at once. */

/** TlSideBySideFunc: does part @i, on any thread. */
typedef void (*TlSideBySideFunc) (guint i, gpointer user_data);

/**
 * tl_side_by_side:
 * @n: parts, which share nothing that one of them writes
 *
 * Calls @func for every number below @n, some of them at the same time, the caller's thread among
 * those that work; returns when all are done. Any thread, also from inside of a part.
 */
void tl_side_by_side (guint n, TlSideBySideFunc func, gpointer user_data);

/** tl_side_by_side_give_way: a searching thread lets the main loop go first. Asked once a thread;
 * not to be granted it costs nothing but the courtesy. */
void tl_side_by_side_give_way (void);

G_END_DECLS
