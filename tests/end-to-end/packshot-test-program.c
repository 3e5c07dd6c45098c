/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-program.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "packshot-test-canary.h"
#include "packshot-test-folder.h"

/* What stands before every complaint. */
#define NAME "packshot-cli: "

static char *
make_folder (const char *parent, const char *name)
{
  char *path = g_build_filename (parent, name, NULL);

  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
  return path;
}

/* The list of jobs is written to whatever comes of them, and so its folder is. */
static gboolean
is_of_ledger (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_str_has_prefix (name, "ledger.") || g_str_has_suffix (path, "/data/packshot");
}

/* One line for each file, with all that changes when somebody touches it. */
static void
list_folder (const char *path, GPtrArray *lines)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      GStatBuf info;

      g_assert_no_errno (g_lstat (file, &info));
      if (!is_of_ledger (file))
        g_ptr_array_add (lines,
                         g_strdup_printf ("%s %o %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT
                                          " %" G_GINT64_FORMAT ".%09ld\n",
                                          file, info.st_mode, (guint64) info.st_ino,
                                          (gint64) info.st_size, (gint64) info.st_mtim.tv_sec,
                                          (long) info.st_mtim.tv_nsec));
      if (S_ISDIR (info.st_mode))
        list_folder (file, lines);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A program with the sanitizers wants their library to come first; ours does no harm before it.
 * Most tests run hundreds of programs, and to look for leaks in each is what would take the time:
 * films, paid and canary, which have it done, go the same ways. */
static void
set_sanitizers (GSubprocessLauncher *launcher)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  const char *hurry = ":detect_leaks=0:fast_unwind_on_malloc=1";
  g_autofree char *more =
      g_strconcat (options != NULL ? options : "", ":verify_asan_link_order=0",
                   g_getenv ("PACKSHOT_TEST_LEAKS") == NULL ? hurry : NULL, NULL);

  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", more, TRUE);
}

static void
set_fault (PackshotTestProgram *self, GSubprocessLauncher *launcher)
{
  g_autofree char *root = g_path_get_dirname (self->folder);

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("PACKSHOT_FAULT_LIBRARY"), TRUE);
  /* A film that can't be written is one thing, and a ledger is another. */
  if (self->fault != NULL)
    {
      g_subprocess_launcher_setenv (launcher, "PACKSHOT_FAULT", self->fault, TRUE);
      g_subprocess_launcher_setenv (launcher, "PACKSHOT_FAULT_EXCEPT", "ledger.", TRUE);
    }
  if (self->point != NULL)
    g_subprocess_launcher_setenv (launcher, "PACKSHOT_POINT", self->point, TRUE);
  if (self->trace != NULL)
    g_subprocess_launcher_setenv (launcher, "PACKSHOT_TRACE", self->trace, TRUE);
  g_subprocess_launcher_setenv (launcher, "PACKSHOT_FAULT_FOLDER", root, TRUE);
}

/* What a person has set up before; it is not touched afterwards. */
static void
write_settings (const char *config)
{
  const char *settings = g_getenv (PACKSHOT_TEST_SETTINGS);
  g_autofree char *folder = make_folder (config, "packshot");
  g_autofree char *path = g_build_filename (folder, "settings.ini", NULL);

  if (settings != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_true (g_file_set_contents (path, settings, -1, NULL));
}

/**
 * packshot_test_program_set_up:
 * @self: (out caller-allocates): a fixture
 * @user_data: unused
 *
 * Gives a test its folders, with the sample photo in them as "photo.jpg".
 */
void
packshot_test_program_set_up (PackshotTestProgram *self, gconstpointer user_data)
{
  g_autofree char *root = packshot_test_folder_new ();
  g_autofree char *photo = NULL;

  self->folder = make_folder (root, "work");
  self->data = make_folder (root, "data");
  photo = packshot_test_program_path (self, "photo.jpg");
  g_assert_no_errno (symlink (g_getenv ("PACKSHOT_SAMPLE"), photo));
}

/* P9: whatever the test was about, the key is in no file that the program could write. */
static void
assert_no_key (PackshotTestProgram *self)
{
  g_autofree char *root = g_path_get_dirname (self->folder);
  g_autofree char *path = packshot_test_canary_find_file (root);

  if (path != NULL)
    g_error ("The key is in “%s”", path);
}

void
packshot_test_program_tear_down (PackshotTestProgram *self, gconstpointer user_data)
{
  assert_no_key (self);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->fault);
  g_free (self->point);
  g_free (self->trace);
  g_free (self->out);
  g_free (self->err);
}

/**
 * packshot_test_program_launcher_new:
 * @self: a fixture
 * @flags: what becomes of the program's output
 *
 * Returns: (transfer full): what starts the program in its folder
 */
GSubprocessLauncher *
packshot_test_program_launcher_new (PackshotTestProgram *self, GSubprocessFlags flags)
{
  static const char *const unset[] = { "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS" };
  static const char *const folders[] = { "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                                         "XDG_STATE_HOME", "XDG_RUNTIME_DIR" };
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *root = g_path_get_dirname (self->folder);

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  for (guint i = 0; i < G_N_ELEMENTS (unset); i++)
    g_subprocess_launcher_unsetenv (launcher, unset[i]);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = make_folder (root, folders[i]);

      g_subprocess_launcher_setenv (launcher, folders[i], path, TRUE);
      if (g_str_equal (folders[i], "XDG_CONFIG_HOME"))
        write_settings (path);
    }
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->data, TRUE);
  g_subprocess_launcher_setenv (launcher, "SHORTVIDEO_API_KEY", PACKSHOT_TEST_CANARY, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "TERM", "xterm", TRUE);
  g_subprocess_launcher_setenv (launcher, "GST_REGISTRY_1_0", g_getenv ("PACKSHOT_TEST_REGISTRY"),
                                FALSE);
  set_sanitizers (launcher);
  if (self->fault != NULL || self->point != NULL || self->trace != NULL)
    set_fault (self, launcher);

  return launcher;
}

static GSubprocess *
spawn_argv (GSubprocessLauncher *launcher, const char *const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer) g_getenv ("PACKSHOT_CLI"));
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/**
 * packshot_test_program_spawn:
 * @launcher: what packshot_test_program_launcher_new() gave
 * @line: the arguments, as in a shell
 *
 * Returns: (transfer full): the running program
 */
GSubprocess *
packshot_test_program_spawn (GSubprocessLauncher *launcher, const char *line)
{
  g_auto (GStrv) args = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (line, NULL, &args, &error);
  g_assert_no_error (error);

  return spawn_argv (launcher, (const char *const *) args);
}

/**
 * packshot_test_program_start:
 * @self: a fixture
 * @line: the arguments, as in a shell
 *
 * Returns: (transfer full): the running program, with pipes for its output
 */
GSubprocess *
packshot_test_program_start (PackshotTestProgram *self, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_program_launcher_new (
      self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  return packshot_test_program_spawn (launcher, line);
}

/**
 * packshot_test_program_end:
 * @self: a fixture
 * @process: what packshot_test_program_start() gave
 *
 * Waits for the program and keeps what it said and how it ended.
 */
void
packshot_test_program_end (PackshotTestProgram *self, GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                      : 128 + g_subprocess_get_term_sig (process);
  packshot_test_canary_assert_text (self->out);
  packshot_test_canary_assert_text (self->err);
}

/**
 * packshot_test_program_run:
 * @self: a fixture
 * @line: the arguments, as in a shell
 *
 * Runs the program to its end.
 */
void
packshot_test_program_run (PackshotTestProgram *self, const char *line)
{
  g_autoptr (GSubprocess) process = packshot_test_program_start (self, line);

  packshot_test_program_end (self, process);
}

/**
 * packshot_test_program_run_argv:
 * @self: a fixture
 * @args: (array zero-terminated=1): the arguments
 *
 * Runs the program to its end, with arguments of any bytes.
 */
void
packshot_test_program_run_argv (PackshotTestProgram *self, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_program_launcher_new (
      self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = spawn_argv (launcher, args);

  packshot_test_program_end (self, process);
}

/**
 * packshot_test_program_path:
 * @self: a fixture
 * @name: the name of a file
 *
 * Returns: (transfer full) (type filename): its path in the folder the program runs in
 */
char *
packshot_test_program_path (PackshotTestProgram *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/**
 * packshot_test_program_get:
 * @self: a fixture
 * @key: such as "LOCAL_PATH"
 *
 * Returns: (transfer full): the value of the one line on stdout that has this key
 */
char *
packshot_test_program_get (PackshotTestProgram *self, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (self->out, "\n", -1);
  g_autofree char *start = g_strconcat (key, "=", NULL);
  char *value = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      {
        g_assert_null (value);
        value = g_strdup (lines[i] + strlen (start));
      }

  g_assert_nonnull (value);
  return value;
}

/**
 * packshot_test_program_list:
 * @self: a fixture
 *
 * Returns: (transfer full): all files in both folders but the ledger's, with what changes when one
 *   is touched
 */
char *
packshot_test_program_list (PackshotTestProgram *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  list_folder (self->folder, lines);
  list_folder (self->data, lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("", (char **) lines->pdata);
}

/**
 * packshot_test_program_assert_refused:
 * @self: a fixture whose program has ended
 * @status: how it has to have ended
 *
 * Fails the test unless the program said why it ended, in one sentence and nothing else.
 */
void
packshot_test_program_assert_refused (PackshotTestProgram *self, int status)
{
  g_test_message ("%s", self->err);
  g_assert_cmpint (self->status, ==, status);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_true (g_str_has_prefix (self->err, NAME));
  g_assert_true (g_str_has_suffix (self->err, ".\n") || g_str_has_suffix (self->err, "?\n"));
  g_assert_true (strchr (self->err, '\n') == self->err + strlen (self->err) - 1);
}
