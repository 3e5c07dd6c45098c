/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoders that are not there, and decoders that hang. */

#include "packshot-cover.h"
#include "packshot-media-error.h"
#include "packshot-probe.h"
#include "packshot-test-clip.h"
#include "packshot-test-folder.h"
#include "packshot-test-utils.h"

#include <glib/gstdio.h>
#include <gst/gst.h>

/* Far less than the deadline, and enough for a busy machine. */
#define SOON_SECONDS 10

static char *
make_clip (const char *folder)
{
  PackshotTestClip clip = {
    .kind = packshot_test_find_encoder ("x264"),
    .width = 160,
    .height = 96,
    .fps = 30,
    .n_frames = 90,
    .paint = packshot_test_paint_patches,
  };

  return clip.kind != NULL ? packshot_test_clip_encode (&clip, folder) : NULL;
}

/* Hides whatever decodes H.264, or shows it again. Returns what was hidden. */
static GList *
hide_decoders (void)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-h264");
  g_autolist (GstPluginFeature) all =
      gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODER, GST_RANK_MARGINAL);
  GList *hidden = gst_element_factory_list_filter (all, caps, GST_PAD_SINK, FALSE);

  for (GList *l = hidden; l != NULL; l = l->next)
    {
      g_object_set_data (G_OBJECT (l->data), "rank",
                         GUINT_TO_POINTER (gst_plugin_feature_get_rank (l->data)));
      gst_plugin_feature_set_rank (l->data, GST_RANK_NONE);
    }

  return hidden;
}

static void
show_decoders (GList *hidden)
{
  for (GList *l = hidden; l != NULL; l = l->next)
    gst_plugin_feature_set_rank (l->data,
                                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (l->data), "rank")));

  g_list_free_full (hidden, gst_object_unref);
}

/* The file stays good, and it is said what to install. */
static void
test_missing (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = make_clip (folder);
  g_autofree char *cover = g_build_filename (folder, "cover.jpg", NULL);
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GError) error = NULL;
  GList *hidden;

  if (path == NULL)
    return;

  hidden = hide_decoders ();
  g_test_timer_start ();
  probe = packshot_media_probe (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (probe->is_decoded);
  g_assert_nonnull (strstr (probe->missing_decoder, "H.264"));
  g_assert_cmpint (probe->width, ==, 160);
  g_assert_cmpuint (probe->duration / 1000000000, ==, 3);

  g_assert_false (packshot_cover_make (path, cover, NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NO_DECODER);
  g_assert_nonnull (strstr (error->message, "H.264"));
  g_assert_cmpfloat (g_test_timer_elapsed (), <, SOON_SECONDS);
  packshot_test_folder_assert (folder, "film.mp4", NULL);
  show_decoders (hidden);
}

/* Nothing stays behind, however often. */
static void
test_descriptors (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = make_clip (folder);
  guint before;

  if (path == NULL)
    return;

  packshot_media_probe_free (packshot_media_probe (path, NULL, NULL));
  before = packshot_test_count_descriptors ();
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PackshotMediaProbe) probe = packshot_media_probe (path, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (probe);
    }
  packshot_test_assert_descriptors (before);
}

/* A decoder that takes a first frame and keeps it until it is told to let go. */
typedef GstElement TestHang;
typedef GstElementClass TestHangClass;

static GType test_hang_get_type (void);
G_DEFINE_TYPE (TestHang, test_hang, GST_TYPE_ELEMENT)

static GMutex hang_mutex;
static GCond hang_cond;
static gboolean lets_go;
/* What the decoder was told, as the decoders of GStreamer's "libav" are. */
static gboolean renders_directly;
static int n_hanging;
static int n_alive;

static GstFlowReturn
hang_cb (GstPad *pad, GstObject *parent, GstBuffer *buffer)
{
  gst_buffer_unref (buffer);
  g_mutex_lock (&hang_mutex);
  g_atomic_int_inc (&n_hanging);
  while (!lets_go)
    g_cond_wait (&hang_cond, &hang_mutex);
  g_atomic_int_add (&n_hanging, -1);
  g_mutex_unlock (&hang_mutex);

  return GST_FLOW_EOS;
}

static void
test_hang_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  renders_directly = g_value_get_boolean (value);
}

static void
test_hang_finalize (GObject *object)
{
  g_atomic_int_add (&n_alive, -1);
  G_OBJECT_CLASS (test_hang_parent_class)->finalize (object);
}

static void
test_hang_class_init (TestHangClass *klass)
{
  g_autoptr (GstCaps) in = gst_caps_from_string ("video/x-h264");
  g_autoptr (GstCaps) out = gst_caps_from_string ("video/x-raw");

  G_OBJECT_CLASS (klass)->finalize = test_hang_finalize;
  G_OBJECT_CLASS (klass)->set_property = test_hang_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), 1,
      g_param_spec_boolean ("direct-rendering", NULL, NULL, TRUE,
                            G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gst_element_class_add_pad_template (
      klass, gst_pad_template_new ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, in));
  gst_element_class_add_pad_template (
      klass, gst_pad_template_new ("src", GST_PAD_SRC, GST_PAD_ALWAYS, out));
  gst_element_class_set_static_metadata (klass, "Hang", "Codec/Decoder/Video", "Hangs", "Packshot");
}

static void
test_hang_init (TestHang *self)
{
  GstPad *sink = gst_pad_new_from_template (gst_element_get_pad_template (self, "sink"), "sink");
  GstPad *source = gst_pad_new_from_template (gst_element_get_pad_template (self, "src"), "src");

  g_atomic_int_inc (&n_alive);
  gst_pad_set_chain_function (sink, hang_cb);
  gst_element_add_pad (self, sink);
  gst_element_add_pad (self, source);
}

static void
let_go (void)
{
  g_mutex_lock (&hang_mutex);
  lets_go = TRUE;
  g_cond_broadcast (&hang_cond);
  g_mutex_unlock (&hang_mutex);
  packshot_test_wait_until (g_atomic_int_get (&n_alive) == 0);
}

static GList *
put_hang_in (void)
{
  GList *hidden = hide_decoders ();

  lets_go = FALSE;
  renders_directly = TRUE;
  g_assert_true (
      gst_element_register (NULL, "packshottesthang", GST_RANK_PRIMARY, test_hang_get_type ()));
  return hidden;
}

static void
take_hang_out (GList *hidden)
{
  GstRegistry *registry = gst_registry_get ();
  g_autoptr (GstPluginFeature) feature = gst_registry_lookup_feature (registry, "packshottesthang");

  gst_registry_remove_feature (registry, feature);
  show_decoders (hidden);
}

static gpointer
cancel_thread (gpointer user_data)
{
  while (g_atomic_int_get (&n_hanging) == 0)
    g_thread_yield ();

  g_cancellable_cancel (user_data);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = make_clip (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;
  GList *hidden;

  if (path == NULL)
    return;

  hidden = put_hang_in ();
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_test_timer_start ();
  g_assert_null (packshot_media_probe (path, cancellable, &error));
  g_assert_cmpfloat (g_test_timer_elapsed (), <, SOON_SECONDS);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* GStreamer 1.26 ends programs by it. */
  g_assert_false (renders_directly);
  g_thread_join (thread);
  let_go ();
  take_hang_out (hidden);
}

/* It is not the fault of the file. */
static void
test_hanging (void)
{
  g_autofree char *folder = packshot_test_folder_new ();
  g_autofree char *path = NULL;
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GError) error = NULL;
  GList *hidden;

  if (!g_test_slow ())
    {
      g_test_skip ("Takes the twenty seconds of the deadline");
      return;
    }

  path = make_clip (folder);
  if (path == NULL)
    return;

  hidden = put_hang_in ();
  probe = packshot_media_probe (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (probe->is_decoded);
  g_assert_null (probe->missing_decoder);
  let_go ();
  take_hang_out (hidden);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_true (gst_init_check (NULL, NULL, NULL));

  g_test_add_func ("/probe-decoder/missing", test_missing);
  g_test_add_func ("/probe-decoder/descriptors", test_descriptors);
  g_test_add_func ("/probe-decoder/cancelled", test_cancelled);
  g_test_add_func ("/probe-decoder/hanging", test_hanging);

  return g_test_run ();
}
