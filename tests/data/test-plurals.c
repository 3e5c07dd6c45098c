/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What prices count in languages that have more words for it than one and many, and what is put
 * together in languages that have no comma and no space. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "packshot-locale.h"
#include "packshot-money.h"
#include "packshot-plural.h"
#include "packshot-text-join.h"

#define STATUS_SKIP 77

#define MANIFEST PACKSHOT_RESOURCE_PREFIX "/services/shortvideo.json"

/* Returns: whether languages can be made on this machine. */
static gboolean
make_languages (const char *folder)
{
  const char *const command[] = { PLURALS, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error)
      && g_error_matches (error, G_SPAWN_EXIT_ERROR, STATUS_SKIP))
    return FALSE;
  g_assert_no_error (error);

  return TRUE;
}

/* Returns: whether languages can be made here, and otherwise the test is skipped. */
static gboolean
prepare (void)
{
  const char *folder = g_get_user_data_dir ();

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  if (!make_languages (folder))
    {
      g_test_skip ("no locale can be made here");
      return FALSE;
    }

  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", "xx_XX.UTF-8", TRUE);
  packshot_locale_init ();

  return TRUE;
}

/* A change of the folder makes gettext forget what it said in the language before. */
static void
speak (const char *name)
{
  g_setenv ("LANGUAGE", name, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, "/");
  bindtextdomain (GETTEXT_PACKAGE, g_get_user_data_dir ());
}

static PackshotManifest *
load_manifest (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (MANIFEST, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  PackshotManifest *manifest = NULL;

  g_assert_no_error (error);
  manifest = packshot_manifest_new_from_bytes (bytes, "test.json", &error);
  g_assert_no_error (error);

  return manifest;
}

static void
test_forms (void)
{
  static const struct
  {
    const char *language;
    gint64 amount;
    const char *words;
  } table[] = {
    { "ru", 1000000, "1 кредит" },    { "ru", 3000000, "3 кредита" },
    { "ru", 5000000, "5 кредитов" },  { "ru", 11000000, "11 кредитов" },
    { "ru", 21000000, "21 кредит" },  { "ru", 500000, "0.5 кредита" },
    { "ru", 0, "0 кредитов" },        { "ar", 0, "0 لا أرصدة" },
    { "ar", 1000000, "1 رصيد واحد" }, { "ar", 2000000, "2 رصيدان" },
    { "ar", 7000000, "7 أرصدة" },     { "ar", 50000000, "50 رصيدًا" },
    { "ar", 100000000, "100 رصيد" },  { "ar", 2500000, "2.5 رصيد" },
  };
  g_autoptr (PackshotManifest) manifest = NULL;
  g_autofree char *of_old = NULL;

  if (!prepare ())
    return;

  manifest = load_manifest ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = NULL;

      speak (table[i].language);
      words = packshot_money_dup_words (table[i].amount, manifest,
                                        packshot_manifest_get_unit (manifest));
      g_assert_cmpstr (words, ==, table[i].words);
    }

  /* Of a service that is not there any more only the word for many is known. */
  of_old =
      packshot_money_dup_words (PACKSHOT_MONEY_ONE, NULL, packshot_manifest_get_unit (manifest));
  g_assert_cmpstr (of_old, ==, "1 رصيد");
}

/* A word has a context of its own in each of its forms, or is English. */
static void
test_contexts (void)
{
  if (!prepare ())
    return;

  speak ("ru");
  g_assert_cmpstr (NP_ ("alone", "credit", "credits", 1), ==, "кредит!");
  g_assert_cmpstr (NP_ ("alone", "credit", "credits", 5), ==, "кредитов!");
  g_assert_cmpstr (ngettext ("credit", "credits", 5), ==, "кредитов");
  g_assert_cmpstr (NP_ ("nowhere", "credit", "credits", 1), ==, "credit");
  g_assert_cmpstr (NP_ ("nowhere", "credit", "credits", 5), ==, "credits");
}

static void
test_joints (void)
{
  g_autoptr (GString) list = g_string_new ("一");
  g_autoptr (GString) text = g_string_new ("一");

  if (!prepare ())
    return;

  speak ("ru");
  packshot_text_join_item (list, "二");
  packshot_text_join_alternative (list, "三", FALSE);
  g_assert_cmpstr (list->str, ==, "一、二、三");

  packshot_text_join_full_stop (text);
  packshot_text_join_sentence (text, "二。");
  packshot_text_join_full_stop (text);
  g_assert_cmpstr (text->str, ==, "一。二。");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plurals/forms", test_forms);
  g_test_add_func ("/plurals/contexts", test_contexts);
  g_test_add_func ("/plurals/joints", test_joints);

  return g_test_run ();
}
