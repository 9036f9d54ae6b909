/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The official cross references of the codification: "(Điều này có nội dung liên quan đến ...)". A
 * reference leads to an anchor of the codification, or names a document outside of it: "Điều 107.
 * Thu hồi đất của Luật 45/2013/QH13 Đất đai ban hành ngày 29/11/2013". Of a list only the last may
 * name the document; the others have the same document at the source of the laws, or a code that
 * begins alike. */
#include "config.h"

#include "import/tl-phapdien-private.h"

#include <string.h>

#include "law/number/tl-doc-number.h"

#define VIEW        "ViewNoiDungPhapDien('"
#define ITEM        "ItemID="
#define MAX_PRINTED 200   /* characters of a reference that names nothing we know */
#define MAX_LINKS   10000 /* of one unit */
#define MAX_APART   300   /* links between one and the other that names its document */

/* A reference while it is read. */
typedef struct
{
  char *code;   /* (nullable): what stands after the unit's word: "107", "26.3.LQ.1", "IV" */
  char *number; /* (nullable): as printed */
  const char *type;
  const char *unit; /* (nullable): an element of units */
} Reference;

static const char *const units[] = { "Điều", "Chương", "Tiểu mục", "Mục", "Phần" };

static void
link_clear (gpointer data)
{
  TlPhapdienLink *link = data;

  g_free (link->id);
  g_free (link->item);
  g_free (link->text);
}

static void
reference_clear (gpointer data)
{
  Reference *reference = data;

  g_free (reference->code);
  g_free (reference->number);
}

/* The letters and figures after @mark in @text; those of @more count too. */
static char *
dup_after (const char *text, const char *mark, const char *more)
{
  const char *at = text != NULL ? strstr (text, mark) : NULL;
  gsize length = 0;

  if (at == NULL)
    return NULL;
  at += strlen (mark);
  while (g_ascii_isalnum (at[length]) || (at[length] != '\0' && strchr (more, at[length]) != NULL))
    length++;
  return length > 0 ? g_strndup (at, length) : NULL;
}

void
_tl_phapdien_take_links (GArray **links, const TlHtmlLine *line)
{
  for (guint i = 0; i < line->links->len && (*links == NULL || (*links)->len < MAX_LINKS); i++)
    {
      const TlHtmlLink *from = &g_array_index (line->links, TlHtmlLink, i);
      g_autofree char *text = g_strndup (line->text + from->from, from->to - from->from);
      TlPhapdienLink link = { .id = dup_after (from->onclick, VIEW, ""),
                              .item = dup_after (from->href, ITEM, "#_"),
                              .text = _tl_import_clean (text) };

      if (*links == NULL)
        {
          *links = g_array_new (FALSE, FALSE, sizeof (TlPhapdienLink));
          g_array_set_clear_func (*links, link_clear);
        }
      g_array_append_val (*links, link);
    }
}

/* The last "của" that a document follows; a heading may have others before it. */
static void
read_document (Reference *reference, const char *text)
{
  const char *at = text;

  while ((at = strstr (at, "của ")) != NULL)
    {
      const char *type;
      char *number;

      at += strlen ("của ");
      number = tl_phapdien_source_read_document (at, &type);
      if (number == NULL)
        continue;
      g_free (reference->number);
      reference->number = number;
      reference->type = type;
    }
}

static void
read_reference (Reference *reference, const TlPhapdienLink *link)
{
  for (guint i = 0; i < G_N_ELEMENTS (units) && reference->unit == NULL; i++)
    if (g_str_has_prefix (link->text, units[i]) && link->text[strlen (units[i])] == ' ')
      reference->unit = units[i];
  if (reference->unit != NULL)
    {
      const char *code = link->text + strlen (reference->unit) + 1;
      gsize length = strcspn (code, " ");

      while (length > 0 && code[length - 1] == '.')
        length--;
      reference->code = length > 0 ? g_strndup (code, length) : NULL;
    }
  read_document (reference, link->text);
}

/* Length of what the codes of one document share: "26.3.LQ" of "26.3.LQ.1"; 0 for a plain number.
 */
static gsize
code_stem (const char *code)
{
  const char *dot = code != NULL ? strrchr (code, '.') : NULL;

  return dot != NULL ? (gsize)(dot - code) : 0;
}

static gboolean
same_stem (const char *a, const char *b)
{
  gsize length = code_stem (a);

  return length > 0 && code_stem (b) == length && strncmp (a, b, length) == 0;
}

static gboolean
same_item (const TlPhapdienLink *a, const TlPhapdienLink *b)
{
  gsize length = a->item != NULL ? strcspn (a->item, "#") : 0;

  return length > 0 && b->item != NULL && strcspn (b->item, "#") == length
         && strncmp (a->item, b->item, length) == 0;
}

static void
take_document (Reference *reference, const char *type, const char *number)
{
  reference->number = g_strdup (number);
  reference->type = type;
}

/* A reference without a number has that of the next in the list that goes to the same document. */
static void
share_numbers (const GArray *links, GArray *references)
{
  for (guint i = links->len; i > 0; i--)
    {
      const TlPhapdienLink *link = &g_array_index (links, TlPhapdienLink, i - 1);
      Reference *reference = &g_array_index (references, Reference, i - 1);

      for (guint k = 0; k < MIN (links->len, MAX_APART) && reference->number == NULL; k++)
        {
          /* Those behind it first, then those before it. */
          guint index = (i + k) % links->len;
          const TlPhapdienLink *other = &g_array_index (links, TlPhapdienLink, index);
          const Reference *named = &g_array_index (references, Reference, index);

          if (named->number != NULL
              && (same_item (link, other) || same_stem (reference->code, named->code)))
            take_document (reference, named->type, named->number);
        }
    }
}

/* The page's own articles say which document a code belongs to: stem -> entry. */
static GHashTable *
read_stems (const TlPhapdienPage *page)
{
  GHashTable *stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < page->entries->len; i++)
    {
      TlPhapdienEntry *entry = g_ptr_array_index (page->entries, i);
      gsize length = code_stem (entry->code);
      g_autofree char *stem = g_strndup (entry->code, length);

      if (length > 0 && entry->source->number != NULL && !g_hash_table_contains (stems, stem))
        g_hash_table_insert (stems, g_steal_pointer (&stem), entry);
    }
  return stems;
}

static void
ask_page (GHashTable *stems, Reference *reference)
{
  gsize length = code_stem (reference->code);
  g_autofree char *stem = length > 0 ? g_strndup (reference->code, length) : NULL;
  const TlPhapdienEntry *entry = stem != NULL ? g_hash_table_lookup (stems, stem) : NULL;

  if (entry != NULL && reference->number == NULL)
    take_document (reference, entry->source->type, entry->source->number);
}

static int
read_roman (const char *roman)
{
  static const char letters[] = "IVXLC";
  static const int values[] = { 1, 5, 10, 50, 100 };
  int sum = 0;

  for (; *roman != '\0'; roman++)
    {
      const char *letter = strchr (letters, *roman);
      const char *next = roman[1] != '\0' ? strchr (letters, roman[1]) : NULL;

      if (letter == NULL)
        return 0;
      sum += next > letter ? -values[letter - letters] : values[letter - letters];
    }
  return sum;
}

/* The unit's anchor: of an article by its number, of a chapter or section by the place in the
 * document ("#Chuong_V_Muc_2"). */
static char *
dup_anchor (const Reference *reference, const TlPhapdienLink *link)
{
  g_autofree char *chapter = dup_after (link->item, "#Chuong_", "");
  g_autofree char *section = dup_after (link->item, "_Muc_", "");
  int number;

  if (reference->unit == units[0] && reference->code != NULL)
    return tl_article_anchor (reference->code + code_stem (reference->code)
                              + (code_stem (reference->code) > 0));
  if (chapter == NULL || strstr (link->item, "_Tieu") != NULL)
    return NULL;
  number = read_roman (chapter);
  if (number > 0 && reference->unit == units[1])
    return g_strdup_printf ("c%d", number);
  if (number > 0 && reference->unit == units[3] && section != NULL)
    return g_strdup_printf ("c%d.m%s", number, section);
  return NULL;
}

static char *
dup_document (const Reference *reference)
{
  g_autoptr (TlDocNumber) number = tl_doc_number_parse (reference->number);

  return tl_document_make_statute_id (reference->type,
                                      number != NULL ? number->normal : reference->number);
}

/* In the notation of citations where number and article are known, "45/2013/QH13:107"; else as it
 * is printed, without heading: "Điều 26.3.LQ.1". */
static void
append_printed (GString *line, const Reference *reference, const TlPhapdienLink *link)
{
  if (reference->number != NULL && reference->unit == units[0] && reference->code != NULL)
    {
      gsize stem = code_stem (reference->code);

      g_string_append_printf (line, "%s:%s", reference->number,
                              reference->code + stem + (stem > 0));
      return;
    }
  if (reference->unit == NULL || reference->code == NULL)
    {
      g_autofree char *cut
          = g_utf8_substring (link->text, 0, MIN (g_utf8_strlen (link->text, -1), MAX_PRINTED));
      g_string_append (line, cut);
      return;
    }
  g_string_append_printf (line, "%s %s", reference->unit, reference->code);
  if (reference->number != NULL)
    g_string_append_printf (line, " %s %s", reference->type, reference->number);
}

static char *
dup_lines (GHashTable *stems, const GArray *links)
{
  g_autoptr (GArray) references = NULL;
  GString *lines;

  if (links == NULL)
    return NULL;
  references = g_array_sized_new (FALSE, TRUE, sizeof (Reference), links->len);
  g_array_set_clear_func (references, reference_clear);
  g_array_set_size (references, links->len);
  for (guint i = 0; i < links->len; i++)
    read_reference (&g_array_index (references, Reference, i),
                    &g_array_index (links, TlPhapdienLink, i));
  share_numbers (links, references);
  lines = g_string_new (NULL);
  for (guint i = 0; i < links->len; i++)
    {
      const TlPhapdienLink *link = &g_array_index (links, TlPhapdienLink, i);
      Reference *reference = &g_array_index (references, Reference, i);

      if (link->id == NULL)
        ask_page (stems, reference);
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      if (link->id != NULL)
        g_string_append_printf (lines, "id:%s", link->id);
      else if (reference->number != NULL)
        {
          g_autofree char *document = dup_document (reference);
          g_autofree char *anchor = dup_anchor (reference, link);

          if (anchor != NULL)
            g_string_append_printf (lines, "doc:%s#%s", document, anchor);
        }
      g_string_append_c (lines, '\t');
      append_printed (lines, reference, link);
    }
  return g_string_free (lines, FALSE);
}

void
_tl_phapdien_read_references (TlPhapdienPage *page)
{
  g_autoptr (GHashTable) stems = read_stems (page);

  for (guint i = 0; i < page->entries->len; i++)
    {
      TlPhapdienEntry *entry = g_ptr_array_index (page->entries, i);

      entry->references = dup_lines (stems, entry->links);
    }
  for (guint i = 0; i < page->headings->len; i++)
    {
      TlPhapdienHeading *heading = &g_array_index (page->headings, TlPhapdienHeading, i);

      heading->references = dup_lines (stems, heading->links);
    }
}
