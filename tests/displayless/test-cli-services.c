/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the command line tells of a service far away: one that a user described. */

#include <glib/gstdio.h>

#include "packshot-test-cli.h"

#define HEAD                                                                                       \
  "{\"format\":1,\"id\":\"scripted\",\"name\":\"Shop Films\",\"summary\":\"Makes films.\","        \
  "\"engine\":\"scripted\",\"options\":[{\"name\":\"photo\",\"type\":\"picture\","                 \
  "\"label\":\"Photo\",\"help\":\"The product.\",\"main\":true,\"required\":true,"                 \
  "\"accepts\":[\"file\",\"address\",\"reference\"],\"reference_pattern\":\"^[a-z0-9]+[.]jpg$\","  \
  "\"transport\":\"upload\",\"limits\":{\"formats\":[\"image/jpeg\",\"image/png\"],"               \
  "\"max_bytes\":5000000,\"min_width\":300,\"min_height\":301,\"max_width\":6000,"                 \
  "\"max_height\":6001}}],\"remote\":{\"base_url\":\"https://api.example.com\","                   \
  "\"website\":\"https://shop.example.com\",\"credentials\":[],"
#define TAIL                                                                                       \
  ",\"typical_wait\":300,\"poll_interval\":1,\"keeps_jobs\":86400,\"can_resume\":true,"            \
  "\"can_cancel\":false,\"can_list\":false}}"

static const char rich[] =
    HEAD "\"models\":[{\"id\":\"old\",\"label\":\"Old\",\"status\":\"withdrawn\",\"since\":"
         "\"2026-09-24\",\"note\":\"It was good.\"},{\"id\":\"new-1\",\"label\":\"New\","
         "\"status\":\"current\"}],\"unit\":\"USD\",\"prices\":[{\"step\":\"create\","
         "\"label\":\"Video\",\"amount\":0.35,\"at_least\":true}]" TAIL;

static const char silent[] = HEAD "\"models\":[],\"unit\":\"USD\",\"prices\":[{\"step\":\"create\","
                                  "\"label\":\"Video\"}]" TAIL;

/* It says neither what a video costs nor in what that would be counted. */
static const char unpriced[] = HEAD "\"models\":[],\"prices\":[]" TAIL;

/* Its photos are limited on one side only. */
static const char narrow[] =
    "{\"format\":1,\"id\":\"scripted\",\"name\":\"S\",\"summary\":\"S.\",\"engine\":"
    "\"scripted\",\"options\":[{\"name\":\"photo\",\"type\":\"picture\",\"label\":\"P\",\"help\":"
    "\"The product.\",\"main\":true,\"accepts\":[\"file\"],\"transport\":\"upload\",\"limits\":"
    "{\"formats\":[\"image/jpeg\"],\"min_height\":300,\"max_width\":4000}}],\"remote\":{"
    "\"credentials\":[],\"models\":[],\"prices\":[]" TAIL;

static void
describe (PackshotTestCli *cli, const char *text)
{
  g_autofree char *folder = g_build_filename (cli->folder, "config", "packshot", "services", NULL);
  g_autofree char *path = g_build_filename (folder, "scripted.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* On one line, however it was broken. */
static void
assert_has (const char *text, const char *words)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *flat = g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);

  if (strstr (flat, words) == NULL)
    g_error ("“%s” is not in “%s”", words, flat);
}

static void
test_list (PackshotTestCli *cli, gconstpointer user_data)
{
  describe (cli, rich);
  packshot_test_cli_run (cli, "services");
  g_assert_cmpint (cli->status, ==, 0);
  assert_has (cli->out, "scripted Shop Films online, from 0.35 USD Makes films.");
  g_assert_cmpstr (cli->err, ==, "");

  describe (cli, silent);
  packshot_test_cli_run (cli, "services");
  assert_has (cli->out, "scripted Shop Films online Makes films.");
}

static void
test_one (PackshotTestCli *cli, gconstpointer user_data)
{
  describe (cli, rich);
  packshot_test_cli_run (cli, "services scripted");
  g_assert_cmpint (cli->status, ==, 0);
  assert_has (cli->out, "Shop Films (scripted): online, from 0.35 USD");
  assert_has (cli->out, "Sent as JPEG, PNG; at most 5.0 MB; at least 300 × 301 pixels; at most "
                        "6000 × 6001 pixels. Needed.");
  assert_has (cli->out, "--model CHOICE");
  assert_has (cli->out, " old Old. Withdrawn since 2026-09-24. It was good. new-1 New (default).");
  assert_has (cli->out, "Price Video: from 0.35 USD");
  assert_has (cli->out, "Key None is needed.");
  assert_has (cli->out, "Typical wait 5 min");
  assert_has (cli->out, "Address https://api.example.com");
  assert_has (cli->out, "Website https://shop.example.com");

  describe (cli, silent);
  packshot_test_cli_run (cli, "services scripted");
  assert_has (cli->out, "Price Video: not known");
  g_assert_null (strstr (cli->out, "Model"));

  describe (cli, narrow);
  packshot_test_cli_run (cli, "services scripted");
  assert_has (cli->out, "Sent as JPEG; at least 300 pixels high; at most 4000 pixels wide");
}

static void
test_json (PackshotTestCli *cli, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) other = NULL;
  JsonObject *model;
  JsonObject *price;
  JsonObject *limits;

  describe (cli, rich);
  packshot_test_cli_run (cli, "services scripted --json");
  object = packshot_test_cli_parse_line (cli);
  g_assert_cmpfloat (json_object_get_double_member (object, "price"), ==, 0.35);
  g_assert_cmpstr (json_object_get_string_member (object, "unit"), ==, "USD");
  g_assert_false (json_object_get_boolean_member (object, "needs_key"));
  g_assert_cmpstr (json_object_get_string_member (object, "key"), ==, "unneeded");
  g_assert_cmpstr (json_object_get_string_member (object, "address"), ==,
                   "https://api.example.com");
  g_assert_cmpstr (json_object_get_string_member (object, "default_model"), ==, "new-1");

  model = json_array_get_object_element (json_object_get_array_member (object, "models"), 0);
  g_assert_cmpstr (json_object_get_string_member (model, "status"), ==, "withdrawn");
  g_assert_cmpstr (json_object_get_string_member (model, "since"), ==, "2026-09-24");
  price = json_array_get_object_element (json_object_get_array_member (object, "prices"), 0);
  g_assert_cmpstr (json_object_get_string_member (price, "step"), ==, "create");
  g_assert_true (json_object_get_boolean_member (price, "at_least"));
  limits = json_object_get_object_member (
      json_array_get_object_element (json_object_get_array_member (object, "options"), 1),
      "limits");
  g_assert_cmpint (json_object_get_int_member (limits, "max_bytes"), ==, 5000000);

  describe (cli, silent);
  packshot_test_cli_run (cli, "services scripted --json");
  other = packshot_test_cli_parse_line (cli);
  g_assert_true (json_object_get_null_member (other, "price"));
}

/* Not to know is not to be free, wherever it is asked. */
static void
test_unpriced (PackshotTestCli *cli, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;

  describe (cli, unpriced);
  packshot_test_cli_run (cli, "services");
  assert_has (cli->out, "scripted Shop Films online Makes films.");

  packshot_test_cli_run (cli, "services scripted --json");
  object = packshot_test_cli_parse_line (cli);
  g_assert_true (json_object_get_null_member (object, "price"));

  packshot_test_cli_run (cli, "limit scripted 5");
  g_assert_cmpint (cli->status, ==, 2);
  g_assert_cmpstr (cli->err, ==,
                   "packshot-cli: The service does not tell beforehand what a video costs.\n");
}

static void
test_help (PackshotTestCli *cli, gconstpointer user_data)
{
  describe (cli, rich);
  packshot_test_cli_run (cli, "make --service scripted --help");
  g_assert_cmpint (cli->status, ==, 0);
  assert_has (cli->out, "Makes films. A video costs from 0.35 USD.");
  g_assert_null (strstr (cli->out, "A key is needed"));

  describe (cli, silent);
  packshot_test_cli_run (cli, "make --service scripted --help");
  assert_has (cli->out, "The service does not tell beforehand what a video costs.");
}

/* A description that is broken costs nobody the service. */
static void
test_broken (PackshotTestCli *cli, gconstpointer user_data)
{
  describe (cli, "{\"format\":1,\"id\":\"scripted\",");
  packshot_test_cli_run (cli, "services");
  g_assert_cmpint (cli->status, ==, 0);
  assert_has (cli->err, "scripted.json");
  assert_has (cli->out, "scripted Scripted online, 100 credits");
}

/* "photo.jpg" is there, and the service may have one as well. */
static void
test_choice (PackshotTestCli *cli, gconstpointer user_data)
{
  describe (cli, rich);
  packshot_test_cli_run (cli, "make --service scripted --photo photo.jpg");
  g_assert_cmpint (cli->status, ==, 2);
  assert_has (cli->err, "“photo.jpg” is a file here, so this file is used");

  packshot_test_cli_run (cli, "make --service scripted --photo other.jpg");
  g_assert_cmpint (cli->status, ==, 2);
  assert_has (cli->err, "There is no file “other.jpg” here, so it is taken for the name of");

  packshot_test_cli_run (cli, "make --service scripted --photo ./photo.jpg");
  g_assert_null (strstr (cli->err, "is a file here"));
}

/* It is said once, and nothing ends by it. */
static void
test_usual (PackshotTestCli *cli, gconstpointer user_data)
{
  g_auto (GStrv) parts = g_strsplit (silent, "\"typical_wait\":300", 2);
  g_autofree char *quick = g_strjoinv ("\"typical_wait\":1", parts);
  g_autoptr (GString) script = g_string_new ("poll=");
  const char *told;

  for (guint i = 0; i < 30; i++)
    g_string_append (script, "working;");
  g_string_append (script, "done");

  describe (cli, quick);
  packshot_test_cli_write_script (cli, script->str);
  packshot_test_cli_run (cli, "make --service scripted --photo photo.jpg --yes --interval 0.05");
  g_assert_cmpint (cli->status, ==, 0);
  told = strstr (cli->err, "It takes longer than usual, and is waited for all the same.\n");
  g_assert_nonnull (told);
  g_assert_null (strstr (told + 1, "It takes longer"));
}

/* What is not in the description is asked of the service, and all of it can be searched. */
static void
test_values (PackshotTestCli *cli, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;

  packshot_test_cli_write_script (cli, "");
  packshot_test_cli_run (cli, "services staged --values actor");
  g_assert_cmpint (cli->status, ==, 0);
  g_assert_cmpstr (cli->out, ==,
                   "a-1  Anna: female, adult, indoor\nb-2  Bert: male, senior, outdoor\n");
  packshot_test_cli_run (cli, "services staged --values actor --search \"OUT male\" --json");
  object = packshot_test_cli_parse_line (cli);
  g_assert_cmpstr (json_object_get_string_member (object, "value"), ==, "b-2");
  g_assert_cmpstr (json_object_get_string_member (object, "picture_url"), ==,
                   "https://films.example.com/b-2.jpg");
  packshot_test_cli_run (cli, "services staged --values actor --search dog");
  g_assert_cmpstr (cli->err, ==, "Nothing there has all of these words.\n");

  packshot_test_cli_run (cli, "services staged --values kind");
  g_assert_cmpstr (cli->out, ==, "alone  Alone\nheld   Held\n");
  packshot_test_cli_run (cli, "services staged --values photo");
  g_assert_cmpint (cli->status, ==, 2);
  assert_has (cli->err, "There is no list of values for --photo; ");
  packshot_test_cli_run (cli, "services staged --values fotos");
  assert_has (cli->err, "Staged has no option “fotos”; ");
  packshot_test_cli_run (cli, "services --values actor");
  g_assert_cmpint (cli->status, ==, 2);
  packshot_test_cli_run (cli, "services staged --search x");
  g_assert_cmpint (cli->status, ==, 2);

  packshot_test_cli_write_script (cli, "catalog=refused:There are none today.");
  packshot_test_cli_run (cli, "services staged --values actor");
  g_assert_cmpint (cli->status, ==, 3);
  g_assert_cmpstr (cli->err, ==, "packshot-cli: There are none today.\n");
}

static void
test_balance (PackshotTestCli *cli, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;

  packshot_test_cli_write_script (cli, "");
  packshot_test_cli_run (cli, "services");
  assert_has (cli->out, "Staged online, 100 credits + from 30 credits Makes");
  packshot_test_cli_run (cli, "services --balance");
  assert_has (cli->out, "Staged online, 100 credits + from 30 credits, 900 credits left Makes");
  packshot_test_cli_run (cli, "services staged --balance --json");
  object = packshot_test_cli_parse_line (cli);
  g_assert_cmpfloat (json_object_get_double_member (object, "balance"), ==, 900);

  packshot_test_cli_write_script (cli, "test=key-refused:The key is old.");
  packshot_test_cli_run (cli, "services staged --balance");
  g_assert_cmpint (cli->status, ==, 0);
  assert_has (cli->out, "Staged (staged): online, 100 credits + from 30 credits, not to be used");
  g_assert_cmpstr (cli->err, ==, "packshot-cli: warning: Staged: The key is old.\n");
}

/* What depends on what is told by flags, for people and for programs. */
static void
test_rules (PackshotTestCli *cli, gconstpointer user_data)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObject *motion;
  JsonObject *condition;

  packshot_test_cli_run (cli, "services staged");
  assert_has (cli->out, "Only with --kind held. Needed with --kind held. “packshot-cli services "
                        "staged --values actor” lists them.");
  assert_has (cli->out, "What the actor does. Only with --kind held. Can be changed with "
                        "“packshot-cli approve”.");
  assert_has (cli->out, "The id of a job here will do as well.");
  assert_has (cli->out, "Options of “packshot-cli approve” and “regenerate”: --camera TEXT");
  assert_has (cli->out, "Price Another video: from 20 credits");

  packshot_test_cli_run (cli, "make --service staged --help");
  assert_has (cli->out, "A preview costs 100 credits, and the video made of it from 30 credits "
                        "more, when you approve it. What is on its way can’t be called back.");
  assert_has (cli->out, "--photo photo.jpg --kind held --actor \"Actor\" --output video.mp4");
  g_assert_null (strstr (cli->out, "--camera"));
  packshot_test_cli_run (cli, "approve --help");
  assert_has (cli->out, "Options, where the job is one of Staged: --motion CHOICE");
  assert_has (cli->out, "--camera TEXT");
  g_assert_null (strstr (cli->out, "--scene"));

  packshot_test_cli_run (cli, "services staged --json");
  object = packshot_test_cli_parse_line (cli);
  motion = json_array_get_object_element (json_object_get_array_member (object, "options"), 4);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (motion, "steps")), ==, 3);
  condition = json_array_get_object_element (json_object_get_array_member (motion, "when"), 0);
  g_assert_cmpstr (json_object_get_string_member (condition, "option"), ==, "kind");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/cli-services/" name, PackshotTestCli, "packshot-scripted",                         \
              packshot_test_cli_set_up, function, packshot_test_cli_tear_down)
  ADD ("list", test_list);
  ADD ("one", test_one);
  ADD ("json", test_json);
  ADD ("unpriced", test_unpriced);
  ADD ("help", test_help);
  ADD ("broken", test_broken);
  ADD ("choice", test_choice);
  ADD ("usual", test_usual);
  ADD ("values", test_values);
  ADD ("balance", test_balance);
  ADD ("rules", test_rules);

  return g_test_run ();
}
