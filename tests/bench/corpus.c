/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes and times of the store, of volumes and of the library; times are those of the processor,
 * files come from memory after they were written.
 *
 * bench-corpus FILE.jsonl...     articles ({"id","law","article","title","text"} a line) into a
 *                                store and a volume, and back
 * bench-corpus --library N       N small documents in twenty volumes, a twentieth of each twice */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/tl-folder.h"
#include "base/tl-json.h"
#include "corpus/tl-doc-store.h"
#include "corpus/tl-library.h"

#define N_VOLUMES    20
#define SAMPLE_EVERY 4
#define REPEATS      20

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

G_NORETURN static void
die (const char *what, const GError *error)
{
  g_printerr ("%s: %s\n", what, error != NULL ? error->message : "failed");
  exit (1);
}

static guint64
size_of (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (guint64)info.st_size : 0;
}

/* Articles as documents: one a law, a clause a line. */

static void
add_article (TlDocument *document, JsonObject *line)
{
  const char *text = tl_json_get_string (line, "text");
  const char *number = tl_json_get_string (line, "article");
  g_autofree char *anchor = g_strdup_printf ("d%s", number != NULL ? number : "");
  int article = (int)document->blocks->len;
  TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, anchor));
  g_auto (GStrv) clauses = g_strsplit (text != NULL ? text : "", "\n", -1);

  block->label = g_strdup_printf ("Điều %s", number != NULL ? number : "");
  block->heading = g_strdup (tl_json_get_string (line, "title"));
  block->source_id = g_strdup (tl_json_get_string (line, "id"));
  for (guint i = 0; clauses[i] != NULL; i++)
    {
      g_autofree char *below = g_strdup_printf ("%s.k%u", anchor, i + 1);
      TlBlock *clause = tl_document_add (document, tl_block_new (TL_BLOCK_CLAUSE, article, below));

      g_free (clause->text);
      clause->text = g_strdup (clauses[i]);
    }
}

static void
read_articles (const char *path, GHashTable *by_law, GPtrArray *documents)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &content, NULL, &error))
    die (path, error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) line = NULL;
      const char *law;
      TlDocument *document;

      if (*lines[i] == '\0')
        continue;
      line = tl_json_parse (lines[i], -1, &error);
      if (line == NULL)
        die (path, error);
      law = tl_json_get_string (line, "law");
      document = g_hash_table_lookup (by_law, law);
      if (document == NULL)
        {
          g_autofree char *id = tl_document_make_id (law, NULL);

          document = tl_document_new (TL_DOC_STATUTE, id);
          document->title = g_strdup (law);
          g_hash_table_insert (by_law, g_strdup (law), document);
          g_ptr_array_add (documents, document);
        }
      add_article (document, line);
    }
}

static gboolean
count_article (TlDocument *document, gpointer user_data, GError **error)
{
  (*(guint *)user_data)++;
  return TRUE;
}

static void
measure_store (const char *folder, GPtrArray *documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (folder, TRUE, &error);
  double start = now_ms ();
  guint seen = 0;

  if (store == NULL)
    die (folder, error);
  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (documents, i);
      TlSourceInfo info = { .name = document->id, .digest = "d" };
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, document);
      if (!tl_doc_store_put (store, &info, one, NULL, &error))
        die (folder, error);
    }
  g_print ("store: %u sources in %.0f ms", documents->len, now_ms () - start);
  start = now_ms ();
  if (!tl_doc_store_foreach (store, count_article, &seen, &error))
    die (folder, error);
  g_print (", read again in %.0f ms", now_ms () - start);
  g_clear_pointer (&store, tl_doc_store_close);
  g_print (", %.2f MB\n", (double)size_of (folder, "store.db") / 1e6);
}

static void
measure_load (TlVolume *volume, guint32 row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = NULL;
  double start = now_ms ();
  double header;
  guint articles = 0;

  for (guint i = 0; i < REPEATS; i++)
    tl_document_unref (tl_volume_load (volume, row, FALSE, NULL));
  header = (now_ms () - start) / REPEATS;
  start = now_ms ();
  for (guint i = 0; i < REPEATS; i++)
    tl_document_unref (tl_volume_load (volume, row, TRUE, NULL));
  start = (now_ms () - start) / REPEATS;
  document = tl_volume_load (volume, row, TRUE, &error);
  if (document == NULL)
    die ("load", error);
  for (guint i = 0; i < document->blocks->len; i++)
    articles += tl_document_get_block (document, i)->kind == TL_BLOCK_ARTICLE;
  if (articles >= 100)
    g_print ("  %4u articles, %5u blocks: header %.4f ms, whole %.2f ms  %s\n", articles,
             document->blocks->len, header, start, document->title);
}

static void
measure_volume (const char *folder, GPtrArray *documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (folder, &error);
  g_autoptr (TlLibrary) library = NULL;
  g_autofree char *name = NULL;
  double start = now_ms ();
  TlLibraryStats stats;
  guint n = 0;

  if (writer == NULL)
    die (folder, error);
  for (guint i = 0; i < documents->len; i++)
    {
      const TlDocument *document = g_ptr_array_index (documents, i);
      for (guint k = 0; k < document->blocks->len; k++)
        if (n++ % SAMPLE_EVERY == 0)
          tl_volume_writer_sample (writer, tl_document_get_block (document, k)->text);
    }
  for (guint i = 0; i < documents->len; i++)
    if (tl_volume_writer_add (writer, g_ptr_array_index (documents, i), &error) == 0)
      die (folder, error);
  name = tl_volume_writer_finish (writer, &error);
  if (name == NULL)
    die (folder, error);
  start = now_ms () - start;
  library = tl_library_open (folder, &error);
  if (library == NULL || !tl_library_stats (library, &stats, &error))
    die (folder, error);
  g_print ("volume: %" G_GUINT64_FORMAT
           " articles, %.2f MB of text in %.0f ms, %.2f MB (%.1f %%)\n",
           stats.articles, (double)stats.text_bytes / 1e6, start, (double)stats.volume_bytes / 1e6,
           100.0 * (double)stats.volume_bytes / (double)stats.text_bytes);
  for (guint i = 0; i < documents->len; i++)
    measure_load (tl_library_get_volume (library, 0), i + 1);
}

/* A large library of small documents. */

static TlDocument *
small_document (guint n)
{
  g_autofree char *id
      = g_strdup_printf ("%u-2020-ds-st-tand-huyen-a-2020-%u", (guint)(n * 7919UL % 1000003), n);
  TlDocument *document = tl_document_new (n % 5 == 0 ? TL_DOC_STATUTE : TL_DOC_JUDGMENT, id);

  document->number = g_strdup_printf ("%u/2020/DS-ST", n % 5000);
  document->number_normal = g_strdup (document->number);
  document->title
      = g_strdup_printf ("Tranh chấp hợp đồng chuyển nhượng quyền sử dụng đất số %u", n % 1000);
  document->issuer = g_strdup ("Tòa án nhân dân huyện A, tỉnh B");
  document->issued = g_strdup_printf ("20%02u-%02u-%02u", n % 25, n % 12 + 1, n % 28 + 1);
  document->file = g_strdup_printf ("%064u.pdf", n);
  document->meta = g_strdup ("{\"case_type\":\"DS\",\"stage\":\"ST\"}");
  tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "a"));
  return document;
}

static void
build_library (const char *folder, guint total)
{
  guint each = total / N_VOLUMES;

  for (guint v = 0; v < N_VOLUMES; v++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (folder, &error);
      g_autofree char *serial = g_strdup_printf ("%u", v + 1);
      g_autofree char *name = NULL;

      if (writer == NULL || !tl_volume_writer_set_meta (writer, "serial", serial, &error))
        die (folder, error);
      for (guint i = 0; i < each; i++)
        {
          g_autoptr (TlDocument) document = small_document (v * each + i - (v > 0 ? each / 20 : 0));
          if (tl_volume_writer_add (writer, document, &error) == 0)
            die (folder, error);
        }
      name = tl_volume_writer_finish (writer, &error);
      if (name == NULL)
        die (folder, error);
    }
}

static void
measure_lists (TlLibrary *library)
{
  static const TlLibraryQuery queries[] = {
    { -1, NULL, 0, 100 },       { TL_DOC_JUDGMENT, NULL, 100000, 100 },
    { -1, "hợp đồng", 0, 100 }, { -1, "123/2020", 0, 100 },
    { -1, "không có", 0, 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      double start = now_ms ();
      guint total = 0;
      g_autoptr (GPtrArray) rows = tl_library_list (library, &queries[i], &total, &error);

      if (rows == NULL)
        die ("list", error);
      g_print ("  list, filter \"%s\", from %u: %u of %u in %.1f ms\n",
               queries[i].filter != NULL ? queries[i].filter : "", queries[i].offset, rows->len,
               total, now_ms () - start);
    }
}

static void
measure_library (const char *folder, guint total)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GPtrArray) numbers = NULL;
  g_autoptr (GPtrArray) names = NULL;
  TlLibraryStats stats;
  struct rusage usage;
  double start;

  build_library (folder, total);
  start = now_ms ();
  library = tl_library_open (folder, &error);
  if (library == NULL || !tl_library_stats (library, &stats, &error))
    die (folder, error);
  g_print ("library: %" G_GUINT64_FORMAT " documents in %u volumes, opened in %.0f ms\n",
           stats.documents, tl_library_get_n_volumes (library), now_ms () - start);
  measure_lists (library);
  start = now_ms ();
  numbers = tl_library_find_number (library, "123/2020/DS-ST", &error);
  g_print ("  by number: %u in %.2f ms\n", numbers->len, now_ms () - start);
  start = now_ms ();
  names = tl_library_find_short_name (
      library, "Tranh chấp hợp đồng chuyển nhượng quyền sử dụng đất số 77", &error);
  g_print ("  by title: %u in %.2f ms\n", names->len, now_ms () - start);
  start = now_ms ();
  for (guint i = 0; i < names->len; i++)
    tl_document_unref (tl_library_load (library, g_ptr_array_index (names, i), FALSE, &error));
  g_print ("  header by id: %.4f ms each\n", (now_ms () - start) / MAX (names->len, 1));
  getrusage (RUSAGE_SELF, &usage);
  g_print ("  memory at most %ld MB\n", usage.ru_maxrss / 1024);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-bench-XXXXXX", NULL);
  g_autofree char *store = g_build_filename (folder, "store", NULL);

  setlocale (LC_ALL, "");
  if (argc == 3 && strcmp (argv[1], "--library") == 0)
    measure_library (folder, (guint)g_ascii_strtoull (argv[2], NULL, 10));
  else if (argc >= 2 && argv[1][0] != '-')
    {
      g_autoptr (GHashTable) by_law = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GPtrArray) documents
          = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

      for (int i = 1; i < argc; i++)
        read_articles (argv[i], by_law, documents);
      measure_store (store, documents);
      measure_volume (folder, documents);
    }
  else
    g_printerr ("usage: %s FILE.jsonl... | --library N\n", argv[0]);
  tl_folder_remove (folder);
  return 0;
}
