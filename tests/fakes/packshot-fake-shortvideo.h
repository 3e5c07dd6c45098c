/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/* A picture that is there from the beginning. */
#define PACKSHOT_FAKE_SHORTVIDEO_PICTURE "d2mm4m9addr0008000a0.png"

/* A video that is finished from the beginning: of a job that this machine never made. */
#define PACKSHOT_FAKE_SHORTVIDEO_VIDEO "video_xyz789"

extern const PackshotFakeService packshot_fake_shortvideo;
