/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The words for people in a language where each stands in brackets: one without them could not be
 * translated. */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "packshot-locale.h"
#include "packshot-manifest.h"
#include "packshot-money.h"

#define STATUS_SKIP 77

#define FOLDER PACKSHOT_RESOURCE_PREFIX "/services/"

/* Returns: whether a language can be made on this machine. */
static gboolean
enter_pseudo_language (void)
{
  const char *folder = g_get_user_data_dir ();
  const char *const command[] = { MAKE_LANGUAGE, SOURCE_ROOT, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error)
      && g_error_matches (error, G_SPAWN_EXIT_ERROR, STATUS_SKIP))
    return FALSE;
  g_assert_no_error (error);

  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", "xx_XX.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "xx", TRUE);
  packshot_locale_init ();
  bindtextdomain (GETTEXT_PACKAGE, folder);

  return TRUE;
}

static gboolean
is_translated (const char *text)
{
  return g_str_has_prefix (text, "⟦") && g_str_has_suffix (text, "⟧");
}

static void
assert_translated (const char *text)
{
  if (!is_translated (text))
    g_error ("not translated: %s", text);
}

static void
check_option (PackshotOption *option)
{
  assert_translated (packshot_option_get_label (option));
  assert_translated (packshot_option_get_help (option));
  if (packshot_option_get_unit (option) != NULL)
    assert_translated (packshot_option_get_unit (option));

  for (guint i = 0; i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);

      assert_translated (choice->label);
      if (choice->help != NULL)
        assert_translated (choice->help);
      g_assert_false (is_translated (choice->value));
    }
}

/* What the money book goes by is the same in any language; what people read is not. */
static void
check_unit (PackshotManifest *manifest)
{
  static const gint64 amounts[] = { PACKSHOT_MONEY_ONE, 2 * PACKSHOT_MONEY_ONE, 500000 };
  const char *unit = packshot_manifest_get_unit (manifest);

  if (unit == NULL)
    return;

  g_assert_false (is_translated (unit));
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *words = packshot_money_dup_words (amounts[i], manifest, unit);

      assert_translated (words);
      if (strstr (words + strlen ("⟦"), "⟦") == NULL)
        g_error ("the unit is not translated: %s", words);
    }
}

static void
check_remote (PackshotManifest *manifest)
{
  const PackshotPrice *price = packshot_manifest_find_price (manifest, PACKSHOT_STEP_CREATE);

  check_unit (manifest);
  if (price != NULL)
    assert_translated (price->label);

  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *credential = packshot_manifest_get_credential (manifest, i);

      assert_translated (credential->label);
      if (credential->help != NULL)
        assert_translated (credential->help);
    }

  for (guint i = 0; i < packshot_manifest_get_n_models (manifest); i++)
    {
      const PackshotModel *model = packshot_manifest_get_model (manifest, i);

      assert_translated (model->label);
      if (model->note != NULL)
        assert_translated (model->note);
      g_assert_false (is_translated (model->id));
    }
}

static PackshotManifest *
load_manifest (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  PackshotManifest *manifest = NULL;

  g_assert_no_error (error);
  manifest = packshot_manifest_new_from_bytes (bytes, name, &error);
  g_assert_no_error (error);

  return manifest;
}

static void
test_manifests (void)
{
  g_auto (GStrv) names = NULL;

  if (!enter_pseudo_language ())
    {
      g_test_skip ("no locale can be made here");
      return;
    }

  names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert_cmpuint (g_strv_length (names), >=, 1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (PackshotManifest) manifest = load_manifest (names[i]);

      assert_translated (packshot_manifest_get_name (manifest));
      assert_translated (packshot_manifest_get_summary (manifest));
      for (guint j = 0; j < packshot_manifest_get_n_options (manifest); j++)
        check_option (packshot_manifest_get_option (manifest, j));
      check_remote (manifest);
    }
}

static void
test_messages (void)
{
  g_autoptr (PackshotManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;

  if (!enter_pseudo_language ())
    {
      g_test_skip ("no locale can be made here");
      return;
    }

  manifest = load_manifest ("studio.json");
  g_assert_null (packshot_option_parse (packshot_manifest_get_main_picture (manifest), "", &error));
  assert_translated (error->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/pseudo-language/manifests", test_manifests);
  g_test_add_func ("/pseudo-language/messages", test_messages);

  return g_test_run ();
}
