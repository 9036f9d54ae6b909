/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers and strings as they stand in the frames of a volume: docs/volume.md, "Body". */

void _tl_bytes_put_number (GByteArray *bytes, guint64 value);
/* _tl_bytes_put_string: @string: (nullable) */
void _tl_bytes_put_string (GByteArray *bytes, const char *string);

typedef struct
{
  const guint8 *position;
  const guint8 *end;
  const char *problem; /* first problem met; reading on is harmless and gives zeros */
} TlBytesReader;

guint64 _tl_bytes_get_number (TlBytesReader *reader);
guint64 _tl_bytes_get_bounded (TlBytesReader *reader, guint64 bound, const char *problem);
/* _tl_bytes_get_string: (transfer full) (nullable): UTF-8 of at most @most bytes. */
char *_tl_bytes_get_string (TlBytesReader *reader, gsize most);

G_END_DECLS
