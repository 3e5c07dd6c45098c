/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* One function of the system that fails.
 *
 * PACKSHOT_FAULT=FUNCTION:N:ERRNO is which function, from which call on, and how. Of "write", which
 * stands for all functions that write, N counts bytes; the last write that fits in part is done in
 * part, as on a disk. "tmpfile" is to open a file without a name. */

void packshot_fault_set_up (const char *text);

bool packshot_fault_strikes (const char *function);
size_t packshot_fault_find_room (size_t size);
