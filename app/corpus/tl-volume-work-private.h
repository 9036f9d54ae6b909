/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder of a writer's own inside the folder of volumes, on the same file system, held locked as
 * long as the writer lives. What killed writers left is swept when the next one begins. */
typedef struct
{
  char *path;
  int lock;
} TlVolumeWork;

gboolean _tl_volume_work_init (TlVolumeWork *self, const char *folder, GError **error);

/* Removes the folder with all it holds; @self may be all zero. */
void _tl_volume_work_clear (TlVolumeWork *self);

G_END_DECLS
