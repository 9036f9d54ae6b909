/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-question-syntax.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "search/question/tl-question-value-private.h"
#include "text/tl-text.h"

#define SLUG_BYTES 60
/* Nobody types a longer question: it is a pasted text, whose quotes and colons are its own. */
#define TYPED_LEXEMES 120

typedef struct
{
  const char *text;
  const TlSyntaxOptions *options;
  char *rest;
  GArray *lexemes;
  GPtrArray *asked;
  gboolean has_operators; /* it is a question in this syntax, not a sentence */
  gboolean has_lower;     /* capitals are not just the way it was typed */
} Reading;

/* ---- Small things ---- */

static void
asked_free_cb (gpointer data)
{
  _tl_asked_free (data);
}

char *
tl_question_slug (const char *prefix, const char *text)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  GString *slug = g_string_new (prefix);
  gsize start;

  g_string_append_c (slug, ':');
  start = slug->len;
  for (const char *p = folded; *p != '\0' && slug->len < start + SLUG_BYTES;
       p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || strchr ("=./", *p) != NULL)
      g_string_append_len (slug, p, g_utf8_next_char (p) - p);
    else if (slug->len > start && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  if (slug->len > start && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

static const TlLexeme *
nth (const Reading *self, guint i)
{
  return _tl_lexeme_nth (self->lexemes, i);
}

static char *
inner (const Reading *self, const TlLexeme *lexeme)
{
  return g_strndup (self->text + lexeme->inner, lexeme->end - lexeme->inner);
}

static gboolean
is_word (const Reading *self, const TlLexeme *lexeme, const char *word)
{
  return lexeme != NULL && !lexeme->quoted && !lexeme->minus
         && lexeme->end - lexeme->inner == strlen (word)
         && memcmp (self->text + lexeme->inner, word, strlen (word)) == 0;
}

static void
blank (Reading *self, gsize from, gsize to)
{
  memset (self->rest + from, ' ', to - from);
}

static gboolean
has_letters (const Reading *self, const TlLexeme *lexeme)
{
  for (const char *p = self->text + lexeme->inner; p < self->text + lexeme->end;
       p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* An operand of NOT or NEAR: a phrase, or a word that is no operator. */
static gboolean
is_operand (const Reading *self, const TlLexeme *lexeme)
{
  return lexeme != NULL && has_letters (self, lexeme);
}

/* ---- Operators ---- */

/* NEAR, NEAR/5, GẦN/5; a bare GẦN is a word except between two phrases. @distance is set. */
static gboolean
is_near (const Reading *self, guint place, guint *distance)
{
  static const char *const NAMES[] = { "NEAR", "GẦN" };
  const TlLexeme *lexeme = nth (self, place);
  const TlLexeme *before = place > 0 ? nth (self, place - 1) : NULL, *after = nth (self, place + 1);

  *distance = TL_SYNTAX_NEAR;
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      gsize length = strlen (NAMES[i]);
      const char *rest, *end;
      guint64 number = 0;

      if (lexeme == NULL || lexeme->quoted || lexeme->minus || lexeme->end - lexeme->inner < length
          || memcmp (self->text + lexeme->inner, NAMES[i], length) != 0)
        continue;
      rest = self->text + lexeme->inner + length;
      end = self->text + lexeme->end;
      if (rest == end)
        return i == 0 || (before != NULL && before->quoted && after != NULL && after->quoted);
      if (*rest++ != '/' || rest == end || end - rest > 4)
        return FALSE;
      for (; rest < end; rest++)
        {
          if (!g_ascii_isdigit (*rest))
            return FALSE;
          number = number * 10 + (guint)g_ascii_digit_value (*rest);
        }
      *distance = (guint)MIN (number, TL_SYNTAX_NEAR_MAX);
      return TRUE;
    }
  return FALSE;
}

/* KHÔNG in capitals stresses a word in many a sentence: it is an operator before a phrase, and in a
 * question that has other operators. */
static gboolean
is_not (const Reading *self, guint place)
{
  const TlLexeme *operand = nth (self, place + 1);

  if (!is_operand (self, operand))
    return FALSE;
  if (is_word (self, nth (self, place), "NOT"))
    return TRUE;
  return is_word (self, nth (self, place), "KHÔNG")
         && (operand->quoted || (self->has_operators && self->has_lower));
}

static void
look_ahead (Reading *self)
{
  guint distance;

  for (guint i = 0; i < self->lexemes->len; i++)
    {
      const TlLexeme *lexeme = nth (self, i);

      self->has_operators |= lexeme->quoted || lexeme->minus || is_near (self, i, &distance);
    }
  for (const char *p = self->text; *p != '\0' && !self->has_lower; p = g_utf8_next_char (p))
    self->has_lower = g_unichar_islower (g_utf8_get_char (p));
}

/* ---- Constructs ---- */

static TlAsked *
add (Reading *self, TlChipKind kind, gsize from, gsize to)
{
  TlAsked *asked = g_new0 (TlAsked, 1);

  asked->kind = kind;
  asked->from = from;
  asked->to = to;
  g_ptr_array_add (self->asked, asked);
  return asked;
}

static void
read_near (Reading *self, guint place, guint distance)
{
  const TlLexeme *operator= nth (self, place + 1);
  TlAsked *asked = add (self, TL_CHIP_NEAR, nth (self, place)->from, nth (self, place + 2)->to);
  g_autofree char *both = NULL;

  asked->first = inner (self, nth (self, place));
  asked->second = inner (self, nth (self, place + 2));
  asked->distance = distance;
  both = g_strdup_printf ("%s %s", asked->first, asked->second);
  asked->id = tl_question_slug ("near", both);
  /* Translators: two phrases of a question, and how many words may stand between them. */
  asked->label
      = g_strdup_printf (_ ("“%s” within %u words of “%s”"), asked->first, distance, asked->second);
  blank (self, operator->from, operator->to);
}

static gboolean
ends_not (gpointer data, guint place)
{
  const Reading *self = data;

  return _tl_question_begins_other (self->text, self->lexemes, place);
}

/* How many of @runs NOT takes: the longest that is one thing in the words of the law, and otherwise
 * all up to what ends them. A single known word is no proof that its neighbour is another thing. */
static guint
choose_refused (const Reading *self, const TlRuns *runs, guint next)
{
  guint known = self->options->known != NULL ? self->options->known (
                    self->options->data, NULL, (const char *const *)runs->texts, runs->n)
                                             : 0;
  guint distance;

  if (known > 1)
    return MIN (known, runs->n);
  if (runs->cut)
    return 1;
  /* The word before NEAR belongs to it. */
  return runs->n > 1 && is_near (self, next, &distance) ? runs->n - 1 : runs->n;
}

/* What begins at lexeme @operand must not be there. Returns: the lexeme behind it. */
static guint
read_not (Reading *self, gsize from, guint operand, gboolean one)
{
  const TlLexeme *first = nth (self, operand);
  TlFieldValue value = { .text = self->text,
                         .lexemes = self->lexemes,
                         .next = operand + 1,
                         .from = first->inner,
                         .to = first->end };
  TlAsked *asked;

  if (!one && !first->quoted)
    {
      g_auto (TlRuns) runs = { .n = 0 };

      _tl_runs_read (&runs, &value, ends_not, self);
      _tl_runs_take (&runs, choose_refused (self, &runs, runs.nexts[runs.n - 1]), &value);
    }
  asked = add (self, TL_CHIP_NOT, from, nth (self, value.next - 1)->to);
  asked->first = g_strndup (self->text + value.from, value.to - value.from);
  asked->id = tl_question_slug ("not", asked->first);
  /* Translators: a condition of a question: the answer must not hold this phrase. */
  asked->label = g_strdup_printf (_ ("without “%s”"), asked->first);
  blank (self, from, asked->to);
  return value.next;
}

static void
read_phrase (Reading *self, const TlLexeme *lexeme)
{
  TlAsked *asked = add (self, TL_CHIP_PHRASE, lexeme->from, lexeme->to);

  asked->first = inner (self, lexeme);
  asked->id = tl_question_slug ("phrase", asked->first);
  asked->label = g_strdup_printf ("“%s”", asked->first);
}

static const char *
filter_name (const char *filter)
{
  static const char *const NAMES[][2] = {
    { "court", N_ ("Court") },       { "number", N_ ("Number") },
    { "year", N_ ("Year") },         { "case_type", N_ ("Type of case") },
    { "article", N_ ("Article") },   { "charge", N_ ("Crime or dispute") },
    { "outcome", N_ ("Outcome") },   { "issuer", N_ ("Issuer") },
    { "level", N_ ("Court level") }, { "stage", N_ ("Stage") },
    { "kind", N_ ("Kind") },         { "relation", N_ ("Crime or dispute") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strcmp (filter, NAMES[i][0]) == 0)
      return _ (NAMES[i][1]);
  return filter;
}

/* Takes @asked. */
static void
take_field (Reading *self, TlAsked *asked, guint place, guint used, gsize keeps)
{
  const TlLexeme *last = nth (self, place + used - 1);
  g_autofree char *named = g_strconcat (asked->first, "=", asked->second, NULL);
  gsize from = nth (self, place)->from;

  asked->from = from;
  asked->to = last->to;
  asked->id = tl_question_slug ("field", named);
  asked->label = g_strdup_printf ("%s: %s", filter_name (asked->first), asked->second);
  g_ptr_array_add (self->asked, asked);
  blank (self, from, MIN (keeps, last->to));
  for (gsize i = keeps; i < last->to; i++)
    if (self->rest[i] == ':' || self->rest[i] == '"')
      self->rest[i] = ' ';
}

/* Reads what begins with lexeme @place. Returns: how many lexemes it takes. */
static guint
read_construct (Reading *self, guint place)
{
  const TlLexeme *lexeme = nth (self, place);
  guint distance, used;
  gsize keeps;
  TlAsked *field;

  if (is_not (self, place))
    return read_not (self, lexeme->from, place + 1, FALSE) - place;
  if (lexeme->minus && is_operand (self, lexeme))
    return read_not (self, lexeme->from, place, TRUE) - place;
  if (is_near (self, place + 1, &distance) && is_operand (self, lexeme)
      && is_operand (self, nth (self, place + 2)) && !nth (self, place + 2)->minus)
    {
      guint ignored;

      read_near (self, place, distance);
      return is_near (self, place + 3, &ignored) ? 2 : 3;
    }
  field = _tl_question_read_field (self->text, self->lexemes, place, self->options, &used, &keeps);
  if (field != NULL)
    {
      take_field (self, field, place, used, keeps);
      return used;
    }
  if (lexeme->quoted)
    read_phrase (self, lexeme);
  else if (self->has_lower
           && (is_word (self, lexeme, "OR") || is_word (self, lexeme, "HOẶC")
               || is_word (self, lexeme, "AND")))
    blank (self, lexeme->from, lexeme->to);
  return 1;
}

/* A construct that was taken away is told, but does not act. */
static void
mark_removed (GPtrArray *asked, const char *const *without)
{
  for (guint i = 0; without != NULL && i < asked->len; i++)
    {
      TlAsked *one = g_ptr_array_index (asked, i);

      one->removed = g_strv_contains (without, one->id);
    }
}

GPtrArray *
tl_question_syntax_read (const char *text, const TlSyntaxOptions *options, char **rest)
{
  Reading self = { .text = text, .options = options, .rest = g_strdup (text) };

  self.lexemes = _tl_question_lex (text);
  self.asked = g_ptr_array_new_with_free_func (asked_free_cb);
  look_ahead (&self);
  for (guint i = 0; self.lexemes->len <= TYPED_LEXEMES && i < self.lexemes->len
                    && self.asked->len < TL_SYNTAX_MAX;)
    i += read_construct (&self, i);
  mark_removed (self.asked, options->without);
  g_array_unref (self.lexemes);
  *rest = self.rest;
  return self.asked;
}
