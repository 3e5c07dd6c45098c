/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Words that would be markup, in a manifest and in what a person types: they are shown as they are,
 * on whatever page they stand. GTK warns where they are taken for broken markup, which ends the
 * test. */

#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"
#include "packshot-welcome.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* In front of all words of a manifest. */
#define WORDS "A&B <3 &amp; "

static PackshotFake *fake;

static gboolean
is_words (const char *key)
{
  static const char *const keys[] = { "label", "summary", "help", "note", "advice", NULL };

  return g_strv_contains (keys, key);
}

static void
change_member (JsonObject *object, const char *key, JsonNode *node, gpointer user_data)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_foreach_member (json_node_get_object (node), change_member, NULL);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          json_object_foreach_member (json_array_get_object_element (array, i), change_member,
                                      NULL);
    }
  else if (is_words (key))
    {
      g_autofree char *words = g_strconcat (WORDS, json_node_get_string (node), NULL);

      json_node_set_string (node, words);
    }
}

/* As somebody may write one who takes services for granted that are not ours. */
static void
write_manifest (const char *id)
{
  g_autofree char *resource = g_strdup_printf (PACKSHOT_RESOURCE_PREFIX "/services/%s.json", id);
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "packshot", "services", NULL);
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (resource, 0, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (bytes);
  root = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  change_member (NULL, "", root, NULL);
  json_object_set_string_member (json_node_get_object (root), "name", WORDS "Service");
  text = json_to_string (root, FALSE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static guint
check_labels (GtkWidget *widget)
{
  guint n_found = 0;

  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_text (GTK_LABEL (widget));

      n_found += strstr (text, WORDS) != NULL;
      if (strstr (text, "&lt;") != NULL || strstr (text, "&amp;amp;") != NULL)
        g_error ("Escaped twice: “%s”", text);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_found += check_labels (child);

  return n_found;
}

/* In all windows, whether one can see them or not. */
static guint
check_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n_found += check_labels (window);
    }

  return n_found;
}

static void
check_page (GtkWindow *window, const char *action, const char *title)
{
  guint n_before = check_windows ();
  GtkWindow *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  packshot_test_wait_until (packshot_test_find_window (title) != NULL);
  packshot_test_wait_until (check_windows () > n_before);
  dialog = packshot_test_find_window (title);
  gtk_window_close (dialog);
  packshot_test_wait_until (packshot_test_find_window (title) == NULL);
}

static void
choose_service (GtkWindow *window)
{
  AdwComboRow *row;
  GListModel *manifests;

  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  row = ADW_COMBO_ROW (find (window, SERVICE_ROW));
  manifests = adw_combo_row_get_model (row);
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      if (g_str_equal (packshot_manifest_get_id (manifest), "shortvideo"))
        adw_combo_row_set_selected (row, i);
    }
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
}

static void
pages_script (GtkWindow *window)
{
  const char *send_title = "What Leaves This Computer";
  PackshotJob *job;

  choose_service (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), WORDS "Mug");
  g_assert_cmpuint (check_windows (), >=, 5);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL);
  packshot_test_wait_until (packshot_test_find_window (send_title) != NULL);
  g_assert_cmpuint (check_labels (GTK_WIDGET (packshot_test_find_window (send_title))), >=, 3);
  gtk_widget_activate_action (GTK_WIDGET (packshot_test_find_window (send_title)), "send.yes",
                              NULL);
  packshot_test_wait_until (find (window, JOB_PAGE) != NULL);
  job = packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  g_assert_cmpuint (check_labels (find (window, JOB_PAGE)), >=, 5);

  check_page (window, "win.preferences", "Preferences");
  check_page (window, "win.spending", "Spending");
  check_page (window, "win.import", "Import Videos");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  g_assert_nonnull (packshot_test_find_label (find (window, JOB_TILE), WORDS "Mug"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.welcome", NULL);
  packshot_test_wait_until (find (window, WELCOME) != NULL);
  g_assert_cmpuint (check_labels (find (window, WELCOME)), >=, 2);
  gtk_window_close (window);
}

static void
test_pages (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotRegistry *registry;
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) places = packshot_settings_new ();

  settings.n_polls = 1;
  packshot_test_forget_jobs ();
  write_manifest ("shortvideo");
  write_manifest ("creatify");
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);

  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, places);
  packshot_test_run_full (registry, credentials, g_getenv ("PACKSHOT_SAMPLE"), pages_script);
  g_assert_finalize_object (registry);
  g_clear_pointer (&fake, packshot_fake_free);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markup/pages", test_pages);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
