/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-bar.h"

#include <glib/gi18n.h>
#include <math.h>

/* While playing, the position moves on only this often, in seconds: each time is drawn. */
#define TICK 0.1

/* What an arrow key moves on the scale, in seconds, as anywhere else in the player. */
#define STEP_SECONDS 5

struct _PackshotPlayerBar
{
  GtkWidget parent_instance;

  PackshotPlayer *player; /* (owned) (nullable) */
  int told_second;        /* that screen readers know of */

  GtkAdjustment *position;
  GtkAdjustment *volume;
  GtkWidget *duration_label;
  GtkWidget *fullscreen_button;
  GtkWidget *loop_button;
  GtkWidget *mute_button;
  GtkWidget *play_button;
  GtkWidget *position_label;
  GtkWidget *scale;
  GtkWidget *volume_button;
  GtkWidget *volume_popover;
};

G_DEFINE_FINAL_TYPE (PackshotPlayerBar, packshot_player_bar, GTK_TYPE_WIDGET)

static void
set_time (GtkWidget *label, double time)
{
  /* Of a time that is rounded up nothing has been seen yet. */
  int seconds = (int) (time + 0.001);
  g_autofree char *text = NULL;

  if (seconds < 3600)
    /* Translators: minutes and seconds of a time in a video. */
    text = g_strdup_printf (C_ ("time", "%d:%02d"), seconds / 60, seconds % 60);
  else
    /* Translators: hours, minutes and seconds of a time in a video. */
    text = g_strdup_printf (C_ ("time", "%d:%02d:%02d"), seconds / 3600, seconds / 60 % 60,
                            seconds % 60);
  gtk_label_set_label (GTK_LABEL (label), text);
}

/* Time runs from left to right on every player in the world. */
static void
set_left_to_right (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_left_to_right (child);
}

static void
set_name (GtkWidget *button, const char *name, const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Screen readers are told in words, and not of every tick. */
static void
tell_position (PackshotPlayerBar *self, double position, double duration)
{
  g_autofree char *text = NULL;

  if (self->told_second == (int) position)
    return;

  self->told_second = (int) position;
  text = g_strdup_printf (
      /* Translators: where a video is; both are seconds. */
      ngettext ("%d of %d second", "%d of %d seconds", (gulong) lround (duration)), (int) position,
      (int) lround (duration));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text, -1);
}

static void
position_cb (PackshotPlayerBar *self)
{
  double position = packshot_player_get_position (self->player);
  double duration = packshot_player_get_duration (self->player);
  double progress = position - gtk_adjustment_get_value (self->position);

  if (packshot_player_get_playing (self->player) && progress >= 0 && progress < TICK
      && position < duration)
    return;

  gtk_adjustment_set_value (self->position, position);
  set_time (self->position_label, position);
  tell_position (self, position, duration);
}

static void
duration_cb (PackshotPlayerBar *self)
{
  double duration = packshot_player_get_duration (self->player);

  gtk_adjustment_configure (self->position, packshot_player_get_position (self->player), 0,
                            MAX (duration, 1), STEP_SECONDS, STEP_SECONDS, 0);
  set_time (self->duration_label, duration);
  self->told_second = -1;
  position_cb (self);
}

static void
playing_cb (PackshotPlayerBar *self)
{
  gboolean playing = packshot_player_get_playing (self->player);

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), playing
                                                                ? "media-playback-pause-symbolic"
                                                                : "media-playback-start-symbolic");
  set_name (self->play_button, playing ? _ ("Pause") : _ ("Play"),
            playing ? _ ("Pause (Space)") : _ ("Play (Space)"));
  position_cb (self);
}

static void
volume_cb (PackshotPlayerBar *self)
{
  gboolean muted, has_sound;
  double volume;
  const char *icon;

  g_object_get (self->player, "volume", &volume, "muted", &muted, "has-sound", &has_sound, NULL);
  if (muted || volume <= 0 || !has_sound)
    icon = "audio-volume-muted-symbolic";
  else if (volume < 0.34)
    icon = "audio-volume-low-symbolic";
  else if (volume < 0.67)
    icon = "audio-volume-medium-symbolic";
  else
    icon = "audio-volume-high-symbolic";

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->volume_button), icon);
  set_left_to_right (self->volume_button);
  gtk_widget_set_sensitive (self->volume_button, has_sound);
  gtk_widget_set_tooltip_text (self->volume_button,
                               has_sound ? _ ("Volume") : _ ("This video has no sound"));
}

static gboolean
change_value_cb (GtkRange *range, GtkScrollType scroll, double value, gpointer user_data)
{
  PackshotPlayerBar *self = PACKSHOT_PLAYER_BAR (user_data);

  packshot_player_seek (self->player, value);

  return FALSE;
}

/* The scale has no word for being held, and takes from gestures what it drags. */
static gboolean
scale_event_cb (GtkEventController *controller, GdkEvent *event, gpointer user_data)
{
  PackshotPlayerBar *self = PACKSHOT_PLAYER_BAR (user_data);

  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      packshot_player_set_scrubbing (self->player, TRUE);
      break;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_GRAB_BROKEN:
      packshot_player_set_scrubbing (self->player, FALSE);
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
packshot_player_bar_dispose (GObject *object)
{
  PackshotPlayerBar *self = PACKSHOT_PLAYER_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->player);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_PLAYER_BAR);

  G_OBJECT_CLASS (packshot_player_bar_parent_class)->dispose (object);
}

static void
packshot_player_bar_class_init (PackshotPlayerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_player_bar_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/packshot/Packshot/app/packshot-player-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, duration_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, fullscreen_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, loop_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, mute_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, play_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, position);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, position_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, scale);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, volume);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, volume_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotPlayerBar, volume_popover);
  gtk_widget_class_bind_template_callback (widget_class, change_value_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_event_cb);
  gtk_widget_class_set_css_name (widget_class, "player-bar");
}

static void
packshot_player_bar_init (PackshotPlayerBar *self)
{
  self->told_second = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  set_left_to_right (GTK_WIDGET (self));
  packshot_player_bar_set_fullscreen (self, FALSE);
}

/**
 * packshot_player_bar_set_player:
 * @self: a bar with no player
 * @player: what it operates from now on
 */
void
packshot_player_bar_set_player (PackshotPlayerBar *self, PackshotPlayer *player)
{
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  g_return_if_fail (PACKSHOT_IS_PLAYER_BAR (self));
  g_return_if_fail (PACKSHOT_IS_PLAYER (player));
  g_return_if_fail (self->player == NULL);

  self->player = g_object_ref (player);
  g_object_bind_property (player, "loop", self->loop_button, "active", both);
  g_object_bind_property (player, "muted", self->mute_button, "active", both);
  g_object_bind_property (player, "volume", self->volume, "value", both);
  g_object_bind_property (player, "seekable", self->scale, "sensitive", G_BINDING_SYNC_CREATE);

  g_signal_connect_object (player, "notify::position", G_CALLBACK (position_cb), self, swapped);
  g_signal_connect_object (player, "notify::duration", G_CALLBACK (duration_cb), self, swapped);
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (playing_cb), self, swapped);
  g_signal_connect_object (player, "notify::volume", G_CALLBACK (volume_cb), self, swapped);
  g_signal_connect_object (player, "notify::muted", G_CALLBACK (volume_cb), self, swapped);
  g_signal_connect_object (player, "notify::has-sound", G_CALLBACK (volume_cb), self, swapped);
  duration_cb (self);
  playing_cb (self);
  volume_cb (self);
}

/**
 * packshot_player_bar_set_fullscreen:
 * @self: a bar
 * @fullscreen: whether the button that fills the screen leads back
 */
void
packshot_player_bar_set_fullscreen (PackshotPlayerBar *self, gboolean fullscreen)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER_BAR (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->fullscreen_button),
                            fullscreen ? "view-restore-symbolic" : "view-fullscreen-symbolic");
  set_name (self->fullscreen_button, fullscreen ? _ ("Leave Full Screen") : _ ("Full Screen"),
            fullscreen ? _ ("Leave Full Screen (Esc)") : _ ("Full Screen (F)"));
}

/**
 * packshot_player_bar_is_in_use:
 * @self: a bar
 *
 * Returns: whether it must not go away now, since the pointer is on it or its menu is open
 */
gboolean
packshot_player_bar_is_in_use (PackshotPlayerBar *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER_BAR (self), FALSE);

  return gtk_widget_get_visible (self->volume_popover)
         || (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
}
