/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The whole application from its start to its end, with a service that does as it is told. */

#include "config.h"

#include "packshot-create-page.h"
#include "packshot-dummy-service.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-library-page.h"
#include "packshot-list-row.h"
#include "packshot-notices.h"
#include "packshot-stage.h"
#include "packshot-test-audit.h"
#include "packshot-test-memory.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* How many turns of the main context GTK's dialog gets to take an answer. */
#define PATIENCE 500

static PackshotRegistry *
make_registry (void)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);
  return registry;
}

static void
run (const char *photo, PackshotTestScript script)
{
  PackshotRegistry *registry = make_registry ();

  packshot_test_forget_jobs ();
  packshot_test_notifications_forget ();
  packshot_test_run (registry, photo, script);
  g_assert_finalize_object (registry);
}

static void
wait_for_photo (GtkWindow *window)
{
  packshot_test_wait_until (find (window, STAGE) != NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
}

/* The row is in a part of the form that is folded, and so it isn't in sight. */
static PackshotOptionRow *
find_behaviour (GtkWidget *root)
{
  PackshotOptionRow *found = NULL;

  if (PACKSHOT_IS_LIST_ROW (root))
    return PACKSHOT_OPTION_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_behaviour (child);

  return found;
}

static PackshotJob *
create (GtkWindow *window, const char *behaviour)
{
  wait_for_photo (window);
  packshot_option_row_set_text (find_behaviour (GTK_WIDGET (window)), behaviour);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL));
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);

  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static void
start_script (GtkWindow *window)
{
  packshot_test_wait_until (find (window, STAGE) != NULL);
  g_assert_null (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE))));
  /* Without a photo there is nothing to press. */
  g_assert_false (gtk_widget_is_sensitive (packshot_test_find_button ("Create Video")));
  gtk_window_close (window);
}

static void
test_start (void)
{
  run (NULL, start_script);
}

/* All pages are there, whether they are in sight or not. */
static void
assert_accelerators (GtkWindow *window)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (PACKSHOT_RESOURCE_PREFIX "/app/packshot-shortcuts.ui");
  GtkWidget *shortcuts = GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts"));

  packshot_test_audit_assert_none (
      packshot_test_audit_accelerators (gtk_window_get_application (window), GTK_WIDGET (window),
                                        shortcuts),
      "all pages");
  gtk_window_destroy (GTK_WINDOW (shortcuts));
}

static void
make_script (GtkWindow *window)
{
  GtkWidget *settings;
  PackshotJob *job;

  wait_for_photo (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Mug");
  job = create (window, "succeed");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  g_assert_cmpstr (packshot_request_get_string (packshot_job_get_request (job), "product-name"), ==,
                   "Mug");
  packshot_test_wait_until (packshot_test_find_button ("Save As…") != NULL);
  settings = packshot_test_find_group (GTK_WIDGET (window), "Settings Used");
  g_assert_nonnull (packshot_test_find_label (settings, "12 seconds"));
  assert_accelerators (window);

  /* Another with the same settings, and then both in the library. */
  packshot_test_press ("Use Again");
  packshot_test_wait_until (find (window, CREATE_PAGE) != NULL);
  wait_for_photo (window);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (window, TEXT_ROW))), ==, "Mug");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Cup");
  job = create (window, "warn");
  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "No font has the glyph.")
                            != NULL);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  g_assert_nonnull (packshot_test_find_label (find (window, JOB_TILE), "Cup"));
  gtk_window_close (window);
}

/* Those one can see: GTK has the one of the shortcuts ready. */
static guint
count_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_mapped = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n_mapped += gtk_widget_get_mapped (window);
    }

  return n_mapped;
}

/* The dialog takes no answer before it has read its folder, and a second one too many for another
 * save to the same place, about which it would ask.
 * Returns: whether it is gone */
static gboolean
answer_dialog (guint *n_turns)
{
  GtkWidget *button = packshot_test_find_button ("Save");

  if (button != NULL && (*n_turns)++ % PATIENCE == 0)
    g_signal_emit_by_name (button, "clicked");

  return count_windows () != 2;
}

static void
save_script (GtkWindow *window)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "Mug.mp4", NULL);
  g_autofree char *bytes = NULL;
  guint n_turns = 0;
  PackshotJob *job;

  wait_for_photo (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Mug");
  job = create (window, "succeed");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_press ("Save As…");
  packshot_test_wait_until (count_windows () == 2);
  packshot_test_wait_until (answer_dialog (&n_turns));
  packshot_test_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "a video");
  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "“Mug.mp4” was saved.")
                            != NULL);
  packshot_test_wait_until (count_windows () == 1);
  gtk_window_close (window);
}

static void
test_save (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), save_script);
}

static void
test_make (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "packshot", "window.ini", NULL);
  g_autofree char *memory = NULL;

  run (g_getenv ("PACKSHOT_SAMPLE"), make_script);

  g_assert_true (g_file_get_contents (path, &memory, NULL, NULL));
  g_assert_nonnull (strstr (memory, "behaviour=warn\n"));
  g_assert_null (strstr (memory, "Cup"));
}

static void
wrong_value_script (GtkWindow *window)
{
  wait_for_photo (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "A name of more than twenty");
  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "20 characters")
                            != NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL));
  g_assert_nonnull (find (window, CREATE_PAGE));
  g_assert_null (find (window, JOB_PAGE));

  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Mug");
  g_assert_null (packshot_test_find_label (GTK_WIDGET (window), "20 characters"));
  gtk_window_close (window);
}

static void
test_wrong_value (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), wrong_value_script);
}

static void
cancel_script (GtkWindow *window)
{
  g_autoptr (PackshotJob) job = g_object_ref (create (window, "wait"));

  packshot_test_wait_until (packshot_job_get_activity (job) != NULL);
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_CANCELLED);
  packshot_test_wait_until (
      packshot_test_find_label (GTK_WIDGET (window), "Stopped; no video was made.") != NULL);
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  g_assert_nonnull (find (window, CREATE_PAGE));
  gtk_window_close (window);
}

static void
test_cancel (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), cancel_script);
}

static void
fail_script (GtkWindow *window)
{
  PackshotJob *first = create (window, "local-failure");
  PackshotJob *second;

  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "The disk is full.")
                            != NULL);
  packshot_test_press ("Retry");
  second = packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
  g_assert_true (second != first);
  packshot_test_wait_until (packshot_job_get_state (second) == PACKSHOT_JOB_FAILED);
  packshot_test_press ("Use Again");
  packshot_test_wait_until (find (window, CREATE_PAGE) != NULL);
  gtk_window_close (window);
}

static void
test_fail (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), fail_script);
}

static void
quit_script (GtkWindow *window)
{
  g_autoptr (PackshotJob) running = g_object_ref (create (window, "wait"));
  GActionGroup *application = G_ACTION_GROUP (g_application_get_default ());

  packshot_test_wait_until (packshot_job_get_state (running) == PACKSHOT_JOB_MAKING);
  g_action_group_activate_action (application, "quit", NULL);
  packshot_test_press ("Keep Making");
  packshot_test_wait_until (packshot_test_find_button ("Keep Making") == NULL);
  g_assert_cmpint (packshot_job_get_state (running), ==, PACKSHOT_JOB_MAKING);

  /* The answer is on its way for a moment after the question has gone. */
  packshot_test_wait_until ((g_action_group_activate_action (application, "quit", NULL),
                             packshot_test_find_button ("Stop and Quit") != NULL));
  packshot_test_press ("Stop and Quit");
  packshot_test_wait_until (!gtk_widget_get_visible (GTK_WIDGET (window)));

  /* Another comes over the bus while the work is still being stopped. */
  g_assert_cmpint (packshot_job_get_state (running), ==, PACKSHOT_JOB_MAKING);
  g_action_group_activate_action (application, "quit", NULL);
  packshot_test_wait_until (packshot_job_get_state (running) == PACKSHOT_JOB_CANCELLED);
}

static void
test_quit (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), quit_script);
}

/* The window goes and the work goes on, then all ends by itself. */
static void
background_script (GtkWindow *window)
{
  create (window, "slow");
  gtk_window_close (window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window)));
  packshot_test_wait_until (packshot_test_notifications_has ("Packshot Goes On in the Background"));
  packshot_test_wait_until (packshot_test_notifications_has ("Your Video Is Ready"));
}

/* Who starts it again sees what was there. */
static void
return_script (GtkWindow *window)
{
  PackshotJob *job = create (window, "wait");

  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_MAKING);
  gtk_window_close (window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_application_activate (g_application_get_default ());
  packshot_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_assert_true (packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE))) == job);

  packshot_test_press ("Cancel");
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  gtk_window_close (window);
}

static void
test_return (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), return_script);
}

/* Whether what is typed goes to nobody, or to something that is seen. */
static gboolean
is_focus_in_sight (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus == NULL || gtk_widget_get_mapped (focus);
}

/* Who goes to the other page by keys writes nowhere out of sight. */
static void
views_script (GtkWindow *window)
{
  wait_for_photo (window);
  gtk_widget_grab_focus (find (window, TEXT_ROW));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  g_assert_true (is_focus_in_sight (window));
  packshot_test_wait_for_frames (window, 3);
  g_assert_nonnull (find (window, LIBRARY_PAGE));
  g_assert_true (is_focus_in_sight (window));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (window), find (window, CREATE_PAGE)));
  gtk_window_close (window);
}

static void
test_views (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), views_script);
}

static void
remember_script (GtkWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  gtk_window_close (window);
}

static void
test_background (void)
{
  PackshotRegistry *registry = make_registry ();

  run (g_getenv ("PACKSHOT_SAMPLE"), background_script);

  /* It is still there for the next start. */
  packshot_test_run (registry, NULL, remember_script);
  g_assert_finalize_object (registry);
}

/* Some desktops would take what is said for markup, with links in it, and others would not. */
static void
unattended_script (GtkWindow *window)
{
  g_autoptr (PackshotJob) job = NULL;
  GtkWidget *other = gtk_window_new ();

  wait_for_photo (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "R&D <3 mugs>");
  job = g_object_ref (create (window, "slow"));

  gtk_window_present (GTK_WINDOW (other));
  packshot_test_wait_until (!gtk_window_is_active (window));
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_wait_until (packshot_test_notifications_has ("Your Video Is Ready"));
  g_assert_cmpstr (packshot_test_notifications_get_body (), ==, "R&D ‹3 mugs›");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  packshot_test_wait_until (find (window, JOB_PAGE) == NULL);
  packshot_test_notifications_press ("Play");
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  g_assert_true (packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE))) == job);

  gtk_window_destroy (GTK_WINDOW (other));
  gtk_window_close (window);
}

static void
test_unattended (void)
{
  run (g_getenv ("PACKSHOT_SAMPLE"), unattended_script);
}

static void
trouble_script (GtkWindow *window)
{
  PackshotJob *job;

  packshot_test_wait_until (find (window, NOTICES) != NULL);
  /* Work on this computer goes on. */
  job = create (window, "succeed");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  packshot_test_wait_until (find (window, NOTICES) != NULL);
  gtk_widget_activate_action (find (window, NOTICES), "notices.close", NULL);
  g_assert_null (find (window, NOTICES));
  gtk_window_close (window);
}

/* A folder is where the ledger should be. */
static void
test_trouble (void)
{
  PackshotRegistry *registry = make_registry ();
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "packshot", "ledger.db", NULL);

  packshot_test_forget_jobs ();
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_test_expect_message ("packshot-app", G_LOG_LEVEL_WARNING, "*ledger can’t be opened*");
  packshot_test_run (registry, g_getenv ("PACKSHOT_SAMPLE"), trouble_script);
  g_test_assert_expected_messages ();
  g_assert_finalize_object (registry);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application/start", test_start);
  g_test_add_func ("/application/make", test_make);
  /* GTK's file dialog leaves files it was looking at, and what it asked of clouds. */
  if (!PACKSHOT_TEST_SANITIZED)
    g_test_add_func ("/application/save", test_save);
  g_test_add_func ("/application/wrong-value", test_wrong_value);
  g_test_add_func ("/application/cancel", test_cancel);
  g_test_add_func ("/application/fail", test_fail);
  g_test_add_func ("/application/quit", test_quit);
  g_test_add_func ("/application/background", test_background);
  g_test_add_func ("/application/return", test_return);
  g_test_add_func ("/application/views", test_views);
  g_test_add_func ("/application/unattended", test_unattended);
  g_test_add_func ("/application/trouble", test_trouble);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
