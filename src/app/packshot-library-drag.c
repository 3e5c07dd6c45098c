/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Lets videos be dragged from the library to other programs. */

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

/*< private >
 * packshot_library_page_make_tile:
 * @self: a page
 * @item: a place in its list
 *
 * Returns: (transfer floating): a tile for it; the video of the job that it shows can be dragged
 */
GtkWidget *
packshot_library_page_make_tile (PackshotLibraryPage *self, GtkListItem *item)
{
  GtkWidget *tile = packshot_job_tile_new (self->covers, item);

  packshot_drag_out_add_source (tile, find_dragged, self);
  return tile;
}
