/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Format "articles": {"id","law","article","title","text"} a line, and optional members. Lines of
 * one law make one document, in the order in which they stand; several lines of one article are its
 * versions, told apart by "effective_from". */
#include "config.h"

#include "import/tl-import-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "import/tl-jsonl.h"

typedef struct
{
  char *id;
  char *article;
  char *heading;
  char *body;
  char *chapter;
  char *from;
  char *to;
} Line;

typedef struct
{
  TlDocument *document;
  GPtrArray *lines;    /* (element-type Line) */
  GPtrArray *chapters; /* (element-type utf8): as first met */
} Law;

typedef struct
{
  GPtrArray *laws;
  GHashTable *by_id;
  GPtrArray *notes;
} Articles;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->id);
  g_free (line->article);
  g_free (line->heading);
  g_free (line->body);
  g_free (line->chapter);
  g_free (line->from);
  g_free (line->to);
  g_free (line);
}

static void
law_free (gpointer data)
{
  Law *law = data;

  tl_document_unref (law->document);
  g_ptr_array_unref (law->lines);
  g_ptr_array_unref (law->chapters);
  g_free (law);
}

static void
fill (char **field, JsonObject *object, const char *name)
{
  if (*field == NULL)
    *field = tl_jsonl_dup_text (object, name);
}

static Law *
find_law (Articles *self, const char *title, const char *number, TlDocKind kind)
{
  g_autoptr (TlDocument) document = tl_document_new (kind, "new");
  Law *law;

  g_free (document->id);
  if (number != NULL)
    {
      _tl_import_set_number (document, number);
      document->id = tl_document_make_statute_id (title, document->number_normal);
    }
  else
    document->id = tl_document_make_id (title, NULL);
  law = g_hash_table_lookup (self->by_id, document->id);
  if (law != NULL)
    return law;
  law = g_new0 (Law, 1);
  _tl_import_set (&document->title, title);
  law->document = g_steal_pointer (&document);
  law->lines = g_ptr_array_new_with_free_func (line_free);
  law->chapters = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->by_id, law->document->id, law);
  g_ptr_array_add (self->laws, law);
  return law;
}

static void
fill_document (TlDocument *document, JsonObject *object, const Line *line, const char *issued)
{
  fill (&document->short_name, object, "short_name");
  fill (&document->issuer, object, "issuer");
  if (document->issued == NULL)
    _tl_import_set (&document->issued, issued);
  if (line->from != NULL
      && (document->effective_from == NULL || strcmp (line->from, document->effective_from) < 0))
    _tl_import_set (&document->effective_from, line->from);
  document->training |= tl_jsonl_get_flag (object, "training");
}

static char *
check_kind (JsonObject *object, TlDocKind *kind)
{
  g_autofree char *code = tl_jsonl_dup_text (object, "kind");

  *kind = TL_DOC_STATUTE;
  if (code != NULL && !tl_doc_kind_from_code (code, kind))
    return g_strdup_printf ("\"kind\" is none of statute, guidance, precedent, judgment: %s", code);
  return NULL;
}

static char *
line_cb (JsonObject *object, guint number, gpointer user_data)
{
  Articles *self = user_data;
  g_autofree char *title = tl_jsonl_dup_text (object, "law");
  g_autofree char *law_number = tl_jsonl_dup_text (object, "number");
  g_autofree char *issued = NULL;
  char *problem = NULL;
  TlDocKind kind;
  Line *line;
  Law *law;

  problem = check_kind (object, &kind);
  if (problem == NULL && (title == NULL || !json_object_has_member (object, "text")))
    problem = g_strdup ("\"law\" and \"text\" are needed");
  line = g_new0 (Line, 1);
  line->id = tl_jsonl_dup_text (object, "id");
  line->article = tl_jsonl_dup_text (object, "article");
  line->heading = tl_jsonl_dup_text (object, "title");
  line->chapter = tl_jsonl_dup_text (object, "chapter");
  line->body = tl_jsonl_dup_body (object, "text");
  line->from = tl_jsonl_dup_date (object, "effective_from", &problem);
  line->to = tl_jsonl_dup_date (object, "effective_to", &problem);
  issued = tl_jsonl_dup_date (object, "issued", &problem);
  if (line->id == NULL)
    line->id = g_strdup_printf ("%s#%s", title, line->article != NULL ? line->article : "");
  if (problem != NULL)
    {
      line_free (line);
      return problem;
    }
  law = find_law (self, title, law_number, kind);
  fill_document (law->document, object, line, issued);
  g_ptr_array_add (law->lines, line);
  if (line->chapter != NULL
      && !g_ptr_array_find_with_equal_func (law->chapters, line->chapter, g_str_equal, NULL))
    g_ptr_array_add (law->chapters, g_strdup (line->chapter));
  return NULL;
}

/* "Chương XVII. Các tội ..." read by the grammar of statutes; any other name as a heading. */
static int
add_chapter (Law *law, guint index)
{
  const char *chapter = g_ptr_array_index (law->chapters, index);
  g_autofree char *text = g_strdup_printf ("%s\nĐiều 1. -\n", chapter);
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);
  TlUnit *unit = structure->units->len > 0 ? g_ptr_array_index (structure->units, 0) : NULL;

  if (unit != NULL && unit->kind >= TL_UNIT_PART && unit->kind <= TL_UNIT_SUBSECTION)
    _tl_import_add_unit (law->document, unit, -1);
  else
    {
      g_autofree char *anchor = g_strdup_printf ("c.x%u", index + 1);
      TlBlock *block = tl_block_new (TL_BLOCK_CHAPTER, -1, anchor);

      _tl_import_set (&block->heading, chapter);
      _tl_import_set (&block->text, "");
      tl_document_add (law->document, block);
    }
  return (int)law->document->blocks->len - 1;
}

/* The anchor of a line; one whose place is taken, or that has no number, is named after its id. */
static char *
dup_anchor (Articles *self, GHashTable *taken, const Line *line)
{
  g_autofree char *slug = NULL;
  g_autofree char *anchor = line->article != NULL ? tl_article_anchor (line->article) : NULL;
  g_autofree char *key = g_strdup_printf ("%s %s", anchor != NULL ? anchor : "",
                                          line->from != NULL ? line->from : "");

  if (anchor != NULL && g_hash_table_add (taken, g_steal_pointer (&key)))
    return g_steal_pointer (&anchor);
  if (anchor != NULL)
    _tl_import_note (self->notes,
                     "%s: another line has Điều %s of this law with the same effective_from; kept "
                     "under its own id",
                     line->id, line->article);
  slug = tl_document_make_id (line->id, NULL);
  for (guint i = 1;; i++)
    {
      g_free (anchor);
      anchor = i == 1 ? g_strdup_printf ("m.%s", slug) : g_strdup_printf ("m.%s.%u", slug, i);
      if (g_hash_table_add (taken, g_strdup (anchor)))
        return g_steal_pointer (&anchor);
    }
}

static gboolean
add_lines (Articles *self, Law *law, GHashTable *taken, const char *chapter, int parent)
{
  for (guint i = 0; i < law->lines->len; i++)
    {
      Line *line = g_ptr_array_index (law->lines, i);
      g_autofree char *anchor = NULL;
      g_autofree char *label = NULL;
      TlArticleText article;

      if (g_strcmp0 (line->chapter, chapter) != 0)
        continue;
      anchor = dup_anchor (self, taken, line);
      label = line->article != NULL ? g_strdup_printf ("Điều %s", line->article) : NULL;
      article = (TlArticleText){ .anchor = anchor,
                                 .label = label,
                                 .heading = line->heading,
                                 .body = line->body,
                                 .valid_from = line->from,
                                 .valid_to = line->to,
                                 .source_id = line->id };
      if (!_tl_import_add_article (law->document, parent, &article))
        return FALSE;
    }
  return TRUE;
}

static gboolean
build_law (Articles *self, Law *law, const char *name, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean ok = add_lines (self, law, taken, NULL, -1);

  for (guint i = 0; i < law->chapters->len && ok; i++)
    {
      int parent = add_chapter (law, i);
      ok = add_lines (self, law, taken, g_ptr_array_index (law->chapters, i), parent);
    }
  if (!ok)
    g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: %s has too many units for one document",
                 name, law->document->title);
  return ok;
}

gboolean
_tl_import_articles (GBytes *data,
                     const char *name,
                     TlImportResult *result,
                     GCancellable *cancellable,
                     GError **error)
{
  Articles self = { .notes = result->notes };
  gboolean ok;

  self.laws = g_ptr_array_new_with_free_func (law_free);
  self.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  ok = tl_jsonl_foreach (data, name, result, line_cb, &self, cancellable, error);
  for (guint i = 0; i < self.laws->len && ok; i++)
    {
      Law *law = g_ptr_array_index (self.laws, i);

      ok = build_law (&self, law, name, error);
      _tl_import_apply_catalogue (law->document);
      g_ptr_array_add (result->documents, tl_document_ref (law->document));
    }
  g_hash_table_unref (self.by_id);
  g_ptr_array_unref (self.laws);
  return ok;
}
