/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** FaultKind: what happens at the chosen step; a step is a write, a flush, a truncation or a
 * deletion that SQLite asks for. */
typedef enum
{
  FAULT_NONE,
  FAULT_KILL, /* the process dies there, as by kill -9 */
  FAULT_FULL, /* the disk is full from there on */
  FAULT_IO,   /* the step fails, those after it do not */
} FaultKind;

/** fault_vfs_install: makes the shim SQLite's way to the disk for every database opened from now
 * on. Before it, no database may be open. */
void fault_vfs_install (void);

/** fault_vfs_set: @step from 0; the count begins anew. */
void fault_vfs_set (FaultKind kind, guint step);

/** fault_vfs_steps: steps taken since fault_vfs_set(). */
guint fault_vfs_steps (void);

G_END_DECLS
