/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-people.h"

/* The training corpus: its seeds say who plays which part, so the head of every judgment, laid out
 * and broken into lines as courts print it, must give exactly those persons. */

static const struct
{
  const char *key;
  const char *heading;
  TlPartyRole role;
} roles[] = {
  { "Chủ tọa", "Thẩm phán - Chủ tọa phiên tòa", TL_PARTY_PRESIDING },
  { "Thành viên", "Các Thẩm phán", TL_PARTY_JUDGE },
  { "Hội thẩm", "Các Hội thẩm nhân dân", TL_PARTY_ASSESSOR },
  { "Thư ký", "- Thư ký phiên tòa", TL_PARTY_CLERK },
  { "Kiểm sát viên", "- Đại diện Viện kiểm sát nhân dân tham gia phiên tòa", TL_PARTY_PROSECUTOR },
  { "Bị cáo", "Bị cáo", TL_PARTY_ACCUSED },
  { "Người bào chữa", "Người bào chữa cho bị cáo", TL_PARTY_LAWYER },
  { "Bị hại", "Bị hại", TL_PARTY_VICTIM },
  { "Nguyên đơn dân sự", "Nguyên đơn dân sự", TL_PARTY_PLAINTIFF },
  { "Bị đơn dân sự", "Bị đơn dân sự", TL_PARTY_DEFENDANT },
  { "Nguyên đơn", "Nguyên đơn", TL_PARTY_PLAINTIFF },
  { "Bị đơn", "Bị đơn", TL_PARTY_DEFENDANT },
  { "Người khởi kiện", "Người khởi kiện", TL_PARTY_CLAIMANT },
  { "Người bị kiện", "Người bị kiện", TL_PARTY_RESPONDENT },
  { "Người liên quan", "Người có quyền lợi, nghĩa vụ liên quan", TL_PARTY_RELATED },
  { "Người làm chứng", "Người làm chứng", TL_PARTY_WITNESS },
};

/* The panel stands before the sentence about the hearing. */
#define PANEL_ROLES 5

typedef struct
{
  guint wanted;
  guint found;
  guint read;
  guint judgments;
} Tally;

/* The values of a key of the seed. */
static GPtrArray *
values_of (const char *seed, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (seed, "\n", -1);
  g_autofree char *head = g_strconcat (key, ": ", NULL);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] && !g_str_has_prefix (lines[i], "---"); i++)
    if (g_str_has_prefix (lines[i], head))
      g_ptr_array_add (values, g_strdup (lines[i] + strlen (head)));
  return values;
}

static char *
value_of (const char *seed, const char *key)
{
  g_autoptr (GPtrArray) values = values_of (seed, key);

  return g_strdup (values->len > 0 ? g_ptr_array_index (values, 0) : "");
}

/* Appends the paragraph in lines of @width characters. */
static void
add_wrapped (GString *out, const char *text, guint width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint column = 0;

  for (guint i = 0; words[i]; i++)
    {
      guint length = (guint)g_utf8_strlen (words[i], -1);

      if (column > 0 && column + 1 + length > width)
        {
          g_string_append_c (out, '\n');
          column = 0;
        }
      if (column > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, words[i]);
      column += length + 1;
    }
  g_string_append_c (out, '\n');
}

static void
add_persons (GString *out, const char *seed, guint role, guint width)
{
  g_autoptr (GPtrArray) values = values_of (seed, roles[role].key);

  if (values->len == 0)
    return;
  if (role < PANEL_ROLES)
    {
      g_autoptr (GString) line = g_string_new (roles[role].heading);

      for (guint i = 0; i < values->len; i++)
        g_string_append_printf (line, "%s%s", i > 0 ? ", " : ": ",
                                (char *)g_ptr_array_index (values, i));
      g_string_append_c (line, '.');
      add_wrapped (out, line->str, width);
      return;
    }
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *number = values->len > 1 ? g_strdup_printf ("%u. ", i + 1) : g_strdup ("");
      g_autofree char *line = g_strdup_printf ("- %s: %s%s", roles[role].heading, number,
                                               (char *)g_ptr_array_index (values, i));

      add_wrapped (out, line, width);
    }
}

static char *
lay_out (const char *seed, guint width)
{
  g_autofree char *court = value_of (seed, "Tòa");
  g_autofree char *number = value_of (seed, "Số");
  g_autofree char *date = value_of (seed, "Ngày");
  g_autofree char *docket = value_of (seed, "Thụ lý");
  g_autofree char *upper = g_utf8_strup (court, -1);
  g_autofree char *session = NULL;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s\nBản án số: %s\nNgày %.2s-%.2s-%.4s\nNHÂN DANH\n", upper, number,
                          date + 8, date + 5, date);
  g_string_append_printf (out, "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n%s\n", upper);
  add_wrapped (out, "- Thành phần Hội đồng xét xử gồm có:", width);
  for (guint i = 0; i < PANEL_ROLES; i++)
    add_persons (out, seed, i, width);
  docket[strcspn (docket, " ")] = '\0';
  session = g_strdup_printf ("Ngày %.2s tháng %.2s năm %.4s, tại trụ sở %s xét xử công khai vụ án "
                             "thụ lý số %s ngày 02 tháng 3 năm 2020 giữa các đương sự:",
                             date + 8, date + 5, date, court, docket);
  add_wrapped (out, session, width);
  for (guint i = PANEL_ROLES; i < G_N_ELEMENTS (roles); i++)
    add_persons (out, seed, i, width);
  g_string_append (out, "NỘI DUNG VỤ ÁN:\nCác bên tranh chấp.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Về tố "
                        "tụng.\nQUYẾT ĐỊNH:\n1. Bác yêu cầu.\n");
  return g_string_free (out, FALSE);
}

/* The name in the seed's line, without Ông or Bà and what follows it. */
static char *
name_of_value (const char *value)
{
  static const char *const honorifics[]
      = { "Luật sư ", "Ông ", "Bà ", "Anh ", "Chị ", "Cháu ", "Cụ ", "Em " };
  char *name;

  for (guint i = 0; i < G_N_ELEMENTS (honorifics); i++)
    if (g_str_has_prefix (value, honorifics[i]))
      {
        value += strlen (honorifics[i]);
        break;
      }
  name = g_strndup (value, strcspn (value, ",;("));
  g_strchomp (name);
  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';
  return name;
}

static gboolean
has_party (const TlJudgmentPeople *people, TlPartyRole role, const char *name)
{
  for (guint i = 0; i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);

      if (party->role == role && strcmp (party->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
compare (const char *seed, guint width, Tally *tally)
{
  g_autofree char *text = lay_out (seed, width);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text, structure);
  g_autofree char *date = value_of (seed, "Ngày");

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GPtrArray) values = values_of (seed, roles[i].key);

      for (guint k = 0; k < values->len; k++)
        {
          g_autofree char *name = name_of_value (g_ptr_array_index (values, k));

          tally->wanted++;
          if (has_party (people, roles[i].role, name))
            tally->found++;
          else
            g_test_message ("%s: no %s “%s”", structure->number->printed, roles[i].key, name);
        }
    }
  for (guint i = 0; i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);

      /* Seeds name representatives inside a party's line. */
      tally->read += party->role != TL_PARTY_REPRESENTATIVE ? 1 : 0;
    }
  g_assert_nonnull (people->court);
  g_assert_cmpstr (people->heard, ==, date);
  tally->judgments++;
}

static void
every_person_of_the_seeds_is_read_and_nobody_else (void)
{
  g_autoptr (GDir) folder = g_dir_open (TRAINING_SEEDS, 0, NULL);
  static const guint widths[] = { 64, 78, 1000 };
  Tally tally = { 0 };
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (TRAINING_SEEDS, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) seeds = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      seeds = g_strsplit (text, "===\n", -1);
      for (guint i = 0; seeds[i]; i++)
        for (guint w = 0; strstr (seeds[i], "Số: ") && w < G_N_ELEMENTS (widths); w++)
          compare (seeds[i], widths[w], &tally);
    }
  g_test_message ("%u judgments: %u of %u persons, %u read", tally.judgments, tally.found,
                  tally.wanted, tally.read);
  g_assert_cmpuint (tally.judgments, >, 600);
  g_assert_cmpuint (tally.found, ==, tally.wanted);
  /* Lawyers of civil parties stand inside a party's line too. */
  g_assert_cmpuint (tally.read, <=, tally.wanted + tally.wanted / 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-people/seeds", every_person_of_the_seeds_is_read_and_nobody_else);
  return g_test_run ();
}
