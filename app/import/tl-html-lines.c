/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-html-lines.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/tl-error.h"

/* Real pages nest some thirty levels; the parser's work on an end tag grows with the depth. */
#define MAX_DEPTH  1000
#define CHUNK_SIZE 16384
#define MAX_LINKS  10000 /* of one line */

static const char *const block_tags[] = {
  "p",          "div",     "h1",      "h2",     "h3",     "h4",   "h5",    "h6",
  "li",         "ul",      "ol",      "dl",     "dt",     "dd",   "table", "tbody",
  "thead",      "tfoot",   "caption", "tr",     "pre",    "hr",   "br",    "title",
  "blockquote", "section", "article", "header", "footer", "main", "aside", "form",
  "body",       "center",  "address", "figure", NULL,
};

static const char *const skipped_tags[] = { "script", "style", "noscript", "template", NULL };

typedef struct
{
  const char *name;
  const char *const *marks;
  TlHtmlLineFunc func;
  gpointer user_data;
  GError *error;

  GString *text;
  const char *tag; /* an element of block_tags */
  const char *mark;
  char *anchor;
  GArray *links;
  gboolean in_link; /* the last of them is open */
  gboolean first;
  gboolean space;
  guint depth;
  guint skip; /* open elements whose text is not shown */
  guint cell; /* open table cells */
} Reader;

static const char *
find_tag (const char *const *tags, const xmlChar *name)
{
  for (guint i = 0; tags[i] != NULL; i++)
    if (strcmp (tags[i], (const char *)name) == 0)
      return tags[i];
  return NULL;
}

static void
link_clear (gpointer data)
{
  TlHtmlLink *link = data;

  g_free (link->href);
  g_free (link->onclick);
}

static void
end_link (Reader *self)
{
  if (self->in_link)
    g_array_index (self->links, TlHtmlLink, self->links->len - 1).to = self->text->len;
  self->in_link = FALSE;
}

static void
flush (Reader *self)
{
  TlHtmlLine line
      = { self->text->str, self->tag, self->mark, self->first, self->anchor, self->links };

  self->space = FALSE;
  end_link (self);
  if (self->text->len == 0 && self->anchor == NULL)
    return;
  if (self->error == NULL)
    self->func (&line, self->user_data, &self->error);
  self->first = FALSE;
  g_string_truncate (self->text, 0);
  g_array_set_size (self->links, 0);
  g_clear_pointer (&self->anchor, g_free);
}

static const char *
get_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    if (attributes[1] != NULL && strcmp ((const char *)attributes[0], name) == 0)
      return (const char *)attributes[1];
  return NULL;
}

/* A wanted class begins a part of the page, whatever table before it was never closed. */
static void
take_mark (Reader *self, const char *class_name)
{
  for (guint i = 0; class_name != NULL && self->marks != NULL && self->marks[i] != NULL; i++)
    if (strcmp (self->marks[i], class_name) == 0)
      {
        flush (self);
        self->cell = 0;
        self->mark = self->marks[i];
        self->first = TRUE;
      }
}

static void
start_link (Reader *self, const xmlChar **attributes)
{
  const char *href = get_attribute (attributes, "href");
  const char *onclick = get_attribute (attributes, "onclick");
  TlHtmlLink link = { NULL, NULL, self->text->len, self->text->len };

  end_link (self);
  if ((href == NULL && onclick == NULL) || self->links->len >= MAX_LINKS)
    return;
  link.href = g_strdup (href);
  link.onclick = g_strdup (onclick);
  g_array_append_val (self->links, link);
  self->in_link = TRUE;
}

static gboolean
is_cell (const xmlChar *name)
{
  return strcmp ((const char *)name, "td") == 0 || strcmp ((const char *)name, "th") == 0;
}

static void
start_cell (Reader *self)
{
  if (self->cell++ > 0)
    self->space = TRUE;
  else if (self->text->len > 0)
    {
      g_string_append (self->text, " |");
      self->space = TRUE;
    }
}

static void
start_element_cb (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Reader *self = data;
  const char *tag = find_tag (block_tags, name);

  if (++self->depth > MAX_DEPTH && self->error == NULL)
    g_set_error (&self->error, TL_ERROR, TL_ERROR_LIMIT,
                 "%s: HTML elements are nested deeper than %d", self->name, MAX_DEPTH);
  take_mark (self, get_attribute (attributes, "class"));
  if (find_tag (skipped_tags, name) != NULL)
    self->skip++;
  else if (is_cell (name))
    start_cell (self);
  else if (tag != NULL && self->cell > 0)
    self->space = TRUE;
  else if (tag != NULL)
    {
      flush (self);
      if (strcmp (tag, "br") != 0)
        self->tag = tag;
    }
  if (strcmp ((const char *)name, "a") != 0)
    return;
  start_link (self, attributes);
  if (get_attribute (attributes, "name") != NULL)
    {
      g_free (self->anchor);
      self->anchor = g_strdup (get_attribute (attributes, "name"));
    }
}

static void
end_element_cb (void *data, const xmlChar *name)
{
  Reader *self = data;

  if (self->depth > 0)
    self->depth--;
  if (strcmp ((const char *)name, "a") == 0)
    end_link (self);
  if (find_tag (skipped_tags, name) != NULL)
    self->skip -= self->skip > 0;
  else if (is_cell (name))
    self->cell -= self->cell > 0;
  else if (find_tag (block_tags, name) != NULL)
    {
      if (self->cell > 0)
        self->space = TRUE;
      else
        flush (self);
    }
}

static void
characters_cb (void *data, const xmlChar *characters, int length)
{
  Reader *self = data;
  const char *text = (const char *)characters;

  if (self->skip > 0)
    return;
  for (int i = 0; i < length; i++)
    {
      if (g_ascii_isspace (text[i]))
        {
          self->space = TRUE;
          continue;
        }
      if (self->space && self->text->len > 0)
        g_string_append_c (self->text, ' ');
      self->space = FALSE;
      g_string_append_c (self->text, text[i]);
    }
}

static gboolean
feed (Reader *self, htmlParserCtxtPtr parser, GBytes *data, GCancellable *cancellable)
{
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);

  for (gsize at = 0; at < size && self->error == NULL; at += CHUNK_SIZE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, &self->error))
        break;
      htmlParseChunk (parser, bytes + at, (int)MIN (size - at, CHUNK_SIZE), 0);
    }
  if (self->error == NULL)
    htmlParseChunk (parser, NULL, 0, 1);
  if (self->error == NULL)
    flush (self);
  return self->error == NULL;
}

gboolean
tl_html_lines_read (GBytes *data,
                    const char *name,
                    const char *const *marks,
                    TlHtmlLineFunc func,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error)
{
  static gsize initialized = 0;
  Reader self = { .name = name, .marks = marks, .func = func, .user_data = user_data };
  htmlSAXHandler handler = { .startElement = start_element_cb,
                             .endElement = end_element_cb,
                             .characters = characters_cb,
                             .ignorableWhitespace = characters_cb };
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);
  gboolean is_utf8 = g_utf8_validate_len (bytes != NULL ? bytes : "", size, NULL);
  htmlParserCtxtPtr parser;
  gboolean ok;

  if (g_once_init_enter (&initialized))
    {
      xmlInitParser ();
      g_once_init_leave (&initialized, 1);
    }
  parser = htmlCreatePushParserCtxt (&handler, &self, NULL, 0, NULL,
                                     is_utf8 ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_NONE);
  if (parser == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the HTML parser could not start", name);
      return FALSE;
    }
  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                  | HTML_PARSE_NONET);
  self.text = g_string_new (NULL);
  self.links = g_array_new (FALSE, FALSE, sizeof (TlHtmlLink));
  g_array_set_clear_func (self.links, link_clear);
  self.tag = "body";
  ok = feed (&self, parser, data, cancellable);
  htmlFreeParserCtxt (parser);
  g_string_free (self.text, TRUE);
  g_array_unref (self.links);
  g_free (self.anchor);
  if (!ok)
    g_propagate_error (error, self.error);
  return ok;
}
