/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-private.h"

#include "packshot-video-cover.h"

static GParamSpec *props[PROP_N_DROPPED + 1];

G_DEFINE_FINAL_TYPE (PackshotPlayer, packshot_player, G_TYPE_OBJECT)

/**
 * packshot_player_notify:
 * @self: a player
 * @property: which one
 *
 * Tells that a property is another now.
 */
void
packshot_player_notify (PackshotPlayer *self, PackshotPlayerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

/**
 * packshot_player_set_flag:
 * @self: a player
 * @flag: where one of its flags is
 * @value: what it is now
 * @property: the property it stands for
 *
 * Sets a flag, and tells where that is a change.
 */
void
packshot_player_set_flag (PackshotPlayer *self,
                          gboolean *flag,
                          gboolean value,
                          PackshotPlayerProperty property)
{
  value = !!value;
  if (*flag == value)
    return;

  *flag = value;
  packshot_player_notify (self, property);
}

/**
 * packshot_player_set_position:
 * @self: a player
 * @position: what is seen, in seconds from the start
 *
 * Tells of a position, and does not go there.
 */
void
packshot_player_set_position (PackshotPlayer *self, double position)
{
  if (self->position == position)
    return;

  self->position = position;
  packshot_player_notify (self, PROP_POSITION);
}

static void
update_volume (PackshotPlayer *self)
{
  if (self->pipeline != NULL)
    packshot_player_pipeline_set_volume (self->pipeline, self->volume, self->muted);
}

static void
end_pipeline (PackshotPlayer *self)
{
  PackshotVideoSink *sink;

  if (self->pipeline == NULL)
    return;

  sink = packshot_player_pipeline_get_sink (self->pipeline);
  g_signal_handlers_disconnect_by_data (sink, self);
  g_signal_handlers_disconnect_by_data (self->pipeline, self);
  packshot_player_pipeline_close (self->pipeline);
  g_clear_object (&self->pipeline);
}

/**
 * packshot_player_fail:
 * @self: a player
 * @error: (transfer full): why the video can't be played
 *
 * Ends playing, and tells why.
 */
void
packshot_player_fail (PackshotPlayer *self, GError *error)
{
  end_pipeline (self);
  self->error = error;
  packshot_player_set_flag (self, &self->playing, FALSE, PROP_PLAYING);
  packshot_player_set_flag (self, &self->seekable, FALSE, PROP_SEEKABLE);
  packshot_player_notify (self, PROP_ERROR);
}

static void
cover_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) cover = packshot_video_cover_load_finish (result, &error);
  PackshotPlayer *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_PLAYER (user_data);
  g_clear_object (&self->cover_cancellable);
  packshot_video_paintable_set_cover (self->paintable, cover);
  if (cover == NULL)
    {
      g_debug ("%s", error->message);
      packshot_video_paintable_lift_cover (self->paintable);
    }
}

static void
load_cover (PackshotPlayer *self, const char *cover_path)
{
  if (cover_path == NULL)
    {
      packshot_video_paintable_lift_cover (self->paintable);
      return;
    }

  self->cover_cancellable = g_cancellable_new ();
  packshot_video_cover_load_async (cover_path, self->cover_cancellable, cover_cb, self);
}

/* Forgets the video that was open. */
static void
reset (PackshotPlayer *self)
{
  end_pipeline (self);
  g_cancellable_cancel (self->cover_cancellable);
  g_clear_object (&self->cover_cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->missing, 0);
  g_hash_table_remove_all (self->dropped);
  packshot_video_paintable_reset (self->paintable);
  packshot_player_motion_init (&self->motion);
  self->state = GST_STATE_PAUSED;
  self->n_replaced = 0;
  self->has_picture = FALSE;
  self->playing = FALSE;
  self->ended = FALSE;
  self->scrubbing = FALSE;
  self->out_of_step = FALSE;
  self->out_of_size = FALSE;
  self->seekable = FALSE;
  self->has_sound = TRUE;
  self->position = 0;
}

static void
packshot_player_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotPlayer *self = PACKSHOT_PLAYER (object);

  switch ((PackshotPlayerProperty) prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_POSITION:
      g_value_set_double (value, self->position);
      break;
    case PROP_DURATION:
      g_value_set_double (value, packshot_player_get_duration (self));
      break;
    case PROP_SEEKABLE:
      g_value_set_boolean (value, self->seekable);
      break;
    case PROP_HAS_SOUND:
      g_value_set_boolean (value, self->has_sound);
      break;
    case PROP_VOLUME:
      g_value_set_double (value, self->volume);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_LOOP:
      g_value_set_boolean (value, self->loop);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_DROPPED:
      g_value_set_uint (value, packshot_player_get_n_dropped (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_player_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  PackshotPlayer *self = PACKSHOT_PLAYER (object);

  switch ((PackshotPlayerProperty) prop_id)
    {
    case PROP_PLAYING:
      packshot_player_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_VOLUME:
      if (self->volume == g_value_get_double (value))
        return;
      self->volume = g_value_get_double (value);
      update_volume (self);
      packshot_player_notify (self, PROP_VOLUME);
      break;
    case PROP_MUTED:
      packshot_player_set_flag (self, &self->muted, g_value_get_boolean (value), PROP_MUTED);
      update_volume (self);
      break;
    case PROP_LOOP:
      packshot_player_set_flag (self, &self->loop, g_value_get_boolean (value), PROP_LOOP);
      break;
    case PROP_PATH:
    case PROP_PAINTABLE:
    case PROP_POSITION:
    case PROP_DURATION:
    case PROP_SEEKABLE:
    case PROP_HAS_SOUND:
    case PROP_ERROR:
    case PROP_N_DROPPED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_player_dispose (GObject *object)
{
  reset (PACKSHOT_PLAYER (object));

  G_OBJECT_CLASS (packshot_player_parent_class)->dispose (object);
}

static void
packshot_player_finalize (GObject *object)
{
  PackshotPlayer *self = PACKSHOT_PLAYER (object);

  g_clear_object (&self->paintable);
  g_ptr_array_unref (self->missing);
  g_hash_table_unref (self->dropped);

  G_OBJECT_CLASS (packshot_player_parent_class)->finalize (object);
}

static void
packshot_player_class_init (PackshotPlayerClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_player_get_property;
  object_class->set_property = packshot_player_set_property;
  object_class->dispose = packshot_player_dispose;
  object_class->finalize = packshot_player_finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  props[PROP_PAINTABLE] =
      g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, readable);
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, writable);
  props[PROP_POSITION] = g_param_spec_double ("position", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  props[PROP_DURATION] = g_param_spec_double ("duration", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  props[PROP_SEEKABLE] = g_param_spec_boolean ("seekable", NULL, NULL, FALSE, readable);
  props[PROP_HAS_SOUND] = g_param_spec_boolean ("has-sound", NULL, NULL, TRUE, readable);
  props[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0, 1, 1, writable);
  props[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, writable);
  props[PROP_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, writable);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  props[PROP_N_DROPPED] = g_param_spec_uint ("n-dropped", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
packshot_player_init (PackshotPlayer *self)
{
  self->volume = 1;
  self->paintable = packshot_video_paintable_new ();
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reset (self);
}

/**
 * packshot_player_new:
 *
 * Returns: (transfer full): a player with no video
 */
PackshotPlayer *
packshot_player_new (void)
{
  return g_object_new (PACKSHOT_TYPE_PLAYER, NULL);
}

/**
 * packshot_player_open:
 * @self: a player
 * @path: (type filename): the absolute path of a video
 * @cover_path: (type filename) (nullable): a picture to show until the video is played
 *
 * Opens a video in the place of the one before, and rests at its beginning. What is wrong with it
 * is told by #PackshotPlayer:error.
 */
void
packshot_player_open (PackshotPlayer *self, const char *path, const char *cover_path)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER (self));
  g_return_if_fail (path != NULL);

  packshot_player_close (self);
  self->path = g_strdup (path);
  self->pipeline = packshot_player_pipeline_new (path);
  packshot_player_listen (self);
  packshot_player_pipeline_set_box (self->pipeline, self->box);
  update_volume (self);
  load_cover (self, cover_path);
  packshot_player_notify (self, PROP_PATH);
}

/**
 * packshot_player_close:
 * @self: a player
 *
 * Lets go of the video, if there is one. Volume and whether to loop stay as they are.
 */
void
packshot_player_close (PackshotPlayer *self)
{
  g_return_if_fail (PACKSHOT_IS_PLAYER (self));

  if (self->path == NULL)
    return;

  reset (self);
  for (guint i = PROP_PATH; i < G_N_ELEMENTS (props); i++)
    packshot_player_notify (self, i);
}

/**
 * packshot_player_get_paintable:
 * @self: a player
 *
 * Returns: (transfer none): what shows the video, the same one for all videos
 */
GdkPaintable *
packshot_player_get_paintable (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), NULL);

  return GDK_PAINTABLE (self->paintable);
}

/**
 * packshot_player_get_path:
 * @self: a player
 *
 * Returns: (type filename) (nullable): the path of the video
 */
const char *
packshot_player_get_path (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), NULL);

  return self->path;
}

/**
 * packshot_player_get_playing:
 * @self: a player
 *
 * Returns: whether it plays, or will as soon as the video is open
 */
gboolean
packshot_player_get_playing (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), FALSE);

  return self->playing;
}

/**
 * packshot_player_get_seekable:
 * @self: a player
 *
 * Returns: whether the video is open and can be jumped in
 */
gboolean
packshot_player_get_seekable (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), FALSE);

  return self->seekable;
}

/**
 * packshot_player_get_position:
 * @self: a player
 *
 * Returns: where the frame that is shown begins, or where a jump that is under way goes, in seconds
 */
double
packshot_player_get_position (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), 0);

  return self->position;
}

/**
 * packshot_player_get_duration:
 * @self: a player
 *
 * Returns: how long the video is, in seconds; 0 until that is known
 */
double
packshot_player_get_duration (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), 0);

  return (double) self->motion.duration / GST_SECOND;
}

/**
 * packshot_player_get_error:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): why the video can't be played, a #PackshotPlayerError
 */
const GError *
packshot_player_get_error (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), NULL);

  return self->error;
}

/**
 * packshot_player_get_n_painted:
 * @self: a player
 *
 * Returns: how many frames of the video were painted
 */
guint
packshot_player_get_n_painted (PackshotPlayer *self)
{
  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), 0);

  return packshot_video_paintable_get_n_painted (self->paintable);
}

/**
 * packshot_player_get_n_dropped:
 * @self: a player
 *
 * Returns: how many frames of the video were not shown since GStreamer or the window was late
 */
guint
packshot_player_get_n_dropped (PackshotPlayer *self)
{
  GHashTableIter iter;
  gpointer n;
  guint64 sum;

  g_return_val_if_fail (PACKSHOT_IS_PLAYER (self), 0);

  sum = self->n_replaced + packshot_video_paintable_get_n_dropped (self->paintable);
  g_hash_table_iter_init (&iter, self->dropped);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    sum += *(guint64 *) n;

  return (guint) sum;
}
