/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlError:
 * @TL_ERROR_INPUT: the input is damaged, truncated, or not what it says it is
 * @TL_ERROR_LIMIT: the input is larger than a limit of tl-limits.h
 * @TL_ERROR_UNSUPPORTED: a format, a version or a feature that this build does not read
 * @TL_ERROR_STORE: a database or an index could not be read or written; nothing already stored is
 * lost
 * @TL_ERROR_WORKER: a helper process stopped, hung or was refused a resource
 *
 * The causes that a caller branches on. Everything else keeps the domain of the library it came
 * from
 * (#GIOErrorEnum for files) and gains a prefix that names the file and the place. "Nothing found"
 * is never an error.
 */
typedef enum
{
  TL_ERROR_INPUT,
  TL_ERROR_LIMIT,
  TL_ERROR_UNSUPPORTED,
  TL_ERROR_STORE,
  TL_ERROR_WORKER,
} TlError;

#define TL_ERROR (tl_error_quark ())

GQuark tl_error_quark (void);

G_END_DECLS
