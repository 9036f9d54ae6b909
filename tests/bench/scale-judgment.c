/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scale-judgment.h"

#include <string.h>

#include "law/judgment/tl-judgment-structure.h"
#include "scale-case.h"
#include "scale-tail.h"

/* One word in so many goes on elsewhere, has a slip of the pen. */
#define JUMP_EVERY 11
#define SLIP_EVERY 1200
/* A sentence without an end is ended. */
#define SENTENCE_MAX  70
#define SENTENCE_MIN  6
#define PARAGRAPH_MIN 40
#define PARAGRAPH_MAX 190
#define PARTY_WORDS   28
#define PEOPLE_MAX    12
/* Sources that a case keeps to. */
#define OWN_SOURCES 3
/* Slope of the ranks of laws that cases are about, and of words of the tail. */
#define LAW_SLOPE  1.5
#define TAIL_SLOPE 1.45

struct _ScaleMaker
{
  const ScaleText *text;
  guint syllables;
  guint32 seed;
  GRand *random;
  ScaleCases *cases;
  GArray *sources[SCALE_N_CLASSES]; /* (element-type ScaleRange) */

  /* of the judgment being made */
  const ScaleCase *at;
  ScaleRange own[SCALE_N_CLASSES][OWN_SOURCES];
  char *people[PEOPLE_MAX];
  guint n_people;
  GString *out;
  guint words;      /* written to @out */
  gboolean in_name; /* the words of a name that was replaced are left out */
};

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const ScaleRange *left = a, *right = b;
  guint32 l = left->to - left->from, r = right->to - right->from;

  return l != r ? (l < r) - (l > r) : (left->from > right->from) - (left->from < right->from);
}

ScaleMaker *
scale_maker_new (const ScaleText *text, guint syllables, guint32 seed)
{
  ScaleMaker *self = g_new0 (ScaleMaker, 1);

  self->text = text;
  self->syllables = syllables;
  self->seed = seed;
  self->random = g_rand_new_with_seed (seed);
  self->cases = scale_cases_new ();
  self->out = g_string_new (NULL);
  for (int i = 0; i < SCALE_N_CLASSES; i++)
    self->sources[i] = g_array_new (FALSE, FALSE, sizeof (ScaleRange));
  for (guint i = 0; i < text->ranges->len; i++)
    {
      ScaleRange range = g_array_index (text->ranges, ScaleRange, i);

      g_array_append_val (self->sources[range.class], range);
    }
  for (int i = 0; i < SCALE_N_CLASSES; i++)
    g_array_sort (self->sources[i], compare_sizes);
  return self;
}

void
scale_maker_free (ScaleMaker *self)
{
  if (self == NULL)
    return;
  for (int i = 0; i < SCALE_N_CLASSES; i++)
    g_array_unref (self->sources[i]);
  for (guint i = 0; i < PEOPLE_MAX; i++)
    g_free (self->people[i]);
  g_string_free (self->out, TRUE);
  scale_cases_free (self->cases);
  g_rand_free (self->random);
  g_free (self);
}

static void
draw_people (ScaleMaker *self)
{
  self->n_people = (guint)g_rand_int_range (self->random, 3, PEOPLE_MAX + 1);
  for (guint i = 0; i < self->n_people; i++)
    {
      g_free (self->people[i]);
      self->people[i] = scale_tail_person (self->random);
    }
}

/* What the case is about: some sources of each class, large laws more often. */
static void
draw_sources (ScaleMaker *self)
{
  for (int class = 0; class < SCALE_N_CLASSES; class ++)
    for (int i = 0; i < OWN_SOURCES; i++)
      {
        const GArray *all = self->sources[class];
        guint64 rank = class == SCALE_LAW ? scale_tail_rank (self->random, LAW_SLOPE) - 1
                                          : g_rand_int (self->random);

        self->own[class][i] = g_array_index (all, ScaleRange, rank % all->len);
      }
}

static void
write_word (ScaleMaker *self, const char *word)
{
  if (self->out->len > 0)
    g_string_append_c (self->out, ' ');
  g_string_append (self->out, word);
  self->words++;
  for (const char *at = word; *at != '\0'; at++)
    self->words += *at == ' ';
}

/* The mark at the end of a word that is written differently. */
static const char *
mark_of (const char *word)
{
  const char *last = word + strlen (word) - 1;

  return strchr (",.;:)", *last) != NULL ? last : "";
}

static void
write_name (ScaleMaker *self, const char *printed, const char *name)
{
  write_word (self, name);
  g_string_append (self->out, mark_of (printed));
  self->in_name = *mark_of (printed) == '\0';
}

/* Writes @token as this case would: its own people, places and numbers. */
static void
write_token (ScaleMaker *self, guint32 token, guint8 before)
{
  const char *printed = scale_text_string (self->text, token);
  guint8 flags = scale_text_flags (self->text, token);
  g_autofree char *made = NULL;

  if (self->in_name && flags & SCALE_CAPITAL)
    {
      self->in_name = *mark_of (printed) == '\0';
      if (!self->in_name)
        g_string_append (self->out, mark_of (printed));
      return;
    }
  self->in_name = FALSE;
  if (before & SCALE_HONORIFIC && flags & SCALE_CAPITAL)
    {
      write_name (self, printed,
                  self->people[g_rand_int_range (self->random, 0, (gint32)self->n_people)]);
      return;
    }
  if (before & SCALE_PLACE && flags & SCALE_CAPITAL && g_rand_boolean (self->random))
    {
      made = scale_tail_place (scale_tail_rank (self->random, TAIL_SLOPE));
      write_name (self, printed, made);
      return;
    }
  if (flags & SCALE_DIGIT && !(before & SCALE_CITE) && !g_ascii_isalpha (*printed)
      && strpbrk (printed, "QTHUN") == NULL)
    made = scale_tail_number (printed, self->at->year, self->random);
  else if (g_rand_int_range (self->random, 0, SLIP_EVERY) == 0)
    made = scale_tail_slip (printed, self->random);
  write_word (self, made != NULL ? made : printed);
}

static void
write_sentence (ScaleMaker *self, ScaleClass class)
{
  const ScaleRange *range = &self->own[class][g_rand_int_range (self->random, 0, OWN_SOURCES)];
  guint32 place = scale_text_draw_start (self->text, range, self->random);
  guint8 before = 0;
  guint words = 0;

  self->in_name = FALSE;
  while (place < self->text->tokens->len && words < SENTENCE_MAX)
    {
      guint32 token = scale_text_token (self->text, place);

      if (token == SCALE_BREAK)
        break;
      write_token (self, token, before);
      before = scale_text_flags (self->text, token);
      words++;
      if (before & SCALE_END && words >= SENTENCE_MIN)
        break;
      if (g_rand_int_range (self->random, 0, JUMP_EVERY) == 0)
        place = scale_text_jump (self->text, place, range, self->random);
      place++;
    }
}

/* Who is who: where most of the tail of a judgment stands. */
static void
write_party (ScaleMaker *self)
{
  static const char *const ROLES[]
      = { "Nguyên đơn", "Bị đơn", "Người có quyền lợi, nghĩa vụ liên quan", "Người làm chứng",
          "Người đại diện theo ủy quyền" };
  GRand *random = self->random;
  g_autofree char *place = scale_tail_place (scale_tail_rank (random, TAIL_SLOPE));
  g_autofree char *firm = scale_tail_word (scale_tail_rank (random, TAIL_SLOPE));
  g_autofree char *second = scale_tail_word (scale_tail_rank (random, TAIL_SLOPE));
  const char *name = self->people[g_rand_int_range (random, 0, (gint32)self->n_people)];
  const char *role = ROLES[g_rand_int_range (random, 0, G_N_ELEMENTS (ROLES))];

  if (g_rand_int_range (random, 0, 3) == 0)
    g_string_append_printf (
        self->out,
        "%s: Công ty %s %s %s, mã số doanh nghiệp %d; trụ sở: số %d đường %s; do %s đại diện.",
        role, g_rand_boolean (random) ? "TNHH" : "cổ phần", firm, second,
        g_rand_int_range (random, 100000000, 2000000000), g_rand_int_range (random, 1, 900), place,
        name);
  else
    g_string_append_printf (
        self->out, "%s: %s, sinh năm %u; nơi cư trú: số %d, %s %s, %s; căn cước số 0%d%d (%s).",
        role, name, self->at->year - (guint)g_rand_int_range (random, 19, 80),
        g_rand_int_range (random, 1, 900), g_rand_boolean (random) ? "ấp" : "xã", place,
        self->at->province, g_rand_int_range (random, 10000, 99999),
        g_rand_int_range (random, 100000, 999999), g_rand_boolean (random) ? "có mặt" : "vắng mặt");
  self->words += PARTY_WORDS;
}

static void
write_paragraph (ScaleMaker *self, TlSectionKind section, guint wanted)
{
  g_string_truncate (self->out, 0);
  self->words = 0;
  if (section == TL_SECTION_FACTS && g_rand_int_range (self->random, 0, 6) == 0)
    {
      write_party (self);
      return;
    }
  /* A sentence of a damaged source may hold nothing. */
  for (guint i = 0; self->words < wanted && i < PARAGRAPH_MAX; i++)
    {
      gint32 share = section == TL_SECTION_FACTS ? 35 : section == TL_SECTION_REASONING ? 50 : 20;
      gboolean law = g_rand_int_range (self->random, 0, 100) < share;

      write_sentence (self, law ? SCALE_LAW : (ScaleClass)(section - TL_SECTION_FACTS));
    }
}

static void
add_block (
    TlDocument *document, int parent, const char *anchor, const char *label, const char *text)
{
  TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, parent, anchor);

  block->label = g_strdup (label);
  g_free (block->text);
  block->text = g_strdup (text);
  tl_document_add (document, block);
}

static int
add_heading (TlDocument *document, const char *anchor, TlSectionKind section)
{
  TlBlock *block = tl_block_new (TL_BLOCK_HEADING, -1, anchor);

  block->heading = g_strdup (tl_section_name (section));
  g_free (block->text);
  block->text = g_strdup ("");
  tl_document_add (document, block);
  return (int)document->blocks->len - 1;
}

static void
add_section (
    ScaleMaker *self, TlDocument *document, TlSectionKind section, const char *anchor, guint wanted)
{
  int parent = add_heading (document, anchor, section);
  guint words = 0;

  for (guint n = 1; words < wanted; n++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%u", anchor, n);
      g_autofree char *label = section == TL_SECTION_FACTS       ? NULL
                               : section == TL_SECTION_REASONING ? g_strdup_printf ("[%u]", n)
                                                                 : g_strdup_printf ("%u", n);
      guint length = (guint)g_rand_int_range (self->random, PARAGRAPH_MIN, PARAGRAPH_MAX);

      write_paragraph (self, section, MIN (length, MAX (wanted - words, SENTENCE_MIN)));
      words += MAX (self->words, SENTENCE_MIN);
      add_block (document, parent, place, label, self->out->str);
    }
}

static void
add_head (ScaleMaker *self, TlDocument *document)
{
  int parent = add_heading (document, "dau", TL_SECTION_HEADER);
  g_autofree char *first
      = g_strdup_printf ("%s. Bản án số: %s. Ngày: %s. V/v: %s", document->issuer, document->number,
                         document->issued, self->at->relation);
  g_autofree char *second = g_strdup_printf (
      "Thẩm phán - Chủ tọa phiên tòa: %s. Thư ký phiên tòa: %s.", self->people[0], self->people[1]);

  add_block (document, parent, "dau.1", NULL, first);
  add_block (document, parent, "dau.2", NULL, second);
}

TlDocument *
scale_maker_make (ScaleMaker *self, guint32 index)
{
  const guint32 seeds[] = { self->seed, index, 0x7472 };
  /* Lengths vary as those of judgments do: the longest are several times the mean. */
  double length;
  TlDocument *document;

  g_rand_set_seed_array (self->random, seeds, G_N_ELEMENTS (seeds));
  self->at = scale_cases_draw (self->cases, self->random);
  draw_people (self);
  draw_sources (self);
  length = self->syllables * (0.40 + 0.19 * scale_tail_rank_to (self->random, 2.2, 12));
  document = scale_case_document (self->at, index);
  add_head (self, document);
  add_section (self, document, TL_SECTION_FACTS, "noidung", (guint)(length * 0.46));
  add_section (self, document, TL_SECTION_REASONING, "nhan", (guint)(length * 0.39));
  add_section (self, document, TL_SECTION_DECISION, "quyet", (guint)(length * 0.15));
  return document;
}
