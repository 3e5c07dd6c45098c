/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-result-tile.h"

#include "packshot-figures.h"
#include "packshot-photo.h"

struct _PackshotResultTile
{
  GtkToggleButton parent_instance;

  GtkPicture *picture;
  GtkWidget *missing;
  GtkLabel *title;
  GtkLabel *time;
  GtkLabel *cost;

  GCancellable *cancellable; /* (owned): of the picture that is read */
};

G_DEFINE_FINAL_TYPE (PackshotResultTile, packshot_result_tile, GTK_TYPE_TOGGLE_BUTTON)

static void
set_label (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);
  PackshotResultTile *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_RESULT_TILE (user_data);
  gtk_widget_set_visible (self->missing, photo == NULL);
  if (photo != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (packshot_photo_get_texture (photo)));
}

static void
packshot_result_tile_dispose (GObject *object)
{
  PackshotResultTile *self = PACKSHOT_RESULT_TILE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_button_set_child (GTK_BUTTON (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_RESULT_TILE);

  G_OBJECT_CLASS (packshot_result_tile_parent_class)->dispose (object);
}

static void
packshot_result_tile_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_RESULT_TILE (object)->cancellable);

  G_OBJECT_CLASS (packshot_result_tile_parent_class)->finalize (object);
}

static void
packshot_result_tile_class_init (PackshotResultTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_result_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_result_tile_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-result-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotResultTile, picture);
  gtk_widget_class_bind_template_child (widget_class, PackshotResultTile, missing);
  gtk_widget_class_bind_template_child (widget_class, PackshotResultTile, title);
  gtk_widget_class_bind_template_child (widget_class, PackshotResultTile, time);
  gtk_widget_class_bind_template_child (widget_class, PackshotResultTile, cost);
}

static void
packshot_result_tile_init (PackshotResultTile *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_result_tile_new:
 * @result: what came of a job
 * @title: what it is: "Video 2"
 *
 * Returns: (transfer floating): a tile of it
 */
GtkWidget *
packshot_result_tile_new (const PackshotLedgerResult *result, const char *title)
{
  PackshotResultTile *self;
  g_autofree char *time = NULL;

  g_return_val_if_fail (result != NULL && title != NULL, NULL);

  self = g_object_new (PACKSHOT_TYPE_RESULT_TILE, NULL);
  time = packshot_figures_dup_when (result->at);
  set_label (self->title, title);
  set_label (self->time, time);
  gtk_widget_set_visible (self->missing, result->cover == NULL);
  if (result->cover != NULL)
    packshot_photo_load_async (result->cover, PACKSHOT_PHOTO_TILE_PIXELS, self->cancellable,
                               picture_cb, self);

  return GTK_WIDGET (self);
}

/**
 * packshot_result_tile_set_cost:
 * @self: a tile
 * @cost: (nullable): what it cost: "3 credits"
 */
void
packshot_result_tile_set_cost (PackshotResultTile *self, const char *cost)
{
  g_return_if_fail (PACKSHOT_IS_RESULT_TILE (self));

  set_label (self->cost, cost);
}

/**
 * packshot_result_tile_get_title:
 * @self: a tile
 *
 * Returns: (transfer none): what it is
 */
const char *
packshot_result_tile_get_title (PackshotResultTile *self)
{
  g_return_val_if_fail (PACKSHOT_IS_RESULT_TILE (self), NULL);

  return gtk_label_get_label (self->title);
}
