/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Framing a photo by hand: the buttons, the handle, keys, and what comes of it. */

#include "packshot-create-page.h"
#include "packshot-framing-editor.h"
#include "packshot-job-page.h"
#include "packshot-photo-view.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-notifications.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-toggles-row.h"

#include <math.h>

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

/* Half a pixel of a small picture of the photo. */
#define NEAR 0.012

static PackshotRegistry *services;

static const PackshotPictureFraming *
get_framing (GtkWindow *window)
{
  return packshot_framing_bar_get_framing (
      packshot_stage_get_framing_bar (PACKSHOT_STAGE (find (window, STAGE))));
}

static void
assert_framing (GtkWindow *window, PackshotPictureFramingMode mode, double x, double y)
{
  const PackshotPictureFraming *framing = get_framing (window);

  g_assert_cmpint (framing->mode, ==, mode);
  g_assert_cmpfloat_with_epsilon (framing->x, x, NEAR);
  g_assert_cmpfloat_with_epsilon (framing->y, y, NEAR);
  g_assert_true (packshot_picture_framing_equal (
      framing, packshot_photo_view_get_framing (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW)))));
}

static void
choose_mode (GtkWindow *window, const char *label)
{
  GtkWidget *words = packshot_test_find_label (find (window, FRAMING_BAR), label);

  g_assert_nonnull (words);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (words, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, user_data, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (G_SUBPROCESS (source)));
}

/* (transfer full): what xdotool says, which moves the pointer and presses keys as a person does. */
static char *
hand (const char *line)
{
  g_auto (GStrv) args = NULL;
  g_autofree char *command = g_strdup_printf ("xdotool %s", line);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &args, NULL));
  process = g_subprocess_newv ((const char *const *) args, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, said_cb, &said);
  packshot_test_wait_until (said != NULL);

  return g_strstrip (said);
}

static void
press_key (const char *key)
{
  g_autofree char *line = g_strdup_printf ("key %s", key);

  g_free (hand (line));
}

/* Where a share of the photo is in the window. */
static char *
find_point (GtkWindow *window, double x, double y)
{
  GtkWidget *editor = find (window, FRAMING_EDITOR);
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) (x * gtk_widget_get_width (editor)),
                                                (float) (y * gtk_widget_get_height (editor)));
  double left, top;

  g_assert_true (gtk_widget_compute_point (editor, GTK_WIDGET (window), &place, &place));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  return g_strdup_printf ("%d %d", (int) lround (place.x + left), (int) lround (place.y + top));
}

static void
move_to (GtkWindow *window, double x, double y)
{
  g_autofree char *id = hand ("search --onlyvisible --name Packshot");
  g_autofree char *place = find_point (window, x, y);
  g_autofree char *line = NULL;

  if (strrchr (id, '\n') != NULL)
    memmove (id, strrchr (id, '\n') + 1, strlen (strrchr (id, '\n')));
  line = g_strdup_printf ("mousemove --window %s %s", id, place);
  g_free (hand (line));
}

static void
drag (GtkWindow *window, double x, double y, double to_x, double to_y)
{
  move_to (window, x, y);
  g_free (hand ("mousedown 1"));
  for (int i = 1; i <= 4; i++)
    move_to (window, x + (to_x - x) * i / 4, y + (to_y - y) * i / 4);
  g_free (hand ("mouseup 1"));
}

static void
wait_for_preview (GtkWindow *window)
{
  GdkPaintable *preview =
      packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW)));

  packshot_test_wait_until (gdk_paintable_get_intrinsic_width (preview) > 0);
}

static void
begin (GtkWindow *window)
{
  /* A busy machine is slow to press twice. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-double-click-time", 10000, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  wait_for_preview (window);
}

/* Until the widgets lie where they will. */
static void
settle (GtkWindow *window)
{
  GtkWidget *editor;

  packshot_test_wait_until ((editor = find (window, FRAMING_EDITOR)) != NULL
                            && gtk_widget_has_css_class (editor, "inset"));
}

static void
assert_told (GtkWindow *window, const char *words)
{
  g_autofree char *told = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (find (window, FRAMING_EDITOR)), GTK_ACCESSIBLE_PROPERTY_LABEL, words);

  g_assert_cmpstr (told, ==, NULL);
}

static void
drag_script (GtkWindow *window)
{
  begin (window);
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_WHOLE, 0.5, 0.5);
  g_assert_null (find (window, FRAMING_EDITOR));

  choose_mode (window, "Fill");
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FILL, 0.5, 0.5);
  settle (window);
  assert_told (window, "Focal point 50 % from the left, 50 % from the top");

  /* The handle, and then the photo beside it. */
  drag (window, 0.5, 0.5, 0.25, 0.75);
  packshot_test_wait_until (fabs (get_framing (window)->x - 0.25) < NEAR);
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FILL, 0.25, 0.75);
  drag (window, 0.8, 0.2, 0.9, 0.1);
  packshot_test_wait_until (fabs (get_framing (window)->x - 0.9) < NEAR);
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FILL, 0.9, 0.1);

  /* Nobody falls out of the photo. */
  drag (window, 0.9, 0.1, 1.6, 0.1);
  packshot_test_wait_until (get_framing (window)->x == 1);

  move_to (window, 0.3, 0.3);
  g_free (hand ("click --repeat 2 --delay 60 1"));
  packshot_test_wait_until (get_framing (window)->x == 0.5 && get_framing (window)->y == 0.5);
  gtk_window_close (window);
}

static void
keys_script (GtkWindow *window)
{
  begin (window);
  choose_mode (window, "Fill");
  settle (window);
  g_assert_true (gtk_widget_grab_focus (find (window, FRAMING_EDITOR)));

  press_key ("Right");
  packshot_test_wait_until (get_framing (window)->x == 0.51);
  press_key ("shift+Left");
  packshot_test_wait_until (get_framing (window)->x == 0.41);
  press_key ("Up");
  packshot_test_wait_until (get_framing (window)->y == 0.49);
  press_key ("shift+Down");
  packshot_test_wait_until (get_framing (window)->y == 0.59);
  assert_told (window, "Focal point 41 % from the left, 59 % from the top");
  /* There is nothing closer about one that fills. */
  press_key ("plus");
  press_key ("Home");
  packshot_test_wait_until (get_framing (window)->x == 0.5 && get_framing (window)->y == 0.5);
  g_assert_cmpfloat (get_framing (window)->zoom, ==, 1);
  g_assert_true (gtk_widget_has_focus (find (window, FRAMING_EDITOR)));

  /* Left is left in a photo, whichever way the words run. */
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  press_key ("Left");
  packshot_test_wait_until (get_framing (window)->x == 0.49);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);

  choose_mode (window, "Crop");
  g_assert_cmpfloat (get_framing (window)->x, ==, 0.49);
  g_assert_cmpfloat (get_framing (window)->zoom, ==, 1.5);
  gtk_widget_grab_focus (find (window, FRAMING_EDITOR));
  press_key ("plus");
  packshot_test_wait_until (fabs (get_framing (window)->zoom - 1.65) < 0.001);
  assert_told (window, "Focal point 49 % from the left, 50 % from the top, zoom 165 %");
  press_key ("minus");
  packshot_test_wait_until (fabs (get_framing (window)->zoom - 1.5) < 0.001);
  move_to (window, 0.5, 0.5);
  g_free (hand ("click 4"));
  packshot_test_wait_until (get_framing (window)->zoom > 1.5);
  gtk_window_close (window);
}

static GtkWidget *
get_undo_button (GtkWindow *window)
{
  return gtk_widget_get_last_child (adw_bin_get_child (ADW_BIN (find (window, FRAMING_BAR))));
}

/* It has a picture, and its name is for those who can't see it. */
static void
press_undo (GtkWindow *window)
{
  GtkWidget *button = get_undo_button (window);
  g_autofree char *told = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Undo Framing");

  g_assert_cmpstr (told, ==, NULL);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
undo_script (GtkWindow *window)
{
  begin (window);
  choose_mode (window, "Fill");
  settle (window);
  drag (window, 0.5, 0.5, 0.2, 0.3);
  packshot_test_wait_until (fabs (get_framing (window)->x - 0.2) < NEAR);
  choose_mode (window, "Fit");
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FIT, 0.5, 0.5);
  g_assert_null (find (window, FRAMING_EDITOR));

  press_undo (window);
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FILL, 0.2, 0.3);
  settle (window);
  /* A drag is one thing to take back. */
  gtk_widget_grab_focus (find (window, FRAMING_EDITOR));
  press_key ("ctrl+z");
  packshot_test_wait_until (get_framing (window)->x == 0.5);
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FILL, 0.5, 0.5);
  press_key ("ctrl+z");
  packshot_test_wait_until (get_framing (window)->mode == PACKSHOT_PICTURE_FRAMING_WHOLE);

  /* The point is there again when it is wanted again; but not with another photo. */
  choose_mode (window, "Crop");
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_CROP, 0.5, 0.5);
  choose_mode (window, "Whole");
  gtk_widget_activate_action (find (window, STAGE), "stage.remove", NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            == NULL);
  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), g_getenv ("PACKSHOT_SAMPLE"));
  packshot_test_wait_until (find (window, FRAMING_BAR) != NULL);
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_WHOLE, 0.5, 0.5);
  g_assert_false (gtk_widget_is_sensitive (get_undo_button (window)));
  gtk_window_close (window);
}

static GBytes *
take_picture (GtkWindow *window)
{
  GdkPaintable *preview =
      packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW)));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (preview, snapshot, 160, 90);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  return gdk_texture_save_to_png_bytes (texture);
}

static gboolean
looks_otherwise (GtkWindow *window, GBytes *before)
{
  g_autoptr (GBytes) now = take_picture (window);

  return !g_bytes_equal (before, now);
}

/* The preview shows it, the job says it, and “Use Again” brings it back. */
static void
again_script (GtkWindow *window)
{
  const PackshotPictureFraming crop = { PACKSHOT_PICTURE_FRAMING_CROP, 0.5, 0.5, 1.5 };
  g_autoptr (GBytes) before = NULL;
  PackshotJob *job;

  begin (window);
  before = take_picture (window);
  choose_mode (window, "Crop");
  packshot_test_wait_until (looks_otherwise (window, before));

  packshot_test_wait_until (gtk_widget_activate_action (GTK_WIDGET (window), "win.create", NULL)
                            && find (window, JOB_PAGE) != NULL);
  job = packshot_job_page_get_job (PACKSHOT_JOB_PAGE (find (window, JOB_PAGE)));
  g_assert_true (packshot_picture_framing_equal (
      packshot_request_get_framing (packshot_job_get_request (job)), &crop));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "create");
  choose_mode (window, "Whole");
  packshot_create_page_show_request (PACKSHOT_CREATE_PAGE (find (window, CREATE_PAGE)),
                                     packshot_job_get_request (job));
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_CROP, 0.5, 0.5);

  /* Also where its photo has to be opened first. */
  gtk_widget_activate_action (find (window, STAGE), "stage.remove", NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            == NULL);
  packshot_create_page_show_request (PACKSHOT_CREATE_PAGE (find (window, CREATE_PAGE)),
                                     packshot_job_get_request (job));
  packshot_test_wait_until (get_framing (window)->mode == PACKSHOT_PICTURE_FRAMING_CROP);

  packshot_test_wait_until (packshot_job_state_is_end (packshot_job_get_state (job)));
  gtk_window_close (window);
}

/* Services that take no framing do not offer it; it is there again with one that does. */
static void
services_script (GtkWindow *window)
{
  PackshotServiceRow *row = PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW));
  GtkWidget *bar;

  begin (window);
  bar = find (window, FRAMING_BAR);
  choose_mode (window, "Fill");
  packshot_service_row_set_manifest (row, packshot_registry_lookup (services, "aog"));
  packshot_test_wait_until (!gtk_widget_get_visible (bar));
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_WHOLE, 0.5, 0.5);

  packshot_service_row_set_manifest (row, packshot_registry_lookup (services, "shortvideo"));
  packshot_test_wait_until (gtk_widget_get_visible (bar));
  assert_framing (window, PACKSHOT_PICTURE_FRAMING_FILL, 0.5, 0.5);
  g_assert_true (gtk_widget_get_sensitive (bar));
  /* There is no preview, and all of the room for the photo. */
  g_assert_false (gtk_widget_has_css_class (find (window, FRAMING_EDITOR), "inset"));

  packshot_framing_bar_set_trouble (PACKSHOT_FRAMING_BAR (bar), "It is fetched from the web.");
  g_assert_false (gtk_widget_get_sensitive (bar));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (bar), ==, "It is fetched from the web.");
  gtk_window_close (window);
}

static void
test_script (gconstpointer data)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  PackshotTestScript script = *(const PackshotTestScript *) data;

  services = packshot_registry_new ();
  packshot_registry_add_engine (services, "studio", packshot_studio_service_new);
  packshot_services_add (services, credentials, settings);
  packshot_test_run_full (services, credentials, g_getenv ("PACKSHOT_SAMPLE"), script);
  g_assert_finalize_object (services);
  packshot_test_forget_jobs ();
}

int
main (int argc, char **argv)
{
  static const PackshotTestScript scripts[] = { drag_script, keys_script, undo_script, again_script,
                                                services_script };
  static const char *const names[] = { "drag", "keys", "undo", "again", "services" };
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/framing/%s", names[i]);

      g_test_add_data_func (path, &scripts[i], test_script);
    }

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
