/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>

/* All calls that leave something behind, on the disk or in the network, are points: they are
 * counted from 1 on, and one of them can be the program's last, or fail.
 *
 * PACKSHOT_POINT=N:FATE[:KIND,KIND…] is what becomes of the Nth point, counting only points of
 * these kinds: those of PackshotPointKind, or "disk" and "net" for several; all, where none is
 * given. A fate is
 *
 *   kill-before   the program is killed, and the call is not made
 *   kill-amid     half of what was to be written is, and then the program is killed
 *   kill-after    the program is killed when the call was made
 *   ERRNO         the call fails so, and those after it do not
 *   ERRNO+        the call fails so, and so do all after it; if it writes, half of it still finds
 *                 room
 *
 * PACKSHOT_TRACE=FILE is where each point gets a line: its number among all, its kind and what it
 * is about, with tabs between. */

typedef enum
{
  PACKSHOT_POINT_WRITE,
  PACKSHOT_POINT_SYNC,
  PACKSHOT_POINT_RENAME,
  PACKSHOT_POINT_LINK,
  PACKSHOT_POINT_UNLINK,
  PACKSHOT_POINT_TRUNCATE,
  PACKSHOT_POINT_SEND,
  PACKSHOT_POINT_RECEIVE,
} PackshotPointKind;

typedef enum
{
  PACKSHOT_FATE_NONE,
  PACKSHOT_FATE_KILL_BEFORE,
  PACKSHOT_FATE_KILL_AMID,
  PACKSHOT_FATE_KILL_AFTER,
  PACKSHOT_FATE_FAIL,
  PACKSHOT_FATE_HALF,
} PackshotFate;

void packshot_point_set_up (const char *text, const char *trace);

PackshotFate packshot_point_count (PackshotPointKind kind, const char *what);
void packshot_point_pass (PackshotFate fate);
size_t packshot_point_limit (PackshotFate fate, size_t size);
