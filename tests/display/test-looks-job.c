/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at where several things came of one job. */

#include "packshot-job-page.h"
#include "packshot-job-results.h"
#include "packshot-test-looks.h"
#include "packshot-test-review.h"
#include "packshot-test-utils.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* The end of what is beside the results, which is longer than the window. */
static void
look_at_end (GtkWindow *window, const char *name)
{
  GtkWidget *row;

  packshot_test_wait_until (packshot_test_find_row (GTK_WIDGET (window), "Job in Packshot")
                            != NULL);
  row = packshot_test_find_row (GTK_WIDGET (window), "Job in Packshot");
  gtk_widget_grab_focus (row);
  packshot_test_look (window, name);
}

static void
results_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_review_order_preview (window);
  packshot_test_review_pay (window, "job.regenerate-picture", 2);
  packshot_test_look (window, "job-two-previews");
  packshot_test_review_pay (window, "job.approve", 3);
  packshot_test_review_pay (window, "job.regenerate-video", 4);
  packshot_test_wait_until (packshot_test_find_button ("Compare") != NULL);
  packshot_test_look (window, "job-results");
  look_at_end (window, "job-facts");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (packshot_test_find_button ("Compare")), TRUE);
  packshot_test_look (window, "job-compare");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  packshot_test_look (window, "job-large-text");
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
test_results (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  if (!packshot_test_look_start ())
    return;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_PUT, &settings);
  packshot_test_review_run (results_script);
  packshot_test_review_tear_down ();
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks/job", test_results);
}
