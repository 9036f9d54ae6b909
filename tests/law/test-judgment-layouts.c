/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judgments of the training corpus, whose sections are known, in every layout that courts use or
 * files get when they are made anew: the three sections must be exactly what the author wrote. */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-structure.h"

#define INSTANCES 4
#define WIDTH     78
#define PAGE      38
#define COLUMN    44

enum
{
  FACTS,
  REASONING,
  DECISION,
  N_PARTS
};

typedef struct
{
  const char *name;
  const char *headings[N_PARTS];
  enum
  {
    STACKED,
    SIDE_BY_SIDE,
    INTERLEAVED
  } head;
  gboolean printed;   /* lines of a page with numbers, not paragraphs */
  gboolean signed_up; /* the signature stands before "Nơi nhận" */
  gboolean bare;      /* paragraphs of the reasoning have no numbers */
  gboolean no_reasons;
} Layout;

static const Layout layouts[] = {
  { .name = "2017",
    .headings = { "NỘI DUNG VỤ ÁN:", "NHẬN ĐỊNH CỦA TÒA ÁN:", "QUYẾT ĐỊNH:" },
    .head = INTERLEAVED,
    .printed = TRUE },
  { .name = "2017, paragraphs",
    .headings = { "NỘI DUNG VỤ ÁN:", "NHẬN ĐỊNH CỦA TÒA ÁN:", "QUYẾT ĐỊNH:" },
    .head = STACKED },
  { .name = "before 2017",
    .headings = { "NHẬN THẤY:", "XÉT THẤY:", "QUYẾT ĐỊNH" },
    .head = SIDE_BY_SIDE,
    .printed = TRUE,
    .signed_up = TRUE,
    .bare = TRUE },
  { .name = "marks lost",
    .headings = { "NOI DUNG VU AN", "NHAN DINH CUA TOA AN", "QUYET DINH" },
    .printed = TRUE,
    .signed_up = TRUE },
  { .name = "letters spaced",
    .headings
    = { "N Ộ I  D U N G  V Ụ  Á N", "N H Ậ N  Đ Ị N H  C Ủ A  T Ò A  Á N", "Q U Y Ế T  Đ Ị N H" },
    .head = SIDE_BY_SIDE,
    .printed = TRUE },
  { .name = "panel",
    .headings = { "NỘI DUNG VỤ ÁN:", "NHẬN ĐỊNH CỦA HỘI ĐỒNG XÉT XỬ:", "QUYẾT ĐỊNH:" },
    .printed = TRUE },
  { .name = "Roman numbers",
    .headings = { "I. NỘI DUNG VỤ ÁN", "II. NHẬN ĐỊNH CỦA TÒA ÁN", "III. QUYẾT ĐỊNH" },
    .signed_up = TRUE },
  { .name = "digits",
    .headings = { "1. NỘI DUNG VỤ ÁN", "2/ NHẬN ĐỊNH CỦA TÒA ÁN", "3. QUYẾT ĐỊNH" },
    .printed = TRUE },
  { .name = "small letters",
    .headings = { "* Nội dung vụ án:", "* Nhận định của Tòa án:", "* Quyết định:" },
    .head = INTERLEAVED,
    .printed = TRUE },
  { .name = "broken over lines",
    .headings = { "NỘI DUNG\nVỤ ÁN", "NHẬN ĐỊNH\nCỦA TÒA ÁN", "QUYẾT ĐỊNH" },
    .printed = TRUE },
  { .name = "in one line",
    .headings = { "NỘI DUNG VỤ ÁN:", "NHẬN ĐỊNH CỦA TÒA ÁN:", "Vì các lẽ trên, QUYẾT ĐỊNH:" },
    .no_reasons = TRUE },
};

typedef struct
{
  char *number, *date, *court;
  char *parts[N_PARTS];
} Seed;

static void
seed_free (gpointer data)
{
  Seed *self = data;

  g_free (self->number);
  g_free (self->date);
  g_free (self->court);
  for (guint k = 0; k < N_PARTS; k++)
    g_free (self->parts[k]);
  g_free (self);
}

static char *
value_of (const char *seed, const char *key)
{
  const char *at = strstr (seed, key);

  g_assert_nonnull (at);
  at += strlen (key);
  return g_strstrip (g_strndup (at, strcspn (at, "\n")));
}

static Seed *
seed_new (const char *text)
{
  static const char *const marks[] = { "--- Nội dung", "--- Nhận định", "--- Quyết định" };
  Seed *self = g_new0 (Seed, 1);

  self->number = value_of (text, "Số: ");
  self->date = value_of (text, "Ngày: ");
  self->court = value_of (text, "Tòa: ");
  for (guint k = 0; k < N_PARTS; k++)
    {
      const char *from = strstr (text, marks[k]);
      const char *to = k + 1 < N_PARTS ? strstr (text, marks[k + 1]) : text + strlen (text);

      g_assert_nonnull (from);
      g_assert_nonnull (to);
      from += strlen (marks[k]);
      self->parts[k] = g_strstrip (g_strndup (from, (gsize)(to - from)));
    }
  return self;
}

/* The first seeds of every file whose name begins like a kind of case. */
static GPtrArray *
load_seeds (const char *folder, const char *kind)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func (seed_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      g_auto (GStrv) texts = NULL;
      guint taken = 0;

      if (!g_str_has_prefix (name, kind) || !g_file_get_contents (path, &content, NULL, NULL))
        continue;
      texts = g_strsplit (content, "===\n", -1);
      for (guint i = 0; texts[i] != NULL && taken < INSTANCES; i++)
        if (strstr (texts[i], "--- Nội dung") != NULL)
          {
            g_ptr_array_add (seeds, seed_new (texts[i]));
            taken++;
          }
    }
  return seeds;
}

static void
add_head (GString *out, const Seed *seed, const Layout *layout)
{
  static const char *const right[]
      = { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc" };
  g_autofree char *court = g_utf8_strup (seed->court, -1);
  g_auto (GStrv) date = g_strsplit (seed->date, "-", -1);
  g_autofree char *number = g_strdup_printf ("Bản án số: %s", seed->number);
  g_autofree char *day = g_strdup_printf ("Ngày %s-%s-%s", date[2], date[1], date[0]);
  const char *left[] = { court, number };

  for (guint i = 0; i < 2; i++)
    if (layout->head == SIDE_BY_SIDE)
      g_string_append_printf (out, "%s%*s%s\n", left[i],
                              (int)MAX (4, COLUMN - g_utf8_strlen (left[i], -1)), "", right[i]);
    else if (layout->head == INTERLEAVED)
      g_string_append_printf (out, "%s\n%s\n", left[i], right[i]);
  if (layout->head == STACKED)
    g_string_append_printf (out, "%s\n%s\n%s\n%s\n", right[0], right[1], court, number);
  g_string_append_printf (out,
                          "%s\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n%s\n"
                          "- Thành phần Hội đồng xét xử gồm có:\n"
                          "Thẩm phán - Chủ tọa phiên tòa: Ông Nguyễn Văn Mẫu\n",
                          day, court);
}

/* [1] and the like at the heads of lines go. */
static char *
without_numbers (const char *part)
{
  g_auto (GStrv) lines = g_strsplit (part, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *close = *lines[i] == '[' ? strchr (lines[i], ']') : NULL;

      g_string_append_printf (out, "%s\n", close != NULL ? close + 1 : lines[i]);
    }
  return g_string_free (out, FALSE);
}

/* Breaks paragraphs into printed lines and numbers the pages, at the foot or in the text. */
static char *
print_pages (const char *text)
{
  GString *out = g_string_new (NULL);
  guint width = 0, lines = 0, page = 1;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gboolean full = *at == ' ' && width >= WIDTH - 8 && at[1] != ' ';

      width = *at == '\n' || full ? 0 : width + 1;
      if (width > 0)
        {
          g_string_append_unichar (out, g_utf8_get_char (at));
          continue;
        }
      g_string_append_c (out, '\n');
      if (++lines % PAGE == 0)
        g_string_append_printf (out, page % 2 == 0 ? "%u\n" : "\f%u\n", page + 1), page++;
    }
  return g_string_free (out, FALSE);
}

static char *
lay_out (const Seed *seed, const Layout *layout)
{
  GString *out = g_string_new (NULL);
  g_autofree char *text = NULL;

  add_head (out, seed, layout);
  for (guint k = 0; k < N_PARTS; k++)
    {
      g_autofree char *bare
          = k == REASONING && layout->bare ? without_numbers (seed->parts[k]) : NULL;

      if (k == DECISION && !layout->no_reasons)
        g_string_append (out, "Vì các lẽ trên,\n");
      g_string_append_printf (out, "%s\n%s\n", layout->headings[k],
                              bare != NULL ? bare : seed->parts[k]);
    }
  g_string_append (out,
                   layout->signed_up
                       ? "TM. HỘI ĐỒNG XÉT XỬ\nTHẨM PHÁN - CHỦ TỌA PHIÊN TÒA\nNơi nhận:\n- Lưu."
                       : "Nơi nhận:\n- Đương sự;\n- Lưu hồ sơ.\nTM. HỘI ĐỒNG XÉT XỬ SƠ THẨM");
  text = g_string_free (out, FALSE);
  return layout->printed ? print_pages (text) : g_steal_pointer (&text);
}

/* The words, one blank between them. */
static char *
words_of (const char *text, gsize length)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; at < text + length; at++)
    if (!g_ascii_isspace (*at))
      g_string_append_c (out, *at);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  return g_strchomp (g_string_free (out, FALSE));
}

static void
check_part (const char *text,
            const TlJudgmentStructure *structure,
            const Layout *layout,
            const Seed *seed,
            guint part)
{
  static const TlSectionKind kinds[]
      = { TL_SECTION_FACTS, TL_SECTION_REASONING, TL_SECTION_DECISION };
  const TlJudgmentSection *section = NULL;
  g_autofree char *bare
      = part == REASONING && layout->bare ? without_numbers (seed->parts[part]) : NULL;
  const char *source = bare != NULL ? bare : seed->parts[part];
  g_autofree char *expected = words_of (source, strlen (source));
  g_autofree char *found = NULL;

  for (guint i = 0; i < structure->sections->len; i++)
    if (g_array_index (structure->sections, TlJudgmentSection, i).kind == kinds[part])
      section = &g_array_index (structure->sections, TlJudgmentSection, i);
  g_assert_nonnull (section);
  found = words_of (text + section->body, section->to - section->body);
  if (part == REASONING && g_str_has_suffix (found, " Vì các lẽ trên,"))
    found[strlen (found) - strlen (" Vì các lẽ trên,")] = '\0';
  g_assert_cmpstr (g_strstrip (found), ==, g_strstrip (expected));
}

static void
check_seed (const Seed *seed, const Layout *layout)
{
  g_autofree char *text = lay_out (seed, layout);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);

  tl_judgment_structure_blank (structure, text);
  g_assert_nonnull (structure->number);
  g_assert_cmpstr (structure->number->printed, ==, seed->number);
  g_assert_cmpstr (structure->date, ==, seed->date);
  for (guint k = 0; k < N_PARTS; k++)
    check_part (text, structure, layout, seed, k);
}

static void
sections_are_exact_in_every_layout (gconstpointer kind)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "data", "training", "judgments", NULL);
  g_autoptr (GPtrArray) seeds = load_seeds (folder, kind);

  g_assert_cmpuint (seeds->len, >=, INSTANCES);
  for (guint i = 0; i < seeds->len; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (layouts); k++)
      {
        const Seed *seed = g_ptr_array_index (seeds, i);

        g_test_message ("%s: %s", seed->number, layouts[k].name);
        check_seed (seed, &layouts[k]);
      }
}

int
main (int argc, char **argv)
{
  static const char *const kinds[] = { "ds-", "hc-", "hn-", "hs-", "kd-", "ld-" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("/law/judgment-layouts/%.2s", kinds[i]);

      g_test_add_data_func (name, kinds[i], sections_are_exact_in_every_layout);
    }
  return g_test_run ();
}
