/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person sets up once at the command line as it ships: a key of two parts, a gateway without
 * a key, and the image host, with a real keyring and strict services on loopback. */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "packshot-fake-aog.h"
#include "packshot-fake-creatify.h"
#include "packshot-fake-host.h"
#include "packshot-test-keyring.h"
#include "packshot-test-utils.h"

/* What no output may hold. */
#define CANARY   "canary"
#define PASSWORD "canary-of-jane"

typedef struct
{
  PackshotTestKeyring *keyring;
  PackshotFake *fake;
  PackshotFakeHost *host;
  const char *variable; /* where the fake is told of */
  const char *password; /* (nullable): the one in the environment */
  char *nowhere; /* (nullable): where Creatify is said to be, with a key, and nobody listens */
  int status;
  char *out;
  char *err;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->keyring = packshot_test_keyring_new ();
  fixture->host = packshot_fake_host_new ("jane", PASSWORD);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *settings =
      g_build_filename (g_get_user_config_dir (), "packshot", "settings.ini", NULL);

  g_remove (settings);
  g_clear_pointer (&fixture->fake, packshot_fake_free);
  packshot_fake_host_free (fixture->host);
  packshot_test_keyring_free (fixture->keyring);
  g_free (fixture->nowhere);
  g_free (fixture->out);
  g_free (fixture->err);
}

static GSubprocessLauncher *
make_launcher (Fixture *fixture)
{
  GSubprocessLauncher *launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", g_get_user_runtime_dir (), TRUE);
  g_subprocess_launcher_unsetenv (launcher, "CREATIFY_API_ID");
  g_subprocess_launcher_unsetenv (launcher, "CREATIFY_API_KEY");
  g_subprocess_launcher_unsetenv (launcher, "PACKSHOT_IMAGE_HOST_PASSWORD");
  if (fixture->fake != NULL)
    g_subprocess_launcher_setenv (launcher, fixture->variable,
                                  packshot_fake_get_base_url (fixture->fake), TRUE);
  if (fixture->nowhere != NULL)
    {
      g_subprocess_launcher_setenv (launcher, "CREATIFY_BASE_URL", fixture->nowhere, TRUE);
      g_subprocess_launcher_setenv (launcher, "CREATIFY_API_ID", "id", TRUE);
      g_subprocess_launcher_setenv (launcher, "CREATIFY_API_KEY", CANARY, TRUE);
    }
  if (fixture->password != NULL)
    g_subprocess_launcher_setenv (launcher, "PACKSHOT_IMAGE_HOST_PASSWORD", fixture->password,
                                  TRUE);

  return launcher;
}

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
run (Fixture *fixture, const char *line, const char *input)
{
  g_autofree char *whole = g_strdup_printf (PACKSHOT_CLI " %s", line);
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (fixture);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_subprocess_communicate_utf8_async (process, input, NULL, communicated_cb, &result);
  packshot_test_wait_until (result != NULL);
  g_subprocess_communicate_utf8_finish (process, result, &fixture->out, &fixture->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);

  g_assert_null (strstr (fixture->out, CANARY));
  g_assert_null (strstr (fixture->err, CANARY));
}

/* What is said on either stream, on one line. */
static void
assert_says (Fixture *fixture, const char *line, const char *input, int status, const char *words)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *both = NULL;
  g_autofree char *flat = NULL;

  run (fixture, line, input);
  both = g_strconcat (fixture->out, fixture->err, NULL);
  flat = g_regex_replace_literal (regex, both, -1, 0, " ", 0, NULL);
  if (strstr (flat, words) == NULL)
    g_error ("“%s” says “%s”, and not “%s”", line, flat, words);
  g_assert_cmpint (fixture->status, ==, status);
}

static char *
dup_set_line (Fixture *fixture)
{
  return g_strdup_printf ("image-host set --url %s --public-url %s --user jane",
                          packshot_fake_host_get_url (fixture->host),
                          packshot_fake_host_get_public_url (fixture->host));
}

/* Both parts are asked for, one after the other, or one by its name. */
static void
test_two_keys (Fixture *fixture, gconstpointer user_data)
{
  const char *id = packshot_fake_default_settings.id;
  g_autofree char *both = g_strdup_printf ("%s\n%s\n", id, packshot_fake_default_settings.key);

  fixture->fake = packshot_fake_new (&packshot_fake_creatify, NULL);
  fixture->variable = "CREATIFY_BASE_URL";
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  assert_says (fixture, "services", NULL, 0, "no key yet");
  assert_says (fixture, "key test creatify", NULL, 1, "Creatify needs a key, and there is none");
  assert_says (fixture, "key set creatify", id, 2, "Nothing was given");
  assert_says (fixture, "key set creatify", both, 0, "is in the keyring now");
  assert_says (fixture, "key test creatify", NULL, 0, "takes the key. Left there: 1000 credits.");
  assert_says (fixture, "services --balance", NULL, 0, "1000 credits left");
  assert_says (fixture, "services creatify --values override-avatar --search nobody-at-all", NULL,
               0, "Nothing there has all of these words.");

  assert_says (fixture, "key set creatify api-id", "somebody-else\n", 0, "in the keyring now");
  assert_says (fixture, "key test creatify", NULL, 3, "does not accept the key");
  assert_says (fixture, "services --balance", NULL, 0, "Creatify: The service does not accept");
  assert_says (fixture, "key clear creatify", NULL, 0, "removed");
  assert_says (fixture, "import --service creatify", NULL, 1, "there is none yet");
}

/* A service without a key can be tried, and asked for its models. */
static void
test_gateway (Fixture *fixture, gconstpointer user_data)
{
  fixture->fake = packshot_fake_new (&packshot_fake_aog, NULL);
  fixture->variable = "AOG_BASE_URL";

  assert_says (fixture, "key test aog", NULL, 0, "AOG answers.");
  assert_says (fixture, "key set aog", NULL, 2, "AOG needs no key.");
  assert_says (fixture, "key test studio", NULL, 2, "Studio needs no key.");
  assert_says (fixture, "services aog --values model", NULL, 0, "wan2.2-i2v-plus");
  assert_says (fixture, "services --balance", NULL, 0, "online, answers");
}

static void
test_image_host (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *line = dup_set_line (fixture);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  assert_says (fixture, "image-host show", NULL, 0, "There is none; ");
  assert_says (fixture, "image-host test", NULL, 2, "No image host is set up.");

  assert_says (fixture, line, PASSWORD "\n", 0, "That is the image host from now on; ");
  assert_says (fixture, "image-host show", NULL, 0, "Password In the keyring");
  assert_says (fixture, "image-host test", NULL, 0, "The image host works.");
  run (fixture, "image-host show --json", NULL);
  node = json_from_string (fixture->out, NULL);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "put");
  g_assert_cmpstr (json_object_get_string_member (object, "user"), ==, "jane");
  g_assert_cmpstr (json_object_get_string_member (object, "password"), ==, "keyring");

  g_assert_true (packshot_fake_host_plan (fixture->host, "put:hidden"));
  assert_says (fixture, "image-host test", NULL, 3, "packshot-cli: ");
  fixture->password = "another";
  assert_says (fixture, "image-host show", NULL, 0, "Password In PACKSHOT_IMAGE_HOST_PASSWORD");
  assert_says (fixture, "image-host test", NULL, 3, "does not accept the user name or the pass");
  fixture->password = NULL;

  assert_says (fixture, "image-host clear", NULL, 0, "There is no image host any more.");
  assert_says (fixture, "image-host show", NULL, 0, "There is none; ");
}

/* What can't be used is refused, and what was there stays. */
static void
test_image_host_refused (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *line = dup_set_line (fixture);
  static const struct
  {
    const char *line;
    const char *words;
  } cases[] = {
    { "image-host", "What is to be done?" },
    { "image-host keep", "There is no “packshot-cli image-host keep”; there are show, set, " },
    { "image-host set", "Where shall photos be put?" },
    { "image-host set --url https://dav.example.com", "Both addresses are needed: --url, where " },
    { "image-host set --url https://a.example.com --service studio", "an address or a service; " },
    { "image-host set --service nobody", "There is no service “nobody”; " },
    { "image-host set --service studio", "does not keep files" },
    { "image-host set --url ftp://a.example.com --public-url https://b.example.com",
      "the address where photos are put can’t be used." },
    { "image-host set --url https://u:" CANARY "@a.example.com --public-url https://b.example.com",
      "can’t be used." },
    { "image-host show --url https://a.example.com", "are for “packshot-cli image-host set”." },
    { "image-host set --password=" CANARY, "--password is not taken." },
  };

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  assert_says (fixture, line, PASSWORD "\n", 0, "That is the image host from now on; ");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_says (fixture, cases[i].line, NULL, 2, cases[i].words);
  assert_says (fixture, line, "\n", 2, "Nothing was given, so nothing was changed.");
  assert_says (fixture, "image-host test", NULL, 0, "The image host works.");

  packshot_test_keyring_close (fixture->keyring);
  assert_says (fixture, "image-host clear", NULL, 0, "There is no image host any more.");
  assert_says (fixture, line, PASSWORD "\n", 1, "set PACKSHOT_IMAGE_HOST_PASSWORD in the env");
  assert_says (fixture, "image-host show", NULL, 0, "There is none; ");
}

/* Nothing was taken over, and it was not the service that said so. */
static void
test_import_unreachable (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_assert_cmpuint (port, !=, 0);
  g_socket_listener_close (listener);
  fixture->nowhere = g_strdup_printf ("http://127.0.0.1:%u", port);

  run (fixture, "import --service creatify", NULL);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_true (g_str_has_prefix (fixture->err, "packshot-cli: "));
  g_assert_null (strstr (fixture->err, "is here now"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/cli-accounts/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("two-keys", test_two_keys);
  ADD ("gateway", test_gateway);
  ADD ("image-host", test_image_host);
  ADD ("image-host-refused", test_image_host_refused);
  ADD ("import-unreachable", test_import_unreachable);

  return g_test_run ();
}
