/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an order as a row of tokens. */
#include "config.h"

#include <string.h>

#include "law/statute/tl-amendment-private.h"
#include "law/judgment/tl-judgment-structure.h"
#include "law/tl-scan-private.h"

#define DATE_WINDOW 40

static const struct
{
  const char *word;
  TlOrderTokenKind kind;
  int value;
} words[] = {
  /* the longer before those they begin with */
  { "sửa đổi, bổ sung", TL_ORDER_VERB, TL_VERB_AMEND },
  { "sửa đổi bổ sung", TL_ORDER_VERB, TL_VERB_AMEND },
  { "sửa đổi", TL_ORDER_VERB, TL_VERB_AMEND },
  { "bổ sung", TL_ORDER_VERB, TL_VERB_INSERT },
  { "bãi bỏ", TL_ORDER_VERB, TL_VERB_REPEAL },
  { "hủy bỏ", TL_ORDER_VERB, TL_VERB_REPEAL },
  { "thay thế", TL_ORDER_VERB, TL_VERB_REPLACE },
  { "thay cụm từ", TL_ORDER_VERB, TL_VERB_REPLACE },
  { "bỏ", TL_ORDER_VERB, TL_VERB_DROP },
  { "hết hiệu lực", TL_ORDER_VERB, TL_VERB_EXPIRE },
  { "ngưng hiệu lực", TL_ORDER_VERB, TL_VERB_SUSPEND },
  { "đính chính", TL_ORDER_VERB, TL_VERB_CORRECT },
  { "các điều", TL_ORDER_UNIT, 'd' },
  { "điều", TL_ORDER_UNIT, 'd' },
  { "khoản", TL_ORDER_UNIT, 'k' },
  { "điểm", TL_ORDER_UNIT, 'p' },
  { "tiểu mục", TL_ORDER_OTHER, 0 },
  { "phần", TL_ORDER_DIVISION, 'P' },
  { "chương", TL_ORDER_DIVISION, 'c' },
  { "mục", TL_ORDER_DIVISION, 'm' },
  { "phụ lục", TL_ORDER_ANNEX, 0 },
  { "mẫu", TL_ORDER_OTHER, 0 },
  { "biểu mẫu", TL_ORDER_OTHER, 0 },
  { "danh mục", TL_ORDER_OTHER, 0 },
  { "số thứ tự", TL_ORDER_OTHER, 0 },
  { "đoạn đầu", TL_ORDER_LEAD, 0 },
  { "khổ đầu", TL_ORDER_LEAD, 0 },
  { "đoạn mở đầu", TL_ORDER_LEAD, 0 },
  { "phần mở đầu", TL_ORDER_LEAD, 0 },
  { "đoạn dẫn", TL_ORDER_LEAD, 0 },
  { "tên gọi", TL_ORDER_NAME, 0 },
  { "tên", TL_ORDER_NAME, 0 },
  { "tiêu đề", TL_ORDER_NAME, 0 },
  { "cụm từ", TL_ORDER_PHRASE, 0 },
  { "từ ngữ", TL_ORDER_PHRASE, 0 },
  { "nội dung", TL_ORDER_PHRASE, 0 },
  { "một số", TL_ORDER_SOME, 0 },
  { "như sau", TL_ORDER_FOLLOWS, 0 },
  { "sau đây", TL_ORDER_FOLLOWS, 0 },
  { "có hiệu lực", TL_ORDER_FORCE, 0 },
  { "tại", TL_ORDER_AT, 0 },
  { "trong", TL_ORDER_AT, 0 },
  { "bằng", TL_ORDER_BY, 0 },
  { "thành", TL_ORDER_BY, 0 },
  { "vào", TL_ORDER_INTO, 0 },
  { "sau", TL_ORDER_AFTER, 0 },
  { "trước", TL_ORDER_BEFORE, 0 },
  { "cuối", TL_ORDER_END, 0 },
  { "đến", TL_ORDER_TO, 0 },
  { "và", TL_ORDER_AND, 0 },
  { "hoặc", TL_ORDER_AND, 0 },
  { "từ", TL_ORDER_PHRASE, 1 },
  { "số", TL_ORDER_PHRASE, 1 },
  { "chữ", TL_ORDER_PHRASE, 1 },
  { "câu", TL_ORDER_PHRASE, 1 },
  { "đoạn", TL_ORDER_OTHER, 1 },
  { "của", TL_ORDER_WORD, 1 },
  { "các", TL_ORDER_WORD, 1 },
  { "thuộc", TL_ORDER_WORD, 1 },
};

static void
token_clear (gpointer data)
{
  g_clear_pointer (&((TlOrderToken *)data)->doc, tl_cited_doc_unref);
}

static TlOrderToken *
add (TlOrderText *self, TlOrderTokenKind kind, int value)
{
  TlOrderToken token = { .kind = kind, .value = value };

  g_array_append_val (self->tokens, token);
  return &g_array_index (self->tokens, TlOrderToken, self->tokens->len - 1);
}

/* "5", "217a"; also "06" of a form. */
static const char *
read_number (TlOrderText *self, const char *p, const char *end)
{
  int value;
  const char *after = _tl_scan_number (p, end, 5, &value);
  TlOrderToken *token;
  int letter;

  if (after == NULL)
    return NULL;
  token = add (self, TL_ORDER_NUMBER, value);
  g_snprintf (token->code, sizeof token->code, "%d", value);
  if (after >= end || !g_unichar_isalnum (g_utf8_get_char (after)))
    return after;
  letter = _tl_scan_letter_index (g_utf8_get_char (after));
  if (letter < 0)
    {
      token->kind = TL_ORDER_WORD;
      return after;
    }
  g_snprintf (token->code, sizeof token->code, "%d%s", value, _tl_scan_letter_code (letter));
  after = g_utf8_next_char (after);
  if (after < end && g_unichar_isalnum (g_utf8_get_char (after)))
    token->kind = TL_ORDER_WORD;
  return after;
}

/* A letter of the alphabet of points that is a word: "a", "đ", "c1". */
static const char *
read_letter (TlOrderText *self, const char *p, const char *end)
{
  int letter = _tl_scan_letter_index (g_utf8_get_char (p));
  const char *after = g_utf8_next_char (p);
  TlOrderToken *token;
  int digit = 0;

  if (letter < 0 || !g_unichar_islower (g_utf8_get_char (p)))
    return NULL;
  if (after < end && g_ascii_isdigit (*after))
    digit = *after++ - '0';
  if (after < end && g_unichar_isalnum (g_utf8_get_char (after)))
    return NULL;
  token = add (self, TL_ORDER_LETTER, 0);
  if (digit > 0)
    g_snprintf (token->code, sizeof token->code, "%s%d", _tl_scan_letter_code (letter), digit);
  else
    g_strlcpy (token->code, _tl_scan_letter_code (letter), sizeof token->code);
  return after;
}

static const char *
read_roman (TlOrderText *self, const char *p, const char *end)
{
  int value;
  const char *after = _tl_scan_roman (p, end, &value);
  TlOrderToken *token;

  if (after == NULL || !g_ascii_isupper (*p))
    return NULL;
  token = add (self, TL_ORDER_ROMAN, value);
  g_snprintf (token->code, sizeof token->code, "%d", value);
  return after;
}

static const char *
read_date (TlOrderText *self, const char *p, const char *end)
{
  const char *after = _tl_order_word (p, end, "ngày");
  char date[11];
  gsize from, to;

  if (after == NULL)
    return NULL;
  after = _tl_scan_spaces (after, end);
  if (after >= end || !g_ascii_isdigit (*after)
      || !tl_text_find_date (after, MIN ((gsize)(end - after), DATE_WINDOW), date, &from, &to)
      || from != 0)
    return NULL;
  g_strlcpy (add (self, TL_ORDER_DATE, 0)->code, date, TL_ORDER_CODE_SIZE);
  return after + to;
}

static const char *
read_keyword (TlOrderText *self, const char *p, const char *end)
{
  gunichar first = g_unichar_tolower (g_utf8_get_char (p));

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *after = g_utf8_get_char (words[i].word) == first
                              ? _tl_order_word (p, end, words[i].word)
                              : NULL;

      if (after == NULL)
        continue;
      if (words[i].kind == TL_ORDER_UNIT || words[i].kind == TL_ORDER_DIVISION)
        {
          const char *rest = _tl_scan_spaces (after, end);
          const char *this = _tl_order_word (rest, end, "này");
          if (this != NULL)
            {
              add (self, TL_ORDER_THIS, words[i].value);
              return this;
            }
        }
      /* A capital tells an order from the same words in a sentence. */
      if (words[i].kind == TL_ORDER_VERB && g_unichar_isupper (g_utf8_get_char (p)))
        add (self, words[i].kind, words[i].value)->code[0] = 'A';
      else
        add (self, words[i].kind, words[i].value);
      return after;
    }
  return NULL;
}

static const char *
read_mark (TlOrderText *self, const char *p)
{
  static const struct
  {
    char mark;
    TlOrderTokenKind kind;
  } marks[] = { { '\n', TL_ORDER_BREAK },
                { ',', TL_ORDER_AND },
                { ';', TL_ORDER_SEMICOLON },
                { ':', TL_ORDER_FOLLOWS },
                { '.', TL_ORDER_STOP } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (*p == marks[i].mark)
      {
        add (self, marks[i].kind, 0);
        break;
      }
  return g_utf8_next_char (p);
}

static const char *
read_word (TlOrderText *self, const char *p, const char *end)
{
  const char *after = _tl_order_note_skip (p, end);
  TlCitedDoc *doc = NULL;

  if (after > p)
    return after;
  after = _tl_order_doc_read (p, end, &doc);
  if (after != NULL)
    {
      TlOrderToken *token = add (self, doc != NULL ? TL_ORDER_DOC : TL_ORDER_THIS, 0);
      token->doc = doc;
      return after;
    }
  if ((after = read_date (self, p, end)) != NULL || (after = read_keyword (self, p, end)) != NULL
      || (after = read_number (self, p, end)) != NULL || (after = read_roman (self, p, end)) != NULL
      || (after = read_letter (self, p, end)) != NULL)
    return after;
  add (self, TL_ORDER_WORD, 0);
  for (after = p; after < end && g_unichar_isalnum (g_utf8_get_char (after));)
    after = g_utf8_next_char (after);
  return after;
}

static void
tokenize (TlOrderText *self, const char *p, const char *end)
{
  int quote = 0;

  while (p < end)
    {
      if (*p == '\001')
        {
          add (self, TL_ORDER_QUOTE, quote++);
          p++;
        }
      else if (*p == '(')
        p = _tl_order_note_skip (p, end);
      else if (g_unichar_isalnum (g_utf8_get_char (p)))
        {
          const char *after = read_word (self, p, end);

          /* The rest of a word that began like a number. */
          while (after > p && after < end && g_unichar_isalnum (g_utf8_get_char (after))
                 && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (after))))
            after = g_utf8_next_char (after);
          p = after > p ? after : g_utf8_next_char (p);
        }
      else
        p = read_mark (self, p);
    }
}

TlOrderText *
_tl_order_text_new (const char *heading, const char *text)
{
  TlOrderText *self = g_new0 (TlOrderText, 1);
  g_autoptr (GString) plain = g_string_new (NULL);

  self->tokens = g_array_new (FALSE, FALSE, sizeof (TlOrderToken));
  g_array_set_clear_func (self->tokens, token_clear);
  self->quotes = g_ptr_array_new_with_free_func (g_free);
  if (heading != NULL)
    {
      _tl_order_quotes_cut (heading, plain, self->quotes);
      g_string_append_c (plain, '\n');
    }
  _tl_order_quotes_cut (text, plain, self->quotes);
  tokenize (self, plain->str, plain->str + plain->len);
  return self;
}

void
_tl_order_text_free (TlOrderText *self)
{
  g_array_unref (self->tokens);
  g_ptr_array_unref (self->quotes);
  g_free (self);
}
