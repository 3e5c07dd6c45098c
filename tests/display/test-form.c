/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-dummy-service.h"
#include "packshot-form.h"
#include "packshot-list-row.h"
#include "packshot-option-row.h"
#include "packshot-paragraph-row.h"
#include "packshot-range-row.h"
#include "packshot-registry.h"
#include "packshot-split-layout.h"
#include "packshot-switch-row.h"
#include "packshot-text-row.h"
#include "packshot-toggles-row.h"
#include "packshot-words.h"

typedef struct
{
  PackshotRegistry *registry;
  PackshotManifest *manifest;
  PackshotForm *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->registry = packshot_registry_new ();
  packshot_registry_add_engine (fixture->registry, "dummy", packshot_dummy_service_new);
  fixture->manifest = packshot_registry_lookup (fixture->registry, "dummy");
  fixture->form = g_object_ref_sink (g_object_new (PACKSHOT_TYPE_FORM, NULL));
  packshot_form_set_manifest (fixture->form, fixture->manifest);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_finalize_object (fixture->form);
  g_assert_finalize_object (fixture->registry);
}

static PackshotOptionRow *
find_row (GtkWidget *root, GType type)
{
  PackshotOptionRow *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return PACKSHOT_OPTION_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, type);

  return found;
}

static PackshotRequest *
make_request (Fixture *fixture)
{
  PackshotRequest *request = packshot_request_new (fixture->manifest);

  g_assert_true (packshot_request_set (request, "photo", g_getenv ("PACKSHOT_SAMPLE"), NULL));
  return request;
}

static void
assert_value (Fixture *fixture, const char *name, const char *expected)
{
  g_autoptr (PackshotRequest) request = make_request (fixture);
  g_autofree char *text = NULL;

  g_assert_true (packshot_form_fill (fixture->form, request));
  text = packshot_request_dup_text (request, packshot_manifest_lookup (fixture->manifest, name));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_rows (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *option;
    GType (*get_type) (void);
    const char *first;
    const char *second;
  } rows[] = {
    { "product-name", packshot_text_row_get_type, NULL, "Mug" },
    { "product-info", packshot_paragraph_row_get_type, NULL, "Blue\nand round" },
    { "aspect-ratio", packshot_toggles_row_get_type, "16:9", "9:16" },
    { "duration", packshot_range_row_get_type, "12", "7.5" },
    { "loop", packshot_switch_row_get_type, "false", "true" },
    { "behaviour", packshot_list_row_get_type, "succeed", "warn" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PackshotOptionRow *row = find_row (GTK_WIDGET (fixture->form), rows[i].get_type ());

      g_assert_nonnull (row);
      assert_value (fixture, rows[i].option, rows[i].first);
      packshot_option_row_set_text (row, rows[i].second);
      assert_value (fixture, rows[i].option, rows[i].second);
    }
}

static void
test_shape (Fixture *fixture, gconstpointer user_data)
{
  PackshotOptionRow *row = find_row (GTK_WIDGET (fixture->form), PACKSHOT_TYPE_TOGGLES_ROW);

  g_assert_cmpfloat_with_epsilon (packshot_form_get_aspect_ratio (fixture->form), 16.0 / 9, 1e-9);
  packshot_option_row_set_text (row, "9x16");
  g_assert_cmpfloat_with_epsilon (packshot_form_get_aspect_ratio (fixture->form), 9.0 / 16, 1e-9);
}

static void
test_wrong (Fixture *fixture, gconstpointer user_data)
{
  PackshotOptionRow *row = find_row (GTK_WIDGET (fixture->form), PACKSHOT_TYPE_TEXT_ROW);
  g_autoptr (PackshotRequest) request = make_request (fixture);

  packshot_option_row_set_text (row, "A name of more than twenty");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_false (packshot_form_fill (fixture->form, request));

  packshot_option_row_set_text (row, "Mug");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_true (packshot_form_fill (fixture->form, request));
}

/* What is chosen is there the next time, and what was typed about one product is not. */
static void
test_memory (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotMemory) memory = packshot_memory_new ();
  g_autoptr (PackshotMemory) next = NULL;
  GtkWidget *form = GTK_WIDGET (fixture->form);

  packshot_option_row_set_text (find_row (form, PACKSHOT_TYPE_TEXT_ROW), "Mug");
  packshot_option_row_set_text (find_row (form, PACKSHOT_TYPE_RANGE_ROW), "7.5");
  packshot_form_remember (fixture->form, memory);
  packshot_memory_set_string (memory, "dummy", "behaviour", "nothing it knows");
  packshot_memory_save (memory);

  packshot_form_set_manifest (fixture->form, fixture->manifest);
  assert_value (fixture, "duration", "12");
  next = packshot_memory_new ();
  packshot_form_recall (fixture->form, next);
  assert_value (fixture, "duration", "7.5");
  assert_value (fixture, "product-name", NULL);
  assert_value (fixture, "behaviour", "succeed");
}

static void
test_show (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PackshotRequest) request = make_request (fixture);
  GtkWidget *form = GTK_WIDGET (fixture->form);

  g_assert_true (packshot_request_set (request, "duration", "20", NULL));
  g_assert_true (packshot_request_freeze (request, NULL));

  packshot_option_row_set_text (find_row (form, PACKSHOT_TYPE_TEXT_ROW), "Mug");
  packshot_form_show (fixture->form, request);
  assert_value (fixture, "duration", "20");
  assert_value (fixture, "product-name", NULL);
}

static void
test_time_left (void)
{
  static const struct
  {
    double seconds;
    const char *words;
  } times[] = {
    { 0, "Almost done" },
    { 0.2, "About 1 second left" },
    { 11.4, "About 12 seconds left" },
    { 90, "About 2 minutes left" },
    { 3600, "About 60 minutes left" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *words = packshot_words_dup_time_left (times[i].seconds);

      g_assert_cmpstr (words, ==, times[i].words);
    }
}

static void
test_parse_shape (void)
{
  static const char *const wrong[] = { NULL,  "",    "16",   "16:", ":9",
                                       "0:1", "1:0", "-1:1", "a:b", "1:1x" };
  double ratio = 0;

  g_assert_true (packshot_words_parse_shape ("4:5", &ratio));
  g_assert_cmpfloat_with_epsilon (ratio, 0.8, 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (packshot_words_parse_shape (wrong[i], NULL));
}

/* Side by side from 700 px on, one above the other below, and mirrored from right to left. */
static void
test_layout (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  graphene_rect_t bounds;
  int minimum;

  gtk_widget_set_layout_manager (box, g_object_new (PACKSHOT_TYPE_SPLIT_LAYOUT, NULL));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_set_size_request (second, 300, 400);

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 300);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 360, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 360 * 3 / 4 + 400);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 900, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 400);

  gtk_widget_allocate (box, 360, 670, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (second, box, &bounds));
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (0, 270, 360, 400)));

  gtk_widget_allocate (box, 900, 500, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (second, box, &bounds));
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (520, 0, 380, 500)));

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  gtk_widget_allocate (box, 900, 500, -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (second, box, &bounds));
  g_assert_true (graphene_rect_equal (&bounds, &GRAPHENE_RECT_INIT (0, 0, 380, 500)));

  g_assert_finalize_object (box);
}

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/form/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/form/shape", Fixture, NULL, set_up, test_shape, tear_down);
  g_test_add ("/form/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/form/memory", Fixture, NULL, set_up, test_memory, tear_down);
  g_test_add ("/form/show", Fixture, NULL, set_up, test_show, tear_down);
  g_test_add_func ("/words/time-left", test_time_left);
  g_test_add_func ("/words/parse-shape", test_parse_shape);
  g_test_add_func ("/layout", test_layout);

  return g_test_run ();
}
