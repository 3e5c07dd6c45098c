/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-launch.h"

#include <gst/gst.h>

/* Nothing a test makes takes longer than this many seconds, but a hang. */
#define PATIENCE 60

/**
 * packshot_test_has_elements:
 * @first: name of an element of GStreamer
 * @...: further ones, then %NULL
 *
 * Returns: whether all are installed; where one is not, the test is marked as skipped
 */
gboolean
packshot_test_has_elements (const char *first, ...)
{
  const char *missing = NULL;
  va_list names;

  g_assert_true (gst_init_check (NULL, NULL, NULL));
  va_start (names, first);
  for (const char *name = first; name != NULL && missing == NULL;
       name = va_arg (names, const char *))
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

      if (factory == NULL)
        missing = name;
    }
  va_end (names);

  if (missing != NULL)
    g_test_skip_printf ("GStreamer has no %s here", missing);
  return missing == NULL;
}

/**
 * packshot_test_launch:
 * @description: a pipeline as for gst-launch, up to what is to be written
 * @name: the name of a file in the test's own folder
 *
 * Makes a file the way others do, without our encoder.
 *
 * Returns: (transfer full) (type filename): its path
 */
char *
packshot_test_launch (const char *description, const char *name)
{
  g_autofree char *whole = g_strdup_printf ("%s ! filesink name=file", description);
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) file = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  g_assert_true (gst_init_check (NULL, NULL, &error));
  pipeline = gst_parse_launch (whole, &error);
  g_assert_no_error (error);
  file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  g_object_set (file, "location", path, NULL);

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  bus = gst_element_get_bus (pipeline);
  message =
      gst_bus_timed_pop_filtered (bus, PATIENCE * GST_SECOND, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  g_assert_nonnull (message);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return path;
}
