/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, months, years and spans of years that a question names. They are offered, and no words that
 * an answer must hold. */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "law/judgment/tl-judgment-structure.h"
#include "search/question/tl-question-private.h"
#include "text/tl-text.h"

#define FIRST_YEAR 1945
#define LAST_YEAR  2100
/* Days that are offered, and bytes that a day takes. */
#define MAX_DATES  3
#define DATE_BYTES 40
/* A law stands at most so many words before its year. */
#define LAW_WORDS 8

/* Letters and digits in a row, @folded without marks. */
typedef struct
{
  char *folded;
  gsize from;
  gsize to;
  gboolean said; /* is part of something that was offered */
} Item;

typedef struct
{
  TlQuestionReading *reading;
  const char *text;
  GArray *items; /* (element-type Item) */
  guint begun;   /* the year of "từ ngày" */
} Dates;

static void
item_clear (gpointer data)
{
  g_free (((Item *)data)->folded);
}

static Item *
nth (const Dates *self, guint i)
{
  return i < self->items->len ? &g_array_index (self->items, Item, i) : NULL;
}

static void
read_items (Dates *self, gsize length)
{
  const char *end = self->text + length;

  for (const char *p = self->text; p < end;)
    {
      const char *from = p;
      Item item;

      while (p < end && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == from)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      item = (Item){ tl_text_fold (from, p - from, TL_FOLD_PLAIN, NULL), (gsize)(from - self->text),
                     (gsize)(p - self->text), FALSE };
      g_array_append_val (self->items, item);
    }
}

static gboolean
is_word (const Dates *self, guint i, const char *word)
{
  const Item *item = nth (self, i);

  return item != NULL && strcmp (item->folded, word) == 0;
}

/* The year that item @i is, or 0. Joined to others by a slash it is part of a number, unless
 * @joined. */
static guint
year_at (const Dates *self, guint i, gboolean joined)
{
  const Item *item = nth (self, i);
  guint64 year;

  if (item == NULL || strlen (item->folded) != 4 || strspn (item->folded, "0123456789") != 4)
    return 0;
  if (self->text[item->to] == '/'
      || (!joined && item->from > 0 && self->text[item->from - 1] == '/'))
    return 0;
  year = g_ascii_strtoull (item->folded, NULL, 10);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? (guint)year : 0;
}

/* "2020" or "năm 2020" from item @i on; @next is set behind it. */
static guint
read_year (const Dates *self, guint i, guint *next)
{
  guint at = i + (is_word (self, i, "nam") ? 1 : 0);

  *next = at + 1;
  return year_at (self, at, FALSE);
}

/* A year behind a law's name is the law's. */
static gboolean
is_of_law (const Dates *self, guint i)
{
  for (guint k = i; k > 0 && k + LAW_WORDS > i; k--)
    if (is_word (self, k - 1, "luat") || is_word (self, k - 1, "phap"))
      return TRUE;
  return FALSE;
}

/* The words that lead to a time: "từ", "giai đoạn". Returns: the first of them before item @i. */
static guint
find_lead (const Dates *self, guint i)
{
  static const char *const WORDS[] = { "tu", "den", "toi", "truoc", "sau" };

  if (i > 1 && is_word (self, i - 1, "doan") && is_word (self, i - 2, "giai"))
    return i - 2;
  for (guint k = 0; i > 0 && k < G_N_ELEMENTS (WORDS); k++)
    if (is_word (self, i - 1, WORDS[k]))
      return i - 1;
  return i;
}

/* Items [@from, @to), and what leads to them, say when, not what. */
static void
set_when (Dates *self, guint from, guint to)
{
  GArray *words = self->reading->words;
  guint first = find_lead (self, from);
  gsize begin = nth (self, first)->from, end = nth (self, to - 1)->to;

  for (guint i = first; i < to; i++)
    nth (self, i)->said = TRUE;
  for (guint i = 0; i < words->len; i++)
    {
      const TlWord *word = &g_array_index (words, TlWord, i);

      if (word->from >= begin && word->to <= end)
        self->reading->question->roles[i] |= TL_WORD_WHEN | TL_WORD_READ;
    }
}

/* ---- What is offered ---- */

/* @first or @last may be 0: the span has no such end. */
static void
offer_years (Dates *self, guint first, guint last)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (first > 0)
    g_string_append_printf (value, "%u", first);
  if (first != last)
    g_string_append (value, "..");
  if (last > 0 && first != last)
    g_string_append_printf (value, "%u", last);
  if (first == last)
    /* Translators: an offered filter: only documents of this year. */
    text = g_strdup_printf (_ ("Only of %s"), value->str);
  else if (last == 0)
    /* Translators: an offered filter: only documents of this year and those after it. */
    text = g_strdup_printf (_ ("Only from %u on"), first);
  else if (first == 0)
    /* Translators: an offered filter: only documents of this year and those before it. */
    text = g_strdup_printf (_ ("Only up to %u"), last);
  else
    /* Translators: an offered filter: only documents of these years and those between. */
    text = g_strdup_printf (_ ("Only from %u to %u"), first, last);
  _tl_question_offer (self->reading, TL_CHIP_DATE, "year", value->str, text);
}

/* The law as it stood on the day: no filter, but the date of the question. */
static void
offer_day (Dates *self, const char *date)
{
  TlQuestion *question = self->reading->question;
  g_autofree char *shown = tl_date_format_vi (date);
  /* Translators: an offered chip: search the law as it stood on this day. */
  g_autofree char *text = g_strdup_printf (_ ("The law as of %s"), shown);
  const TlChip *chip = _tl_question_offer_chip (self->reading, TL_CHIP_DATE, "as-of", date, text);

  if (chip != NULL && chip->applied && question->as_of == NULL)
    question->as_of = g_strdup (date);
}

/* ---- What is read ---- */

static gboolean
is_open_end (const Dates *self, guint i, guint *next)
{
  static const char *const ENDS[][2]
      = { { "den", "nay" }, { "toi", "nay" }, { "cho", "den" }, { "tro", "di" },
          { "tro", "lai" }, { "ve", "sau" },  { "den", "gio" } };

  for (guint k = 0; k < G_N_ELEMENTS (ENDS); k++)
    if (is_word (self, i, ENDS[k][0]) && is_word (self, i + 1, ENDS[k][1]))
      {
        *next = i + 2;
        *next += k == 2 && is_word (self, *next, "nay") ? 1 : 0;
        return TRUE;
      }
  return FALSE;
}

/* What joins two years: a word, or a dash or dots alone. */
static gboolean
read_to (const Dates *self, guint i, guint *next)
{
  static const char *const SIGNS[] = { "-", "–", "—", "..", "...", NULL };
  const Item *before = nth (self, i - 1), *item = nth (self, i);
  g_autofree char *between = NULL;

  *next = i;
  if (item == NULL)
    return FALSE;
  if (is_word (self, i, "den") || is_word (self, i, "toi"))
    {
      *next = i + 1;
      return TRUE;
    }
  between = g_strstrip (g_strndup (self->text + before->to, item->from - before->to));
  return g_strv_contains (SIGNS, between);
}

/* "từ năm 2020 đến 2022", "2020-2022", "từ 2020 đến nay", "từ năm 2020". Returns: the item behind
 * it, or @i. */
static guint
read_span (Dates *self, guint i)
{
  gboolean from = is_word (self, i, "tu");
  guint next, second, behind;
  guint first = read_year (self, i + (from ? 1 : 0), &next);
  guint last;

  if (first == 0)
    return i;
  if (is_open_end (self, next, &behind))
    {
      offer_years (self, first, 0);
      return behind;
    }
  last = read_to (self, next, &second) ? read_year (self, second, &behind) : 0;
  if (last > first)
    {
      offer_years (self, first, last);
      return behind;
    }
  if (!from)
    return i;
  offer_years (self, first, 0);
  return next;
}

/* "sau năm 2019", "trước 2021": the year itself is not meant; of "trước ngày" the day is. */
static guint
read_side (Dates *self, guint i)
{
  gboolean after = is_word (self, i, "sau");
  guint next, year;

  if (!after && !is_word (self, i, "truoc"))
    return i;
  year = read_year (self, i + 1, &next);
  if (year == 0)
    return i;
  if (after)
    offer_years (self, year + 1, 0);
  else
    offer_years (self, 0, year - 1);
  return next;
}

/* "tháng 3/2019", "tháng 3 năm 2019". */
static guint
read_month (Dates *self, guint i)
{
  const Item *number = nth (self, i + 1);
  guint at = i + 2 + (is_word (self, i + 2, "nam") ? 1 : 0);
  guint64 month;
  guint year;

  if (!is_word (self, i, "thang") || number == NULL || strlen (number->folded) > 2
      || strspn (number->folded, "0123456789") != strlen (number->folded))
    return i;
  month = g_ascii_strtoull (number->folded, NULL, 10);
  year = year_at (self, at, TRUE);
  if (month < 1 || month > 12 || year == 0)
    return i;
  if (!is_of_law (self, i))
    offer_years (self, year, year);
  return at + 1;
}

static guint
read_one_year (Dates *self, guint i)
{
  guint next, year = is_word (self, i, "nam") ? read_year (self, i, &next) : 0;

  if (year == 0)
    return i;
  if (!is_of_law (self, i))
    offer_years (self, year, year);
  return next;
}

static void
read_years (Dates *self)
{
  static guint (*const READERS[]) (Dates *, guint)
      = { read_span, read_side, read_month, read_one_year };

  for (guint i = 0; i < self->items->len;)
    {
      guint next = i;

      for (guint k = 0; !nth (self, i)->said && next == i && k < G_N_ELEMENTS (READERS); k++)
        next = READERS[k](self, i);
      if (next > i)
        set_when (self, i, next);
      i = MAX (next, i + 1);
    }
}

/* What a day means that begins at item @i: the end of a span, or the day of the question. */
static void
take_day (Dates *self, guint i, const char *date)
{
  guint year = (guint)g_ascii_strtoull (date, NULL, 10);
  gboolean begins = i > 0 && is_word (self, i - 1, "tu");
  gboolean ends = i > 0 && (is_word (self, i - 1, "den") || is_word (self, i - 1, "toi"));

  if (begins)
    self->begun = year;
  if (ends && self->begun > 0 && year >= self->begun)
    offer_years (self, self->begun, year);
  if (begins || ends)
    return;
  offer_day (self, date);
  if (i > 0 && is_word (self, i - 1, "sau"))
    offer_years (self, year, 0);
  else if (i > 0 && is_word (self, i - 1, "truoc"))
    offer_years (self, 0, year);
  else
    offer_years (self, year, year);
}

/* Whether what follows a day makes it part of something longer ("1/2/2019/DS-ST"). */
static gboolean
is_joined (const char *rest)
{
  return (*rest == '/' || *rest == '-') && g_unichar_isalnum (g_utf8_get_char (rest + 1));
}

/* "ngày 15/3/2019", "15-3-2019", "ngày 15 tháng 3 năm 2019". Returns: whether a day begins at item
 * @i. */
static gboolean
read_day (Dates *self, guint i)
{
  const Item *item = nth (self, i);
  char date[TL_DATE_SIZE];
  gsize from, to;
  guint first = i, behind = i + 1;

  if (!g_ascii_isdigit (*item->folded)
      || (item->from > 0 && strchr ("/-.", self->text[item->from - 1]) != NULL)
      || !tl_text_find_date (self->text + item->from, DATE_BYTES, date, &from, &to) || from != 0
      || is_joined (self->text + item->from + to))
    return FALSE;
  while (nth (self, behind) != NULL && nth (self, behind)->to <= item->from + to)
    behind++;
  if (i > 0 && is_word (self, i - 1, "ngay"))
    first--;
  set_when (self, first, behind);
  if (!is_of_law (self, first))
    take_day (self, first, date);
  return TRUE;
}

void
_tl_question_read_dates (TlQuestionReading *reading, guint n_words)
{
  Dates self = { .reading = reading, .text = reading->question->text };
  guint days = 0;

  if (n_words == 0)
    return;
  self.items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self.items, item_clear);
  read_items (&self, g_array_index (reading->words, TlWord, n_words - 1).to);
  for (guint i = 0; i < self.items->len && days < MAX_DATES; i++)
    if (!nth (&self, i)->said && read_day (&self, i))
      days++;
  read_years (&self);
  g_array_unref (self.items);
}
