/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-escape.h"
#include "text/tl-letter-private.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* What stands for a character: %NULL for itself, "" for nothing. */
typedef const char *(*EscapeFunc) (gunichar c, char buffer[8]);

static void
append_escaped (GString *out, const char *text, EscapeFunc escape)
{
  const char *end = text + strlen (text);
  const char *copied = text;
  char buffer[8];
  guint size;

  for (const char *p = text; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);
      const char *instead = c == TL_UTF8_INVALID ? REPLACEMENT : escape (c, buffer);

      if (instead == NULL)
        continue;
      g_string_append_len (out, copied, p - copied);
      g_string_append (out, instead);
      copied = p + size;
    }
  g_string_append_len (out, copied, end - copied);
}

/* The five characters that markup gives a meaning to. */
static const char *
escape_xml (gunichar c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
    }
}

/* XML 1.0 (fifth edition), 2.2 Char and the discouraged controls. */
static const char *
escape_for_markup (gunichar c, char buffer[8])
{
  if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE
      || c == 0xFFFF)
    return "";
  return escape_xml (c);
}

/* HTML 13.2.3.5: controls other than white space, and noncharacters, are errors. */
static const char *
escape_for_html (gunichar c, char buffer[8])
{
  if ((c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || (c >= 0x7F && c < 0xA0)
      || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE)
    return "";
  return escape_xml (c);
}

/* RFC 8259, section 7. The less-than sign is escaped too, so that the string may stand in a script
 * of a page, and the line separators, which some readers take for ends of lines. */
static const char *
escape_for_json (gunichar c, char buffer[8])
{
  switch (c)
    {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
    }
  if (c >= 0x20 && c != '<' && c != 0x7F && c != 0x2028 && c != 0x2029)
    return NULL;
  g_snprintf (buffer, 8, "\\u%04x", c);
  return buffer;
}

char *
tl_escape_markup (const char *text)
{
  GString *markup = g_string_sized_new (strlen (text) + 16);

  append_escaped (markup, text, escape_for_markup);
  return g_string_free (markup, FALSE);
}

void
tl_escape_html (GString *html, const char *text)
{
  append_escaped (html, text, escape_for_html);
}

void
tl_escape_json (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  append_escaped (json, text, escape_for_json);
  g_string_append_c (json, '"');
}
