/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The whole application with a service that is paid in two steps: a preview that somebody looks at,
 * and a video once it was approved. */

#include "config.h"

#include <adwaita.h>

#include "packshot-fake-creatify.h"
#include "packshot-image-host-group.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-library-page.h"
#include "packshot-limit-notice.h"
#include "packshot-paragraph-row.h"
#include "packshot-review.h"
#include "packshot-settings-limits.h"
#include "packshot-test-notifications.h"
#include "packshot-test-review.h"
#include "packshot-test-utils.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static GtkTextBuffer *
find_buffer (GtkWidget *root)
{
  GtkWidget *row = packshot_test_find_type (root, PACKSHOT_TYPE_PARAGRAPH_ROW);

  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (packshot_test_find_type (row, GTK_TYPE_TEXT_VIEW)));
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

/* Nothing is paid without a yes, and each yes pays once. What was said at a step goes out with it,
 * and the pictures and videos of before stay. */
static void
approve_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);
  GtkWidget *review = find (window, REVIEW);
  g_autofree char *first = g_strdup (packshot_job_get_cover_path (job));
  g_autofree char *video = NULL;

  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "create"), ==, 1);
  packshot_test_press (PACKSHOT_TEST_REVIEW_ANOTHER);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE) != NULL);
  gtk_text_buffer_set_text (
      find_buffer (GTK_WIDGET (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE))),
      "On a beach", -1);
  packshot_test_review_say_yes ();
  packshot_test_wait_until (
      packshot_fake_count (packshot_test_review_get_fake (), "regenerate-picture") == 1);
  packshot_test_review_wait (job, PACKSHOT_JOB_REVIEW);
  g_assert_cmpstr (packshot_job_get_cover_path (job), !=, first);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  packshot_test_wait_for_words ("On a beach");

  gtk_text_buffer_set_text (find_buffer (review), "Slowly nearer", -1);
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_wait_for_words ("Slowly nearer");
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE) == NULL);
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "approve"), ==, 0);
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_REVIEW);

  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_review_say_yes ();
  packshot_test_review_wait (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "approve"), ==, 1);
  g_assert_cmpstr (packshot_request_get_string (packshot_job_get_request (job), "video-prompt"), ==,
                   "Slowly nearer");
  video = g_strdup (packshot_job_get_video_path (job));

  gtk_widget_activate_action (find (window, JOB_PAGE), "job.regenerate-video", NULL);
  packshot_test_review_say_yes ();
  packshot_test_wait_until (
      packshot_fake_count (packshot_test_review_get_fake (), "regenerate-video") == 1);
  packshot_test_review_wait (job, PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_job_get_video_path (job), !=, video);
  g_assert_true (g_file_test (video, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "create"), ==, 1);
  gtk_window_close (window);
}

static void
test_approve (void)
{
  run_ready (approve_script);
}

static void
set_limit (PackshotJob *job, gint64 limit)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  g_assert_true (
      packshot_settings_set_daily_limit (settings, packshot_job_get_manifest (job), limit, NULL));
}

/* A step after the first is another payment, and takes another word where it leads over a limit. */
static void
limit_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);
  GtkWidget *notice;

  set_limit (job, 0);
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE) != NULL);
  packshot_test_wait_for_words ("This adds 3 credits.");
  notice = find (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE), LIMIT_NOTICE);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (packshot_test_find_type (notice, GTK_TYPE_CHECK_BUTTON)), TRUE);
  packshot_test_press ("Send Anyway · from 3 credits");
  packshot_test_review_wait (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "approve"), ==, 1);

  set_limit (job, PACKSHOT_MONEY_UNKNOWN);
  gtk_window_close (window);
}

static void
test_limit (void)
{
  run_ready (limit_script);
}

/* What the service refuses leaves the preview to be approved another time. */
static void
refused_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);

  packshot_fake_add_fault (packshot_test_review_get_fake (), "approve", PACKSHOT_FAKE_FAULT_REFUSE,
                           1);
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_review_say_yes ();
  packshot_test_wait_until (packshot_fake_count (packshot_test_review_get_fake (), "approve") == 1
                            && packshot_job_get_state (job) == PACKSHOT_JOB_REVIEW);
  packshot_test_wait_until (packshot_job_get_words (job) != NULL);
  packshot_test_wait_for_words (packshot_job_get_words (job));
  packshot_test_wait_until (packshot_test_find_button (PACKSHOT_TEST_REVIEW_APPROVE) != NULL);

  packshot_test_press ("Stop Without a Video…");
  packshot_test_wait_for_words ("nothing more is paid");
  packshot_test_press ("Stop");
  packshot_test_review_wait (job, PACKSHOT_JOB_CANCELLED);
  packshot_test_wait_until (packshot_test_find_words (PACKSHOT_TEST_REVIEW_TITLE) == NULL);
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "approve"), ==, 1);
  gtk_window_close (window);
}

static void
test_refused (void)
{
  run_ready (refused_script);
}

/* P2: an approval without an answer is not sent again; the service is asked what became of it. */
static void
unknown_script (GtkWindow *window)
{
  PackshotJob *job = packshot_test_review_order_preview (window);

  /* By itself it would be looked up at once. */
  packshot_fake_add_fault (packshot_test_review_get_fake (), "poll", PACKSHOT_FAKE_FAULT_ERROR, 3);
  packshot_fake_add_fault (packshot_test_review_get_fake (), "list", PACKSHOT_FAKE_FAULT_ERROR, 3);
  packshot_fake_add_fault (packshot_test_review_get_fake (), "approve", PACKSHOT_FAKE_FAULT_LOST,
                           1);
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_review_say_yes ();
  packshot_test_review_wait (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_for_words ("Your order was sent");
  while (packshot_job_get_state (job) == PACKSHOT_JOB_UNKNOWN)
    {
      if (packshot_test_find_button ("Look It Up") != NULL)
        gtk_widget_activate_action (find (window, JOB_PAGE), "job.look-up", NULL);
      g_main_context_iteration (NULL, TRUE);
    }
  packshot_test_review_wait (job, PACKSHOT_JOB_DONE);
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "approve"), ==, 1);
  gtk_window_close (window);
}

static void
test_unknown (void)
{
  run_ready (unknown_script);
}

/* Nobody looks at the window when the preview comes; and the next start finds it in the library. */
static void
away_script (GtkWindow *window)
{
  packshot_test_review_order (window);
  gtk_window_close (window);
  packshot_test_wait_until (packshot_test_notifications_has ("The Preview Is Ready"));
}

static void
back_script (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_for_words ("Waits for your approval");
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_DROP_DOWN)), 2);
  packshot_test_wait_for_words ("Waits for your approval");
  g_signal_emit_by_name (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW),
                         "activate", 0);
  packshot_test_wait_for_words (PACKSHOT_TEST_REVIEW_TITLE);
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "approve"), ==, 0);
  gtk_window_close (window);
}

static void
test_away (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_PUT, &settings);
  packshot_test_review_run (away_script);
  packshot_test_review_run (back_script);
  packshot_test_review_tear_down ();
}

static void
type_in (GtkWidget *root, const char *title, const char *text)
{
  GtkWidget *row = packshot_test_find_row (root, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
}

/* What was asked for is in sight, with the keyboard in it, however much there is on the page. */
static void
assert_at_image_host (GtkWindow *accounts)
{
  GtkWidget *group = find (accounts, IMAGE_HOST_GROUP);
  GtkWidget *scroller = gtk_widget_get_ancestor (group, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  packshot_test_wait_until (gtk_widget_get_height (group) > 0);
  g_assert_nonnull (gtk_widget_get_focus_child (group));
  g_assert_true (gtk_widget_compute_bounds (group, scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     (float) gtk_widget_get_height (scroller));
}

/* Two fields for one key, and a place for photos: from nothing to an order. */
static void
accounts_script (GtkWindow *window)
{
  GtkWindow *accounts;
  GtkWidget *group;

  packshot_test_review_choose_service (window);
  packshot_test_wait_for_words ("No key yet");
  packshot_test_wait_for_words ("or set up an image host");
  g_assert_null (packshot_test_find_words ("packshot-cli"));
  /* What can't be ordered doesn't look as if it could. */
  g_assert_false (
      gtk_widget_is_sensitive (packshot_test_find_button (PACKSHOT_TEST_REVIEW_CREATE)));
  packshot_test_press ("Set Up an Image Host…");
  packshot_test_wait_until (packshot_test_find_window ("Preferences") != NULL);
  accounts = packshot_test_find_window ("Preferences");
  assert_at_image_host (accounts);
  group = packshot_test_find_group (GTK_WIDGET (accounts), "Creatify");
  type_in (group, "API ID", packshot_fake_default_settings.id);
  packshot_test_wait_for_words ("“API key” is still missing.");
  type_in (group, "API key", packshot_fake_default_settings.key);
  packshot_test_wait_for_words ("Kept until Packshot ends");

  group = find (accounts, IMAGE_HOST_GROUP);
  adw_combo_row_set_selected (ADW_COMBO_ROW (packshot_test_find_row (group, "Photos are put")), 1);
  type_in (group, "Address of the folder they are put in",
           packshot_fake_host_get_url (packshot_test_review_get_host ()));
  packshot_test_wait_for_words ("once both addresses are there");
  type_in (group, "Address at which everybody finds them",
           packshot_fake_host_get_public_url (packshot_test_review_get_host ()));
  type_in (group, "User name, if it asks for one", PACKSHOT_TEST_REVIEW_USER);
  type_in (group, "Password", PACKSHOT_TEST_REVIEW_PASSWORD);
  packshot_test_wait_until (packshot_test_find_label (group, "Kept until Packshot ends") != NULL);
  gtk_widget_activate_action (group, "image-host.test", NULL);
  packshot_test_wait_until (packshot_test_find_label (group, "It works.") != NULL);
  gtk_window_close (accounts);

  packshot_test_wait_for_words ("credits left");
  g_assert_null (packshot_test_find_words ("or set up an image host"));
  packshot_test_press (PACKSHOT_TEST_REVIEW_CREATE);
  packshot_test_wait_for_words ("is put on your image host first");
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_test_find_window (PACKSHOT_TEST_REVIEW_SEND_TITLE) == NULL);
  packshot_test_review_order_preview (window);
  gtk_window_close (window);
}

static void
test_accounts (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_NONE, &settings);
  g_unsetenv ("CREATIFY_API_ID");
  g_unsetenv ("CREATIFY_API_KEY");
  g_unsetenv ("PACKSHOT_IMAGE_HOST_PASSWORD");
  packshot_test_review_run (accounts_script);
  packshot_test_review_tear_down ();
}

/* What was ordered elsewhere is brought in, once. */
static void
import_script (GtkWindow *window)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.import", NULL);
  packshot_test_wait_until (packshot_test_find_window ("Import Videos") != NULL);
  dialog = packshot_test_find_window ("Import Videos");
  packshot_test_wait_for_words (PACKSHOT_FAKE_CREATIFY_TASK);
  packshot_test_press ("Import");
  packshot_test_wait_until (packshot_test_find_button ("Imported") != NULL);
  gtk_window_close (dialog);

  /* The library still shows what was looked for before. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  gtk_widget_activate_action (find (window, LIBRARY_PAGE), "library.show-all", NULL);
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  g_signal_emit_by_name (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW),
                         "activate", 0);
  packshot_test_review_wait (packshot_test_review_get_job (window), PACKSHOT_JOB_DONE);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.import", NULL);
  packshot_test_wait_for_words ("Nothing is there that is not in the library.");
  g_assert_cmpuint (packshot_fake_count (packshot_test_review_get_fake (), "create"), ==, 0);
  gtk_window_close (packshot_test_find_window ("Import Videos"));
  gtk_window_close (window);
}

static void
test_import (void)
{
  run_ready (import_script);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window-review/approve", test_approve);
  g_test_add_func ("/window-review/limit", test_limit);
  g_test_add_func ("/window-review/refused", test_refused);
  g_test_add_func ("/window-review/unknown", test_unknown);
  g_test_add_func ("/window-review/away", test_away);
  g_test_add_func ("/window-review/accounts", test_accounts);
  g_test_add_func ("/window-review/import", test_import);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
