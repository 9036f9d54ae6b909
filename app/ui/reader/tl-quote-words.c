/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-quote-words.h"

#include "ui/reader/tl-cited-words.h"

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* Label of the paragraph around @anchor: "[2]"; its part: "Nhận định của Tòa án". Borrowed. */
static const char *
find_label (const TlDocument *document, const char *anchor, const char **part)
{
  const char *label = NULL;
  int index = anchor != NULL ? tl_document_find (document, anchor, NULL) : -1;

  *part = NULL;
  for (; index >= 0; index = tl_document_get_block (document, (guint)index)->parent)
    {
      const TlBlock *block = tl_document_get_block (document, (guint)index);

      if (label == NULL && !is_blank (block->label) && block->label[0] == '[')
        label = block->label;
      if (!is_blank (block->heading))
        *part = block->heading;
    }
  return label;
}

/* "đoạn [2]–[3] phần Nhận định của Tòa án" of judgments and án lệ. */
static char *
dup_paragraphs (const TlDocument *document, const char *anchor, const char *anchor_end)
{
  const char *part, *end_part;
  const char *label = find_label (document, anchor, &part);
  const char *end = find_label (document, anchor_end, &end_part);
  GString *words = g_string_new (NULL);

  if (label != NULL)
    g_string_append_printf (words, "đoạn %s", label);
  if (label != NULL && end != NULL && g_strcmp0 (part, end_part) == 0 && !g_str_equal (label, end))
    g_string_append_printf (words, "–%s", end);
  if (part != NULL)
    g_string_append_printf (words, "%sphần %s", words->len > 0 ? " " : "", part);
  return g_string_free (words, FALSE);
}

/* Where the words behind the first space that both end with begin in @words; its length when they
 * share none. */
static gsize
shared_end (const char *words, const char *others)
{
  for (const char *at = strchr (words, ' '); at != NULL; at = strchr (at + 1, ' '))
    if (g_str_has_suffix (others, at))
      return (gsize)(at - words);
  return strlen (words);
}

/* "khoản 1 đến khoản 2 Điều 452"; of a unit and one inside of it the unit. */
static char *
dup_units (const TlDocument *document, const char *anchor, const char *anchor_end)
{
  g_autofree char *first = tl_cited_words_units (document, anchor);
  g_autofree char *last = tl_cited_words_units (document, anchor_end);

  g_autofree char *inside = NULL;

  if (is_blank (first) || is_blank (last) || g_str_equal (first, last))
    return g_steal_pointer (&first);
  inside = g_strconcat (" ", first, NULL);
  if (g_str_has_suffix (last, inside))
    return g_steal_pointer (&first);
  g_free (inside);
  inside = g_strconcat (" ", last, NULL);
  if (g_str_has_suffix (first, inside))
    return g_steal_pointer (&last);
  return g_strdup_printf ("%.*s đến %s", (int)shared_end (first, last), first, last);
}

static void
append (GString *words, const char *more)
{
  if (words->len > 0 && *more != '\0')
    g_string_append (words, ", ");
  g_string_append (words, more);
}

char *
tl_quote_words (const TlDocument *document,
                const char *quote,
                const char *anchor,
                const char *anchor_end,
                guint page_from,
                guint page_to)
{
  gboolean is_law = document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_GUIDANCE;
  g_autofree char *name = tl_cited_words_document (document);
  g_autofree char *units = is_law ? dup_units (document, anchor, anchor_end)
                                  : dup_paragraphs (document, anchor, anchor_end);
  g_autofree char *page = NULL;
  g_autoptr (GString) source = g_string_new (units);

  /* "khoản 1 Điều 41 Bộ luật Dân sự năm 2015" is one name; a paragraph is named beside. */
  if (is_law && source->len > 0)
    g_string_append_printf (source, " %s", name);
  else
    append (source, name);
  if (page_from > 0 && page_to > page_from)
    page = g_strdup_printf ("trang %u–%u", page_from, page_to);
  else if (page_from > 0)
    page = g_strdup_printf ("trang %u", page_from);
  append (source, page != NULL ? page : "");
  return g_strdup_printf ("“%s”\n(%s)", quote, source->str);
}
