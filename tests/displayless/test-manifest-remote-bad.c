/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What can be wrong in a manifest of a service on the web: each is told by its place. */

#include "config.h"

#include <string.h>

#include "packshot-core-error.h"
#include "packshot-test-manifest.h"

#define KEY(more)   "[{\"name\":\"kk\",\"label\":\"K\",\"environment\":\"KK\"," more "}]"
#define MODEL(more) "[{\"id\":\"m\",\"label\":\"M\"," more "}]"
#define WEBSITE                                                                                    \
  "remote.website: expected an address such as https://example.com/account, without a user name, " \
  "“?” and “#”"
#define PRICE(more) "[{\"label\":\"P\"," more "}]"

static void
test_broken (void)
{
  static const struct
  {
    const char *parent;
    const char *key;
    const char *value;
    const char *message;
  } cases[] = {
    { NULL, "remote", NULL, "remote: missing: the service is not offline" },
    { NULL, "remote", "[]", "remote: expected an object" },
    { NULL, "offline", "true", "remote: an offline service has none" },
    { "remote", "colour", "1", "remote.colour: unknown key" },
    { "remote", "base_url", "\"ftp://example.com\"",
      "remote.base_url: The address of a service must begin with “https://”" },
    { "remote", "base_url", "\"http://example.com\"",
      "remote.base_url: The address must begin with “https://”: over “http://” anybody on the way "
      "could read the key" },
    { "remote", "base_url_environment", "\"test-url\"",
      "remote.base_url_environment: expected a name of capital letters, digits and underscores" },
    { "remote", "allow_http", "true",
      "remote.allow_http: a key can’t go over plain http, where anybody could read it" },
    { "remote", "website", "7", "remote.website: expected a string" },
    { "remote", "website", "\"http://example.com\"", WEBSITE },
    { "remote", "website", "\"https://example.com/?a=b\"", WEBSITE },
    { "remote", "website", "\"https://jane@example.com\"", WEBSITE },
    { "remote", "website", "\"example\"", WEBSITE },
    { "remote", "credentials", NULL, "remote.credentials: missing" },
    { "remote", "credentials", "[1]", "remote.credentials[0]: expected an object" },
    { "remote", "credentials", KEY ("\"key\":\"secret\""),
      "remote.credentials[0].key: unknown key" },
    { "remote", "credentials", KEY ("\"header\":\"Host\""),
      "remote.credentials[0].header: expected the name of a header that may hold a secret" },
    { "remote", "credentials", KEY ("\"header\":\"X-Key: y\""),
      "remote.credentials[0].header: expected the name of a header that may hold a secret" },
    { "remote", "credentials", KEY ("\"header\":\"X-Key\",\"prefix\":\"a\\r\\nb\""),
      "remote.credentials[0].prefix: expected ASCII characters" },
    { "remote", "models", MODEL ("\"status\":\"good\""),
      "remote.models[0].status: expected current or withdrawn" },
    { "remote", "models", MODEL ("\"status\":\"withdrawn\""),
      "remote.models[0].since: missing: since when is it withdrawn?" },
    { "remote", "models", MODEL ("\"status\":\"current\",\"since\":\"2026-01-01\""),
      "remote.models[0].since: only a withdrawn model has it" },
    { "remote", "models", MODEL ("\"status\":\"withdrawn\",\"since\":\"2026-02-30\""),
      "remote.models[0].since: expected a day such as 2026-09-24" },
    { "remote", "models", MODEL ("\"status\":\"withdrawn\",\"since\":\"yesterday!\""),
      "remote.models[0].since: expected a day such as 2026-09-24" },
    { "remote", "models",
      "[{\"id\":\"m\",\"label\":\"M\",\"status\":\"current\"},"
      "{\"id\":\"m\",\"label\":\"N\",\"status\":\"current\"}]",
      "remote.models: “m” is there twice" },
    { "remote", "unit", NULL, "remote.unit: missing: what do the prices count?" },
    { "remote", "prices", PRICE ("\"step\":\"poll\""),
      "remote.prices[0].step: expected create, approve, regenerate-picture or regenerate-video" },
    { "remote", "prices", PRICE ("\"step\":\"create\",\"amount\":-1"),
      "remote.prices[0].amount: expected 0 to 1000000000" },
    { "remote", "prices", PRICE ("\"step\":\"create\",\"at_least\":true"),
      "remote.prices[0].at_least: an unknown amount can’t be the least" },
    { "remote", "prices",
      "[{\"step\":\"create\",\"label\":\"P\"},{\"step\":\"create\",\"label\":\"P\"}]",
      "remote.prices: a step is there twice" },
    { "remote", "prices", "[1,2,3,4,5]", "remote.prices: more than 4" },
    { "remote", "default_model", "\"New\"", "remote.default_model: expected the id of a model" },
    { "remote", "poll_batch", "0", "remote.poll_batch: expected 1 to 1000" },
    { "remote", "credentials",
      "[{\"name\":\"aa\",\"label\":\"A\",\"environment\":\"AA\",\"header\":\"X-A\"},"
      "{\"name\":\"bb\",\"label\":\"B\",\"environment\":\"AA\",\"header\":\"X-B\"}]",
      "remote.credentials: two have the same name, variable or header" },
    { "remote", "poll_interval", "0", "remote.poll_interval: expected 1 to 3600 seconds" },
    { "remote", "poll_interval", NULL, "remote.poll_interval: missing" },
    { "remote", "typical_wait", NULL, "remote.typical_wait: missing" },
    { "remote", "keeps_jobs", "299", "remote.keeps_jobs: expected 300 to 31536000 seconds" },
    { "remote", "keeps_jobs", NULL, "remote.keeps_jobs: missing" },
    { "remote", "link_lifetime", "-1", "remote.link_lifetime: expected 0 to 31536000 seconds" },
    { "remote", "id_aliases", "[\"--ids\"]", "remote.id_aliases: expected names" },
    { "remote", "id_aliases", "[\"task-id\",\"json\"]",
      "remote.id_aliases: “json” is a flag of the program itself" },
    { "remote", "id_aliases", "[\"task-id\",\"job-id\",\"task-id\"]",
      "remote.id_aliases: “task-id” is there twice" },
    { "remote", "can_cancel", "0", "remote.can_cancel: expected true or false" },
    { "remote", "can_list", NULL, "remote.can_list: missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          packshot_test_manifest_dup_remote_with (cases[i].parent, cases[i].key, cases[i].value);
      g_autofree char *message = g_strconcat ("test.json: ", cases[i].message, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_test_manifest_read (text, &error));
      g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
      g_assert_cmpstr (error->message, ==, message);
    }
}

#define LIMITS(more) "\"transport\":\"upload\",\"limits\":{\"formats\":[\"image/jpeg\"]" more "}"
#define FILES        "\"accepts\":[\"file\"]"

/* What a picture option may say beside what the "manifest" test tries. */
static void
test_broken_pictures (void)
{
  static const struct
  {
    const char *members;
    const char *message;
  } cases[] = {
    { "\"accepts\":[\"address\"]," LIMITS (""), "accepts: expected file among them" },
    { "\"accepts\":[\"file\",\"fax\"]," LIMITS (""),
      "accepts: expected file, address or reference" },
    { "\"accepts\":[\"file\",\"address\"]", "transport: missing: how does it get there?" },
    { "\"accepts\":[\"file\",\"reference\"]," LIMITS (""),
      "reference_pattern: missing: what do references look like?" },
    { FILES ",\"reference_pattern\":\"x\"," LIMITS (""),
      "reference_pattern: no reference is accepted" },
    { FILES, "transport: missing: how does it get there?" },
    { FILES ",\"transport\":\"pigeon\"", "transport: expected upload, inline or address" },
    { FILES ",\"transport\":\"upload\"", "limits: missing: which pictures does it take?" },
    { FILES ",\"transport\":\"upload\",\"limits\":[]", "limits: expected an object" },
    { FILES ",\"limits\":{}", "transport: missing: how does it get there?" },
    { FILES "," LIMITS (",\"max_bites\":1"), "limits.max_bites: unknown key" },
    { FILES "," LIMITS (",\"max_bytes\":-1"),
      "limits.max_bytes: expected a whole number from 0 to 2147483647" },
    { FILES "," LIMITS (",\"max_bytes\":2147483648"),
      "limits.max_bytes: expected a whole number from 0 to 2147483647" },
    { FILES "," LIMITS (",\"max_bytes\":1.5"),
      "limits.max_bytes: expected a whole number from 0 to 2147483647" },
    { FILES "," LIMITS (",\"min_width\":9,\"max_width\":8"),
      "limits.max_width: expected no less than min_width" },
    { FILES "," LIMITS (",\"min_height\":9,\"max_height\":8"),
      "limits.max_height: expected no less than min_height" },
    { FILES "," LIMITS (",\"max_address_length\":9"),
      "limits.max_address_length: the transport is not address" },
    { FILES ",\"transport\":\"upload\",\"limits\":{}", "limits.formats: missing" },
    { FILES ",\"transport\":\"upload\",\"limits\":{\"formats\":[\"text/html\"]}",
      "limits.formats: expected types of pictures such as image/jpeg" },
    { FILES ",\"transport\":\"upload\",\"limits\":{\"formats\":[\"image/png\"]}",
      "limits.formats: expected image/jpeg among them" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *options =
          g_strdup_printf ("[{\"name\":\"photo\",\"type\":\"picture\",\"label\":\"P\","
                           "\"help\":\"H.\",\"main\":true,%s}]",
                           cases[i].members);
      g_autofree char *text = packshot_test_manifest_dup_remote_with (NULL, "options", options);
      g_autofree char *message = g_strconcat ("test.json: options[0].", cases[i].message, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_test_manifest_read (text, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* What is wrong with it is said by GLib, in words that repeat it. */
static void
test_broken_pattern (void)
{
  g_autofree char *text = packshot_test_manifest_dup_remote_with (
      NULL, "options",
      "[{\"name\":\"photo\",\"type\":\"picture\",\"label\":\"P\",\"help\":\"H.\","
      "\"main\":true,\"accepts\":[\"file\",\"reference\"],"
      "\"reference_pattern\":\"a\\n(\"," LIMITS ("") "}]");
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_test_manifest_read (text, &error));
  g_assert_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MANIFEST);
  g_assert_true (g_str_has_prefix (error->message, "test.json: options[0].reference_pattern: "));
  g_assert_nonnull (strstr (error->message, "a\\u000a("));
  g_assert_null (strchr (error->message, '\n'));
}

#define OFFLINE(accepts, more)                                                                     \
  "{\"format\":1,\"id\":\"test\",\"name\":\"T\",\"summary\":\"T.\",\"engine\":\"none\","           \
  "\"offline\":true,\"options\":[{\"name\":\"photo\",\"type\":\"picture\",\"label\":\"P\","        \
  "\"help\":\"H.\",\"main\":true,\"accepts\":[" accepts "]" more "}]}"

static void
test_offline_picture (void)
{
  static const char *const cases[][2] = {
    { OFFLINE ("\"file\"", "," LIMITS ("")), "transport: an offline service has none" },
    { OFFLINE ("\"file\"", ",\"limits\":{}"), "limits: only a picture with a transport has them" },
    { OFFLINE ("\"file\",\"address\"", ""), "accepts: without a transport only file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = g_strconcat ("test.json: options[0].", cases[i][1], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_test_manifest_read (cases[i][0], &error));
      g_assert_cmpstr (error->message, ==, message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/manifest-remote-bad/broken", test_broken);
  g_test_add_func ("/manifest-remote-bad/broken-pictures", test_broken_pictures);
  g_test_add_func ("/manifest-remote-bad/broken-pattern", test_broken_pattern);
  g_test_add_func ("/manifest-remote-bad/offline-picture", test_offline_picture);

  return g_test_run ();
}
