/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/question/tl-question-private.h"
#include "search/question/tl-telex.h"
#include "text/tl-text.h"

#define TELEX_ID "telex"
/* Words of one question that are looked up, those that are read, and those that the chip names. */
#define MAX_LOOKED 160
#define MAX_READ   64
#define MAX_NAMED  6

/* What one word was meant as: NULL when it is a word of the library as it stands, or of none that
 * its keys make. */
static gboolean
read_word (TlQuestionReading *self,
           const char *text,
           const TlTermToken *token,
           guint *looked,
           char **meant,
           GError **error)
{
  g_autofree char *typed = g_strndup (text + token->from, token->to - token->from);
  g_autofree char *read = NULL;
  g_autofree char *key = NULL;
  guint32 frequency;

  *meant = NULL;
  if (tl_syllable_is_legal (typed, -1) || (read = tl_telex_read (typed)) == NULL)
    return TRUE;
  ++*looked;
  if (!_tl_question_frequency (self, token->key, &frequency, error))
    return FALSE;
  /* (A VNI tone that looks like the tone of a key, "phat5", is asked for rightly as it is.) */
  if (frequency > 0)
    return TRUE;
  key = tl_syllable_key (read, -1);
  if (!_tl_question_frequency (self, key, &frequency, error))
    return FALSE;
  if (frequency > 0)
    *meant = g_steal_pointer (&read);
  return TRUE;
}

static void
name_word (GString *label, const char *typed, gsize length, const char *meant)
{
  g_string_append_printf (label, "%s%.*s = %s", label->len > 0 ? ", " : "", (int)length, typed,
                          meant);
}

static gboolean
is_capital (const char *word, gsize length)
{
  guint upper = 0;

  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    upper += g_unichar_isupper (g_utf8_get_char (p));
  return upper > 1;
}

gboolean
_tl_question_read_typing (TlQuestionReading *self, char **text, gboolean *plain, GError **error)
{
  const char *const *without = self->options->without;
  gboolean removed = without != NULL && g_strv_contains (without, TELEX_ID);
  g_autoptr (GArray) tokens = tl_term_reader_read (self->reader, *text);
  g_autoptr (GString) result = g_string_new (NULL);
  g_autoptr (GString) label = g_string_new (NULL);
  guint read = 0, looked = 0;
  gsize done = 0;

  *plain = !tl_text_has_marks (*text);
  for (guint i = 0; i < tokens->len && read < MAX_READ && looked < MAX_LOOKED; i++)
    {
      const TlTermToken *token = &g_array_index (tokens, TlTermToken, i);
      g_autofree char *meant = NULL;

      if (is_capital (*text + token->from, token->to - token->from))
        continue;
      if (!read_word (self, *text, token, &looked, &meant, error))
        return FALSE;
      if (meant == NULL)
        continue;
      g_string_append_len (result, *text + done, (gssize)(token->from - done));
      g_string_append (result, meant);
      done = token->to;
      if (read++ < MAX_NAMED)
        name_word (label, *text + token->from, token->to - token->from, meant);
    }
  if (read == 0)
    return TRUE;
  tl_chips_add (self->question->chips, TL_CHIP_TELEX, TELEX_ID, label->str)->applied = !removed;
  if (removed)
    return TRUE;
  /* One word of many: the others were typed without marks on purpose. */
  *plain = *plain && read * 3 < tokens->len;
  g_string_append (result, *text + done);
  g_free (*text);
  *text = g_strdup (result->str);
  return TRUE;
}
