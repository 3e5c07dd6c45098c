/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-tile.h"

#include "packshot-job-age.h"
#include "packshot-job-badge.h"
#include "packshot-job-cover.h"
#include "packshot-text-join.h"
#include "packshot-words.h"

struct _PackshotJobTile
{
  AdwBin parent_instance;

  PackshotJobCover *cover;
  GtkProgressBar *progress;
  GtkInscription *title;
  GtkImage *badge;
  GtkInscription *state;
  GtkInscription *facts;
  GtkInscription *service;

  PackshotCovers *covers;    /* (owned) */
  PackshotJob *job;          /* (owned) (nullable) */
  GtkListItem *item;         /* (unowned) (nullable): its place in the list */
  GSignalGroup *job_signals; /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the picture that is loaded */
  gboolean is_filled;        /* with what there is to say about the job */
  const char *style;         /* of the badge */
};

G_DEFINE_FINAL_TYPE (PackshotJobTile, packshot_job_tile, ADW_TYPE_BIN)

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      packshot_covers_load_finish (PACKSHOT_COVERS (source), result, &error);

  if (texture != NULL)
    packshot_job_cover_set_texture (PACKSHOT_JOB_TILE (user_data)->cover, texture);
}

static void
stop_loading (PackshotJobTile *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load_picture (PackshotJobTile *self)
{
  g_autofree char *path = packshot_words_dup_picture (self->job);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *known = path != NULL ? packshot_covers_look_up (self->covers, path, scale) : NULL;
  /* Covers never change; the file of a photo may be another tomorrow. */
  gboolean keep = packshot_job_get_cover_path (self->job) != NULL;

  stop_loading (self);
  packshot_job_cover_set_texture (self->cover, known);
  if (known != NULL || path == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  packshot_covers_load_async (self->covers, path, scale, keep, self->cancellable, picture_cb, self);
}

static void
show_style (PackshotJobTile *self, const char *style)
{
  if (g_strcmp0 (self->style, style) == 0)
    return;

  if (self->style != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->badge), self->style);
      gtk_widget_remove_css_class (GTK_WIDGET (self->state), self->style);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), style);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), style);
  self->style = style;
}

static void
show_progress (PackshotJobTile *self, gboolean is_moving)
{
  double fraction = packshot_job_get_fraction (self->job);
  gboolean visible = is_moving && fraction >= 0;

  /* Only what changes: hundreds of tiles would be measured again. */
  if (visible != gtk_widget_get_visible (GTK_WIDGET (self->progress)))
    gtk_widget_set_visible (GTK_WIDGET (self->progress), visible);
  if (visible)
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

/* An inscription of GTK lets a text begin where its own letters do, and not where people read from:
 * of a Latin name between Arabic lines the beginning would be at the other side. */
static void
align_words (PackshotJobTile *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkInscription *words[] = { self->title, self->state, self->facts, self->service };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (
          GTK_WIDGET (words[i]), gtk_inscription_get_text (words[i]));
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, 0);
      gboolean is_rtl = pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL;

      gtk_inscription_set_xalign (words[i], is_rtl == rtl ? 0 : 1);
    }
}

/* "5 min · 100 credits" */
static char *
dup_facts (PackshotJob *job)
{
  g_autofree char *age =
      packshot_job_age_dup_words (packshot_job_get_created (job), g_get_real_time ());
  g_autofree char *cost = packshot_job_badge_dup_cost (job);

  return cost != NULL ? g_strdup_printf ("%s · %s", age, cost) : g_steal_pointer (&age);
}

/* What takes the keyboard is the place in the grid around the tile: that one says it all. */
static void
show_label (PackshotJobTile *self, const char *title, const char *state, const char *facts)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *const words[] = { title, state, facts, packshot_job_badge_get_service (self->job) };
  g_autoptr (GString) label = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    packshot_text_join_item (label, words[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
  if (place != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (place), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    label->str, -1);
}

static void
show_words (PackshotJobTile *self)
{
  g_autofree char *title = packshot_words_dup_title (self->job);
  g_autofree char *facts = dup_facts (self->job);
  g_auto (PackshotJobBadge) badge;

  packshot_job_badge_init (&badge, self->job);
  gtk_inscription_set_text (self->title, title);
  gtk_inscription_set_text (self->state, badge.words);
  gtk_inscription_set_text (self->facts, facts);
  gtk_inscription_set_text (self->service, packshot_job_badge_get_service (self->job));
  align_words (self);
  if (g_strcmp0 (gtk_image_get_icon_name (self->badge), badge.icon) != 0)
    gtk_image_set_from_icon_name (self->badge, badge.icon);
  packshot_job_cover_set_icon_name (self->cover, badge.icon);
  show_style (self, badge.style);
  show_progress (self, badge.is_moving);
  show_label (self, title, badge.words, facts);
}

static void
changed_cb (PackshotJobTile *self)
{
  if (self->is_filled)
    show_words (self);
}

static void
cover_changed_cb (PackshotJobTile *self)
{
  if (self->is_filled)
    load_picture (self);
}

static void
fill (PackshotJobTile *self)
{
  if (self->is_filled || self->job == NULL)
    return;

  self->is_filled = TRUE;
  g_signal_group_set_target (self->job_signals, self->job);
  load_picture (self);
  show_words (self);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  PackshotJobTile *self = PACKSHOT_JOB_TILE (widget);
  g_autofree char *title = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *words = NULL;

  if (self->job == NULL)
    return FALSE;

  title = packshot_words_dup_title (self->job);
  exact = packshot_job_age_dup_exact (packshot_job_get_created (self->job));
  words = g_strdup_printf ("%s\n%s", title, exact);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
select_place (PackshotJobTile *self, gboolean modify, gboolean extend)
{
  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "list.select-item", "(ubb)",
                                gtk_list_item_get_position (self->item), modify, extend);
}

/* The grid could open what is clicked once by itself, but then it would begin a range wherever the
 * pointer happens to rest. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, PackshotJobTile *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean modify = (state & GDK_CONTROL_MASK) != 0;
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;

  if (self->item == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  /* Without Ctrl or Shift this only tells where a range begins. */
  select_place (self, modify, extend);
  if (!modify && !extend)
    gtk_widget_activate_action (GTK_WIDGET (self), "list.activate-item", "u",
                                gtk_list_item_get_position (self->item));
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, PackshotJobTile *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  select_place (self, TRUE, FALSE);
}

static void
packshot_job_tile_map (GtkWidget *widget)
{
  fill (PACKSHOT_JOB_TILE (widget));

  GTK_WIDGET_CLASS (packshot_job_tile_parent_class)->map (widget);
}

static void
packshot_job_tile_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (packshot_job_tile_parent_class)->direction_changed (widget, previous);
  align_words (PACKSHOT_JOB_TILE (widget));
}

static void
packshot_job_tile_dispose (GObject *object)
{
  PackshotJobTile *self = PACKSHOT_JOB_TILE (object);

  stop_loading (self);
  g_clear_weak_pointer (&self->item);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->covers);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_TILE);

  G_OBJECT_CLASS (packshot_job_tile_parent_class)->dispose (object);
}

static void
packshot_job_tile_class_init (PackshotJobTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_tile_dispose;
  widget_class->direction_changed = packshot_job_tile_direction_changed;
  widget_class->map = packshot_job_tile_map;

  g_type_ensure (PACKSHOT_TYPE_JOB_COVER);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, cover);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, progress);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, badge);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, state);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, facts);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobTile, service);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}

static void
packshot_job_tile_init (PackshotJobTile *self)
{
  static const char *const words[] = { "notify::state", "notify::fraction", "notify::key-needed",
                                       "notify::charged", "notify::trashed" };

  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_signal_group_connect_swapped (self->job_signals, words[i], G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->job_signals, "notify::cover-path",
                                  G_CALLBACK (cover_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_tile_new:
 * @covers: where small pictures come from
 *
 * Returns: (transfer floating): a tile without a job
 */
GtkWidget *
packshot_job_tile_new (PackshotCovers *covers)
{
  PackshotJobTile *self;

  g_return_val_if_fail (PACKSHOT_IS_COVERS (covers), NULL);

  self = g_object_new (PACKSHOT_TYPE_JOB_TILE, NULL);
  self->covers = g_object_ref (covers);

  return GTK_WIDGET (self);
}

/**
 * packshot_job_tile_set_item:
 * @self: a tile
 * @item: (nullable): its place in the list, of which it becomes the child; %NULL for none
 *
 * Tells where clicks on the tile go.
 */
void
packshot_job_tile_set_item (PackshotJobTile *self, GtkListItem *item)
{
  g_return_if_fail (PACKSHOT_IS_JOB_TILE (self));
  g_return_if_fail (item == NULL || GTK_IS_LIST_ITEM (item));

  g_set_weak_pointer (&self->item, item);
}

/**
 * packshot_job_tile_get_job:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): its job
 */
PackshotJob *
packshot_job_tile_get_job (PackshotJobTile *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_TILE (self), NULL);

  return self->job;
}

/**
 * packshot_job_tile_set_job:
 * @self: a tile
 * @job: (nullable): the job to show
 */
void
packshot_job_tile_set_job (PackshotJobTile *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_TILE (self));

  if (!g_set_object (&self->job, job))
    return;

  g_signal_group_set_target (self->job_signals, NULL);
  stop_loading (self);
  self->is_filled = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

/**
 * packshot_job_tile_grow_older:
 * @self: a tile
 *
 * Says anew how old its job is.
 */
void
packshot_job_tile_grow_older (PackshotJobTile *self)
{
  g_return_if_fail (PACKSHOT_IS_JOB_TILE (self));

  changed_cb (self);
}
