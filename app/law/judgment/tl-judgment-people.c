/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-people-private.h"
#include "law/tl-scan-private.h"

/* A head is read no further than this: the longest have a hundred accused. */
#define HEAD_MAX    (256 * 1024)
#define CLOSING_MAX 2000
/* Where the facts name the judgment under review. */
#define FACTS_MAX   6000
#define REVIEW_ZONE 90

static void
party_free (TlParty *party)
{
  g_free (party->name);
  g_free (party);
}

void
tl_judgment_people_free (TlJudgmentPeople *people)
{
  if (!people)
    return;
  tl_court_free (people->court);
  g_free (people->docket);
  g_free (people->docket_date);
  g_free (people->order);
  g_free (people->heard);
  g_free (people->appealed);
  g_free (people->relation);
  g_ptr_array_unref (people->parties);
  g_free (people);
}

static const TlJudgmentSection *
find_section (const TlJudgmentStructure *structure, TlSectionKind kind)
{
  for (guint i = 0; i < structure->sections->len; i++)
    {
      const TlJudgmentSection *section = &g_array_index (structure->sections, TlJudgmentSection, i);

      if (section->kind == kind)
        return section;
    }
  return NULL;
}

/* Where the head ends; not inside a character. */
static gsize
head_length (const char *text, const TlJudgmentStructure *structure)
{
  const TlJudgmentSection *header = find_section (structure, TL_SECTION_HEADER);
  gsize length = header && header->from == 0 ? header->to : 0;

  length = MIN (length, HEAD_MAX);
  while (length > 0 && ((guchar)text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

/* A copy of the head without what belongs to the pages; places in it are those of the text. */
static char *
dup_head (const char *text, const TlJudgmentStructure *structure)
{
  gsize length = head_length (text, structure);
  char *head = g_strndup (text, length);

  for (guint i = 0; i < structure->left_out->len; i++)
    {
      const TlJudgmentSpan *span = &g_array_index (structure->left_out, TlJudgmentSpan, i);

      for (gsize k = span->from; k < MIN (span->to, length); k++)
        head[k] = head[k] == '\n' ? '\n' : ' ';
    }
  return head;
}

/* Stage */

static gboolean
stage_of_words (const char *text, const char *from, const char *end, TlStage *stage, TlField *field)
{
  static const struct
  {
    const char *words;
    TlStage stage;
  } stages[] = {
    { "quyet dinh giam doc tham", TL_STAGE_CASSATION },
    { "quyet dinh tai tham", TL_STAGE_REOPENING },
    { "hoi dong xet xu so tham", TL_STAGE_FIRST_INSTANCE },
    { "hoi dong xet xu phuc tham", TL_STAGE_APPEAL },
    { "hoi dong phuc tham", TL_STAGE_APPEAL },
    { "hoi dong xet xu giam doc tham", TL_STAGE_CASSATION },
    { "hoi dong giam doc tham", TL_STAGE_CASSATION },
    { "hoi dong xet xu tai tham", TL_STAGE_REOPENING },
    { "xet xu so tham", TL_STAGE_FIRST_INSTANCE },
    { "xet xu phuc tham", TL_STAGE_APPEAL },
    { "xet xu cong khai so tham", TL_STAGE_FIRST_INSTANCE },
    { "xet xu cong khai phuc tham", TL_STAGE_APPEAL },
    { "phien toa giam doc tham", TL_STAGE_CASSATION },
    { "phien toa phuc tham", TL_STAGE_APPEAL },
    { "phien toa so tham", TL_STAGE_FIRST_INSTANCE },
  };
  const char *best = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      const char *after;
      const char *place = _tl_scan_find (from, end, stages[i].words, &after);

      if (!place || (best && place >= best))
        continue;
      best = place;
      *stage = stages[i].stage;
      *field = (TlField){ (gsize)(place - text), (gsize)(after - text), TL_CONFIDENCE_MEDIUM };
    }
  return best != NULL;
}

/* From the number, else the first words of the head that say it, else those over the signature. */
static void
read_stage (TlJudgmentPeople *self, const char *text, const TlJudgmentStructure *structure)
{
  const TlJudgmentSection *closing = find_section (structure, TL_SECTION_CLOSING);
  gsize head = head_length (text, structure);
  const TlDocNumber *number = structure->number;

  if (number && number->stage != TL_STAGE_UNKNOWN)
    {
      const char *place = g_strstr_len (text, (gssize)head, number->printed);

      self->stage = number->stage;
      self->stage_field.confidence = TL_CONFIDENCE_HIGH;
      if (!place)
        place = strstr (text, number->printed);
      if (place)
        {
          self->stage_field.from = (gsize)(place - text);
          self->stage_field.to = self->stage_field.from + strlen (number->printed);
        }
      return;
    }
  if (stage_of_words (text, text, text + head, &self->stage, &self->stage_field) || !closing)
    return;
  stage_of_words (text, text + closing->from, text + MIN (closing->to, closing->from + CLOSING_MAX),
                  &self->stage, &self->stage_field);
}

/* Judgment under review */

/* The first number of a judgment in the range that @stage (or any, for unknown) gave and is not the
 * document's own. */
static char *
reviewed_in (const char *from, const char *end, TlStage stage, const TlDocNumber *own)
{
  g_autofree char *part = g_strndup (from, (gsize)(end - from));
  const char *stop = part + strlen (part);
  const char *p = part;
  const char *after;

  while ((p = _tl_scan_find (p, stop, "ban an", &after)) != NULL)
    {
      g_autoptr (TlDocNumber) number = NULL;
      g_autofree char *zone = g_strndup (after, MIN ((gsize)(stop - after), REVIEW_ZONE));
      const char *valid;

      p = after;
      g_utf8_validate (zone, -1, &valid);
      zone[valid - zone] = '\0';
      number = tl_doc_number_find (zone, 0, NULL, NULL);
      if (number && number->kind == TL_DOC_NUMBER_COURT
          && number->court_type <= TL_COURT_DOC_DECISION
          && (stage == TL_STAGE_UNKNOWN || number->stage == stage)
          && (!own || strcmp (own->normal, number->normal) != 0))
        return g_strdup (number->normal);
    }
  return NULL;
}

static void
read_appealed (TlJudgmentPeople *self, const char *text, const TlJudgmentStructure *structure)
{
  const TlJudgmentSection *facts = find_section (structure, TL_SECTION_FACTS);
  const char *head_end = text + head_length (text, structure);
  const char *facts_end = facts ? text + MIN (facts->to, facts->body + FACTS_MAX) : head_end;
  TlStage stages[] = { self->stage == TL_STAGE_APPEAL ? TL_STAGE_FIRST_INSTANCE : TL_STAGE_APPEAL,
                       TL_STAGE_FIRST_INSTANCE, TL_STAGE_UNKNOWN };

  if (self->stage == TL_STAGE_FIRST_INSTANCE || self->stage == TL_STAGE_UNKNOWN)
    return;
  while (facts_end < text + (facts ? facts->to : 0) && ((guchar)*facts_end & 0xc0) == 0x80)
    facts_end++;
  for (guint i = 0; i < G_N_ELEMENTS (stages) && !self->appealed; i++)
    {
      self->appealed = reviewed_in (text, head_end, stages[i], structure->number);
      if (!self->appealed && facts)
        self->appealed = reviewed_in (text + facts->body, facts_end, stages[i], structure->number);
    }
}

/* Places of what the structure read */

/* The place in [@p, @end) where the letters and digits of @phrase stand one after the other, the
 * case and what is between not compared. */
static gboolean
find_phrase (const char *text, const char *p, const char *end, const char *phrase, TlField *field)
{
  while (*phrase && !g_unichar_isalnum (g_utf8_get_char (phrase)))
    phrase = g_utf8_next_char (phrase);
  for (; *phrase && p < end; p = g_utf8_next_char (p))
    {
      const char *q = p;
      const char *want = phrase;
      const char *last = p;

      while (*want && q < end)
        {
          gunichar a = g_utf8_get_char (want), b = g_utf8_get_char (q);

          if (!g_unichar_isalnum (a))
            want = g_utf8_next_char (want);
          else if (q > p && !g_unichar_isalnum (b))
            q = g_utf8_next_char (q);
          else if (_tl_scan_fold (a) == _tl_scan_fold (b))
            {
              want = g_utf8_next_char (want);
              last = q = g_utf8_next_char (q);
            }
          else
            break;
        }
      while (*want && !g_unichar_isalnum (g_utf8_get_char (want)))
        want = g_utf8_next_char (want);
      if (*want == '\0')
        {
          field->from = (gsize)(p - text);
          field->to = (gsize)(last - text);
          return TRUE;
        }
    }
  return FALSE;
}

static void
read_relation (TlJudgmentPeople *self, const char *text, const TlJudgmentStructure *structure)
{
  gsize head = head_length (text, structure);

  if (self->case_type == TL_CASE_CRIMINAL || !structure->relation)
    return;
  self->relation = g_strdup (structure->relation);
  self->relation_field.confidence
      = find_phrase (text, text, text + head, self->relation, &self->relation_field)
            ? TL_CONFIDENCE_HIGH
            : TL_CONFIDENCE_MEDIUM;
}

static void
read_court (TlJudgmentPeople *self, const char *text, const TlJudgmentStructure *structure)
{
  gsize head = head_length (text, structure);

  if (!structure->court)
    return;
  self->court = tl_court_read (structure->court, structure->date, &self->court_field.confidence);
  find_phrase (text, text, text + head, structure->court, &self->court_field);
}

static gboolean
has_litigant (const TlJudgmentPeople *self)
{
  for (guint i = 0; i < self->parties->len; i++)
    if (((TlParty *)g_ptr_array_index (self->parties, i))->role <= TL_PARTY_PROTESTER)
      return TRUE;
  return FALSE;
}

/* A decision that recognises a settlement names the parties under its first item, not in its head:
 * the text up to the second item, all before the first blank, so that places stay what they are.
 */
static char *
dup_first_item (const char *text, const TlJudgmentStructure *structure)
{
  const TlJudgmentSection *decision = find_section (structure, TL_SECTION_DECISION);
  const char *p = decision ? text + decision->body : NULL;
  char *part;

  for (; p != NULL && p < text + decision->to; p = strchr (p, '\n'), p = p ? p + 1 : NULL)
    {
      p += strspn (p, " \t");
      if (*p == '2' && strchr ("./)", p[1]) != NULL)
        break;
    }
  if (p == NULL || p >= text + decision->to || p[1] == '\0')
    return NULL;
  part = g_strndup (text, (gsize)(p - text));
  memset (part, ' ', decision->body);
  return part;
}

TlJudgmentPeople *
tl_judgment_people_read (const char *text, const TlJudgmentStructure *structure)
{
  TlJudgmentPeople *self = g_new0 (TlJudgmentPeople, 1);
  g_autofree char *head = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  self->parties = g_ptr_array_new_with_free_func ((GDestroyNotify)party_free);
  if (structure->is_precedent)
    return self;
  head = dup_head (text, structure);
  entries = _tl_head_entries (head);
  if (structure->number)
    self->case_type = structure->number->case_type;
  read_stage (self, text, structure);
  _tl_people_read_session (self, entries);
  _tl_people_read_entries (self, entries);
  if (self->stage == TL_STAGE_FIRST_INSTANCE && !has_litigant (self))
    {
      g_autofree char *item = dup_first_item (text, structure);
      g_autoptr (GPtrArray) more = item ? _tl_head_entries (item) : NULL;

      if (more)
        _tl_people_read_entries (self, more);
    }
  read_appealed (self, text, structure);
  read_relation (self, text, structure);
  read_court (self, text, structure);
  return self;
}
