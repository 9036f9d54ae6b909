/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publisher/training/tl-training-statutes.h"

#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-json.h"
#include "law/statute/tl-statute-structure.h"
#include "publisher/training/tl-seed.h"
#include "text/tl-text.h"

/* One statute file read: its header fields and its units. */
typedef struct
{
  char *name;
  GHashTable *fields;
  TlStatuteStructure *structure;
  char *from; /* first day of this wording */
} StatuteFile;

static void
statute_file_free (StatuteFile *file)
{
  g_free (file->name);
  g_free (file->from);
  g_clear_pointer (&file->fields, g_hash_table_unref);
  g_clear_pointer (&file->structure, tl_statute_structure_free);
  g_free (file);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StatuteFile, statute_file_free)

static GHashTable *
parse_header (const char *header)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (header, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strstr (lines[i], ": ");
      if (colon != NULL)
        g_hash_table_insert (fields, g_strndup (lines[i], (gsize)(colon - lines[i])),
                             g_strstrip (g_strdup (colon + 2)));
    }
  return fields;
}

static StatuteFile *
read_file (const char *folder, const char *name, GError **error)
{
  static const char *const needed[]
      = { "Tên", "Viết tắt", "Số", "Cơ quan", "Ngày ban hành", "Hiệu lực từ" };
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (StatuteFile) file = g_new0 (StatuteFile, 1);
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  const char *body;
  const char *at = strchr (name, '@');

  file->name = g_strdup (name);
  if (!g_file_get_contents (path, &raw, NULL, error))
    return NULL;
  text = tl_text_normalize (raw, -1, NULL);
  body = strstr (text, "\n\n");
  if (body == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: no empty line after the header", path);
      return NULL;
    }
  {
    g_autofree char *header = g_strndup (text, (gsize)(body - text));
    file->fields = parse_header (header);
  }
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!g_hash_table_contains (file->fields, needed[i]))
      {
        g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the header has no “%s”", path,
                     needed[i]);
        return NULL;
      }
  file->from = at != NULL ? g_strndup (at + 1, TL_DATE_SIZE - 1)
                          : g_strdup (g_hash_table_lookup (file->fields, "Hiệu lực từ"));
  if (!tl_date_is_valid (file->from))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: “%s” is no date", path, file->from);
      return NULL;
    }
  file->structure = tl_statute_structure_parse (body + 2);
  return g_steal_pointer (&file);
}

/* Day before an ISO date. */
static char *
day_before (const char *date)
{
  g_autofree char *iso = g_strconcat (date, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);
  g_autoptr (GDateTime) before = g_date_time_add_days (time, -1);

  return g_date_time_format (before, "%Y-%m-%d");
}

static const TlUnit *
find_article (const StatuteFile *file, const char *anchor)
{
  for (guint i = 0; i < file->structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (file->structure->units, i);
      if (unit->kind == TL_UNIT_ARTICLE && g_str_equal (unit->anchor, anchor))
        return unit;
    }
  return NULL;
}

/* Day on which the wording of @anchor in @file ends, because a later amendment of the same law
 * replaces it. */
static char *
end_of_wording (GPtrArray *files, const StatuteFile *file, const char *anchor)
{
  const char *number = g_hash_table_lookup (file->fields, "Số");
  const char *end = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      const StatuteFile *other = g_ptr_array_index (files, i);

      if (other == file || strcmp (other->from, file->from) <= 0
          || !g_str_equal (g_hash_table_lookup (other->fields, "Số"), number)
          || find_article (other, anchor) == NULL)
        continue;
      if (end == NULL || strcmp (other->from, end) < 0)
        end = other->from;
    }
  return end != NULL ? day_before (end) : NULL;
}

static char *
chapter_in_file (const StatuteFile *file, const TlUnit *unit)
{
  for (int parent = unit->parent; parent >= 0;)
    {
      const TlUnit *above = g_ptr_array_index (file->structure->units, parent);
      if (above->kind == TL_UNIT_CHAPTER)
        return above->heading != NULL ? g_strdup_printf ("%s. %s", above->label, above->heading)
                                      : g_strdup (above->label);
      parent = above->parent;
    }
  return NULL;
}

/* An amendment file holds articles only: their chapter is where the law itself has them. */
static char *
enclosing_chapter (GPtrArray *files, const StatuteFile *file, const TlUnit *unit)
{
  char *chapter = chapter_in_file (file, unit);
  const char *number = g_hash_table_lookup (file->fields, "Số");

  for (guint i = 0; chapter == NULL && i < files->len; i++)
    {
      const StatuteFile *other = g_ptr_array_index (files, i);
      const TlUnit *same = g_str_equal (g_hash_table_lookup (other->fields, "Số"), number)
                               ? find_article (other, unit->anchor)
                               : NULL;
      if (same != NULL)
        chapter = chapter_in_file (other, same);
    }
  return chapter;
}

/* Text of an article as the input format wants it: from behind its heading to its end. */
static char *
article_text (const StatuteFile *file, guint index)
{
  const TlUnit *article = g_ptr_array_index (file->structure->units, index);
  g_autoptr (GString) text = g_string_new (article->text);
  gsize depth = strlen (article->anchor);

  for (guint i = index + 1; i < file->structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (file->structure->units, i);

      if (!g_str_has_prefix (unit->anchor, article->anchor) || unit->anchor[depth] != '.')
        break;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (unit->kind == TL_UNIT_CLAUSE)
        g_string_append_printf (text, "%s. ", unit->label);
      else if (unit->kind == TL_UNIT_POINT)
        g_string_append_printf (text, "%s) ", unit->label);
      g_string_append (text, unit->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
article_line (GPtrArray *files, const StatuteFile *file, guint index)
{
  const TlUnit *unit = g_ptr_array_index (file->structure->units, index);
  g_autoptr (JsonObject) line = json_object_new ();
  const char *short_name = g_hash_table_lookup (file->fields, "Viết tắt");
  g_autofree char *id = g_strdup_printf ("%s:%s@%s", short_name, unit->anchor + 1, file->from);
  g_autofree char *end = end_of_wording (files, file, unit->anchor);
  g_autofree char *chapter = enclosing_chapter (files, file, unit);
  g_autofree char *text = article_text (file, index);

  tl_json_set_string (line, "id", id);
  tl_json_set_string (line, "law", g_hash_table_lookup (file->fields, "Tên"));
  tl_json_set_string (line, "short_name", short_name);
  tl_json_set_string (line, "number", g_hash_table_lookup (file->fields, "Số"));
  tl_json_set_string (line, "issuer", g_hash_table_lookup (file->fields, "Cơ quan"));
  tl_json_set_string (line, "issued", g_hash_table_lookup (file->fields, "Ngày ban hành"));
  if (chapter != NULL)
    tl_json_set_string (line, "chapter", chapter);
  tl_json_set_string (line, "article", unit->anchor + 1);
  tl_json_set_string (line, "title", unit->heading != NULL ? unit->heading : "");
  tl_json_set_string (line, "text", text);
  tl_json_set_string (line, "effective_from", file->from);
  if (end != NULL)
    tl_json_set_string (line, "effective_to", end);
  json_object_set_boolean_member (line, "training", TRUE);
  return tl_json_to_line (line);
}

/* The wordings of one article, one after the other: that of the law, then those of its amendments
 * by date. */
static void
append_versions (GString *out, GPtrArray *files, const StatuteFile *law, const char *anchor)
{
  const char *number = g_hash_table_lookup (law->fields, "Số");

  for (guint i = 0; i < files->len; i++)
    {
      const StatuteFile *file = g_ptr_array_index (files, i);
      gboolean same_law = g_str_equal (g_hash_table_lookup (file->fields, "Số"), number);

      for (guint k = 0; same_law && k < file->structure->units->len; k++)
        {
          const TlUnit *unit = g_ptr_array_index (file->structure->units, k);

          if (unit->kind == TL_UNIT_ARTICLE && g_str_equal (unit->anchor, anchor))
            {
              g_autofree char *line = article_line (files, file, k);
              g_string_append_printf (out, "%s\n", line);
            }
        }
    }
}

/* "dan-su.txt" before "dan-su@2025-07-01.txt". */
static gint
compare_names (gconstpointer a, gconstpointer b)
{
  const StatuteFile *first = *(StatuteFile *const *)a;
  const StatuteFile *second = *(StatuteFile *const *)b;

  return strcmp (first->name, second->name);
}

gboolean
tl_training_statutes_write (const char *folder, const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)statute_file_free);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      StatuteFile *file;

      if (!g_str_has_suffix (name, ".txt"))
        continue;
      file = read_file (folder, name, error);
      if (file == NULL)
        return FALSE;
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, compare_names);
  for (guint i = 0; i < files->len; i++)
    {
      const StatuteFile *file = g_ptr_array_index (files, i);

      for (guint k = 0; strchr (file->name, '@') == NULL && k < file->structure->units->len; k++)
        {
          const TlUnit *unit = g_ptr_array_index (file->structure->units, k);

          if (unit->kind == TL_UNIT_ARTICLE)
            append_versions (out, files, file, unit->anchor);
        }
    }
  return tl_atomic_write (path, out->str, out->len, error);
}
