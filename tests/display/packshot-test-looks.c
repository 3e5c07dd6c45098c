/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Pictures for a person to look at: light, dark, narrow, from right to left, with large text and
 * with high contrast, as PNG files in $PACKSHOT_TEST_ARTEFACTS; and what needs nobody to look. */

#include "packshot-test-looks.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "packshot-test-audit.h"
#include "packshot-test-language.h"
#include "packshot-test-notifications.h"
#include "packshot-test-pseudo.h"
#include "packshot-test-utils.h"

/* After this many frames, all that was asked of a widget is on the screen. */
#define SETTLED 4

/* Of a window with room for two columns of options, in pixels. */
#define WIDE_WIDTH  1240
#define WIDE_HEIGHT 820

/* Of the narrowest window there is, in pixels. */
#define NARROW_WIDTH 360

/* The frame of a window at both sides, in pixels. */
#define FRAME 12

/* Text as large as it is, in the unit of the setting; and by how much the switch "Large Text" of
 * the desktop makes it larger. */
#define USUAL_DPI (96 * 1024)
#define LARGE_DPI (USUAL_DPI * 5 / 4)

/* What meson takes for a test that could not be run. */
#define STATUS_SKIPPED 77

#define A11Y_SCHEMA "org.gnome.desktop.a11y.interface"

typedef struct
{
  const char *name;
  AdwColorScheme scheme;
  GtkTextDirection direction;
  int dpi;
  gboolean high_contrast;
  int width;
  int height;
} Variant;

#define LIGHT ADW_COLOR_SCHEME_FORCE_LIGHT
#define DARK  ADW_COLOR_SCHEME_FORCE_DARK
/* As the language has it. */
#define OWN GTK_TEXT_DIR_NONE
#define RTL GTK_TEXT_DIR_RTL

static const Variant variants[] = {
  { "light", LIGHT, OWN, USUAL_DPI, FALSE, 980, 760 },
  { "dark", DARK, OWN, USUAL_DPI, FALSE, 980, 760 },
  { "narrow", LIGHT, OWN, USUAL_DPI, FALSE, NARROW_WIDTH, 640 },
  { "rtl", LIGHT, RTL, USUAL_DPI, FALSE, 980, 760 },
  { "large", LIGHT, OWN, LARGE_DPI, FALSE, 980, 760 },
  { "contrast", LIGHT, OWN, USUAL_DPI, TRUE, 980, 760 },
};

#undef LIGHT
#undef DARK
#undef OWN
#undef RTL

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  (*n_frames)++;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

/* Of what began before there were no animations any more. */
static gboolean
is_fading (GtkWidget *root)
{
  if (GTK_IS_STACK (root) && gtk_stack_get_transition_running (GTK_STACK (root)))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_fading (child))
      return TRUE;

  return FALSE;
}

static void
settle (GtkWindow *window)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (GTK_WIDGET (window), count_cb, &n_frames, NULL);

  packshot_test_wait_until (n_frames >= SETTLED && !is_fading (GTK_WIDGET (window)));
  gtk_widget_remove_tick_callback (GTK_WIDGET (window), id);
}

/* Returns: (transfer full) (nullable): where the pictures go, those of a language apart */
static char *
dup_folder (void)
{
  const char *folder = g_getenv ("PACKSHOT_TEST_ARTEFACTS");

  return folder != NULL ? g_build_filename (folder, packshot_test_language_get (), NULL) : NULL;
}

static void
save (GtkWindow *window, GtkWidget *widget, const char *state, const char *variant)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("window-%s-%s.png", state, variant);
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* Where the desktop keeps it; not all have it. */
static void
set_high_contrast (gboolean high_contrast)
{
  g_autoptr (GSettingsSchema) schema =
      g_settings_schema_source_lookup (g_settings_schema_source_get_default (), A11Y_SCHEMA, TRUE);
  g_autoptr (GSettings) settings = NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, "high-contrast"))
    return;

  settings = g_settings_new (A11Y_SCHEMA);
  g_assert_true (g_settings_set_boolean (settings, "high-contrast", high_contrast));
}

static void
set_up (GtkWindow *window, const Variant *variant, int width, int height)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), variant->scheme);
  gtk_widget_set_default_direction (
      variant->direction != GTK_TEXT_DIR_NONE ? variant->direction : gtk_get_locale_direction ());
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", variant->dpi, NULL);
  set_high_contrast (variant->high_contrast);
  gtk_window_set_default_size (window, width, height);
}

/**
 * packshot_test_look_start:
 *
 * Makes ready for pictures, or skips the test where nobody says where to put them.
 *
 * Returns: whether to go on
 */
gboolean
packshot_test_look_start (void)
{
  g_autofree char *folder = dup_folder ();

  if (folder == NULL)
    {
      g_test_skip ("PACKSHOT_TEST_ARTEFACTS does not say where to put the pictures");
      return FALSE;
    }

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  return TRUE;
}

/* Colours make no words longer, and nobody reads the pseudo language. */
static gboolean
is_same_layout (const Variant *variant)
{
  return packshot_test_language_is_pseudo ()
         && (variant->scheme == ADW_COLOR_SCHEME_FORCE_DARK || variant->high_contrast
             || variant->direction == GTK_TEXT_DIR_RTL);
}

static void
look (GtkWindow *window,
      GtkWidget *widget,
      const char *state,
      const Variant *variant,
      int width,
      int height)
{
  g_autoptr (GPtrArray) too_wide = NULL;

  if (is_same_layout (variant))
    return;

  set_up (window, variant, width, height);
  settle (window);
  too_wide = packshot_test_audit_width (GTK_WIDGET (window), width);
  if (too_wide->len > 0)
    {
      g_autofree char *place = g_strconcat (state, ", ", variant->name, NULL);

      packshot_test_audit_assert_none (g_steal_pointer (&too_wide), place);
      return;
    }

  /* A page that needs more than it is given would make the window wider. Its own frame, where
   * there is no compositor to draw a shadow, counts for the window and not for the widget. */
  packshot_test_wait_until (ABS (gtk_widget_get_width (GTK_WIDGET (window)) - width) <= FRAME);
  settle (window);
  save (window, widget, state, variant->name);
  packshot_test_audit_assert_none (packshot_test_audit_room (widget), state);
}

/**
 * packshot_test_look_at:
 * @window: a window on the screen, which need not be the one of the application
 * @widget: what of it to look at; a popover is no part of the picture of its window
 * @state: what there is to see in it
 *
 * Takes pictures. A window in front of another keeps its size where there is room for it. Fails
 * where a control has no name or no tooltip, where two have the same letter, where words are cut,
 * and in the pseudo language where some are not translated.
 */
void
packshot_test_look_at (GtkWindow *window, GtkWidget *widget, const char *state)
{
  gboolean in_front = gtk_window_get_transient_for (window) != NULL;
  int own_width, own_height;

  gtk_window_get_default_size (window, &own_width, &own_height);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      const Variant *variant = &variants[i];

      look (window, widget, state, variant,
            in_front ? MIN (own_width, variant->width) : variant->width,
            in_front ? MIN (own_height, variant->height) : variant->height);
    }

  set_up (window, &variants[0], own_width, own_height);
  packshot_test_audit_assert_none (packshot_test_audit_names (), state);
  packshot_test_audit_assert_none (packshot_test_audit_tooltips (widget), state);
  packshot_test_audit_assert_none (packshot_test_audit_mnemonics (widget), state);
  if (packshot_test_language_is_pseudo ())
    packshot_test_audit_assert_none (packshot_test_pseudo_audit (widget), state);
}

/**
 * packshot_test_look_wide:
 * @window: the window of the application
 * @state: what there is to see in it
 *
 * Takes pictures as packshot_test_look() does, but with room for two columns, and so none that is
 * narrow. Fails where words are cut.
 */
void
packshot_test_look_wide (GtkWindow *window, const char *state)
{
  int own_width, own_height;

  gtk_window_get_default_size (window, &own_width, &own_height);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (variants[i].width > NARROW_WIDTH)
      look (window, GTK_WIDGET (window), state, &variants[i], WIDE_WIDTH, WIDE_HEIGHT);

  set_up (window, &variants[0], own_width, own_height);
}

/**
 * packshot_test_look:
 * @window: a window on the screen
 * @state: what there is to see in it
 *
 * Takes pictures of all of it, as packshot_test_look_at() does.
 */
void
packshot_test_look (GtkWindow *window, const char *state)
{
  packshot_test_look_at (window, GTK_WIDGET (window), state);
}

/**
 * packshot_test_look_main:
 * @argc: the number of arguments
 * @argv: the arguments of the program
 * @path: what the test is called
 * @test: what takes pictures
 *
 * All that main() has to do, in the language that $PACKSHOT_TEST_LANGUAGE names. The folders are
 * isolated by with-display.sh, which leaves the icons and schemas of GTK.
 *
 * Returns: what main() has to return
 */
int
packshot_test_look_main (int argc, char **argv, const char *path, GTestFunc test)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func (path, test);
  if (!packshot_test_language_start ())
    return STATUS_SKIPPED;

  packshot_test_notifications_start ();
  status = g_test_run ();
  packshot_test_notifications_stop ();

  return status;
}
