/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long two long judgments take to be aligned and differenced, beside wdiff on their texts; and
 * what documents take that are made to be hard. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include <glib/gstdio.h>

#include "compare-fixture.h"
#include "compare-joined.h"

#define ROUNDS 7
#define MANY   100000
/* Rates of the edits that make the other side. */
#define RATE 0.12

/* What the judge waits for, drawing not counted. */
#define MAX_MS 250.0

static void
write_text (const TlDocument *document, const char *path)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    g_string_append_printf (text, "%s\n", tl_document_get_block (document, i)->text);
  if (!g_file_set_contents (path, text->str, (gssize)text->len, NULL))
    exit (1);
}

/* Milliseconds: of the clock, and of the processor, which a busy machine does not change; @whose:
 * RUSAGE_SELF or RUSAGE_CHILDREN. */
typedef struct
{
  double wall, cpu;
} Time;

static Time
now (int whose)
{
  struct rusage usage;
  Time time = { (double)g_get_monotonic_time () / 1000, 0 };

  getrusage (whose, &usage);
  time.cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
             + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
  return time;
}

/* Keeps the better of what it was and what passed since @start. */
static void
keep_best (Time *best, Time start, int whose)
{
  Time end = now (whose);

  best->wall = MIN (best->wall, end.wall - start.wall);
  best->cpu = MIN (best->cpu, end.cpu - start.cpu);
}

static const Time NEVER = { 1e9, 1e9 };

/* wdiff on both texts; nothing where it is not installed. */
static Time
time_wdiff (const TlDocument *left, const TlDocument *right)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-compare-XXXXXX", NULL);
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  g_autofree char *b = g_build_filename (folder, "b", NULL);
  g_autofree char *call = g_strdup_printf ("wdiff %s %s >/dev/null", a, b);
  Time best = NEVER;

  write_text (left, a);
  write_text (right, b);
  for (int i = 0; i < ROUNDS; i++)
    {
      Time start = now (RUSAGE_CHILDREN);
      int status = system (call);

      if (!WIFEXITED (status) || WEXITSTATUS (status) > 1)
        break;
      keep_best (&best, start, RUSAGE_CHILDREN);
    }
  g_remove (a);
  g_remove (b);
  g_rmdir (folder);
  return best;
}

static void
time_ours (TlDocument *left, TlDocument *right, gboolean citations, Time *aligned, Time *all)
{
  TlCompareOptions options = { .without_citations = !citations };

  *aligned = *all = NEVER;
  for (int i = 0; i < ROUNDS; i++)
    {
      Time start = now (RUSAGE_SELF);
      g_autoptr (TlComparison) comparison
          = tl_compare_documents (left, right, &options, NULL, NULL);

      keep_best (aligned, start, RUSAGE_SELF);
      for (guint k = 0; k < comparison->pairs->len; k++)
        g_array_unref (tl_comparison_diff (comparison, k, NULL, NULL));
      keep_best (all, start, RUSAGE_SELF);
    }
}

static void
print_time (const char *name, Time time)
{
  if (time.wall < NEVER.wall)
    printf ("  %-34s %7.1f ms (processor %.1f)\n", name, time.wall, time.cpu);
  else
    printf ("  %-34s not here\n", name);
}

static gboolean
report (const char *name, TlDocument *left, TlDocument *right)
{
  Time aligned, plain, cited_aligned, cited;

  time_ours (left, right, FALSE, &aligned, &plain);
  time_ours (left, right, TRUE, &cited_aligned, &cited);
  printf ("%s, %u and %u blocks\n", name, left->blocks->len, right->blocks->len);
  print_time ("aligned", aligned);
  print_time ("with differences", plain);
  print_time ("with differences and citations", cited);
  print_time ("wdiff", time_wdiff (left, right));
  return plain.cpu <= MAX_MS;
}

static TlDocument *
make_many (guint n, guint kinds, const char *word)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%s %s%u %s%u %s%s%u", word, word, i % kinds, word,
                                             i % 97, word, word, i % kinds));
  g_ptr_array_add (lines, NULL);
  return make_plain (word, (char **)lines->pdata);
}

static void
report_hard (const char *name, TlDocument *left, TlDocument *right)
{
  static const TlCompareOptions options = { .without_citations = TRUE };
  Time start = now (RUSAGE_SELF), best = NEVER;
  g_autoptr (TlComparison) comparison = tl_compare_documents (left, right, &options, NULL, NULL);

  keep_best (&best, start, RUSAGE_SELF);
  printf ("%s: %u pairs\n", name, comparison->pairs->len);
  print_time ("aligned", best);
  tl_document_unref (left);
  tl_document_unref (right);
}

static void
report_texts (const char *name, const char *left, const char *right)
{
  Time start = now (RUSAGE_SELF), best = NEVER;
  g_autoptr (GArray) runs = tl_diff_texts (left, -1, right, -1, NULL, NULL);

  keep_best (&best, start, RUSAGE_SELF);
  printf ("%s: %u runs\n", name, runs->len);
  print_time ("difference", best);
}

static void
run_hard (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (GString) mixed = g_string_new (NULL);

  report_hard ("10^5 paragraphs, identical", make_many (MANY, MANY, "khoản"),
               make_many (MANY, MANY, "khoản"));
  report_hard ("10^5, nothing in common", make_many (MANY, MANY, "khoản"),
               make_many (MANY, MANY, "điểm"));
  report_hard ("10^5, one formula", make_many (MANY, 1, "khoản"), make_many (MANY - 1, 1, "khoản"));
  report_hard ("10^5, fifty formulas", make_many (MANY, 50, "khoản"),
               make_many (MANY - 17, 49, "khoản"));
  for (guint i = 0; i < 1000000; i++)
    {
      g_string_append_printf (words, "a%u ", i * 7919u % 5003);
      g_string_append_printf (others, "b%u ", i * 7919u % 5003);
      g_string_append_printf (mixed, "a%u ", i * 104729u % 5003);
    }
  report_texts ("10^6 words, identical", words->str, words->str);
  report_texts ("10^6 words, nothing in common", words->str, others->str);
  report_texts ("10^6 words, other order", words->str, mixed->str);
}

int
main (int argc, char **argv)
{
  guint n = (guint)argc - 1;
  g_autoptr (TlDocument) left = n > 1 ? compare_joined_new (argv + 1, n, 0) : NULL;
  g_autoptr (TlDocument) other = n > 1 ? compare_joined_new (argv + 1, n, n / 2) : NULL;
  gboolean good = TRUE;

  if (left != NULL)
    {
      g_autoptr (EditedPair) pair = edited_pair_new (left, other, ALL_EDITS, RATE, 1);

      printf ("%u and %u pages\n", left->page_count, other->page_count);
      good = report ("edited", pair->left, pair->right);
      good = report ("the same", left, left) && good;
      good = report ("two different judgments", left, other) && good;
    }
  else
    fputs ("without judgments only what is made is measured\n", stderr);
  run_hard ();
  if (!good)
    printf ("over the bound of %.0f ms\n", MAX_MS);
  return good ? 0 : 1;
}
