/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/* One that can be asked for, one that is in the list but out of use, and one without a picture of
 * the usual shape. */
#define PACKSHOT_FAKE_PERSONA          "00000000-0000-4000-8000-000000000001"
#define PACKSHOT_FAKE_PERSONA_INACTIVE "00000000-0000-4000-8000-000000000004"
#define PACKSHOT_FAKE_PERSONA_WIDE     "00000000-0000-4000-8000-000000000005"

#define PACKSHOT_FAKE_N_PERSONAS          36
#define PACKSHOT_FAKE_N_INACTIVE_PERSONAS 3

JsonNode *packshot_fake_personas_list (PackshotFake *fake);
gboolean packshot_fake_personas_has (const char *id);
