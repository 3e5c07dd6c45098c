/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-creatify.h"
#include "packshot-fuzz-adapter.h"
#include "packshot-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const asked[] = { "0a1b2c3d-0000-4000-8000-000000000001",
                                       "0a1b2c3d-0000-4000-8000-000000000002", "three", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  const PackshotAdapterInput input = { .model = NULL };

  packshot_fuzz_adapter (&packshot_creatify_adapter, &input, asked, bytes);
  return 0;
}
