/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole window: files that are dropped on it, what the desktop hears of files that were chosen,
 * and the sheet of a comment. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "base/tl-folder.h"
#include "reader-fixture.h"
#include "ui/own/tl-own-recent.h"
#include "ui/print/tl-print.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-text-plain.h"
#include "ui/similar/tl-similar-view.h"
#include "ui/window/tl-window-private.h"
#include "waiting.h"

#define DRAFT "TÒA ÁN NHÂN DÂN TỈNH MINH HẢI\nNỘI DUNG VỤ ÁN\nHai bên lập giấy đặt cọc mua đất.\n"

typedef struct
{
  GSettings *settings;
  TlServices *services;
  TlWindow *window;
  char *desk;  /* folder */
  char *files; /* folder of the judge's own files */
} Fixture;

static const char *library;
static AdwApplication *application;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (TL_APP_ID);
  fixture->desk = g_dir_make_tmp ("troly-desk-XXXXXX", NULL);
  fixture->files = g_dir_make_tmp ("troly-own-XXXXXX", NULL);
  fixture->services = tl_services_new ();
  tl_desk_keeper_open (tl_services_get_desk (fixture->services), fixture->desk, fixture->settings);
  fixture->window = TL_WINDOW (tl_window_new (application, fixture->services, fixture->settings));
  gtk_window_present (GTK_WINDOW (fixture->window));
  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) == TL_SERVICES_READY);
  wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tl_desk_keeper_close (tl_services_get_desk (fixture->services));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->settings);
  tl_folder_remove (fixture->desk);
  tl_folder_remove (fixture->files);
  g_clear_pointer (&fixture->desk, g_free);
  g_clear_pointer (&fixture->files, g_free);
}

static GFile *
write_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->files, name, NULL);

  g_assert_true (g_file_set_contents (path, DRAFT, -1, NULL));
  return g_file_new_for_path (path);
}

/* The drop target of the window; it must come before those of what the window holds. */
static GtkDropTarget *
get_target (Fixture *fixture)
{
  g_autoptr (GListModel) controllers
      = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  GtkDropTarget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        found = GTK_DROP_TARGET (controller);
    }
  g_assert_nonnull (found);
  return found;
}

static gboolean
drop (Fixture *fixture, GSList *files, double x, double y)
{
  GtkDropTarget *target = get_target (fixture);
  GdkContentFormats *formats = gtk_drop_target_get_formats (target);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST));
  g_assert_true ((gtk_drop_target_get_actions (target) & GDK_ACTION_COPY) != 0);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (target, "drop", &value, x, y, &taken);
  return taken;
}

static gboolean
has_tab (Fixture *fixture, const char *title)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (fixture->window->tab_view); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (fixture->window->tab_view, i);

      if (g_str_equal (adw_tab_page_get_title (page), title))
        return TRUE;
    }
  return FALSE;
}

static void
files_that_are_dropped_open_in_tabs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) one = write_file (fixture, "Một.txt");
  g_autoptr (GFile) other = write_file (fixture, "Hai.txt");
  GSList second = { .data = other, .next = NULL };
  GSList files = { .data = one, .next = &second };

  g_assert_true (drop (fixture, &files, 200, 300));
  wait_until (has_tab (fixture, "Một.txt") && has_tab (fixture, "Hai.txt"));
}

static void
nothing_dropped_is_not_taken (Fixture *fixture, gconstpointer data)
{
  int before = adw_tab_view_get_n_pages (fixture->window->tab_view);

  g_assert_false (drop (fixture, NULL, 200, 300));
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->window->tab_view), ==, before);
}

static void
a_file_dropped_on_the_page_of_similar_cases_is_the_case (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_file (fixture, "Vụ của tôi.txt");
  GSList files = { .data = file, .next = NULL };
  AdwTabView *tabs = fixture->window->tab_view;
  GtkWidget *view;
  graphene_point_t middle;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.similar", NULL);
  view = adw_tab_page_get_child (adw_tab_view_get_selected_page (tabs));
  g_assert_true (TL_IS_SIMILAR_VIEW (view));
  wait_until (gtk_widget_get_width (view) > 0 && gtk_widget_get_mapped (view));
  g_assert_true (
      gtk_widget_compute_point (view, GTK_WIDGET (fixture->window),
                                &GRAPHENE_POINT_INIT (gtk_widget_get_width (view) / 2.0F,
                                                      gtk_widget_get_height (view) / 2.0F),
                                &middle));
  g_assert_true (drop (fixture, &files, middle.x, middle.y));
  wait_until (tl_similar_view_get_source (TL_SIMILAR_VIEW (view)) != NULL);
  g_assert_false (has_tab (fixture, "Vụ của tôi.txt"));
}

static void
add_recent (GFile *file, const char *program)
{
  GtkRecentData recent = { .mime_type = (char *)"text/plain",
                           .app_name = (char *)program,
                           .app_exec = (char *)"program %u" };
  g_autofree char *uri = g_file_get_uri (file);

  g_assert_true (gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &recent));
}

static gboolean
is_recent (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return gtk_recent_manager_has_item (gtk_recent_manager_get_default (), uri);
}

static void
a_chosen_file_leaves_the_list_of_recent_files_unless_another_program_put_it_there (
    Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) before = write_file (fixture, "trước.txt");
  g_autoptr (GFile) after = write_file (fixture, "sau.txt");
  g_autoptr (GFile) others = write_file (fixture, "khác.txt");

  add_recent (before, g_get_application_name ());
  add_recent (others, "another program");
  wait_until (is_recent (before) && is_recent (others));
  tl_own_keep_out_of_recents (before);
  tl_own_keep_out_of_recents (after);
  tl_own_keep_out_of_recents (others);
  wait_until (!is_recent (before));
  add_recent (after, g_get_application_name ());
  wait_until (!is_recent (after));
  g_assert_true (is_recent (others));
}

/* The dialog that asks where to save; that of the desktop is not asked in tests. */
static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (window))
        found = window;
    }
  return found;
}

static gboolean
is_named (GtkWidget *chooser, GFile *file)
{
  g_autoptr (GFile) named = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  return named != NULL && g_file_equal (named, file);
}

/* Answers the dialog as a judge who types where the file goes. */
static void
save_as (GFile *file)
{
  const char *path = g_file_peek_path (file);
  GtkWidget *chooser = NULL;

  wait_until ((chooser = find_chooser ()) != NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), path);
  wait_until (is_named (chooser, file));
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  wait_until (find_chooser () == NULL);
}

/* What the dialog tells the desktop of a file it asked for, and of a PDF that the program saved. */
static void
a_pdf_that_was_saved_is_no_recent_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlPrintContent) content = tl_print_content_new ("Luật Thử nghiệm");
  g_autoptr (GtkFileChooserNative) other = gtk_file_chooser_native_new (
      "Lưu", GTK_WINDOW (fixture->window), GTK_FILE_CHOOSER_ACTION_SAVE, "_Lưu", "_Hủy");
  g_autoptr (GFile) told = g_file_new_build_filename (fixture->files, "khác.pdf", NULL);
  g_autoptr (GFile) saved = g_file_new_build_filename (fixture->files, "luật.pdf", NULL);
  const TlPrintJob job = { content, NULL, NULL };

  tl_print_content_add (content, TL_PRINT_BODY, "Điều 1. Luật này quy định về thử nghiệm.", 0);
  tl_print_save (GTK_WIDGET (fixture->window), &job);
  save_as (saved);
  wait_until (g_file_query_exists (saved, NULL));
  /* The same dialog later, of somebody who does not mind: once that one is there, so was the first.
   */
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (other));
  save_as (told);
  wait_until (is_recent (told));
  g_assert_false (is_recent (saved));
}

static void
the_sheet_of_a_comment_is_there_at_once (Fixture *fixture, gconstpointer data)
{
  const TlReaderTarget target = { .doc = FIXTURE_JUDGMENT };
  TlWindow *self = fixture->window;
  gboolean animations;

  _tl_window_open (self, &target);
  for (int i = 0; i < 2; i++)
    {
      wait_until ((gtk_widget_activate_action (GTK_WIDGET (self), "win.comment", NULL),
                   adw_flap_get_reveal_flap (self->flap)));
      g_assert_cmpfloat (adw_flap_get_reveal_progress (self->flap), ==, 1.0);
      wait_until (gtk_widget_get_width (GTK_WIDGET (self->sheet)) > 100);
      g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations",
                    &animations, NULL);
      g_assert_true (animations);
      g_signal_emit_by_name (self->sheet, "close");
      g_assert_false (adw_flap_get_reveal_flap (self->flap));
      wait_until (adw_flap_get_reveal_progress (self->flap) == 0.0);
    }
}

static gboolean
is_settled (TlReader *reader)
{
  GtkWidget *widget = reader->text != NULL ? tl_text_view_get_widget (reader->text) : NULL;

  return widget != NULL && gtk_widget_get_mapped (widget)
         && tl_text_plain_is_complete (TL_TEXT_PLAIN (widget));
}

/* From another page of the window, as from that of comments: the text is made while nothing of it
 * is on the screen. */
static void
a_passage_that_is_opened_from_another_page_is_seen (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *doc, *anchor;
    gboolean fits; /* all of it is seen */
  } cases[] = {
    { FIXTURE_ANSWER, "dap", TRUE },
    { FIXTURE_ANSWER, "can-cu", TRUE },
    { FIXTURE_STATUTE, "d41", FALSE },
    { FIXTURE_STATUTE, "d650.k1", FALSE },
  };
  TlWindow *self = fixture->window;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TlReaderTarget target = { .doc = cases[i].doc, .anchor = cases[i].anchor };
      TlReader *reader;
      TlTextPlain *plain;
      int paragraph, top;

      gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "feedback");
      wait_until (self->feedback_page != NULL
                  && gtk_widget_get_mapped (GTK_WIDGET (self->feedback_page)));
      wait_until (!g_main_context_pending (NULL));
      _tl_window_open (self, &target);
      reader = TL_READER (adw_tab_page_get_child (adw_tab_view_get_selected_page (self->tab_view)));
      wait_until (is_settled (reader));
      plain = TL_TEXT_PLAIN (tl_text_view_get_widget (reader->text));
      paragraph = tl_text_model_find (reader->model, cases[i].anchor);
      top = tl_text_plain_get_top (plain, (guint)paragraph);
      g_test_message ("%s#%s at %d", cases[i].doc, cases[i].anchor, top);
      g_assert_cmpint (top, >=, 0);
      g_assert_cmpint (top, <, gtk_widget_get_height (GTK_WIDGET (plain)));
      if (cases[i].fits)
        g_assert_cmpint (tl_text_plain_get_top (plain, 0), >=, 0);
      else
        g_assert_cmpint (top, <, 100);
      /* Another time it is made anew. */
      if (i % 2 == 0)
        adw_tab_view_close_page (self->tab_view, adw_tab_view_get_selected_page (self->tab_view));
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/window-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("TROLY_TEXT_BACKEND", "textview", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_set_application_name ("Trợ lý Thẩm phán");
  adw_init ();
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  folder = reader_fixture_new ();
  library = folder;
  ADD ("files-that-are-dropped-open-in-tabs", files_that_are_dropped_open_in_tabs);
  ADD ("nothing-dropped-is-not-taken", nothing_dropped_is_not_taken);
  ADD ("a-file-dropped-on-the-page-of-similar-cases-is-the-case",
       a_file_dropped_on_the_page_of_similar_cases_is_the_case);
  ADD ("a-chosen-file-leaves-the-list-of-recent-files-unless-another-program-put-it-there",
       a_chosen_file_leaves_the_list_of_recent_files_unless_another_program_put_it_there);
  ADD ("a-pdf-that-was-saved-is-no-recent-file", a_pdf_that_was_saved_is_no_recent_file);
  ADD ("the-sheet-of-a-comment-is-there-at-once", the_sheet_of_a_comment_is_there_at_once);
  ADD ("a-passage-that-is-opened-from-another-page-is-seen",
       a_passage_that_is_opened_from_another_page_is_seen);
  result = g_test_run ();
  reader_fixture_remove (folder);
  g_clear_object (&application);
  return result;
}
