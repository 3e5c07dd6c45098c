/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What files are called that leave a job, whatever somebody called the job. */

#include "packshot-job-name.h"

#include <string.h>

#include "packshot-dummy-service.h"
#include "packshot-job-private.h"
#include "packshot-registry.h"
#include "packshot-test-utils.h"

#define VIDEO "/data.v1/jobs/1/video.mp4"

static PackshotRegistry *registry;

static const struct
{
  const char *title; /* %NULL for the name of the photo */
  const char *name;
} names[] = {
  { "Blue Mug", "Blue Mug.mp4" },
  { NULL, "blue mug.v2.mp4" },
  { "Mug 1.5 l", "Mug 1.5 l.mp4" },
  { "../../.ssh/config", "-..-.ssh-config.mp4" },
  { ".hidden", "hidden.mp4" },
  { "..", "Video.mp4" },
  { "a\x01"
    "b\tc",
    "a-b-c.mp4" },
  { "C:\\Mug*?", "C--Mug--.mp4" },
  { "mug\xe2\x80\xae"
    "gpj.exe",
    "muggpj.exe.mp4" },
  { "nul", "_nul.mp4" },
};

static PackshotJob *
make_job (const char *title)
{
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (registry, "dummy"));
  g_autofree char *photo = packshot_test_write_file ("blue mug.v2.jpg", "a photo");

  g_assert_true (packshot_request_set (request, "photo", photo, NULL));
  return packshot_job_new ("1", request, title, NULL);
}

static void
assert_name (PackshotJob *job, const char *path, guint number, const char *expected)
{
  g_autofree char *name = packshot_job_name_dup_file (job, path, number);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PackshotJob *job = make_job (names[i].title);

      assert_name (job, VIDEO, 1, names[i].name);
      g_assert_finalize_object (job);
    }
}

static void
test_files (void)
{
  PackshotJob *job = make_job ("Mug");

  assert_name (job, VIDEO, 2, "Mug (2).mp4");
  assert_name (job, "/data.v1/jobs/1/cover.jpg", 1, "Mug.jpg");
  assert_name (job, "/data.v1/jobs/1/cover", 1, "Mug");
  g_assert_finalize_object (job);
}

static void
test_long (void)
{
  g_autofree char *title = g_strnfill (4000, 'x');
  PackshotJob *job = make_job (title);
  g_autofree char *name = packshot_job_name_dup_file (job, VIDEO, 1);

  g_assert_cmpuint (strlen (name), <, 200);
  g_assert_true (g_str_has_suffix (name, "x.mp4"));
  g_assert_finalize_object (job);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);

  g_test_add_func ("/job-name/names", test_names);
  g_test_add_func ("/job-name/files", test_files);
  g_test_add_func ("/job-name/long", test_long);

  status = g_test_run ();
  g_assert_finalize_object (registry);
  return status;
}
