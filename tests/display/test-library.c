/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The library with many videos: found, selected by keys alone, saved, thrown away and put back,
 * ordered again, and as it was at the next start. */

#include <glib/gstdio.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-job-order.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-library-page.h"
#include "packshot-services.h"
#include "packshot-studio-service.h"
#include "packshot-test-keyboard.h"
#include "packshot-test-notifications.h"
#include "packshot-test-shelf.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

/* Of which each sixteenth has failed. */
#define N_JOBS   32
#define N_FAILED 2

/* Turns of the main loop between two answers to a dialog. */
#define PATIENCE 500

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static PackshotFake *fake;

static GtkWidget *
get_grid (GtkWindow *window)
{
  return packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_GRID_VIEW);
}

static GListModel *
get_jobs (GtkWindow *window)
{
  return G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid (window))));
}

/* Returns: how many are shown; 0 while something else is */
static guint
count_jobs (GtkWindow *window)
{
  return get_grid (window) != NULL ? g_list_model_get_n_items (get_jobs (window)) : 0;
}

static GtkSelectionModel *
get_selection (GtkWindow *window)
{
  return GTK_SELECTION_MODEL (get_jobs (window));
}

static guint
count_selected (GtkWindow *window)
{
  g_autoptr (GPtrArray) jobs =
      packshot_library_page_list_selected (PACKSHOT_LIBRARY_PAGE (find (window, LIBRARY_PAGE)));

  return jobs->len;
}

static void
show_library (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL && count_jobs (window) == N_JOBS);
}

static void
act (GtkWindow *window, const char *action)
{
  g_assert_true (gtk_widget_activate_action (find (window, LIBRARY_PAGE), action, NULL));
}

static void
choose_group (GtkWindow *window, guint group)
{
  GtkWidget *page = find (window, LIBRARY_PAGE);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (packshot_test_find_type (page, GTK_TYPE_DROP_DOWN)),
                              group);
}

static void
search (GtkWindow *window, const char *words)
{
  gtk_editable_set_text (
      GTK_EDITABLE (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY)), words);
}

static char *
dup_first_title (GtkWindow *window)
{
  g_autoptr (PackshotJob) job = g_list_model_get_item (get_jobs (window), 0);

  return g_strdup (packshot_job_get_title (job));
}

static void
keyboard_script (GtkWindow *window)
{
  show_library (window);
  gtk_widget_child_focus (get_grid (window), GTK_DIR_TAB_FORWARD);

  /* To go from one to the next selects none. */
  packshot_test_keyboard_press (window, "Right");
  g_assert_cmpuint (count_selected (window), ==, 0);

  /* With GTK 4.18 the first selects where the keyboard is; before, it goes on at once. */
  for (guint i = 0; i < 3 && count_selected (window) < 3; i++)
    packshot_test_keyboard_press (window, "shift+Right");
  g_assert_cmpuint (count_selected (window), ==, 3);
  packshot_test_wait_for_words ("3 selected");
  g_assert_false (gtk_selection_model_is_selected (get_selection (window), 0));

  /* Nor does it take any away. */
  packshot_test_keyboard_press (window, "Right");
  g_assert_cmpuint (count_selected (window), ==, 3);
  packshot_test_keyboard_press (window, "Return");
  packshot_test_wait_for_words ("4 selected");
  g_assert_null (find (window, JOB_PAGE));

  packshot_test_keyboard_press (window, "ctrl+a");
  g_assert_cmpuint (count_selected (window), ==, N_JOBS);
  packshot_test_keyboard_press (window, "Escape");
  g_assert_cmpuint (count_selected (window), ==, 0);
  gtk_window_close (window);
}

static void
trash_script (GtkWindow *window)
{
  show_library (window);
  gtk_selection_model_select_range (get_selection (window), 0, 3, TRUE);
  act (window, "library.trash");
  packshot_test_wait_for_words ("3 videos were moved to the trash.");
  packshot_test_wait_until (count_jobs (window) == N_JOBS - 3);
  packshot_test_press ("Undo");
  packshot_test_wait_until (count_jobs (window) == N_JOBS);

  gtk_selection_model_select_range (get_selection (window), 0, 2, TRUE);
  act (window, "library.remove");
  packshot_test_wait_until (count_jobs (window) == N_JOBS - 2);
  choose_group (window, 5);
  packshot_test_wait_until (count_jobs (window) == 2);

  /* One is put back, the other is gone for good. */
  gtk_selection_model_select_item (get_selection (window), 0, FALSE);
  act (window, "library.restore");
  packshot_test_wait_until (count_jobs (window) == 1);
  act (window, "library.empty-trash");
  packshot_test_wait_for_words ("Delete 1 Video for Good?");
  packshot_test_press ("Delete");
  packshot_test_wait_for_words ("Trash Is Empty");
  act (window, "library.show-all");
  packshot_test_wait_until (count_jobs (window) == N_JOBS - 1);
  gtk_window_close (window);
}

/* Returns: whether the dialog is gone; it takes no answer before it has read its folder */
static gboolean
answer_dialog (guint *n_turns)
{
  GtkWidget *button = packshot_test_find_button ("Open");

  if (button == NULL)
    button = packshot_test_find_button ("Select");
  if (button != NULL && ++(*n_turns) % PATIENCE == 0)
    g_signal_emit_by_name (button, "clicked");

  return packshot_test_find_words ("2 videos were saved") != NULL;
}

static void
save_script (GtkWindow *window)
{
  g_autofree char *one = g_build_filename (g_get_home_dir (), "Blue Mug 31.mp4", NULL);
  g_autofree char *other = g_build_filename (g_get_home_dir (), "Premium Headphones 30.mp4", NULL);
  g_autofree char *bytes = NULL;
  guint n_turns = 0;

  show_library (window);
  gtk_selection_model_select_range (get_selection (window), 1, 2, TRUE);
  act (window, "library.save-all");
  packshot_test_wait_until (answer_dialog (&n_turns));
  g_assert_true (g_file_get_contents (one, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "film 31");
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_REGULAR));
  g_unlink (one);
  g_unlink (other);
  gtk_window_close (window);
}

static gboolean
has_ordered (GtkWindow *window, guint n_jobs)
{
  return count_jobs (window) == n_jobs && packshot_fake_count (fake, "create") == N_FAILED;
}

/* One question about both, and nothing is left of them after a no. */
static void
retry_script (GtkWindow *window)
{
  show_library (window);
  gtk_selection_model_select_all (get_selection (window));
  act (window, "library.retry");
  packshot_test_press ("Cancel");
  packshot_test_wait_until (count_jobs (window) == N_JOBS);
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 0);

  act (window, "library.retry");

  packshot_test_press ("Create 2 Videos · 200 credits");
  packshot_test_wait_until (has_ordered (window, N_JOBS + N_FAILED));
  packshot_test_wait_for_words ("2 videos were ordered again.");
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
}

static void
find_script (GtkWindow *window)
{
  g_autofree char *first = NULL;

  show_library (window);
  /* What was typed is in no list. */
  search (window, "driftwood number 7 ");
  packshot_test_wait_until (count_jobs (window) == 1);
  packshot_test_wait_for_words ("1 of 32 videos");
  first = dup_first_title (window);
  g_assert_true (g_str_has_suffix (first, " 7"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  packshot_test_keyboard_press (window, "Escape");
  packshot_test_wait_until (count_jobs (window) == N_JOBS);

  gtk_widget_activate_action (find (window, LIBRARY_PAGE), "library.service", "s", "shortvideo");
  packshot_test_wait_until (count_jobs (window) == N_JOBS / 4);
  choose_group (window, 4);
  packshot_test_wait_until (count_jobs (window) == N_JOBS / 8);
  gtk_widget_activate_action (find (window, LIBRARY_PAGE), "library.order", "s", "oldest");
  gtk_window_close (window);
}

/* Each line of a tile begins where people read from, whatever language it is in. */
static void
assert_at_start (GtkWidget *widget, gboolean opposite)
{
  if (GTK_IS_INSCRIPTION (widget))
    g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (widget)), ==, opposite ? 1 : 0);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_at_start (child, opposite);
}

static void
room_script (GtkWindow *window)
{
  GObject *bar;
  int minimum, natural;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  show_library (window);
  assert_at_start (find (window, JOB_TILE), TRUE);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  assert_at_start (find (window, JOB_TILE), FALSE);

  /* In the narrowest window a tile is not much wider. */
  bar = gtk_widget_get_template_child (find (window, JOB_TILE), PACKSHOT_TYPE_JOB_TILE, "progress");
  gtk_widget_set_visible (GTK_WIDGET (bar), TRUE);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 100);

  /* What is left of it goes to the button beside it first. */
  gtk_widget_measure (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY),
                      GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, minimum);
  gtk_window_close (window);
}

static gboolean
is_first (GtkWindow *window, const char *title)
{
  g_autofree char *first = dup_first_title (window);

  return g_str_equal (first, title);
}

/* What was chosen is chosen at the next start. */
static void
remember_script (GtkWindow *window)
{
  PackshotJobOrder order;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL && count_jobs (window) == N_JOBS / 8);
  g_object_get (find (window, LIBRARY_PAGE), "order", &order, NULL);
  g_assert_cmpint (order, ==, PACKSHOT_JOB_ORDER_OLDEST);
  packshot_test_wait_until (is_first (window, "Red Scarf 4"));

  act (window, "library.show-all");
  packshot_test_wait_until (count_jobs (window) == N_JOBS);
  gtk_window_close (window);
}

static void
run (PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  packshot_test_run_full (registry, credentials, NULL, script);
  g_assert_finalize_object (registry);
}

static void
test_script (gconstpointer script)
{
  packshot_test_forget_jobs ();
  packshot_test_shelf_fill (g_getenv ("PACKSHOT_SAMPLE"), N_JOBS);
  run ((PackshotTestScript) (gsize) script);
}

static void
test_find (void)
{
  test_script ((gpointer) (gsize) find_script);
  run (remember_script);
}

static void
test_retry (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);
  test_script ((gpointer) (gsize) retry_script);
  g_unsetenv ("SHORTVIDEO_API_KEY");
  g_clear_pointer (&fake, packshot_fake_free);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/library/keyboard", (gpointer) (gsize) keyboard_script, test_script);
  g_test_add_data_func ("/library/trash", (gpointer) (gsize) trash_script, test_script);
  g_test_add_data_func ("/library/save", (gpointer) (gsize) save_script, test_script);
  g_test_add_data_func ("/library/room", (gpointer) (gsize) room_script, test_script);
  g_test_add_func ("/library/retry", test_retry);
  g_test_add_func ("/library/find", test_find);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
