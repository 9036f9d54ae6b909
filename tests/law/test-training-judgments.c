/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "judgment-decision-test.h"

/* The seeds of the training corpus (data/training/judgments) state their decisions in regular
 * words, so that what they say can be taken from them by patterns of another kind and compared with
 * what is read. Every field must agree in at least this share of the seeds that have it. */
#define SHARE_WANTED 0.97
#define SEEDS_WANTED 200

typedef struct
{
  const char *name;
  guint agree, total;
} Tally;

enum
{
  OUTCOME,
  CHARGES,
  PRISON,
  PROBATION,
  SUSPENDED,
  FEES,
  COMPENSATION,
  APPEAL,
  WARNINGS,
  N_TALLIES
};

static Tally tallies[N_TALLIES] = {
  { "outcome", 0, 0 },      { "charges", 0, 0 },     { "prison terms", 0, 0 },
  { "probation", 0, 0 },    { "suspended", 0, 0 },   { "fees", 0, 0 },
  { "compensation", 0, 0 }, { "appeal days", 0, 0 }, { "no warning", 0, 0 },
};

typedef struct
{
  const char *pattern;
  const char *code;
} Rule;

/* By the first pattern that stands in the decision. */
static const Rule criminal_rules[] = {
  { "không phạm tội", "not-guilty" },
  { "miễn hình phạt", "exempt-penalty" },
  { "miễn trách nhiệm hình sự", "exempt-liability" },
  { "[Xx]ử phạt|Phạt bị cáo|phạm tội", "guilty" },
};
static const Rule review_rules[] = {
  { "[Hh]ủy .*(B|b)ản án.*đình chỉ (giải quyết )?vụ án|[Hh]ủy bản án sơ thẩm và đình chỉ",
    "quashed-dismissed" },
  { "[Hh]ủy [^;.]*bản án phúc thẩm[^;]*giữ nguyên [^;]*bản án sơ thẩm|[Hh]ủy Bản án[^;]*phúc "
    "thẩm[^;]*; giữ nguyên [Bb]ản án",
    "quashed-kept" },
  { "[Hh]ủy [^.;]*([Bb]ản án|án sơ thẩm)", "quashed-retrial" },
  { "không phạm tội", "not-guilty" },
  { "[Ss]ửa [^.;]*[Bb]ản án", "amended" },
  { "Không chấp nhận [Kk]háng nghị", "protest-rejected" },
  { "[Gg]iữ nguyên [^.;]*bản án", "upheld" },
  { "Đình chỉ xét xử phúc thẩm", "appeal-dismissed" },
};
static const Rule claim_rules[] = {
  { "1\\. (Chấp nhận một phần|Chấp nhận phần)", "partly-accepted" },
  { "1\\. Đình chỉ", "dismissed" },
  { "1\\. Công nhận thuận tình ly hôn", "divorce-agreed" },
  { "1\\. Công nhận (sự )?thỏa thuận", "agreement" },
  { "1\\. (Chấp nhận|.*được ly hôn)[^\n]*(\n2\\. [^V][^\n]*)?([Kk]hông chấp nhận (yêu "
    "cầu|phần|[0-9])|; bác )",
    "partly-accepted" },
  { "1\\. (Chấp nhận|.*được ly hôn)", "accepted" },
  { "1\\. (Không chấp nhận|Bác)", "rejected" },
};

static const char *
rule_code (const Rule *rules, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    if (g_regex_match_simple (rules[i].pattern, text, 0, 0))
      return rules[i].code;
  return NULL;
}

/* Every capture of @pattern, sorted and joined; each once when @once. */
static char *
captures (const char *pattern, const char *text, gboolean once)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (regex);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      char *value = g_match_info_fetch (match, 1);

      if (once && g_ptr_array_find_with_equal_func (found, value, g_str_equal, NULL))
        g_free (value);
      else
        g_ptr_array_add (found, value);
    }
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (out, "%s;", (char *)g_ptr_array_index (found, i));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
count (guint tally, const char *seed, const char *wanted, const char *found)
{
  tallies[tally].total++;
  if (g_strcmp0 (wanted, found) == 0)
    tallies[tally].agree++;
  else
    g_test_message ("%s: %s: wanted %s, found %s", tallies[tally].name, seed, wanted, found);
}

static char *
terms_read (const TlJudgmentDecision *decision, guint tally)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < decision->penalties->len; i++)
    {
      const TlPenalty *penalty = g_ptr_array_index (decision->penalties, i);

      if (tally == PRISON && penalty->kind == TL_PENALTY_PRISON)
        g_string_append_printf (out, "%u;", penalty->months);
      if (tally == PROBATION && penalty->probation > 0)
        g_string_append_printf (out, "%u;", penalty->probation);
      if (tally == SUSPENDED && penalty->suspended)
        g_string_append (out, "treo;");
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "03 (ba) năm 09 (chín) tháng tù" and "18 (mười tám) tháng tù", in months. */
static char *
terms_stated (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_nonnull (regex);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *years = g_match_info_fetch (match, 1);
      g_autofree char *months = g_match_info_fetch (match, 2);

      g_string_append_printf (out, "%d;", atoi (years) * 12 + (months != NULL ? atoi (months) : 0));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
sums_read (const TlJudgmentDecision *decision, TlSumKind kind)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < decision->sums->len; i++)
    {
      const TlSum *sum = g_ptr_array_index (decision->sums, i);

      if (sum->kind == kind)
        g_string_append_printf (out, "%" G_GINT64_FORMAT ";", sum->amount);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
without_dots (char *list)
{
  char *to = list;

  for (char *p = list; *p; p++)
    if (*p != '.')
      *to++ = *p;
  *to = '\0';
  return list;
}

static void
compare_criminal (const TlJudgmentDecision *decision, const char *number, const char *text)
{
  g_autofree char *crimes = captures ("(?<!không )(?:phạm|về) tội “([^”]+)”", text, TRUE);
  g_autofree char *prison
      = terms_stated (text, "(?|(\\d+) \\([^)]*\\) năm (\\d+) \\([^)]*\\) tháng tù|(\\d+) "
                            "\\([^)]*\\) năm()? tù|(?<!năm )()(\\d+) \\([^)]*\\) tháng tù)");
  g_autofree char *trial = terms_stated (
      text, "thử thách (?:là )?(?:(\\d+) \\([^)]*\\) năm)?(?:(\\d+) \\([^)]*\\) tháng)?");
  g_autofree char *prison_read = terms_read (decision, PRISON);
  g_autofree char *trial_read = terms_read (decision, PROBATION);
  g_autofree char *suspended = terms_read (decision, SUSPENDED);
  gboolean suspends = g_regex_match_simple ("(?<!không cho )hưởng án treo", text, 0, 0);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < decision->charges->len; i++)
    {
      const TlCharge *charge = g_ptr_array_index (decision->charges, i);

      if (strstr (names->str, charge->name) == NULL)
        g_string_append_printf (names, "%s;", charge->name);
    }
  if (!g_regex_match_simple ("[Hh]ủy (B|b)ản án|không phạm tội", text, 0, 0))
    {
      count (CHARGES, number, crimes, names->str);
      /* a joined penalty names its parts as well: those seeds are looked at by their own test */
      if (!g_regex_match_simple ("tổng hợp|Tổng hợp", text, 0, 0))
        count (PRISON, number, prison, prison_read);
      count (PROBATION, number, trial, trial_read);
      g_assert_nonnull (suspended);
      count (SUSPENDED, number, suspends ? "treo;" : "", suspended);
    }
}

static void
compare (const char *number, const char *text, const char *full)
{
  g_autoptr (TlJudgmentDecision) decision = test_read_decision (full);
  const TlOutcome *first
      = decision->outcomes->len > 0 ? g_ptr_array_index (decision->outcomes, 0) : NULL;
  gboolean criminal = strstr (number, "/HS-") != NULL;
  gboolean review = !g_str_has_suffix (number, "-ST");
  g_autofree char *days = g_strdup_printf ("%u", decision->appeal_days);
  g_autofree char *warned
      = decision->warnings->len > 0 ? g_strdup (g_ptr_array_index (decision->warnings, 0)) : NULL;
  const char *code = review     ? rule_code (review_rules, G_N_ELEMENTS (review_rules), text)
                     : criminal ? rule_code (criminal_rules, G_N_ELEMENTS (criminal_rules), text)
                                : rule_code (claim_rules, G_N_ELEMENTS (claim_rules), text);

  if (code != NULL)
    count (OUTCOME, number, code, first != NULL ? first->code : NULL);
  if (criminal)
    compare_criminal (decision, number, text);
  if (strstr (text, "15 ngày") != NULL)
    count (APPEAL, number, "15", days);
  count (WARNINGS, number, NULL, warned);
  if (!review)
    {
      g_autofree char *damages = without_dots (captures (
          "[Bb]uộc (?:bị cáo|anh|ông|bà|chị)[^.;\n]*? bồi thường [^0-9.;\n]*([0-9][0-9.]{6,}) đồng",
          text, FALSE));
      g_autofree char *damages_read = sums_read (decision, TL_SUM_COMPENSATION);

      if (*damages != '\0')
        count (COMPENSATION, number, damages, damages_read);
    }
}

/* Court fees of an item "Về án phí": every sum that is to be paid and no advance. */
static void
compare_fees (const char *number, const char *text, const char *full)
{
  g_autoptr (TlJudgmentDecision) decision = test_read_decision (full);
  g_autoptr (GRegex) item = g_regex_new ("\n\\d\\. Về án phí: ([^\n]*)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *line = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *found = sums_read (decision, TL_SUM_FEE);

  if (!g_regex_match (item, text, 0, &match))
    return;
  line = g_match_info_fetch (match, 1);
  if (g_regex_match_simple ("hoàn|tạm ứng|trả lại|giữ nguyên|mỗi", line, 0, 0))
    return;
  wanted = without_dots (captures ("([0-9][0-9.]{6,}) đồng", line, FALSE));
  count (FEES, number, wanted, found);
}

static char *
value_of (const char *seed, const char *key)
{
  g_autofree char *pattern = g_strdup_printf ("(?:^|\n)%s: ([^\n]*)", key);
  g_autofree char *list = captures (pattern, seed, FALSE);

  list[strcspn (list, ";")] = '\0';
  return g_steal_pointer (&list);
}

static void
read_seed (const char *seed)
{
  static const char *const keys[]
      = { "Nguyên đơn", "Bị đơn", "Bị cáo", "Bị hại", "Người khởi kiện", "Người bị kiện" };
  g_autofree char *number = value_of (seed, "Số");
  const char *decision = strstr (seed, "--- Quyết định\n");
  g_autoptr (GString) parties = g_string_new (NULL);
  g_autofree char *full = NULL;
  g_autofree char *text = NULL;

  if (*number == '\0' || decision == NULL)
    return;
  text = g_strdup (decision + strlen ("--- Quyết định\n"));
  g_strchomp (text);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *name = value_of (seed, keys[i]);

      if (*name != '\0')
        g_string_append_printf (parties, "%s: %s.\n", keys[i], name);
    }
  full = test_judgment (number, parties->str, NULL, text);
  compare (number, text, full);
  compare_fees (number, text, full);
}

static void
what_the_training_judgments_say_is_read (void)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "data", "training", "judgments", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *raw = NULL;
      g_auto (GStrv) seeds = NULL;

      g_file_get_contents (path, &raw, NULL, &error);
      g_assert_no_error (error);
      seeds = g_strsplit (raw, "\n===", -1);
      for (guint i = 0; seeds[i]; i++)
        read_seed (seeds[i]);
    }
  g_assert_cmpuint (tallies[WARNINGS].total, >=, SEEDS_WANTED);
  for (guint i = 0; i < N_TALLIES; i++)
    {
      double share = (double)tallies[i].agree / MAX (1, tallies[i].total);

      g_test_message ("%s: %u of %u", tallies[i].name, tallies[i].agree, tallies[i].total);
      g_assert_cmpuint (tallies[i].total, >, 0);
      g_assert_cmpfloat (share, >=, SHARE_WANTED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-judgments/what-the-training-judgments-say-is-read",
                   what_the_training_judgments_say_is_read);
  return g_test_run ();
}
