/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compare-fixture.h"

#include <string.h>

const char *const edit_names[N_EDITS]
    = { "split", "merge", "move", "insert", "delete", "rename", "figures", "words" };

/* A paragraph on its way to the right side. */
typedef struct
{
  guint section;
  GString *text;
  GArray *sources; /* (element-type guint): left blocks */
} Item;

static Item *
item_new (guint section, const char *text)
{
  Item *item = g_new0 (Item, 1);

  item->section = section;
  item->text = g_string_new (text);
  item->sources = g_array_new (FALSE, FALSE, sizeof (guint));
  return item;
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_string_free (item->text, TRUE);
  g_array_unref (item->sources);
  g_free (item);
}

gint64
link_key (guint left, guint right)
{
  return (gint64)left << 32 | right;
}

static gboolean
chance (GRand *random, double rate)
{
  return g_rand_double (random) < rate;
}

/* ---- Edits of the order ---- */

/* A place to cut: behind the sentence nearest to the middle, else between words there. */
static gsize
find_cut (const char *text)
{
  gsize length = strlen (text), best = 0, blank = 0;

  for (gsize i = 1; i + 1 < length; i++)
    {
      gsize off = i > length / 2 ? i - length / 2 : length / 2 - i;

      if (text[i] != ' ' || off > length / 4)
        continue;
      if (blank == 0 || off < (blank > length / 2 ? blank - length / 2 : length / 2 - blank))
        blank = i;
      if (strchr (".;:", text[i - 1]) != NULL
          && (best == 0 || off < (best > length / 2 ? best - length / 2 : length / 2 - best)))
        best = i;
    }
  return best > 0 ? best : blank;
}

static void
split_item (GPtrArray *items, guint index)
{
  Item *item = g_ptr_array_index (items, index);
  gsize cut = find_cut (item->text->str);
  Item *second;

  if (cut == 0 || g_utf8_strlen (item->text->str, -1) < 120)
    return;
  second = item_new (item->section, item->text->str + cut + 1);
  g_string_truncate (item->text, cut);
  g_array_append_vals (second->sources, item->sources->data, item->sources->len);
  g_ptr_array_insert (items, (int)index + 1, second);
}

static void
merge_item (GPtrArray *items, guint index)
{
  Item *item = g_ptr_array_index (items, index);
  Item *next = index + 1 < items->len ? g_ptr_array_index (items, index + 1) : NULL;

  if (next == NULL || next->section != item->section)
    return;
  g_string_append_printf (item->text, " %s", next->text->str);
  g_array_append_vals (item->sources, next->sources->data, next->sources->len);
  g_ptr_array_remove_index (items, index + 1);
}

static void
move_item (GPtrArray *items, guint index, GRand *random)
{
  Item *item = g_ptr_array_steal_index (items, index);
  guint to = (guint)g_rand_int_range (random, 0, (int)items->len + 1);
  const Item *other = items->len > 0 ? g_ptr_array_index (items, MIN (to, items->len - 1)) : item;

  item->section = other->section;
  g_ptr_array_insert (items, (int)to, item);
}

static void
insert_item (GPtrArray *items, guint index, TlDocument *donor, GRand *random)
{
  const Item *item = g_ptr_array_index (items, index);

  for (int tries = 0; tries < 50; tries++)
    {
      const TlBlock *block = tl_document_get_block (
          donor, (guint)g_rand_int_range (random, 0, (int)donor->blocks->len));

      if (*block->text == '\0')
        continue;
      g_ptr_array_insert (items, (int)index, item_new (item->section, block->text));
      return;
    }
}

/* From the end, so that what an edit adds is not edited again. */
static void
edit_order (GPtrArray *items, guint edits, double rate, TlDocument *donor, GRand *random)
{
  for (guint i = items->len; i-- > 0;)
    {
      guint edit = (guint)g_rand_int_range (random, 0, EDIT_DELETE + 1);

      /* One edit a paragraph: of those wanted, each as often as the others. */
      for (; !(edits >> edit & 1); edit = (edit + 1) % (EDIT_DELETE + 1))
        if ((edits & ((1u << (EDIT_DELETE + 1)) - 1)) == 0)
          return;
      if (!chance (random, rate))
        continue;
      if (edit == EDIT_SPLIT)
        split_item (items, i);
      else if (edit == EDIT_MERGE)
        merge_item (items, i);
      else if (edit == EDIT_INSERT)
        insert_item (items, i, donor, random);
      else if (edit == EDIT_DELETE)
        g_ptr_array_remove_index (items, i);
    }
  /* Moves last: they change what stands where. */
  for (guint n = edits >> EDIT_MOVE & 1 ? (guint)(rate * items->len) : 0; n > 0; n--)
    move_item (items, (guint)g_rand_int_range (random, 0, (int)items->len), random);
}

/* ---- Edits of the words ---- */

typedef struct
{
  GHashTable *names;
  GRand *random;
} Renaming;

static gboolean
rename_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  static const char *const words[] = { "Trần", "Lê", "Phạm", "Quốc", "Thị", "Hồng", "B", "C",
                                       "K",    "M",  "X",    "Y",    "Tú",  "Đ",    "V", "Bích" };
  Renaming *renaming = data;
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *name = g_match_info_fetch (match, 2);
  const char *other = g_hash_table_lookup (renaming->names, name);

  if (other == NULL)
    {
      GString *made = g_string_new (NULL);
      int n = g_rand_int_range (renaming->random, 1, 4);

      for (int i = 0; i < n; i++)
        g_string_append_printf (
            made, "%s%s", i > 0 ? " " : "",
            words[g_rand_int_range (renaming->random, 0, G_N_ELEMENTS (words))]);
      other = made->str;
      g_hash_table_insert (renaming->names, g_strdup (name), g_string_free (made, FALSE));
    }
  g_string_append_printf (result, "%s%s", before, other);
  return FALSE;
}

static void
rename_all (GPtrArray *items, GRand *random)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "((?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ) )(\\p{Lu}\\p{L}*(?: \\p{Lu}\\p{L}*)*)", 0, 0, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Renaming renaming = { names, random };

  for (guint i = 0; i < items->len; i++)
    {
      Item *item = g_ptr_array_index (items, i);
      g_autofree char *text
          = g_regex_replace_eval (regex, item->text->str, -1, 0, 0, rename_cb, &renaming, NULL);

      g_assert_nonnull (text);
      g_string_assign (item->text, text);
    }
}

static void
change_figures (Item *item, double rate, GRand *random)
{
  gboolean change = FALSE;

  for (char *p = item->text->str; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) && (p == item->text->str || p[-1] == ' '))
        change = chance (random, rate);
      if (*p == ' ')
        change = FALSE;
      if (change && g_ascii_isdigit (*p))
        *p = (char)('0' + g_rand_int_range (random, 0, 10));
    }
}

/* Drops, doubles or replaces words. */
static void
change_words (Item *item, double rate, GRand *random)
{
  static const char *const others[] = { "việc", "theo", "đã", "nên", "trước", "cùng" };
  g_auto (GStrv) words = g_strsplit (item->text->str, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      int kind = chance (random, rate) ? g_rand_int_range (random, 0, 3) : 3;

      if (kind == 0)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              kind == 1 ? others[g_rand_int_range (random, 0, 6)] : words[i]);
      if (kind == 2)
        g_string_append_printf (text, " %s", others[g_rand_int_range (random, 0, 6)]);
    }
  if (text->len > 0)
    g_string_assign (item->text, text->str);
  g_string_free (text, TRUE);
}

/* ---- The pair ---- */

static TlDocument *
build_right (TlDocument *base, GPtrArray *items, GHashTable *links)
{
  TlDocument *document = tl_document_new (base->kind, "right");
  guint section = G_MAXUINT, number = 0;
  int parent = -1;

  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = g_ptr_array_index (items, i);
      g_autofree char *anchor = NULL;
      TlBlock *block;

      if (item->section != section)
        {
          const TlBlock *head = item->section < base->blocks->len
                                    ? tl_document_get_block (base, item->section)
                                    : NULL;

          section = item->section;
          number = 0;
          parent = -1;
          if (head != NULL)
            {
              block = tl_block_new (TL_BLOCK_HEADING, -1, head->anchor);
              block->heading = g_strdup (head->heading);
              tl_document_add (document, block);
              parent = (int)document->blocks->len - 1;
            }
        }
      anchor = g_strdup_printf ("%u.%u", parent + 1, ++number);
      block = tl_block_new (TL_BLOCK_PARAGRAPH, parent, anchor);
      g_free (block->text);
      block->text = g_strdup (item->text->str);
      tl_document_add (document, block);
      for (guint k = 0; k < item->sources->len; k++)
        {
          gint64 key
              = link_key (g_array_index (item->sources, guint, k), document->blocks->len - 1);

          g_hash_table_add (links, g_memdup2 (&key, sizeof key));
        }
    }
  return document;
}

EditedPair *
edited_pair_new (TlDocument *base, TlDocument *donor, guint edits, double rate, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  EditedPair *pair = g_new0 (EditedPair, 1);

  for (guint i = 0; i < base->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (base, i);
      Item *item;

      if (*block->text == '\0')
        continue;
      item = item_new (block->parent >= 0 ? (guint)block->parent : G_MAXUINT, block->text);
      g_array_append_val (item->sources, i);
      g_ptr_array_add (items, item);
    }
  edit_order (items, edits, rate, donor, random);
  if (edits >> EDIT_RENAME & 1)
    rename_all (items, random);
  for (guint i = 0; i < items->len; i++)
    {
      if (edits >> EDIT_FIGURES & 1)
        change_figures (g_ptr_array_index (items, i), MIN (1, rate * 4), random);
      if (edits >> EDIT_WORDS & 1)
        change_words (g_ptr_array_index (items, i), rate, random);
    }
  pair->links = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  pair->left = tl_document_ref (base);
  pair->right = build_right (base, items, pair->links);
  return pair;
}

void
edited_pair_free (EditedPair *pair)
{
  tl_document_unref (pair->left);
  tl_document_unref (pair->right);
  g_hash_table_unref (pair->links);
  g_free (pair);
}

/* ---- Counting ---- */

void
tally_links (LinkTally *tally, const TlComparison *comparison, GHashTable *wanted)
{
  tally->wanted += g_hash_table_size (wanted);
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TlPair *pair = tl_comparison_get_pair (comparison, i);

      for (guint a = 0; a < pair->blocks[0]->len; a++)
        for (guint b = 0; b < pair->blocks[1]->len; b++)
          {
            gint64 key = link_key (g_array_index (pair->blocks[0], guint, a),
                                   g_array_index (pair->blocks[1], guint, b));

            tally->found++;
            tally->both += g_hash_table_contains (wanted, &key);
          }
    }
}

double
tally_f1 (const LinkTally *tally)
{
  return tally->found + tally->wanted > 0 ? 2.0 * tally->both / (tally->found + tally->wanted) : 1;
}

/* ---- Documents ---- */

static void
add_paragraph (TlDocument *document, int parent, const char *text)
{
  g_autofree char *anchor = g_strdup_printf ("p%u", document->blocks->len);
  TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, parent, anchor);

  g_free (block->text);
  block->text = g_strdup (text);
  tl_document_add (document, block);
}

TlDocument *
make_judgment (const char *id, const char *text)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  int parent = -1;

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '#')
      {
        gsize length = strcspn (lines[i] + 1, " ");
        g_autofree char *anchor = g_strndup (lines[i] + 1, length);
        TlBlock *block = tl_block_new (TL_BLOCK_HEADING, -1, anchor);

        block->heading = g_strstrip (g_strdup (lines[i] + 1 + length));
        tl_document_add (document, block);
        parent = (int)document->blocks->len - 1;
      }
    else if (lines[i][0] != '\0')
      add_paragraph (document, parent, lines[i]);
  return document;
}

TlDocument *
make_plain (const char *id, char **lines)
{
  TlDocument *document = tl_document_new (TL_DOC_GUIDANCE, id);

  for (guint i = 0; lines[i] != NULL; i++)
    add_paragraph (document, -1, lines[i]);
  return document;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

GPtrArray *
load_training_judgments (const char *folder)
{
  static const char *const sections[][2]
      = { { "Nội dung", "noidung" }, { "Nhận định", "nhan" }, { "Quyết định", "quyet" } };
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) seeds = NULL;

      if (!g_file_get_contents (g_ptr_array_index (names, i), &text, NULL, NULL))
        continue;
      seeds = g_strsplit (text, "===\n", -1);
      for (guint k = 0; seeds[k] != NULL; k++)
        {
          g_autoptr (GString) body = g_string_new (seeds[k]);
          g_autofree char *id = g_strdup_printf ("seed-%u-%u", i, k);

          for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
            {
              g_autofree char *mark = g_strconcat ("--- ", sections[s][0], NULL);
              g_autofree char *head = g_strconcat ("#", sections[s][1], " ", sections[s][0], NULL);

              g_string_replace (body, mark, head, 1);
            }
          if (strchr (body->str, '#') != NULL)
            {
              g_string_prepend (body, "#dau Phần đầu\n");
              g_ptr_array_add (documents, make_judgment (id, body->str));
            }
        }
    }
  return documents;
}
