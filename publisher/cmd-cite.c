/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "cite-places.h"
#include "corpus/tl-library-links.h"
#include "law/citation/tl-citation.h"
#include "library.h"

#define READ_SIZE (1024 * 1024)

static char *context_document;
static char *date;
static char *folder;
static char *as_of;
static gboolean as_json;

static const GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object", NULL },
  { "context", 0, 0, G_OPTION_ARG_STRING, &context_document,
    "What the text stands in (BLTTDS2015, 326/2016/UBTVQH14): \"Bộ luật này\" is then that",
    "DOC" },
  { "date", 0, 0, G_OPTION_ARG_STRING, &date,
    "Day of the judgment or act, YYYY-MM-DD, for editions left open", "DATE" },
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Says what this library holds of it", "LIB" },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
    "Day that decides the version, YYYY-MM-DD; without it that of --date, else the newest",
    "DATE" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* Everything that is written. The numbers are many, so nothing here goes through a tree. */
typedef struct
{
  GString *out;
  const char *text;
  TlCitePlaces places;
  TlLibrary *library; /* (nullable) */
  gsize unresolved;
  GError *error; /* the library could not be read */
} Writer;

/* What the library says, by TlResolution. */
static const char *const states[] = {
  [TL_RESOLVED] = "resolved",
  [TL_RESOLVED_NO_KEY] = "no-key",
  [TL_RESOLVED_NO_DOC] = "no-document",
  [TL_RESOLVED_NO_UNIT] = "no-unit",
  [TL_RESOLVED_NO_VERSION] = "no-version",
};

static void
write_string (GString *out, const char *string)
{
  g_string_append_c (out, '"');
  for (const char *p = string; *p != '\0';)
    {
      gsize plain = 0;

      while ((guchar)p[plain] >= 0x20 && p[plain] != '"' && p[plain] != '\\')
        plain++;
      g_string_append_len (out, p, (gssize)plain);
      p += plain;
      if (*p == '\0')
        break;
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      else
        g_string_append_printf (out, "\\u%04x", (guint)(guchar)*p);
      p++;
    }
  g_string_append_c (out, '"');
}

static void
write_size (GString *out, gsize value)
{
  char digits[24];
  char *p = digits + sizeof digits;

  do
    *--p = (char)('0' + value % 10);
  while ((value /= 10) > 0);
  g_string_append_len (out, p, digits + sizeof digits - p);
}

static void
write_span (Writer *self, const char *name, gsize from, gsize to)
{
  g_string_append_printf (self->out, ",\"%s\":[", name);
  write_size (self->out, _tl_cite_places_get (&self->places, from));
  g_string_append_c (self->out, ',');
  write_size (self->out, _tl_cite_places_get (&self->places, to));
  g_string_append_c (self->out, ']');
}

static void
write_confidence (Writer *self, const TlCitation *citation, guint warnings)
{
  gboolean first = TRUE;

  g_string_append (self->out, ",\"confidence\":\"");
  g_string_append (self->out, tl_confidence_code (citation->confidence));
  g_string_append (self->out, "\",\"warnings\":[");
  for (guint bit = 0; warnings >> bit != 0; bit++)
    {
      if ((warnings >> bit & 1) == 0)
        continue;
      if (!first)
        g_string_append_c (self->out, ',');
      first = FALSE;
      write_string (self->out, tl_citation_warning_code ((TlCitationWarning)(1U << bit)));
    }
  g_string_append_c (self->out, ']');
}

static void
write_member (Writer *self, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (self->out, ",\"%s\":", name);
  write_string (self->out, value);
}

/* The notation of what is cited; what it amends is a member of its own. */
static char *
dup_notation (const TlCitation *citation)
{
  char *notation = tl_citation_format (citation);
  char *amends = strstr (notation, " =>");

  if (amends != NULL)
    *amends = '\0';
  return notation;
}

/* Asks the library, if there is one; @target is clean without it. */
static void
resolve (Writer *self, const TlCitation *citation, TlTarget *target)
{
  memset (target, 0, sizeof *target);
  if (self->library != NULL && self->error == NULL)
    tl_library_resolve (self->library, citation, NULL, as_of != NULL ? as_of : date, target,
                        &self->error);
}

static void
write_target (Writer *self, const TlTarget *target)
{
  const struct
  {
    const char *name;
    const char *value;
  } members[] = { { "doc", target->document }, { "anchor", target->anchor } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_string_append_printf (self->out, ",\"%s\":", members[i].name);
      if (members[i].value != NULL)
        write_string (self->out, members[i].value);
      else
        g_string_append (self->out, "null");
    }
  write_member (self, "state", states[target->state]);
  write_member (self, "valid_from", target->valid_from);
  self->unresolved += target->state != TL_RESOLVED;
}

static void
write_ref (Writer *self, const TlCitation *citation)
{
  g_autofree char *notation = dup_notation (citation);
  TlTarget target;

  g_string_append (self->out, "{\"ref\":");
  write_string (self->out, notation);
  write_span (self, "span", citation->from, citation->to);
  resolve (self, citation, &target);
  write_confidence (self, citation, citation->warnings | target.warnings);
  if (citation->doc->to > citation->doc->from)
    write_span (self, "doc_span", citation->doc->from, citation->doc->to);
  write_member (self, "person", citation->person);
  write_member (self, "amends", citation->amends);
  write_member (self, "qualifier", citation->qualifier);
  if (self->library != NULL)
    write_target (self, &target);
  tl_target_clear (&target);
  g_string_append_c (self->out, '}');
}

static void
write_unowned (Writer *self, const TlCitation *citation)
{
  g_autofree char *notation = dup_notation (citation);
  const char *units = strchr (notation, ':');

  g_string_append (self->out, "{\"units\":");
  write_string (self->out, units != NULL ? units + 1 : "");
  write_span (self, "span", citation->from, citation->to);
  g_string_append_printf (self->out, ",\"reason\":\"%s\"}",
                          citation->article[0] == '\0' ? "no article" : "no document");
}

static void
write_standard (Writer *self, const TlCitation *citation)
{
  g_string_append (self->out, "{\"name\":");
  write_string (self->out, citation->doc->number != NULL ? citation->doc->number
                           : citation->doc->name != NULL ? citation->doc->name
                                                         : citation->doc->key);
  g_string_append (self->out, ",\"path\":");
  if (citation->path != NULL)
    write_string (self->out, citation->path);
  else
    g_string_append (self->out, "null");
  write_span (self, "span", citation->from, citation->to);
  g_string_append_c (self->out, '}');
}

/* Citations whose document is known only in part: the edition, or what "nêu trên" refers to. */
static gboolean
is_open (const TlCitation *citation)
{
  return citation->doc->kind == TL_CITED_PREVIOUS || strchr (citation->doc->key, '?') != NULL;
}

typedef void (*WriteFunc) (Writer *self, const TlCitation *citation);

static WriteFunc
get_writer (const TlCitation *citation)
{
  switch (citation->doc->kind)
    {
    case TL_CITED_UNKNOWN:
      return write_unowned;
    case TL_CITED_STANDARD:
      return write_standard;
    case TL_CITED_SELF:
    case TL_CITED_PREVIOUS:
    case TL_CITED_LAW:
    case TL_CITED_NUMBER:
    case TL_CITED_GUIDANCE:
    case TL_CITED_PRECEDENT:
    case TL_CITED_COURT:
    default:
      return write_ref;
    }
}

static void
write_array (Writer *self, GPtrArray *citations, WriteFunc function)
{
  gboolean first = TRUE;

  for (guint i = 0; i < citations->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (citations, i);

      if (get_writer (citation) != function)
        continue;
      if (!first)
        g_string_append_c (self->out, ',');
      first = FALSE;
      function (self, citation);
    }
}

static void
write_json (Writer *self, GPtrArray *citations)
{
  for (guint i = 0; self->library == NULL && i < citations->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (citations, i);

      self->unresolved += get_writer (citation) == write_ref && is_open (citation) ? 1 : 0;
    }
  g_string_append (self->out, "{\"refs\":[");
  write_array (self, citations, write_ref);
  g_string_append (self->out, "],\"unresolved\":");
  write_size (self->out, self->unresolved);
  g_string_append (self->out, ",\"unowned\":[");
  write_array (self, citations, write_unowned);
  g_string_append (self->out, "],\"standards\":[");
  write_array (self, citations, write_standard);
  g_string_append (self->out, "]}");
}

/* A line a citation: notation, what was printed, what is doubtful. */
static void
write_line (Writer *self, const TlCitation *citation)
{
  g_autofree char *notation = dup_notation (citation);
  TlTarget target;
  g_autofree char *printed = g_strndup (self->text + citation->from, citation->to - citation->from);

  g_strdelimit (printed, "\n\r\t", ' ');
  g_string_append_printf (self->out, "%s\t%s\t%s", notation, printed,
                          tl_confidence_code (citation->confidence));
  resolve (self, citation, &target);
  target.warnings |= citation->warnings;
  for (guint bit = 0; target.warnings >> bit != 0; bit++)
    if ((target.warnings >> bit & 1) != 0)
      g_string_append_printf (self->out, " %s",
                              tl_citation_warning_code ((TlCitationWarning)(1U << bit)));
  if (citation->person != NULL)
    g_string_append_printf (self->out, "\t%s", citation->person);
  if (citation->amends != NULL)
    g_string_append_printf (self->out, "\t=> %s", citation->amends);
  if (citation->qualifier != NULL)
    g_string_append_printf (self->out, "\t(%s)", citation->qualifier);
  if (self->library != NULL)
    g_string_append_printf (self->out, "\t%s %s%s%s", states[target.state],
                            target.document != NULL ? target.document : "-",
                            target.anchor != NULL ? "#" : "",
                            target.anchor != NULL ? target.anchor : "");
  tl_target_clear (&target);
  g_string_append_c (self->out, '\n');
}

static char *
read_input (gsize *length, GError **error)
{
  g_autofree char *text = g_malloc (READ_SIZE + 1);
  gsize size = READ_SIZE;
  gsize n = 0;

  while (TRUE)
    {
      gssize got;

      if (n == size)
        text = g_realloc (text, (size *= 2) + 1);
      got = read (STDIN_FILENO, text + n, size - n);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "standard input: %s",
                       g_strerror (errno));
          return NULL;
        }
      if (got == 0)
        break;
      n += (gsize)got;
      if (n > TL_LIMIT_TEXT_FILE)
        {
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                       "standard input: more than %d MB; cut the text into parts",
                       TL_LIMIT_TEXT_FILE / (1024 * 1024));
          return NULL;
        }
    }
  text[n] = '\0';
  *length = n;
  return g_steal_pointer (&text);
}

/* What is no text is passed over, but never in silence. */
static void
warn_of_damage (const char *text, gsize length)
{
  const char *stop;

  if (!g_utf8_validate_len (text, length, &stop))
    tl_command_message ("standard input: byte %" G_GSIZE_FORMAT
                        " is no UTF-8 text; citations near it may "
                        "be lost and places behind it be wrong: convert the text first",
                        (gsize)(stop - text));
}

static int
run (int argc, char **argv)
{
  g_autoptr (GPtrArray) citations = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autofree char *text = NULL;
  TlCitationContext context = { 0 };
  Writer writer = { 0 };
  gsize length = 0;
  gboolean ok;

  if (!tl_command_parse (&tl_command_cite, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (argc > 1)
    return tl_command_usage (&tl_command_cite,
                             "\"%s\" is one argument too many: the text comes "
                             "from standard input",
                             argv[1]);
  if (date != NULL && !_tl_cite_places_is_date (date))
    return tl_command_usage (&tl_command_cite, "\"%s\" is no date YYYY-MM-DD", date);
  if (as_of != NULL && !_tl_cite_places_is_date (as_of))
    return tl_command_usage (&tl_command_cite, "\"%s\" is no date YYYY-MM-DD", as_of);
  if (folder != NULL && (library = tl_command_open_library (folder, &error)) == NULL)
    return tl_command_fail (error);
  text = read_input (&length, &error);
  if (text == NULL)
    return tl_command_fail (error);
  warn_of_damage (text, length);
  context.document = context_document;
  context.date = date;
  citations = tl_citations_find (text, (gssize)length, &context);
  writer.out = g_string_sized_new (citations->len * 160 + 64);
  writer.text = text;
  writer.library = library;
  if (as_json)
    {
      _tl_cite_places_init (&writer.places, text, length);
      write_json (&writer, citations);
      _tl_cite_places_clear (&writer.places);
    }
  else
    {
      for (guint i = 0; i < citations->len; i++)
        write_line (&writer, g_ptr_array_index (citations, i));
      if (writer.out->len > 0)
        g_string_truncate (writer.out, writer.out->len - 1);
    }
  if (writer.error != NULL)
    {
      g_string_free (writer.out, TRUE);
      error = writer.error;
      return tl_command_fail (error);
    }
  ok = (writer.out->len == 0 && !as_json) || tl_command_print (writer.out->str);
  g_string_free (writer.out, TRUE);
  return ok ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_cite = {
  "cite",
  "< TEXT",
  "Find every citation in a text",
  run,
};
