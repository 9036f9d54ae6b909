/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A SQLite VFS over the usual one that can fail or die at the nth change it is asked for. */
#include "config.h"

#include "fault-vfs.h"

#include <sqlite3.h>
#include <unistd.h>

#include "../test-system.h"

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultFile;

static sqlite3_vfs shim;
static sqlite3_vfs *under;
static FaultKind fault;
static guint fault_step;
static guint steps;

static int
take_step (int io_error)
{
  guint step = steps++;

  if (fault == FAULT_NONE || step < fault_step)
    return SQLITE_OK;
  if (fault == FAULT_KILL)
    test_kill (getpid ());
  if (fault == FAULT_FULL)
    return SQLITE_FULL;
  return step == fault_step ? io_error : SQLITE_OK;
}

#define REAL(file) (((FaultFile *)(gpointer)(file))->real)

static int
fault_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
fault_read (sqlite3_file *file, void *data, int size, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xRead (REAL (file), data, size, offset);
}

static int
fault_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
  int rc = take_step (SQLITE_IOERR_WRITE);

  return rc != SQLITE_OK ? rc : REAL (file)->pMethods->xWrite (REAL (file), data, size, offset);
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int rc = take_step (SQLITE_IOERR_TRUNCATE);

  return rc != SQLITE_OK ? rc : REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  int rc = take_step (SQLITE_IOERR_FSYNC);

  return rc != SQLITE_OK ? rc : REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
fault_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
fault_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
fault_check_reserved (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
fault_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
fault_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
fault_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **map)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, map);
}

static int
fault_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
fault_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved,
  .xFileControl = fault_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_characteristics,
  .xShmMap = fault_shm_map,
  .xShmLock = fault_shm_lock,
  .xShmBarrier = fault_shm_barrier,
  .xShmUnmap = fault_shm_unmap,
};

static int
fault_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *)(gpointer)file;
  int rc;

  self->real = (sqlite3_file *)(gpointer)(self + 1);
  self->base.pMethods = NULL;
  rc = under->xOpen (under, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  return rc;
}

static int
fault_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  int rc = take_step (SQLITE_IOERR_DELETE);

  return rc != SQLITE_OK ? rc : under->xDelete (under, name, sync);
}

void
fault_vfs_install (void)
{
  under = sqlite3_vfs_find (NULL);
  g_assert_true (under != NULL && under != &shim);
  shim = *under;
  shim.zName = "fault";
  shim.szOsFile = (int)sizeof (FaultFile) + under->szOsFile;
  shim.xOpen = fault_open;
  shim.xDelete = fault_delete;
  g_assert_cmpint (sqlite3_vfs_register (&shim, 1), ==, SQLITE_OK);
}

void
fault_vfs_set (FaultKind kind, guint step)
{
  fault = kind;
  fault_step = step;
  steps = 0;
}

guint
fault_vfs_steps (void)
{
  return steps;
}
