/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The page on which one of very many values is picked, with a service that has them. */

#include <adwaita.h>
#include <libsoup/soup.h>

#include "packshot-core-error.h"
#include "packshot-pick-page.h"
#include "packshot-pick-row.h"
#include "packshot-pick-tile.h"
#include "packshot-service.h"
#include "packshot-test-manifest.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"

#define N_ITEMS 1500

/* More than a window has room for, with what a list has ready above and below. */
#define MOST_SEEN 400

typedef struct
{
  PackshotService parent_instance;

  const char *pictures; /* (nullable): where they lie */
  guint n_asked;
  gboolean broken;
  gboolean empty;
} Catalog;

typedef PackshotServiceClass CatalogClass;

GType catalog_get_type (void);
G_DEFINE_TYPE (Catalog, catalog, PACKSHOT_TYPE_SERVICE)

static void
catalog_ask (PackshotService *service,
             const char *option,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  Catalog *self = (Catalog *) service;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_catalog_item_free);

  self->n_asked++;
  for (guint i = 0; i < N_ITEMS && !self->empty; i++)
    {
      g_autofree char *value = g_strdup_printf ("id-%u", i);
      g_autofree char *label = g_strdup_printf ("Chloé %u", i);
      PackshotCatalogItem *item = packshot_catalog_item_new (value, label);

      item->details = g_strdup (i % 2 == 0 ? "adult, indoor" : "teen, outdoor");
      if (self->pictures != NULL)
        item->picture_url = g_strdup_printf ("%s/%u.jpg", self->pictures, i);
      g_ptr_array_add (items, item);
    }

  if (self->broken)
    {
      g_task_return_new_error (task, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_SERVICE,
                               "The service is <not> there.");
      g_ptr_array_unref (items);
    }
  else
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static GPtrArray *
catalog_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
catalog_class_init (CatalogClass *klass)
{
  klass->catalog_async = catalog_ask;
  klass->catalog_finish = catalog_finish;
}

static void
catalog_init (Catalog *self)
{
}

typedef struct
{
  PackshotManifest *manifest;
  Catalog *service;
  GtkWindow *window;
  PackshotPickRow *row;
  SoupServer *server;
  GBytes *picture;
  guint n_pictures;
} Fixture;

static void
picture_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_pictures++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/jpeg", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (fixture->picture, NULL),
                                    g_bytes_get_size (fixture->picture));
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  const char *option = user_data;

  fixture->manifest = packshot_test_manifest_load (RULES);

  fixture->service = g_object_new (catalog_get_type (), "manifest", fixture->manifest, NULL);
  fixture->row = PACKSHOT_PICK_ROW (
      packshot_pick_row_new (packshot_manifest_lookup (fixture->manifest, option)));
  packshot_pick_row_set_service (fixture->row, PACKSHOT_SERVICE (fixture->service));

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, gtk_list_box_new ());
  gtk_list_box_append (GTK_LIST_BOX (gtk_window_get_child (fixture->window)),
                       GTK_WIDGET (fixture->row));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_object_ref (fixture->row);
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->row);
  g_assert_finalize_object (fixture->service);
  g_assert_finalize_object (fixture->manifest);
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->picture, g_bytes_unref);
}

static GtkWidget *
open_page (Fixture *fixture)
{
  adw_action_row_activate (ADW_ACTION_ROW (fixture->row));
  packshot_test_wait_until (
      packshot_test_find_window (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (fixture->row)))
      != NULL);

  return GTK_WIDGET (packshot_test_find_window (
      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (fixture->row))));
}

static void
close_page (GtkWidget *page)
{
  gtk_window_close (GTK_WINDOW (page));
  packshot_test_wait_until (packshot_test_find_window ("Avatar") == NULL
                            && packshot_test_find_window ("Model") == NULL);
}

static void
type (GtkWidget *page, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (packshot_test_find_type (page, GTK_TYPE_SEARCH_ENTRY)),
                         words);
}

static void
press_enter (GtkWidget *page)
{
  g_signal_emit_by_name (packshot_test_find_type (page, GTK_TYPE_SEARCH_ENTRY), "activate");
}

static void
assert_value (Fixture *fixture, const char *expected)
{
  g_autofree char *text = packshot_option_row_dup_text (PACKSHOT_OPTION_ROW (fixture->row));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_search (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page = open_page (fixture);

  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 0") != NULL);
  type (page, " OUTDOOR   chloé 1499 ");
  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 1499") != NULL
                            && packshot_test_find_label (page, "Chloé 0") == NULL);
  press_enter (page);
  assert_value (fixture, "id-1499");
  packshot_test_wait_until (packshot_test_find_window ("Avatar") == NULL);
  g_assert_nonnull (packshot_test_find_label (GTK_WIDGET (fixture->row), "Chloé 1499"));

  /* The service is asked once. */
  page = open_page (fixture);
  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 0") != NULL);
  g_assert_cmpuint (fixture->service->n_asked, ==, 1);
  close_page (page);
}

/* One that is in no list, maybe somebody's own. */
static void
test_typed (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page = open_page (fixture);

  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 0") != NULL);
  type (page, "my-own-avatar");
  packshot_test_wait_until (packshot_test_find_label (page, "Nothing Found") != NULL);
  g_assert_nonnull (packshot_test_find_button ("Use “my-own-avatar” as It Is"));
  g_signal_emit_by_name (packshot_test_find_button ("Use “my-own-avatar” as It Is"), "clicked");
  assert_value (fixture, "my-own-avatar");
  packshot_test_wait_until (packshot_test_find_window ("Avatar") == NULL);

  packshot_option_row_set_text (PACKSHOT_OPTION_ROW (fixture->row), "");
  assert_value (fixture, NULL);
}

static void
test_error (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page;

  fixture->service->broken = TRUE;
  page = open_page (fixture);
  packshot_test_wait_until (packshot_test_find_label (page, "The service is <not> there.") != NULL);
  fixture->service->broken = FALSE;
  g_signal_emit_by_name (packshot_test_find_button ("Try Again"), "clicked");
  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 0") != NULL);
  g_assert_cmpuint (fixture->service->n_asked, ==, 2);
  close_page (page);
}

static void
test_empty (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page;

  fixture->service->empty = TRUE;
  page = open_page (fixture);
  packshot_test_wait_until (packshot_test_find_label (page, "The List Is Empty") != NULL);
  close_page (page);
}

/* Models that are listed are there at once, whatever becomes of the question. */
static void
test_models (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page;

  fixture->service->broken = TRUE;
  page = open_page (fixture);
  g_assert_nonnull (packshot_test_find_label (page, "Model three"));
  g_assert_nonnull (packshot_test_find_label (page, "Withdrawn since 2026-11-11."));
  packshot_test_wait_until (packshot_test_find_label (page, "The service is <not> there.") != NULL);
  g_assert_nonnull (packshot_test_find_label (page, "Model three"));

  fixture->service->broken = FALSE;
  g_signal_emit_by_name (packshot_test_find_button ("Try Again"), "clicked");
  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 0") != NULL);
  g_assert_null (packshot_test_find_label (page, "The service is <not> there."));
  g_assert_nonnull (packshot_test_find_label (page, "Model three"));

  type (page, "Seedance-9");
  press_enter (page);
  assert_value (fixture, "Seedance-9");
  packshot_test_wait_until (packshot_test_find_window ("Model") == NULL);
}

/* Whoever closes the page before the answer is there is told nothing of it. */
static void
test_closed (Fixture *fixture, gconstpointer user_data)
{
  GtkWidget *page = open_page (fixture);

  close_page (page);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_value (fixture, NULL);
}

static guint
count_pictures (GtkWidget *root)
{
  guint n = 0;

  if (GTK_IS_PICTURE (root) && gtk_picture_get_paintable (GTK_PICTURE (root)) != NULL)
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_pictures (child);

  return n;
}

/* Of 1,500 pictures those are fetched that somebody could see, and each once. */
static void
test_pictures (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;
  GtkWidget *page;
  GSList *uris;
  gsize length;
  guint n_before;

  g_file_get_contents (g_getenv ("PACKSHOT_SAMPLE"), &text, &length, &error);
  g_assert_no_error (error);
  fixture->picture = g_bytes_new (text, length);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, picture_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->service->pictures = address;

  page = open_page (fixture);
  packshot_test_wait_until (count_pictures (page) >= 5);
  g_assert_cmpuint (fixture->n_pictures, <, MOST_SEEN);
  type (page, "1234");
  packshot_test_wait_until (packshot_test_find_label (page, "Chloé 1234") != NULL
                            && count_pictures (page) == 1);
  n_before = fixture->n_pictures;
  press_enter (page);
  packshot_test_wait_until (count_pictures (GTK_WIDGET (fixture->row)) == 1);
  g_assert_cmpuint (fixture->n_pictures, ==, n_before);
  packshot_test_wait_until (packshot_test_find_window ("Avatar") == NULL);
  fixture->service->pictures = NULL;
}

/* From right to left each line of what is chosen begins at the right, whatever its letters. */
static void
test_direction (Fixture *fixture, gconstpointer user_data)
{
  AdwActionRow *row = ADW_ACTION_ROW (fixture->row);
  g_autofree char *before = NULL;
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = NULL;

  packshot_option_row_set_text (PACKSHOT_OPTION_ROW (row), "Three");
  before = g_strdup (adw_action_row_get_subtitle (row));
  lines = g_strsplit (before, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);

  expected = g_strdup_printf ("\u200f\u2068%s\u2069\n\u200f%s", lines[0], lines[1]);
  gtk_widget_set_direction (GTK_WIDGET (row), GTK_TEXT_DIR_RTL);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, expected);

  gtk_widget_set_direction (GTK_WIDGET (row), GTK_TEXT_DIR_LTR);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, before);
}

#define ADD(path, option, function)                                                                \
  g_test_add ("/pick/" path, Fixture, option, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("search", "avatar", test_search);
  ADD ("typed", "avatar", test_typed);
  ADD ("error", "avatar", test_error);
  ADD ("empty", "avatar", test_empty);
  ADD ("models", "model", test_models);
  ADD ("closed", "avatar", test_closed);
  ADD ("pictures", "avatar", test_pictures);
  ADD ("direction", "model", test_direction);

  return g_test_run ();
}
