/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-bytes-private.h"

#include <string.h>

void
_tl_bytes_put_number (GByteArray *bytes, guint64 value)
{
  guint8 buffer[10];
  guint n = 0;

  do
    {
      buffer[n] = (guint8)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
      value >>= 7;
      n++;
    }
  while (value > 0);
  g_byte_array_append (bytes, buffer, n);
}

void
_tl_bytes_put_string (GByteArray *bytes, const char *string)
{
  gsize length;

  if (string == NULL)
    {
      _tl_bytes_put_number (bytes, 0);
      return;
    }
  length = strlen (string);
  _tl_bytes_put_number (bytes, length + 1);
  g_byte_array_append (bytes, (const guint8 *)string, (guint)length);
}

static void
fail (TlBytesReader *reader, const char *problem)
{
  if (reader->problem == NULL)
    reader->problem = problem;
}

guint64
_tl_bytes_get_number (TlBytesReader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64; shift += 7)
    {
      guint8 byte;

      if (reader->position >= reader->end)
        break;
      byte = *reader->position++;
      value |= (guint64)(byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return value;
    }
  fail (reader, "a number is cut off or too long");
  reader->position = reader->end;
  return 0;
}

guint64
_tl_bytes_get_bounded (TlBytesReader *reader, guint64 bound, const char *problem)
{
  guint64 value = _tl_bytes_get_number (reader);

  if (value <= bound)
    return value;
  fail (reader, problem);
  return 0;
}

char *
_tl_bytes_get_string (TlBytesReader *reader, gsize most)
{
  guint64 length = _tl_bytes_get_number (reader);
  const char *start = (const char *)reader->position;

  if (length == 0)
    return NULL;
  length--;
  if (length > (guint64)(reader->end - reader->position) || length > most
      || !g_utf8_validate_len (start, (gsize)length, NULL))
    {
      fail (reader, "a text is cut off, too long or not UTF-8");
      reader->position = reader->end;
      return NULL;
    }
  reader->position += length;
  return g_strndup (start, (gsize)length);
}
