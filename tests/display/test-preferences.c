/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The pages of the preferences and of the welcome: by keyboard, as pictures, and that they do what
 * they say. */

#include <string.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "packshot-defaults-page.h"
#include "packshot-job-folder.h"
#include "packshot-privacy-page.h"
#include "packshot-services.h"
#include "packshot-settings-general.h"
#include "packshot-sql.h"
#include "packshot-stage.h"
#include "packshot-storage-page.h"
#include "packshot-studio-service.h"
#include "packshot-test-audit.h"
#include "packshot-test-keyboard.h"
#include "packshot-test-looks.h"
#include "packshot-test-notifications.h"
#include "packshot-test-shelf.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-welcome.h"

#define N_JOBS 12

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static gboolean with_pictures;

static void
run (const char *photo, PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  packshot_test_run_full (registry, credentials, photo, script);
  g_assert_finalize_object (registry);
}

static char *
dup_config (const char *name)
{
  return g_build_filename (g_get_user_config_dir (), "packshot", name, NULL);
}

static void
begin_anew (void)
{
  g_autofree char *memory = dup_config ("window.ini");
  g_autofree char *settings = dup_config ("settings.ini");

  packshot_test_forget_jobs ();
  g_unlink (memory);
  g_unlink (settings);
}

static GtkWindow *
open_preferences (GtkWindow *window, const char *page)
{
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
  packshot_test_wait_until ((dialog = packshot_test_find_window ("Preferences")) != NULL);
  adw_view_stack_set_visible_child_name (
      ADW_VIEW_STACK (packshot_test_find_type (GTK_WIDGET (dialog), ADW_TYPE_VIEW_STACK)), page);

  return dialog;
}

static void
close_preferences (void)
{
  gtk_window_close (packshot_test_find_window ("Preferences"));
  packshot_test_wait_until (packshot_test_find_window ("Preferences") == NULL);
}

/* Pictures as it opens, and that all of it is come to by keys. */
static void
look (GtkWindow *window, const char *state)
{
  if (with_pictures)
    packshot_test_look (window, state);
  packshot_test_audit_assert_none (packshot_test_keyboard_walk (window), state);
}

static void
pages_script (GtkWindow *window)
{
  static const char *const pages[] = { "accounts", "defaults", "storage", "privacy" };

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *state = g_strconcat ("preferences-", pages[i], NULL);
      GtkWindow *dialog = open_preferences (window, pages[i]);

      if (g_str_equal (pages[i], "storage"))
        packshot_test_wait_for_words ("Gone for good");
      look (dialog, state);
      close_preferences ();
    }
  gtk_window_close (window);
}

static void
change_ledger (const char *sql)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "packshot", "ledger.db", NULL);
  g_autoptr (sqlite3) db = packshot_sql_open (path, NULL);

  g_assert_nonnull (db);
  g_assert_true (packshot_sql_run (db, sql, NULL));
}

static void
fill (void)
{
  begin_anew ();
  packshot_test_shelf_fill (g_getenv ("PACKSHOT_SAMPLE"), N_JOBS);
  /* It is closed by this thread's own hand. */
  change_ledger ("UPDATE jobs SET trashed = 1 + CAST (strftime ('%s', 'now') AS INTEGER) * 1000000 "
                 "WHERE job IN (SELECT job FROM jobs WHERE state = 'done' ORDER BY job LIMIT 1)");
}

static void
test_pages (void)
{
  fill ();
  run (NULL, pages_script);
}

static char *
dup_trashed_id (const char *condition)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "packshot", "ledger.db", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM jobs WHERE %s LIMIT 1", condition);
  g_autoptr (sqlite3) db = packshot_sql_open (path, NULL);
  g_autoptr (sqlite3_stmt) statement = packshot_sql_prepare (db, sql, NULL);
  gboolean has_row;

  g_assert_true (packshot_sql_step (statement, &has_row, NULL));
  return has_row ? g_strdup ((const char *) sqlite3_column_text (statement, 0)) : NULL;
}

static char *
write_into (const char *id, const char *name, const char *contents)
{
  g_autofree char *folder = packshot_job_folder_dup_path (id);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (packshot_job_folder_create (folder, NULL));
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));

  return path;
}

static char *trashed_file;
static char *kept_file;

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
clean_script (GtkWindow *window)
{
  GtkWindow *dialog = open_preferences (window, "storage");

  packshot_test_wait_for_words ("1 video,");
  g_assert_true (is_there (trashed_file));
  packshot_test_press ("Empty…");
  packshot_test_wait_for_words ("Empty the Trash?");
  packshot_test_press ("Cancel");
  packshot_test_wait_until (packshot_test_find_words ("Empty the Trash?") == NULL);
  g_assert_true (is_there (trashed_file));

  packshot_test_press ("Empty…");
  packshot_test_wait_for_words ("Empty the Trash?");
  packshot_test_press ("Empty Trash");
  packshot_test_wait_until (!is_there (trashed_file));
  packshot_test_wait_for_words ("It is empty.");
  packshot_test_wait_for_words ("are free again");
  g_assert_true (is_there (kept_file));
  g_assert_nonnull (find (dialog, STORAGE_PAGE));
  close_preferences ();
  gtk_window_close (window);
}

/* What is in the trash goes, on a second word; and nothing else. */
static void
test_clean_up (void)
{
  g_autofree char *trashed = NULL;
  g_autofree char *kept = NULL;

  fill ();
  trashed = dup_trashed_id ("trashed != 0");
  kept = dup_trashed_id ("trashed = 0 AND state = 'done'");
  trashed_file = write_into (trashed, "video.mp4", "trashed");
  kept_file = write_into (kept, "video.mp4", "kept");
  run (NULL, clean_script);
  g_assert_true (is_there (kept_file));
  g_clear_pointer (&trashed_file, g_free);
  g_clear_pointer (&kept_file, g_free);
}

static void
restore_script (GtkWindow *window)
{
  GtkWindow *dialog = open_preferences (window, "storage");

  packshot_test_wait_for_words ("1 video,");
  gtk_widget_activate_action (find (dialog, STORAGE_PAGE), "storage.restore", NULL);
  packshot_test_wait_for_words ("It is empty.");
  close_preferences ();
  gtk_window_close (window);
}

static void
test_restore (void)
{
  g_autofree char *trashed = NULL;

  fill ();
  run (NULL, restore_script);
  trashed = dup_trashed_id ("trashed != 0");
  g_assert_null (trashed);
}

static void
defaults_script (GtkWindow *window)
{
  GtkWindow *dialog = open_preferences (window, "defaults");
  GtkWidget *page = find (dialog, DEFAULTS_PAGE);
  GtkWidget *spin = packshot_test_find_type (page, GTK_TYPE_SPIN_BUTTON);

  adw_combo_row_set_selected (ADW_COMBO_ROW (packshot_test_find_type (page, ADW_TYPE_COMBO_ROW)),
                              1);
  gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 1);
  close_preferences ();

  dialog = open_preferences (window, "privacy");
  page = find (dialog, PRIVACY_PAGE);
  gtk_switch_set_active (GTK_SWITCH (packshot_test_find_type (page, GTK_TYPE_SWITCH)), FALSE);
  close_preferences ();
  gtk_window_close (window);
}

/* What is set is in the file that both programs read. */
static void
test_defaults (void)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotRegistry) registry = packshot_registry_new ();
  g_autofree char *service = NULL;

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  begin_anew ();
  run (g_getenv ("PACKSHOT_SAMPLE"), defaults_script);
  service = packshot_settings_dup_default_service (settings);
  g_assert_nonnull (packshot_registry_lookup (registry, service));
  g_assert_cmpuint (
      packshot_settings_get_concurrency (settings, packshot_registry_get_default (registry)), ==,
      2);
  g_assert_false (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_KEEP_DRAFTS));
  g_assert_true (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_REMEMBER));
}

static void
forget_script (GtkWindow *window)
{
  g_autofree char *path = dup_config ("window.ini");
  g_autofree char *contents = NULL;

  open_preferences (window, "privacy");
  packshot_test_press ("Forget Now");
  packshot_test_wait_for_words ("Forgotten.");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_null (strstr (contents, "secret"));
  g_assert_nonnull (strstr (contents, "welcomed"));
  close_preferences ();
  gtk_window_close (window);
}

static void
test_forget (void)
{
  g_autofree char *path = dup_config ("window.ini");

  begin_anew ();
  g_assert_true (g_file_set_contents (
      path, "[window]\nwelcomed=1\nservice=secret\n[some-service]\noption=secret\n", -1, NULL));
  run (NULL, forget_script);
}

static gboolean
shows_welcome (GtkWindow *window)
{
  GtkWidget *welcome = find (window, WELCOME);

  return welcome != NULL && gtk_widget_get_mapped (welcome);
}

static gboolean
has_photo (GtkWindow *window)
{
  return packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE))) != NULL;
}

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  (*(guint *) user_data)++;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* Once all is in its place, the first words are in sight, and Return begins with the sample. */
static void
assert_at_top (GtkWindow *window)
{
  GtkWidget *scroller = packshot_test_find_type (find (window, WELCOME), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (scroller, count_cb, &n_frames, NULL);

  packshot_test_wait_until (n_frames >= 4);
  gtk_widget_remove_tick_callback (scroller, id);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  g_assert_true (gtk_window_get_focus (window)
                 == packshot_test_find_button ("Try the Sample Photo"));
}

static void
welcome_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (shows_welcome (window));
  assert_at_top (window);
  look (window, "welcome");

  packshot_test_keyboard_press (window, "Escape");
  packshot_test_wait_until (!shows_welcome (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.welcome", NULL);
  packshot_test_wait_until (shows_welcome (window));
  assert_at_top (window);
  packshot_test_press ("Try the Sample Photo");
  packshot_test_wait_until (!shows_welcome (window) && has_photo (window));
  gtk_window_close (window);
}

static void
no_welcome_script (GtkWindow *window)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  packshot_test_wait_until (g_get_monotonic_time () > end);
  g_assert_false (shows_welcome (window));
  gtk_window_close (window);
}

/* Once, and not to somebody who comes with a photo, or has videos. */
static void
test_welcome (void)
{
  begin_anew ();
  run (NULL, welcome_script);
  run (NULL, no_welcome_script);

  begin_anew ();
  run (g_getenv ("PACKSHOT_SAMPLE"), no_welcome_script);

  fill ();
  run (NULL, no_welcome_script);
}

/* What is dropped is what the page's own signal gives, whatever it came from. */
static void
drop_script (GtkWindow *window)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  packshot_test_wait_until (shows_welcome (window));
  g_ptr_array_add (items, (gpointer) g_getenv ("PACKSHOT_SAMPLE"));
  g_signal_emit_by_name (find (window, WELCOME), "photos", items);
  packshot_test_wait_until (!shows_welcome (window) && has_photo (window));
  gtk_window_close (window);
}

static void
test_drop (void)
{
  begin_anew ();
  run (NULL, drop_script);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  with_pictures = g_getenv ("PACKSHOT_TEST_ARTEFACTS") != NULL && packshot_test_look_start ();
  g_test_add_func ("/preferences/pages", test_pages);
  g_test_add_func ("/preferences/clean-up", test_clean_up);
  g_test_add_func ("/preferences/restore", test_restore);
  g_test_add_func ("/preferences/defaults", test_defaults);
  g_test_add_func ("/preferences/forget", test_forget);
  g_test_add_func ("/preferences/welcome", test_welcome);
  g_test_add_func ("/preferences/drop", test_drop);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
