/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The WebKit module shows the same text as GtkTextView, and nothing that is in it runs or is
 * fetched. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>
#include <webkit/webkit.h>

#include "ui/reader/tl-text-backend.h"
#include "ui/reader/tl-text-mark.h"
#include "ui/reader/tl-text-plain.h"
#include "ui/reader/tl-text-view.h"
#include "waiting.h"

typedef struct
{
  GtkWidget *window;
  TlTextView *view;
} Fixture;

static TlTextModel *
make_model (guint n_articles)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "x");
  TlTextModel *model;

  document->title = g_strdup ("Luật <A> & \"B\" <script>document.title='RAN'</script>");
  document->number = g_strdup ("1/2016/QH");
  for (guint i = 1; i <= n_articles; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("d%u", i);
      TlBlock *block = tl_block_new (TL_BLOCK_ARTICLE, -1, anchor);

      block->label = g_strdup_printf ("Điều %u", i);
      block->heading = g_strdup ("Tên <b>điều</b> & luật");
      g_free (block->text);
      block->text = g_strdup_printf (
          "<img src=\"http://127.0.0.1:9/x.png\" onerror=\"document.title='RAN'\"> đoạn %u\n"
          "<a href=\"http://example.org/\">liên kết</a> &amp; hết",
          i);
      tl_document_add (document, block);
    }
  model = tl_text_model_new (document, "2024-01-01");
  tl_document_unref (document);
  return model;
}

static WebKitWebView *
web_view (Fixture *fixture)
{
  return WEBKIT_WEB_VIEW (tl_text_view_get_widget (fixture->view));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  fixture->view = TL_TEXT_VIEW (tl_text_view_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
show_and_wait (Fixture *fixture, TlTextModel *model, const char *anchor, const TlTextSpan *mark)
{
  tl_text_view_set_model (fixture->view, model, anchor, mark);
  g_assert_cmpstr (tl_text_view_get_backend_name (fixture->view), ==, "webkit");
  wait_until (webkit_web_view_is_loading (web_view (fixture)));
  wait_until (!webkit_web_view_is_loading (web_view (fixture)));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value
      = webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, &error);
  char **answer = user_data;

  *answer = value != NULL ? jsc_value_to_string (value) : g_strdup (error->message);
}

static char *
ask_as_it_is (Fixture *fixture, const char *script)
{
  char *answer = NULL;

  webkit_web_view_evaluate_javascript (web_view (fixture), script, -1, NULL, NULL, NULL,
                                       answered_cb, &answer);
  wait_until (answer != NULL);
  return answer;
}

/* The test looks into the page with scripts switched on for its own question. */
static char *
ask (Fixture *fixture, const char *script)
{
  WebKitSettings *settings = webkit_web_view_get_settings (web_view (fixture));
  char *answer;

  webkit_settings_set_enable_javascript (settings, TRUE);
  answer = ask_as_it_is (fixture, script);
  webkit_settings_set_enable_javascript (settings, FALSE);
  return answer;
}

static void
the_module_shows_the_text_of_the_model (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) model = make_model (3);
  g_autofree char *expected = tl_text_model_dup_text (model);
  g_autofree char *shown = NULL;

  show_and_wait (fixture, model, NULL, NULL);
  shown = ask (fixture, "[...document.body.children].map (e => e.textContent).join ('\\n')");
  g_assert_cmpstr (shown, ==, expected);
}

static void
gtktextview_shows_the_same_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) model = make_model (3);
  g_autofree char *expected = tl_text_model_dup_text (model);
  g_autofree char *shown = NULL;
  GtkWidget *plain;

  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  tl_text_view_set_model (fixture->view, model, NULL, NULL);
  g_setenv ("TROLY_TEXT_BACKEND", "webkit", TRUE);
  g_assert_cmpstr (tl_text_view_get_backend_name (fixture->view), ==, "textview");
  plain = tl_text_view_get_widget (fixture->view);
  wait_until (tl_text_plain_is_complete (TL_TEXT_PLAIN (plain)));
  shown = tl_text_plain_dup_text (TL_TEXT_PLAIN (plain));
  g_assert_cmpstr (shown, ==, expected);
}

static void
nothing_in_a_text_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) model = make_model (3);
  g_autofree char *elements = NULL;
  g_autofree char *title = NULL;
  g_autofree char *refused = NULL;

  show_and_wait (fixture, model, NULL, NULL);
  g_assert_false (
      webkit_settings_get_enable_javascript (webkit_web_view_get_settings (web_view (fixture))));
  refused = ask_as_it_is (fixture, "'it ran'");
  g_assert_cmpstr (refused, !=, "it ran");
  elements = ask (fixture, "'' + document.querySelectorAll ('script, img, a, style, link').length");
  g_assert_cmpstr (elements, ==, "0");
  title = ask (fixture, "document.title");
  g_assert_true (g_str_has_prefix (title, "Luật <A> & \"B\" <script>"));
}

static void
nothing_else_can_be_loaded (Fixture *fixture, gconstpointer data)
{
  static const char *const uris[]
      = { "http://127.0.0.1:9/", "file:///etc/hostname", "data:text/html,RAN", "about:blank" };
  g_autoptr (TlTextModel) model = make_model (1);
  g_autofree char *fetched = NULL;

  show_and_wait (fixture, model, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *where = NULL;

      webkit_web_view_load_uri (web_view (fixture), uris[i]);
      wait_until (!webkit_web_view_is_loading (web_view (fixture)));
      where = ask (fixture, "location.protocol + document.body.textContent.length");
      g_test_message ("%s: %s", uris[i], where);
      g_assert_true (g_str_has_prefix (where, "troly-text:"));
    }
  fetched = ask (fixture, "window.r = ''; const i = new Image ();"
                          "i.onload = () => window.r = 'loaded'; i.onerror = () => window.r = 'no';"
                          "i.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; ''");
  g_free (fetched);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  fetched = ask (fixture, "window.r");
  g_assert_cmpstr (fetched, !=, "loaded");
}

static void
an_anchor_comes_into_view (Fixture *fixture, gconstpointer data)
{
  static const char *const anchors[] = { "d200", "d3", "d299" };
  g_autoptr (TlTextModel) model = make_model (300);

  show_and_wait (fixture, model, "d150", NULL);
  for (guint i = 0; i <= G_N_ELEMENTS (anchors); i++)
    {
      const char *anchor = i == 0 ? "d150" : anchors[i - 1];
      g_autofree char *script = g_strdup_printf (
          "(() => { const r = document.getElementById ('p%d').getBoundingClientRect ();"
          " return r.top >= -1 && r.bottom <= innerHeight ? 'in view' : 'at ' + r.top; }) ()",
          tl_text_model_find (model, anchor));
      gint64 end = g_get_monotonic_time () + PATIENCE_US;
      gboolean in_view = FALSE;

      if (i > 0)
        g_assert_true (tl_text_view_scroll_to (fixture->view, anchor));
      g_assert_cmpstr (tl_text_view_get_anchor (fixture->view), ==, anchor);
      while (!in_view && g_get_monotonic_time () < end)
        {
          g_autofree char *answer = ask (fixture, script);

          in_view = g_str_equal (answer, "in view");
        }
      g_assert_true (in_view);
    }
  g_assert_false (tl_text_view_scroll_to (fixture->view, "d9999"));
}

static void
the_passage_is_marked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) model = make_model (50);
  g_autofree char *marked = NULL;
  TlTextSpan mark;

  g_assert_true (tl_text_mark_find (model, "d40", "đoạn 40", &mark));
  show_and_wait (fixture, model, "d40", &mark);
  marked = ask (fixture, "document.querySelector ('mark').textContent");
  g_assert_cmpstr (marked, ==, "đoạn 40");
}

/* What the window of a citation would be shown for. */
static guint cited = G_MAXUINT;

static void
cited_cb (TlTextView *view, guint citation, GdkRectangle *area)
{
  cited = citation;
}

static void
a_citation_is_a_link_that_only_the_program_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) plain = make_model (50);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
  g_autoptr (TlTextModel) model = NULL;
  g_autofree char *href = NULL;
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  gboolean focused = FALSE;

  for (guint i = 0; i < plain->document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (plain->document, i);
      TlLink *link;

      if (strlen (block->text) < 4)
        continue;
      link = g_new0 (TlLink, 1);
      link->block = i;
      link->to = (guint)(g_utf8_offset_to_pointer (block->text, 3) - block->text);
      link->notation = g_strdup ("SELF:1");
      g_ptr_array_add (links, link);
    }
  model = tl_text_model_new_with_links (plain->document, "2024-01-01", links);
  g_assert_cmpuint (tl_text_model_get_n_citations (model), >, 10);
  g_signal_connect (fixture->view, "cited", G_CALLBACK (cited_cb), NULL);
  show_and_wait (fixture, model, NULL, NULL);
  href = ask (fixture, "document.getElementById ('c7').href");
  g_assert_cmpstr (href, ==, "troly-cite:7");
  /* The key for the next one gives it the focus: Enter is then the page's own. */
  for (guint i = 0; i < 3; i++)
    g_assert_true (tl_text_view_step_citation (fixture->view, 1));
  while (!focused && g_get_monotonic_time () < end)
    {
      g_autofree char *id
          = ask (fixture, "document.activeElement ? document.activeElement.id : ''");

      focused = g_str_equal (id, "c2");
    }
  g_assert_true (focused);
  g_free (ask (fixture, "document.getElementById ('c7').click (); ''"));
  wait_until (cited == 7);
  /* The page is still the same one. */
  href = (g_free (href), ask (fixture, "location.protocol"));
  g_assert_cmpstr (href, ==, "troly-text:");
}

static void
a_process_that_ends_can_be_started_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) model = make_model (3);
  g_autofree char *shown = NULL;

  show_and_wait (fixture, model, NULL, NULL);
  g_assert_false (tl_text_view_has_failed (fixture->view));
  webkit_web_view_terminate_web_process (web_view (fixture));
  wait_until (tl_text_view_has_failed (fixture->view));
  show_and_wait (fixture, model, NULL, NULL);
  g_assert_false (tl_text_view_has_failed (fixture->view));
  shown = ask (fixture, "document.body.children[0].className");
  g_assert_cmpstr (shown, ==, "title");
}

static void
a_long_statute_shows_its_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlTextModel) model = make_model (700);
  gint64 start = g_get_monotonic_time ();

  show_and_wait (fixture, model, "d650", NULL);
  g_test_message ("700 articles: loaded after %.0f ms",
                  (double)(g_get_monotonic_time () - start) / 1000);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("TROLY_TEXT_BACKEND", "webkit", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (!tl_text_module_can_sandbox ())
    {
      g_print ("1..0 # SKIP this system has no sandbox for WebKit's processes\n");
      return 0;
    }
  adw_init ();
#define TEST(name) g_test_add ("/reader-webkit/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (a_long_statute_shows_its_text);
  TEST (the_module_shows_the_text_of_the_model);
  TEST (gtktextview_shows_the_same_text);
  TEST (nothing_in_a_text_runs);
  TEST (nothing_else_can_be_loaded);
  TEST (an_anchor_comes_into_view);
  TEST (the_passage_is_marked);
  TEST (a_citation_is_a_link_that_only_the_program_follows);
  TEST (a_process_that_ends_can_be_started_again);
  return g_test_run ();
}
