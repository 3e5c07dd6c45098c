/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Gives videos to other programs: by a drag, or by the clipboard. */

#include "packshot-drag-out.h"

#include "packshot-drag-out-name.h"

/* The most that what the pointer carries takes, in pixels: an upright cover is not to hide where it
 * is let go. */
#define ICON_WIDTH  128
#define ICON_HEIGHT 96

/* How far within it the pointer is, from its corner: so that it hides little of what is below. */
#define HOTSPOT (-8)

/* What file managers look for on the clipboard, and where they do so alone: what to do with the
 * files on the first line, and then their addresses. */
#define COPIED_FILES "x-special/gnome-copied-files"

typedef struct
{
  PackshotDragOutFunc find;
  gpointer user_data; /* (unowned) */

  /* Of the drag that goes on. */
  GdkPaintable *cover; /* (owned) (nullable) */
  guint n_files;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->cover);
  g_free (source);
}

static void
add_file (GPtrArray *files, PackshotJob *job, const char *path, GHashTable *names)
{
  g_autofree char *named = packshot_drag_out_dup_path (job, path, names);

  g_ptr_array_add (files, g_file_new_for_path (named));
}

/* Those that have a video. */
static GPtrArray *
list_videos (GPtrArray *jobs)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < jobs->len; i++)
    {
      PackshotJob *job = g_ptr_array_index (jobs, i);
      const char *path = packshot_job_get_video_path (job);

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        add_file (files, job, path, names);
    }

  return files;
}

static GPtrArray *
list_file (PackshotJob *job, const char *path)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  add_file (files, job, path, NULL);
  return files;
}

static GdkContentProvider *
offer (GPtrArray *files)
{
  GdkContentProvider *provider;
  GSList *list = NULL;
  GdkFileList *boxed;

  for (guint i = files->len; i > 0; i--)
    list = g_slist_prepend (list, g_ptr_array_index (files, i - 1));
  boxed = gdk_file_list_new_from_list (list);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, boxed);
  g_boxed_free (GDK_TYPE_FILE_LIST, boxed);
  g_slist_free (list);

  return provider;
}

static void
copy (GtkWidget *widget, GPtrArray *files)
{
  g_autoptr (GString) lines = g_string_new ("copy");
  g_autoptr (GString) places = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) all = NULL;
  GdkContentProvider *providers[3];

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *uri = g_file_get_uri (g_ptr_array_index (files, i));
      g_autofree char *place = g_filename_display_name (g_file_peek_path (files->pdata[i]));

      g_string_append_printf (lines, "\n%s", uri);
      g_string_append_printf (places, "%s%s", i > 0 ? "\n" : "", place);
    }

  bytes = g_string_free_to_bytes (g_steal_pointer (&lines));
  providers[0] = gdk_content_provider_new_for_bytes (COPIED_FILES, bytes);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, places->str);
  providers[2] = offer (files);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), all);
}

/* A picture wants all the room that its paintable would like. */
static GtkWidget *
make_picture (GdkPaintable *cover)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) small = NULL;
  GtkWidget *picture;
  const double own_width = gdk_paintable_get_intrinsic_width (cover);
  const double own_height = gdk_paintable_get_intrinsic_height (cover);
  const double scale = MIN (ICON_WIDTH / own_width, ICON_HEIGHT / own_height);

  gdk_paintable_snapshot (cover, snapshot, own_width * scale, own_height * scale);
  small = gtk_snapshot_to_paintable (
      snapshot, &GRAPHENE_SIZE_INIT ((float) (own_width * scale), (float) (own_height * scale)));
  picture = gtk_picture_new_for_paintable (small);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "dragged-cover");

  return picture;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *drag_source, double x, double y, gpointer user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (drag_source));
  Source *source = user_data;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_clear_object (&source->cover);
  jobs = source->find (widget, &source->cover, source->user_data);
  if (jobs == NULL)
    return NULL;

  files = list_videos (jobs);
  source->n_files = files->len;
  return files->len > 0 ? offer (files) : NULL;
}

static void
begin_cb (GtkDragSource *drag_source, GdkDrag *drag, gpointer user_data)
{
  Source *source = user_data;

  packshot_drag_out_set_icon (drag, source->cover, source->n_files);
}

/**
 * packshot_drag_out_add_source:
 * @widget: a widget
 * @find: tells which jobs are dragged with it
 * @user_data: for @find; lives as long as @widget
 *
 * Lets the videos of jobs be dragged to other programs.
 */
void
packshot_drag_out_add_source (GtkWidget *widget, PackshotDragOutFunc find, gpointer user_data)
{
  GtkDragSource *drag_source;
  Source *source;

  g_return_if_fail (GTK_IS_WIDGET (widget) && find != NULL);

  drag_source = gtk_drag_source_new ();
  source = g_new0 (Source, 1);
  source->find = find;
  source->user_data = user_data;
  g_object_set_data_full (G_OBJECT (drag_source), "packshot-drag-out", source, source_free);
  gtk_drag_source_set_actions (drag_source, GDK_ACTION_COPY);
  g_signal_connect (drag_source, "prepare", G_CALLBACK (prepare_cb), source);
  g_signal_connect (drag_source, "drag-begin", G_CALLBACK (begin_cb), source);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag_source));
}

/**
 * packshot_drag_out_offer:
 * @jobs: (element-type PackshotJob): jobs
 *
 * Returns: (transfer full) (nullable): the videos of those that have one, as files with names that
 *   say what they are, for other programs; %NULL where there is none
 */
GdkContentProvider *
packshot_drag_out_offer (GPtrArray *jobs)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (jobs != NULL, NULL);

  files = list_videos (jobs);
  return files->len > 0 ? offer (files) : NULL;
}

/**
 * packshot_drag_out_offer_file:
 * @job: a job
 * @path: (type filename): the absolute path of one of its files
 *
 * Returns: (transfer full): the file with a name that says what it is, for other programs
 */
GdkContentProvider *
packshot_drag_out_offer_file (PackshotJob *job, const char *path)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (PACKSHOT_IS_JOB (job) && path != NULL, NULL);

  files = list_file (job, path);
  return offer (files);
}

/**
 * packshot_drag_out_copy:
 * @widget: a widget of the window
 * @jobs: (element-type PackshotJob): jobs
 *
 * Puts their videos on the clipboard: as files for programs that take files, and as their paths for
 * those that take text.
 *
 * Returns: whether there is any
 */
gboolean
packshot_drag_out_copy (GtkWidget *widget, GPtrArray *jobs)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && jobs != NULL, FALSE);

  files = list_videos (jobs);
  if (files->len > 0)
    copy (widget, files);

  return files->len > 0;
}

/**
 * packshot_drag_out_copy_file:
 * @widget: a widget of the window
 * @job: a job
 * @path: (type filename): the absolute path of one of its files
 *
 * Puts the file on the clipboard, under a name that says what it is.
 */
void
packshot_drag_out_copy_file (GtkWidget *widget, PackshotJob *job, const char *path)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PACKSHOT_IS_JOB (job) && path != NULL);

  files = list_file (job, path);
  copy (widget, files);
}

/**
 * packshot_drag_out_set_icon:
 * @drag: a drag
 * @cover: (nullable): what is seen of the first
 * @n_files: how many there are
 *
 * Shows what the pointer carries: a small cover, and how many where there are more.
 */
void
packshot_drag_out_set_icon (GdkDrag *drag, GdkPaintable *cover, guint n_files)
{
  GtkWidget *icon;
  GtkWidget *overlay;
  GtkWidget *label;
  g_autofree char *number = g_strdup_printf ("%u", n_files);

  g_return_if_fail (GDK_IS_DRAG (drag));

  /* GTK has an icon of its own. */
  if (cover == NULL || gdk_paintable_get_intrinsic_width (cover) == 0
      || gdk_paintable_get_intrinsic_height (cover) == 0)
    return;

  overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), make_picture (cover));
  label = gtk_label_new (number);
  gtk_widget_set_visible (label, n_files > 1);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dragged-number");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);

  icon = gtk_drag_icon_get_for_drag (drag);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), overlay);
  gdk_drag_set_hotspot (drag, HOTSPOT, HOTSPOT);
}
