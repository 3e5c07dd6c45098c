/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-remote.h"

G_BEGIN_DECLS

/**
 * PackshotTestFault:
 * @step: where it goes wrong
 * @fault: how
 * @times: how often
 * @state: where the job rests
 * @words: (nullable): what the user reads then, or a part of it; %NULL where the video is there
 * @n_orders: what the service made
 *
 * A cell of the table of DESIGN §4.
 */
typedef struct
{
  const char *step;
  PackshotFakeFault fault;
  guint times;
  PackshotJobState state;
  const char *words;
  guint n_orders;
} PackshotTestFault;

void packshot_test_fault_add (const char *folder,
                              const PackshotTestFault *faults,
                              guint n_faults,
                              GTestDataFunc test);
void packshot_test_fault_run (const PackshotTestFault *self,
                              const PackshotFakeService *service,
                              const char *const *values);

char *packshot_test_fault_make_photo (void);
void packshot_test_fault_assert_sentence (const char *words);

G_END_DECLS
