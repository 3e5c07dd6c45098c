/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at where options depend on each other. */

#include "packshot-fake-creatify.h"
#include "packshot-fake-sophnet.h"
#include "packshot-fake.h"
#include "packshot-form.h"
#include "packshot-option-row.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-language.h"
#include "packshot-test-looks.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static PackshotRegistry *registry;
static PackshotFake *creatify;

static void
choose_service (GtkWindow *window, const char *id)
{
  PackshotManifest *manifest = packshot_registry_lookup (registry, id);

  g_assert_nonnull (manifest);
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  packshot_service_row_set_manifest (PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW)), manifest);
}

static GtkWidget *
look_for (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (PACKSHOT_IS_OPTION_ROW (root)
      && packshot_test_language_is (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)),
                                    title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = look_for (child, title);

  return found;
}

static GtkWidget *
find_row (GtkWindow *window, const char *title)
{
  GtkWidget *row = look_for (GTK_WIDGET (window), title);

  g_assert_nonnull (row);
  return row;
}

static void
set (GtkWindow *window, const char *title, const char *text)
{
  packshot_option_row_set_text (PACKSHOT_OPTION_ROW (find_row (window, title)), text);
}

static GtkWindow *
open_page (GtkWindow *window, const char *title)
{
  adw_action_row_activate (ADW_ACTION_ROW (find_row (window, title)));
  packshot_test_wait_until (packshot_test_find_window (title) != NULL);

  return packshot_test_find_window (title);
}

static void
type (GtkWindow *window, const char *words)
{
  gtk_editable_set_text (
      GTK_EDITABLE (packshot_test_find_type (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY)), words);
}

static void
close_page (GtkWindow *page, const char *title)
{
  gtk_window_close (page);
  packshot_test_wait_until (packshot_test_find_window (title) == NULL);
}

static guint
count_pictures (GtkWidget *root)
{
  guint n = GTK_IS_PICTURE (root) && gtk_picture_get_paintable (GTK_PICTURE (root)) != NULL ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_pictures (child);

  return n;
}

static void
look_at_avatars (GtkWindow *window)
{
  GtkWindow *page;

  packshot_fake_add_fault (creatify, "catalog", PACKSHOT_FAKE_FAULT_GATEWAY, 1);
  page = open_page (window, "Avatar");
  packshot_test_wait_until (packshot_test_find_button ("Try Again") != NULL);
  packshot_test_look (page, "pick-error");
  g_signal_emit_by_name (packshot_test_find_button ("Try Again"), "clicked");

  packshot_test_wait_until (count_pictures (GTK_WIDGET (page)) >= 3);
  packshot_test_look (page, "pick-list");
  type (page, "bicycle");
  packshot_test_wait_until (packshot_test_find_words ("Nothing Found") != NULL);
  packshot_test_look (page, "pick-nothing");
  type (page, "chloé");
  g_signal_emit_by_name (packshot_test_find_type (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY),
                         "activate");
  packshot_test_wait_until (packshot_test_find_window ("Avatar") == NULL);
  packshot_test_wait_until (count_pictures (find_row (window, "Avatar")) == 1);
}

static void
avatar_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  choose_service (window, "creatify");
  packshot_test_look (window, "form-product");
  set (window, "Kind of video", "product_avatar");
  look_at_avatars (window);
  packshot_test_look (window, "form-avatar");
  gtk_window_close (window);
}

static void
look_at_models (GtkWindow *window)
{
  GtkWindow *page = open_page (window, "Model");

  packshot_test_wait_until (packshot_test_find_words ("Withdrawn") != NULL);
  packshot_test_look (page, "pick-models");
  type (page, "Seedance-2.0-Mini");
  packshot_test_wait_until (packshot_test_find_button ("Use “Seedance-2.0-Mini” as It Is") != NULL);
  packshot_test_look (page, "pick-typed");
  close_page (page, "Model");
}

static void
frames_script (GtkWindow *window)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  choose_service (window, "sophnet");
  packshot_test_wait_until (packshot_test_find_words ("words alone") != NULL);
  packshot_test_look (window, "form-words");
  look_at_models (window);

  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), g_getenv ("PACKSHOT_SAMPLE"));
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  set (window, "Last frame", g_getenv ("PACKSHOT_SAMPLE"));
  packshot_test_wait_until (count_pictures (find_row (window, "Last frame")) == 1);
  packshot_test_look (window, "form-frames");

  set (window, "Duration", "8");
  set (window, "Model", "Wan2.6-I2V");
  g_assert_nonnull (packshot_form_get_trouble (PACKSHOT_FORM (find (window, FORM))));
  packshot_test_look (window, "form-trouble");
  set (window, "Duration", "10");
  set (window, "Model", "Wan2.6-T2V");
  packshot_test_look (window, "form-no-picture");
  gtk_window_close (window);
}

static void
run (const char *photo, PackshotTestScript script)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  registry = packshot_registry_new ();
  packshot_test_forget_jobs ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  packshot_test_run_full (registry, credentials, photo, script);
  g_assert_finalize_object (registry);
}

static void
test_form (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotFake *sophnet;

  if (!packshot_test_look_start ())
    return;

  creatify = packshot_fake_new (&packshot_fake_creatify, &settings);
  sophnet = packshot_fake_new (&packshot_fake_sophnet, &settings);
  g_setenv ("CREATIFY_BASE_URL", packshot_fake_get_base_url (creatify), TRUE);
  g_setenv ("CREATIFY_API_ID", settings.id, TRUE);
  g_setenv ("CREATIFY_API_KEY", settings.key, TRUE);
  g_setenv ("SOPHNET_BASE_URL", packshot_fake_get_base_url (sophnet), TRUE);
  g_setenv ("SOPH_API_KEY", settings.key, TRUE);
  run (g_getenv ("PACKSHOT_SAMPLE"), avatar_script);
  run (NULL, frames_script);
  g_clear_pointer (&creatify, packshot_fake_free);
  packshot_fake_free (sophnet);
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks/form", test_form);
}
