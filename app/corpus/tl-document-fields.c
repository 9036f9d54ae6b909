/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text fields of a document in the order of their columns, see TL_DOCUMENT_COLUMNS. */
#include "config.h"

#include "corpus/tl-document-private.h"

#include <string.h>

#define MAX_FILE_NAME 255

static const gsize offsets[TL_N_DOCUMENT_STRINGS] = {
  G_STRUCT_OFFSET (TlDocument, id),
  G_STRUCT_OFFSET (TlDocument, number),
  G_STRUCT_OFFSET (TlDocument, number_normal),
  G_STRUCT_OFFSET (TlDocument, title),
  G_STRUCT_OFFSET (TlDocument, short_name),
  G_STRUCT_OFFSET (TlDocument, issuer),
  G_STRUCT_OFFSET (TlDocument, issued),
  G_STRUCT_OFFSET (TlDocument, effective_from),
  G_STRUCT_OFFSET (TlDocument, effective_to),
  G_STRUCT_OFFSET (TlDocument, published),
  G_STRUCT_OFFSET (TlDocument, subject),
  G_STRUCT_OFFSET (TlDocument, source_name),
  G_STRUCT_OFFSET (TlDocument, source_digest),
  G_STRUCT_OFFSET (TlDocument, text_source),
  G_STRUCT_OFFSET (TlDocument, file),
  G_STRUCT_OFFSET (TlDocument, meta),
};

char **
_tl_document_string (TlDocument *document, guint index)
{
  g_assert (index < TL_N_DOCUMENT_STRINGS);

  return &G_STRUCT_MEMBER (char *, document, offsets[index]);
}

TlDocument *
_tl_document_copy_header (const TlDocument *document)
{
  TlDocument *copy = tl_document_new (document->kind, NULL);

  copy->page_count = document->page_count;
  copy->training = document->training;
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS; i++)
    *_tl_document_string (copy, i) = g_strdup (G_STRUCT_MEMBER (char *, document, offsets[i]));
  return copy;
}

gboolean
_tl_file_name_is_safe (const char *name)
{
  gsize length = name != NULL ? strlen (name) : 0;

  if (length == 0 || length > MAX_FILE_NAME || name[0] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("._-", name[i]) == NULL)
      return FALSE;
  return TRUE;
}
