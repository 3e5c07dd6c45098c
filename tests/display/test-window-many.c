/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Several photos in the window, from the drop to the orders. */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-strip-tile.h"
#include "packshot-strip-view.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

#define SEND_TITLE "What Leaves This Computer"

static PackshotFake *fake;

static char *
make_file (const char *name, const char *contents, gsize length)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);

  return path;
}

/* As a file manager drops them. */
static void
drop_photos (GtkWindow *window, guint n_photos)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &contents, &length, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_photos; i++)
    {
      g_autofree char *name = g_strdup_printf ("photo %u.jpg", i + 1);

      g_ptr_array_add (items, make_file (name, contents, length));
    }
  /* The head of a photo alone: it looks like one until somebody opens it. */
  g_ptr_array_add (items, make_file ("torn.jpg", contents, 24));

  packshot_test_wait_until (find (window, STAGE) != NULL);
  packshot_receiver_open_items (packshot_stage_get_receiver (PACKSHOT_STAGE (find (window, STAGE))),
                                items);
}

static void
drop_one (GtkWindow *window, const char *name)
{
  PackshotStage *stage = PACKSHOT_STAGE (find (window, STAGE));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &contents, &length, NULL));
  g_ptr_array_add (items, make_file (name, contents, length));
  packshot_receiver_open_items (packshot_stage_get_receiver (stage), items);
}

static GtkWidget *
find_tile (GtkWidget *root, guint *position)
{
  if (PACKSHOT_IS_STRIP_TILE (root) && gtk_widget_get_mapped (root) && (*position)-- == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tile (child, position);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Where the desktop wants them, what the strip is scrolled by stands below it and not on it. */
static void
assert_nothing_hidden (GtkWindow *window)
{
  guint position = 0;
  GtkWidget *tile = find_tile (GTK_WIDGET (window), &position);
  GtkWidget *scroller = gtk_widget_get_ancestor (tile, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *bar = gtk_scrolled_window_get_hscrollbar (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t of_tile, of_bar;

  packshot_test_wait_until (gtk_widget_get_height (tile) > 0 && gtk_widget_get_height (bar) > 0);
  g_assert_true (gtk_widget_compute_bounds (tile, scroller, &of_tile));
  g_assert_true (gtk_widget_compute_bounds (bar, scroller, &of_bar));
  g_assert_cmpfloat (of_tile.origin.y + of_tile.size.height, <=, of_bar.origin.y);
}

static void
name_photo (GtkWindow *window, guint position, const char *name)
{
  GtkWidget *tile = find_tile (GTK_WIDGET (window), &position);
  GtkWidget *entry = packshot_test_find_type (tile, GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
}

static void
choose_service (GtkWindow *window, const char *button)
{
  packshot_test_wait_until (find (window, SERVICE_ROW) != NULL);
  for (guint i = 0; packshot_test_find_button (button) == NULL; i++)
    adw_combo_row_set_selected (ADW_COMBO_ROW (find (window, SERVICE_ROW)), i);
}

/* What can't be used is told, and the others stay. */
static void
order_script (GtkWindow *window)
{
  drop_photos (window, 3);
  packshot_test_wait_for_words ("torn.jpg");
  packshot_test_wait_for_words ("Create 3 Videos");
  choose_service (window, "Create 3 Videos · 300 credits");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
  name_photo (window, 1, "Bellwort");

  packshot_test_press ("Create 3 Videos · 300 credits");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_wait_for_words ("Bellwort");
  packshot_test_wait_for_words ("photo 3.jpg");
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, 0);
  packshot_test_press ("Create 3 Videos · 300 credits");
  packshot_test_wait_for_words ("3 videos are on their way.");
  packshot_test_wait_until (packshot_fake_count (fake, "create") == 3);
  gtk_window_close (window);
}

static void
run_paid (PackshotTestScript script, guint n_orders)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  packshot_test_forget_jobs ();
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fake), TRUE);
  g_setenv ("SHORTVIDEO_API_KEY", settings.key, TRUE);
  {
    PackshotRegistry *registry = packshot_registry_new ();
    g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
    g_autoptr (PackshotSettings) places = packshot_settings_new ();

    packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
    packshot_services_add (registry, credentials, places);
    packshot_test_run_full (registry, credentials, NULL, script);
    g_assert_finalize_object (registry);
  }
  g_assert_cmpuint (packshot_fake_count (fake, "create"), ==, n_orders);
  g_clear_pointer (&fake, packshot_fake_free);
}

static void
test_order (void)
{
  run_paid (order_script, 3);
}

static const char *
get_name (GtkWindow *window)
{
  return gtk_editable_get_text (GTK_EDITABLE (find (window, TEXT_ROW)));
}

static void
set_name (GtkWindow *window, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), name);
}

static void
wait_for_photo (GtkWindow *window, const char *name)
{
  PackshotStage *stage = PACKSHOT_STAGE (find (window, STAGE));

  packshot_test_wait_until (
      packshot_stage_get_photo (stage) != NULL
      && g_str_has_suffix (packshot_photo_get_path (packshot_stage_get_photo (stage)), name));
}

/* The name of a product is not that of the next, and what was ordered is not ordered again, but
 * only from the order on. */
static void
next_script (GtkWindow *window)
{
  drop_photos (window, 2);
  packshot_test_wait_for_words ("Create 2 Videos");
  choose_service (window, "Create 2 Videos · 200 credits");
  set_name (window, "Alderwisp");
  packshot_test_press ("Create 2 Videos · 200 credits");
  packshot_test_wait_until (packshot_test_find_window (SEND_TITLE) != NULL);
  packshot_test_press ("Create 2 Videos · 200 credits");
  packshot_test_wait_until (packshot_fake_count (fake, "create") == 2);
  packshot_test_wait_for_words ("2 videos are on their way.");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  packshot_test_wait_until (packshot_test_find_button ("Create 2 Videos · 200 credits") != NULL);
  g_assert_cmpstr (get_name (window), ==, "Alderwisp");

  drop_one (window, "next.jpg");
  packshot_test_wait_for_words ("Create Video · 100 credits");
  g_assert_cmpstr (get_name (window), ==, "");

  set_name (window, "Bellwort");
  drop_one (window, "better.jpg");
  wait_for_photo (window, "better.jpg");
  g_assert_cmpstr (get_name (window), ==, "Bellwort");
  gtk_window_close (window);
}

static void
test_next (void)
{
  run_paid (next_script, 2);
}

/* Nothing that was cleared is lost as long as it can be undone. */
static void
clear_script (GtkWindow *window)
{
  drop_photos (window, 5);
  packshot_test_wait_for_words ("Create 5 Videos");
  assert_nothing_hidden (window);
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
  name_photo (window, 1, "Bellwort");

  gtk_widget_activate_action (find (window, STAGE), "page.clear", NULL);
  packshot_test_wait_for_words ("Drop a Photo Here");
  packshot_test_wait_until (find (window, STRIP_VIEW) == NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (window, TEXT_ROW))), ==, "");

  packshot_test_press ("Undo");
  packshot_test_wait_for_words ("Create 5 Videos");
  packshot_test_wait_until (find (window, STRIP_VIEW) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (window, TEXT_ROW))), ==, "Alderwisp");
  gtk_window_close (window);
}

static void
test_clear (void)
{
  PackshotRegistry *registry = packshot_registry_new ();

  packshot_test_forget_jobs ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, NULL, clear_script);
  g_assert_finalize_object (registry);
}

/* As some desktops have them: scroll bars that stay. Where windows were, GTK can't be told. */
static void
want_bars (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "gtk-4.0", NULL);
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "[Settings]\ngtk-overlay-scrolling=false\n", -1, NULL));
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  want_bars ();
  g_test_add_func ("/window-many/order", test_order);
  g_test_add_func ("/window-many/next", test_next);
  g_test_add_func ("/window-many/clear", test_clear);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
