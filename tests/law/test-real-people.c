/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-people.h"
#include "law/judgment/tl-judgment-people-private.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

/* Real judgments whose plaintiffs and defendants people have copied out, where they are present:
 * how many of the names they wrote down are read from the PDF's text, and how many that stand
 * nowhere in what they wrote. */

#define FOUND_SHARE 0.95
#define FALSE_MAX   1

typedef struct
{
  guint wanted;
  guint found;
  guint read;
  guint foreign;
  guint judgments;
} Tally;

static char *
import_text (const char *raw)
{
  g_auto (GStrv) pages = g_strsplit (raw, "\f", -1);

  for (guint i = 0; pages[i]; i++)
    {
      g_autofree char *page = pages[i];
      g_autofree char *modern = tl_legacy_repair (page, -1);

      pages[i] = tl_text_normalize (modern, -1, NULL);
    }
  return g_strjoinv ("\f", pages);
}

static char *
text_of_pdf (const char *folder, const char *case_id)
{
  g_autofree char *path = g_strdup_printf ("%s/pdf/%s.pdf", folder, case_id);
  g_autofree char *raw = NULL;
  const char *argv[] = { "pdftotext", "-q", path, "-", NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &raw, NULL, NULL));
  return import_text (raw);
}

/* Not "bà M" of someone named before, nor the province Bà Rịa. */
static gboolean
is_full_name (const GPtrArray *names, const TlName *name)
{
  g_autofree char *ending = g_strdup_printf (" %.*s", (int)(name->to - name->from), name->from);

  if (name->tokens > 1)
    return TRUE;
  for (guint i = 0; i < names->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (names, i), ending))
      return FALSE;
  return g_utf8_strlen (ending, -1) <= 3;
}

/* The persons that the description names before it comes to others who stand for them. */
static GPtrArray *
names_of_description (const char *description)
{
  static const char *const others[] = { "đại diện", "ủy quyền", "bảo vệ", "kế thừa", "quyền lợi" };
  g_autofree char *text = tl_text_normalize (description, -1, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *lower = g_utf8_strdown (lines[i], -1);
      const char *end = lines[i] + strlen (lines[i]);
      const char *p = lines[i];

      for (guint k = 0; k < G_N_ELEMENTS (others); k++)
        if (strstr (lower, others[k]))
          return names;
      for (; p < end; p = g_utf8_next_char (p))
        {
          TlName name;

          if (p > lines[i] && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
            continue;
          if (_tl_name_honorific (p, end) && _tl_name_read (p, end, &name) && !name.body
              && is_full_name (names, &name))
            g_ptr_array_add (names, g_strndup (name.from, (gsize)(name.to - name.from)));
        }
    }
  return names;
}

static char *
letters_of (const char *text)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, NULL);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

static gboolean
is_read (const TlJudgmentPeople *people, TlPartyRole role, const char *name)
{
  g_autofree char *wanted = letters_of (name);

  for (guint i = 0; i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);
      g_autofree char *found = letters_of (party->name);

      if (party->role == role && strcmp (found, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
compare (const TlJudgmentPeople *people, TlPartyRole role, const char *description, Tally *tally)
{
  g_autoptr (GPtrArray) names = names_of_description (description);
  g_autofree char *normal = tl_text_normalize (description, -1, NULL);
  g_autofree char *all = letters_of (normal);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      tally->wanted++;
      if (is_read (people, role, name))
        tally->found++;
      else
        g_test_message ("no %s “%s”", tl_party_role_code (role), name);
    }
  for (guint i = 0; i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);
      g_autofree char *letters = letters_of (party->name);

      if (party->role != role)
        continue;
      tally->read++;
      tally->foreign += strstr (all, letters) == NULL ? 1 : 0;
    }
}

static void
check_record (JsonObject *judgment, const char *folder, Tally *tally)
{
  const char *id = json_object_get_string_member (judgment, "case_id");
  g_autofree char *text = text_of_pdf (folder, id);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text, structure);
  guint presiding = 0;

  g_test_message ("%s", id);
  compare (people, TL_PARTY_PLAINTIFF, json_object_get_string_member (judgment, "A_description"),
           tally);
  compare (people, TL_PARTY_DEFENDANT, json_object_get_string_member (judgment, "B_description"),
           tally);
  g_assert_cmpint (people->stage, ==, TL_STAGE_FIRST_INSTANCE);
  g_assert_cmpint (people->case_type, !=, TL_CASE_UNKNOWN);
  g_assert_nonnull (people->court);
  g_assert_nonnull (people->docket);
  g_assert_nonnull (people->docket_date);
  g_assert_nonnull (people->heard);
  g_assert_cmpstr (people->docket_date, <, people->heard);
  g_assert_cmpstr (people->heard, <=, structure->date);
  for (guint i = 0; i < people->parties->len; i++)
    presiding
        += ((TlParty *)g_ptr_array_index (people->parties, i))->role == TL_PARTY_PRESIDING ? 1 : 0;
  g_assert_cmpuint (presiding, ==, 1);
  tally->judgments++;
}

static void
plaintiffs_and_defendants_are_those_that_people_wrote_down (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder
      = shared ? g_build_filename (shared, "data", "judgments", NULL) : g_strdup ("");
  g_autofree char *path = g_build_filename (folder, "judgments.jsonl", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  Tally tally = { 0 };

  if (!program || !g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip ("real judgments (judgments.jsonl) or pdftotext not present");
      return;
    }
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      if (*lines[i] == '\0')
        continue;
      g_assert_true (json_parser_load_from_data (parser, lines[i], -1, NULL));
      check_record (json_node_get_object (json_parser_get_root (parser)), folder, &tally);
    }
  g_test_message ("%u judgments: %u of %u names found, %u of %u read stand nowhere",
                  tally.judgments, tally.found, tally.wanted, tally.foreign, tally.read);
  g_assert_cmpuint (tally.judgments, >=, 22);
  g_assert_cmpfloat ((double)tally.found, >=, FOUND_SHARE * tally.wanted);
  g_assert_cmpuint (tally.foreign, <=, FALSE_MAX);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/real-people/parties",
                   plaintiffs_and_defendants_are_those_that_people_wrote_down);
  return g_test_run ();
}
