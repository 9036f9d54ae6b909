/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "protocol/tl-item.h"

#define ID "5f0c3c0e-8a52-4a41-9d0e-2f1f4f1f7f10"

static const char comment[]
    = "{\"about\":{\"anchor\":\"d7.k1\",\"document\":\"luat-mau-2020\",\"quote\":\"Người mượn phải "
      "trả\",\"version\":\"2021-01-01\"},\"format\":\"troly-item-1\",\"id\":\"" ID "\","
      "\"kind\":\"feedback\",\"program\":\"0.7\",\"question\":\"Mượn bò có phải trả không?\","
      "\"revision\":2,\"sequence\":7,\"serial\":12,\"text\":\"Khoản này\\nđã \\\"thay\\\"\","
      "\"verdict\":\"outdated\"}";

static const char contribution[]
    = "{\"citations\":[{\"anchor\":\"d7\",\"document\":\"luat-mau-2020\",\"label\":\"Điều 7\"},"
      "{\"document\":\"an-le-mau\",\"label\":\"Án lệ "
      "mẫu\"}],\"format\":\"troly-item-1\",\"id\":\"" ID
      "\",\"kind\":\"contribution\",\"program\":\"0.7\",\"question\":\"Bò đi lạc?\",\"revision\":1,"
      "\"sequence\":1,\"serial\":0,\"text\":\"Trả lại.\"}";

static char *
body_of (const TlItem *item)
{
  g_autoptr (GError) error = NULL;
  char *body = tl_item_to_body (item, &error);

  g_assert_no_error (error);
  return body;
}

static void
assert_same_bytes (const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlItem) item = tl_item_from_body (body, -1, &error);
  g_autoptr (TlItem) copy = NULL;
  g_autofree char *again = NULL;
  g_autofree char *third = NULL;

  g_assert_no_error (error);
  again = body_of (item);
  g_assert_cmpstr (again, ==, body);
  copy = tl_item_copy (item);
  third = body_of (copy);
  g_assert_cmpstr (third, ==, body);
}

static void
test_a_body_read_and_written_is_the_same_bytes (void)
{
  assert_same_bytes (comment);
  assert_same_bytes (contribution);
}

static void
test_members_are_read (void)
{
  g_autoptr (TlItem) item = tl_item_from_body (comment, -1, NULL);
  g_autoptr (TlItem) other = tl_item_from_body (contribution, -1, NULL);
  const TlItemCitation *citation = g_ptr_array_index (other->citations, 1);

  g_assert_cmpstr (item->id, ==, ID);
  g_assert_cmpint (item->kind, ==, TL_ITEM_FEEDBACK);
  g_assert_cmpint (item->verdict, ==, TL_ITEM_OUTDATED);
  g_assert_cmpint (item->sequence, ==, 7);
  g_assert_cmpint (item->revision, ==, 2);
  g_assert_cmpint (item->serial, ==, 12);
  g_assert_cmpstr (item->document, ==, "luat-mau-2020");
  g_assert_cmpstr (item->anchor, ==, "d7.k1");
  g_assert_cmpstr (item->version, ==, "2021-01-01");
  g_assert_cmpstr (item->text, ==, "Khoản này\nđã \"thay\"");
  g_assert_cmpint (other->kind, ==, TL_ITEM_CONTRIBUTION);
  g_assert_cmpuint (other->citations->len, ==, 2);
  g_assert_cmpstr (citation->label, ==, "Án lệ mẫu");
  g_assert_null (citation->anchor);
}

/* @from is replaced in the comment or in the contribution. */
typedef struct
{
  const char *why;
  gboolean of_contribution;
  const char *from;
  const char *to;
  int code;
} Refused;

static const Refused refused[] = {
  { "white space", FALSE, "\"kind\":", "\"kind\": ", TL_ERROR_INPUT },
  { "an escape that is not needed", FALSE, "feedback", "feed\\u0062ack", TL_ERROR_INPUT },
  { "members in another order", TRUE, "\"sequence\":1,\"serial\":0", "\"serial\":0,\"sequence\":1",
    TL_ERROR_INPUT },
  { "a member twice", FALSE, "\"serial\":12", "\"serial\":12,\"serial\":12", TL_ERROR_INPUT },
  { "a member that is not known", FALSE,
    "\"text\":", "\"tex\":\"x\",\"text\":", TL_ERROR_UNSUPPORTED },
  { "one in about", FALSE, "\"quote\":", "\"path\":\"x\",\"quote\":", TL_ERROR_UNSUPPORTED },
  { "one in a citation", TRUE, ",\"label\":\"Điều 7\"", ",\"label\":\"Điều 7\",\"x\":1",
    TL_ERROR_UNSUPPORTED },
  { "citations of a comment", FALSE, "\"format\"",
    "\"citations\":[{\"document\":\"a\",\"label\":\"b\"}],\"format\"", TL_ERROR_UNSUPPORTED },
  { "a verdict of a contribution", TRUE, "\"text\":\"Trả lại.\"",
    "\"text\":\"Trả lại.\",\"verdict\":\"right\"", TL_ERROR_UNSUPPORTED },
  { "another format", FALSE, "troly-item-1", "troly-item-2", TL_ERROR_INPUT },
  { "an id in capitals", FALSE, "5f0c3c0e", "5F0C3C0E", TL_ERROR_INPUT },
  { "an id of version 1", FALSE, "-4a41-", "-1a41-", TL_ERROR_INPUT },
  { "no kind that is known", FALSE, "feedback", "gossip", TL_ERROR_INPUT },
  { "no verdict that is known", FALSE, "\"outdated\"", "\"old\"", TL_ERROR_INPUT },
  { "sequence 0", FALSE, "\"sequence\":7", "\"sequence\":0", TL_ERROR_LIMIT },
  { "revision 0", FALSE, "\"revision\":2", "\"revision\":0", TL_ERROR_LIMIT },
  { "a number below 0", FALSE, "\"serial\":12", "\"serial\":-1", TL_ERROR_INPUT },
  { "a number that is not whole", FALSE, "\"serial\":12", "\"serial\":1.5", TL_ERROR_INPUT },
  { "a number too large", FALSE, "\"serial\":12", "\"serial\":9007199254740992", TL_ERROR_INPUT },
  { "a text for a number", FALSE, "\"serial\":12", "\"serial\":\"12\"", TL_ERROR_INPUT },
  { "null", FALSE, "\"serial\":12", "\"serial\":null", TL_ERROR_INPUT },
  { "a list for a text", FALSE, "\"outdated\"", "[]", TL_ERROR_INPUT },
  { "a text that is missing", FALSE, ",\"text\":\"Khoản này\\nđã \\\"thay\\\"\"", "",
    TL_ERROR_INPUT },
  { "an empty program", FALSE, "\"0.7\"", "\"\"", TL_ERROR_INPUT },
  { "a program in words", FALSE, "\"0.7\"", "\"0 7\"", TL_ERROR_INPUT },
  { "an empty document", FALSE, "luat-mau-2020", "", TL_ERROR_INPUT },
  { "a document with a blank", FALSE, "luat-mau-2020", "luat mau", TL_ERROR_INPUT },
  { "a day that is none", FALSE, "2021-01-01", "2021-02-30", TL_ERROR_INPUT },
  { "a control character", FALSE, "Khoản này\\n", "Khoản này\\u0007", TL_ERROR_INPUT },
  { "a tab", FALSE, "Khoản này\\n", "Khoản này\\t", TL_ERROR_INPUT },
  { "NUL", FALSE, "Khoản này\\n", "Khoản này\\u0000", TL_ERROR_INPUT },
  { "a turn of direction", FALSE, "Khoản", "\u202eKhoản", TL_ERROR_INPUT },
  { "letters that are not composed", FALSE, "Khoản", "Khoa\u0309n", TL_ERROR_INPUT },
  { "a line break in a label", TRUE, "Điều 7", "Điều\\n7", TL_ERROR_INPUT },
  { "no citation", TRUE,
    "{\"anchor\":\"d7\",\"document\":\"luat-mau-2020\",\"label\":\"Điều 7\"},"
    "{\"document\":\"an-le-mau\",\"label\":\"Án lệ mẫu\"}",
    "", TL_ERROR_LIMIT },
  { "a citation that is none", TRUE, "{\"document\":\"an-le-mau\",\"label\":\"Án lệ mẫu\"}", "1",
    TL_ERROR_INPUT },
  { "an empty answer", TRUE, "Trả lại.", "", TL_ERROR_INPUT },
  { "an empty situation", TRUE, "Bò đi lạc?", "", TL_ERROR_INPUT },
  { "text after it", FALSE, "\"verdict\":\"outdated\"}", "\"verdict\":\"outdated\"}\n",
    TL_ERROR_INPUT },
};

static char *
replace (const char *text, const char *from, const char *to)
{
  const char *place = strstr (text, from);

  g_assert_nonnull (place);
  return g_strdup_printf ("%.*s%s%s", (int)(place - text), text, to, place + strlen (from));
}

static void
test_what_is_not_canonical_or_not_known_is_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const Refused *one = &refused[i];
      g_autofree char *body
          = replace (one->of_contribution ? contribution : comment, one->from, one->to);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", one->why);
      g_assert_null (tl_item_from_body (body, -1, &error));
      g_assert_error (error, TL_ERROR, one->code);
    }
}

static void
test_every_cut_of_a_body_is_refused (void)
{
  for (gsize length = 0; length < sizeof comment - 1; length++)
    {
      g_autofree char *cut = g_strndup (comment, length);

      g_assert_null (tl_item_from_body (cut, (gssize)length, NULL));
    }
}

static char *
letters (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, "ề");
  return g_string_free (text, FALSE);
}

/* Members by what they can hold; one more is refused in both directions. */
static char **
member_of (TlItem *item, const char *name)
{
  if (strcmp (name, "text") == 0)
    return &item->text;
  if (strcmp (name, "question") == 0)
    return &item->question;
  if (strcmp (name, "quote") == 0)
    return &item->quote;
  if (strcmp (name, "program") == 0)
    return &item->program;
  return strcmp (name, "anchor") == 0 ? &item->anchor : &item->document;
}

static void
test_every_limit_holds_in_both_directions (void)
{
  static const struct
  {
    const char *name;
    guint most;
    gboolean ascii;
  } limits[] = {
    { "text", TL_ITEM_MAX_TEXT, FALSE },   { "question", TL_ITEM_MAX_TEXT, FALSE },
    { "quote", TL_ITEM_MAX_QUOTE, FALSE }, { "document", TL_ITEM_MAX_ID, TRUE },
    { "anchor", TL_ITEM_MAX_ID, TRUE },    { "program", TL_ITEM_MAX_PROGRAM, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (TlItem) item = tl_item_from_body (comment, -1, NULL);
      char **member = member_of (item, limits[i].name);
      g_autofree char *old = g_steal_pointer (member);
      g_autofree char *body = NULL;
      g_autofree char *longer = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) read_error = NULL;
      guint most = limits[i].most;

      *member = limits[i].ascii ? g_strnfill (most, 'x') : letters (most);
      body = body_of (item);
      assert_same_bytes (body);
      longer = replace (body, *member, limits[i].ascii ? "x" : "ề");
      g_free (*member);
      *member = limits[i].ascii ? g_strnfill (most + 1, 'x') : letters (most + 1);
      g_assert_null (tl_item_to_body (item, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
      g_assert_nonnull (strstr (error->message, limits[i].name));
      g_free (body);
      body = replace (longer, limits[i].ascii ? "\"x\"" : "\"ề\"", "\"@\"");
      g_free (longer);
      longer = replace (body, "@", *member);
      g_assert_null (tl_item_from_body (longer, -1, &read_error));
      g_assert_error (read_error, TL_ERROR, TL_ERROR_LIMIT);
    }
}

static void
test_citations_and_bodies_have_an_end (void)
{
  g_autoptr (TlItem) item = tl_item_from_body (contribution, -1, NULL);
  g_autofree char *label = letters (TL_ITEM_MAX_ID / 3);
  g_autofree char *body = NULL;
  g_autofree char *large = g_strnfill (TL_ITEM_MAX_BODY + 1, ' ');
  g_autoptr (GError) error = NULL;

  while (item->citations->len < TL_ITEM_MAX_CITATIONS)
    tl_item_add_citation (item, "luat-mau-2020", NULL, label);
  body = body_of (item);
  assert_same_bytes (body);
  tl_item_add_citation (item, "luat-mau-2020", NULL, label);
  g_assert_null (tl_item_to_body (item, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (tl_item_from_body (large, -1, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
}

static void
test_words_are_brought_to_one_form (void)
{
  static const struct
  {
    const char *typed;
    const char *sent;
  } words[] = {
    { "", "" },
    { "Điều 7", "Điều 7" },
    { "Khoa\u0309n", "Khoản" },
    { "a\r\nb\rc\u2028d", "a\nb\nc\nd" },
    { "a\tb", "a b" },
    { "a\x01\x7f\u0301", "á" },
    { "\u202eabc\u2069\ufeff", "abc" },
    { "\u0344", "\u0308\u0301" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (TlItem) item = tl_item_new (TL_ITEM_FEEDBACK);
      g_autoptr (TlItem) read = NULL;
      g_autofree char *body = NULL;

      item->program = g_strdup ("1");
      item->text = g_strdup (words[i].typed);
      body = body_of (item);
      assert_same_bytes (body);
      read = tl_item_from_body (body, -1, NULL);
      g_assert_cmpstr (read->text, ==, words[i].sent);
    }
}

/* What never makes a body. */
static void
test_an_item_that_is_not_complete_has_no_body (void)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (TlItem) item = tl_item_from_body (i < 4 ? comment : contribution, -1, NULL);
      g_autoptr (GError) error = NULL;

      if (i == 0)
        g_clear_pointer (&item->document, g_free);
      else if (i == 1)
        tl_item_add_citation (item, "a", NULL, "b");
      else if (i == 2)
        g_clear_pointer (&item->program, g_free);
      else if (i == 3)
        {
          g_free (item->text);
          item->text = g_strdup ("\xff");
        }
      else if (i == 4)
        item->document = g_strdup ("a");
      else if (i == 5)
        g_clear_pointer (&item->question, g_free);
      else if (i == 6)
        tl_item_add_citation (item, "a", NULL, NULL);
      else
        item->sequence = 0;
      g_assert_null (tl_item_to_body (item, &error));
      g_assert_true (error->domain == TL_ERROR);
    }
}

static char *
random_words (GRand *random, guint most)
{
  static const char *const pieces[] = { "bò",     " ",  "\n", "\"", "\\",  "ệ", "e\u0323\u0302",
                                        "\u0301", "中", "🐄",  "\t", "<b>", "'" };
  GString *text = g_string_new ("t");

  for (guint n = (guint)g_rand_int_range (random, 0, (gint32)most); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static void
test_any_item_keeps_its_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 500; i++)
    {
      TlItemKind kind = g_rand_boolean (random) ? TL_ITEM_FEEDBACK : TL_ITEM_CONTRIBUTION;
      g_autoptr (TlItem) item = tl_item_new (kind);
      g_autofree char *body = NULL;
      g_autofree char *again = NULL;

      item->sequence = 1 + g_rand_int_range (random, 0, 1000);
      item->revision = 1 + g_rand_int_range (random, 0, 10);
      item->verdict = (TlItemVerdict)g_rand_int_range (random, 0, TL_ITEM_OTHER + 1);
      item->text = random_words (random, 60);
      item->program = g_strdup ("0.7.1");
      if (kind == TL_ITEM_CONTRIBUTION || g_rand_boolean (random))
        item->question = random_words (random, 30);
      if (kind == TL_ITEM_FEEDBACK && g_rand_boolean (random))
        {
          item->document = g_strdup ("van-ban-mau");
          item->quote = random_words (random, 40);
        }
      if (kind == TL_ITEM_CONTRIBUTION)
        for (gint32 n = g_rand_int_range (random, 1, 5); n > 0; n--)
          tl_item_add_citation (item, "van-ban-mau", g_rand_boolean (random) ? "d1" : NULL, "Điều");
      body = body_of (item);
      again = body_of (item);
      g_assert_cmpstr (body, ==, again);
      assert_same_bytes (body);
    }
}

static void
test_names_go_both_ways (void)
{
  for (guint i = 0; i <= TL_ITEM_WITHDRAWN; i++)
    {
      TlItemState state;

      g_assert_true (tl_item_state_from_name (tl_item_state_to_name ((TlItemState)i), &state));
      g_assert_cmpuint (state, ==, i);
    }
  for (guint i = 0; i <= TL_ITEM_OTHER; i++)
    {
      TlItemVerdict verdict;

      g_assert_true (
          tl_item_verdict_from_name (tl_item_verdict_to_name ((TlItemVerdict)i), &verdict));
      g_assert_cmpuint (verdict, ==, i);
    }
  g_assert_null (tl_item_state_to_name ((TlItemState)99));
  g_assert_false (tl_item_state_from_name (NULL, NULL));
  g_assert_false (tl_item_id_is_valid (NULL));
  g_assert_false (tl_item_id_is_valid (""));
  g_assert_false (tl_item_id_is_valid (ID "0"));
  g_assert_true (tl_item_id_is_valid (ID));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item/a body read and written is the same bytes",
                   test_a_body_read_and_written_is_the_same_bytes);
  g_test_add_func ("/item/members are read", test_members_are_read);
  g_test_add_func ("/item/what is not canonical or not known is refused",
                   test_what_is_not_canonical_or_not_known_is_refused);
  g_test_add_func ("/item/every cut of a body is refused", test_every_cut_of_a_body_is_refused);
  g_test_add_func ("/item/every limit holds in both directions",
                   test_every_limit_holds_in_both_directions);
  g_test_add_func ("/item/citations and bodies have an end", test_citations_and_bodies_have_an_end);
  g_test_add_func ("/item/words are brought to one form", test_words_are_brought_to_one_form);
  g_test_add_func ("/item/an item that is not complete has no body",
                   test_an_item_that_is_not_complete_has_no_body);
  g_test_add_func ("/item/any item keeps its bytes", test_any_item_keeps_its_bytes);
  g_test_add_func ("/item/names go both ways", test_names_go_both_ways);
  return g_test_run ();
}
