/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-personas.h"

/* What calls cost here: more than their least price, so that nobody can take that for the cost. */
#define PACKSHOT_FAKE_CREATIFY_PICTURE 2
#define PACKSHOT_FAKE_CREATIFY_VIDEO   5

/* A video that is finished from the beginning: of a job that this machine never made. */
#define PACKSHOT_FAKE_CREATIFY_TASK "11111111-1111-4111-8111-111111111111"

extern const PackshotFakeService packshot_fake_creatify;
