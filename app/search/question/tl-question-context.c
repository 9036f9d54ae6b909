/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "law/court/tl-court.h"
#include "law/number/tl-doc-number.h"
#include "search/question/tl-question-private.h"
#include "text/tl-text.h"

/* Words that are looked at, courts that are read, words of the longest name of one. */
#define MAX_LOOKED 200
#define MAX_COURTS 2
#define NAME_WORDS 12
/* Other names of a court that are asked for. */
#define MAX_NAMES 6

static char *
fold_word (const TlQuestionReading *self, guint i)
{
  return tl_text_fold (g_ptr_array_index (self->question->words, i), -1, TL_FOLD_PLAIN, NULL);
}

static gboolean
listed (const char *const *ids, const char *id)
{
  return ids != NULL && g_strv_contains (ids, id);
}

TlChip *
_tl_question_offer_chip (TlQuestionReading *self,
                         TlChipKind kind,
                         const char *prefix,
                         const char *value,
                         const char *text)
{
  g_autofree char *id = tl_question_slug (prefix, value);
  TlChip *chip;

  if (_tl_question_has_chip (self, id))
    return NULL;
  chip = tl_chips_add (self->question->chips, kind, id, text);
  chip->offered = TRUE;
  chip->applied = listed (self->options->with, id) && !listed (self->options->without, id);
  return chip;
}

void
_tl_question_offer (TlQuestionReading *self,
                    TlChipKind kind,
                    const char *filter,
                    const char *value,
                    const char *text)
{
  const TlChip *chip = _tl_question_offer_chip (self, kind, tl_chip_kind_code (kind), value, text);

  if (chip != NULL && chip->applied)
    g_ptr_array_add (self->question->filters, g_strconcat (filter, "=", value, NULL));
}

/* "vụ án hình sự", "án dân sự": behind "luật" it names a law. */
static void
offer_case_type (TlQuestionReading *self, char **words, guint i)
{
  if (strcmp (words[i], "an") != 0 || words[i + 1] == NULL)
    return;
  for (TlCaseType type = TL_CASE_UNKNOWN + 1; *tl_case_type_code (type) != '\0'; type++)
    {
      g_autofree char *name = tl_text_fold (tl_case_type_name (type), -1, TL_FOLD_PLAIN, NULL);
      g_auto (GStrv) parts = g_strsplit (name, " ", -1);
      guint k = 0;

      while (parts[k] != NULL && words[i + 1 + k] != NULL
             && strcmp (parts[k], words[i + 1 + k]) == 0)
        k++;
      if (parts[k] != NULL)
        continue;
      _tl_question_offer (self, TL_CHIP_CASE_TYPE, "case_type", tl_case_type_code (type),
                          tl_case_type_name (type));
    }
}

static TlCourt *
read_name (TlQuestionReading *self, guint i, guint n)
{
  gsize from = g_array_index (self->words, TlWord, i).from;
  gsize to = g_array_index (self->words, TlWord, i + n - 1).to;
  g_autofree char *name = g_strndup (self->question->text + from, to - from);
  TlConfidence confidence;
  g_autoptr (TlCourt) court = tl_court_read (name, NULL, &confidence);

  return court != NULL && court->listed && confidence != TL_CONFIDENCE_LOW
             ? g_steal_pointer (&court)
             : NULL;
}

/* The longest run of words from @i on that is the name of a court; @length is how many of them name
 * it. */
static TlCourt *
read_court (TlQuestionReading *self, guint i, guint *length)
{
  guint left = self->words->len - i;
  g_autoptr (TlCourt) found = NULL;

  for (guint n = MIN (left, NAME_WORDS); n >= 3; n--)
    {
      g_autoptr (TlCourt) court = read_name (self, i, n);

      if (court == NULL || (found != NULL && !g_str_equal (court->id, found->id)))
        continue;
      *length = n;
      if (found == NULL)
        found = g_steal_pointer (&court);
    }
  return g_steal_pointer (&found);
}

static gboolean
add_names (TlQuestionReading *self, GPtrArray *courts, GString *label, guint *added, GError **error)
{
  for (guint i = 0; i < MIN (courts->len, MAX_NAMES); i++)
    {
      const TlCourt *court = g_ptr_array_index (courts, i);
      guint before = *added;

      if (!_tl_question_add_meaning (self, court->name, added, error))
        return FALSE;
      if (*added > before)
        g_string_append_printf (label, "%s%s", label->len > 0 ? "; " : "", court->name);
    }
  return TRUE;
}

/* Its names before and after are asked for as well; that only its judgments are wanted is offered.
 */
static gboolean
take_court (TlQuestionReading *self, const TlCourt *court, GError **error)
{
  g_autofree char *id = tl_question_slug ("court-names", court->id);
  g_autoptr (GPtrArray) before = tl_court_names_before (court);
  g_autoptr (GPtrArray) today = tl_court_on_date (court, "2100-01-01");
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *text = NULL;
  guint added = 0;

  /* Translators: an offered filter: only the judgments of this court. */
  text = g_strdup_printf (_ ("Only %s"), court->name);
  _tl_question_offer (self, TL_CHIP_COURT, "court_id", court->id, text);
  if (_tl_question_has_chip (self, id))
    return TRUE;
  if (listed (self->options->without, id))
    {
      tl_chips_add (self->question->chips, TL_CHIP_COURT, id, court->name)->applied = FALSE;
      return TRUE;
    }
  if (!add_names (self, before, label, &added, error)
      || !add_names (self, today, label, &added, error))
    return FALSE;
  if (added > 0)
    {
      g_autofree char *both = g_strdup_printf ("%s = %s", court->name, label->str);

      tl_chips_add (self->question->chips, TL_CHIP_COURT, id, both);
    }
  return TRUE;
}

static gboolean
begins_court (char **words, guint i)
{
  return (strcmp (words[i], "toa") == 0 && words[i + 1] != NULL && strcmp (words[i + 1], "an") == 0)
         || g_str_has_prefix (words[i], "tand") || strcmp (words[i], "taqs") == 0;
}

gboolean
_tl_question_read_context (TlQuestionReading *self, GError **error)
{
  guint n = MIN (self->words->len, MAX_LOOKED), courts = 0;
  g_auto (GStrv) words = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    words[i] = fold_word (self, i);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TlCourt) court = NULL;
      guint length = 0;

      offer_case_type (self, words, i);
      if (courts == MAX_COURTS || !begins_court (words, i))
        continue;
      courts++;
      court = read_court (self, i, &length);
      _tl_question_set_role (self, i, length, TL_WORD_READ);
      if (court != NULL && !take_court (self, court, error))
        return FALSE;
    }
  _tl_question_read_dates (self, n);
  return TRUE;
}
