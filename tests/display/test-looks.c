/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at: each page, light, dark, narrow and from right to left, as PNG files
 * in $PACKSHOT_TEST_ARTEFACTS. */

#include <glib/gstdio.h>

#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-list-row.h"
#include "packshot-photo-view.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-looks.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-text-row.h"
#include "packshot-toggles-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static char *photo; /* a copy of the sample, which the test may spoil */

static void
choose_shape (GtkWidget *root, const char *shape)
{
  /* Rows of other options have no such choice and stay as they are. */
  if (PACKSHOT_IS_TOGGLES_ROW (root) || PACKSHOT_IS_LIST_ROW (root))
    packshot_option_row_set_text (PACKSHOT_OPTION_ROW (root), shape);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose_shape (child, shape);
}

static PackshotJob *
create (GtkWindow *window)
{
  packshot_test_wait_until (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL)
                            && find (window, JOB_PAGE) != NULL);

  return packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
}

static void
spoil (const char *path)
{
  g_assert_true (g_file_set_contents (path, "these are no pixels", -1, NULL));
}

static gboolean
has_preview (GtkWindow *window)
{
  GtkWidget *view = find (window, PHOTO_VIEW);

  return gdk_paintable_get_intrinsic_width (
             packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (view)))
         > 0;
}

static gboolean
has_portrait (GtkWindow *window)
{
  GtkWidget *view = find (window, PHOTO_VIEW);
  GdkPaintable *preview = packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (view));

  return gdk_paintable_get_intrinsic_aspect_ratio (preview) < 1;
}

static void
looks_script (GtkWindow *window)
{
  g_autofree char *too_long = g_strnfill (101, 'x');
  PackshotJob *job;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);

  gtk_widget_activate_action (find (window, STAGE), "stage.remove", NULL);
  packshot_test_look (window, "empty");
  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), photo);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  packshot_test_wait_until (has_preview (window));
  packshot_test_look (window, "photo");
  choose_shape (GTK_WIDGET (window), "9:16");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "Alderwisp");
  packshot_test_wait_until (has_portrait (window));
  packshot_test_look (window, "preview");

  choose_shape (GTK_WIDGET (window), "16:9");
  job = create (window);
  packshot_test_wait_until (packshot_job_get_fraction (job) > 0.3);
  packshot_test_wait_for_words ("Added");
  g_assert_cmpint (packshot_job_get_state (job), ==, PACKSHOT_JOB_MAKING);
  packshot_test_look (window, "making");
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_DONE);
  packshot_test_wait_for_words ("0:12");
  packshot_test_look (window, "done");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  packshot_test_wait_until (!has_portrait (window));
  choose_shape (GTK_WIDGET (window), "9:16");
  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), too_long);
  packshot_test_wait_until (has_portrait (window));
  packshot_test_look (window, "wrong-value");

  gtk_editable_set_text (GTK_EDITABLE (find (window, TEXT_ROW)), "");
  spoil (photo);
  job = create (window);
  packshot_test_wait_until (packshot_job_get_state (job) == PACKSHOT_JOB_FAILED);
  packshot_test_look (window, "error");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "library");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  packshot_test_look (window, "library");
  gtk_window_close (window);
}

static void
test_looks (void)
{
  PackshotRegistry *registry = packshot_registry_new ();
  g_autofree char *bytes = NULL;
  gsize length;

  if (!packshot_test_look_start ())
    return;

  g_assert_true (g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &bytes, &length, NULL));
  photo = g_build_filename (g_get_user_runtime_dir (), "bottle.jpg", NULL);
  g_assert_true (g_file_set_contents (photo, bytes, (gssize) length, NULL));

  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_test_run (registry, photo, looks_script);
  g_assert_finalize_object (registry);
  g_unlink (photo);
  g_free (photo);
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks", test_looks);
}
