/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-results.h"

#include <glib/gi18n.h>

#include "packshot-fit-layout.h"
#include "packshot-job-video.h"
#include "packshot-money.h"
#include "packshot-pair-layout.h"
#include "packshot-result-tile.h"
#include "packshot-words.h"

struct _PackshotJobResults
{
  AdwBin parent_instance;

  GtkBox *pair;
  PackshotJobVideo *video;
  PackshotJobVideo *other; /* (nullable): made when the first two are compared */
  GtkWidget *bar;
  GtkBox *strip;
  GtkToggleButton *compare_button;

  PackshotJob *job;          /* (owned) (nullable) */
  GSignalGroup *job_signals; /* (owned) */
  GPtrArray *tiles;          /* (element-type PackshotResultTile): one a result */
  guint chosen;              /* of them, where there are any */
  guint before;              /* the one that was chosen before that */
  gboolean is_fullscreen;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_FULLSCREEN_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotJobResults, packshot_job_results, ADW_TYPE_BIN)

static void
fullscreen_cb (PackshotJobResults *self)
{
  g_signal_emit (self, signals[SIGNAL_FULLSCREEN_REQUESTED], 0);
}

/* The one beside comes to the front, since only that fills the screen. */
static void
other_fullscreen_cb (PackshotJobResults *self)
{
  if (!self->is_fullscreen)
    gtk_toggle_button_set_active (g_ptr_array_index (self->tiles, self->before), TRUE);
  fullscreen_cb (self);
}

/* There is a tile for it. */
static const PackshotLedgerResult *
get_result (PackshotJobResults *self, guint i)
{
  return g_ptr_array_index (packshot_job_get_results (self->job), i);
}

static void
show_in (PackshotJobResults *self, PackshotJobVideo *video, guint i)
{
  const PackshotLedgerResult *result = get_result (self, i);
  const char *title = packshot_result_tile_get_title (g_ptr_array_index (self->tiles, i));

  if (result->video != NULL)
    packshot_job_video_show_video (video, self->job, result->video, result->cover);
  else
    packshot_job_video_show_picture (video, self->job, result->cover, TRUE, title);
}

/* All is not read yet of a job of an earlier day, but the newest of it is known; or there is
 * nothing but what it is to be made of. */
static void
show_without_results (PackshotJobResults *self)
{
  const char *path = packshot_job_get_video_path (self->job);
  g_autofree char *picture = packshot_words_dup_picture (self->job);
  gboolean is_preview = packshot_job_get_cover_path (self->job) != NULL;

  if (path != NULL)
    packshot_job_video_show_video (self->video, self->job, path,
                                   packshot_job_get_cover_path (self->job));
  else
    packshot_job_video_show_picture (self->video, self->job, picture, is_preview,
                                     is_preview ? _ ("The preview") : _ ("The photo"));
}

static gboolean
compares (PackshotJobResults *self)
{
  return self->tiles->len > 1 && gtk_toggle_button_get_active (self->compare_button);
}

static gboolean
is_upright (PackshotJobResults *self)
{
  const PackshotLedgerResult *result = get_result (self, self->chosen);

  if (result->video != NULL)
    return result->height > result->width;

  return packshot_job_get_height (self->job) > packshot_job_get_width (self->job);
}

static void
show_other (PackshotJobResults *self)
{
  gboolean wanted = compares (self) && !self->is_fullscreen;

  if (wanted && self->other == NULL)
    {
      self->other = g_object_new (PACKSHOT_TYPE_JOB_VIDEO, NULL);
      g_signal_connect_swapped (self->other, "fullscreen-requested",
                                G_CALLBACK (other_fullscreen_cb), self);
      gtk_box_append (self->pair, GTK_WIDGET (self->other));
    }
  if (self->other == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->other), wanted);
  if (wanted)
    {
      packshot_pair_layout_set_upright (
          PACKSHOT_PAIR_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self->pair))),
          is_upright (self));
      show_in (self, self->other, self->before);
    }
  else if (!self->is_fullscreen)
    {
      packshot_job_video_close (self->other);
    }
}

static void
show_chosen (PackshotJobResults *self)
{
  if (self->tiles->len == 0)
    show_without_results (self);
  else
    show_in (self, self->video, self->chosen);
  show_other (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
toggled_cb (PackshotJobResults *self, GtkToggleButton *tile)
{
  guint i;

  if (!gtk_toggle_button_get_active (tile) || !g_ptr_array_find (self->tiles, tile, &i)
      || i == self->chosen)
    return;

  self->before = self->chosen;
  self->chosen = i;
  show_chosen (self);
}

static void
compare_cb (PackshotJobResults *self)
{
  if (self->job != NULL)
    show_other (self);
}

/* Numbered where there are several of a kind. */
static char *
dup_title (const GPtrArray *results, guint i)
{
  gboolean is_video =
      ((const PackshotLedgerResult *) g_ptr_array_index (results, i))->video != NULL;
  guint n_alike = 0;
  guint number = 0;

  for (guint j = 0; j < results->len; j++)
    {
      if ((((const PackshotLedgerResult *) g_ptr_array_index (results, j))->video != NULL)
          != is_video)
        continue;

      n_alike++;
      if (j <= i)
        number++;
    }

  if (n_alike == 1)
    return g_strdup (is_video ? _ ("Video") : _ ("Preview"));

  /* Translators: a noun. */
  return g_strdup_printf (is_video ? _ ("Video %u") : _ ("Preview %u"), number);
}

static void
add_tile (PackshotJobResults *self, guint i)
{
  g_autofree char *title = dup_title (packshot_job_get_results (self->job), i);
  GtkWidget *tile = packshot_result_tile_new (get_result (self, i), title);

  if (self->tiles->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tile), g_ptr_array_index (self->tiles, 0));
  g_ptr_array_add (self->tiles, tile);
  /* The newest is the first to be seen. */
  gtk_box_prepend (self->strip, tile);
}

static void
clear_tiles (PackshotJobResults *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    gtk_box_remove (self->strip, g_ptr_array_index (self->tiles, i));
  g_ptr_array_set_size (self->tiles, 0);
}

/* Results are added and never taken away. */
static void
make_tiles (PackshotJobResults *self)
{
  const GPtrArray *results = packshot_job_get_results (self->job);

  if (results == NULL || results->len == self->tiles->len)
    return;

  clear_tiles (self);
  for (guint i = 0; i < results->len; i++)
    add_tile (self, i);
  self->chosen = results->len - 1;
  self->before = results->len > 1 ? results->len - 2 : 0;
  gtk_toggle_button_set_active (g_ptr_array_index (self->tiles, self->chosen), TRUE);
  for (guint i = 0; i < self->tiles->len; i++)
    g_signal_connect_swapped (g_ptr_array_index (self->tiles, i), "toggled",
                              G_CALLBACK (toggled_cb), self);
}

static void
show_bar (PackshotJobResults *self)
{
  gtk_widget_set_visible (self->bar, self->tiles->len > 1 && !self->is_fullscreen);
}

static void
packshot_job_results_dispose (GObject *object)
{
  PackshotJobResults *self = PACKSHOT_JOB_RESULTS (object);

  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_ptr_array_set_size (self->tiles, 0);
  self->other = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_JOB_RESULTS);

  G_OBJECT_CLASS (packshot_job_results_parent_class)->dispose (object);
}

static void
packshot_job_results_finalize (GObject *object)
{
  g_ptr_array_unref (PACKSHOT_JOB_RESULTS (object)->tiles);

  G_OBJECT_CLASS (packshot_job_results_parent_class)->finalize (object);
}

static void
packshot_job_results_class_init (PackshotJobResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_job_results_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_job_results_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PACKSHOT_TYPE_JOB_RESULTS, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FULLSCREEN_REQUESTED] =
      g_signal_new ("fullscreen-requested", PACKSHOT_TYPE_JOB_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PACKSHOT_TYPE_FIT_LAYOUT);
  g_type_ensure (PACKSHOT_TYPE_JOB_VIDEO);
  g_type_ensure (PACKSHOT_TYPE_PAIR_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-job-results.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotJobResults, pair);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobResults, video);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobResults, bar);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobResults, strip);
  gtk_widget_class_bind_template_child (widget_class, PackshotJobResults, compare_button);
  gtk_widget_class_bind_template_callback (widget_class, fullscreen_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
packshot_job_results_init (PackshotJobResults *self)
{
  static const char *const shown[] = { "notify::state", "notify::cover-path",
                                       "notify::video-path" };

  self->tiles = g_ptr_array_new ();
  self->job_signals = g_signal_group_new (PACKSHOT_TYPE_JOB);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_signal_group_connect_swapped (self->job_signals, shown[i],
                                    G_CALLBACK (packshot_job_results_refresh), self);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_job_results_set_job:
 * @self: a widget
 * @job: (nullable): the job to show, or %NULL when nobody looks any more
 */
void
packshot_job_results_set_job (PackshotJobResults *self, PackshotJob *job)
{
  g_return_if_fail (PACKSHOT_IS_JOB_RESULTS (self));

  if (!g_set_object (&self->job, job) && job != NULL)
    return;

  g_signal_group_set_target (self->job_signals, job);
  clear_tiles (self);
  gtk_toggle_button_set_active (self->compare_button, FALSE);
  packshot_job_video_close (self->video);
  if (self->other != NULL)
    packshot_job_video_close (self->other);
  if (job != NULL)
    packshot_job_results_refresh (self);
}

/**
 * packshot_job_results_refresh:
 * @self: a widget with a job
 *
 * Shows what has come meanwhile, the newest large.
 */
void
packshot_job_results_refresh (PackshotJobResults *self)
{
  g_return_if_fail (PACKSHOT_IS_JOB_RESULTS (self) && self->job != NULL);

  make_tiles (self);
  show_bar (self);
  show_chosen (self);
}

/* That of the last paid call before it came. */
static const PackshotLedgerCharge *
find_charge (const GPtrArray *charges, const PackshotLedgerResult *result)
{
  const PackshotLedgerCharge *found = NULL;

  for (guint i = 0; i < charges->len; i++)
    {
      const PackshotLedgerCharge *charge = g_ptr_array_index (charges, i);

      if (charge->asked_at <= result->at)
        found = charge;
    }

  return found;
}

/**
 * packshot_job_results_set_charges:
 * @self: a widget with a job
 * @charges: (element-type PackshotLedgerCharge): its lines of the money book, the oldest first
 */
void
packshot_job_results_set_charges (PackshotJobResults *self, const GPtrArray *charges)
{
  g_return_if_fail (PACKSHOT_IS_JOB_RESULTS (self) && charges != NULL);

  for (guint i = 0; i < self->tiles->len; i++)
    {
      const PackshotLedgerCharge *charge = find_charge (charges, get_result (self, i));
      g_autofree char *cost =
          charge != NULL ? packshot_money_dup_words (
              charge->charged, packshot_job_get_manifest (self->job), charge->unit)
                         : NULL;

      packshot_result_tile_set_cost (g_ptr_array_index (self->tiles, i), cost);
    }
}

/**
 * packshot_job_results_set_fullscreen:
 * @self: a widget
 * @fullscreen: whether its window fills the screen
 *
 * Leaves nothing but the one that is chosen in sight.
 */
void
packshot_job_results_set_fullscreen (PackshotJobResults *self, gboolean fullscreen)
{
  g_return_if_fail (PACKSHOT_IS_JOB_RESULTS (self));

  self->is_fullscreen = fullscreen;
  show_bar (self);
  if (self->job != NULL)
    show_other (self);
}

/**
 * packshot_job_results_get_video:
 * @self: a widget
 *
 * Returns: (transfer none) (nullable) (type filename): the video that is chosen
 */
const char *
packshot_job_results_get_video (PackshotJobResults *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_RESULTS (self), NULL);

  if (self->tiles->len > 0)
    return get_result (self, self->chosen)->video;

  return self->job != NULL ? packshot_job_get_video_path (self->job) : NULL;
}

/**
 * packshot_job_results_get_picture:
 * @self: a widget
 *
 * Returns: (transfer none) (nullable) (type filename): the cover of the video that is chosen, or
 * the preview that is
 */
const char *
packshot_job_results_get_picture (PackshotJobResults *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_RESULTS (self), NULL);

  if (self->tiles->len > 0)
    return get_result (self, self->chosen)->cover;

  return self->job != NULL ? packshot_job_get_cover_path (self->job) : NULL;
}
