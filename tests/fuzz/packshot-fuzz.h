/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What is tried, in the shape that libFuzzer and others know. Each program has one. It must take
 * any bytes; what it promises of them it asserts. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
