/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-keyring.h"

#include <libsecret/secret.h>

#include "packshot-job-folder.h"
#include "packshot-test-utils.h"

#define DAEMON   "gnome-keyring-daemon"
#define BUS_NAME "org.freedesktop.secrets"

struct _PackshotTestKeyring
{
  GTestDBus *bus;
  GSubprocess *daemon; /* (nullable) */
  char *runtime;       /* its folder for sockets, whose names must be short */
  gboolean is_owned;   /* somebody on the bus keeps secrets */
};

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  PackshotTestKeyring *self = user_data;

  self->is_owned = TRUE;
}

static void
vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  PackshotTestKeyring *self = user_data;

  self->is_owned = FALSE;
}

static void
wait_for_owner (PackshotTestKeyring *self, gboolean is_owned)
{
  guint watch;

  self->is_owned = !is_owned;
  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                            appeared_cb, vanished_cb, self, NULL);
  packshot_test_wait_until (self->is_owned == is_owned);
  g_bus_unwatch_name (watch);
}

static void
start (PackshotTestKeyring *self, const char *password)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  /* The folders of this test, which another program finds by its environment alone. */
  g_subprocess_launcher_setenv (launcher, "HOME", g_get_home_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->runtime, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");

  self->daemon =
      g_subprocess_launcher_spawn (launcher, &error, DAEMON, "--foreground", "--components=secrets",
                                   password != NULL ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);

  /* It reads to the end. */
  input = g_subprocess_get_stdin_pipe (self->daemon);
  if (password != NULL)
    g_output_stream_write_all (input, password, strlen (password), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);

  wait_for_owner (self, TRUE);
}

/**
 * packshot_test_keyring_is_there:
 *
 * Returns: whether what it takes is installed; otherwise the test was marked as skipped
 */
gboolean
packshot_test_keyring_is_there (void)
{
  g_autofree char *keyring = g_find_program_in_path (DAEMON);
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");

  if (keyring == NULL || bus == NULL)
    g_test_skip (DAEMON " or dbus-daemon is not installed");

  return keyring != NULL && bus != NULL;
}

/**
 * packshot_test_keyring_new:
 *
 * Returns: (transfer full): a bus without a keyring
 */
PackshotTestKeyring *
packshot_test_keyring_new (void)
{
  PackshotTestKeyring *self = g_new0 (PackshotTestKeyring, 1);
  g_autoptr (GError) error = NULL;

  self->runtime = g_dir_make_tmp ("keyring-XXXXXX", &error);
  g_assert_no_error (error);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);

  return self;
}

/**
 * packshot_test_keyring_open:
 * @self: a bus without a keyring
 *
 * Starts the keyring, unlocked.
 */
void
packshot_test_keyring_open (PackshotTestKeyring *self)
{
  start (self, "a test's password");
}

/**
 * packshot_test_keyring_open_locked:
 * @self: a bus without a keyring
 *
 * Starts the keyring, to which nobody gives a password.
 */
void
packshot_test_keyring_open_locked (PackshotTestKeyring *self)
{
  start (self, NULL);
}

/**
 * packshot_test_keyring_close:
 * @self: a bus with a keyring
 *
 * Ends the keyring; its files stay.
 */
void
packshot_test_keyring_close (PackshotTestKeyring *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->daemon, SIGTERM);
  g_subprocess_wait (self->daemon, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->daemon);

  wait_for_owner (self, FALSE);
  secret_service_disconnect ();
}

/**
 * packshot_test_keyring_free:
 * @self: (transfer full): a bus
 */
void
packshot_test_keyring_free (PackshotTestKeyring *self)
{
  if (self->daemon != NULL)
    packshot_test_keyring_close (self);

  secret_service_disconnect ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  packshot_job_folder_remove (self->runtime);
  g_free (self->runtime);
  g_free (self);
}
