/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the window says a video costs before it is ordered. */

#include "packshot-figures.h"
#include "packshot-order-words.h"
#include "packshot-test-manifest.h"

static const char offline[] =
    "{\"format\":1,\"id\":\"test\",\"name\":\"T\",\"summary\":\"T.\",\"engine\":\"none\","
    "\"offline\":true,\"options\":[]}";

static const char unpriced[] =
    "{\"format\":1,\"id\":\"test\",\"name\":\"T\",\"summary\":\"T.\",\"engine\":\"none\","
    "\"options\":[],\"remote\":{\"credentials\":[],\"models\":[],\"prices\":[],"
    "\"typical_wait\":1,\"can_resume\":false,\"can_cancel\":false,\"can_list\":false}}";

static char *
dup_total (PackshotManifest *one, PackshotManifest *other)
{
  g_autoptr (GPtrArray) manifests = g_ptr_array_new ();

  g_ptr_array_add (manifests, one);
  g_ptr_array_add (manifests, other);
  return packshot_order_words_dup_total (manifests);
}

/* What is not known is never called free. */
static void
test_price (void)
{
  g_autofree char *text = packshot_test_manifest_dup_remote_with (NULL, "id", "\"priced\"");
  g_autoptr (PackshotManifest) free_one = packshot_test_manifest_read (offline, NULL);
  g_autoptr (PackshotManifest) unknown = packshot_test_manifest_read (unpriced, NULL);
  g_autoptr (PackshotManifest) priced = packshot_test_manifest_read (text, NULL);
  g_autofree char *free_words = packshot_figures_dup_price (free_one);
  g_autofree char *unknown_words = packshot_figures_dup_price (unknown);
  g_autofree char *priced_words = packshot_figures_dup_price (priced);

  g_assert_cmpstr (free_words, ==, "Free");
  g_assert_cmpstr (unknown_words, ==, "Price not known");
  g_assert_cmpstr (priced_words, ==, "from 3.25 credits");
}

static void
test_total (void)
{
  g_autofree char *text = packshot_test_manifest_dup_remote_with (NULL, "id", "\"priced\"");
  g_autoptr (PackshotManifest) free_one = packshot_test_manifest_read (offline, NULL);
  g_autoptr (PackshotManifest) unknown = packshot_test_manifest_read (unpriced, NULL);
  g_autoptr (PackshotManifest) priced = packshot_test_manifest_read (text, NULL);
  g_autofree char *with_free = dup_total (priced, free_one);
  g_autofree char *with_unknown = dup_total (priced, unknown);
  g_autofree char *nothing = dup_total (free_one, unknown);

  g_assert_cmpstr (with_free, ==, "from 3.25 credits");
  g_assert_cmpstr (with_unknown, ==, "from 3.25 credits at Test + a price not known at T");
  g_assert_null (nothing);
}

/* What is told within a sentence and what stands alone are the same in English. */
static void
test_span (void)
{
  static const struct
  {
    double seconds;
    const char *words;
  } cases[] = {
    { -3, "0 seconds" },       { 1, "1 second" },         { 89, "89 seconds" },
    { 90, "2 minutes" },       { 89 * 60, "89 minutes" }, { 90 * 60, "2 hours" },
    { 35 * 3600, "35 hours" }, { 36 * 3600, "2 days" },   { 1e6, "12 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *within = packshot_figures_dup_span (cases[i].seconds);
      g_autofree char *alone = packshot_figures_dup_bare_span (cases[i].seconds);

      g_assert_cmpstr (within, ==, cases[i].words);
      g_assert_cmpstr (alone, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/figures/price", test_price);
  g_test_add_func ("/figures/total", test_total);
  g_test_add_func ("/figures/span", test_span);

  return g_test_run ();
}
