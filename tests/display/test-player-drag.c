/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A video that is dragged out of its player, by a hand. */

#include <adwaita.h>

#include "packshot-dummy-service.h"
#include "packshot-job-private.h"
#include "packshot-job-video.h"
#include "packshot-player-view.h"
#include "packshot-registry.h"
#include "packshot-test-utils.h"
#include "test-player-film.h"

/* How high what the pointer carries is at most, in pixels. */
#define ICON_HEIGHT 96

/* Of a hand that begins to drag: more than it should need. */
#define MOST_STEPS 200

static const PackshotTestFilm upright_film = { "upright.mp4", 270, 480, 30, 60 };

typedef struct
{
  PackshotRegistry *registry;
  PackshotJob *job;
  GtkWindow *window;
  PackshotPlayer *player;
  guint n_drags;
  guint n_ends;
  GtkRequisition icon;
} Fixture;

static void
act (const char *words)
{
  g_autofree char *command = g_strconcat ("xdotool ", words, NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static gboolean
can_act (void)
{
  g_autofree char *program = g_find_program_in_path ("xdotool");

  if (program == NULL)
    g_test_skip ("xdotool is not installed");

  return program != NULL;
}

static void
begun_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_drags++;
  gtk_widget_get_preferred_size (gtk_drag_icon_get_for_drag (drag), NULL, &fixture->icon);
}

static void
ended_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_ends++;
}

static void
listen (GtkWidget *widget, Fixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_DRAG_SOURCE (controller))
        continue;

      g_signal_connect_after (controller, "drag-begin", G_CALLBACK (begun_cb), fixture);
      g_signal_connect_after (controller, "drag-end", G_CALLBACK (ended_cb), fixture);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    listen (child, fixture);
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static PackshotJob *
make_job (PackshotRegistry *registry)
{
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (registry, "dummy"));
  g_autofree char *photo = packshot_test_write_file ("mug.jpg", "a photo");

  g_assert_true (packshot_request_set (request, "photo", photo, NULL));
  return packshot_job_new ("1", request, "Mug", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *path = packshot_test_film_write (&upright_film);
  GtkWidget *video = g_object_new (PACKSHOT_TYPE_JOB_VIDEO, NULL);

  fixture->registry = packshot_registry_new ();
  packshot_registry_add_engine (fixture->registry, "dummy", packshot_dummy_service_new);
  fixture->job = make_job (fixture->registry);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, 360, 640);
  gtk_window_set_child (fixture->window, video);
  gtk_window_present (fixture->window);

  packshot_job_video_show_video (PACKSHOT_JOB_VIDEO (video), fixture->job, path, NULL);
  fixture->player = packshot_player_view_get_player (
      PACKSHOT_PLAYER_VIEW (find (video, PACKSHOT_TYPE_PLAYER_VIEW)));
  packshot_test_wait_until (packshot_player_get_seekable (fixture->player));
  packshot_test_wait_until (gtk_window_is_active (fixture->window));
  listen (video, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->job);
  g_assert_finalize_object (fixture->registry);
}

/* In the window, which is where its manager put it. */
static void
point_at (int x, int y)
{
  g_autofree char *words = g_strdup_printf ("getactivewindow mousemove --window %%1 %d %d", x, y);

  act (words);
}

static GtkWidget *
find_start_button (Fixture *fixture)
{
  GtkWidget *button = find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON);

  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==,
                   "player.play-or-pause");
  return button;
}

static void
find_middle (GtkWidget *widget, int *x, int *y)
{
  graphene_rect_t bounds;

  packshot_test_wait_until (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
  g_assert_true (
      gtk_widget_compute_bounds (widget, GTK_WIDGET (gtk_widget_get_root (widget)), &bounds));
  *x = (int) (bounds.origin.x + bounds.size.width / 2);
  *y = (int) (bounds.origin.y + bounds.size.height / 2);
}

/* Not far: what begins on a button is to begin before the pointer has left it. For newer GTK, a
 * hand has to hold on for a tenth of a second before it drags, which ours does by trembling. */
static void
drag (Fixture *fixture, int x, int y)
{
  point_at (x, y);
  act ("mousedown 1");
  for (int step = 1; step <= MOST_STEPS && fixture->n_drags == 0; step++)
    {
      point_at (x + 5 * MIN (step, 4) + step % 2, y + 4 * MIN (step, 4));
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  packshot_test_wait_until (fixture->n_drags > 0);
  act ("mouseup 1");
  packshot_test_wait_until (fixture->n_ends > 0);
}

/* A drag begins on the button as it does beside it, and a click on it still plays. What the pointer
 * carries has the shape of the video, and is bounded both ways. */
static void
test_start_button (Fixture *fixture, gconstpointer user_data)
{
  int x, y;

  if (!can_act ())
    return;

  find_middle (find_start_button (fixture), &x, &y);
  drag (fixture, x, y);
  g_assert_cmpuint (fixture->n_drags, ==, 1);
  g_assert_cmpint (fixture->icon.width, ==, ICON_HEIGHT * upright_film.width / upright_film.height);
  g_assert_cmpint (fixture->icon.height, ==, ICON_HEIGHT);
  g_assert_false (packshot_player_get_playing (fixture->player));

  point_at (x, y);
  act ("click 1");
  packshot_test_wait_until (packshot_player_get_playing (fixture->player));
  g_assert_cmpuint (fixture->n_drags, ==, 1);
}

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/player/drag/start-button", Fixture, NULL, set_up, test_start_button, tear_down);

  return g_test_run ();
}
