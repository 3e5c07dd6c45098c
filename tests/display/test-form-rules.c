/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A form whose rows depend on each other, made from a manifest that says all that can be said. */

#include "packshot-form.h"
#include "packshot-list-row.h"
#include "packshot-pick-row.h"
#include "packshot-picture-row.h"
#include "packshot-test-manifest.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

typedef struct
{
  PackshotManifest *manifest;
  PackshotForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->manifest = packshot_test_manifest_load (RULES);
  fixture->form = g_object_ref_sink (g_object_new (PACKSHOT_TYPE_FORM, NULL));
  packshot_form_set_manifest (fixture->form, fixture->manifest);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->form);
  g_assert_finalize_object (fixture->manifest);
}

/* The row of an option, by what people call it. */
static GtkWidget *
look_for (GtkWidget *root, const char *title)
{
  if (PACKSHOT_IS_OPTION_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = look_for (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static PackshotOptionRow *
find_row (Fixture *fixture, const char *title)
{
  GtkWidget *row = look_for (GTK_WIDGET (fixture->form), title);

  g_assert_nonnull (row);
  return PACKSHOT_OPTION_ROW (row);
}

static void
set (Fixture *fixture, const char *title, const char *text)
{
  packshot_option_row_set_text (find_row (fixture, title), text);
}

static void
assert_shown (Fixture *fixture, const char *title, const char *text)
{
  g_autofree char *shown = packshot_option_row_dup_text (find_row (fixture, title));

  g_assert_cmpstr (shown, ==, text);
}

static gboolean
is_there (Fixture *fixture, const char *title)
{
  return gtk_widget_get_visible (GTK_WIDGET (find_row (fixture, title)));
}

/* What a request gets of the form; the main picture is given where it is not NULL. */
static char *
dup_filled (Fixture *fixture, const char *name, const char *picture)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (fixture->manifest);
  g_autoptr (GError) error = NULL;

  if (picture != NULL)
    packshot_request_set (request, "first-frame", picture, &error);
  g_assert_no_error (error);
  g_assert_true (packshot_form_fill (fixture->form, request));
  packshot_request_freeze (request, &error);
  g_assert_no_error (error);

  return packshot_request_dup_text (request, packshot_manifest_lookup (fixture->manifest, name));
}

static void
test_rows (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *filled = NULL;
  g_autofree char *gone = NULL;

  g_assert_false (is_there (fixture, "Avatar"));
  g_assert_false (is_there (fixture, "Seed"));
  g_assert_true (is_there (fixture, "Audio"));
  g_assert_null (look_for (GTK_WIDGET (fixture->form), "First frame"));
  /* Only a later step asks for it. */
  g_assert_null (look_for (GTK_WIDGET (fixture->form), "Motion style"));

  set (fixture, "Prompt", "A mug");
  set (fixture, "Type", "avatar");
  g_assert_true (is_there (fixture, "Avatar"));
  set (fixture, "Avatar", "anna");
  filled = dup_filled (fixture, "avatar", NULL);
  g_assert_cmpstr (filled, ==, "anna");

  /* What can't be seen is not sent, and comes back with its row. */
  set (fixture, "Type", "plain");
  g_assert_false (is_there (fixture, "Avatar"));
  gone = dup_filled (fixture, "avatar", NULL);
  g_assert_null (gone);
  g_assert_null (packshot_form_get_trouble (fixture->form));
  set (fixture, "Type", "crowd");
  assert_shown (fixture, "Avatar", "anna");
}

static void
test_defaults (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *duration = NULL;

  assert_shown (fixture, "Duration", "-1");
  set (fixture, "Model", "Two");
  assert_shown (fixture, "Duration", "5");
  assert_shown (fixture, "Audio", "false");
  g_assert_null (packshot_form_get_trouble (fixture->form));
  duration = dup_filled (fixture, "duration", "ref:mug");
  g_assert_cmpstr (duration, ==, "5");

  set (fixture, "Model", "One");
  assert_shown (fixture, "Duration", "-1");
  assert_shown (fixture, "Audio", "true");
}

/* Nothing that somebody chose is changed because something else is. */
static void
test_trouble (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *row = GTK_WIDGET (find_row (fixture, "Duration"));
  const char *words = "With “Model two”, “Duration” must be 5 or 10, not “-1”.";
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->form));
  gtk_window_present (GTK_WINDOW (window));
  set (fixture, "Duration", "10");
  set (fixture, "Duration", "-1");
  set (fixture, "Model", "Two");
  assert_shown (fixture, "Duration", "-1");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpstr (packshot_form_get_trouble (fixture->form), ==, words);
  g_assert_nonnull (packshot_test_find_label (GTK_WIDGET (fixture->form), words));

  set (fixture, "Duration", "10");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_null (packshot_form_get_trouble (fixture->form));
  assert_shown (fixture, "Duration", "10");

  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_choices (Fixture *fixture, const char *title)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (fixture, title));

  return g_list_model_get_n_items (adw_combo_row_get_model (row));
}

static void
test_offers (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (count_choices (fixture, "Duration"), ==, 3);
  set (fixture, "Size", "480");
  g_assert_cmpuint (count_choices (fixture, "Duration"), ==, 4);
  set (fixture, "Duration", "12");

  /* The one that is chosen stays, for people to see what is wrong. */
  set (fixture, "Size", "720");
  g_assert_cmpuint (count_choices (fixture, "Duration"), ==, 4);
  g_assert_nonnull (packshot_form_get_trouble (fixture->form));
  set (fixture, "Duration", "5");
  g_assert_cmpuint (count_choices (fixture, "Duration"), ==, 3);
  g_assert_null (packshot_form_get_trouble (fixture->form));
}

static void
test_picture (Fixture *fixture, gconstpointer user_data)
{
  PackshotForm *form = fixture->form;

  g_assert_cmpint (packshot_form_get_picture_need (form), ==, PACKSHOT_FORM_PICTURE_OPTIONAL);
  g_assert_false (is_there (fixture, "Last frame"));
  packshot_form_set_picture (form, "ref:mug");
  g_assert_true (is_there (fixture, "Last frame"));
  set (fixture, "Model", "Two");
  g_assert_cmpint (packshot_form_get_picture_need (form), ==, PACKSHOT_FORM_PICTURE_NEEDED);
  g_assert_false (is_there (fixture, "Last frame"));
  packshot_form_set_picture (form, NULL);
  g_assert_null (packshot_form_get_trouble (form));
}

/* A picture beside the main one: its file is looked at first, and what can't be is not taken. */
static void
test_picture_row (Fixture *fixture, gconstpointer user_data)
{
  const char *sample = g_getenv ("PACKSHOT_SAMPLE");
  GtkWidget *window = gtk_window_new ();
  g_autofree char *text = NULL;
  g_autofree char *value = NULL;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->form));
  packshot_form_set_picture (fixture->form, "ref:mug");
  set (fixture, "Last frame", sample);
  packshot_test_wait_until (
      (g_free (text), text = packshot_option_row_dup_text (find_row (fixture, "Last frame")))
      != NULL);
  g_assert_cmpstr (text, ==, sample);
  value = dup_filled (fixture, "last-frame", "ref:mug");
  g_assert_cmpstr (value, ==, sample);

  set (fixture, "Last frame", "");
  assert_shown (fixture, "Last frame", NULL);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_missing (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (fixture->manifest);

  g_assert_false (packshot_form_fill (fixture->form, request));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (fixture, "Prompt")), "error"));
}

/* What was a default once follows the others again; what somebody chose does not. */
static void
test_show (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = packshot_request_new (fixture->manifest);
  g_autoptr (GError) error = NULL;

  packshot_request_set (request, "prompt", "A mug", &error);
  packshot_request_set (request, "size", "1080", &error);
  packshot_request_freeze (request, &error);
  g_assert_no_error (error);

  packshot_form_show (fixture->form, request);
  assert_shown (fixture, "Size", "1080");
  assert_shown (fixture, "Prompt", "A mug");
  set (fixture, "Model", "Two");
  assert_shown (fixture, "Size", "1080");
  assert_shown (fixture, "Duration", "5");
}

static void
test_memory (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotMemory) memory = packshot_memory_new ();

  set (fixture, "Size", "1080");
  set (fixture, "Prompt", "A mug");
  packshot_form_remember (fixture->form, memory);
  packshot_form_set_manifest (fixture->form, fixture->manifest);
  packshot_form_recall (fixture->form, memory);

  assert_shown (fixture, "Size", "1080");
  assert_shown (fixture, "Prompt", NULL);
  set (fixture, "Model", "Two");
  assert_shown (fixture, "Duration", "5");
  g_assert_null (packshot_form_get_trouble (fixture->form));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/form-rules/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("rows", test_rows);
  ADD ("defaults", test_defaults);
  ADD ("trouble", test_trouble);
  ADD ("offers", test_offers);
  ADD ("picture", test_picture);
  ADD ("picture-row", test_picture_row);
  ADD ("missing", test_missing);
  ADD ("show", test_show);
  ADD ("memory", test_memory);

  return g_test_run ();
}
