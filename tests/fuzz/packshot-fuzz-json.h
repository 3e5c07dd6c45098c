/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

JsonNode *packshot_fuzz_json_read (GBytes *bytes);
void packshot_fuzz_json_change (JsonNode *root, GRand *rand, JsonNode *other);
