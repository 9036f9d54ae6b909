/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract.h"
#include "import/tl-import.h"
#include "law/court/tl-court.h"
#include "library.h"

static char *kind_code;
static gboolean as_json;
static gboolean ocr;
static char *courts;

static const GOptionEntry entries[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_code,
    "What the file is: judgment, statute, precedent, guidance (default: found from the text)",
    "KIND" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json,
    "One JSON object on one line (without it, the same over several lines)", NULL },
  { "ocr", 0, 0, G_OPTION_ARG_NONE, &ocr, "Read a scan with Tesseract (needs tesseract-ocr-vie)",
    NULL },
  { "courts", 0, 0, G_OPTION_ARG_FILENAME, &courts,
    "The court's own table of courts (docs/courts.md), beside the one in the program", "FILE" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static gboolean
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (as_json)
    return tl_command_print_json (object);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  text = json_to_string (node, TRUE);
  return tl_command_print (text);
}

static int
extract (const char *path, int kind)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = kind, .ocr = ocr };
  g_autoptr (TlImportText) text
      = tl_import_read_text (path, &options, notes, tl_command_get_cancellable (), &error);
  g_autoptr (TlDocument) document = NULL;

  if (text != NULL && text->unreadable != NULL)
    return print_object (tl_extract_unreadable (text, kind, notes)) ? TL_EXIT_DONE : TL_EXIT_FAILED;
  if (text != NULL)
    document = tl_import_make_document (text, name, kind, notes, &error);
  if (document == NULL)
    {
      tl_command_name_file (error, path);
      return tl_command_fail (error);
    }
  return print_object (tl_extract_document (document, text, notes)) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int kind;

  if (!tl_command_parse (&tl_command_extract, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (argc != 2)
    return tl_command_usage (&tl_command_extract, "one FILE is needed");
  if (!tl_command_parse_kind (kind_code, &kind))
    return tl_command_usage (&tl_command_extract, "--kind: there is no kind \"%s\"", kind_code);
  if (courts != NULL && !tl_court_table_load (courts, &error))
    return tl_command_fail (error);
  return extract (argv[1], kind);
}

const TlCommand tl_command_extract = {
  "extract",
  "FILE",
  "Show the structure and the fields found in one file",
  run,
};
