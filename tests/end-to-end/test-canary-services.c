/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* P9, for services that take two keys, or one for several steps, and for the password of an image
 * host: each of them is in the environment and nowhere else, whatever goes wrong. What a program
 * says, and all files that it leaves, are looked through after each run of it by the fixture. */

#include <string.h>

#include "packshot-fake-creatify.h"
#include "packshot-fake-sophnet.h"
#include "packshot-test-canary.h"
#include "packshot-test-host.h"
#include "packshot-test-purchase.h"

#define MAX_LENGTH 9

typedef struct
{
  const PackshotFakeService *service;
  const char *steps[MAX_LENGTH]; /* at which something goes wrong */
  const char *lines[MAX_LENGTH]; /* runs of the program, in which "%s" is the job */
} Case;

typedef struct
{
  PackshotFakeHost *host;
  PackshotFake *fake;
  PackshotTestPurchase purchase;
  char *job; /* (owned) (nullable) */
} Fixture;

static const Case creatify = {
  &packshot_fake_creatify,
  { "test", "create", "poll", "preview", "approve", "video", "regenerate-video", "list", NULL },
  { "make --service creatify --image photo.jpg --image-prompt Mug --yes --verbose --interval 0.02 "
    "-o film.mp4",
    "approve %s --yes --verbose --interval 0.02",
    "regenerate %s video --yes --verbose --interval 0.02", "poll --verbose --interval 0.02",
    "import --service creatify --verbose --interval 0.02", NULL },
};

static const Case sophnet = {
  &packshot_fake_sophnet,
  { "create", "poll", "video", "host", NULL },
  { "make --service sophnet --first-frame photo.jpg --prompt Mug --upload-oss --yes --verbose "
    "--interval 0.02 -o film.mp4",
    "poll %s --verbose --interval 0.02", "key test sophnet --verbose", NULL },
};

static void
open_fake (Fixture *self, const Case *what, const char *failure)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;

  settings.key = PACKSHOT_TEST_CANARY;
  settings.id = PACKSHOT_TEST_CANARY;
  settings.failure = failure;
  settings.n_polls = 1;
  settings.credits = G_MAXINT;
  self->fake = packshot_fake_new (what->service, &settings);
  packshot_test_purchase_set_up (&self->purchase, self->fake);
}

static void
close_fake (Fixture *self)
{
  g_autofree char *journal = packshot_fake_dup_journal (self->fake);

  packshot_test_canary_assert_text (journal);
  g_assert_nonnull (strstr (journal, "\"key\":true"));
  g_assert_cmpuint (packshot_fake_get_n_leaks (self->fake), ==, 0);
  packshot_test_purchase_clear (&self->purchase);
  packshot_fake_free (self->fake);
  g_clear_pointer (&self->job, g_free);
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_setenv ("CREATIFY_API_ID", PACKSHOT_TEST_CANARY, TRUE);
  g_setenv ("CREATIFY_API_KEY", PACKSHOT_TEST_CANARY, TRUE);
  g_setenv ("SOPH_API_KEY", PACKSHOT_TEST_CANARY, TRUE);
  self->host = packshot_test_host_new ();
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  g_assert_cmpuint (packshot_fake_host_count (self->host, "leak"), ==, 0);
  packshot_fake_host_free (self->host);
}

static void
take_job (Fixture *self)
{
  g_auto (GStrv) lines = g_strsplit (self->purchase.program.out, "\n", -1);

  for (guint i = 0; lines[i] != NULL && self->job == NULL; i++)
    if (g_str_has_prefix (lines[i], "JOB="))
      self->job = g_strdup (lines[i] + strlen ("JOB="));
}

static void
run (Fixture *self, const char *line)
{
  g_autoptr (GString) text = g_string_new (line);

  g_string_replace (text, "%s", self->job != NULL ? self->job : "none", 1);
  packshot_test_purchase_run (&self->purchase, text->str);
  g_test_message ("%s: %d\n%s%s", text->str, self->purchase.program.status,
                  self->purchase.program.out, self->purchase.program.err);
  take_job (self);
}

static void
run_all (Fixture *self, const Case *what)
{
  for (guint i = 0; what->lines[i] != NULL; i++)
    run (self, what->lines[i]);
}

/* All that can be asked about what there is. */
static void
look_around (Fixture *self)
{
  static const char *const lines[] = { "jobs",
                                       "jobs --json",
                                       "show %s --verbose",
                                       "services --json",
                                       "image-host show",
                                       "image-host test --verbose" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (self, lines[i]);
      g_assert_cmpint (self->purchase.program.status, ==, 0);
    }
}

static void
test_whole_life (Fixture *self, gconstpointer what)
{
  open_fake (self, what, NULL);
  run_all (self, what);
  g_assert_cmpint (self->purchase.program.status, ==, 0);
  g_assert_nonnull (strstr (self->purchase.program.err, "DEBUG"));
  look_around (self);
  close_fake (self);
}

/* Whatever goes wrong at one step, and however it goes on. */
static void
test_fault (Fixture *self, gconstpointer user_data)
{
  static const PackshotFakeFault faults[] = { PACKSHOT_FAKE_FAULT_KEY,
                                              PACKSHOT_FAKE_FAULT_REDIRECT };
  const Case *what = user_data;

  for (guint step = 0; what->steps[step] != NULL; step++)
    for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
      {
        open_fake (self, what, NULL);
        packshot_fake_add_fault (self->fake, what->steps[step], faults[i], 1);
        run_all (self, what);
        close_fake (self);
      }
}

/* The service gives the key as the reason. */
static void
test_failure (Fixture *self, gconstpointer what)
{
  open_fake (self, what, "The key " PACKSHOT_TEST_CANARY " has no luck");
  run (self, ((const Case *) what)->lines[0]);
  g_assert_cmpint (self->purchase.program.status, ==, 3);
  g_assert_nonnull (strstr (self->purchase.program.err, "The key ****"));
  look_around (self);
  close_fake (self);
}

/* So does the image host, which says no. */
static void
test_host (Fixture *self, gconstpointer user_data)
{
  static const PackshotFakeHostFault faults[] = {
    PACKSHOT_FAKE_HOST_WRONG, PACKSHOT_FAKE_HOST_FORBIDDEN, PACKSHOT_FAKE_HOST_ERROR,
    PACKSHOT_FAKE_HOST_MOVED, PACKSHOT_FAKE_HOST_RESET,     PACKSHOT_FAKE_HOST_HIDDEN,
    PACKSHOT_FAKE_HOST_LOGIN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      open_fake (self, &creatify, NULL);
      packshot_fake_host_add_fault (self->host, faults[i], 1);
      run (self, "image-host test --verbose");
      g_assert_cmpint (self->purchase.program.status, !=, 0);
      packshot_fake_host_add_fault (self->host, faults[i], 3);
      run (self, creatify.lines[0]);
      g_assert_cmpint (self->purchase.program.status, !=, 4);
      g_assert_cmpuint (packshot_fake_count (self->fake, "create"), ==, 0);
      run (self, "key test creatify");
      close_fake (self);
      packshot_fake_host_free (self->host);
      self->host = packshot_test_host_new ();
    }
}

#define ADD(name, what, function)                                                                  \
  g_test_add ("/canary-services/" name, Fixture, what, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("creatify/whole-life", &creatify, test_whole_life);
  ADD ("creatify/fault", &creatify, test_fault);
  ADD ("creatify/failure", &creatify, test_failure);
  ADD ("sophnet/whole-life", &sophnet, test_whole_life);
  ADD ("sophnet/fault", &sophnet, test_fault);
  ADD ("sophnet/failure", &sophnet, test_failure);
  ADD ("host", NULL, test_host);

  return g_test_run ();
}
