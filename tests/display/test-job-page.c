/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The page of a job: what it tells in each state, and what can be done from it. */

#include "config.h"

#include <adwaita.h>

#include "packshot-job-page.h"
#include "packshot-job-results.h"
#include "packshot-milestone-list.h"
#include "packshot-player-view.h"
#include "packshot-result-tile.h"
#include "packshot-test-notifications.h"
#include "packshot-test-review.h"
#include "packshot-test-utils.h"
#include "packshot-window.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static void
press_action (GtkWindow *window, const char *action)
{
  gtk_widget_activate_action (find (window, JOB_PAGE), action, NULL);
}

static void
run_ready (PackshotTestScript script)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_PUT, &settings);
  packshot_test_review_run (script);
  packshot_test_review_tear_down ();
}

static const PackshotLedgerResult *
get_result (PackshotJob *job, guint i)
{
  return g_ptr_array_index (packshot_job_get_results (job), i);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_assert_nonnull (*text);
}

static char *
read_text (GtkWindow *window)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, text_cb,
                                 &text);
  packshot_test_wait_until (text != NULL);
  return text;
}

static void
value_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **path = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GSList) files = NULL;

  g_assert_nonnull (value);
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_assert_cmpuint (g_slist_length (files), ==, 1);
  *path = g_file_get_path (files->data);
}

static char *
read_file (GtkWindow *window)
{
  char *path = NULL;

  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (GTK_WIDGET (window)),
                                  GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, value_cb, &path);
  packshot_test_wait_until (path != NULL);
  return path;
}

/* What is copied is what is chosen: as a file, as a place in text, and for file managers. */
static void
assert_copied (GtkWindow *window, const char *path)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autofree char *text = NULL;
  g_autofree char *file = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *chosen = NULL;

  press_action (window, "job.copy");
  text = read_text (window);
  file = read_file (window);
  copied = packshot_test_hash_file (file);
  chosen = packshot_test_hash_file (path);
  g_assert_cmpstr (text, ==, file);
  g_assert_cmpstr (copied, ==, chosen);
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                        "x-special/gnome-copied-files"));
}

static guint
count_players (GtkWidget *root)
{
  guint n_players = PACKSHOT_IS_PLAYER_VIEW (root) && gtk_widget_get_mapped (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_players += count_players (child);

  return n_players;
}

/* All that came of it can be chosen, and two of it seen at once. */
static void
results_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_make_results (window);
  PackshotJobResults *results = PACKSHOT_JOB_RESULTS (find (window, JOB_RESULTS));

  packshot_test_wait_until (packshot_test_review_find_result (window, "Video 2") != NULL);
  g_assert_true (gtk_toggle_button_get_active (
      GTK_TOGGLE_BUTTON (packshot_test_review_find_result (window, "Video 2"))));
  g_assert_cmpstr (packshot_job_results_get_video (results), ==, get_result (job, 3)->video);
  packshot_test_wait_until (
      packshot_test_find_label (packshot_test_review_find_result (window, "Video 2"), "5 credits")
      != NULL);
  packshot_test_wait_until (
      packshot_test_find_label (packshot_test_review_find_result (window, "Preview 1"), "2 credits")
      != NULL);
  assert_copied (window, get_result (job, 3)->video);

  packshot_test_review_choose_result (window, "Video 1");
  g_assert_cmpstr (packshot_job_results_get_video (results), ==, get_result (job, 2)->video);
  assert_copied (window, get_result (job, 2)->video);
  g_assert_cmpuint (count_players (GTK_WIDGET (window)), ==, 1);
  packshot_test_press ("Compare");
  packshot_test_wait_until (count_players (GTK_WIDGET (window)) == 2);

  packshot_test_review_choose_result (window, "Preview 1");
  g_assert_null (packshot_job_results_get_video (results));
  g_assert_cmpstr (packshot_job_results_get_picture (results), ==, get_result (job, 0)->cover);
  assert_copied (window, get_result (job, 0)->cover);
  packshot_test_wait_until (count_players (GTK_WIDGET (window)) == 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (packshot_test_find_button ("Compare")), FALSE);
  packshot_test_wait_until (count_players (GTK_WIDGET (window)) == 0);
  gtk_window_close (window);
}

static void
test_results (void)
{
  run_ready (results_script);
}

/* In their order, and what is asked to be copied is told to be. */
static void
facts_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);
  GtkWidget *list = find (window, MILESTONE_LIST);
  GtkWidget *row;
  g_autofree char *text = NULL;
  const char *id =
      packshot_remote_id_find (packshot_job_get_remote_ids (job), PACKSHOT_REMOTE_ID_POLL);

  packshot_test_wait_until (packshot_test_find_label (list, "Preview collected") != NULL);
  g_assert_nonnull (packshot_test_find_label (list, "Added"));
  g_assert_nonnull (packshot_test_find_label (list, "Order sent"));
  g_assert_nonnull (packshot_test_find_label (list, "Accepted"));
  g_assert_nonnull (packshot_test_find_label (list, id));
  g_assert_nonnull (packshot_test_find_label (list, "Waits for your approval"));
  packshot_test_wait_until (packshot_test_find_group (GTK_WIDGET (window), "Cost") != NULL);
  packshot_test_wait_for_words ("Charged 2 credits");
  g_assert_nonnull (packshot_test_find_group (GTK_WIDGET (window), "Settings Used"));

  row = packshot_test_find_row (GTK_WIDGET (window), "Job in Packshot");
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  packshot_test_wait_for_words ("Copied: Job in Packshot");
  text = read_text (window);
  g_assert_cmpstr (text, ==, packshot_job_get_id (job));
  gtk_window_close (window);
}

static void
test_facts (void)
{
  run_ready (facts_script);
}

/* To the trash and back, from a page and from the toast. */
static void
trash_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);

  press_action (window, "job.trash");
  packshot_test_wait_for_words ("Moved to the trash.");
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  g_assert_cmpint (packshot_job_get_trashed (job), !=, 0);
  packshot_test_press ("Undo");
  packshot_test_wait_until (packshot_job_get_trashed (job) == 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  g_assert_true (g_file_test (packshot_job_get_cover_path (job), G_FILE_TEST_EXISTS));
  gtk_window_close (window);
}

static void
test_trash (void)
{
  run_ready (trash_script);
}

static void
show_job (GtkWindow *window, PackshotJob *job)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "show-job",
                                  g_variant_new_string (packshot_job_get_id (job)));
  packshot_test_wait_until (packshot_test_review_get_job (window) == job);
}

/* A notification leads to another job while the question stands there: that one isn't meant. */
static void
question_script (GtkWindow *window)
{
  g_autoptr (PackshotJob) first = g_object_ref (packshot_test_review_order_preview (window));
  g_autoptr (PackshotJob) second = NULL;

  press_action (window, "job.trash");
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  second = g_object_ref (packshot_test_review_order_preview (window));
  show_job (window, first);
  press_action (window, "job.delete");
  packshot_test_wait_for_words ("Delete This for Good?");
  show_job (window, second);
  packshot_test_wait_until (packshot_test_find_words ("Delete This for Good?") == NULL);

  press_action (window, "job.cancel");
  packshot_test_wait_for_words ("Stop Without a Video?");
  show_job (window, first);
  packshot_test_wait_until (packshot_test_find_words ("Stop Without a Video?") == NULL);
  g_assert_cmpint (packshot_job_get_trashed (first), !=, 0);
  g_assert_cmpint (packshot_job_get_state (first), ==, PACKSHOT_JOB_REVIEW);
  g_assert_cmpint (packshot_job_get_state (second), ==, PACKSHOT_JOB_REVIEW);

  /* An answer that was given counts for the one that was asked about, whatever is shown by then. */
  press_action (window, "job.delete");
  packshot_test_press ("Delete");
  show_job (window, second);
  packshot_test_wait_until (!g_file_test (packshot_job_get_cover_path (first), G_FILE_TEST_EXISTS));
  packshot_test_wait_for_frames (window, 3);
  g_assert_true (packshot_test_review_get_job (window) == second);
  g_assert_true (g_file_test (packshot_job_get_cover_path (second), G_FILE_TEST_EXISTS));

  /* Who closed the window was asked for the last time. */
  press_action (window, "job.cancel");
  packshot_test_wait_for_words ("Stop Without a Video?");
  packshot_window_put_away (PACKSHOT_WINDOW (window));
  gtk_window_present (window);
  packshot_test_wait_until (packshot_test_find_words ("Stop Without a Video?") == NULL);
  g_assert_cmpint (packshot_job_get_state (second), ==, PACKSHOT_JOB_REVIEW);
  gtk_window_close (window);
}

static void
test_question (void)
{
  run_ready (question_script);
}

/* Back at the list before it is found that there is no key. */
static void
key_script (GtkWindow *window)
{
  packshot_test_review_order_preview (window);
  g_unsetenv ("CREATIFY_API_ID");
  g_unsetenv ("CREATIFY_API_KEY");
  press_action (window, "job.regenerate-picture");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  packshot_test_wait_for_words ("needs a key first.");
  gtk_window_close (window);
}

static void
test_key (void)
{
  run_ready (key_script);
}

/* One whose outcome the service does not tell. */
static PackshotJob *
make_unknown (GtkWindow *window)
{
  PackshotFake *fake = packshot_test_review_get_fake ();
  PackshotJob *job = packshot_test_review_order_preview (window);

  packshot_fake_add_fault (fake, "poll", PACKSHOT_FAKE_FAULT_ERROR, 1000);
  packshot_fake_add_fault (fake, "list", PACKSHOT_FAKE_FAULT_ERROR, 1000);
  packshot_fake_add_fault (fake, "approve", PACKSHOT_FAKE_FAULT_LOST, 1);
  press_action (window, "job.approve");
  packshot_test_review_say_yes ();
  packshot_test_review_wait (job, PACKSHOT_JOB_UNKNOWN);

  return job;
}

static void
look_up (GtkWindow *window, PackshotJob *job, PackshotJob *next)
{
  show_job (window, job);
  packshot_test_wait_until (packshot_test_find_button ("Look It Up") != NULL
                            && gtk_widget_is_sensitive (packshot_test_find_button ("Look It Up")));
  press_action (window, "job.look-up");
  show_job (window, next);
}

/* What the service says of a job is said where that is shown, and nowhere else. */
static void
look_up_script (GtkWindow *window)
{
  g_autoptr (PackshotJob) first = g_object_ref (packshot_test_review_order_preview (window));
  PackshotFake *fake = packshot_test_review_get_fake ();
  PackshotJob *unknown;
  guint n_polls;

  press_action (window, "job.cancel");
  packshot_test_press ("Stop");
  packshot_test_review_wait (first, PACKSHOT_JOB_CANCELLED);
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  unknown = make_unknown (window);

  n_polls = packshot_fake_count (fake, "poll");
  look_up (window, unknown, first);
  packshot_test_wait_until (packshot_fake_count (fake, "poll") > n_polls);
  packshot_test_wait_for_frames (window, 20);
  g_assert_null (packshot_test_find_words ("Operation was cancelled"));

  look_up (window, unknown, first);
  show_job (window, unknown);
  packshot_test_wait_for_words ("The service has trouble of its own");
  gtk_window_close (window);
}

static void
test_look_up (void)
{
  run_ready (look_up_script);
}

static void
finalize_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);
  GtkWidget *page = find (window, JOB_PAGE);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);
  gtk_window_destroy (window);
  packshot_test_wait_until (page == NULL);
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
test_finalize (void)
{
  run_ready (finalize_script);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-page/results", test_results);
  g_test_add_func ("/job-page/facts", test_facts);
  g_test_add_func ("/job-page/trash", test_trash);
  g_test_add_func ("/job-page/question", test_question);
  g_test_add_func ("/job-page/key", test_key);
  g_test_add_func ("/job-page/look-up", test_look_up);
  g_test_add_func ("/job-page/finalize", test_finalize);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
