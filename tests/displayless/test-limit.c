/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a day is, when its limit is reached, and how the limit is kept. */

#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "packshot-core-error.h"
#include "packshot-limit.h"
#include "packshot-money.h"
#include "packshot-settings-limits.h"

#define ONE PACKSHOT_MONEY_ONE

static PackshotManifest *
load_manifest (const char *name)
{
  g_autofree char *path = g_strconcat (PACKSHOT_RESOURCE_PREFIX "/services/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  PackshotManifest *manifest = NULL;

  g_assert_no_error (error);
  manifest = packshot_manifest_new_from_bytes (bytes, name, &error);
  g_assert_no_error (error);

  return manifest;
}

static gint64
parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_day (void)
{
  static const struct
  {
    const char *zone;
    const char *now;
    const char *start;
  } table[] = {
    { "UTC", "2026-11-21T14:40:05Z", "2026-11-21T00:00:00Z" },
    { "UTC", "2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z" },
    { "UTC", "2026-11-20T23:59:59Z", "2026-11-20T00:00:00Z" },
    /* East and west of Greenwich another day has begun, or this one has not. */
    { "+09:00", "2026-11-21T14:59:59Z", "2026-11-20T15:00:00Z" },
    { "+09:00", "2026-11-21T15:00:00Z", "2026-11-21T15:00:00Z" },
    { "-08:00", "2026-11-21T07:59:59Z", "2026-11-20T08:00:00Z" },
    { "+05:45", "2026-11-21T18:14:59Z", "2026-11-20T18:15:00Z" },
    /* Days of 23 and of 25 hours. */
    { "Europe/Berlin", "2026-03-29T21:00:00Z", "2026-03-28T23:00:00Z" },
    { "Europe/Berlin", "2026-03-29T22:30:00Z", "2026-03-29T22:00:00Z" },
    { "Europe/Berlin", "2026-10-25T22:30:00Z", "2026-10-24T22:00:00Z" },
    { "Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-25T23:00:00Z" },
    /* Where the clock is put forward at midnight, the day begins at one. */
    { "Africa/Cairo", "2026-04-24T10:00:00Z", "2026-04-23T22:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (table[i].zone);

      if (zone == NULL)
        {
          g_test_message ("no zone %s here", table[i].zone);
          continue;
        }
      g_assert_cmpint (packshot_limit_day_start (parse (table[i].now), zone), ==,
                       parse (table[i].start));
    }
}

static void
test_over (void)
{
  static const struct
  {
    gint64 limit, spent, prices[3];
    guint n_prices;
    gboolean is_over;
  } table[] = {
    { 300 * ONE, 200 * ONE, { 100 * ONE }, 1, FALSE },
    { 300 * ONE, 200 * ONE + 1, { 100 * ONE }, 1, TRUE },
    { 300 * ONE, 0, { 100 * ONE, 100 * ONE, 100 * ONE }, 3, FALSE },
    { 299 * ONE, 0, { 100 * ONE, 100 * ONE, 100 * ONE }, 3, TRUE },
    { 0, 0, { 0 }, 1, FALSE },
    { 0, 0, { 1 }, 1, TRUE },
    { 300 * ONE, 299 * ONE, { PACKSHOT_MONEY_UNKNOWN }, 1, FALSE },
    { 300 * ONE, 300 * ONE, { PACKSHOT_MONEY_UNKNOWN }, 1, TRUE },
    { 300 * ONE, 200 * ONE, { 100 * ONE, PACKSHOT_MONEY_UNKNOWN }, 2, TRUE },
    { 0, 0, { PACKSHOT_MONEY_UNKNOWN }, 1, TRUE },
  };
  g_autoptr (PackshotManifest) manifest = load_manifest ("shortvideo.json");

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (PackshotLimit) limit =
          packshot_limit_new (manifest, table[i].limit, table[i].spent);

      for (guint j = 0; j < table[i].n_prices; j++)
        packshot_limit_add (limit, table[i].prices[j]);
      g_assert_cmpint (packshot_limit_is_over (limit), ==, table[i].is_over);
    }
}

static void
test_words (void)
{
  g_autoptr (PackshotManifest) manifest = load_manifest ("shortvideo.json");
  g_autoptr (PackshotLimit) limit = packshot_limit_new (manifest, 300 * ONE, 250 * ONE);
  g_autofree char *known = NULL;
  g_autofree char *partly = NULL;
  g_autofree char *unknown = NULL;

  packshot_limit_add (limit, ONE);
  known = packshot_limit_dup_words (limit);
  g_assert_cmpstr (known, ==,
                   "The daily limit you set for ShortVideo is 300 credits. Spent today: 250 "
                   "credits. This adds 1 credit.");

  packshot_limit_add (limit, PACKSHOT_MONEY_UNKNOWN);
  partly = packshot_limit_dup_words (limit);
  g_assert_cmpstr (partly, ==,
                   "The daily limit you set for ShortVideo is 300 credits. Spent today: 250 "
                   "credits. This adds at least 1 credit.");

  packshot_limit_free (g_steal_pointer (&limit));
  limit = packshot_limit_new (manifest, 300 * ONE, 300 * ONE);
  packshot_limit_add (limit, PACKSHOT_MONEY_UNKNOWN);
  unknown = packshot_limit_dup_words (limit);
  g_assert_cmpstr (unknown, ==,
                   "The daily limit you set for ShortVideo is 300 credits. Spent today: 300 "
                   "credits. What this adds is not known before.");
}

static gint64
get_limit (PackshotSettings *settings, PackshotManifest *manifest)
{
  g_autoptr (GError) error = NULL;
  gint64 limit = 0;

  packshot_settings_get_daily_limit (settings, manifest, &limit, &error);
  g_assert_no_error (error);
  return limit;
}

static void
test_settings (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);
  g_autoptr (PackshotManifest) manifest = load_manifest ("shortvideo.json");
  g_autoptr (PackshotManifest) other = load_manifest ("aog.json");
  g_autoptr (PackshotManifest) offline = load_manifest ("studio.json");
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();
  g_autoptr (PackshotSettings) other_program = packshot_settings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gint64 limit;

  g_assert_cmpint (get_limit (settings, manifest), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_true (packshot_settings_set_daily_limit (settings, manifest, 300 * ONE, NULL));
  g_assert_true (packshot_settings_set_daily_limit (settings, other, 2500000, NULL));
  g_assert_cmpint (get_limit (other_program, manifest), ==, 300 * ONE);
  g_assert_cmpint (get_limit (other_program, other), ==, 2500000);
  g_assert_cmpint (get_limit (settings, offline), ==, PACKSHOT_MONEY_UNKNOWN);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "[shortvideo]\ndaily-limit=300\n"));
  g_assert_nonnull (strstr (contents, "[aog]\ndaily-limit=2.5\n"));

  /* Nothing may be spent, which is not the same as no limit. */
  g_assert_true (packshot_settings_set_daily_limit (settings, manifest, 0, NULL));
  g_assert_cmpint (get_limit (settings, manifest), ==, 0);
  g_assert_true (
      packshot_settings_set_daily_limit (settings, manifest, PACKSHOT_MONEY_UNKNOWN, NULL));
  g_assert_cmpint (get_limit (settings, manifest), ==, PACKSHOT_MONEY_UNKNOWN);

  g_assert_true (g_file_set_contents (path, "[shortvideo]\ndaily-limit=lots\n", -1, NULL));
  g_assert_false (packshot_settings_get_daily_limit (settings, manifest, &limit, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==,
                   "The daily limit of ShortVideo in the settings, “lots”, is not an amount.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/limit/day", test_day);
  g_test_add_func ("/limit/over", test_over);
  g_test_add_func ("/limit/words", test_words);
  g_test_add_func ("/limit/settings", test_settings);

  return g_test_run ();
}
