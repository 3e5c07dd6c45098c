/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void packshot_fuzz_change_bytes (GByteArray *bytes, GRand *rand, GBytes *other);
