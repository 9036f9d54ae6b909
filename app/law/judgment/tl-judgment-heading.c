/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/number/tl-doc-number.h"
#include "law/judgment/tl-judgment-private.h"
#include "law/tl-scan-private.h"
#include "text/tl-legacy.h"

/* Longer lines are sentences; letter-spaced headings are the longest. */
#define HEADING_WIDTH_MAX 90
#define SQUEEZED_MAX      64
#define PRECEDENT_LINES   40
/* Of the halves of a heading, and the line break and blanks between them. */
#define BROKEN_WIDTH_MAX 40
#define BROKEN_GAP_MAX   4

typedef enum
{
  WHOLE, /* nothing else stands in the heading */
  BEGIN, /* names of courts and panels may follow */
} Extent;

/* Headings without blanks and marks, as the forms print them and as they were before 2017. */
static const struct
{
  const char *letters;
  TlSectionKind kind;
  Extent extent;
  gboolean strong;
} patterns[] = {
  { "noidungvuan", TL_SECTION_FACTS, WHOLE, TRUE },
  { "noidungvuviec", TL_SECTION_FACTS, WHOLE, TRUE },
  { "noidungvieckien", TL_SECTION_FACTS, WHOLE, TRUE },
  { "nhanthay", TL_SECTION_FACTS, WHOLE, FALSE },
  { "nhandinhcuatoaan", TL_SECTION_REASONING, BEGIN, TRUE },
  { "nhandinhcuahoidongxetxu", TL_SECTION_REASONING, BEGIN, TRUE },
  { "nhandinhcuahoidong", TL_SECTION_REASONING, BEGIN, TRUE },
  { "nhandinhcuauybanthamphan", TL_SECTION_REASONING, BEGIN, TRUE },
  { "nhandinhcuahdxx", TL_SECTION_REASONING, BEGIN, TRUE },
  { "xetthay", TL_SECTION_REASONING, WHOLE, FALSE },
  { "nhandinh", TL_SECTION_REASONING, WHOLE, FALSE },
  { "quyetdinh", TL_SECTION_DECISION, WHOLE, TRUE },
  { "quyetdinhnhusau", TL_SECTION_DECISION, WHOLE, TRUE },
  { "tuyenxu", TL_SECTION_DECISION, WHOLE, FALSE },
  { "noinhan", TL_SECTION_CLOSING, BEGIN, TRUE },
  { "tmhoidongxetxu", TL_SECTION_CLOSING, BEGIN, TRUE },
  { "tmhoidong", TL_SECTION_CLOSING, BEGIN, FALSE },
  { "cachoithamnhandan", TL_SECTION_CLOSING, BEGIN, FALSE },
  { "cacthamphan", TL_SECTION_CLOSING, BEGIN, FALSE },
  { "thamphanchutoaphientoa", TL_SECTION_CLOSING, BEGIN, FALSE },
  { "nguonanle", TL_SECTION_SOURCE, WHOLE, TRUE },
  { "vitrinoidunganle", TL_SECTION_LOCATION, WHOLE, TRUE },
  { "khaiquatnoidunganle", TL_SECTION_SUMMARY, WHOLE, TRUE },
  { "khaiquatnoidungcuaanle", TL_SECTION_SUMMARY, WHOLE, TRUE },
  { "quydinhcuaphapluatlienquandenanle", TL_SECTION_LAW, WHOLE, TRUE },
  { "quydinhcuaphapluatlienquan", TL_SECTION_LAW, WHOLE, TRUE },
  { "tukhoacuaanle", TL_SECTION_KEYWORDS, WHOLE, TRUE },
  { "noidunganle", TL_SECTION_HOLDING, WHOLE, TRUE },
};

/* The letters of the range, folded; FALSE when there are too many for a heading. */
static gboolean
squeeze (const char *p, const char *end, char letters[SQUEEZED_MAX])
{
  gsize n = 0;

  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = _tl_scan_fold (g_utf8_get_char (p));

      if (c >= 'a' && c <= 'z')
        letters[n++] = (char)c;
      else if (g_unichar_isalpha (c))
        letters[n++] = '?';
      if (n >= SQUEEZED_MAX - 1)
        return FALSE;
    }
  letters[n] = '\0';
  return n > 0;
}

/* Whether the words differ by at most one letter lost, added or changed: scans and old fonts lose
 * one in a heading. */
static gboolean
nearly_same (const char *a, const char *b)
{
  while (*a && *a == *b)
    {
      a++;
      b++;
    }
  if (*a == '\0' && *b == '\0')
    return TRUE;
  if (*a && strcmp (a + 1, b) == 0)
    return TRUE;
  if (*b && strcmp (a, b + 1) == 0)
    return TRUE;
  return *a && *b && strcmp (a + 1, b + 1) == 0;
}

static gboolean
matches (const char *letters, guint pattern)
{
  const char *wanted = patterns[pattern].letters;

  if (strcmp (letters, wanted) == 0)
    return TRUE;
  if (patterns[pattern].extent == BEGIN && g_str_has_prefix (letters, wanted))
    return TRUE;
  return strlen (wanted) >= 9 && nearly_same (letters, wanted);
}

/* The heading proper: up to a colon, without a bullet before it. */
static const char *
heading_part (const char **from, const char *end)
{
  const char *p = *from;
  const char *after;
  int number;

  while (p < end && !g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  /* "II. NHẬN ĐỊNH CỦA TÒA ÁN" */
  after = _tl_scan_roman (p, end, &number);
  if (after && after < end && strchr ("./)-", *after))
    p = _tl_scan_spaces (after + 1, end);
  *from = p;
  while (p < end && *p != ':')
    p++;
  return p;
}

static gboolean
read_heading (const char *from, const char *end, TlHeading *heading)
{
  char letters[SQUEEZED_MAX];
  const char *part = from;
  const char *stop = heading_part (&part, end);

  if (part >= end || stop - part > 2 * HEADING_WIDTH_MAX
      || !g_unichar_isupper (g_utf8_get_char (part)) || !squeeze (part, stop, letters))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (patterns); k++)
    if (matches (letters, k))
      {
        heading->kind = patterns[k].kind;
        heading->strong = patterns[k].strong;
        heading->upper = _tl_scan_is_upper (part, stop);
        heading->body = stop < end ? _tl_scan_blanks (stop + 1, end) : end;
        /* A signature is no heading, it is what the section begins with. */
        if (heading->kind == TL_SECTION_CLOSING && strcmp (patterns[k].letters, "noinhan") != 0)
          heading->body = from;
        return TRUE;
      }
  return FALSE;
}

/* Letters that Vietnamese does not use stand where an old font was not converted: QUYEÁT ÑÒNH. */
static gboolean
is_foreign (gunichar c)
{
  return c == 0xd1 || c == 0xd6 || c == 0xc4 || c == 0xc5 || c == 0xae || c == 0xde || c == 0xd5
         || c == 0xd8 || c == 0xdb || c == 0xb8 || c == 0xb5;
}

static gboolean
read_old_font (const TlLine *line, TlHeading *heading)
{
  g_autofree char *converted = NULL;
  const char *body = line->to;
  gboolean foreign = FALSE;

  for (const char *p = line->from; p < line->to && !foreign; p = g_utf8_next_char (p))
    foreign = is_foreign (g_utf8_get_char (p));
  if (!foreign)
    return FALSE;
  converted = tl_legacy_repair (line->from, line->to - line->from);
  if (!read_heading (converted, converted + strlen (converted), heading))
    return FALSE;
  heading->body = body;
  return TRUE;
}

gboolean
_tl_judgment_gives_reasons (const TlLine *line)
{
  static const char *const reasons[]
      = { "vi cac le",  "boi cac le", "vi nhung le", "boi nhung le", "tu nhung nhan dinh tren",
          "vi le tren", "boi le tren" };

  for (guint n = 0; n < G_N_ELEMENTS (reasons); n++)
    if (_tl_scan_match (line->from, line->to, reasons[n]))
      return TRUE;
  return FALSE;
}

/* "Vì các lẽ trên, QUYẾT ĐỊNH: …". In small letters it is a sentence of the reasoning. */
static gboolean
read_announced (const TlLine *line, TlHeading *heading)
{
  const char *p = line->from;
  const char *after;

  if (!_tl_judgment_gives_reasons (line))
    return FALSE;
  for (; (p = _tl_scan_find (p, line->to, "quyet dinh", &after)) != NULL; p = after)
    {
      const char *colon = _tl_scan_spaces (after, line->to);

      if (!_tl_scan_is_upper (p, after) || (colon < line->to && *colon != ':'))
        continue;
      *heading = (TlHeading){
        .kind = TL_SECTION_DECISION,
        .line = heading->line,
        .body = colon < line->to ? _tl_scan_blanks (colon + 1, line->to) : line->to,
        .strong = TRUE,
        .upper = TRUE,
        .announced = TRUE,
      };
      return TRUE;
    }
  return FALSE;
}

/* A heading in capitals over two lines: "NHẬN ĐỊNH" / "CỦA TÒA ÁN". */
static gboolean
read_broken (const TlLayout *layout, guint i, TlHeading *heading)
{
  const TlLine *line = _tl_layout_line (layout, i);
  const TlLine *next = _tl_layout_line (layout, i + 1);
  TlHeading own = { .line = i + 1 };

  if (!next || read_heading (next->from, next->to, &own) || line->width > BROKEN_WIDTH_MAX
      || next->width > BROKEN_WIDTH_MAX || line->to[-1] == ':'
      || next->from - line->to > BROKEN_GAP_MAX || !_tl_scan_is_upper (line->from, line->to)
      || !_tl_scan_is_upper (next->from, next->to))
    return FALSE;
  return read_heading (line->from, next->to, heading);
}

static gboolean
read_line (const TlLayout *layout, guint i, TlHeading *heading)
{
  const TlLine *line = _tl_layout_line (layout, i);
  TlHeading broken = { .line = i };

  heading->line = i;
  if (read_heading (line->from, line->to, heading))
    {
      if (!heading->strong && read_broken (layout, i, &broken) && broken.strong)
        *heading = broken;
      return TRUE;
    }
  if (line->width <= HEADING_WIDTH_MAX && read_old_font (line, heading))
    return TRUE;
  if (read_announced (line, heading))
    return TRUE;
  if (!read_broken (layout, i, &broken) || !broken.strong)
    return FALSE;
  *heading = broken;
  return TRUE;
}

GArray *
_tl_judgment_headings (const TlLayout *layout)
{
  GArray *headings = g_array_new (FALSE, FALSE, sizeof (TlHeading));

  for (guint i = 0; i < layout->lines->len; i++)
    {
      TlHeading heading = { 0 };

      if (read_line (layout, i, &heading))
        g_array_append_val (headings, heading);
    }
  return headings;
}

int
_tl_judgment_find_precedent (const TlLayout *layout)
{
  for (guint i = 0; i < MIN (layout->lines->len, PRECEDENT_LINES); i++)
    {
      const TlLine *line = _tl_layout_line (layout, i);
      const char *after = _tl_scan_word (line->from, line->to, "an le so");
      g_autofree char *rest = NULL;
      g_autoptr (TlDocNumber) number = NULL;
      gsize from;

      if (!after)
        continue;
      rest = g_strndup (after, (gsize)(line->to - after));
      number = tl_doc_number_find (rest, 0, &from, NULL);
      if (number && number->kind == TL_DOC_NUMBER_PRECEDENT && strspn (rest, ": ") == from
          && _tl_scan_is_upper (line->from, after))
        return (int)i;
    }
  return -1;
}
