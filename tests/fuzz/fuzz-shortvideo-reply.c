/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fuzz-adapter.h"
#include "packshot-fuzz.h"
#include "packshot-shortvideo.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const asked[] = { "video_xyz789", "video_1", "video_2", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (PackshotJobCopy) copy = packshot_job_copy_new ("image", "/jobs/x/image.png", 3, "00");
  const PackshotAdapterInput input = { .file = copy, .model = "m" };

  packshot_fuzz_adapter (&packshot_shortvideo_adapter, &input, asked, bytes);
  return 0;
}
