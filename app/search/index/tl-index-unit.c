/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-index-unit.h"

#include <stdio.h>
#include <string.h>

#include "base/tl-error.h"

/* ---- Cutting ---- */

static void
append_unit (GArray *units, const TlDocument *document, guint block)
{
  TlIndexUnit unit = { .block = (int)block, .end = tl_document_subtree_end (document, block) };

  g_array_append_val (units, unit);
}

/* Articles, and the annexes beside them; what stands inside one belongs to it. */
static void
cut_articles (GArray *units, const TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len;)
    {
      TlBlockKind kind = tl_document_get_block (document, i)->kind;

      if (kind == TL_BLOCK_ARTICLE || kind == TL_BLOCK_ANNEX)
        {
          append_unit (units, document, i);
          i = MAX (i + 1, tl_document_subtree_end (document, i));
        }
      else
        i++;
    }
}

static gboolean
has_articles (const TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    if (tl_document_get_block (document, i)->kind == TL_BLOCK_ARTICLE)
      return TRUE;
  return FALSE;
}

static const TlBlock *
block_of (const TlDocument *document, const TlIndexUnit *unit)
{
  return tl_document_get_block (document, unit->block);
}

static GDate *
parse_date (const char *text)
{
  int year, month, day;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3
      || !g_date_valid_dmy (day, month, year))
    return NULL;
  return g_date_new_dmy (day, month, year);
}

static void
write_date (const GDate *date, char to[11])
{
  g_snprintf (to, 11, "%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
              g_date_get_day (date));
}

/* The day on which @later takes over from @earlier: its first day in force; where a gap lies
 * between the two, the middle of the gap. */
static void
handover (const TlBlock *earlier, const TlBlock *later, char day[11])
{
  g_autoptr (GDate) from = parse_date (later->valid_from);
  g_autoptr (GDate) to = parse_date (earlier->valid_to);

  day[0] = '\0';
  if (from == NULL)
    return;
  if (to != NULL && g_date_days_between (to, from) > 1)
    g_date_subtract_days (from, (guint)g_date_days_between (to, from) / 2);
  write_date (from, day);
}

typedef struct
{
  const TlDocument *document;
  GArray *units;
} Cut;

static int
compare_versions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Cut *cut = user_data;
  guint left = *(const guint *)a;
  guint right = *(const guint *)b;
  const TlBlock *l = block_of (cut->document, &g_array_index (cut->units, TlIndexUnit, left));
  const TlBlock *r = block_of (cut->document, &g_array_index (cut->units, TlIndexUnit, right));
  int order = g_strcmp0 (l->valid_from, r->valid_from);

  return order != 0 ? order : (left > right) - (left < right);
}

static TlIndexUnit *
nth_version (Cut *cut, GArray *indices, guint n)
{
  return &g_array_index (cut->units, TlIndexUnit, g_array_index (indices, guint, n));
}

/* Shares time among the versions of one anchor, @indices into @units. Blocks of one anchor and one
 * date are no versions of each other: they stay beside each other. */
static void
share_time (Cut *cut, GArray *indices)
{
  const char *end = "";

  g_array_sort_with_data (indices, compare_versions, cut);
  for (guint i = 1; i < indices->len; i++)
    {
      const TlIndexUnit *before = nth_version (cut, indices, i - 1);
      const TlBlock *earlier = block_of (cut->document, before);
      TlIndexUnit *now = nth_version (cut, indices, i);
      const TlBlock *later = block_of (cut->document, now);

      if (g_strcmp0 (earlier->valid_from, later->valid_from) != 0)
        handover (earlier, later, now->shown_from);
      if (strcmp (now->shown_from, before->shown_from) < 0)
        g_strlcpy (now->shown_from, before->shown_from, sizeof now->shown_from);
    }
  for (guint i = indices->len; i-- > 0;)
    {
      TlIndexUnit *now = nth_version (cut, indices, i);

      if (i + 1 < indices->len
          && strcmp (nth_version (cut, indices, i + 1)->shown_from, now->shown_from) != 0)
        end = nth_version (cut, indices, i + 1)->shown_from;
      g_strlcpy (now->shown_to, end, sizeof now->shown_to);
    }
}

static void
share_all_times (const TlDocument *document, GArray *units)
{
  g_autoptr (GHashTable) groups
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
  Cut cut = { document, units };
  GHashTableIter iter;
  gpointer group;

  for (guint i = 0; i < units->len; i++)
    {
      const char *anchor = block_of (document, &g_array_index (units, TlIndexUnit, i))->anchor;
      GArray *indices = g_hash_table_lookup (groups, anchor);

      if (indices == NULL)
        {
          indices = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, (gpointer)anchor, indices);
        }
      g_array_append_val (indices, i);
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    if (((GArray *)group)->len > 1)
      share_time (&cut, group);
}

GArray *
tl_index_unit_cut (const TlDocument *document)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (TlIndexUnit));

  if (document->kind != TL_DOC_STATUTE || document->blocks->len == 0)
    {
      TlIndexUnit whole = { .block = -1, .end = document->blocks->len, .is_last = TRUE };

      g_array_append_val (units, whole);
      return g_steal_pointer (&units);
    }
  if (has_articles (document))
    cut_articles (units, document);
  else
    for (guint i = 0; i < document->blocks->len;
         i = MAX (i + 1, tl_document_subtree_end (document, i)))
      append_unit (units, document, i);
  share_all_times (document, units);
  return tl_index_unit_slice (document, units);
}

gboolean
tl_index_unit_stands_on (const TlIndexUnit *unit, const char *date)
{
  return strcmp (unit->shown_from, date) <= 0
         && (*unit->shown_to == '\0' || strcmp (date, unit->shown_to) < 0);
}

/* ---- Records ---- */

void
tl_unit_record_clear (TlUnitRecord *self)
{
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->law);
  g_free (self->chapter);
  g_free (self->heading);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_clear_pointer (&self->clauses, g_bytes_unref);
  memset (self, 0, sizeof *self);
}

#define BETWEEN_NAMES "; "

static void
append_words (GString *words, const char *more)
{
  if (more == NULL || *more == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, BETWEEN_NAMES);
  g_string_append (words, more);
}

static char *
end_words (GString *words)
{
  return g_string_free (words, words->len == 0);
}

static char *
describe_law (const TlDocument *document)
{
  GString *words = g_string_new (NULL);

  append_words (words, document->title);
  append_words (words, document->short_name);
  append_words (words, document->number);
  return end_words (words);
}

static char *
describe_chapter (const TlDocument *document, int block)
{
  GString *words = g_string_new (NULL);

  for (int i = block < 0 ? -1 : tl_document_get_block (document, block)->parent; i >= 0;
       i = tl_document_get_block (document, i)->parent)
    append_words (words, tl_document_get_block (document, i)->heading);
  append_words (words, document->subject);
  return end_words (words);
}

void
tl_unit_record_describe (TlUnitRecord *self, const TlDocument *document, const TlIndexUnit *unit)
{
  const TlBlock *block = unit->block < 0 ? NULL : block_of (document, unit);

  *self = (TlUnitRecord){ .block = unit->block, .end = unit->end, .kind = document->kind };
  self->doc = g_strdup (document->id);
  self->chapter = describe_chapter (document, unit->block);
  if (block == NULL)
    self->heading = g_strdup (document->title);
  else
    {
      self->anchor = g_strdup (block->anchor);
      self->law = describe_law (document);
      self->heading = g_strdup (block->heading);
    }
  self->valid_from = g_strdup (
      block != NULL && block->valid_from != NULL ? block->valid_from : document->effective_from);
  self->valid_to = g_strdup (block != NULL && block->valid_to != NULL ? block->valid_to
                                                                      : document->effective_to);
}

const char *
tl_unit_record_get_number (const TlUnitRecord *self)
{
  const char *last = self->law != NULL ? g_strrstr (self->law, BETWEEN_NAMES) : NULL;

  return last != NULL ? last + strlen (BETWEEN_NAMES) : NULL;
}

/* Little-endian on every platform; an absent string is written as an empty one. */
#define RECORD_TYPE   "(uiuysssssssuay)"
#define RECORD_FORMAT "(uiuysssssssu@ay)"

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

GBytes *
tl_unit_record_encode (const TlUnitRecord *self)
{
  g_autoptr (GBytes) clauses
      = self->clauses != NULL ? g_bytes_ref (self->clauses) : g_bytes_new (NULL, 0);
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new (
      RECORD_FORMAT, self->row, self->block, self->end, (guint8)self->kind, or_empty (self->doc),
      or_empty (self->anchor), or_empty (self->law), or_empty (self->chapter),
      or_empty (self->heading), or_empty (self->valid_from), or_empty (self->valid_to),
      self->body_length, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, clauses, TRUE)));

#if G_BYTE_ORDER == G_BIG_ENDIAN
  g_autoptr (GVariant) swapped = g_variant_byteswap (variant);

  return g_variant_get_data_as_bytes (swapped);
#else
  return g_variant_get_data_as_bytes (variant);
#endif
}

static void
null_if_empty (char **text)
{
  if (*text != NULL && **text == '\0')
    g_clear_pointer (text, g_free);
}

gboolean
tl_unit_record_decode (TlUnitRecord *self, GBytes *bytes, GError **error)
{
  g_autoptr (GVariant) variant
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (RECORD_TYPE), bytes, FALSE));
  g_autoptr (GVariant) clauses = NULL;
  guint8 kind;

  memset (self, 0, sizeof *self);
#if G_BYTE_ORDER == G_BIG_ENDIAN
  {
    GVariant *swapped = g_variant_byteswap (variant);

    g_variant_unref (variant);
    variant = swapped;
  }
#endif
  if (!g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_STORE, "damaged unit in the search index");
      return FALSE;
    }
  g_variant_get (variant, RECORD_FORMAT, &self->row, &self->block, &self->end, &kind, &self->doc,
                 &self->anchor, &self->law, &self->chapter, &self->heading, &self->valid_from,
                 &self->valid_to, &self->body_length, &clauses);
  if (kind >= TL_N_DOC_KINDS || self->row == 0 || *self->doc == '\0')
    {
      tl_unit_record_clear (self);
      g_set_error_literal (error, TL_ERROR, TL_ERROR_STORE, "damaged unit in the search index");
      return FALSE;
    }
  self->kind = kind;
  if (g_variant_get_size (clauses) > 0)
    self->clauses = g_variant_get_data_as_bytes (clauses);
  null_if_empty (&self->anchor);
  null_if_empty (&self->law);
  null_if_empty (&self->chapter);
  null_if_empty (&self->heading);
  null_if_empty (&self->valid_from);
  null_if_empty (&self->valid_to);
  return TRUE;
}
