/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "similar-cases.h"

#include <string.h>

#include "base/tl-json.h"
#include "law/citation/tl-citation.h"

/* Other words for the same: what a second clerk might have written. */
static const struct
{
  const char *from;
  const char *to;
} WORDS[] = {
  { "trình bày", "khai" },
  { "yêu cầu", "đề nghị" },
  { "cho rằng", "nêu ý kiến" },
  { "không đồng ý", "phản đối" },
  { "đồng ý", "chấp thuận" },
  { "vì vậy", "do đó" },
  { "tuy nhiên", "song" },
  { "trái lại", "ngược lại" },
  { "hiện nay", "nay" },
  { "nhiều lần", "không ít lần" },
  { "chứng minh", "làm rõ" },
  { "căn cứ", "cơ sở" },
  { "phù hợp", "đúng" },
  { "thực hiện", "tiến hành" },
  { "chuyển nhượng", "sang nhượng" },
  { "mượn", "nhờ giao tạm" },
  { "xe máy", "xe mô tô" },
  { "điện thoại", "máy điện thoại di động" },
  { "bỏ chạy", "chạy trốn" },
  { "phát hiện", "nhìn thấy" },
  { "số tiền", "khoản tiền" },
  { "thanh toán", "chi trả" },
  { "hợp đồng", "văn bản thỏa thuận" },
  { "vợ chồng", "hai vợ chồng" },
  { "nhà", "căn nhà" },
  { "thửa đất", "mảnh đất" },
  { "bán", "đem bán" },
  { "đánh", "hành hung" },
  { "lấy", "chiếm" },
  { "thương tích", "tổn hại sức khỏe" },
  { "nghỉ việc", "thôi làm" },
  { "công ty", "doanh nghiệp" },
};

static const char *const NAMES[] = { "Khánh", "Tường", "Bảo",  "Vy",   "Thiện", "Hà",  "Quỳnh",
                                     "Sơn",   "Triều", "Diễm", "Phúc", "Nhàn",  "Đạt", "Ngân" };

/* What every judgment of a court begins with. */
static const char *const OPENINGS[]
    = { "Trong đơn khởi kiện và quá trình giải quyết vụ án, các bên trình bày như sau.",
        "Tại phiên tòa, các đương sự giữ nguyên ý kiến đã nêu.",
        "Tài liệu, chứng cứ đã được công bố và xem xét tại phiên tòa." };

typedef struct
{
  TlDocument *document;
  SimilarDress dress;
  GPtrArray *clothes; /* (nullable): names of the case that is imitated */
  GHashTable *names;  /* name to what stands for it */
} Making;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
similar_cases_load (void)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "data", "training", "judgments", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_seed_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) parsed = NULL;

      g_assert_true (g_file_get_contents (files->pdata[i], &text, NULL, NULL));
      parsed = tl_seeds_parse (text, files->pdata[i], NULL);
      g_assert_nonnull (parsed);
      g_ptr_array_set_free_func (parsed, NULL);
      for (guint k = 0; k < parsed->len; k++)
        g_ptr_array_add (seeds, parsed->pdata[k]);
    }
  return seeds;
}

/* ---- Names and figures ---- */

static gboolean
is_name (const char *word)
{
  return g_unichar_isupper (g_utf8_get_char (word));
}

static char *
stand_in (Making *self, const char *word)
{
  const char *known = g_hash_table_lookup (self->names, word);
  guint count = g_hash_table_size (self->names);

  if (known == NULL)
    {
      known = self->clothes != NULL && self->clothes->len > 0
                  ? g_ptr_array_index (self->clothes, count % self->clothes->len)
                  : NAMES[count % G_N_ELEMENTS (NAMES)];
      g_hash_table_insert (self->names, g_strdup (word), (gpointer)known);
    }
  return g_strdup (known);
}

/* Names that stand alone, not words with which a sentence begins: letters, and what follows
 * another capital. */
static GPtrArray *
names_of (const TlSeed *seed)
{
  g_autofree char *text
      = g_strconcat (tl_seed_get (seed, "Tòa"), " ", tl_seed_get_section (seed, "Nội dung"), NULL);
  g_auto (GStrv) words = g_strsplit_set (text, " ,.;:()\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; words[i] != NULL; i++)
    if (*words[i] != '\0' && is_name (words[i]) && *words[i - 1] != '\0'
        && (is_name (words[i - 1]) || g_utf8_strlen (words[i], -1) == 1))
      g_ptr_array_add (names, g_strdup (words[i]));
  return names;
}

/* Figures outside of citations are turned: sums and dates of another case. */
static void
append_word (Making *self, GString *text, const char *word, gboolean keep_figures)
{
  if (is_name (word) && !keep_figures)
    {
      g_autofree char *name = stand_in (self, word);

      g_string_append (text, name);
      return;
    }
  for (const char *p = word; *p != '\0'; p++)
    g_string_append_c (text, g_ascii_isdigit (*p) && *p != '0' && !keep_figures
                                 ? (char)('1' + (*p - '1' + 4) % 9)
                                 : *p);
}

/* A sentence that cites law keeps its figures and capitals: they are the citation. */
static char *
change_names (Making *self, const char *sentence)
{
  g_autoptr (GPtrArray) cites = tl_citations_find (sentence, -1, NULL);
  g_auto (GStrv) words = g_strsplit (sentence, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean begins = i == 0 && g_utf8_strlen (words[0], -1) > 1;

      if (i > 0)
        g_string_append_c (text, ' ');
      if (*words[i] != '\0')
        append_word (self, text, words[i], cites->len > 0 || begins);
    }
  return g_string_free (text, FALSE);
}

static char *
change_words (const char *sentence)
{
  GString *text = g_string_new (sentence);

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    g_string_replace (text, WORDS[i].from, WORDS[i].to, 0);
  return g_string_free (text, FALSE);
}

/* ---- Documents ---- */

static TlBlock *
add_block (TlDocument *document, const char *section, guint number, const char *text)
{
  g_autofree char *anchor = g_strdup_printf ("%s.%u", section, number);
  TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor));

  g_free (block->text);
  block->text = g_strdup (text);
  return block;
}

/* The last sentence first, every second one left out where the section has several; what the court
 * decides and rests on stays whole. */
static char *
retell (Making *self, const char *paragraph, gboolean whole)
{
  g_auto (GStrv) sentences = g_strsplit (paragraph, ". ", -1);
  guint n = g_strv_length (sentences);
  GString *text = g_string_new (NULL);

  for (guint i = n; i-- > 0;)
    {
      g_autofree char *words = NULL;
      g_autofree char *names = NULL;

      if (!whole && n > 1 && i % 2 == 1)
        continue;
      words = change_words (sentences[i]);
      names = change_names (self, words);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ". " : "", names);
    }
  return g_string_free (text, FALSE);
}

static void
add_section (Making *self, const TlSeed *seed, const char *name, const char *anchor)
{
  const char *section = tl_seed_get_section (seed, name);
  g_auto (GStrv) paragraphs = g_strsplit (section != NULL ? section : "", "\n", -1);
  gboolean is_decision = strcmp (anchor, "quyet") == 0;

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      if (*paragraphs[i] == '\0')
        continue;
      if (self->dress == SIMILAR_RETOLD)
        text = retell (self, paragraphs[i], is_decision);
      else if (self->dress == SIMILAR_DRESSED)
        text = change_names (self, paragraphs[i]);
      add_block (self->document, anchor, i + 1, text != NULL ? text : paragraphs[i]);
    }
}

static char *
dup_meta (const TlSeed *seed)
{
  g_autoptr (JsonObject) meta = json_object_new ();
  const char *number = tl_seed_get (seed, "Số");
  JsonArray *charges = json_array_new ();

  tl_json_set_string (meta, "relation", tl_seed_get (seed, "Quan hệ"));
  if (strstr (number, "/HS") != NULL)
    json_array_add_string_element (charges, tl_seed_get (seed, "Quan hệ"));
  json_object_set_array_member (meta, "charges", charges);
  return tl_json_to_line (meta);
}

TlDocument *
similar_cases_make (const TlSeed *seed, SimilarDress dress, const TlSeed *like, const char *id)
{
  const TlSeed *head = dress == SIMILAR_DRESSED && like != NULL ? like : seed;
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  Making self = { .document = document, .dress = dress };

  self.clothes = dress == SIMILAR_DRESSED && like != NULL ? names_of (like) : NULL;
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  document->number = g_strdup (tl_seed_get (seed, "Số"));
  document->issued = g_strdup (tl_seed_get (seed, "Ngày"));
  document->issuer = g_strdup (dress == SIMILAR_RETOLD ? "Tòa án nhân dân khu vực 9 - Trung Sơn"
                                                       : tl_seed_get (head, "Tòa"));
  document->title = g_strdup (tl_seed_get (seed, "Quan hệ"));
  document->meta = dup_meta (seed);
  add_block (document, "dau", 1, tl_seed_get (head, "Tòa"));
  if (dress != SIMILAR_RETOLD)
    for (guint i = 0; i < G_N_ELEMENTS (OPENINGS); i++)
      add_block (document, "noidung", 100 + i, OPENINGS[i]);
  add_section (&self, seed, "Nội dung", "noidung");
  add_section (&self, seed, "Nhận định", "nhan");
  add_section (&self, seed, "Quyết định", "quyet");
  g_hash_table_unref (self.names);
  g_clear_pointer (&self.clothes, g_ptr_array_unref);
  return document;
}
