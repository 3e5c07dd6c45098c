/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/* The reason in PackshotFakeSettings that leads to a success without a video; any other is the
 * message of an error. */
#define PACKSHOT_FAKE_AOG_NO_VIDEO "no video"

extern const PackshotFakeService packshot_fake_aog;
