/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Under which names videos leave for other programs. */

#include "packshot-drag-out-name.h"
#include "packshot-drag-out.h"
#include "packshot-dummy-service.h"
#include "packshot-job-folder.h"
#include "packshot-job-private.h"
#include "packshot-registry.h"
#include "packshot-test-utils.h"

#include <glib/gstdio.h>
#include <string.h>

static PackshotRegistry *registry;

static PackshotJob *
make_bare_job (const char *id, const char *title)
{
  g_autoptr (PackshotRequest) request =
      packshot_request_new (packshot_registry_lookup (registry, "dummy"));

  g_autofree char *photo = packshot_test_write_file ("blue mug.v2.jpg", "a photo");

  g_assert_true (packshot_request_set (request, "photo", photo, NULL));
  return packshot_job_new (id, request, title, NULL);
}

/* A job that is done, with its video in its folder, or elsewhere. */
static PackshotJob *
make_job (const char *id, const char *title, const char *video, const char *contents)
{
  g_autofree char *folder = packshot_job_folder_dup_path (id);
  g_autofree char *path =
      g_path_is_absolute (video) ? g_strdup (video) : g_build_filename (folder, video, NULL);
  PackshotJob *job = make_bare_job (id, title);

  g_assert_true (packshot_job_folder_create (folder, NULL));
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  packshot_job_set_files (job, path, NULL);

  return job;
}

static void
remove_folder (const char *id)
{
  g_autofree char *folder = packshot_job_folder_dup_path (id);

  packshot_job_folder_remove (folder);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static void
assert_name (PackshotJob *job, GHashTable *names, const char *expected, const char *contents)
{
  g_autofree char *path =
      packshot_drag_out_dup_path (job, packshot_job_get_video_path (job), names);
  g_autofree char *name = g_path_get_basename (path);

  g_assert_cmpstr (name, ==, expected);
  assert_contents (path, contents);
}

/* The name is that of the job, it is there as often as one asks, and takes no room. */
static void
test_name (void)
{
  PackshotJob *job = make_job ("1", "Mug: “café” 1/2", "video.mp4", "a film");
  GStatBuf info;

  assert_name (job, NULL, "Mug- “café” 1-2.mp4", "a film");
  assert_name (job, NULL, "Mug- “café” 1-2.mp4", "a film");
  g_assert_cmpint (g_stat (packshot_job_get_video_path (job), &info), ==, 0);
  g_assert_cmpuint (info.st_nlink, ==, 2);

  g_assert_finalize_object (job);
  remove_folder ("1");
}

/* It has no title but that of its photo. */
static void
test_untitled (void)
{
  PackshotJob *job = make_job ("1", NULL, "video.webm", "a film");

  assert_name (job, NULL, "blue mug.v2.webm", "a film");
  g_assert_finalize_object (job);
  remove_folder ("1");
}

/* Another video took the place of the first: the first keeps what it was given. */
static void
test_made_again (void)
{
  PackshotJob *job = make_job ("1", "Mug", "video.mp4", "a film");
  PackshotJob *again;

  assert_name (job, NULL, "Mug.mp4", "a film");
  g_assert_finalize_object (job);
  again = make_job ("1", "Mug", "video.mp4", "another film");
  assert_name (again, NULL, "Mug (2).mp4", "another film");

  g_assert_finalize_object (again);
  remove_folder ("1");
}

/* What is tidied up after a job is not what somebody may be copying at that moment. */
static void
test_tidied (void)
{
  PackshotJob *job = make_job ("1", "Mug", "video.mp4", "a film");
  g_autofree char *folder = packshot_job_folder_dup_path ("1");
  g_autofree char *path = packshot_drag_out_dup_path (job, packshot_job_get_video_path (job), NULL);
  PackshotLedgerResult result = { .video = (char *) packshot_job_get_video_path (job) };
  g_autoptr (GPtrArray) results = g_ptr_array_new ();

  g_ptr_array_add (results, &result);
  packshot_job_folder_tidy (folder, results);
  assert_contents (path, "a film");

  g_assert_finalize_object (job);
  remove_folder ("1");
}

/* It has been given a name already, and may not be ours to link. */
static void
test_elsewhere (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "my own.mp4", NULL);
  PackshotJob *job;

  g_assert_cmpint (g_mkdir_with_parents (g_get_home_dir (), 0700), ==, 0);
  job = make_job ("1", "Mug", path, "a film");
  assert_name (job, NULL, "my own.mp4", "a film");

  g_assert_finalize_object (job);
  remove_folder ("1");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static char *
dup_names (GdkContentProvider *provider)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  GSList *files;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  gdk_content_provider_get_value (provider, &value, &error);
  g_assert_no_error (error);
  files = gdk_file_list_get_files (g_value_get_boxed (&value));
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *name = g_file_get_basename (l->data);

      g_string_append_printf (names, "%s|", name);
    }
  g_slist_free (files);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Several at once land in one folder; those without a video stay. */
static void
test_several (void)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autofree char *names = NULL;

  g_ptr_array_add (jobs, make_job ("1", "Mug", "video.mp4", "one"));
  g_ptr_array_add (jobs, make_bare_job ("2", "Without"));
  g_ptr_array_add (jobs, make_job ("3", "Mug", "video.mp4", "three"));
  g_ptr_array_add (jobs, make_job ("4", "Shoe", "video.mp4", "four"));

  provider = packshot_drag_out_offer (jobs);
  names = dup_names (provider);
  g_assert_cmpstr (names, ==, "Mug.mp4|Mug (2).mp4|Shoe.mp4|");

  remove_folder ("1");
  remove_folder ("3");
  remove_folder ("4");
  g_assert_null (packshot_drag_out_offer (jobs));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);

  g_test_add_func ("/drag-out/name", test_name);
  g_test_add_func ("/drag-out/untitled", test_untitled);
  g_test_add_func ("/drag-out/made-again", test_made_again);
  g_test_add_func ("/drag-out/tidied", test_tidied);
  g_test_add_func ("/drag-out/elsewhere", test_elsewhere);
  g_test_add_func ("/drag-out/several", test_several);

  result = g_test_run ();
  g_assert_finalize_object (registry);
  return result;
}
