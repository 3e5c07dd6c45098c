/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"

void packshot_fuzz_adapter (const PackshotAdapter *adapter,
                            const PackshotAdapterInput *input,
                            const char *const *asked,
                            GBytes *body);
