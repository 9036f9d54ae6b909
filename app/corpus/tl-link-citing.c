/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reverse table's entries: which rows cite which unit of one document. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "corpus/tl-bytes-private.h"
#include "corpus/tl-link-codec-private.h"
#include "corpus/tl-link-unit-private.h"

gboolean
_tl_anchor_is_within (const char *anchor, const char *unit)
{
  gsize length = unit != NULL ? strlen (unit) : 0;

  if (length == 0)
    return TRUE;
  return anchor != NULL && strncmp (anchor, unit, length) == 0
         && (anchor[length] == '\0' || anchor[length] == '.');
}

GPtrArray *
_tl_link_units (const TlLink *link)
{
  GPtrArray *anchors = g_ptr_array_new_with_free_func (g_free);

  if (strstr (link->notation, "..") != NULL)
    _tl_notation_add_units (link->notation, TL_MAX_LINK_UNITS, anchors);
  if (anchors->len == 0)
    g_ptr_array_add (anchors, g_strdup (link->anchor != NULL ? link->anchor : ""));
  return anchors;
}

static guint
shared_prefix (const char *a, const char *b)
{
  guint n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  /* Pieces are UTF-8 by themselves. */
  while (n > 0 && ((guint8)a[n] & 0xc0) == 0x80)
    n--;
  return n;
}

/* A group is an anchor, as what it shares with the one before it and the rest, and its rows. */
GBytes *
_tl_citing_encode (const TlCiting *entries, guint n)
{
  GByteArray *bytes = g_byte_array_new ();
  const char *before = "";

  for (guint i = 0; i < n;)
    {
      guint shared = shared_prefix (before, entries[i].anchor);
      guint32 row = 0;
      guint end = i;

      while (end < n && strcmp (entries[end].anchor, entries[i].anchor) == 0)
        end++;
      _tl_bytes_put_number (bytes, shared);
      _tl_bytes_put_string (bytes, entries[i].anchor + shared);
      _tl_bytes_put_number (bytes, end - i);
      before = entries[i].anchor;
      for (; i < end; i++)
        {
          _tl_bytes_put_number (bytes, entries[i].row - row);
          row = entries[i].row;
        }
    }
  return g_byte_array_free_to_bytes (bytes);
}

gboolean
_tl_citing_decode (const guint8 *data, gsize size, const char *unit, GArray *rows, GError **error)
{
  TlBytesReader reader = { .position = data, .end = data + size };
  g_autoptr (GString) anchor = g_string_new (NULL);

  while (reader.position < reader.end && reader.problem == NULL)
    {
      gsize shared = (gsize)_tl_bytes_get_bounded (&reader, anchor->len, "an anchor is cut off");
      g_autofree char *rest = _tl_bytes_get_string (&reader, TL_MAX_LINK_STRING);
      guint64 count = _tl_bytes_get_bounded (&reader, (guint64)(reader.end - reader.position),
                                             "there are too many rows");
      guint64 row = 0;
      gboolean wanted;

      g_string_truncate (anchor, shared);
      g_string_append (anchor, rest != NULL ? rest : "");
      if (anchor->len > TL_MAX_LINK_STRING)
        reader.problem = "an anchor is too long";
      wanted = _tl_anchor_is_within (anchor->str, unit);
      for (guint64 i = 0; i < count && reader.problem == NULL; i++)
        {
          guint32 one;

          row += _tl_bytes_get_bounded (&reader, G_MAXUINT32 - row, "a row is out of bounds");
          one = (guint32)row;
          if (wanted && reader.problem == NULL)
            g_array_append_val (rows, one);
        }
    }
  if (reader.problem == NULL)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "damaged links: %s", reader.problem);
  return FALSE;
}
