/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-precedent.h"

#include <stdio.h>
#include <string.h>

#include "law/tl-scan-private.h"

#define APPLIED_AFTER 30 /* days */
#define SENTENCE      600 /* bytes between "thông qua" and its date, "Quyết định số" and its number */
#define LIST_MAX      64

typedef struct
{
  const char *text;
  const TlJudgmentStructure *structure;
  TlPrecedent *result;
} Reading;

static const TlJudgmentSection *
find_section (const Reading *self, TlSectionKind kind)
{
  for (guint i = 0; i < self->structure->sections->len; i++)
    {
      const TlJudgmentSection *section
          = &g_array_index (self->structure->sections, TlJudgmentSection, i);

      if (section->kind == kind)
        return section;
    }
  return NULL;
}

static void
append_paragraph (GString *out, const char *from, const char *to)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  _tl_scan_collapse (out, from, to);
}

/* The paragraphs of a section, a line each. */
static char *
dup_section (const Reading *self, TlSectionKind kind)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < self->structure->paragraphs->len; i++)
    {
      const TlJudgmentParagraph *paragraph = g_ptr_array_index (self->structure->paragraphs, i);

      if (g_array_index (self->structure->sections, TlJudgmentSection, paragraph->section).kind
          == kind)
        append_paragraph (out, self->text + paragraph->from, self->text + paragraph->to);
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

/* ---- Dates and numbers of the head ---- */

/* The date behind the first of @words in the head. */
static char *
date_behind (const Reading *self, const char *const *words, gsize from, gsize to)
{
  const char *end = self->text + to;

  for (; *words != NULL; words++)
    {
      const char *after;
      char date[11];

      if (_tl_scan_find (self->text + from, end, *words, &after) != NULL
          && tl_text_find_date (after, MIN ((gsize)(end - after), SENTENCE), date, NULL, NULL))
        return g_strdup (date);
    }
  return NULL;
}

static char *
dup_days_after (const char *date, guint days)
{
  int year, month, day;
  g_autoptr (GDate) value = NULL;

  if (sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return NULL;
  value = g_date_new_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
  g_date_add_days (value, days);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (value), g_date_get_month (value),
                          g_date_get_day (value));
}

static void
read_decision (Reading *self, gsize to)
{
  const char *end = self->text + to;
  const char *after;
  const char *at = _tl_scan_find (self->text, end, "cong bo theo quyet dinh", &after);
  g_autofree char *rest = NULL;
  g_autoptr (TlDocNumber) number = NULL;

  if (at == NULL)
    return;
  rest = g_strndup (after, MIN ((gsize)(end - after), SENTENCE));
  /* A date may stand before the number. */
  number = tl_doc_number_find (rest, 0, NULL, NULL);
  if (number != NULL)
    self->result->published_by = g_strdup (number->printed);
}

static void
read_head (Reading *self)
{
  static const char *const adopted[] = { "thong qua ngay", "lua chon ngay", "thong qua", NULL };
  static const char *const applied[] = { "ap dung tu ngay",
                                         "ap dung ke tu ngay",
                                         "ap dung trong xet xu tu ngay",
                                         "ap dung trong xet xu ke tu ngay",
                                         "hieu luc tu ngay",
                                         "hieu luc ke tu ngay",
                                         "hieu luc ap dung tu ngay",
                                         NULL };
  const TlJudgmentSection *head = find_section (self, TL_SECTION_HEADER);

  if (head == NULL)
    return;
  self->result->adopted = date_behind (self, adopted, head->from, head->to);
  self->result->published = g_strdup (self->structure->published);
  self->result->effective_from = date_behind (self, applied, head->from, head->to);
  if (self->result->effective_from == NULL && self->result->published != NULL)
    self->result->effective_from = dup_days_after (self->result->published, APPLIED_AFTER);
  read_decision (self, head->to);
}

/* ---- Situation and solution ---- */

/* Where the text behind one of @words at the head of a line begins: "- Tình huống án lệ 1:". */
static const char *
behind_mark (const char *line, const char *end, const char *const *words)
{
  while (line < end && strchr ("-+* ", *line) != NULL)
    line++;
  for (; *words != NULL; words++)
    {
      const char *after = _tl_scan_word (line, end, *words);
      const char *digits;
      int number;

      if (after == NULL)
        continue;
      after = _tl_scan_spaces (after, end);
      digits = _tl_scan_number (after, end, 2, &number);
      after = digits != NULL ? _tl_scan_spaces (digits, end) : after;
      if (after == end)
        return end;
      if (*after == ':')
        return _tl_scan_spaces (after + 1, end);
    }
  return NULL;
}

static void
read_summary (Reading *self)
{
  static const char *const situations[]
      = { "tinh huong an le", "tinh huong phap ly", "tinh huong", NULL };
  static const char *const solutions[]
      = { "giai phap phap ly", "giai phap an le", "giai phap", NULL };
  g_autofree char *summary = dup_section (self, TL_SECTION_SUMMARY);
  g_autoptr (GString) situation = g_string_new (NULL);
  g_autoptr (GString) solution = g_string_new (NULL);
  GString *open = NULL;
  const char *line = summary;

  while (line != NULL && *line != '\0')
    {
      const char *end = line + strcspn (line, "\n");
      const char *from = behind_mark (line, end, situations);

      if (from != NULL)
        open = situation;
      else if ((from = behind_mark (line, end, solutions)) != NULL)
        open = solution;
      else
        from = line;
      if (open != NULL && from < end)
        append_paragraph (open, from, end);
      line = *end != '\0' ? end + 1 : end;
    }
  if (situation->len > 0)
    self->result->situation = g_strdup (situation->str);
  if (solution->len > 0)
    self->result->solution = g_strdup (solution->str);
}

/* ---- Keywords ---- */

static gboolean
is_mark (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb || c == ' '
         || c == '\n' || c == '.' || c == ',' || c == ';' || c == '-';
}

static void
add_keyword (GPtrArray *list, const char *from, const char *to)
{
  while (from < to && is_mark (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  while (to > from && is_mark (g_utf8_get_char (g_utf8_prev_char (to))))
    to = g_utf8_prev_char (to);
  if (from < to && list->len < LIST_MAX)
    {
      GString *word = g_string_new (NULL);

      _tl_scan_collapse (word, from, to);
      g_ptr_array_add (list, g_string_free (word, FALSE));
    }
}

/* Separated by ";" or lines; by commas where each is quoted. */
static void
read_keywords (Reading *self)
{
  g_autofree char *text = dup_section (self, TL_SECTION_KEYWORDS);
  gboolean semicolons = text != NULL && strchr (text, ';') != NULL;
  const char *from = text;
  gboolean quoted = FALSE;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      quoted = c == 0x201c ? TRUE : c == 0x201d ? FALSE : c == '"' ? !quoted : quoted;
      if (!(c == ';' || (c == '\n' && !semicolons)
            || (c == ',' && !semicolons && !quoted && strpbrk (text, "\"\xe2") != NULL)))
        continue;
      add_keyword (self->result->keywords, from, p);
      from = next;
    }
  if (from != NULL)
    add_keyword (self->result->keywords, from, from + strlen (from));
}

/* ---- Location and holding ---- */

/* "Đoạn [2], [3] phần …", "Đoạn 3 và đoạn 4": figures up to the word that ends the list. */
static void
read_paragraphs (Reading *self)
{
  const char *p = self->result->location;
  const char *end = p != NULL ? p + strlen (p) : NULL;
  const char *after;

  while (p != NULL && (p = _tl_scan_find (p, end, "doan", &after)) != NULL)
    {
      p = after;
      while (p < end && self->result->paragraphs->len < LIST_MAX)
        {
          const char *from = p + strspn (p, " [],;");
          const char *conjunction = _tl_scan_word (from, end, "va");
          gsize length;

          from = conjunction != NULL ? conjunction + strspn (conjunction, " [") : from;
          from = _tl_scan_word (from, end, "so") != NULL ? from + 2 + strspn (from + 2, " ") : from;
          length = strspn (from, "0123456789.");
          while (length > 0 && from[length - 1] == '.')
            length--;
          if (length == 0)
            break;
          g_ptr_array_add (self->result->paragraphs, g_strndup (from, length));
          p = from + length;
        }
    }
}

static gboolean
is_located (const Reading *self, const char *label)
{
  gsize from = strspn (label, "[("), length = strspn (label + from, "0123456789.");

  for (guint i = 0; i < self->result->paragraphs->len; i++)
    {
      const char *number = g_ptr_array_index (self->result->paragraphs, i);

      if (strlen (number) == length && strncmp (number, label + from, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_located (const Reading *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < self->structure->paragraphs->len; i++)
    {
      const TlJudgmentParagraph *paragraph = g_ptr_array_index (self->structure->paragraphs, i);

      if (paragraph->label != NULL
          && g_array_index (self->structure->sections, TlJudgmentSection, paragraph->section).kind
                 == TL_SECTION_REASONING
          && is_located (self, paragraph->label))
        append_paragraph (out, self->text + paragraph->from, self->text + paragraph->to);
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

/* The marks around the whole go; those inside stay. */
static char *
strip_quotes (char *text)
{
  gsize length = strlen (text);
  gboolean curly = g_str_has_prefix (text, "“") && g_str_has_suffix (text, "”");
  gboolean straight = length > 1 && text[0] == '"' && text[length - 1] == '"';
  gsize mark = curly ? strlen ("“") : 1;
  char *inner;

  if (!curly && !straight)
    return text;
  inner = g_strndup (text + mark, length - 2 * mark);
  /* “một” và “hai”: two quotations, none around the whole. */
  for (const char *p = inner; curly && *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_str_has_prefix (p, "“"))
        break;
      if (g_str_has_prefix (p, "”"))
        {
          g_free (inner);
          return text;
        }
    }
  g_free (text);
  return inner;
}

TlPrecedent *
tl_precedent_read (const char *text, const TlJudgmentStructure *structure)
{
  TlPrecedent *result = g_new0 (TlPrecedent, 1);
  Reading self = { text, structure, result };

  result->paragraphs = g_ptr_array_new_with_free_func (g_free);
  result->keywords = g_ptr_array_new_with_free_func (g_free);
  g_return_val_if_fail (text != NULL && structure != NULL, result);

  read_head (&self);
  result->source = dup_section (&self, TL_SECTION_SOURCE);
  result->location = dup_section (&self, TL_SECTION_LOCATION);
  result->related = dup_section (&self, TL_SECTION_LAW);
  read_summary (&self);
  read_keywords (&self);
  read_paragraphs (&self);
  result->holding = dup_section (&self, TL_SECTION_HOLDING);
  if (result->holding == NULL)
    result->holding = dup_located (&self);
  if (result->holding != NULL)
    result->holding = strip_quotes (result->holding);
  return result;
}

void
tl_precedent_free (TlPrecedent *precedent)
{
  if (precedent == NULL)
    return;
  g_free (precedent->adopted);
  g_free (precedent->published);
  g_free (precedent->published_by);
  g_free (precedent->effective_from);
  g_free (precedent->source);
  g_free (precedent->location);
  g_ptr_array_unref (precedent->paragraphs);
  g_free (precedent->situation);
  g_free (precedent->solution);
  g_free (precedent->related);
  g_ptr_array_unref (precedent->keywords);
  g_free (precedent->holding);
  g_free (precedent);
}
