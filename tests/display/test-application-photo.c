/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* How a photo comes into the application, by the clipboard and as the argument it was started with,
 * and what else it can be started with.
 */

#include "packshot-create-page.h"
#include "packshot-dummy-service.h"
#include "packshot-library-page.h"
#include "packshot-stage.h"
#include "packshot-test-notifications.h"
#include "packshot-test-peer.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static void
run (const char *argument, PackshotTestScript script)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);
  packshot_test_forget_jobs ();
  packshot_test_run (registry, argument, script);
  g_assert_finalize_object (registry);
}

static void
paste (GtkWindow *window)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.paste", NULL));
}

static void
hang (PackshotTestCaller *caller, gpointer user_data)
{
  packshot_test_caller_hang (caller);
}

static void
paste_script (GtkWindow *window)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  const guint8 pixels[4 * 3] = { 200, 100, 50, 200, 100, 50, 200, 100, 50, 200, 100, 50 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (2, 2, GDK_MEMORY_R8G8B8, bytes, 2 * 3);
  g_autoptr (PackshotTestPeer) peer = packshot_test_peer_new (hang, NULL);
  g_autofree char *address = packshot_test_peer_dup_url (peer, "/mug.jpg");
  PackshotStage *stage;

  packshot_test_wait_until (find (window, STAGE) != NULL);
  stage = PACKSHOT_STAGE (find (window, STAGE));

  gdk_clipboard_set_text (clipboard, address);
  paste (window);
  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "from 127.0.0.1")
                            != NULL);
  gtk_widget_activate_action (GTK_WIDGET (stage), "stage.cancel", NULL);
  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "Drop a Photo Here")
                            != NULL);
  g_assert_null (packshot_stage_get_photo (stage));

  gdk_clipboard_set_texture (clipboard, texture);
  paste (window);
  packshot_test_wait_until (packshot_stage_get_photo (stage) != NULL);
  g_assert_cmpint (
      gdk_texture_get_width (packshot_photo_get_texture (packshot_stage_get_photo (stage))), ==, 2);

  gdk_clipboard_set_text (clipboard, g_getenv ("PACKSHOT_SAMPLE"));
  paste (window);
  packshot_test_wait_until (g_str_equal (packshot_photo_get_path (packshot_stage_get_photo (stage)),
                                         g_getenv ("PACKSHOT_SAMPLE")));

  gtk_widget_activate_action (GTK_WIDGET (stage), "stage.remove", NULL);
  g_assert_null (packshot_stage_get_photo (stage));
  gtk_window_close (window);
}

static void
test_paste (void)
{
  run (NULL, paste_script);
}

static void
bad_photo_script (GtkWindow *window)
{
  packshot_test_wait_until (packshot_test_find_label (GTK_WIDGET (window), "notes.jpg") != NULL);
  g_assert_null (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE))));
  g_assert_nonnull (packshot_test_find_button ("Choose…"));
  gtk_window_close (window);
}

static void
test_bad_photo (void)
{
  g_autofree char *path = packshot_test_write_file ("notes.jpg", "these are no pixels");

  run (path, bad_photo_script);
}

static void
library_script (GtkWindow *window)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));

  packshot_test_wait_until (find (window, LIBRARY_PAGE) != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (application), "new-video", NULL);
  packshot_test_wait_until (find (window, LIBRARY_PAGE) == NULL
                            && find (window, CREATE_PAGE) != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (application), "library", NULL);
  packshot_test_wait_until (find (window, LIBRARY_PAGE) != NULL);
  gtk_window_close (window);
}

/* As the menu of the icon starts it. */
static void
test_library (void)
{
  run ("--library", library_script);
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application-photo/paste", test_paste);
  g_test_add_func ("/application-photo/bad-photo", test_bad_photo);
  g_test_add_func ("/application-photo/library", test_library);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
