/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-doc-uri.h"

#include <string.h>

#define SCHEME "troly:"
#define FOLDER "doc/"
/* tl_document_make_id() makes none longer; anchors are far shorter. */
#define PART_MAX 200

char *
tl_doc_uri_build (const char *id, const char *anchor)
{
  g_autofree char *doc = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *unit = anchor != NULL ? g_uri_escape_string (anchor, NULL, FALSE) : NULL;

  return g_strconcat (SCHEME FOLDER, doc, unit != NULL ? "#" : NULL, unit, NULL);
}

static gboolean
is_id (const char *id)
{
  for (const char *at = id; *at != '\0'; at++)
    if (!g_ascii_islower (*at) && !g_ascii_isdigit (*at) && *at != '.' && *at != '-')
      return FALSE;
  return *id != '\0' && strlen (id) <= PART_MAX;
}

static gboolean
is_anchor (const char *anchor)
{
  for (const char *at = anchor; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr (".-_~", *at) == NULL)
      return FALSE;
  return *anchor != '\0' && strlen (anchor) <= PART_MAX;
}

/* What stands between @from and @to, decoded once; %NULL when it is no text. */
static char *
dup_part (const char *from, const char *to)
{
  char *part = g_uri_unescape_segment (from, to, NULL);

  if (part != NULL && !g_utf8_validate (part, -1, NULL))
    g_clear_pointer (&part, g_free);
  return part;
}

gboolean
tl_doc_uri_parse (const char *uri, char **id, char **anchor)
{
  g_autofree char *doc = NULL;
  g_autofree char *unit = NULL;
  const char *from, *hash, *end;

  *id = NULL;
  *anchor = NULL;
  if (strnlen (uri, TL_DOC_URI_MAX + 1) > TL_DOC_URI_MAX
      || g_ascii_strncasecmp (uri, SCHEME, strlen (SCHEME)) != 0)
    return FALSE;
  from = uri + strlen (SCHEME);
  while (*from == '/')
    from++;
  if (!g_str_has_prefix (from, FOLDER))
    return FALSE;
  from += strlen (FOLDER);
  end = from + strlen (from);
  hash = strchr (from, '#');
  doc = dup_part (from, hash != NULL ? hash : end);
  if (doc == NULL || !is_id (doc))
    return FALSE;
  /* A link that ends in "#" means the whole document. */
  if (hash != NULL && hash[1] != '\0')
    {
      unit = dup_part (hash + 1, end);
      if (unit == NULL || !is_anchor (unit))
        return FALSE;
    }
  *id = g_steal_pointer (&doc);
  *anchor = g_steal_pointer (&unit);
  return TRUE;
}
