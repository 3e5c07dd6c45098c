/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person has to look at of how a photo is framed, as PNG files in $PACKSHOT_TEST_ARTEFACTS.
 */

#include "packshot-create-page.h"
#include "packshot-framing-editor.h"
#include "packshot-list-row.h"
#include "packshot-photo-view.h"
#include "packshot-service-row.h"
#include "packshot-services.h"
#include "packshot-stage.h"
#include "packshot-studio-service.h"
#include "packshot-test-looks.h"
#include "packshot-test-utils.h"
#include "packshot-test-widgets.h"
#include "packshot-toggles-row.h"

#define find(window, TYPE) packshot_test_find_type (GTK_WIDGET (window), PACKSHOT_TYPE_##TYPE)

static PackshotRegistry *services;

static void
choose_shape (GtkWidget *root, const char *shape)
{
  if (PACKSHOT_IS_TOGGLES_ROW (root) || PACKSHOT_IS_LIST_ROW (root))
    packshot_option_row_set_text (PACKSHOT_OPTION_ROW (root), shape);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose_shape (child, shape);
}

static gboolean
has_preview (GtkWindow *window)
{
  GdkPaintable *preview =
      packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW)));

  return preview != NULL && gdk_paintable_get_intrinsic_width (preview) > 0;
}

static void
frame (GtkWindow *window, const char *text)
{
  PackshotFramingBar *bar = PACKSHOT_FRAMING_BAR (find (window, FRAMING_BAR));
  PackshotPictureFraming framing;

  g_assert_true (packshot_picture_framing_parse (text, &framing, NULL));
  packshot_framing_bar_set_framing (bar, &framing);
  g_signal_emit_by_name (bar, "framed");
}

static void
looks_script (GtkWindow *window)
{
  PackshotServiceRow *row = PACKSHOT_SERVICE_ROW (find (window, SERVICE_ROW));

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  packshot_test_wait_until (packshot_stage_get_photo (PACKSHOT_STAGE (find (window, STAGE)))
                            != NULL);
  packshot_test_wait_until (has_preview (window));

  frame (window, "fill 0.4,0.5");
  packshot_test_look (window, "framing-fill");
  choose_shape (GTK_WIDGET (window), "9:16");
  frame (window, "crop 0.45,0.4 1.6");
  packshot_test_wait_until (
      gdk_paintable_get_intrinsic_aspect_ratio (
          packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW))))
      < 1);
  packshot_test_look (window, "framing-crop");
  choose_shape (GTK_WIDGET (window), "16:9");
  frame (window, "fit");
  packshot_test_look (window, "framing-fit");

  packshot_service_row_set_manifest (row, packshot_registry_lookup (services, "shortvideo"));
  packshot_test_wait_until (
      packshot_photo_view_get_preview (PACKSHOT_PHOTO_VIEW (find (window, PHOTO_VIEW))) == NULL);
  choose_shape (GTK_WIDGET (window), "9:16");
  frame (window, "crop 0.48,0.55 1.4");
  gtk_widget_grab_focus (find (window, FRAMING_EDITOR));
  gtk_window_set_focus_visible (window, TRUE);
  packshot_test_look (window, "framing-paid");
  gtk_window_close (window);
}

static void
test_looks (void)
{
  g_autoptr (PackshotCredentials) credentials = packshot_credentials_new ();
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  if (!packshot_test_look_start ())
    return;

  services = packshot_registry_new ();
  packshot_registry_add_engine (services, "studio", packshot_studio_service_new);
  packshot_services_add (services, credentials, settings);
  packshot_test_run_full (services, credentials, g_getenv ("PACKSHOT_SAMPLE"), looks_script);
  g_clear_object (&services);
}

int
main (int argc, char **argv)
{
  return packshot_test_look_main (argc, argv, "/looks-framing", test_looks);
}
