/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Amounts of money as they are written, said and read. What other languages make of them is a test
 * of data. */

#include <locale.h>
#include <string.h>

#include <gio/gio.h>

#include "packshot-money.h"
#include "packshot-test-manifest.h"

#define MANIFEST(unit)                                                                             \
  "{\"format\":1,\"id\":\"test\",\"name\":\"Test\",\"summary\":\"A test.\",\"engine\":\"none\","   \
  "\"options\":[],\"remote\":{\"base_url\":\"https://api.example.com\",\"credentials\":[],"        \
  "\"models\":[],\"unit\":" unit ",\"prices\":[],\"typical_wait\":60,\"can_resume\":false,"        \
  "\"can_cancel\":false,\"can_list\":false}}"

#define CREDITS  MANIFEST ("{\"one\":\"credit\",\"other\":\"credits\"}")
#define CURRENCY MANIFEST ("\"CNY\"")

static void
test_words (void)
{
  static const struct
  {
    const char *manifest;
    gint64 amount;
    const char *unit;
    const char *words;
  } table[] = {
    { CREDITS, 0, "credits", "0 credits" },
    { CREDITS, PACKSHOT_MONEY_ONE, "credits", "1 credit" },
    { CREDITS, 2 * PACKSHOT_MONEY_ONE, "credits", "2 credits" },
    { CREDITS, 500000, "credits", "0.5 credits" },
    { CREDITS, 1000001, "credits", "1.000001 credits" },
    { CREDITS, PACKSHOT_MONEY_UNKNOWN, "credits", NULL },
    { CURRENCY, PACKSHOT_MONEY_ONE, "CNY", "1 CNY" },
    { CURRENCY, 500000, "CNY", "0.50 CNY" },
    { CURRENCY, 350000, "CNY", "0.35 CNY" },
    { CURRENCY, 1, "CNY", "0.000001 CNY" },
    /* What it was paid in when the service still counted otherwise. */
    { CREDITS, PACKSHOT_MONEY_ONE, "CNY", "1 CNY" },
    { NULL, PACKSHOT_MONEY_ONE, "CNY", "1 CNY" },
    { NULL, 3 * PACKSHOT_MONEY_ONE, "credits", "3 credits" },
    { NULL, 10 * PACKSHOT_MONEY_ONE, NULL, "10" },
    { NULL, 10 * PACKSHOT_MONEY_ONE, "", "10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PackshotManifest) manifest =
          table[i].manifest != NULL ? packshot_test_manifest_read (table[i].manifest, &error)
                                    : NULL;
      g_autofree char *words = NULL;

      g_assert_no_error (error);
      words = packshot_money_dup_words (table[i].amount, manifest, table[i].unit);
      g_assert_cmpstr (words, ==, table[i].words);
    }
}

static void
test_unit (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } bad[] = {
    { MANIFEST ("{\"one\":\"credit\"}"), "remote.unit.other: missing" },
    { MANIFEST ("{\"other\":\"credits\"}"), "remote.unit.one: missing" },
    { MANIFEST ("{\"one\":\"a\",\"other\":\"b\",\"few\":\"c\"}"), "remote.unit.few: unknown key" },
    { MANIFEST ("{\"one\":\"a\\nb\",\"other\":\"b\"}"), "remote.unit.one: " },
    { MANIFEST ("7"), "remote.unit: " },
  };
  g_autoptr (PackshotManifest) credits = packshot_test_manifest_read (CREDITS, NULL);
  g_autoptr (PackshotManifest) currency = packshot_test_manifest_read (CURRENCY, NULL);

  g_assert_cmpstr (packshot_manifest_get_unit (credits), ==, "credits");
  g_assert_cmpstr (packshot_manifest_get_unit_one (credits), ==, "credit");
  g_assert_cmpstr (packshot_manifest_get_unit (currency), ==, "CNY");
  g_assert_null (packshot_manifest_get_unit_one (currency));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PackshotManifest) manifest = packshot_test_manifest_read (bad[i].text, &error);

      g_assert_null (manifest);
      if (strstr (error->message, bad[i].words) == NULL)
        g_error ("expected “%s” in: %s", bad[i].words, error->message);
    }
}

static void
test_number (void)
{
  static const struct
  {
    gint64 amount;
    const char *number;
  } table[] = {
    { 0, "0" },
    { PACKSHOT_MONEY_ONE, "1" },
    { 350000, "0.35" },
    { 1, "0.000001" },
    { 12345678900000, "12345678.9" },
    { PACKSHOT_MONEY_MAX, "1000000000" },
    { G_MAXINT64, "9223372036854.775807" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *number = packshot_money_dup_number (table[i].amount);

      g_assert_cmpstr (number, ==, table[i].number);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 amount;
  } good[] = {
    { "0", 0 },
    { "10", 10 * PACKSHOT_MONEY_ONE },
    { "0.35", 350000 },
    { "2.000001", 2000001 },
    { "1000000000", PACKSHOT_MONEY_MAX },
  };
  static const char *const bad[] = { "",     " 1",        "1 ",           "-1",          "+1",
                                     ".5",   "1.",        "1.2.3",        "1,5",         "1e3",
                                     "0x10", "1.0000001", "1000000000.1", "99999999999", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 amount = PACKSHOT_MONEY_UNKNOWN;

      g_assert_true (packshot_money_parse (good[i].text, &amount));
      g_assert_cmpint (amount, ==, good[i].amount);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 amount = PACKSHOT_MONEY_UNKNOWN;

      if (packshot_money_parse (bad[i], &amount))
        g_error ("“%s” was taken for an amount", bad[i]);
      g_assert_cmpint (amount, ==, PACKSHOT_MONEY_UNKNOWN);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  setlocale (LC_ALL, "");

  g_test_add_func ("/money/words", test_words);
  g_test_add_func ("/money/unit", test_unit);
  g_test_add_func ("/money/number", test_number);
  g_test_add_func ("/money/parse", test_parse);

  return g_test_run ();
}
