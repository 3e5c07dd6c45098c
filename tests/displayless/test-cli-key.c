/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The command line as it ships, a real keyring, and a strict service on loopback. */

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-keyring.h"
#include "packshot-test-utils.h"

/* What the fake takes, and what no output may hold. */
#define KEY    "sk-fake-canary"
#define CANARY "canary"

typedef struct
{
  PackshotTestKeyring *keyring;
  PackshotFake *fake;
  char *base_url;
  const char *variable; /* (nullable): the key in the environment */
  int status;
  char *out;
  char *err;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->keyring = packshot_test_keyring_new ();
  fixture->fake = packshot_fake_new (&packshot_fake_shortvideo, NULL);
  fixture->base_url = g_strdup (packshot_fake_get_base_url (fixture->fake));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  packshot_fake_free (fixture->fake);
  packshot_test_keyring_free (fixture->keyring);
  g_free (fixture->base_url);
  g_free (fixture->out);
  g_free (fixture->err);
}

static GSubprocessLauncher *
make_launcher (Fixture *fixture, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);

  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", g_get_user_runtime_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "SHORTVIDEO_BASE_URL", fixture->base_url, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "SHORTVIDEO_API_KEY");
  if (fixture->variable != NULL)
    g_subprocess_launcher_setenv (launcher, "SHORTVIDEO_API_KEY", fixture->variable, TRUE);

  return launcher;
}

static GSubprocess *
spawn (GSubprocessLauncher *launcher, const char *line)
{
  g_autofree char *whole = g_strdup_printf (PACKSHOT_CLI " %s", line);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
run (Fixture *fixture, const char *line, const char *input)
{
  g_autoptr (GSubprocessLauncher) launcher =
      make_launcher (fixture, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                  | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = spawn (launcher, line);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_subprocess_communicate_utf8_async (process, input, NULL, communicated_cb, &result);
  packshot_test_wait_until (result != NULL);
  g_subprocess_communicate_utf8_finish (process, result, &fixture->out, &fixture->err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process))
    g_error ("“%s” was killed: %s", line, fixture->err);
  fixture->status = g_subprocess_get_exit_status (process);

  g_assert_null (strstr (fixture->out, CANARY));
  g_assert_null (strstr (fixture->err, CANARY));
}

/* On one line, however it was broken. */
static char *
dup_flat (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);
}

static void
assert_says (Fixture *fixture, const char *line, const char *input, int status, const char *words)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  run (fixture, line, input);
  out = dup_flat (fixture->out);
  err = dup_flat (fixture->err);
  if (strstr (err, words) == NULL && strstr (out, words) == NULL)
    g_error ("“%s” says “%s” and “%s”, and not “%s”", line, out, err, words);
  g_assert_cmpint (fixture->status, ==, status);
}

/* Where the key is, for programs and for people. */
static void
assert_place (Fixture *fixture, const char *nick, const char *words)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  assert_says (fixture, "services shortvideo", NULL, 0, words);

  run (fixture, "services shortvideo --json", NULL);
  node = json_from_string (fixture->out, NULL);
  g_assert_nonnull (node);
  object = json_node_get_object (node);
  g_assert_true (json_object_get_boolean_member (object, "needs_key"));
  g_assert_cmpstr (json_object_get_string_member (object, "key"), ==, nick);
}

/* Who has no key is told how to give one, before there is a job that nobody could send. */
static void
test_make (Fixture *fixture, gconstpointer user_data)
{
  const char *line = "make --service shortvideo --image " PACKSHOT_FAKE_SHORTVIDEO_PICTURE
                     " --product-name X --yes";

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  assert_says (fixture, line, NULL, 1, "“packshot-cli key set shortvideo” stores one");
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "create"), ==, 0);
  run (fixture, "jobs --json", NULL);
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
test_pipe (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  assert_place (fixture, "none", "there is none yet");
  assert_says (fixture, "key test shortvideo", NULL, 1, "needs a key, and there is none");
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "poll"), ==, 0);

  assert_says (fixture, "key set shortvideo", " " KEY "\r\nrest", 0, "is in the keyring now");
  assert_place (fixture, "keyring", "It is in the keyring.");
  assert_says (fixture, "key test shortvideo", NULL, 0, "ShortVideo takes the key.");
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "poll"), ==, 1);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 0);

  assert_says (fixture, "key set shortvideo api-key", "sk-old-canary", 0, "is in the keyring now");
  assert_says (fixture, "key test shortvideo", NULL, 3, "packshot-cli: ");

  assert_says (fixture, "key clear shortvideo", NULL, 0, "It is removed from the keyring.");
  assert_says (fixture, "key clear shortvideo", NULL, 0, "There was none in the keyring.");
  assert_place (fixture, "none", "packshot-cli key");
}

/* A key is for the place it was set for. */
static void
test_origin (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  run (fixture, "key set shortvideo", KEY "\n");
  g_assert_cmpint (fixture->status, ==, 0);

  g_free (fixture->base_url);
  fixture->base_url = g_strdup ("https://elsewhere.example.com");
  assert_place (fixture, "none", "there is none yet");
  assert_says (fixture, "key clear shortvideo", NULL, 0, "There was none");

  g_free (fixture->base_url);
  fixture->base_url = g_strconcat (packshot_fake_get_base_url (fixture->fake), "/v2", NULL);
  assert_place (fixture, "keyring", "It is in the keyring.");

  g_free (fixture->base_url);
  fixture->base_url = g_strdup ("http://elsewhere.example.com");
  assert_says (fixture, "services shortvideo", NULL, 0, "must begin with “https://”");
  assert_says (fixture, "key set shortvideo", KEY "\n", 2, "must begin with “https://”");
}

static void
test_locked (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);
  run (fixture, "key set shortvideo", KEY "\n");
  packshot_test_keyring_close (fixture->keyring);
  packshot_test_keyring_open_locked (fixture->keyring);

  assert_place (fixture, "locked", "The keyring is locked");
  assert_says (fixture, "key set shortvideo", KEY "\n", 1,
               "The keyring is locked, so the key was not stored.");
  assert_says (fixture, "key clear shortvideo", NULL, 1, "The keyring is locked");
  assert_says (fixture, "key test shortvideo", NULL, 1, "is locked");

  /* One in the environment needs no keyring. */
  fixture->variable = KEY;
  assert_place (fixture, "environment", "SHORTVIDEO_API_KEY");
  assert_says (fixture, "key test shortvideo", NULL, 0, "ShortVideo takes the key.");
}

static void
test_no_keyring (Fixture *fixture, gconstpointer user_data)
{
  assert_says (fixture, "key set shortvideo", KEY "\n", 1,
               "There is no keyring on this system, so nothing could be kept. Please set "
               "SHORTVIDEO_API_KEY in the environment instead.");
  assert_place (fixture, "none", "there is none yet");
}

static void
test_environment (Fixture *fixture, gconstpointer user_data)
{
  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  fixture->variable = "sk-other-canary";
  assert_says (fixture, "key set shortvideo", KEY "\n", 0,
               "SHORTVIDEO_API_KEY is set in the environment, and wins over the keyring.");
  assert_says (fixture, "key test shortvideo", NULL, 3, "packshot-cli: ");

  fixture->variable = NULL;
  assert_says (fixture, "key test shortvideo", NULL, 0, "ShortVideo takes the key.");
}

/* Each would show the key to everybody on the computer, and the answer must not show it again. */
static void
test_arguments (Fixture *fixture, gconstpointer user_data)
{
  static const char *const lines[] = {
    "make --service shortvideo --api-key " KEY " --image x.jpg",
    "make --api-key=" KEY,
    "poll --api-key " KEY,
    "jobs --api-key=" KEY,
    "services --api-key=" KEY,
    "key set shortvideo --api-key " KEY,
    "key set shortvideo " KEY,
    "key set shortvideo api-key " KEY,
    "key set shortvideo --key=" KEY,
    "key set " KEY "-is-no-service --api-key",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (fixture, lines[i], NULL);
      g_assert_cmpint (fixture->status, ==, 2);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_true (g_str_has_prefix (fixture->err, "packshot-cli: "));
    }

  assert_says (fixture, "make --api-key x", NULL, 2, "packshot-cli key set");
  assert_says (fixture, "make --service shortvideo --api-key x", NULL, 2, "SHORTVIDEO_API_KEY");
  assert_says (fixture, "make --api-key x --service=creatify", NULL, 2, "CREATIFY_API_KEY");
  assert_says (fixture, "make --api-id x", NULL, 2, "CREATIFY_API_ID");
}

static void
test_bad_input (Fixture *fixture, gconstpointer user_data)
{
  assert_says (fixture, "key", NULL, 2, "packshot-cli key --help");
  assert_says (fixture, "key --help", NULL, 0, "clear SERVICE [NAME]");
  assert_says (fixture, "key give shortvideo", NULL, 2, "There is no “packshot-cli key give”");
  assert_says (fixture, "key set", NULL, 2, "Of which service?");
  assert_says (fixture, "key set nobody", NULL, 2, "There is no service “nobody”");
  assert_says (fixture, "key set studio", NULL, 2, "Studio needs no key.");
  assert_says (fixture, "key test studio", NULL, 2, "Studio needs no key.");
  assert_says (fixture, "key set shortvideo --fast", NULL, 2, "There is no flag --fast");
  assert_says (fixture, "key set shortvideo", "", 2, "Nothing was given");
  assert_says (fixture, "key set shortvideo", "\n" KEY, 2, "Nothing was given");
  assert_says (fixture, "key set shortvideo", "sk " CANARY "\n", 2, "can’t be a key");
}

static void
test_too_long (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = g_strnfill (100000, 'k');

  assert_says (fixture, "key set shortvideo", text, 2, "That is too long");
}

typedef struct
{
  int master;
  int slave;
  GSubprocess *process;
  GString *shown;
} Terminal;

static void
terminal_open (Terminal *terminal, Fixture *fixture, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (fixture, G_SUBPROCESS_FLAGS_NONE);

  g_assert_cmpint (openpty (&terminal->master, &terminal->slave, NULL, NULL, NULL), ==, 0);
  g_assert_cmpint (fcntl (terminal->master, F_SETFL, O_NONBLOCK), ==, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (terminal->slave));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (terminal->slave));
  g_subprocess_launcher_take_stderr_fd (launcher, dup (terminal->slave));
  terminal->process = spawn (launcher, line);
  terminal->shown = g_string_new (NULL);
}

static gboolean
terminal_shows (Terminal *terminal, const char *words)
{
  char block[4096];
  gssize n_read;

  while ((n_read = read (terminal->master, block, sizeof block)) > 0)
    g_string_append_len (terminal->shown, block, n_read);

  return strstr (terminal->shown->str, words) != NULL;
}

static gboolean
terminal_echoes (Terminal *terminal)
{
  struct termios settings;

  g_assert_cmpint (tcgetattr (terminal->slave, &settings), ==, 0);
  return (settings.c_lflag & ECHO) != 0;
}

static int
terminal_close (Terminal *terminal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_subprocess_wait_async (terminal->process, NULL, communicated_cb, &result);
  packshot_test_wait_until (result != NULL);
  g_subprocess_wait_finish (terminal->process, result, &error);
  g_assert_no_error (error);
  status = g_subprocess_get_exit_status (terminal->process);

  terminal_shows (terminal, "");
  g_assert_true (terminal_echoes (terminal));
  g_assert_null (strstr (terminal->shown->str, CANARY));
  g_string_free (terminal->shown, TRUE);
  g_object_unref (terminal->process);
  close (terminal->master);
  close (terminal->slave);

  return status;
}

static void
test_terminal (Fixture *fixture, gconstpointer user_data)
{
  Terminal terminal;

  if (!packshot_test_keyring_is_there ())
    return;
  packshot_test_keyring_open (fixture->keyring);

  terminal_open (&terminal, fixture, "key set shortvideo");
  packshot_test_wait_until (terminal_shows (&terminal, "ShortVideo, API key: "));
  g_assert_false (terminal_echoes (&terminal));
  g_assert_cmpint (write (terminal.master, KEY "\n", strlen (KEY) + 1), ==, strlen (KEY) + 1);
  g_assert_cmpint (terminal_close (&terminal), ==, 0);

  assert_says (fixture, "key test shortvideo", NULL, 0, "ShortVideo takes the key.");
}

static void
test_interrupt (Fixture *fixture, gconstpointer user_data)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Terminal terminal;

      terminal_open (&terminal, fixture, "key set shortvideo");
      packshot_test_wait_until (terminal_shows (&terminal, "API key: "));
      g_assert_false (terminal_echoes (&terminal));
      g_subprocess_send_signal (terminal.process, signals[i]);
      packshot_test_wait_until (terminal_shows (&terminal, "Nothing was changed."));
      g_assert_cmpint (terminal_close (&terminal), ==, 130);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/cli-key/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("make", test_make);
  ADD ("pipe", test_pipe);
  ADD ("origin", test_origin);
  ADD ("locked", test_locked);
  ADD ("no-keyring", test_no_keyring);
  ADD ("environment", test_environment);
  ADD ("arguments", test_arguments);
  ADD ("bad-input", test_bad_input);
  ADD ("too-long", test_too_long);
  ADD ("terminal", test_terminal);
  ADD ("interrupt", test_interrupt);

  return g_test_run ();
}
