/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two real snapshots of the codification, where they are present: what changed between them, read
 * from the pages' own bytes by what stands here and not by the importer, against the merged
 * documents. */
#include "config.h"

#include <stdlib.h>

#include "base/tl-clock.h"
#include "compare/tl-diff.h"
#include "corpus/tl-timeline.h"
#include "publish/tl-publish-build.h"
#include "publish/tl-publish-import.h"
#include "publisher-test.h"
#include "search/engine/tl-search-engine.h"
#include "text/tl-text.h"

#define OLDER "phapdien-2025-02/demuc"
#define NEWER "phapdien-2026-01/demuc"

/* Of the đề mục that both snapshots have. One more differs in its spelling only. */
#define N_SUBJECTS 19
#define N_ARTICLES 6411
#define N_CHANGED  19

/* An article of a page. */
typedef struct
{
  char *source;  /* its source line */
  char *letters; /* of heading and text, without marks */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->source);
  g_free (entry->letters);
  g_free (entry);
}

/* What a reader of the page sees of [@from, @to). */
static char *
strip_tags (const char *from, const char *to)
{
  GString *text = g_string_new (NULL);

  for (const char *p = from; p < to; p++)
    {
      const char *end = *p == '<'   ? memchr (p, '>', (gsize)(to - p))
                        : *p == '&' ? memchr (p, ';', MIN ((gsize)(to - p), 10))
                                    : NULL;

      if (end != NULL)
        p = end;
      g_string_append_c (text, end != NULL ? ' ' : *p);
    }
  return g_string_free (text, FALSE);
}

static char *
letters_of (const char *text)
{
  g_autofree char *clean = tl_text_normalize (text, -1, NULL);
  g_autofree char *folded = tl_text_fold (clean, -1, TL_FOLD_PLAIN, NULL);
  char *out = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      *out++ = *p;
  *out = '\0';
  return g_steal_pointer (&folded);
}

/* The nearest of what may stand behind an article's text. */
static const char *
find_end (const char *p)
{
  static const char *const marks[]
      = { "<p class='pDieu'>", "<p class='pChuong'>", "<p class='pChiDan'>" };
  const char *end = p + strlen (p);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (p, marks[i]);
      end = at != NULL && at < end ? at : end;
    }
  return end;
}

static void
add_entries (GHashTable *entries, const char *path)
{
  g_autofree char *page = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  for (char *p = page; (p = strstr (p, "<p class='pDieu'><a name='")) != NULL;)
    {
      const char *name = p + strlen ("<p class='pDieu'><a name='");
      const char *head = strstr (name, "</a>") + strlen ("</a>");
      const char *head_end = strstr (head, "</p>");
      const char *end = find_end (head);
      const char *source = strstr (head, "<p class='pGhiChu'>");
      const char *source_end = source != NULL && source < end ? strstr (source, "</p>") : head_end;
      g_autofree char *heading = strip_tags (head, head_end);
      g_autofree char *body = strip_tags (source_end, end);
      g_autofree char *key = g_strndup (name, strcspn (name, "'"));
      g_autofree char *text = NULL;
      Entry *entry = g_new0 (Entry, 1);

      /* "Điều 36.3.LQ.1. Thanh niên": the heading stands behind the blank after the code. */
      text = g_strconcat (strstr (heading, ". ") != NULL ? strstr (heading, ". ") : "", "\n", body,
                          NULL);
      entry->source
          = source != NULL && source < end ? strip_tags (source, source_end) : g_strdup ("");
      entry->letters = letters_of (text);
      /* Of an article that stands twice on a page the first is taken. */
      if (g_hash_table_contains (entries, key))
        entry_free (entry);
      else
        g_hash_table_insert (entries, g_steal_pointer (&key), entry);
      p = (char *)end;
    }
}

/* The last day that a source line gives. */
static void
last_day (const char *source, char day[TL_DATE_SIZE])
{
  *day = '\0';
  for (const char *p = source; (p = strstr (p, "kể từ ngày ")) != NULL;)
    {
      char date[TL_DATE_SIZE];
      int d, m, y;

      p += strlen ("kể từ ngày ");
      if (sscanf (p, "%d/%d/%d", &d, &m, &y) == 3 && tl_date_from_dmy (d, m, y, date)
          && strcmp (date, day) > 0)
        g_strlcpy (day, date, TL_DATE_SIZE);
    }
}

static void
import_month (TlDocStore *store, GPtrArray *paths, const char *month)
{
  const TlPublishImportOptions options = { TL_IMPORT_PHAPDIEN, -1, FALSE, 2, month };
  g_autoptr (GError) error = NULL;
  TlPublishImportCounts counts;

  g_assert_true (tl_publish_import (store, (const char *const *)paths->pdata, &options, NULL, NULL,
                                    &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 0);
}

typedef struct
{
  GHashTable *older;
  GHashTable *newer;
  GPtrArray *changed; /* names of articles */
  GPtrArray *days;    /* "DOCUMENT ANCHOR DAY" of each change */
  GHashTable *seen;
} Check;

/* Whether the unit's text ends with these letters, after its label. */
static void
assert_text (TlDocument *document, int index, const char *day, const char *letters)
{
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpint (index, >=, 0);
  text = tl_document_unit_text_on (document, (guint)index, day);
  found = letters_of (text);
  if (!g_str_has_suffix (found, letters))
    g_assert_cmpstr (found, ==, letters);
  g_assert_cmpuint (strlen (found), <=, strlen (letters) + strlen ("dieu1000a"));
}

static void
day_before (const char *day, char before[TL_DATE_SIZE])
{
  g_autoptr (GDate) date
      = g_date_new_dmy ((GDateDay)atoi (day + 8), atoi (day + 5), (GDateYear)atoi (day));

  g_date_subtract_days (date, 1);
  g_assert_true (tl_date_from_dmy (g_date_get_day (date), g_date_get_month (date),
                                   g_date_get_year (date), before));
}

/* The timeline of the article has both days, and its difference makes the newer text. */
static void
assert_timeline (TlDocument *document, const char *anchor, const char *before, const char *from)
{
  g_autoptr (TlTimeline) timeline = tl_timeline_new (document, anchor);
  guint left = tl_timeline_find (timeline, before);
  guint right = tl_timeline_find (timeline, from);
  const TlTimelineSpan *older = tl_timeline_get (timeline, left);
  const TlTimelineSpan *newer = tl_timeline_get (timeline, right);
  g_autoptr (GArray) runs = NULL;
  g_autofree char *made = NULL;
  gsize length;

  g_assert_cmpuint (right, ==, left + 1);
  g_assert_cmpstr (older->to, ==, before);
  g_assert_cmpstr (newer->from, ==, from);
  g_assert_nonnull (older->text);
  g_assert_nonnull (newer->text);
  runs = tl_diff_texts (older->text, -1, newer->text, -1, NULL, NULL);
  made = tl_diff_apply (runs, older->text, newer->text, &length);
  g_assert_cmpmem (made, length, newer->text, strlen (newer->text));
  g_assert_cmpuint (runs->len, >, 1);
}

static void
check_article (Check *check, TlDocument *document, const TlBlock *block)
{
  const Entry *older = g_hash_table_lookup (check->older, block->source_id);
  const Entry *newer = g_hash_table_lookup (check->newer, block->source_id);
  char from[TL_DATE_SIZE], before[TL_DATE_SIZE], earlier[TL_DATE_SIZE];
  int old_index, new_index;

  g_test_message ("%s %s", document->id, block->anchor);
  last_day (newer->source, from);
  last_day (older->source, earlier);
  new_index = tl_document_find (document, block->anchor, *from != '\0' ? from : NULL);
  assert_text (document, new_index, from, newer->letters);
  /* The page's own date of the change is the border between the two texts. */
  g_assert_cmpstr (earlier, <, from);
  day_before (from, before);
  old_index = tl_document_find (document, block->anchor, before);
  assert_text (document, old_index, before, older->letters);
  g_assert_cmpint (old_index, !=, new_index);
  g_ptr_array_add (check->days, g_strdup_printf ("%s %s %s", document->id, block->anchor, from));
  g_assert_cmpstr (tl_document_get_block (document, (guint)old_index)->valid_to, ==, before);
  g_assert_cmpstr (tl_document_get_block (document, (guint)new_index)->valid_from, ==, from);
  assert_timeline (document, block->anchor, before, from);
}

static gboolean
document_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Check *check = user_data;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (block->kind != TL_BLOCK_ARTICLE || block->source_id == NULL
          || !g_ptr_array_find_with_equal_func (check->changed, block->source_id, g_str_equal, NULL)
          || !g_hash_table_add (check->seen, g_strdup (block->source_id)))
        continue;
      check_article (check, document, block);
    }
  return TRUE;
}

static void
find_changed (Check *check)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, check->older);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Entry *newer = g_hash_table_lookup (check->newer, name);
      const Entry *older = value;

      if (newer != NULL && strcmp (older->letters, newer->letters) != 0)
        g_ptr_array_add (check->changed, name);
    }
}

/* ---- Asked on a day ---- */

static TlSearchEngine *
open_built (TestFolder *folder, TlDocStore *store)
{
  g_autofree char *out = test_path (folder, "out");
  const TlPublishBuildOptions options = { .title = "Thử" };
  TlPublishBuildCounts counts;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;
  TlSearchEngine *engine;

  g_assert_true (tl_publish_build (store, out, &options, &counts, NULL, &error));
  g_assert_no_error (error);
  library = tl_library_open (out, &error);
  g_assert_no_error (error);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  return engine;
}

/* The one hit of the article on a day. */
static TlSearchResult *
ask_article (TlSearchEngine *engine, char **place, const char *day)
{
  g_autofree char *document = g_strconcat ("document=", place[0], NULL);
  g_autofree char *article = g_strconcat ("article=", place[1], NULL);
  const char *filters[] = { document, article, NULL };
  TlSearchRequest request
      = { .text = "", .kind = -1, .as_of = day, .filters = filters, .limit = 5 };
  g_autoptr (GError) error = NULL;
  TlSearchResult *result = tl_search_engine_run (engine, &request, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s %s on %s", place[0], place[1], day);
  g_assert_cmpuint (result->hits->len, ==, 1);
  return result;
}

/* The day before a change finds the old version, its day the new one; that they have the texts of
 * the pages was looked at before. */
static void
assert_found_by_day (TlSearchEngine *engine, const char *change)
{
  g_auto (GStrv) place = g_strsplit (change, " ", 3);
  char before[TL_DATE_SIZE];
  g_autoptr (TlSearchResult) newer = ask_article (engine, place, place[2]);
  g_autoptr (TlSearchResult) older = NULL;
  const TlHit *hit = g_ptr_array_index (newer->hits, 0);

  g_assert_cmpstr (hit->valid_from, ==, place[2]);
  day_before (place[2], before);
  older = ask_article (engine, place, before);
  hit = g_ptr_array_index (older->hits, 0);
  g_assert_cmpstr (hit->valid_to, ==, before);
}

static void
every_changed_article_has_both_texts_by_the_day_of_its_source (TestFolder *folder,
                                                               gconstpointer data)
{
  g_autofree char *older = test_shared (OLDER);
  g_autofree char *newer = older != NULL ? test_shared (NEWER) : NULL;
  g_autoptr (GPtrArray) old_paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) new_paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) old_entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  g_autoptr (GHashTable) new_entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlSearchEngine) engine = NULL;
  Check check = { old_entries, new_entries, changed, days, seen };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TlDocStore) store = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (newer == NULL)
    return;
  dir = g_dir_open (older, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_ptr_array_add (old_paths, g_build_filename (older, name, NULL));
      g_ptr_array_add (new_paths, g_build_filename (newer, name, NULL));
      add_entries (old_entries, g_ptr_array_index (old_paths, old_paths->len - 1));
      add_entries (new_entries, g_ptr_array_index (new_paths, new_paths->len - 1));
    }
  g_assert_cmpuint (old_paths->len, ==, N_SUBJECTS);
  g_ptr_array_add (old_paths, NULL);
  g_ptr_array_add (new_paths, NULL);
  find_changed (&check);
  g_test_message ("%u articles, %u changed", g_hash_table_size (old_entries), changed->len);
  path = test_path (folder, "docs");
  store = tl_doc_store_open (path, TRUE, &error);
  g_assert_no_error (error);
  import_month (store, old_paths, "2025-02");
  import_month (store, new_paths, "2026-01");
  g_assert_true (tl_doc_store_foreach (store, document_cb, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (old_entries), ==, N_ARTICLES);
  g_assert_cmpuint (changed->len, ==, N_CHANGED);
  g_assert_cmpuint (g_hash_table_size (seen), ==, N_CHANGED);
  engine = open_built (folder, store);
  for (guint i = 0; i < days->len; i++)
    assert_found_by_day (engine, g_ptr_array_index (days, i));
  g_assert_cmpuint (days->len, ==, N_CHANGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/publisher/real-snapshots/changed", TestFolder, NULL, test_folder_set_up,
              every_changed_article_has_both_texts_by_the_day_of_its_source, test_folder_tear_down);
  return g_test_run ();
}
