/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-html.h"

#include <stdarg.h>
#include <string.h>

#include "text/tl-escape.h"

#define MAX_DEPTH 64

struct _TlHtml
{
  GString *out;
  const char *open[MAX_DEPTH];
  guint depth;
};

/* Elements of HTML without content, and those of SVG that never have any here. */
static const char *const empty_elements[]
    = { "br",   "hr",   "img",  "input",    "link",   "meta", "col",
        "rect", "line", "path", "polyline", "circle", NULL };

TlHtml *
tl_html_new (void)
{
  TlHtml *self = g_new0 (TlHtml, 1);

  self->out = g_string_sized_new (32 * 1024);
  g_string_append (self->out, "<!DOCTYPE html>\n");
  return self;
}

void
tl_html_free (TlHtml *self)
{
  if (self == NULL)
    return;
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
  g_free (self);
}

gboolean
tl_html_is_safe_link (const char *link)
{
  /* "//host" and "/\host" are other servers for a browser. */
  if (link[0] == '/')
    return link[1] != '/' && link[1] != '\\';
  return link[0] == '#' || link[0] == '?' || g_str_has_prefix (link, "troly:doc/");
}

static gboolean
is_allowed (const char *name, const char *value)
{
  if (g_str_has_prefix (name, "on") || strcmp (name, "style") == 0 || strcmp (name, "srcdoc") == 0)
    return FALSE;
  if (strcmp (name, "href") == 0 || strcmp (name, "src") == 0 || strcmp (name, "action") == 0
      || strcmp (name, "formaction") == 0)
    return tl_html_is_safe_link (value);
  return TRUE;
}

static void
append_attributes (TlHtml *self, va_list list)
{
  const char *name;

  while ((name = va_arg (list, const char *)) != NULL)
    {
      const char *value = va_arg (list, const char *);

      if (value == NULL)
        continue;
      /* A link that is not safe can come from what a judge sent; it is left out, the text stays. */
      if (!is_allowed (name, value))
        continue;
      g_string_append_c (self->out, ' ');
      g_string_append (self->out, name);
      g_string_append (self->out, "=\"");
      tl_escape_html (self->out, value);
      g_string_append_c (self->out, '"');
    }
}

static void
begin (TlHtml *self, const char *element, va_list list)
{
  g_assert (strcmp (element, "script") != 0 && strcmp (element, "style") != 0);
  g_string_append_c (self->out, '<');
  g_string_append (self->out, element);
  append_attributes (self, list);
  g_string_append_c (self->out, '>');
  if (g_strv_contains (empty_elements, element))
    {
      /* In HTML the slash means nothing, inside SVG it ends the element. */
      g_string_insert_c (self->out, self->out->len - 1, '/');
      return;
    }
  g_assert (self->depth < MAX_DEPTH);
  self->open[self->depth++] = element;
  /* The parser drops one line break behind these: the text's own first one would be lost. */
  if (strcmp (element, "textarea") == 0 || strcmp (element, "pre") == 0)
    g_string_append_c (self->out, '\n');
}

void
tl_html_begin (TlHtml *self, const char *element, ...)
{
  va_list list;

  va_start (list, element);
  begin (self, element, list);
  va_end (list);
}

void
tl_html_end (TlHtml *self, const char *element)
{
  g_assert (self->depth > 0);
  g_assert_cmpstr (self->open[self->depth - 1], ==, element);
  self->depth--;
  g_string_append (self->out, "</");
  g_string_append (self->out, element);
  g_string_append (self->out, ">");
  if (strcmp (element, "p") == 0 || strcmp (element, "tr") == 0 || strcmp (element, "li") == 0
      || strcmp (element, "div") == 0 || strcmp (element, "section") == 0)
    g_string_append_c (self->out, '\n');
}

void
tl_html_text (TlHtml *self, const char *text)
{
  if (text != NULL)
    tl_escape_html (self->out, text);
}

void
tl_html_textf (TlHtml *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  tl_html_text (self, text);
}

void
tl_html_leaf (TlHtml *self, const char *element, const char *text, ...)
{
  va_list list;

  va_start (list, text);
  begin (self, element, list);
  va_end (list);
  tl_html_text (self, text);
  tl_html_end (self, element);
}

GBytes *
tl_html_finish (TlHtml *self)
{
  g_assert (self->depth == 0);
  g_string_append_c (self->out, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&self->out));
}
