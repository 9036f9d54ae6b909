/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The units of both documents and their features. Names and figures stand for themselves only with
 * a small weight: two judgments are alike by what they say, not by who is named in them. */
#include "config.h"

#include "compare/tl-align-private.h"

#include <math.h>
#include <string.h>

#include "compare/tl-words-private.h"
#include "text/tl-text.h"

#define WORD_WEIGHT   0.5
#define COUPLE_WEIGHT 1.0
#define DETAIL_WEIGHT 0.25

/* Words that stand for any figure, any name, and the beginning of a unit. */
enum
{
  ANY_FIGURE = 1,
  ANY_NAME,
  BEGINNING,
  N_SPECIAL,
};

typedef enum
{
  FEATURE_WORD,
  FEATURE_COUPLE,
  FEATURE_DETAIL,
} FeatureClass;

/* What is known of a distinct piece. */
typedef struct
{
  guint32 word; /* number of it folded, 0: not looked at yet */
  gboolean is_figure;
  gboolean is_capital;
  gboolean is_initial; /* "A", "T2" */
  gboolean is_address; /* "ông", "bà" */
  gboolean ends_sentence;
} Piece;

/* Distinct features: open addressing over 64 bits. */
typedef struct
{
  guint64 *keys;
  guint32 *ids; /* + 1, 0 free */
  guint32 mask;
  guint32 n;
  GArray *classes; /* (element-type guint8) */
} Features;

typedef struct
{
  TlWordTable *table;
  GArray *pieces;    /* (element-type Piece): by raw number */
  GHashTable *words; /* folded word -> number */
  Features features;
  GArray *ids; /* (element-type guint32): features of the unit that is read */
} Reader;

/* ---- Features ---- */

static void
features_init (Features *features, guint32 size)
{
  features->keys = g_new (guint64, size);
  features->ids = g_new0 (guint32, size);
  features->mask = size - 1;
}

static guint32
find_slot (const Features *features, guint64 key)
{
  guint32 at = (guint32)((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & features->mask;

  while (features->ids[at] != 0 && features->keys[at] != key)
    at = (at + 1) & features->mask;
  return at;
}

static void
features_grow (Features *features)
{
  Features old = *features;

  features_init (features, (old.mask + 1) * 2);
  for (guint32 i = 0; i <= old.mask; i++)
    if (old.ids[i] != 0)
      {
        guint32 at = find_slot (features, old.keys[i]);

        features->keys[at] = old.keys[i];
        features->ids[at] = old.ids[i];
      }
  g_free (old.keys);
  g_free (old.ids);
}

static void
add_feature (Reader *reader, FeatureClass class, guint32 first, guint32 second)
{
  Features *features = &reader->features;
  guint64 key = (guint64) class << 62 | (guint64)first << 31 | second;
  guint32 at = find_slot (features, key);
  guint32 id;

  if (features->ids[at] == 0)
    {
      guint8 byte = (guint8) class;

      features->keys[at] = key;
      features->ids[at] = ++features->n;
      g_array_append_val (features->classes, byte);
      if (features->n > features->mask / 2)
        {
          features_grow (features);
          at = find_slot (features, key);
        }
    }
  id = features->ids[at] - 1;
  g_array_append_val (reader->ids, id);
}

/* ---- Words ---- */

/* "HỘI ĐỒNG" is a heading and no name; "A", "T2" are names. */
static gboolean
is_all_capitals (const char *bytes, gsize length)
{
  guint letters = 0;

  for (const char *p = bytes; p < bytes + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, bytes + length - p);

      if (c >= 0x110000 || !g_unichar_isupper (c))
        return FALSE;
      letters++;
    }
  return letters > 1;
}

/* A letter, and figures behind it or none. */
static gboolean
is_initial (const char *bytes, gsize length)
{
  const char *p = g_utf8_next_char (bytes);

  while (p < bytes + length && g_ascii_isdigit (*p))
    p++;
  return p >= bytes + length;
}

/* Keys of the words of address that stand before a name. */
static gboolean
is_address (const char *key)
{
  static const char *const keys[] = { "ông", "ba1", "anh", "chi5", "cu5", "chau4", "em" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i], key) == 0)
      return TRUE;
  return FALSE;
}

static void
look_at (Reader *reader, guint32 raw, Piece *piece)
{
  gsize length;
  const char *bytes = _tl_word_table_get (reader->table, raw, &length);
  TlPieceClass class = _tl_word_table_get_class (reader->table, raw);
  gunichar first = g_utf8_get_char_validated (bytes, (gssize)length);
  g_autoptr (GString) key = NULL;
  gpointer word;

  piece->ends_sentence
      = class == TL_PIECE_BREAK || (class == TL_PIECE_MARK && strchr (".:;?!-\"", *bytes) != NULL);
  if (class != TL_PIECE_WORD)
    return;
  piece->is_figure = g_ascii_isdigit (*bytes);
  piece->is_capital
      = first < 0x110000 && g_unichar_isupper (first) && !is_all_capitals (bytes, length);
  key = g_string_sized_new (length + 1);
  tl_syllable_key_append (key, bytes, (gssize)length);
  piece->is_initial = piece->is_capital && is_initial (bytes, length);
  piece->is_address = is_address (key->str);
  word = g_hash_table_lookup (reader->words, key->str);
  if (word == NULL)
    {
      word = GUINT_TO_POINTER (g_hash_table_size (reader->words) + N_SPECIAL);
      g_hash_table_insert (reader->words, g_strdup (key->str), word);
    }
  piece->word = GPOINTER_TO_UINT (word);
}

static const Piece *
piece_of (Reader *reader, guint32 raw)
{
  while (reader->pieces->len <= raw)
    {
      Piece piece = { 0 };

      look_at (reader, reader->pieces->len, &piece);
      g_array_append_val (reader->pieces, piece);
    }
  return &g_array_index (reader->pieces, Piece, raw);
}

/* Whether the capital word at @i is a name: an initial, one of a row of capitals, or behind a word
 * of address. "Tòa", "Điều" alone are none. */
static gboolean
is_name (Reader *reader, const GArray *pieces, guint i, gboolean in_row, gboolean addressed)
{
  const Piece *piece = piece_of (reader, g_array_index (pieces, TlPiece, i).raw);
  guint32 blank = i + 2 < pieces->len ? g_array_index (pieces, TlPiece, i + 1).raw : 0;

  if (in_row || addressed || piece->is_initial)
    return TRUE;
  return i + 2 < pieces->len && _tl_word_table_get_class (reader->table, blank) == TL_PIECE_BLANK
         && piece_of (reader, g_array_index (pieces, TlPiece, i + 2).raw)->is_capital;
}

/* Reads one text of a unit: names (runs of capitals inside a sentence) and figures are one word
 * each, and details besides. */
static void
read_text (Reader *reader, TlUnit *unit, const char *text)
{
  g_autoptr (GArray) pieces = _tl_word_table_split (reader->table, text, strlen (text));
  gboolean begins = TRUE, addressed = FALSE;
  guint32 before = BEGINNING;

  for (guint i = 0; i < pieces->len; i++)
    {
      guint32 raw = g_array_index (pieces, TlPiece, i).raw;
      TlPieceClass class = _tl_word_table_get_class (reader->table, raw);
      Piece piece = *piece_of (reader, raw);
      guint32 word = piece.word;

      if (class == TL_PIECE_WORD || class == TL_PIECE_MARK)
        unit->hash = (unit->hash ^ (raw + 1)) * G_GUINT64_CONSTANT (0x100000001b3);
      if (piece.ends_sentence)
        begins = TRUE;
      if (word == 0)
        continue;
      unit->words++;
      if (piece.is_figure
          || (piece.is_capital && !begins
              && is_name (reader, pieces, i, before == ANY_NAME, addressed)))
        {
          add_feature (reader, FEATURE_DETAIL, word, 0);
          word = piece.is_figure ? ANY_FIGURE : ANY_NAME;
        }
      begins = FALSE;
      addressed = piece.is_address;
      if (word == ANY_NAME && before == ANY_NAME)
        continue;
      add_feature (reader, FEATURE_WORD, word, 0);
      add_feature (reader, FEATURE_COUPLE, before, word);
      before = word;
    }
}

/* ---- Units ---- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a;
  guint32 right = *(const guint32 *)b;

  return left < right ? -1 : left > right;
}

static void
store_features (Reader *reader, TlAlignSide *side, TlUnit *unit)
{
  unit->from = side->features->len;
  g_array_sort (reader->ids, compare_ids);
  for (guint i = 0; i < reader->ids->len;)
    {
      guint end = i + 1;
      TlFeature feature = { .id = g_array_index (reader->ids, guint32, i) };

      while (end < reader->ids->len && g_array_index (reader->ids, guint32, end) == feature.id)
        end++;
      feature.count = feature.rest = (guint16)MIN (end - i, G_MAXUINT16);
      g_array_append_val (side->features, feature);
      i = end;
    }
  unit->to = side->features->len;
}

/* Sections of judgments and án lệ that may be compared: what the court holds is one, wherever an án
 * lệ prints it. Statutes have none: their order and their words tell enough. */
static guint32
section_key (const TlDocument *document, int section)
{
  static const char *const names[][3] = {
    { "dau", "nguon", "vitri" }, { "noidung", NULL, NULL }, { "nhan", "anle", "khaiquat" },
    { "quyet", NULL, NULL },     { "ket", NULL, NULL },     { "luat", NULL, NULL },
    { "tukhoa", NULL, NULL },
  };
  const char *anchor;
  gsize length;

  if (section < 0 || (document->kind != TL_DOC_JUDGMENT && document->kind != TL_DOC_PRECEDENT))
    return 0;
  anchor = tl_document_get_block (document, (guint)section)->anchor;
  length = strcspn (anchor, "-.");
  for (guint32 i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names[i]); k++)
      if (names[i][k] != NULL && strlen (names[i][k]) == length
          && strncmp (anchor, names[i][k], length) == 0)
        return i + 1;
  return 0;
}

static gboolean
is_section (const TlBlock *block)
{
  return block->kind == TL_BLOCK_HEADING || block->kind == TL_BLOCK_PART
         || block->kind == TL_BLOCK_CHAPTER || block->kind == TL_BLOCK_SECTION
         || block->kind == TL_BLOCK_SUBSECTION || block->kind == TL_BLOCK_ANNEX;
}

static int
find_section (const TlDocument *document, int index)
{
  while (index >= 0 && !is_section (tl_document_get_block (document, (guint)index)))
    index = tl_document_get_block (document, (guint)index)->parent;
  return index;
}

/* Of the versions of an anchor one is compared: that of the day, else the newest. */
static gboolean
is_other_version (const TlBlock *block, const char *as_of, GHashTable *newest)
{
  if (as_of != NULL)
    return (block->valid_from != NULL && strcmp (block->valid_from, as_of) > 0)
           || (block->valid_to != NULL && strcmp (block->valid_to, as_of) < 0);
  return g_hash_table_lookup (newest, block->anchor) != block;
}

static GHashTable *
find_newest (const TlDocument *document)
{
  GHashTable *newest = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      TlBlock *block = tl_document_get_block (document, i);
      const TlBlock *other = g_hash_table_lookup (newest, block->anchor);

      /* The first in reading order where their days are the same. */
      if (other == NULL || g_strcmp0 (other->valid_from, block->valid_from) < 0)
        g_hash_table_replace (newest, block->anchor, block);
    }
  return newest;
}

/* The headings of a judgment are the program's own names of its sections. */
static gboolean
has_own_text (const TlDocument *document, const TlBlock *block)
{
  if (*block->text != '\0')
    return TRUE;
  return block->heading != NULL && *block->heading != '\0'
         && !(block->kind == TL_BLOCK_HEADING
              && (document->kind == TL_DOC_JUDGMENT || document->kind == TL_DOC_PRECEDENT));
}

static void
read_side (Reader *reader, TlAlignSide *side, const TlDocument *document, const char *as_of)
{
  g_autoptr (GHashTable) newest = find_newest (document);

  side->document = document;
  side->units = g_array_new (FALSE, FALSE, sizeof (TlUnit));
  side->features = g_array_new (FALSE, FALSE, sizeof (TlFeature));
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      TlUnit unit = { .block = i, .section = -1, .hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) };

      if (is_other_version (block, as_of, newest))
        {
          i = tl_document_subtree_end (document, i) - 1;
          continue;
        }
      if (!has_own_text (document, block))
        continue;
      unit.section = find_section (document, (int)i);
      unit.section_key = section_key (document, unit.section);
      g_array_set_size (reader->ids, 0);
      if (block->heading != NULL)
        read_text (reader, &unit, block->heading);
      read_text (reader, &unit, block->text);
      store_features (reader, side, &unit);
      g_array_append_val (side->units, unit);
    }
}

/* ---- Weights ---- */

static void
count_units (TlAlignSide *side, guint n_features)
{
  side->counts = g_new0 (guint32, n_features + 1);
  for (guint i = 0; i < side->features->len; i++)
    side->counts[g_array_index (side->features, TlFeature, i).id]++;
}

static void
weigh (TlAligner *aligner, const Features *features)
{
  static const double factors[] = {
    [FEATURE_WORD] = WORD_WEIGHT, [FEATURE_COUPLE] = COUPLE_WEIGHT, [FEATURE_DETAIL] = DETAIL_WEIGHT
  };
  double n = aligner->sides[0].units->len + aligner->sides[1].units->len;

  aligner->weights = g_new (float, features->n + 1);
  for (guint32 i = 0; i < features->n; i++)
    {
      double count = MAX (1, aligner->sides[0].counts[i] + aligner->sides[1].counts[i]);

      aligner->weights[i]
          = (float)(factors[g_array_index (features->classes, guint8, i)] * log2 (1 + n / count));
    }
  for (guint s = 0; s < 2; s++)
    for (guint k = 0; k < aligner->sides[s].units->len; k++)
      {
        TlUnit *unit = &g_array_index (aligner->sides[s].units, TlUnit, k);

        for (guint32 i = unit->from; i < unit->to; i++)
          {
            const TlFeature *feature = &g_array_index (aligner->sides[s].features, TlFeature, i);

            unit->weight += feature->count * (double)aligner->weights[feature->id];
          }
      }
}

void
_tl_aligner_read (TlAligner *aligner,
                  const TlDocument *left,
                  const TlDocument *right,
                  const char *const as_of[2])
{
  Reader reader = { .table = _tl_word_table_new (),
                    .pieces = g_array_new (FALSE, FALSE, sizeof (Piece)),
                    .words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                    .ids = g_array_new (FALSE, FALSE, sizeof (guint32)) };

  features_init (&reader.features, 4096);
  reader.features.classes = g_array_new (FALSE, FALSE, sizeof (guint8));
  read_side (&reader, &aligner->sides[0], left, as_of[0]);
  read_side (&reader, &aligner->sides[1], right, as_of[1]);
  aligner->n_features = reader.features.n;
  count_units (&aligner->sides[0], aligner->n_features);
  count_units (&aligner->sides[1], aligner->n_features);
  weigh (aligner, &reader.features);
  aligner->candidates = g_array_new (FALSE, FALSE, sizeof (TlLinkedUnits));
  _tl_word_table_free (reader.table);
  g_array_unref (reader.pieces);
  g_hash_table_unref (reader.words);
  g_array_unref (reader.ids);
  g_array_unref (reader.features.classes);
  g_free (reader.features.keys);
  g_free (reader.features.ids);
}

void
_tl_aligner_clear (TlAligner *aligner)
{
  for (guint s = 0; s < 2; s++)
    {
      g_clear_pointer (&aligner->sides[s].units, g_array_unref);
      g_clear_pointer (&aligner->sides[s].features, g_array_unref);
      g_clear_pointer (&aligner->sides[s].counts, g_free);
    }
  g_clear_pointer (&aligner->weights, g_free);
  g_clear_pointer (&aligner->candidates, g_array_unref);
}

/* ---- What two units share ---- */

const TlUnit *
_tl_aligner_unit (const TlAligner *aligner, guint side, guint32 index)
{
  return &g_array_index (aligner->sides[side].units, TlUnit, index);
}

/* Calls for every feature that both have; @take takes what is left of it. */
static double
share (const TlAligner *aligner, guint32 left, guint32 right, gboolean rest, gboolean take)
{
  const TlUnit *a = _tl_aligner_unit (aligner, 0, left);
  const TlUnit *b = _tl_aligner_unit (aligner, 1, right);
  TlFeature *x = &g_array_index (aligner->sides[0].features, TlFeature, 0) + a->from;
  TlFeature *y = &g_array_index (aligner->sides[1].features, TlFeature, 0) + b->from;
  const TlFeature *x_end = x + (a->to - a->from);
  const TlFeature *y_end = y + (b->to - b->from);
  double shared = 0;

  while (x < x_end && y < y_end)
    if (x->id < y->id)
      x++;
    else if (y->id < x->id)
      y++;
    else
      {
        guint16 n = rest ? MIN (x->rest, y->rest) : MIN (x->count, y->count);

        shared += n * (double)aligner->weights[x->id];
        if (take)
          {
            x->rest = (guint16)(x->rest - n);
            y->rest = (guint16)(y->rest - n);
          }
        x++;
        y++;
      }
  return shared;
}

double
_tl_aligner_shared (const TlAligner *aligner, guint32 left, guint32 right, gboolean rest)
{
  return share (aligner, left, right, rest, FALSE);
}

void
_tl_aligner_take (TlAligner *aligner, guint32 left, guint32 right)
{
  share (aligner, left, right, TRUE, TRUE);
}

double
_tl_aligner_score (const TlAligner *aligner, guint32 left, guint32 right)
{
  const TlUnit *a = _tl_aligner_unit (aligner, 0, left);
  const TlUnit *b = _tl_aligner_unit (aligner, 1, right);
  double all = a->weight + b->weight;

  if (a->hash == b->hash && a->words == b->words)
    return 1;
  return all > 0 ? 2 * share (aligner, left, right, FALSE, FALSE) / all : 0;
}
