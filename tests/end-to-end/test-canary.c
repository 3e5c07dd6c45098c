/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* P9: a key is in the environment and nowhere else, whatever the service does: refuses it and
 * repeats it, sends us elsewhere, answers nonsense, lets all jobs fail with it in its words. What a
 * program says, and all files that it leaves, are looked through after each run of it by the
 * fixture; here is what can go wrong, and what only the service and the system can see. */

#include <glib/gstdio.h>
#include <string.h>

#include "packshot-fake-shortvideo.h"
#include "packshot-test-canary.h"
#include "packshot-test-folder.h"
#include "packshot-test-purchase.h"

#define MAKE                                                                                       \
  "make --service shortvideo --yes --verbose --image photo.jpg --product-name Mug "                \
  "--interval 0.02 -o film.mp4"

typedef struct
{
  PackshotFake *fake;
  PackshotTestPurchase purchase;
} Fixture;

static void
set_up (Fixture *self, gconstpointer failure)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.key = PACKSHOT_TEST_CANARY;
  settings.failure = failure;
  settings.n_polls = 1;
  settings.credits = G_MAXINT;
  self->fake = packshot_fake_new (&packshot_fake_shortvideo, &settings);
  g_setenv ("SHORTVIDEO_BASE_URL", packshot_fake_get_base_url (self->fake), TRUE);
  packshot_test_purchase_set_up (&self->purchase, self->fake);
}

/* The results are at another origin than the API, and redirects lead to a third one. */
static void
assert_sent_home (PackshotFake *fake)
{
  g_autofree char *journal = packshot_fake_dup_journal (fake);
  g_auto (GStrv) lines = g_strsplit (journal, "\n", -1);
  guint n_keys = 0;

  packshot_test_canary_assert_text (journal);
  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strstr (lines[i], "\"key\":true") == NULL)
        continue;
      g_assert_nonnull (strstr (lines[i], "\"origin\":\"api\""));
      n_keys++;
    }
  g_assert_cmpuint (n_keys, >, 0);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  assert_sent_home (self->fake);
  packshot_test_purchase_clear (&self->purchase);
  packshot_fake_free (self->fake);
}

static void
run (Fixture *self, const char *line)
{
  packshot_test_purchase_run (&self->purchase, line);
  /* Not the line: some have the key in it, which test.sh looks for in what tests say. */
  g_test_message ("%d\n%s%s", self->purchase.program.status, self->purchase.program.out,
                  self->purchase.program.err);
}

/* All that can be asked about what there is. */
static void
look_around (Fixture *self)
{
  g_autoptr (PackshotTestBooks) books = packshot_test_purchase_check (&self->purchase);
  g_autofree char *show = g_strdup_printf ("show %s --verbose", books->id);

  run (self, "jobs");
  run (self, "jobs --json");
  run (self, show);
  run (self, "services shortvideo");
  run (self, "services --json");
}

/* What is looked for can be found. */
static void
test_found (Fixture *self, gconstpointer user_data)
{
  g_autofree char *piece = g_strndup (&PACKSHOT_TEST_CANARY[5], 12);
  g_autofree char *text = g_strdup_printf ("some %s thing", piece);
  g_autofree char *path = packshot_test_program_path (&self->purchase.program, "found");
  g_autofree char *root = g_path_get_dirname (self->purchase.program.folder);
  g_autofree char *found = NULL;

  run (self, MAKE);
  g_assert_null (packshot_test_canary_find_file (root));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  found = packshot_test_canary_find_file (root);
  g_assert_cmpstr (found, ==, path);
  g_assert_no_errno (g_remove (path));
}

static void
test_whole_life (Fixture *self, gconstpointer user_data)
{
  self->purchase.n_clicks = 1;
  run (self, MAKE);
  g_assert_cmpint (self->purchase.program.status, ==, 0);
  g_assert_nonnull (strstr (self->purchase.program.err, "DEBUG"));
  look_around (self);
}

/* Whatever goes wrong at one step, and however it goes on. */
static void
test_fault (Fixture *self, gconstpointer user_data)
{
  static const char *const steps[] = { "upload", "create", "poll", "video" };
  static const PackshotFakeFault faults[] = { PACKSHOT_FAKE_FAULT_KEY, PACKSHOT_FAKE_FAULT_REDIRECT,
                                              PACKSHOT_FAKE_FAULT_REFUSE,
                                              PACKSHOT_FAKE_FAULT_GARBAGE,
                                              PACKSHOT_FAKE_FAULT_RESET };

  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
      {
        PackshotTestPurchase purchase;

        g_test_message ("%s: %s", steps[step], packshot_fake_fault_to_string (faults[i]));
        packshot_test_purchase_set_up (&purchase, self->fake);
        packshot_fake_add_fault (self->fake, steps[step], faults[i], 1);
        packshot_test_purchase_run (&purchase, MAKE);
        g_test_message ("%d %s", purchase.program.status, purchase.program.err);
        packshot_test_purchase_run (&purchase, "poll --interval 0.02 --verbose");
        packshot_test_purchase_run (&purchase, "jobs --json");
        packshot_test_purchase_clear (&purchase);
      }

  run (self, MAKE);
}

/* The service gives the key as the reason. */
static void
test_failure (Fixture *self, gconstpointer user_data)
{
  self->purchase.n_clicks = 1;
  run (self, MAKE);
  g_assert_cmpint (self->purchase.program.status, ==, 3);
  g_assert_nonnull (strstr (self->purchase.program.err, "The key ****"));
  look_around (self);
}

/* Who gives it as an argument is told better, and not by an echo. */
static void
test_argument (Fixture *self, gconstpointer user_data)
{
  run (self, MAKE " --api-key " PACKSHOT_TEST_CANARY);
  g_assert_cmpint (self->purchase.program.status, ==, 2);
  run (self, MAKE " --api-key=" PACKSHOT_TEST_CANARY);
  g_assert_cmpint (self->purchase.program.status, ==, 2);

  /* One request has to be there for the rest. */
  run (self, MAKE);
}

static void
read_arguments (const char *pid, GString *all)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "cmdline", NULL);
  g_autofree char *text = NULL;
  gsize size;

  if (g_file_get_contents (path, &text, &size, NULL))
    g_string_append_len (all, text, (gssize) size);
}

/* Of all programs that run, so of those as well that ours may have started. */
static char *
read_all_arguments (gsize *size)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  GString *all = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (name[0]))
      read_arguments (name, all);

  *size = all->len;
  return g_string_free (all, FALSE);
}

static void
test_argv (Fixture *self, gconstpointer user_data)
{
  PackshotTestProgram *program = &self->purchase.program;
  g_autoptr (GSubprocess) process = packshot_test_program_start (program, MAKE);
  guint n_looks = 0;

  while (g_subprocess_get_identifier (process) != NULL
         && packshot_fake_count (self->fake, "poll") == 0)
    {
      g_autofree char *all = NULL;
      gsize size;

      all = read_all_arguments (&size);
      g_assert_false (packshot_test_canary_is_in (all, size));
      g_assert_nonnull (memmem (all, size, "--product-name", strlen ("--product-name")));
      n_looks++;
      g_main_context_iteration (NULL, FALSE);
    }

  packshot_test_program_end (program, process);
  g_assert_cmpint (program->status, ==, 0);
  g_assert_cmpuint (n_looks, >, 0);
}

#define ADD(name, failure, function)                                                               \
  g_test_add ("/canary/" name, Fixture, failure, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("found", NULL, test_found);
  ADD ("whole-life", NULL, test_whole_life);
  ADD ("fault", NULL, test_fault);
  ADD ("failure", "The key " PACKSHOT_TEST_CANARY " has no luck", test_failure);
  ADD ("argument", NULL, test_argument);
  ADD ("argv", NULL, test_argv);

  return g_test_run ();
}
