/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of a comment and the page of what was sent, with real widgets and a desk. */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "base/tl-folder.h"
#include "desk/tl-desk-send.h"
#include "fixture-library.h"
#include "ui/feedback/tl-contribute-page.h"
#include "ui/feedback/tl-feedback-words.h"
#include "ui/feedback/tl-feedback-page.h"
#include "ui/feedback/tl-feedback-row.h"
#include "ui/feedback/tl-feedback-sheet.h"
#include "ui/feedback/tl-near.h"
#include "waiting.h"

typedef struct
{
  GSettings *settings;
  char *folder;
  TlServices *services;
  TlFeedbackKeeper *keeper;
  GtkWidget *window;
  TlFeedbackSheet *sheet;
  TlFeedbackPage *page;
  guint n_kept;
  char *opened;
  char *said;
} Fixture;

static void
kept_cb (Fixture *fixture)
{
  fixture->n_kept++;
}

static void
opened_cb (Fixture *fixture, const char *doc, const char *anchor)
{
  g_free (fixture->opened);
  fixture->opened = g_strdup_printf ("%s#%s", doc, anchor != NULL ? anchor : "");
}

static void
said_cb (Fixture *fixture, const char *words)
{
  g_free (fixture->said);
  fixture->said = g_strdup (words);
}

static void
make_window (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 700);
  fixture->page = g_object_new (TL_TYPE_FEEDBACK_PAGE, "hexpand", TRUE, NULL);
  tl_feedback_page_set_services (fixture->page, fixture->services);
  fixture->sheet = TL_FEEDBACK_SHEET (tl_feedback_sheet_new (fixture->keeper));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->page));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->sheet));
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  g_signal_connect_swapped (fixture->sheet, "kept", G_CALLBACK (kept_cb), fixture);
  g_signal_connect_swapped (fixture->page, "open", G_CALLBACK (opened_cb), fixture);
  g_signal_connect_swapped (fixture->page, "say", G_CALLBACK (said_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (TL_APP_ID);
  fixture->folder = g_dir_make_tmp ("troly-feedback-XXXXXX", NULL);
  fixture->services = tl_services_new ();
  fixture->keeper = tl_services_get_feedback (fixture->services);
  tl_desk_keeper_open (tl_services_get_desk (fixture->services), fixture->folder,
                       fixture->settings);
  wait_until (tl_feedback_keeper_get_desk (fixture->keeper) != NULL);
  make_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tl_desk_keeper_close (tl_services_get_desk (fixture->services));
  g_clear_object (&fixture->services);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tl_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->opened);
  g_free (fixture->said);
  g_clear_object (&fixture->settings);
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static TlDesk *
get_desk (Fixture *fixture)
{
  return tl_feedback_keeper_get_desk (fixture->keeper);
}

/* (transfer full) (element-type TlDeskItem). */
static GPtrArray *
list_items (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *items;

  tl_desk_list_items_async (get_desk (fixture), 0, 0, NULL, result_cb, &result);
  wait_until (result != NULL);
  items = tl_desk_list_items_finish (get_desk (fixture), result, NULL);
  g_assert_nonnull (items);
  return items;
}

static void
settle (Fixture *fixture, TlDeskOutcome outcome, const char *reason)
{
  g_autoptr (GAsyncResult) taken = NULL;
  g_autoptr (GAsyncResult) settled = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_result_free);

  tl_desk_take_items_async (get_desk (fixture), 10, 1 << 20, NULL, result_cb, &taken);
  wait_until (taken != NULL);
  items = tl_desk_take_items_finish (get_desk (fixture), taken, NULL, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_ptr_array_add (results, tl_desk_result_new (items->pdata[0], outcome));
  ((TlDeskResult *)results->pdata[0])->reason = g_strdup (reason);
  tl_desk_settle_items_async (get_desk (fixture), results, NULL, result_cb, &settled);
  wait_until (settled != NULL);
  g_assert_true (tl_desk_settle_items_finish (get_desk (fixture), settled, NULL));
}

static void
apply (Fixture *fixture, TlDeskItemEvent *event, const char *cursor)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_event_free);

  g_ptr_array_add (events, event);
  tl_desk_apply_changes_async (get_desk (fixture), "test", events, cursor, NULL, NULL, result_cb,
                               &result);
  wait_until (result != NULL);
  g_assert_true (tl_desk_apply_changes_finish (get_desk (fixture), result, NULL));
}

static const TlFeedbackAbout about = {
  .title = (char *)"Bộ luật Dân sự tập huấn",
  .label = (char *)"Điều 41. Đặt cọc",
  .document = (char *)"05-2016-th-qh",
  .anchor = (char *)"dieu-41",
  .version = (char *)"2026-01-01",
  .quote = (char *)"Bên nhận đặt cọc từ chối <giao kết> & trả cọc",
  .question = (char *)"phạt cọc khi bên bán từ chối",
  .serial = 12,
};

static void
comment (Fixture *fixture, const char *text)
{
  guint before = fixture->n_kept;

  tl_feedback_sheet_comment (fixture->sheet, &about);
  tl_feedback_sheet_choose (fixture->sheet, TL_ITEM_WRONG);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), text, -1);
  tl_feedback_sheet_send (fixture->sheet);
  wait_until (fixture->n_kept == before + 1);
}

static TlFeedbackRow *
row_at (Fixture *fixture, int index)
{
  return TL_FEEDBACK_ROW (
      gtk_list_box_get_row_at_index (tl_feedback_page_get_list (fixture->page), index));
}

static GtkWidget *
find_button (GtkWidget *below, const char *act)
{
  if (GTK_IS_BUTTON (below) && g_strcmp0 (gtk_widget_get_name (below), act) == 0)
    return gtk_widget_get_visible (below) ? below : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, act);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (Fixture *fixture, int index, const char *act)
{
  GtkWidget *button = find_button (GTK_WIDGET (row_at (fixture, index)), act);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static TlItemState
state_at (Fixture *fixture, int index)
{
  TlFeedbackRow *row = row_at (fixture, index);

  return row != NULL ? tl_feedback_row_get_item (row)->state : TL_ITEM_SENDING;
}

static void
the_bytes_that_are_shown_are_the_bytes_that_are_kept (Fixture *fixture, gconstpointer data)
{
  TlFeedbackBytes *bytes = tl_feedback_sheet_get_bytes (fixture->sheet);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *shown = NULL;
  TlDeskItem *item;

  tl_feedback_sheet_comment (fixture->sheet, &about);
  tl_feedback_sheet_choose (fixture->sheet, TL_ITEM_OUTDATED);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), "Đã được sửa \"đổi\"",
                            -1);
  tl_feedback_bytes_set_shown (bytes, TRUE);
  wait_until (tl_feedback_draft_get_body (tl_feedback_sheet_get_draft (fixture->sheet)) != NULL);
  shown = tl_feedback_bytes_dup_text (bytes);
  g_assert_nonnull (strstr (shown, "Đã được sửa"));
  tl_feedback_sheet_send (fixture->sheet);
  wait_until (fixture->n_kept == 1);
  items = list_items (fixture);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->body, ==, shown);
  g_assert_cmpint (item->item->verdict, ==, TL_ITEM_OUTDATED);
  g_assert_cmpstr (item->item->document, ==, about.document);
  g_assert_cmpstr (item->item->anchor, ==, about.anchor);
  g_assert_cmpstr (item->item->quote, ==, about.quote);
  g_assert_cmpint (item->item->serial, ==, 12);
  g_assert_cmpstr (item->label, ==, "Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn");
}

static void
the_question_goes_with_it_only_when_it_is_ticked (Fixture *fixture, gconstpointer data)
{
  for (int ticked = 0; ticked <= 1; ticked++)
    {
      g_autoptr (GPtrArray) items = NULL;

      tl_feedback_sheet_comment (fixture->sheet, &about);
      g_assert_false (
          gtk_check_button_get_active (tl_feedback_sheet_get_with_question (fixture->sheet)));
      gtk_check_button_set_active (tl_feedback_sheet_get_with_question (fixture->sheet), ticked);
      tl_feedback_sheet_choose (fixture->sheet, TL_ITEM_RIGHT);
      tl_feedback_sheet_send (fixture->sheet);
      wait_until (fixture->n_kept == (guint)ticked + 1);
      items = list_items (fixture);
      /* The newest first. */
      g_assert_cmpstr (((TlDeskItem *)items->pdata[0])->item->question, ==,
                       ticked ? about.question : NULL);
      g_assert_true ((strstr (((TlDeskItem *)items->pdata[0])->body, "phạt cọc") != NULL)
                     == (ticked != 0));
    }
}

static void
nothing_is_kept_without_a_choice_or_with_too_long_a_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (TL_ITEM_MAX_TEXT + 5, 'a');

  tl_feedback_sheet_comment (fixture->sheet, &about);
  g_assert_cmpstr (tl_feedback_sheet_get_error (fixture->sheet), ==, "");
  tl_feedback_sheet_send (fixture->sheet);
  g_assert_cmpstr (tl_feedback_sheet_get_error (fixture->sheet), ==,
                   "Choose one of the five first.");
  tl_feedback_sheet_choose (fixture->sheet, TL_ITEM_OTHER);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), longest, -1);
  g_assert_cmpstr (tl_feedback_sheet_get_error (fixture->sheet), ==, "5 characters too long");
  tl_feedback_sheet_send (fixture->sheet);
  wait_until (!tl_feedback_draft_is_sending (tl_feedback_sheet_get_draft (fixture->sheet)));
  g_assert_cmpstr (tl_feedback_sheet_get_error (fixture->sheet), ==, "The text is too long.");
  g_assert_cmpuint (fixture->n_kept, ==, 0);
  /* What was written is not lost, and can be sent when it is shorter. */
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), "ngắn", -1);
  tl_feedback_sheet_send (fixture->sheet);
  wait_until (fixture->n_kept == 1);
}

static void
what_was_written_stays_until_something_else_is_commented_on (Fixture *fixture, gconstpointer data)
{
  TlFeedbackAbout other = about;

  tl_feedback_sheet_comment (fixture->sheet, &about);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), "dở dang", -1);
  tl_feedback_sheet_comment (fixture->sheet, &about);
  g_assert_cmpint (gtk_text_buffer_get_char_count (tl_feedback_sheet_get_buffer (fixture->sheet)),
                   ==, 7);
  other.anchor = (char *)"dieu-42";
  tl_feedback_sheet_comment (fixture->sheet, &other);
  g_assert_cmpint (gtk_text_buffer_get_char_count (tl_feedback_sheet_get_buffer (fixture->sheet)),
                   ==, 0);
}

static void
what_waits_is_listed_edited_and_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  const TlDeskItem *item;
  g_autofree char *id = NULL;

  wait_until (tl_feedback_page_is_empty (fixture->page));
  comment (fixture, "còn thiếu khoản 2");
  wait_until (state_at (fixture, 0) == TL_ITEM_WAITING);
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->waiting == 1);
  g_assert_false (tl_feedback_page_is_empty (fixture->page));
  item = tl_feedback_row_get_item (row_at (fixture, 0));
  id = g_strdup (item->item->id);
  tl_feedback_sheet_edit (fixture->sheet, item);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), "còn thiếu khoản 3", -1);
  tl_feedback_sheet_send (fixture->sheet);
  wait_until (fixture->n_kept == 2);
  items = list_items (fixture);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->item->id, ==, id);
  g_assert_cmpint (item->item->revision, ==, 2);
  g_assert_cmpstr (item->item->text, ==, "còn thiếu khoản 3");
  g_assert_cmpstr (item->item->quote, ==, about.quote);
  g_assert_cmpstr (item->label, ==, "Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn");
  wait_until (tl_feedback_row_get_item (row_at (fixture, 0))->item->revision == 2);
  click (fixture, 0, "withdraw");
  wait_until (state_at (fixture, 0) == TL_ITEM_WITHDRAWN);
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->waiting == 0);
  g_assert_null (find_button (GTK_WIDGET (row_at (fixture, 0)), "edit"));
}

static void
what_failed_is_on_top_and_says_what_to_do (Fixture *fixture, gconstpointer data)
{
  comment (fixture, "thứ nhất");
  settle (fixture, TL_DESK_FAILED, "too_large");
  comment (fixture, "thứ hai");
  wait_until (state_at (fixture, 0) == TL_ITEM_FAILED && state_at (fixture, 1) == TL_ITEM_WAITING);
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->failed == 1);
  gtk_test_accessible_assert_property (
      row_at (fixture, 0), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "It is too long for the centre. Shorten it and send it again.");
  g_assert_nonnull (find_button (GTK_WIDGET (row_at (fixture, 0)), "edit"));
  g_assert_nonnull (find_button (GTK_WIDGET (row_at (fixture, 0)), "withdraw"));
  click (fixture, 0, "retry");
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->failed == 0);
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->waiting == 2);
}

static void
what_failed_can_be_let_be (Fixture *fixture, gconstpointer data)
{
  comment (fixture, "thứ nhất");
  settle (fixture, TL_DESK_FAILED, "too_large");
  wait_until (state_at (fixture, 0) == TL_ITEM_FAILED);
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->failed == 1);
  click (fixture, 0, "dismiss");
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->failed == 0);
  /* The centre never had it. */
  wait_until (state_at (fixture, 0) == TL_ITEM_WITHDRAWN);
}

static void
an_answer_is_new_until_it_is_unfolded_and_leads_to_what_changed (Fixture *fixture,
                                                                 gconstpointer data)
{
  TlDeskItemEvent *event;
  const TlDeskItem *item;

  comment (fixture, "sai số điều");
  settle (fixture, TL_DESK_SENT, NULL);
  wait_until (state_at (fixture, 0) == TL_ITEM_RECEIVED);
  item = tl_feedback_row_get_item (row_at (fixture, 0));
  event = tl_desk_item_event_new (item->item->id, TL_ITEM_APPLIED, 1750000000000);
  event->serial = 13;
  event->text = g_strdup ("Đã sửa theo <góp ý> & cảm ơn");
  event->document = g_strdup ("05-2016-th-qh");
  event->anchor = g_strdup ("dieu-40");
  apply (fixture, event, "7");
  wait_until (state_at (fixture, 0) == TL_ITEM_APPLIED);
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->unread == 1);
  gtk_test_accessible_assert_property (
      row_at (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "New: Applied in release 13. Wrong: Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn");
  g_signal_emit_by_name (tl_feedback_page_get_list (fixture->page), "row-activated",
                         row_at (fixture, 0));
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->unread == 0);
  wait_until (tl_feedback_row_get_item (row_at (fixture, 0))->unread == 0);
  g_assert_true (tl_feedback_row_is_unfolded (row_at (fixture, 0)));
  click (fixture, 0, "open");
  g_assert_cmpstr (fixture->opened, ==, "05-2016-th-qh#dieu-40");
  click (fixture, 0, "about");
  g_assert_cmpstr (fixture->opened, ==, "05-2016-th-qh#dieu-41");
}

static void
tell (Fixture *fixture, TlItemState state, gint64 time, gint64 serial, const char *text)
{
  const TlDeskItem *item = tl_feedback_row_get_item (row_at (fixture, 0));
  TlDeskItemEvent *event = tl_desk_item_event_new (item->item->id, state, time);
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, time);

  event->text = g_strdup (text);
  event->serial = serial;
  if (serial > 0)
    {
      event->document = g_strdup_printf ("hd-%" G_GINT64_FORMAT, serial);
      event->anchor = g_strdup ("dap");
    }
  apply (fixture, event, cursor);
  wait_until (state_at (fixture, 0) == state);
}

static void
an_answer_that_is_taken_back_is_seen_and_so_is_the_one_that_replaces_it (Fixture *fixture,
                                                                         gconstpointer data)
{
  comment (fixture, "sai số điều");
  settle (fixture, TL_DESK_SENT, NULL);
  wait_until (state_at (fixture, 0) == TL_ITEM_RECEIVED);
  tell (fixture, TL_ITEM_ACCEPTED, 1750000000000, 0, NULL);
  tell (fixture, TL_ITEM_APPLIED, 1750000001000, 13, NULL);
  tell (fixture, TL_ITEM_EDITING, 1750000002000, 0, "Căn cứ đã bị thay thế");
  wait_until (tl_feedback_keeper_get_counts (fixture->keeper)->unread == 1);
  gtk_test_accessible_assert_property (
      row_at (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "New: Being edited. Wrong: Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn");
  gtk_test_accessible_assert_property (row_at (fixture, 0), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Căn cứ đã bị thay thế");
  g_assert_null (find_button (GTK_WIDGET (row_at (fixture, 0)), "open"));
  tell (fixture, TL_ITEM_ACCEPTED, 1750000003000, 0, NULL);
  tell (fixture, TL_ITEM_APPLIED, 1750000004000, 14, NULL);
  gtk_test_accessible_assert_property (
      row_at (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "New: Applied in release 14. Wrong: Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn");
  click (fixture, 0, "open");
  g_assert_cmpstr (fixture->opened, ==, "hd-14#dap");
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
write_situation (TlContributePage *page, const char *question)
{
  gtk_text_buffer_set_text (tl_contribute_page_get_question (page), question, -1);
  gtk_text_buffer_set_text (tl_contribute_page_get_answer (page), "Phải trả lại cọc.", -1);
}

static void
a_situation_is_sent_with_what_it_rests_on_after_its_likes_were_shown (Fixture *fixture,
                                                                      gconstpointer data)
{
  g_autofree char *library = fixture_library_new ();
  g_autoptr (GPtrArray) items = NULL;
  TlContributePage *page;
  const TlItemCitation *citation;

  tl_services_load (fixture->services, library);
  wait_until (tl_services_get_state (fixture->services) == TL_SERVICES_READY);
  page = TL_CONTRIBUTE_PAGE (tl_contribute_page_new (fixture->services));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (page));
  g_signal_connect_swapped (page, "kept", G_CALLBACK (kept_cb), fixture);
  write_situation (page, "Bên nhận cọc từ chối giao kết thì trả cọc thế nào?");
  tl_contribute_page_send (page);
  wait_until (*tl_contribute_page_get_error (page) != '\0');
  g_assert_cmpstr (tl_contribute_page_get_error (page), ==,
                   "Add at least one provision or precedent.");
  tl_contribute_page_cite (page, "một câu không viện dẫn gì");
  wait_until (strstr (tl_contribute_page_get_error (page), "no such provision") != NULL);
  tl_contribute_page_cite (page, "điều 41 blds-th");
  wait_until (tl_contribute_page_get_n_citations (page) == 1);
  tl_contribute_page_send (page);
  wait_until (fixture->n_kept == 1);
  /* The same again, in other words: it is shown, and nothing is handed over until it was. */
  write_situation (page, "ben nhan coc tu choi giao ket thi phai tra coc the nao");
  tl_contribute_page_cite (page, "điều 41 blds-th");
  wait_until (tl_contribute_page_get_n_citations (page) == 1);
  tl_contribute_page_send (page);
  wait_until (n_rows (tl_contribute_page_get_near (page)) == 1);
  g_assert_cmpuint (fixture->n_kept, ==, 1);
  g_assert_nonnull (strstr (tl_contribute_page_get_error (page), "Look at what is like it"));
  tl_contribute_page_send (page);
  wait_until (fixture->n_kept == 2);
  items = list_items (fixture);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (((TlDeskItem *)items->pdata[1])->item->kind, ==, TL_ITEM_CONTRIBUTION);
  citation = g_ptr_array_index (((TlDeskItem *)items->pdata[1])->item->citations, 0);
  g_assert_cmpstr (citation->anchor, ==, "d41");
  g_assert_nonnull (strstr (citation->label, "Bộ luật Dân sự tập huấn"));
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  fixture_library_remove (library);
}

static char *
dup_buffer (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
a_question_without_an_answer_is_filled_in_and_sent_by_one_press (Fixture *fixture,
                                                                 gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;
  const TlItem *item;
  TlContributePage *page;
  g_autofree char *question = NULL, *wish = NULL, *kept = NULL;

  tl_feedback_sheet_ask (fixture->sheet, &about);
  tl_feedback_sheet_send (fixture->sheet);
  wait_until (fixture->n_kept == 1);
  items = list_items (fixture);
  item = ((TlDeskItem *)items->pdata[0])->item;
  g_assert_cmpint (item->verdict, ==, TL_ITEM_MISSING);
  g_assert_cmpstr (item->question, ==, about.question);
  g_assert_cmpstr (item->text, ==, tl_feedback_wish ());
  /* What was written there is not written over. */
  tl_feedback_sheet_comment (fixture->sheet, &about);
  tl_feedback_sheet_choose (fixture->sheet, TL_ITEM_WRONG);
  gtk_text_buffer_set_text (tl_feedback_sheet_get_buffer (fixture->sheet), "Sai ngày.", -1);
  tl_feedback_sheet_ask (fixture->sheet, &about);
  kept = dup_buffer (tl_feedback_sheet_get_buffer (fixture->sheet));
  g_assert_cmpstr (kept, ==, "Sai ngày.");

  /* Where nothing was found there is no place that a comment could be about. */
  page = TL_CONTRIBUTE_PAGE (tl_contribute_page_new (fixture->services));
  g_object_ref_sink (page);
  g_assert_true (tl_contribute_page_ask (page, "Câu hỏi thứ nhất"));
  g_assert_true (tl_contribute_page_ask (page, "Câu hỏi thứ hai"));
  question = dup_buffer (tl_contribute_page_get_question (page));
  wish = dup_buffer (tl_contribute_page_get_answer (page));
  g_assert_cmpstr (question, ==, "Câu hỏi thứ hai");
  g_assert_cmpstr (wish, ==, tl_feedback_wish ());
  gtk_text_buffer_set_text (tl_contribute_page_get_answer (page), "Đã viết dở.", -1);
  g_assert_false (tl_contribute_page_ask (page, "Câu hỏi thứ ba"));
  g_object_run_dispose (G_OBJECT (page));
  g_object_unref (page);
}

static void
likeness_minds_words_and_their_order_but_neither_case_nor_marks (Fixture *fixture,
                                                                 gconstpointer data)
{
  static const struct
  {
    const char *question;
    const char *text;
    double from;
    double to;
  } cases[] = {
    { "Phạt cọc khi bên bán từ chối", "phat coc khi ben ban tu choi", 1, 1 },
    { "Phạt cọc khi bên bán từ chối", "Hỏi: phạt cọc khi bên bán từ chối thì sao? Đáp: xem điều 2.",
      1, 1 },
    { "Phạt cọc khi bên bán từ chối", "Bên bán từ chối thì phạt cọc", 0.6, 0.99 },
    { "Phạt cọc khi bên bán từ chối", "Thời hiệu khởi kiện chia thừa kế", 0, 0.1 },
    { "", "Thời hiệu", 0, 0 },
    { "Thời hiệu", "", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double alike = tl_near_measure (cases[i].question, cases[i].text);

      g_test_message ("%s / %s: %f", cases[i].question, cases[i].text, alike);
      g_assert_cmpfloat (alike, >=, cases[i].from);
      g_assert_cmpfloat (alike, <=, cases[i].to);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define TEST(name) g_test_add ("/feedback/" #name, Fixture, NULL, set_up, name, tear_down)
  TEST (the_bytes_that_are_shown_are_the_bytes_that_are_kept);
  TEST (the_question_goes_with_it_only_when_it_is_ticked);
  TEST (nothing_is_kept_without_a_choice_or_with_too_long_a_text);
  TEST (what_was_written_stays_until_something_else_is_commented_on);
  TEST (what_waits_is_listed_edited_and_withdrawn);
  TEST (what_failed_is_on_top_and_says_what_to_do);
  TEST (what_failed_can_be_let_be);
  TEST (an_answer_is_new_until_it_is_unfolded_and_leads_to_what_changed);
  TEST (an_answer_that_is_taken_back_is_seen_and_so_is_the_one_that_replaces_it);
  TEST (a_situation_is_sent_with_what_it_rests_on_after_its_likes_were_shown);
  TEST (a_question_without_an_answer_is_filled_in_and_sent_by_one_press);
  TEST (likeness_minds_words_and_their_order_but_neither_case_nor_marks);
  return g_test_run ();
}
