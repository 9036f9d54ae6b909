/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "pages-fixture.h"
#include "release/tl-manifest.h"
#include "server/pages/tl-export.h"
#include "server/pages/tl-html.h"
#include "server/pages/tl-lines.h"
#include "server/pages/tl-near.h"
#include "server/store/tl-store.h"
#include "server/web/tl-web-private.h"
#include "text/tl-text.h"

/* The handlers of the pages, called as the server calls them. */

typedef struct
{
  PagesFixture base;
  TlServer *server;
} Centre;

typedef struct
{
  guint status;
  char *text;
  gsize length;
  char *location;
  char *cookie;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->text);
  g_free (answer->location);
  g_free (answer->cookie);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
set_up (Centre *centre, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlServerSettings *settings;

  pages_set_up (&centre->base, NULL);
  settings = tl_server_settings_load (centre->base.folder, &error);
  g_assert_no_error (error);
  g_strfreev (settings->public_urls);
  settings->public_urls = g_strsplit ("https://trungtam.example", " ", -1);
  g_free (settings->library);
  settings->library = pages_library (&centre->base);
  centre->server = tl_server_new (settings, &error);
  g_assert_no_error (error);
}

static void
tear_down (Centre *centre, gconstpointer data)
{
  tl_server_free (centre->server);
  pages_tear_down (&centre->base, NULL);
}

static TlRole
role_of (const char *role)
{
  return strcmp (role, "judge") == 0        ? TL_ROLE_JUDGE
         : strcmp (role, "editor") == 0     ? TL_ROLE_EDITOR
         : strcmp (role, "statistics") == 0 ? TL_ROLE_STATISTICS
                                            : TL_ROLE_ADMINISTRATOR;
}

/* Asks as @person (nullable: nobody is signed in); @form: (nullable): "a=b&c=d". A route that the
 * role may not use answers 403 here, as in the server. */
static Answer
ask (Centre *centre, const char *person, const char *method, const char *address, const char *form)
{
  g_auto (GStrv) parts = g_strsplit (address, "?", 2);
  g_autoptr (GHashTable) query = _tl_web_parse_fields (parts[1] != NULL ? parts[1] : "");
  g_autoptr (GHashTable) fields = form != NULL ? _tl_web_parse_fields (form) : NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  g_autoptr (GError) error = NULL;
  char *parameters[TL_WEB_N_PARAMETERS] = { NULL };
  gboolean other;
  const TlRoute *route = _tl_web_find_route (method, parts[0], parameters, &other);
  TlSession session = { .csrf = (char *)"bi-mat" };
  TlResponse response = { .status = 200 };
  TlRequest request = { .method = method,
                        .path = parts[0],
                        .query = query,
                        .form = fields,
                        .sql = centre->base.sql,
                        .now = PAGES_NOW,
                        .server = centre->server };
  Answer answer = { 0 };

  g_assert_nonnull (route);
  for (guint i = 0; i < TL_WEB_N_PARAMETERS; i++)
    request.parameters[i] = parameters[i];
  if (person != NULL)
    {
      rows = tl_sql_query (centre->base.sql, &error,
                           "SELECT name, unit, role FROM people WHERE id = $1", "s", person);
      g_assert_no_error (error);
      session.person = (char *)person;
      session.name = (char *)tl_sql_rows_text (rows, 0, 0);
      session.unit = (char *)tl_sql_rows_text (rows, 0, 1);
      session.role = role_of (tl_sql_rows_text (rows, 0, 2));
      request.session = &session;
    }
  if ((route->roles & (person != NULL ? session.role : TL_ROLE_NOBODY)) == 0)
    answer.status = 403;
  else
    {
      g_assert_true (route->handler (&request, &response, &error));
      g_assert_no_error (error);
      answer.status = response.status;
      answer.location = g_strdup (response.location);
      answer.cookie = g_strdup (response.cookie);
      if (response.body != NULL)
        {
          answer.length = g_bytes_get_size (response.body);
          answer.text = g_malloc0 (answer.length + 1);
          memcpy (answer.text, g_bytes_get_data (response.body, NULL), answer.length);
        }
      _tl_web_response_clear (&response);
    }
  for (guint i = 0; i < TL_WEB_N_PARAMETERS; i++)
    g_free (parameters[i]);
  return answer;
}

#define assert_has(answer, part)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if ((answer).text == NULL || strstr ((answer).text, part) == NULL)                             \
      g_error ("\"%s\" is not in: %.3000s", part, (answer).text);                                  \
  }                                                                                                \
  G_STMT_END
#define assert_has_not(answer, part) g_assert_null (strstr ((answer).text, part))

static gint64
number_of (Centre *centre, const char *item, gboolean of_answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSqlRows) rows
      = of_answer ? tl_sql_query (centre->base.sql, &error,
                                  "SELECT version FROM answers WHERE item = $1", "s", item)
                  : tl_sql_query (centre->base.sql, &error,
                                  "SELECT version FROM items WHERE id = $1", "s", item);

  g_assert_no_error (error);
  return tl_sql_rows_count (rows) > 0 ? tl_sql_rows_int (rows, 0, 0) : 0;
}

/* Posts a form of an item's page and returns what "done" says. */
static char *
post (Centre *centre, const char *person, const char *item, const char *action, const char *fields)
{
  g_autofree char *address = g_strdup_printf ("/items/%s/%s", item, action);
  g_autofree char *form
      = g_strdup_printf ("version=%" G_GINT64_FORMAT "&answer=%" G_GINT64_FORMAT "&%s",
                         number_of (centre, item, FALSE), number_of (centre, item, TRUE), fields);
  g_auto (Answer) answer = ask (centre, person, "POST", address, form);
  const char *done = answer.location != NULL ? strstr (answer.location, "done=") : NULL;

  if (done != NULL)
    return g_strdup (done + strlen ("done="));
  return g_strdup_printf ("%u", answer.status);
}

#define assert_post(person, item, action, fields, expected)                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *done_ = post (centre, person, item, action, fields);                          \
    g_assert_cmpstr (done_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static char *
add_item (Centre *centre, TlItemKind kind, const char *text)
{
  g_autoptr (TlItem) item = tl_item_new (kind);

  item->verdict = TL_ITEM_WRONG;
  item->text = g_strdup (text);
  item->program = g_strdup ("0.1.0");
  if (kind == TL_ITEM_CONTRIBUTION)
    {
      item->question = g_strdup (text);
      tl_item_add_citation (item, "luat-mau", "d1", text);
    }
  else
    {
      item->question = g_strdup (text);
      item->document = g_strdup ("luat-mau");
      item->anchor = g_strdup ("d1");
      item->quote = g_strdup (text);
    }
  pages_item (&centre->base, item, "tp1", "tc", PAGES_NOW - PAGES_DAY);
  return g_strdup (item->id);
}

#define ANSWER                                                                                     \
  "do=propose&title=Lai&question=Tu+ngay+nao%3F&text=Tu+ngay+doi&citations=Lai+%7C+troly:doc/"     \
  "luat-mau%23d1&pairs=doi+lai+khi+nao+%7C+troly:doc/luat-mau%23d1.k1"

static GBytes *
make_manifest (const char *contribution)
{
  g_autoptr (TlManifest) manifest = tl_manifest_new ();
  g_autofree char *digest = g_strnfill (64, 'a');
  g_autoptr (GError) error = NULL;
  char *json;

  for (TlReleaseKind kind = TL_RELEASE_VOLUME; kind <= TL_RELEASE_INDEX; kind++)
    {
      g_autofree char *name
          = g_strconcat (digest, kind == TL_RELEASE_VOLUME ? ".tlv" : ".tlx", NULL);
      TlReleaseFile *file = tl_release_file_new (kind, name);

      memset (file->digest, kind == TL_RELEASE_VOLUME ? 'a' : 'c', sizeof file->digest - 1);
      memset (file->sent_digest, 'b', sizeof file->sent_digest - 1);
      file->size = file->sent_size = 100;
      g_ptr_array_add (manifest->files, file);
    }
  manifest->serial = 215;
  g_free (manifest->created);
  manifest->created = g_strdup ("2026-11-24T02:00:00Z");
  g_free (manifest->expires);
  manifest->expires = g_strdup ("2027-02-24T02:00:00Z");
  g_free (manifest->channel);
  manifest->channel = g_strdup ("stable");
  g_free (manifest->minimum_program);
  manifest->minimum_program = g_strdup ("0.1.0");
  g_ptr_array_add (manifest->contributions, g_strdup (contribution));
  json = tl_manifest_to_json (manifest, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (json, strlen (json));
}

static void
two_editors_bring_an_answer_to_the_export (Centre *centre, gconstpointer data)
{
  g_autofree char *item = NULL;
  g_autofree char *document = NULL;
  g_autoptr (GBytes) wrong = NULL;
  g_auto (Answer) page = { 0 }, file = { 0 }, recalled = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint count;

  pages_editors (&centre->base);
  item = add_item (centre, TL_ITEM_CONTRIBUTION, "Tính lãi từ ngày nào?");
  assert_post ("bt1", item, "claim", "", "claimed");
  assert_post ("bt1", item, "answer",
               "do=save&title=&question=&text=&citations=kh%C3%B4ng+c%C3%B3&pairs=", "saved");
  assert_post (
      "bt1", item, "answer",
      "do=propose&title=A&question=B&text=C&citations=troly:doc/luat-mau%23d2&pairs=", "409");
  assert_post ("bt1", item, "answer",
               "do=propose&title=A&question=B&text=C&citations=troly:doc/luat-khac&pairs=", "409");
  assert_post ("bt1", item, "answer", ANSWER, "proposed");
  assert_post ("bt1", item, "approve", "", "second");
  assert_post ("tp1", item, "approve", "", "403");
  {
    g_autofree char *address = g_strdup_printf ("/items/%s", item);

    page = ask (centre, "bt2", "GET", address, NULL);
  }
  assert_has (page, "Còn hiệu lực");
  assert_has (page, "Bên vay phải trả lãi từ ngày");
  assert_has (page, "href=\"troly:doc/luat-mau#d1\"");
  assert_post ("bt2", item, "approve", "", "approved");
  file = ask (centre, "bt2", "POST", "/export/answers.jsonl", "");
  assert_has (file, "\"format\":\"troly-answer-1\"");
  assert_has (file, "\"approved\":\"2026-11-23\"");
  assert_has (file,
              "\"citations\":[{\"anchor\":\"d1\",\"document\":\"luat-mau\",\"label\":\"Lai\"}]");
  assert_has (file, "\"pairs\":[{\"anchor\":\"d1.k1\",\"document\":\"luat-mau\",\"question\":\"doi "
                    "lai khi nao\"}]");
  g_assert_cmpint (
      pages_int (&centre->base, "SELECT count(*) FROM audit WHERE action = 'answers.export'"), ==,
      1);
  /* The release carries it: its author is told where, once; what is no manifest changes nothing. */
  bytes = make_manifest (item);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (
          tl_export_published (centre->base.sql, PAGES_NOW, "qt", bytes, &count, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count, ==, i == 0 ? 1 : 0);
    }
  g_assert_cmpint (pages_int (&centre->base,
                              "SELECT count(*) FROM item_events e JOIN answers a ON a.item = e.item"
                              " WHERE e.state = 'applied' AND e.told = 1 AND e.serial = 215"
                              " AND e.document = 'hd-' || a.id AND e.anchor = 'dap'"),
                   ==, 1);
  document = pages_text (&centre->base, "SELECT state FROM items");
  g_assert_cmpstr (document, ==, "applied");
  /* It turns out to be wrong: whoever sent it may not take it back, an editor may. */
  assert_post ("tp1", item, "recall", "reason=a", "403");
  assert_post ("bt2", item, "recall", "reason=", "reason");
  assert_post ("bt2", item, "recall", "reason=Sai", "recalled");
  recalled = ask (centre, "bt3", "GET", "/answers", NULL);
  assert_has (recalled, "Đã rút duyệt");
  wrong = g_bytes_new_static ("{}", 2);
  g_assert_false (tl_export_published (centre->base.sql, PAGES_NOW, "qt", wrong, &count, &error));
  g_assert_nonnull (error);
}

static const char *const attacks[] = {
  "<script>document.title='XSS'</script>",
  "\"><img src=x onerror=document.title='XSS'>",
  "'><svg onload=document.title='XSS'>",
  "</textarea><script>document.title='XSS'</script>",
  "</title><script>document.title='XSS'</script>",
  "javascript:document.title='XSS'",
  "{{constructor.constructor('document.title=1')()}}",
  "&lt;script&gt;&#x3c;script>",
};

static void
assert_harmless (const char *html)
{
  g_autofree char *lower = g_utf8_strdown (html, -1);

  g_assert_null (strstr (lower, "<script"));
  g_assert_null (strstr (lower, "<img"));
  g_assert_null (strstr (lower, "<svg onload"));
  g_assert_null (strstr (lower, "href=\"javascript"));
}

static void
what_judges_and_editors_write_is_never_markup (Centre *centre, gconstpointer data)
{
  pages_editors (&centre->base);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      const char *attack = attacks[i];
      g_autofree char *encoded = g_uri_escape_string (attack, NULL, FALSE);
      g_autofree char *item
          = add_item (centre, i % 2 == 0 ? TL_ITEM_FEEDBACK : TL_ITEM_CONTRIBUTION, attack);
      g_autofree char *address = g_strdup_printf ("/items/%s", item);
      g_autofree char *queue
          = g_strdup_printf ("/queue?view=%s&kind=%s&unit=%s&age=%s&after=%s&done=%s", encoded,
                             encoded, encoded, encoded, encoded, encoded);
      g_autofree char *answer
          = g_strdup_printf ("do=save&title=%s&question=%s&text=%s&citations=%s&pairs=%s", encoded,
                             encoded, encoded, encoded, encoded);
      g_autofree char *reply = g_strdup_printf ("text=%s", encoded);
      g_autofree char *merge = g_strdup_printf ("into=%s", encoded);
      g_auto (Answer) page = { 0 }, list = { 0 }, form = { 0 };

      assert_post ("bt1", item, "reply", reply, "replied");
      assert_post ("bt1", item, "claim", "", "claimed");
      assert_post ("bt1", item, "merge", merge, "nowhere");
      assert_post ("bt1", item, "answer", answer, "saved");
      page = ask (centre, "bt1", "GET", address, NULL);
      assert_harmless (page.text);
      list = ask (centre, "bt1", "GET", queue, NULL);
      assert_harmless (list.text);
      list.text = (g_free (list.text), NULL);
      list = ask (centre, "bt1", "GET", "/queue?view=mine", NULL);
      assert_harmless (list.text);
      assert_post ("bt1", item, "reject", reply, "reason");
    }
}

static void
administrators_bring_lists_and_every_act_is_in_the_log (Centre *centre, gconstpointer data)
{
  g_auto (Answer) good = { 0 }, bad = { 0 }, circle = { 0 }, people = { 0 }, log = { 0 },
                  person = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *revoke = NULL;
  g_autofree char *change = NULL;
  g_autofree char *view = NULL;

  pages_editors (&centre->base);
  pages_person (&centre->base, "qt", "Quản Trị", "tc", "administrator");
  good = ask (centre, "qt", "POST", "/units",
              "list=code,name,parent,level%0Ax2,%22T%C3%B2a+%22%22hai%22%22%22,x1,t%0Ax1,T%C3%B2a+"
              "m%E1%BB%99t,tc,t%0A");
  g_assert_cmpstr (good.location, ==, "/units?done=imported");
  bad = ask (centre, "qt", "POST", "/units",
             "list=code,name,parent,level%0Ax3,Ba,khong-co,t%0Ax4,,,%0A");
  g_assert_cmpuint (bad.status, ==, 400);
  assert_has (bad, "Dòng 2: không có đơn vị cấp trên “khong-co”");
  assert_has (bad, "Dòng 3: thiếu tên");
  circle = ask (centre, "qt", "POST", "/units",
                "list=%7B%22code%22:%22x1%22,%22name%22:%22M%22,%22parent%22:%22x2%22%7D");
  assert_has (circle, "đi thành vòng");
  g_assert_cmpint (pages_int (&centre->base, "SELECT count(*) FROM units"), ==, 3);
  people = ask (centre, "qt", "POST", "/people", "list=name;unit;role%0AM%E1%BB%9Bi;x2;judge");
  g_assert_cmpstr (people.location, ==, "/people?done=imported");
  id = pages_text (&centre->base, "SELECT id FROM people WHERE unit = 'x2'");
  change = g_strdup_printf ("/people/%s", id);
  revoke = g_strdup_printf ("/people/%s/revoke", id);
  {
    g_auto (Answer) a = ask (centre, "qt", "POST", change, "unit=x1&role=editor");
    g_auto (Answer) b = ask (centre, "qt", "POST", change, "unit=khong-co&role=editor");
    g_auto (Answer) c = ask (centre, "qt", "POST", change, "unit=x1&role=vua");
    g_auto (Answer) d = ask (centre, "qt", "POST", revoke, "");

    g_assert_cmpuint (a.status, ==, 303);
    g_assert_cmpuint (b.status, ==, 400);
    g_assert_cmpuint (c.status, ==, 400);
    g_assert_cmpuint (d.status, ==, 303);
  }
  person = ask (centre, "qt", "GET", change, NULL);
  assert_has (person, "Đã thu hồi");
  log = ask (centre, "qt", "GET", "/audit", NULL);
  assert_has (log, "Chuỗi nhật ký nguyên vẹn: 4 dòng");
  pages_exec (&centre->base, "DELETE FROM audit WHERE seq = 2");
  view = (answer_clear (&log), NULL);
  log = ask (centre, "qt", "GET", "/audit", NULL);
  assert_has (log, "bị đứt");
}

static void
a_link_signs_in_once (Centre *centre, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  g_autofree char *form = NULL;
  g_autofree char *address = NULL;
  g_auto (Answer) look = { 0 }, first = { 0 }, second = { 0 };

  pages_editors (&centre->base);
  token = tl_store_session_open (centre->base.sql, PAGES_NOW, "link", "bt1", NULL,
                                 TL_STORE_LINK_SECONDS, &error);
  g_assert_no_error (error);
  address = g_strdup_printf ("/signin?link=%s", token);
  form = g_strdup_printf ("link=%s", token);
  look = ask (centre, NULL, "GET", address, NULL);
  assert_has (look, "Vào trang làm việc");
  first = ask (centre, NULL, "POST", "/signin", form);
  g_assert_cmpstr (first.location, ==, "/");
  g_assert_nonnull (strstr (first.cookie, "HttpOnly; SameSite=Lax"));
  g_assert_nonnull (strstr (first.cookie, "; Secure"));
  second = ask (centre, NULL, "POST", "/signin", form);
  g_assert_cmpuint (second.status, ==, 403);
  g_assert_null (second.cookie);
}

static guint
read_ods (const Answer *file, char **content)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  guint members = 0;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, file->text, file->length), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      if (members++ == 0)
        g_assert_cmpstr (archive_entry_pathname (entry), ==, "mimetype");
      if (strcmp (archive_entry_pathname (entry), "content.xml") == 0)
        {
          *content = g_malloc0 (4 * 1024 * 1024);
          g_assert_cmpint (archive_read_data (archive, *content, 4 * 1024 * 1024 - 1), >, 0);
        }
    }
  archive_read_free (archive);
  return members;
}

static void
statistics_are_of_what_a_leader_may_see (Centre *centre, gconstpointer data)
{
  g_auto (Answer) all = { 0 }, own = { 0 }, other = { 0 }, csv = { 0 }, ods = { 0 }, fleet = { 0 },
                  log = { 0 }, roles = { 0 }, report = { 0 };
  g_autofree char *content = NULL;

  pages_court (&centre->base);
  all = ask (centre, "tk1", "GET", "/statistics?from=2026-09&to=2026-10", NULL);
  assert_has (all, "Tòa án nhân dân tỉnh An Lạc Thượng");
  assert_has (all, "Theo vai trò");
  assert_has (all, "Mục tiêu là 100");
  own = ask (centre, "tk2", "GET", "/statistics", NULL);
  assert_has (own, "Tòa án nhân dân tỉnh An Lạc Thượng");
  assert_has_not (own, "Theo vai trò");
  assert_has_not (own, "tỉnh Bình Hòa Đông");
  report = ask (centre, "tk2", "GET", "/statistics/report?unit=t01&from=2026-08&to=2026-10", NULL);
  assert_has (report, "Báo cáo sử dụng");
  assert_has (report, "Bản dữ liệu mới nhất mà máy trạm đã báo: 214.");
  assert_has (report, "Phiên bản của trung tâm: " TL_VERSION ".");
  other = ask (centre, "tk2", "GET", "/statistics?unit=t02", NULL);
  g_assert_cmpuint (other.status, ==, 404);
  roles = ask (centre, "tk2", "GET", "/statistics/roles.csv", NULL);
  g_assert_cmpuint (roles.status, ==, 404);
  csv = ask (centre, "tk1", "GET", "/statistics/units.csv?unit=tc&from=2026-10&to=2026-10", NULL);
  assert_has (csv, "\"Đơn vị\",\"Máy đã đăng ký\"");
  ods = ask (centre, "tk1", "GET", "/statistics/all.ods?from=2026-01&to=2026-10", NULL);
  g_assert_cmpuint (read_ods (&ods, &content), ==, 4);
  g_assert_nonnull (strstr (content, "table:name=\"Theo đơn vị, 01.2026 – 10.2026\""));
  g_assert_nonnull (strstr (content, "office:value-type=\"float\""));
  fleet = ask (centre, "tk2", "GET", "/fleet", NULL);
  g_assert_cmpuint (fleet.status, ==, 403);
  /* Who took a table out is in the audit log; what was refused is not. */
  log = ask (centre, "qt1", "GET", "/audit", NULL);
  assert_has (log, "statistics.export");
  assert_has (log, "units.csv");
  assert_has (log, "all.ods");
  assert_has_not (log, "roles.csv");
}

/* What a judge may send twice: other marks, another order of sentences, words left out, a slip. */
static char *
disturb (const char *text, guint how)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  GString *out = g_string_new (NULL);

  switch (how)
    {
    case 0:
      g_string_free (out, TRUE);
      return tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
    case 1: /* second half first */
      for (guint i = 0; i < n; i++)
        g_string_append_printf (out, "%s ", words[(i + n / 2) % n]);
      break;
    case 2: /* every sixth word is missing */
      for (guint i = 0; i < n; i++)
        if (i % 6 != 5)
          g_string_append_printf (out, "%s ", words[i]);
      break;
    case 3: /* every eighth word is another */
      for (guint i = 0; i < n; i++)
        g_string_append_printf (out, "%s ", i % 8 == 7 ? "nhé" : words[i]);
      break;
    default:
      g_string_append_printf (out, "Kính gửi Tổ biên tập, tôi xin nêu vướng mắc: %s Xin cảm ơn.",
                              text);
    }
  return g_string_free (out, FALSE);
}

static void
near_duplicates_are_found_among_three_thousand (Centre *centre, gconstpointer data)
{
  guint asked = 0, found = 0, wrong = 0;
  g_autoptr (GError) error = NULL;

  pages_court (&centre->base);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (TlSqlRows) rows = tl_sql_query (
          centre->base.sql, &error,
          "SELECT id, fold FROM items WHERE seq % 61 = $1 ORDER BY seq LIMIT 1", "i", (gint64)i);
      g_autofree char *text = NULL;
      g_autoptr (TlItem) item = tl_item_new (TL_ITEM_FEEDBACK);
      g_autoptr (GPtrArray) near = NULL;

      g_assert_no_error (error);
      text = disturb (tl_sql_rows_text (rows, 0, 1), i % 5);
      item->text = g_strdup (text);
      item->program = g_strdup ("0");
      pages_item (&centre->base, item, "tp100", "tc", PAGES_NOW);
      near = tl_near_find (centre->base.sql, item->id, &error);
      g_assert_no_error (error);
      asked++;
      for (guint j = 0; j < near->len; j++)
        found += strcmp (((TlNear *)near->pdata[j])->id, tl_sql_rows_text (rows, 0, 0)) == 0;
    }
  g_test_message ("%u of %u constructed near-duplicates are among the five shown", found, asked);
  g_assert_cmpuint (found * 10, >=, asked * 9);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      const char *other = "hoan toan khong lien quan toi mot chu de nao trong kho";
      g_autofree guint *likeness = tl_near_rank (attacks[i], &other, 1);

      wrong += likeness[0] >= TL_NEAR_THRESHOLD;
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static const struct
{
  const char *text;
  guint lines;
  guint faults;
} lists[] = {
  { "", 0, 0 },
  { "code,name\na,b\n", 1, 0 },
  { "code;name\r\na;\"b;\"\"c\"\"\"\r\n\r\n", 1, 0 },
  { "code\na,b\n", 0, 1 },
  { "code,name\n\"a\nb\",c", 1, 0 },
  { "code,name\n\"never closed", 1, 0 },
  { "{\"code\":\"a\"}\n{\"code\":1}\n[]\n{", 2, 2 },
};

static void
lists_are_read_whatever_they_hold (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) lines = tl_lines_parse (lists[i].text, faults);

      g_assert_cmpuint (lines->len, ==, lists[i].lines);
      g_assert_cmpuint (faults->len, ==, lists[i].faults);
    }
}

static void
links_lead_only_here_or_into_the_program (void)
{
  static const char *const bad[] = { "javascript:alert(1)", "//other.example/", "/\\other.example",
                                     "http://x/",           "data:text/html,x", "" };
  static const char *const good[] = { "/queue", "#main", "?a=b", "troly:doc/luat#d1" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tl_html_is_safe_link (bad[i]));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (tl_html_is_safe_link (good[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/lists_are_read_whatever_they_hold", lists_are_read_whatever_they_hold);
  g_test_add_func ("/pages/links_lead_only_here_or_into_the_program",
                   links_lead_only_here_or_into_the_program);
#define ADD(test) g_test_add ("/pages/" #test, Centre, NULL, set_up, test, tear_down)
  ADD (two_editors_bring_an_answer_to_the_export);
  ADD (what_judges_and_editors_write_is_never_markup);
  ADD (administrators_bring_lists_and_every_act_is_in_the_log);
  ADD (a_link_signs_in_once);
  ADD (statistics_are_of_what_a_leader_may_see);
  ADD (near_duplicates_are_found_among_three_thousand);
  return g_test_run ();
}
