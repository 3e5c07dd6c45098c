/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-widgets.h"

#include <adwaita.h>

#include "packshot-application.h"
#include "packshot-draft-folder.h"
#include "packshot-test-language.h"
#include "packshot-test-utils.h"

typedef struct
{
  GtkWindow *window;
  PackshotTestScript script;
} Run;

/**
 * packshot_test_find_type:
 * @root: where to look
 * @type: a type of widgets
 *
 * Returns: (transfer none) (nullable): the first widget of that type in sight
 */
GtkWidget *
packshot_test_find_type (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && gtk_widget_get_mapped (root))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = packshot_test_find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));

  return GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : NULL;
}

/**
 * packshot_test_find_label:
 * @root: where to look
 * @words: part of what it says
 *
 * Returns: (transfer none) (nullable): the first label in sight that says so
 */
GtkWidget *
packshot_test_find_label (GtkWidget *root, const char *words)
{
  const char *text = get_text (root);

  if (gtk_widget_get_mapped (root) && packshot_test_language_says (text, words))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = packshot_test_find_label (child, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * packshot_test_find_words:
 * @words: part of what it says
 *
 * Returns: (transfer none) (nullable): the first label in sight that says so, in whichever window
 */
GtkWidget *
packshot_test_find_words (const char *words)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = packshot_test_find_label (window, words);
    }

  return found;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && packshot_test_language_is (gtk_label_get_text (GTK_LABEL (root)), label))
    return gtk_widget_get_ancestor (root, GTK_TYPE_BUTTON);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

/**
 * packshot_test_find_button:
 * @label: all it says
 *
 * Returns: (transfer none) (nullable): the button in sight that says so, in whichever window
 */
GtkWidget *
packshot_test_find_button (const char *label)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = find_button (window, label);
    }

  return found;
}

/**
 * packshot_test_press:
 * @label: all that a button says
 *
 * Presses it, once it is there and can be pressed.
 */
void
packshot_test_press (const char *label)
{
  g_test_message ("pressing “%s”", label);
  packshot_test_wait_until (packshot_test_find_button (label) != NULL
                            && gtk_widget_is_sensitive (packshot_test_find_button (label)));
  g_signal_emit_by_name (packshot_test_find_button (label), "clicked");
}

/**
 * packshot_test_wait_for_words:
 * @words: part of what is said
 *
 * Waits until some label in sight says so.
 */
void
packshot_test_wait_for_words (const char *words)
{
  g_test_message ("waiting for “%s”", words);
  packshot_test_wait_until (packshot_test_find_words (words) != NULL);
}

/**
 * packshot_test_wait_for_frames:
 * @window: a window on the screen
 * @n_frames: how many frames to wait for; after three, all that was asked for is to be seen
 *
 * Has the window painted so often.
 */
void
packshot_test_wait_for_frames (GtkWindow *window, guint n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gint64 last = gdk_frame_clock_get_frame_counter (clock) + n_frames;

  while (gdk_frame_clock_get_frame_counter (clock) < last)
    {
      gtk_widget_queue_draw (GTK_WIDGET (window));
      g_main_context_iteration (NULL, TRUE);
    }
}

/**
 * packshot_test_find_row:
 * @root: where to look
 * @title: all it says
 *
 * Returns: (transfer none) (nullable): the first row in sight of that title
 */
GtkWidget *
packshot_test_find_row (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (root) && gtk_widget_get_mapped (root)
      && packshot_test_language_is (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)),
                                    title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = packshot_test_find_row (child, title);

  return found;
}

/**
 * packshot_test_find_group:
 * @root: where to look
 * @title: all it says
 *
 * Returns: (transfer none) (nullable): the group of that title
 */
GtkWidget *
packshot_test_find_group (GtkWidget *root, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_GROUP (root)
      && packshot_test_language_is (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (root)),
                                    title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = packshot_test_find_group (child, title);

  return found;
}

static void
script_cb (gpointer user_data)
{
  Run *run = user_data;

  /* Where it is not, the application would tell of its jobs by notifications. */
  packshot_test_wait_until (gtk_window_is_active (run->window));
  run->script (run->window);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  Run *run = user_data;

  /* The first is the one of the application; the others are its questions. */
  if (run->window != NULL)
    return;

  run->window = window;
  g_idle_add_once (script_cb, run);
}

/**
 * packshot_test_find_window:
 * @title: all it says
 *
 * Returns: (transfer none) (nullable): the window in sight of that title
 */
GtkWindow *
packshot_test_find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (GTK_WIDGET (window))
          && packshot_test_language_is (gtk_window_get_title (window), title))
        return window;
    }

  return NULL;
}

static void
delete_all (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL)
         && child != NULL)
    delete_all (child);
  g_file_delete (file, NULL, NULL);
}

/**
 * packshot_test_forget_jobs:
 *
 * Begins as somebody does who never made a video: jobs outlive a run of the application.
 */
void
packshot_test_forget_jobs (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "packshot", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  delete_all (folder);
}

/* What a script left on the page would be there when the next begins. */
static void
forget_draft (void)
{
  g_autofree char *path = packshot_draft_folder_dup_path ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  delete_all (folder);
}

/**
 * packshot_test_run_full:
 * @registry: the services there are
 * @credentials: where their keys are
 * @photo: (nullable) (type filename): the argument of the program
 * @script: what happens
 *
 * Runs the application from its start to its end, and sees that nothing of it stays. The page on
 * which videos are asked for begins empty.
 */
void
packshot_test_run_full (PackshotRegistry *registry,
                        PackshotCredentials *credentials,
                        const char *photo,
                        PackshotTestScript script)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  PackshotApplication *application = packshot_application_new (registry, credentials, settings);
  char *argv[] = { (char *) "packshot", (char *) photo, NULL };
  Run run = { NULL, script };
  GObject *count = G_OBJECT (registry);
  int n_refs = g_atomic_int_get ((int *) &count->ref_count) - 1;

  forget_draft ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &run);
  g_object_add_weak_pointer (G_OBJECT (application), (gpointer *) &application);

  g_assert_cmpint (g_application_run (G_APPLICATION (application), photo != NULL ? 2 : 1, argv), ==,
                   0);
  g_assert_nonnull (run.window);

  g_object_unref (application);
  /* Threads that end hold what they are about until a later turn. */
  packshot_test_wait_until (application == NULL
                            && g_atomic_int_get ((int *) &count->ref_count) == n_refs);
}

/**
 * packshot_test_run:
 * @registry: the services there are, none of which needs a key
 * @photo: (nullable) (type filename): the argument of the program
 * @script: what happens
 *
 * Runs the application as packshot_test_run_full() does.
 */
void
packshot_test_run (PackshotRegistry *registry, const char *photo, PackshotTestScript script)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();

  packshot_test_run_full (registry, credentials, photo, script);
}
