/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is told in passing, in a window as narrow as a phone. */

#include <adwaita.h>

#include "packshot-test-audit.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-toast.h"

/* As wide as the narrowest screens. */
#define WIDTH 360

/* One of the longest there are, in a language that takes more room. */
static const char long_words[] = "„shop-der-schoenen-dinge.example.com“ hat eine Webseite "
                                 "geschickt und nicht die Datei. Ist das "
                                 "vielleicht die Adresse der Seite, auf der sie zu sehen ist?";

static const char saved_words[] =
    "3 Videos wurden gespeichert, aber nicht „Blaue Tasse mit Untertasse“: Auf dem Gerät ist kein "
    "Speicherplatz mehr verfügbar.";

static GtkWindow *
begin_window (GtkWidget **page)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *overlay = adw_toast_overlay_new ();

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), *page);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_title (window, "Toast");
  gtk_window_set_default_size (window, WIDTH, 640);
  gtk_window_present (window);

  return window;
}

static GtkWindow *
open_window (GtkWidget **page)
{
  GtkWindow *window = begin_window (page);

  packshot_test_wait_until (gtk_widget_get_width (GTK_WIDGET (window)) > 0);
  return window;
}

static void
assert_whole (GtkWindow *window, const char *words)
{
  GtkWidget *label;
  int height;

  packshot_test_wait_until ((label = packshot_test_find_label (GTK_WIDGET (window), words)) != NULL
                            && gtk_widget_get_width (label) > 0);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, WIDTH);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  packshot_test_audit_assert_none (packshot_test_audit_room (GTK_WIDGET (window)), words);
  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), NULL, &height);
  g_assert_cmpint (gtk_widget_get_height (label), >=, height);
}

static void
test_short (void)
{
  GtkWidget *page;
  GtkWindow *window = open_window (&page);

  packshot_toast_show (page, "Restored.");
  assert_whole (window, "Restored.");
  gtk_window_destroy (window);
}

/* A photo that can't be opened is told of before there was a first frame. */
static void
test_early (void)
{
  GtkWidget *page;
  GtkWindow *window = begin_window (&page);

  packshot_toast_show (page, long_words);
  assert_whole (window, long_words);
  gtk_window_destroy (window);
}

static void
test_long (void)
{
  GtkWidget *page;
  GtkWindow *window = open_window (&page);

  packshot_toast_show (page, long_words);
  assert_whole (window, long_words);
  gtk_window_destroy (window);
}

static void
undo_cb (gpointer user_data)
{
  g_assert_not_reached ();
}

static void
gone_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Whoever is to undo something is let go with the window, though nobody closed the toast. */
static void
test_undo (void)
{
  gboolean is_gone = FALSE;
  GtkWidget *page;
  GtkWindow *window = open_window (&page);

  packshot_toast_show_undo (page, "Moved to the trash.", undo_cb, &is_gone, gone_cb);
  assert_whole (window, "Moved to the trash.");
  gtk_window_destroy (window);
  packshot_test_wait_until (is_gone);
}

static void
test_button (void)
{
  GtkWidget *page;
  GtkWindow *window = open_window (&page);

  packshot_toast_show_button (page, saved_words, "In „Dateien“ zeigen", "win.show-file",
                              g_variant_new_string ("file:///"));
  assert_whole (window, saved_words);
  g_assert_nonnull (packshot_test_find_button ("In „Dateien“ zeigen"));
  gtk_window_destroy (window);
}

/* Nothing that a service says is markup, and nothing keeps others from being read. */
static void
test_words_of_others (void)
{
  GtkWidget *page;
  GtkWindow *window = open_window (&page);
  g_autofree char *unbroken = g_strnfill (120, 'x');

  packshot_toast_show (page, "<b>R&D</b>");
  assert_whole (window, "<b>R&D</b>");
  gtk_window_destroy (window);

  window = open_window (&page);
  packshot_toast_show (page, unbroken);
  assert_whole (window, unbroken);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  /* The folders are isolated by with-display.sh, which leaves the icons and schemas of GTK. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/toast/short", test_short);
  g_test_add_func ("/toast/early", test_early);
  g_test_add_func ("/toast/long", test_long);
  g_test_add_func ("/toast/button", test_button);
  g_test_add_func ("/toast/undo", test_undo);
  g_test_add_func ("/toast/words-of-others", test_words_of_others);

  return g_test_run ();
}
