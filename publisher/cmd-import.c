/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"
#include "command.h"
#include "publish/tl-publish-import.h"

static char *into;
static char *kind_code;
static char *format_code;
static char *snapshot;
static int jobs;
static gboolean ocr;
static gboolean strict;

static const GOptionEntry entries[] = {
  { "into", 0, 0, G_OPTION_ARG_FILENAME, &into, "Store to import into; made when it is not there",
    "DOCS" },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_code,
    "What the documents are: judgment, statute, precedent, guidance (default: found from the text)",
    "KIND" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &format_code,
    "How to read the sources: auto, phapdien, articles, guidance, pairs, answers, pdf, docx, odt, "
    "html, txt, doc",
    "FORMAT" },
  { "snapshot", 0, 0, G_OPTION_ARG_STRING, &snapshot,
    "Month of which pages of the codification show the law; two months give its versions",
    "YYYY-MM" },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Files read at once (default: one a core)", "N" },
  { "ocr", 0, 0, G_OPTION_ARG_NONE, &ocr, "Read scans with Tesseract (needs tesseract-ocr-vie)",
    NULL },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict,
    "Fail when anything was skipped or left out of a source", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
item_cb (const TlPublishItem *item, gpointer user_data)
{
  /* A failure names its file itself, with the place in it. */
  if (item->outcome == TL_PUBLISH_FAILED)
    tl_command_message ("failed: %s", item->reason);
  else if (item->outcome == TL_PUBLISH_SKIPPED)
    tl_command_message ("skipped: %s: %s", item->name, item->reason);
  for (guint i = 0; item->notes != NULL && i < item->notes->len; i++)
    tl_command_message ("note: %s: %s", item->name, (char *)g_ptr_array_index (item->notes, i));
  tl_command_progress ("importing", item->done, item->total);
}

static int
report (const TlPublishImportCounts *counts)
{
  g_autofree char *line = g_strdup_printf (
      "%u imported, %u unchanged, %u skipped, %u failed; %" G_GUINT64_FORMAT
      " documents read, %" G_GUINT64_FORMAT " lines left out, %" G_GUINT64_FORMAT " notes",
      counts->outcomes[TL_PUBLISH_IMPORTED], counts->outcomes[TL_PUBLISH_UNCHANGED],
      counts->outcomes[TL_PUBLISH_SKIPPED], counts->outcomes[TL_PUBLISH_FAILED], counts->documents,
      counts->dropped, counts->notes);

  if (!tl_command_print (line) || counts->outcomes[TL_PUBLISH_FAILED] > 0)
    return TL_EXIT_FAILED;
  if (strict && (counts->outcomes[TL_PUBLISH_SKIPPED] > 0 || counts->dropped > 0))
    {
      tl_command_message ("--strict: something was skipped or left out");
      return TL_EXIT_FAILED;
    }
  return TL_EXIT_DONE;
}

static int
import (const char *const *paths, const TlPublishImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = tl_command_get_cancellable ();
  g_autoptr (TlDocStore) store = tl_doc_store_open (into, TRUE, &error);
  TlPublishImportCounts counts;

  if (store == NULL
      || !tl_publish_import (store, paths, options, item_cb, NULL, &counts, cancellable, &error))
    return tl_command_fail (error);
  return report (&counts);
}

static gboolean
is_month (const char *month)
{
  g_autofree char *day = g_strconcat (month, "-01", NULL);

  return tl_date_is_valid (day);
}

static int
run (int argc, char **argv)
{
  TlPublishImportOptions options = { .format = TL_IMPORT_AUTO };

  if (!tl_command_parse (&tl_command_import, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (into == NULL)
    return tl_command_usage (&tl_command_import, "--into is needed: the store to import into");
  if (argc < 2)
    return tl_command_usage (&tl_command_import, "name at least one file, folder or archive");
  if (!tl_command_parse_kind (kind_code, &options.kind))
    return tl_command_usage (&tl_command_import, "--kind: there is no kind \"%s\"", kind_code);
  if (format_code != NULL && !tl_import_format_from_code (format_code, &options.format))
    return tl_command_usage (&tl_command_import, "--format: there is no format \"%s\"",
                             format_code);
  if (jobs < 0 || jobs > 1024)
    return tl_command_usage (&tl_command_import, "--jobs: a number from 1 to 1024");
  if (snapshot != NULL && !is_month (snapshot))
    return tl_command_usage (&tl_command_import, "--snapshot: \"%s\" is no month YYYY-MM",
                             snapshot);
  options.snapshot = snapshot;
  options.ocr = ocr;
  options.jobs = (guint)jobs;
  return import ((const char *const *)argv + 1, &options);
}

const TlCommand tl_command_import = {
  "import",
  "SOURCE…",
  "Read files, folders and archives into a store of documents",
  run,
};
