/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A video that is paid for, from the command line to a service and back. */

#include <signal.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-fake.h"
#include "packshot-test-canary.h"
#include "packshot-test-program.h"
#include "packshot-test-utils.h"

/* No such bytes may be found where a key does not belong. */
#define CANARY PACKSHOT_TEST_CANARY

#define MAKE "make --service shortvideo --image photo.jpg --product-name Amber --interval 0.05 "

typedef struct
{
  PackshotTestProgram program;
  PackshotFake *fake;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.key = CANARY;
  settings.n_polls = 2;
  settings.seconds_to_finish = 0;
  packshot_test_program_set_up (&fixture->program, user_data);
  fixture->fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);

  /* What is made by a program inherits it. */
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (fixture->fake), TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (packshot_fake_get_n_leaks (fixture->fake), ==, 0);
  packshot_fake_free (fixture->fake);
  packshot_test_program_tear_down (&fixture->program, user_data);
}

static void
run (Fixture *fixture, const char *line)
{
  packshot_test_program_run (&fixture->program, line);
  g_test_message ("%s: %d\n%s%s", line, fixture->program.status, fixture->program.out,
                  fixture->program.err);
  g_assert_null (strstr (fixture->program.out, CANARY));
  g_assert_null (strstr (fixture->program.err, CANARY));
}

static void
assert_value (Fixture *fixture, const char *key, const char *expected)
{
  g_autofree char *value = packshot_test_program_get (&fixture->program, key);

  g_assert_cmpstr (value, ==, expected);
}

/* What the service made is kept byte for byte. */
static void
assert_video (Fixture *fixture)
{
  g_autofree char *path = packshot_test_program_get (&fixture->program, "LOCAL_PATH");
  g_autoptr (GBytes) expected = packshot_fake_ref_video (fixture->fake, FALSE);
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (contents, size, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_free (contents);
}

static void
assert_no_canary (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GMappedFile) file = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_no_canary (path);
          continue;
        }

      file = g_mapped_file_new (path, FALSE, NULL);
      if (file != NULL && g_mapped_file_get_length (file) > 0)
        g_assert_null (memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                               CANARY, strlen (CANARY)));
    }
}

static void
test_make (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *video = packshot_test_program_path (&fixture->program, "ad.mp4");
  g_autofree char *cover = packshot_test_program_path (&fixture->program, "ad.jpg");
  g_autofree char *root = g_path_get_dirname (fixture->program.folder);

  run (fixture, MAKE);
  g_assert_cmpint (fixture->program.status, ==, 2);
  g_assert_nonnull (strstr (fixture->program.err, "This video costs 100 credits at ShortVideo"));
  g_assert_cmpuint (packshot_fake_count (fixture->fake, "upload"), ==, 0);

  run (fixture, MAKE "--yes --verbose --output ad.mp4");
  g_assert_cmpint (fixture->program.status, ==, 0);
  assert_value (fixture, "STATUS", "succeeded");
  assert_value (fixture, "COST", "100");
  assert_value (fixture, "BALANCE", "900");
  assert_value (fixture, "LOCAL_PATH", video);
  assert_value (fixture, "COVER_PATH", cover);
  assert_video (fixture);
  g_assert_true (g_file_test (cover, G_FILE_TEST_IS_REGULAR));
  g_assert_nonnull (strstr (fixture->program.err, "packshot-net-DEBUG"));
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);
  assert_no_canary (root);
}

/* Ordered by one program, brought by another that never heard of it. */
static void
test_elsewhere (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *id = NULL;
  g_autofree char *line = NULL;

  run (fixture, MAKE "--yes --no-poll");
  g_assert_cmpint (fixture->program.status, ==, 4);
  assert_value (fixture, "STATUS", "waiting");
  id = packshot_test_program_get (&fixture->program, "VIDEO_IDS");

  g_free (fixture->program.data);
  fixture->program.data = packshot_test_program_path (&fixture->program, "other");
  line = g_strdup_printf ("poll --video-ids %s --interval 0.05", id);
  run (fixture, line);
  g_assert_cmpint (fixture->program.status, ==, 0);
  assert_value (fixture, "VIDEO_IDS", id);
  assert_video (fixture);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);
}

/* The service took the order and nobody heard: it is never sent again by itself. */
static void
test_lost_answer (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *job = NULL;
  g_autofree char *resolve = NULL;
  g_autofree char *again = NULL;

  packshot_fake_add_fault (fixture->fake, "create", PACKSHOT_FAKE_FAULT_LOST, 1);
  run (fixture, MAKE "--yes");
  g_assert_cmpint (fixture->program.status, ==, 5);
  assert_value (fixture, "STATUS", "unknown");
  job = packshot_test_program_get (&fixture->program, "JOB");

  run (fixture, "poll");
  g_assert_cmpint (fixture->program.status, ==, 0);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);

  resolve = g_strdup_printf ("resolve %s --not-created", job);
  run (fixture, resolve);
  g_assert_cmpint (fixture->program.status, ==, 0);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 1);

  again = g_strdup_printf ("poll %s --yes --interval 0.05", job);
  run (fixture, again);
  g_assert_cmpint (fixture->program.status, ==, 0);
  assert_video (fixture);
  g_assert_cmpuint (packshot_fake_get_n_orders (fixture->fake), ==, 2);
}

/* Each fault ends as DESIGN says, and the service's own words reach the user. */
static void
test_faults (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *step;
    PackshotFakeFault fault;
    int status;
    const char *words;
  } cases[] = {
    { "create", PACKSHOT_FAKE_FAULT_REFUSE, 3, "not today" },
    { "create", PACKSHOT_FAKE_FAULT_KEY, 3, "does not accept the key" },
    { "create", PACKSHOT_FAKE_FAULT_LIMIT, 1, "too many requests" },
    { "create", PACKSHOT_FAKE_FAULT_REDIRECT, 1, "has moved" },
    { "create", PACKSHOT_FAKE_FAULT_GATEWAY, 5, "packshot-cli resolve" },
    { "poll", PACKSHOT_FAKE_FAULT_KEY, 4, "has a key that works" },
    { "poll", PACKSHOT_FAKE_FAULT_MISSING, 0, "" },
    { "poll", PACKSHOT_FAKE_FAULT_GARBAGE, 0, "" },
    { "video", PACKSHOT_FAKE_FAULT_HTML, 0, "" },
    { "video", PACKSHOT_FAKE_FAULT_SHORT, 0, "" },
    { "video", PACKSHOT_FAKE_FAULT_EXPIRED, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      packshot_fake_add_fault (fixture->fake, cases[i].step, cases[i].fault, 1);
      run (fixture, MAKE "--yes");
      g_assert_cmpint (fixture->program.status, ==, cases[i].status);
      g_assert_nonnull (strstr (fixture->program.err, cases[i].words));
      if (cases[i].status == 0)
        assert_video (fixture);
    }
}

static void
test_interrupt (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = NULL;

  packshot_fake_add_fault (fixture->fake, "poll", PACKSHOT_FAKE_FAULT_ERROR, 1000);
  process = packshot_test_program_start (&fixture->program, MAKE "--yes");
  packshot_test_wait_until (packshot_fake_count (fixture->fake, "poll") > 1);
  g_subprocess_send_signal (process, SIGINT);
  packshot_test_program_end (&fixture->program, process);
  g_assert_cmpint (fixture->program.status, ==, 130);
  g_assert_nonnull (strstr (fixture->program.err, "“packshot-cli poll "));
  assert_value (fixture, "STATUS", "waiting");
}

#define ADD(path, function) g_test_add ("/paid/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("make", test_make);
  ADD ("elsewhere", test_elsewhere);
  ADD ("lost-answer", test_lost_answer);
  ADD ("faults", test_faults);
  ADD ("interrupt", test_interrupt);

  return g_test_run ();
}
