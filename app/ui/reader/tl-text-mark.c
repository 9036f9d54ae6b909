/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-mark.h"

#include "ui/reader/tl-passage.h"

/* Text of the paragraphs from @first to before @end, a line each. */
static char *
join_paragraphs (TlTextModel *model, guint first, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      if (i > first)
        g_string_append_c (text, '\n');
      g_string_append (text, tl_text_model_get (model, i)->text);
    }
  return g_string_free (text, FALSE);
}

/* A character of the joined text as paragraph and character. */
static void
locate (
    TlTextModel *model, guint first, guint end, guint offset, guint *paragraph, guint *character)
{
  for (guint i = first; i < end; i++)
    {
      guint length = (guint)g_utf8_strlen (tl_text_model_get (model, i)->text, -1);

      *paragraph = i;
      *character = MIN (offset, length);
      if (offset <= length)
        return;
      offset -= length + 1;
    }
}

static gboolean
find_between (TlTextModel *model, guint first, guint end, const char *passage, TlTextSpan *span)
{
  g_autofree char *text = join_paragraphs (model, first, end);
  guint from, to;

  if (tl_passage_find (text, passage, &from, &to) <= 0)
    return FALSE;
  locate (model, first, end, from, &span->from_paragraph, &span->from);
  locate (model, first, end, to, &span->to_paragraph, &span->to);
  return TRUE;
}

gboolean
tl_text_mark_find (TlTextModel *model, const char *anchor, const char *passage, TlTextSpan *span)
{
  int first = anchor != NULL ? tl_text_model_find (model, anchor) : -1;

  if (first >= 0
      && find_between (model, (guint)first, tl_text_model_subtree_end (model, (guint)first),
                       passage, span))
    return TRUE;
  return find_between (model, 0, tl_text_model_get_n_paragraphs (model), passage, span);
}
