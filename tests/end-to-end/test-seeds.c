/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What the services' own documents give as examples, with the flags that stand there: each of them
 * brings a video, and the lines that tell of it. */

#include <string.h>

#include "packshot-fake-aog.h"
#include "packshot-fake-creatify.h"
#include "packshot-fake-sophnet.h"
#include "packshot-test-canary.h"
#include "packshot-test-purchase.h"

#define QUICKLY " --yes --interval 0.02"

/* Runs of the program, in which "%s" is the job. */
typedef struct
{
  const char *line;
  int status;
  const char *lines[8]; /* that stand on stdout; up to an "=" any value will do */
} Run;

typedef struct
{
  const PackshotFakeService *service;
  Run runs[6];
  guint n_orders;
} Example;

static const Example sophnet_text = {
  &packshot_fake_sophnet,
  { { "make --service sophnet --prompt \"A serene sunset over the ocean\"" QUICKLY,
      0,
      { "TASK_ID=", "STATUS=succeeded", "VIDEO_URL=", "LOCAL_PATH=", "MODEL=Seedance-1.5-Pro",
        "SIZE=1280*720", "DURATION=-1", NULL } } },
  1,
};

static const Example sophnet_first_frame = {
  &packshot_fake_sophnet,
  { { "make --service sophnet --first-frame \"https://example.com/image.jpg\" "
      "--prompt \"Camera pans slowly to the right\" --output-file film.mp4" QUICKLY,
      0,
      { "TASK_ID=", "STATUS=succeeded",
        "VIDEO_URL=", "LOCAL_PATH=", "FIRST_FRAME=https://example.com/image.jpg", NULL } } },
  1,
};

static const Example sophnet_model = {
  &packshot_fake_sophnet,
  { { "make --service sophnet --prompt \"Dramatic mountain landscape\" --model Wan2.6-T2V "
      "--size \"1920*1080\" --duration 10" QUICKLY,
      0,
      { "TASK_ID=", "STATUS=succeeded", "VIDEO_URL=", "MODEL=Wan2.6-T2V", "SIZE=1920*1080",
        "DURATION=10", NULL } } },
  1,
};

static const Example sophnet_last_frame = {
  &packshot_fake_sophnet,
  { { "make --service sophnet --first-frame \"https://example.com/start.jpg\" "
      "--last-frame \"https://example.com/end.jpg\" "
      "--prompt \"Smooth transition between frames\" --model Wan2.2-I2V-A14B" QUICKLY,
      0,
      { "TASK_ID=", "STATUS=succeeded", "LAST_FRAME=https://example.com/end.jpg", NULL } } },
  1,
};

static const Example sophnet_upload_oss = {
  &packshot_fake_sophnet,
  { { "make --service sophnet --prompt \"A serene sunset over the ocean\" --upload-oss" QUICKLY,
      0,
      { "TASK_ID=", "STATUS=succeeded", "VIDEO_URL=", "OSS_URL=", "LOCAL_PATH=", NULL } },
    { "show %s", 0, { NULL } } },
  1,
};

static const Example sophnet_draft = {
  &packshot_fake_sophnet,
  { { "make --service sophnet --prompt \"A serene sunset over the ocean\" --draft "
      "--generate-audio --negative-prompt rain" QUICKLY,
      0,
      { "STATUS=succeeded", "DRAFT=true", NULL } },
    { "make --service sophnet --draft-task %s" QUICKLY, 0, { "STATUS=succeeded", NULL } } },
  2,
};

static const Example aog_path = {
  &packshot_fake_aog,
  { { "make --service aog --model wan2.2-i2v-plus --image photo.jpg --image-type path "
      "--prompt \"Make the cat run on the grass\"" QUICKLY,
      0,
      { "STATUS=succeeded", "VIDEO_URL=", "LOCAL_PATH=", NULL } } },
  1,
};

static const Example aog_url = {
  &packshot_fake_aog,
  { { "make --service aog --model wan2.2-i2v-plus --image https://example.com/image.jpg "
      "--image-type url" QUICKLY,
      0,
      { "STATUS=succeeded", "VIDEO_URL=", "LOCAL_PATH=", NULL } } },
  1,
};

static const Example aog_base64 = {
  &packshot_fake_aog,
  { { "key test aog", 0, { NULL } },
    { "services aog --values model", 0, { NULL } },
    { "make --service aog --image photo.jpg --image-type base64 "
      "--prompt \"Make the clouds move slowly\"" QUICKLY,
      0,
      { "STATUS=succeeded", "VIDEO_URL=", "LOCAL_PATH=", NULL } } },
  1,
};

static const Example creatify_anyshot = {
  &packshot_fake_creatify,
  { { "make --service creatify --product-url https://example.com/mug.jpg --type product_anyshot "
      "--aspect-ratio 1x1 --image-prompt \"On a table\" "
      "--webhook-url https://example.com/hook" QUICKLY,
      4,
      { "STATUS=review", "PREVIEW_PATH=", "ASPECT_RATIO=1:1", NULL } },
    { "regenerate %s picture --image-prompt \"On a shelf\"" QUICKLY,
      4,
      { "STATUS=review", "PREVIEW_PATH=", "IMAGE_PROMPT=On a shelf", NULL } },
    { "approve %s --video-prompt \"It turns\"" QUICKLY,
      0,
      { "STATUS=succeeded", "VIDEO_URL=", "LOCAL_PATH=", "VIDEO_PROMPT=It turns", NULL } } },
  3,
};

static const Example creatify_avatar = {
  &packshot_fake_creatify,
  { { "services creatify --values override-avatar", 0, { NULL } },
    { "make --service creatify --product-url https://example.com/mug.jpg --type product_avatar "
      "--aspect-ratio 16x9 --override-avatar 00000000-0000-4000-8000-000000000001 "
      "--product-showcase-url https://example.com/sample.jpg" QUICKLY,
      4,
      { "STATUS=review", "PREVIEW_PATH=", NULL } },
    { "approve %s --motion-style talking" QUICKLY,
      0,
      { "STATUS=succeeded", "MOTION_STYLE=talking", NULL } },
    { "regenerate %s video --motion-style display" QUICKLY,
      0,
      { "STATUS=succeeded", "MOTION_STYLE=display", NULL } },
    { "import --service creatify --interval 0.02", 0, { "STATUS=succeeded", NULL } } },
  3,
};

static gboolean
has_line (char **lines, const char *start)
{
  gboolean is_whole = !g_str_has_suffix (start, "=");

  for (guint i = 0; lines[i] != NULL; i++)
    if (is_whole ? g_str_equal (lines[i], start)
                 : g_str_has_prefix (lines[i], start) && lines[i][strlen (start)] != '\0')
      return TRUE;

  return FALSE;
}

static void
assert_lines (PackshotTestProgram *program, const Run *run)
{
  g_auto (GStrv) lines = g_strsplit (program->out, "\n", -1);

  for (guint i = 0; run->lines[i] != NULL; i++)
    if (!has_line (lines, run->lines[i]))
      g_error ("“%s” says nothing of %s, but: %s", run->line, run->lines[i], program->out);
}

static char *
follow (PackshotTestPurchase *purchase, const Run *run, char *job)
{
  g_autoptr (GString) line = g_string_new (run->line);

  g_string_replace (line, "%s", job != NULL ? job : "none", 1);
  packshot_test_purchase_run (purchase, line->str);
  g_test_message ("%s: %d\n%s%s", line->str, purchase->program.status, purchase->program.out,
                  purchase->program.err);
  g_assert_cmpint (purchase->program.status, ==, run->status);
  assert_lines (&purchase->program, run);

  return job == NULL && strstr (purchase->program.out, "\nJOB=") != NULL
             ? packshot_test_program_get (&purchase->program, "JOB")
             : job;
}

static void
test_example (gconstpointer user_data)
{
  const Example *self = user_data;
  PackshotFakeSettings settings = packshot_fake_default_settings;
  g_autoptr (PackshotFake) fake = NULL;
  PackshotTestPurchase purchase;
  char *job = NULL;

  settings.key = PACKSHOT_TEST_CANARY;
  settings.id = PACKSHOT_TEST_CANARY;
  settings.n_polls = 1;
  fake = packshot_fake_new (self->service, &settings);
  packshot_test_purchase_set_up (&purchase, fake);
  for (guint i = 0; i < G_N_ELEMENTS (self->runs) && self->runs[i].line != NULL; i++)
    job = follow (&purchase, &self->runs[i], job);

  g_assert_cmpuint (packshot_fake_get_n_orders (fake), ==, self->n_orders);
  g_assert_cmpuint (packshot_fake_get_n_leaks (fake), ==, 0);
  packshot_test_purchase_clear (&purchase);
  g_free (job);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_setenv ("CREATIFY_API_ID", PACKSHOT_TEST_CANARY, TRUE);
  g_setenv ("CREATIFY_API_KEY", PACKSHOT_TEST_CANARY, TRUE);
  g_setenv ("SOPH_API_KEY", PACKSHOT_TEST_CANARY, TRUE);

  g_test_add_data_func ("/seeds/sophnet/text", &sophnet_text, test_example);
  g_test_add_data_func ("/seeds/sophnet/first-frame", &sophnet_first_frame, test_example);
  g_test_add_data_func ("/seeds/sophnet/model", &sophnet_model, test_example);
  g_test_add_data_func ("/seeds/sophnet/last-frame", &sophnet_last_frame, test_example);
  g_test_add_data_func ("/seeds/sophnet/upload-oss", &sophnet_upload_oss, test_example);
  g_test_add_data_func ("/seeds/sophnet/draft", &sophnet_draft, test_example);
  g_test_add_data_func ("/seeds/aog/path", &aog_path, test_example);
  g_test_add_data_func ("/seeds/aog/url", &aog_url, test_example);
  g_test_add_data_func ("/seeds/aog/base64", &aog_base64, test_example);
  g_test_add_data_func ("/seeds/creatify/anyshot", &creatify_anyshot, test_example);
  g_test_add_data_func ("/seeds/creatify/avatar", &creatify_avatar, test_example);

  return g_test_run ();
}
