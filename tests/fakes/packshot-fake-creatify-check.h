/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

void packshot_fake_creatify_refuse_with (PackshotFakeCall *call, guint status, const char *words);
void
packshot_fake_creatify_refuse_field (PackshotFakeCall *call, const char *field, const char *words);
JsonNode *packshot_fake_creatify_read (PackshotFakeCall *call, const char *const *known);
