/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What was on the page when the program ended, and comes back: also where the next one ends before
 * the photos were looked at. */

#include "config.h"

#include <adwaita.h>

#include "packshot-create-page.h"
#include "packshot-draft-folder.h"
#include "packshot-services.h"
#include "packshot-studio-service.h"
#include "packshot-test-utils.h"

static PackshotRegistry *
make_registry (PackshotCredentials *credentials, PackshotSettings *settings)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);
  return registry;
}

/* Of two photos, the second of which is looked at. */
static void
write_draft (const char *folder, const char *service)
{
  g_autoptr (PackshotDraft) draft = packshot_draft_new ();
  g_autofree char *other = packshot_test_write_file ("other.jpg", "of a share that is slow");
  g_autoptr (GError) error = NULL;
  PackshotPictureFraming framing = PACKSHOT_PICTURE_FRAMING_INIT;

  draft->service = g_strdup (service);
  packshot_draft_add_photo (draft, other, NULL, "Cup", &framing);
  packshot_draft_add_photo (draft, g_getenv ("PACKSHOT_SAMPLE"), NULL, "Mug", &framing);
  draft->chosen = 1;
  packshot_draft_folder_write (folder, draft, &error);
  g_assert_no_error (error);
}

/* Nothing has come of what threads do as long as the main loop does not turn. */
static void
open_and_close (PackshotRegistry *registry,
                PackshotCredentials *credentials,
                PackshotSettings *settings)
{
  g_autoptr (PackshotQueue) queue = packshot_queue_new (registry);
  g_autoptr (PackshotAccounts) accounts =
      packshot_accounts_new (registry, credentials, settings, queue);
  g_autoptr (PackshotMemory) memory = packshot_memory_new ();
  PackshotCreatePage *page = g_object_ref_sink (g_object_new (PACKSHOT_TYPE_CREATE_PAGE, NULL));

  packshot_create_page_set_up (page, registry, queue, accounts, memory);
  g_object_run_dispose (G_OBJECT (page));
  g_object_unref (page);
}

static void
test_early (void)
{
  g_autofree char *folder = packshot_draft_folder_dup_path ();
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotRegistry) registry = make_registry (credentials, settings);
  g_autoptr (PackshotDraft) draft = NULL;
  g_autofree char *complaint = NULL;
  const PackshotDraftPhoto *photo;

  write_draft (folder, "aog");
  g_assert_cmpstr (packshot_manifest_get_id (packshot_registry_get_default (registry)), !=, "aog");
  open_and_close (registry, credentials, settings);

  draft = packshot_draft_folder_read (folder, &complaint);
  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->service, ==, "aog");
  g_assert_cmpuint (draft->photos->len, ==, 2);
  g_assert_cmpuint (draft->chosen, ==, 1);
  photo = g_ptr_array_index (draft->photos, 1);
  g_assert_true (g_file_test (photo->path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (photo->name, ==, "Mug");
}

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/recall/early", test_early);

  return g_test_run ();
}
