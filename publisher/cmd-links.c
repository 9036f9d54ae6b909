/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-library-links.h"
#include "corpus/tl-volume.h"
#include "library.h"

#define MAX_ROWS 10000

static char *folder;
static gboolean cited_by;
static gboolean as_json;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Installed library or folder of volumes",
    "LIB" },
  { "cited-by", 0, 0, G_OPTION_ARG_NONE, &cited_by, "What cites it, not what it cites", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object a line", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static JsonArray *
warnings_to_json (guint warnings)
{
  JsonArray *codes = json_array_new ();

  for (guint bit = 0; bit < 32; bit++)
    if (warnings & (1u << bit))
      json_array_add_string_element (codes,
                                     tl_citation_warning_code ((TlCitationWarning)(1u << bit)));
  return codes;
}

static JsonObject *
link_to_json (const TlLink *link, const char *anchor)
{
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "anchor", anchor);
  if (link->official)
    {
      json_object_set_null_member (object, "from");
      json_object_set_null_member (object, "to");
    }
  else
    {
      json_object_set_int_member (object, "from", link->from);
      json_object_set_int_member (object, "to", link->to);
    }
  tl_json_set_string (object, "notation", link->notation);
  tl_json_set_string (object, "doc", link->target);
  tl_json_set_string (object, "unit", link->anchor);
  tl_json_set_string (object, "confidence", tl_confidence_code (link->confidence));
  json_object_set_array_member (object, "warnings", warnings_to_json (link->warnings));
  json_object_set_boolean_member (object, "official", link->official);
  return object;
}

static const char *
anchor_of (const TlDocument *document, const TlLink *link)
{
  return link->block < document->blocks->len ? tl_document_get_block (document, link->block)->anchor
                                             : NULL;
}

static gboolean
print_link (const TlDocument *document, const TlLink *link)
{
  const char *anchor = anchor_of (document, link);
  g_autofree char *line = NULL;

  if (as_json)
    return tl_command_print_json (link_to_json (link, anchor));
  line = g_strdup_printf ("%s\t%s\t%s%s%s%s", anchor != NULL ? anchor : "-", link->notation,
                          link->target != NULL ? link->target : "-",
                          link->anchor != NULL ? "#" : "", link->anchor != NULL ? link->anchor : "",
                          link->official ? "\tofficial" : "");
  return tl_command_print (line);
}

static gboolean
is_within (const char *anchor, const char *unit)
{
  gsize length = unit != NULL ? strlen (unit) : 0;

  return length == 0
         || (anchor != NULL && strncmp (anchor, unit, length) == 0
             && (anchor[length] == '\0' || anchor[length] == '.'));
}

static int
print_links (TlLibrary *library, const char *id, const char *unit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = tl_library_load (library, id, TRUE, &error);
  g_autoptr (GPtrArray) links
      = document != NULL ? tl_library_links_from (library, id, &error) : NULL;

  if (error != NULL)
    return tl_command_fail (error);
  if (links == NULL)
    {
      tl_command_message ("%s: the library has no such document", id);
      return TL_EXIT_FAILED;
    }
  for (guint i = 0; i < links->len; i++)
    {
      const TlLink *link = g_ptr_array_index (links, i);

      if (is_within (anchor_of (document, link), unit) && !print_link (document, link))
        return TL_EXIT_FAILED;
    }
  return TL_EXIT_DONE;
}

static gboolean
print_citing (const TlCitedBy *cited)
{
  const TlDocument *document = cited->document;
  g_autofree char *line = NULL;

  if (as_json)
    {
      JsonObject *object = json_object_new ();
      JsonArray *links = json_array_new ();

      tl_json_set_string (object, "doc", document->id);
      tl_json_set_string (object, "kind", tl_doc_kind_code (document->kind));
      tl_json_set_string (object, "number", document->number);
      tl_json_set_string (object, "court", document->issuer);
      tl_json_set_string (object, "date", document->issued);
      tl_json_set_string (object, "section", cited->section);
      for (guint i = 0; i < cited->links->len; i++)
        json_array_add_object_element (links,
                                       link_to_json (g_ptr_array_index (cited->links, i), NULL));
      json_object_set_array_member (object, "links", links);
      return tl_command_print_json (object);
    }
  line = g_strdup_printf ("%s\t%s\t%s\t%s\t%u", document->id,
                          document->issued != NULL ? document->issued : "-",
                          document->issuer != NULL ? document->issuer : "-",
                          cited->section != NULL ? cited->section : "-", cited->links->len);
  return tl_command_print (line);
}

static gboolean
is_there (TlLibrary *library, const char *id, GError **error)
{
  g_autoptr (TlDocument) document = tl_library_load (library, id, FALSE, error);

  if (document == NULL && *error == NULL)
    tl_command_message ("%s: the library has no such document", id);
  return document != NULL;
}

static int
print_cited_by (TlLibrary *library, const char *id, const char *unit)
{
  g_autoptr (GError) error = NULL;
  guint total = 0;
  g_autoptr (GPtrArray) found
      = tl_library_cited_by (library, id, unit, 0, MAX_ROWS, &total, &error);

  if (found == NULL)
    return tl_command_fail (error);
  if (found->len == 0 && !is_there (library, id, &error))
    return error != NULL ? tl_command_fail (error) : TL_EXIT_FAILED;
  for (guint i = 0; i < found->len; i++)
    if (!print_citing (g_ptr_array_index (found, i)))
      return TL_EXIT_FAILED;
  if (total > found->len)
    tl_command_message ("%u more are not shown", total - found->len);
  return TL_EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  char *unit;

  if (!tl_command_parse (&tl_command_links, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (&tl_command_links, "--library is needed");
  if (argc != 2)
    return tl_command_usage (&tl_command_links, "one DOC or DOC#ANCHOR is needed");
  id = g_strdup (argv[1]);
  unit = strchr (id, '#');
  if (unit != NULL)
    *unit++ = '\0';
  library = tl_command_open_library (folder, &error);
  if (library == NULL)
    return tl_command_fail (error);
  return cited_by ? print_cited_by (library, id, unit) : print_links (library, id, unit);
}

const TlCommand tl_command_links = {
  "links",
  "DOC[#ANCHOR]",
  "List what a document or unit cites, or what cites it",
  run,
};
