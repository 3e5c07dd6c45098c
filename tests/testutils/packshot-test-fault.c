/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-fault.h"

#include <string.h>

#include "packshot-test-photo.h"

/**
 * packshot_test_fault_add:
 * @folder: of the path of the tests
 * @faults: (array length=n_faults): the cells of a table
 * @n_faults: how many there are
 * @test: called with each of them
 */
void
packshot_test_fault_add (const char *folder,
                         const PackshotTestFault *faults,
                         guint n_faults,
                         GTestDataFunc test)
{
  for (guint i = 0; i < n_faults; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("%s/%s/%s/%u", folder, faults[i].step,
                           packshot_fake_fault_to_string (faults[i].fault), faults[i].times);

      g_test_add_data_func (path, &faults[i], test);
    }
}

/* Where the upload already ends the job nothing is ordered. */
static guint
get_n_creates (const PackshotTestFault *self)
{
  return g_str_equal (self->step, "upload") && self->state != PACKSHOT_JOB_DONE ? 0 : 1;
}

/**
 * packshot_test_fault_run:
 * @self: what goes wrong
 * @service: at which service
 * @values: (array zero-terminated=1): names and values of options by turns
 *
 * Orders a video, and asserts that all is in the end as the cell says, and paid for once at most.
 */
void
packshot_test_fault_run (const PackshotTestFault *self,
                         const PackshotFakeService *service,
                         const char *const *values)
{
  PackshotFakeSettings settings = packshot_fake_default_settings;
  PackshotTestRemote remote = { 0 };
  PackshotJob *job;

  settings.retry_after = 0;
  packshot_test_remote_set_up_service (&remote, service, &settings);
  packshot_fake_add_fault (remote.fake, self->step, self->fault, self->times);
  job = packshot_test_remote_submit_values (&remote, values, NULL);
  packshot_test_remote_wait (&remote, job);

  g_assert_cmpint (packshot_job_get_state (job), ==, self->state);
  g_assert_cmpuint (packshot_fake_get_n_orders (remote.fake), ==, self->n_orders);
  g_assert_cmpuint (packshot_fake_count (remote.fake, "create"), ==, get_n_creates (self));
  if (self->words != NULL)
    {
      packshot_test_fault_assert_sentence (packshot_job_get_words (job));
      g_assert_nonnull (strstr (packshot_job_get_words (job), self->words));
    }
  else
    packshot_test_remote_assert_video (&remote, job);

  packshot_test_remote_tear_down (&remote);
}

/**
 * packshot_test_fault_make_photo:
 *
 * Returns: (transfer full) (type filename): the path of a photo that a service would take
 */
char *
packshot_test_fault_make_photo (void)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_detailed (320, 240, 7);

  return packshot_test_photo_save (photo, "photo.png");
}

/**
 * packshot_test_fault_assert_sentence:
 * @words: what the user reads
 *
 * Asserts a sentence for a seller: whole, in one line, and without the words of programmers.
 */
void
packshot_test_fault_assert_sentence (const char *words)
{
  static const char *const jargon[] = { "HTTP", "status code", "JSON", "NULL", "errno", "errcode" };

  g_assert_nonnull (words);
  g_test_message ("words: %s", words);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (words)) || g_str_has_prefix (words, "“"));
  g_assert_true (g_str_has_suffix (words, ".") || g_str_has_suffix (words, "”"));
  g_assert_null (strchr (words, '\n'));
  for (guint i = 0; i < G_N_ELEMENTS (jargon); i++)
    g_assert_null (strstr (words, jargon[i]));
}
