/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at where there are several photos, or there is much room. */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-strip-tile.h"
#include "packshot-studio-service.h"
#include "packshot-test-audit.h"
#include "packshot-test-looks.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define SEND_TITLE "What Leaves This Computer"

static PackshotRegistry *services;

static void
add_file (GPtrArray *items, const char *name, const char *contents, gsize length)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);

  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  g_ptr_array_add (items, path);
}

/* Three photos, and one that is torn. */
static void
drop (GtkWindow *window)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &contents, &length, NULL));
  add_file (items, "front.jpg", contents, length);
  add_file (items, "torn.jpg", contents, 24);
  add_file (items, "on a very long wooden table.jpg", contents, length);
  add_file (items, "back.jpg", contents, length);

  packshot_receiver_open_items (packshot_stage_get_receiver (PACKSHOT_STAGE (find (window, STAGE))),
                                items);
}

static void
choose_service (GtkWindow *window, const char *id)
{
  PackshotManifest *manifest = packshot_registry_lookup (services, id);

  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  packshot_service_row_set_manifest (PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW)), manifest);
}

static void
many_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (find (window, STAGE) != NULL);
  drop (window);
  packshot_test_wait_for_words ("torn.jpg");
  packshot_test_wait_for_words ("Create 3 Videos");
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  /* The toast does not stay until all pictures are taken; and what is not in sight is hidden while
   * somebody listens, so that nothing may be on its way there. */
  packshot_test_audit_assert_none (packshot_test_audit_names (), "toast");
  packshot_test_look (window, "many-left-out");

  packshot_test_wait_until (packshot_test_find_words ("torn.jpg") == NULL);
  choose_service (window, "shortvideo");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
  gtk_editable_set_text (
      GTK_EDITABLE (packshot_test_find_type (find (window, STRIP_TILE), GTK_TYPE_ENTRY)),
      "Bellwort Night Oil");
  packshot_test_wait_until (packshot_test_find_button ("Create 3 Videos · 300 credits") != NULL);
  packshot_test_look (window, "many");

  packshot_test_press ("Create 3 Videos · 300 credits");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_wait_for_words ("pixels");
  packshot_test_look (packshot_test_find_window (SEND_TITLE), "many-send");
  gtk_window_close (packshot_test_find_window (SEND_TITLE));
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) == NULL);
  packshot_test_look_wide (window, "wide-many");
  gtk_window_close (window);
}

static void
wide_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  packshot_test_look_wide (window, "wide");
  choose_service (window, "sophnet");
  packshot_test_wait_for_words ("Seedance");
  packshot_test_look_wide (window, "wide-options");
  gtk_window_close (window);
}

static void
run (const char *photo, PackshotTestScript script)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  services = packshot_registry_new ();
  packshot_test_forget_jobs ();
  packshot_registry_add_engine (services, "studio", packshot_studio_service_new);
  packshot_services_add (services, credentials, settings);
  packshot_test_run_full (services, credentials, photo, script);
  g_assert_finalize_object (services);
  services = NULL;
}

static void
test_many (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotFake *fake;

  if (!packshot_test_look_start ())
    return;

  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);
  run (NULL, many_script);
  run (g_getenv ("PACKSHOT_SAMPLE"), wide_script);
  packshot_fake_free (fake);
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks/many", test_many);
}
