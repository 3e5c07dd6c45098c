/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at: the library in all its states, as PNG files in
 * $PACKSHOT_TEST_ARTEFACTS. */

#include "packshot-job-tile.h"
#include "packshot-library-page.h"
#include "packshot-studio-service.h"
#include "packshot-test-looks.h"
#include "packshot-test-shelf.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define N_JOBS 48

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static void
act (GtkWindow *window, const char *action)
{
  packshot_test_wait_until (gtk_widget_activate_action (find (window, LIBRARY_PAGE), action, NULL));
}

static void
search (GtkWindow *window, const char *words)
{
  GtkWidget *entry = packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
}

/* Its pictures come from threads, a few at a time. */
static void
let_covers_come (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  packshot_test_wait_until (g_get_monotonic_time () > end);
}

static void
empty_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_for_words ("No Videos Yet");
  packshot_test_look (window, "library-empty");
  gtk_window_close (window);
}

static void
trouble_script (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_for_words ("Your Videos Can’t Be Read");
  packshot_test_look (window, "library-trouble");
  gtk_window_close (window);
}

static void
full_script (GtkWindow *window)
{
  GtkWidget *page;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until ((page = find (window, LIBRARY_PAGE)) != NULL
                            && find (window, JOB_TILE) != NULL);
  let_covers_come ();
  packshot_test_look (window, "library-full");

  act (window, "library.select-all");
  packshot_test_look (window, "library-selected");
  act (window, "library.select");

  search (window, "bicycle");
  packshot_test_wait_for_words ("No Such Videos");
  packshot_test_look (window, "library-nothing-found");
  gtk_widget_activate_action (page, "library.show-all", NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (packshot_test_find_type (page, GTK_TYPE_DROP_DOWN)),
                              5);
  packshot_test_wait_for_words ("Trash Is Empty");
  packshot_test_wait_for_words ("0 videos");
  packshot_test_look (window, "library-trash-empty");
  gtk_window_close (window);
}

static void
run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, NULL, script);
  g_assert_finalize_object (registry);
}

static void
test_looks (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "packshot", "ledger.db", NULL);

  if (!packshot_test_look_start ())
    return;

  run (empty_script);

  packshot_test_forget_jobs ();
  packshot_test_shelf_fill (g_getenv ("PACKSHOT_SAMPLE"), N_JOBS);
  run (full_script);

  packshot_test_forget_jobs ();
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_test_expect_message ("packshot-app", G_LOG_LEVEL_WARNING, "*ledger can’t be opened*");
  run (trouble_script);
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks-library", test_looks);
}
