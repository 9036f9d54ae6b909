/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search-fixture.h"
#include "search/index/tl-posting-writer.h"
#include "search/index/tl-postings.h"

/* Units of a file, and one in how many holds the term (0: none), with what frequencies. */
static const struct
{
  guint32 count;
  guint32 every;
  guint32 least;
  guint32 most;
  gboolean dense;
} LISTS[] = {
  { 1, 1, 1, 1, FALSE },
  { 5, 1, 0, 0, FALSE },
  { 127, 1, 1, 9, FALSE },
  { 128, 1, 1, 9, TRUE },
  { 129, 1, 1, 40, TRUE },
  { 1000, 1, 0, 0, FALSE },
  { 1001, 2, 1, 14, TRUE },
  { 1001, 2, 15, 15, TRUE },
  { 2000, 3, 10, 4000000, TRUE },
  { 20000, 5, 1, 1, FALSE },
  { 20000, 5, 1, 300, FALSE },
  { 20000, 9, 255, 400, FALSE },
  { 16000000, 99999, 1, 2, FALSE },
  { 4000000, 15000, 1, G_MAXUINT32, FALSE },
};

static GArray *
draw_list (guint i, GRand *random)
{
  GArray *postings = g_array_new (FALSE, FALSE, sizeof (TlPosting));
  guint32 unit = 0;

  for (;;)
    {
      TlPosting posting;

      unit += LISTS[i].every == 1
                  ? 1
                  : 1 + (guint32)g_rand_int_range (random, 0, (gint32)LISTS[i].every * 2 - 2);
      if (unit > LISTS[i].count)
        return postings;
      posting.unit = unit;
      posting.wdf = LISTS[i].least
                    + (guint32)(g_rand_double (random) * (LISTS[i].most - LISTS[i].least + 0.9));
      g_array_append_val (postings, posting);
    }
}

static TlPostings *
pack (const GArray *postings, guint32 count)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TlPostings *packed;

  tl_postings_encode (bytes, (const TlPosting *)(gconstpointer)postings->data, postings->len,
                      count);
  g_assert_cmpuint (tl_postings_read_frequency (bytes->data, MIN (bytes->len, 5)), ==,
                    postings->len);
  packed = tl_postings_new (bytes->data, bytes->len, count);
  g_assert_nonnull (packed);
  g_assert_cmpuint (tl_postings_get_frequency (packed), ==, postings->len);
  return packed;
}

typedef struct
{
  GArray *postings;
  guint stop;
} Taking;

static gboolean
take_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  Taking *taking = user_data;

  g_assert_cmpuint (n, <=, TL_POSTINGS_BLOCK);
  for (guint i = 0; i < n; i++)
    {
      TlPosting posting = { units[i], wdf[i] };

      g_array_append_val (taking->postings, posting);
    }
  return taking->postings->len < taking->stop;
}

static void
a_list_comes_back_as_it_was (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autoptr (GArray) postings = draw_list (i, random);
      g_autoptr (TlPostings) packed = pack (postings, LISTS[i].count);
      g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (TlPosting));
      Taking taking = { back, G_MAXUINT };
      guint32 n;

      g_assert_cmpint (tl_postings_get_dense (packed, &n) != NULL, ==, LISTS[i].dense);
      g_assert_cmpuint (n, ==, LISTS[i].count);
      g_assert_true (tl_postings_walk (packed, take_cb, &taking));
      g_assert_cmpmem (back->data, back->len * sizeof (TlPosting), postings->data,
                       postings->len * sizeof (TlPosting));
    }
}

static void
a_walk_ends_when_told (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);

  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autoptr (GArray) postings = draw_list (i, random);
      g_autoptr (TlPostings) packed = pack (postings, LISTS[i].count);
      g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (TlPosting));
      Taking taking = { back, 1 };

      g_assert_true (tl_postings_walk (packed, take_cb, &taking));
      g_assert_cmpuint (back->len, ==, MIN (postings->len, TL_POSTINGS_BLOCK));
    }
}

/* Of units that hold the term and of units that do not, near each other and far apart. */
static void
single_units_are_looked_up (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (13);

  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autoptr (GArray) postings = draw_list (i, random);
      g_autoptr (TlPostings) packed = pack (postings, LISTS[i].count);

      for (guint turn = 0; turn < 20; turn++)
        {
          guint32 asked[40], found[40], unit = 0, n = 0, at = 0;

          while (n < 40)
            {
              unit += 1
                      + (guint32)g_rand_int_range (
                          random, 0, turn < 10 ? 3 : (gint32)(LISTS[i].count / 20 + 2));
              asked[n++] = unit;
            }
          g_assert_true (tl_postings_look_up (packed, asked, n, found));
          for (guint k = 0; k < n; k++)
            {
              while (at < postings->len && g_array_index (postings, TlPosting, at).unit < asked[k])
                at++;
              g_assert_cmpuint (found[k], ==,
                                at < postings->len
                                        && g_array_index (postings, TlPosting, at).unit == asked[k]
                                    ? g_array_index (postings, TlPosting, at).wdf
                                    : 0);
            }
        }
    }
}

static gboolean
check_units_cb (const guint32 *units, const guint32 *wdf, guint n, gpointer user_data)
{
  const guint32 *count = user_data;

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (units[i], >=, 1);
      g_assert_cmpuint (units[i], <=, *count);
    }
  return TRUE;
}

/* Whatever stands in the bytes: no unit beyond the file, and what is cut short is told. */
static void
damaged_bytes_lead_nowhere (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (14);
  guint told = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GArray) postings = draw_list (i, random);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      guint32 count = LISTS[i].count;

      tl_postings_encode (bytes, (const TlPosting *)(gconstpointer)postings->data, postings->len,
                          count);
      for (guint turn = 0; turn < 300; turn++)
        {
          g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);
          gsize length
              = turn % 2 ? bytes->len : (gsize)g_rand_int_range (random, 0, (gint32)bytes->len);
          g_autoptr (TlPostings) packed = NULL;
          guint32 asked[] = { 1, 100, 1000 }, found[3];

          for (guint k = 0; turn % 2 && k < 3; k++)
            copy[g_rand_int_range (random, 0, MIN (40, (gint32)length))]
                = (guint8)g_rand_int (random);
          packed = tl_postings_new (copy, length, count);
          if (packed == NULL || !tl_postings_walk (packed, check_units_cb, &count))
            told++;
          if (packed != NULL)
            tl_postings_look_up (packed, asked, 3, found);
        }
    }
  g_assert_cmpuint (told, >, 1800);
  g_assert_null (tl_postings_new ("", 0, 10));
}

typedef struct
{
  GString *names;
  GByteArray *bytes;
} Output;

static gboolean
take_packed_cb (
    const char *term, const void *bytes, gsize length, gpointer user_data, GError **error)
{
  Output *output = user_data;

  g_string_append_printf (output->names, "%s ", term);
  g_byte_array_append (output->bytes, bytes, (guint)length);
  return TRUE;
}

static void
write_terms (gsize memory, Output *output)
{
  static const char *const TERMS[] = { "toà", "án", "Btoà_án", "a", "đặt" };
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (TlPostingWriter) writer = tl_posting_writer_new (folder, memory);
  g_autoptr (GError) error = NULL;

  for (guint32 unit = 1; unit <= 400; unit++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++)
        if (unit % (i * 7 + 1) == 0)
          tl_posting_writer_add (writer, unit, TERMS[i], 1 + unit % 30);
      g_assert_true (tl_posting_writer_end_unit (writer, &error));
    }
  g_assert_true (tl_posting_writer_finish (writer, 400, take_packed_cb, output, &error));
  g_assert_no_error (error);
  g_clear_pointer (&writer, tl_posting_writer_free);
  search_fixture_remove (folder);
}

static void
runs_make_the_same_lists_as_memory (void)
{
  Output one = { g_string_new (NULL), g_byte_array_new () };
  Output many = { g_string_new (NULL), g_byte_array_new () };

  write_terms (1 << 20, &one);
  write_terms (1200, &many);
  g_assert_cmpstr (one.names->str, ==, "Btoà_án a toà án đặt ");
  g_assert_cmpstr (one.names->str, ==, many.names->str);
  g_assert_cmpmem (one.bytes->data, one.bytes->len, many.bytes->data, many.bytes->len);
  g_string_free (one.names, TRUE);
  g_string_free (many.names, TRUE);
  g_byte_array_unref (one.bytes);
  g_byte_array_unref (many.bytes);
}

static void
a_folder_that_is_gone_is_told (void)
{
  g_autoptr (TlPostingWriter) writer = tl_posting_writer_new ("/nowhere/at/all", 1);
  g_autoptr (GError) error = NULL;

  tl_posting_writer_add (writer, 1, "a", 1);
  g_assert_false (tl_posting_writer_end_unit (writer, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/search/postings/" #name, name)
  ADD (a_list_comes_back_as_it_was);
  ADD (a_walk_ends_when_told);
  ADD (single_units_are_looked_up);
  ADD (damaged_bytes_lead_nowhere);
  ADD (runs_make_the_same_lists_as_memory);
  ADD (a_folder_that_is_gone_is_told);
#undef ADD
  return g_test_run ();
}
