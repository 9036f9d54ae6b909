/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-office.h"

#include <libxml/xmlreader.h>
#include <string.h>

#include "base/tl-error.h"
#include "import/tl-import-private.h"
#include "text/tl-legacy.h"

typedef struct
{
  const char *name;
  GString *out;
  GString *paragraph;
  GString *run;     /* text of the open run, before its font is applied */
  char *font;       /* (nullable): of the open run */
  GPtrArray *cells; /* (element-type GString): of the open row of the outermost table */
  guint tables;
  guint numbered;
  guint footnotes;
} Office;

typedef gboolean (*NodeFunc) (Office *self, xmlTextReaderPtr reader, const char *element);

static gboolean
has_unicode_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0x100)
      return TRUE;
  return FALSE;
}

/* A font of a legacy encoding is decisive, unless the run holds letters that no 8-bit font has. */
static void
end_run (Office *self)
{
  gboolean capitals = FALSE;
  TlLegacyEncoding encoding;

  if (self->run->len > 0 && self->font != NULL && !has_unicode_letters (self->run->str))
    {
      encoding = tl_legacy_from_font (self->font, &capitals);
      if (encoding != TL_LEGACY_NONE
          && tl_legacy_detect (self->run->str, (gssize)self->run->len) == encoding)
        {
          g_autofree char *text
              = tl_legacy_convert (self->run->str, (gssize)self->run->len, encoding);
          g_autofree char *upper = capitals ? g_utf8_strup (text, -1) : NULL;
          g_string_assign (self->run, upper != NULL ? upper : text);
        }
    }
  g_string_append_len (self->paragraph, self->run->str, (gssize)self->run->len);
  g_string_truncate (self->run, 0);
  g_clear_pointer (&self->font, g_free);
}

static void
end_paragraph (Office *self)
{
  g_autofree char *text = NULL;

  end_run (self);
  text = g_strstrip (tl_legacy_repair (self->paragraph->str, (gssize)self->paragraph->len));
  g_string_truncate (self->paragraph, 0);
  if (*text == '\0')
    return;
  if (self->tables > 0 && self->cells->len > 0)
    {
      GString *cell = g_ptr_array_index (self->cells, self->cells->len - 1);
      if (cell->len > 0)
        g_string_append_c (cell, '\n');
      g_string_append (cell, text);
      return;
    }
  g_string_append (self->out, text);
  g_string_append_c (self->out, '\n');
}

static void
end_row (Office *self)
{
  const char *separator = " | ";
  gboolean first = TRUE;

  for (guint i = 0; i < self->cells->len; i++)
    if (strchr (((GString *)g_ptr_array_index (self->cells, i))->str, '\n') != NULL)
      separator = "\n";
  for (guint i = 0; i < self->cells->len; i++)
    {
      GString *cell = g_ptr_array_index (self->cells, i);
      if (cell->len == 0)
        continue;
      if (!first)
        g_string_append (self->out, separator);
      first = FALSE;
      g_string_append_len (self->out, cell->str, (gssize)cell->len);
    }
  if (!first)
    g_string_append_c (self->out, '\n');
  g_ptr_array_set_size (self->cells, 0);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
start_table (Office *self)
{
  end_paragraph (self);
  self->tables++;
}

static void
end_table (Office *self)
{
  end_paragraph (self);
  if (self->tables == 1)
    end_row (self);
  self->tables -= self->tables > 0;
}

static void
start_cell (Office *self)
{
  if (self->tables == 1)
    g_ptr_array_add (self->cells, g_string_new (NULL));
}

/* Skips the subtree of the element the reader stands on. Returns FALSE at the end of the file. */
static gboolean
skip_element (xmlTextReaderPtr reader)
{
  int depth = xmlTextReaderDepth (reader);

  if (xmlTextReaderIsEmptyElement (reader))
    return TRUE;
  while (xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderDepth (reader) == depth
        && xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT)
      return TRUE;
  return FALSE;
}

static char *
dup_attribute (xmlTextReaderPtr reader, const char *qualified)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *)qualified);
  char *copy = g_strdup ((const char *)value);

  xmlFree (value);
  return copy;
}

static gboolean
docx_start (Office *self, xmlTextReaderPtr reader, const char *element)
{
  static const char *const skipped[]
      = { "del", "moveFrom", "instrText", "delText", "Fallback", "sectPr", NULL };

  if (g_strv_contains (skipped, element))
    return skip_element (reader);
  if (strcmp (element, "p") == 0)
    end_paragraph (self);
  else if (strcmp (element, "r") == 0)
    end_run (self);
  else if (strcmp (element, "rFonts") == 0 && self->font == NULL)
    self->font = dup_attribute (reader, "w:ascii");
  else if (strcmp (element, "tab") == 0)
    g_string_append_c (self->run, ' ');
  else if (strcmp (element, "br") == 0 || strcmp (element, "cr") == 0)
    end_paragraph (self);
  else if (strcmp (element, "noBreakHyphen") == 0)
    g_string_append_c (self->run, '-');
  else if (strcmp (element, "tbl") == 0)
    start_table (self);
  else if (strcmp (element, "tc") == 0)
    start_cell (self);
  else if (strcmp (element, "numPr") == 0)
    self->numbered++;
  else if (strcmp (element, "footnoteReference") == 0)
    self->footnotes++;
  return TRUE;
}

static gboolean
docx_end (Office *self, xmlTextReaderPtr reader, const char *element)
{
  if (strcmp (element, "p") == 0)
    end_paragraph (self);
  else if (strcmp (element, "tr") == 0 && self->tables == 1)
    {
      end_paragraph (self);
      end_row (self);
    }
  else if (strcmp (element, "tbl") == 0)
    end_table (self);
  return TRUE;
}

static void
odt_spaces (Office *self, xmlTextReaderPtr reader)
{
  g_autofree char *count = dup_attribute (reader, "text:c");
  guint64 spaces = 1;

  if (count != NULL)
    g_ascii_string_to_unsigned (count, 10, 1, 1000, &spaces, NULL);
  for (guint64 i = 0; i < spaces; i++)
    g_string_append_c (self->run, ' ');
}

static gboolean
odt_start (Office *self, xmlTextReaderPtr reader, const char *element)
{
  static const char *const skipped[] = { "tracked-changes", "annotation", "settings", NULL };

  if (g_strv_contains (skipped, element))
    return skip_element (reader);
  if (strcmp (element, "note") == 0)
    {
      self->footnotes++;
      return skip_element (reader);
    }
  if (strcmp (element, "p") == 0 || strcmp (element, "h") == 0
      || strcmp (element, "line-break") == 0)
    end_paragraph (self);
  else if (strcmp (element, "s") == 0)
    odt_spaces (self, reader);
  else if (strcmp (element, "tab") == 0)
    g_string_append_c (self->run, ' ');
  else if (strcmp (element, "list-item") == 0)
    self->numbered++;
  else if (strcmp (element, "table") == 0)
    start_table (self);
  else if (strcmp (element, "table-cell") == 0)
    start_cell (self);
  return TRUE;
}

static gboolean
odt_end (Office *self, xmlTextReaderPtr reader, const char *element)
{
  if (strcmp (element, "p") == 0 || strcmp (element, "h") == 0)
    end_paragraph (self);
  else if (strcmp (element, "table-row") == 0 && self->tables == 1)
    {
      end_paragraph (self);
      end_row (self);
    }
  else if (strcmp (element, "table") == 0)
    end_table (self);
  return TRUE;
}

typedef struct
{
  const char *member;
  const char *name_space; /* part of the namespace of the elements that are looked at */
  const char *text;       /* element whose text counts; NULL: all of it */
  NodeFunc start;
  NodeFunc end;
} Dialect;

static const Dialect docx = { "word/document.xml", "wordprocessingml", "t", docx_start, docx_end };
static const Dialect odt = { "content.xml", "opendocument:xmlns", NULL, odt_start, odt_end };

static gboolean
is_ours (const Dialect *dialect, xmlTextReaderPtr reader)
{
  const char *uri = (const char *)xmlTextReaderConstNamespaceUri (reader);
  const char *element = (const char *)xmlTextReaderConstLocalName (reader);

  return (uri != NULL && strstr (uri, dialect->name_space) != NULL)
         || g_strcmp0 (element, "Fallback") == 0;
}

static gboolean
walk (Office *self,
      const Dialect *dialect,
      xmlTextReaderPtr reader,
      GCancellable *cancellable,
      GError **error)
{
  gboolean in_text = dialect->text == NULL;
  int status;

  while ((status = xmlTextReaderRead (reader)) == 1)
    {
      int type = xmlTextReaderNodeType (reader);
      const char *element = (const char *)xmlTextReaderConstLocalName (reader);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (type == XML_READER_TYPE_ELEMENT && is_ours (dialect, reader))
        {
          if (g_strcmp0 (element, dialect->text) == 0)
            in_text = !xmlTextReaderIsEmptyElement (reader);
          else if (!dialect->start (self, reader, element))
            break;
        }
      else if (type == XML_READER_TYPE_END_ELEMENT && is_ours (dialect, reader))
        {
          if (g_strcmp0 (element, dialect->text) == 0)
            in_text = FALSE;
          else
            dialect->end (self, reader, element);
        }
      else if (in_text
               && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE
                   || type == XML_READER_TYPE_CDATA))
        g_string_append (self->run, (const char *)xmlTextReaderConstValue (reader));
    }
  if (status == 0)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
               "%s: line %d of %s is damaged XML or nested too deeply", self->name,
               xmlTextReaderGetParserLineNumber (reader), dialect->member);
  return FALSE;
}

static void
add_notes (const Office *self, GPtrArray *notes)
{
  if (self->numbered > 0)
    _tl_import_note (notes,
                     "%u paragraphs are numbered by the word processor; their numbers are not in "
                     "the text",
                     self->numbered);
  if (self->footnotes > 0)
    _tl_import_note (notes, "%u footnotes are left out", self->footnotes);
}

static void
ignore_error_cb (void *data,
                 const char *message,
                 xmlParserSeverities severity,
                 xmlTextReaderLocatorPtr locator)
{
}

static char *
read_office (const char *path,
             const char *name,
             const Dialect *dialect,
             GPtrArray *notes,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GBytes) xml = tl_zip_read_member (path, name, dialect->member, cancellable, error);
  Office self = { .name = name };
  xmlTextReaderPtr reader;
  gsize size;
  const char *data;
  gboolean ok;

  if (xml == NULL)
    return NULL;
  data = g_bytes_get_data (xml, &size);
  reader = xmlReaderForMemory (data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  if (reader == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: %s is empty", name, dialect->member);
      return NULL;
    }
  xmlTextReaderSetErrorHandler (reader, ignore_error_cb, NULL);
  self.out = g_string_new (NULL);
  self.paragraph = g_string_new (NULL);
  self.run = g_string_new (NULL);
  self.cells = g_ptr_array_new_with_free_func (free_string);
  ok = walk (&self, dialect, reader, cancellable, error);
  end_paragraph (&self);
  xmlFreeTextReader (reader);
  g_string_free (self.paragraph, TRUE);
  g_string_free (self.run, TRUE);
  g_ptr_array_unref (self.cells);
  g_free (self.font);
  if (ok)
    add_notes (&self, notes);
  return g_string_free (self.out, !ok);
}

char *
tl_office_read_docx (
    const char *path, const char *name, GPtrArray *notes, GCancellable *cancellable, GError **error)
{
  return read_office (path, name, &docx, notes, cancellable, error);
}

char *
tl_office_read_odt (
    const char *path, const char *name, GPtrArray *notes, GCancellable *cancellable, GError **error)
{
  return read_office (path, name, &odt, notes, cancellable, error);
}
