/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-terms.h"

#include <string.h>

#include "search/index/tl-xapian.h"
#include "text/tl-text.h"

/* Longer tokens are no words: a pair of them and its prefix must fit into a term. */
#define TOKEN_BYTES 100
/* Different tokens remembered before the memory is let go; garbage is not kept for ever. */
#define REMEMBERED 200000

typedef struct
{
  char *key;
  char *folded;
  gboolean marked;
} Syllable;

struct _TlTermReader
{
  GHashTable *syllables; /* (element-type utf8 Syllable) */
};

static void
syllable_free (gpointer data)
{
  Syllable *self = data;

  g_free (self->key);
  g_free (self->folded);
  g_free (self);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, syllable_free);
}

TlTermReader *
tl_term_reader_new (void)
{
  TlTermReader *self = g_new0 (TlTermReader, 1);

  self->syllables = new_table ();
  return self;
}

void
tl_term_reader_free (TlTermReader *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->syllables);
  g_free (self);
}

static Syllable *
lookup (TlTermReader *self, const char *token)
{
  Syllable *syllable = g_hash_table_lookup (self->syllables, token);
  g_autofree char *plain = NULL;

  if (syllable != NULL)
    return syllable;
  plain = tl_text_fold (token, -1, TL_FOLD_PLAIN, NULL);
  syllable = g_new0 (Syllable, 1);
  syllable->key = tl_syllable_key (token, -1);
  syllable->folded = tl_syllable_key (plain, -1);
  syllable->marked = tl_text_has_marks (token);
  g_hash_table_insert (self->syllables, g_strdup (token), syllable);
  return syllable;
}

static gboolean
read_token (TlTermReader *self, const char *text, gsize length, TlTermToken *token)
{
  char word[TOKEN_BYTES + 1];
  const Syllable *syllable;

  if (length > TOKEN_BYTES)
    return FALSE;
  memcpy (word, text, length);
  word[length] = '\0';
  syllable = lookup (self, word);
  token->key = syllable->key;
  token->folded = syllable->folded;
  token->marked = syllable->marked;
  return *syllable->key != '\0' && *syllable->folded != '\0';
}

static void
forget_garbage (TlTermReader *self)
{
  if (g_hash_table_size (self->syllables) <= REMEMBERED)
    return;
  g_hash_table_unref (self->syllables);
  self->syllables = new_table ();
}

gboolean
tl_term_reader_read_token (TlTermReader *self, const char *text, gsize length, TlTermToken *token)
{
  forget_garbage (self);
  return read_token (self, text, length, token);
}

GArray *
tl_term_reader_read (TlTermReader *self, const char *text)
{
  g_autoptr (GArray) tokens = tl_text_tokenize (text, -1);
  GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (TlTermToken), tokens->len);

  forget_garbage (self);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);
      TlTermToken read = { .from = token->from, .to = token->to };

      if (read_token (self, text + token->from, token->to - token->from, &read))
        g_array_append_val (result, read);
    }
  return result;
}

char *
tl_term_join (const char *prefix, const char *first, const char *second)
{
  return g_strconcat (prefix, first, "_", second, NULL);
}

char *
tl_term_filter (const char *prefix, const char *value)
{
  g_autofree char *folded = tl_text_fold (value, -1, TL_FOLD_PLAIN, NULL);
  GString *term = g_string_new (prefix);
  gsize start = term->len;

  for (const char *p = folded; *p != '\0' && term->len < TL_XAPIAN_TERM_BYTES;
       p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || *p == '/')
      g_string_append_len (term, p, g_utf8_next_char (p) - p);
    else if (term->len > start && term->str[term->len - 1] != '-')
      g_string_append_c (term, '-');
  if (term->len > start && term->str[term->len - 1] == '-')
    g_string_truncate (term, term->len - 1);
  return g_string_free (term, FALSE);
}

void
tl_term_bag_init (TlTermBag *self, TlTermReader *reader)
{
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reader = reader;
}

void
tl_term_bag_clear (TlTermBag *self)
{
  g_clear_pointer (&self->counts, g_hash_table_unref);
}

/* Takes @term. */
static void
count (TlTermBag *self, char *term, guint weight)
{
  guint now = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, term));

  g_hash_table_insert (self->counts, term, GUINT_TO_POINTER (now + weight));
}

guint
tl_term_bag_add_text (TlTermBag *self, const char *text, guint weight)
{
  g_autoptr (GArray) tokens = NULL;
  const TlTermToken *before = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  tokens = tl_term_reader_read (self->reader, text);
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);

      count (self, g_strdup (token->key), weight);
      count (self, g_strconcat (TL_TERM_FOLDED, token->folded, NULL), weight);
      if (before != NULL)
        {
          count (self, tl_term_join (TL_TERM_PAIR, before->key, token->key), weight);
          count (self, tl_term_join (TL_TERM_FOLDED_PAIR, before->folded, token->folded), weight);
        }
      before = token;
    }
  return tokens->len;
}

void
tl_term_bag_add_filter (TlTermBag *self, const char *prefix, const char *value)
{
  if (value != NULL && *value != '\0')
    g_hash_table_insert (self->counts, tl_term_filter (prefix, value), GUINT_TO_POINTER (0));
}
