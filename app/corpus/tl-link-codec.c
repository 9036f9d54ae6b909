/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-link-codec-private.h"

#include <string.h>
#include <zstd.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus/tl-bytes-private.h"
#include "corpus/tl-link-unit-private.h"

#define FORMAT_VERSION 1
#define LEVEL          19

/* Bits of a link's flags; the lowest two are its confidence. */
#define FLAG_CONFIDENCE 3
#define FLAG_OFFICIAL   4
#define FLAG_WARNINGS   8
#define FLAG_ANCHOR     16 /* the anchor does not follow from the notation and is given */
#define FLAG_ALL        31

/* Smallest link: five columns of a byte and an absent unit. */
#define MIN_LINK_BYTES 6

/* What the links of one document share: how it is called and what it resolves to. */
typedef struct
{
  char *key;
  char *target; /* (nullable) */
} Name;

static void
name_clear (gpointer data)
{
  Name *name = data;

  g_free (name->key);
  g_free (name->target);
}

void
tl_link_free (TlLink *link)
{
  if (link == NULL)
    return;
  g_free (link->notation);
  g_free (link->target);
  g_free (link->anchor);
  g_free (link);
}

/* Bytes of the notation that name the document. */
static gsize
key_length (const TlLink *link)
{
  return strcspn (link->notation, ":#");
}

static const char *
check_link (const TlLink *link, const TlLink *before)
{
  const char *const strings[] = { link->notation, link->target, link->anchor };

  if (link->notation == NULL)
    return "it has no notation";
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    if (strings[i] != NULL
        && (strlen (strings[i]) > TL_MAX_LINK_STRING || !g_utf8_validate (strings[i], -1, NULL)))
      return "its text is too long or not UTF-8";
  if (link->block >= TL_LIMIT_DOCUMENT_BLOCKS || link->to < link->from
      || link->to > TL_LIMIT_BLOCK_TEXT)
    return "its place is out of bounds";
  if (before != NULL
      && (link->block < before->block
          || (link->block == before->block && link->from < before->from)))
    return "it is out of order";
  if ((guint)link->confidence > TL_CONFIDENCE_HIGH)
    return "its confidence is unknown";
  return NULL;
}

static guint
find_name (GArray *names, GHashTable *indexes, const TlLink *link)
{
  g_autofree char *key = g_strndup (link->notation, key_length (link));
  char *both = g_strconcat (key, "\n", link->target, NULL);
  gpointer index;
  Name name;

  if (g_hash_table_lookup_extended (indexes, both, NULL, &index))
    {
      g_free (both);
      return GPOINTER_TO_UINT (index);
    }
  name.key = g_steal_pointer (&key);
  name.target = g_strdup (link->target);
  g_array_append_val (names, name);
  g_hash_table_insert (indexes, both, GUINT_TO_POINTER (names->len - 1));
  return names->len - 1;
}

/* The columns: those of numbers first, then the units, then what only some links have. */
typedef struct
{
  GByteArray *blocks;
  GByteArray *from;
  GByteArray *length;
  GByteArray *names;
  GByteArray *flags;
  GByteArray *units;
  GByteArray *rest;
} Columns;

static void
put_link (Columns *columns, const TlLink *link, const TlLink *before, guint name)
{
  guint last_block = before != NULL ? before->block : 0;
  guint last_from = before != NULL && before->block == link->block ? before->from : 0;
  g_autofree char *derived = _tl_notation_dup_anchor (link->notation);
  const char *unit = link->notation + key_length (link);
  guint8 flags = (guint8)link->confidence;

  if (link->official)
    flags |= FLAG_OFFICIAL;
  if (link->warnings != 0)
    flags |= FLAG_WARNINGS;
  if (g_strcmp0 (derived, link->anchor) != 0)
    flags |= FLAG_ANCHOR;
  _tl_bytes_put_number (columns->blocks, link->block - last_block);
  _tl_bytes_put_number (columns->from, link->from - last_from);
  _tl_bytes_put_number (columns->length, link->to - link->from);
  _tl_bytes_put_number (columns->names, name);
  g_byte_array_append (columns->flags, &flags, 1);
  _tl_bytes_put_string (columns->units, *unit != '\0' ? unit : NULL);
  if (flags & FLAG_WARNINGS)
    _tl_bytes_put_number (columns->rest, link->warnings);
  if (flags & FLAG_ANCHOR)
    _tl_bytes_put_string (columns->rest, link->anchor);
}

static void
put_names (GByteArray *bytes, GArray *names)
{
  _tl_bytes_put_number (bytes, names->len);
  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);

      _tl_bytes_put_string (bytes, name->key);
      _tl_bytes_put_string (bytes, name->target);
    }
}

GByteArray *
_tl_links_encode (GPtrArray *links, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr (GHashTable) indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GByteArray *parts[7];
  Columns columns;
  const char *problem = NULL;
  const TlLink *before = NULL;

  g_array_set_clear_func (names, name_clear);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = g_byte_array_new ();
  columns = (Columns){ parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6] };
  if (links->len > TL_MAX_DOCUMENT_LINKS)
    problem = "there are too many";
  for (guint i = 0; i < links->len && problem == NULL; i++)
    {
      const TlLink *link = g_ptr_array_index (links, i);

      problem = check_link (link, before);
      if (problem == NULL)
        put_link (&columns, link, before, find_name (names, indexes, link));
      before = link;
    }
  _tl_bytes_put_number (bytes, FORMAT_VERSION);
  put_names (bytes, names);
  _tl_bytes_put_number (bytes, links->len);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_byte_array_append (bytes, parts[i]->data, parts[i]->len);
      g_byte_array_unref (parts[i]);
    }
  if (problem == NULL)
    return g_steal_pointer (&bytes);
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "links cannot be stored: %s", problem);
  return NULL;
}

static GArray *
get_names (TlBytesReader *reader)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (Name));
  guint64 count = _tl_bytes_get_bounded (reader, (guint64)(reader->end - reader->position) / 2,
                                         "there are too many names");

  g_array_set_clear_func (names, name_clear);
  for (guint64 i = 0; i < count && reader->problem == NULL; i++)
    {
      Name name = { _tl_bytes_get_string (reader, TL_MAX_LINK_STRING),
                    _tl_bytes_get_string (reader, TL_MAX_LINK_STRING) };

      g_array_append_val (names, name);
      if (name.key == NULL && reader->problem == NULL)
        reader->problem = "a name is missing";
    }
  return names;
}

static void
get_places (TlBytesReader *reader, GPtrArray *links)
{
  guint64 last = 0;

  for (guint i = 0; i < links->len; i++)
    {
      last += _tl_bytes_get_bounded (reader, TL_LIMIT_DOCUMENT_BLOCKS - 1 - last,
                                     "a block's number is too large");
      ((TlLink *)g_ptr_array_index (links, i))->block = (guint)last;
    }
  for (guint i = 0; i < links->len; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);
      const TlLink *before = i > 0 ? g_ptr_array_index (links, i - 1) : NULL;

      last = before != NULL && before->block == link->block ? before->from : 0;
      link->from = (guint)(last
                           + _tl_bytes_get_bounded (reader, TL_LIMIT_BLOCK_TEXT - last,
                                                    "a place is out of bounds"));
    }
  for (guint i = 0; i < links->len; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);

      link->to = (guint)(link->from
                         + _tl_bytes_get_bounded (reader, TL_LIMIT_BLOCK_TEXT - link->from,
                                                  "a place is out of bounds"));
    }
}

static void
get_notations (TlBytesReader *reader, GPtrArray *links, GArray *names, guint8 *flags)
{
  for (guint i = 0; i < links->len && reader->problem == NULL; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);

      if (names->len == 0)
        reader->problem = "a name is missing";
      else
        link->warnings = (guint)_tl_bytes_get_bounded (reader, names->len - 1, "a name is missing");
    }
  for (guint i = 0; i < links->len && reader->problem == NULL; i++)
    {
      flags[i] = (guint8)_tl_bytes_get_bounded (reader, FLAG_ALL, "flags are unknown");
      if ((flags[i] & FLAG_CONFIDENCE) > TL_CONFIDENCE_HIGH)
        reader->problem = "a confidence is unknown";
    }
  for (guint i = 0; i < links->len && reader->problem == NULL; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);
      const Name *name = &g_array_index (names, Name, link->warnings);
      g_autofree char *unit = _tl_bytes_get_string (reader, TL_MAX_LINK_STRING);

      link->notation = g_strconcat (name->key, unit, NULL);
      link->target = g_strdup (name->target);
      link->warnings = 0;
    }
}

static void
get_rest (TlBytesReader *reader, GPtrArray *links, const guint8 *flags)
{
  for (guint i = 0; i < links->len && reader->problem == NULL; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);

      link->confidence = (TlConfidence)(flags[i] & FLAG_CONFIDENCE);
      link->official = (flags[i] & FLAG_OFFICIAL) != 0;
      if (flags[i] & FLAG_WARNINGS)
        link->warnings = (guint)_tl_bytes_get_bounded (reader, G_MAXUINT, "warnings are unknown");
      if (flags[i] & FLAG_ANCHOR)
        link->anchor = _tl_bytes_get_string (reader, TL_MAX_LINK_STRING);
      else
        link->anchor = _tl_notation_dup_anchor (link->notation);
    }
}

GPtrArray *
_tl_links_decode (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  const guint8 *start = size > 0 ? data : (const guint8 *)"";
  TlBytesReader reader = { .position = start, .end = start + size };
  guint64 version = _tl_bytes_get_number (&reader);
  g_autoptr (GArray) names = NULL;
  g_autofree guint8 *flags = NULL;
  guint64 count;

  if (reader.problem == NULL && version != FORMAT_VERSION)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "links in format %" G_GUINT64_FORMAT ", this program reads %d", version,
                   FORMAT_VERSION);
      return NULL;
    }
  names = get_names (&reader);
  count = _tl_bytes_get_bounded (
      &reader,
      MIN (TL_MAX_DOCUMENT_LINKS, (guint64)(reader.end - reader.position) / MIN_LINK_BYTES),
      "there are too many links");
  for (guint64 i = 0; i < count; i++)
    g_ptr_array_add (links, g_new0 (TlLink, 1));
  flags = g_malloc0 ((gsize)count + 1);
  get_places (&reader, links);
  get_notations (&reader, links, names, flags);
  get_rest (&reader, links, flags);
  if (reader.problem == NULL && reader.position != reader.end)
    reader.problem = "there is more than the links";
  if (reader.problem == NULL)
    return g_steal_pointer (&links);
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "damaged links: %s at byte %" G_GSIZE_FORMAT,
               reader.problem, (gsize)(reader.position - start));
  return NULL;
}

GBytes *
_tl_links_compress (GPtrArray *links, GError **error)
{
  g_autoptr (GByteArray) bytes = _tl_links_encode (links, error);
  g_autofree char *frame = NULL;
  gsize bound, size;

  if (bytes == NULL)
    return NULL;
  bound = ZSTD_compressBound (bytes->len);
  frame = g_malloc (bound);
  size = ZSTD_compress (frame, bound, bytes->data, bytes->len, LEVEL);
  if (ZSTD_isError (size))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE, "cannot compress: %s",
                   ZSTD_getErrorName (size));
      return NULL;
    }
  return g_bytes_new_take (g_realloc (g_steal_pointer (&frame), size), size);
}

GPtrArray *
_tl_links_decompress (const void *frame, gsize size, GError **error)
{
  unsigned long long content = ZSTD_getFrameContentSize (frame, size);
  g_autofree guint8 *data = NULL;
  gsize read;

  if (content == ZSTD_CONTENTSIZE_ERROR || content == ZSTD_CONTENTSIZE_UNKNOWN
      || content > TL_LIMIT_BLOCK_TEXT || ZSTD_findFrameCompressedSize (frame, size) != size)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "damaged links: no whole zstd frame");
      return NULL;
    }
  data = g_malloc ((gsize)content + 1);
  read = ZSTD_decompress (data, (gsize)content, frame, size);
  if (ZSTD_isError (read) || read != content)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "damaged links: %s",
                   ZSTD_isError (read) ? ZSTD_getErrorName (read) : "wrong size");
      return NULL;
    }
  return _tl_links_decode (data, read, error);
}
