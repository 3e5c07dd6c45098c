/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-media-error.h"
#include "packshot-probe.h"
#include "packshot-test-clip.h"
#include "packshot-test-folder.h"
#include "packshot-test-launch.h"

#include <glib/gstdio.h>
#include <string.h>

#define WIDTH    160
#define HEIGHT   96
#define FPS      30
#define N_FRAMES 45

/* How many places a file is cut at, beside all near its beginning and its end. */
#define N_CUTS  80
#define N_CLOSE 40

#define VIDEO                                                                                      \
  "videotestsrc num-buffers=45 ! video/x-raw,format=I420,width=160,height=96,framerate=30/1"
#define H264  VIDEO " ! x264enc key-int-max=15 ! h264parse"
#define SOUND "audiotestsrc num-buffers=66 ! audioconvert ! opusenc"

static char *
make_clip (const char *encoder)
{
  PackshotTestClip clip = {
    .kind = packshot_test_find_encoder (encoder),
    .width = WIDTH,
    .height = HEIGHT,
    .fps = FPS,
    .n_frames = N_FRAMES,
    .paint = packshot_test_paint_patches,
  };
  g_autofree char *folder = NULL;

  if (clip.kind == NULL)
    return NULL;

  folder = packshot_test_folder_new ();
  return packshot_test_clip_encode (&clip, folder);
}

static GByteArray *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) contents, length);
}

static PackshotMediaProbe *
probe_bytes (const void *bytes, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "bytes", NULL);
  g_autoptr (GError) trouble = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  /* Over an older file it would wait for the disk, hundreds of times. */
  g_unlink (path);
  g_file_set_contents (path, bytes, (gssize) length, &trouble);
  g_assert_no_error (trouble);

  return packshot_media_probe (path, NULL, error);
}

static void
assert_fails (const void *bytes, gsize length, PackshotMediaError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotMediaProbe) probe = probe_bytes (bytes, length, &error);

  g_assert_null (probe);
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, (int) code);
}

static PackshotMediaProbe *
probe_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  PackshotMediaProbe *probe = packshot_media_probe (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (probe->width, ==, WIDTH);
  g_assert_cmpint (probe->height, ==, HEIGHT);
  g_assert_true (probe->is_decoded || probe->missing_decoder != NULL);
  return probe;
}

static void
assert_duration (const PackshotMediaProbe *probe)
{
  g_assert_cmpfloat (ABS (probe->duration / 1e9 - (double) N_FRAMES / FPS), <=, 0.05);
}

/* Cut anywhere it is not all there. */
static void
check_cuts (const GByteArray *whole)
{
  guint stride = MAX (1, whole->len / N_CUTS);

  for (guint length = 12; length < whole->len;)
    {
      assert_fails (whole->data, length, PACKSHOT_MEDIA_ERROR_CUT_SHORT);
      length += length < N_CLOSE || length + N_CLOSE >= whole->len
                    ? 1
                    : MIN (stride, whole->len - N_CLOSE - length);
    }
}

static void
check_clip (const char *encoder, const char *extension)
{
  g_autofree char *path = make_clip (encoder);
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GByteArray) whole = NULL;

  if (path == NULL)
    return;

  probe = probe_whole (path);
  g_assert_cmpstr (probe->extension, ==, extension);
  g_assert_false (probe->has_audio);
  assert_duration (probe);

  whole = read_file (path);
  check_cuts (whole);
}

static void
test_mp4 (void)
{
  check_clip ("x264", "mp4");
}

static void
test_webm (void)
{
  check_clip ("vp9", "webm");
}

static void
test_index_at_end (void)
{
  g_autofree char *path = NULL;
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GByteArray) whole = NULL;

  if (!packshot_test_has_elements ("x264enc", "mp4mux", NULL))
    return;

  path = packshot_test_launch (H264 " ! mp4mux", "last.mp4");
  probe = probe_whole (path);
  assert_duration (probe);
  whole = read_file (path);
  check_cuts (whole);
}

static void
test_audio (void)
{
  g_autofree char *mp4 = NULL;
  g_autofree char *webm = NULL;
  g_autoptr (PackshotMediaProbe) from_mp4 = NULL;
  g_autoptr (PackshotMediaProbe) from_webm = NULL;
  g_autoptr (GByteArray) whole = NULL;

  if (!packshot_test_has_elements ("x264enc", "mp4mux", "opusenc", "vp8enc", "webmmux", NULL))
    return;

  mp4 = packshot_test_launch (SOUND " ! m. " H264 " ! mp4mux name=m", "sound.mp4");
  webm = packshot_test_launch (SOUND " ! m. " VIDEO " ! vp8enc ! webmmux name=m", "sound.webm");
  from_mp4 = probe_whole (mp4);
  g_assert_true (from_mp4->has_audio);
  from_webm = probe_whole (webm);
  g_assert_true (from_webm->has_audio);

  whole = read_file (mp4);
  check_cuts (whole);
}

static void
test_only_audio (void)
{
  static const struct
  {
    const char *muxer;
    const char *name;
  } cases[] = { { "mp4mux", "only.mp4" }, { "webmmux", "only.webm" } };

  if (!packshot_test_has_elements ("mp4mux", "opusenc", "webmmux", NULL))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *description = g_strdup_printf (SOUND " ! %s", cases[i].muxer);
      g_autofree char *path = packshot_test_launch (description, cases[i].name);
      g_autoptr (GByteArray) whole = read_file (path);

      assert_fails (whole->data, whole->len, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO);
    }
}

static guint32
number_at (const GByteArray *data, guint offset)
{
  guint32 number;

  g_assert_cmpuint (offset + 4, <=, data->len);
  memcpy (&number, data->data + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

static void
set_number (GByteArray *data, guint offset, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_assert_cmpuint (offset + 4, <=, data->len);
  memcpy (data->data + offset, &number, sizeof number);
}

/* Where the contents of the first such box are. */
static guint
find_box (const GByteArray *data, const char *type)
{
  const guint8 *found = memmem (data->data, data->len, type, 4);

  g_assert_nonnull (found);
  return (guint) (found - data->data) + 4;
}

/* What was written piece by piece for streaming is as good; cut between two pieces it can't be told
 * from a shorter one. */
static void
test_fragmented (void)
{
  g_autofree char *path = NULL;
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GByteArray) whole = NULL;
  guint n_fragments = 0;

  if (!packshot_test_has_elements ("x264enc", "mp4mux", NULL))
    return;

  path = packshot_test_launch (H264 " ! mp4mux fragment-duration=500", "pieces.mp4");
  probe = probe_whole (path);
  whole = read_file (path);

  for (guint start = 0; start < whole->len; start += number_at (whole, start))
    {
      guint size = number_at (whole, start);
      gboolean is_fragment = memcmp (whole->data + start + 4, "moof", 4) == 0;

      g_assert_cmpuint (size, >=, 8);
      n_fragments += is_fragment;
      if (n_fragments == 0)
        continue;
      assert_fails (whole->data, start + 1, PACKSHOT_MEDIA_ERROR_CUT_SHORT);
      assert_fails (whole->data, start + 8, PACKSHOT_MEDIA_ERROR_CUT_SHORT);
      assert_fails (whole->data, start + size - 1, PACKSHOT_MEDIA_ERROR_CUT_SHORT);
      if (is_fragment)
        assert_fails (whole->data, start + size, PACKSHOT_MEDIA_ERROR_CUT_SHORT);
    }
  g_assert_cmpuint (n_fragments, >=, 2);
}

/* An index of fragments tells when some are missing. */
static void
test_fragment_index (void)
{
  static const guint8 index[] = { 0, 0, 0, 44, 's', 'i', 'd', 'x', 0, 0, 0, 0, 0, 0, 0,
                                  1, 0, 0, 0,  1,   0,   0,   0,   0, 0, 0, 0, 0, 0, 0,
                                  0, 1, 0, 0,  0,   0,   0,   0,   0, 1, 0, 0, 0, 0 };
  g_autofree char *path = NULL;
  g_autoptr (GByteArray) whole = NULL;
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GError) error = NULL;

  if (!packshot_test_has_elements ("x264enc", "mp4mux", NULL))
    return;

  path = packshot_test_launch (H264 " ! mp4mux fragment-duration=500", "pieces.mp4");
  whole = read_file (path);
  /* At the end nothing but nothing can follow. */
  g_byte_array_append (whole, index, sizeof index);
  probe = probe_bytes (whole->data, whole->len, &error);
  g_assert_no_error (error);

  set_number (whole, whole->len - 12, 1);
  assert_fails (whole->data, whole->len, PACKSHOT_MEDIA_ERROR_CUT_SHORT);
}

/* A whole container around rubbish. */
static void
test_damaged_frames (void)
{
  g_autofree char *path = make_clip ("x264");
  g_autoptr (GByteArray) whole = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotMediaProbe) probe = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint start;

  if (path == NULL)
    return;

  whole = read_file (path);
  start = find_box (whole, "mdat");
  for (guint i = start; i < whole->len; i++)
    whole->data[i] = (guint8) g_rand_int (random);
  probe = probe_bytes (whole->data, whole->len, &error);
  if (probe != NULL && probe->missing_decoder != NULL)
    {
      g_test_skip ("No decoder for H.264 here");
      return;
    }
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_BROKEN);
}

/* An index that points past the end, that has more samples than places for them, or none. */
static void
test_damaged_index (void)
{
  static const struct
  {
    const char *box;
    guint at;
    guint32 number;
    PackshotMediaError code;
  } cases[] = {
    { "stco", 8, 0x7fffffff, PACKSHOT_MEDIA_ERROR_CUT_SHORT },
    { "stsz", 12, 0x7fffffff, PACKSHOT_MEDIA_ERROR_CUT_SHORT },
    { "stco", 4, 0xffffffff, PACKSHOT_MEDIA_ERROR_BROKEN },
    { "stsz", 8, 0xffffffff, PACKSHOT_MEDIA_ERROR_BROKEN },
    { "stsz", 8, 1, PACKSHOT_MEDIA_ERROR_BROKEN },
    { "stsc", 12, 0xffffffff, PACKSHOT_MEDIA_ERROR_BROKEN },
    { "stsc", 4, 0xffffffff, PACKSHOT_MEDIA_ERROR_BROKEN },
    { "stbl", (guint) -8, 0xffffffff, PACKSHOT_MEDIA_ERROR_BROKEN },
    { "trak", (guint) -8, 7, PACKSHOT_MEDIA_ERROR_BROKEN },
  };
  g_autofree char *path = make_clip ("x264");

  if (path == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) whole = read_file (path);

      g_test_message ("%s, %u", cases[i].box, cases[i].at);
      set_number (whole, find_box (whole, cases[i].box) + cases[i].at, cases[i].number);
      assert_fails (whole->data, whole->len, cases[i].code);
    }
}

/* Makes a WebM file one of unknown length, so that its parts are looked at before it is found out
 * how many are missing. */
static void
forget_length (GByteArray *webm)
{
  static const guint8 unknown[] = { 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  guint size = find_box (webm, "\x18\x53\x80\x67");

  g_assert_cmphex (webm->data[size], ==, 0x01);
  memcpy (webm->data + size, unknown, sizeof unknown);
}

/* Any byte of the containers changed: an answer of whatever kind, and no crash. */
static void
check_any_byte (GByteArray *whole, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      static const guint8 changes[] = { 0x01, 0x80, 0xff };
      guint8 before = whole->data[i];

      for (gsize j = 0; j < G_N_ELEMENTS (changes); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (PackshotMediaProbe) probe = NULL;

          whole->data[i] = before ^ changes[j];
          /* Half of the file is missing, so that decoding, which takes its time, is never tried. */
          probe = probe_bytes (whole->data, whole->len / 2, &error);
          g_assert_true ((probe == NULL) == (error != NULL));
        }
      whole->data[i] = before;
    }
}

static void
test_any_byte (void)
{
  g_autofree char *mp4_path = make_clip ("x264");
  g_autofree char *webm_path = make_clip ("vp9");
  g_autoptr (GByteArray) mp4 = NULL;
  g_autoptr (GByteArray) webm = NULL;

  if (mp4_path == NULL || webm_path == NULL)
    return;

  mp4 = read_file (mp4_path);
  check_any_byte (mp4, find_box (mp4, "mdat"));
  webm = read_file (webm_path);
  forget_length (webm);
  check_any_byte (webm, find_box (webm, "\x1f\x43\xb6\x75"));
}

static void
test_something_else (void)
{
  static const struct
  {
    const char *contents;
    const char *part;
  } cases[] = {
    { "", "an empty file" },
    { "<!DOCTYPE html><html><body>Sign in</body></html>", "a web page" },
    { "\xef\xbb\xbf\n<HTML>expired</HTML>", "a web page" },
    { "{\"code\": 403, \"message\": \"expired\"}", "(JSON)" },
    { "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "(XML)" },
    { "Not found\n", "a text" },
    { "\x89PNG\r\n\x1a\n", "no video of a known kind" },
    { "\xff\xd8\xff\xe0 jpeg", "no video of a known kind" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (probe_bytes (cases[i].contents, strlen (cases[i].contents), &error));
      g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

/* A page longer than what is looked at, cut within a letter. */
static void
test_long_text (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (GError) error = NULL;

  while (text->len < 5000)
    g_string_append (text, "€");
  g_assert_null (probe_bytes (text->str, text->len, &error));
  g_assert_nonnull (strstr (error->message, "a text"));
}

static void
test_garbage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint8 bytes[3000];

  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) g_rand_int (random);
  assert_fails (bytes, sizeof bytes, PACKSHOT_MEDIA_ERROR_NOT_A_VIDEO);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (packshot_media_probe ("/nowhere/film.mp4", NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (packshot_media_probe (g_get_tmp_dir (), NULL, &error));
  g_assert_error (error, PACKSHOT_MEDIA_ERROR, PACKSHOT_MEDIA_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/probe/mp4", test_mp4);
  g_test_add_func ("/probe/mp4/index-at-end", test_index_at_end);
  g_test_add_func ("/probe/mp4/fragmented", test_fragmented);
  g_test_add_func ("/probe/mp4/fragment-index", test_fragment_index);
  g_test_add_func ("/probe/webm", test_webm);
  g_test_add_func ("/probe/audio", test_audio);
  g_test_add_func ("/probe/only-audio", test_only_audio);
  g_test_add_func ("/probe/damaged-frames", test_damaged_frames);
  g_test_add_func ("/probe/damaged-index", test_damaged_index);
  g_test_add_func ("/probe/any-byte", test_any_byte);
  g_test_add_func ("/probe/something-else", test_something_else);
  g_test_add_func ("/probe/long-text", test_long_text);
  g_test_add_func ("/probe/garbage", test_garbage);
  g_test_add_func ("/probe/no-file", test_no_file);

  return g_test_run ();
}
