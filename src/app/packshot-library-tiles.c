/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* The tiles of the library, whose videos can be dragged to other programs. */

#include "packshot-drag-out.h"
#include "packshot-job-tile.h"
#include "packshot-library-page-private.h"
#include "packshot-words.h"

static GPtrArray *
list_one (PackshotJob *job)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (jobs, g_object_ref (job));
  return jobs;
}

/* One that is selected takes the others along. */
static GPtrArray *
find_dragged (GtkWidget *tile, GdkPaintable **cover, gpointer user_data)
{
  PackshotLibraryPage *self = user_data;
  PackshotJob *job = packshot_job_tile_get_job (PACKSHOT_JOB_TILE (tile));
  g_autoptr (GPtrArray) selected = NULL;
  g_autofree char *path = NULL;
  GdkTexture *texture;

  if (job == NULL)
    return NULL;

  path = packshot_words_dup_picture (job);
  texture = path != NULL
                ? packshot_covers_look_up (self->covers, path, gtk_widget_get_scale_factor (tile))
                : NULL;
  *cover = texture != NULL ? GDK_PAINTABLE (g_object_ref (texture)) : NULL;

  selected = packshot_job_selection_list (self->selection);
  return g_ptr_array_find (selected, job, NULL) ? g_steal_pointer (&selected) : list_one (job);
}

#define TILE "packshot-tile"

/* A grid has a hundred tiles and more, and lets go of all of them with each letter that is
 * searched: to make them again would take longer than a frame. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  PackshotLibraryPage *self = user_data;
  g_autoptr (GtkWidget) tile = NULL;

  if (self->spare_tiles->len > 0)
    tile = g_ptr_array_steal_index_fast (self->spare_tiles, self->spare_tiles->len - 1);
  else
    {
      tile = g_object_ref_sink (packshot_job_tile_new (self->covers));
      packshot_drag_out_add_source (tile, find_dragged, self);
    }

  packshot_job_tile_set_item (PACKSHOT_JOB_TILE (tile), item);
  gtk_list_item_set_child (item, tile);
  /* Not always is it still the child when this ends. */
  g_object_set_data_full (G_OBJECT (item), TILE, g_steal_pointer (&tile), g_object_unref);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  packshot_job_tile_set_job (PACKSHOT_JOB_TILE (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  packshot_job_tile_set_job (PACKSHOT_JOB_TILE (gtk_list_item_get_child (item)), NULL);
}

static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  PackshotLibraryPage *self = user_data;
  GtkWidget *tile = g_object_steal_data (G_OBJECT (item), TILE);

  packshot_job_tile_set_item (PACKSHOT_JOB_TILE (tile), NULL);
  gtk_list_item_set_child (item, NULL);
  g_ptr_array_add (self->spare_tiles, tile);
}

/*< private >
 * packshot_library_page_bind_tiles:
 * @widget_class: the class of the page
 *
 * Gives the template of the page what its grid calls for tiles.
 */
void
packshot_library_page_bind_tiles (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, teardown_cb);
}
