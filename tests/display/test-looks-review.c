/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at where a video is paid for in two steps. */

#include <adwaita.h>

#include "packshot-image-host-group.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-service-item.h"
#include "packshot-service-row.h"
#include "packshot-test-looks.h"
#include "packshot-test-review.h"
#include "packshot-test-utils.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define SEND_TITLE PACKSHOT_TEST_REVIEW_SEND_TITLE

static void
look_at_services (GtkWindow *window)
{
  GtkWidget *row = find (window, SERVICE_ROW);
  GtkWidget *popover;

  adw_action_row_activate (ADW_ACTION_ROW (row));
  packshot_test_wait_until (packshot_test_find_type (row, PACKSHOT_TYPE_SERVICE_ITEM) != NULL);
  popover = packshot_test_find_type (row, GTK_TYPE_POPOVER);
  packshot_test_wait_until (packshot_test_find_label (popover, "credits left") != NULL
                            && packshot_test_find_label (popover, "Not running") != NULL);
  packshot_test_look_at (window, popover, "services");
  gtk_popover_popdown (GTK_POPOVER (popover));
  packshot_test_wait_until (!gtk_widget_get_mapped (popover));
}

static void
look_at_preferences (GtkWindow *window)
{
  GtkWindow *accounts;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.account", "s", "creatify");
  packshot_test_wait_until (packshot_test_find_window ("Preferences") != NULL);
  accounts = packshot_test_find_window ("Preferences");
  packshot_test_look (accounts, "accounts-all");
  gtk_widget_child_focus (find (accounts, IMAGE_HOST_GROUP), GTK_DIR_TAB_BACKWARD);
  packshot_test_look (accounts, "image-host");
  gtk_window_close (accounts);
  packshot_test_wait_until (packshot_test_find_window ("Preferences") == NULL);
}

static void
look_at_import (GtkWindow *window)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.import", NULL);
  packshot_test_wait_until (packshot_test_find_window ("Import Videos") != NULL);
  dialog = packshot_test_find_window ("Import Videos");
  packshot_test_wait_until (packshot_test_find_button ("Import") != NULL);
  packshot_test_look (dialog, "import");
  gtk_window_close (dialog);
  packshot_test_wait_until (packshot_test_find_window ("Import Videos") == NULL);
}

static void
look_at_question (GtkWindow *window, const char *action, const char *name)
{
  gtk_widget_activate_action (find (window, JOB_PAGE), action, NULL);
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_look (packshot_test_find_window (SEND_TITLE), name);
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) == NULL);
}

static void
states_script (GtkWindow *window)
{
  PackshotFake *fake = packshot_test_review_get_fake ();
  PackshotJob *job;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_review_choose_service (window);
  look_at_services (window);
  look_at_preferences (window);
  look_at_import (window);

  job = packshot_test_review_order_preview (window);
  packshot_test_wait_until (packshot_test_find_words ("Charged so far") != NULL);
  packshot_test_look (window, "review");
  look_at_question (window, "job.approve", "send-approve");
  look_at_question (window, "job.regenerate-picture", "send-picture");
  packshot_fake_add_fault (fake, "approve", PACKSHOT_FAKE_FAULT_REFUSE, 1);
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_review_say_yes ();
  packshot_test_wait_until (packshot_fake_count (fake, "approve") == 1
                            && packshot_job_get_words (job) != NULL);
  packshot_test_review_wait (job, PACKSHOT_JOB_REVIEW);
  packshot_test_look (window, "review-refused");

  packshot_fake_add_fault (fake, "approve", PACKSHOT_FAKE_FAULT_LOST, 1);
  packshot_fake_add_fault (fake, "poll", PACKSHOT_FAKE_FAULT_ERROR, 1000);
  packshot_fake_add_fault (fake, "list", PACKSHOT_FAKE_FAULT_ERROR, 1000);
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_review_say_yes ();
  packshot_test_review_wait (job, PACKSHOT_JOB_UNKNOWN);
  packshot_test_wait_until (packshot_test_find_button ("Look It Up") != NULL);
  packshot_test_look (window, "review-unknown");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  packshot_test_look (window, "library-review");
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
test_review (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  if (!packshot_test_look_start ())
    return;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_PUT, &settings);
  packshot_test_review_run (states_script);
  packshot_test_review_tear_down ();
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks/review", test_review);
}
