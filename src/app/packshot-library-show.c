/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What the library shows: jobs, or in their place why there are none and what to do about it. */

#include "config.h"

#include "packshot-library-page-private.h"

#include <glib/gi18n.h>

#include "packshot-compat-announce.h"

/* How long somebody has to rest from typing before the count is told, in milliseconds. */
#define COUNT_DELAY 600

static gboolean
is_narrowed (PackshotLibraryPage *self)
{
  return packshot_job_filter_is_searching (packshot_library_list_get_filter (self->list))
         || packshot_job_filter_get_service (packshot_library_list_get_filter (self->list)) != NULL
         || packshot_job_filter_get_group (packshot_library_list_get_filter (self->list))
                != PACKSHOT_JOB_GROUP_ALL;
}

static gboolean
shows_trash (PackshotLibraryPage *self)
{
  return packshot_job_filter_get_group (packshot_library_list_get_filter (self->list))
         == PACKSHOT_JOB_GROUP_TRASH;
}

static const char *
find_state (PackshotLibraryPage *self)
{
  gboolean is_looking_for_more =
      packshot_job_filter_is_searching (packshot_library_list_get_filter (self->list))
      || packshot_job_filter_get_service (packshot_library_list_get_filter (self->list)) != NULL;

  if (g_list_model_get_n_items (packshot_library_list_get_found (self->list)) > 0)
    return "jobs";
  if (packshot_queue_get_reading (self->queue))
    return "reading";
  /* Whoever types would see the page flicker. */
  if (packshot_library_list_get_pending (self->list))
    return gtk_stack_get_visible_child_name (self->stack);
  if (packshot_library_list_get_n_jobs (self->list) == 0)
    return packshot_queue_get_trouble (self->queue) != NULL ? "trouble" : "empty";
  if (shows_trash (self) && !is_looking_for_more)
    return "trash";

  return is_narrowed (self) ? "nothing" : "empty";
}

static char *
dup_count (PackshotLibraryPage *self)
{
  guint n_found = g_list_model_get_n_items (packshot_library_list_get_found (self->list));
  guint n_jobs = packshot_library_list_get_n_jobs (self->list);

  /* Those in the trash are none of the others. */
  if (!is_narrowed (self)
      || (shows_trash (self)
          && !packshot_job_filter_is_searching (packshot_library_list_get_filter (self->list))))
    return g_strdup_printf (ngettext ("%u video", "%u videos", n_found), n_found);

  /* Translators: how many of all videos are shown. */
  return g_strdup_printf (ngettext ("%u of %u video", "%u of %u videos", n_jobs), n_found, n_jobs);
}

/* Whoever does not see the tiles hears how many there are, but not after each letter. */
static gboolean
count_cb (gpointer user_data)
{
  PackshotLibraryPage *self = user_data;

  if (packshot_library_list_get_pending (self->list))
    return G_SOURCE_CONTINUE;

  self->count_id = 0;
  packshot_compat_announce (GTK_WIDGET (self->count), gtk_label_get_label (self->count));
  return G_SOURCE_REMOVE;
}

/**
 * packshot_library_page_tell_count:
 * @self: a page
 *
 * Tells screen readers how many jobs are found, when that is known.
 */
void
packshot_library_page_tell_count (PackshotLibraryPage *self)
{
  g_clear_handle_id (&self->count_id, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->count_id = g_timeout_add (COUNT_DELAY, count_cb, self);
}

/**
 * packshot_library_page_show_found:
 * @self: a page
 *
 * Shows the jobs that are found, or why there are none.
 */
void
packshot_library_page_show_found (PackshotLibraryPage *self)
{
  gboolean has_jobs = packshot_library_list_get_n_jobs (self->list) > 0;
  gboolean has_found = g_list_model_get_n_items (packshot_library_list_get_found (self->list)) > 0;
  const char *trouble = packshot_queue_get_trouble (self->queue);
  g_autofree char *count = dup_count (self);

  gtk_widget_set_visible (self->bar, has_jobs);
  gtk_widget_set_visible (self->status, has_jobs);
  gtk_widget_set_visible (self->empty_trash_button, has_found && shows_trash (self));
  gtk_label_set_label (self->count, count);
  if (trouble != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (trouble, -1);
      g_autofree char *description = g_strdup_printf (
          "%s\n\n%s", escaped,
          _ ("Videos made on this computer still work until then, but are not kept here. Once it "
             "is "
             "put right, start Packshot again: what you made before is still on your disk."));

      adw_status_page_set_description (self->trouble, description);
    }
  gtk_stack_set_visible_child_name (self->stack, find_state (self));
}
