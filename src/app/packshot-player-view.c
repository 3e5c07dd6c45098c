/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-view.h"

#include "packshot-player-bar.h"
#include "packshot-player-keys.h"
#include "packshot-video-area.h"

#include <adwaita.h>

/* After so long without a move the bar goes away, in milliseconds. */
#define BAR_MILLISECONDS 2000

struct _PackshotPlayerView
{
  GtkWidget parent_instance;

  PackshotPlayer *player; /* (owned) */
  GtkWindow *window;      /* (unowned) (nullable): the one it is in */
  guint bar_timeout;
  double pointer_x;
  double pointer_y;

  PackshotVideoArea *area;
  PackshotPlayerBar *bar;
  GtkWidget *revealer;
  GtkWidget *stage;
  GtkWidget *start_button;
  GtkWidget *trouble;
};

enum
{
  SIGNAL_FULLSCREEN_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotPlayerView, packshot_player_view, GTK_TYPE_WIDGET)

static gboolean
is_fullscreen (PackshotPlayerView *self)
{
  return self->window != NULL && gtk_window_is_fullscreen (self->window);
}

static gboolean
hide_bar_cb (gpointer user_data)
{
  PackshotPlayerView *self = user_data;

  if (packshot_player_bar_is_in_use (self->bar))
    return G_SOURCE_CONTINUE;

  self->bar_timeout = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");

  return G_SOURCE_REMOVE;
}

/* Shows the bar, and lets it go again where it hides something. */
static void
show_bar (PackshotPlayerView *self)
{
  g_clear_handle_id (&self->bar_timeout, g_source_remove);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  if (is_fullscreen (self) && packshot_player_get_playing (self->player))
    self->bar_timeout = g_timeout_add (BAR_MILLISECONDS, hide_bar_cb, self);
}

static void
fullscreen_cb (PackshotPlayerView *self)
{
  gboolean fullscreen = is_fullscreen (self);

  if (fullscreen)
    gtk_widget_add_css_class (GTK_WIDGET (self->bar), "osd");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->bar), "osd");
  packshot_player_bar_set_fullscreen (self->bar, fullscreen);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  show_bar (self);
}

static void
update_start_button (PackshotPlayerView *self)
{
  gtk_widget_set_visible (self->start_button,
                          packshot_player_get_seekable (self->player)
                              && !packshot_player_get_playing (self->player)
                              && packshot_player_get_position (self->player) <= 0);
}

static void
playing_cb (PackshotPlayerView *self)
{
  update_start_button (self);
  show_bar (self);
}

static void
error_cb (PackshotPlayerView *self)
{
  const GError *error = packshot_player_get_error (self->player);
  g_autofree char *words = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;

  gtk_widget_set_visible (self->trouble, error != NULL);
  gtk_widget_set_visible (self->revealer, error == NULL);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->trouble), words);
}

static void
seekable_cb (PackshotPlayerView *self)
{
  gboolean seekable = packshot_player_get_seekable (self->player);
  static const char *const actions[] = { "player.play-or-pause", "player.step", "player.move",
                                         "player.go" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], seekable);
  update_start_button (self);
}

static void
resized_cb (PackshotVideoArea *area, gpointer user_data)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (user_data);

  packshot_player_set_box (self->player, packshot_video_area_get_box (area));
}

/* Also tells of a pointer that rests, when something moves below it. */
static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (user_data);

  if (x == self->pointer_x && y == self->pointer_y)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  show_bar (self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  show_bar (user_data);

  return GDK_EVENT_PROPAGATE;
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (user_data);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "player.play-or-pause", NULL);
  if (n_press == 2)
    g_signal_emit (self, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

static void
play_or_pause_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);

  packshot_player_set_playing (self->player, !packshot_player_get_playing (self->player));
}

static void
step_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  packshot_player_step (PACKSHOT_PLAYER_VIEW (widget)->player, g_variant_get_int32 (parameter));
}

static void
move_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);

  packshot_player_seek (self->player, packshot_player_get_position (self->player)
                                          + g_variant_get_double (parameter));
}

static void
go_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);

  packshot_player_seek (self->player, g_variant_get_double (parameter)
                                          * packshot_player_get_duration (self->player));
}

static void
toggle_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);
  const char *property = g_variant_get_string (parameter, NULL);
  gboolean value;

  g_object_get (self->player, property, &value, NULL);
  g_object_set (self->player, property, !value, NULL);
}

static void
toggle_fullscreen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  if (!is_fullscreen (PACKSHOT_PLAYER_VIEW (widget)))
    return FALSE;

  g_signal_emit (widget, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
  return TRUE;
}

static void
packshot_player_view_root (GtkWidget *widget)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (packshot_player_view_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;

  self->window = GTK_WINDOW (root);
  g_signal_connect_swapped (root, "notify::fullscreened", G_CALLBACK (fullscreen_cb), self);
  fullscreen_cb (self);
}

static void
packshot_player_view_unroot (GtkWidget *widget)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;

  GTK_WIDGET_CLASS (packshot_player_view_parent_class)->unroot (widget);
}

/* What nobody sees does not go on playing. */
static void
packshot_player_view_unmap (GtkWidget *widget)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);

  packshot_player_set_playing (self->player, FALSE);
  g_clear_handle_id (&self->bar_timeout, g_source_remove);

  GTK_WIDGET_CLASS (packshot_player_view_parent_class)->unmap (widget);
}

static GtkSizeRequestMode
packshot_player_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
packshot_player_view_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);
  int stage_minimum, stage_natural, bar_minimum, bar_natural;

  gtk_widget_measure (self->stage, orientation, for_size, &stage_minimum, &stage_natural, NULL,
                      NULL);
  gtk_widget_measure (self->revealer, orientation, for_size, &bar_minimum, &bar_natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (stage_minimum, bar_minimum);
      *natural = MAX (stage_natural, bar_natural);
    }
  else
    {
      *minimum = stage_minimum + bar_minimum;
      *natural = stage_natural + bar_natural;
    }
}

static void
packshot_player_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (widget);
  int bar_height, stage_height;

  gtk_widget_measure (self->revealer, GTK_ORIENTATION_VERTICAL, width, &bar_height, NULL, NULL,
                      NULL);
  stage_height = is_fullscreen (self) ? height : height - bar_height;
  gtk_widget_size_allocate (self->stage, &(GtkAllocation){ 0, 0, width, stage_height }, -1);
  gtk_widget_size_allocate (self->revealer,
                            &(GtkAllocation){ 0, height - bar_height, width, bar_height }, -1);
}

static void
packshot_player_view_dispose (GObject *object)
{
  PackshotPlayerView *self = PACKSHOT_PLAYER_VIEW (object);

  g_clear_handle_id (&self->bar_timeout, g_source_remove);
  if (self->player != NULL)
    packshot_player_close (self->player);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  g_clear_pointer (&self->stage, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_PLAYER_VIEW);

  G_OBJECT_CLASS (packshot_player_view_parent_class)->dispose (object);
}

static void
packshot_player_view_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_PLAYER_VIEW (object)->player);

  G_OBJECT_CLASS (packshot_player_view_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "player.play-or-pause", NULL, play_or_pause_cb);
  gtk_widget_class_install_action (widget_class, "player.step", "i", step_cb);
  gtk_widget_class_install_action (widget_class, "player.move", "d", move_cb);
  gtk_widget_class_install_action (widget_class, "player.go", "d", go_cb);
  gtk_widget_class_install_action (widget_class, "player.toggle", "s", toggle_cb);
  gtk_widget_class_install_action (widget_class, "player.toggle-fullscreen", NULL,
                                   toggle_fullscreen_cb);
}

static void
packshot_player_view_class_init (PackshotPlayerViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = packshot_player_view_dispose;
  object_class->finalize = packshot_player_view_finalize;
  widget_class->root = packshot_player_view_root;
  widget_class->unroot = packshot_player_view_unroot;
  widget_class->unmap = packshot_player_view_unmap;
  widget_class->get_request_mode = packshot_player_view_get_request_mode;
  widget_class->measure = packshot_player_view_measure;
  widget_class->size_allocate = packshot_player_view_size_allocate;

  /**
   * PackshotPlayerView::fullscreen-requested:
   *
   * The user wants the video to fill the screen, or where it does, to do so no longer. It is for
   * the window to do it.
   */
  signals[SIGNAL_FULLSCREEN_REQUESTED] =
      g_signal_new ("fullscreen-requested", PACKSHOT_TYPE_PLAYER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  install_actions (widget_class);
  packshot_player_keys_add (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  g_type_ensure (PACKSHOT_TYPE_PLAYER_BAR);
  g_type_ensure (PACKSHOT_TYPE_VIDEO_AREA);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/packshot/Packshot/app/packshot-player-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerView, area);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerView, bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerView, revealer);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerView, stage);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerView, start_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerView, trouble);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_set_css_name (widget_class, "player-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
packshot_player_view_init (PackshotPlayerView *self)
{
  self->player = packshot_player_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  packshot_video_area_set_paintable (self->area, packshot_player_get_paintable (self->player));
  packshot_player_bar_set_player (self->bar, self->player);

  g_signal_connect_object (self->player, "notify::playing", G_CALLBACK (playing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::position", G_CALLBACK (update_start_button), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::seekable", G_CALLBACK (seekable_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::error", G_CALLBACK (error_cb), self,
                           G_CONNECT_SWAPPED);
  seekable_cb (self);
}

/**
 * packshot_player_view_new:
 *
 * Returns: (transfer floating): a view with no video
 */
GtkWidget *
packshot_player_view_new (void)
{
  return g_object_new (PACKSHOT_TYPE_PLAYER_VIEW, NULL);
}

/**
 * packshot_player_view_open:
 * @self: a view
 * @video_path: (type filename): the absolute path of a video
 * @cover_path: (type filename) (nullable): a picture to show until it is played
 *
 * Shows a video in the place of the one before; it does not play by itself.
 */
void
packshot_player_view_open (PackshotPlayerView *self, const char *video_path, const char *cover_path)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_VIEW (self));

  packshot_player_open (self->player, video_path, cover_path);
}

/**
 * packshot_player_view_close:
 * @self: a view
 *
 * Lets go of the video, if there is one.
 */
void
packshot_player_view_close (PackshotPlayerView *self)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_VIEW (self));

  packshot_player_close (self->player);
}

/**
 * packshot_player_view_get_player:
 * @self: a view
 *
 * Returns: (transfer none): what plays in it
 */
PackshotPlayer *
packshot_player_view_get_player (PackshotPlayerView *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER_VIEW (self), NULL);

  return self->player;
}
