/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of similar cases, with real widgets and a library. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "fixture-library.h"
#include "ui/similar/tl-similar-view-private.h"

#define TIMEOUT_SECONDS 30

/* The window's part: what the page asks it to open and to compare. */
#define TEST_TYPE_WINDOW (test_window_get_type ())
G_DECLARE_FINAL_TYPE (TestWindow, test_window, TEST, WINDOW, GtkWindow)

struct _TestWindow
{
  GtkWindow parent_instance;
  char *asked; /* what was asked for last */
};

G_DEFINE_FINAL_TYPE (TestWindow, test_window, GTK_TYPE_WINDOW)

static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TestWindow *self = TEST_WINDOW (widget);
  g_autofree char *printed = g_variant_print (parameter, FALSE);

  g_free (self->asked);
  self->asked = g_strdup_printf ("%s %s", name, printed);
}

static void
test_window_finalize (GObject *object)
{
  g_free (TEST_WINDOW (object)->asked);
  G_OBJECT_CLASS (test_window_parent_class)->finalize (object);
}

static void
test_window_class_init (TestWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_window_finalize;
  gtk_widget_class_install_action (widget_class, "win.open-document", "(sss)", note_cb);
  gtk_widget_class_install_action (widget_class, "win.compare", "s", note_cb);
  gtk_widget_class_install_action (widget_class, "win.put-up", "(ss)", note_cb);
}

static void
test_window_init (TestWindow *self)
{
}

typedef struct
{
  char *folder;
  TlServices *services;
  TlSimilarView *view;
  TestWindow *window;
} Fixture;

static gboolean
timed_out_cb (gpointer user_data)
{
  g_error ("waited %d s in vain for %s", TIMEOUT_SECONDS, (const char *)user_data);
  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint source_ = g_timeout_add_seconds (TIMEOUT_SECONDS, timed_out_cb, (gpointer) #condition);  \
                                                                                                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (source_);                                                                     \
  }                                                                                                \
  G_STMT_END

static void
add_section (TlDocument *document, const char *anchor, const char *heading, const char *text)
{
  TlBlock *head = tl_block_new (TL_BLOCK_HEADING, -1, anchor);
  g_autofree char *below = g_strconcat (anchor, ".1", NULL);
  TlBlock *paragraph;

  head->heading = g_strdup (heading);
  tl_document_add (document, head);
  paragraph = tl_block_new (TL_BLOCK_PARAGRAPH, (int)document->blocks->len - 1, below);
  g_free (paragraph->text);
  paragraph->text = g_strdup (text);
  tl_document_add (document, paragraph);
}

static TlDocument *
make_case (const char *id,
           const char *relation,
           const char *outcome,
           const char *facts,
           const char *reasoning)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->number = g_ascii_strup (id, -1);
  document->number_normal = g_strdup (document->number);
  document->title = g_strdup (relation);
  document->issuer = g_strdup ("Tòa án nhân dân tỉnh Minh Hải");
  document->issued = g_strdup ("2024-05-14");
  document->training = TRUE;
  g_free (document->meta);
  document->meta = g_strdup_printf (
      "{\"relation\":\"%s\",\"outcome\":\"%s\",\"case_type\":\"civil\"}", relation, outcome);
  add_section (document, "noidung", "Nội dung vụ án", facts);
  add_section (document, "nhan", "Nhận định của Tòa án", reasoning);
  add_section (document, "quyet", "Quyết định", "Chấp nhận một phần yêu cầu khởi kiện.");
  return document;
}

#define DEPOSIT                                                                                                                    \
  "Nguyên đơn đặt cọc để mua thửa đất của bị đơn, sau đó bị đơn từ chối giao kết hợp đồng " \
  "chuyển nhượng và không trả lại khoản đặt cọc đã nhận."
#define DEPOSIT_REASON                                                                                                                 \
  "Bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả tài sản đặt cọc và một khoản tương " \
  "đương theo Điều 41 của Bộ luật Dân sự tập huấn."
#define BICYCLE                                                                                    \
  "Nguyên đơn cho mượn chiếc xe đạp, bị đơn làm hỏng khung và bánh trước rồi bỏ đi nơi khác."
#define BICYCLE_REASON "Người mượn phải sửa chữa tài sản mượn bị hư hỏng."

static char *
make_library (void)
{
  char *folder = g_dir_make_tmp ("troly-similar-XXXXXX", NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlDocument *statute = tl_document_new (TL_DOC_STATUTE, "05-2016-th-qh");
  TlBlock *article = tl_block_new (TL_BLOCK_ARTICLE, -1, "d41");

  g_assert_nonnull (folder);
  statute->title = g_strdup ("Bộ luật Dân sự tập huấn");
  statute->short_name = g_strdup ("BLDS-TH");
  statute->number = g_strdup ("05/2016/TH-QH");
  statute->number_normal = g_strdup ("05/2016/TH-QH");
  statute->issued = g_strdup ("2016-11-24");
  statute->effective_from = g_strdup ("2017-01-01");
  statute->training = TRUE;
  article->label = g_strdup ("Điều 41");
  article->heading = g_strdup ("Đặt cọc");
  g_free (article->text);
  article->text = g_strdup ("Bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả tài sản.");
  article->valid_from = g_strdup ("2017-01-01");
  tl_document_add (statute, article);
  g_ptr_array_add (documents, statute);
  g_ptr_array_add (documents, make_case ("a-1", "Tranh chấp hợp đồng đặt cọc", "accepted", DEPOSIT,
                                         DEPOSIT_REASON));
  g_ptr_array_add (documents, make_case ("a-2", "Tranh chấp hợp đồng đặt cọc", "rejected",
                                         "Hai bên thỏa thuận " DEPOSIT, DEPOSIT_REASON));
  /* Enough of another sort that an article cited by two is a rare one. */
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("b-%u", i);

      g_ptr_array_add (documents, make_case (id, "Tranh chấp hợp đồng mượn tài sản", "rejected",
                                             BICYCLE, BICYCLE_REASON));
    }
  fixture_library_write (folder, documents);
  return folder;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GSettings *settings = g_settings_new (TL_APP_ID);

  g_settings_reset (settings, "similar-by");
  g_object_unref (settings);
  self->folder = make_library ();
  self->services = tl_services_new ();
  tl_services_load (self->services, self->folder);
  wait_until (tl_services_get_state (self->services) == TL_SERVICES_READY);
  self->view = TL_SIMILAR_VIEW (g_object_ref_sink (tl_similar_view_new (self->services)));
  self->window = g_object_new (TEST_TYPE_WINDOW, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->view);
  g_object_unref (self->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture_library_remove (self->folder);
  g_free (self->folder);
}

static gboolean
is_loading (Fixture *self)
{
  gboolean loading;

  g_object_get (self->view, "loading", &loading, NULL);
  return loading;
}

static void
show (Fixture *self, TlSimilarSource *source)
{
  tl_similar_view_show (self->view, source);
  wait_until (!is_loading (self));
  tl_similar_source_unref (source);
}

static guint
n_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int)n) != NULL)
    n++;
  return n;
}

static void
an_open_judgment_lists_its_like_and_says_why (Fixture *self, gconstpointer data)
{
  const TlSimilarFound *found;
  const TlSimilarCase *first;

  show (self, tl_similar_source_new_document ("a-1"));
  found = tl_similar_view_get_found (self->view);
  g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "results");
  g_assert_cmpuint (found->cases->len, >=, 1);
  first = g_ptr_array_index (found->cases, 0);
  g_assert_cmpstr (first->hit->doc, ==, "a-2");
  g_assert_true (*(const char *)g_ptr_array_index (found->outcomes, 0) != '\0');
  g_assert_cmpuint (first->shared_articles, ==, 1);
  g_assert_cmpuint (n_rows (tl_similar_view_get_list (self->view)), ==, found->cases->len);
  g_assert_cmpuint (first->shared->len, >=, 3);
  g_assert_cmpuint (first->differing->len, >=, 1);
  g_assert_cmpuint (
      n_rows (tl_similar_pane_get_list (tl_similar_view_get_pane (self->view), FALSE)), ==,
      first->shared->len + first->differing->len);
  g_assert_cmpuint (n_rows (tl_similar_pane_get_list (tl_similar_view_get_pane (self->view), TRUE)),
                    ==, found->result->provisions->len);
}

static void
what_is_pressed_is_opened_at_its_place (Fixture *self, gconstpointer data)
{
  const TlSimilarCase *first;
  const TlSimilarPoint *point;
  g_autofree char *theirs = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *opened = NULL;

  show (self, tl_similar_source_new_document ("a-1"));
  first = g_ptr_array_index (tl_similar_view_get_found (self->view)->cases, 0);
  point = g_ptr_array_index (first->shared, 0);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-point", "(ub)", 0, FALSE);
  theirs = g_strdup_printf ("win.open-document ('a-2', '%s', '')", point->anchor);
  g_assert_cmpstr (self->window->asked, ==, theirs);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-point", "(ub)", 0, TRUE);
  ours = g_strdup_printf ("win.open-document ('a-1', '%s', '')", point->own_anchor);
  g_assert_cmpstr (self->window->asked, ==, ours);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open", "u", 0);
  opened = g_strdup_printf ("win.open-document ('a-2', '%s', '')", first->hit->anchor);
  g_assert_cmpstr (self->window->asked, ==, opened);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-provision", "u", 0);
  g_assert_cmpstr (self->window->asked, ==, "win.open-document ('05-2016-th-qh', 'd41', '')");
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.compare", "u", 0);
  g_assert_cmpstr (self->window->asked, ==, "win.compare 'a-2'");
  /* What is not there is no crash. */
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open", "u", 99);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-point", "(ub)", 99, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-provision", "u", 99);
  g_assert_cmpstr (self->window->asked, ==, "win.compare 'a-2'");
}

static void
a_passage_opens_where_it_was_selected (Fixture *self, gconstpointer data)
{
  show (self, tl_similar_source_new_passage ("b-1", "noidung.1", DEPOSIT));
  g_assert_cmpuint (tl_similar_view_get_found (self->view)->cases->len, >=, 2);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-point", "(ub)", 0, TRUE);
  g_assert_cmpstr (self->window->asked, ==, "win.open-document ('b-1', 'noidung.1', '')");
}

static void
a_file_of_the_judge_is_read_and_leaves_nothing_behind (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-own-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "án <của tôi>.txt", NULL);
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  g_assert_true (g_file_set_contents (path, DEPOSIT "\n" DEPOSIT_REASON "\n", -1, NULL));
  tl_own_shelf_put (tl_services_get_own (self->services), TL_OWN_PREFIX "0123", path);
  show (self, tl_similar_source_new_document (TL_OWN_PREFIX "0123"));
  g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "results");
  g_assert_cmpuint (tl_similar_view_get_found (self->view)->cases->len, >=, 2);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.compare", "u", 0);
  g_assert_true (g_str_has_prefix (self->window->asked, "win.compare 'a-"));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.open-point", "(ub)", 0, TRUE);
  g_assert_true (g_str_has_prefix (self->window->asked, "win.open-document ('own:0123', "));
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
what_cannot_be_compared_is_said_in_place (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("troly-own-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "damaged.pdf", NULL);
  TlSimilarSource *sources[] = { tl_similar_source_new_document ("05-2016-th-qh"),
                                 tl_similar_source_new_document ("khong-co"),
                                 tl_similar_source_new_document (TL_OWN_PREFIX "khong-co"), NULL };

  g_assert_true (g_file_set_contents (path, "%PDF-1.4 <b>and then nothing", -1, NULL));
  tl_own_shelf_put (tl_services_get_own (self->services), TL_OWN_PREFIX "4567", path);
  sources[3] = tl_similar_source_new_document (TL_OWN_PREFIX "4567");
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      show (self, sources[i]);
      g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "message");
      g_assert_null (tl_similar_view_get_found (self->view));
    }
  g_unlink (path);
  g_rmdir (folder);
}

static void
nothing_alike_is_explained (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "zzqx wvvk pprst", "...", "1 2 3" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      show (self, tl_similar_source_new_facts (texts[i]));
      g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "results");
      g_assert_cmpuint (tl_similar_view_get_found (self->view)->cases->len, ==, 0);
      g_assert_nonnull (tl_similar_view_get_found (self->view)->result->why_none);
      g_assert_cmpuint (n_rows (tl_similar_view_get_list (self->view)), ==, 0);
    }
}

static void
another_way_to_compare_looks_again_and_is_remembered (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  const TlSimilarFound *found;

  show (self, tl_similar_source_new_document ("a-1"));
  g_settings_set_enum (settings, "similar-by", TL_SIMILAR_ONLY_PROVISIONS);
  wait_until (is_loading (self) || tl_similar_view_get_found (self->view)->cases->len == 1);
  wait_until (!is_loading (self));
  found = tl_similar_view_get_found (self->view);
  /* The cases of the bicycle cite nothing. */
  g_assert_cmpuint (found->cases->len, ==, 1);
  g_assert_cmpstr (((const TlSimilarCase *)g_ptr_array_index (found->cases, 0))->hit->doc, ==,
                   "a-2");
  g_settings_set_enum (settings, "similar-by", TL_SIMILAR_ONLY_FACTS);
  wait_until (is_loading (self));
  wait_until (!is_loading (self));
  g_assert_cmpuint (tl_similar_view_get_found (self->view)->cases->len, >=, 1);
  g_settings_reset (settings, "similar-by");
}

static const TlFacetValue *
find_value (Fixture *self, const char *facet, const char *value)
{
  const TlFacet *found = tl_facet_find (self->view->facets, facet);

  for (guint i = 0; found != NULL && i < found->values->len; i++)
    {
      const TlFacetValue *one = g_ptr_array_index (found->values, i);

      if (g_str_equal (one->value, value))
        return one;
    }
  return NULL;
}

static void
press (Fixture *self, const char *facet, const char *value, gboolean on)
{
  g_signal_emit_by_name (self->view->facet_pane, "filter", facet, value, value, on);
  wait_until (!is_loading (self));
}

/* a-2 and the eight bicycles were rejected; b-1 to b-8 are all of another relation. */
static void
filters_narrow_the_list_and_can_be_dropped (Fixture *self, gconstpointer data)
{
  const TlSimilarFound *found;
  guint before;

  show (self, tl_similar_source_new_document ("a-1"));
  found = tl_similar_view_get_found (self->view);
  before = found->cases->len;
  g_assert_cmpuint (found->result->compared, >=, before);
  g_assert_nonnull (find_value (self, "outcome", "rejected"));
  g_assert_cmpuint (find_value (self, "outcome", "rejected")->count, ==, found->result->compared);
  g_assert_nonnull (find_value (self, "kind", "judgment"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->view->only)));

  press (self, "relation", "Tranh chấp hợp đồng đặt cọc", TRUE);
  found = tl_similar_view_get_found (self->view);
  g_assert_cmpuint (found->cases->len, ==, 1);
  g_assert_cmpstr (((TlSimilarCase *)g_ptr_array_index (found->cases, 0))->hit->doc, ==, "a-2");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->view->only)));
  /* What could be chosen instead is still there. */
  if (before > 1)
    g_assert_nonnull (find_value (self, "relation", "Tranh chấp hợp đồng mượn tài sản"));

  press (self, "year", "1999", TRUE);
  found = tl_similar_view_get_found (self->view);
  g_assert_cmpuint (found->cases->len, ==, 0);
  g_assert_nonnull (strstr (gtk_label_get_text (self->view->none), "filter"));

  g_signal_emit_by_name (self->view->facet_pane, "clear");
  wait_until (!is_loading (self));
  g_assert_cmpuint (tl_similar_view_get_found (self->view)->cases->len, ==, before);

  press (self, "outcome", "accepted", TRUE);
  show (self, tl_similar_source_new_document ("a-2"));
  /* Another case is looked for in all of the library. */
  g_assert_cmpuint (self->view->scope->filters->len, ==, 0);
  g_assert_cmpuint (tl_similar_view_get_found (self->view)->cases->len, >=, 1);
}

/* The answer to a case that was replaced never shows. */
static void
the_last_case_asked_for_is_the_one_shown (Fixture *self, gconstpointer data)
{
  static const char *const ids[] = { "a-1", "b-1", "a-1", "a-2" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      TlSimilarSource *source = tl_similar_source_new_document (ids[i]);

      tl_similar_view_show (self->view, source);
      tl_similar_source_unref (source);
    }
  wait_until (!is_loading (self));
  g_assert_cmpstr (tl_similar_view_get_found (self->view)->own->id, ==, "a-2");
  tl_similar_view_show (self->view, NULL);
  g_assert_false (is_loading (self));
  g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "start");
}

static void
looking_can_be_stopped_and_started_again (Fixture *self, gconstpointer data)
{
  TlSimilarSource *source = tl_similar_source_new_document ("a-1");

  tl_similar_view_show (self->view, source);
  tl_similar_source_unref (source);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.cancel", NULL);
  g_assert_false (is_loading (self));
  g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "message");
  gtk_widget_activate_action (GTK_WIDGET (self->view), "similar.retry", NULL);
  wait_until (!is_loading (self));
  g_assert_cmpstr (tl_similar_view_get_page (self->view), ==, "results");
}

/* Its work goes on in a thread, and must find nobody. */
static void
a_page_may_be_closed_while_it_looks (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      TlSimilarSource *source = tl_similar_source_new_document ("a-1");
      GtkWidget *view = g_object_ref_sink (tl_similar_view_new (self->services));

      tl_similar_view_show (TL_SIMILAR_VIEW (view), source);
      tl_similar_source_unref (source);
      g_object_run_dispose (G_OBJECT (view));
      g_object_unref (view);
    }
  show (self, tl_similar_source_new_document ("a-1"));
  g_assert_nonnull (tl_similar_view_get_found (self->view));
}

#define add(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/ui/similar/an-open-judgment-lists-its-like-and-says-why",
       an_open_judgment_lists_its_like_and_says_why);
  add ("/ui/similar/what-is-pressed-is-opened-at-its-place",
       what_is_pressed_is_opened_at_its_place);
  add ("/ui/similar/a-passage-opens-where-it-was-selected", a_passage_opens_where_it_was_selected);
  add ("/ui/similar/a-file-of-the-judge-is-read-and-leaves-nothing-behind",
       a_file_of_the_judge_is_read_and_leaves_nothing_behind);
  add ("/ui/similar/what-cannot-be-compared-is-said-in-place",
       what_cannot_be_compared_is_said_in_place);
  add ("/ui/similar/nothing-alike-is-explained", nothing_alike_is_explained);
  add ("/ui/similar/another-way-to-compare-looks-again-and-is-remembered",
       another_way_to_compare_looks_again_and_is_remembered);
  add ("/ui/similar/filters-narrow-the-list-and-can-be-dropped",
       filters_narrow_the_list_and_can_be_dropped);
  add ("/ui/similar/the-last-case-asked-for-is-the-one-shown",
       the_last_case_asked_for_is_the_one_shown);
  add ("/ui/similar/looking-can-be-stopped-and-started-again",
       looking_can_be_stopped_and_started_again);
  add ("/ui/similar/a-page-may-be-closed-while-it-looks", a_page_may_be_closed_while_it_looks);
  return g_test_run ();
}
