/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* That all there is in each page can be come to, and left again, by keys alone. */

#include <adwaita.h>

#include "packshot-job-page.h"
#include "packshot-job-tile.h"
#include "packshot-service-row.h"
#include "packshot-stage.h"
#include "packshot-test-audit.h"
#include "packshot-test-keyboard.h"
#include "packshot-test-notifications.h"
#include "packshot-test-review.h"
#include "packshot-test-utils.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static void
collect_menus (GtkWidget *widget, GPtrArray *menus)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;

  if (GTK_IS_MENU_BUTTON (widget))
    g_ptr_array_add (menus, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_menus (child, menus);
}

/* What drops down from the buttons of a page. */
static void
look_into_menus (GtkWindow *window, const char *state)
{
  g_autoptr (GPtrArray) menus = g_ptr_array_new ();

  collect_menus (GTK_WIDGET (window), menus);
  for (guint i = 0; i < menus->len; i++)
    {
      GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (menus->pdata[i]));

      gtk_menu_button_popup (menus->pdata[i]);
      packshot_test_wait_until (gtk_widget_get_mapped (popover));
      packshot_test_audit_assert_none (packshot_test_audit_names (), state);
      packshot_test_audit_assert_none (packshot_test_audit_tooltips (popover), state);
      packshot_test_audit_assert_none (packshot_test_audit_mnemonics (popover), state);
      gtk_menu_button_popdown (menus->pdata[i]);
      packshot_test_wait_until (!gtk_widget_get_mapped (popover));
    }
  g_test_message ("%s: %u menus", state, menus->len);
}

static void
walk (GtkWindow *window, const char *state)
{
  look_into_menus (window, state);
  packshot_test_audit_assert_none (packshot_test_keyboard_walk (window), state);
  packshot_test_audit_assert_none (packshot_test_audit_mnemonics (GTK_WIDGET (window)), state);
}

static void
walk_dialog (const char *title, const char *state)
{
  GtkWindow *dialog;

  packshot_test_wait_until (packshot_test_find_window (title) != NULL);
  dialog = packshot_test_find_window (title);
  walk (dialog, state);
  packshot_test_keyboard_press (dialog, "Escape");
  packshot_test_wait_until (packshot_test_find_window (title) == NULL);
}

/* All its pages, which end with it. */
static void
walk_preferences (void)
{
  GtkWindow *dialog;
  GtkWidget *stack;
  g_autoptr (GtkSelectionModel) pages = NULL;

  packshot_test_wait_until (packshot_test_find_window ("Preferences") != NULL);
  dialog = packshot_test_find_window ("Preferences");
  stack = packshot_test_find_type (GTK_WIDGET (dialog), ADW_TYPE_VIEW_STACK);
  pages = adw_view_stack_get_pages (ADW_VIEW_STACK (stack));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      gtk_selection_model_select_item (pages, i, TRUE);
      walk (dialog, adw_view_stack_page_get_title (page));
      packshot_test_audit_assert_none (packshot_test_audit_names (),
                                       adw_view_stack_page_get_title (page));
    }
  packshot_test_keyboard_press (dialog, "Escape");
  packshot_test_wait_until (packshot_test_find_window ("Preferences") == NULL);
}

static void
create_script (GtkWindow *window)
{
  PackshotJob *job;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  walk (window, "create");
  gtk_widget_activate_action (find (window, STAGE), "stage.remove", NULL);
  walk (window, "create-empty");
  packshot_stage_open (PACKSHOT_STAGE (find (window, STAGE)), g_getenv ("PACKSHOT_SAMPLE"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
  walk_preferences ();

  packshot_test_review_choose_service (window);
  walk (window, "create-two-steps");
  packshot_test_press (PACKSHOT_TEST_REVIEW_CREATE);
  walk_dialog (PACKSHOT_TEST_REVIEW_SEND_TITLE, "send");

  job = packshot_test_review_order_preview (window);
  walk (window, "review");
  packshot_test_press (PACKSHOT_TEST_REVIEW_APPROVE);
  packshot_test_review_say_yes ();
  packshot_test_review_wait (job, PACKSHOT_JOB_DONE);
  packshot_test_wait_until (packshot_test_find_button ("Save As…") != NULL);
  walk (window, "done");

  packshot_test_keyboard_press (window, "alt+2");
  packshot_test_wait_until (find (window, JOB_TILE) != NULL);
  walk (window, "library");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.spending", NULL);
  walk_dialog ("Spending", "spending");
  gtk_window_close (window);
}

static void
test_keyboard (void)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.n_polls = 1;
  packshot_test_review_set_up (PACKSHOT_IMAGE_HOST_PUT, &settings);
  packshot_test_review_run (create_script);
  packshot_test_review_tear_down ();
}

int
main (int argc, char **argv)
{
  int status;

  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard", test_keyboard);

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
