/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fuzz-adapter.h"
#include "packshot-fuzz.h"
#include "packshot-sophnet.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const asked[] = { "task-1", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  const PackshotAdapterInput input = { .model = "m" };

  packshot_fuzz_adapter (&packshot_sophnet_adapter, &input, asked, bytes);
  return 0;
}
