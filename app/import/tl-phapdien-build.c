/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-phapdien-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"

/* The part of one source document that a page holds. */
typedef struct
{
  TlDocument *document;
  GPtrArray *entries;  /* (element-type TlPhapdienEntry) */
  GHashTable *anchors; /* block anchor -> entry */
  GPtrArray *changes;  /* (element-type TlPhapdienChange), each number once */
  char *type;          /* (nullable): "Thông tư" */
} Part;

typedef struct
{
  TlPhapdienPage *page;
  GPtrArray *notes;
  GHashTable *parts; /* document id -> Part */
  GPtrArray *order;  /* the same, as first met */
  GHashTable *seen;  /* codification anchor -> entry */
} Build;

static void
part_free (gpointer data)
{
  Part *part = data;

  tl_document_unref (part->document);
  g_ptr_array_unref (part->entries);
  g_hash_table_unref (part->anchors);
  g_ptr_array_unref (part->changes);
  g_free (part->type);
  g_free (part);
}

/* One article of one document; the text of a repetition may carry the heading that follows it. */
static gboolean
same_entry (const TlPhapdienEntry *a, const TlPhapdienEntry *b)
{
  return strcmp (a->code, b->code) == 0 && strcmp (a->source_line, b->source_line) == 0;
}

/* Whether the page has had this entry before: the codification repeats some, and has given the
 * anchor of one to another by mistake. */
static gboolean
is_repeated (Build *build, TlPhapdienEntry *entry)
{
  const TlPhapdienEntry *before;

  if (entry->anchor == NULL)
    {
      _tl_import_note (build->notes, "Điều %s: the entry has no anchor", entry->code);
      return FALSE;
    }
  before = g_hash_table_lookup (build->seen, entry->anchor);
  if (before == NULL)
    {
      g_hash_table_insert (build->seen, entry->anchor, entry);
      return FALSE;
    }
  if (same_entry (before, entry))
    {
      _tl_import_note (build->notes,
                       "Điều %s: repeats the anchor %s of the same article; kept once", entry->code,
                       entry->anchor);
      return TRUE;
    }
  _tl_import_note (build->notes,
                   "Điều %s: repeats the anchor %s of another article, Điều %s; counted once, but "
                   "the texts of both are kept",
                   entry->code, entry->anchor, before->code);
  return FALSE;
}

/* Documents without a number are told apart by their titles; what has no source at all stands under
 * the đề mục itself. */
static char *
dup_unnumbered_id (Build *build, const TlPhapdienSource *source)
{
  const char *code = build->page->code != NULL ? build->page->code : "0";
  g_autofree char *folded = NULL;
  g_autofree char *digest = NULL;

  if (source->title == NULL)
    return tl_document_make_id ("phapdien", code, NULL);
  folded = g_utf8_casefold (source->title, -1);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);
  digest[8] = '\0';
  return tl_document_make_id ("phapdien", code, digest, NULL);
}

static void
note_unnumbered (Build *build, const TlPhapdienEntry *entry)
{
  if (*entry->source_line == '\0')
    _tl_import_note (build->notes,
                     "Điều %s: no source line; kept under the đề mục, without document and dates",
                     entry->code);
  else if (entry->source->says_no_number)
    _tl_import_note (build->notes,
                     "Điều %s: the source line says that the document has no number; kept under "
                     "its title",
                     entry->code);
  else
    _tl_import_note (build->notes,
                     "Điều %s: the source line names no document number; kept under its title",
                     entry->code);
}

static Part *
part_new (Build *build, TlDocument *document)
{
  Part *part = g_new0 (Part, 1);

  part->document = document;
  part->entries = g_ptr_array_new ();
  part->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  part->changes = g_ptr_array_new ();
  _tl_import_set (&document->subject, build->page->subject);
  g_hash_table_insert (build->parts, document->id, part);
  g_ptr_array_add (build->order, part);
  return part;
}

static Part *
find_part (Build *build, TlPhapdienEntry *entry)
{
  const TlPhapdienSource *source = entry->source;
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "new");
  Part *part;

  if (source->number != NULL)
    {
      _tl_import_set_number (document, source->number);
      g_free (document->id);
      document->id = tl_document_make_statute_id (source->type, document->number_normal);
    }
  else
    {
      note_unnumbered (build, entry);
      g_free (document->id);
      document->id = dup_unnumbered_id (build, source);
    }
  part = g_hash_table_lookup (build->parts, document->id);
  if (part != NULL)
    return part;
  part = part_new (build, g_steal_pointer (&document));
  part->type = g_strdup (source->type);
  return part;
}

/* Number of the article: what the source line says, else the last figure of the code. */
static const char *
get_number (const TlPhapdienEntry *entry, gboolean from_code)
{
  const char *dot;

  if (!from_code && entry->source->article != NULL)
    return entry->source->article;
  dot = strrchr (entry->code, '.');
  return dot != NULL && g_ascii_isdigit (dot[1]) ? dot + 1 : NULL;
}

static char *
try_anchor (Part *part, TlPhapdienEntry *entry, gboolean from_code)
{
  const char *number = get_number (entry, from_code);
  g_autofree char *anchor = number != NULL ? tl_article_anchor (number) : NULL;

  if (anchor == NULL || g_hash_table_contains (part->anchors, anchor))
    return NULL;
  return g_steal_pointer (&anchor);
}

/* Another article has the number: the code of the codification may know better, else the anchor is
 * told apart by a suffix. */
static char *
dup_anchor (Build *build, Part *part, TlPhapdienEntry *entry, gboolean *from_code)
{
  char *anchor = try_anchor (part, entry, FALSE);
  const char *number = get_number (entry, FALSE);

  *from_code = FALSE;
  if (anchor != NULL)
    return anchor;
  anchor = try_anchor (part, entry, TRUE);
  if (anchor != NULL)
    {
      *from_code = TRUE;
      if (number != NULL)
        _tl_import_note (build->notes,
                         "Điều %s: the source line says Điều %s, which another article has; its "
                         "number is taken from the code",
                         entry->code, number);
      return anchor;
    }
  for (guint i = 2;; i++)
    {
      g_free (anchor);
      anchor = g_strdup_printf ("d%s.b%u", number != NULL ? number : "0", i);
      if (!g_hash_table_contains (part->anchors, anchor))
        break;
    }
  _tl_import_note (build->notes, "Điều %s: a second article with the number %s; kept as %s",
                   entry->code, number != NULL ? number : "(none)", anchor);
  return anchor;
}

static void
take_header (TlDocument *document, const TlPhapdienSource *source)
{
  if (document->title == NULL)
    document->title = tl_phapdien_source_dup_title (source);
  if (document->issued == NULL)
    _tl_import_set (&document->issued, source->issued);
  if (document->issuer == NULL)
    _tl_import_set (&document->issuer, source->issuer);
  if (source->effective != NULL
      && (document->effective_from == NULL
          || strcmp (source->effective, document->effective_from) < 0))
    _tl_import_set (&document->effective_from, source->effective);
}

static void
take_changes (Part *part, const TlPhapdienSource *source)
{
  for (guint i = 0; i < source->changes->len; i++)
    {
      TlPhapdienChange *change = g_ptr_array_index (source->changes, i);
      gboolean known = change->number == NULL;

      for (guint k = 0; k < part->changes->len && !known; k++)
        {
          TlPhapdienChange *other = g_ptr_array_index (part->changes, k);
          known = strcmp (other->number, change->number) == 0;
        }
      if (!known)
        g_ptr_array_add (part->changes, change);
    }
}

static void
sort_entries (Build *build)
{
  for (guint i = 0; i < build->page->entries->len; i++)
    {
      TlPhapdienEntry *entry = g_ptr_array_index (build->page->entries, i);
      Part *part;

      entry->index = i;
      if (is_repeated (build, entry))
        continue;
      part = find_part (build, entry);
      take_header (part->document, entry->source);
      take_changes (part, entry->source);
      g_ptr_array_add (part->entries, entry);
    }
}

/* The law that the đề mục is about: its codes have no ordinal ("16.1.LQ.173"; a circular's are
 * "16.1.TT.2.5"). The headings of the page are its chapters. */
static Part *
find_main (Build *build)
{
  Part *best = NULL;
  guint best_count = 0;

  for (guint i = 0; i < build->order->len; i++)
    {
      Part *part = g_ptr_array_index (build->order, i);
      guint count = 0;

      for (guint k = 0; k < part->entries->len; k++)
        {
          const TlPhapdienEntry *entry = g_ptr_array_index (part->entries, k);
          guint dots = 0;
          for (const char *at = entry->code; (at = strchr (at, '.')) != NULL; at++)
            dots++;
          count += dots == 3;
        }
      if (count > best_count)
        {
          best = part;
          best_count = count;
        }
    }
  return best;
}

static gboolean
add_entry (Build *build, Part *part, TlPhapdienEntry *entry, int parent, GError **error)
{
  gboolean from_code;
  g_autofree char *anchor = dup_anchor (build, part, entry, &from_code);
  const char *number = get_number (entry, from_code);
  g_autofree char *label = number != NULL ? g_strdup_printf ("Điều %s", number) : NULL;
  g_autofree char *valid_to = tl_phapdien_source_dup_valid_to (entry->source);
  TlArticleText article = {
    .anchor = anchor,
    .label = label,
    .heading = entry->heading,
    .body = entry->body,
    .valid_from = tl_phapdien_source_get_valid_from (entry->source),
    .valid_to = valid_to,
    .source_id = entry->anchor,
    .source_line = *entry->source_line != '\0' ? entry->source_line : NULL,
    .references = entry->references,
  };

  if (!_tl_import_add_article (part->document, parent, &article))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "Điều %s: too many units in one document",
                   entry->code);
      return FALSE;
    }
  g_hash_table_insert (part->anchors, g_steal_pointer (&anchor), entry);
  return TRUE;
}

/* Headings and articles of the main law as one text, so that its parts and chapters are read by the
 * same grammar as everywhere; @starts holds where each entry stands in it. */
static TlStatuteStructure *
parse_skeleton (Build *build, Part *part, GArray *starts, GArray *headings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint heading = 0;

  for (guint i = 0; i < part->entries->len; i++)
    {
      const TlPhapdienEntry *entry = g_ptr_array_index (part->entries, i);
      const char *number = get_number (entry, FALSE);
      gsize start;

      for (; heading < build->page->headings->len; heading++)
        {
          TlPhapdienHeading *line
              = &g_array_index (build->page->headings, TlPhapdienHeading, heading);
          if (line->before > entry->index)
            break;
          start = text->len;
          g_array_append_val (headings, start);
          g_string_append_printf (text, "%s\n", line->text);
        }
      start = text->len;
      g_array_append_val (starts, start);
      g_string_append_printf (text, "Điều %s. %s\n", number != NULL ? number : "0",
                              entry->heading != NULL ? entry->heading : "");
    }
  return tl_statute_structure_parse (text->str);
}

static gboolean
is_heading (const TlUnit *unit)
{
  return unit->kind >= TL_UNIT_PART && unit->kind <= TL_UNIT_SUBSECTION;
}

/* What the page knows of the heading that begins at @from: its anchor and where it refers to. */
static void
take_heading (Build *build, GArray *starts, gsize from, TlBlock *block)
{
  for (guint i = 0; i < starts->len; i++)
    {
      const TlPhapdienHeading *line = &g_array_index (build->page->headings, TlPhapdienHeading, i);

      if (g_array_index (starts, gsize, i) != from)
        continue;
      _tl_import_set (&block->source_id, line->anchor);
      _tl_import_set (&block->references, line->references);
    }
}

static gboolean
add_main (Build *build, Part *part, GError **error)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) headings = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (TlStatuteStructure) skeleton = parse_skeleton (build, part, starts, headings);
  g_autofree int *blocks = g_new (int, skeleton->units->len + 1);
  int parent = -1;
  guint next = 0;

  for (guint i = 0; i < skeleton->units->len; i++)
    blocks[i] = -1;
  for (guint i = 0; i < part->entries->len; i++)
    {
      gsize start = g_array_index (starts, gsize, i);

      for (; next < skeleton->units->len; next++)
        {
          TlUnit *unit = g_ptr_array_index (skeleton->units, next);
          if (unit->from >= start)
            break;
          if (!is_heading (unit))
            continue;
          parent = (int)part->document->blocks->len;
          blocks[next] = parent;
          take_heading (build, headings, unit->from,
                        _tl_import_add_unit (part->document, unit,
                                             unit->parent < 0 ? -1 : blocks[unit->parent]));
        }
      if (!add_entry (build, part, g_ptr_array_index (part->entries, i), parent, error))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  const TlPhapdienEntry *left = *(TlPhapdienEntry *const *)a;
  const TlPhapdienEntry *right = *(TlPhapdienEntry *const *)b;
  const char *left_number = get_number (left, FALSE);
  const char *right_number = get_number (right, FALSE);
  int by_number = atoi (left_number != NULL ? left_number : "0")
                  - atoi (right_number != NULL ? right_number : "0");

  if (by_number == 0)
    by_number = g_strcmp0 (left_number, right_number);
  return by_number != 0 ? by_number : (left->index > right->index) - (left->index < right->index);
}

static gboolean
add_other (Build *build, Part *part, GError **error)
{
  g_ptr_array_sort (part->entries, compare_entries);
  for (guint i = 0; i < part->entries->len; i++)
    if (!add_entry (build, part, g_ptr_array_index (part->entries, i), -1, error))
      return FALSE;
  return TRUE;
}

static void
set_meta (Build *build, Part *part)
{
  g_autoptr (JsonObject) meta = json_object_new ();
  JsonArray *changes = json_array_new ();

  tl_json_set_string (meta, "codification", build->page->code);
  if (part->type != NULL)
    tl_json_set_string (meta, "type", part->type);
  for (guint i = 0; i < part->changes->len; i++)
    {
      const TlPhapdienChange *change = g_ptr_array_index (part->changes, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "number", change->number);
      tl_json_set_string (object, "effective_from", change->date);
      json_array_add_object_element (changes, object);
    }
  if (json_array_get_length (changes) > 0)
    json_object_set_array_member (meta, "amended_by", changes);
  else
    json_array_unref (changes);
  part->document->meta = tl_json_to_line (meta);
}

gboolean
_tl_phapdien_build (TlPhapdienPage *page, const char *name, TlImportResult *result, GError **error)
{
  Build build = { .page = page, .notes = result->notes };
  Part *main_part;
  gboolean ok = TRUE;

  build.parts = g_hash_table_new (g_str_hash, g_str_equal);
  build.order = g_ptr_array_new_with_free_func (part_free);
  build.seen = g_hash_table_new (g_str_hash, g_str_equal);
  _tl_phapdien_settle_added (page, result->notes);
  sort_entries (&build);
  main_part = find_main (&build);
  for (guint i = 0; i < build.order->len && ok; i++)
    {
      Part *part = g_ptr_array_index (build.order, i);

      ok = part == main_part ? add_main (&build, part, error) : add_other (&build, part, error);
      if (part->document->number == NULL && part->document->title == NULL)
        part->document->title
            = g_strdup_printf ("Đề mục %s %s", page->code != NULL ? page->code : "",
                               page->subject != NULL ? page->subject : "");
      _tl_import_apply_catalogue (part->document);
      set_meta (&build, part);
      g_ptr_array_add (result->documents, tl_document_ref (part->document));
    }
  if (!ok)
    g_prefix_error (error, "%s: ", name);
  g_hash_table_unref (build.parts);
  g_ptr_array_unref (build.order);
  g_hash_table_unref (build.seen);
  return ok;
}
