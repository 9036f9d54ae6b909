/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-cite-read-private.h"

/* A comment in brackets between units ("khoản 1 (được hướng dẫn tại Điều 5 Nghị quyết ...) Điều
 * 7") breaks no run, and is a text of its own. */

#define MAX_COMMENT 400
#define MIN_COMMENT 8 /* bytes of the shortest that can name a unit */

/* Returns: (nullable): the bracket that closes the one at @p. */
static const char *
find_close (const char *p, const char *end)
{
  int depth = 0;

  if (end - p > MAX_COMMENT)
    end = p + MAX_COMMENT;
  for (; p < end; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return p;
    }
  return NULL;
}

static gboolean
has_figure (const char *p, const char *end)
{
  while (p < end && !g_ascii_isdigit (*p))
    p++;
  return p < end;
}

/* Reads what stands between two brackets; what it finds is added. */
static void
read_inside (TlCiteReader *outer, const char *from, const char *to)
{
  TlCiteReader self = *outer;
  const char *heads_end = _tl_cite_heads_bound (outer->heads, to);

  self.end = to;
  self.sentence = from;
  self.open = g_array_new (FALSE, FALSE, sizeof (TlCiteOpen));
  self.entries = g_array_new (FALSE, FALSE, sizeof (TlCiteEntry));
  self.group = g_ptr_array_new ();
  self.edge = NULL;
  self.left = (TlCiteHead){ 0 };
  self.has_left = self.left_used = FALSE;
  self.qualifier = NULL;
  self.self_doc = NULL;
  self.person_mark = outer->found->len;
  self.inner = TRUE;
  _tl_cite_read (&self, from, to);
  outer->run = self.run;
  g_array_unref (self.open);
  g_array_unref (self.entries);
  g_ptr_array_unref (self.group);
  _tl_cite_heads_bound (outer->heads, heads_end);
}

void
_tl_cite_comments (TlCiteReader *self, const char *from, const char *to)
{
  const char *p = from;

  if (self->inner)
    return;
  while (p < to && (p = memchr (p, '(', (gsize)(to - p))) != NULL)
    {
      const char *close = find_close (p, to);

      if (close == NULL)
        return;
      if (close - p > MIN_COMMENT && has_figure (p, close))
        read_inside (self, p + 1, close);
      p = close + 1;
    }
}

/* Whether a document was found without any units, which may own those before the bracket: "Điều 51
 * (BLHS năm 2015)". */
static gboolean
is_name_alone (GPtrArray *found, guint first)
{
  gboolean named = FALSE;

  for (guint i = first; i < found->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (found, i);

      if (citation->doc->kind != TL_CITED_UNKNOWN && citation->article[0] != '\0')
        return FALSE;
      named |= citation->doc->kind != TL_CITED_UNKNOWN;
    }
  return named;
}

const char *
_tl_cite_comment (TlCiteReader *self, const char *p)
{
  guint first = self->found->len;
  const char *close;

  /* Tried once: what stands inside is then read as what it was not found to be. */
  if (self->inner || self->open->len == 0 || (self->tried != NULL && p < self->tried))
    return NULL;
  close = find_close (p, self->end);
  if (close == NULL || close - p <= MIN_COMMENT || !has_figure (p, close))
    return NULL;
  self->tried = close;
  read_inside (self, p + 1, close);
  if (!is_name_alone (self->found, first))
    return close + 1;
  g_ptr_array_set_size (self->found, (int)first);
  return NULL;
}
